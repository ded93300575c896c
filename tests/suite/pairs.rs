//! One run tells every mistake: each pair of independent mistakes in one record is told, both where they stand.

use std::fmt::Write;

use bantin::diagnostic::Severity;

use crate::site::SiteTest;

/// A mistake in a record: the key whose line is written otherwise, or added; nothing for a line of the body.
struct Mistake {
    key: Option<&'static str>,
    line: &'static str,
    code: &'static str,
}

const fn at(key: &'static str, line: &'static str, code: &'static str) -> Mistake {
    Mistake { key: Some(key), line, code }
}

const fn in_body(line: &'static str, code: &'static str) -> Mistake {
    Mistake { key: None, line, code }
}

/// A record that has no mistake, line by line.
struct Sound {
    path: &'static str,
    keys: &'static [(&'static str, &'static str)],
}

const ARTICLE: Sound = Sound {
    path: "content/articles/them.md",
    keys: &[("title", "title: Thêm"), ("date", "date: 2025-05-01"), ("category", "category: kinh-te")],
};

const ARTICLE_MISTAKES: &[Mistake] = &[
    at("title", "title: [a, b]", "wrong-type"),
    at("date", "date: 25/08/2023", "invalid-date"),
    at("category", "category: khong-co", "unknown-reference"),
    at("subtitle", "subtitle: a: b", "yaml-syntax"),
    at("summary", "summary: \"Một câu", "yaml-syntax"),
    at("updated", "updated: hôm qua", "invalid-date"),
    at("locality", "locality: khong-co", "unknown-reference"),
    at("organization", "organization: khong-co", "unknown-reference"),
    at("models", "models: [khong-co]", "unknown-reference"),
    at("contest", "contest: khong-co", "unknown-reference"),
    at("entries", "entries: [thi-viet/khong-co]", "unknown-reference"),
    at("related", "related: [khong-co]", "unknown-reference"),
    at("image", "image: {file: khong-co.png}", "missing-key"),
    at("attachments", "attachments: [{title: A, file: khong-co.pdf}]", "missing-asset"),
    at("featured", "featured: có", "wrong-type"),
    at("tags", "tags: a, b", "wrong-type"),
    at("language", "language: fr", "unknown-value"),
    at("translation_of", "translation_of: khong-co", "unknown-reference"),
    at("source", "source: {name: Báo, url: \"javascript:x\"}", "invalid-url"),
    at("aliases", "aliases: [\"../x\"]", "invalid-url"),
    at("summray", "summray: x", "unknown-key"),
    in_body("Xem [bài](khong-co.md).", "dangling-link"),
    in_body("![Ảnh](khong-co.png)", "missing-image"),
    in_body("{{ modell(id=\"x\") }}", "unknown-shortcode"),
];

const ENTRY: Sound = Sound {
    path: "content/contests/thi-viet/entries/them.md",
    keys: &[
        ("title", "title: Thêm"),
        ("genre", "genre: bai-viet"),
        ("authors", "authors: [{name: Người Một}]"),
        ("submitted", "submitted: 2025-05-05"),
        ("consent", "consent: {given: true}"),
        ("status", "status: accepted"),
    ],
};

const ENTRY_MISTAKES: &[Mistake] = &[
    at("genre", "genre: khong-co", "unknown-reference"),
    at("authors", "authors: Người Một", "wrong-type"),
    at("submitted", "submitted: 5/5/2025", "invalid-date"),
    at("consent", "consent: có", "wrong-type"),
    at("status", "status: acceptd", "unknown-value"),
    at("organization", "organization: khong-co", "unknown-reference"),
    at("locality", "locality: khong-co", "unknown-reference"),
    at("models", "models: [khong-co]", "unknown-reference"),
    at("round", "round: khong-co", "unknown-reference"),
    at("award", "award: khong-co", "unknown-reference"),
    at("media", "media: [{kind: pdf, file: khong-co.pdf}]", "missing-asset"),
    in_body("Xem [bài](khong-co.md).", "dangling-link"),
];

/// The record with both mistakes, and the lines where they stand.
fn with(sound: &Sound, mistakes: [&Mistake; 2]) -> (String, [usize; 2]) {
    let mut lines: Vec<(Option<&str>, &str)> = vec![(None, "---")];
    lines.extend(sound.keys.iter().map(|(key, line)| (Some(*key), *line)));
    let of = |key: &str| mistakes.iter().find(|mistake| mistake.key == Some(key));
    for (key, line) in &mut lines {
        *line = key.and_then(of).map_or(line, |mistake| mistake.line);
    }
    let added = mistakes
        .iter()
        .filter(|one| one.key.is_some_and(|key| !sound.keys.iter().any(|(known, _)| *known == key)));
    lines.extend(added.map(|mistake| (mistake.key, mistake.line)));
    lines.push((None, "---"));
    for mistake in mistakes.iter().filter(|mistake| mistake.key.is_none()) {
        lines.extend([(None, ""), (None, mistake.line)]);
    }
    let places = mistakes.map(|mistake| {
        1 + lines
            .iter()
            .position(|(_, line)| *line == mistake.line)
            .expect("the mistake stands in the record")
    });
    (lines.iter().fold(String::new(), |text, (_, line)| text + line + "\n"), places)
}

