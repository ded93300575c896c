//! One record of a file: its fields and its text, and the file with changes.
//!
//! In: the bytes of a file, the new values of single keys, the new text. Out: the bytes in which only these differ: the
//! byte-order mark, line ends, comments and order of the file stay.

use serde_json::{Map, Number, Value, json};

use crate::content::declarations::{self, Declaration};
use crate::content::holds::Holds;
use crate::diagnostic::{LocalizedText, Path, localized};
use crate::yaml::describe::{MappingInfo, keys_at};
use crate::yaml::patch::{self, at, edits, patched};
use crate::yaml::{Node, Plain, front_matter, parse};

/// A record by its file, from the root of the site, and its index where the file is a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub file: String,
    pub index: Option<usize>,
}

/// What an editor changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// New values of keys of the record; `None` removes the key.
    pub fields: Vec<(String, Option<Node>)>,
    pub body: Option<String>,
}

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    pub text: String,
    has_mark: bool,
}

impl FileText {
    /// Errors: the bytes are not UTF-8.
    pub fn read(bytes: &[u8]) -> Result<Self, LocalizedText> {
        let text = std::str::from_utf8(bytes).map_err(|_| {
            localized!(
                "tệp không lưu bằng UTF-8: hãy mở bằng trình soạn thảo và lưu lại bằng UTF-8",
                "the file is not UTF-8: open it in a text editor and save it as UTF-8"
            )
        })?;
        let rest = text.strip_prefix('\u{feff}');
        Ok(Self { text: rest.unwrap_or(text).to_owned(), has_mark: rest.is_some() })
    }

    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.has_mark { "\u{feff}" } else { "" };
        format!("{mark}{}", self.text).into_bytes()
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The YAML of the file, and where its text begins if it is Markdown.
    fn parts(&self, file: &str) -> (std::ops::Range<usize>, Option<usize>) {
        if !file.ends_with(".md") {
            return (0..self.text.len(), None);
        }
        match front_matter::split(&self.text) {
            Ok(split) => (split.yaml, Some(split.body.start)),
            // Rules need no front matter.
            Err(_) => (0..0, Some(0)),
        }
    }

    /// The fields of a record. Errors: the YAML cannot be read, or there is no such record.
    pub fn fields(&self, location: &Location) -> Result<Node, LocalizedText> {
        let (yaml, _) = self.parts(&location.file);
        let tree = parse(&self.text[yaml]).map_err(|_| {
            localized!(
                "phần khai báo của tệp có lỗi cú pháp, nên chưa mở được thành biểu mẫu; sửa tệp bằng trình soạn thảo trước",
                "the YAML of the file cannot be read, so there is no form of it; mend it in a text editor first"
            )
        })?;
        let found = match location.index {
            Some(index) => at(&tree, &Path::top().index(index).0).cloned(),
            None => Some(tree),
        };
        match found {
            Some(Node::List(_)) | None => {
                Err(localized!("không còn bản ghi này trong tệp", "the file has no such record any more"))
            }
            Some(node) => Ok(node),
        }
    }

    /// The Markdown of a record, with line feeds alone, without empty lines around it.
    #[must_use]
    pub fn body(&self, location: &Location) -> Option<String> {
        if let (_, Some(start)) = self.parts(&location.file) {
            let body = self.text[start..].replace("\r\n", "\n");
            return Some(body.trim_matches('\n').to_owned());
        }
        match self.fields(location).ok()?.get("body") {
            Some(Node::Text(text)) => Some(text.trim_matches('\n').to_owned()),
            _ => None,
        }
    }

