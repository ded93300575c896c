//! `import`: sheets and texts of offices become records, and nothing is written while something is wrong.
//!
//! Files in `tests/fixtures/office` were made with openpyxl by the script beside them; others are made here.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bantin::yaml::{Node, parse};
use zip::write::SimpleFileOptions;

use crate::site::every_byte;

const CONTEST: &str = "title: Cuộc thi mẫu\norganizer: ban-bien-tap\nopens: 2026-02-01\ncloses: 2026-06-30\ngenres: [{id: ghi-chep, name: Ghi chép}]\nrounds: [{id: chung-khao, name: Vòng chung khảo}]\nprizes: [{id: nhat, name: Giải Nhất, quota: 1}]\n";
const ENTRIES: &str = "content/contests/viet-ve-nguoi-tot/entries";

/// A new site whose contest has fixed days, and no entries.
struct Site(tempfile::TempDir);

/// What a run said: exit status, standard output, standard error.
type Said = (Option<i32>, String, String);

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Self(folder);
        let made = site.run_in(site.0.path(), &["init", "trang"]);
        assert_eq!(made.0, Some(0), "{made:?}");
        fs::remove_dir_all(site.root().join(ENTRIES)).expect("the sample entries are removed");
        site.write("content/contests/viet-ve-nguoi-tot/contest.yaml", CONTEST);
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("trang")
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(&path, content).expect("the file is written");
        path.to_string_lossy().into_owned()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run_in(&self, folder: &Path, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        command.current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        let output = command.args(arguments).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn import(&self, file: &str, arguments: &[&str]) -> Said {
        let fixed = ["--now", "2026-07-01", "import", file];
        let fixed: Vec<&str> =
            fixed[2..].iter().chain(&fixed[..2]).copied().chain(arguments.iter().copied()).collect();
        self.run_in(&self.root(), &fixed)
    }

    /// Imports without an error; standard output and error.
    fn imported(&self, file: &str, arguments: &[&str]) -> (String, String) {
        let (status, out, err) = self.import(file, arguments);
        assert_eq!(status, Some(0), "{out}{err}");
        (out, err)
    }

    fn list(&self, path: &str) -> Vec<Node> {
        match parse(&self.read(path)) {
            Ok(Node::List(nodes)) => nodes,
            other => panic!("{path}: {other:?}"),
        }
    }

    fn is_sound(&self) {
        let (status, _, said) = self.run_in(&self.root(), &["check", "--now", "2026-07-01"]);
        assert_eq!(status, Some(0), "{said}");
    }
}

fn office(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/office").join(name);
    path.to_string_lossy().into_owned()
}

fn text<'n>(node: &'n Node, path: &str) -> &'n str {
    let found = path.split('.').try_fold(node, |node, key| match (node, key.parse::<usize>()) {
        (Node::List(nodes), Ok(at)) => nodes.get(at),
        (node, _) => node.get(key),
    });
    match found {
        Some(Node::Text(text)) => text,
        Some(Node::Plain(_, typed)) => typed,
        other => panic!("{path}: {other:?}"),
    }
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        writer.write_all(content).expect("the part is written");
    }
    writer.finish().expect("the package is whole").into_inner()
}

#[test]
fn a_secretarys_sheet_becomes_entries_and_once_more_changes_nothing() {
    let site = Site::new();
    let (out, err) =
        site.imported(&office("bai-du-thi.xlsx"), &["--as", "entries", "--contest", "viet-ve-nguoi-tot"]);
    let path = format!("{ENTRIES}/bai-du-thi.yaml");
    assert_eq!(out, format!("{path}\n"), "{err}");
    for told in
        ["60 new records", "1 rows of sums", "1 hidden rows", "hidden columns were taken too: I", "“Nháp”"]
    {
        assert!(err.contains(told), "{told}: {err}");
    }
    let entries = site.list(&path);
    assert_eq!(entries.len(), 60);
    for (key, value) in [
        ("id", "tac-pham-mau-so-1"),
        ("title", "Tác phẩm mẫu số 1"),
        ("genre", "ghi-chep"),
        ("locality", "phuong-doi-mau"),
        ("submitted", "2026-05-02"),
        ("consent.given", "false"),
        ("status", "received"),
        ("private.phone", "0900000001"),
        ("private.id_number", "001089000001"),
        ("private.address", "Thôn 2"),
    ] {
        assert_eq!(text(&entries[0], key), value, "{key}");
    }
    assert_eq!(text(&entries[6], "authors.1.name"), "Lê Văn Mẫu");
    assert_eq!(text(&entries[6], "authors.1.lead"), "true");
    assert_eq!(text(&entries[8], "authors.0.pen_name"), "Suối Nguồn");
    site.is_sound();

    let by_hand = site.read(&path).replacen("  status: received\n", "  status: accepted  # đã duyệt\n", 1);
    let by_hand = by_hand.replacen("0900000002", "0911111111", 1);
    site.write(&path, &by_hand);
    let (_, err) = site.imported(&office("bai-du-thi.xlsx"), &["--as", "entries"]);
    assert!(err.contains("0 new records, 1 changed, 59 unchanged"), "{err}");
    assert!(!err.contains("0911111111"), "private values are not shown: {err}");
    let again = site.read(&path);
    assert_eq!(again, by_hand.replacen("0911111111", "0900000002", 1), "nothing else has changed");
}

