//! Localities and organizations, with their successors.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
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
            since: "First day.",
            until: "Last day; empty where it still exists.",
            successors: "Ids of the units that it went over to.",
            predecessors: "Ids of the units it was made of.",
            split: "Whether only parts of it went to its successors.",
            models: "Models whose record names it, translations not counted.",
            url: "Its page.",
        },
        rows: all_rows::<LocalityNo>(site, |unit, common| {
            let Common { id, name, name_en, parent, since, until, successors, models, url } = common;
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
            since: "First day.",
            until: "Last day; empty where it still exists.",
            successors: "Ids of the organizations that took over.",
            models: "Models it runs, translations not counted.",
            url: "Its page.",
        },
        rows: all_rows::<OrganizationNo>(site, |unit, common| {
            let Common { id, name, name_en, parent, since, until, successors, models, url } = common;
            let (short, kind) = (unit.fields.short.as_ref().into(), unit.fields.kind.as_str().into());
            let locality = unit.own.locality.map(|no| site.locality(no).id).into();
            vec![id, name, name_en, short, kind, parent, locality, since, until, successors, models, url]
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
    url: Cell,
}

fn all_rows<No: UnitNo>(site: &Site<'_>, row: impl Fn(&Unit<'_, No>, Common) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let common = |unit: &Unit<'_, No>| {
        let models = unit.models.iter();
        let originals = models.filter(|no| site.model(**no).record.fields.translation_of.is_none());
        Common {
            id: unit.id.into(),
            name: unit.name.into(),
            name_en: unit.name_en.into(),
            parent: unit.parent.map(|no| site.unit(no).id).into(),
            since: unit.since.map(|when| day(site, &when)).into(),
            until: unit.until.map(|when| day(site, &when)).into(),
            successors: ids(site, &unit.successors),
            models: originals.count().into(),
            url: address(site, &No::path("", unit.id)).into(),
        }
    };
    No::all(site).iter().map(|unit| row(unit, common(unit))).collect()
}

fn ids<No: UnitNo>(site: &Site<'_>, units: &[(No, bool)]) -> Cell {
    list(units.iter().map(|(no, _)| site.unit(*no).id))
}
