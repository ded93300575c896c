//! Which kind of file it is, by its bytes and not by its name; and tables from whatever holds some.

use crate::diagnostic::localized;
use crate::import::package::Package;
use crate::import::sheet::{Book, Refusal, limits};
use crate::import::{csv, ods, xlsx};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
    Csv,
    Docx,
    Odt,
    Html,
    /// Word 97 to 2003.
    Doc,
    Rtf,
    Pdf,
    /// Another package, or a picture.
    Other,
}

/// The kind of file that bytes are.
#[must_use]
pub fn format(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK") {
        return packed(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let names = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(bytes, &wide).is_some()
        };
        return if names("WordDocument") { Format::Doc } else { Format::Xls };
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]).to_ascii_lowercase();
    match head.trim_start_matches('\u{feff}').trim_start() {
        head if head.starts_with("%pdf") => Format::Pdf,
        head if head.starts_with("{\\rtf") => Format::Rtf,
        head if head.starts_with('<')
            && (head.contains("<html")
                || head.contains("<!doctype html")
                || head.contains("<p")
                || head.contains("<table")) =>
        {
            Format::Html
        }
        _ if bytes.starts_with(b"\x89PNG")
            || bytes.starts_with(b"\xff\xd8\xff")
            || bytes.starts_with(b"GIF8") =>
        {
            Format::Other
        }
        _ => Format::Csv,
    }
}

fn packed(bytes: &[u8]) -> Format {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Format::Other };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") {
        return Format::Xlsx;
    }
    if has("word/document.xml") {
        return Format::Docx;
    }
    let mut mimetype = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        let _ = std::io::Read::read_to_string(&mut std::io::Read::take(part, 200), &mut mimetype);
    }
    match mimetype.trim() {
        kind if kind.contains("opendocument.spreadsheet") => Format::Ods,
        kind if kind.contains("opendocument.text") => Format::Odt,
        _ => Format::Other,
    }
}

/// The tables of a file.
pub fn book(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        return Err(Refusal::too_large(&localized!("hơn {most} MiB", "more than {most} MiB")));
    }
    match format(bytes) {
        Format::Xlsx => xlsx::read(bytes, &mut Package::open(bytes)?),
        Format::Ods => ods::read(&mut Package::open(bytes)?),
        Format::Xls => xlsx::read_old(bytes),
        Format::Csv => csv::read(bytes, name),
        Format::Docx | Format::Odt | Format::Html => Err(Refusal::new(
            localized!("đây là văn bản, không phải bảng", "this is a text, not a sheet"),
            localized!(
                "nhập văn bản bằng `--as article`, hoặc chép bảng sang Excel",
                "import a text with `--as article`, or copy the table into Excel"
            ),
        )),
        Format::Doc | Format::Rtf | Format::Pdf => Err(unread_text()),
        Format::Other => Err(Refusal::new(
            localized!("tệp không phải bảng tính", "the file is no spreadsheet"),
            localized!("chương trình đọc .xlsx, .xls, .ods và .csv", "it reads .xlsx, .xls, .ods and .csv"),
        )),
    }
}

/// Texts that are read only once they are saved otherwise.
pub(super) fn unread_text() -> Refusal {
    Refusal::new(
        localized!(
            "tệp .doc, .rtf, .pdf chưa đọc thẳng được",
            "files .doc, .rtf and .pdf cannot be read as they are"
        ),
        localized!(
            "mở bằng Word rồi Lưu dưới dạng (Save As) .docx; hoặc `soffice --headless --convert-to docx TỆP`",
            "open it in Word and Save As .docx; or `soffice --headless --convert-to docx FILE`"
        ),
    )
}
