//! Text in the wrong field: captions in `alt` and `summary`, datelines in the body.

use crate::content::article::{ArticleFields, Picture};
use crate::content::entry::Medium;
use crate::content::record::Origin;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::lint::texts::Texts;
use crate::lint::{Lint, warning};
use crate::markdown::plain::pictures_of;
use bantin_text::broken::is_syllable;
use bantin_text::fold::fold;

/// A caption shorter than this, in bytes, may occur in a summary by chance.
const TELLING: usize = 20;
/// Maximum length of a dateline, in characters.
const DATELINE: usize = 24;

/// Checks that apply to articles only.
pub(super) fn article(
    lint: &Lint<'_>,
    origin: &Origin,
    fields: &ArticleFields,
    texts: &Texts<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(image) = &fields.image {
        let place = origin.value(|path| path.key("image").key("alt"));
        alt(lint, Some(&image.alt), image.caption.as_ref(), place, diagnostics);
    }
    caption(lint, origin, fields, diagnostics);
    dateline(lint, fields, texts, diagnostics);
}

/// Checks the pictures of a record.
pub(super) fn pictures(
    lint: &Lint<'_>,
    origin: &Origin,
    pictures: &[Picture],
    key: &'static str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, picture) in pictures.iter().enumerate() {
        let place = origin.value(|path| path.key(key).index(index).key("alt"));
        alt(lint, Some(&picture.alt), picture.caption.as_ref(), place, diagnostics);
    }
}

/// Checks the media of an entry.
pub(super) fn media(lint: &Lint<'_>, origin: &Origin, media: &[Medium], diagnostics: &mut Vec<Diagnostic>) {
    for (index, medium) in media.iter().enumerate() {
        let place = origin.value(|path| path.key("media").index(index).key("alt"));
        alt(lint, medium.alt.as_ref(), medium.caption.as_ref(), place, diagnostics);
    }
}

fn alt(
    lint: &Lint<'_>,
    alt: Option<&String>,
    caption: Option<&String>,
    place: crate::diagnostic::Place,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (Some(alt), Some(caption)) = (alt, caption) else { return };
    if lint.switches.alt_equals_caption && compared(alt) == compared(caption) && !alt.trim().is_empty() {
        let message = localized!("`alt` chép lại chú thích ảnh", "`alt` repeats the caption");
        let help = localized!(
            "`alt` tả những gì thấy trong ảnh cho người không nhìn thấy; chú thích đã được đọc rồi",
            "`alt` says what is to be seen, for those who do not see it; the caption is read to them anyway"
        );
        diagnostics.push(warning(Code::AltEqualsCaption, place, message, help));
    }
}

/// Checks the pictures in the text of a record.
pub(super) fn body(lint: &Lint<'_>, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !lint.switches.alt_equals_caption || !texts.text.all.contains("![") {
        return;
    }
    for picture in pictures_of(texts.text.all) {
        alt(lint, Some(&picture.alt), Some(&picture.caption), texts.place(None, picture.range), diagnostics);
    }
}

