//! Word (DOCX) as a [`Document`].
//!
//! Headings are told by their outline level or by the built-in name of a style, followed through `basedOn`; the ids of
//! styles mean nothing, Word translates them. Tracked changes are accepted, of alternative contents the first is taken.

use std::collections::BTreeMap;

use crate::import::document::tree::{Child, Element, parse};
use crate::import::document::{Block, Document, Inline, LeftOut, Looks, html, pictures_of};
use crate::import::letters::is_font_of_capitals;
use crate::import::package::Package;
use crate::import::sheet::Refusal;

/// Reads a package of Word that is within the limits.
pub(super) fn read(package: &mut Package<'_>) -> Result<Document, Refusal> {
    let mut part = |name: &str| package.part(name).map(|bytes| parse(&bytes)).transpose();
    let body = part("word/document.xml")?.ok_or_else(|| Refusal::damaged("word/document.xml"))?;
    let styles = part("word/styles.xml")?.map_or_else(BTreeMap::new, |styles| styles_of(&styles));
    let numbering = part("word/numbering.xml")?.unwrap_or_default();
    let relations = part("word/_rels/document.xml.rels")?.unwrap_or_default();
    let notes = part("word/footnotes.xml")?.unwrap_or_default();
    let targets = relations.find("Relationships").map_or_else(BTreeMap::new, targets_of);
    let mut reader = Reader {
        styles,
        formats: formats_of(&numbering),
        targets,
        notes: notes_of(&notes),
        document: Document::default(),
        counters: BTreeMap::new(),
        boxes: Vec::new(),
    };
    if let Some(body) = body.find("body") {
        reader.blocks(body);
    }
    let Reader { mut document, targets, .. } = reader;
    for (target, kind) in targets.values() {
        if matches!(kind.as_str(), "header" | "footer")
            && package.part(&format!("word/{target}")).is_some_and(|part| has_text(&part))
        {
            document.leave_out(LeftOut::HeaderOrFooter);
        }
    }
    let used: Vec<String> = pictures_of(&document.blocks);
    for name in used {
        if let Some(bytes) = package.part(&format!("word/{}", name.trim_start_matches("../"))) {
            document.pictures.push((name, bytes));
        }
    }
    Ok(document)
}

fn has_text(part: &[u8]) -> bool {
    parse(part).is_ok_and(|tree| !tree.text().trim().is_empty())
}

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(String, usize)>,
    bold: bool,
    italic: bool,
    /// Whether its font shows all letters as capitals; `None` where it names no font.
    capitals: Option<bool>,
}

fn is_capital(properties: Option<&Element>) -> Option<bool> {
    let font = properties?.child("rFonts")?;
    Some(is_font_of_capitals(font.get("ascii").or(font.get("hAnsi"))?))
}

/// Whether the first row is said to be a header, as Word says of all tables unless somebody switches that off.
fn has_header(table: &Element) -> bool {
    let first = table.child("tr").and_then(|row| row.child("trPr"));
    let look = table.child("tblPr").and_then(|properties| properties.child("tblLook"));
    let is_first_row_special = look.and_then(|look| match look.get("firstRow") {
        Some(value) => Some(!matches!(value, "0" | "false" | "off")),
        None => Some(u16::from_str_radix(look.get("val")?, 16).ok()? & 0x20 != 0),
    });
    is_on(first, "tblHeader").unwrap_or(false) || is_first_row_special.unwrap_or(true)
}

fn is_on(properties: Option<&Element>, name: &str) -> Option<bool> {
    let element = properties?.child(name)?;
    Some(!matches!(element.get("val"), Some("0" | "false" | "off" | "none")))
}

fn styles_of(part: &Element) -> BTreeMap<String, Style> {
    let Some(root) = part.find("styles") else { return BTreeMap::new() };
    let style = |element: &Element| {
        let paragraph = element.child("pPr");
        let style = Style {
            name: element.child("name")?.get("val")?.to_ascii_lowercase(),
            based_on: element.child("basedOn").and_then(|based| based.get("val")).map(str::to_owned),
            outline: paragraph.and_then(outline_of),
            list: paragraph.and_then(list_of),
            bold: is_on(element.child("rPr"), "b").unwrap_or(false),
            italic: is_on(element.child("rPr"), "i").unwrap_or(false),
            capitals: is_capital(element.child("rPr")),
        };
        Some((element.get("styleId")?.to_owned(), style))
    };
    root.elements().filter(|element| element.name == "style").filter_map(style).collect()
}

