//! Search documents: one for every published record that has a page, for every page of a unit or category, and for the
//! headings of long texts.
//!
//! Input: the [`Site`], its pages and texts, as a [`Renderer`] holds them. Output: [`SearchDocument`]s. Drafts, embargoed and withdrawn texts, private
//! fields and scores are not in a site; an award is taken only from [`Entry::award`](crate::site::Entry::award), which
//! is `None` before the results.

use std::borrow::Cow;

use bantin_search::{DocumentKind, Facet, Facets, SearchDocument};
use bantin_text::language::Language;
use jiff::Zoned;

use crate::content::article::ArticleGenre;
use crate::markdown::RenderedBody;
use crate::render::Renderer;
use crate::search::facets::{categories, insert_places, named, place_names, year};
use crate::search::lists;
use crate::search::{attached, document_number};
use crate::site::{Article, Contest, Document, Entry, Model, Page, Programme, RecordNo, Site};

pub fn documents<'s>(renderer: &Renderer<'s>) -> Vec<SearchDocument<'s>> {
    let Renderer { site, pages, bodies: texts, .. } = *renderer;
    let title_rules = renderer.rules_title();
    let document = |record| {
        let body = texts.body(record);
        Some(match record {
            RecordNo::Article(no) => article(renderer, site.article(no), body),
            RecordNo::Model(no) => model(site, site.model(no), texts.model(no)),
            RecordNo::Entry(no) => entry(site, site.entry(no), body),
            RecordNo::Programme(no) => programme(site, site.programme(no), body),
            RecordNo::Document(no) => document(site, site.document(no), body),
            RecordNo::Page(no) => page(site, site.page(no), body),
            // Each edition has its page of them.
            RecordNo::Topic(_) | RecordNo::Author(_) => return None,
            RecordNo::Contest(no) => contest(site, site.contest(no)),
            RecordNo::Rules(no) => {
                rules(site, site.contest(no), &pages.get(&site.record(record).path)?.path, &title_rules, body)
            }
        })
    };
    renderer.files.pdf.read_all();
    let mut documents = Vec::new();
    for record in site.records() {
        if let Some(mut document) = document(record) {
            documents.extend(sections(&document, texts.body(record)));
            attached::add(renderer, record, &mut document);
            documents.push(document);
        }
    }
    documents.extend(pages.pages().iter().filter_map(|page| lists::document(site, page)));
    documents
}

/// Texts of at least this many words, with at least this many headings, are found by their sections too.
const LONG: usize = 400;
const HEADINGS: usize = 3;

/// A document for each heading of a long text, with the text up to the next one.
fn sections<'s>(page: &SearchDocument<'s>, rendered: &'s RenderedBody) -> Vec<SearchDocument<'s>> {
    if rendered.words < LONG || rendered.headings.len() < HEADINGS {
        return Vec::new();
    }
    let mut sections: Vec<SearchDocument<'s>> = Vec::new();
    let mut texts: Vec<Vec<&str>> = Vec::new();
    let mut headings = rendered.headings.iter().peekable();
    for line in rendered.plain.lines() {
        match headings.next_if(|heading| heading.text == line) {
            Some(heading) => {
                sections.push(SearchDocument {
                    url: Cow::Owned(format!("{}#{}", page.url, heading.id)),
                    title: Cow::Borrowed(&heading.text),
                    kind: DocumentKind::Section,
                    language: page.language,
                    date: page.date.clone(),
                    moment: page.moment,
                    facets: Facets::new(),
                    names: Vec::new(),
                    summary: Cow::Borrowed(""),
                    text: Cow::Borrowed(""),
                });
                texts.push(Vec::new());
            }
            None => texts.last_mut().into_iter().for_each(|text| text.push(line)),
        }
    }
    sections.iter_mut().zip(texts).for_each(|(section, text)| section.text = Cow::Owned(text.join("\n")));
    sections
}

