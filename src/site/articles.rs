//! Articles, linked forwards: category, places, models, entries, picture, attachments, translations, neighbours.

use rustc_hash::FxHashMap;

use crate::content::article::{ArticleFields, Picture as WrittenPicture};
use crate::content::entry::EntryFields;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, Path, words};
use crate::image::Picture;
use crate::site::link::Linker;
use crate::site::permalink;
use crate::site::publication::Fate;
use crate::site::translations::translations;
use crate::site::types::{
    Article, ArticleNo, AttachedFile, CategoryNo, LocalityNo, OrganizationNo, Tombstone, TombstoneKind,
};
use bantin_text::language::Language;
use bantin_text::near::NearNames;

/// The published records of a kind, and the pages that say that others were taken back.
pub(super) struct Linked<'c, T> {
    pub(super) list: Vec<T>,
    pub(super) tombstones: Vec<Tombstone<'c>>,
}

/// Links all articles.
pub(super) fn articles<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Article<'c>> {
    let catalog = linker.catalog;
    let languages: Vec<Language> =
        catalog.articles.iter().map(|record| linker.language(record, record.fields.language)).collect();
    let groups = translations(
        &catalog.articles,
        |fields| fields.translation_of.as_deref(),
        &languages,
        &linker.records.articles,
        linker.found,
    );
    let mut linked: Vec<Option<Article<'c>>> = Vec::with_capacity(catalog.articles.len());
    let mut tombstones = Vec::new();
    for (at, record) in catalog.articles.iter().enumerate() {
        let article = article(linker, record, languages[at]);
        if linker.records.articles.fates[at] == Fate::Withdrawn {
            let withdrawn = record.fields.withdrawn.as_ref();
            tombstones.push(Tombstone {
                path: permalink::article(
                    permalink::prefix(languages[at], catalog.config.language),
                    &record.id.0,
                ),
                language: languages[at],
                kind: TombstoneKind::Article,
                id: record.id.0.clone(),
                date: withdrawn.map(|withdrawn| withdrawn.date.at(linker.clock.zone)),
                reason: withdrawn.map(|withdrawn| withdrawn.reason.as_str()),
            });
        }
        linked.push(article);
    }
    let order = linker.records.articles.order.clone();
    let mut list = Vec::with_capacity(order.len());
    for at in order {
        if let Some(mut article) = linked[at].take() {
            article.translations.clone_from(&groups[at]);
            list.push(article);
        }
    }
    neighbours(&mut list, &linker.places.categories);
    Linked { list, tombstones }
}

fn article<'c>(
    linker: &mut Linker<'_, 'c>,
    record: &'c Record<ArticleFields>,
    language: Language,
) -> Option<Article<'c>> {
    let fields = &record.fields;
    let origin = &record.origin;
    let config = &linker.catalog.config;
    let path = permalink::article(permalink::prefix(language, config.language), &record.id.0);
    let category = linker.places.category_names.find(&fields.category, origin.key("category"), linker.found);
    let locality = linker.locality(fields.locality.as_deref(), record);
    let organization = linker.organization(fields.organization.as_deref(), record);
    let models = linker.models(&fields.models, record, "models");
    let contest = fields.contest.as_ref();
    let contest =
        contest.and_then(|id| linker.records.contests.names.find(id, origin.key("contest"), linker.found));
    let entries = linker.entries(&fields.entries, record, "entries");
    let mut related = Vec::new();
    for (index, id) in fields.related.iter().enumerate() {
        let place = origin.value(|path| path.key("related").index(index));
        if let Some(at) = linker.records.articles.names.find(id, place, linker.found) {
            related.extend(linker.records.articles.numbers[at]);
        }
    }
    let image = fields
        .image
        .as_ref()
        .and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
    let attachments = attachments(linker, record, &path);
    Some(Article {
        record,
        language,
        date: fields.date.at(linker.clock.zone),
        updated: fields.updated.map(|updated| updated.at(linker.clock.zone)),
        category: CategoryNo(category?),
        tags: Vec::new(),
        locality,
        organization,
        models,
        contest: contest.and_then(|at| linker.records.contests.numbers[at]),
        entries,
        related,
        newer: None,
        older: None,
        translations: Vec::new(),
        image,
        attachments,
        path,
    })
}

