//! `export`: lists for the desk, which open in other programs and never stand inside the site.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader, Xlsx};

use crate::site::every_byte;

fn bantin(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command.args(arguments).output().expect("the program runs")
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(bantin(folder.path(), &["init", "."]).status.success());
    folder
}

/// The bytes of a file that a run wrote, and printed the path of.
fn exported(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = bantin(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    fs::read(folder.join(path)).expect("the file is there")
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let part = archive.by_name(name).expect("the part is there");
    std::io::read_to_string(part).expect("a text")
}

fn cells(package: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(package.to_vec())).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it can be read");
    sheet.used_cells().map(|(_, _, cell): (usize, usize, &Data)| cell.to_string()).collect()
}

#[test]
fn results_are_an_annex_in_the_order_of_the_prizes() {
    let site = site();
    let cells = cells(&exported(site.path(), &["export", "results"]));
    let at = |text: &str| {
        cells.iter().position(|cell| cell == text).unwrap_or_else(|| panic!("{text}: {cells:?}"))
    };
    assert!(at("BAN BIÊN TẬP (MẪU)") < at("Giải Nhất") && at("Giải Nhất") < at("Giải Khuyến khích"));
    assert!(
        cells.contains(&"Lê Văn Thí Dụ".to_owned()) && cells.contains(&"5000000".to_owned()),
        "{cells:?}"
    );
    let word = exported(site.path(), &["export", "results", "--format", "docx"]);
    let text = part(&word, "word/document.xml");
    assert!(text.contains("Người giữ cây cầu") && text.contains("Kèm theo Quyết định"), "{text}");
    let page = String::from_utf8(exported(site.path(), &["export", "certificates"])).expect("HTML");
    assert_eq!(page.matches("<section>").count(), 2);
}

#[test]
fn private_data_is_exported_only_when_it_is_asked_for_and_says_so() {
    let site = site();
    let plain = cells(&exported(site.path(), &["export", "entries"]));
    assert!(!plain.iter().any(|cell| cell.contains("0900 000 001")), "{plain:?}");
    let refused = bantin(site.path(), &["export", "entries", "--with-private"]);
    assert_eq!(refused.status.code(), Some(2));
    let whole = exported(site.path(), &["export", "entries", "--with-private", "--yes"]);
    assert!(cells(&whole).contains(&"0900 000 001".to_owned()));
    assert!(part(&whole, "xl/worksheets/sheet1.xml").contains("NỘI BỘ"));
    let core = part(&whole, "docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>"), "{core}");
}

#[test]
fn a_list_is_never_written_into_the_site() {
    let site = site();
    for path in ["public/a.xlsx", "content/static/a.xlsx", "content/../public/a.xlsx"] {
        let output = bantin(site.path(), &["export", "entries", "-o", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(!site.path().join(path).exists(), "{path}");
    }
}

#[test]
fn what_the_register_writes_as_text_is_read_by_the_import() {
    let site = site();
    let text =
        String::from_utf8(exported(site.path(), &["export", "register", "--format", "csv"])).expect("UTF-8");
    assert!(text.starts_with("\u{feff}STT,Tên mô hình,") && text.contains("Tổng cộng,3"), "{text}");
    let output = bantin(site.path(), &["import", "register.csv", "--as", "models", "--set", "level=commune"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("0 new records"), "{said}");
}

/// An article of a day, with what else stands in its front matter.
fn article(folder: &Path, name: &str, date: &str, rest: &str) {
    let text = format!(
        "---\ntitle: Tin mẫu {name}\ndate: {date}\nsummary: Tóm tắt mẫu.\ncategory: tin-tuc\n{rest}\n---\n\nNội dung mẫu.\n"
    );
    fs::write(folder.join("content/articles").join(format!("{name}.md")), text).expect("it is written");
}

const ROYALTIES: &str = "royalties: {base: 123457, coefficients: {news: 1, feature: 2.5}}\n";

#[test]
fn royalties_are_author_by_coefficient_by_base_in_the_period() {
    let site = site();
    let folder = site.path();
    let settings = fs::read_to_string(folder.join("content/site.yaml")).expect("settings");
    let asked = ["export", "royalties", "--from", "2020-01", "--to", "2020-03", "--format", "csv"];
    let refused = bantin(folder, &asked);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && said.contains("royalties: {base:"), "{said}");

    fs::write(folder.join("content/site.yaml"), settings + ROYALTIES).expect("settings");
    fs::write(
        folder.join("content/taxonomies/authors.yaml"),
        "- {id: le-thi-mau, name: Lê Thị Mẫu, pen_names: [Suối Mẫu]}\n",
    )
    .expect("authors");
    article(folder, "mot", "2020-01-05", "authors: [{name: Suối Mẫu}]");
    article(
        folder,
        "hai",
        "2020-03-31 23:30",
        "genre: feature\nauthors: [{id: le-thi-mau}, {name: Đỗ Văn Mẫu}]",
    );
    article(folder, "ba", "2020-02-01", "genre: interview\nauthors: [{name: Đỗ Văn Mẫu}]");
    article(folder, "chep", "2020-02-01", "authors: [{name: Đỗ Văn Mẫu}]\nsource: {name: Báo Mẫu}");
    article(folder, "nhap", "2020-02-01", "authors: [{name: Đỗ Văn Mẫu}]\ndraft: true");
    article(folder, "sau", "2020-04-01", "authors: [{name: Đỗ Văn Mẫu}]");
    article(folder, "khuyet", "2020-02-02", "");
    let text = String::from_utf8(exported(folder, &asked)).expect("UTF-8");
    let rows: Vec<&str> = text.trim_start_matches('\u{feff}').lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "1,Đỗ Văn Mẫu,01/02/2020,Tin mẫu ba,Phỏng vấn,,123457,1,,thể loại chưa có hệ số",
            "2,Đỗ Văn Mẫu,31/03/2020,Tin mẫu hai,Bài,2.5,123457,2,154321,",
            ",Cộng: Đỗ Văn Mẫu,,,,,,,154321,",
            "3,Lê Thị Mẫu,05/01/2020,Tin mẫu mot,Tin,1,123457,1,123457,",
            "4,Lê Thị Mẫu,31/03/2020,Tin mẫu hai,Bài,2.5,123457,2,154322,",
            ",Cộng: Lê Thị Mẫu,,,,,,,277779,",
            "5,(chưa ghi tác giả),02/02/2020,Tin mẫu khuyet,Tin,1,123457,1,123457,",
            ",Cộng: (chưa ghi tác giả),,,,,,,123457,",
            ",Tổng cộng,,,,,,,555557,",
        ]
    );
    let whole = exported(folder, &asked[..6]);
    assert!(part(&whole, "xl/worksheets/sheet1.xml").contains("NỘI BỘ"));
    let reversed = bantin(folder, &["export", "royalties", "--from", "2020-03", "--to", "2020-01"]);
    assert_eq!(reversed.status.code(), Some(2));
}

#[test]
fn what_authors_are_paid_is_nowhere_in_the_output() {
    let site = site();
    let settings = fs::read_to_string(site.path().join("content/site.yaml")).expect("settings");
    let built = |folder: &str| {
        let output = bantin(site.path(), &["build", "-o", folder, "--now", "2050-01-01"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        every_byte(&site.path().join(folder))
    };
    let before = built("truoc");
    fs::write(site.path().join("content/site.yaml"), settings + ROYALTIES).expect("settings");
    assert!(built("sau") == before, "no byte depends on it");
}
