//! Links standing pages: picture and translations.

use crate::site::linker::{Linked, Linker};
use crate::site::permalink;
use crate::site::publication::{PublicationStatus, TombstoneKind};
use crate::site::translations::translations;
use crate::site::types::Page;
use bantin_text::language::Language;

pub(super) fn pages<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Page<'c>> {
    let catalog = linker.catalog;
    let languages: Vec<Language> =
        catalog.pages.iter().map(|record| linker.language(record, record.fields.language)).collect();
    let groups = translations(
        &catalog.pages,
        |fields| fields.translation_of.as_deref(),
        &languages,
        &linker.ids.pages,
        linker.diagnostics,
    );
    let (mut linked, mut tombstones) = (Vec::new(), Vec::new());
    for (at, record) in catalog.pages.iter().enumerate() {
        let language = languages[at];
        let path = permalink::page(permalink::prefix(language, catalog.config.language), &record.id.0);
        if linker.ids.pages.statuses()[at] == PublicationStatus::Withdrawn {
            let (place, withdrawn) = ((path.clone(), language), record.fields.withdrawn.as_ref());
            tombstones.push(linker.tombstone(TombstoneKind::Page, record, place, withdrawn));
        }
        let image = record.fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        let updated = record.fields.updated.filter(|updated| linker.clock.has_come(*updated));
        let corrections = linker.clock.made(&record.fields.corrections);
        let translations = groups[at].clone();
        linked.push(Some(Page { record, language, path, updated, corrections, translations, image }));
    }
    let list = linker.ids.pages.published().iter().filter_map(|at| linked[*at].take()).collect();
    Linked { list, tombstones }
}