fn attachments(linker: &mut Linker<'_, '_>, record: &Record<ArticleFields>, page: &str) -> Vec<AttachedFile> {
    let folder = linker.folder(record);
    let mut files = Vec::new();
    for (index, attachment) in record.fields.attachments.iter().enumerate() {
        match linker.assets.file(folder, page, &attachment.file) {
            Ok(file) => files.push(file),
            Err(failure) => {
                let place = record.origin.value(|path| path.key("attachments").index(index).key("file"));
                linker.not_usable(&failure, place);
            }
        }
    }
    files
}

/// The next newer and older article of the same language below the same top category.
fn neighbours(list: &mut [Article<'_>], categories: &[crate::site::types::Category<'_>]) {
    let top = |mut no: CategoryNo| {
        while let Some(parent) = categories[no.0].parent {
            no = parent;
        }
        no
    };
    let mut newest_first: FxHashMap<(Language, CategoryNo), ArticleNo> = FxHashMap::default();
    for at in 0..list.len() {
        let key = (list[at].language, top(list[at].category));
        if let Some(newer) = newest_first.insert(key, ArticleNo(at)) {
            list[at].newer = Some(newer);
            list[newer.0].older = Some(ArticleNo(at));
        }
    }
}

impl<'c> Linker<'_, 'c> {
    /// The value of the key `locality`.
    pub(super) fn locality<F>(&mut self, id: Option<&str>, record: &Record<F>) -> Option<LocalityNo> {
        let place = record.origin.key("locality");
        id.and_then(|id| self.places.locality_names.find(id, place, self.found)).map(LocalityNo)
    }

    /// The value of the key `organization`.
    pub(super) fn organization<F>(&mut self, id: Option<&str>, record: &Record<F>) -> Option<OrganizationNo> {
        let place = record.origin.key("organization");
        id.and_then(|id| self.places.organization_names.find(id, place, self.found)).map(OrganizationNo)
    }

    /// A list of models; those that are not published now are left out.
    pub(super) fn models<F>(
        &mut self,
        ids: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<crate::site::types::ModelNo> {
        let mut numbers = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let place = record.origin.value(|path| path.key(key).index(index));
            let number = self.records.models.names.find(id, place, self.found);
            let number = number.and_then(|at| self.records.models.numbers[at]);
            numbers.extend(number.filter(|number| !numbers.contains(number)));
        }
        numbers
    }

    /// A list of `contest/entry`; those that are not published now are left out.
    fn entries<F>(
        &mut self,
        names: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<crate::site::types::EntryNo> {
        let mut numbers = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match self.entry_by_name(name) {
                Some((_, number)) => numbers.extend(number.filter(|number| !numbers.contains(number))),
                None if self.entry_is_lost(name) => {}
                None => {
                    let place = record.origin.value(|path| path.key(key).index(index));
                    let near = self.near_entry(name);
                    let message = words!("không có bài dự thi `{name}`", "there is no entry `{name}`");
                    let diagnostic = Diagnostic::error(Code::UnknownReference, place, message);
                    self.found.push(match near {
                        Some(near) => diagnostic.did_you_mean(Some(&near)),
                        None => diagnostic.help(words!(
                            "viết `cuộc-thi/bài-dự-thi`, bằng hai id",
                            "write `contest/entry`, with both ids"
                        )),
                    });
                }
            }
        }
        numbers
    }

    fn near_entry(&self, name: &str) -> Option<String> {
        let names = || {
            let all = crate::site::link::all_entries(self.catalog);
            let named = |(contest, entry): (usize, &Record<EntryFields>)| {
                format!("{}/{}", self.catalog.contests[contest].contest.id.0, entry.id.0)
            };
            NearNames::new(all.map(named).collect::<Vec<_>>().iter().map(String::as_str))
        };
        self.records.near_entries.get_or_init(names).nearest(name).map(str::to_owned)
    }

    /// A picture that a record names; what is wrong with its file is reported at the key `file`.
    pub(super) fn picture<F>(
        &mut self,
        record: &Record<F>,
        page: &str,
        written: &WrittenPicture,
        way: impl FnOnce(Path) -> Path,
    ) -> Option<Picture> {
        match self.assets.picture(self.folder(record), page, &written.file) {
            Ok(picture) => Some(Picture {
                alt: written.alt.clone(),
                caption: written.caption.clone(),
                detail: written.detail.clone(),
                credit: written.credit.clone(),
                ..picture
            }),
            Err(failure) => {
                let place = record.origin.value(|path| way(path).key("file"));
                self.not_usable(&failure, place);
                None
            }
        }
    }
}
