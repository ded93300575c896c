//! What published records show themselves: judges named by editors, and days on which something happened.
//!
//! A judge is publicly known if a published record other than an entry names them in its text or in a field that is
//! shown, word for word. Comments, drafts and `excluded` do not count. A birthday may coincide with a day that pages
//! show, such as the date of an article; if the day is written in a text, it is reported nevertheless.
//!
//! A telephone number or address that the site, an organization or a contest declares is public wherever it stands.
//!
//! A record is published if its page is among the files in which the value was found.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::content::kind::RecordKind;
use crate::content::record::Origin;
use crate::content::records::AnyRecord;
use crate::markdown::plain::plain;
use crate::privacy::Gate;
use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::patterns::Patterns;
use crate::privacy::personal_data;
use crate::privacy::values::{Secret, Value};
use crate::privacy::weight::Uses;
use crate::value::When;
use crate::yaml::describe::{self, Described, View};
use bantin_text::date::Precision;
use bantin_text::fold::{canonical_tones, lower};

pub(super) struct Public<'g> {
    gate: &'g Gate<'g>,
    /// All records, published or not.
    records: BTreeMap<&'g Origin, AnyRecord<'g>>,
    /// What records show, computed on demand.
    said: BTreeMap<&'g Origin, Said>,
    /// Whether judges are publicly known, computed on demand.
    judges: BTreeMap<String, bool>,
    /// The contacts of the site and its organizations, computed on demand.
    contacts: Option<BTreeSet<Vec<u8>>>,
}

/// A contact has at least so many letters or digits.
const CONTACT: usize = 6;

/// The letters of the telephone numbers and addresses that the site, its organizations and its contests declare.
fn contacts(gate: &Gate<'_>) -> BTreeSet<Vec<u8>> {
    let (config, mut texts) = (&gate.site.config, Vec::new());
    texts.extend([&config.hotline, &config.email, &config.address].into_iter().flatten().cloned());
    let mut add = |value: &dyn Described| {
        describe::each_shown(value, &mut |value| {
            if let View::Text(text) = value {
                texts.push(text.to_owned());
            }
        });
    };
    let organizations = gate.site.catalog.taxonomies.organizations.entries.iter();
    organizations.for_each(|(_, organization)| add(organization));
    gate.site.catalog.contests.iter().for_each(|files| add(&files.contest.fields));
    let data = |text: &String| personal_data::of_text(text).into_iter().map(|datum| datum.text);
    let numbers: Vec<String> = texts.iter().flat_map(data).collect();
    texts.iter().chain(&numbers).map(|text| NormalizedText::of(text).bare().bytes().to_vec()).collect()
}

/// What a record shows to everybody.
#[derive(Default)]
struct Said {
    texts: Vec<String>,
    days: Vec<Date>,
}

impl<'g> Public<'g> {
    pub(super) fn new(gate: &'g Gate<'g>) -> Self {
        let records = gate.site.catalog.records().map(|record| (record.origin, record)).collect();
        Self { gate, records, said: BTreeMap::new(), judges: BTreeMap::new(), contacts: None }
    }

    /// Whether a value may be in the files of the output in which it was found.
    pub(super) fn may_show(&mut self, value: &Value, paths: &[&str]) -> bool {
        match (&value.secret, value.day) {
            (Secret::Judge, _) => self.is_known(&value.text, paths),
            (Secret::Private, Some(day)) => self.is_own_day(value, day, paths),
            (Secret::Private, None) => self.is_contact(value),
            _ => false,
        }
    }

    fn is_known(&mut self, judge: &str, paths: &[&str]) -> bool {
        if let Some(known) = self.judges.get(judge) {
            return *known;
        }
        let name = words(judge);
        let names = |text: &String| words(text).windows(name.len()).any(|part| part == name);
        let gate = self.gate;
        let mut own = paths.iter().filter_map(|path| gate.pages.origin_of(gate.site, path));
        let known = !name.is_empty()
            && own.any(|origin| {
                let is_entry = self.records.get(origin).is_some_and(|one| one.kind() == RecordKind::Entry);
                !is_entry && self.said(origin).texts.iter().any(names)
            });
        self.judges.insert(judge.to_owned(), known);
        known
    }

    /// Whether all occurrences are dates of published records, of units or of organizations.
    fn is_own_day(&mut self, value: &Value, day: Date, paths: &[&str]) -> bool {
        let written = Patterns::new(std::slice::from_ref(value));
        let mut is_shown = self.unit_days().any(|shown| shown == day);
        for path in paths {
            if !is_rendered(path) {
                return false;
            }
            let Some(origin) = self.gate.pages.origin_of(self.gate.site, path) else { continue };
            let said = self.said(origin);
            is_shown |= said.days.contains(&day);
            let mut is_written = false;
            said.texts
                .iter()
                .for_each(|text| written.find(&NormalizedText::of(text), true, |_| is_written = true));
            if is_written {
                return false;
            }
        }
        is_shown
    }

    /// Whether a value is a telephone number or address that the site, an organization or a contest declares as its own.
    fn is_contact(&mut self, value: &Value) -> bool {
        let gate = self.gate;
        let contacts = self.contacts.get_or_insert_with(|| contacts(gate));
        let bare = |form: &NormalizedText| form.bare().bytes().to_vec();
        let is_known = |form: &NormalizedText| contacts.contains(&bare(form));
        value.forms.first().is_some_and(|whole| bare(whole).len() >= CONTACT && is_known(whole))
    }

    /// The texts that each record shows.
    pub(super) fn uses(&mut self) -> Uses<'g> {
        let origins: Vec<_> = self.records.keys().copied().collect();
        let texts = origins.into_iter().map(|origin| (origin, self.said(origin).texts.clone()));
        Uses::new(texts.collect::<Vec<_>>().into_iter())
    }

    fn unit_days(&self) -> impl Iterator<Item = Date> {
        let taxonomies = &self.gate.site.catalog.taxonomies;
        let localities = taxonomies.localities.entries.iter().map(|(_, unit)| [unit.since, unit.until]);
        let organizations = taxonomies.organizations.entries.iter().map(|(_, unit)| [unit.since, unit.until]);
        localities.chain(organizations).flatten().flatten().map(|when| when.date())
    }

    /// What a record shows.
    fn said(&mut self, origin: &'g Origin) -> &Said {
        let (gate, records) = (self.gate, &self.records);
        self.said.entry(origin).or_insert_with(|| {
            let mut said = Said::default();
            if let Some(record) = records.get(origin) {
                said.add(record.described());
                said.texts.push(plain(record.body.text(gate.site.sources, origin)));
            }
            said
        })
    }
}

/// Whether a file of the output is made from records, and not copied as documents and pictures are.
fn is_rendered(path: &str) -> bool {
    path.starts_with("search/")
        || [".html", ".xml", ".json", ".csv"].iter().any(|ending| path.ends_with(ending))
}

impl Said {
    fn add(&mut self, value: &dyn Described) {
        describe::each_shown(value, &mut |value| match value {
            View::Text(text) => match When::parse(text.trim()).filter(When::is_exact) {
                Some(when) => self.days.push(when.date()),
                None => self.texts.push(text.to_owned()),
            },
            View::Date(date, precision) if precision >= Precision::Day => self.days.push(date),
            _ => {}
        });
    }
}

/// The words of a text, with accents.
fn words(text: &str) -> Vec<String> {
    let lowered = lower(text);
    let text = canonical_tones(&lowered);
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
