//! Records that hold some words, with or without accents: drafts and private ones too.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::edit::desk::Row;
use crate::source::Source;
use crate::workspace::state::State;
use bantin_text::fold::fold;

/// The texts of all files without accents; texts that did not change are kept between states.
#[derive(Default)]
pub struct Finder {
    folded: BTreeMap<String, (Arc<Source>, Arc<str>)>,
}

impl Finder {
    /// The positions of the rows that hold all words.
    pub fn find(&mut self, state: &State, rows: &[Row], query: &str) -> Vec<usize> {
        self.renew(state);
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let is_found = |row: &Row| {
            let own = fold(&format!("{} {} {}", row.title, row.id, row.file));
            // A file that lists records holds the words of all of them.
            let text = self.folded.get(&row.file).filter(|_| row.index.is_none());
            words.iter().all(|word| own.contains(word) || text.is_some_and(|(_, text)| text.contains(word)))
        };
        let found = rows.par_iter().enumerate().filter(|(_, row)| is_found(row)).map(|(at, _)| at);
        let mut found: Vec<usize> = found.collect();
        let in_title = |at: &usize| !words.iter().all(|word| fold(&rows[*at].title).contains(word));
        found.sort_by_key(in_title);
        found
    }

    fn renew(&mut self, state: &State) {
        let sources = state.sources();
        let new: Vec<_> = sources
            .ids()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|id| sources.shared(id))
            .filter(|source| source.path.starts_with("content/"))
            .map(|source| {
                let known = self.folded.get(&source.path).filter(|(known, _)| Arc::ptr_eq(known, source));
                let folded =
                    known.map_or_else(|| Arc::from(fold(&source.text)), |(_, folded)| Arc::clone(folded));
                (source.path.clone(), (Arc::clone(source), folded))
            })
            .collect();
        self.folded = new.into_iter().collect();
    }
}
