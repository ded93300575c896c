//! Lists the links of the output to pages elsewhere, each with the place where it is written.
//!
//! The links are those of the rendered pages, so that no comment, draft or private value is asked for. The place is
//! found by searching the address in the sources: those of published records first, then all others. An address that a
//! theme wrote stands in none; its place is the first page that has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use memchr::memmem;

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::html::{PartKind, Scanner, decode};
use crate::outgoing::Link;
use crate::output::Sink;
use crate::progress::Progress;
use crate::render::Renderer;
use crate::site::Site;
use crate::source::{SourceId, Span};
use crate::workspace::build::Outcome;
use crate::workspace::emit::pages;
use crate::workspace::open::Workspace;
use crate::workspace::options::Purpose;
use crate::workspace::stages::report;

/// The letters at which an address ends in a source: blanks, quotes, and what Markdown and HTML close links with.
const ENDS: [char; 6] = ['"', '<', '>', '`', '|', '\\'];

/// What may stand behind an address without being a part of it.
const TAILS: [char; 13] = [')', ']', '}', '.', ',', ';', ':', '!', '?', '\'', '*', '_', '”'];

impl Workspace {
    /// Adds to the outcome of a check what is wrong with links. `ask` gets the links of the pages that a build would
    /// publish, by address, and the beginnings of those that are not to be asked for. A site that cannot be published has
    /// no pages, and so no links.
    pub fn check_links(
        &mut self,
        outcome: Outcome,
        progress: &dyn Progress,
        ask: impl FnOnce(&[Link], &[String]) -> Vec<Diagnostic>,
    ) -> Outcome {
        let state = self.state(Purpose::Check, progress);
        let Some(renderer) = state.renderer() else { return outcome };
        let links = outgoing(&renderer, progress);
        let diagnostics = ask(&links, &renderer.site.config.allowed_links);
        let found = report(state.sources(), diagnostics, self.options.strict);
        let with_found = |before: &Report| Report::new([before.entries(), found.entries()].concat());
        Outcome {
            report: with_found(&outcome.report),
            untold: outcome.untold.as_ref().map(with_found),
            ..outcome
        }
    }
}

/// The links of all pages.
fn outgoing(renderer: &Renderer<'_>, progress: &dyn Progress) -> Vec<Link> {
    let found = Found { own: renderer.site.config.base.absolute(), links: Mutex::default() };
    pages(renderer, &found, None, progress);
    let links = found.links.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut written = written(renderer.site, &links);
    let link = |(url, page): (String, String)| {
        let place = written.remove(&url).unwrap_or_else(|| Place::file(page));
        Link { url, place }
    };
    links.into_iter().map(link).collect()
}

/// The links of all pages with the first page that has each, by address.
struct Found {
    /// The address of the section itself.
    own: String,
    links: Mutex<BTreeMap<String, String>>,
}

impl Sink for Found {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let links = links(bytes, &self.own);
        let mut all = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        for link in links {
            let page = all.entry(link).or_insert_with(|| path.to_owned());
            if path < page.as_str() {
                path.clone_into(page);
            }
        }
        Ok(())
    }

    fn copy(&self, _: &str, _: &Path) -> Result<(), Diagnostic> {
        Ok(())
    }
}

/// The links of a page and the addresses of what it shows, except those of the section itself.
fn links(html: &[u8], own: &str) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    let mut scanner = Scanner::new(html);
    while let Some(part) = scanner.part() {
        // A `<link>` serves programs: the canonical address, feeds, the schema of metadata.
        if part.kind != PartKind::Open || html[part.inside].eq_ignore_ascii_case(b"link") {
            continue;
        }
        while let Some(attribute) = scanner.attribute() {
            let name = &html[attribute.name];
            let is_link = [&b"href"[..], b"src"].iter().any(|one| name.eq_ignore_ascii_case(one));
            let Some(value) = attribute.value.filter(|_| is_link) else { continue };
            let value = String::from_utf8_lossy(&html[value]);
            let address = decode(&value);
            let address = address.split('#').next().unwrap_or_default();
            let is_elsewhere = address.starts_with("https://") || address.starts_with("http://");
            if is_elsewhere && !address.starts_with(own) {
                links.insert(address.to_owned());
            }
        }
    }
    links
}

/// Where links are written.
fn written(site: &Site<'_>, links: &BTreeMap<String, String>) -> BTreeMap<String, Place> {
    let published: BTreeSet<SourceId> = site.records().map(|no| site.record(no).origin.source).collect();
    let others = site.sources.ids().filter(|id| !published.contains(id));
    let mut places = BTreeMap::new();
    for id in published.iter().copied().chain(others) {
        let text = &site.sources.get(id).text;
        for start in memmem::find_iter(text.as_bytes(), "http") {
            let Some(url) = address_at(&text[start..], links) else { continue };
            let end = start + url.len();
            if !is_comment(text, start) {
                places.entry(url.to_owned()).or_insert(Place::Span(Span { source: id, start, end }));
            }
        }
    }
    places
}

/// The link that a text begins with.
fn address_at<'t>(text: &'t str, links: &BTreeMap<String, String>) -> Option<&'t str> {
    let end =
        text.find(|letter: char| letter.is_whitespace() || ENDS.contains(&letter)).unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        // A fragment belongs to what is written, and not to what is asked for.
        if links.contains_key(address.split('#').next().unwrap_or_default()) {
            return Some(address.split('#').next().unwrap_or_default());
        }
        address = address.strip_suffix(TAILS)?;
    }
}

/// Whether the line of a place is a comment of YAML.
fn is_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links_of(addresses: &[&str]) -> BTreeMap<String, String> {
        addresses.iter().map(|one| ((*one).to_owned(), String::new())).collect()
    }

    #[test]
    fn an_address_ends_before_what_closes_it() {
        let links = links_of(&["https://a.vn/x", "https://a.vn/b_(c)"]);
        for text in [
            "https://a.vn/x) và",
            "https://a.vn/x.",
            "https://a.vn/x\"",
            "https://a.vn/x#phan-2)",
            "https://a.vn/x",
        ] {
            assert_eq!(address_at(text, &links), Some("https://a.vn/x"), "{text}");
        }
        assert_eq!(address_at("https://a.vn/b_(c)).", &links), Some("https://a.vn/b_(c)"));
        assert_eq!(address_at("https://a.vn/xy", &links), None);
    }

    #[test]
    fn links_of_a_page_lead_elsewhere() {
        let html = br#"<link href="https://schema.vn/"><a href="https://a.vn/?x=1&amp;y=2#z">a</a>
            <img src=http://b.vn/p.jpg><a href="https://own.vn/dvk/tin/">c</a><a href="/x">d</a>
            <a href="mailto:a@b.vn">e</a>"#;
        let found = links(html, "https://own.vn/dvk/");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["http://b.vn/p.jpg", "https://a.vn/?x=1&y=2"]);
    }
}