    /// The file with changes. Errors: a value cannot be changed where it stands.
    pub fn changed(&self, location: &Location, changes: &Changes) -> Result<Self, LocalizedText> {
        let mut fields = changes.fields.clone();
        let mut result = self.clone();
        if let Some(body) = &changes.body
            && self.body(location).as_deref().unwrap_or("") != body.trim_matches('\n')
        {
            match self.parts(&location.file) {
                (_, Some(start)) => result.set_body(start, body),
                _ => fields
                    .push(("body".to_owned(), Some(Node::Text(format!("{}\n", body.trim_matches('\n')))))),
            }
        }
        if fields.is_empty() {
            return Ok(result);
        }
        let before = result.fields(location)?;
        let top = location.index.map_or_else(Path::top, |index| Path::top().index(index));
        let all = fields
            .iter()
            .flat_map(|(key, value)| edits(&top.clone().key(key.clone()), before.get(key), value.as_ref()));
        let all: Vec<_> = all.collect();
        if all.is_empty() {
            return Ok(result);
        }
        let (yaml, body) = result.parts(&location.file);
        if body == Some(0) {
            result.text = format!("---{0}---{0}{1}", result.newline(), result.text);
        }
        let yaml = if body == Some(0) { result.parts(&location.file).0 } else { yaml };
        let declared = mapping_of(&location.file);
        let order = |path: &Path| keys_at(declared, &path.0[top.0.len().min(path.0.len())..]);
        let new = patched(&result.text[yaml.clone()], &all, &order).ok_or_else(|| {
            localized!(
                "không sửa được tại chỗ mà giữ nguyên phần còn lại của tệp; hãy sửa tệp này bằng trình soạn thảo",
                "this cannot be changed in place without touching the rest of the file; edit it in a text editor"
            )
        })?;
        result.text.replace_range(yaml, &new);
        Ok(result)
    }

    /// Lines at the beginning and end that did not change keep their bytes.
    fn set_body(&mut self, start: usize, new: &str) {
        let newline = self.newline();
        let old = &self.text[start..];
        let is_break = |sign: char| matches!(sign, '\n' | '\r');
        let lead = old.len() - old.trim_start_matches(is_break).len();
        let core = old.trim_matches(is_break);
        let (lead, tail) = if core.is_empty() {
            (if start == 0 { String::new() } else { newline.to_owned() }, newline.to_owned())
        } else {
            (old[..lead].to_owned(), old[lead + core.len()..].to_owned())
        };
        let before: Vec<&str> = core.split('\n').collect();
        let after: Vec<&str> = new.trim_matches('\n').split('\n').collect();
        let same = |(one, other): (&&str, &&str)| one.trim_end_matches('\r') == *other;
        let first = before.iter().zip(&after).take_while(|pair| same((pair.0, pair.1))).count();
        let rest = before.len().min(after.len()) - first;
        let last = before
            .iter()
            .rev()
            .zip(after.iter().rev())
            .take(rest)
            .take_while(|pair| same((pair.0, pair.1)))
            .count();
        let line = |(at, line): (usize, &&str)| {
            let kept = if at < first {
                before.get(at)
            } else if at >= after.len() - last {
                before.get(before.len() - (after.len() - at))
            } else {
                None
            };
            let is_last = at + 1 == after.len();
            match kept {
                Some(kept) => (*kept).trim_end_matches(if is_last { '\r' } else { '\0' }).to_owned(),
                None if newline == "\r\n" && !is_last => format!("{line}\r"),
                None => (*line).to_owned(),
            }
        };
        let lines: Vec<String> = after.iter().enumerate().map(line).collect();
        let body = format!("{lead}{}{tail}", lines.join("\n"));
        self.text.replace_range(start.., &body);
    }
}

/// A short hash of the bytes of a file: two states of a file are told apart by it.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..20].to_owned()
}

/// The declaration of the records in a file.
#[must_use]
pub fn declaration_of(file: &str) -> Option<&'static Declaration> {
    let kind = match Holds::at(file)? {
        Holds::Settings => "site",
        Holds::Taxonomy(name) => return declarations::ALL.iter().find(|one| one.kind == name),
        Holds::Topics => "topics",
        Holds::Authors => "authors",
        Holds::Articles => "article",
        Holds::Models => "model",
        Holds::Contest(_) => "contest",
        Holds::Rules(_) => "rules",
        Holds::Entries(_) => "entry",
        Holds::Programmes => "programme",
        Holds::Documents => "document",
        Holds::Pages => "page",
        Holds::Series => "series",
    };
    declarations::ALL.iter().find(|one| one.kind == kind)
}

fn mapping_of(file: &str) -> Option<&'static MappingInfo> {
    declaration_of(file)?.mapping()
}

/// A value for the browser. Numbers that JSON has no words for, and what was typed in quotes, are texts.
#[must_use]
pub fn to_json(node: &Node) -> Value {
    match node {
        Node::Text(text) => json!(text),
        Node::Plain(Plain::Null, _) => Value::Null,
        Node::Plain(Plain::Bool(value), _) => json!(value),
        Node::Plain(Plain::Integer(number), _) => json!(number),
        Node::Plain(Plain::Float(number), typed) => {
            Number::from_f64(*number).map_or_else(|| json!(&**typed), Value::Number)
        }
        Node::List(nodes) => nodes.iter().map(to_json).collect(),
        Node::Mapping(pairs) => {
            Value::Object(pairs.iter().map(|(key, node)| (key.clone(), to_json(node))).collect::<Map<_, _>>())
        }
    }
}

