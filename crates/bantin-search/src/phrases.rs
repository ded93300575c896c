//! Phrases for completion: sequences of terms in titles and names that read as a whole.
//!
//! In: the documents and their terms. Out: [`Phrase`]s of each language, sorted. Steps: collect the different sentences of
//! titles and names, with how often each occurs; count the sequences in them, one term, then two, and so on, a longer one
//! only where both its shorter ones are in several sentences (the a-priori rule of frequent item sets), which bounds
//! memory; keep those that are complete: no part of a longer word or name on either side, and without a joining word at
//! an end.

use std::collections::{BTreeMap, BTreeSet};

use bantin_text::compounds::is_function_word;
use rayon::prelude::*;

use crate::document::DocumentKind;
use crate::forward_index::{BREAK, ForwardIndex};
use crate::order::Ordered;

/// Maximum number of terms in a phrase.
const LONGEST: usize = 6;
/// A sequence is part of a longer one if in so many tenths of its sentences the same term stands beside it, …
const MOSTLY: usize = 8;
/// … and that term stands there in so many tenths of its own: "nữ" behind "hội phụ", but not "xã" behind "hội phụ nữ".
const BELONGS: usize = 3;

/// A phrase with its frequency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) count: u32,
    /// The code of the language of its documents.
    pub(crate) language: &'static str,
}

/// A sequence of terms.
struct Sequence<'i> {
    terms: &'i [u32],
    /// How often it occurs.
    count: u32,
    /// The number of different sentences in which it occurs.
    sentences: usize,
    /// The number of those in which the same term, which belongs there, stands before it, or behind it.
    beside: usize,
}

/// All phrases, sorted.
pub(crate) fn phrases(ordered: &Ordered<'_, '_>, index: &ForwardIndex) -> Vec<Phrase> {
    let joins: Vec<bool> = index.words.iter().map(|word| is_function_word(word)).collect();
    let is_number = |term: &u32| index.words[*term as usize].bytes().all(|byte| byte.is_ascii_digit());
    let mut all = Vec::new();
    for (language, Sentences { counts, names }) in sentences(ordered, index) {
        let sentences: Vec<(&[u32], u32)> = counts.into_iter().collect();
        // With two numbers it is a date or a period.
        let reads = |terms: &[u32]| {
            let ends = [terms.first(), terms.last()];
            !ends.into_iter().flatten().any(|term| joins[*term as usize])
                && terms.iter().filter(|term| is_number(term)).count() < 2
        };
        let mut levels: Vec<Vec<Sequence<'_>>> = Vec::new();
        for length in 1..=LONGEST + 1 {
            let longer = sequences(&sentences, length, levels.last().map_or(&[], Vec::as_slice));
            levels.push(longer);
            if length > 2 {
                note_beside(&mut levels);
            }
        }
        let kept =
            levels[..LONGEST].iter().flatten().filter(|one| reads(one.terms) && is_complete(one, &names));
        all.extend(kept.map(|one| Phrase { text: text(index, one.terms), count: one.count, language }));
    }
    all.sort_unstable();
    all
}

/// The sentences of titles and names in one language.
#[derive(Default)]
struct Sentences<'i> {
    /// How often each occurs.
    counts: BTreeMap<&'i [u32], u32>,
    /// Those that are names.
    names: BTreeSet<&'i [u32]>,
}

fn sentences<'i>(
    ordered: &Ordered<'_, '_>,
    index: &'i ForwardIndex,
) -> BTreeMap<&'static str, Sentences<'i>> {
    let mut languages: BTreeMap<&'static str, Sentences<'i>> = BTreeMap::new();
    let documents = ordered.documents.iter().zip(&index.documents);
    // The title of a section is that of its page.
    for (document, terms) in documents.filter(|(one, _)| one.kind != DocumentKind::Section) {
        let sentences = languages.entry(document.language.code()).or_default();
        let [title, names, _] = terms.zones();
        let parts = |zone: &'i [u32]| zone.split(|term| *term == BREAK).filter(|part| !part.is_empty());
        for sentence in parts(title.1).chain(parts(names.1)) {
            *sentences.counts.entry(sentence).or_default() += 1;
        }
        sentences.names.extend(parts(names.1));
    }
    languages
}

