//! Checks the arguments of shortcodes and resolves what they name.

use crate::diagnostic::{Code, localized};
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::arguments::Arguments;
use crate::markdown::shortcode::call::{Call, Spanned};
use crate::markdown::shortcode::{chart, figure, media};
use crate::markdown::{Failure, Problem, Shortcode};
use crate::site::ids::Lookup;
use bantin_text::suggest::nearest;

/// All shortcodes, and `end`, which closes `quote`.
pub(in crate::markdown) const NAMES: [&str; 10] =
    ["model", "entry", "document", "figure", "gallery", "chart", "video", "audio", "quote", "end"];

/// The problem of an unknown shortcode name.
pub(in crate::markdown) fn unknown(name: &Spanned<String>) -> Problem {
    let word = &name.value;
    let message = localized!("không có mã ngắn `{word}`", "there is no shortcode `{word}`");
    let help = match nearest(word, NAMES) {
        Some(near) => localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"),
        None => {
            let all = NAMES.join("`, `");
            localized!("các mã ngắn: `{all}`", "the shortcodes are `{all}`")
        }
    };
    Problem::error(Code::UnknownShortcode, name.range.clone(), message).help(help)
}

/// Resolves a shortcode other than `quote` and `end`. Returns `None` if it has a mistake, or if what it shows is not
/// published.
pub(in crate::markdown) fn meaning(call: &Call, reading: &mut Reading<'_>) -> Option<Shortcode> {
    match call.name.value.as_str() {
        "model" => {
            let id = Arguments::new(call, &["id"], reading).text("id", reading)?;
            let found = reading.resolver.model(&id.value);
            published(found, &id, reading).map(Shortcode::Model)
        }
        "entry" => {
            let id = Arguments::new(call, &["id"], reading).text("id", reading)?;
            let found = reading.resolver.entry(&id.value);
            published(found, &id, reading).map(Shortcode::Entry)
        }
        "document" => {
            let id = Arguments::new(call, &["id"], reading).text("id", reading)?;
            let found = reading.resolver.document(&id.value);
            published(found, &id, reading).map(Shortcode::Document)
        }
        "gallery" => figure::gallery(call, reading).map(Shortcode::Gallery),
        "chart" => chart::chart(call, reading).map(Shortcode::Chart),
        "figure" => figure::figure(call, reading).map(Shortcode::Figure),
        "video" => media::video(call, reading).map(Shortcode::Video),
        "audio" => media::audio(call, reading).map(Shortcode::Audio),
        _ => None,
    }
}

/// The speaker of a quotation. Returns `None` if the argument is invalid.
pub(in crate::markdown) fn speaker(call: &Call, reading: &mut Reading<'_>) -> Option<String> {
    Arguments::new(call, &["by"], reading).text("by", reading).map(|by| by.value)
}

/// Reports arguments, for `end`, which takes none.
pub(in crate::markdown) fn bare(call: &Call, reading: &mut Reading<'_>) {
    Arguments::new(call, &[], reading);
}

fn published<T>(found: Lookup<T>, id: &Spanned<String>, reading: &mut Reading<'_>) -> Option<T> {
    let range = id.range.clone();
    match found {
        Lookup::Published(no) => Some(no),
        Lookup::Unpublished => {
            let id = &id.value;
            let message = localized!(
                "`{id}` hiện chưa đăng, nên không hiện ở đây",
                "`{id}` is not published now, so nothing is shown here"
            );
            reading.problems.push(Problem::warning(Code::UnpublishedReference, range, message));
            None
        }
        Lookup::Broken => None,
        Lookup::Missing { message, near } => {
            let help = near.map(|near| localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"));
            reading.fail(range, Failure { code: Code::UnknownReference, message, help });
            None
        }
    }
}
