//! Bodies of records: HTML with rendered shortcodes, and tables of contents.

use tera::{Context, Value};

use crate::chart::{self, Better};
use crate::diagnostic::Diagnostic;
use crate::markdown::{Chart as Drawing, Heading, Piece, RenderedBody, Shortcode};
use crate::render::context::{Chart, Gallery, Quote, TocItem};
use crate::render::contexts::Contexts;

/// Minimum number of headings for a table of contents.
const TOC_FROM: usize = 3;

impl<'r> Contexts<'r> {
    /// The HTML of a body that is alone on its page.
    pub(in crate::render) fn body(&self, rendered: &'r RenderedBody) -> Result<String, Diagnostic> {
        self.part("chart_", rendered)
    }

    /// The HTML of a body; `ids` is the prefix of the ids of its charts. Its underscore keeps them apart from ids of
    /// headings.
    pub(super) fn part(&self, ids: &str, rendered: &'r RenderedBody) -> Result<String, Diagnostic> {
        if let [Piece::Html(html)] = rendered.pieces.as_slice() {
            return Ok(self.with_widths(html).into_owned());
        }
        let mut html = String::new();
        for (number, piece) in rendered.pieces.iter().enumerate() {
            match piece {
                Piece::Html(part) => html.push_str(&self.with_widths(part)),
                Piece::Shortcode(shortcode) => {
                    let id = format!("{ids}{number}");
                    html.push_str(self.shortcode(shortcode, id)?.trim_end());
                }
            }
            if !html.is_empty() && !html.ends_with('\n') {
                html.push('\n');
            }
        }
        Ok(html)
    }

    /// Renders a shortcode; `id` is unique in the page.
    fn shortcode(&self, shortcode: &'r Shortcode, id: String) -> Result<String, Diagnostic> {
        let (name, value) = match shortcode {
            Shortcode::Model(no) => {
                let shown = self.edition.model(self.site, *no);
                ("model", Value::from_serializable(&self.model_card(shown)))
            }
            Shortcode::Entry(no) => ("entry", Value::from_serializable(&self.entry_card(*no))),
            Shortcode::Document(no) => ("document", Value::from_serializable(&self.document_card(*no))),
            Shortcode::Gallery(pictures) => {
                let images = pictures.iter().map(|picture| self.image(picture)).collect();
                ("gallery", Value::from_serializable(&Gallery { images }))
            }
            Shortcode::Chart(drawing) => ("chart", Value::from_serializable(&self.chart(drawing, id))),
            Shortcode::Figure(figure) => ("figure", Value::from_serializable(&self.figure(figure))),
            Shortcode::Video(video) => ("video", Value::from_serializable(&self.video(video))),
            Shortcode::Audio(audio) => {
                let (title, transcript) = (audio.title.as_deref(), audio.transcript.as_ref());
                ("audio", Value::from_serializable(&self.audio(&audio.file, title, transcript)))
            }
            Shortcode::Quote { by, html } => ("quote", Value::from_serializable(&Quote { by, html })),
        };
        let mut context = Context::new();
        context.insert_value(name, value);
        self.templates.render(self.language(), &format!("shortcodes/{name}.html"), &context)
    }

    /// Draws a chart; `id` is unique in the page.
    pub(super) fn chart(&self, drawing: &Drawing, id: String) -> Chart {
        // Templates print the source once, for drawing and table together.
        let numbers = Drawing { source: None, ..drawing.clone() };
        Chart {
            svg: chart::draw(drawing, self.language(), &id),
            table: chart::table(&numbers, self.language()),
            title: drawing.title.text.clone(),
            source: drawing.source.clone(),
            better: chart::better(drawing, self.language()).map(|better| match better {
                Better::Higher => "higher",
                Better::Shorter => "shorter",
            }),
            href: drawing.data.as_deref().and_then(|id| self.series_href(id)),
            id,
        }
    }
}

/// The headings of a body, nested two levels deep; empty for a short body.
pub(super) fn toc(rendered: &RenderedBody) -> Vec<TocItem<'_>> {
    if rendered.headings.len() < TOC_FROM {
        return Vec::new();
    }
    let mut items: Vec<TocItem<'_>> = Vec::new();
    let top = rendered.headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    for heading in rendered.headings.iter().filter(|heading| heading.level <= top + 1) {
        match items.last_mut() {
            Some(above) if heading.level > top => above.children.push(item(heading)),
            _ => items.push(item(heading)),
        }
    }
    items
}

fn item(heading: &Heading) -> TocItem<'_> {
    TocItem { id: &heading.id, text: &heading.text, children: Vec::new() }
}
