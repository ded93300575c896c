//! `docs/reference.md` lists every key that may stand in a file, from the declarations of the program.
//!
//! Name, type and default of a key come from its declaration, the example and the Vietnamese words from the site
//! `tests/fixtures/reference`, which writes every key once: `key: value  # words`. What stands between the two marks
//! of the page is compared; `SNAPSHOTS=overwrite cargo test --test suite reference` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use bantin::content::declarations;
use bantin::theme::ThemeFields;
use bantin::yaml::describe::{Described, MappingInfo, Presence, TextForm, ValueType, Visibility};
use bantin::yaml::{Node, parse};

use crate::documentation::keep;
use crate::site::SiteTest;

/// Each kind of file: its name in the declarations, what it is, and the files of the site that show its keys.
const KINDS: [(&str, &str, &[&str]); 17] = [
    ("site", "Cấu hình của chuyên trang / The settings", &["site.yaml"]),
    ("article", "Tin, bài / Articles", &["articles/mot-cua.md", "articles/mot-cua-so.yaml"]),
    ("model", "Mô hình, điển hình / Models", &["models/to-tu-quan.yaml"]),
    ("contest", "Cuộc thi / Contests", &["contests/thi-viet/contest.yaml"]),
    ("rules", "Thể lệ / Rules of a contest", &["contests/thi-viet/rules.md"]),
    ("entry", "Bài dự thi / Entries", &["contests/thi-viet/entries/bai-du-thi.yaml"]),
    ("programme", "Đề án, kế hoạch / Programmes", &["programmes/de-an.yaml"]),
    ("document", "Văn bản / Documents", &["documents/huong-dan.yaml", "documents/van-ban-cu.yaml"]),
    ("page", "Trang riêng / Pages", &["pages/gioi-thieu.md", "pages/about.yaml"]),
    ("series", "Số liệu / Series", &["data/thu-hang.yaml"]),
    ("categories", "Chuyên mục / Categories", &["taxonomies/categories.yaml"]),
    ("fields", "Lĩnh vực / Fields", &["taxonomies/fields.yaml"]),
    ("localities", "Địa bàn / Localities", &["taxonomies/localities.yaml"]),
    ("organizations", "Đơn vị / Organizations", &["taxonomies/organizations.yaml"]),
    ("topics", "Chuyên đề / Dossiers", &["taxonomies/topics.yaml"]),
    ("authors", "Tác giả / Authors", &["taxonomies/authors.yaml"]),
    ("synonyms", "Từ đồng nghĩa / Synonyms", &["taxonomies/synonyms.yaml"]),
];

#[test]
fn the_reference_tells_every_key_as_it_is_declared() {
    let mut page = Page::default();
    let kinds: Vec<&str> = declarations::ALL.iter().map(|declaration| declaration.kind).collect();
    assert_eq!(kinds, KINDS.map(|(kind, _, _)| kind), "every kind of file has a title and examples");
    let content = Path::new("content");
    for ((kind, title, files), declaration) in KINDS.iter().zip(declarations::ALL) {
        let value = (declaration.value)();
        files.iter().for_each(|file| page.learn(&content.join(file), &value));
        let place = format!("content/{}", declaration.files);
        page.kinds.push((kind, title, place, value));
    }
    let theme = ThemeFields::value_type();
    page.learn(Path::new("themes/portal/theme.yaml"), &theme);
    page.learn(Path::new("themes/bao-xa/theme.yaml"), &theme);
    page.kinds.push(("theme", "Giao diện / A theme", "themes/*/theme.yaml".to_owned(), theme));
    keep("docs/reference.md", "keys", &page.written());
}

#[test]
fn the_site_that_uses_every_key_is_sound() {
    let outcome = SiteTest::fixture("reference").with(|options| options.strict = true).check();
    let said = bantin::diagnostic::text::render(&outcome.report, bantin_text::language::Language::En, false);
    assert!(outcome.report.entries().is_empty(), "{said}");
}

/// What a site says of a key.
struct Told {
    example: String,
    words: String,
}

#[derive(Default)]
struct Page {
    kinds: Vec<(&'static str, &'static str, String, ValueType)>,
    /// By mapping and key.
    told: BTreeMap<(&'static str, &'static str), Told>,
    forms: BTreeMap<&'static str, &'static TextForm>,
}

