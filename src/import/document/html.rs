//! HTML as a [`Document`]: files, and what is pasted from Word, LibreOffice or a browser.
//!
//! Word's clipboard holds conditional comments, lists as paragraphs with `mso-list`, whose marks stand in a comment or a
//! span, and line ends inside words that are spaces.

use std::ops::Range;

use crate::html::{PartKind, Scanner, decode};
use crate::import::document::{Block, Document, Inline, LeftOut, Looks, words};
use crate::import::letters::is_font_of_capitals;

/// Reads HTML, whole or a part of it. Nothing is fetched.
#[must_use]
pub fn read(html: &str) -> Document {
    let mut reader = Reader { html, ..Reader::default() };
    reader.run();
    reader.end_block();
    reader.document
}

#[derive(Default)]
struct Reader<'h> {
    html: &'h str,
    document: Document,
    line: Vec<Inline>,
    bold: usize,
    italic: usize,
    /// Open elements with letters of the size of a title.
    large: usize,
    /// Whether the block has text that is not that large.
    has_small_text: bool,
    link: Option<(String, String)>,
    /// Open lists: the next number, or `None` for bullets.
    lists: Vec<Option<usize>>,
    kind: Kind,
    /// Open tables, and whether their first row is a header.
    tables: Vec<(Vec<Vec<Vec<Inline>>>, bool)>,
    quote: usize,
    /// Depth inside an element whose text is no text of the page.
    hidden: usize,
    /// Open elements that may have made the text bold or italic, or named a font, by name.
    styled: Vec<Styled>,
    /// For each of them that names a font, whether that shows all letters as capitals: asked of every text, however deep.
    fonts: Vec<bool>,
}

struct Styled {
    name: String,
    bold: bool,
    italic: bool,
    /// Its letters have the size of a title.
    large: bool,
    names_font: bool,
}

#[derive(Default, Clone, PartialEq)]
enum Kind {
    #[default]
    Paragraph,
    Heading(u8),
    Item {
        depth: usize,
        number: Option<usize>,
    },
}

const HIDDEN: [&str; 9] =
    ["head", "script", "style", "template", "noscript", "o:p", "title", "svg", "object"];

impl<'h> Reader<'h> {
    fn run(&mut self) {
        let mut scanner = Scanner::new(self.html.as_bytes());
        while let Some(part) = scanner.part() {
            let inside = self.slice(&part.inside);
            match part.kind {
                PartKind::Text if self.hidden == 0 => self.text(&decode(inside)),
                PartKind::Text => self.mark(&decode(inside)),
                // `<![if !supportLists]>` holds the mark of a list, which `mso-list` tells of.
                PartKind::Declaration if inside.starts_with("[if") && inside.contains("supportLists") => {
                    self.hidden += 1
                }
                PartKind::Declaration if inside.starts_with("[endif") => {
                    self.hidden = self.hidden.saturating_sub(1)
                }
                PartKind::Open => {
                    let name = inside.to_ascii_lowercase();
                    let mut attributes = Vec::new();
                    while let Some(attribute) = scanner.attribute() {
                        let value = attribute.value.as_ref().map_or("", |value| self.slice(value));
                        attributes.push((
                            self.slice(&attribute.name).to_ascii_lowercase(),
                            decode(value).into_owned(),
                        ));
                    }
                    self.open(&name, &attributes);
                }
                PartKind::Close => self.close(&inside.to_ascii_lowercase()),
                _ => {}
            }
        }
    }

