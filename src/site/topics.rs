//! Links topics and authors: picture, organization, and the articles that an editor put first.

use crate::content::article::Author as WrittenAuthor;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::site::linker::Linker;
use crate::site::numbers::TopicNo;
use crate::site::permalink;
use crate::site::types::{Author, Byline, Topic};
use bantin_text::slug::is_id;

pub(super) fn topics<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Topic<'c>> {
    let catalog = linker.catalog;
    let mut linked = Vec::new();
    for record in &catalog.topics {
        let fields = &record.fields;
        let path = permalink::topic("", &record.id.0);
        let image = fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        let articles = linker.many_once(&linker.ids.articles, &fields.articles, record, "articles");
        linked.push(Some(Topic { record, path, image, articles }));
    }
    linker.ids.topics.published().iter().filter_map(|at| linked[*at].take()).collect()
}

pub(super) fn authors<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Author<'c>> {
    let catalog = linker.catalog;
    let mut linked = Vec::new();
    for record in &catalog.authors {
        let fields = &record.fields;
        let path = permalink::author("", &record.id.0);
        let image = fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        let organization = linker.organization(fields.organization.as_deref(), record);
        linked.push(Some(Author { record, path, image, organization, articles: Vec::new() }));
    }
    linker.ids.authors.published().iter().filter_map(|at| linked[*at].take()).collect()
}

/// The topic that an article names: by id, or by its name. A text that is neither, nor looks like an id, is only shown.
pub(super) fn topic_of<F>(
    linker: &mut Linker<'_, '_>,
    record: &Record<F>,
    written: Option<&str>,
) -> Option<TopicNo> {
    let written = written?;
    let ids = &linker.ids.topics;
    let named = linker.catalog.topics.iter().position(|topic| topic.fields.name == written);
    match named {
        Some(at) => ids.number(at),
        None if is_id(written) => linker.one(ids, Some(written), record, "topic"),
        None => None,
    }
}

/// Who wrote an article: the name as written, else that of the author's entry.
pub(super) fn bylines<'c, F>(
    linker: &mut Linker<'_, 'c>,
    record: &'c Record<F>,
    written: &'c [WrittenAuthor],
) -> Vec<Byline<'c>> {
    let catalog = linker.catalog;
    let mut bylines = Vec::new();
    for (index, one) in written.iter().enumerate() {
        let place = |key| record.origin.value(|path| path.key("authors").index(index).key(key));
        let ids = &linker.ids.authors;
        let entry = one.id.as_deref().and_then(|id| ids.find(id, place("id"), linker.diagnostics));
        let author = entry.and_then(|at| ids.number(at));
        let fields = entry.map(|at| &catalog.authors[at].fields);
        // In a broken record, one without any key may stand in for a value of another type, which was told.
        let stands_in = record.is_broken && one.role.is_none();
        if one.id.is_none() && one.name.is_none() && !stands_in {
            let message =
                localized!("tác giả thiếu `name` hoặc `id`", "the author lacks a `name` or an `id`");
            let help = localized!(
                "ghi `name`, hoặc `id` của tác giả trong `authors.yaml`",
                "write a `name`, or the `id` of an author of `authors.yaml`"
            );
            let place = record.origin.value(|path| path.key("authors").index(index));
            linker.diagnostics.push(Diagnostic::error(Code::MissingKey, place, message).help(help));
        }
        let name = one.name.as_ref().or(fields.map(|fields| &fields.name));
        let role = one.role.as_deref().or(fields.and_then(|fields| fields.role.as_deref()));
        bylines.extend(name.map(|name| Byline { name, role, author }));
    }
    bylines
}
