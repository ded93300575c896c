//! Contests (cuộc thi viết, phóng sự).

use crate::content::article::Picture;
use crate::value::{Id, When};
use crate::yaml::Node;
use crate::yaml::declare::{choices, fields};

fields! {
    /// The fields of a contest.
    pub struct ContestFields {
        /// Name for life; else the folder's name.
        optional id: Id,
        /// Its title.
        required title: String,
        /// What it is about.
        optional theme: String,
        /// Who runs it, by id.
        required organizer: String,
        /// The programmes it belongs to, by id.
        list programmes: String,
        /// Who helps to run it, by id.
        list co_organizers: String,
        /// From when entries are taken.
        required opens: When,
        /// Until when; a date lasts to the end of its day.
        required closes: When,
        /// When the results are made known.
        optional results_at: When,
        /// Where entries appear.
        list medium: Medium,
        /// What may be handed in.
        required genres: Vec<Genre>,
        /// The rounds of judging.
        required rounds: Vec<Round>,
        /// The prizes.
        required prizes: Vec<Prize>,
        /// How many entries an author may hand in.
        optional max_entries_per_author: u32,
        /// Whether an entry may have been published before.
        optional prior_publication: PriorPublication,
        /// When it must have been published.
        optional publication_window: Window,
        /// Who may not take part. The page of the contest names them, without the judges.
        public_name list excluded: String,
        /// Who may take part.
        optional eligibility: String,
        /// One paragraph.
        optional summary: String,
        /// Its picture.
        optional image: Picture,
        /// Anything, for themes.
        optional extra: Node,
    }
}

choices! {
    /// Where entries appear.
    pub enum Medium {
        /// Newspaper.
        Print = "print",
        /// Online newspaper.
        Online = "online",
        /// Radio.
        Radio = "radio",
        /// Television.
        Television = "television",
    }
}

choices! {
    /// Whether an entry may have been published before.
    pub enum PriorPublication {
        /// It must not.
        Forbidden = "forbidden",
        /// It must.
        Required = "required",
        /// It may.
        Allowed = "allowed",
    }
}

choices! {
    /// For whom a prize is.
    pub enum PrizeScope {
        /// For an entry's authors.
        Individual = "individual",
        /// For an organization.
        Collective = "collective",
    }
}

fields! {
    /// What may be handed in.
    pub struct Genre {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// English name.
        optional name_en: String,
        /// Longest text, in syllables.
        optional max_words: u32,
        /// Longest film or sound.
        optional max_minutes: u32,
    }
}

fields! {
    /// A round of judging.
    pub struct Round {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// English name.
        optional name_en: String,
        /// First day.
        optional from: When,
        /// Last day.
        optional to: When,
    }
}

fields! {
    /// A prize.
    pub struct Prize {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// English name.
        optional name_en: String,
        /// For entries of this genre alone, by id.
        optional genre: String,
        /// For whom it is.
        or(PrizeScope::Individual) scope: PrizeScope,
        /// For entries that reached this round, by id.
        optional round: String,
        /// How often it is given.
        required quota: u32,
        /// Vietnamese đồng.
        optional amount: u64,
    }
}

fields! {
    /// A span of dates.
    pub struct Window {
        /// First day.
        required from: When,
        /// Last day.
        required to: When,
    }
}
