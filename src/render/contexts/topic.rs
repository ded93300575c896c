//! Dossiers and authors.

use crate::diagnostic::Diagnostic;
use crate::render::context::{Author, Link, Topic};
use crate::render::contexts::body::toc;
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head};
use crate::render::paging;
use crate::site::{ArticleNo, AuthorNo, RecordNo, TopicNo, permalink};
use crate::theme::Message;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn topic(
        &self,
        no: TopicNo,
        number: usize,
    ) -> Result<(Head<'r>, Topic<'r>), Diagnostic> {
        let topic = self.site.topic(no);
        let fields = &topic.record.fields;
        let rendered = self.bodies.body(RecordNo::Topic(no));
        let link = self.topic_link(no);
        let articles = self.edition.topic(no);
        let path = permalink::topic(self.edition.prefix, &fields.id.0);
        let pagination = self.pagination(&path, number, articles.len());
        let (name, name_lang) = self.named(&fields.name, fields.name_en.as_deref());
        let is_first = number == 1;
        let context = Topic {
            name,
            lang: self.main_lang(),
            name_lang,
            summary: fields.summary.as_deref(),
            image: topic.image.as_ref().filter(|_| is_first).map(|picture| self.image(picture)),
            body: if is_first { self.body(rendered)? } else { String::new() },
            toc: if is_first { toc(rendered) } else { Vec::new() },
            since: self.maybe_when(fields.since.as_ref()),
            until: self.maybe_when(fields.until.as_ref()),
            total: self.count(articles.len()),
            articles: self.shown(articles, number),
            pagination,
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), rendered),
            crumbs: vec![self.overview(Message::TitleNews, permalink::news), link],
            image: topic.image.as_ref(),
            feeds: vec![self.feed(Message::FeedTopic { site: &self.site.config.title, name }, &path)],
            ..Head::new(self.text(Message::TitleTopic { name }))
        };
        let head = head.with_texts(&[&context.body]).paged(context.pagination.as_ref());
        Ok((head, context))
    }

    pub(in crate::render) fn author(&self, no: AuthorNo, number: usize) -> (Head<'r>, Author<'r>) {
        let author = self.site.author(no);
        let fields = &author.record.fields;
        let link = self.author_link(no);
        let articles = self.edition.author(no);
        let pagination =
            self.pagination(&permalink::author(self.edition.prefix, &fields.id.0), number, articles.len());
        let context = Author {
            name: &fields.name,
            lang: self.main_lang(),
            pen_names: &fields.pen_names,
            role: fields.role.as_deref(),
            organization: author.organization.map(|no| self.organization(no)),
            bio: fields.bio.as_deref(),
            image: author.image.as_ref().map(|picture| self.image(picture)),
            links: fields.links.iter().map(|link| link.0.as_str()).collect(),
            total: self.count(articles.len()),
            articles: self.shown(articles, number),
            pagination,
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: fields.bio.clone(),
            crumbs: vec![self.overview(Message::TitleNews, permalink::news), link],
            image: author.image.as_ref(),
            ..Head::new(self.text(Message::TitleAuthor { name: &fields.name }))
        };
        let head = head.paged(context.pagination.as_ref());
        (head, context)
    }

    /// The articles of a page of a list.
    fn shown(&self, all: &[ArticleNo], number: usize) -> Vec<crate::render::context::ArticleCard<'r>> {
        self.article_cards(paging::on_page(all, number, self.site.config.page_size))
    }

    pub(in crate::render) fn topic_link(&self, no: TopicNo) -> Link<'r> {
        let fields = &self.site.topic(no).record.fields;
        let name = self.named(&fields.name, fields.name_en.as_deref());
        self.link(name, &permalink::topic(self.edition.prefix, &fields.id.0))
    }

    pub(super) fn author_link(&self, no: AuthorNo) -> Link<'r> {
        let fields = &self.site.author(no).record.fields;
        self.link((&fields.name, self.main_lang()), &permalink::author(self.edition.prefix, &fields.id.0))
    }
}
