//! A [`Document`] as Markdown.

use crate::import::document::{Block, Document, Inline, words};

/// The Markdown of a text; pictures are named as `name` says.
#[must_use]
pub fn markdown(document: &Document, name: &dyn Fn(&str) -> String) -> String {
    let mut writer = Writer { name, text: String::new() };
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    let mut was_item = false;
    for block in &document.blocks {
        let is_item = matches!(block, Block::Item { .. });
        if !writer.text.is_empty() {
            writer.text += if is_item && was_item { "\n" } else { "\n\n" };
        }
        was_item = is_item;
        writer.block(block, &mut numbers);
    }
    writer.text += "\n";
    for (index, note) in document.notes.iter().enumerate() {
        let line = writer.line(note);
        writer.text += &format!("\n[^{}]: {line}\n", index + 1);
    }
    writer.text
}

struct Writer<'w> {
    name: &'w dyn Fn(&str) -> String,
    text: String,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block, indents: &mut Vec<(usize, usize)>) {
        match block {
            // The title of the page is its only heading of the first level.
            Block::Heading(level, text) => {
                let plain: Vec<Inline> = text.iter().map(without_style).collect();
                let line = self.line(&plain);
                self.text += &format!("{} {line}", "#".repeat(usize::from(*level).clamp(2, 6)));
            }
            Block::Paragraph(text) => {
                let line = self.line(text);
                self.text += &guarded(&line);
            }
            Block::Quote(text) => {
                let line = self.line(text);
                let lines = line.lines().map(|line| format!("> {line}"));
                self.text += &lines.collect::<Vec<_>>().join("\n");
            }
            Block::Item { depth, number, text } => {
                indents.retain(|(above, _)| above < depth);
                let indent = indents.last().map_or(0, |(_, width)| *width);
                let mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
                let line = self.line(text).replace('\n', &format!("\n{}", " ".repeat(indent + mark.len())));
                self.text += &format!("{}{mark}{line}", " ".repeat(indent));
                indents.push((*depth, indent + mark.len()));
            }
            Block::Table(rows) => self.table(rows),
        }
        if !matches!(block, Block::Item { .. }) {
            indents.clear();
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<Inline>>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let cells = (0..width).map(|cell| {
                let text = row.get(cell).map_or_else(String::new, |cell| self.line(cell));
                text.replace('|', "\\|").replace("\\\n", "<br>").replace('\n', " ")
            });
            lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
            if at == 0 {
                lines.push(format!("|{}", "---|".repeat(width)));
            }
        }
        self.text += &lines.join("\n");
    }

    /// One line, with its emphasis around whole words.
    fn line(&mut self, inlines: &[Inline]) -> String {
        let mut line = String::new();
        for inline in &merged(inlines) {
            match inline {
                Inline::Text { text, bold, italic } => line += &emphasised(text, *bold, *italic),
                Inline::Link { url, text } => {
                    line += &format!("[{}]({})", escaped(text), url.replace(' ', "%20").replace(')', "%29"))
                }
                Inline::Picture { name, alt } => {
                    line += &format!("![{}]({})", escaped(alt), (self.name)(name));
                }
                Inline::Note(index) => {
                    line += &format!("[^{}]", index + 1);
                }
                Inline::Break => line += "\\\n",
            }
        }
        line.trim().trim_end_matches('\\').trim_end().to_owned()
    }
}

fn without_style(inline: &Inline) -> Inline {
    match inline {
        Inline::Text { text, .. } => Inline::Text { text: text.clone(), bold: false, italic: false },
        Inline::Break => Inline::Text { text: " ".into(), bold: false, italic: false },
        other => other.clone(),
    }
}

/// Texts of one style side by side as one. Word splits lines anywhere.
pub(super) fn merged(inlines: &[Inline]) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (merged.last_mut(), inline) {
            (
                Some(Inline::Text { text, bold, italic }),
                Inline::Text { text: more, bold: more_bold, italic: more_italic },
            ) if bold == more_bold && italic == more_italic || more.trim().is_empty() => {
                text.push_str(more);
            }
            (_, inline) => merged.push(inline.clone()),
        }
    }
    merged
}

/// Emphasis does not begin or end at a space, which Markdown would not take for any.
fn emphasised(text: &str, bold: bool, italic: bool) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let marks = match (bold, italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => return escaped(text),
    };
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{marks}{}{marks}{tail}", escaped(inner))
}

/// Signs that Markdown or a shortcode would read as its own.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '~') {
            written.push('\\');
        }
        written.push(sign);
    }
    written.replace("{{", "\\{\\{")
}

/// A paragraph that begins like a heading, list or quotation keeps its sign.
fn guarded(line: &str) -> String {
    let first = line.split(' ').next().unwrap_or("");
    let digits = first.trim_end_matches(['.', ')']);
    let is_number =
        digits.len() < first.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match first {
        _ if is_number => line.replacen(['.', ')'], if first.ends_with('.') { "\\." } else { "\\)" }, 1),
        "-" | "+" | ">" => format!("\\{line}"),
        first if !first.is_empty() && first.bytes().all(|byte| byte == b'#') => format!("\\{line}"),
        first if first.len() >= 3 && first.bytes().all(|byte| byte == b'-' || byte == b'=') => {
            format!("\\{line}")
        }
        _ => line.to_owned(),
    }
}

/// Whether a paragraph is all bold and short: a heading where a text has no styles.
pub(super) fn is_bold_line(inlines: &[Inline]) -> bool {
    let is_bold = |inline: &Inline| match inline {
        Inline::Text { text, bold, .. } => *bold || text.trim().is_empty(),
        _ => false,
    };
    let text = words(inlines);
    !text.is_empty()
        && text.chars().count() <= 120
        && !text.ends_with(['.', ',', ';'])
        && inlines.iter().all(is_bold)
}
