//! An editor's hour: mistakes that people make, one by one, each mended by doing literally what the help says.

use bantin::diagnostic::Located;

use crate::site::SiteTest;

/// How the help is applied.
#[derive(Clone, Copy)]
enum Apply {
    /// What is marked becomes the value shown.
    Marked,
    /// All behind `key: ` becomes the value shown.
    Value,
    /// What is shown goes before the closing brace.
    InBraces,
    /// What is shown becomes a line below the first one.
    Line,
    /// The whole line becomes what is shown.
    WholeLine,
    /// What is marked, with the parentheses around it, becomes what is shown.
    InParentheses,
    /// What is shown becomes a line below that of the mistake.
    LineBelow,
}
use Apply::{InBraces, InParentheses, Line, LineBelow, Marked, Value, WholeLine};

const ARTICLE: &str = "content/articles/them.md";
const MODEL: &str = "content/models/khac.yaml";
const ENTRY: &str = "content/contests/thi-viet/entries/them.md";
const SITE: &str = "content/site.yaml";

/// A mistake: the file, the line that is written wrongly (or all of the body), and how its help is applied.
const MISTAKES: &[(&str, &str, Apply)] = &[
    (ARTICLE, "date: 25/08/2023", Marked),
    (ARTICLE, "date: 14/06/2025 9:05:11", Marked),
    (ARTICLE, "date: 2023-08-25 9:22", Marked),
    (ARTICLE, "date: 2023-08-25 09:22:31 +0700", Marked),
    (ARTICLE, "date: 2023-8-5", Marked),
    (ARTICLE, "date: 25.8.2023", Marked),
    (ARTICLE, "date: “2025-05-01”", Marked),
    (ARTICLE, "date: ngày 1/5/2025", Marked),
    (ARTICLE, "updated: 1/6/2025 8h30", Marked),
    (ARTICLE, "expires: 30-12-2030", Marked),
    (ARTICLE, "title: 2025", Marked),
    (ARTICLE, "title: 12.50", Marked),
    (ARTICLE, "title: 0x10", Marked),
    (ARTICLE, "title: +84", Marked),
    (ARTICLE, "title: true", Marked),
    (ARTICLE, "title: [Một bài]", Value),
    (ARTICLE, "title: Đợt: hai", Marked),
    (ARTICLE, "title: @dân vận", Marked),
    (ARTICLE, "title: %dân vận", Marked),
    (ARTICLE, "title: Đợt #2: trao giải", Value),
    (ARTICLE, "subtitle: Một câu # nữa", Value),
    (ARTICLE, "title:\u{a0}Thêm", WholeLine),
    (ARTICLE, "title:Thêm", WholeLine),
    (ARTICLE, "title：Thêm", WholeLine),
    (ARTICLE, "Tiêu đề: Thêm", Marked),
    (ARTICLE, "tieu_de: Thêm", Marked),
    (ARTICLE, "chuyên mục: kinh-te", Marked),
    (ARTICLE, "từ khóa: [một]", Marked),
    (ARTICLE, "summray: Một câu", Marked),
    (ARTICLE, "category: Kinh tế", Marked),
    (ARTICLE, "category: “kinh-te”", Marked),
    (ARTICLE, "category: kinhte", Marked),
    (ARTICLE, "locality: moi", Marked),
    (ARTICLE, "draft: có", Marked),
    (ARTICLE, "draft: khong", Marked),
    (ARTICLE, "featured: \"yes\"", Marked),
    (ARTICLE, "tags: một cửa, dân vận", Marked),
    (ARTICLE, "tags: một; hai", Marked),
    (ARTICLE, "authors: Nguyễn Văn A", Marked),
    (ARTICLE, "authors: [Nguyễn Văn A]", Marked),
    (ARTICLE, "image: anh-bai.png", Marked),
    (ARTICLE, "image: {file: anh-bai.png}", InBraces),
    (ARTICLE, "source: {url: \"https://a.vn/\"}", InBraces),
    (ARTICLE, "source: {name: Báo, url: “https://a.vn/”}", Marked),
    (ARTICLE, "credits: [{role: Ảnh}]", InBraces),
    (ARTICLE, "datelin: CTTĐT", Marked),
    (ARTICLE, "language: VI", Marked),
    (ARTICLE, "language: “vi”", Marked),
    (ARTICLE, "models: vuon-rau", Marked),
    (ARTICLE, "models: [rau]", Marked),
    (ARTICLE, "related: [bai-mott]", Marked),
    (ARTICLE, "summary: \"a \\d b\"", Value),
    (ARTICLE, "", Line),
    (MODEL, "registered: \"2024\"", Marked),
    (MODEL, "registered: 25/8/2024", Marked),
    (MODEL, "budget: {amount: 5.000.000}", Marked),
    (MODEL, "level: Commune", Marked),
    (MODEL, "status: registred", Marked),
    (MODEL, "locality: “xa-moi”", Marked),
    (ENTRY, "status: Accepted", Marked),
    (ENTRY, "consent: {given: có}", Marked),
    (ENTRY, "authors: Người Một", Marked),
    (ENTRY, "submitted: 5/5/2025", Marked),
    (ENTRY, "genre: Bài viết", Marked),
    (ARTICLE, "draft: 1", Marked),
    (ARTICLE, "tags: 2025", Marked),
    (ARTICLE, "tags:\n-dân vận", WholeLine),
    (ARTICLE, "date: ‘25/8/2023’", Marked),
    (SITE, "page_size: \"20\"", Marked),
    (SITE, "lint: có", Marked),
];

