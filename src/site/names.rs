//! Ids of one kind: looked up by references, and checked to be unique.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::content::lost::Lost;
use crate::diagnostic::{Code, Diagnostic, Place, Words, words};
use crate::source::Sources;
use bantin_text::near::NearNames;

/// The ids of one kind of thing, with the position of each in its list.
pub(super) struct Names<'c> {
    kind: Words,
    order: Vec<&'c str>,
    positions: FxHashMap<&'c str, usize>,
    /// Ids that may stand where nothing could be read.
    lost: Option<&'c Lost>,
    /// The file that lists them, where there is one for all.
    listed_in: Option<&'static str>,
    near: OnceCell<NearNames>,
}

impl<'c> Names<'c> {
    /// Collects ids; the second of two equal ones is reported at its place.
    pub(super) fn new(
        kind: Words,
        ids: impl Iterator<Item = (&'c str, Place)>,
        sources: &Sources,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut names = Self {
            kind,
            order: Vec::new(),
            positions: FxHashMap::default(),
            lost: None,
            listed_in: None,
            near: OnceCell::new(),
        };
        let mut places: Vec<Place> = Vec::new();
        for (position, (id, place)) in ids.enumerate() {
            match names.positions.get(id) {
                Some(first) => found.push(names.doubled(id, place.clone(), &places[*first], sources)),
                None => {
                    names.positions.insert(id, position);
                }
            }
            places.push(place);
            names.order.push(id);
        }
        names
    }

    /// The same, knowing what could not be read: a reference to that is no mistake of its own.
    pub(super) fn without(self, lost: &'c Lost) -> Self {
        Self { lost: Some(lost), ..self }
    }

    /// The same, listed in one file.
    pub(super) fn listed_in(self, file: &'static str) -> Self {
        Self { listed_in: Some(file), ..self }
    }

    /// The position of an id.
    pub(super) fn get(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The position of an id that a record names; reported at `place` when there is none.
    pub(super) fn find(&self, id: &str, place: Place, found: &mut Vec<Diagnostic>) -> Option<usize> {
        let position = self.get(id);
        if position.is_none() && !self.lost.is_some_and(|lost| lost.covers(id)) {
            found.push(self.unknown(id, place));
        }
        position
    }

    /// A circle of positions in words: `a → b → a`; the middle of a long one is left out.
    pub(super) fn circle(&self, positions: &[usize]) -> String {
        let mut ids: Vec<&str> =
            positions.iter().chain(positions.first()).map(|at| self.order[*at]).collect();
        if ids.len() > 8 {
            ids.splice(4..ids.len() - 3, ["…"]);
        }
        ids.join(" → ")
    }

    fn doubled(&self, id: &str, place: Place, first: &Place, sources: &Sources) -> Diagnostic {
        let (vi, en) = (&self.kind.vi, &self.kind.en);
        let file = first.file_of(sources);
        let message = Words {
            vi: format!("đã có {vi} khác mang id `{id}`, trong `{file}`"),
            en: format!("another {en} has the id `{id}` already, in `{file}`"),
        };
        let help = words!("đổi một trong hai id", "change one of the two ids");
        Diagnostic::error(Code::DoubledId, place, message).help(help)
    }

    fn unknown(&self, id: &str, place: Place) -> Diagnostic {
        let (vi, en) = (&self.kind.vi, &self.kind.en);
        let message = Words {
            vi: format!("không có {vi} nào mang id `{id}`"),
            en: format!("there is no {en} with the id `{id}`"),
        };
        let near = self.near.get_or_init(|| NearNames::new(self.order.iter().copied())).nearest(id);
        let diagnostic = Diagnostic::error(Code::UnknownReference, place, message);
        match near {
            Some(near) => diagnostic.did_you_mean(Some(near)),
            None if (1..=12).contains(&self.order.len()) => {
                let list = self.order.join(", ");
                diagnostic.help(words!("các id có sẵn: {list}", "the ids there are: {list}"))
            }
            None => match self.listed_in {
                Some(file) => diagnostic
                    .help(words!("các {vi} được liệt kê trong `{file}`", "they are listed in `{file}`")),
                None => diagnostic,
            },
        }
    }
}
