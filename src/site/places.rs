//! Localities and organizations, linked, with their history.

use jiff::tz::TimeZone;

use crate::content::catalog::Listed;
use crate::content::taxonomy::{LocalityFields, OrganizationFields};
use crate::diagnostic::{Code, Diagnostic, Path, words};
use crate::site::cycles::Cycles;
use crate::site::heirs::check_heirs;
use crate::site::ids::Ids;
use crate::site::linker::reversed;
use crate::site::numbers::{LocalityNo, OrganizationNo};
use crate::site::publication::Clock;
use crate::site::register::{Register, place_of};
use crate::site::types::{Life, Locality, Organization};
use crate::value::When;

pub(super) fn localities<'c>(
    listed: &'c Listed<LocalityFields>,
    ids: &Register<'c>,
    clock: &Clock<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Locality<'c>> {
    let names = &ids.localities;
    let mut all: Vec<Locality<'c>> = Vec::with_capacity(listed.entries.len());
    for (index, fields) in &listed.entries {
        let at = |way: &dyn Fn(Path) -> Path| place_of(listed, *index, way);
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
        let place = place_of(listed, listed.entries[at].0, |path| path.key("successors"));
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

pub(super) fn organizations<'c>(
    listed: &'c Listed<OrganizationFields>,
    ids: &Register<'c>,
    clock: &Clock<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Organization<'c>> {
    let names = &ids.organizations;
    let mut all: Vec<Organization<'c>> = Vec::with_capacity(listed.entries.len());
    for (index, fields) in &listed.entries {
        let at = |way: &dyn Fn(Path) -> Path| place_of(listed, *index, way);
        let parent =
            fields.parent.as_ref().and_then(|id| names.find(id, at(&|path| path.key("parent")), found));
        let locality = fields.locality.as_ref();
        let locality =
            locality.and_then(|id| ids.localities.find(id, at(&|path| path.key("locality")), found));
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
        let place = place_of(listed, listed.entries[at].0, |path| path.key("successors"));
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

/// Reports each circle once, and has `cut` take away the arrows that close one, so that later walks end.
fn break_cycles<T, No: Copy + From<usize>>(
    listed: &Listed<T>,
    key: &'static str,
    next: &[Vec<usize>],
    names: &Ids<'_, No>,
    found: &mut Vec<Diagnostic>,
    cut: impl FnMut(usize),
) {
    let cycles = Cycles::new(next);
    for cycle in &cycles.circles {
        let place = place_of(listed, listed.entries[cycle[0]].0, |path| path.key(key));
        let circle = names.circle(cycle);
        let message = words!(
            "`{key}` đi vòng trở lại chính mục này: {circle}",
            "`{key}` leads back to this very element: {circle}"
        );
        found.push(Diagnostic::error(Code::Cycle, place, message));
    }
    cycles.closing.iter().copied().for_each(cut);
}
