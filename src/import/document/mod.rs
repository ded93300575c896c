//! Texts of offices as Markdown: DOCX, ODT and HTML, pasted HTML among it.
//!
//! In: the bytes of a file. Out: a [`Document`], which [`markdown`] writes. What cannot come along is counted by kind and
//! told.

pub mod article;
mod docx;
pub mod html;
pub mod markdown;
mod odt;
mod tree;

use std::collections::BTreeMap;

use crate::diagnostic::{LocalizedText, localized};
use crate::import::format::{Format, format, unread_text};
use crate::import::letters::in_capitals;
use crate::import::package::Package;
use crate::import::sheet::{Refusal, limits};

/// A text as it was read.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of their numbers.
    pub notes: Vec<Vec<Inline>>,
    /// Pictures that stand in the file, by the names that [`Inline::Picture`] uses.
    pub pictures: Vec<(String, Vec<u8>)>,
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Its level, from 1.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    /// An element of a list: depth from 0, and its number where the list is numbered.
    Item {
        depth: usize,
        number: Option<usize>,
        text: Vec<Inline>,
    },
    /// Rows of cells; the first row is the header, and empty where the table has none.
    Table(Vec<Vec<Vec<Inline>>>),
    Quote(Vec<Inline>),
}

impl Block {
    /// The line of a block that is no table.
    fn line(&self) -> Option<&Vec<Inline>> {
        match self {
            Self::Heading(_, text) | Self::Paragraph(text) | Self::Quote(text) | Self::Item { text, .. } => {
                Some(text)
            }
            Self::Table(_) => None,
        }
    }

    /// All lines: the only one, or those of the cells.
    fn lines(&self) -> Vec<&Vec<Inline>> {
        match self {
            Self::Table(rows) => rows.iter().flatten().collect(),
            _ => self.line().into_iter().collect(),
        }
    }
}

/// The names of all pictures, each once.
fn pictures_of(blocks: &[Block]) -> Vec<String> {
    let lines = blocks.iter().flat_map(Block::lines);
    let names = lines
        .flatten()
        .filter_map(|inline| if let Inline::Picture { name, .. } = inline { Some(name) } else { None });
    let mut used: Vec<String> = Vec::new();
    for name in names {
        if !used.contains(name) {
            used.push(name.clone());
        }
    }
    used
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text {
        text: String,
        bold: bool,
        italic: bool,
    },
    Link {
        url: String,
        text: String,
    },
    Picture {
        name: String,
        alt: String,
    },
    /// The index of a footnote.
    Note(usize),
    Break,
}

/// How a part of a line looks.
#[derive(Debug, Clone, Copy, Default)]
struct Looks {
    bold: bool,
    italic: bool,
    /// Its font shows all letters as capitals.
    capitals: bool,
}

impl Looks {
    fn text(self, text: String) -> Inline {
        Inline::Text { text: self.shown(text), bold: self.bold, italic: self.italic }
    }

    /// A text as its font shows it.
    fn shown(self, text: String) -> String {
        let capitals = if self.capitals { in_capitals(&text) } else { None };
        capitals.unwrap_or(text)
    }
}

/// What cannot come along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    Comment,
    Deleted,
    Hidden,
    HeaderOrFooter,
    Equation,
    Object,
    Drawing,
    Field,
    NestedTable,
    MergedCell,
    FarPicture,
    BlankLine,
}

impl LeftOut {
    /// What is told of `count` of them.
    #[must_use]
    pub fn told(self, count: usize) -> LocalizedText {
        match self {
            LeftOut::Comment => localized!("{count} lời nhận xét không lấy", "{count} comments left out"),
            LeftOut::Deleted => {
                localized!(
                    "{count} chỗ đã xóa khi theo dõi thay đổi không lấy",
                    "{count} tracked deletions left out"
                )
            }
            LeftOut::Hidden => localized!("{count} chỗ chữ ẩn không lấy", "{count} hidden texts left out"),
            LeftOut::HeaderOrFooter => {
                localized!("{count} đầu trang, chân trang không lấy", "{count} headers and footers left out")
            }
            LeftOut::Equation => localized!("{count} công thức không lấy", "{count} equations left out"),
            LeftOut::Object => {
                localized!("{count} đối tượng nhúng không lấy", "{count} embedded objects left out")
            }
            LeftOut::Drawing => {
                localized!(
                    "{count} hình vẽ WMF, EMF hoặc SmartArt không lấy",
                    "{count} drawings (WMF, EMF, SmartArt) left out"
                )
            }
            LeftOut::Field => {
                localized!("{count} trường tự động chỉ lấy chữ", "of {count} fields only the text was taken")
            }
            LeftOut::NestedTable => {
                localized!(
                    "{count} bảng trong bảng đã trải thành chữ",
                    "{count} tables inside tables became text"
                )
            }
            LeftOut::MergedCell => localized!("{count} ô gộp đã tách", "{count} merged cells were split"),
            LeftOut::FarPicture => localized!(
                "{count} ảnh ở nơi khác không lấy được",
                "{count} pictures elsewhere cannot come along"
            ),
            LeftOut::BlankLine => {
                localized!("{count} dòng kẻ để trống bỏ đi", "{count} blank lines to be filled in dropped")
            }
        }
    }
}

impl Document {
    fn leave_out(&mut self, what: LeftOut) {
        *self.left_out.entry(what).or_default() += 1;
    }
}

/// The words of a line.
#[must_use]
pub fn words(inlines: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text { text, .. } | Inline::Link { text, .. } => text.clone(),
        Inline::Break => " ".to_owned(),
        Inline::Picture { .. } | Inline::Note(_) => String::new(),
    };
    inlines.iter().map(part).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a text of an office.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        return Err(Refusal::too_large(&localized!("hơn {most} MiB", "more than {most} MiB")));
    }
    match format(bytes) {
        Format::Docx => docx::read(&mut Package::open(bytes)?),
        Format::Odt => odt::read(&mut Package::open(bytes)?),
        Format::Html => Ok(html::read(&String::from_utf8_lossy(bytes))),
        Format::Doc | Format::Rtf | Format::Pdf => Err(unread_text()),
        Format::Xlsx | Format::Xls | Format::Ods | Format::Csv | Format::Other => Err(Refusal::new(
            localized!("tệp không phải văn bản Word", "the file is no text of Word"),
            localized!(
                "chương trình đọc .docx, .odt và .html; bảng tính thì nhập bằng `--as entries`, `--as models` …",
                "it reads .docx, .odt and .html; sheets are imported with `--as entries`, `--as models` …"
            ),
        )),
    }
}
