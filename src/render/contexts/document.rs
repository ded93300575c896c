//! Documents and their lists.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::pages::{DocumentsOf, PageKind, document_lists, documents_of};
use crate::render::context::{Document, DocumentCard, DocumentFile, Documents, Facet, Link};
use crate::render::contexts::body::toc;
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head};
use crate::render::paging;
use crate::site::{AttachedFile, DocumentNo, RecordNo, permalink};
use crate::theme::Message;
use bantin_text::number;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn documents(&self, of: DocumentsOf, number: usize) -> (Head<'r>, Documents<'r>) {
        let all = documents_of(self.site, of);
        let own = self.documents_link(of);
        let path = PageKind::Documents(of, 1).path(self.site, self.edition.prefix);
        let mut crumbs = vec![self.overview(Message::TitleDocuments, permalink::documents)];
        crumbs.extend((of != DocumentsOf::All).then(|| own.clone()));
        let title = match of {
            DocumentsOf::All => own.label.clone().into_owned(),
            _ => self.text(Message::TitleDocumentsOf { name: &own.label }),
        };
        let pagination = self.pagination(&path, number, all.len());
        let site = self.site.config.title.as_str();
        let feed = || self.feed(Message::FeedDocuments { site, name: site }, &path);
        let feeds = if of == DocumentsOf::All { vec![feed()] } else { Vec::new() };
        let head = Head { crumbs, feeds, ..Head::new(title) }.paged(pagination.as_ref());
        let [kinds, issuers, years] = self.document_facets(of);
        let shown = paging::on_page(&all, number, self.site.config.page_size);
        let context = Documents {
            of: match of {
                DocumentsOf::All => "all",
                DocumentsOf::Kind(_) => "kind",
                DocumentsOf::Issuer(_) => "issuer",
                DocumentsOf::Year(_) => "year",
            },
            title: own.label.into_owned(),
            lang: own.lang,
            total: self.count(all.len()),
            documents: self.document_cards(shown),
            kinds,
            issuers,
            years,
            pagination,
        };
        (head, context)
    }

    /// The name of a list, with its page.
    fn documents_link(&self, of: DocumentsOf) -> Link<'r> {
        let href = self.href(&PageKind::Documents(of, 1).path(self.site, self.edition.prefix));
        let (label, lang) = match of {
            DocumentsOf::All => (Cow::Owned(self.text(Message::TitleDocuments)), None),
            DocumentsOf::Kind(kind) => (Cow::Owned(self.text(Message::DocumentKind(kind))), None),
            DocumentsOf::Issuer(no) => {
                let link = self.organization(no);
                (link.label, link.lang)
            }
            DocumentsOf::Year(year) => (Cow::Owned(year.to_string()), None),
        };
        Link { label, href, lang }
    }

    /// Links to the lists by kind, issuer and year.
    fn document_facets(&self, current: DocumentsOf) -> [Vec<Facet<'r>>; 3] {
        let mut facets: [Vec<Facet<'r>>; 3] = Default::default();
        for (of, count) in document_lists(self.site) {
            let at = match of {
                DocumentsOf::All => continue,
                DocumentsOf::Kind(_) => 0,
                DocumentsOf::Issuer(_) => 1,
                DocumentsOf::Year(_) => 2,
            };
            facets[at].push(self.facet(self.documents_link(of), count, of == current));
        }
        facets[2].reverse();
        facets
    }

    pub(in crate::render) fn document(&self, no: DocumentNo) -> Result<(Head<'r>, Document<'r>), Diagnostic> {
        let document = self.site.document(no);
        let fields = &document.record.fields;
        let rendered = self.bodies.body(RecordNo::Document(no));
        let context = Document {
            card: self.document_card(no),
            signer: fields.signer.as_deref(),
            effective: self.maybe_when(fields.effective.as_ref()),
            expires: self.maybe_when(fields.expires.as_ref()),
            field: document.field.map(|no| self.field(no)),
            pages: fields.pages.map(|pages| self.count(usize::try_from(pages).unwrap_or(usize::MAX))),
            body: self.body(rendered)?,
            toc: toc(rendered),
            tags: document.tags.iter().map(|no| self.tag(*no)).collect(),
            amends: self.document_cards(&document.amends),
            amended_by: self.document_cards(&document.amended_by),
            replaces: self.document_cards(&document.replaces),
            replaced_by: self.document_cards(&document.replaced_by),
            programmes: document.programmes.iter().map(|no| self.programme_card(*no)).collect(),
            articles: self.offered_article_cards(&document.articles),
            corrections: self.corrections(&document.corrections),
            approved: self.approved(document.approved),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), rendered),
            crumbs: vec![
                self.overview(Message::TitleDocuments, permalink::documents),
                self.link((fields.number.as_deref().unwrap_or(&fields.title), None), &document.path),
            ],
            published: Some(context.card.issued.clone()),
            ..Head::new(fields.title.clone())
        };
        Ok((head.with_texts(&[&context.body]), context))
    }

    pub(super) fn document_cards(&self, of: &[DocumentNo]) -> Vec<DocumentCard<'r>> {
        of.iter().map(|no| self.document_card(*no)).collect()
    }

    pub(super) fn document_card(&self, no: DocumentNo) -> DocumentCard<'r> {
        let document = self.site.document(no);
        let fields = &document.record.fields;
        DocumentCard {
            title: &fields.title,
            href: self.href(&document.path),
            lang: self.lang(document.language),
            number: fields.number.as_deref(),
            kind: fields.kind.as_str(),
            force: document.force.as_str(),
            issued: self.moment(&document.issued, fields.issued.precision),
            issuer: document.issuer.map(|no| self.organization(no)),
            issuer_name: fields.issuer_name.as_deref(),
            summary: fields.summary.as_deref().unwrap_or(""),
            file: document.file.as_ref().map(|file| self.document_file(file)),
        }
    }

    fn document_file(&self, file: &'r AttachedFile) -> DocumentFile<'r> {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        DocumentFile {
            href: self.href(&file.path),
            name,
            format: name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase(),
            size: number::bytes(file.size, self.language()),
        }
    }

    pub(super) fn document_link(&self, no: DocumentNo) -> Link<'r> {
        let document = self.site.document(no);
        self.link((&document.record.fields.title, self.lang(document.language)), &document.path)
    }
}
