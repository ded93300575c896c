//! The privacy gate: finds private values in the files of the output before they are published.
//!
//! In: all finished files, from the threads that write them. Out: [`Finding`]s, and at the end diagnostics. A private
//! value, or the name of a judge, is an error at its key. What looks like a telephone number, a personal number or an
//! e-mail address, and is in no public field, is a warning at the record whose text contains it.
//!
//! The steps: the private values of all records become patterns (`values`); a file is decoded as a reader or a program
//! would (`reading`, with `metadata` for photographs, `office` and `pdf` for documents, `tags` for films, `raw` for what
//! else there is) into letters without case, accents, spaces, dots and hyphens (`normalized_text`, `letters`); one pass finds all patterns (`patterns`), another personal
//! data (`personal_data`); judges, days and contacts that published records show are dropped (`public`); the rest is reported
//! at its place (`report`), as a warning where it is a word that everybody uses (`weight`). The cost is linear in the size of the files; parts that many pages have in common are read
//! once (`pieces`), and files that held nothing in an earlier run with the same private values are not read again
//! (`clean`).

mod clean;
mod days;
mod escapes;
mod inspected;
mod letters;
mod metadata;
mod normalized_text;
mod office;
mod patterns;
mod pdf;
mod personal_data;
mod pieces;
mod public;
mod raw;
mod reading;
mod report;
mod tags;
mod values;
mod weight;

pub use clean::ContentKey;
pub use inspected::Inspected;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::pages::Pages;
use crate::privacy::clean::Clean;
use crate::privacy::patterns::Patterns;
use crate::privacy::personal_data::PersonalData;
use crate::privacy::pieces::Pieces;
use crate::privacy::reading::Reading;
use crate::privacy::values::{Secret, Value};
use crate::site::Site;
use crate::yaml::describe::Described;

/// The private values of a site, ready to be searched for.
pub struct Gate<'c> {
    site: &'c Site<'c>,
    /// The record of a file is that of its page.
    pages: &'c Pages,
    /// The fields of `theme.yaml`.
    theme: &'c dyn Described,
    values: Vec<Value>,
    patterns: Patterns,
    pieces: Pieces,
    clean: Clean,
}

/// Whether a copied file is decoded as a whole: documents and archives. Of films and recordings only the tags are read.
fn reads(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    const ENDINGS: [&str; 15] = [
        "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf", "zip", "epub", "rar",
        "7z",
    ];
    ENDINGS.contains(&ending.as_str())
}

/// Whether a file is a film or a recording.
fn has_tags(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    tags::ENDINGS.contains(&ending.as_str())
}

/// Whether a file is a page, which has much in common with other pages.
fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "html" | "htm"))
}

/// A private value, personal data or a place, found in a file of the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The file.
    pub path: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum What {
    /// The private value with this index.
    Value(usize),
    /// Something that looks like personal data.
    PersonalData(PersonalData),
    /// A photograph with the coordinates of its place.
    Place,
    /// A file that could not be read in full.
    Unread,
}

impl<'c> Gate<'c> {
    /// Collects the private values of all records, published or not.
    pub fn new(site: &'c Site<'c>, pages: &'c Pages, theme: &'c dyn Described) -> Self {
        let values = values::all(site.catalog);
        let patterns = Patterns::new(&values);
        let (pieces, clean) = (Pieces::default(), Clean::default());
        Self { site, pages, theme, values, patterns, pieces, clean }
    }

    /// A hash of what is searched for. Where it is the same, the same bytes hold the same.
    pub fn sum(&self) -> blake3::Hash {
        let sums: Vec<blake3::Hash> = self.values.par_iter().map(Value::sum).collect();
        let mut hasher = blake3::Hasher::new();
        sums.iter().for_each(|sum| _ = hasher.update(sum.as_bytes()));
        hasher.finalize()
    }

    /// The same gate, where files with these keys held nothing in a run with the same private values.
    #[must_use]
    pub fn knowing(self, clean: &[ContentKey]) -> Self {
        Self { clean: Clean::after(clean), ..self }
    }

    /// The keys of the files that hold nothing, sorted.
    pub fn clean(&self) -> Vec<ContentKey> {
        self.clean.all()
    }

    /// Inspects one file; `path` is relative to the output folder. May be called from many threads.
    pub fn inspect(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        self.inspect_with(path, bytes, None)
    }

    /// The same, with the text of a file that its bytes do not show.
    fn inspect_with(&self, path: &str, bytes: &[u8], unpacked: Option<&str>) -> Vec<Finding> {
        let mut found = Vec::new();
        self.look(&Reading::name(path), &mut found);
        if is_page(path) {
            found.extend(self.pieces.read(bytes, |reading, found| self.look(reading, found)));
        } else {
            self.clean.unless_known(path, bytes, unpacked, || {
                let before = found.len();
                self.look(&Reading::of(path, bytes).and(unpacked), &mut found);
                found.len() == before
            });
        }
        self.findings(path, found)
    }

    /// What is in the name of a file alone.
    fn inspect_name(&self, path: &str) -> Vec<Finding> {
        let mut found = Vec::new();
        self.look(&Reading::name(path), &mut found);
        self.findings(path, found)
    }

    fn findings(&self, path: &str, mut found: Vec<What>) -> Vec<Finding> {
        found.retain(|what| self.concerns(path, what));
        found.sort();
        found.dedup();
        found.into_iter().map(|what| Finding { path: path.to_owned(), what }).collect()
    }

    /// Looks for everything in what was read.
    fn look(&self, reading: &Reading, found: &mut Vec<What>) {
        for (letters, read) in reading.all() {
            self.patterns.find(letters, read, |value| found.push(What::Value(value)));
        }
        found.extend(reading.data().into_iter().map(What::PersonalData));
        found.extend(reading.has_place.then_some(What::Place));
        found.extend(reading.is_unread.then_some(What::Unread));
    }

    /// Diagnostics for the findings of all files, in any order.
    pub fn report(&self, findings: Vec<Finding>) -> Vec<Diagnostic> {
        report::report(self, findings)
    }

    /// Whether a value is searched for in a file. A name hidden by consent is searched for only on the page of the
    /// entry and in the files below it: elsewhere it may be the name of somebody else, or of the same person as the
    /// author of an article.
    fn concerns(&self, path: &str, what: &What) -> bool {
        let What::Value(value) = what else { return true };
        match &self.values[*value].secret {
            Secret::Name { entry } => self.pages.origin_above(self.site, path) == Some(entry),
            Secret::Private | Secret::Judge => true,
        }
    }
}
