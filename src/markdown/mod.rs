//! Markdown to safe HTML. The syntax is CommonMark with tables, footnotes, strikethrough, task and definition lists,
//! and shortcodes on lines of their own.
//!
//! Input: the Markdown of one body, and a [`Resolver`] that knows the site. Output: a [`RenderedBody`], and [`Problem`]s with
//! byte ranges of the Markdown. Shortcodes are parsed and checked here; the theme renders them.
//!
//! Steps: [`shortcode`] finds shortcodes and replaces them by comments; pulldown-cmark parses the rest into events;
//! [`mod@write`] turns events into HTML and resolves links and pictures through [`reading`]; [`raw`] sanitizes raw
//! HTML; [`html`] splits the result at the placeholders of shortcodes.

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

/// Reads a body that is alone on its page.
pub fn read(text: &str, options: Options, resolver: &dyn Resolver) -> (RenderedBody, Vec<Problem>) {
    read_with_ids(text, options, resolver, &mut Ids::default())
}

/// Reads a body on a page with other bodies, which were read before with the same `ids`.
pub fn read_with_ids(
    text: &str,
    options: Options,
    resolver: &dyn Resolver,
    ids: &mut Ids,
) -> (RenderedBody, Vec<Problem>) {
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

/// A parser with the extensions that editors may use.
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
