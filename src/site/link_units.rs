//! Links localities and organizations: parents, successors, and whether each exists at the time of the build.
//!
//! Cycles of parents or of successors are reported and broken, so that walks along them terminate.

use jiff::tz::TimeZone;

use crate::content::catalog::{Catalog, Listed};
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::site::cycles::Cycles;
use crate::site::ids::Ids;
use crate::site::linker::reversed;
use crate::site::numbers::{LocalityNo, OrganizationNo};
use crate::site::publication::Clock;
use crate::site::register::{Register, place_of};
use crate::site::unit::{Life, Locality, Organization, Unit, UnitKind, Written};
use crate::value::When;
use bantin_text::date::known;
use bantin_text::language::Language;

pub(super) fn localities<'c>(
    catalog: &'c Catalog,
    ids: &Register<'c>,
    clock: &Clock<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Locality<'c>> {
    let mut all = units::<LocalityNo>(&catalog.taxonomies.localities, &ids.localities, clock, diagnostics);
    tell_equal_names_apart(&mut all, clock.zone);
    all
}

pub(super) fn organizations<'c>(
    catalog: &'c Catalog,
    ids: &Register<'c>,
    clock: &Clock<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Organization<'c>> {
    let listed = &catalog.taxonomies.organizations;
    let mut all = units::<OrganizationNo>(listed, &ids.organizations, clock, diagnostics);
    for (one, (index, fields)) in all.iter_mut().zip(&listed.entries) {
        let place = place_of(listed, *index, |path| path.key("locality"));
        let locality = fields.locality.as_deref();
        one.own.locality = locality.and_then(|id| ids.localities.resolve(id, place, diagnostics));
    }
    all
}

fn units<'c, No: UnitKind>(
    listed: &'c Listed<No::Fields>,
    ids: &Ids<'c, No>,
    clock: &Clock<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Unit<'c, No>> {
    let linked = listed.entries.iter().map(|(index, fields)| {
        let at = |way: &dyn Fn(Path) -> Path| place_of(listed, *index, way);
        unit(fields, ids, clock, &at, diagnostics)
    });
    let mut all: Vec<Unit<'c, No>> = linked.collect();
    let parents: Vec<_> = all.iter().map(|one| one.parent.map(No::position).into_iter().collect()).collect();
    let successors: Vec<_> =
        all.iter().map(|one| one.successors.iter().map(|(no, _)| no.position()).collect()).collect();
    break_cycles(listed, "parent", &parents, ids, diagnostics, |no| all[no].parent = None);
    break_cycles(listed, "successors", &successors, ids, diagnostics, |no| all[no].successors.clear());
    for at in 0..all.len() {
        let no = No::from(at);
        if let Some(parent) = all[at].parent {
            all[parent.position()].children.push(no);
        }
        for (successor, whole) in all[at].successors.clone() {
            all[successor.position()].predecessors.push((no, whole));
        }
    }
    for (one, (index, _)) in all.iter().zip(&listed.entries) {
        let place = place_of(listed, *index, |path| path.key("successors"));
        let successors: Vec<_> = one.successors.iter().map(|(no, _)| &all[no.position()]).collect();
        check_successors(one, &successors, &place, clock.zone, diagnostics);
    }
    all
}

/// Extends the path of an element by the path of a value in it.
type Way<'w> = &'w dyn Fn(Path) -> Path;

/// A unit with its references.
fn unit<'c, No: UnitKind>(
    fields: &'c No::Fields,
    ids: &Ids<'c, No>,
    clock: &Clock<'_>,
    at: &dyn Fn(Way<'_>) -> Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Unit<'c, No> {
    let Written { id, name, name_en, parent, since, until, successors: written } = No::written(fields);
    let parent = parent.and_then(|id| ids.resolve(id, at(&|path| path.key("parent")), diagnostics));
    // A split unit did not go to any successor as a whole, even if the record says so.
    let is_one = written.len() == 1;
    let successors = written.into_iter().enumerate().filter_map(|(number, (id, whole))| {
        let element = |path: Path| path.key("successors").index(number);
        let place = at(&|path| match No::SUCCESSOR_ID {
            Some(key) => element(path).key(key),
            None => element(path),
        });
        Some((ids.resolve(id, place, diagnostics)?, whole && is_one))
    });
    let successors = successors.collect();
    if let (Some(since), Some(until)) = (since, until)
        && until.last_day(clock.zone) < since.day(clock.zone)
    {
        diagnostics.push(reversed(at(&|path| path.key("until"))));
    }
    Unit {
        fields,
        id,
        name,
        label: name.to_owned(),
        name_en,
        since,
        until,
        parent,
        children: Vec::new(),
        successors,
        predecessors: Vec::new(),
        life: life(clock, since, until),
        articles: Vec::new(),
        models: Vec::new(),
        entries: Vec::new(),
        own: No::Own::default(),
    }
}

/// Adds the name of the parent, or the years, to the labels of localities with equal names.
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
                (_, Some(until)) => Some(format!("đến {}", shown(until, zone))),
                (Some(since), None) => Some(format!("từ {}", shown(since, zone))),
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

/// `25/08/2023`, or the month or year where the day is not known.
fn shown(when: When, zone: &TimeZone) -> String {
    known(when.day(zone), when.precision, Language::Vi)
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

/// Reports each cycle once; `cut` removes a reference that closes one.
fn break_cycles<T, No: Copy + From<usize>>(
    listed: &Listed<T>,
    key: &'static str,
    next: &[Vec<usize>],
    ids: &Ids<'_, No>,
    diagnostics: &mut Vec<Diagnostic>,
    cut: impl FnMut(usize),
) {
    let cycles = Cycles::new(next);
    for cycle in &cycles.circles {
        let place = place_of(listed, listed.entries[cycle[0]].0, |path| path.key(key));
        let circle = ids.circle(cycle);
        let message = localized!(
            "`{key}` đi vòng trở lại chính mục này: {circle}",
            "`{key}` leads back to this very element: {circle}"
        );
        diagnostics.push(Diagnostic::error(Code::Cycle, place, message));
    }
    cycles.closing.iter().copied().for_each(cut);
}

/// Checks that a unit with successors has ended, and that its successors exist on its last day.
fn check_successors<No: UnitKind>(
    unit: &Unit<'_, No>,
    successors: &[&Unit<'_, No>],
    place: &Place,
    zone: &TimeZone,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if successors.is_empty() {
        return;
    }
    let Some(until) = unit.until else {
        let message = localized!(
            "có `successors` nhưng không có `until`: mục này vẫn còn tồn tại",
            "there are `successors` but no `until`: this one still exists"
        );
        let help = localized!("ghi ngày cuối cùng: `until: …`", "write its last day: `until: …`");
        diagnostics.push(Diagnostic::warning(Code::SuccessorLife, place.clone(), message).help(help));
        return;
    };
    let last = until.last_day(zone);
    for Unit { id, until, .. } in successors {
        let Some(ended) = until.map(|until| until.last_day(zone)).filter(|ended| *ended < last) else {
            continue;
        };
        let message = localized!(
            "đơn vị kế thừa `{id}` đã kết thúc ngày {ended}, trước mục này ({last})",
            "the successor `{id}` ended on {ended}, before this one ({last})"
        );
        let help = localized!("sửa `until` của một trong hai", "mend the `until` of one of the two");
        diagnostics.push(Diagnostic::warning(Code::SuccessorLife, place.clone(), message).help(help));
    }
}
