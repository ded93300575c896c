use super::*;

/// A sheet from lines; `|` stands between cells, numbers are numbers.
fn sheet(lines: &str) -> Sheet {
    let mut sheet = Sheet { name: "Sheet1".into(), ..Sheet::default() };
    for (row, line) in (0..).zip(lines.lines()) {
        for (column, cell) in (0..).zip(line.split('|')) {
            let cell = cell.trim();
            let value = cell.parse().map_or_else(|_| Value::Text(cell.to_owned()), Value::Number);
            if !cell.is_empty() {
                sheet.rows.entry(row).or_default().insert(column, value);
            }
        }
    }
    sheet
}

fn knows(name: &str) -> bool {
    ["ho va ten", "ten tac pham", "dia chi", "xa", "thon", "diem", "tac gia"].contains(&&*plain(name))
}

/// The names of the columns, and for each record its row (from 1), group and cells.
fn shown(sheet: &Sheet) -> Vec<(String, Vec<String>)> {
    let cell = |(_, _, value): &(u32, u32, Value)| match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let row = |row: &TableRow| {
        let group = row.group.as_ref().map_or_else(String::new, |(_, group)| format!("[{group}] "));
        format!("{}: {group}{}", row.row + 1, row.cells.iter().map(cell).collect::<Vec<_>>().join("|"))
    };
    let tables = find(sheet, &knows);
    let names = |table: &Table| table.columns.iter().map(Column::name).collect::<Vec<_>>().join("|");
    tables.iter().map(|table| (names(table), table.rows.iter().map(row).collect())).collect()
}

#[test]
fn letterhead_groups_totals_and_a_signature_are_no_records() {
    let sheet = sheet(
        "TỈNH ỦY MẪU|||ĐẢNG CỘNG SẢN VIỆT NAM\n\nDANH SÁCH TÁC PHẨM DỰ THI\n\nSTT|Họ và tên|Tên tác phẩm|Điểm\n(1)|(2)|(3)|(4)\nI|Xã Mẫu\n1|Lê A|Bài một|8\n2|Lê B|\"|9\n\nII|Xã Ví Dụ\n3|Lê C|Bài ba|7\n|Tổng cộng||24\n\n\n||NGƯỜI LẬP BIỂU|Ngày 5 tháng 9",
    );
    let expected =
        ["8: [Xã Mẫu] 1|Lê A|Bài một|8", "9: [Xã Mẫu] 2|Lê B|Bài một|9", "12: [Xã Ví Dụ] 3|Lê C|Bài ba|7"];
    assert_eq!(
        shown(&sheet),
        [("STT|Họ và tên|Tên tác phẩm|Điểm".to_owned(), expected.map(str::to_owned).to_vec())]
    );
    assert_eq!(find(&sheet, &knows)[0].name, "Sheet1: DANH SÁCH TÁC PHẨM DỰ THI");
    assert_eq!(find(&sheet, &knows)[0].totals, 1);
}

#[test]
fn a_header_of_two_rows_is_joined_into_paths() {
    let mut merged = sheet("TT|Họ và tên|Địa chỉ||Điểm\n||Xã|Thôn\n1|Lê A|Mẫu|Một|8");
    let expected = vec![(
        "TT|Họ và tên|Địa chỉ / Xã|Địa chỉ / Thôn|Điểm".to_owned(),
        vec!["3: 1|Lê A|Mẫu|Một|8".to_owned()],
    )];
    assert_eq!(shown(&merged), expected, "blank-centred");
    let down = |left| Merge { top: 0, left, bottom: 1, right: left };
    merged.merges = vec![down(0), down(1), Merge { top: 0, left: 2, bottom: 0, right: 3 }, down(4)];
    assert_eq!(shown(&merged), expected, "merged");
}

#[test]
fn a_header_over_two_columns_joins_them() {
    let mut names = sheet("STT|Họ và tên||Điểm\n1|Lê Thị|Mẫu|8");
    names.merges = vec![Merge { top: 0, left: 1, bottom: 0, right: 2 }];
    let columns = &find(&names, &knows)[0].columns;
    let joined: Vec<_> = columns.iter().map(|column| (column.name(), column.joined)).collect();
    let name = |name: &str, joined| (name.to_owned(), joined);
    let expected =
        [name("STT", false), name("Họ và tên", false), name("Họ và tên", true), name("Điểm", false)];
    assert_eq!(joined, expected);
}

#[test]
fn rows_without_number_and_name_go_on_with_the_record_above_and_merged_cells_count_for_all_rows() {
    let mut one = sheet("STT|Tên tác phẩm|Tác giả\n1|Bài một|Lê A\n||Lê B\n2|Bài hai|Lê C");
    assert_eq!(shown(&one)[0].1, ["2: 1|Bài một|Lê A\nLê B", "4: 2|Bài hai|Lê C"]);
    one = sheet("STT|Xã|Tên tác phẩm\n1|Mẫu|Bài một\n2||Bài hai");
    one.merges = vec![Merge { top: 1, left: 1, bottom: 2, right: 1 }];
    assert_eq!(shown(&one)[0].1, ["2: 1|Mẫu|Bài một", "3: 2|Mẫu|Bài hai"]);
}

#[test]
fn several_tables_of_a_sheet_are_found() {
    let sheet = sheet("STT|Họ và tên|Xã\n1|Lê A|Mẫu\n\nSTT|Tên tác phẩm|Điểm\n1|Bài một|8");
    let tables = shown(&sheet);
    assert_eq!(tables.len(), 2, "{tables:?}");
    assert_eq!(tables[1].1, ["5: 1|Bài một|8"]);
}

#[test]
fn a_letter_is_no_table() {
    assert_eq!(shown(&sheet("Kính gửi: Ban Tổ chức\n\nTôi xin gửi bài dự thi.\n||Người viết")), []);
}