    fn slice(&self, range: &Range<usize>) -> &'h str {
        self.html.get(range.clone()).unwrap_or("")
    }

    /// The mark of an element of a list of Word, which is hidden: `1.` or a bullet.
    fn mark(&mut self, text: &str) {
        let digits = text.trim().trim_end_matches(['.', ')']);
        if let Kind::Item { number: number @ None, .. } = &mut self.kind
            && !digits.is_empty()
        {
            *number = digits.parse().ok();
        }
    }

    /// Line ends in a text are spaces.
    fn text(&mut self, text: &str) {
        let mut written = String::with_capacity(text.len());
        for sign in text.chars() {
            let sign = if sign.is_whitespace() { ' ' } else { sign };
            if sign != ' ' || !written.ends_with(' ') {
                written.push(sign);
            }
        }
        if written == " " && self.line.is_empty() || written.is_empty() {
            return;
        }
        self.has_small_text |= self.large == 0;
        let capitals = self.fonts.last().copied().unwrap_or(false);
        let looks = Looks { bold: self.bold > 0, italic: self.italic > 0, capitals };
        match &mut self.link {
            Some((_, inside)) => inside.push_str(&looks.shown(written)),
            None => self.line.push(looks.text(written)),
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let style = get("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        let is_hidden = HIDDEN.contains(&name)
            || style.contains("display:none")
            || style.contains("mso-hide:all")
            || style.contains("mso-list:ignore");
        // What LibreOffice prints on every page.
        let is_of_pages = name == "div" && matches!(get("title"), Some("header" | "footer"));
        if is_of_pages && self.hidden == 0 {
            self.document.leave_out(LeftOut::HeaderOrFooter);
        }
        let is_void = matches!(name, "br" | "img" | "hr" | "meta" | "link" | "input" | "col" | "wbr");
        if (is_hidden || is_of_pages || self.hidden > 0) && !is_void {
            self.hidden += 1;
            return;
        }
        match name {
            "p" | "div" | "section" | "article" | "figure" | "figcaption" | "dt" | "dd" | "header"
            | "footer" => {
                // The first paragraph of an element of a list is that element.
                let is_item = self.line.is_empty() && matches!(self.kind, Kind::Item { .. });
                let item = is_item.then(|| self.kind.clone());
                self.end_block();
                if let Some(item) = word_item(&style).or(item) {
                    self.kind = item;
                }
                self.add_style(name, &style, None, None);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.kind = Kind::Heading(name.as_bytes()[1] - b'0');
            }
            "ul" | "ol" => {
                self.end_block();
                let start = get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((name == "ol").then_some(start));
            }
            "li" => {
                self.end_block();
                let depth = self.lists.len().saturating_sub(1);
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next += 1;
                    *next - 1
                });
                self.kind = Kind::Item { depth, number };
            }
            "blockquote" => {
                self.end_block();
                self.quote += 1;
            }
            "table" => {
                self.end_block();
                if !self.tables.is_empty() {
                    self.document.leave_out(LeftOut::NestedTable);
                }
                self.tables.push((Vec::new(), false));
            }
            "tr" => {
                self.end_cell();
                self.tables.last_mut().into_iter().for_each(|(rows, _)| rows.push(Vec::new()));
            }
            "td" | "th" => {
                self.end_cell();
                if get("colspan").is_some_and(|span| span != "1")
                    || get("rowspan").is_some_and(|span| span != "1")
                {
                    self.document.leave_out(LeftOut::MergedCell);
                }
                if let Some((rows, has_header)) = self.tables.last_mut() {
                    *has_header |= rows.len() == 1 && name == "th";
                    rows.last_mut().into_iter().for_each(|row| row.push(Vec::new()));
                }
            }
            "br" => self.line.push(Inline::Break),
            "a" => {
                if let Some(url) =
                    get("href").filter(|url| crate::value::Link::is_safe(url) && !url.starts_with('#'))
                {
                    self.link = Some((url.to_owned(), String::new()));
                }
            }
            "img" => self.picture(get("src").unwrap_or_default(), get("alt").unwrap_or_default()),
            "b" | "strong" | "i" | "em" | "cite" | "span" | "font" => {
                self.add_style(name, &style, get("face"), get("size"))
            }
            _ => {}
        }
    }

    /// A picture beside the page may come along by hand, one inside a `data:` address or elsewhere cannot.
    fn picture(&mut self, source: &str, alt: &str) {
        if source.contains(':') || source.starts_with("//") || source.is_empty() {
            self.document.leave_out(LeftOut::FarPicture);
            return;
        }
        self.line.push(Inline::Picture { name: source.to_owned(), alt: alt.to_owned() });
    }

    /// `face` and `size` are those that attributes name.
    fn add_style(&mut self, name: &str, style: &str, face: Option<&str>, size: Option<&str>) {
        let rule = |key: &str| style.split(';').find_map(|rule| rule.trim().strip_prefix(key));
        let weight = rule("font-weight:").unwrap_or("").trim();
        let fonts = rule("font-family:").or(face);
        let capitals = fonts.and_then(|fonts| fonts.split(',').next()).map(is_font_of_capitals);
        let is_heavy = weight.starts_with("bold")
            || ["600", "700", "800", "900"].iter().any(|one| weight.starts_with(one));
        let bold = matches!(name, "b" | "strong") && !weight.starts_with("normal") || is_heavy;
        let italic = matches!(name, "i" | "em" | "cite") || style.contains("font-style:italic");
        let large = matches!(size, Some("6" | "7")) || rule("font-size:").is_some_and(is_of_titles);
        self.bold += usize::from(bold);
        self.italic += usize::from(italic);
        self.large += usize::from(large);
        self.fonts.extend(capitals);
        let names_font = capitals.is_some();
        self.styled.push(Styled { name: name.to_owned(), bold, italic, large, names_font });
    }

    fn end_style(&mut self, name: &str) {
        if let Some(at) = self.styled.iter().rposition(|open| open.name == name) {
            let ended = self.styled.remove(at);
            self.bold -= usize::from(ended.bold);
            self.italic -= usize::from(ended.italic);
            self.large -= usize::from(ended.large);
            if ended.names_font {
                // Those behind it were opened inside it, and are still open.
                let inner = self.styled[at..].iter().filter(|one| one.names_font).count();
                self.fonts.remove(self.fonts.len() - 1 - inner);
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        match name {
            "p" | "div" | "section" | "article" | "figure" | "figcaption" | "dt" | "dd" | "header"
            | "footer" => {
                self.end_block();
                self.end_style(name);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" => self.end_block(),
            "ul" | "ol" => {
                self.end_block();
                self.lists.pop();
            }
            "blockquote" => {
                self.end_block();
                self.quote = self.quote.saturating_sub(1);
            }
            "td" | "th" | "tr" => self.end_cell(),
            "table" => {
                self.end_cell();
                let Some((table, has_header)) = self.tables.pop() else { return };
                if self.tables.is_empty() {
                    push_table(&mut self.document, table, has_header);
                } else {
                    let cells = table.into_iter().flatten();
                    self.line.extend(cells.flat_map(|cell| cell.into_iter().chain([Inline::Break])));
                }
            }
            "a" => {
                if let Some((url, text)) = self.link.take().filter(|(_, text)| !text.trim().is_empty()) {
                    self.line.push(Inline::Link { url, text: text.trim().to_owned() });
                }
            }
            "b" | "strong" | "i" | "em" | "cite" | "span" | "font" => self.end_style(name),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let line = std::mem::take(&mut self.line);
        if let Some(cell) = self.tables.last_mut().and_then(|(rows, _)| rows.last_mut()?.last_mut()) {
            cell.extend(line);
        }
    }

    fn end_block(&mut self) {
        let kind = std::mem::take(&mut self.kind);
        let has_small_text = std::mem::take(&mut self.has_small_text);
        if !self.tables.is_empty() {
            if !self.line.is_empty() {
                self.line.push(Inline::Break);
            }
            return;
        }
        let line = std::mem::take(&mut self.line);
        let is_empty = line.iter().all(|inline| match inline {
            Inline::Text { text, .. } => text.trim().is_empty(),
            Inline::Break => true,
            _ => false,
        });
        if is_empty {
            return;
        }
        let block = match kind {
            Kind::Heading(level) => Block::Heading(level, line),
            Kind::Item { depth, number } => Block::Item { depth, number, text: line },
            Kind::Paragraph if self.quote > 0 => Block::Quote(line),
            Kind::Paragraph if !has_small_text && !words(&line).is_empty() => Block::Heading(1, line),
            Kind::Paragraph => Block::Paragraph(line),
        };
        self.document.blocks.push(block);
    }
}

/// Whether letters are as large as those of a title: LibreOffice saves the style of a title as nothing else.
fn is_of_titles(size: &str) -> bool {
    let points = |unit: &str| size.strip_suffix(unit)?.parse::<f32>().ok();
    points("pt").is_some_and(|points| points >= 20.0) || points("px").is_some_and(|pixels| pixels >= 27.0)
}

/// A paragraph of Word that is an element of a list: `mso-list:l0 level2 lfo1`.
fn word_item(style: &str) -> Option<Kind> {
    let rest = style.split("mso-list:").nth(1)?;
    if rest.starts_with("ignore") || rest.starts_with("none") {
        return None;
    }
    let level = rest.split("level").nth(1).and_then(|level| level.chars().next()?.to_digit(10)).unwrap_or(1);
    Some(Kind::Item { depth: level.saturating_sub(1) as usize, number: None })
}

/// A table of one row and two cells without borders is letterhead or a signature, and becomes text. `has_header` is what
/// the file says of the first row; what it holds may tell otherwise. Markdown has no table without a header: it is empty.
pub(super) fn push_table(document: &mut Document, mut table: Vec<Vec<Vec<Inline>>>, has_header: bool) {
    for cell in table.iter_mut().flatten() {
        while matches!(cell.last(), Some(Inline::Break)) {
            cell.pop();
        }
    }
    table.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    match table.as_slice() {
        [] => {}
        [row] if row.len() <= 2 => {
            document.blocks.extend(row.iter().filter(|cell| !cell.is_empty()).cloned().map(Block::Paragraph));
        }
        _ => {
            if is_numbered(&table) || !has_header && !is_bold(&table[0]) {
                table.insert(0, Vec::new());
            }
            document.blocks.push(Block::Table(table));
        }
    }
}

/// Whether the rows are numbered from the very first on.
fn is_numbered(table: &[Vec<Vec<Inline>>]) -> bool {
    let number = |row: &Vec<Vec<Inline>>| words(row.first()?).trim_end_matches('.').parse::<u32>().ok();
    let numbers = table.iter().take(2).map(number);
    matches!(numbers.collect::<Vec<_>>().as_slice(), [Some(first), Some(second)] if *second == first + 1)
}

/// Whether all text of a row is bold.
fn is_bold(row: &[Vec<Inline>]) -> bool {
    row.iter().flatten().all(|inline| match inline {
        Inline::Text { text, bold, .. } => *bold || text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::markdown::markdown;

    fn written(html: &str) -> String {
        markdown(&read(html), &|name| name.to_owned())
    }

    #[test]
    fn html_becomes_markdown() {
        for (html, expected) in [
            ("<p>Một <b>hai</b> <i>ba</i>\nbốn</p>", "Một **hai** *ba* bốn\n"),
            ("<h1>A</h1><h3>B</h3>x", "## A\n\n### B\n\nx\n"),
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
            ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n"),
            ("<ol><li><p>a</p></li><li></li><li>\n<p>b</p></ol><p>c</p>", "1. a\n3. b\n\nc\n"),
            ("<table><tr><th>A<th>B<tr><td>1<td>2|3</table>", "| A | B |\n|---|---|\n| 1 | 2\\|3 |\n"),
            (
                "<table><tr><td><b>A</b><td><p><b>B</b></p><tr><td>1<td>2</table>",
                "| **A** | **B** |\n|---|---|\n| 1 | 2 |\n",
            ),
            ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "|  |  |\n|---|---|\n| a | b |\n| c | d |\n"),
            ("<table><tr><th>1<td>b<tr><td>2<td>d</table>", "|  |  |\n|---|---|\n| 1 | b |\n| 2 | d |\n"),
            ("<a href='javascript:x'>a</a> <a href='https://a.vn/b'>c</a>", "a [c](https://a.vn/b)\n"),
            ("<blockquote><p>a</p></blockquote>", "> a\n"),
            (
                "<script>x</script><style>y</style>1. không phải danh sách * _",
                "1\\. không phải danh sách \\* \\_\n",
            ),
            ("a<br>b &amp; c", "a\\\nb & c\n"),
            (
                "<div title=header><p>1</p></div><p><font size=6 style='font-size: 26pt'>A</font></p>b",
                "## A\n\nb\n",
            ),
            ("<p><span style='font-size:26pt'>A</span> b</p>", "A b\n"),
        ] {
            assert_eq!(written(html), expected, "{html}");
        }
    }

    #[test]
    fn what_word_puts_on_the_clipboard_is_read() {
        let html = "<!--[if gte mso 9]><xml>rác</xml><![endif]--><p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Việc\nmột<o:p></o:p></p><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Đậm</b><span style='display:none'>ẩn</span></p><img src=\"file:///C:/x.png\">";
        let document = read(html);
        assert_eq!(markdown(&document, &|name| name.to_owned()), "- Việc một\n\n**Đậm**\n");
        assert_eq!(document.left_out.get(&LeftOut::FarPicture), Some(&1));
        let item = |mark: &str| {
            format!(
                "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>{mark}<span>&nbsp;</span></span>Việc</p>"
            )
        };
        assert_eq!(written(&(item("1.") + &item("2."))), "1. Việc\n2. Việc\n");
    }
}
