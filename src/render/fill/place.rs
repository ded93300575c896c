//! Localities and organizations.

use crate::content::taxonomy::OrganizationKind;
use crate::pages::edition::{Mixed, total};
use crate::render::context::{
    Before, Change, ChangeStep, Link, Localities, Locality, LocalityNode, Organization, OrganizationGroup,
    OrganizationRow, Organizations, Totals, Undecided,
};
use crate::render::fill::{Fill, Head, chain};
use crate::render::paging;
use crate::site::heritage::{self, Fortune};
use crate::site::{ContestNo, Life, LocalityNo, OrganizationNo, permalink};
use crate::value::When;

/// Upper limit for the successors shown.
const STEPS: usize = 32;

impl<'r> Fill<'r> {
    pub(in crate::render) fn localities(&self) -> (Head<'r>, Localities<'r>) {
        let all = (0..self.site.localities.len()).map(LocalityNo);
        let top = all.filter(|no| self.site.locality(*no).parent.is_none());
        let localities = top.map(|no| self.locality_node(no, 0)).collect();
        (self.overview_head("title-localities", permalink::localities), Localities { localities })
    }

    /// A locality with its descendants; `depth` guards against endless recursion.
    fn locality_node(&self, no: LocalityNo, depth: usize) -> LocalityNode<'r> {
        let locality = self.site.locality(no);
        let about = self.edition.locality(no);
        let children = if depth < 8 { locality.children.as_slice() } else { &[] };
        LocalityNode {
            link: self.locality(no),
            level: locality.fields.level.as_str(),
            life: locality.life.as_str(),
            models: self.count(about.models.len()),
            articles: self.count(about.articles.len()),
            children: children.iter().map(|no| self.locality_node(*no, depth + 1)).collect(),
        }
    }

    pub(in crate::render) fn locality_page(&self, no: LocalityNo, number: usize) -> (Head<'r>, Locality<'r>) {
        let locality = self.site.locality(no);
        let fields = locality.fields;
        let groups = self.edition.locality_groups(no);
        let path = permalink::locality(self.edition.prefix, &fields.id.0);
        let mut parts = paging::groups_on_page(&groups, number, self.site.config.page_size);
        let (_, (models, articles, entries)) = parts.remove(0);
        let fortune = heritage::unit_fortune(self.site, no);
        let link = self.locality(no);
        let (name, lang) = self.named(&locality.label, fields.name_en.as_deref());
        let mut parents = self.locality_chain(no);
        parents.remove(0);
        let change = |(no, whole): &(LocalityNo, bool)| Change { link: self.locality(*no), whole: *whole };
        let context = Locality {
            name,
            lang,
            level: fields.level.as_str(),
            code: fields.code.as_deref(),
            parents: parents.clone(),
            life: locality.life.as_str(),
            since: self.maybe_when(fields.since.as_ref()),
            until: self.maybe_when(fields.until.as_ref()),
            successors: locality.successors.iter().map(change).collect(),
            now: fortune.now.iter().filter(|_| locality.life == Life::Ended).map(change).collect(),
            steps: steps(&fortune, |no| {
                let one = self.site.locality(no);
                self.change_step(
                    self.locality(no),
                    one.fields.until.as_ref(),
                    one.successors.iter().map(change).collect(),
                )
            }),
            predecessors: locality.predecessors.iter().map(change).collect(),
            children: locality.children.iter().map(|no| self.locality_node(*no, 0)).collect(),
            organizations: locality.organizations.iter().map(|no| self.organization(*no)).collect(),
            totals: self.totals(&groups),
            models: self.model_cards(models),
            articles: self.article_cards(articles),
            entries: self.entry_cards(entries),
            before: self.before(parts, |no| self.locality(no)),
            undecided: match number {
                1 => self.undecided_before(self.edition.undecided_units(no), |no| self.locality(no)),
                _ => Vec::new(),
            },
            pagination: self.pagination(&path, number, total(&groups)),
        };
        let crumbs = self.down(self.overview("title-localities", permalink::localities), parents, link);
        let head = Head { crumbs, ..Head::new(name.to_owned()) };
        (head.paged(context.pagination.as_ref()), context)
    }

    /// Breadcrumbs: overview, ancestors (given nearest first), page.
    fn down(&self, overview: Link<'r>, mut parents: Vec<Link<'r>>, link: Link<'r>) -> Vec<Link<'r>> {
        parents.reverse();
        let mut crumbs = vec![overview];
        crumbs.extend(parents);
        crumbs.push(link);
        crumbs
    }

    fn totals<No>(&self, groups: &[(No, &Mixed)]) -> Totals {
        let sum = |of: fn(&Mixed) -> usize| self.count(groups.iter().map(|(_, about)| of(about)).sum());
        Totals {
            models: sum(|about| about.models.len()),
            articles: sum(|about| about.articles.len()),
            entries: sum(|about| about.entries.len()),
        }
    }

    /// The records of each predecessor that are on this page of the list; predecessors without any are left out.
    fn before<No>(
        &self,
        parts: Vec<(No, paging::Part<'_>)>,
        link: impl Fn(No) -> Link<'r>,
    ) -> Vec<Before<'r>> {
        let some = parts.into_iter().filter(|(_, (models, articles, entries))| {
            !(models.is_empty() && articles.is_empty() && entries.is_empty())
        });
        let before = |(no, (models, articles, entries)): (No, paging::Part<'_>)| Before {
            link: link(no),
            models: self.model_cards(models),
            articles: self.article_cards(articles),
            entries: self.entry_cards(entries),
        };
        some.map(before).collect()
    }

    fn undecided_before<'m, No: Copy>(
        &self,
        split: impl Iterator<Item = (No, &'m Mixed)>,
        link: impl Fn(No) -> Link<'r>,
    ) -> Vec<Undecided<'r>> {
        split.map(|(no, about)| Undecided { link: link(no), totals: self.totals(&[(no, about)]) }).collect()
    }

    fn change_step(&self, link: Link<'r>, until: Option<&When>, into: Vec<Change<'r>>) -> ChangeStep<'r> {
        ChangeStep { link, until: self.maybe_when(until), into }
    }

    pub(in crate::render) fn organizations(&self) -> (Head<'r>, Organizations<'r>) {
        let all = || (0..self.site.organizations.len()).map(OrganizationNo);
        let groups = OrganizationKind::ALL.iter().map(|kind| OrganizationGroup {
            kind: kind.as_str(),
            organizations: all()
                .filter(|no| self.site.organization(*no).fields.kind == *kind)
                .map(|no| self.organization_row(no))
                .collect(),
        });
        let groups = groups.filter(|group| !group.organizations.is_empty()).collect();
        (self.overview_head("title-organizations", permalink::organizations), Organizations { groups })
    }

    fn organization_row(&self, no: OrganizationNo) -> OrganizationRow<'r> {
        let organization = self.site.organization(no);
        let about = self.edition.organization(no);
        OrganizationRow {
            link: self.organization(no),
            short: organization.fields.short.as_deref(),
            life: organization.life.as_str(),
            models: self.count(about.models.len()),
            articles: self.count(about.articles.len()),
        }
    }

    pub(in crate::render) fn organization_page(
        &self,
        no: OrganizationNo,
        number: usize,
    ) -> (Head<'r>, Organization<'r>) {
        let organization = self.site.organization(no);
        let fields = organization.fields;
        let groups = self.edition.organization_groups(no);
        let path = permalink::organization(self.edition.prefix, &fields.id.0);
        let mut parts = paging::groups_on_page(&groups, number, self.site.config.page_size);
        let (_, (models, articles, entries)) = parts.remove(0);
        let fortune = heritage::organization_fortune(self.site, no);
        let change = |no: OrganizationNo, whole: bool| Change { link: self.organization(no), whole };
        let heirs =
            |of: &[OrganizationNo]| of.iter().map(|no| change(*no, of.len() == 1)).collect::<Vec<_>>();
        let is_over = organization.life == Life::Ended;
        let (name, lang) = self.named(&fields.name, fields.name_en.as_deref());
        let all_links =
            |of: &[OrganizationNo]| of.iter().map(|no| self.organization(*no)).collect::<Vec<_>>();
        let above: Vec<_> = chain(no, |no| self.site.organization(no).parent).skip(1).collect();
        let parents = all_links(&above);
        let is_first = number == 1;
        let contests = organization.contests.iter().filter(|_| is_first);
        let programmes = organization.programmes.iter().filter(|_| is_first);
        let context = Organization {
            name,
            lang,
            short: fields.short.as_deref(),
            kind: fields.kind.as_str(),
            url: fields.url.as_ref().map(|url| url.0.as_str()),
            parents: parents.clone(),
            locality: organization.locality.map(|no| self.locality(no)),
            life: organization.life.as_str(),
            since: self.maybe_when(fields.since.as_ref()),
            until: self.maybe_when(fields.until.as_ref()),
            successors: heirs(&organization.successors),
            now: fortune.now.iter().filter(|_| is_over).map(|(no, whole)| change(*no, *whole)).collect(),
            steps: steps(&fortune, |no| {
                let one = self.site.organization(no);
                self.change_step(self.organization(no), one.fields.until.as_ref(), heirs(&one.successors))
            }),
            predecessors: all_links(&organization.predecessors),
            children: all_links(&organization.children),
            contests: contests.map(|no: &ContestNo| self.contest_card(*no)).collect(),
            programmes: programmes.map(|no| self.programme_card(*no)).collect(),
            totals: self.totals(&groups),
            models: self.model_cards(models),
            articles: self.article_cards(articles),
            entries: self.entry_cards(entries),
            before: self.before(parts, |no| self.organization(no)),
            undecided: match number {
                1 => self
                    .undecided_before(self.edition.undecided_organizations(no), |no| self.organization(no)),
                _ => Vec::new(),
            },
            pagination: self.pagination(&path, number, total(&groups)),
        };
        let overview = self.overview("title-organizations", permalink::organizations);
        let crumbs = self.down(overview, parents, self.organization(no));
        let head = Head { crumbs, ..Head::new(name.to_owned()) };
        (head.paged(context.pagination.as_ref()), context)
    }
}

/// The successive changes from a former unit to the present ones. Empty for a single change, which the page shows as
/// the successors.
fn steps<'r, No: Copy>(fortune: &Fortune<No>, step: impl Fn(No) -> ChangeStep<'r>) -> Vec<ChangeStep<'r>> {
    if fortune.steps.len() < 2 {
        return Vec::new();
    }
    fortune.steps.iter().take(STEPS).map(|no| step(*no)).collect()
}
