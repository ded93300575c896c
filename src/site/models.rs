//! Links models: field, places, replicated models, pictures, translations.

use crate::content::model::ModelFields;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::site::cycles::Cycles;
use crate::site::linker::{Linked, Linker, reversed};
use crate::site::permalink;
use crate::site::publication::{PublicationStatus, TombstoneKind};
use crate::site::translations::translations;
use crate::site::types::Model;
use bantin_text::language::Language;

pub(super) fn models<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Model<'c>> {
    let catalog = linker.catalog;
    let languages: Vec<Language> =
        catalog.models.iter().map(|record| linker.language(record, record.fields.language)).collect();
    let ids = &linker.ids.models;
    let groups = translations(
        &catalog.models,
        |fields| fields.translation_of.as_deref(),
        &languages,
        ids,
        linker.diagnostics,
    );
    check_replication(linker);
    let mut linked: Vec<Option<Model<'c>>> = Vec::with_capacity(catalog.models.len());
    let mut tombstones = Vec::new();
    for (at, record) in catalog.models.iter().enumerate() {
        if ids.statuses()[at] == PublicationStatus::Withdrawn {
            let prefix = permalink::prefix(languages[at], catalog.config.language);
            let place = (permalink::model(prefix, &record.id.0), languages[at]);
            let withdrawn = record.fields.withdrawn.as_ref();
            tombstones.push(linker.tombstone(TombstoneKind::Model, record, place, withdrawn));
        }
        linked.push(model(linker, record, languages[at]));
    }
    let mut list = Vec::new();
    for at in ids.published() {
        if let Some(mut model) = linked[*at].take() {
            model.translations.clone_from(&groups[*at]);
            list.push(model);
        }
    }
    Linked { list, tombstones }
}

fn model<'c>(
    linker: &mut Linker<'_, 'c>,
    record: &'c Record<ModelFields>,
    language: Language,
) -> Option<Model<'c>> {
    let fields = &record.fields;
    let origin = &record.origin;
    let path = permalink::model(permalink::prefix(language, linker.catalog.config.language), &record.id.0);
    let field = linker.one(&linker.ids.fields, Some(&fields.field), record, "field");
    let locality = linker.locality(Some(&fields.locality), record);
    let organization = linker.organization(fields.organization.as_deref(), record);
    let replicated_from = linker.models(&fields.replicated_from, record, "replicated_from");
    let programmes = linker.programmes(&fields.programmes, record);
    if let Some(period) = &fields.period
        && period.to.is_some_and(|to| to < period.from)
    {
        linker.diagnostics.push(reversed(origin.value(|path| path.key("period").key("to"))));
    }
    let mut images = Vec::new();
    for (index, image) in fields.images.iter().enumerate() {
        images.extend(linker.picture(record, &path, image, |path| path.key("images").index(index)));
    }
    Some(Model {
        record,
        language,
        path,
        field: field?,
        locality: locality?,
        organization,
        tags: Vec::new(),
        replicated_from,
        replicated_by: Vec::new(),
        articles: Vec::new(),
        programmes,
        entries: Vec::new(),
        translations: Vec::new(),
        images,
        recognition: fields.recognition.as_ref().filter(|decision| linker.clock.has_come(decision.date)),
        corrections: linker.clock.made(&fields.corrections),
    })
}

/// Reports models that replicate themselves, directly or through others.
fn check_replication(linker: &mut Linker<'_, '_>) {
    let models = &linker.catalog.models;
    let from = |record: &Record<ModelFields>| {
        record.fields.replicated_from.iter().filter_map(|id| linker.ids.models.position(id)).collect()
    };
    let next: Vec<Vec<usize>> = models.iter().map(from).collect();
    for cycle in Cycles::new(&next).circles {
        let circle = linker.ids.models.circle(&cycle);
        let message =
            localized!("mô hình nhân rộng từ chính nó: {circle}", "the model copies itself: {circle}");
        let place = models[cycle[0]].origin.key("replicated_from");
        linker.diagnostics.push(Diagnostic::error(Code::Cycle, place, message));
    }
}
