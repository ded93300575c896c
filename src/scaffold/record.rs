//! A new record of any kind: where it stands, and its text.
//!
//! In: the kind, a title, the catalog (for references and ids in use), today's date. Out: path and whole text of the
//! file. Steps: an id from the title, the place by the kind's declaration, one line for each key: required ones filled
//! in, optional ones behind `#`, each with its Vietnamese name.

use std::path::Path;

use jiff::civil::Date;

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::declarations::{Declaration, Holding};
use crate::diagnostic::{LocalizedText, localized};
use crate::scaffold::sample::Samples;
use crate::yaml::describe::{KeyInfo, MappingInfo, Presence, ValueType};
use crate::yaml::names::names;
use crate::yaml::{Node, Plain, parse, write};
use bantin_text::slug::{SlugSet, slug};

/// Longest id made from a title.
const LONGEST_ID: usize = 60;

/// Keys that a new record has no use for.
const LEFT_OUT: [&str; 7] =
    ["aliases", "translation_of", "language", "body", "extra", "withdrawn", "corrections"];

/// A new record.
#[derive(Debug)]
pub struct Wanted<'w> {
    pub kind: &'static Declaration,
    /// Its title or name; else the name of the kind.
    pub title: Option<&'w str>,
    /// Its id; else made from the title.
    pub id: Option<&'w str>,
    /// The contest of an entry or of rules, by id; may be left out where there is only one.
    pub contest: Option<&'w str>,
    pub today: Date,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// From the root of the site.
    pub path: String,
    /// The whole text; of a list with the elements that it had.
    pub text: String,
}

/// The id of a title: its slug, at most 60 characters, cut at the end of a word.
#[must_use]
pub fn id_of(title: &str) -> String {
    let whole = slug(title);
    if whole.len() <= LONGEST_ID {
        return whole;
    }
    let cut = whole[..=LONGEST_ID].rfind('-').unwrap_or(LONGEST_ID);
    whole[..cut].to_owned()
}

/// The files of a new record: a contest comes with its rules. The reason is given where it cannot be made.
pub fn files(wanted: &Wanted<'_>, catalog: &Catalog, root: &Path) -> Result<Vec<NewFile>, LocalizedText> {
    let info = wanted.kind.mapping().ok_or_else(|| {
        localized!("loại này không có bản ghi riêng", "this kind has no records of its own")
    })?;
    let contest = contest_of(wanted, catalog)?;
    let usual = wanted.kind.record_kind().map_or_else(|| "mới".to_owned(), |kind| kind.words().vi + " mới");
    let usual = capital(&usual);
    let title = wanted.title.map_or(usual.as_str(), str::trim);
    let id = free_id(wanted, title, catalog, contest, root)?;
    let samples = Samples { top: info, catalog, contest, title, id: &id, today: wanted.today };
    let path = path(wanted.kind, &id, contest, wanted.today);
    if wanted.kind.holds == Holding::List {
        return Ok(vec![appended(path, &lines(info, &samples, true), root)?]);
    }
    let fields = lines(info, &samples, false);
    let text = if path.ends_with(".md") {
        format!("---\n{fields}---\n\nViết nội dung ở đây.\n")
    } else {
        fields
    };
    let rules = (wanted.kind.kind == "contest").then(|| NewFile {
        path: path.replace("contest.yaml", "rules.md"),
        text: "Viết thể lệ ở đây: đối tượng, nội dung, cách gửi bài, giải thưởng.\n".to_owned(),
    });
    Ok([NewFile { path, text }].into_iter().chain(rules).collect())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn contest_of<'c>(
    wanted: &Wanted<'_>,
    catalog: &'c Catalog,
) -> Result<Option<&'c ContestFiles>, LocalizedText> {
    if !wanted.kind.files.starts_with("contests/*/") || wanted.kind.kind == "contest" {
        return Ok(None);
    }
    let all: Vec<&str> = catalog.contests.iter().map(|files| files.contest.id.0.as_str()).collect();
    let all = all.join("`, `");
    match (wanted.contest, catalog.contests.as_slice()) {
        (Some(id), _) => catalog.contest(id).map(Some).ok_or_else(|| {
            localized!(
                "không có cuộc thi `{id}`; có: `{all}`",
                "there is no contest `{id}`; there is: `{all}`"
            )
        }),
        (None, [only]) => Ok(Some(only)),
        (None, []) => Err(localized!(
            "trang chưa có cuộc thi nào; tạo bằng `bantin new contest`",
            "the site has no contest yet; make one with `bantin new contest`"
        )),
        (None, _) => Err(localized!(
            "hãy nêu cuộc thi bằng `--contest`: `{all}`",
            "name the contest with `--contest`: `{all}`"
        )),
    }
}

