//! How a value of the wrong type is written: the help that shows what to copy.
//!
//! In: what was typed, and the type that is wanted. Out: a help, where it is clear what was meant.

use crate::diagnostic::{LocalizedText, localized};
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType};
use bantin_text::number::number_meant;

/// A text without the curly quotes around it, which YAML does not know.
pub(crate) fn without_curly(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix(['“', '”', '‘', '’'])?.strip_suffix(['“', '”', '‘', '’'])?;
    (!inside.contains(['“', '”'])).then_some(inside.trim())
}

/// A text as it may be copied into a YAML file, inside brackets too: in quotes where it needs them.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.trim();
    let is_plain = !text.is_empty()
        && text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '.' | '/' | '_'))
        && text.starts_with(char::is_alphabetic)
        && !matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null");
    if is_plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How to write a truth value that stands there as text.
pub(super) fn truth(text: &str) -> Option<LocalizedText> {
    let text = without_curly(text).unwrap_or(text);
    let value = match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "có" | "co" | "đúng" | "rồi" | "x" | "1" | "+1" => "true",
        "false" | "no" | "n" | "off" | "không" | "khong" | "sai" | "chưa" | "0" => "false",
        _ => return Some(localized!("viết `true` (có) hoặc `false` (không)", "write `true` or `false`")),
    };
    Some(localized!("viết `{value}`, không có dấu nháy", "write `{value}` without quotes"))
}

/// How to write a number that stands there as text: `5.000.000`, `"2024"`, `90 %`, `82,83`.
pub(super) fn number(text: &str, whole: bool) -> Option<LocalizedText> {
    let number = number_meant(without_curly(text).unwrap_or(text))?;
    if whole && number.contains('.') {
        return None;
    }
    Some(localized!(
        "chỉ viết số, không đặt trong dấu nháy, không kèm đơn vị hay dấu chia hàng nghìn: `{number}`",
        "write the number alone, without quotes, unit or separators: `{number}`"
    ))
}

/// How to write a list that stands there as text.
pub(super) fn list(text: &str, of: &ValueType) -> Option<LocalizedText> {
    let text = text.trim();
    if let Some(first) = text.strip_prefix(['-', '–', '•']) {
        let first = first.split(['-', '–', '•']).next().unwrap_or("").trim();
        return Some(localized!(
            "thêm dấu cách sau dấu gạch, mỗi ý một dòng: `- {first}`",
            "put a space behind the hyphen, and each element on a line: `- {first}`"
        ));
    }
    if let ValueType::Mapping(info) = of {
        let one = mapping_of(text, info)?;
        let line = one.trim_start_matches('{').trim_end_matches('}').to_owned();
        return Some(localized!(
            "viết `[{one}]`, hoặc xuống dòng rồi viết `- {line}`",
            "write `[{one}]`, or `- {line}` on the line below"
        ));
    }
    let parts: Vec<String> =
        text.split([',', ';', '，']).map(str::trim).filter(|part| !part.is_empty()).map(quoted).collect();
    let written = parts.join(", ");
    (!parts.is_empty()).then(|| localized!("viết `[{written}]`", "write `[{written}]`"))
}

/// How to write a mapping that stands there as text.
pub(super) fn mapping(text: &str, info: &MappingInfo) -> Option<LocalizedText> {
    let written = mapping_of(text, info)?;
    Some(localized!("viết `{written}`", "write `{written}`"))
}

/// `anh.jpg` as `{file: anh.jpg, alt: …}`: a name with an ending is a file, anything else the first text
/// or the name.
fn mapping_of(text: &str, info: &MappingInfo) -> Option<String> {
    let text = without_curly(text).unwrap_or(text);
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let takes = |name: &str| info.keys.iter().find(|key| key.name == name);
    let is_text = |of: ValueType| matches!(of, ValueType::Text);
    let required = || info.keys.iter().filter(|key| matches!(key.presence, Presence::Required));
    let own = match takes("file").filter(|_| is_file) {
        Some(file) => file,
        None => required().find(|key| is_text((key.value)())).or_else(|| takes("name"))?,
    };
    // A picture needs words unless it only decorates.
    let is_shown =
        |key: &&KeyInfo| matches!(key.presence, Presence::Required) || [own.name, "alt"].contains(&key.name);
    let pairs = info.keys.iter().filter(is_shown).map(|key| match key.name == own.name {
        true => format!("{}: {}", key.name, quoted(text)),
        false => format!("{}: …", key.name),
    });
    let pairs: Vec<String> = pairs.collect();
    pairs.iter().any(|pair| !pair.ends_with('…')).then(|| format!("{{{}}}", pairs.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::article::{Attachment, Author, Picture};

    #[test]
    fn a_text_is_shown_as_the_list_or_mapping_that_was_meant() {
        let list = |text: &str, of| list(text, &of).map(|help| help.en).unwrap_or_default();
        assert_eq!(list("dân vận, khéo: hay", ValueType::Text), "write `[dân vận, \"khéo: hay\"]`");
        assert!(list("-dân vận -khéo", ValueType::Text).ends_with("`- dân vận`"));
        let authors = list("Nguyễn Văn A", ValueType::Mapping(Author::INFO));
        assert_eq!(authors, "write `[{name: Nguyễn Văn A}]`, or `- name: Nguyễn Văn A` on the line below");
        let mapping = |text: &str, info| mapping(text, info).map(|help| help.en);
        assert_eq!(mapping("anh.jpg", Picture::INFO), Some("write `{file: anh.jpg, alt: …}`".into()));
        assert_eq!(mapping("“a b.pdf”", Attachment::INFO), Some("write `{title: …, file: a b.pdf}`".into()));
    }

    #[test]
    fn values_are_quoted_where_they_need_it() {
        for (text, written) in [
            ("Nguyễn Văn A", "Nguyễn Văn A"),
            ("1", "\"1\""),
            ("a, b", "\"a, b\""),
            ("true", "\"true\""),
            ("x\"y", "\"x\\\"y\""),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
