//! What a table may hold: records of a kind, or rows that belong into lists of records that are there.

use crate::content::declarations::{self, Declaration, Holding};
use crate::yaml::declare::fields;
use crate::yaml::describe::Described;

fields! {
    /// A row of a score sheet.
    pub struct ScoreRow {
        /// The code of the entry, or its id.
        required code: String,
        /// Its title, which must fit the code.
        optional title: String,
        /// Its genre, for the judge alone.
        optional genre: String,
        /// The round, by id or name.
        required round: String,
        /// Who judged it.
        required judge: String,
        /// How much.
        required value: f64,
        /// What the judge noted. It is not taken.
        optional note: String,
    }
}

fields! {
    /// An old address and where it leads now.
    pub struct RedirectRow {
        /// The old address, with or without the host.
        required from: String,
        /// Where it leads now.
        required to: String,
    }
}

/// Scores of judges: they go to `scores` of the entries.
pub static SCORES: Declaration = Declaration {
    kind: "scores",
    files: "contests/*/entries/**/*.{md,yaml}",
    holds: Holding::Record,
    value: ScoreRow::value_type,
};

/// Old addresses: they go to `redirects` of the settings.
pub static REDIRECTS: Declaration = Declaration {
    kind: "redirects",
    files: "site.yaml",
    holds: Holding::One,
    value: RedirectRow::value_type,
};

/// The kind of a name as `import` takes it: `entries`, `model`, `scores`, `redirects`.
#[must_use]
pub fn named(word: &str) -> Option<&'static Declaration> {
    let inside = [&SCORES, &REDIRECTS].into_iter();
    let found = inside.into_iter().find(|one| one.kind.trim_end_matches('s') == word.trim_end_matches('s'));
    let is_table = |kind: &&Declaration| kind.mapping().is_some() && kind.kind != "site";
    found.or_else(|| declarations::named(word).filter(is_table))
}