/// The sequences of a length, sorted by their terms, whose parts of `shorter` are in several sentences.
fn sequences<'i>(
    sentences: &[(&'i [u32], u32)],
    length: usize,
    shorter: &[Sequence<'i>],
) -> Vec<Sequence<'i>> {
    let frequent = |terms: &[u32]| find(shorter, terms).is_some_and(|at| shorter[at].sentences > 1);
    let may_be = |terms: &[u32]| length <= 2 || frequent(&terms[1..]) && frequent(&terms[..length - 1]);
    let occurrences = |(number, (terms, _)): (usize, &(&'i [u32], u32))| {
        let parts = terms.windows(length).filter(|terms| may_be(terms));
        parts.map(|terms| (terms, number)).collect::<Vec<_>>()
    };
    let mut found: Vec<(&[u32], usize)> =
        sentences.par_iter().enumerate().flat_map_iter(occurrences).collect();
    found.par_sort_unstable();
    found.dedup();
    let same = found.chunk_by(|a, b| a.0 == b.0);
    let count = |of: &[(&[u32], usize)]| of.iter().map(|(_, number)| sentences[*number].1).sum();
    same.map(|of| Sequence { terms: of[0].0, count: count(of), sentences: of.len(), beside: 0 }).collect()
}

fn find(sequences: &[Sequence<'_>], terms: &[u32]) -> Option<usize> {
    sequences.binary_search_by(|one| one.terms.cmp(terms)).ok()
}

/// Notes for each sequence of the last level but one in how many sentences a term that belongs there stands beside it.
fn note_beside(levels: &mut [Vec<Sequence<'_>>]) {
    let [words, pairs, ..] = &*levels else { return };
    let sentences =
        |level: &[Sequence<'_>], terms: &[u32]| find(level, terms).map_or(0, |at| level[at].sentences);
    let belongs =
        |word: u32, pair: &[u32]| sentences(pairs, pair) * 10 >= sentences(words, &[word]) * BELONGS;
    let [.., shorter, longer] = &*levels else { return };
    let mut noted: Vec<(usize, usize)> = Vec::new();
    for Sequence { terms, sentences, .. } in longer {
        let (first, last) = (&terms[..2], &terms[terms.len() - 2..]);
        let sides =
            [(&terms[1..], belongs(first[0], first)), (&terms[..terms.len() - 1], belongs(last[1], last))];
        let parts = sides.into_iter().filter(|(_, belongs)| *belongs);
        noted.extend(parts.filter_map(|(part, _)| Some((find(shorter, part)?, *sentences))));
    }
    let at = levels.len() - 2;
    for (one, sentences) in noted {
        let beside = &mut levels[at][one].beside;
        *beside = sentences.max(*beside);
    }
}

/// Whether a sequence stands for itself. Single words complete what is being typed; two of one sentence alone are kept
/// for the same reason, there being nothing to tell what they belong to.
fn is_complete(one: &Sequence<'_>, names: &BTreeSet<&[u32]>) -> bool {
    match (one.terms.len(), one.sentences) {
        (1, _) | (2, 1) => true,
        (_, 1) => names.contains(one.terms),
        (_, several) => one.beside * 10 < several * MOSTLY || names.contains(one.terms),
    }
}

fn text(index: &ForwardIndex, terms: &[u32]) -> String {
    terms.iter().map(|term| index.words[*term as usize].as_ref()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use bantin_text::language::Language;

    use super::*;
    use crate::document::SearchDocument;
    use crate::forward_index::Known;
    use crate::order::ordered;

    #[test]
    fn phrases_read_as_a_whole() {
        let titles = [
            "Hội Liên hiệp Phụ nữ xã Mẫu Hạ",
            "Hội Liên hiệp Phụ nữ xã Mẫu Nam",
            "Hội Nông dân xã Mẫu Hạ",
            "Hội Nông dân xã Mẫu Nam",
            "Xã Kim Phú đón khách",
            "Xã Cao Sơn giữ rừng",
            "Một mô hình không chỉ đẹp",
            "Mô hình và con người",
            "Mô hình ở phố",
        ];
        let documents: Vec<SearchDocument<'_>> = titles.into_iter().map(titled).collect();
        let ordered = ordered(&documents);
        let phrases = phrases(&ordered, &ForwardIndex::new(&ordered.documents, Known::default()));
        let has = |text: &str| phrases.iter().any(|phrase| phrase.text == text);
        for whole in ["hội liên hiệp phụ nữ", "hội nông dân", "mô hình", "kim phú", "xã mẫu hạ"]
        {
            assert!(has(whole), "{whole}: {phrases:?}");
        }
        for part in ["hội liên hiệp phụ", "dân xã mẫu", "mô hình không chỉ", "mô hình và", "hiệp phụ nữ"]
        {
            assert!(!has(part), "{part}: {phrases:?}");
        }
    }

    fn titled(title: &str) -> SearchDocument<'_> {
        SearchDocument {
            url: Cow::Borrowed(title),
            title: Cow::Borrowed(title),
            kind: DocumentKind::Article,
            language: Language::Vi,
            date: String::new(),
            moment: 0,
            facets: BTreeMap::new(),
            names: vec![Cow::Borrowed("Xã Mẫu Hạ")],
            summary: Cow::Borrowed(""),
            text: Cow::Borrowed(""),
        }
    }
}
