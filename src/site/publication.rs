//! Which records are published now.

use std::borrow::Cow;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::clock::Now;
use crate::config::frame::Approvals;
use crate::content::article::{Approval, ArticleFields, Correction};
use crate::content::contest::ContestFields;
use crate::content::document::DocumentFields;
use crate::content::entry::{EntryFields, EntryStatus};
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::value::When;

/// A record that is not published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    pub reason: SkipReason,
    /// `article`, `model`, `contest`, `entry`, `programme`, `document` or `page`.
    pub kind: Cow<'static, str>,
    /// For an entry `contest/entry`.
    pub id: String,
}

/// Why a record is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SkipReason {
    Draft,
    /// Its date lies ahead.
    Future,
    Expired,
    /// It needs an approval and has none.
    NotApproved,
    /// An entry whose contest has not closed.
    ContestOpen,
    /// An entry that was not accepted.
    NotAccepted,
    /// An entry whose authors did not agree.
    NoConsent,
}

/// Which records are published beyond the rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// Publish drafts.
    pub drafts: bool,
    /// Publish records with a future date.
    pub future: bool,
    /// Overrides whether a record is withdrawn, to compare the sites with and without it.
    pub withdrawal: Option<WithdrawalOverride>,
}

/// Treats a record as withdrawn, or as not withdrawn, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalOverride {
    pub kind: TombstoneKind,
    /// The id of its tombstone.
    pub id: String,
    pub withdrawn: bool,
}

/// The kind of a withdrawn record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TombstoneKind {
    Article,
    Document,
    Model,
    Entry,
    Page,
}

/// The stage of a contest at the time of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Not yet opened.
    Announced,
    /// Entries are taken.
    Open,
    /// Closed, before the results.
    Judging,
    /// The results are published.
    Results,
}

impl Stage {
    /// The word used in templates and interface texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Announced => "announced",
            Stage::Open => "open",
            Stage::Judging => "judging",
            Stage::Results => "results",
        }
    }
}

/// The time and the options of a build.
#[derive(Debug, Clone)]
pub(super) struct Clock<'z> {
    pub(super) now: Now,
    pub(super) zone: &'z TimeZone,
    pub(super) publication: Publication,
    pub(super) approvals: Approvals,
}

/// Whether a record is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PublicationStatus {
    /// It has a page.
    Published,
    /// Withdrawn: a notice stands at its path.
    Withdrawn,
    /// Not published at all.
    Skipped(SkipReason),
    /// A required reference cannot be resolved. That is an error and stops the build; the rest of the site is linked
    /// without the record, so that one run finds all mistakes.
    Broken,
}

impl PublicationStatus {
    /// The status of a record, given whether its required references can be resolved.
    pub(super) fn or_broken(self, sound: bool) -> Self {
        if sound { self } else { PublicationStatus::Broken }
    }
}

