//! Which records are published now (contract §3).

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::content::article::ArticleFields;
use crate::content::contest::ContestFields;
use crate::content::entry::{EntryFields, EntryStatus};
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::site::types::{Publication, SkipReason, Stage, TombstoneKind, WithdrawalOverride};
use crate::value::When;

/// The clock and the options of a build.
#[derive(Debug, Clone)]
pub(super) struct Clock<'z> {
    pub(super) now: Timestamp,
    pub(super) zone: &'z TimeZone,
    pub(super) publication: Publication,
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It has a page.
    Published,
    /// A page says that it was taken back.
    Withdrawn,
    /// Nothing of it is to be seen.
    Skipped(SkipReason),
    /// A reference it cannot do without leads nowhere. That is an error and stops the build; the rest of the site
    /// is linked without it, so that one run finds all mistakes.
    Broken,
}

impl Fate {
    /// The fate of a record whose indispensable references are there, or not.
    pub(super) fn or_broken(self, sound: bool) -> Self {
        if sound { self } else { Fate::Broken }
    }
}

impl Clock<'_> {
    pub(super) fn article(&self, id: &str, fields: &ArticleFields) -> Fate {
        if fields.draft && !self.publication.drafts {
            Fate::Skipped(SkipReason::Draft)
        } else if fields.date.at(self.zone).timestamp() > self.now && !self.publication.future {
            Fate::Skipped(SkipReason::Future)
        } else if self.is_withdrawn(TombstoneKind::Article, id, fields.withdrawn.as_ref().map(|one| one.date))
        {
            Fate::Withdrawn
        } else if fields.expires.is_some_and(|expires| expires.end(self.zone) < self.now) {
            Fate::Skipped(SkipReason::Expired)
        } else {
            Fate::Published
        }
    }

    /// Whether a record that is withdrawn from a date on is so now.
    fn is_withdrawn(&self, kind: TombstoneKind, id: &str, since: Option<When>) -> bool {
        match self.override_of(kind, id) {
            Some(withdrawn) => withdrawn,
            None => since.is_some_and(|since| since.at(self.zone).timestamp() <= self.now),
        }
    }

    fn override_of(&self, kind: TombstoneKind, id: &str) -> Option<bool> {
        let is_it = |one: &&WithdrawalOverride| one.kind == kind && one.id == id;
        self.publication.withdrawal.as_ref().filter(is_it).map(|one| one.withdrawn)
    }

    pub(super) fn model(&self, fields: &ModelFields) -> Fate {
        if fields.draft && !self.publication.drafts {
            Fate::Skipped(SkipReason::Draft)
        } else {
            Fate::Published
        }
    }

    pub(super) fn page(&self, fields: &PageFields) -> Fate {
        if fields.draft && !self.publication.drafts {
            return Fate::Skipped(SkipReason::Draft);
        }
        match fields.date {
            Some(date) if date.at(self.zone).timestamp() > self.now && !self.publication.future => {
                Fate::Skipped(SkipReason::Future)
            }
            _ => Fate::Published,
        }
    }

    /// An entry of a contest at a stage; `id` is `contest/entry`. Before the contest has closed nothing of an entry is
    /// to be seen, not even that one was withdrawn.
    pub(super) fn entry(&self, id: &str, fields: &EntryFields, stage: Stage) -> Fate {
        let restored = self.override_of(TombstoneKind::Entry, id) == Some(false);
        let accepted =
            fields.status == EntryStatus::Accepted || restored && fields.status == EntryStatus::Withdrawn;
        let withdrawn = self.is_withdrawn(TombstoneKind::Entry, id, fields.consent.withdrawn);
        if fields.draft && !self.publication.drafts {
            Fate::Skipped(SkipReason::Draft)
        } else if stage < Stage::Judging {
            Fate::Skipped(SkipReason::ContestOpen)
        } else if withdrawn && (accepted || fields.status == EntryStatus::Withdrawn) {
            Fate::Withdrawn
        } else if !accepted {
            Fate::Skipped(SkipReason::NotAccepted)
        } else if !fields.consent.given {
            Fate::Skipped(SkipReason::NoConsent)
        } else {
            Fate::Published
        }
    }

    pub(super) fn stage(&self, fields: &ContestFields) -> Stage {
        let results = fields.results_at.map(|at| at.at(self.zone).timestamp());
        if self.now < fields.opens.at(self.zone).timestamp() {
            Stage::Announced
        } else if self.now <= fields.closes.end(self.zone) {
            Stage::Open
        } else if results.is_some_and(|at| at <= self.now) {
            Stage::Results
        } else {
            Stage::Judging
        }
    }
}