#[test]
fn every_wrong_cell_is_told_at_once_and_nothing_is_written() {
    let site = Site::new();
    let arguments = ["--as", "models", "--set", "level=commune", "--format", "json"];
    let (status, out, _) = site.import(&office("sai.xlsx"), &arguments);
    assert_eq!(status, Some(1), "{out}");
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let found: Vec<_> = lines
        .iter()
        .filter(|line| line["severity"] == "error")
        .map(|line| (line["code"].as_str().unwrap_or(""), line["line"].as_u64(), line["column"].as_u64()))
        .collect();
    let expected = [
        ("unknown-table-column", Some(1), Some(7)),
        ("cell-value", Some(3), Some(3)),
        ("cell-value", Some(4), Some(5)),
        ("cell-value", Some(5), Some(4)),
        ("cell-value", Some(5), Some(6)),
    ];
    assert_eq!(found, expected, "{out}");
    assert!(out.contains("cell C3") && out.contains("sheet “Mô hình”"), "{out}");
    assert!(!site.root().join("content/models/sai.yaml").exists());

    let map = site.root().join("gan.yaml").to_string_lossy().into_owned();
    site.imported(&office("sai.xlsx"), &["--as", "models", "--guess", &map]);
    assert!(site.read("gan.yaml").contains("Cân nặng"), "{}", site.read("gan.yaml"));
    site.write("gan.yaml", "columns: {Cân nặng: \"-\"}\nset: {level: commune}\n");
    let (status, out, err) =
        site.import(&office("sai.xlsx"), &["--as", "models", "--map", &map, "--partial"]);
    assert_eq!((status, out.as_str()), (Some(1), "content/models/sai.yaml\n"), "{err}");
    let models = site.list("content/models/sai.yaml");
    assert_eq!((models.len(), text(&models[0], "budget.amount")), (1, "15000000"));
    site.is_sound();
}

#[test]
fn old_fonts_become_unicode_cell_by_cell() {
    let site = Site::new();
    let (_, err) = site.imported(&office("phong-cu.xlsx"), &["--as", "models", "--set", "level=commune"]);
    assert!(err.contains("TCVN3") && err.contains("VNI"), "{err}");
    let models = site.list("content/models/phong-cu.yaml");
    let names: Vec<&str> = models.iter().map(|model| text(model, "name")).collect();
    let expected = ["Con đường hoa của chị em phụ nữ", "Tổ hòa giải ở khu dân cư", "Vườn rau khuyến học"];
    assert_eq!(names, expected);
    assert_eq!(text(&models[0], "locality"), "xa-suoi-mau");
    site.is_sound();
}

#[test]
fn capitals_of_old_fonts_are_restored_where_the_font_is_known() {
    let site = Site::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["Tên mô hình", "Lĩnh vực", "Xã", "Năm đăng ký"]) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    let font = |name: &str| rust_xlsxwriter::Format::new().set_font_name(name);
    let names = [
        ("con ®\u{ad}êng hoa cña chÞ em", ".VnTimeH"),
        ("hµ néi vµ b¹n bÌ", ".VnArialH"),
        ("Tæ hßa gi¶i", ".VnTime"),
        ("Tổ tự quản", ".VnTimeH"),
    ];
    for (row, (name, of)) in (1..).zip(names) {
        sheet.write_string_with_format(row, 0, name, &font(of)).expect("a cell");
        for (column, text) in (1..).zip(["Kinh tế", "Xã Suối Mẫu", "2024"]) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    let file = site.write("chu-hoa.xlsx", workbook.save_to_buffer().expect("a workbook"));
    site.imported(&file, &["--as", "models", "--set", "level=commune"]);
    let models = site.list("content/models/chu-hoa.yaml");
    let names: Vec<&str> = models.iter().map(|model| text(model, "name")).collect();
    assert_eq!(names, ["CON ĐƯỜNG HOA CỦA CHỊ EM", "HÀ NỘI VÀ BẠN BÈ", "Tổ hòa giải", "Tổ tự quản"]);
}