/// A text for comparison: without case, accents, and punctuation at its ends.
fn compared(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    fold(&words.join(" ")).trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

fn caption(lint: &Lint<'_>, origin: &Origin, fields: &ArticleFields, diagnostics: &mut Vec<Diagnostic>) {
    let Some(summary) = fields.summary.as_ref().filter(|_| lint.switches.caption_in_summary) else {
        return;
    };
    let folded = compared(summary);
    let caption = fields.image.as_ref().and_then(|image| image.caption.as_ref()).map(|text| compared(text));
    let copied = caption.is_some_and(|caption| caption.len() >= TELLING && folded.contains(&caption));
    let labelled = is_labelled(&folded);
    if copied || labelled {
        let message = localized!("chú thích ảnh nằm trong `summary`", "a caption stands in `summary`");
        let help = localized!(
            "chuyển nó sang `image.caption` hoặc `image.detail`",
            "move it to `image.caption` or `image.detail`"
        );
        diagnostics.push(warning(Code::CaptionInSummary, origin.key("summary"), message, help));
    }
}

/// Whether a folded text contains a labelled caption, at its beginning or after a sentence.
fn is_labelled(folded: &str) -> bool {
    ["anh:", "trong anh:", "anh minh hoa:", "chu thich anh:"].iter().any(|label| {
        folded.match_indices(label).any(|(at, _)| {
            let before = folded[..at].trim_end();
            before.is_empty() || before.ends_with(['.', '!', '?', ';', '(', '[', ')', '"', '…'])
        })
    })
}

fn dateline(lint: &Lint<'_>, fields: &ArticleFields, texts: &Texts<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !lint.switches.dateline_in_text {
        return;
    }
    let own = fields.dateline.as_deref();
    let summary = fields.summary.as_deref().unwrap_or("");
    let start = texts.text.words.first().map_or(0, |range| range.start);
    for (key, from, text) in [(Some("summary"), 0, summary), (None, start, &texts.text.all[start..])] {
        let Some(typed) = typed_dateline(text, own) else { continue };
        let shown = typed.trim();
        let message = localized!(
            "dẫn nguồn `{shown}` được gõ vào văn bản",
            "the dateline `{shown}` is typed into the text"
        );
        let help = localized!("xóa nó và ghi `dateline: {shown}`", "remove it and write `dateline: {shown}`");
        diagnostics.push(warning(
            Code::DatelineInText,
            texts.place(key, from..from + typed.len()),
            message,
            help,
        ));
    }
}

/// The text before the first dash, if it is the record's dateline or looks like one: `CTTĐT - `, `(YênBái) – `.
fn typed_dateline<'t>(text: &'t str, own: Option<&str>) -> Option<&'t str> {
    let line = text.lines().next()?;
    let end = [" - ", " – ", " — ", ") -", ") –"].iter().filter_map(|dash| line.find(dash)).min()?;
    let typed = line[..end].trim_start_matches(['(', '*', '_']).trim_end_matches([')', '*', '_']).trim();
    if typed.is_empty() || typed.chars().count() > DATELINE {
        return None;
    }
    let is_own = own.is_some_and(|own| compared(own) == compared(typed));
    let capitals = typed.chars().filter(|letter| letter.is_uppercase()).count();
    let one_word = !typed.contains(char::is_whitespace) && typed.chars().all(char::is_alphabetic);
    let is_source = typed.contains("TTĐT") || typed.chars().any(char::is_lowercase);
    (is_own || one_word && capitals >= 2 && is_source || is_place_in_capitals(typed)).then_some(typed)
}

/// `YÊN BÁI`, `LÀO CAI`: two to four words in capitals, of Vietnamese letters alone.
fn is_place_in_capitals(typed: &str) -> bool {
    let words: Vec<&str> = typed.split(' ').collect();
    let fits =
        |word: &&str| word.chars().count() >= 2 && word.chars().all(char::is_uppercase) && is_syllable(word);
    (2..=4).contains(&words.len()) && words.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use super::{is_labelled, typed_dateline};

    #[test]
    fn a_caption_that_says_so_stands_at_the_beginning_or_after_a_sentence() {
        for text in ["anh: ba con lam duong", "duong da xong. anh: a loc", "da xong (trong anh: ong a)"] {
            assert!(is_labelled(text), "{text}");
        }
        for text in ["hoi anh: di dau", "chung nhan hinh anh: mot thoi", "bai anh dep"] {
            assert!(!is_labelled(text), "{text}");
        }
    }

    #[test]
    fn a_dateline_is_one_word_of_capitals_before_a_dash() {
        for (text, typed) in [
            ("CTTĐT - Sáng nay", Some("CTTĐT")),
            ("(YênBái) – Ngày 24/5", Some("YênBái")),
            ("YênBái - Ngày 24/5", Some("YênBái")),
            ("YÊN BÁI – Sáng nay", Some("YÊN BÁI")),
            ("ĐỀ ÁN 13-ĐA/TU - mục tiêu", None),
            ("UBND HĐND – cùng dự", None),
            ("– Tôi chỉ mang đến cái hũ - bà nói", None),
            ("Văn hóa – xã hội là lĩnh vực lớn nhất", None),
            ("UBND - nơi tiếp dân", None),
        ] {
            assert_eq!(typed_dateline(text, None), typed, "{text}");
        }
        assert_eq!(typed_dateline("Lào Cai - Sáng nay", Some("Lào Cai")), Some("Lào Cai"));
    }
}
