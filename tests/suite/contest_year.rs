//! The year of a contest as `docs/cuoc-thi.md` tells it, from announcing to certificates.
//!
//! Its examples are written into a copy of the site, and its commands run one after the other. Between them stand real
//! workbooks: the secretary's list of entries, the state of each entry, the scores of two judges, rounds and prizes, each
//! typed into the file that the command before wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::documentation::examples;
use crate::documented_commands::{commands, copy_of_the_site, words};

const DOCUMENT: &str = "docs/cuoc-thi.md";

/// Runs a command of the document; what it said.
fn run(folder: &Path, words: &[String]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    program.current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    let output = program.args(words).output().expect("the program starts");
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words:?}: {said}");
    said
}

/// The secretary's list as Excel keeps it: a letterhead, numbers, real dates, a signature below.
fn received(path: &Path) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    let mut line = |row: u32, texts: &[&str]| {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, *text).expect("a cell");
        }
    };
    line(0, &["BAN TỔ CHỨC CUỘC THI"]);
    line(2, &["DANH SÁCH BÀI DỰ THI"]);
    line(4, &["STT", "Họ và tên", "Tên tác phẩm", "Số điện thoại", "Ngày nhận", "Đồng ý đăng bài"]);
    for row in 1..=12 {
        let (name, title) = (format!("Trần Thị Mẫu {row}"), format!("Việc nhỏ ở thôn mẫu {row}"));
        line(row + 4, &["", &name, &title, &format!("09000000{row:02}"), "", "Có"]);
    }
    line(19, &["", "", "", "", "BAN THƯ KÝ"]);
    for row in 1..=12_u8 {
        let at = u32::from(row) + 4;
        let date = ExcelDateTime::from_ymd(2026, 5, row).expect("a date");
        sheet.write_number(at, 0, f64::from(row)).expect("a number");
        sheet.write_datetime_with_format(at, 4, &date, &day).expect("a date");
    }
    book.save(path).expect("the workbook is written");
}

/// What people type into a row, by the names of columns, as it depends on what stands there.
type Typing<'t> = &'t mut dyn FnMut(&BTreeMap<String, String>) -> Vec<(&'static str, Typed)>;

/// Types values into a workbook: for each row the cell below a name of a column.
fn fill(path: &Path, typed: Typing<'_>) {
    let bytes = fs::read(path).expect("the workbook is there");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("it can be read");
    let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let head = rows.iter().position(|row| row.first().is_some_and(|cell| *cell == "STT"));
    let head = head.expect("names of columns");
    let names: Vec<String> = rows[head].iter().map(ToString::to_string).collect();
    let mut new = Workbook::new();
    let sheet = new.add_worksheet();
    for (at, row) in (0..).zip(&rows) {
        let cells: BTreeMap<String, String> =
            names.iter().cloned().zip(row.iter().map(ToString::to_string)).collect();
        let is_record = at as usize > head && matches!(row.first(), Some(Data::Float(_) | Data::Int(_)));
        let values = if is_record { typed(&cells) } else { Vec::new() };
        for (column, cell) in (0..).zip(row) {
            let new = values.iter().find(|(name, _)| *name == names[usize::from(column)]);
            match (new.map(|(_, value)| value), cell) {
                (Some(Typed::Text(text)), _) => sheet.write_string(at, column, *text),
                (Some(Typed::Number(number)), _) | (None, Data::Float(number)) => {
                    sheet.write_number(at, column, *number)
                }
                (None, Data::Empty) => continue,
                (None, cell) => sheet.write_string(at, column, cell.to_string()),
            }
            .expect("a cell");
        }
    }
    new.save(path).expect("the workbook is written");
}

enum Typed {
    Text(&'static str),
    Number(f64),
}

/// What people type before a command.
fn before(folder: &Path, words: &[String]) {
    let (Some("import"), Some(file)) = (words.first().map(String::as_str), words.get(1)) else { return };
    let path = folder.join(file);
    let is = |cells: &BTreeMap<String, String>, title: &str| cells["Tên tác phẩm"] == title;
    match file.as_str() {
        "bai-du-thi.xlsx" => received(&path),
        "sang-loc.xlsx" => fill(&path, &mut |cells| {
            let state =
                if is(cells, "Việc nhỏ ở thôn mẫu 12") { "Không hợp lệ" } else { "Hợp lệ" };
            vec![("Trạng thái", Typed::Text(state))]
        }),
        "ket-qua.xlsx" => fill(&path, &mut |cells| match is(cells, "Con đường hoa") {
            true => vec![("Vòng", Typed::Text("Vòng chung khảo")), ("Giải", Typed::Text("Giải Nhất"))],
            false => Vec::new(),
        }),
        sheet if sheet.starts_with("scores-") => {
            let mut next = 6.0;
            fill(&path, &mut |cells| {
                next += 0.25;
                let value = if is(cells, "Con đường hoa") { 9.5 } else { next };
                vec![("Điểm", Typed::Number(value))]
            });
        }
        _ => {}
    }
}

#[test]
fn the_year_of_a_contest_goes_by_the_commands_of_its_document() {
    let site = copy_of_the_site();
    let folder = site.path();
    for (path, text) in examples(DOCUMENT) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the example is written");
    }
    let mut said = BTreeMap::new();
    for command in commands(DOCUMENT) {
        let words = words(&command);
        assert_eq!(words[0], "bantin", "{command}");
        before(folder, &words[1..]);
        said.insert(command, run(folder, &words[1..]));
    }
    let told = |begins: &str| {
        let found = said.iter().filter(|(command, _)| command.starts_with(begins));
        found.map(|(_, said)| said.as_str()).collect::<String>()
    };
    assert!(told("bantin import bai-du-thi.xlsx").contains("12 new records"), "{said:?}");
    assert!(
        told("bantin import sang-loc.xlsx").contains("0 new records, 12 changed, 1 unchanged"),
        "{said:?}"
    );
    assert!(told("bantin import scores-").contains("12 new records"), "{said:?}");
    assert!(
        told("bantin import ket-qua.xlsx").contains("0 new records, 1 changed, 12 unchanged"),
        "{said:?}"
    );

    // What the list did not say of the entry that was typed by hand is still there.
    let entry = fs::read_to_string(folder.join("content/contests/thi-viet-2026/entries/con-duong-hoa.md"));
    let entry = entry.expect("the entry is there");
    for line in ["pen_name: Suối Nguồn", "submitted: 2026-06-20 16:30", "award: nhat", "judge: "] {
        assert!(entry.contains(line), "{line}: {entry}");
    }
    let ranking = fs::read(folder.join("ranking-thi-viet-2026.xlsx")).expect("the ranking");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(ranking)).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("it can be read");
    let first = range.rows().find(|row| row.get(1).is_some_and(|cell| *cell == 1.0));
    assert_eq!(first.map(|row| row[4].to_string()).as_deref(), Some("Con đường hoa"));
    let page = fs::read_to_string(folder.join("certificates-thi-viet-2026.html")).expect("certificates");
    assert!(page.contains("Con đường hoa") && page.contains("Giải Nhất"), "{page}");
    let article = fs::read_to_string(folder.join("xem-truoc/cuoc-thi/thi-viet-2026/index.html"));
    // Headlines hold compounds together.
    let article = article.expect("the page of the contest").replace('\u{a0}', " ");
    assert!(article.contains("Con đường hoa"), "{article}");
}
