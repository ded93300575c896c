//! Entries of a contest (bài dự thi).

use crate::diagnostic::{Code, localized};
use crate::value::{Id, Link, When};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, ValueType, View};

fields! {
    /// The fields of an entry.
    pub struct EntryFields {
        /// Name for life within the contest; else the file's name.
        optional id: Id,
        /// Its title.
        required title: String,
        /// Its genre, by id.
        required genre: String,
        /// Who made it.
        required authors: Vec<EntryAuthor>,
        /// For which organization, by id.
        optional organization: String,
        /// From where, by id.
        optional locality: String,
        /// When it was handed in.
        required submitted: When,
        /// The postmark, where it came by post.
        unshown optional postmarked: When,
        /// The models it is about, by id.
        list models: String,
        /// One paragraph.
        optional summary: String,
        /// Anything, for themes.
        optional extra: Node,
        /// The text.
        optional body: String,
        /// Pictures, films, sound, documents.
        list media: Medium,
        /// The furthest round it reached, by id.
        optional round: String,
        /// What the judges gave. Never published.
        unshown list scores: Score,
        /// Its prize, by id. Published with the results.
        optional award: String,
        /// Where it was published.
        optional published_in: PublishedIn,
        /// What the authors agree to.
        required consent: Consent,
        /// How far it has come.
        required status: EntryStatus,
        /// Never published.
        private optional private: Node,
        /// Not ready to be published.
        or(false) draft: bool,
        /// Paths that lead here from an older site.
        list aliases: String,
    }
}

fields! {
    /// An author of an entry.
    pub struct EntryAuthor {
        /// Full name.
        by_consent required name: String,
        /// Pen name.
        optional pen_name: String,
        /// Where they work, as text.
        optional organization: String,
        /// Whether they lead a group.
        or(false) lead: bool,
    }
}

choices! {
    /// What a medium of an entry is.
    pub enum MediumKind {
        /// A picture.
        Image = "image",
        /// A film.
        Video = "video",
        /// Sound.
        Audio = "audio",
        /// A PDF.
        Pdf = "pdf",
    }
}

fields! {
    /// A picture, film, sound or document of an entry: a `file` beside it, or a `url`.
    pub struct Medium {
        /// What it is.
        required kind: MediumKind,
        /// The file, relative to the record's.
        optional file: String,
        /// Or where it is.
        optional url: Link,
        /// What is to be seen.
        optional alt: String,
        /// Caption.
        optional caption: String,
        /// How long it is.
        optional minutes: Minutes,
    }
}

/// How long a film or sound lasts: more than nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minutes(pub f64);

impl Described for Minutes {
    fn value_type() -> ValueType {
        ValueType::Number
    }

    fn view(&self) -> View<'_> {
        View::Number(self.0)
    }
}

impl Decode for Minutes {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let minutes = f64::decode(node, decoder)?;
        if minutes <= 0.0 {
            let message = localized!("thời lượng phải lớn hơn 0 phút", "it must last more than 0 minutes");
            let help = localized!("ghi số phút, ví dụ `4.5`", "write the minutes, for example `4.5`");
            decoder.report_with_help(Code::OutOfRange, message, help);
        }
        // The key is present, so it must not be reported as missing.
        Some(Minutes(minutes.max(0.0)))
    }

    fn stand_in() -> Option<Self> {
        Some(Minutes(0.0))
    }
}

fields! {
    /// What a judge gave. Never published.
    pub struct Score {
        /// The round, by id.
        required round: String,
        /// Who.
        private_name required judge: String,
        /// How much.
        required value: f64,
    }
}

fields! {
    /// Where an entry was published.
    pub struct PublishedIn {
        /// The paper or station.
        required name: String,
        /// When.
        required date: When,
        /// Its page.
        optional url: Link,
    }
}

choices! {
    /// How an author's name is shown.
    pub enum NameShown {
        /// The full name.
        Full = "full",
        /// The pen name alone.
        Pen = "pen",
        /// No name.
        None = "none",
    }
}

fields! {
    /// What the authors agree to.
    pub struct Consent {
        /// Whether the entry may be published.
        required given: bool,
        /// How the names are shown.
        or(NameShown::Full) name: NameShown,
        /// When it was taken back.
        optional withdrawn: When,
    }
}

choices! {
    /// How far an entry has come.
    pub enum EntryStatus {
        /// Handed in.
        Received = "received",
        /// Taken into the contest.
        Accepted = "accepted",
        /// Not taken.
        Rejected = "rejected",
        /// Taken back by its authors.
        Withdrawn = "withdrawn",
    }
}
