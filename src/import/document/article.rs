//! A text of an office as a record: title, sapo and the rest guessed, each guess marked `# kiểm tra`.
//!
//! In: a [`Document`], a kind of record with a body. Out: the files of the record, its pictures among them. Properties of
//! the document tell nothing: they name whoever made the template.

use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::content::catalog::Catalog;
use crate::content::declarations::Declaration;
use crate::diagnostic::{LocalizedText, localized};
use crate::import::document::markdown::{is_bold_line, markdown, merged};
use crate::import::document::{Block, Document, Inline, words};
use crate::import::table::plain;
use crate::scaffold::record::{Wanted, files};
use crate::yaml::{Node, front_matter, write};
use bantin_text::broken::{Decoded, decoded};
use bantin_text::slug::slug;

/// What a text becomes.
#[derive(Debug)]
pub struct Target<'t> {
    pub kind: &'static Declaration,
    pub contest: Option<&'t str>,
    pub today: Date,
    /// The name of the file, for a text without a title.
    pub file: &'t str,
}

/// The files of a record, and what was left out or guessed.
#[derive(Debug, Default)]
pub struct Imported {
    /// Paths from the root of the site, with contents.
    pub files: Vec<(String, Vec<u8>)>,
    pub notes: Vec<LocalizedText>,
}

/// What the text itself tells of its record.
#[derive(Debug, Default)]
struct Guessed {
    title: Option<String>,
    summary: Option<String>,
    dateline: Option<String>,
    author: Option<String>,
    source: Option<String>,
}

/// Makes the record.
pub fn record(
    mut document: Document,
    target: &Target<'_>,
    catalog: &Catalog,
    root: &Path,
) -> Result<Imported, LocalizedText> {
    let mut imported = Imported::default();
    convert_letters(&mut document, &mut imported.notes);
    without_form_lines(&document, &mut imported.notes);
    let guessed = guess(&mut document.blocks);
    raise_bold_lines(&mut document.blocks);
    let stem = Path::new(target.file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = guessed.title.clone().or(stem).unwrap_or_default();
    let Target { kind, contest, today, .. } = *target;
    let wanted = Wanted { kind, title: Some(&title), id: None, contest, today };
    let made = files(&wanted, catalog, root)?;
    let Some(file) = made.into_iter().next().filter(|file| file.path.ends_with(".md")) else {
        let kind = kind.kind;
        return Err(localized!("`{kind}` không lấy từ văn bản được", "`{kind}` cannot be made from a text"));
    };
    let pictures = std::mem::take(&mut document.pictures);
    let path = if pictures.is_empty() { file.path.clone() } else { file.path.replace(".md", "/index.md") };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let yaml = front_matter::split(&file.text).map_or("", |split| &file.text[split.yaml]);
    let body = markdown(&document, &|name| picture_name(name, &pictures));
    let text = format!("---\n{}---\n\n{body}", fields(yaml, &guessed, kind));
    for (name, bytes) in &pictures {
        imported.files.push((format!("{folder}/{}", picture_name(name, &pictures)), bytes.clone()));
    }
    imported.notes.extend(document.left_out.iter().map(|(what, count)| what.told(*count)));
    imported.files.insert(0, (path, text.into_bytes()));
    Ok(imported)
}

/// The fields of a new record with what was guessed; keys that nobody filled are not shown.
fn fields(yaml: &str, guessed: &Guessed, kind: &Declaration) -> String {
    let known = |key: &str| kind.mapping().is_some_and(|info| info.keys.iter().any(|one| one.name == key));
    let text = |text: &str| write::inline(&Node::Text(text.to_owned()));
    let author = guessed.author.as_ref().map(|author| format!("[{{name: {}}}]", text(author)));
    let source = guessed.source.as_ref().map(|source| format!("{{name: {}}}", text(source)));
    let mut more: Vec<(&str, String)> = Vec::new();
    more.extend(guessed.summary.as_deref().map(|summary| ("summary", text(summary))));
    more.extend(guessed.dateline.as_deref().map(|dateline| ("dateline", text(dateline))));
    more.extend(author.map(|author| ("authors", author)));
    more.extend(source.map(|source| ("source", source)));
    more.retain(|(key, _)| known(key));
    let is_guessed = |line: &str| more.iter().any(|(key, _)| line.starts_with(&format!("{key}:")));
    let mut lines = String::new();
    for line in yaml.lines().filter(|line| !line.starts_with("# ") && !is_guessed(line)) {
        let value = line.split("  # ").next().unwrap_or(line);
        let is_chosen =
            ["category", "genre", "field", "level", "locality", "organization", "status", "title", "name"]
                .iter()
                .any(|key| value.starts_with(&format!("{key}:")));
        lines += &if is_chosen { format!("{value}  # kiểm tra\n") } else { format!("{line}\n") };
        if value.starts_with("title:") || value.starts_with("name:") {
            more.iter().for_each(|(key, value)| lines += &format!("{key}: {value}  # kiểm tra\n"));
        }
    }
    lines
}

fn picture_name(name: &str, pictures: &[(String, Vec<u8>)]) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "png"));
    let is_there = pictures.iter().any(|(known, _)| known == name);
    if is_there { format!("{}.{}", slug(stem), ending.to_ascii_lowercase()) } else { file.to_owned() }
}

fn lines_of(blocks: &mut [Block]) -> impl Iterator<Item = &mut Vec<Inline>> {
    blocks.iter_mut().flat_map(|block| match block {
        Block::Heading(_, text) | Block::Paragraph(text) | Block::Quote(text) | Block::Item { text, .. } => {
            vec![text]
        }
        Block::Table(rows) => rows.iter_mut().flatten().collect(),
    })
}

