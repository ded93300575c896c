//! Reading on behind mistakes of syntax, so that one run tells all of them and what else is wrong in the text.
//!
//! In: a YAML text. Out: the tree of what can be read, the refusals, and the keys that were passed over. Steps: where
//! the reading stops, the top-level pair or element around the place is blanked, byte for byte, and the text is read
//! again.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::yaml::controls::Cleaned;
use crate::yaml::reader::{self, Reading};
use crate::yaml::refusal::Refusal;
use crate::yaml::stop::Why;

/// So many mistakes of syntax are told of one text.
const MOST: usize = 20;
/// Larger texts are read once: each mistake costs another reading.
const LARGEST: usize = 1_000_000;

/// What could be read of a text.
pub(super) struct Recovered {
    pub(super) reading: Reading,
    /// Every place where the reading stopped.
    pub(super) refusals: Vec<Refusal>,
    /// Words that may be keys of what was passed over.
    pub(super) passed_over: Vec<String>,
    /// Whether the reading stopped for good.
    pub(super) gave_up: bool,
    /// The first control character that was left out.
    pub(super) control: Option<Range<usize>>,
}

/// Reads a text as far as it can be read, without its control characters.
pub(super) fn read(text: &str) -> Recovered {
    let Some(cleaned) = Cleaned::new(text) else { return read_cleaned(text) };
    let mut recovered = read_cleaned(&cleaned.text);
    let lead_back =
        |range: &mut Range<usize>| *range = cleaned.written(range.start)..cleaned.written(range.end);
    for mark in &mut recovered.reading.marks {
        mark.key.iter_mut().for_each(lead_back);
        lead_back(&mut mark.value);
    }
    recovered.refusals.iter_mut().for_each(|refusal| lead_back(&mut refusal.place));
    Recovered { control: cleaned.first_dropped(), ..recovered }
}

fn read_cleaned(text: &str) -> Recovered {
    let mut reading = reader::read(text);
    let (mut refusals, mut passed_over) = (Vec::new(), Vec::new());
    let mut mended = String::new();
    while let Some(stop) = reading.stopped.take() {
        let so_far = if mended.is_empty() { text } else { &mended };
        let refusal = Refusal::new(so_far, &stop);
        let is_syntax =
            matches!(refusal.code, Code::YamlSyntax | Code::YamlTab) && stop.why != Why::SecondDocument;
        let goes_on = is_syntax && refusals.len() + 1 < MOST && text.len() <= LARGEST;
        let block = block_around(so_far, refusal.place.start).filter(|_| goes_on);
        refusals.push(refusal);
        let Some(block) = block else {
            return Recovered { reading, refusals, passed_over, gave_up: true, control: None };
        };
        passed_over.extend(words(&so_far[block.clone()]));
        if mended.is_empty() {
            text.clone_into(&mut mended);
        }
        blank(&mut mended, block);
        reading = reader::read(&mended);
    }
    Recovered { reading, refusals, passed_over, gave_up: false, control: None }
}

/// The lines of the top-level pair or element around a place; nothing where they are blank already, or are the marks
/// of Git, behind which nothing can be told.
fn block_around(text: &str, at: usize) -> Option<Range<usize>> {
    let begins = |line: &str| !line.starts_with([' ', '\t', '\r', '\n', '#', ']', '}', ':']);
    let (mut start, mut end) = (0, None);
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) && from <= at {
            start = from;
        } else if begins(line) && from > at {
            end = Some(from);
            break;
        }
        from += line.len();
    }
    let block = start..end.unwrap_or(text.len());
    let inside = &text[block.clone()];
    let is_conflict = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| inside.starts_with(mark));
    (!is_conflict && !inside.trim_start_matches('-').trim().is_empty()).then_some(block)
}

/// The first word of each line: its key, if it has one.
fn words(block: &str) -> impl Iterator<Item = String> + '_ {
    let first = |line: &str| {
        let line = line.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let end = line.find(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '"' | '\'' | '：'));
        line[..end.unwrap_or(line.len())].to_owned()
    };
    block.lines().map(first).filter(|word| !word.is_empty())
}

/// Replaces a block by spaces; the hyphen of an element stays, so that the others keep their numbers.
fn blank(text: &mut String, block: Range<usize>) {
    let is_element = text[block.clone()].starts_with("- ");
    let spaces: String = text[block.clone()]
        .bytes()
        .enumerate()
        .map(|(at, byte)| match byte {
            b'\n' | b'\r' => char::from(byte),
            b'-' if at == 0 && is_element => '-',
            _ => ' ',
        })
        .collect();
    text.replace_range(block, &spaces);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Node;

    fn keys(text: &str) -> (Vec<String>, usize) {
        let recovered = read(text);
        let Node::Mapping(pairs) = recovered.reading.tree else {
            return (Vec::new(), recovered.refusals.len());
        };
        (pairs.into_iter().map(|(key, _)| key).collect(), recovered.refusals.len())
    }

    #[test]
    fn what_stands_around_a_mistake_is_read() {
        let read = |keys: &[&str], mistakes| (keys.iter().map(|key| (*key).to_owned()).collect(), mistakes);
        assert_eq!(keys("a: 1\nb: c: d\ne: 2\n"), read(&["a", "e"], 1));
        assert_eq!(keys("a: \"x\nb: 1\nc: [1\nd: 2\n"), read(&["b", "d"], 2));
        assert_eq!(keys("a: 1\n\tb: 2\nc: 3\n"), read(&["c"], 1));
        assert_eq!(keys("a: b: c"), read(&[], 1));
    }

    #[test]
    fn elements_keep_their_numbers() {
        let recovered = read("- a: 1\n- b: c: d\n- e: 2\n");
        let Node::List(nodes) = recovered.reading.tree else { panic!("it is a list") };
        assert_eq!((nodes.len(), nodes[1].is_null()), (3, true));
    }

    proptest::proptest! {
        #[test]
        fn reading_on_ends_and_keeps_every_offset(text in "([a-d]: |- |\\[|\"|'|x|\n|  |\t|: |#){0,40}") {
            let recovered = read(&text);
            proptest::prop_assert!(recovered.refusals.len() <= MOST);
            proptest::prop_assert!(recovered.reading.marks.iter().all(|mark| mark.value.end <= text.len()));
        }
    }
}
