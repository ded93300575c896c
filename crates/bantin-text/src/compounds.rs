//! Headlines that break between words. Vietnamese puts a space between all syllables, so that a browser would break
//! "mô hình" as it breaks any two words.
//!
//! In: the titles of a site. Out: the pairs of syllables that are compounds there, and headlines in which a no-break space
//! holds these together, and numbers with what they number ("Đề án 13", "Nghị quyết số 13").

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::fold::{canonical_tones, lower};

/// Words that join others. They are part of no compound, and a phrase does not begin or end with one.
const FUNCTION_WORDS: [&str; 42] = [
    "và", "của", "các", "những", "là", "ở", "cho", "với", "trong", "được", "đã", "đang", "sẽ", "từ", "đến",
    "tại", "theo", "về", "có", "một", "này", "đó", "để", "do", "bởi", "vì", "khi", "như", "mà", "thì", "hay",
    "hoặc", "trên", "dưới", "the", "of", "and", "a", "an", "in", "to", "for",
];

/// Words with which a number stands: "số 13", "năm 2025".
const NUMBERED: [&str; 7] = ["số", "năm", "tháng", "ngày", "quý", "khóa", "lần"];

/// A pair is a compound if it stands in so many titles, …
const FEWEST: u32 = 3;
/// … and in so many hundredths of those that have its rarer syllable.
const SHARE: u32 = 50;

const NO_BREAK: &str = "\u{a0}";

/// Whether a word in small letters joins others: "và", "của", "the".
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// The compounds of a site.
#[derive(Debug, Default)]
pub struct Compounds {
    /// The numbers of words as they are written.
    words: FxHashMap<Box<str>, u32>,
    /// In how many hundredths of the titles with its rarer syllable a pair of words stands.
    shares: FxHashMap<(u32, u32), u32>,
}

impl Compounds {
    /// The compounds in some titles; equal ones count once.
    pub fn of<'t>(titles: impl Iterator<Item = &'t str>) -> Self {
        let mut syllables = Syllables::default();
        let (mut single, mut pairs) = (Vec::new(), Vec::new());
        for title in titles.collect::<BTreeSet<&str>>() {
            let words: Vec<(&str, u32)> =
                title.split(' ').map(|word| (word, syllables.number(word))).collect();
            let here: BTreeSet<u32> = words.iter().map(|(_, number)| *number).collect();
            single.resize(syllables.joins.len(), 0_u32);
            here.into_iter().for_each(|number| single[number as usize] += 1);
            let touching = words.windows(2).filter(|two| touch(two[0].0, two[1].0));
            let here: BTreeSet<(u32, u32)> = touching.map(|two| (two[0].1, two[1].1)).collect();
            pairs.extend(
                here.into_iter().filter(|(a, b)| ![a, b].iter().any(|one| syllables.joins[**one as usize])),
            );
        }
        pairs.sort_unstable();
        let counted = pairs.chunk_by(|a, b| a == b).filter_map(|same| {
            let ((first, second), count) = (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX));
            let rarer = single[first as usize].min(single[second as usize]).max(1);
            let share = count.saturating_mul(100) / rarer;
            (count >= FEWEST && share >= SHARE).then_some((same[0], share))
        });
        Self { shares: counted.collect(), words: syllables.words }
    }

    /// A headline whose compounds are held together, and numbers with what they number. At most two syllables of words
    /// are, so that a headline still breaks in narrow columns.
    #[must_use]
    pub fn bind<'t>(&self, headline: &'t str) -> Cow<'t, str> {
        let words: Vec<&str> = headline.split(' ').collect();
        let mut bound = self.compounds(&words);
        for gap in 0..bound.len() {
            let is_number = words[gap + 1].starts_with(|first: char| first.is_ascii_digit());
            let before = gap.checked_sub(1);
            let word = lower(words[gap]);
            if is_number && (NUMBERED.contains(&&*word) || before.is_some_and(|gap| bound[gap])) {
                bound[gap] = true;
                if let Some(before) = before.filter(|_| word == "số") {
                    bound[before] = true;
                }
            }
        }
        if !bound.contains(&true) {
            return Cow::Borrowed(headline);
        }
        let mut text = words[0].to_owned();
        for (word, bound) in words[1..].iter().zip(bound) {
            text.push_str(if bound { NO_BREAK } else { " " });
            text.push_str(word);
        }
        Cow::Owned(text)
    }

    /// Behind which words another one of the same compound follows: the strongest first, no word in two.
    fn compounds(&self, words: &[&str]) -> Vec<bool> {
        let numbers: Vec<Option<u32>> = words.iter().map(|word| self.words.get(*word).copied()).collect();
        let share = |gap: usize| {
            let pair = numbers[gap].zip(numbers[gap + 1]).filter(|_| touch(words[gap], words[gap + 1]))?;
            self.shares.get(&pair).copied()
        };
        let gaps = 0..words.len().saturating_sub(1);
        let mut strongest: Vec<(u32, usize)> =
            gaps.clone().filter_map(|gap| Some((share(gap)?, gap))).collect();
        strongest.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
        let mut bound = vec![false; gaps.len()];
        for (_, gap) in strongest {
            let beside = [gap.checked_sub(1), Some(gap + 1)].into_iter().flatten();
            bound[gap] = !beside.filter_map(|gap| bound.get(gap)).any(|bound| *bound);
        }
        bound
    }
}

