//! "Did you mean": suggests an existing name for an unknown one.
//!
//! In: an unknown name and the known names. Out: the nearest known name, if one is near. Names are compared in folded
//! form, with `_`, `-` and space equal: `dia_diem`, `địa điểm` and `dia-diem` are the same.

use crate::fold::fold;

/// The name nearest to `wanted`, the first of several equally near; `None` if none is near.
///
/// Near means an edit distance of at most max(1, length / 3), at most 3, and less than the length. Edits are
/// insertion, deletion, substitution and swapping two neighbours (restricted Damerau–Levenshtein, optimal string
/// alignment). Names whose length differs too much are skipped before anything is computed.
pub fn nearest<'a>(wanted: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut search = Search::new(wanted);
    for name in among {
        let too_long_or_short = name.is_ascii() && name.len().abs_diff(search.wanted.len()) > search.limit;
        if !too_long_or_short && search.meets(name, &comparable(name)) {
            break;
        }
    }
    search.best
}

/// An index of names for many lookups: names are folded once, and only likely candidates are compared.
///
/// [`nearest`] compares every name, which is quadratic when there are as many lookups as names (after a folder was
/// renamed, for example). A typing mistake leaves the beginning or the end of a word intact, so with more than
/// [`Self::ALL`] names only the neighbours of the word in the list sorted by beginning and in the list sorted by end
/// are compared.
#[derive(Debug, Default)]
pub struct SuggestionIndex {
    names: Vec<(String, Vec<char>)>,
    by_beginning: Vec<usize>,
    by_end: Vec<usize>,
}

impl SuggestionIndex {
    /// Up to this many names, all are compared.
    const ALL: usize = 400;

    /// Folds and sorts the names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<_> = names.into_iter().map(|name| (name.to_owned(), comparable(name))).collect();
        let mut by_beginning: Vec<usize> = (0..names.len()).collect();
        let mut by_end = by_beginning.clone();
        by_beginning.sort_by(|a, b| names[*a].1.cmp(&names[*b].1));
        by_end.sort_by(|a, b| names[*a].1.iter().rev().cmp(names[*b].1.iter().rev()));
        Self { names, by_beginning, by_end }
    }

    /// The same result as [`nearest`], except that only candidates are compared when there are many names.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let mut search = Search::new(wanted);
        let around = |sorted: &[usize], at: usize| {
            let half = Self::ALL / 4;
            sorted[at.saturating_sub(half)..sorted.len().min(at + half)].to_vec()
        };
        let candidates = if self.names.len() <= Self::ALL {
            (0..self.names.len()).collect()
        } else {
            let letters = &search.wanted;
            let before = self.by_beginning.partition_point(|at| self.names[*at].1 < *letters);
            let mut candidates = around(&self.by_beginning, before);
            let before =
                self.by_end.partition_point(|at| self.names[*at].1.iter().rev().lt(letters.iter().rev()));
            candidates.extend(around(&self.by_end, before));
            candidates.sort_unstable();
            candidates.dedup();
            candidates
        };
        for at in candidates {
            let (name, letters) = &self.names[at];
            if search.meets(name, letters) {
                break;
            }
        }
        search.best
    }
}

/// State of one lookup: the largest distance still accepted, and the best name so far.
struct Search<'a> {
    wanted: Vec<char>,
    limit: usize,
    distance: Distance,
    best: Option<&'a str>,
}

impl<'a> Search<'a> {
    fn new(wanted: &str) -> Self {
        let wanted = comparable(wanted);
        let limit = (wanted.len() / 3).clamp(1, 3).min(wanted.len().saturating_sub(1));
        Self { wanted, limit, distance: Distance::default(), best: None }
    }

    /// Compares one name; returns whether it is an exact match.
    fn meets(&mut self, name: &'a str, letters: &[char]) -> bool {
        let Some(changes) = self.distance.within(self.limit, &self.wanted, letters) else { return false };
        self.best = Some(name);
        self.limit = changes.saturating_sub(1);
        changes == 0
    }
}

/// The folded characters, with `_` and `-` as spaces.
fn comparable(name: &str) -> Vec<char> {
    fold(name).chars().map(|letter| if matches!(letter, '_' | '-') { ' ' } else { letter }).collect()
}

/// Both words without their common prefix and suffix, which cost no edits.
fn without_common_ends<'w>(a: &'w [char], b: &'w [char]) -> (&'w [char], &'w [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Three rows of the distance matrix; the allocations are reused between comparisons.
#[derive(Default)]
struct Distance {
    before: Vec<usize>,
    above: Vec<usize>,
    row: Vec<usize>,
}

impl Distance {
    /// The edit distance of `a` and `b`; `None` if it exceeds `limit`.
    fn within(&mut self, limit: usize, a: &[char], b: &[char]) -> Option<usize> {
        if a.len().abs_diff(b.len()) > limit {
            return None;
        }
        let (a, b) = without_common_ends(a, b);
        self.above.clear();
        self.above.extend(0..=b.len());
        for i in 1..=a.len() {
            self.fill_row(i, a, b);
            if self.row.iter().min().is_some_and(|least| *least > limit) {
                return None;
            }
            std::mem::swap(&mut self.before, &mut self.above);
            std::mem::swap(&mut self.above, &mut self.row);
        }
        self.above.last().copied().filter(|changes| *changes <= limit)
    }

    /// Row `i`: the distances of the first `i` letters of `a` to every prefix of `b`.
    fn fill_row(&mut self, i: usize, a: &[char], b: &[char]) {
        self.row.clear();
        self.row.push(i);
        for j in 1..=b.len() {
            let replaced = self.above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(self.above[j] + 1).min(self.row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(self.before[j - 2] + 1);
            }
            self.row.push(least);
        }
    }
}

#[cfg(test)]
mod tests;
