//! Pictures and other files that an editor drops: they lie beside the record that names them.

use std::fs;
use std::path::Path;

use bantin::diagnostic::LocalizedText;
use bantin::edit::store;
use bantin::image::prepare::{Refused, prepared};
use bantin_text::slug::slug;

/// Endings of files that readers may take along.
const ATTACHED: [&str; 17] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip", "mp3", "m4a", "mp4",
    "webm", "vtt", "csv",
];

fn text(vi: &str, en: &str) -> LocalizedText {
    LocalizedText { vi: vi.to_owned(), en: en.to_owned() }
}

/// Keeps a picture; the name of its file. `name` is made of the caption or of the name that it had.
pub(super) fn picture(root: &Path, record: &str, name: &str, bytes: &[u8]) -> Result<String, LocalizedText> {
    let (bytes, ending) = prepared(bytes, true).map_err(|why| match why {
        Refused::Heic => text(
            "ảnh HEIC của điện thoại không hiện được trên web: trên iPhone chọn Cài đặt → Camera → Định dạng → «Tương thích nhất», hoặc gửi ảnh qua thư để điện thoại đổi sang JPEG",
            "browsers do not show HEIC: on an iPhone choose Settings → Camera → Formats → Most Compatible, or send the picture by mail, which makes it a JPEG",
        ),
        Refused::Format => text(
            "không phải ảnh JPEG, PNG, WebP hoặc GIF",
            "this is no picture in JPEG, PNG, WebP or GIF",
        ),
        Refused::Damaged => text("tệp ảnh bị hỏng hoặc không đầy đủ", "the picture is damaged or cut off"),
    })?;
    keep(root, record, name, ending, &bytes)
}

/// Keeps a file to be taken along.
pub(super) fn attachment(
    root: &Path,
    record: &str,
    name: &str,
    bytes: &[u8],
) -> Result<String, LocalizedText> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if !ATTACHED.contains(&ending.as_str()) {
        let all = ATTACHED.join(", ");
        return Err(LocalizedText {
            vi: format!("loại tệp này không đăng được; đăng được: {all}"),
            en: format!("files of this kind cannot be published; these can: {all}"),
        });
    }
    keep(root, record, name, &ending, bytes)
}

/// A file of the same bytes that lies there already is used again.
fn keep(root: &Path, record: &str, name: &str, ending: &str, bytes: &[u8]) -> Result<String, LocalizedText> {
    let folder = record.rsplit_once('/').map_or("content", |(folder, _)| folder);
    let stem = name.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(name, |(stem, _)| stem);
    let stem: String = slug(stem).chars().take(60).collect();
    let stem = if stem.is_empty() { "tep".to_owned() } else { stem.trim_matches('-').to_owned() };
    if let Some(known) = same_file(&root.join(folder), ending, bytes) {
        return Ok(known);
    }
    let names = std::iter::once(format!("{stem}.{ending}"))
        .chain((2..).map(|number| format!("{stem}-{number}.{ending}")));
    for name in names.take(1000) {
        let path = store::below_content(root, &format!("{folder}/{name}"));
        let path = path.ok_or_else(|| text("không ghi được ở đây", "this is no place to write"))?;
        if path.exists() {
            continue;
        }
        return match store::write(&path, bytes) {
            Ok(()) => Ok(name),
            Err(error) => Err(LocalizedText {
                vi: format!("không ghi được ảnh: {error}"),
                en: format!("the file cannot be written: {error}"),
            }),
        };
    }
    Err(text("đã có quá nhiều tệp cùng tên", "there are too many files of that name"))
}

fn same_file(folder: &Path, ending: &str, bytes: &[u8]) -> Option<String> {
    let length = u64::try_from(bytes.len()).ok();
    let mut entries: Vec<_> = fs::read_dir(folder).ok()?.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    entries.into_iter().find_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_alike =
            name.ends_with(&format!(".{ending}")) && entry.metadata().ok().map(|one| one.len()) == length;
        (is_alike && fs::read(entry.path()).is_ok_and(|known| known == bytes)).then_some(name)
    })
}