fn article<'s>(
    renderer: &Renderer<'s>,
    article: &'s Article<'_>,
    rendered: &'s RenderedBody,
) -> SearchDocument<'s> {
    let (site, fields) = (renderer.site, &article.record.fields);
    let mut facets = Facets::new();
    facets.insert("genre", vec![genre(renderer, fields.genre)]);
    facets.insert("category", categories(site, article.category));
    insert_places(site, &mut facets, article.locality, article.organization);
    facets.insert("year", year(article.date.year()));
    let mut names = place_names(&facets, article.language);
    names.extend(article.tags.iter().map(|tag| Cow::Borrowed(site.tag(*tag).name.as_str())));
    names.extend(article.bylines.iter().map(|byline| Cow::Borrowed(byline.name)));
    if let Some(no) = article.topic {
        let topic = &site.topic(no).record.fields;
        facets.insert("topic", vec![named(site, &topic.id.0, &topic.name, topic.name_en.as_ref())]);
        names.push(Cow::Borrowed(&topic.name));
    }
    let authors = article.bylines.iter().filter_map(|byline| byline.author);
    let authors: Vec<_> = authors.map(|no| &site.author(no).record.fields).collect();
    if !authors.is_empty() {
        facets.insert("author", authors.iter().map(|one| Facet::new(&*one.id.0, &*one.name)).collect());
    }
    names.extend(authors.iter().map(|one| Cow::Borrowed(one.name.as_str())));
    names.extend(authors.iter().flat_map(|one| &one.pen_names).map(|name| Cow::Borrowed(name.as_str())));
    names.extend(
        fields
            .subtitle
            .iter()
            .chain(&fields.kicker)
            .chain(&fields.topic)
            .map(|text| Cow::Borrowed(text.as_str())),
    );
    names.extend(fields.credits.iter().map(|credit| Cow::Borrowed(credit.name.as_str())));
    names.extend(fields.source.iter().map(|source| Cow::Borrowed(source.name.as_str())));
    for no in &article.documents {
        let document = &site.document(*no).record.fields;
        names.push(Cow::Borrowed(&document.title));
        names.extend(document.number.as_deref().into_iter().flat_map(document_number::names));
    }
    for attachment in &fields.attachments {
        names.push(Cow::Borrowed(&attachment.title));
        names.extend(attachment.number.as_deref().into_iter().flat_map(document_number::names));
    }
    SearchDocument {
        url: Cow::Borrowed(&article.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Article,
        language: article.language,
        date: fields.date.precision.stamp(&article.date),
        moment: article.date.timestamp().as_second(),
        facets,
        names: with_headings(names, rendered),
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Borrowed(&rendered.plain),
    }
}

/// A genre of articles, named in the languages of the site.
fn genre(renderer: &Renderer<'_>, genre: ArticleGenre) -> Facet {
    let config = renderer.site.config;
    let name = |language| renderer.genre_name(genre, language);
    let english = config.languages.contains(&Language::En).then(|| name(Language::En));
    Facet { english, ..Facet::new(genre.as_str(), name(config.language)) }
}

fn model<'s>(site: &'s Site<'_>, model: &'s Model<'_>, texts: [&'s RenderedBody; 3]) -> SearchDocument<'s> {
    let fields = &model.record.fields;
    let registered = fields.registered.0;
    let field = site.field(model.field).fields;
    let mut facets = Facets::new();
    facets.insert("field", vec![named(site, &field.id.0, &field.name, field.name_en.as_ref())]);
    insert_places(site, &mut facets, Some(model.locality), model.organization);
    facets.insert("year", year(registered));
    facets.insert("level", Facet::word(fields.level.as_str()));
    facets.insert("status", Facet::word(fields.status.as_str()));
    let mut names = place_names(&facets, model.language);
    names.extend(model.tags.iter().map(|tag| Cow::Borrowed(site.tag(*tag).name.as_str())));
    names.extend(fields.partners.iter().map(|partner| Cow::Borrowed(partner.as_str())));
    names.extend(model.recognition.iter().map(|recognition| Cow::Borrowed(recognition.number.as_str())));
    let mut text: Vec<&str> = texts.iter().map(|rendered| rendered.plain.as_str()).collect();
    text.extend(fields.results.iter().map(String::as_str));
    text.extend(fields.beneficiaries.iter().filter_map(|some| some.text.as_deref()));
    SearchDocument {
        url: Cow::Borrowed(&model.path),
        title: Cow::Borrowed(&fields.name),
        kind: DocumentKind::Model,
        language: model.language,
        date: registered.to_string(),
        moment: year_moment(registered),
        facets,
        names,
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Owned(joined(&text)),
    }
}

