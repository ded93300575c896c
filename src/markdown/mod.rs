//! Markdown to safe HTML. The syntax is CommonMark with tables, footnotes, strikethrough, task and definition lists,
//! and shortcodes on lines of their own.
//!
//! Input: the Markdown of one body, and a [`Resolver`] that knows the site. Output: a [`RenderedBody`], and [`Problem`]s with
//! byte ranges of the Markdown. Shortcodes are parsed and checked here; the theme renders them.
//!
//! Steps: [`shortcode`] finds shortcodes and replaces them by comments; [`prepare`] hides what the parser would take
//! otherwise than editors mean it; pulldown-cmark parses the rest into events; [`untaken`] warns of markup that did not
//! take; [`mod@write`] turns events into HTML and resolves links and pictures through [`reading`], [`autolink`] finds
//! bare addresses; [`raw`] sanitizes raw HTML; [`html`] splits the result at the placeholders of shortcodes.

mod autolink;
pub mod highlight;
mod html;
mod labels;
mod outline;
pub mod plain;
mod prepare;
mod raw;
mod reading;
mod shortcode;
mod types;
mod untaken;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{Event, Options as Features, Parser};

use crate::markdown::write::{Located, Writer};

pub(crate) use shortcode::chart::labels as chart_labels;
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
    let mut problems = found.problems;
    let markdown = found.hidden.as_deref().unwrap_or(&text);
    let is_there = |address: &str, is_picture: bool| match is_picture {
        true => resolver.picture(address).is_ok(),
        false => !matches!(resolver.link(address), LinkTarget::Missing(_)),
    };
    let prepared = prepare::prepare(markdown, is_there, &mut problems);
    let events = events(prepared.as_deref().unwrap_or(markdown));
    problems.extend(untaken::untaken(&text, &events));
    let mut writer = Writer::new(&text, &events, options, resolver, ids);
    writer.problems(problems);
    writer.shortcodes(found.calls);
    writer.write()
}

/// The events of a prepared text. The parser cuts a text at every sign that might have been markup; here it is one
/// piece again, so that addresses and signs without effect can be found in it.
fn events(text: &str) -> Vec<Located<'_>> {
    let mut events: Vec<Located<'_>> = Vec::new();
    // The text that is being put together, and where it stands.
    let (mut run, mut place) = (String::new(), 0..0);
    for (event, range) in parser(text).into_offset_iter() {
        let event = prepare::restore(event);
        let is_verbatim = |part: &str| part.len() == range.len();
        match &event {
            Event::Text(part) if is_verbatim(part) && place.end == range.start && !run.is_empty() => {
                run.push_str(part);
                place.end = range.end;
                continue;
            }
            _ => flush(&mut run, &place, &mut events),
        }
        match &event {
            Event::Text(part) if is_verbatim(part) => {
                run.push_str(part);
                place = range;
            }
            _ => events.push((event, range)),
        }
    }
    flush(&mut run, &place, &mut events);
    events
}

fn flush(run: &mut String, place: &std::ops::Range<usize>, events: &mut Vec<Located<'_>>) {
    if !run.is_empty() {
        events.push((Event::Text(std::mem::take(run).into()), place.clone()));
    }
}

/// A parser with the extensions that editors may use.
fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, features())
}

fn features() -> Features {
    Features::ENABLE_TABLES
        | Features::ENABLE_FOOTNOTES
        | Features::ENABLE_STRIKETHROUGH
        | Features::ENABLE_TASKLISTS
        | Features::ENABLE_DEFINITION_LIST
}

#[cfg(test)]
mod tests;