/// A value of the browser; `None` for nothing. Empty texts, lists and groups are nothing.
#[must_use]
pub fn from_json(value: &Value) -> Option<Node> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(Plain::Bool(*value).into()),
        Value::Number(number) => Some(match number.as_i64() {
            Some(number) => Plain::Integer(number).into(),
            None => Plain::Float(number.as_f64()?).into(),
        }),
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(Node::Text(text.clone())),
        Value::Array(values) => {
            let nodes: Vec<Node> = values.iter().filter_map(from_json).collect();
            (!nodes.is_empty()).then_some(Node::List(nodes))
        }
        Value::Object(pairs) => {
            let pairs: Vec<_> =
                pairs.iter().filter_map(|(key, value)| Some((key.clone(), from_json(value)?))).collect();
            (!pairs.is_empty()).then_some(Node::Mapping(pairs))
        }
    }
}

/// What an editor sent: `{fields: {key: value}, body: text}`. A value that is what stands there already is left out.
#[must_use]
pub fn changes(sent: &Value) -> Changes {
    let fields = sent["fields"].as_object().into_iter().flatten();
    Changes {
        fields: fields.map(|(key, value)| (key.clone(), from_json(value))).collect(),
        body: sent["body"].as_str().map(|text| text.replace("\r\n", "\n")),
    }
}

/// Whether two trees say the same.
#[must_use]
pub fn is_same(one: &Node, other: &Node) -> bool {
    patch::same(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(file: &str, index: Option<usize>) -> Location {
        Location { file: file.to_owned(), index }
    }

    #[test]
    fn a_text_of_windows_keeps_its_line_ends_and_its_mark() {
        let text = "\u{feff}---\r\ntitle: A # giữ\r\n---\r\n\r\nMột\r\nHai\r\n\r\nBa\r\n";
        let place = location("content/articles/a.md", None);
        let file = FileText::read(text.as_bytes()).expect("UTF-8");
        assert_eq!(file.body(&place).as_deref(), Some("Một\nHai\n\nBa"));
        let fields = vec![("summary".to_owned(), Some(Node::Text("S".into())))];
        let changes = Changes { fields, body: Some("Một\nkhác\nnữa\n\nBa".into()) };
        let after = file.changed(&place, &changes).expect("it can be changed").bytes();
        let expected =
            "\u{feff}---\r\ntitle: A # giữ\r\nsummary: S\r\n---\r\n\r\nMột\r\nkhác\r\nnữa\r\n\r\nBa\r\n";
        assert_eq!(String::from_utf8(after).expect("UTF-8"), expected);
    }

    #[test]
    fn a_text_without_changes_is_the_same() {
        for text in ["---\ntitle: A\n---\n", "---\ntitle: A\n---\n\n\nMột\n\n", "Thể lệ\n"] {
            let place = location("content/contests/c/rules.md", None);
            let file = FileText::read(text.as_bytes()).expect("UTF-8");
            let body = file.body(&place);
            let same = file.changed(&place, &Changes { fields: Vec::new(), body }).expect("nothing changes");
            assert_eq!(same, file);
        }
    }

    #[test]
    fn rules_without_front_matter_get_one() {
        let place = location("content/contests/c/rules.md", None);
        let file = FileText::read("Thể lệ\n".as_bytes()).expect("UTF-8");
        let changes = Changes { fields: vec![("title".into(), Some(Node::Text("T".into())))], body: None };
        assert_eq!(file.changed(&place, &changes).expect("it can").text, "---\ntitle: T\n---\nThể lệ\n");
    }

    #[test]
    fn a_record_of_a_list_is_changed_alone() {
        let text = "# đơn vị\n- id: a\n  name: A\n- id: b\n  name: B # giữ\n  body: |\n    Một\n";
        let place = location("content/taxonomies/organizations.yaml", Some(1));
        let file = FileText::read(text.as_bytes()).expect("UTF-8");
        let changes = Changes { fields: vec![("short".into(), Some(Node::Text("BB".into())))], body: None };
        let expected = text.replace("name: B # giữ\n", "name: B # giữ\n  short: BB\n");
        assert_eq!(file.changed(&place, &changes).expect("it can").text, expected);
    }
}
