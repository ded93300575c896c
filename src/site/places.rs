//! The taxonomies, linked: the category tree, fields, localities and organizations with their history.

use jiff::tz::TimeZone;

use crate::content::article::ArticleFields;
use crate::content::catalog::{Catalog, Listed};
use crate::content::contest::ContestFields;
use crate::content::model::ModelFields;
use crate::content::taxonomy::{LocalityFields, OrganizationFields};
use crate::diagnostic::{Code, Diagnostic, Part, Path, Place, words};
use crate::site::categories::categories;
use crate::site::cycles::Cycles;
use crate::site::heirs::check_heirs;
use crate::site::names::Names;
use crate::site::publication::{Clock, Fate};
use crate::site::types::{Category, Field, Life, Locality, LocalityNo, Organization, OrganizationNo};
use crate::source::Sources;
use crate::value::When;

/// The linked taxonomies and their names.
pub(super) struct Places<'c> {
    pub(super) categories: Vec<Category<'c>>,
    pub(super) category_names: Names<'c>,
    pub(super) fields: Vec<Field<'c>>,
    pub(super) field_names: Names<'c>,
    pub(super) localities: Vec<Locality<'c>>,
    pub(super) locality_names: Names<'c>,
    pub(super) organizations: Vec<Organization<'c>>,
    pub(super) organization_names: Names<'c>,
}

impl<'c> Places<'c> {
    pub(super) fn new(
        catalog: &'c Catalog,
        sources: &Sources,
        clock: &Clock<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let (taxonomies, lost) = (&catalog.taxonomies, &catalog.lost);
        let (categories, category_names) = categories(&taxonomies.categories, sources, found);
        let category_names =
            category_names.without(&lost.categories).listed_in("content/taxonomies/categories.yaml");
        let listed = &taxonomies.fields;
        let ids = listed.entries.iter().map(|(index, field)| (field.id.0.as_str(), id_place(listed, *index)));
        let field_names = Names::new(words!("lĩnh vực", "field"), ids, sources, found)
            .without(&lost.fields)
            .listed_in("content/taxonomies/fields.yaml");
        let fields = listed.entries.iter().map(|(_, fields)| Field { fields, models: Vec::new() }).collect();
        let listed = &taxonomies.localities;
        let ids = listed.entries.iter().map(|(index, one)| (one.id.0.as_str(), id_place(listed, *index)));
        let locality_names = Names::new(words!("địa bàn", "locality"), ids, sources, found)
            .without(&lost.localities)
            .listed_in("content/taxonomies/localities.yaml");
        let localities = localities(listed, &locality_names, clock, found);
        let listed = &taxonomies.organizations;
        let ids = listed.entries.iter().map(|(index, one)| (one.id.0.as_str(), id_place(listed, *index)));
        let organization_names = Names::new(words!("đơn vị", "organization"), ids, sources, found)
            .without(&lost.organizations)
            .listed_in("content/taxonomies/organizations.yaml");
        let organizations = organizations(listed, &organization_names, &locality_names, clock, found);
        Self {
            categories,
            category_names,
            fields,
            field_names,
            localities,
            locality_names,
            organizations,
            organization_names,
        }
    }

    pub(super) fn article(&self, clock: &Clock<'_>, id: &str, fields: &ArticleFields) -> Fate {
        clock.article(id, fields).or_broken(self.category_names.get(&fields.category).is_some())
    }

    pub(super) fn model(&self, clock: &Clock<'_>, fields: &ModelFields) -> Fate {
        let (field, locality) =
            (self.field_names.get(&fields.field), self.locality_names.get(&fields.locality));
        clock.model(fields).or_broken(field.is_some() && locality.is_some())
    }

    pub(super) fn contest(&self, fields: &ContestFields) -> Fate {
        Fate::Published.or_broken(self.organization_names.get(&fields.organizer).is_some())
    }
}

/// The value of a key of one element of a taxonomy file.
fn key_place<T>(listed: &Listed<T>, way: impl FnOnce(Path) -> Path, index: usize) -> Place {
    match listed.source {
        Some(source) => Place::Yaml { source, path: way(Path::top().index(index)), part: Part::Value },
        None => Place::file("content/taxonomies"),
    }
}