impl Clock<'_> {
    /// Whether what a record dates has happened: what is dated ahead is not told before.
    pub(super) fn has_come(&self, when: When) -> bool {
        self.publication.future || when.at(self.zone).timestamp() <= self.now
    }

    /// The corrections that were made so far.
    pub(super) fn made<'c>(&self, corrections: &'c [Correction]) -> Vec<&'c Correction> {
        corrections.iter().filter(|one| self.has_come(one.date)).collect()
    }

    /// The approval, if it was given.
    pub(super) fn given<'c>(&self, approved: Option<&'c Approval>) -> Option<&'c Approval> {
        approved.filter(|approved| self.has_come(approved.date))
    }

    pub(super) fn article(&self, id: &str, fields: &ArticleFields) -> PublicationStatus {
        if fields.draft && !self.publication.drafts {
            PublicationStatus::Skipped(SkipReason::Draft)
        } else if !self.is_approved(fields.approved.as_ref()) {
            PublicationStatus::Skipped(SkipReason::NotApproved)
        } else if fields.date.at(self.zone).timestamp() > self.now && !self.publication.future {
            PublicationStatus::Skipped(SkipReason::Future)
        } else if self.is_withdrawn(TombstoneKind::Article, id, fields.withdrawn.as_ref().map(|one| one.date))
        {
            PublicationStatus::Withdrawn
        } else if fields.expires.is_some_and(|expires| expires.end(self.zone) < self.now) {
            PublicationStatus::Skipped(SkipReason::Expired)
        } else {
            PublicationStatus::Published
        }
    }

    /// Whether a record is approved now, or needs no approval. Previews with drafts show what waits for one.
    fn is_approved(&self, approved: Option<&Approval>) -> bool {
        self.approvals == Approvals::None
            || self.publication.drafts
            || approved.is_some_and(|approved| approved.date.at(self.zone).timestamp() <= self.now)
    }

    /// Whether a record that is withdrawn from a date on is withdrawn now.
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

    pub(super) fn model(&self, id: &str, fields: &ModelFields) -> PublicationStatus {
        if fields.draft && !self.publication.drafts {
            PublicationStatus::Skipped(SkipReason::Draft)
        } else if self.is_withdrawn(TombstoneKind::Model, id, fields.withdrawn.as_ref().map(|one| one.date)) {
            PublicationStatus::Withdrawn
        } else {
            PublicationStatus::Published
        }
    }

    /// A document is published from its date on, also before it takes effect.
    pub(super) fn document(&self, id: &str, fields: &DocumentFields) -> PublicationStatus {
        let withdrawn = fields.withdrawn.as_ref().map(|one| one.date);
        if fields.draft && !self.publication.drafts {
            PublicationStatus::Skipped(SkipReason::Draft)
        } else if !self.is_approved(fields.approved.as_ref()) {
            PublicationStatus::Skipped(SkipReason::NotApproved)
        } else if fields.issued.at(self.zone).timestamp() > self.now && !self.publication.future {
            PublicationStatus::Skipped(SkipReason::Future)
        } else if self.is_withdrawn(TombstoneKind::Document, id, withdrawn) {
            PublicationStatus::Withdrawn
        } else {
            PublicationStatus::Published
        }
    }

    pub(super) fn page(&self, id: &str, fields: &PageFields) -> PublicationStatus {
        if fields.draft && !self.publication.drafts {
            return PublicationStatus::Skipped(SkipReason::Draft);
        }
        match fields.date {
            Some(date) if date.at(self.zone).timestamp() > self.now && !self.publication.future => {
                PublicationStatus::Skipped(SkipReason::Future)
            }
            _ if self.is_withdrawn(
                TombstoneKind::Page,
                id,
                fields.withdrawn.as_ref().map(|one| one.date),
            ) =>
            {
                PublicationStatus::Withdrawn
            }
            _ => PublicationStatus::Published,
        }
    }

    /// An entry of a contest at a stage; `id` is `contest/entry`. Before the contest has closed nothing of an entry is
    /// published, not even a notice of its withdrawal.
    pub(super) fn entry(&self, id: &str, fields: &EntryFields, stage: Stage) -> PublicationStatus {
        let restored = self.override_of(TombstoneKind::Entry, id) == Some(false);
        let accepted =
            fields.status == EntryStatus::Accepted || restored && fields.status == EntryStatus::Withdrawn;
        let withdrawn = self.is_withdrawn(TombstoneKind::Entry, id, fields.consent.withdrawn);
        if fields.draft && !self.publication.drafts {
            PublicationStatus::Skipped(SkipReason::Draft)
        } else if stage < Stage::Judging {
            PublicationStatus::Skipped(SkipReason::ContestOpen)
        } else if withdrawn && (accepted || fields.status == EntryStatus::Withdrawn) {
            PublicationStatus::Withdrawn
        } else if !accepted {
            PublicationStatus::Skipped(SkipReason::NotAccepted)
        } else if !fields.consent.given {
            PublicationStatus::Skipped(SkipReason::NoConsent)
        } else {
            PublicationStatus::Published
        }
    }

    pub(super) fn stage(&self, fields: &ContestFields) -> Stage {
        let results = fields.results_at.map(|at| at.certain(self.zone));
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
