//! The register of models.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::site::lineage::Then;
use crate::site::units::record_on;
use crate::site::{ModelNo, Site};

/// All published models; a translation is a row of its own that names its original.
pub(super) fn table(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the model.",
            name: "Name.",
            language: "Language of the record: vi or en.",
            translation_of: "Id of the model that this record translates; such a row is the same model again.",
            kind: "practice, collective or individual.",
            field: "Id of the field.",
            field_name: "Name of the field.",
            level: "province, district, commune or base.",
            locality: "Id of the locality as the record names it.",
            locality_name: "Its name.",
            locality_now: "Id of the unit it belongs to today; empty where that is not known.",
            organization: "Id of the organization that runs it.",
            organization_name: "Its name.",
            partners: [List] "Who helps.",
            registered: [Year] "Year of registration.",
            period_from: [Year] "First year in which it runs.",
            period_to: [Year] "Last year; empty where it goes on.",
            status: "registered, recognized, exemplary or ended.",
            summary: "One paragraph.",
            beneficiaries_count: [Whole, "người"] "How many people it serves.",
            beneficiaries: "Whom it serves.",
            budget_amount: [Whole, "đồng"] "Money, in đồng.",
            budget_source: "Where the money comes from.",
            results: [List] "What it has reached.",
            recognition_number: "Number of the decision that recognises it.",
            recognition_date: [Date] "Date of the decision.",
            recognition_issuer: "Who issued the decision.",
            replicated_from: [List] "Ids of the models it copies.",
            tags: [List] "Keywords.",
            url: [Url] "Its page.",
        },
        rows: site.model_numbers().map(|no| row(site, no)).collect(),
    }
}

fn row(site: &Site<'_>, no: ModelNo) -> Vec<Cell> {
    let model = site.model(no);
    let fields = &model.record.fields;
    let now = match record_on(site, model.locality, fields.registered.0, site.today()) {
        Then::Is(unit) => Some(&site.locality(unit).fields.id.0),
        Then::Undecided(_) => None,
    };
    let organization = model.organization.map(|no| site.organization(no).fields);
    let period = fields.period.as_ref();
    let recognition = model.recognition;
    vec![
        (&model.record.id.0).into(),
        (&fields.name).into(),
        model.language.code().into(),
        fields.translation_of.as_ref().into(),
        fields.kind.as_str().into(),
        (&site.field(model.field).fields.id.0).into(),
        (&site.field(model.field).fields.name).into(),
        fields.level.as_str().into(),
        (&site.locality(model.locality).fields.id.0).into(),
        (&site.locality(model.locality).label).into(),
        now.into(),
        organization.map(|one| &one.id.0).into(),
        organization.map(|one| &one.name).into(),
        list(&fields.partners),
        fields.registered.0.into(),
        period.map(|period| period.from.0).into(),
        period.and_then(|period| period.to).map(|to| to.0).into(),
        fields.status.as_str().into(),
        fields.summary.as_ref().into(),
        fields.beneficiaries.as_ref().and_then(|whom| whom.count).into(),
        fields.beneficiaries.as_ref().and_then(|whom| whom.text.as_ref()).into(),
        fields.budget.as_ref().map(|budget| budget.amount).into(),
        fields.budget.as_ref().and_then(|budget| budget.source.as_ref()).into(),
        list(&fields.results),
        recognition.map(|decision| &decision.number).into(),
        recognition.map(|decision| day(site, &decision.date)).into(),
        recognition.map(|decision| &decision.issuer).into(),
        list(model.replicated_from.iter().map(|no| &site.model(*no).record.id.0)),
        list(model.tags.iter().map(|no| &site.tag(*no).name)),
        address(site, &model.path).into(),
    ]
}