fn id_place<T>(listed: &Listed<T>, index: usize) -> Place {
    key_place(listed, |path| path.key("id"), index)
}

fn localities<'c>(
    listed: &'c Listed<LocalityFields>,
    names: &Names<'c>,
    clock: &Clock<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Locality<'c>> {
    let mut all: Vec<Locality<'c>> = Vec::with_capacity(listed.entries.len());
    for (index, fields) in &listed.entries {
        let at = |way: &dyn Fn(Path) -> Path| key_place(listed, way, *index);
        let parent =
            fields.parent.as_ref().and_then(|id| names.find(id, at(&|path| path.key("parent")), found));
        let successors = fields.successors.iter().enumerate().filter_map(|(number, successor)| {
            let place = at(&|path| path.key("successors").index(number).key("id"));
            // What has several successors went to none of them whole, whatever is written.
            let whole = successor.whole && fields.successors.len() == 1;
            names.find(&successor.id, place, found).map(|no| (LocalityNo(no), whole))
        });
        let successors: Vec<_> = successors.collect();
        if let (Some(since), Some(until)) = (fields.since, fields.until)
            && until.day(clock.zone) < since.day(clock.zone)
        {
            found.push(reversed(at(&|path| path.key("until"))));
        }
        all.push(Locality {
            fields,
            label: fields.name.clone(),
            parent: parent.map(LocalityNo),
            children: Vec::new(),
            successors,
            predecessors: Vec::new(),
            life: life(clock, fields.since, fields.until),
            articles: Vec::new(),
            models: Vec::new(),
            entries: Vec::new(),
            organizations: Vec::new(),
        });
    }
    let parents: Vec<_> = all.iter().map(|one| one.parent.map(|no| no.0).into_iter().collect()).collect();
    let successors: Vec<Vec<usize>> =
        all.iter().map(|one| one.successors.iter().map(|(no, _)| no.0).collect()).collect();
    break_cycles(listed, "parent", &parents, names, found, |no| all[no].parent = None);
    break_cycles(listed, "successors", &successors, names, found, |no| all[no].successors.clear());
    for no in 0..all.len() {
        if let Some(parent) = all[no].parent {
            all[parent.0].children.push(LocalityNo(no));
        }
        for (successor, whole) in all[no].successors.clone() {
            all[successor.0].predecessors.push((LocalityNo(no), whole));
        }
    }
    for (at, one) in all.iter().enumerate() {
        let heirs = one.successors.iter().map(|(no, _)| all[no.0].fields);
        let heirs: Vec<_> = heirs.map(|fields| (fields.id.0.as_str(), fields.until)).collect();
        let place = key_place(listed, |path| path.key("successors"), listed.entries[at].0);
        check_heirs(one.fields.until, &heirs, place, clock.zone, found);
    }
    tell_equal_names_apart(&mut all, clock.zone);
    all
}

