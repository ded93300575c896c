//! Articles and standing pages.

use crate::content::article::{Approval, Attachment as AttachmentFields, Correction as CorrectionFields};
use crate::diagnostic::Diagnostic;
use crate::render::context::{
    Approved, Article, ArticleSource, Attachment, Correction, Link, Person, Standing, Translation,
};
use crate::render::contexts::body::toc;
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head};
use crate::site::{ArticleNo, AttachedFile, Byline, PageNo, RecordNo};
use crate::theme::Message;
use bantin_text::language::Language;
use bantin_text::number;

impl<'r> Contexts<'r> {
    pub(in crate::render) fn article(&self, no: ArticleNo) -> Result<(Head<'r>, Article<'r>), Diagnostic> {
        let article = self.site.article(no);
        let fields = &article.record.fields;
        let rendered = self.bodies.body(RecordNo::Article(no));
        let date = self.moment(&article.date, fields.date.precision);
        let updated = self.maybe_when(article.updated.as_ref());
        let attachments = fields.attachments.iter().zip(&article.attachments);
        let context = Article {
            title: &fields.title,
            subtitle: fields.subtitle.as_deref(),
            kicker: fields.kicker.as_deref(),
            genre: fields.genre.as_str(),
            genre_link: self.genre_link(fields.genre),
            category: self.category(article.category),
            topic: self.topic_name(no),
            topic_href: article.topic.map(|no| self.topic_link(no).href),
            summary: fields.summary.as_deref(),
            dateline: fields.dateline.as_deref(),
            date: date.clone(),
            updated: updated.clone(),
            views: self.views(&article.path),
            authors: article.bylines.iter().map(|byline| self.person(byline)).collect(),
            credits: fields
                .credits
                .iter()
                .map(|c| Person { name: &c.name, role: Some(&c.role), href: None })
                .collect(),
            approved: self.approved(article.approved),
            source: fields.source.as_ref().map(|source| ArticleSource {
                name: &source.name,
                href: source.url.as_ref().map(|url| url.0.as_str()),
                date: self.maybe_when(source.date.as_ref()),
            }),
            image: article.image.as_ref().map(|picture| self.image(picture)),
            audio: article.audio.as_ref().map(|audio| {
                let title = fields.audio.as_ref().and_then(|audio| audio.title.as_deref());
                self.audio(&audio.file, title, audio.transcript.as_ref())
            }),
            body: self.body(rendered)?,
            toc: toc(rendered),
            attachments: attachments.map(|(fields, file)| self.attachment(fields, file)).collect(),
            corrections: self.corrections(&article.corrections),
            tags: article.tags.iter().map(|no| self.tag(*no)).collect(),
            locality: article.locality.map(|no| self.locality(no)),
            organization: article.organization.map(|no| self.organization(no)),
            models: self.model_cards(&article.models),
            contest: article.contest.map(|no| self.contest(no)),
            entries: self.entry_cards(&article.entries),
            programmes: article.programmes.iter().map(|no| self.programme_link(*no)).collect(),
            documents: self.document_cards(&article.documents),
            related: self.article_cards(&self.site.related(no)),
            newer: article.newer.map(|no| self.article_link(no)),
            older: article.older.map(|no| self.article_link(no)),
            translations: article.translations.iter().map(|no| self.article_translation(*no)).collect(),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let mut crumbs = self.category_chain(article.category);
        crumbs.push(self.link((&fields.title, None), &article.path));
        let head = Head {
            description: Some(self.article_summary(no)).filter(|text| !text.is_empty()),
            crumbs,
            overview: Some(self.overview(Message::TitleNews, crate::site::permalink::news)),
            image: article.image.as_ref(),
            published: Some(date),
            modified: updated,
            ..Head::new(fields.title.clone())
        };
        Ok((head.with_texts(&[&context.body]), context))
    }

    /// Who approved a record, if the site names them.
    pub(super) fn approved(&self, written: Option<&'r Approval>) -> Option<Approved<'r>> {
        let shown = written.filter(|_| self.site.config.show_approver)?;
        Some(Approved { by: &shown.by, date: self.when(&shown.date) })
    }

    pub(super) fn corrections(&self, written: &[&'r CorrectionFields]) -> Vec<Correction<'r>> {
        written.iter().map(|one| Correction { date: self.when(&one.date), text: &one.text }).collect()
    }

    fn person(&self, byline: &Byline<'r>) -> Person<'r> {
        let href = byline.author.map(|no| self.author_link(no).href);
        Person { name: byline.name, role: byline.role, href }
    }

    /// The name of the dossier, else the text as written.
    pub(super) fn topic_name(&self, no: ArticleNo) -> Option<&'r str> {
        let article = self.site.article(no);
        let topic = article.topic.map(|no| &self.site.topic(no).record.fields);
        let name = topic.map(|topic| self.language().name(&topic.name, topic.name_en.as_deref()));
        name.or(article.record.fields.topic.as_deref())
    }

    pub(super) fn article_link(&self, no: ArticleNo) -> Link<'r> {
        let article = self.site.article(no);
        self.link((&article.record.fields.title, self.lang(article.language)), &article.path)
    }

    fn article_translation(&self, no: ArticleNo) -> Translation<'r> {
        let article = self.site.article(no);
        self.translation(article.language, &article.record.fields.title, &article.path)
    }

    pub(super) fn translation(&self, language: Language, title: &'r str, path: &str) -> Translation<'r> {
        let name = self.text(Message::Language(language));
        Translation { language, name, title, href: self.href(path) }
    }

    fn attachment(&self, fields: &'r AttachmentFields, file: &'r AttachedFile) -> Attachment<'r> {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        Attachment {
            title: &fields.title,
            href: self.href(&file.path),
            file: name,
            format: name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase(),
            size: number::bytes(file.size, self.language()),
            number: fields.number.as_deref(),
            issued: self.maybe_when(fields.issued.as_ref()),
            issuer: fields.issuer.as_deref(),
        }
    }

    pub(in crate::render) fn standing(&self, no: PageNo) -> Result<(Head<'r>, Standing<'r>), Diagnostic> {
        let page = self.site.page(no);
        let fields = &page.record.fields;
        let rendered = self.bodies.body(RecordNo::Page(no));
        let updated = self.maybe_when(page.updated.as_ref());
        let translations = page.translations.iter().map(|no| {
            let other = self.site.page(*no);
            self.translation(other.language, &other.record.fields.title, &other.path)
        });
        let context = Standing {
            title: &fields.title,
            subtitle: fields.subtitle.as_deref(),
            summary: fields.summary.as_deref(),
            date: self.maybe_when(fields.date.as_ref()),
            updated: updated.clone(),
            image: page.image.as_ref().map(|picture| self.image(picture)),
            body: self.body(rendered)?,
            toc: toc(rendered),
            translations: translations.collect(),
            corrections: self.corrections(&page.corrections),
            extra: extra(&[fields.extra.as_ref()]),
        };
        let head = Head {
            description: self.described(fields.summary.as_deref(), rendered),
            crumbs: vec![self.link((&fields.title, None), &page.path)],
            image: page.image.as_ref(),
            modified: updated,
            ..Head::new(fields.title.clone())
        };
        Ok((head.with_texts(&[&context.body]), context))
    }
}
