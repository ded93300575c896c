//! What was written and could not be read, by id: whoever names it made no mistake of their own.
//!
//! In come the texts that have errors and the files that are no texts; out go, for each kind of record, the ids that
//! may stand in them. They are found letter by letter (`id: …`), because such a text has no tree. An id too many
//! does no harm: the run has an error in that very file, and the reference is looked up again in the next one.

use std::collections::BTreeSet;

use crate::content::load::Holds;
use bantin_text::slug::is_id;

/// The ids of one kind that may have been lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    ids: BTreeSet<String>,
    everything: bool,
}

impl Lost {
    /// What a text with errors may hold: its stem, and whatever follows an `id:`.
    #[must_use]
    pub fn in_text(stem: &str, text: &str) -> Self {
        let mut ids = BTreeSet::from([stem.to_owned()]);
        // `kinh-te: Kinh tế`, where a list was wanted.
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

    /// What a file may hold of which only the name is known.
    #[must_use]
    pub fn in_file(path: &str, stem: &str) -> Self {
        if path.ends_with(".md") {
            return Self { ids: BTreeSet::from([stem.to_owned()]), everything: false };
        }
        Self { ids: BTreeSet::new(), everything: true }
    }

    /// Whether the id may have been lost.
    #[must_use]
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

/// The ids of all kinds that may have been lost.
#[derive(Debug, Clone, Default)]
pub struct LostRecords {
    /// Articles.
    pub articles: Lost,
    /// Models.
    pub models: Lost,
    /// Contests.
    pub contests: Lost,
    /// Entries, as `folder/entry`.
    pub entries: Lost,
    /// Genres, rounds and prizes, of any contest.
    pub terms: Lost,
    /// Programmes.
    pub programmes: Lost,
    /// Standing pages.
    pub pages: Lost,
    /// Categories.
    pub categories: Lost,
    /// Fields of models.
    pub fields: Lost,
    /// Localities.
    pub localities: Lost,
    /// Organizations.
    pub organizations: Lost,
}

impl LostRecords {
    /// Whether an entry may have been lost, alone or with its contest.
    #[must_use]
    pub fn covers_entry(&self, contest: &str, folder: &str, id: &str) -> bool {
        self.contests.covers(contest) || self.entries.covers(&format!("{folder}/{id}"))
    }

    /// Takes what a text or file of a kind may hold.
    pub fn add(&mut self, holds: &Holds, lost: Lost) {
        match holds {
            Holds::Articles => self.articles.take(lost),
            Holds::Models => self.models.take(lost),
            Holds::Programmes => self.programmes.take(lost),
            Holds::Pages => self.pages.take(lost),
            Holds::Entries(folder) => self.entries.take(lost.below(folder)),
            Holds::Contest(folder) => {
                self.contests.ids.insert(folder.clone());
                self.terms.take(lost);
            }
            Holds::Taxonomy(name) => match name.as_str() {
                "categories" => self.categories.take(lost),
                "fields" => self.fields.take(lost),
                "localities" => self.localities.take(lost),
                "organizations" => self.organizations.take(lost),
                _ => {}
            },
            Holds::Settings | Holds::Rules(_) | Holds::Series => {}
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
}