/// An id that is not in use, neither as an id nor as the name of a file.
fn free_id(
    wanted: &Wanted<'_>,
    title: &str,
    catalog: &Catalog,
    contest: Option<&ContestFiles>,
    root: &Path,
) -> Result<String, LocalizedText> {
    let is_there = |id: &str| {
        wanted.kind.holds != Holding::List && root.join(path(wanted.kind, id, contest, wanted.today)).exists()
    };
    let mut used = SlugSet::new();
    for term in wanted.kind.record_kind().into_iter().flat_map(|kind| catalog.terms(kind, contest)) {
        let prefix = contest.map_or_else(String::new, |files| format!("{}/", files.contest.id.0));
        used.take(term.id.strip_prefix(&prefix).unwrap_or(&term.id));
    }
    if let Some(id) = wanted.id {
        return if used.take(id) && !is_there(id) {
            Ok(id.to_owned())
        } else {
            Err(localized!("id `{id}` đã có", "the id `{id}` is in use"))
        };
    }
    loop {
        let id = used.unique(&id_of(title));
        if !is_there(&id) || wanted.kind.kind == "rules" {
            return Ok(id);
        }
    }
}

/// The path of a record by the glob of its kind.
fn path(kind: &Declaration, id: &str, contest: Option<&ContestFiles>, today: Date) -> String {
    let folder = contest.map_or(id, |files| files.folder.as_str());
    let path = match kind.files.split_once("/**/") {
        Some((below, ending)) => {
            let below = below.replace('*', folder);
            let year = if kind.kind == "article" { format!("/{}", today.year()) } else { String::new() };
            let ending = if ending.contains("md") { "md" } else { "yaml" };
            format!("{below}{year}/{id}.{ending}")
        }
        None => kind.files.replace('*', folder),
    };
    format!("content/{path}")
}

/// The lines of a record's keys.
fn lines(info: &'static MappingInfo, samples: &Samples<'_>, is_listed: bool) -> String {
    let mut text = String::new();
    let is_kept = |key: &&KeyInfo| {
        !LEFT_OUT.contains(&key.name)
            && (is_listed || key.name != "id" || matches!(key.presence, Presence::Required))
    };
    for key in info.keys.iter().filter(is_kept) {
        text += &line(info, key, samples);
    }
    text
}

fn line(info: &'static MappingInfo, key: &KeyInfo, samples: &Samples<'_>) -> String {
    let name = names(key.name).first().copied().unwrap_or_default();
    if key.name == "draft" {
        return "draft: true  # bản nháp: xóa dòng này khi bài đã xong\n".to_owned();
    }
    let choices =
        samples.choices(info, key).map_or_else(String::new, |choices| format!("; một trong: {choices}"));
    let value = samples.value(info, key);
    let written = value.as_ref().map_or_else(String::new, write::inline);
    let is_named = std::ptr::eq(info, samples.top) && matches!(key.name, "title" | "name");
    match key.presence {
        Presence::Required | Presence::Optional if is_named || matches!(key.presence, Presence::Required) => {
            format!("{}: {written}  # {name}{choices}\n", key.name).replace(":   #", ":  #")
        }
        _ => format!("# {}: {}  # {name}{choices}\n", key.name, example(key, value)),
    }
}

/// The example of an optional key, which an editor changes after taking away the `#`.
fn example(key: &KeyInfo, value: Option<Node>) -> String {
    match (value, (key.value)()) {
        (Some(Node::Plain(Plain::Null, _)) | None, ValueType::List(_)) => "[]".to_owned(),
        (Some(node), _) => write::inline(&node),
        (None, _) => "…".to_owned(),
    }
}

/// A list file with one element more.
fn appended(path: String, fields: &str, root: &Path) -> Result<NewFile, LocalizedText> {
    let before = match std::fs::read_to_string(root.join(&path)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(localized!("không đọc được `{path}`: {error}", "cannot read `{path}`: {error}"));
        }
    };
    let dash = before.lines().find(|line| line.trim_start().starts_with('-'));
    let indent = " ".repeat(dash.map_or(0, |line| line.len() - line.trim_start().len()));
    let mut element = String::new();
    for (at, line) in fields.lines().enumerate() {
        let lead = if at == 0 { "- " } else { "  " };
        element += &format!("{indent}{lead}{line}\n");
    }
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let text = format!("{before}{gap}{element}");
    let length = |text: &str| match parse(text) {
        Ok(Node::List(nodes)) => Some(nodes.len()),
        Ok(node) if node.is_null() => Some(0),
        _ => None,
    };
    if length(&text) != length(&before).map(|length| length + 1) {
        return Err(localized!(
            "`{path}` không phải một danh sách có dấu `-` ở đầu mỗi phần; hãy thêm bằng tay",
            "`{path}` is no list with a `-` before each element; add it by hand"
        ));
    }
    Ok(NewFile { path, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_whole_words() {
        assert_eq!(id_of("Đường hoa Ưu đãi ở Nghĩa Lộ"), "duong-hoa-uu-dai-o-nghia-lo");
        let long = id_of(&"Phường Đống Đa ".repeat(9));
        assert_eq!(long, "phuong-dong-da-phuong-dong-da-phuong-dong-da-phuong-dong-da");
        assert_eq!(id_of(&"x".repeat(90)).len(), 60);
    }
}
