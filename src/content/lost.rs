//! Ids of records that could not be read, so that references to them are not reported as well.
//!
//! In: texts with errors, and files that are not readable as text. Out: for each kind of record, the ids that may stand
//! in them. They are found by searching for `id: …`, because such a text has no tree. Too many ids do no harm: the run
//! has an error in that file anyway, and the next run checks the reference again.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::holds::{Holds, stem};
use crate::content::kind::{Kind, RecordKind};
use bantin_text::slug::is_id;

const CONTEST: Kind = Kind::Record(RecordKind::Contest);
const ENTRY: Kind = Kind::Record(RecordKind::Entry);

/// The ids of one kind that may have been lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    ids: BTreeSet<String>,
    everything: bool,
}

impl Lost {
    /// The ids that a text with errors may hold: its stem, and what follows each `id:`.
    pub fn in_text(stem: &str, text: &str) -> Self {
        let mut ids = BTreeSet::from([stem.to_owned()]);
        // `kinh-te: Kinh tế`, a mapping where a list is expected.
        let keys = text.lines().filter_map(|line| line.trim_start_matches(['-', ' ', '"']).split_once(':'));
        ids.extend(
            keys.map(|(key, _)| key.trim_end_matches(['"', ' '])).filter(|key| is_id(key)).map(str::to_owned),
        );
        for (at, key) in text.match_indices("id") {
            let before = text[..at].chars().next_back();
            let rest = text[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
            if let Some(value) =
                rest.strip_prefix(':').filter(|_| before.is_none_or(|c| !c.is_alphanumeric() && c != '_'))
            {
                let value = value.split(['\n', '\r', ',', '}', ']', '#']).next().unwrap_or("");
                ids.insert(value.trim_matches([' ', '\t', '"', '\'']).to_owned());
            }
        }
        Self { ids, everything: false }
    }

    /// The ids that a file may hold of which only the name is known.
    pub fn in_file(path: &str, stem: &str) -> Self {
        if path.ends_with(".md") {
            return Self { ids: BTreeSet::from([stem.to_owned()]), everything: false };
        }
        Self { ids: BTreeSet::new(), everything: true }
    }

    /// Whether the id may have been lost.
    pub fn covers(&self, id: &str) -> bool {
        self.everything || self.ids.contains(id)
    }

    fn take(&mut self, other: Lost) {
        self.everything |= other.everything;
        self.ids.extend(other.ids);
    }

    fn below(self, folder: &str) -> Self {
        Self { ids: self.ids.iter().map(|id| format!("{folder}/{id}")).collect(), ..self }
    }
}

/// The ids of all kinds that may have been lost. Those of entries are `contest/entry`, both with the folder of the
/// contest and with its id.
#[derive(Debug, Clone, Default)]
pub struct LostRecords {
    of: BTreeMap<Kind, Lost>,
}

impl LostRecords {
    /// Whether an id may have been lost; an entry may be lost together with its contest.
    pub fn covers(&self, kind: Kind, id: &str) -> bool {
        let covers = |kind, id| self.of.get(&kind).is_some_and(|lost: &Lost| lost.covers(id));
        covers(kind, id)
            || kind == ENTRY && id.split_once('/').is_some_and(|(contest, _)| covers(CONTEST, contest))
    }

    /// Whether the file at a path holds a record that may have been lost.
    pub fn covers_file(&self, path: &str) -> bool {
        let Some(holds) = Holds::at(path) else { return false };
        match (&holds, holds.kind()) {
            (Holds::Contest(folder), Some(kind)) => self.covers(kind, folder),
            (Holds::Entries(folder), Some(kind)) => self.covers(kind, &format!("{folder}/{}", stem(path))),
            (_, Some(kind @ Kind::Record(_))) => self.covers(kind, stem(path)),
            _ => false,
        }
    }

    /// Adds the ids that a text or file of a kind may hold.
    pub fn add(&mut self, holds: &Holds, lost: Lost) {
        let Some(kind) = holds.kind() else { return };
        let mut take = |kind, lost| self.of.entry(kind).or_default().take(lost);
        match holds {
            Holds::Entries(folder) => take(kind, lost.below(folder)),
            Holds::Contest(folder) => {
                take(kind, Lost { ids: BTreeSet::from([folder.clone()]), everything: false });
                // The contest's id and that of a genre or prize cannot be told apart without a tree.
                [Kind::Genre, Kind::Round, Kind::Prize].into_iter().for_each(|kind| take(kind, lost.clone()));
            }
            _ => take(kind, lost),
        }
    }

    /// Registers the lost entries of a contest's folder under the id of the contest as well.
    pub fn rename_folder(&mut self, folder: &str, contest: &str) {
        if let Some(lost) = self.of.get_mut(&ENTRY).filter(|_| folder != contest) {
            let below = lost.ids.iter().filter_map(|id| id.strip_prefix(folder)?.strip_prefix('/'));
            let renamed: Vec<_> = below.map(|id| format!("{contest}/{id}")).collect();
            lost.ids.extend(renamed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_a_text_that_is_no_yaml() {
        let lost = Lost::in_text(
            "khac",
            "- {id: mot, name: [\n- \"id\" : 'hai'\n  valid: ba\n  id:bon\r\n- id: Năm Sáu\n",
        );
        for id in ["khac", "mot", "hai", "bon", "Năm Sáu"] {
            assert!(lost.covers(id), "{id}: {lost:?}");
        }
        assert!(!lost.covers("ba"));
    }

    #[test]
    fn ids_are_found_where_a_list_was_wanted() {
        let lost = Lost::in_text("fields", "kinh-te: Kinh tế\n\"van-hoa\": {name: Văn hóa}\n");
        assert!(lost.covers("kinh-te") && lost.covers("van-hoa"), "{lost:?}");
    }

    #[test]
    fn a_file_that_cannot_be_read_hides_one_record_or_any() {
        assert!(!Lost::in_file("content/articles/a.md", "a").covers("b"));
        assert!(Lost::in_file("content/taxonomies/localities.yaml", "localities").covers("b"));
    }

    #[test]
    fn an_entry_is_lost_under_the_id_of_its_contest_and_with_its_contest() {
        let mut lost = LostRecords::default();
        lost.add(&Holds::Entries("thu-muc".into()), Lost::in_text("bai-1", ""));
        lost.add(&Holds::Contest("hong".into()), Lost::default());
        lost.rename_folder("thu-muc", "lan-1");
        for id in ["lan-1/bai-1", "thu-muc/bai-1", "hong/bai-nao-do"] {
            assert!(lost.covers(ENTRY, id), "{id}: {lost:?}");
        }
        assert!(!lost.covers(ENTRY, "lan-1/bai-2") && !lost.covers(ENTRY, "bai-1"));
        assert!(lost.covers_file("content/contests/thu-muc/entries/bai-1.md"));
        assert!(!lost.covers_file("content/contests/thu-muc/entries/bai-2.md"));
    }
}
