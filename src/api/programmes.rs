//! Progress of programmes: a row for each target and year, and one for each unit that a target binds.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::content::programme::Target;
use crate::site::{Programme, Site};
use crate::targets::{Who, YearStanding, standings};

/// All programmes.
pub(super) fn programmes(site: &Site<'_>) -> Table {
    let row = |programme: &Programme<'_>| {
        let fields = &programme.record.fields;
        let budget = fields.budget.as_ref();
        vec![
            (&programme.record.id.0).into(),
            (&fields.title).into(),
            fields.number.as_ref().into(),
            fields.issued.as_ref().map(|when| day(site, when)).into(),
            programme.issuer.map(|no| site.organization(no).id).into(),
            fields.period.from.0.into(),
            fields.period.to.map(|to| to.0).into(),
            budget.map(|budget| budget.amount).into(),
            budget.and_then(|budget| budget.source.as_ref()).into(),
            fields.summary.as_ref().into(),
            list(fields.targets.iter().map(|target| &target.id.0)),
            address(site, &programme.path).into(),
        ]
    };
    Table {
        columns: columns! {
            id: "Id of the programme.",
            title: "Title.",
            number: "Number of the document.",
            issued: [Date] "Day of the document.",
            issuer: "Id of the organization that issued it.",
            period_from: [Year] "First year.",
            period_to: [Year] "Last year; empty where it is open.",
            budget_amount: [Whole, "đồng"] "Money, in đồng.",
            budget_source: "Where the money comes from.",
            summary: "One paragraph.",
            targets: [List] "Ids of its targets.",
            url: [Url] "Its page.",
        },
        rows: site.programmes.iter().map(row).collect(),
    }
}

/// Each target in each year.
pub(super) fn targets(site: &Site<'_>) -> Table {
    let row = |programme: &Programme<'_>, target: &Target, year: &YearStanding| {
        let short = year.short().count();
        let unmeasured = year.unmeasured().count();
        vec![vec![
            (&programme.record.id.0).into(),
            (&target.id.0).into(),
            (&target.name).into(),
            target.scope.as_str().into(),
            target.level.as_ref().into(),
            target.measure.as_str().into(),
            target.per.as_str().into(),
            year.year.into(),
            target.at_least.into(),
            target.unit.as_ref().into(),
            year.members.len().into(),
            year.reached().into(),
            short.into(),
            unmeasured.into(),
            year.undecided.into(),
        ]]
    };
    Table {
        columns: columns! {
            programme: "Id of the programme.",
            target: "Id of the target, unique in its programme.",
            name: "Its name.",
            scope: "locality, organization or province: whom it binds.",
            level: "Level of the localities, or of the models counted.",
            measure: "models_registered, models_active or manual.",
            per: "year or total.",
            year: [Year] "The year.",
            required: [Number] "What each is to reach.",
            unit: "Unit of what is reached.",
            bound: [Whole] "How many the target binds.",
            reached: [Whole] "How many have reached it.",
            short: [Whole] "How many were measured and fall short.",
            unmeasured: [Whole] "How many nobody measured.",
            undecided: [Whole] "Models of units or organizations that were split, or did not exist yet on the first day of the year: they count for nobody.",
        },
        rows: rows(site, row),
    }
}

/// Each unit that a target binds, in each year.
pub(super) fn members(site: &Site<'_>) -> Table {
    let row = |programme: &Programme<'_>, target: &Target, year: &YearStanding| {
        let member = |member: &crate::targets::Member| {
            let (kind, id, name) = match member.who {
                Who::Locality(no) => {
                    ("locality", Some(&site.locality(no).fields.id.0), &site.locality(no).label)
                }
                Who::Organization(no) => {
                    let one = site.organization(no).fields;
                    ("organization", Some(&one.id.0), &one.name)
                }
                Who::Province => ("province", None, &target.name),
            };
            let name: Cell = if id.is_some() { name.into() } else { Cell::Nothing };
            vec![
                (&programme.record.id.0).into(),
                (&target.id.0).into(),
                year.year.into(),
                kind.into(),
                id.into(),
                name,
                member.value.into(),
                target.at_least.into(),
                target.unit.as_ref().into(),
                member.reached.into(),
            ]
        };
        year.members.iter().map(member).collect()
    };
    Table {
        columns: columns! {
            programme: "Id of the programme.",
            target: "Id of the target, unique in its programme.",
            year: [Year] "The year.",
            kind: "locality, organization or province.",
            id: "Id of the locality or organization; empty for the province as a whole.",
            name: "Its name.",
            value: [Number] "What it has reached; empty where nobody measured it.",
            required: [Number] "What it is to reach.",
            unit: "Unit of both.",
            reached: [Boolean] "Whether that is enough.",
        },
        rows: rows(site, row),
    }
}

/// The rows of every target in every year.
fn rows(
    site: &Site<'_>,
    of: impl Fn(&Programme<'_>, &Target, &YearStanding) -> Vec<Vec<Cell>>,
) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for programme in &site.programmes {
        for standing in standings(site, programme) {
            for year in &standing.years {
                rows.extend(of(programme, standing.target, year));
            }
        }
    }
    rows
}