/// Syllables by number; spellings that differ in case, tone mark and signs around them are one.
#[derive(Default)]
struct Syllables {
    words: FxHashMap<Box<str>, u32>,
    numbers: FxHashMap<String, u32>,
    /// Whether each is a function word, or none.
    joins: Vec<bool>,
}

impl Syllables {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let letters = lower(word.trim_matches(|sign: char| !sign.is_alphanumeric()));
        let syllable = canonical_tones(&letters).into_owned();
        let next = self.joins.len() as u32;
        let joins = syllable.is_empty() || is_function_word(&syllable);
        let number = *self.numbers.entry(syllable).or_insert(next);
        if number == next {
            self.joins.push(joins);
        }
        self.words.insert(word.into(), number);
        number
    }
}

/// Whether nothing but a space stands between the letters of two words.
fn touch(first: &str, second: &str) -> bool {
    first.ends_with(char::is_alphabetic) && second.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::Compounds;

    const TITLES: [&str; 6] = [
        "Hành trình của một mô hình “Dân vận khéo”",
        "Một bản ghi mô hình gồm những gì",
        "Chín mô hình, bảy cái tên",
        "Dân vận từ bàn tiếp nhận",
        "Ban Dân vận hợp nhất",
        "Hình ảnh của thôn",
    ];

    fn bound(headline: &str) -> String {
        Compounds::of(TITLES.into_iter()).bind(headline).replace('\u{a0}', "_")
    }

    #[test]
    fn syllables_of_a_compound_stay_together() {
        assert_eq!(bound(TITLES[0]), "Hành trình của một mô_hình “Dân_vận khéo”");
    }

    #[test]
    fn what_is_seldom_together_breaks() {
        assert_eq!(bound("Hình ảnh của một mô, hình của thôn"), "Hình ảnh của một mô, hình của thôn");
        assert_eq!(bound("dân mô hình vận"), "dân mô_hình vận");
    }

    #[test]
    fn numbers_stay_with_what_they_number() {
        assert_eq!(bound("Nghị quyết số 13 năm 2025"), "Nghị quyết_số_13 năm_2025");
        assert_eq!(bound("Một mô hình 13, bài 2"), "Một mô_hình_13, bài 2");
        assert_eq!(bound("405 ý kiến, 13"), "405 ý kiến, 13");
        assert_eq!(bound(""), "");
    }
}
