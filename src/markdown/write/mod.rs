//! Markdown events to HTML and plain text.
//!
//! Events are written one by one into a [`Sink`]; footnotes and quotations have sinks of their own. Each group of
//! elements (links, tables, footnotes …) has a file.

mod code;
mod flow;
mod headings;
mod links;
mod notes;
mod pictures;
mod raw;
mod tables;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::config::raw::RawHtml;
use crate::content::limits;
use crate::diagnostic::{Code, localized};
use crate::markdown::html::{pieces, push_text};
use crate::markdown::labels;
use crate::markdown::outline::Outline;
use crate::markdown::prepare::WORD_BREAK;
use crate::markdown::raw::guard::{depth, guard};
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::call::Call;
use crate::markdown::{Heading, Ids, Options, Problem, RenderedBody, Resolver, Shortcode};
use bantin_text::syllables::count_words;

pub(crate) use headings::dangling as dangling_heading;

/// An event and its byte range in the Markdown.
pub(super) type Located<'e> = (Event<'e>, Range<usize>);

/// HTML and plain text written so far.
#[derive(Debug, Default)]
struct Sink {
    html: String,
    plain: String,
}

/// The state between two events.
pub(super) struct Writer<'e, 'r> {
    text: &'e str,
    events: &'e [Located<'e>],
    /// Index of the next event.
    at: usize,
    raw_html: RawHtml,
    reading: Reading<'r>,
    sink: Sink,
    /// Number of open elements.
    depth: usize,
    calls: BTreeMap<usize, Option<Call>>,
    shortcodes: Vec<Shortcode>,
    quote: Option<flow::Quote>,
    headings: Vec<Heading>,
    heading: Option<headings::Open>,
    /// For each open link, whether it was written.
    links: Vec<bool>,
    /// How many raw `<a>` are open.
    raw_links: usize,
    table: tables::Table,
    notes: notes::Notes,
    /// Name of a raw HTML element whose content is being dropped.
    hiding: Option<String>,
    /// Whether the HTML contains raw tags, which must be sanitized.
    has_raw_html: bool,
}

