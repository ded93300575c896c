//! Standing pages (giới thiệu, liên hệ, …).

use crate::content::article::{Correction, Picture, Withdrawal};
use crate::value::{Id, When};
use crate::yaml::Node;
use crate::yaml::declare::fields;
use bantin_text::language::Language;

fields! {
    /// The fields of a page: those of an article that make sense without a date.
    pub struct PageFields {
        /// Name for life; else the file's name. It is also the path.
        optional id: Id,
        /// Its title.
        required title: String,
        /// Second title.
        optional subtitle: String,
        /// One paragraph.
        optional summary: String,
        /// From when it is published.
        optional date: When,
        /// When it was last changed.
        optional updated: When,
        /// Its picture.
        optional image: Picture,
        /// What was corrected after publication.
        list corrections: Correction,
        /// Set when it is taken back: a page that says so stays at its URL.
        optional withdrawn: Withdrawal,
        /// Not ready to be published.
        or(false) draft: bool,
        /// Paths that lead here from an older site.
        list aliases: String,
        /// The language it is written in; else the site's.
        optional language: Language,
        /// The page of which this is a translation, by id.
        optional translation_of: String,
        /// Anything, for themes.
        optional extra: Node,
        /// The text, in a YAML record.
        optional body: String,
    }
}
