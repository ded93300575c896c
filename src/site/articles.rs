//! Links articles: category, places, models, entries, picture, attachments, translations, neighbours.

use rustc_hash::FxHashMap;

use crate::content::article::ArticleFields;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::site::ids::Lookup;
use crate::site::linker::{Linked, Linker};
use crate::site::numbers::{ArticleNo, CategoryNo, DocumentNo};
use crate::site::permalink;
use crate::site::publication::PublicationStatus;
use crate::site::publication::TombstoneKind;
use crate::site::topics::{bylines, topic_of};
use crate::site::translations::translations;
use crate::site::types::{Article, AttachedFile, Audio, Category};
use bantin_text::language::Language;

pub(super) fn articles<'c>(
    linker: &mut Linker<'_, 'c>,
    categories: &[Category<'c>],
) -> Linked<'c, Article<'c>> {
    let catalog = linker.catalog;
    let languages: Vec<Language> =
        catalog.articles.iter().map(|record| linker.language(record, record.fields.language)).collect();
    let ids = &linker.ids.articles;
    let groups = translations(
        &catalog.articles,
        |fields| fields.translation_of.as_deref(),
        &languages,
        ids,
        linker.diagnostics,
    );
    let mut linked: Vec<Option<Article<'c>>> = Vec::with_capacity(catalog.articles.len());
    let mut tombstones = Vec::new();
    for (at, record) in catalog.articles.iter().enumerate() {
        let article = article(linker, record, languages[at]);
        if ids.statuses()[at] == PublicationStatus::Withdrawn {
            let prefix = permalink::prefix(languages[at], catalog.config.language);
            let place = (permalink::article(prefix, &record.id.0), languages[at]);
            let withdrawn = record.fields.withdrawn.as_ref();
            tombstones.push(linker.tombstone(TombstoneKind::Article, record, place, withdrawn));
        }
        linked.push(article);
    }
    let mut list = Vec::with_capacity(ids.published().len());
    for at in ids.published() {
        if let Some(mut article) = linked[*at].take() {
            article.translations.clone_from(&groups[*at]);
            list.push(article);
        }
    }
    neighbours(&mut list, categories);
    Linked { list, tombstones }
}

fn article<'c>(
    linker: &mut Linker<'_, 'c>,
    record: &'c Record<ArticleFields>,
    language: Language,
) -> Option<Article<'c>> {
    let fields = &record.fields;
    let config = &linker.catalog.config;
    let path = permalink::article(permalink::prefix(language, config.language), &record.id.0);
    let category = linker.one(&linker.ids.categories, Some(&fields.category), record, "category");
    let locality = linker.locality(fields.locality.as_deref(), record);
    let organization = linker.organization(fields.organization.as_deref(), record);
    let models = linker.models(&fields.models, record, "models");
    let contest = linker.one(&linker.ids.contests, fields.contest.as_deref(), record, "contest");
    let entries = linker.entries(&fields.entries, record, "entries");
    let topic = topic_of(linker, record, fields.topic.as_deref());
    let bylines = bylines(linker, record, &fields.authors);
    let programmes = linker.programmes(&fields.programmes, record);
    let mut documents = linker.many_once(&linker.ids.documents, &fields.documents, record, "documents");
    add_attached(linker, fields, &mut documents);
    let related = linker.many(&linker.ids.articles, &fields.related, record, "related");
    let image = fields
        .image
        .as_ref()
        .and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
    let attachments = attachments(linker, record, &path);
    let audio = audio(linker, record, &path);
    Some(Article {
        record,
        language,
        date: fields.date.at(linker.clock.zone),
        updated: fields.updated.filter(|updated| linker.clock.has_come(*updated)),
        corrections: linker.clock.made(&fields.corrections),
        approved: linker.clock.given(fields.approved.as_ref()),
        category: category?,
        topic,
        bylines,
        tags: Vec::new(),
        locality,
        organization,
        models,
        contest,
        entries,
        programmes,
        documents,
        related,
        newer: None,
        older: None,
        translations: Vec::new(),
        image,
        attachments,
        audio,
        path,
    })
}

fn audio(linker: &mut Linker<'_, '_>, record: &Record<ArticleFields>, page: &str) -> Option<Audio> {
    let written = record.fields.audio.as_ref().filter(|audio| !audio.file.is_empty())?;
    let folder = linker.folder(record);
    let mut find = |file: &str, key: &'static str| match linker.assets.file(folder, page, file) {
        Ok(found) => Some(found),
        Err(failure) => {
            linker.not_usable(&failure, record.origin.value(|path| path.key("audio").key(key)));
            None
        }
    };
    let transcript = written.transcript.as_deref().and_then(|file| find(file, "transcript"));
    let file = find(&written.file, "file");
    if written.title.is_some() && written.transcript.is_none() {
        let message = localized!(
            "bản ghi âm không có bản chép lời cho người không nghe được",
            "the recording has no transcript for those who do not hear it"
        );
        let help = localized!(
            "thêm `transcript: loi.txt`; nếu đó là chính bài này được đọc lên thì bỏ `title`",
            "add `transcript: words.txt`; if it is this very article read aloud, remove `title`"
        );
        let place = record.origin.key("audio");
        linker.diagnostics.push(Diagnostic::warning(Code::MissingCaptions, place, message).help(help));
    }
    Some(Audio { file: file?, transcript })
}

fn attachments(linker: &mut Linker<'_, '_>, record: &Record<ArticleFields>, page: &str) -> Vec<AttachedFile> {
    let folder = linker.folder(record);
    let mut files = Vec::new();
    let written = record.fields.attachments.iter().enumerate();
    for (index, attachment) in written.filter(|(_, attachment)| !attachment.file.is_empty()) {
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

/// Adds the documents that attachments name by their number.
fn add_attached(linker: &Linker<'_, '_>, fields: &ArticleFields, documents: &mut Vec<DocumentNo>) {
    let numbers = fields.attachments.iter().filter_map(|attachment| attachment.number.as_ref());
    for number in numbers {
        for record in linker.catalog.documents.iter().filter(|one| one.fields.number.as_ref() == Some(number))
        {
            if let Lookup::Published(no) = linker.ids.documents.look_up(&record.id.0)
                && !documents.contains(&no)
            {
                documents.push(no);
            }
        }
    }
}

/// Sets the next newer and older article of the same language and top category.
fn neighbours(list: &mut [Article<'_>], categories: &[Category<'_>]) {
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