fn entry<'s>(site: &'s Site<'_>, entry: &'s Entry<'_>, rendered: &'s RenderedBody) -> SearchDocument<'s> {
    let fields = &entry.record.fields;
    let contest = site.contest(entry.contest);
    let mut facets = Facets::new();
    insert_places(site, &mut facets, entry.locality, entry.organization);
    facets.insert("year", year(contest.closes.year()));
    facets.insert(
        "genre",
        vec![named(site, &entry.genre.id.0, &entry.genre.name, entry.genre.name_en.as_ref())],
    );
    if let Some(award) = entry.award {
        facets.insert("award", vec![named(site, &award.id.0, &award.name, award.name_en.as_ref())]);
    }
    let mut names = place_names(&facets, site.config.language);
    names.extend(entry.authors.iter().map(|author| Cow::Borrowed(author.name.as_str())));
    names.extend(entry.award.map(|award| Cow::Borrowed(award.name.as_str())));
    SearchDocument {
        url: Cow::Borrowed(&entry.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Entry,
        language: site.config.language,
        date: contest.record.fields.closes.iso_day(&site.config.time_zone),
        moment: contest.closes.timestamp().as_second(),
        facets,
        names: with_headings(names, rendered),
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Borrowed(&rendered.plain),
    }
}

fn programme<'s>(
    site: &'s Site<'_>,
    programme: &'s Programme<'_>,
    rendered: &'s RenderedBody,
) -> SearchDocument<'s> {
    let fields = &programme.record.fields;
    let issued = fields.issued.as_ref().map(|issued| issued.at(&site.config.time_zone));
    let mut facets = Facets::new();
    insert_places(site, &mut facets, None, programme.issuer);
    facets.insert("year", year(issued.as_ref().map_or(fields.period.from.0, Zoned::year)));
    let mut names = place_names(&facets, site.config.language);
    names.extend(fields.number.as_deref().into_iter().flat_map(document_number::names));
    let targets = fields.targets.iter().map(|target| target.name.as_str());
    let text: Vec<&str> = std::iter::once(rendered.plain.as_str()).chain(targets).collect();
    SearchDocument {
        url: Cow::Borrowed(&programme.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Programme,
        language: site.config.language,
        date: fields.issued.map_or_else(
            || fields.period.from.0.to_string(),
            |issued| issued.iso_day(&site.config.time_zone),
        ),
        moment: issued.map_or_else(|| year_moment(fields.period.from.0), |day| day.timestamp().as_second()),
        facets,
        names: with_headings(names, rendered),
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Owned(joined(&text)),
    }
}

fn document<'s>(
    site: &'s Site<'_>,
    document: &'s Document<'_>,
    rendered: &'s RenderedBody,
) -> SearchDocument<'s> {
    let fields = &document.record.fields;
    let mut facets = Facets::new();
    if let Some(no) = document.field {
        let field = site.field(no).fields;
        facets.insert("field", vec![named(site, &field.id.0, &field.name, field.name_en.as_ref())]);
    }
    insert_places(site, &mut facets, None, document.issuer);
    facets.insert("year", year(document.issued.year()));
    let mut names = place_names(&facets, document.language);
    names.extend(fields.number.as_deref().into_iter().flat_map(document_number::names));
    let texts = fields.issuer_name.iter().chain(&fields.signer).chain(&fields.tags);
    names.extend(texts.map(|text| Cow::Borrowed(text.as_str())));
    SearchDocument {
        url: Cow::Borrowed(&document.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Document,
        language: document.language,
        date: document.record.fields.issued.iso_day(&site.config.time_zone),
        moment: document.issued.timestamp().as_second(),
        facets,
        names: with_headings(names, rendered),
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Borrowed(&rendered.plain),
    }
}

