//! The code under which judges know an entry. It says nothing of its authors, nor of the order in which entries came, and
//! stays the same when others come or go, so that a sheet that comes back weeks later still names the same entries.

/// Consonants and digits that are not mistaken for one another: no code reads as a word, a month or a number in a
/// spreadsheet.
const SIGNS: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";
/// 28^8 codes: among 10,000 entries two are alike once in 7,000 contests, and the import tells it.
const LENGTH: usize = 8;

/// The code of an entry of a contest, by their ids: `K7QF-2M9D`.
#[must_use]
pub fn entry_code(contest: &str, entry: &str) -> String {
    let hash = blake3::hash(format!("{contest}/{entry}").as_bytes());
    let start = hash.as_bytes().first_chunk::<8>().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let base = SIGNS.len() as u64;
    let rests = std::iter::successors(Some(start), |rest| Some(rest / base));
    let signs: String = rests.take(LENGTH).map(|rest| char::from(SIGNS[(rest % base) as usize])).collect();
    format!("{}-{}", &signs[..LENGTH / 2], &signs[LENGTH / 2..])
}

/// The form in which codes are compared, however people copied them.
#[must_use]
pub fn plain_code(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_steady_and_differ() {
        let codes: BTreeSet<String> =
            (0..10_000).map(|number| entry_code("thi-viet", &format!("bai-{number}"))).collect();
        assert_eq!(codes.len(), 10_000);
        assert!(codes.iter().all(|code| code.len() == 9 && plain_code(code).len() == 8));
        assert_eq!(entry_code("thi-viet", "bai-1"), entry_code("thi-viet", "bai-1"));
        assert_ne!(entry_code("thi-viet", "bai-1"), entry_code("thi-anh", "bai-1"));
        assert_eq!(plain_code(" k7qf 2m9d"), plain_code("K7QF-2M9D"));
    }
}
