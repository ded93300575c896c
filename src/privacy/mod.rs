//! The gate before the output: nothing private leaves the program.
//!
//! In comes every finished file, from the threads that write them, before the old output is replaced; out go
//! [`Finding`]s, and at the end diagnostics. A value that stands under `private`, or the name of a judge, is an error
//! at its key. What looks like a telephone number, a personal number or an e-mail address that stands in no public field
//! is a warning at the record whose text holds it.
//!
//! Steps: the private values of all records become patterns (`values`); a file is read as its reader or a program
//! reads it (`reading`, with `metadata` for photographs, `office` and `pdf` for documents) into letters without case,
//! accents, spaces, dots and hyphens (`normalized_text`); one pass over the letters finds all patterns at once (`patterns`),
//! another personal data (`personal_data`); judges and days that published records name themselves are no secret
//! (`public`); what
//! is left is put at its place (`report`). A page costs little more than going through its bytes once.

mod days;
mod escapes;
mod inspected;
mod metadata;
mod normalized_text;
mod office;
mod patterns;
mod pdf;
mod personal_data;
mod public;
mod reading;
mod report;
mod values;

pub use inspected::Inspected;

use crate::diagnostic::Diagnostic;
use crate::pages::Pages;
use crate::privacy::patterns::Patterns;
use crate::privacy::personal_data::PersonalData;
use crate::privacy::reading::Reading;
use crate::privacy::values::{Secret, Value};
use crate::site::Site;
use crate::yaml::describe::Described;

/// Knows all private values of a site.
pub struct Gate<'c> {
    site: &'c Site<'c>,
    /// Which record a file of the output belongs to.
    pages: &'c Pages,
    /// What `theme.yaml` declares.
    theme: &'c dyn Described,
    values: Vec<Value>,
    patterns: Patterns,
}

/// Whether anything of a file that is copied as it is can be read: documents, but no film or sound.
fn reads(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "pdf" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp")
}

/// Something in an output file that may not be there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The output file.
    path: String,
    what: What,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The private value of that number.
    Value(usize),
    /// Something that looks like personal data.
    PersonalData(PersonalData),
    /// A photograph that says where it was taken.
    Place,
}

impl<'c> Gate<'c> {
    /// Learns the private values of all records, published or not.
    #[must_use]
    pub fn new(site: &'c Site<'c>, pages: &'c Pages, theme: &'c dyn Described) -> Self {
        let values = values::all(site.catalog);
        let patterns = Patterns::new(&values);
        Self { site, pages, theme, values, patterns }
    }

    /// Looks through one output file; `path` is below the output folder. May be called from many threads.
    #[must_use]
    pub fn inspect(&self, path: &str, bytes: &[u8]) -> Vec<Finding> {
        let reading = Reading::of(path, bytes);
        let mut found = Vec::new();
        for (letters, read) in reading.all() {
            self.patterns.find(letters, read, |value| {
                if self.concerns(path, value) {
                    found.push(What::Value(value));
                }
            });
        }
        found.extend(reading.data().into_iter().map(What::PersonalData));
        found.extend(reading.has_place.then_some(What::Place));
        found.sort();
        found.dedup();
        found.into_iter().map(|what| Finding { path: path.to_owned(), what }).collect()
    }

    /// What was found in all files, put at its place. The order of the findings does not matter.
    #[must_use]
    pub fn report(&self, findings: Vec<Finding>) -> Vec<Diagnostic> {
        report::report(self, findings)
    }

    /// Whether a value is searched for in a file. A name that its owner wants hidden is searched for only on the page
    /// of the entry and in the files below it: elsewhere it may be the name of somebody else, or of the same person
    /// as the author of an article.
    fn concerns(&self, path: &str, value: usize) -> bool {
        match &self.values[value].secret {
            Secret::Name { entry } => self.pages.origin_above(self.site, path) == Some(entry),
            Secret::Private | Secret::Judge => true,
        }
    }
}
