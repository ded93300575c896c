//! Authors and subjects of a page, for Dublin Core metadata, which provincial portals use.

use crate::pages::PageKind;
use crate::render::contexts::Contexts;
use crate::site::{ArticleNo, EntryNo, ModelNo};

/// Authors and subjects of a page. The names are those printed on the page.
#[derive(Debug, Default)]
pub(super) struct Credits {
    /// The authors, or the publisher if none is named.
    pub(super) creators: Vec<String>,
    pub(super) contributors: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) subjects: Vec<String>,
}

impl Contexts<'_> {
    pub(super) fn credits(&self, kind: PageKind) -> Credits {
        let site = self.site;
        let mut credits = match kind {
            PageKind::Article(no) => self.article_credits(no),
            PageKind::Entry(no) => self.entry_credits(no),
            PageKind::Model(no) => self.model_credits(no),
            PageKind::Programme(no) => Credits {
                creators: self.labels(site.programme(no).issuer.map(|no| self.organization(no))),
                source: site.programme(no).record.fields.number.clone(),
                ..Credits::default()
            },
            PageKind::Document(no) => {
                let (document, fields) = (site.document(no), &site.document(no).record.fields);
                let issuer = self.labels(document.issuer.map(|no| self.organization(no)));
                Credits {
                    creators: issuer.into_iter().chain(fields.issuer_name.clone()).collect(),
                    source: fields.number.clone(),
                    subjects: fields.tags.clone(),
                    ..Credits::default()
                }
            }
            PageKind::Contest(no) | PageKind::Rules(no) | PageKind::Results(no) => Credits {
                creators: self.labels([self.organization(site.contest(no).organizer)]),
                ..Credits::default()
            },
            PageKind::NotFound | PageKind::Withdrawn(_) => return Credits::default(),
            _ => Credits::default(),
        };
        if credits.creators.is_empty() {
            credits.creators = self.labels([self.organization(site.publisher)]);
        }
        credits
    }

    fn labels<'l>(&self, links: impl IntoIterator<Item = crate::render::context::Link<'l>>) -> Vec<String> {
        links.into_iter().map(|link| link.label.into_owned()).collect()
    }

    fn article_credits(&self, no: ArticleNo) -> Credits {
        let article = self.site.article(no);
        let fields = &article.record.fields;
        let category = self.labels([self.category(article.category)]);
        let tags = self.labels(article.tags.iter().map(|no| self.tag(*no)));
        Credits {
            creators: article.bylines.iter().map(|byline| byline.name.to_owned()).collect(),
            contributors: fields.credits.iter().map(|credit| credit.name.clone()).collect(),
            source: fields
                .source
                .as_ref()
                .map(|source| source.url.as_ref().map_or_else(|| source.name.clone(), |url| url.0.clone())),
            subjects: category
                .into_iter()
                .chain(self.topic_name(no).map(str::to_owned))
                .chain(tags)
                .collect(),
        }
    }

    /// Only names that the consent allows.
    fn entry_credits(&self, no: EntryNo) -> Credits {
        let entry = self.site.entry(no);
        Credits {
            creators: entry.authors.iter().map(|author| author.name.clone()).collect(),
            subjects: vec![entry.genre.name.clone()],
            ..Credits::default()
        }
    }

    fn model_credits(&self, no: ModelNo) -> Credits {
        let model = self.site.model(no);
        let tags = self.labels(model.tags.iter().map(|no| self.tag(*no)));
        Credits {
            creators: self.labels(model.organization.map(|no| self.organization(no))),
            subjects: self.labels([self.field(model.field)]).into_iter().chain(tags).collect(),
            ..Credits::default()
        }
    }
}
