//! `import`: sheets and texts of offices become records, and nothing is written while something is wrong.
//!
//! Files in `tests/fixtures/office` were made with openpyxl by the script beside them; others are made here.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bantin::yaml::{Node, parse};
use zip::write::SimpleFileOptions;

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
