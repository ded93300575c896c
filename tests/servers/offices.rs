//! Files of offices between this program and others: what `export` writes is opened by openpyxl, python-docx and LibreOffice,
//! and what they write is imported.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use libtest_mimic::Failed;
use serde_json::Value;

use crate::running::program;
use crate::sample::run;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/offices.py");

/// A title that a careless program would take for a formula.
const FORMULA: &str = "=HYPERLINK(\"https://example.vn\",\"Người giữ cây cầu\")";

/// Python with openpyxl and python-docx: in an environment beside this file, or on the path.
pub(crate) fn python() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/.venv/bin/python");
    let python = if own.is_file() { own } else { program("python3")? };
    let output = Command::new(&python).args(["-c", "import openpyxl, docx"]).stderr(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success()).then_some(python)
}

/// Runs the script beside this file, and returns what it printed.
fn script(arguments: &[&str]) -> Result<String, Failed> {
    let python =
        python().ok_or("openpyxl and python-docx are not installed: see tests/servers/requirements.txt")?;
    let output = Command::new(python).arg(SCRIPT).args(arguments).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
    }
}

/// A new site, of which an entry with a prize has a title like a formula.
fn site(name: &str) -> Result<PathBuf, Failed> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offices").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(&root)?;
    run(&root, &["init", &root.display().to_string()]);
    let entry = root.join("content/contests/viet-ve-nguoi-tot/entries/nguoi-giu-cay-cau.md");
    let text = fs::read_to_string(&entry)?;
    fs::write(entry, text.replace("title: Người giữ cây cầu", &format!("title: '{FORMULA}'")))?;
    Ok(root)
}

/// The lists that the desk takes for a decision, a letter or a payment.
const LISTS: [&[&str]; 4] =
    [&["results"], &["results", "--format", "docx"], &["entries", "--with-private", "--yes"], &["register"]];

/// Writes a list, and returns its path.
fn exported(root: &Path, list: &[&str]) -> PathBuf {
    let ending = if list.contains(&"docx") { "docx" } else { "xlsx" };
    let path = root.join(format!("{}.{ending}", list[0]));
    run(root, &[&["export"], list, &["-o", &path.display().to_string()]].concat());
    path
}

fn texts<'v>(read: &'v Value, key: &str) -> Vec<&'v str> {
    read[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

pub(crate) fn exports_are_opened() -> Result<(), Failed> {
    let root = site("exports")?;
    for list in LISTS {
        let path = exported(&root, list);
        let read: Value = serde_json::from_str(&script(&["read", &path.display().to_string()])?)?;
        let cells = texts(&read, "cells");
        assert_eq!(texts(&read, "formulas"), [""; 0], "{list:?}");
        assert_eq!(texts(&read, "people"), [""; 0], "{list:?} tells who wrote it");
        let expected: &[&str] = match list[0] {
            "results" => &["Giải Nhất", "Lê Văn Thí Dụ", FORMULA],
            "entries" => &["Lê Văn Thí Dụ", "0900 000 001", FORMULA],
            _ => &["Con đường hoa"],
        };
        for text in expected {
            assert!(cells.iter().any(|cell| cell.contains(text)), "{list:?}: {text}: {cells:?}");
        }
        let is_marked = texts(&read, "headers").iter().any(|text| text.contains("NỘI BỘ"));
        assert_eq!(is_marked, list.contains(&"--with-private"), "{list:?}: {read}");
    }
    Ok(())
}

pub(crate) fn files_of_others_are_imported() -> Result<(), Failed> {
    let root = site("imports")?;
    let picture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/content/articles/anh-bai.png");
    script(&["write", &root.display().to_string(), &picture.display().to_string()])?;
    let file = |name: &str| root.join(name).display().to_string();
    let told = run(&root, &["import", &file("tin.docx"), "--as", "article"]);
    let path = told.lines().next().ok_or("no path is told")?;
    let article = fs::read_to_string(root.join(path))?;
    for part in [
        "title: Con đường hoa ở thôn Mẫu  # kiểm tra",
        "Đến trưa thì **xong**.",
        "## Cách làm\n\n1. Chia đoạn\n2. Cùng trồng",
        "| Thôn | Mét |\n|---|---|\n| Một | 120 |",
        "|  |  |\n|---|---|\n| 1 | Trồng |\n| 2 | Tưới |",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "![Luống hoa](image1.png)",
    ] {
        assert!(article.contains(part), "{part}\n---\n{article}");
    }
    assert!(!article.contains("Đầu trang") && !article.contains("Người Soạn Mẫu"), "{article}");
    run(&root, &["import", &file("mo-hinh.xlsx"), "--as", "models", "--set", "level=commune"]);
    let models = fs::read_to_string(root.join("content/models/mo-hinh.yaml"))?;
    assert!(models.contains("name: TỔ HÒA GIẢI Ở KHU DÂN CƯ\n"), "{models}");
    assert!(models.contains("name: Tổ hòa giải\n"), "{models}");
    run(&root, &["check", "--drafts"]);
    Ok(())
}

/// LibreOffice prints what `export` writes, and saves a text of Word as ODT and HTML and a sheet of Excel as ODS and XLS,
/// which are imported like the originals.
pub(crate) fn libreoffice() -> Result<(), Failed> {
    let root = site("libreoffice")?;
    let soffice = |file: &Path, to: &str| -> Result<PathBuf, Failed> {
        let profile = format!("-env:UserInstallation=file://{}/profile", root.display());
        let mut command = Command::new(program("soffice").ok_or("LibreOffice is not installed")?);
        command.args([&profile, "--headless", "--convert-to", to, "--outdir"]).arg(&root).arg(file);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        Ok(file.with_extension(to))
    };
    for list in LISTS {
        let pdf = soffice(&exported(&root, list), "pdf")?;
        assert!(fs::read(&pdf)?.starts_with(b"%PDF"), "{list:?}");
    }
    let picture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small/content/articles/anh-bai.png");
    script(&["write", &root.display().to_string(), &picture.display().to_string()])?;
    for ending in ["odt", "html"] {
        let text = soffice(&root.join("tin.docx"), ending)?;
        let told = run(&root, &["import", &text.display().to_string(), "--as", "article"]);
        let article = fs::read_to_string(root.join(told.lines().next().ok_or("no path is told")?))?;
        for part in [
            "title: Con đường hoa ở thôn Mẫu",
            "## Cách làm\n\n1. Chia đoạn\n2. Cùng trồng",
            "| Một | 120 |",
            "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ] {
            assert!(article.contains(part), "{ending}: {part}\n---\n{article}");
        }
    }
    for (ending, name) in
        [("ods", "TỔ HÒA GIẢI Ở KHU DÂN CƯ"), ("xls", "tổ hòa giải ở khu dân cư  # kiểm tra chữ hoa")]
    {
        let sheet = soffice(&root.join("mo-hinh.xlsx"), ending)?;
        let models = root.join("content/models/mo-hinh.yaml");
        run(&root, &["import", &sheet.display().to_string(), "--as", "models", "--set", "level=commune"]);
        let written = fs::read_to_string(&models)?;
        assert!(written.contains(&format!("name: {name}\n")), "{ending}: {written}");
        fs::remove_file(models)?;
    }
    Ok(())
}
