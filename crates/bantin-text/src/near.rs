//! "Did you mean": the name an editor had in mind.
//!
//! In: a word that names nothing, and the names there are. Out: the nearest of them, if one is near. Names are
//! compared folded, with `_`, `-` and space equal, so that `dia_diem`, `địa điểm` and `dia-diem` are the same.

use crate::fold::fold;

/// The name nearest to `wanted`, the first of equals; `None` where none is near.
///
/// Near means at most max(1, length / 3) and at most 3 single changes away, and fewer changes than letters: a
/// letter more, less or other, or two neighbours swapped (Damerau–Levenshtein in its restricted form, optimal
/// string alignment). Names too long or too short are passed over before anything is computed.
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

/// Names that are asked for often: folded once, and searched where a slip of the hand can have led.
///
/// [`nearest`] looks at every name. With as many questions as names, as when a folder was renamed, that would take
/// the square of their number. A slip leaves the beginning or the end of a word as it was: of more than
/// [`Self::ALL`] names only those are looked at that stand near to the word when sorted by their beginnings or ends.
#[derive(Debug, Default)]
pub struct NearNames {
    names: Vec<(String, Vec<char>)>,
    by_beginning: Vec<usize>,
    by_end: Vec<usize>,
}

impl NearNames {
    /// So many names are all looked at.
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

    /// The name nearest to `wanted`, as [`nearest`] finds it.
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

/// One search: how far off a name may still be, and the best one so far.
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

    /// Looks at a name; whether it is the very one.
    fn meets(&mut self, name: &'a str, letters: &[char]) -> bool {
        let Some(changes) = self.distance.within(self.limit, &self.wanted, letters) else { return false };
        self.best = Some(name);
        self.limit = changes.saturating_sub(1);
        changes == 0
    }
}

/// The letters that are compared.
fn comparable(name: &str) -> Vec<char> {
    fold(name).chars().map(|letter| if matches!(letter, '_' | '-') { ' ' } else { letter }).collect()
}

/// What is left of two words without their common beginning and end, which cost no change.
fn without_common_ends<'w>(a: &'w [char], b: &'w [char]) -> (&'w [char], &'w [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Three rows of the table of distances, kept from one comparison to the next.
#[derive(Default)]
struct Distance {
    before: Vec<usize>,
    above: Vec<usize>,
    row: Vec<usize>,
}

impl Distance {
    /// The number of changes between `a` and `b`, if at most `limit`.
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

    /// Row `i`: the changes from the first `i` letters of `a` to every beginning of `b`.
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
