//! Texts of LibreOffice (ODT) as a [`Document`].

use std::collections::{BTreeMap, BTreeSet};

use crate::import::document::tree::{Child, Element, parse};
use crate::import::document::{Block, Document, Inline, LeftOut, Looks, html, pictures_of};
use crate::import::odf::Fonts;
use crate::import::package::Package;
use crate::import::sheet::Refusal;

/// The style of a title, by the name that every language of the program stores.
const TITLE: &str = "Title";

/// Reads a package of LibreOffice Writer.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document, Refusal> {
    let content = package.part("content.xml").ok_or_else(|| Refusal::damaged("content.xml"))?;
    let tree = parse(&content)?;
    let mut reader = Reader {
        looks: BTreeMap::new(),
        titles: BTreeSet::new(),
        numbered: BTreeMap::new(),
        fonts: Fonts::default(),
        document: Document::default(),
    };
    // The lists of a text of Word have their styles in the other part.
    let named = package.part("styles.xml");
    reader.fonts.read(named.as_deref().unwrap_or_default());
    reader.fonts.read(&content);
    let named = named.and_then(|styles| parse(&styles).ok());
    if let Some(styles) = named.as_ref().and_then(|tree| tree.find("styles")) {
        reader.lists(styles);
    }
    if let Some(styles) = tree.find("automatic-styles") {
        reader.lists(styles);
        reader.styles(styles);
    }
    if let Some(body) = tree.find("text") {
        reader.blocks(body, None);
    }
    let mut document = reader.document;
    for name in pictures_of(&document.blocks) {
        if let Some(bytes) = package.part(&name) {
            document.pictures.push((name, bytes));
        }
    }
    Ok(document)
}

struct Reader {
    /// Bold and italic of each style.
    looks: BTreeMap<String, (bool, bool)>,
    /// Styles that are based on that of the title.
    titles: BTreeSet<String>,
    /// Whether a list style has numbers.
    numbered: BTreeMap<String, bool>,
    fonts: Fonts,
    document: Document,
}

impl Reader {
    fn lists(&mut self, styles: &Element) {
        for style in styles.elements().filter(|style| style.name == "list-style") {
            let Some(name) = style.get("name") else { continue };
            let is_numbered =
                style.elements().next().is_some_and(|level| level.name == "list-level-style-number");
            self.numbered.insert(name.to_owned(), is_numbered);
        }
    }

    fn styles(&mut self, styles: &Element) {
        for style in styles.elements() {
            let Some(name) = style.get("name") else { continue };
            if style.get("parent-style-name") == Some(TITLE) {
                self.titles.insert(name.to_owned());
            }
            if let Some(text) = style.child("text-properties") {
                let bold = text
                    .get("font-weight")
                    .is_some_and(|weight| weight == "bold" || ("600".."a").contains(&weight));
                let italic = text.get("font-style") == Some("italic");
                self.looks.insert(name.to_owned(), (bold, italic));
            }
        }
    }

    fn is_title(&self, element: &Element) -> bool {
        element.get("style-name").is_some_and(|name| name == TITLE || self.titles.contains(name))
    }

    /// The looks that the style of an element of a family gives what has others around it.
    fn looks_of(&self, family: &str, element: &Element, around: Looks) -> Looks {
        let Some(name) = element.get("style-name") else { return around };
        let (bold, italic) = self.looks.get(name).copied().unwrap_or_default();
        Looks {
            bold: around.bold || bold,
            italic: around.italic || italic,
            capitals: self.fonts.is_capital(family, name).unwrap_or(around.capitals),
        }
    }

    /// The looks of a heading, which is bold by itself.
    fn heading_looks(&self, element: &Element) -> Looks {
        let capitals = self.looks_of("paragraph", element, Looks::default()).capitals;
        Looks { capitals, ..Looks::default() }
    }