fn page<'s>(site: &Site<'_>, page: &'s Page<'_>, rendered: &'s RenderedBody) -> SearchDocument<'s> {
    let (fields, zone) = (&page.record.fields, &site.config.time_zone);
    SearchDocument {
        url: Cow::Borrowed(&page.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Page,
        language: page.language,
        date: page.updated.map_or_else(String::new, |updated| updated.iso_day(zone)),
        moment: page.updated.map_or(0, |updated| updated.at(zone).timestamp().as_second()),
        facets: Facets::new(),
        names: with_headings(
            fields.subtitle.iter().map(|text| Cow::Borrowed(text.as_str())).collect(),
            rendered,
        ),
        summary: borrowed(fields.summary.as_ref()),
        text: Cow::Borrowed(&rendered.plain),
    }
}

fn contest<'s>(site: &'s Site<'_>, contest: &'s Contest<'_>) -> SearchDocument<'s> {
    let fields = &contest.record.fields;
    let mut facets = Facets::new();
    insert_places(site, &mut facets, None, Some(contest.organizer));
    facets.insert("year", year(contest.opens.year()));
    SearchDocument {
        url: Cow::Borrowed(&contest.path),
        title: Cow::Borrowed(&fields.title),
        kind: DocumentKind::Page,
        language: site.config.language,
        date: contest.record.fields.opens.iso_day(&site.config.time_zone),
        moment: contest.opens.timestamp().as_second(),
        names: place_names(&facets, site.config.language),
        facets,
        summary: borrowed(fields.summary.as_ref().or(fields.theme.as_ref())),
        text: borrowed(fields.eligibility.as_ref()),
    }
}

/// The page of the rules of a contest.
fn rules<'s>(
    site: &'s Site<'_>,
    contest: &'s Contest<'_>,
    path: &'s str,
    title: &str,
    rendered: &'s RenderedBody,
) -> SearchDocument<'s> {
    let own = self::contest(site, contest);
    let named = contest.rules.and_then(|rules| rules.fields.title.as_deref());
    let mut names = own.names.clone();
    // A title of its own need not name the contest.
    names.extend(named.map(|_| own.title.clone()));
    SearchDocument {
        url: Cow::Borrowed(path),
        title: named.map_or_else(|| Cow::Owned(format!("{title}: {}", own.title)), Cow::Borrowed),
        names: with_headings(names, rendered),
        summary: Cow::Borrowed(""),
        text: Cow::Borrowed(&rendered.plain),
        ..own
    }
}

fn with_headings<'s>(mut names: Vec<Cow<'s, str>>, rendered: &'s RenderedBody) -> Vec<Cow<'s, str>> {
    names.extend(rendered.headings.iter().map(|heading| Cow::Borrowed(heading.text.as_str())));
    names
}

fn borrowed(text: Option<&String>) -> Cow<'_, str> {
    Cow::Borrowed(text.map_or("", String::as_str))
}

fn joined(texts: &[&str]) -> String {
    let filled: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    filled.join("\n")
}

/// The start of a year, in seconds since 1970, UTC.
fn year_moment(year: i16) -> i64 {
    let day = jiff::civil::Date::new(year, 1, 1).unwrap_or(jiff::civil::Date::constant(1970, 1, 1));
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    day.since(epoch).map_or(0, |span| i64::from(span.get_days()) * 86_400)
}
