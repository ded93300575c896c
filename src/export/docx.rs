//! A list as DOCX, an annex to a decision. Five parts are all that Word and LibreOffice ask for, so that they are written
//! as they are.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::export::list::{Cell, INTERNAL, List};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#;
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The bytes of the file.
pub fn write(list: &List) -> Result<Vec<u8>, ZipError> {
    let head = if list.is_internal { paragraph(INTERNAL, "center", true) } else { "<w:p/>".to_owned() };
    let header = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr {NAMESPACES}>{head}</w:hdr>"#
    );
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/document.xml", document(list)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/header1.xml", header),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name, SimpleFileOptions::default())?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn document(list: &List) -> String {
    let mut body = String::new();
    list.letterhead.iter().for_each(|line| body += &paragraph(line, "left", false));
    list.title.iter().for_each(|line| body += &paragraph(line, "center", true));
    let border = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    body += &format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>"#
    );
    list.columns
        .iter()
        .for_each(|column| body += &format!(r#"<w:gridCol w:w="{}"/>"#, u32::from(column.width) * 120));
    body += "</w:tblGrid>";
    let names = list.columns.iter().map(|column| cell(&column.name, true)).collect::<String>();
    body += &format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{names}</w:tr>");
    for row in &list.rows {
        let cells = row.iter().map(|one| cell(&shown(one), false)).collect::<String>();
        body += &format!("<w:tr>{cells}</w:tr>");
    }
    body += "</w:tbl><w:p/>";
    list.signature.iter().for_each(|line| body += &paragraph(line, "right", false));
    let page = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>"#
    )
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => bantin_text::number::decimal(
            *number,
            bantin_text::language::Language::Vi,
            if number.fract() == 0.0 { 0 } else { 2 },
        ),
        Cell::Empty => String::new(),
    }
}

fn run(text: &str, bold: bool) -> String {
    let bold = if bold { "<w:b/>" } else { "" };
    let looks = format!(
        r#"<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{bold}<w:sz w:val="26"/></w:rPr>"#
    );
    format!(r#"<w:r>{looks}<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

fn paragraph(text: &str, align: &str, bold: bool) -> String {
    format!(r#"<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{}</w:p>"#, run(text, bold))
}

fn cell(text: &str, bold: bool) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr><w:p>{}</w:p></w:tc>", run(text, bold))
}
