//! Featured models (mô hình, điển hình "Dân vận khéo").

use crate::content::article::{Correction, Picture, Withdrawal};
use crate::value::{Id, When, Year};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};
use bantin_text::language::Language;

fields! {
    /// The fields of a model.
    pub struct ModelFields {
        /// Name for life; else the file's name.
        optional id: Id,
        /// The model's name.
        required name: String,
        /// What kind of model it is.
        or(ModelKind::Practice) kind: ModelKind,
        /// Field (lĩnh vực), by id.
        required field: String,
        /// The level that runs it.
        required level: Level,
        /// Where, by id.
        required locality: String,
        /// Who runs it, by id.
        optional organization: String,
        /// Who helps.
        list partners: String,
        /// Year of registration.
        required registered: Year,
        /// The years in which it runs.
        optional period: Period,
        /// How far it has come.
        required status: Status,
        /// One paragraph.
        optional summary: String,
        /// What it is for, as Markdown.
        optional objectives: String,
        /// What is done, as Markdown.
        optional activities: String,
        /// More, as Markdown.
        optional body: String,
        /// Money.
        optional budget: Budget,
        /// Whom it serves.
        optional beneficiaries: Beneficiaries,
        /// What it has reached.
        list results: String,
        /// The models it copies, by id.
        list replicated_from: String,
        /// The programmes it belongs to, by id.
        list programmes: String,
        /// The decision that recognises it.
        optional recognition: Recognition,
        /// Pictures; the first one stands in lists.
        list images: Picture,
        /// Keywords.
        list tags: String,
        /// Paths that lead here from an older site.
        list aliases: String,
        /// What was corrected after publication.
        list corrections: Correction,
        /// Set when it is taken back: a page that says so stays at its URL.
        optional withdrawn: Withdrawal,
        /// Not ready to be published.
        or(false) draft: bool,
        /// The language it is written in; else the site's.
        optional language: Language,
        /// The model of which this is a translation, by id.
        optional translation_of: String,
        /// Never published.
        private optional private: Node,
        /// Anything, for themes.
        optional extra: Node,
    }
}

choices! {
    /// What kind of model it is.
    pub enum ModelKind {
        /// Something that an organization runs.
        Practice = "practice",
        /// An exemplary collective.
        Collective = "collective",
        /// An exemplary person.
        Individual = "individual",
    }
}

choices! {
    /// The level that runs a model.
    pub enum Level {
        /// Province.
        Province = "province",
        /// District (until 30 June 2025).
        District = "district",
        /// Commune, ward or township.
        Commune = "commune",
        /// Below the commune.
        Base = "base",
    }
}

choices! {
    /// How far a model has come.
    pub enum Status {
        /// Registered.
        Registered = "registered",
        /// Recognised by a decision.
        Recognized = "recognized",
        /// Exemplary.
        Exemplary = "exemplary",
        /// No longer run.
        Ended = "ended",
    }
}

fields! {
    /// A span of years.
    pub struct Period {
        /// First year.
        required from: Year,
        /// Last year.
        optional to: Year,
    }
}

fields! {
    /// Money for something.
    pub struct Budget {
        /// Vietnamese đồng.
        required amount: u64,
        /// Where it comes from.
        optional source: String,
    }
}

fields! {
    /// Whom a model serves.
    pub struct Beneficiaries {
        /// How many.
        optional count: u64,
        /// Who they are.
        optional text: String,
    }
}

fields! {
    /// The decision that recognises a model.
    pub struct Recognition {
        /// Number of the decision.
        required number: String,
        /// Its date.
        required date: When,
        /// Who issued it.
        required issuer: String,
    }
}