impl<'e, 'r> Writer<'e, 'r> {
    /// `events` are those of `text`, or of a text with the same offsets.
    pub(super) fn new(
        text: &'e str,
        events: &'e [Located<'e>],
        options: Options,
        resolver: &'r dyn Resolver,
        ids: &'r mut Ids,
    ) -> Self {
        let has_first_level = events.iter().any(|(event, _)| headings::is_first_level(event));
        Self {
            text,
            events,
            at: 0,
            raw_html: options.raw_html,
            notes: notes::Notes::new(ids.notes),
            reading: Reading::new(resolver, options, ids, Outline::new(has_first_level)),
            sink: Sink {
                html: String::with_capacity(text.len() * 5 / 4),
                plain: String::with_capacity(text.len()),
            },
            depth: 0,
            calls: BTreeMap::new(),
            shortcodes: Vec::new(),
            quote: None,
            headings: Vec::new(),
            heading: None,
            links: Vec::new(),
            raw_links: 0,
            table: tables::Table::default(),
            hiding: None,
            has_raw_html: false,
        }
    }

    /// Adds problems found before writing.
    pub(super) fn problems(&mut self, problems: Vec<Problem>) {
        self.reading.problems.extend(problems);
    }

    /// Sets the shortcodes, by the byte at which each begins.
    pub(super) fn shortcodes(&mut self, calls: BTreeMap<usize, Option<Call>>) {
        self.calls = calls;
    }

    pub(super) fn write(mut self) -> (RenderedBody, Vec<Problem>) {
        while let Some((event, range)) = self.next() {
            self.event(event, range.clone());
        }
        self.abandon_quote();
        self.write_notes();
        self.check_local_links();
        self.finish()
    }

    fn next(&mut self) -> Option<&'e Located<'e>> {
        let event = self.events.get(self.at);
        self.at += 1;
        event
    }

    fn event(&mut self, event: &'e Event<'e>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                self.notes.saw_text(range.clone());
                self.linked_text(text, range);
            }
            Event::Code(code) => self.inline_code(code),
            Event::Html(html) | Event::InlineHtml(html) => self.inline_html(html, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            Event::FootnoteReference(label) => self.reference(label),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
        }
    }

    fn start(&mut self, tag: &'e Tag<'e>, range: Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => return self.code_block(kind),
            Tag::HtmlBlock => return self.html_block(),
            Tag::Image { dest_url, title, .. } => return self.inline_picture(dest_url, title, range),
            Tag::Paragraph if self.figure() => return,
            _ => self.depth += 1,
        }
        match tag {
            Tag::Paragraph => self.html("<p>"),
            Tag::Heading { level, .. } => self.open_heading(*level, range),
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.html("<li>"),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.html("<dt>"),
            Tag::DefinitionListDefinition => self.html("<dd>"),
            Tag::FootnoteDefinition(label) => self.open_note(label, range),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.html("<thead>\n<tr>"),
            Tag::TableRow => self.html("<tr>"),
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.html("<strong>"),
            Tag::Strikethrough => self.html("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(*link_type, dest_url, title, range)
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.leave();
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => self.block("</blockquote>\n"),
            TagEnd::List(false) => self.block("</ul>\n"),
            TagEnd::List(true) => self.block("</ol>\n"),
            TagEnd::Item => self.block("</li>\n"),
            TagEnd::DefinitionList => self.block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.block("</dd>\n"),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_head(),
            TagEnd::TableRow => self.close_row(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => self.html("</em>"),
            TagEnd::Strong => self.html("</strong>"),
            TagEnd::Strikethrough => self.html("</del>"),
            TagEnd::Link => self.close_link(),
            _ => {}
        }
        let is_inline =
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
        if !is_inline {
            self.raw_links = 0;
            self.hiding = None;
        }
    }

    fn close_paragraph(&mut self) {
        if self.sink.html.ends_with("<p>") {
            self.sink.html.truncate(self.sink.html.len() - "<p>".len());
        } else {
            self.block("</p>\n");
        }
    }

    /// Appends an inline tag.
    fn html(&mut self, html: &str) {
        self.sink.html.push_str(html);
    }

    /// Appends a tag between blocks; the plain text begins a new line.
    fn block(&mut self, html: &str) {
        self.html(html);
        self.break_plain();
    }

    fn break_plain(&mut self) {
        let plain = &mut self.sink.plain;
        plain.truncate(plain.trim_end_matches(' ').len());
        if !plain.is_empty() && !plain.ends_with('\n') {
            plain.push('\n');
        }
    }

    fn line_break(&mut self, html: &str) {
        self.html(html);
        self.sink.plain.push(' ');
    }

    fn text(&mut self, text: &str) {
        if self.hiding.is_some() {
            return;
        }
        for (number, line) in text.split(WORD_BREAK).enumerate() {
            if number > 0 {
                self.line_break("<br>\n");
            }
            push_text(&mut self.sink.html, line);
            self.sink
                .plain
                .extend(line.chars().filter(|letter| !letter.is_control() || letter.is_whitespace()));
        }
    }

    fn task(&mut self, done: bool) {
        let (class, sign) = if done { ("task task-done", '☑') } else { ("task", '☐') };
        let label = labels::task(self.reading.language, done);
        self.html(&format!("<span class=\"{class}\" role=\"img\" aria-label=\"{label}\">{sign}</span> "));
    }

    /// Takes the text away if its tags stand too deep in each other.
    fn keep_flat(&mut self) {
        let (deep, most) = (depth(&self.sink.html), limits::NESTING);
        if deep > most {
            let message = localized!(
                "thẻ HTML lồng nhau {deep} tầng, nhiều nhất là {most}; có lẽ thiếu thẻ đóng",
                "tags of HTML stand {deep} deep in each other, at most {most}; closing tags may be missing"
            );
            self.reading.problems.push(Problem::error(Code::TooMuch, 0..self.text.len().min(1), message));
            self.sink.html.clear();
        }
    }

    fn finish(mut self) -> (RenderedBody, Vec<Problem>) {
        if self.has_raw_html {
            self.keep_flat();
            let own = self.reading.resolver.href("");
            let external = self.reading.shows_external_pictures();
            self.sink.html = guard(&self.sink.html, &own, external);
            for shortcode in &mut self.shortcodes {
                if let Shortcode::Quote { html, .. } = shortcode {
                    *html = guard(html, &own, external);
                }
            }
        }
        let plain = self.sink.plain.trim().to_owned();
        let rendered = RenderedBody {
            pieces: pieces(&self.sink.html, &self.shortcodes),
            headings: self.headings,
            anchors: self.reading.anchors,
            words: count_words(&plain),
            plain,
            assets: self.reading.assets,
            heading_links: self.reading.heading_links,
            file_links: self.reading.file_links,
        };
        let mut problems = self.reading.problems;
        problems.sort_by_key(|problem| problem.range.start);
        (rendered, problems)
    }
}
