//! The lists of documents: all of them, and those of a kind, of an issuer, and of a year. Every edition has them, with
//! the documents of all languages.

use std::collections::BTreeMap;

use crate::pages::kind::DocumentsOf;
use crate::site::{Document, DocumentNo, Site};

/// The lists with their lengths: the list of all documents first, then the others that are not empty.
pub(crate) fn document_lists(site: &Site<'_>) -> Vec<(DocumentsOf, usize)> {
    let mut parts: BTreeMap<DocumentsOf, usize> = BTreeMap::new();
    for of in site.documents.iter().flat_map(parts_of) {
        *parts.entry(of).or_default() += 1;
    }
    std::iter::once((DocumentsOf::All, site.documents.len())).chain(parts).collect()
}

/// The documents of one list, newest first.
pub(crate) fn documents_of(site: &Site<'_>, of: DocumentsOf) -> Vec<DocumentNo> {
    let is_in = |no: &DocumentNo| {
        of == DocumentsOf::All || parts_of(site.document(*no)).into_iter().any(|part| part == of)
    };
    site.document_numbers().filter(is_in).collect()
}

/// The lists, except that of all documents, to which one belongs.
fn parts_of(document: &Document<'_>) -> Vec<DocumentsOf> {
    let (kind, year) = (document.record.fields.kind, document.issued.year());
    let parts = [DocumentsOf::Kind(kind), DocumentsOf::Year(year)].into_iter();
    parts.chain(document.issuer.map(DocumentsOf::Issuer)).collect()
}
