//! The ids of one kind: checked to be unique, looked up by references, with the publication status of their records.
//!
//! Positions are indexes in the catalog, numbers are indexes in the [`Site`](crate::site::Site), which has only
//! published records.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::content::kind::Kind;
use crate::content::lost::LostRecords;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::site::publication::PublicationStatus;
use crate::source::Sources;
use bantin_text::slug::slug;
use bantin_text::suggest::SuggestionIndex;

/// In bytes; a name in an id is no longer.
const LONGEST_NAME: usize = 100;

/// Up to this many ids are listed in the message for an unknown one.
const FEW: usize = 12;

/// The ids of one kind, in the order of the catalog.
#[derive(Debug)]
pub struct Ids<'c, No> {
    kind: Kind,
    order: Vec<Cow<'c, str>>,
    positions: FxHashMap<Cow<'c, str>, usize>,
    /// References to records that could not be read are not reported.
    lost: &'c LostRecords,
    near: OnceLock<SuggestionIndex>,
    endings: OnceLock<FxHashMap<String, Option<usize>>>,
    statuses: Vec<PublicationStatus>,
    numbers: Vec<Option<No>>,
    /// The positions of published records, in the order of the site.
    published: Vec<usize>,
}

/// The result of looking up an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<No> {
    Published(No),
    /// Not published now.
    Unpublished,
    /// Not published because of errors of its own, which are reported elsewhere.
    Broken,
    /// There is no such id.
    Missing {
        message: LocalizedText,
        /// The most similar id.
        near: Option<String>,
    },
}

impl<No> Lookup<No> {
    pub(crate) fn map<T>(self, to: impl FnOnce(No) -> T) -> Lookup<T> {
        match self {
            Lookup::Published(no) => Lookup::Published(to(no)),
            Lookup::Unpublished => Lookup::Unpublished,
            Lookup::Broken => Lookup::Broken,
            Lookup::Missing { message, near } => Lookup::Missing { message, near },
        }
    }
}

