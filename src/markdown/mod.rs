//! Markdown to safe HTML (contract §4).
//!
//! In come the Markdown of one body and a [`Resolver`] that knows the site; out go a [`Prose`] and [`Problem`]s
//! with ranges of the Markdown. Shortcodes are read and checked here, and left for the theme to show.
//!
//! The steps: [`shortcode`] finds shortcodes and hides them behind comments; pulldown-cmark reads the rest into
//! events; [`mod@write`] turns events into HTML, asking through a [`reading`] what links and pictures mean; [`raw`] keeps
//! what is safe of authors' own HTML; [`html`] parts the result at the places of shortcodes.

pub mod highlight;
mod html;
mod labels;
pub mod plain;
mod raw;
mod reading;
mod shortcode;
mod types;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{Options as Features, Parser};

use crate::markdown::write::Writer;

pub use types::*;
pub(crate) use write::dangling_heading;

/// Reads a text that has its page for itself.
pub fn read(text: &str, options: Options, resolver: &dyn Resolver) -> (Prose, Vec<Problem>) {
    read_with_ids(text, options, resolver, &mut Ids::default())
}

/// Reads a text that shares its page with those read before with the same `ids`.
pub fn read_with_ids(
    text: &str,
    options: Options,
    resolver: &dyn Resolver,
    ids: &mut Ids,
) -> (Prose, Vec<Problem>) {
    let text =
        if html::has_marks(text) { Cow::Owned(html::without_marks(text)) } else { Cow::Borrowed(text) };
    let found = shortcode::find::find(&text);
    let markdown = found.hidden.as_deref().unwrap_or(&text);
    let events: Vec<_> = parser(markdown).into_offset_iter().collect();
    let mut writer = Writer::new(&text, &events, options, resolver, ids);
    writer.problems(found.problems);
    writer.shortcodes(found.calls);
    writer.write()
}

/// The Markdown that editors write.
fn parser(text: &str) -> Parser<'_> {
    let features = Features::ENABLE_TABLES
        | Features::ENABLE_FOOTNOTES
        | Features::ENABLE_STRIKETHROUGH
        | Features::ENABLE_TASKLISTS
        | Features::ENABLE_DEFINITION_LIST;
    Parser::new_ext(text, features)
}

#[cfg(test)]
mod tests;