#[test]
fn capitals_of_old_fonts_in_calc_are_restored_where_the_font_is_known() {
    let site = Site::new();
    let faces = r#"<office:font-face-decls><style:font-face style:name="F1" svg:font-family="'.VnTimeH'"/><style:font-face style:name="F2" svg:font-family=".VnTime"/></office:font-face-decls>"#;
    let style = |family: &str, name: &str, parent: &str, face: &str| {
        let face = if face.is_empty() {
            String::new()
        } else {
            format!(r#"<style:text-properties style:font-name="{face}"/>"#)
        };
        format!(
            r#"<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">{face}</style:style>"#
        )
    };
    let styles = [
        style("table-cell", "ce1", "Hoa", ""),
        style("table-cell", "ce2", "Hoa", "F2"),
        style("text", "T1", "", "F1"),
    ]
    .concat();
    let cell = |style: &str, text: &str| {
        format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let others = ["Kinh tế", "Xã Suối Mẫu", "2024"].map(|text| cell("Khac", text)).concat();
    let of_column =
        "<table:table-cell office:value-type=\"string\"><text:p>hµ néi</text:p></table:table-cell>";
    let rows = [
        row(&["Tên mô hình", "Lĩnh vực", "Xã", "Năm đăng ký"].map(|name| cell("Khac", name))),
        row(&[cell("ce1", "con ®\u{ad}êng hoa cña chÞ em"), others.clone()]),
        row(&[cell("ce2", "Tæ hßa gi¶i"), others.clone()]),
        row(&[
            cell("ce2", r#"x· <text:span text:style-name="T1">nghÜa h\u{ad}ng</text:span>"#),
            others.clone(),
        ]),
        row(&[of_column.to_owned(), others]),
    ]
    .concat()
    .replace("\\u{ad}", "\u{ad}");
    let column =
        r#"<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="ce1"/>"#;
    let content = format!(
        "<office:document-content>{faces}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"S\">{column}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let named = format!(
        "<office:document-styles>{faces}{}</office:document-styles>",
        style("table-cell", "Hoa", "", "F1")
    );
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", named.as_bytes()),
    ];
    let file = site.write("chu-hoa.ods", package(&parts));
    site.imported(&file, &["--as", "models", "--set", "level=commune"]);
    let models = site.list("content/models/chu-hoa.yaml");
    let names: Vec<&str> = models.iter().map(|model| text(model, "name")).collect();
    assert_eq!(names, ["CON ĐƯỜNG HOA CỦA CHỊ EM", "Tổ hòa giải", "xã NGHĨA HƯNG", "HÀ NỘI"]);
    assert!(!site.read("content/models/chu-hoa.yaml").contains("kiểm tra"), "the fonts are known");
}

#[test]
fn what_may_have_been_shown_in_capitals_is_marked_where_the_file_tells_no_font() {
    let site = Site::new();
    let file = site.write(
        "khong-phong.csv",
        "Tên mô hình,Lĩnh vực,Xã,Năm đăng ký\ncon ®\u{ad}êng hoa cña chÞ em,Kinh tế,Xã Suối Mẫu,2024\nTæ hßa gi¶i,Kinh tế,Xã Suối Mẫu,2025\ntổ tự quản,Kinh tế,Xã Suối Mẫu,2025\n",
    );
    site.imported(&file, &["--as", "models", "--set", "level=commune"]);
    let written = site.read("content/models/khong-phong.yaml");
    let marked: Vec<&str> = written.lines().filter(|line| line.contains('#')).collect();
    assert_eq!(marked, ["  name: con đường hoa của chị em  # kiểm tra chữ hoa"], "{written}");
    site.is_sound();
}

/// The inside of an article that is imported from a file.
fn imported_text(name: &str, bytes: &[u8]) -> String {
    let site = Site::new();
    let file = site.write(name, bytes);
    let (out, _) = site.imported(&file, &["--as", "article"]);
    site.read(out.lines().next().expect("the path of the article"))
}

#[test]
fn capitals_of_old_fonts_in_texts_of_libreoffice_and_html_are_restored_where_the_font_is_known() {
    let lead = "Sáng thứ bảy, cả thôn ra đường trồng hoa.";
    let content = format!(
        r#"<office:document-content><office:font-face-decls><style:font-face style:name="F1" svg:font-family="'.VnTimeH'"/></office:font-face-decls><office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="F1"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties fo:font-family="'.VnTime'"/></style:style></office:automatic-styles><office:body><office:text><text:p>Con đường hoa</text:p><text:p>{lead}</text:p><text:p>Đến trưa thì xong.</text:p><text:p text:style-name="P1">céng hoµ x· héi<text:span text:style-name="T1"> ®éc lËp</text:span></text:p></office:text></office:body></office:document-content>"#
    );
    let parts: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    let article = imported_text("tin.odt", &package(&parts));
    assert!(article.contains("\nCỘNG HOÀ XÃ HỘI độc lập\n"), "{article}");
    let html = format!(
        "<p>Con đường hoa</p><p>{lead}</p><p style=\"font-family: '.VnTimeH', serif\">céng hoµ <span style='font-family:.VnTime'>x· héi</span></p><p><font face='.VnArialH'>®éc lËp</font></p><p>Đến trưa thì xong.</p>"
    );
    let article = imported_text("tin.html", html.as_bytes());
    assert!(article.contains("\nCỘNG HOÀ xã hội\n\nĐỘC LẬP\n"), "{article}");
}

/// The body of an article that is made from the inside of a body of Word.
fn body_of_word(body: &str) -> String {
    let site = Site::new();
    let first = "<w:p><w:r><w:t>Con đường hoa ở thôn Mẫu</w:t></w:r></w:p><w:p><w:r><w:t>Sáng thứ bảy, cả thôn ra đường trồng hoa.</w:t></w:r></w:p><w:p><w:r><w:t>Đến trưa thì xong.</w:t></w:r></w:p>";
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{first}{body}</w:body></w:document>"#);
    let file = site.write("tin.docx", package(&[("word/document.xml", document.as_bytes())]));
    let (out, _) = site.imported(&file, &["--as", "article"]);
    site.read(out.lines().next().expect("the path of the article"))
}

#[test]
fn capitals_of_old_fonts_in_word_are_restored_where_the_font_is_known() {
    let run = |font: &str, text: &str| {
        format!(r#"<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{text}</w:t></w:r>"#)
    };
    // Word splits texts within words.
    let parts = [run(".VnTimeH", "c"), run(".VnTimeH", "éng hoµ x· héi chñ nghÜa viÖt nam")].concat();
    let body = body_of_word(&format!("<w:p>{parts}</w:p><w:p>{}</w:p>", run(".VnTime", "§éc lËp, tù do")));
    assert!(body.contains("\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập, tự do\n"), "{body}");
}

#[test]
fn a_table_of_word_without_a_header_row_gets_an_empty_one() {
    let table = |look: &str, rows: [[&str; 2]; 2], bold: bool| {
        let looks = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let cell =
            |text: &str, looks: &str| format!("<w:tc><w:p><w:r>{looks}<w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |texts: [&str; 2], looks: &str| {
            format!("<w:tr>{}</w:tr>", texts.map(|text| cell(text, looks)).concat())
        };
        let body = [row(rows[0], looks), row(rows[1], "")].concat();
        body_of_word(&format!("<w:tbl><w:tblPr>{look}</w:tblPr>{body}</w:tbl>"))
    };
    let (off, usual) = (r#"<w:tblLook w:val="0000"/>"#, r#"<w:tblLook w:val="04A0" w:firstRow="1"/>"#);
    let (data, named) = ([["Một", "120"], ["Hai", "90"]], [["Thôn", "Mét"], ["Một", "120"]]);
    let headless = "|  |  |\n|---|---|\n| Một | 120 |\n| Hai | 90 |\n";
    assert!(table(off, data, false).contains(headless), "switched off");
    assert!(
        table(usual, named, false).contains("| Thôn | Mét |\n|---|---|\n| Một | 120 |\n"),
        "as Word has it"
    );
    assert!(
        table(off, named, true).contains("| **Thôn** | **Mét** |\n|---|---|\n| Một | 120 |\n"),
        "bold tells"
    );
    let numbered = table(usual, [["1", "Một"], ["2", "Hai"]], false);
    assert!(numbered.contains("|  |  |\n|---|---|\n| 1 | Một |\n| 2 | Hai |\n"), "{numbered}");
}

#[test]
fn tables_as_excel_saves_them_as_text_are_read() {
    let site = Site::new();
    let table = "Tên mô hình;Lĩnh vực;Xã;Năm đăng ký;Ngày quyết định\r\nMô hình một;Kinh tế;Xã Suối Mẫu;2024;5/9/2024\r\n\"Mô hình hai;\nba\";Kinh tế;P. Đồi Mẫu;2025;25/9/2024\r\n";
    let utf16: Vec<u8> = format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = [("mot.csv", format!("\u{feff}{table}").into_bytes()), ("hai.csv", utf16)];
    for (name, bytes) in files {
        let file = site.write(name, bytes);
        let (status, out, err) = site.import(
            &file,
            &[
                "--as",
                "models",
                "--set",
                "level=commune",
                "--set",
                "recognition.number=1/QĐ",
                "--set",
                "recognition.issuer=Đảng ủy",
                "--dry-run",
            ],
        );
        assert_eq!((status, out.as_str()), (Some(0), ""), "{name}: {err}");
        assert!(err.contains("2 new records"), "{name}: {err}");
    }
    let open = site.write("mo.csv", "Tên mô hình,Lĩnh vực,Xã,Năm đăng ký,Ngày quyết định\nMô hình một,Kinh tế,Xã Suối Mẫu,2024,5/9/2024\n");
    let (status, out, _) =
        site.import(&open, &["--as", "models", "--set", "level=commune", "--format", "json"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("ambiguous-cell") && out.contains("--dates dmy"), "{out}");
}

#[test]
fn what_was_withdrawn_is_not_brought_back() {
    let site = Site::new();
    site.write(
        &format!("{ENTRIES}/bai-mot.md"),
        "---\ntitle: Bài một\ngenre: ghi-chep\nauthors: [{name: Lê Mẫu}]\nsubmitted: 2026-05-01\nconsent: {given: true, withdrawn: 2026-06-01}\nstatus: accepted\n---\n",
    );
    let file = site.write("lai.csv", "Họ và tên,Tên tác phẩm,Ngày nhận,Đồng ý\nLê Mẫu,Bài một,2026-05-02,Có\nTrần Mẫu,Bài hai,2026-05-02,X\n");
    let before = site.read(&format!("{ENTRIES}/bai-mot.md"));
    let (_, err) = site.imported(&file, &["--as", "entries"]);
    assert!(
        err.contains("1 records that were withdrawn are not brought back") && err.contains("1 new records"),
        "{err}"
    );
    assert_eq!(site.read(&format!("{ENTRIES}/bai-mot.md")), before);
    assert_eq!(text(&site.list(&format!("{ENTRIES}/lai.yaml"))[0], "consent.given"), "true");
}

#[test]
fn units_are_added_to_the_list_that_is_there() {
    let site = Site::new();
    let file = site.write("don-vi.csv", "STT,Tên đơn vị,Khối,Xã\n1,Hội Nông dân xã Suối Mẫu,Đoàn thể,Xã Suối Mẫu\n2,Hội Phụ nữ xã Suối Mẫu,Đoàn thể,Xã Suối Mẫu\n");
    let before = site.read("content/taxonomies/organizations.yaml");
    let map = site.write("gan.yaml", "columns: {Xã: locality}\n");
    let (_, err) = site.imported(&file, &["--as", "organizations", "--map", &map]);
    assert!(err.contains("1 new records, 0 changed, 1 unchanged"), "{err}");
    let after = site.read("content/taxonomies/organizations.yaml");
    assert!(after.starts_with(&before) && after.contains("Hội Nông dân xã Suối Mẫu"), "{after}");
    site.is_sound();
}

#[test]
fn hostile_files_end_in_a_diagnostic() {
    let site = Site::new();
    let (_, err) = site.imported(&office("o-xa.xlsx"), &["--as", "models", "--set", "level=commune"]);
    assert!(err.contains("1 new records"), "two far cells cost nothing: {err}");

    let head = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet><table:table table:name='Mô hình'>";
    let tail = "</table:table></office:spreadsheet></office:body></office:document-content>";
    let row = |cells: &str| {
        let cell = |text: &str| {
            format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
        };
        format!("<table:table-row>{}</table:table-row>", cells.split('|').map(cell).collect::<String>())
    };
    let names = row("STT|Tên mô hình|Lĩnh vực|Xã|Năm đăng ký");
    let empty = "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
    let filled = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/></table:table-row>";
    let ods = |rows: &str| {
        let content = format!("{head}{rows}{tail}");
        package(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let long = site.write(
        "dong-trong.ods",
        ods(&format!("{names}{}{empty}", row("1|Mô hình lặp|Kinh tế|Xã Suối Mẫu|2024"))),
    );
    let (_, err) = site.imported(&long, &["--as", "models", "--set", "level=commune"]);
    assert!(err.contains("1 new records"), "a million empty rows: {err}");

    let spaces = vec![b' '; 140 << 20];
    let deep = "<a>".repeat(10_000);
    let fetches = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&e;x</w:t></w:r></w:p></w:body></w:document>";
    for (name, bytes, kind) in [
        ("bom.ods", ods(&format!("{names}{filled}")), "models"),
        (
            "bom-nen.xlsx",
            package(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &spaces)]),
            "models",
        ),
        ("sau.docx", package(&[("word/document.xml", deep.as_bytes())]), "article"),
        ("hong.xlsx", b"PK\x03\x04rubbish".to_vec(), "models"),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), "models"),
        ("bieu-mau.csv", "Kính gửi Ban Tổ chức\nTôi xin gửi bài\n".into(), "models"),
    ] {
        let file = site.write(name, bytes);
        let (status, out, err) = site.import(&file, &["--as", kind, "--format", "json"]);
        assert_eq!(status, Some(1), "{name}: {out}{err}");
        assert!(out.contains("unreadable-table") || out.contains("no-table"), "{name}: {out}");
        assert_eq!(out.lines().count(), 1, "one sentence, not a hundred errors: {out}");
    }
    let file = site.write("lay.docx", package(&[("word/document.xml", fetches.as_bytes())]));
    let (out, _) = site.imported(&file, &["--as", "article"]);
    assert!(!site.read(out.trim()).contains("root:"), "nothing is fetched");
}

const WORD: &str = r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:mc="mc" xmlns:a="a" xmlns:wp="wp" xmlns:v="v"><w:body>
<w:p><w:pPr><w:pStyle w:val="Tiu"/></w:pPr><w:r><w:t>Con đường hoa ở thôn Mẫu</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Sáng thứ bảy, cả thôn ra đường trồng hoa, mỗi nhà một đoạn.</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">YênBái - Từ </w:t></w:r><w:del><w:r><w:delText>sáu</w:delText></w:r></w:del><w:ins><w:r><w:t>bảy</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> giờ sáng, </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>bà con</w:t></w:r><w:r><w:t xml:space="preserve"> đã có mặt</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Cách làm</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>Chia đoạn</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>Cùng trồng</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Hộp chữ</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Hộp chữ</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Thôn</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Mét</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Một</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>120</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="Luống hoa"/><a:blip r:embed="rId1"/></wp:inline></w:drawing></w:r></w:p>
<w:p><w:r><w:t>____________</w:t></w:r></w:p>
<w:p><w:r><w:t>Nguyễn Văn Mẫu</w:t></w:r></w:p>
</w:body></w:document>"#;

#[test]
fn a_text_of_word_becomes_an_article_with_its_pictures() {
    let site = Site::new();
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Tiu"><w:name w:val="Title"/></w:style><w:style w:styleId="A"><w:name w:val="Mục của tôi"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name w:val="heading 2"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let relations =
        r#"<Relationships><Relationship Id="rId1" Type="x/image" Target="media/Ảnh 1.png"/></Relationships>"#;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>Theo lời kể.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let picture = fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/content/articles/anh-bai.png"),
    );
    let picture = picture.expect("a picture");
    let file = site.write(
        "tin.docx",
        package(&[
            ("word/document.xml", WORD.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/media/Ảnh 1.png", &picture),
        ]),
    );
    let (out, err) = site.imported(&file, &["--as", "article"]);
    let path = out.lines().next().expect("the path of the article");
    assert!(path.ends_with("/con-duong-hoa-o-thon-mau/index.md") && out.contains("/anh-1.png"), "{out}");
    let article = site.read(path);
    for line in [
        "title: Con đường hoa ở thôn Mẫu  # kiểm tra",
        "summary: Sáng thứ bảy, cả thôn ra đường trồng hoa, mỗi nhà một đoạn.  # kiểm tra",
        "dateline: YênBái  # kiểm tra",
        "authors: [{name: Nguyễn Văn Mẫu}]  # kiểm tra",
        "Từ bảy giờ sáng, *bà con* đã có mặt[^1].",
        "## Cách làm",
        "1. Chia đoạn\n2. Cùng trồng",
        "| Thôn | Mét |\n|---|---|\n| Một | 120 |",
        "![Luống hoa](anh-1.png)",
        "[^1]: Theo lời kể.",
    ] {
        assert!(article.contains(line), "{line}\n---\n{article}");
    }
    assert_eq!(article.matches("Hộp chữ").count(), 1, "of alternatives one is taken: {article}");
    assert!(!article.contains("ẩn\n") && !article.contains("sáu") && !article.contains("____"), "{article}");
    for told in ["tracked deletions", "hidden texts", "blank lines"] {
        assert!(err.contains(told), "{told}: {err}");
    }
    let (status, _, said) = site.run_in(&site.root(), &["check", "--drafts"]);
    assert_eq!(status, Some(0), "{said}");
    let refused = site.write("cu.rtf", b"{\\rtf1 x}");
    let (status, _, err) = site.import(&refused, &["--as", "article"]);
    assert!(status == Some(1) && err.contains(".docx") || status == Some(0), "{err}");
}

const JUDGED: &str = "title: Cuộc thi mẫu\norganizer: ban-bien-tap\nopens: 2026-02-01\ncloses: 2026-06-30\nresults_at: 2026-12-01\ngenres: [{id: ghi-chep, name: Ghi chép}, {id: anh, name: Ảnh}]\nrounds: [{id: so-khao, name: Vòng sơ khảo}, {id: chung-khao, name: Vòng chung khảo}]\nprizes: [{id: nhat, name: Giải Nhất, quota: 1}]\n";

/// A contest with three accepted entries and one that was not taken.
fn judged() -> Site {
    let site = Site::new();
    site.write("content/contests/viet-ve-nguoi-tot/contest.yaml", JUDGED);
    let entry = |id: &str, title: &str, rest: &str| {
        format!(
            "- id: {id}\n  title: {title}\n  authors: [{{name: Tác Giả {title}}}]\n  submitted: 2026-05-01\n  consent: {{given: true}}\n  {rest}\n"
        )
    };
    let entries = [
        entry("mot", "Một", "status: accepted # đã xét\n  genre: ghi-chep"),
        entry(
            "hai",
            "Hai",
            "status: accepted\n  genre: ghi-chep\n  scores:\n  # chấm tay\n  - {round: so-khao, judge: Giám Khảo Mẫu, value: 5}",
        ),
        entry("ba", "Ba", "status: accepted\n  genre: anh\n  round: chung-khao"),
        entry("loai", "Loại", "status: rejected\n  genre: anh"),
    ];
    site.write(&format!("{ENTRIES}/danh-sach.yaml"), entries.concat());
    site.is_sound();
    site
}

/// Runs an export of a list as CSV; its path and rows, without the head.
fn exported(site: &Site, arguments: &[&str]) -> (String, Vec<Vec<String>>) {
    let all: Vec<&str> = ["export"].iter().chain(arguments).chain(&["--format", "csv"]).copied().collect();
    let (status, out, err) = site.run_in(&site.root(), &all);
    assert_eq!(status, Some(0), "{err}");
    let path = out.lines().next().expect("a path").to_owned();
    let text = site.read(&path);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    (path, rows)
}

#[test]
fn score_sheets_go_to_judges_without_names_and_come_back_as_scores() {
    let site = judged();
    let built = || {
        let (status, _, said) = site.run_in(&site.root(), &["build", "--now", "2026-12-31"]);
        assert_eq!(status, Some(0), "{said}");
        every_byte(&site.root().join("public"))
    };
    let before = built();
    let (status, _, err) = site.run_in(&site.root(), &["export", "scores", "--round", "so-khao"]);
    assert_eq!(status, Some(0), "the judge of a score that is there: {err}");
    let judge = ["scores", "--round", "so-khao", "--judge", "Khổng Chấm Mẫu"];
    let (path, rows) = exported(&site, &judge);
    assert_eq!(path, "scores-viet-ve-nguoi-tot-so-khao-khong-cham-mau.csv");
    let codes: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert!(codes.len() == 3 && codes.is_sorted(), "rejected ones are not judged: {rows:?}");
    let sheet = site.read(&path);
    for named in ["Tác Giả", "mot", "hai"] {
        assert!(!sheet.contains(named), "{named}: {sheet}");
    }

    // The judge types two scores and leaves one out.
    let typed = |line: &str| match line {
        line if line.contains(",Một,") => line.replace("Khổng Chấm Mẫu,,", "Khổng Chấm Mẫu,\"8,5\",hay"),
        line if line.contains(",Hai,") => line.replace("Khổng Chấm Mẫu,,", "Khổng Chấm Mẫu,9,"),
        line => line.to_owned(),
    };
    let filled: Vec<String> = sheet.lines().map(typed).collect();
    let file = site.write("phieu.csv", filled.join("\n"));
    let (_, err) = site.imported(&file, &["--as", "scores"]);
    assert!(err.contains("2 new records") && err.contains("1 rows without a value"), "{err}");
    let list = site.read(&format!("{ENTRIES}/danh-sach.yaml"));
    assert!(list.contains("status: accepted # đã xét\n") && list.contains("# chấm tay\n"), "{list}");
    let entries = site.list(&format!("{ENTRIES}/danh-sach.yaml"));
    assert_eq!(
        (text(&entries[0], "scores.0.value"), text(&entries[0], "scores.0.judge")),
        ("8.5", "Khổng Chấm Mẫu")
    );
    assert_eq!((text(&entries[1], "scores.0.value"), text(&entries[1], "scores.1.value")), ("5", "9"));
    let (_, err) = site.imported(&file, &["--as", "scores"]);
    assert!(err.contains("0 new records, 0 changed, 2 unchanged"), "{err}");
    site.is_sound();

    let (_, ranking) = exported(&site, &["ranking"]);
    let first: Vec<&str> = ranking[0].iter().map(String::as_str).collect();
    assert_eq!(&first[..3], ["Vòng sơ khảo", "1", "1"], "{ranking:?}");
    assert_eq!((&first[4..5], &first[7..]), (&["Một"][..], &["1", "8.5", "8.5", "8.5", "0"][..]));
    assert_eq!(ranking[1][7..], ["2", "7", "5", "9", "4"]);
    assert_eq!(ranking[2][..3], ["Vòng sơ khảo", "", ""], "who has no score has no rank");
    let (_, last) = exported(&site, &["ranking", "--round", "chung-khao"]);
    assert_eq!(last.len(), 1, "only one got so far: {last:?}");

    assert!(built() == before, "no byte of the output depends on scores and judges");
}

#[test]
fn score_sheets_that_were_sorted_in_one_column_are_refused() {
    let site = judged();
    let (path, rows) = exported(&site, &["scores", "--round", "so-khao", "--judge", "Khổng Chấm Mẫu"]);
    let sheet = site.read(&path);
    let shifted = sheet
        .replace(&rows[0][1], "x")
        .replace(&rows[1][1], &rows[0][1])
        .replace(",x,", &format!(",{},", rows[1][1]));
    let shifted = shifted.replace("Khổng Chấm Mẫu,,", "Khổng Chấm Mẫu,7,").replace(&rows[2][1], "ZZZZ-2222");
    let file = site.write("lech.csv", shifted);
    let before = site.read(&format!("{ENTRIES}/danh-sach.yaml"));
    let (status, out, _) = site.import(&file, &["--as", "scores", "--format", "json"]);
    assert_eq!(status, Some(1), "{out}");
    assert_eq!(out.matches("sorted alone").count(), 2, "{out}");
    assert!(out.contains("no entry has the code `ZZZZ-2222`"), "{out}");
    assert_eq!(site.read(&format!("{ENTRIES}/danh-sach.yaml")), before);
}

#[test]
fn old_addresses_are_taken_from_a_sheet() {
    let site = Site::new();
    let settings = site.read("content/site.yaml");
    let own = "redirects:\n- from: /cu/1.html # giữ\n  to: /tin-tuc/\n";
    site.write("content/site.yaml", format!("{settings}{own}"));
    let file = site.write(
        "redirects.csv",
        "Địa chỉ cũ;Địa chỉ mới\nhttp://cu.example.vn/cu/1.html;/mo-hinh/\n/cu/2.html;tin-tuc/\n/cu/3.html;https://khac.example.vn/ba\n",
    );
    let (out, err) = site.imported(&file, &["--as", "redirects"]);
    assert_eq!(out, "content/site.yaml\n", "{err}");
    assert!(err.contains("2 new records, 1 changed, 0 unchanged"), "{err}");
    let after = site.read("content/site.yaml");
    assert!(after.starts_with(&settings), "{after}");
    assert!(after.contains("from: /cu/1.html # giữ\n  to: /mo-hinh/\n"), "{after}");
    let node = parse(&after).expect("YAML");
    assert_eq!(
        (text(&node, "redirects.2.from"), text(&node, "redirects.2.to")),
        ("/cu/3.html", "https://khac.example.vn/ba")
    );
    let (_, err) = site.imported(&file, &["--as", "redirects"]);
    assert!(err.contains("0 new records, 0 changed, 3 unchanged"), "{err}");
    site.is_sound();

    let wrong =
        site.write("sai.csv", "from,to\n/cu/4.html,/khong-co/\n/cu/5.html,/tin-tuc/\n/cu/5.html,/mo-hinh/\n");
    let (status, out, _) = site.import(&wrong, &["--as", "redirects", "--format", "json"]);
    assert!(status == Some(1) && out.contains("the same as row 3"), "{out}");
}

#[test]
fn files_that_a_web_form_took_are_listed_as_work_to_do() {
    let site = Site::new();
    let file = site.write(
        "bieu-mau.csv",
        "Dấu thời gian,Họ và tên,Tên tác phẩm,Tải lên tệp bài dự thi,Bạn có đồng ý cho đăng bài không?\n25/5/2026 9:15:00,Lê Mẫu,Bài một,https://drive.example.vn/a?id=1,Có\n26/5/2026 9:15:00,Trần Mẫu,Bài hai,,Không\n",
    );
    let map = site.write("gan.yaml", "columns: {D: private.files}\n");
    let (_, err) = site.imported(&file, &["--as", "entries", "--map", &map]);
    assert!(err.contains("2 new records") && err.contains("`bai-mot` came with files"), "{err}");
    assert!(err.contains("https://drive.example.vn/a?id=1") && !err.contains("`bai-hai` came"), "{err}");
}
