//! "Did you mean": the name an editor had in mind.
//!
//! In: a word that names nothing, and the names there are. Out: the nearest of them, if one is near. Names are
//! compared folded, with `_`, `-` and space equal, so that `dia_diem`, `địa điểm` and `dia-diem` are the same.

use super::fold::fold;

/// The name nearest to `wanted`, the first of equals; `None` where none is near.
///
/// Near means at most max(1, length / 3) and at most 3 single changes away, and fewer changes than letters: a
/// letter more, less or other, or two neighbours swapped (Damerau–Levenshtein in its restricted form, optimal
/// string alignment). Names too long or too short are passed over before anything is computed.
pub fn nearest<'a>(wanted: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = comparable(wanted);
    let mut limit = (wanted.len() / 3).clamp(1, 3).min(wanted.len().saturating_sub(1));
    let mut distance = Distance::default();
    let mut best = None;
    for name in among {
        if name.is_ascii() && name.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        match distance.within(limit, &wanted, &comparable(name)) {
            Some(0) => return Some(name),
            Some(changes) => (best, limit) = (Some(name), changes - 1),
            None => {}
        }
    }
    best
}

/// The letters that are compared.
fn comparable(name: &str) -> Vec<char> {
    fold(name).chars().map(|letter| if matches!(letter, '_' | '-') { ' ' } else { letter }).collect()
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
