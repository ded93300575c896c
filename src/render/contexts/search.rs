//! The search page as it works without JavaScript.

use crate::pages::{ModelsOf, NewsOf};
use crate::render::context::{Facet, Link, Search, SearchGroup, SearchRecord};
use crate::render::contexts::{Contexts, Head};
use crate::site::{ArticleNo, DocumentNo, ModelNo, PageNo, ProgrammeNo, permalink};
use crate::theme::Message;

/// Up to this many records, the page lists all of them.
const ALL_UP_TO: usize = 500;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn search(&self) -> (Head<'r>, Search<'r>) {
        let all = self.edition.articles.len() + self.edition.models.len() + self.site.entries.len();
        let context = Search {
            kinds: self.kinds(),
            categories: self.category_facets(NewsOf::All, None),
            fields: self.field_facets(ModelsOf::All),
            years: self.news_years(NewsOf::All),
            groups: if all <= ALL_UP_TO { self.groups() } else { Vec::new() },
        };
        (self.overview_head(Message::TitleSearch, permalink::search), context)
    }

    fn kinds(&self) -> Vec<Facet<'r>> {
        let kinds = [
            (Message::RecordKindArticle, permalink::news as fn(&str) -> String, self.edition.articles.len()),
            (Message::RecordKindModel, permalink::models, self.edition.models.len()),
            (Message::RecordKindEntry, permalink::contests, self.site.entries.len()),
            (Message::RecordKindProgramme, permalink::programmes, self.site.programmes.len()),
            (Message::RecordKindDocument, permalink::documents, self.site.documents.len()),
        ];
        let some = kinds.into_iter().filter(|(_, _, count)| *count > 0);
        some.map(|(key, path, count)| self.facet(self.overview(key, path), count, false)).collect()
    }

    fn groups(&self) -> Vec<SearchGroup<'r>> {
        let site = self.site;
        let undated = |link: Link<'r>| SearchRecord { link, date: None };
        let articles = self.edition.articles.iter().map(|no| self.dated(*no)).collect();
        let models = self.edition.models.iter().map(|no| undated(self.model_link(*no))).collect();
        let entries = site.entry_numbers().map(|no| undated(self.entry_link(no))).collect();
        let programmes = site.programme_numbers().map(|no| undated(self.programme_link(no))).collect();
        let documents = site.document_numbers().map(|no| self.dated_document(no)).collect();
        let pages = site.page_numbers().filter(|no| site.page(*no).language == self.language());
        let pages = pages.map(|no| undated(self.page_link(no))).collect();
        let groups: [(_, Vec<_>); 6] = [
            ("article", articles),
            ("model", models),
            ("entry", entries),
            ("programme", programmes),
            ("document", documents),
            ("page", pages),
        ];
        let groups = groups.into_iter().map(|(kind, records)| SearchGroup { kind, records });
        groups.filter(|group| !group.records.is_empty()).collect()
    }

    fn dated(&self, no: ArticleNo) -> SearchRecord<'r> {
        let article = self.site.article(no);
        let date = self.moment(&article.date, article.record.fields.date.precision);
        SearchRecord { link: self.article_link(no), date: Some(date) }
    }

    fn dated_document(&self, no: DocumentNo) -> SearchRecord<'r> {
        let document = self.site.document(no);
        let date = self.moment(&document.issued, document.record.fields.issued.precision);
        SearchRecord { link: self.document_link(no), date: Some(date) }
    }

    pub(super) fn model_link(&self, no: ModelNo) -> Link<'r> {
        let model = self.site.model(no);
        self.link((&model.record.fields.name, self.lang(model.language)), &model.path)
    }

    pub(super) fn programme_link(&self, no: ProgrammeNo) -> Link<'r> {
        let programme = self.site.programme(no);
        self.link((&programme.record.fields.title, self.main_lang()), &programme.path)
    }

    pub(super) fn page_link(&self, no: PageNo) -> Link<'r> {
        let page = self.site.page(no);
        self.link((&page.record.fields.title, self.lang(page.language)), &page.path)
    }
}
