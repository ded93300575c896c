//! Films and recordings, with what those need who do not see or hear them (WCAG 2.2, 1.2).

use std::ops::Range;

use crate::diagnostic::{Code, localized};
use crate::image::AttachedFile;
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::{Audio, Captions, Problem, Video};
use crate::value::Link;
use bantin_text::language::Language;

/// `video(file="…")` or `video(url="https://…")`, with an optional `title`, and for a file `poster`, `captions` and
/// `transcript`.
pub(super) fn video(call: &Call, reading: &mut Reading<'_>) -> Option<Video> {
    let allowed = &["file", "url", "title", "poster", "captions", "transcript"];
    let arguments = Arguments::new(call, allowed, reading);
    let title = arguments.optional_text("title", reading).map(|title| title.value);
    if arguments.get("file").is_some() == arguments.get("url").is_some() {
        let message = localized!(
            "`video` cần đúng một trong hai: `file` hoặc `url`",
            "`video` takes either `file` or `url`"
        );
        reading.problems.push(Problem::error(Code::ShortcodeArgument, call.name.range.clone(), message));
        return None;
    }
    let transcript = transcript(&arguments, reading);
    let local = arguments.get("file").is_some();
    if !local {
        let url = address(&arguments, reading)?;
        return Some(Video { url, local, title, poster: None, captions: Vec::new(), transcript });
    }
    let file = arguments.text("file", reading)?;
    let url = reading.file(&file.value, file.range)?.path;
    let poster = arguments.optional_text("poster", reading);
    let poster = poster.and_then(|poster| reading.picture(&poster.value, poster.range));
    let captions = captions(&arguments, reading);
    if arguments.get("captions").is_none() && arguments.get("transcript").is_none() {
        reading.problems.push(for_nobody(call.name.range.clone()));
    }
    Some(Video { url, local, title, poster, captions, transcript })
}

/// `audio(file="…")`, with an optional `title` and `transcript`.
pub(super) fn audio(call: &Call, reading: &mut Reading<'_>) -> Option<Audio> {
    let arguments = Arguments::new(call, &["file", "title", "transcript"], reading);
    let title = arguments.optional_text("title", reading).map(|title| title.value);
    let transcript = transcript(&arguments, reading);
    let file = arguments.text("file", reading)?;
    let file = reading.file(&file.value, file.range)?;
    if arguments.get("transcript").is_none() {
        let message = localized!(
            "bản ghi âm không có bản chép lời cho người không nghe được",
            "the recording has no transcript for those who do not hear it"
        );
        let help = localized!(
            "thêm `transcript=\"loi.txt\"`: tệp chữ ghi lại những lời trong bản ghi âm",
            "add `transcript=\"words.txt\"`, a text file with what is said"
        );
        let problem = Problem::warning(Code::MissingCaptions, call.name.range.clone(), message);
        reading.problems.push(problem.help(help));
    }
    Some(Audio { file, title, transcript })
}

fn for_nobody(range: Range<usize>) -> Problem {
    let message = localized!(
        "phim không có phụ đề, cũng không có bản chép lời cho người không nghe được",
        "the film has neither captions nor a transcript for those who do not hear it"
    );
    let help = localized!(
        "thêm `captions=[\"vi.vtt\"]` (phụ đề WebVTT) hoặc `transcript=\"loi.txt\"` (tệp chữ ghi lại lời trong phim)",
        "add `captions=[\"vi.vtt\"]` (WebVTT) or `transcript=\"words.txt\"` (a text file with what is said)"
    );
    Problem::warning(Code::MissingCaptions, range, message).help(help)
}

fn address(arguments: &Arguments<'_>, reading: &mut Reading<'_>) -> Option<String> {
    let url = arguments.text("url", reading)?;
    for name in ["poster", "captions"] {
        if let Some(argument) = arguments.get(name) {
            let message = localized!(
                "`{name}` chỉ dùng cho phim đặt cạnh bài (`file`)",
                "`{name}` is for films beside the record (`file`) alone"
            );
            let range = argument.name.range.clone();
            reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message));
        }
    }
    let address = url.value.trim();
    let has_host =
        address.strip_prefix("https://").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if has_host && Link::is_safe(address) {
        return Some(address.to_owned());
    }
    let message = localized!(
        "địa chỉ phim phải bắt đầu bằng `https://`",
        "the address of a film must begin with `https://`"
    );
    let help = localized!(
        "phim đặt cạnh bài thì dùng `file=\"…\"`",
        "for a film beside the record write `file=\"…\"`"
    );
    reading.problems.push(Problem::error(Code::UnsafeUrl, url.range, message).help(help));
    None
}

fn transcript(arguments: &Arguments<'_>, reading: &mut Reading<'_>) -> Option<AttachedFile> {
    let written = arguments.optional_text("transcript", reading)?;
    reading.file(&written.value, written.range)
}

/// The captions that are sound; what is wrong with others is reported.
fn captions(arguments: &Arguments<'_>, reading: &mut Reading<'_>) -> Vec<Captions> {
    let files: &[Spanned<String>] = arguments.optional_list("captions", reading).unwrap_or(&[]);
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        if let Some(found) = reading.captions(&file.value, file.range.clone()) {
            all.push(Captions { language: language_of(&file.value, reading.language), path: found.path });
        }
    }
    all
}

/// The language in the name of a file, `vi.vtt` or `phim.en.vtt`; else that of the text.
fn language_of(file: &str, of_text: Language) -> Language {
    let name = file.rsplit('/').next().unwrap_or(file).to_ascii_lowercase();
    let stem = name.strip_suffix(".vtt").unwrap_or(&name);
    let last = stem.rsplit(['.', '-', '_']).next().unwrap_or(stem);
    Language::ALL.into_iter().find(|language| language.code() == last).unwrap_or(of_text)
}
