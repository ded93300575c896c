"""Opens what `bantin export` writes, and makes files for `bantin import`, with openpyxl and python-docx.

    offices.py read FILE       prints what the file holds as JSON
    offices.py write FOLDER PICTURE
"""

import json
import sys
from pathlib import Path

import docx
import openpyxl
from docx.shared import Cm
from openpyxl.styles import Font


def read_sheet(path):
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return {
        "cells": [str(cell.value) for cell in cells],
        "formulas": [cell.coordinate for cell in cells if cell.data_type == "f"],
        "people": [text for text in (book.properties.creator, book.properties.lastModifiedBy) if text],
        "headers": [sheet.oddHeader.center.text or "" for sheet in book],
    }


def read_text(path):
    text = docx.Document(path)
    # Where a file has no properties, python-docx makes up some.
    has_properties = any(one.reltype.endswith("/core-properties") for one in text.part.package.rels.values())
    properties = text.core_properties
    people = [name for name in (properties.author, properties.last_modified_by) if name and has_properties]
    rows = [cell.text for table in text.tables for row in table.rows for cell in row.cells]
    return {
        "cells": [paragraph.text for paragraph in text.paragraphs] + rows,
        "formulas": [],
        "people": people,
        "headers": [],
    }


def write_text(path, picture):
    text = docx.Document()
    text.add_heading("Con đường hoa ở thôn Mẫu", 0)
    text.add_paragraph("Sáng thứ bảy, cả thôn ra đường trồng hoa, mỗi nhà một đoạn.")
    line = text.add_paragraph("Đến trưa thì ")
    line.add_run("xong").bold = True
    line.add_run(".")
    text.add_heading("Cách làm", 1)
    text.add_paragraph("Chia đoạn", style="List Number")
    text.add_paragraph("Cùng trồng", style="List Number")
    for values in [[["Thôn", "Mét"], ["Một", "120"]], [["1", "Trồng"], ["2", "Tưới"]]]:
        table = text.add_table(rows=0, cols=2)
        for row in values:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = row
        text.add_paragraph("Hết bảng.")
    text.add_picture(picture, width=Cm(2))
    text.inline_shapes[0]._inline.docPr.set("descr", "Luống hoa")
    old = text.add_paragraph().add_run("céng hoµ x· héi chñ nghÜa viÖt nam")
    old.font.name = ".VnTimeH"
    text.sections[0].header.paragraphs[0].text = "Đầu trang"
    text.core_properties.author = "Người Soạn Mẫu"
    text.save(path)


def write_sheet(path):
    book = openpyxl.Workbook()
    sheet = book.active
    for values in [
        ["STT", "Tên mô hình", "Lĩnh vực", "Xã", "Năm đăng ký"],
        [1, "tæ hßa gi¶i ë khu d©n c\u00ad", "Kinh tế", "Xã Suối Mẫu", 2024],
        [2, "Tæ hßa gi¶i", "Kinh tế", "Xã Suối Mẫu", 2025],
    ]:
        sheet.append(values)
    sheet["B2"].font, sheet["B3"].font = Font(name=".VnTimeH"), Font(name=".VnTime")
    book.save(path)


def main():
    match sys.argv[1:]:
        case ["read", path]:
            print(json.dumps(read_text(path) if path.endswith(".docx") else read_sheet(path)))
        case ["write", folder, picture]:
            write_text(Path(folder) / "tin.docx", picture)
            write_sheet(Path(folder) / "mo-hinh.xlsx")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
