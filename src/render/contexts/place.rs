//! Localities and organizations.

use std::collections::BTreeSet;

use crate::content::contact::{Email, Officer as OfficerFields, Phone};
use crate::content::taxonomy::{OrganizationFields, OrganizationKind};
use crate::pages::ListedUnit;
use crate::pages::lists::{Group, Line, Numbers, total};
use crate::render::context::{
    Before, Below, Change, ChangeStep, Contact, Contacts, Link, Localities, Locality, LocalityNode, Officer,
    Organization, OrganizationGroup, OrganizationNode, Organizations, Totals, Undecided, Unit, UnitLine,
};
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head, chain};
use crate::render::paging;
use crate::site::lineage::lineage;
use crate::site::{Life, LocalityNo, OfOrganization, OrganizationNo, UnitNo, permalink};
use crate::theme::Message;

/// Upper limit for the successors shown.
const STEPS: usize = 32;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn localities(&self) -> (Head<'r>, Localities<'r>) {
        let all = self.site.locality_numbers();
        let top = all.filter(|no| self.site.locality(*no).parent.is_none());
        let localities = top.map(|no| self.locality_node(no, 0)).collect();
        (self.overview_head(Message::TitleLocalities, permalink::localities), Localities { localities })
    }

    /// A locality with its descendants; `depth` guards against endless recursion.
    fn locality_node(&self, no: LocalityNo, depth: usize) -> LocalityNode<'r> {
        let locality = self.site.locality(no);
        let about = LocalityNo::lists(self.edition).sum(no);
        let children = if depth < 8 { locality.children.as_slice() } else { &[] };
        LocalityNode {
            link: self.unit(no),
            level: locality.fields.level.as_str(),
            life: locality.life.as_str(),
            models: self.count(about.models),
            articles: self.count(about.articles),
            children: children.iter().map(|no| self.locality_node(*no, depth + 1)).collect(),
        }
    }

    pub(in crate::render) fn locality_page(&self, no: LocalityNo, number: usize) -> (Head<'r>, Locality<'r>) {
        let locality = self.site.locality(no);
        let overview = self.overview(Message::TitleLocalities, permalink::localities);
        let (head, unit) = self.unit_page(no, number, overview);
        let context = Locality {
            unit,
            level: locality.fields.level.as_str(),
            code: locality.fields.code.as_deref(),
            predecessors: self.changes(&locality.predecessors),
            children: locality.children.iter().map(|no| self.locality_node(*no, 0)).collect(),
            organizations: self.unit_links(&locality.own.organizations),
            extra: extra(&[locality.fields.extra.as_ref()]),
        };
        (head, context)
    }

    /// What the pages of localities and organizations have in common; `number` of the page starts at 1.
    fn unit_page<No: ListedUnit>(&self, no: No, number: usize, overview: Link<'r>) -> (Head<'r>, Unit<'r>) {
        let (unit, lists) = (self.site.unit(no), No::lists(self.edition));
        let groups = lists.groups(no);
        let parts = paging::groups_on_page(&groups, number, self.site.config.page_size);
        let (models, articles, entries) = paging::part_of(&parts, Group::Own);
        let is_first = number == 1;
        let own = groups.iter().filter(|(group, _)| *group != Group::Below);
        let lineage = lineage(self.site, no);
        let (name, lang) = self.named(&unit.label, unit.name_en);
        let above: Vec<No> = chain(no, |no| self.site.unit(no).parent).skip(1).collect();
        let parents = self.unit_links(&above);
        let undecided = lists.undecided(no).filter(|_| is_first);
        let context = Unit {
            name,
            lang,
            parents: parents.clone(),
            life: unit.life.as_str(),
            since: self.maybe_when(unit.since.as_ref()),
            until: self.maybe_when(unit.until.as_ref()),
            successors: self.changes(&unit.successors),
            now: if unit.life == Life::Ended { self.changes(&lineage.now) } else { Vec::new() },
            steps: self.change_steps(&lineage.steps),
            totals: self.totals(lists.sum(no)),
            own: self.totals(own.map(|(_, about)| about.numbers()).sum()),
            units: if is_first { self.unit_lines(no) } else { Vec::new() },
            models: self.model_cards(models),
            articles: self.article_cards(articles),
            entries: self.entry_cards(entries),
            below: self.below(&parts),
            before: self.before(&parts),
            undecided: undecided
                .map(|(no, about)| Undecided { link: self.unit(no), totals: self.totals(about.numbers()) })
                .collect(),
            pagination: self.pagination(&No::path(self.edition.prefix, unit.id), number, total(&groups)),
        };
        let mut crumbs = vec![overview];
        crumbs.extend(parents.into_iter().rev());
        crumbs.push(self.unit(no));
        let head = Head { crumbs, ..Head::new(name.to_owned()) };
        (head.paged(context.pagination.as_ref()), context)
    }

    fn unit_links<No: UnitNo>(&self, of: &[No]) -> Vec<Link<'r>> {
        of.iter().map(|no| self.unit(*no)).collect()
    }

    fn changes<No: UnitNo>(&self, of: &[(No, bool)]) -> Vec<Change<'r>> {
        of.iter().map(|(no, whole)| Change { link: self.unit(*no), whole: *whole }).collect()
    }

    /// The successive changes from a former unit to the present ones. Empty for a single change, which the page shows
    /// as the successors.
    fn change_steps<No: UnitNo>(&self, steps: &[No]) -> Vec<ChangeStep<'r>> {
        if steps.len() < 2 {
            return Vec::new();
        }
        let step = |no: &No| {
            let unit = self.site.unit(*no);
            let until = self.maybe_when(unit.until.as_ref());
            ChangeStep { link: self.unit(*no), until, into: self.changes(&unit.successors) }
        };
        steps.iter().take(STEPS).map(step).collect()
    }

    fn totals(&self, numbers: Numbers) -> Totals {
        Totals {
            models: self.count(numbers.models),
            articles: self.count(numbers.articles),
            entries: self.count(numbers.entries),
        }
    }

    /// The units directly below a unit.
    fn unit_lines<No: ListedUnit>(&self, no: No) -> Vec<UnitLine<'r>> {
        let lines = No::lists(self.edition).lines(no).iter();
        let line = |line: &Line<No>| UnitLine {
            link: self.unit(line.no),
            life: self.site.unit(line.no).life.as_str(),
            own: self.totals(line.own),
            sum: self.totals(line.sum),
        };
        lines.map(line).collect()
    }

    fn below<No: UnitNo>(&self, parts: &[(Group<No>, paging::Part<'_>)]) -> Below<'r> {
        let (models, articles, entries) = paging::part_of(parts, Group::Below);
        Below {
            models: self.model_cards(models),
            articles: self.article_cards(articles),
            entries: self.entry_cards(entries),
        }
    }

    /// The records of each predecessor that are on this page of the list; predecessors without any are left out.
    fn before<No: UnitNo>(&self, parts: &[(Group<No>, paging::Part<'_>)]) -> Vec<Before<'r>> {
        let before = |(group, (models, articles, entries)): &(Group<No>, paging::Part<'_>)| {
            let Group::Before(no) = group else { return None };
            let is_empty = models.is_empty() && articles.is_empty() && entries.is_empty();
            (!is_empty).then(|| Before {
                link: self.unit(*no),
                models: self.model_cards(models),
                articles: self.article_cards(articles),
                entries: self.entry_cards(entries),
            })
        };
        parts.iter().filter_map(before).collect()
    }

    pub(in crate::render) fn organizations(&self) -> (Head<'r>, Organizations<'r>) {
        let all = || self.site.organization_numbers();
        let groups = OrganizationKind::ALL.iter().map(|kind| OrganizationGroup {
            kind: kind.as_str(),
            organizations: all()
                .filter(|no| {
                    let one = self.site.organization(*no);
                    one.fields.kind == *kind && one.parent.is_none()
                })
                .map(|no| self.organization_node(no, None, 0))
                .collect(),
        });
        let groups = groups.filter(|group| !group.organizations.is_empty()).collect();
        (self.overview_head(Message::TitleOrganizations, permalink::organizations), Organizations { groups })
    }

    /// An organization with all that belong to it; `depth` guards against endless recursion.
    fn organization_node(
        &self,
        no: OrganizationNo,
        current: Option<OrganizationNo>,
        depth: usize,
    ) -> OrganizationNode<'r> {
        let children = if depth < 8 { self.site.organization(no).children.as_slice() } else { &[] };
        let children = children.iter().map(|no| self.organization_node(*no, current, depth + 1)).collect();
        self.organization_above(no, current, children)
    }

    fn organization_above(
        &self,
        no: OrganizationNo,
        current: Option<OrganizationNo>,
        children: Vec<OrganizationNode<'r>>,
    ) -> OrganizationNode<'r> {
        let organization = self.site.organization(no);
        let about = OrganizationNo::lists(self.edition).sum(no);
        OrganizationNode {
            link: self.unit(no),
            short: organization.fields.short.as_deref(),
            life: organization.life.as_str(),
            current: current == Some(no),
            models: self.count(about.models),
            articles: self.count(about.articles),
            children,
        }
    }

    /// The line of organizations above one, and all below it.
    fn organization_chart(&self, no: OrganizationNo) -> Option<OrganizationNode<'r>> {
        let organization = self.site.organization(no);
        if organization.parent.is_none() && organization.children.is_empty() {
            return None;
        }
        let above = chain(no, |no| self.site.organization(no).parent).skip(1);
        let own = self.organization_node(no, Some(no), 0);
        Some(above.fold(own, |below, no| self.organization_above(no, None, vec![below])))
    }

    /// What belongs to some organizations, each once, in the order of the site.
    fn of_units<No: Copy + Ord>(
        &self,
        units: &[OrganizationNo],
        of: impl Fn(&OfOrganization) -> &Vec<No>,
    ) -> BTreeSet<No> {
        units.iter().flat_map(|no| of(&self.site.organization(*no).own)).copied().collect()
    }

    fn contacts(&self, fields: &'r OrganizationFields) -> Option<Contacts<'r>> {
        let phone = |phone: &'r Phone| Contact { text: &phone.0, href: phone.href() };
        let email = |email: &'r Email| Contact { text: &email.0, href: email.href() };
        let officer = |one: &'r OfficerFields| Officer {
            name: &one.name,
            title: one.title.as_deref(),
            phone: one.phone.as_ref().map(phone),
            email: one.email.as_ref().map(email),
        };
        let contacts = Contacts {
            address: fields.address.as_deref(),
            phone: fields.phone.as_ref().map(phone),
            fax: fields.fax.as_ref().map(|fax| fax.0.as_str()),
            email: fields.email.as_ref().map(email),
            head: fields.head.as_ref().map(officer),
            contact: fields.contact.as_ref().map(officer),
            lang: self.main_lang(),
        };
        let Contacts { address, phone, fax, email, head, contact, lang: _ } = &contacts;
        let any = address.is_some() || phone.is_some() || fax.is_some() || email.is_some();
        (any || head.is_some() || contact.is_some()).then_some(contacts)
    }

    pub(in crate::render) fn organization_page(
        &self,
        no: OrganizationNo,
        number: usize,
    ) -> (Head<'r>, Organization<'r>) {
        let organization = self.site.organization(no);
        let (fields, own) = (organization.fields, &organization.own);
        let overview = self.overview(Message::TitleOrganizations, permalink::organizations);
        let (head, unit) = self.unit_page(no, number, overview);
        let is_first = number == 1;
        let predecessors = organization.predecessors.iter().map(|(no, _)| self.unit(*no));
        let units = if is_first { OrganizationNo::lists(self.edition).running(no) } else { &[] };
        let contests = self.of_units(units, |own| &own.contests);
        let documents = self.of_units(units, |own| &own.documents);
        let programmes = self.of_units(units, |own| &own.programmes);
        let context = Organization {
            unit,
            short: fields.short.as_deref(),
            kind: fields.kind.as_str(),
            url: fields.url.as_ref().map(|url| url.0.as_str()),
            locality: own.locality.map(|no| self.unit(no)),
            predecessors: predecessors.collect(),
            contacts: self.contacts(fields).filter(|_| is_first),
            chart: if is_first { self.organization_chart(no) } else { None },
            contests: contests.iter().map(|no| self.contest_card(*no)).collect(),
            documents: documents.iter().map(|no| self.document_card(*no)).collect(),
            programmes: programmes.iter().map(|no| self.programme_card(*no)).collect(),
            extra: extra(&[fields.extra.as_ref()]),
        };
        (head, context)
    }
}
