//! From the site to the values that templates print, one function per type of page.
//!
//! Input: the site, its bodies and an edition. Output: the values of [`context`](crate::render::context). Everything
//! that a reader sees is decided here or earlier: texts in the language of the page, dates and numbers in its format,
//! addresses with the base path.

mod article;
mod body;
mod cards;
mod chrome;
mod contest;
mod credits;
mod document;
mod home;
mod listed;
mod lists;
mod media;
mod model;
mod narrow;
mod page;
mod picture;
mod place;
mod programme;
mod search;
mod series;
mod statistics;
mod structured;
mod topic;

pub(super) use chrome::color;
pub(super) use page::Head;

use std::borrow::Cow;

use jiff::Zoned;

use crate::bodies::Bodies;
use crate::content::model::{Budget as BudgetFields, Period as PeriodFields};
use crate::files::Pictures;
use crate::image::Picture;
use crate::pages::Pages;
use crate::pages::edition::Edition;
use crate::render::context::{Budget, Count, DataFiles, Image, Link, Moment, Period};
use crate::site::{
    CategoryNo, ContestNo, EntryNo, FieldNo, LocalityNo, OrganizationNo, Site, TagNo, UnitNo, permalink,
};
use crate::theme::{Message, Messages, Templates};
use crate::value::When;
use bantin_text::date::{self, Precision};
use bantin_text::language::Language;
use bantin_text::number;

/// The data from which all pages of an edition are made.
#[derive(Clone, Copy)]
pub(super) struct Contexts<'r> {
    pub(super) site: &'r Site<'r>,
    pub(super) pages: &'r Pages,
    pub(super) bodies: &'r Bodies,
    pub(super) templates: &'r Templates,
    pub(super) edition: &'r Edition,
    /// Pictures in all widths; `None` for feeds, which use the originals.
    pub(super) pictures: Option<&'r Pictures>,
}

impl<'r> Contexts<'r> {
    fn language(&self) -> Language {
        self.edition.language
    }

