//! Localities and organizations, with their successors.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::content::contact::Officer;
use crate::pages::lists::{Hierarchies, Mixed, UnitLists};
use crate::site::{LocalityNo, OrganizationNo, Site, Unit, UnitNo};

/// All localities, including former ones.
pub(super) fn localities(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the locality.",
            code: "Code in the national list.",
            name: "Name.",
            name_en: "English name.",
            level: "province, district or commune.",
            parent: "Id of the unit it belongs to.",
            since: [Date] "First day.",
            until: [Date] "Last day; empty where it still exists.",
            successors: [List] "Ids of the units that it went over to.",
            predecessors: [List] "Ids of the units it was made of.",
            split: [Boolean] "Whether only parts of it went to its successors.",
            models: [Whole] "Models whose record names it, translations not counted.",
            models_sum: [Whole] "Models of the unit and of all units below it today (of one that has ended: on its last day), each once.",
            url: [Url] "Its page.",
        },
        rows: all_rows::<LocalityNo>(site, |unit, common| {
            let Common { id, name, name_en, parent, since, until, successors, models, sum, url } = common;
            let predecessors = ids(site, &unit.predecessors);
            let split = unit.successors.iter().any(|(_, whole)| !whole).into();
            let (code, level) = (unit.fields.code.as_ref().into(), unit.fields.level.as_str().into());
            vec![
                id,
                code,
                name,
                name_en,
                level,
                parent,
                since,
                until,
                successors,
                predecessors,
                split,
                models,
                sum,
                url,
            ]
        }),
    }
}

/// All organizations, including former ones.
pub(super) fn organizations(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the organization.",
            name: "Name.",
            name_en: "English name.",
            short: "Short name.",
            kind: "party, government, front, union, armed_forces, enterprise or other.",
            parent: "Id of the organization it belongs to.",
            locality: "Id of the locality it is in.",
            since: [Date] "First day.",
            until: [Date] "Last day; empty where it still exists.",
            successors: [List] "Ids of the organizations that took over.",
            address: "Postal address.",
            phone: "Telephone number.",
            fax: "Fax number.",
            email: "E-mail address.",
            head: "Who leads it.",
            head_title: "Position of the head.",
            head_phone: "Telephone number of the head at work.",
            head_email: "E-mail address of the head at work.",
            contact: "Who answers questions.",
            contact_title: "Position of the contact.",
            contact_phone: "Telephone number of the contact at work.",
            contact_email: "E-mail address of the contact at work.",
            path: [List] "Ids of the organizations above it, the topmost first, and its own.",
            models: [Whole] "Models it runs, translations not counted.",
            models_sum: [Whole] "Models that it and all organizations below it run today (of one that has ended: on its last day), each once.",
            url: [Url] "Its page.",
        },
        rows: all_rows::<OrganizationNo>(site, |unit, common| {
            let Common { id, name, name_en, parent, since, until, successors, models, sum, url } = common;
            let fields = unit.fields;
            let locality = unit.own.locality.map(|no| site.locality(no).id).into();
            let (short, kind) = (fields.short.as_ref().into(), fields.kind.as_str().into());
            let mut row = vec![id, name, name_en, short, kind, parent, locality, since, until, successors];
            row.push(fields.address.as_ref().into());
            row.push(fields.phone.as_ref().map(|phone| &phone.0).into());
            row.push(fields.fax.as_ref().map(|fax| &fax.0).into());
            row.push(fields.email.as_ref().map(|email| &email.0).into());
            row.extend(officer(fields.head.as_ref()));
            row.extend(officer(fields.contact.as_ref()));
            row.extend([path(site, unit), models, sum, url]);
            row
        }),
    }
}

/// The cells that the tables of both kinds have.
struct Common {
    id: Cell,
    name: Cell,
    name_en: Cell,
    parent: Cell,
    since: Cell,
    until: Cell,
    successors: Cell,
    /// Models that name it, translations not counted.
    models: Cell,
    /// Those, and the models of all units below it.
    sum: Cell,
    url: Cell,
}

/// Name, position, telephone number and e-mail address.
fn officer(one: Option<&Officer>) -> [Cell; 4] {
    [
        one.map(|one| &one.name).into(),
        one.and_then(|one| one.title.as_ref()).into(),
        one.and_then(|one| one.phone.as_ref()).map(|phone| &phone.0).into(),
        one.and_then(|one| one.email.as_ref()).map(|email| &email.0).into(),
    ]
}

/// The ids of the units above a unit, the topmost first, and its own.
fn path<No: UnitNo>(site: &Site<'_>, unit: &Unit<'_, No>) -> Cell {
    let above = std::iter::successors(unit.parent, |no| site.unit(*no).parent);
    let mut ids: Vec<&str> = above.map(|no| site.unit(no).id).collect();
    ids.reverse();
    list(ids.into_iter().chain([unit.id]))
}

fn all_rows<No: UnitNo>(site: &Site<'_>, row: impl Fn(&Unit<'_, No>, Common) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let originals = |unit: &Unit<'_, No>| {
        let models = unit.models.iter().copied();
        models.filter(|no| site.model(*no).record.fields.translation_of.is_none()).collect::<Vec<_>>()
    };
    let models_only = |unit: &Unit<'_, No>| Mixed { models: originals(unit), ..Mixed::default() };
    let lists = UnitLists::new(site, &Hierarchies::new(site), models_only, |_| false);
    let common = |(at, unit): (usize, &Unit<'_, No>)| Common {
        id: unit.id.into(),
        name: unit.name.into(),
        name_en: unit.name_en.into(),
        parent: unit.parent.map(|no| site.unit(no).id).into(),
        since: unit.since.map(|when| day(site, &when)).into(),
        until: unit.until.map(|when| day(site, &when)).into(),
        successors: ids(site, &unit.successors),
        models: originals(unit).len().into(),
        sum: lists.sum(No::from(at)).models.into(),
        url: address(site, &No::path("", unit.id)).into(),
    };
    No::all(site).iter().enumerate().map(|(at, unit)| row(unit, common((at, unit)))).collect()
}

fn ids<No: UnitNo>(site: &Site<'_>, units: &[(No, bool)]) -> Cell {
    list(units.iter().map(|(no, _)| site.unit(*no).id))
}
