//! Typography of a text: quotes, tone marks and spaces.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, localized};
use crate::html::entity;
use crate::lint::seen::Seen;
use crate::lint::texts::{Prose, Texts};
use crate::lint::{Lint, warning};
use bantin_text::fold::{fold, lower, tone_place};

/// Checks the texts of one record.
pub(super) fn check(lint: &Lint<'_>, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if lint.switches.mixed_quotes {
        quotes(texts, diagnostics);
    }
    if lint.switches.mixed_tones {
        tones(texts, diagnostics);
    }
    for (key, text) in texts.all() {
        if lint.switches.no_break_spaces
            && let Some(range) = no_break_space(text)
        {
            let message =
                localized!("có dấu cách không ngắt trong văn bản", "there is a no-break space in the text");
            let help = localized!("thay bằng dấu cách thường", "put an ordinary space in its place");
            diagnostics.push(warning(Code::NoBreakSpace, texts.place(key, range), message, help));
        }
        if lint.switches.double_spaces
            && let Some(range) = double_space(text)
        {
            let message = localized!("có hai dấu cách liền nhau", "there are two spaces in a row");
            let help = localized!("bỏ bớt dấu cách", "leave one");
            diagnostics.push(warning(Code::DoubleSpace, texts.place(key, range), message, help));
        }
    }
}

/// The first no-break space, as a character or as an HTML entity.
fn no_break_space(text: &Prose<'_>) -> Option<Range<usize>> {
    if !text.seen.has(Seen::LATIN.and(Seen::GENERAL).and(Seen::AMPERSAND)) {
        return None;
    }
    let typed = |(start, piece): (usize, &str)| {
        let at = |at: usize| Some((at, entity(&piece.as_bytes()[at..]).filter(|one| one.0 == '\u{a0}')?.1));
        let (at, len) = piece.match_indices('&').find_map(|(found, _)| at(found))?;
        Some(start + at..start + at + len)
    };
    first(text, |letter| matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}'))
        .or_else(|| text.pieces().find_map(typed))
}

/// The first character that satisfies `is`.
fn first(text: &Prose<'_>, is: impl Fn(char) -> bool) -> Option<Range<usize>> {
    text.pieces().find_map(|(start, piece)| {
        let (at, letter) = piece.char_indices().find(|(_, letter)| is(*letter))?;
        Some(start + at..start + at + letter.len_utf8())
    })
}

/// The first double space between words; at the end of a line it is a Markdown line break.
fn double_space(text: &Prose<'_>) -> Option<Range<usize>> {
    if !text.seen.has(Seen::SPACES) {
        return None;
    }
    text.pieces().find_map(|(start, piece)| {
        let at = piece.trim_end().find("  ").filter(|at| *at > 0 || start == 0)?;
        let len = piece[at..].len() - piece[at..].trim_start_matches(' ').len();
        Some(start + at..start + at + len)
    })
}

/// A style of quotes: a sample, what is seen where it is used, and the test for its characters.
type Quotes = (&'static str, Seen, fn(char) -> bool);

/// A text uses one style of quotes; the first use of a second style is reported.
fn quotes(texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let kinds: [Quotes; 3] = [
        ("“ ”", Seen::GENERAL, |letter| matches!(letter, '“' | '”')),
        ("\" \"", Seen::QUOTE, |letter| letter == '"'),
        ("« »", Seen::LATIN, |letter| matches!(letter, '«' | '»')),
    ];
    let used: Vec<_> = kinds
        .iter()
        .filter_map(|(name, sign, is)| {
            let mut read = texts.all().filter(|(_, text)| text.seen.has(*sign));
            let place = read.find_map(|(key, text)| Some((key, first(text, is)?)))?;
            Some((*name, place))
        })
        .collect();
    let [(usual, _), (other, (key, range)), ..] = used.as_slice() else { return };
    let message = localized!(
        "trộn hai kiểu ngoặc kép: {usual} và {other}",
        "two kinds of quotes are mixed: {usual} and {other}"
    );
    let help = localized!("dùng một kiểu trong cả bài, tốt nhất là “ ”", "use one kind throughout, best “ ”");
    diagnostics.push(warning(Code::MixedQuotes, texts.place(*key, range.clone()), message, help));
}

/// A syllable whose tone mark may stand on either of two vowels.
struct Marked {
    key: Option<&'static str>,
    range: Range<usize>,
    syllable: String,
}

/// A text places tone marks in one way; the first use of the rarer way is reported.
fn tones(texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (mut old, mut new): (Vec<Marked>, Vec<Marked>) = (Vec::new(), Vec::new());
    for (key, text) in texts.all() {
        for (start, piece) in text.pieces() {
            for (range, word) in open_words(piece) {
                let marked = || Marked {
                    key,
                    range: start + range.start..start + range.end,
                    syllable: word.to_owned(),
                };
                let lowered = lower(word);
                if tone_place(&lowered) != lowered {
                    new.push(marked());
                } else if is_marked(&lowered) {
                    old.push(marked());
                }
            }
        }
    }
    let (rarer, usual) = if new.len() <= old.len() { (&new, &old) } else { (&old, &new) };
    let (Some(odd), Some(even)) = (rarer.first(), usual.first()) else { return };
    let (odd_word, even_word) = (&odd.syllable, &even.syllable);
    let message = localized!(
        "trộn hai kiểu đặt dấu thanh: `{odd_word}` và `{even_word}`",
        "two habits of placing tone marks are mixed: `{odd_word}` and `{even_word}`"
    );
    let help = localized!("đặt dấu theo một kiểu trong cả bài", "place them alike throughout");
    diagnostics.push(warning(Code::MixedToneMarks, texts.place(odd.key, odd.range.clone()), message, help));
}

/// Syllables that end in oa, oe or uy, where the tone mark can stand on either letter. In "qu" the u is not a vowel.
fn open_words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut from = 0;
    let words = text.split_inclusive(|letter: char| !letter.is_alphabetic()).map(move |piece| {
        let start = from;
        from += piece.len();
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
        (start..start + word.len(), word)
    });
    words.filter(|(_, word)| {
        let mut last = word.chars().rev();
        if !last.next().is_some_and(|letter| may_be(letter, "aey"))
            || !last.next().is_some_and(|letter| may_be(letter, "ou"))
        {
            return false;
        }
        let plain = fold(word);
        plain.len() >= 2
            && (plain.ends_with("oa")
                || plain.ends_with("oe")
                || plain.ends_with("uy") && !plain.ends_with("quy"))
    })
}

/// Whether a letter is one of these vowels, or no letter of ASCII, with or without marks.
fn may_be(letter: char, vowels: &str) -> bool {
    !letter.is_ascii() || vowels.contains(letter.to_ascii_lowercase())
}

/// Whether one of the last two letters has a tone mark. Vowels with a circumflex, breve or horn are letters of their
/// own.
fn is_marked(lowered: &str) -> bool {
    lowered.chars().rev().take(2).any(|letter| !letter.is_ascii())
        && !lowered.contains(['ơ', 'ô', 'ư', 'â', 'ê', 'ă'])
}