fn outline_of(properties: &Element) -> Option<u8> {
    properties.child("outlineLvl")?.get("val")?.parse().ok().filter(|level| *level < 9)
}

fn list_of(properties: &Element) -> Option<(String, usize)> {
    let numbers = properties.child("numPr")?;
    let level = numbers.child("ilvl").and_then(|level| level.get("val")?.parse().ok()).unwrap_or(0);
    Some((numbers.child("numId")?.get("val")?.to_owned(), level))
}

/// For each list and level whether it is numbered, and its first number.
fn formats_of(numbering: &Element) -> BTreeMap<(String, usize), (bool, usize)> {
    let mut formats = BTreeMap::new();
    let Some(root) = numbering.find("numbering") else { return formats };
    for list in root.elements().filter(|element| element.name == "num") {
        let (Some(id), Some(of)) =
            (list.get("numId"), list.child("abstractNumId").and_then(|of| of.get("val")))
        else {
            continue;
        };
        let kinds =
            root.elements().find(|one| one.name == "abstractNum" && one.get("abstractNumId") == Some(of));
        for level in kinds.into_iter().flat_map(Element::elements).filter(|one| one.name == "lvl") {
            let Some(depth) = level.get("ilvl").and_then(|depth| depth.parse().ok()) else { continue };
            let format = level.child("numFmt").and_then(|format| format.get("val")).unwrap_or("decimal");
            let start = level.child("start").and_then(|start| start.get("val")?.parse().ok()).unwrap_or(1);
            formats.insert((id.to_owned(), depth), (!matches!(format, "bullet" | "none"), start));
        }
    }
    formats
}

/// The target and kind of each relation.
fn targets_of(relations: &Element) -> BTreeMap<String, (String, String)> {
    let target = |one: &Element| {
        let kind = one.get("Type")?.rsplit('/').next()?.to_owned();
        Some((one.get("Id")?.to_owned(), (one.get("Target")?.to_owned(), kind)))
    };
    relations.elements().filter_map(target).collect()
}

fn notes_of(part: &Element) -> BTreeMap<String, String> {
    let Some(root) = part.find("footnotes") else { return BTreeMap::new() };
    let note = |one: &Element| Some((one.get("id")?.to_owned(), visible_text(one).trim().to_owned()));
    root.elements().filter(|one| one.get("type").is_none()).filter_map(note).collect()
}

fn visible_text(element: &Element) -> String {
    let of = |child: &Child| match child {
        Child::Element(one) if one.name == "t" => one.text(),
        Child::Element(one) if matches!(one.name.as_str(), "tab" | "br") => " ".to_owned(),
        Child::Element(one) if one.name == "p" => format!("{} ", visible_text(one)),
        Child::Element(one) => visible_text(one),
        Child::Text(_) => String::new(),
    };
    element.children.iter().map(of).collect()
}

struct Reader {
    styles: BTreeMap<String, Style>,
    formats: BTreeMap<(String, usize), (bool, usize)>,
    targets: BTreeMap<String, (String, String)>,
    notes: BTreeMap<String, String>,
    document: Document,
    counters: BTreeMap<(String, usize), usize>,
    /// Text boxes of the paragraph that is being read; they follow it.
    boxes: Vec<Vec<Block>>,
}

