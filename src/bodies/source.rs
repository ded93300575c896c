//! A text as its author left it: where it stands, and on which page it will.

use std::borrow::Cow;
use std::ops::Range;

use crate::bodies::{Bodies, ModelTexts};
use crate::content::record::{Body, Origin, Record};
use crate::diagnostic::Place;
use crate::markdown::Prose;
use crate::site::{Contest, Model, Site, permalink};
use bantin_text::language::Language;

/// The Markdown of a record, or of one of its keys.
#[derive(Debug)]
pub(super) struct BodySource<'s> {
    pub(super) text: &'s str,
    origin: &'s Origin,
    part: Part<'s>,
    /// The record's file, by its path from the root of the site.
    pub(super) file: &'s str,
    /// The page of the record.
    pub(super) page: Cow<'s, str>,
    pub(super) language: Language,
}

#[derive(Debug)]
enum Part<'s> {
    Body(&'s Body),
    Key(&'static str),
}

impl<'s> BodySource<'s> {
    pub(super) fn body<F>(
        site: &'s Site<'_>,
        record: &'s Record<F>,
        page: impl Into<Cow<'s, str>>,
        language: Language,
    ) -> Self {
        let origin = &record.origin;
        let text = record.body.text(site.sources, origin);
        let file = &site.sources.get(origin.source).path;
        Self { text, origin, part: Part::Body(&record.body), file, page: page.into(), language }
    }

    /// The value of a key of the same record.
    fn key(&self, key: &'static str, text: Option<&'s String>) -> Self {
        let text = text.map_or("", String::as_str);
        let (origin, file, page, language) = (self.origin, self.file, self.page.clone(), self.language);
        Self { text, origin, part: Part::Key(key), file, page, language }
    }

    /// The place of a range of the text.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        match self.part {
            Part::Body(body) => body.place(self.origin, range),
            Part::Key(key) => {
                Place::Scalar { source: self.origin.source, path: self.origin.path().key(key), range }
            }
        }
    }
}

/// All texts, in the order of the site's lists.
pub(super) struct BodySources<'s> {
    pub(super) articles: Vec<BodySource<'s>>,
    /// Objectives, activities and body of each.
    pub(super) models: Vec<[BodySource<'s>; 3]>,
    pub(super) rules: Vec<BodySource<'s>>,
    pub(super) entries: Vec<BodySource<'s>>,
    pub(super) programmes: Vec<BodySource<'s>>,
    pub(super) pages: Vec<BodySource<'s>>,
}

impl<'s> BodySources<'s> {
    /// Collects the texts of what is published. Contests and programmes are written in the main language.
    pub(super) fn new(site: &'s Site<'_>) -> Self {
        let main = site.config.language;
        Self {
            articles: site
                .articles
                .iter()
                .map(|a| BodySource::body(site, a.record, &a.path, a.language))
                .collect(),
            models: site.models.iter().map(|model| of_model(site, model)).collect(),
            rules: site.contests.iter().map(|contest| of_rules(site, contest)).collect(),
            entries: site.entries.iter().map(|e| BodySource::body(site, e.record, &e.path, main)).collect(),
            programmes: site
                .programmes
                .iter()
                .map(|p| BodySource::body(site, p.record, &p.path, main))
                .collect(),
            pages: site.pages.iter().map(|p| BodySource::body(site, p.record, &p.path, p.language)).collect(),
        }
    }

    /// How many records there are.
    pub(super) fn count(&self) -> usize {
        let others = [&self.articles, &self.rules, &self.entries, &self.programmes, &self.pages];
        self.models.len() + others.iter().map(|list| list.len()).sum::<usize>()
    }

    /// Every text as its author left it, and as it was read.
    pub(super) fn with<'t>(
        &'t self,
        bodies: &'t Bodies,
    ) -> impl Iterator<Item = (&'t BodySource<'s>, &'t Prose)> {
        let models = bodies.models.iter().map(ModelTexts::all);
        let models = self.models.iter().zip(models).flat_map(|(parts, prose)| parts.iter().zip(prose));
        let others = [
            (&self.articles, &bodies.articles),
            (&self.rules, &bodies.rules),
            (&self.entries, &bodies.entries),
            (&self.programmes, &bodies.programmes),
            (&self.pages, &bodies.pages),
        ];
        models.chain(others.into_iter().flat_map(|(parts, prose)| parts.iter().zip(prose)))
    }
}

fn of_model<'s>(site: &'s Site<'_>, model: &'s Model<'_>) -> [BodySource<'s>; 3] {
    let fields = &model.record.fields;
    let body = BodySource::body(site, model.record, &model.path, model.language);
    let objectives = body.key("objectives", fields.objectives.as_ref());
    let activities = body.key("activities", fields.activities.as_ref());
    [objectives, activities, body]
}

/// A contest without rules has an empty text.
fn of_rules<'s>(site: &'s Site<'_>, contest: &'s Contest<'_>) -> BodySource<'s> {
    let page = permalink::rules("", &contest.record.id.0);
    match contest.rules {
        Some(rules) => BodySource::body(site, rules, page, site.config.language),
        None => BodySource::body(site, contest.record, page, site.config.language).key("rules", None),
    }
}