/// Old fonts become Unicode, and all texts NFC.
fn convert_letters(document: &mut Document, notes: &mut Vec<LocalizedText>) {
    let mut converted = 0;
    // Word splits texts within words.
    for line in lines_of(&mut document.blocks) {
        *line = merged(line);
    }
    let texts = lines_of(&mut document.blocks).chain(document.notes.iter_mut()).flatten();
    for inline in texts {
        if let Inline::Text { text, .. } | Inline::Link { text, .. } = inline {
            if let Decoded::Old { text: read, .. } | Decoded::Mixed { text: read, .. } = decoded(text) {
                converted += 1;
                *text = read;
            }
            *text = text.nfc().filter(|sign| !matches!(sign, '\u{ad}' | '\u{200b}' | '\u{feff}')).collect();
        }
    }
    if converted > 0 {
        notes.push(localized!(
            "{converted} đoạn chữ phông cũ (TCVN3, VNI) đã chuyển sang Unicode; hãy đọc lại",
            "{converted} passages in old fonts (TCVN3, VNI) were converted to Unicode; read them again"
        ));
    }
}

/// A form that nobody has filled in is told, but taken.
fn without_form_lines(document: &Document, notes: &mut Vec<LocalizedText>) {
    let is_open = |block: &Block| match block {
        Block::Paragraph(text) | Block::Item { text, .. } => {
            words(text).contains("……") || words(text).contains("......")
        }
        _ => false,
    };
    let count = document.blocks.iter().filter(|block| is_open(block)).count();
    if count >= 3 {
        notes.push(localized!(
            "văn bản có vẻ là mẫu chưa điền: {count} dòng còn “……”",
            "the text seems to be a form that nobody filled in: {count} lines hold “……”"
        ));
    }
}

/// Takes title, sapo, dateline, author and source out of the text.
fn guess(blocks: &mut Vec<Block>) -> Guessed {
    let mut guessed = Guessed::default();
    let title = blocks.iter().take(8).position(|block| match block {
        Block::Heading(level, _) => *level <= 1,
        Block::Paragraph(text) => {
            is_bold_line(text) && words(text).chars().count() >= 10 && !is_letterhead(&words(text))
        }
        _ => false,
    });
    let title = title.or_else(|| blocks.iter().take(3).position(|block| matches!(block, Block::Heading(..))));
    if let Some(at) = title
        && let Block::Heading(_, text) | Block::Paragraph(text) = blocks.remove(at)
    {
        guessed.title = Some(words(&text));
        let is_sapo = matches!(blocks.get(at), Some(Block::Paragraph(text)) if is_strong(text) && words(text).chars().count() > 40);
        if is_sapo && let Block::Paragraph(text) = blocks.remove(at) {
            guessed.summary = Some(words(&text));
        }
        // A dateline stands before the first sentence.
        if let Some(Block::Paragraph(text)) = blocks.get_mut(at) {
            guessed.dateline = take_dateline(text);
        }
    }
    for _ in 0..2 {
        let Some(Block::Paragraph(text)) = blocks.last() else { break };
        let line = words(text);
        let lower = plain(&line);
        if guessed.source.is_none()
            && (lower.starts_with("nguon ") || lower.starts_with("theo "))
            && line.chars().count() < 80
        {
            let source = line.split_once([':', ' ']).map_or(line.as_str(), |(_, rest)| rest).trim();
            guessed.source = Some(source.trim_matches(['(', ')', ' ']).to_owned());
        } else if guessed.author.is_none() && is_name(&line) {
            guessed.author =
                Some(line.trim_start_matches("Tác giả:").trim_start_matches("Bài, ảnh:").trim().to_owned());
        } else {
            break;
        }
        blocks.pop();
    }
    guessed
}

fn is_letterhead(text: &str) -> bool {
    ["cong hoa xa hoi", "doc lap tu do", "dang cong san", "so ", "tinh uy", "uy ban"]
        .iter()
        .any(|head| plain(text).starts_with(head))
}

fn is_strong(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text { text, bold, italic } => *bold || *italic || text.trim().is_empty(),
        _ => false,
    })
}

/// `YênBái - `, `(CTTĐT) – `.
fn take_dateline(line: &mut [Inline]) -> Option<String> {
    let Some(Inline::Text { text, .. }) = line.first_mut() else { return None };
    let at = text.find([')', '-', '–']).filter(|at| *at > 1 && *at < 40)?;
    let (head, rest) = text.split_at(at);
    let dateline = head.trim_matches(['(', ' ']).to_owned();
    let is_short =
        dateline.split(' ').count() <= 3 && dateline.chars().next().is_some_and(char::is_uppercase);
    let rest = rest.trim_start_matches([')', ' ', '-', '–', ':']).to_owned();
    if !is_short || rest.is_empty() || !(head.ends_with(' ') || head.starts_with('(')) {
        return None;
    }
    *text = rest;
    Some(dateline)
}

/// A line of two to five words that all begin with a capital: the name below a text.
fn is_name(line: &str) -> bool {
    let line = line.trim_start_matches("Tác giả:").trim_start_matches("Bài, ảnh:").trim();
    let words: Vec<&str> = line.split(' ').collect();
    (2..=5).contains(&words.len())
        && !line.contains(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '!' | '?' | ':'))
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// Short bold lines are headings where a text has no headings at all.
fn raise_bold_lines(blocks: &mut [Block]) {
    if blocks.iter().any(|block| matches!(block, Block::Heading(..))) {
        return;
    }
    let last = blocks.len().saturating_sub(1);
    for (at, block) in blocks.iter_mut().enumerate() {
        if let Block::Paragraph(text) = block
            && at < last
            && is_bold_line(text)
        {
            *block = Block::Heading(2, std::mem::take(text));
        }
    }
}
