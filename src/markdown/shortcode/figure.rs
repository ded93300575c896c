//! Pictures in the flow of a text: figures of several files with one caption, and galleries.

use crate::diagnostic::{Code, localized};
use crate::image::Picture;
use crate::markdown::labels;
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::{Figure, Problem};

/// `figure(files=["…"], alts=["…"], caption="…", detail="…", credit="…")`: pictures side by side with one caption. An
/// empty alternative text says that a picture only decorates.
pub(super) fn figure(call: &Call, reading: &mut Reading<'_>) -> Option<Figure> {
    let arguments = Arguments::new(call, &["files", "alts", "caption", "detail", "credit"], reading);
    let files = arguments.list("files", reading)?;
    let alts = matching(&arguments, "alts", files.len(), reading);
    if arguments.get("alts").is_none() {
        let message = localized!("ảnh thiếu lời mô tả", "the pictures have no alternative texts");
        let help = localized!(
            "thêm `alts=[\"…\"]`, mỗi ảnh một lời, tả điều thấy trong ảnh; ảnh trang trí thì để `\"\"`",
            "add `alts=[\"…\"]`, for each picture what is to be seen; `\"\"` where one only decorates"
        );
        let problem = Problem::error(Code::MissingAlt, call.name.range.clone(), message);
        reading.problems.push(problem.help(help));
    }
    let mut pictures = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        let picture = reading.picture(&file.value, file.range.clone())?;
        let alt = alts.and_then(|alts| alts.get(index)).map_or("", |alt| alt.value.trim());
        pictures.push(Picture { alt: alt.to_owned(), ..picture });
    }
    let mut text = |name| arguments.optional_text(name, reading).map(|text| text.value.trim().to_owned());
    let (caption, detail, credit) = (text("caption"), text("detail"), text("credit"));
    Some(Figure { pictures, caption, detail, credit })
}

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
