//! One small test for each rule of the Markdown that editors write, read with a small site.

mod blocks;
mod commonmark;
mod hostile;
mod links;
mod shortcodes;
mod typed;

use crate::config::raw::{ExternalImages, RawHtml};
use crate::content::data::{Cell, Cells, Series, SeriesFields};
use crate::diagnostic::{Code, Place, Severity, localized};
use crate::image::{AttachedFile, Picture};
use crate::markdown::*;
use crate::site::ids::Lookup;
use crate::site::{ArticleNo, DocumentNo, EntryNo, ModelNo, RecordNo};
use crate::source::{Source, Sources};
use bantin_text::language::Language;

/// A site below `/dvk/` with one article, model, entry, picture, document and series.
struct Fake {
    series: Series,
}

impl Fake {
    fn new() -> Self {
        let source = Sources::new().add(Source { path: "content/data/so.csv".into(), text: String::new() });
        let row = |cells: [Cell; 3]| cells.to_vec();
        let fields = SeriesFields {
            title: Some("Số mô hình".into()),
            unit: Some("mô hình".into()),
            source: None,
            columns: vec!["Năm".into(), "Số".into(), "Ghi chú".into()],
            rows: vec![
                row([Cell::Number(2021.0), Cell::Number(10.5), Cell::Text("x".into())]),
                row([Cell::Number(2022.0), Cell::Empty, Cell::Empty]),
            ],
        };
        Self { series: Series { id: "so".into(), source, fields, cells: Cells::Yaml } }
    }
}

fn missing(code: Code) -> Failure {
    Failure { code, message: localized!("không có", "not there"), help: None }
}

fn attached(name: &str) -> AttachedFile {
    AttachedFile { source: format!("content/articles/{name}"), path: format!("tin-tuc/a/{name}"), size: 9 }
}

impl Resolver for Fake {
    fn link(&self, target: &str) -> LinkTarget {
        match target {
            "article:a" | "../a.md" => {
                LinkTarget::Record(RecordNo::Article(ArticleNo(3)), "tin-tuc/a/".into())
            }
            "article:draft" => LinkTarget::Unpublished,
            "article:broken" => LinkTarget::Broken,
            "/lien-he/" => LinkTarget::Path("lien-he/".into()),
            "a b.pdf" => LinkTarget::File(attached("a-b.pdf")),
            _ => LinkTarget::Missing(missing(Code::DanglingLink)),
        }
    }

    fn picture(&self, file: &str) -> Result<Picture, Failure> {
        let known = matches!(file, "a.png" | "b.png" | "/c.png");
        let AttachedFile { source, path, .. } = self.file(file).map_err(|_| missing(Code::MissingImage))?;
        let (alt, caption, detail, credit, focus) = (String::new(), None, None, None, None);
        let picture = Picture { source, path, width: 4, height: 3, alt, caption, detail, credit, focus };
        known.then_some(picture).ok_or_else(|| missing(Code::MissingImage))
    }

    fn file(&self, file: &str) -> Result<AttachedFile, Failure> {
        match file.strip_prefix('/') {
            Some(file) => {
                Ok(AttachedFile { source: format!("content/static/{file}"), path: file.into(), size: 1 })
            }
            None if file.starts_with("no") => Err(missing(Code::MissingAsset)),
            None => Ok(attached(file)),
        }
    }

    fn captions(&self, file: &str) -> Result<AttachedFile, Failure> {
        if file.starts_with("bad") { Err(missing(Code::InvalidCaptions)) } else { self.file(file) }
    }

    fn model(&self, id: &str) -> Lookup<ModelNo> {
        match id {
            "m" => Lookup::Published(ModelNo(1)),
            "draft" => Lookup::Unpublished,
            "broken" => Lookup::Broken,
            _ => Lookup::Missing { message: localized!("không có", "not there"), near: None },
        }
    }

    fn entry(&self, id: &str) -> Lookup<EntryNo> {
        match id {
            "c/e" => Lookup::Published(EntryNo(2)),
            _ => Lookup::Missing { message: localized!("không có", "not there"), near: None },
        }
    }

    fn document(&self, id: &str) -> Lookup<DocumentNo> {
        match id {
            "d" => Lookup::Published(DocumentNo(4)),
            _ => Lookup::Missing { message: localized!("không có", "not there"), near: None },
        }
    }

    fn series(&self, id: &str) -> Result<&Series, Option<Failure>> {
        match id {
            "so" => Ok(&self.series),
            "broken" => Err(None),
            _ => Err(Some(missing(Code::UnknownReference))),
        }
    }

    fn cell(&self, series: &Series, row: usize, column: usize) -> Place {
        series.cell_place("", row, column)
    }

    fn href(&self, path: &str) -> String {
        format!("/dvk/{path}")
    }
}

const OPTIONS: Options =
    Options { raw_html: RawHtml::Sanitize, language: Language::Vi, external_images: ExternalImages::Forbid };

fn reading(text: &str) -> (RenderedBody, Vec<Problem>) {
    read(text, OPTIONS, &Fake::new())
}

/// The HTML of a text without problems; shortcodes appear as `{…}`.
fn html(text: &str) -> String {
    let (rendered, problems) = reading(text);
    assert_eq!(problems, [], "{text}");
    shown(&rendered)
}

/// The HTML of a text that may have problems.
fn html_anyway(text: &str) -> String {
    shown(&reading(text).0)
}

fn shown(rendered: &RenderedBody) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Html(html) => html.clone(),
        Piece::Shortcode(shortcode) => format!("{{{shortcode:?}}}"),
    };
    rendered.pieces.iter().map(piece).collect()
}

/// Severity, code and source text of every problem.
fn problems(text: &str) -> Vec<(Severity, Code, String)> {
    let (_, problems) = reading(text);
    problems.into_iter().map(|p| (p.severity, p.code, text[p.range].to_owned())).collect()
}

fn error(code: Code, place: &str) -> Vec<(Severity, Code, String)> {
    vec![(Severity::Error, code, place.to_owned())]
}

fn warning(code: Code, place: &str) -> Vec<(Severity, Code, String)> {
    vec![(Severity::Warning, code, place.to_owned())]
}

/// The help of the first problem, in English.
fn help(text: &str) -> String {
    let (_, problems) = reading(text);
    problems.into_iter().next().and_then(|problem| problem.help).map(|help| help.en).unwrap_or_default()
}