impl Reader {
    fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => {
                    let table = self.table(element);
                    html::push_table(&mut self.document, table, has_header(element));
                }
                "sdt" => element.child("sdtContent").into_iter().for_each(|content| self.blocks(content)),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(element),
                "del" | "moveFrom" => self.document.leave_out(LeftOut::Deleted),
                "AlternateContent" => element
                    .child("Choice")
                    .or_else(|| element.child("Fallback"))
                    .into_iter()
                    .for_each(|one| self.blocks(one)),
                _ => {}
            }
        }
    }

    fn style(&self, id: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.styles.get(id)).filter(|_| chain.len() < 20) {
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|one| one.child("pStyle")).and_then(|style| style.get("val"));
        let chain: Vec<Style> = self.style(style).into_iter().cloned().collect();
        let looks = Looks {
            bold: chain.iter().any(|style| style.bold),
            italic: chain.iter().any(|style| style.italic),
            capitals: chain.iter().find_map(|style| style.capitals).unwrap_or(false),
        };
        let level = properties.and_then(outline_of).or_else(|| chain.iter().find_map(level_of));
        let looks = if level.is_some() { Looks { bold: false, italic: false, ..looks } } else { looks };
        let mut line = Vec::new();
        self.inlines(paragraph, looks, &mut line);
        let list = properties.and_then(list_of).or_else(|| chain.iter().find_map(|style| style.list.clone()));
        let name = chain.first().map_or("", |style| style.name.as_str());
        let is_quote = name.contains("quote");
        let block = match (level, list) {
            (Some(level), _) => Block::Heading(level + 1, line),
            (None, Some((id, depth))) if id != "0" => {
                let number = self.number(&id, depth);
                Block::Item { depth, number, text: line }
            }
            _ if is_quote => Block::Quote(line),
            _ => typed(line),
        };
        self.push(block);
        for blocks in std::mem::take(&mut self.boxes) {
            self.document.blocks.extend(blocks);
        }
    }

    /// The next number of a list; `None` for bullets.
    fn number(&mut self, id: &str, depth: usize) -> Option<usize> {
        let (is_numbered, start) = self.formats.get(&(id.to_owned(), depth)).copied()?;
        self.counters.retain(|(list, level), _| list != id || *level <= depth);
        let next = self.counters.entry((id.to_owned(), depth)).or_insert(start);
        *next += 1;
        is_numbered.then_some(*next - 1)
    }

    fn push(&mut self, block: Block) {
        let Some(text) = block.line() else { return self.document.blocks.push(block) };
        let words = super::words(text);
        let is_line = words.chars().count() >= 4
            && words.chars().all(|sign| matches!(sign, '_' | '.' | '…' | '-' | ' ' | '*'));
        if is_line {
            return self.document.leave_out(LeftOut::BlankLine);
        }
        let has_more = text.iter().any(|inline| matches!(inline, Inline::Picture { .. } | Inline::Note(_)));
        if !words.is_empty() || has_more {
            self.document.blocks.push(block);
        }
    }

    fn inlines(&mut self, parent: &Element, looks: Looks, line: &mut Vec<Inline>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, looks, line),
                "hyperlink" => self.link(element, looks, line),
                "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" => {
                    self.inlines(element, looks, line)
                }
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.inlines(content, looks, line);
                    }
                }
                "del" | "moveFrom" => self.document.leave_out(LeftOut::Deleted),
                "oMath" | "oMathPara" => self.document.leave_out(LeftOut::Equation),
                _ => {}
            }
        }
    }

    fn link(&mut self, element: &Element, looks: Looks, line: &mut Vec<Inline>) {
        let url = element.get("id").and_then(|id| self.targets.get(id)).map(|(target, _)| target.clone());
        let mut inside = Vec::new();
        self.inlines(element, looks, &mut inside);
        let text = super::words(&inside);
        match url.filter(|url| crate::value::Link::is_safe(url) && !text.is_empty()) {
            Some(url) => line.push(Inline::Link { url, text }),
            None => line.extend(inside),
        }
    }

    fn run(&mut self, run: &Element, looks: Looks, line: &mut Vec<Inline>) {
        let properties = run.child("rPr");
        if is_on(properties, "vanish") == Some(true) {
            return self.document.leave_out(LeftOut::Hidden);
        }
        let style = properties.and_then(|one| one.child("rStyle")).and_then(|style| style.get("val"));
        let (style_bold, style_italic, style_capitals) = {
            let chain = self.style(style);
            let capitals = chain.iter().find_map(|style| style.capitals);
            (chain.iter().any(|style| style.bold), chain.iter().any(|style| style.italic), capitals)
        };
        let bold = is_on(properties, "b").unwrap_or(looks.bold || style_bold);
        let italic = is_on(properties, "i").unwrap_or(looks.italic || style_italic);
        let capitals = is_capital(properties).or(style_capitals).unwrap_or(looks.capitals);
        self.run_content(run, Looks { bold, italic, capitals }, line);
    }

    fn run_content(&mut self, run: &Element, looks: Looks, line: &mut Vec<Inline>) {
        for element in run.elements() {
            match element.name.as_str() {
                "t" => line.push(looks.text(element.text())),
                "tab" => line.push(looks.text(" ".to_owned())),
                "noBreakHyphen" => line.push(looks.text("-".to_owned())),
                "br" | "cr" if element.get("type").is_none_or(|kind| kind == "textWrapping") => {
                    line.push(Inline::Break)
                }
                "footnoteReference" => {
                    if let Some(text) = element.get("id").and_then(|id| self.notes.get(id)) {
                        let note = vec![Inline::Text { text: text.clone(), bold: false, italic: false }];
                        line.push(Inline::Note(self.document.notes.len()));
                        self.document.notes.push(note);
                    }
                }
                "commentReference" => self.document.leave_out(LeftOut::Comment),
                "fldChar" if element.get("fldCharType") == Some("begin") => {
                    self.document.leave_out(LeftOut::Field)
                }
                "drawing" | "pict" => self.drawing(element, line),
                "object" => self.document.leave_out(LeftOut::Object),
                // Of alternatives exactly one.
                "AlternateContent" => {
                    if let Some(choice) = element.child("Choice").or_else(|| element.child("Fallback")) {
                        self.run_content(choice, looks, line);
                    }
                }
                _ => {}
            }
        }
    }

    /// A picture, or a text box, whose paragraphs follow the one in which it is anchored.
    fn drawing(&mut self, element: &Element, line: &mut Vec<Inline>) {
        if let Some(inside) = element.find("txbxContent") {
            let outside = std::mem::take(&mut self.document.blocks);
            let boxes = std::mem::take(&mut self.boxes);
            self.blocks(inside);
            let blocks = std::mem::replace(&mut self.document.blocks, outside);
            self.boxes = boxes;
            self.boxes.push(blocks);
            return;
        }
        let reference = element.find("blip").and_then(|blip| blip.get("embed").or_else(|| blip.get("link")));
        let reference = reference.or_else(|| element.find("imagedata").and_then(|image| image.get("id")));
        let alt = element.find("docPr").and_then(|one| one.get("descr")).unwrap_or_default().to_owned();
        match reference.and_then(|id| self.targets.get(id)) {
            Some((name, _)) if name.contains("://") => self.document.leave_out(LeftOut::FarPicture),
            Some((name, _)) => {
                let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                if matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp") {
                    line.push(Inline::Picture { name: name.clone(), alt });
                } else {
                    self.document.leave_out(LeftOut::Drawing);
                }
            }
            None => self.document.leave_out(LeftOut::Drawing),
        }
    }

    fn table(&mut self, table: &Element) -> Vec<Vec<Vec<Inline>>> {
        let mut rows = Vec::new();
        for row in table.elements().filter(|element| element.name == "tr") {
            let mut cells = Vec::new();
            for cell in row.elements().filter(|element| element.name == "tc") {
                let properties = cell.child("tcPr");
                let span = properties
                    .and_then(|one| one.child("gridSpan"))
                    .and_then(|span| span.get("val")?.parse().ok())
                    .unwrap_or(1usize);
                if span > 1 || properties.is_some_and(|one| one.child("vMerge").is_some()) {
                    self.document.leave_out(LeftOut::MergedCell);
                }
                let mut line = Vec::new();
                self.cell(cell, &mut line);
                cells.push(line);
                cells.extend(std::iter::repeat_with(Vec::new).take(span.clamp(1, 60) - 1));
            }
            rows.push(cells);
        }
        rows
    }

    fn cell(&mut self, cell: &Element, line: &mut Vec<Inline>) {
        for element in cell.elements() {
            match element.name.as_str() {
                "p" => {
                    if !line.is_empty() {
                        line.push(Inline::Break);
                    }
                    self.inlines(element, Looks::default(), line);
                }
                "tbl" => {
                    self.document.leave_out(LeftOut::NestedTable);
                    for inner in self.table(element).into_iter().flatten() {
                        line.push(Inline::Break);
                        line.extend(inner);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The outline level of a style: its own, or that of its built-in name.
fn level_of(style: &Style) -> Option<u8> {
    let by_name = || {
        let number = style.name.strip_prefix("heading ")?.parse::<u8>().ok()?;
        number.checked_sub(1)
    };
    match style.name.as_str() {
        "title" => Some(0),
        _ => style.outline.or_else(by_name),
    }
}

/// A paragraph that begins with a typed bullet is an element of a list.
fn typed(mut line: Vec<Inline>) -> Block {
    if let Some(Inline::Text { text, .. }) = line.first_mut()
        && let Some(rest) = text
            .trim_start()
            .strip_prefix(['-', '•', '+', '–', '▪', '*'])
            .filter(|rest| rest.starts_with([' ', '\u{a0}']))
        && !rest.trim().is_empty()
    {
        *text = rest.trim_start().to_owned();
        return Block::Item { depth: 0, number: None, text: line };
    }
    Block::Paragraph(line)
}