const PICTURE: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small/content/articles/anh-bai.png"));

/// Lines of the body that did not take.
const IN_BODY: &[(&str, Apply)] = &[
    ("##Mục lớn", WholeLine),
    ("•\tÝ một", WholeLine),
    ("1.Mục một", WholeLine),
    ("**Thời gian: **8 giờ", WholeLine),
    ("|Xã|Số|", LineBelow),
    ("https://www.youtube.com/watch?v=abc", WholeLine),
    ("Xem [ảnh](anh bai.png).", InParentheses),
];

/// The record in which a mistake is made.
fn sound(file: &str) -> &'static [&'static str] {
    match file {
        ARTICLE => &["title: Thêm", "date: 2025-05-01", "category: kinh-te"],
        MODEL => &[
            "name: Khác",
            "field: kinh-te",
            "level: commune",
            "locality: xa-moi",
            "registered: 2024",
            "status: registered",
        ],
        ENTRY => &[
            "title: Thêm",
            "genre: bai-viet",
            "authors: [{name: Người Một}]",
            "submitted: 2025-05-05",
            "consent: {given: true}",
            "status: accepted",
        ],
        _ => &[],
    }
}

/// The file with the mistake in it: in the place of the key of that name, else as a line of its own.
fn wrong(site: &SiteTest, file: &str, line: &str) -> String {
    let key = |line: &str| line.split([':', '：']).next().unwrap_or("").to_owned();
    let known = ["Tiêu đề", "tieu_de"];
    let written = if known.contains(&key(line).as_str()) { "title".to_owned() } else { key(line) };
    let written = if written == "chuyên mục" { "category".to_owned() } else { written };
    if file == SITE {
        let text = std::fs::read_to_string(site.root().join(SITE)).expect("the fixture has settings");
        return format!("{}\n{line}\n", text.trim_end());
    }
    let mut lines: Vec<&str> = sound(file).to_vec();
    match lines.iter().position(|sound| key(sound) == written) {
        Some(at) => lines[at] = line,
        None if line.is_empty() => drop(lines.remove(0)),
        None => lines.push(line),
    }
    let fields = lines.join("\n");
    if file.ends_with(".md") { format!("---\n{fields}\n---\n\nMột bài.\n") } else { format!("{fields}\n") }
}

/// What the help shows between backticks: the value to copy.
fn shown(entry: &Located) -> String {
    let help = &entry.help.as_ref().unwrap_or_else(|| panic!("there is a help: {entry:?}")).vi;
    let shown = help.split('`').nth(1).map(str::to_owned);
    let quoted = || help.split_once("viết ").or(help.split_once(": ")).map(|(_, rest)| rest.to_owned());
    shown.or_else(quoted).unwrap_or_else(|| panic!("the help shows what to write: {help}")).replace('…', "x")
}

/// The text with the help applied.
fn mended(text: &str, entry: &Located, apply: Apply) -> String {
    let shown = shown(entry);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = &mut lines[entry.start.line - 1];
    let at = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    match apply {
        Marked => line.replace_range(at(entry.start.column)..at(entry.end.column), &shown),
        Value => line.replace_range(line.find(": ").map_or(0, |at| at + 2).., &shown),
        InBraces => line.insert_str(line.rfind('}').expect("a brace"), &shown),
        WholeLine => *line = shown,
        InParentheses => line.replace_range(at(entry.start.column - 1)..at(entry.end.column + 1), &shown),
        LineBelow => lines.insert(entry.start.line, shown),
        Line => lines.insert(1, shown),
    }
    lines.join("\n") + "\n"
}

#[test]
fn what_the_help_shows_makes_the_mistake_go() {
    let mut left = Vec::new();
    let in_body = IN_BODY.iter().map(|(line, apply)| (ARTICLE, *line, *apply));
    for (file, line, apply) in MISTAKES.iter().copied().chain(in_body) {
        let site = SiteTest::fixture("small").file("content/articles/anh bai.png", PICTURE);
        let text = match IN_BODY.iter().any(|(of_body, _)| *of_body == line) {
            true => format!("---\n{}\n---\n\n{line}\n", sound(file).join("\n")),
            false => wrong(&site, file, line),
        };
        std::fs::write(site.root().join(file), &text).expect("the file is written");
        let report = site.check().report;
        // A wrong key is missing, too, which is told at the first line.
        let wrong_line = text.lines().position(|known| known == line).map(|at| at + 1);
        let of_file = || report.entries().iter().filter(|entry| entry.file == file);
        let on_line = of_file().find(|entry| Some(entry.start.line) == wrong_line && !line.is_empty());
        let Some(entry) = on_line.or_else(|| of_file().next()) else {
            left.push(format!("{line:?}: nothing is told"));
            continue;
        };
        let help = entry.help.as_ref().map_or("", |help| help.vi.as_str());
        println!("{line}\n    {} → {help}", entry.message.vi);
        let better = mended(&text, entry, apply);
        std::fs::write(site.root().join(file), &better).expect("the file is written");
        let after = site.check().report;
        let told = |one: &&Located| one.file == file;
        if let Some(one) = after.entries().iter().find(told) {
            left.push(format!("{line:?}: {help}\n  gives {}: {}", one.code.as_str(), one.message.vi));
        }
    }
    assert!(MISTAKES.len() >= 60, "an hour has sixty mistakes");
    assert!(left.is_empty(), "{}", left.join("\n"));
}