/// Localities of one name are called by what they belong to as well, or by the years they lasted.
fn tell_equal_names_apart(all: &mut [Locality<'_>], zone: &TimeZone) {
    let mut counts = std::collections::BTreeMap::new();
    for locality in all.iter() {
        *counts.entry(locality.fields.name.as_str()).or_insert(0) += 1;
    }
    let labels: Vec<String> = all
        .iter()
        .map(|one| {
            let name = &one.fields.name;
            if counts.get(name.as_str()).is_none_or(|count| *count < 2) {
                return name.clone();
            }
            let above = one.parent.map(|parent| all[parent.0].fields.name.as_str());
            let years = match (one.fields.since, one.fields.until) {
                (_, Some(until)) => Some(format!("đến {}", until.day(zone).strftime("%d/%m/%Y"))),
                (Some(since), None) => Some(format!("từ {}", since.day(zone).strftime("%d/%m/%Y"))),
                (None, None) => None,
            };
            match (above, years) {
                (Some(above), Some(years)) => format!("{name} ({above}, {years})"),
                (Some(above), None) => format!("{name} ({above})"),
                (None, Some(years)) => format!("{name} ({years})"),
                (None, None) => name.clone(),
            }
        })
        .collect();
    for (locality, label) in all.iter_mut().zip(labels) {
        locality.label = label;
    }
}

fn organizations<'c>(
    listed: &'c Listed<OrganizationFields>,
    names: &Names<'c>,
    localities: &Names<'c>,
    clock: &Clock<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Organization<'c>> {
    let mut all: Vec<Organization<'c>> = Vec::with_capacity(listed.entries.len());
    for (index, fields) in &listed.entries {
        let at = |way: &dyn Fn(Path) -> Path| key_place(listed, way, *index);
        let parent =
            fields.parent.as_ref().and_then(|id| names.find(id, at(&|path| path.key("parent")), found));
        let locality = fields.locality.as_ref();
        let locality = locality.and_then(|id| localities.find(id, at(&|path| path.key("locality")), found));
        let successors = fields.successors.iter().enumerate().filter_map(|(number, id)| {
            names.find(id, at(&|path| path.key("successors").index(number)), found).map(OrganizationNo)
        });
        let successors: Vec<_> = successors.collect();
        if let (Some(since), Some(until)) = (fields.since, fields.until)
            && until.day(clock.zone) < since.day(clock.zone)
        {
            found.push(reversed(at(&|path| path.key("until"))));
        }
        all.push(Organization {
            fields,
            parent: parent.map(OrganizationNo),
            children: Vec::new(),
            locality: locality.map(LocalityNo),
            successors,
            predecessors: Vec::new(),
            life: life(clock, fields.since, fields.until),
            articles: Vec::new(),
            models: Vec::new(),
            entries: Vec::new(),
            contests: Vec::new(),
            programmes: Vec::new(),
        });
    }
    let parents: Vec<_> = all.iter().map(|one| one.parent.map(|no| no.0).into_iter().collect()).collect();
    let successors: Vec<Vec<usize>> =
        all.iter().map(|one| one.successors.iter().map(|no| no.0).collect()).collect();
    break_cycles(listed, "parent", &parents, names, found, |no| all[no].parent = None);
    break_cycles(listed, "successors", &successors, names, found, |no| all[no].successors.clear());
    for no in 0..all.len() {
        if let Some(parent) = all[no].parent {
            all[parent.0].children.push(OrganizationNo(no));
        }
        for successor in all[no].successors.clone() {
            all[successor.0].predecessors.push(OrganizationNo(no));
        }
    }
    for (at, one) in all.iter().enumerate() {
        let heirs = one.successors.iter().map(|no| all[no.0].fields);
        let heirs: Vec<_> = heirs.map(|fields| (fields.id.0.as_str(), fields.until)).collect();
        let place = key_place(listed, |path| path.key("successors"), listed.entries[at].0);
        check_heirs(one.fields.until, &heirs, place, clock.zone, found);
    }
    all
}

fn life(clock: &Clock<'_>, since: Option<When>, until: Option<When>) -> Life {
    if since.is_some_and(|since| since.at(clock.zone).timestamp() > clock.now) {
        Life::Ahead
    } else if until.is_some_and(|until| until.end(clock.zone) < clock.now) {
        Life::Ended
    } else {
        Life::Living
    }
}

pub(super) fn reversed(place: Place) -> Diagnostic {
    let message = words!("ngày kết thúc đứng trước ngày bắt đầu", "the end lies before the beginning");
    Diagnostic::error(Code::ReversedPeriod, place, message)
}

/// Reports each circle once, and has `cut` take away the arrows that close one, so that later walks end.
fn break_cycles<T>(
    listed: &Listed<T>,
    key: &'static str,
    next: &[Vec<usize>],
    names: &Names<'_>,
    found: &mut Vec<Diagnostic>,
    cut: impl FnMut(usize),
) {
    let cycles = Cycles::new(next);
    for cycle in &cycles.circles {
        let place = key_place(listed, |path| path.key(key), listed.entries[cycle[0]].0);
        let circle = names.circle(cycle);
        let message = words!(
            "`{key}` đi vòng trở lại chính mục này: {circle}",
            "`{key}` leads back to this very element: {circle}"
        );
        found.push(Diagnostic::error(Code::Cycle, place, message));
    }
    cycles.closing.iter().copied().for_each(cut);
}