impl Page {
    /// Reads the examples of a file.
    fn learn(&mut self, file: &Path, value: &ValueType) {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reference");
        let text = fs::read_to_string(fixture.join(file)).expect("the file is there");
        let yaml = text
            .strip_prefix("---\n")
            .map_or(text.as_str(), |rest| rest.split_once("\n---\n").expect("the front matter ends").0);
        let node = parse(yaml).unwrap_or_else(|_| panic!("{} is YAML", file.display()));
        self.examples(value, &node, &mut Vec::new(), &comments(yaml));
    }

    fn examples(
        &mut self,
        value: &ValueType,
        node: &Node,
        path: &mut Vec<String>,
        comments: &BTreeMap<Vec<String>, String>,
    ) {
        match (value, node) {
            (ValueType::AnyOf(types), node) => {
                types.iter().for_each(|value| self.examples(value, node, path, comments));
            }
            (ValueType::Form(form), _) => {
                self.forms.insert(form.name, form);
            }
            (ValueType::List(element), Node::List(nodes)) => {
                self.elements(element, nodes, path, comments);
            }
            (ValueType::Mapping(_), Node::List(nodes)) => self.elements(value, nodes, path, comments),
            (ValueType::Mapping(info), Node::Mapping(pairs)) => {
                for (name, node) in pairs {
                    let key = info.keys.iter().find(|key| key.name == name).expect("a declared key");
                    path.push(name.clone());
                    if let Some(words) = comments.get(path) {
                        let told = || Told { example: flow(node), words: words.clone() };
                        self.told.entry((info.name, key.name)).or_insert_with(told);
                    }
                    self.examples(&(key.value)(), node, path, comments);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    fn elements(
        &mut self,
        value: &ValueType,
        nodes: &[Node],
        path: &mut Vec<String>,
        comments: &BTreeMap<Vec<String>, String>,
    ) {
        for (index, node) in nodes.iter().enumerate() {
            path.push(index.to_string());
            self.examples(value, node, path, comments);
            path.pop();
        }
    }

    fn written(&self) -> String {
        let mut text = self.table_of_forms();
        let mut seen = BTreeSet::new();
        let mut lacking = Vec::new();
        for (kind, title, place, value) in &self.kinds {
            let _ = write!(text, "\n## {title}\n\n`{place}`\n");
            if mapping(value).is_none() {
                let _ = writeln!(text, "\n{}: `[UBND, Ủy ban nhân dân]`.", capital(&type_words(value)));
            }
            let mut open = Vec::from_iter(mapping(value).map(|info| (String::new(), info)));
            while let Some((of, info)) = open.pop() {
                if !seen.insert(info.name) {
                    continue;
                }
                text.push_str(&self.table(info, &of, &mut lacking));
                let below = info.keys.iter().rev().filter_map(|key| {
                    let path = if of.is_empty() { key.name.to_owned() } else { format!("{of}.{}", key.name) };
                    Some((path, mapping(&(key.value)())?))
                });
                open.extend(below);
            }
            let _ = kind;
        }
        assert!(lacking.is_empty(), "tests/fixtures/reference writes no example with words of {lacking:#?}");
        text
    }

    /// The keys of a mapping; `of` is the path of keys that leads to it.
    fn table(&self, info: &MappingInfo, of: &str, lacking: &mut Vec<String>) -> String {
        let anchor = anchor(info);
        let heading = match of {
            "" => format!("\n<a id=\"{anchor}\"></a>\n\n"),
            of => format!("\n<a id=\"{anchor}\"></a>\n\n### `{of}`\n\n{}\n\n", info.doc.text()),
        };
        let mut table = heading
            + "| khóa / key | kiểu / type | mặc định / default | ví dụ / example | nghĩa / meaning |\n";
        table.push_str("|---|---|---|---|---|\n");
        for key in info.keys {
            let Some(told) = self.told.get(&(info.name, key.name)) else {
                lacking.push(format!("{}.{}", info.name, key.name));
                continue;
            };
            let default = match key.presence {
                Presence::Required => "**bắt buộc**".to_owned(),
                Presence::Optional => "–".to_owned(),
                Presence::Default(node) => format!("`{}`", flow(&node())),
            };
            let seen = match key.visibility {
                Visibility::Public => "",
                Visibility::Unshown => " Không hiện trên trang.",
                Visibility::PublicName => " Trang của cuộc thi nêu tên họ, trừ giám khảo.",
                Visibility::ByConsent => " Hiện theo `consent`.",
                Visibility::PrivateName | Visibility::Private => " **Không bao giờ đăng.**",
            };
            let _ = writeln!(
                table,
                "| `{}` | {} | {default} | {} | {}{seen}<br>{} |",
                key.name,
                type_words(&(key.value)()),
                example(&(key.value)(), &told.example),
                told.words.replace('|', "\\|"),
                key.doc.text().replace('|', "\\|"),
            );
        }
        table
    }

    fn table_of_forms(&self) -> String {
        let mut table = String::from(
            "\n| kiểu / type | mẫu / pattern | ví dụ / example | meaning |\n|---|---|---|---|\n",
        );
        for form in self.forms.values() {
            let (words, pattern) = (form_words(form), form.pattern.replace('|', "\\|"));
            let _ = writeln!(table, "| {words} | `{pattern}` | `{}` | {} |", form.example, form.doc);
        }
        table
    }
}

/// The mapping that a value is, or that its elements are.
fn mapping(value: &ValueType) -> Option<&'static MappingInfo> {
    match value {
        ValueType::Mapping(info) => Some(info),
        ValueType::List(element) => mapping(element),
        ValueType::AnyOf(types) => types.iter().find_map(mapping),
        _ => None,
    }
}

/// An example as a cell of a table; a long one of a mapping is written key by key in the mapping's own table.
fn example(value: &ValueType, written: &str) -> String {
    match mapping(value) {
        Some(info) if written.chars().count() > 80 => format!("[từng khóa](#{})", anchor(info)),
        _ => format!("`{}`", written.replace('|', "\\|")),
    }
}

fn anchor(info: &MappingInfo) -> String {
    info.name.to_lowercase()
}

fn type_words(value: &ValueType) -> String {
    match value {
        ValueType::Any => "tùy ý".to_owned(),
        ValueType::Bool => "`true` hoặc `false`".to_owned(),
        ValueType::Integer { min: 0, .. } => "số nguyên không âm".to_owned(),
        ValueType::Integer { min, max } => format!("số nguyên từ {min} đến {max}"),
        ValueType::Number => "số".to_owned(),
        ValueType::Text => "chữ".to_owned(),
        ValueType::Form(form) => form_words(form).to_owned(),
        ValueType::Choice(info) => {
            let words: Vec<String> = info.words.iter().map(|(word, _)| format!("`{word}`")).collect();
            words.join(", ")
        }
        ValueType::List(element) => format!("danh sách: {}", type_words(element)),
        ValueType::Mapping(info) => format!("[nhóm khóa](#{})", anchor(info)),
        ValueType::AnyOf(types) => types.iter().map(type_words).collect::<Vec<_>>().join(" hoặc "),
    }
}

fn form_words(form: &TextForm) -> &'static str {
    match form.name {
        "id" => "id",
        "date" => "ngày",
        "link" => "địa chỉ",
        "color" => "màu",
        "phone" => "số điện thoại",
        "email" => "thư điện tử",
        other => panic!("say here what `{other}` is called in Vietnamese"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A value on one line.
fn flow(node: &Node) -> String {
    match node {
        node if node.is_null() => String::new(),
        Node::Plain(plain, _) => plain.to_string(),
        Node::Text(text) if quoted(text) => format!("\"{text}\""),
        Node::Text(text) => text.clone(),
        Node::List(nodes) => format!("[{}]", nodes.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Node::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{key}: {}", flow(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether a text needs quotes, wherever it stands.
fn quoted(text: &str) -> bool {
    text.contains([',', '[', ']', '{', '}', '#', '"', '%'])
        || text.contains(": ")
        || !matches!(parse(text), Ok(Node::Text(read)) if read == text)
}

/// The words behind each key, by the path of names and numbers that leads to it.
fn comments(yaml: &str) -> BTreeMap<Vec<String>, String> {
    let mut comments = BTreeMap::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut elements: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let names = |open: &[(usize, String)]| open.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    for line in yaml.lines() {
        let mut rest = line.trim_start();
        let mut indent = line.len() - rest.len();
        if let Some(element) = rest.strip_prefix("- ") {
            open.retain(|(at, _)| *at < indent);
            let count = elements.entry(names(&open)).or_insert(0);
            open.push((indent, count.to_string()));
            *count += 1;
            (rest, indent) = (element, indent + 2);
        }
        let Some((key, _)) = rest.split_once(':') else { continue };
        if !key.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_') {
            continue;
        }
        open.retain(|(at, _)| *at < indent);
        open.push((indent, key.to_owned()));
        if let Some((_, words)) = rest.rsplit_once("  # ") {
            comments.insert(names(&open), words.to_owned());
        }
    }
    comments
}
