//! Tests with the fixture `small` and some files changed: loaded, linked and rendered.

use std::path::Path;

use super::*;
use crate::clock::Now;
use crate::content::kind::RecordKind;
use crate::content::load::load;
use crate::content::parse::parse;
use crate::locate::locate;
use crate::markdown::{Piece, Shortcode};
use crate::progress::Silent;
use crate::site::{ArticleNo, ContestNo, EntryNo, ProgrammeNo, Publication, link};

const ARTICLE: &str = "---\ntitle: A\ndate: 2025-03-01\ncategory: dan-van\n---\n";

/// The texts of the fixture with changed files, and the diagnostics of texts as `file:line:column code`.
fn read(files: &[(&str, &str)]) -> (Bodies, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    for entry in walkdir::WalkDir::new(&fixture) {
        let entry = entry.expect("the fixture can be read");
        let to = folder.path().join(entry.path().strip_prefix(&fixture).expect("below it"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("a folder");
        } else {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    let mut found = Vec::new();
    let loaded = load(folder.path(), &mut found);
    let catalog = parse(&loaded, None, &mut found).expect("the records can be read");
    let assets = Assets::new(&loaded.assets);
    let now = Now::new("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let site = link(&catalog, &loaded.sources, &assets, &now, Publication::default(), None, &mut found);
    let site = site.expect("it is linked");
    let pages = Pages::new(&site, &mut found);
    let (texts, found) = super::read(&site, &pages, &assets, Before::default(), &Silent);
    let report = locate(&loaded.sources, found);
    let place = |e: &crate::diagnostic::Located| {
        let (file, line, column, code) = (&e.file, e.start.line, e.start.column, e.code.as_str());
        format!("{}:{line}:{column} {code}", file.strip_prefix("content/").unwrap_or(file))
    };
    (texts, report.entries().iter().map(place).collect())
}

/// The HTML of an article `a.md` with this body, and its diagnostics.
fn article(body: &str) -> (String, Vec<String>) {
    let (texts, found) = read(&[("articles/0/a.md", &format!("{ARTICLE}{body}"))]);
    let rendered =
        texts.all().find(|rendered| !rendered.pieces.is_empty() && rendered.plain.starts_with("Thử"));
    let rendered = rendered.expect("it is published");
    let html =
        rendered.pieces.iter().map(|piece| if let Piece::Html(html) = piece { html.as_str() } else { "" });
    (html.collect(), found)
}

fn sound(body: &str) -> String {
    let (html, found) = article(body);
    assert_eq!(found, Vec::<String>::new(), "{body}");
    html
}

#[test]
fn the_text_of_every_record_is_read() {
    let (texts, found) = read(&[]);
    assert_eq!(found, Vec::<String>::new());
    let plain = |record| &texts.body(record).plain;
    assert_eq!(plain(RecordNo::Article(ArticleNo(1))), "Mở đầu\nMột đoạn văn, với bài hai và mô hình.");
    let count = |kind| texts.all.of.keys().filter(|record| record.kind() == kind).count();
    assert_eq!([RecordKind::Article, RecordKind::Model, RecordKind::Rules].map(count), [2, 2, 1]);
    assert_eq!(texts.body(RecordNo::Rules(ContestNo(0))).headings[0].id, "the-le");
    assert_eq!(plain(RecordNo::Programme(ProgrammeNo(0))), "Nội dung đề án mẫu.");
    assert_eq!(plain(RecordNo::Entry(EntryNo(0))), "Bài dự thi mẫu.");
}

#[test]
fn links_by_id_file_and_path_become_addresses() {
    let html = sound(
        "Thử [a](model:vuon-rau) [b](../bai-mot.md#mo-dau) [c](contest:thi-viet) [d](entry:thi-viet/bai-du-thi)\n\
         [e](page:gioi-thieu) [f](programme:de-an) [g](/gioi-thieu) [h](/tin-tuc/nam/2025/)\n\
         [i](/anh/1.png) [k](../../contests/thi-viet/rules.md#the-le) [l](/tim-kiem/?q=a&b=1#c)\n",
    );
    let hrefs: Vec<_> = html.split("href=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert_eq!(
        hrefs,
        [
            "/tin/mo-hinh/vuon-rau/",
            "/tin/tin-tuc/bai-mot/#mo-dau",
            "/tin/cuoc-thi/thi-viet/",
            "/tin/cuoc-thi/thi-viet/bai-du-thi/bai-du-thi/",
            "/tin/gioi-thieu/",
            "/tin/chuong-trinh/de-an/",
            "/tin/gioi-thieu/",
            "/tin/tin-tuc/nam/2025/",
            "/tin/anh/1.png",
            "/tin/cuoc-thi/thi-viet/the-le/#the-le",
            "/tin/tim-kiem/?q=a&amp;b=1#c",
        ]
    );
}

#[test]
fn pictures_beside_the_record_are_copied_beside_its_page() {
    let html = sound("Thử ![x](../anh-bai.png) và [tệp](../anh-bai.png)");
    assert!(
        html.contains("src=\"/tin/tin-tuc/a/anh-bai-") && html.contains("width=\"80\" height=\"45\""),
        "{html}"
    );
    let (texts, _) = read(&[("articles/a.md", &format!("{ARTICLE}![x](anh%2Dbai.png)"))]);
    let assets: Vec<_> = texts.all().flat_map(|rendered| &rendered.assets).collect();
    assert_eq!(assets.iter().map(|asset| asset.path.as_str()).collect::<Vec<_>>(), ["tin-tuc/a/anh-bai.png"]);
}

#[test]
fn what_is_not_there_is_reported_at_its_line() {
    let (_, found) = article(
        "Thử [a](article:bai-mott)\n\n[b](../khong.md) [c](/khong-co/)\n\n![d](khong.png)\n\n[e](../bai-mot.md#khong)\n\n\
         {{ model(id=\"khong\") }}\n{{ chart(data=\"khong\", kind=\"bar\", x=\"a\", y=[\"b\"]) }}\n",
    );
    assert_eq!(
        found,
        [
            "articles/0/a.md:6:9 dangling-link",
            "articles/0/a.md:8:5 dangling-link",
            "articles/0/a.md:8:22 dangling-link",
            "articles/0/a.md:10:6 missing-image",
            "articles/0/a.md:12:5 dangling-heading",
            "articles/0/a.md:14:13 unknown-reference",
            "articles/0/a.md:15:15 unknown-reference",
        ]
    );
}

#[test]
fn what_is_not_published_is_no_link() {
    let draft = format!("{}draft: true\n---\nx", ARTICLE.trim_end_matches("---\n"));
    let body = format!("{ARTICLE}Thử [a](nhap.md) [b](article:nhap)");
    let (texts, found) = read(&[("articles/nhap.md", &draft), ("articles/a.md", &body)]);
    assert_eq!(
        found,
        ["articles/a.md:6:9 unpublished-reference", "articles/a.md:6:22 unpublished-reference"]
    );
    let text = texts.all().find(|rendered| rendered.plain.starts_with("Thử")).expect("it is there");
    assert_eq!(text.pieces, [Piece::Html("<p>Thử a b</p>\n".into())]);
}

#[test]
fn a_file_of_several_records_is_named_by_id() {
    let (_, found) = article("Thử [a](../../models/mo-hinh.yaml)");
    assert_eq!(found, ["articles/0/a.md:6:9 dangling-link"]);
}

#[test]
fn the_texts_of_a_model_stand_on_one_page() {
    let model = "name: X\nfield: kinh-te\nlevel: base\nlocality: xa-moi\nregistered: 2024\nstatus: registered\n\
                 objectives: |\n  ## Một\n\n  [a](model:x#ba)\nactivities: |\n  ## Một\n\n  ![](y.png)\nbody: |\n  ## Ba\n";
    let (texts, found) = read(&[("models/x.yaml", model)]);
    assert_eq!(found, ["models/x.yaml:14:3 missing-alt", "models/x.yaml:14:7 missing-image"]);
    let models = (0..3).map(|no| texts.model(ModelNo(no)));
    let [_, activities, _] =
        models.into_iter().find(|[.., body]| !body.plain.is_empty()).expect("it is there");
    assert_eq!(activities.headings[0].id, "mot-2");
}

#[test]
fn shortcodes_know_what_is_published() {
    let (texts, found) =
        read(&[("articles/a.md", &format!("{ARTICLE}{{{{ entry(id=\"thi-viet/bai-du-thi\") }}}}\n"))]);
    assert_eq!(found, Vec::<String>::new());
    let is_entry = |piece: &Piece| matches!(piece, Piece::Shortcode(Shortcode::Entry(_)));
    assert!(texts.all().any(|rendered| rendered.pieces.iter().any(is_entry)));
}

#[test]
fn a_damaged_picture_is_reported_where_it_is_named() {
    let body = format!("{ARTICLE}Thử ![x](hong.jpg)");
    let (_, found) = read(&[("articles/a.md", &body), ("articles/hong.jpg", "no picture")]);
    assert_eq!(found, ["articles/a.md:6:10 damaged-image"]);
}

#[test]
fn a_record_with_mistakes_of_its_own_is_told_once() {
    let wrong = ARTICLE.replace("date: 2025-03-01", "date: khong");
    let nowhere = ARTICLE.replace("dan-van", "khong-co");
    let body = format!(
        "{ARTICLE}Thử [a](article:hong) [b](hong.md) [c](article:lac) [d](lac.md)\n\n\
         {{{{ chart(data=\"hong\", kind=\"bar\", x=\"a\", y=[\"b\"]) }}}}\n"
    );
    let (texts, found) = read(&[
        ("articles/hong.md", &wrong),
        ("articles/lac.md", &nowhere),
        ("data/hong.yaml", "columns: x"),
        ("articles/a.md", &body),
    ]);
    assert_eq!(found, Vec::<String>::new());
    let text = texts.all().find(|rendered| rendered.plain.starts_with("Thử")).expect("it is there");
    assert_eq!(text.pieces, [Piece::Html("<p>Thử a b c d</p>\n".into())]);
}
