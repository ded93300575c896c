//! Localities and organizations, with their successors.

use crate::api::table::{Table, columns, list};
use crate::api::{address, day};
use crate::site::{LocalityNo, OrganizationNo, Site, permalink};

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
        rows: site
            .localities
            .iter()
            .map(|locality| {
                let fields = locality.fields;
                let ids = |units: &[(LocalityNo, bool)]| {
                    list(units.iter().map(|(no, _)| &site.locality(*no).fields.id.0))
                };
                let originals = locality
                    .models
                    .iter()
                    .filter(|no| site.model(**no).record.fields.translation_of.is_none());
                vec![
                    (&fields.id.0).into(),
                    fields.code.as_ref().into(),
                    (&fields.name).into(),
                    fields.name_en.as_ref().into(),
                    fields.level.as_str().into(),
                    locality.parent.map(|no| &site.locality(no).fields.id.0).into(),
                    fields.since.as_ref().map(|when| day(site, when)).into(),
                    fields.until.as_ref().map(|when| day(site, when)).into(),
                    ids(&locality.successors),
                    ids(&locality.predecessors),
                    locality.successors.iter().any(|(_, whole)| !whole).into(),
                    originals.count().into(),
                    address(site, &permalink::locality("", &fields.id.0)).into(),
                ]
            })
            .collect(),
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
        rows: site
            .organizations
            .iter()
            .map(|organization| {
                let fields = organization.fields;
                let id = |no: OrganizationNo| &site.organization(no).fields.id.0;
                let originals = organization
                    .models
                    .iter()
                    .filter(|no| site.model(**no).record.fields.translation_of.is_none());
                vec![
                    (&fields.id.0).into(),
                    (&fields.name).into(),
                    fields.name_en.as_ref().into(),
                    fields.short.as_ref().into(),
                    fields.kind.as_str().into(),
                    organization.parent.map(id).into(),
                    organization.locality.map(|no| &site.locality(no).fields.id.0).into(),
                    fields.since.as_ref().map(|when| day(site, when)).into(),
                    fields.until.as_ref().map(|when| day(site, when)).into(),
                    list(organization.successors.iter().map(|no| id(*no))),
                    originals.count().into(),
                    address(site, &permalink::organization("", &fields.id.0)).into(),
                ]
            })
            .collect(),
    }
}
