//! Checks the captions of a film (WebVTT), so that a browser shows all of them.
//!
//! In: the text of a `.vtt` file. Out: the first thing in it that a browser would not take: the header, the times of a
//! cue, or that there is no cue at all (W3C, "WebVTT: The Web Video Text Tracks Format", 4.1).

use crate::diagnostic::{LocalizedText, localized};

/// Why captions cannot be shown. Lines count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidCaptions {
    /// The file is no UTF-8 text.
    NoText,
    /// It does not begin with `WEBVTT`.
    NoHeader,
    /// The times of a cue are not written as WebVTT wants them.
    Times(usize),
    /// A cue ends before it begins.
    Order(usize),
    NoCue,
}

impl InvalidCaptions {
    /// What is wrong, and how it is mended.
    pub fn told(self) -> (LocalizedText, LocalizedText) {
        match self {
            Self::NoText => (
                localized!("tệp không phải chữ UTF-8", "the file is no text in UTF-8"),
                localized!("lưu lại tệp với bảng mã UTF-8", "save the file as UTF-8"),
            ),
            Self::NoHeader => (
                localized!("dòng đầu của tệp không phải `WEBVTT`", "the file does not begin with `WEBVTT`"),
                localized!(
                    "thêm dòng `WEBVTT` rồi một dòng trống ở đầu tệp; tệp `.srt` thì xuất lại thành WebVTT",
                    "put a line `WEBVTT` and an empty line on top; export a `.srt` file as WebVTT"
                ),
            ),
            Self::Times(line) => (
                localized!(
                    "dòng {line}: giờ của câu không đúng cách viết",
                    "line {line}: the times are not written right"
                ),
                localized!(
                    "viết như `00:01:02.500 --> 00:01:05.000`, với dấu chấm trước phần nghìn giây",
                    "write them like `00:01:02.500 --> 00:01:05.000`, with a point before the thousandths"
                ),
            ),
            Self::Order(line) => (
                localized!(
                    "dòng {line}: câu kết thúc trước khi bắt đầu",
                    "line {line}: the cue ends before it begins"
                ),
                localized!("đổi chỗ hoặc sửa hai giờ ấy", "mend the two times"),
            ),
            Self::NoCue => (
                localized!("tệp không có câu nào", "the file holds no cue"),
                localized!(
                    "viết ít nhất một câu: dòng giờ, rồi dòng chữ",
                    "write one cue at least: a line of times, and a line of text"
                ),
            ),
        }
    }
}

/// Checks a file; `None` stands for one that is no UTF-8.
pub fn check(text: Option<&str>) -> Result<(), InvalidCaptions> {
    let text = text.ok_or(InvalidCaptions::NoText)?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or("");
    if first.strip_prefix("WEBVTT").is_none_or(|rest| !rest.is_empty() && !rest.starts_with([' ', '\t'])) {
        return Err(InvalidCaptions::NoHeader);
    }
    let mut cues = 0;
    for (at, line) in text.lines().enumerate() {
        let Some((start, end)) = line.split_once("-->") else { continue };
        let end = end.split_whitespace().next().unwrap_or("");
        let (Some(start), Some(end)) = (milliseconds(start.trim()), milliseconds(end)) else {
            return Err(InvalidCaptions::Times(at + 1));
        };
        if end <= start {
            return Err(InvalidCaptions::Order(at + 1));
        }
        cues += 1;
    }
    if cues == 0 { Err(InvalidCaptions::NoCue) } else { Ok(()) }
}

/// `01:02.500` or `00:01:02.500`.
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, thousandths) = time.split_once('.')?;
    let digits = |part: &str, least: usize| {
        let is_number = part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u64>().ok()).flatten()
    };
    let thousandths = digits(thousandths, 3).filter(|_| thousandths.len() == 3)?;
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (digits(hours, 2)?, minutes, seconds),
        _ => return None,
    };
    let sixty = |part: &str| digits(part, 2).filter(|number| part.len() == 2 && *number < 60);
    let total = hours.checked_mul(3600)?.checked_add(sixty(minutes)? * 60 + sixty(seconds)?)?;
    total.checked_mul(1000)?.checked_add(thousandths)
}

#[cfg(test)]
mod tests {
    use super::{InvalidCaptions, check};

    #[test]
    fn captions_with_notes_names_and_settings_are_sound() {
        let text = "WEBVTT - lời phim\r\n\r\nNOTE ghi chú\r\n\r\n1\r\n00:01.000 --> 00:02.500 align:start\r\nChào bà con.\r\n\r\n00:00:02.500 --> 100:00:04.000\r\n- Dạ.\r\n";
        assert_eq!(check(Some(text)), Ok(()));
        assert_eq!(check(Some(&format!("\u{feff}{text}"))), Ok(()));
    }

    #[test]
    fn what_browsers_do_not_take_is_found_with_its_line() {
        for (text, wrong) in [
            (None, InvalidCaptions::NoText),
            (Some(""), InvalidCaptions::NoHeader),
            (Some("1\n00:00:01,000 --> 00:00:02,000\nA"), InvalidCaptions::NoHeader),
            (Some("WEBVTTX\n"), InvalidCaptions::NoHeader),
            (Some("WEBVTT\n\nA\n"), InvalidCaptions::NoCue),
            (Some("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nA"), InvalidCaptions::Times(3)),
            (Some("WEBVTT\n\n1.000 --> 00:02.000\nA"), InvalidCaptions::Times(3)),
            (Some("WEBVTT\n\n00:01.000 --> 00:61.000\nA"), InvalidCaptions::Times(3)),
            (Some("WEBVTT\n\n00:02.000 --> 00:01.000\nA"), InvalidCaptions::Order(3)),
        ] {
            assert_eq!(check(text), Err(wrong), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "(WEBVTT|\n|[0-9:. >-]{0,12}|é){0,20}") {
            let _ = check(Some(&text));
        }
    }
}