    fn messages(&self) -> &'r Messages {
        self.templates.messages(self.edition.language)
    }

    /// An interface text. Its key exists: all keys that are used here were checked when the theme was compiled.
    pub(super) fn text(&self, message: Message<'_>) -> String {
        self.messages().get(message)
    }

    /// The address of a path of the section, for `href` and `src`.
    pub(super) fn href(&self, path: &str) -> String {
        self.site.config.base.href(path)
    }

    /// The absolute address of a path of the section.
    pub(super) fn url(&self, path: &str) -> String {
        self.site.config.base.url(path)
    }

    /// The language of a text if it is not that of the page, for `lang`.
    fn lang(&self, of: Language) -> Option<Language> {
        (of != self.language()).then_some(of)
    }

    /// The main language if it is not that of the page: for text without a language of its own.
    fn main_lang(&self) -> Option<Language> {
        self.lang(self.site.config.language)
    }

    /// A name in the language of the page if there is one; else the name as it is, with its language.
    fn named(&self, name: &'r str, english: Option<&'r str>) -> (&'r str, Option<Language>) {
        match english {
            Some(english) if self.language() == Language::En => (english, None),
            _ => (name, self.main_lang()),
        }
    }

    fn link(&self, (label, lang): (&'r str, Option<Language>), path: &str) -> Link<'r> {
        Link { label: Cow::Borrowed(label), href: self.href(path), lang }
    }

    pub(super) fn category(&self, no: CategoryNo) -> Link<'r> {
        let category = self.site.category(no);
        let name = self.named(&category.fields.name, category.fields.name_en.as_deref());
        self.link(name, &format!("{}{}", self.edition.prefix, category.path))
    }

    fn field(&self, no: FieldNo) -> Link<'r> {
        let fields = self.site.field(no).fields;
        let name = self.named(&fields.name, fields.name_en.as_deref());
        self.link(name, &permalink::field(self.edition.prefix, &fields.id.0))
    }

    fn unit<No: UnitNo>(&self, no: No) -> Link<'r> {
        let unit = self.site.unit(no);
        let name = self.named(&unit.label, unit.name_en);
        self.link(name, &No::path(self.edition.prefix, unit.id))
    }

    fn locality(&self, no: LocalityNo) -> Link<'r> {
        self.unit(no)
    }

    pub(super) fn organization(&self, no: OrganizationNo) -> Link<'r> {
        self.unit(no)
    }

    fn tag(&self, no: TagNo) -> Link<'r> {
        let tag = self.site.tag(no);
        // A tag used by records in the main language is a word of that language.
        let main = self.pages.editions().iter().find(|edition| edition.language == self.site.config.language);
        let lang = main.filter(|main| main.tagged(no) > 0).and_then(|_| self.main_lang());
        self.link((&tag.name, lang), &permalink::tag(self.edition.prefix, &tag.slug))
    }

    fn contest(&self, no: ContestNo) -> Link<'r> {
        let record = self.site.contest(no).record;
        self.link(
            (&record.fields.title, self.main_lang()),
            &permalink::contest(self.edition.prefix, &record.id.0),
        )
    }

    fn entry_link(&self, no: EntryNo) -> Link<'r> {
        let entry = self.site.entry(no);
        self.link((&entry.record.fields.title, self.main_lang()), &entry.path)
    }

    /// The locality, then its ancestors.
    fn locality_chain(&self, no: LocalityNo) -> Vec<Link<'r>> {
        chain(no, |no| self.site.locality(no).parent).map(|no| self.locality(no)).collect()
    }

    /// The categories from the top level down to this one.
    fn category_chain(&self, no: CategoryNo) -> Vec<Link<'r>> {
        let mut chain: Vec<_> =
            chain(no, |no| self.site.category(no).parent).map(|no| self.category(no)).collect();
        chain.reverse();
        chain
    }

    fn moment(&self, moment: &Zoned, precision: Precision) -> Moment {
        let (local, language) = (moment.datetime(), self.language());
        let day = date::known(local.date(), precision, language);
        let (minute, long) = match precision {
            Precision::Year | Precision::Month => (day.clone(), day.clone()),
            Precision::Day => (day.clone(), date::weekday_and_day(local.date(), language)),
            Precision::Time => (date::minute(local, language), date::long(local, language)),
        };
        Moment { iso: precision.iso(moment), day, minute, long }
    }

    fn when(&self, when: &When) -> Moment {
        self.moment(&when.at(&self.site.config.time_zone), when.precision)
    }

    fn maybe_when(&self, when: Option<&When>) -> Option<Moment> {
        when.map(|when| self.when(when))
    }

    fn integer(&self, number: u64) -> String {
        number::integer(i64::try_from(number).unwrap_or(i64::MAX), self.language())
    }

    fn count(&self, number: usize) -> Count {
        Count { number, text: self.integer(number as u64) }
    }

    /// A number with as many decimals as it has, at most two.
    fn measure(&self, value: f64) -> String {
        let digits = (0..2).find(|digits| {
            let scaled = value * 10_f64.powi(*digits);
            (scaled - scaled.round()).abs() < 1e-9
        });
        number::decimal(value, self.language(), digits.unwrap_or(2) as usize)
    }

    /// The files of these tables of open data.
    fn data_files(&self, names: &[&'static str]) -> Vec<DataFiles> {
        let href = |name: &str, format| self.href(&permalink::data(name, format));
        names
            .iter()
            .map(|name| DataFiles { name, csv: href(name, "csv"), json: href(name, "json") })
            .collect()
    }

    fn money(&self, vnd: u64) -> String {
        number::money(i64::try_from(vnd).unwrap_or(i64::MAX), self.language())
    }

    pub(super) fn budget(&self, budget: Option<&'r BudgetFields>) -> Option<Budget<'r>> {
        budget.map(|budget| Budget { amount: self.money(budget.amount), source: budget.source.as_deref() })
    }

    fn image(&self, picture: &'r Picture) -> Image<'r> {
        Image {
            src: self.href(&picture.path),
            sources: self.sources(&picture.path),
            srcset: self.srcset(&picture.path),
            width: picture.width,
            height: picture.height,
            alt: &picture.alt,
            caption: picture.caption.as_deref(),
            detail: picture.detail.as_deref(),
            credit: picture.credit.as_deref(),
            focus: picture.focus,
            tone: self.tone(&picture.path),
        }
    }
}

/// The name of a language in that language.
fn language_name(language: Language) -> &'static str {
    match language {
        Language::Vi => "Tiếng Việt",
        Language::En => "English",
    }
}

fn period(fields: &PeriodFields) -> Period {
    Period { from: fields.from.0, to: fields.to.map(|to| to.0) }
}

/// A node and its ancestors. Cycles were rejected when the site was linked; the limit guards against an endless loop if
/// one was missed.
fn chain<No: Copy>(first: No, parent: impl Fn(No) -> Option<No>) -> impl Iterator<Item = No> {
    std::iter::successors(Some(first), move |no| parent(*no)).take(32)
}
