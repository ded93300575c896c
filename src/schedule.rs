//! When the output changes by the clock alone.
//!
//! In: the records, and a moment. Out: every later [`Moment`] at which a build gives other files, the next one first. Each
//! rule of [`crate::site`] that asks the clock has its line here.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::content::article::{Approval, Withdrawal};
use crate::content::catalog::Catalog;
use crate::content::entry::EntryStatus;
use crate::content::records::AnyFields;
use crate::sitemap::news;
use crate::value::When;

/// What happens at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// An article appears.
    Article,
    /// An article expires.
    Expiry,
    /// An article or entry is taken back.
    Withdrawal,
    /// A document appears, takes effect or ends.
    Document,
    /// A page appears, or a correction, a change, an approval or the recognition of a model is told.
    Change,
    /// An administrative unit begins or ends.
    Unit,
    /// A contest begins to take entries.
    ContestOpens,
    /// A contest takes no more entries, and shows them.
    ContestCloses,
    /// The results of a contest appear.
    Results,
    /// An article leaves the news sitemap.
    OldNews,
    /// A featured article leads the home page no longer.
    OldFeatured,
    /// A year begins: pages tell the years that have passed.
    Year,
}

/// A moment at which the output changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub at: Timestamp,
    pub event: Event,
    /// The id of the record; of the year, its number.
    pub id: String,
}

/// All moments after `now`, in their order.
pub fn moments(catalog: &Catalog, now: Timestamp) -> Vec<Moment> {
    let zone = &catalog.config.time_zone;
    let mut moments = Vec::new();
    let mut add = |at: Option<Timestamp>, event, id: &str| {
        if let Some(at) = at.filter(|at| *at > now) {
            moments.push(Moment { at, event, id: id.to_owned() });
        }
    };
    for article in catalog.articles.iter().filter(|article| !article.fields.draft) {
        let (fields, id) = (&article.fields, article.id.0.as_str());
        let date = fields.date.at(zone).timestamp();
        add(Some(date), Event::Article, id);
        add(fields.expires.and_then(|at| after(at.end(zone))), Event::Expiry, id);
        add(fields.withdrawn.as_ref().map(|one| one.date.at(zone).timestamp()), Event::Withdrawal, id);
        if date <= now {
            add(date.checked_add(news::HOURS.hours()).ok().and_then(after), Event::OldNews, id);
            let leads =
                date.checked_add(catalog.config.featured_hours().hours()).ok().filter(|_| fields.featured);
            add(leads.and_then(after), Event::OldFeatured, id);
        }
    }
    for document in catalog.documents.iter().filter(|document| !document.fields.draft) {
        let (fields, id) = (&document.fields, document.id.0.as_str());
        add(Some(fields.issued.at(zone).timestamp()), Event::Document, id);
        add(fields.effective.map(|at| at.at(zone).timestamp()), Event::Document, id);
        add(fields.expires.and_then(|at| after(at.end(zone))), Event::Document, id);
    }
    for record in catalog.records() {
        let (changes, withdrawn) = changes(&record.fields);
        for at in changes {
            add(Some(at.at(zone).timestamp()), Event::Change, record.id);
        }
        add(withdrawn.map(|at| at.at(zone).timestamp()), Event::Withdrawal, record.id);
    }
    for (_, fields) in &catalog.taxonomies.localities.entries {
        add(fields.since.map(|at| at.at(zone).timestamp()), Event::Unit, &fields.id.0);
        add(fields.until.and_then(|at| after(at.end(zone))), Event::Unit, &fields.id.0);
    }
    for files in &catalog.contests {
        let (fields, id) = (&files.contest.fields, files.contest.id.0.as_str());
        add(Some(fields.opens.at(zone).timestamp()), Event::ContestOpens, id);
        add(after(fields.closes.end(zone)), Event::ContestCloses, id);
        add(fields.results_at.map(|at| at.at(zone).timestamp()), Event::Results, id);
        let published = files.entries.iter().filter(|entry| entry.fields.status == EntryStatus::Accepted);
        for entry in published {
            let withdrawn = entry.fields.consent.withdrawn.map(|at| at.at(zone).timestamp());
            add(withdrawn, Event::Withdrawal, &entry.id.0);
        }
    }
    if let Some(year) = next_year(now, zone) {
        add(Some(year.timestamp()), Event::Year, &year.year().to_string());
    }
    moments.sort();
    moments
}

/// When a record changes, and when it is taken back: what is dated ahead is told from its date on. The withdrawals of
/// articles and entries have lines of their own.
fn changes(fields: &AnyFields<'_>) -> (Vec<When>, Option<When>) {
    let approved = |approved: &Option<Approval>| approved.as_ref().map(|given| given.date);
    let taken = |withdrawn: &Option<Withdrawal>| withdrawn.as_ref().map(|one| one.date);
    let (corrections, others, withdrawn) = match fields {
        AnyFields::Article(one) if !one.draft => {
            (&one.corrections[..], [one.updated, approved(&one.approved)], None)
        }
        AnyFields::Document(one) if !one.draft => {
            (&one.corrections[..], [approved(&one.approved), None], taken(&one.withdrawn))
        }
        AnyFields::Model(one) if !one.draft => {
            let recognised = one.recognition.as_ref().map(|decision| decision.date);
            (&one.corrections[..], [recognised, None], taken(&one.withdrawn))
        }
        AnyFields::Page(one) if !one.draft => {
            (&one.corrections[..], [one.date, one.updated], taken(&one.withdrawn))
        }
        AnyFields::Rules(one) => (&[][..], [one.updated, None], None),
        _ => (&[][..], [None, None], None),
    };
    let corrections = corrections.iter().map(|one| one.date);
    (others.into_iter().flatten().chain(corrections).collect(), withdrawn)
}

/// The first second after a moment that still counts.
fn after(last: Timestamp) -> Option<Timestamp> {
    Timestamp::from_second(last.as_second() + 1).ok()
}

fn next_year(now: Timestamp, zone: &TimeZone) -> Option<Zoned> {
    let first = now.to_zoned(zone.clone()).first_of_year().ok()?;
    first.checked_add(1.year()).ok()?.start_of_day().ok()
}