    /// `list` is the depth and next number of the list that is being read.
    fn blocks(&mut self, parent: &Element, list: Option<(usize, bool)>) {
        let mut number = 0;
        for element in parent.elements() {
            match element.name.as_str() {
                "h" => {
                    let level =
                        element.get("outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
                    let line = self.line(element, self.heading_looks(element));
                    self.push(Block::Heading(level, line));
                }
                "p" if self.is_title(element) => {
                    let line = self.line(element, self.heading_looks(element));
                    self.push(Block::Heading(1, line));
                }
                "p" => {
                    let line = self.line(element, self.looks_of("paragraph", element, Looks::default()));
                    let is_quote = element.get("style-name").is_some_and(|style| style.contains("Quot"));
                    self.push(if is_quote { Block::Quote(line) } else { Block::Paragraph(line) });
                }
                "list" => {
                    let depth = list.map_or(0, |(depth, _)| depth + 1);
                    let own = element.get("style-name").and_then(|name| self.numbered.get(name)).copied();
                    let is_numbered = own.or(list.map(|(_, numbered)| numbered)).unwrap_or(false);
                    self.blocks(element, Some((depth, is_numbered)));
                }
                "list-item" => {
                    number += 1;
                    self.item(element, list.unwrap_or_default(), number);
                }
                "table" => {
                    let table = self.table(element);
                    let has_header = element.child("table-header-rows").is_some();
                    html::push_table(&mut self.document, table, has_header);
                }
                "section" | "index-body" => self.blocks(element, None),
                "tracked-changes" => {
                    let count = element.elements().count();
                    *self.document.left_out.entry(LeftOut::Deleted).or_default() += count;
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, item: &Element, (depth, is_numbered): (usize, bool), number: usize) {
        let mut is_first = true;
        for element in item.elements() {
            if matches!(element.name.as_str(), "p" | "h") && is_first {
                let text = self.line(element, self.looks_of("paragraph", element, Looks::default()));
                self.push(Block::Item { depth, number: is_numbered.then_some(number), text });
                is_first = false;
            } else if element.name == "list" {
                let own = element.get("style-name").and_then(|name| self.numbered.get(name)).copied();
                self.blocks(element, Some((depth + 1, own.unwrap_or(is_numbered))));
            }
        }
    }

    fn push(&mut self, block: Block) {
        let Some(text) = block.line() else { return self.document.blocks.push(block) };
        let has_more = text.iter().any(|inline| matches!(inline, Inline::Picture { .. }));
        if has_more || !super::words(text).is_empty() {
            self.document.blocks.push(block);
        }
    }

    fn line(&mut self, element: &Element, looks: Looks) -> Vec<Inline> {
        let mut line = Vec::new();
        self.inlines(element, looks, &mut line);
        line
    }

    fn inlines(&mut self, parent: &Element, looks: Looks, line: &mut Vec<Inline>) {
        for child in &parent.children {
            let element = match child {
                Child::Text(text) => {
                    line.push(looks.text(text.replace(['\n', '\r', '\t'], " ")));
                    continue;
                }
                Child::Element(element) => element,
            };
            match element.name.as_str() {
                "span" => {
                    let looks = self.looks_of("text", element, looks);
                    self.inlines(element, looks, line);
                }
                "s" | "tab" => line.push(looks.text(" ".to_owned())),
                "line-break" => line.push(Inline::Break),
                "a" => {
                    let text = looks.shown(element.text());
                    match element.get("href").filter(|url| crate::value::Link::is_safe(url)) {
                        Some(url) => line.push(Inline::Link { url: url.to_owned(), text }),
                        None => self.inlines(element, looks, line),
                    }
                }
                "note" => {
                    if let Some(body) = element.child("note-body") {
                        line.push(Inline::Note(self.document.notes.len()));
                        let text = body.text();
                        self.document.notes.push(vec![Inline::Text { text, bold: false, italic: false }]);
                    }
                }
                "annotation" => self.document.leave_out(LeftOut::Comment),
                "frame" => {
                    let alt = element.child("desc").map_or_else(String::new, Element::text);
                    match element.child("image").and_then(|image| image.get("href")) {
                        Some(name) if !name.contains(':') => {
                            line.push(Inline::Picture { name: name.to_owned(), alt })
                        }
                        Some(_) => self.document.leave_out(LeftOut::FarPicture),
                        None => match element.child("text-box") {
                            Some(inside) => inside.elements().for_each(|one| {
                                line.push(Inline::Break);
                                self.inlines(one, looks, line);
                            }),
                            None => self.document.leave_out(LeftOut::Object),
                        },
                    }
                }
                _ => self.inlines(element, looks, line),
            }
        }
    }

    fn table(&mut self, table: &Element) -> Vec<Vec<Vec<Inline>>> {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        rows
    }

    fn rows(&mut self, parent: &Element, rows: &mut Vec<Vec<Vec<Inline>>>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "table-row" => {
                    let mut cells = Vec::new();
                    for cell in element.elements().filter(|cell| cell.name.ends_with("table-cell")).take(60) {
                        if cell.name == "covered-table-cell" {
                            self.document.leave_out(LeftOut::MergedCell);
                        }
                        let mut line = Vec::new();
                        for part in cell.elements() {
                            if !line.is_empty() {
                                line.push(Inline::Break);
                            }
                            let looks = self.heading_looks(part);
                            self.inlines(part, looks, &mut line);
                        }
                        cells.push(line);
                    }
                    rows.push(cells);
                }
                "table-header-rows" | "table-rows" => self.rows(element, rows),
                _ => {}
            }
        }
    }
}