/// How many pairs of mistakes were made, and what was not told of them.
fn untold(sound: &Sound, mistakes: &[Mistake]) -> (usize, String) {
    let site = SiteTest::fixture("small");
    let (mut pairs, mut untold) = (0, String::new());
    for (number, first) in mistakes.iter().enumerate() {
        for second in &mistakes[number + 1..] {
            pairs += 1;
            let (text, lines) = with(sound, [first, second]);
            let file = site.root().join(sound.path);
            std::fs::write(file, &text).expect("the record is written");
            let report = site.check().report;
            for (mistake, line) in [first, second].into_iter().zip(lines) {
                let is_it = |entry: &&bantin::diagnostic::Located| {
                    entry.severity == Severity::Error
                        && (entry.code.as_str(), entry.file.as_str()) == (mistake.code, sound.path)
                        && entry.start.line == line
                };
                if !report.entries().iter().any(|entry| is_it(&entry)) {
                    let told: Vec<_> =
                        report.entries().iter().map(|one| (one.code.as_str(), one.start.line)).collect();
                    writeln!(untold, "{} of line {line} in\n{text}told: {told:?}\n", mistake.code)
                        .expect("a string");
                }
            }
        }
    }
    (pairs, untold)
}

#[test]
fn two_mistakes_of_one_record_are_both_told() {
    let (articles, untold_of_articles) = untold(&ARTICLE, ARTICLE_MISTAKES);
    let (entries, untold_of_entries) = untold(&ENTRY, ENTRY_MISTAKES);
    assert!(articles + entries >= 200, "{articles} and {entries} pairs are too few");
    assert_eq!((untold_of_articles.as_str(), untold_of_entries.as_str()), ("", ""));
}

#[test]
fn a_mistake_alone_is_told_once() {
    let site = SiteTest::fixture("small");
    for mistake in ARTICLE_MISTAKES {
        // A key twice is one mistake.
        let (text, _) = with(&ARTICLE, [mistake, mistake]);
        let once = text.replacen(
            &format!("{}\n{}\n", mistake.line, mistake.line),
            &format!("{}\n", mistake.line),
            1,
        );
        let body = format!("\n{}\n", mistake.line);
        let once = if mistake.key.is_none() { once.replacen(&body, "", 1) } else { once };
        std::fs::write(site.root().join(ARTICLE.path), &once).expect("the record is written");
        let report = site.check().report;
        let told: Vec<_> =
            report.entries().iter().map(|one| (one.code.as_str(), one.message.en.as_str())).collect();
        // A picture without words whose file is not there either has two.
        let expected = if mistake.key == Some("image") { 2 } else { 1 };
        assert_eq!(told.len(), expected, "{once}{told:?}");
    }
}

/// Codes and files of what is told.
fn told(site: &SiteTest) -> Vec<(String, String)> {
    let report = site.check().report;
    report.entries().iter().map(|one| (one.code.as_str().to_owned(), one.file.clone())).collect()
}

#[test]
fn damaged_pictures_and_failing_templates_are_told_beside_other_mistakes() {
    let site = SiteTest::fixture("small")
        .file("content/articles/them.md", "---\ntitle: Thêm\ndate: hôm qua\ncategory: kinh-te\n---\n")
        .file("content/static/hong.jpg", b"\xFF\xD8\xFF\xE1\x7F\xFFExif\0\0 Lan 2025")
        .file("content/templates/search.html", "{{ t(key='aa') }}");
    let told = told(&site);
    for (code, file) in [
        ("invalid-date", "content/articles/them.md"),
        ("damaged-image", "content/static/hong.jpg"),
        ("template-render", "content/templates/search.html"),
    ] {
        assert!(told.contains(&(code.to_owned(), file.to_owned())), "{code}: {told:?}");
    }
}

#[test]
fn tables_that_excel_writes_are_read_and_a_guess_is_told() {
    let article = "---\ntitle: Thêm\ndate: 2025-05-01\ncategory: kinh-te\n---\n\n{{ chart(data=\"bang\", kind=\"bar\", x=\"Xã\", y=[\"Số\"], title=\"Số\") }}\n";
    let with = |bytes: &[u8]| {
        let site = SiteTest::fixture("small").file("content/articles/them.md", article);
        told(&site.file("content/data/bang.csv", bytes))
    };
    let utf16: Vec<u8> =
        "\u{feff}Xã\tSố\r\nMường Khương\t3\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(with(&utf16), []);
    // "Xã;Số" and "Mường Khương;3" in Windows-1258.
    let guessed = ("guessed-encoding".to_owned(), "content/data/bang.csv".to_owned());
    assert_eq!(with(b"Xa\xde;S\xf4\xec\r\nM\xfd\xf5\xccng Kh\xfd\xf5ng;3\r\n"), [guessed]);
    let refused = ("invalid-utf8".to_owned(), "content/data/bang.csv".to_owned());
    assert_eq!(with(b"X\xb7;S\xe8\r\nMa\xff;3\r\n")[0], refused);
}
