//! Galleries and videos.

use crate::diagnostic::{Code, localized};
use crate::image::Picture;
use crate::markdown::labels;
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::{Problem, Shortcode};
use crate::value::Link;

/// `gallery(files=["…"], alts=["…"], captions=["…"])`; `alts` are the alternative texts, one for each file.
pub(super) fn gallery(call: &Call, reading: &mut Reading<'_>) -> Option<Vec<Picture>> {
    let arguments = Arguments::new(call, &["files", "alts", "captions"], reading);
    let files = arguments.list("files", reading)?;
    let alts = matching(&arguments, "alts", files.len(), reading);
    let captions = matching(&arguments, "captions", files.len(), reading);
    let mut pictures = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let mut picture = reading.picture(&file.value, file.range.clone())?;
        let said = |list: Option<&[Spanned<String>]>| {
            let text = list?.get(index)?.value.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let number = || labels::picture_of(reading.language, index + 1, files.len());
        picture.alt = said(alts).unwrap_or_else(number);
        picture.caption = said(captions);
        pictures.push(picture);
    }
    Some(pictures)
}

/// An optional list that must have one element for each file.
fn matching<'c>(
    arguments: &Arguments<'c>,
    name: &'static str,
    count: usize,
    reading: &mut Reading<'_>,
) -> Option<&'c [Spanned<String>]> {
    let list = arguments.optional_list(name, reading)?;
    if list.len() == count {
        return Some(list);
    }
    let found = list.len();
    let range = arguments.get(name)?.value.range.clone();
    let message = localized!(
        "`{name}` có {found} mục, nhưng `files` có {count}",
        "`{name}` has {found} elements, but `files` has {count}"
    );
    reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message));
    None
}

/// `video(file="…")` or `video(url="https://…")`, with an optional `title`.
pub(super) fn video(call: &Call, reading: &mut Reading<'_>) -> Option<Shortcode> {
    let arguments = Arguments::new(call, &["file", "url", "title"], reading);
    let title = arguments.optional_text("title", reading).map(|title| title.value);
    if arguments.get("file").is_some() == arguments.get("url").is_some() {
        let message = localized!(
            "`video` cần đúng một trong hai: `file` hoặc `url`",
            "`video` takes either `file` or `url`"
        );
        reading.problems.push(Problem::error(Code::ShortcodeArgument, call.name.range.clone(), message));
        return None;
    }
    if arguments.get("file").is_some() {
        let file = arguments.text("file", reading)?;
        let url = reading.file(&file.value, file.range)?.path;
        return Some(Shortcode::Video { url, local: true, title });
    }
    let url = arguments.text("url", reading)?;
    let address = url.value.trim();
    let has_host =
        address.strip_prefix("https://").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if has_host && Link::is_safe(address) {
        return Some(Shortcode::Video { url: address.to_owned(), local: false, title });
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