impl<'c, No: Copy + From<usize>> Ids<'c, No> {
    /// All are published, in the order given.
    pub(super) fn new<I: Into<Cow<'c, str>>>(
        kind: impl Into<Kind>,
        ids: impl Iterator<Item = I>,
        lost: &'c LostRecords,
    ) -> Self {
        let order: Vec<Cow<'c, str>> = ids.map(Into::into).collect();
        let mut positions = FxHashMap::default();
        for (position, id) in order.iter().enumerate() {
            positions.entry(id.clone()).or_insert(position);
        }
        let statuses = vec![PublicationStatus::Published; order.len()];
        let (near, endings) = (OnceLock::new(), OnceLock::new());
        let ids = Self {
            kind: kind.into(),
            order,
            positions,
            lost,
            near,
            endings,
            statuses: Vec::new(),
            numbers: Vec::new(),
            published: Vec::new(),
        };
        ids.with_statuses(statuses, |_| {})
    }

    /// Like [`new`](Self::new); the second of two equal ids is reported at its place.
    pub(super) fn unique(
        kind: impl Into<Kind>,
        ids: impl Iterator<Item = (&'c str, Place)>,
        lost: &'c LostRecords,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let kind = kind.into();
        let (ids, places): (Vec<_>, Vec<_>) = ids.unzip();
        report_doubled(kind, ids.iter().copied().zip(places), sources, diagnostics);
        Self::new(kind, ids.into_iter(), lost)
    }

    /// Adds the publication statuses; `sort` sorts the positions of published records in the order of the site.
    pub(super) fn with_statuses(
        self,
        statuses: Vec<PublicationStatus>,
        sort: impl FnOnce(&mut Vec<usize>),
    ) -> Self {
        let is_published = |at: &usize| statuses[*at] == PublicationStatus::Published;
        let mut published: Vec<usize> = (0..statuses.len()).filter(is_published).collect();
        sort(&mut published);
        let mut numbers = vec![None; statuses.len()];
        for (no, at) in published.iter().enumerate() {
            numbers[*at] = Some(No::from(no));
        }
        Self { statuses, numbers, published, ..self }
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The number of the record at a position, if it is published.
    pub(super) fn number(&self, position: usize) -> Option<No> {
        self.numbers[position]
    }

    /// The number of an id, if it is published.
    pub fn get(&self, id: &str) -> Option<No> {
        self.number(self.position(id)?)
    }

    /// The statuses, in the order of the catalog.
    pub(super) fn statuses(&self) -> &[PublicationStatus] {
        &self.statuses
    }

    /// The positions of published records, in the order of the site.
    pub(super) fn published(&self) -> &[usize] {
        &self.published
    }

    pub fn look_up(&self, id: &str) -> Lookup<No> {
        match self.position(id) {
            Some(at) => match (self.statuses[at], self.numbers[at]) {
                (PublicationStatus::Published, Some(no)) => Lookup::Published(no),
                (PublicationStatus::Withdrawn | PublicationStatus::Skipped(_), _) => Lookup::Unpublished,
                (PublicationStatus::Published | PublicationStatus::Broken, _) => Lookup::Broken,
            },
            None if id.is_empty() || self.lost.covers(self.kind, id) => Lookup::Broken,
            None => Lookup::Missing { message: self.missing(id), near: self.near(id).map(str::to_owned) },
        }
    }

    /// The position of an id named in a record; an unknown id is reported at `place`.
    pub(super) fn find(&self, id: &str, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        if id.is_empty() {
            return None;
        }
        let position = self.position(id);
        if position.is_none() && !self.lost.covers(self.kind, id) && !self.may_be_unread() {
            diagnostics.push(self.unknown(id, place));
        }
        position
    }

    /// Whether a term of a contest that nothing is known of may be one whose id could not be read.
    fn may_be_unread(&self) -> bool {
        let is_of_contest = matches!(self.kind, Kind::Genre | Kind::Round | Kind::Prize);
        is_of_contest && (self.order.is_empty() || self.positions.contains_key(""))
    }

    /// The number of an id named in a record, if it is published; an unknown id is reported at `place`.
    pub(super) fn resolve(&self, id: &str, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<No> {
        self.number(self.find(id, place, diagnostics)?)
    }

    /// A cycle in words: `a → b → a`; the middle of a long one is left out.
    pub(super) fn circle(&self, positions: &[usize]) -> String {
        let mut ids: Vec<&str> =
            positions.iter().chain(positions.first()).map(|at| self.order[*at].as_ref()).collect();
        if ids.len() > 8 {
            ids.splice(4..ids.len() - 3, ["…"]);
        }
        ids.join(" → ")
    }

    /// The most similar id.
    pub(super) fn near(&self, id: &str) -> Option<&str> {
        // `yen-bai` for `tinh-yen-bai`; a name in full, or in curly quotes, for its id.
        let plain = slug(id);
        let whole = self.positions.get(&*plain).filter(|_| !plain.is_empty()).copied();
        let ending = |id: &str| self.endings.get_or_init(|| endings(&self.order)).get(id).copied().flatten();
        // `thi-tran-doi-mau` for `phuong-doi-mau`: units keep their name and change their level. “Giải Nhất” for `nhat`:
        // the word for what a term is may be missing in its id.
        let known = |name: &str| match self.kind {
            Kind::Record(_) => None,
            Kind::Locality => ending(name).or_else(|| self.positions.get(name).copied()),
            _ => self.positions.get(name).copied(),
        };
        let ends = plain.match_indices('-').map(|(hyphen, _)| &plain[hyphen + 1..]);
        let mut ends = ends.filter(|end| end.len() <= LONGEST_NAME);
        let other_word = || ends.find_map(known);
        if let Some(at) = whole.or_else(|| ending(&plain)).or_else(other_word) {
            return Some(&self.order[at]);
        }
        self.near.get_or_init(|| SuggestionIndex::new(self.order.iter().map(AsRef::as_ref))).nearest(id)
    }

    fn missing(&self, id: &str) -> LocalizedText {
        let LocalizedText { vi, en } = self.kind.words();
        localized!("không có {vi} nào mang id `{id}`", "there is no {en} with the id `{id}`")
    }

    fn unknown(&self, id: &str, place: Place) -> Diagnostic {
        let vi = self.kind.words().vi;
        let diagnostic = Diagnostic::error(Code::UnknownReference, place, self.missing(id));
        match (self.near(id), self.kind.listed_in()) {
            (Some(near), _) => diagnostic.did_you_mean(Some(near)),
            (None, _) if (1..=FEW).contains(&self.order.len()) => {
                let list = self.order.join(", ");
                diagnostic.help(localized!("các id có sẵn: {list}", "the ids there are: {list}"))
            }
            (None, Some(file)) => diagnostic
                .help(localized!("các {vi} được liệt kê trong `{file}`", "they are listed in `{file}`")),
            (None, None) => diagnostic,
        }
    }
}

/// The ids by what stands behind each of their hyphens; nothing where several end alike.
fn endings(ids: &[Cow<'_, str>]) -> FxHashMap<String, Option<usize>> {
    let mut endings = FxHashMap::default();
    for (at, id) in ids.iter().enumerate() {
        for (hyphen, _) in id.match_indices('-') {
            let known = endings.entry(id[hyphen + 1..].to_owned());
            known.and_modify(|one| *one = None).or_insert(Some(at));
        }
    }
    endings
}

/// Reports the second of two equal ids at its place.
pub(super) fn report_doubled<'i>(
    kind: impl Into<Kind>,
    ids: impl Iterator<Item = (&'i str, Place)>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let LocalizedText { vi, en } = kind.into().words();
    let mut first: FxHashMap<&str, Place> = FxHashMap::default();
    for (id, place) in ids.filter(|(id, _)| !id.is_empty()) {
        let Some(first) = first.get(id) else {
            first.insert(id, place);
            continue;
        };
        let file = first.file_of(sources);
        let message = localized!(
            "đã có {vi} khác mang id `{id}`, trong `{file}`",
            "another {en} has the id `{id}` already, in `{file}`"
        );
        let help = localized!("đổi một trong hai id", "change one of the two ids");
        diagnostics.push(Diagnostic::error(Code::DoubledId, place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::kind::RecordKind;
    use crate::site::publication::SkipReason;

    #[test]
    fn an_id_is_published_or_not_broken_or_missing() {
        let lost = LostRecords::default();
        let ids = Ids::<usize>::new(RecordKind::Page, ["a", "nhap", "hong", "gioi-thieu"].into_iter(), &lost);
        let statuses = vec![
            PublicationStatus::Published,
            PublicationStatus::Skipped(SkipReason::Draft),
            PublicationStatus::Broken,
            PublicationStatus::Published,
        ];
        let ids = ids.with_statuses(statuses, |order| order.reverse());
        assert_eq!(
            [ids.look_up("gioi-thieu"), ids.look_up("a")],
            [Lookup::Published(0), Lookup::Published(1)]
        );
        assert_eq!([ids.look_up("nhap"), ids.look_up("hong")], [Lookup::Unpublished, Lookup::Broken]);
        let Lookup::Missing { message, near } = ids.look_up("gioi-thiu") else { panic!("it is not there") };
        assert_eq!(message.en, "there is no page with the id `gioi-thiu`");
        assert_eq!(near.as_deref(), Some("gioi-thieu"));
    }

    #[test]
    fn the_second_of_two_equal_ids_is_reported() {
        let (lost, mut diagnostics) = (LostRecords::default(), Vec::new());
        let ids = [("a", Place::file("1.md")), ("b", Place::file("2.md")), ("a", Place::file("3.md"))];
        let ids =
            Ids::<usize>::unique(Kind::Field, ids.into_iter(), &lost, &Sources::default(), &mut diagnostics);
        assert_eq!(ids.position("a"), Some(0));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!((diagnostics[0].code, &diagnostics[0].place), (Code::DoubledId, &Place::file("3.md")));
        assert_eq!(diagnostics[0].message.en, "another field has the id `a` already, in `1.md`");
    }
}
