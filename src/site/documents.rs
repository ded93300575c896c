//! Links documents: issuer, field, file, programmes, and the documents that they amend or replace.
//!
//! Whether a document is in force is decided here, by the clock: it is when it has taken effect, has not expired, and
//! no document that replaces it has taken effect.

use crate::content::document::DocumentFields;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::site::cycles::Cycles;
use crate::site::linker::{Linked, Linker, reversed};
use crate::site::numbers::DocumentNo;
use crate::site::permalink;
use crate::site::publication::{PublicationStatus, TombstoneKind};
use crate::site::types::{Document, Force};

pub(super) fn documents<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Document<'c>> {
    let catalog = linker.catalog;
    check_replacing(linker);
    let (mut linked, mut tombstones) = (Vec::with_capacity(catalog.documents.len()), Vec::new());
    for (at, record) in catalog.documents.iter().enumerate() {
        let document = document(linker, record);
        if linker.ids.documents.statuses()[at] == PublicationStatus::Withdrawn {
            let place = (document.path.clone(), document.language);
            let withdrawn = record.fields.withdrawn.as_ref();
            tombstones.push(linker.tombstone(TombstoneKind::Document, record, place, withdrawn));
        }
        linked.push(Some(document));
    }
    let mut list: Vec<Document<'c>> =
        linker.ids.documents.published().iter().filter_map(|at| linked[*at].take()).collect();
    link_changes(&mut list);
    Linked { list, tombstones }
}

fn document<'c>(linker: &mut Linker<'_, 'c>, record: &'c Record<DocumentFields>) -> Document<'c> {
    let (fields, ids) = (&record.fields, linker.ids);
    let language = linker.language(record, fields.language);
    let path = permalink::document(permalink::prefix(language, linker.catalog.config.language), &record.id.0);
    check_issuer(linker, record);
    if fields.expires.is_some_and(|expires| is_before(linker, expires, fields)) {
        linker.diagnostics.push(reversed(record.origin.key("expires")));
    }
    Document {
        record,
        language,
        issued: fields.issued.at(linker.clock.zone),
        force: force(linker, fields),
        issuer: linker.one(&ids.organizations, fields.issuer.as_deref(), record, "issuer"),
        field: linker.one(&ids.fields, fields.field.as_deref(), record, "field"),
        file: file(linker, record, &path),
        amends: linker.many_once(&ids.documents, &fields.amends, record, "amends"),
        amended_by: Vec::new(),
        replaces: linker.many_once(&ids.documents, &fields.replaces, record, "replaces"),
        replaced_by: Vec::new(),
        programmes: linker.programmes(&fields.programmes, record),
        articles: Vec::new(),
        tags: Vec::new(),
        corrections: linker.clock.made(&fields.corrections),
        approved: linker.clock.given(fields.approved.as_ref()),
        path,
    }
}

fn is_before(linker: &Linker<'_, '_>, expires: crate::value::When, fields: &DocumentFields) -> bool {
    let from = fields.effective.unwrap_or(fields.issued);
    expires.end(linker.clock.zone) < from.at(linker.clock.zone).timestamp()
}

/// By the dates of the document alone; [`link_changes`] adds what replaces it.
fn force(linker: &Linker<'_, '_>, fields: &DocumentFields) -> Force {
    let clock = linker.clock;
    let from = fields.effective.unwrap_or(fields.issued);
    if fields.expires.is_some_and(|expires| expires.end(clock.zone) < clock.now) {
        Force::Ended
    } else if from.at(clock.zone).timestamp() > clock.now {
        Force::Ahead
    } else {
        Force::InForce
    }
}

fn check_issuer(linker: &mut Linker<'_, '_>, record: &Record<DocumentFields>) {
    if record.fields.issuer.is_some() && record.fields.issuer_name.is_some() {
        let message = localized!(
            "cơ quan ban hành được ghi hai lần: `issuer` và `issuer_name`",
            "the issuer is told twice: `issuer` and `issuer_name`"
        );
        let help = localized!(
            "giữ `issuer` nếu cơ quan có trong `organizations.yaml`, nếu không thì giữ `issuer_name`",
            "keep `issuer` if the organization is listed in `organizations.yaml`, else `issuer_name`"
        );
        let place = record.origin.key("issuer_name");
        linker.diagnostics.push(Diagnostic::error(Code::DoubledIssuer, place, message).help(help));
    }
}

fn file(
    linker: &mut Linker<'_, '_>,
    record: &Record<DocumentFields>,
    page: &str,
) -> Option<crate::image::AttachedFile> {
    let written = record.fields.file.as_deref().filter(|file| !file.is_empty())?;
    match linker.assets.file(linker.folder(record), page, written) {
        Ok(file) => Some(file),
        Err(failure) => {
            linker.not_usable(&failure, record.origin.key("file"));
            None
        }
    }
}

/// Sets what amends and replaces each document, and ends the force of those that were replaced.
fn link_changes(list: &mut [Document<'_>]) {
    for at in 0..list.len() {
        let no = DocumentNo(at);
        for old in list[at].amends.clone() {
            list[old.0].amended_by.push(no);
        }
        let has_begun = list[at].force != Force::Ahead;
        for old in list[at].replaces.clone() {
            list[old.0].replaced_by.push(no);
            if has_begun {
                list[old.0].force = Force::Ended;
            }
        }
    }
}

/// Reports documents that replace or amend themselves, directly or through others.
fn check_replacing(linker: &mut Linker<'_, '_>) {
    let documents = &linker.catalog.documents;
    type Named = fn(&DocumentFields) -> &[String];
    let keys: [(_, Named); 2] =
        [("replaces", |fields| &fields.replaces), ("amends", |fields| &fields.amends)];
    for (key, of) in keys {
        let before = |record: &Record<DocumentFields>| {
            of(&record.fields).iter().filter_map(|id| linker.ids.documents.position(id)).collect()
        };
        let next: Vec<Vec<usize>> = documents.iter().map(before).collect();
        for cycle in Cycles::new(&next).circles {
            let circle = linker.ids.documents.circle(&cycle);
            let message = localized!(
                "văn bản thay thế hoặc sửa đổi chính nó: {circle}",
                "the document replaces or amends itself: {circle}"
            );
            let help = localized!(
                "chỉ văn bản mới nêu văn bản cũ ở `{key}`",
                "only the newer document names the older one in `{key}`"
            );
            let place = documents[cycle[0]].origin.key(key);
            linker.diagnostics.push(Diagnostic::error(Code::Cycle, place, message).help(help));
        }
    }
}
