//! Resolves file names written in records to files, with their sizes and paths in the output.
//!
//! In: all files of the content that are not texts, once per run. Every picture among them is measured in parallel up
//! front, so that a picture used by ten thousand pages is read once. Out: [`Picture`]s and [`AttachedFile`]s.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::content::limits;
use crate::content::load::Asset;
use crate::diagnostic::{Code, LocalizedText, localized};
use crate::file_name;
use crate::image::captions::{self, InvalidCaptions};
use crate::image::measure::{Unmeasured, is_picture, measure};
use crate::image::{AttachedFile, Picture};
use bantin_text::slug::slug;
use bantin_text::suggest::SuggestionIndex;

/// Folder of static files. They are copied as they are, without this prefix.
const STATIC: &str = "content/static/";

/// Longer captions than this, in bytes, are those of no film.
const LONGEST_CAPTIONS: u64 = 4_000_000;

/// File names used by the page in its own folder.
const RESERVED: [&str; 3] = ["index.html", "feed.xml", "feed.json"];

/// All files that records may refer to.
#[derive(Debug, Default)]
pub struct Assets {
    /// By path in NFC, because some systems store names decomposed.
    files: BTreeMap<String, File>,
    /// The file names in each folder.
    folders: FxHashMap<String, (Vec<String>, OnceLock<SuggestionIndex>)>,
}

#[derive(Debug)]
struct File {
    /// The path as stored in the file system.
    source: String,
    size: u64,
    /// Width and height, for pictures.
    pixels: Option<Result<(u32, u32), Unmeasured>>,
    /// What is wrong with captions of a film.
    captions: Option<InvalidCaptions>,
}

/// Why a file named in a record cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUsable {
    /// The file does not exist.
    Missing {
        /// The expected path from the root of the site.
        path: String,
        /// A similar file name, in the form in which the record would refer to it.
        near: Option<String>,
    },
    /// The name leads outside `content/` or to a hidden file.
    Outside {
        /// The name as written in the record.
        file: String,
    },
    /// The file is not a picture that browsers show.
    NoPicture {
        /// The path from the root of the site.
        path: String,
    },
    /// The picture's header cannot be read.
    Damaged {
        /// The path from the root of the site.
        path: String,
        why: Unmeasured,
    },
    /// The picture exceeds [`limits::PIXELS`] or [`limits::SIDE`].
    Huge {
        /// The path from the root of the site.
        path: String,
        /// In megapixels, rounded up.
        megapixels: u64,
    },
}

/// Whether a file holds captions, by its name.
pub fn is_captions(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".vtt")
}

fn invalid_captions(asset: &Asset) -> Option<InvalidCaptions> {
    let bytes = if asset.size > LONGEST_CAPTIONS { None } else { std::fs::read(&asset.path).ok() };
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    captions::check(text.as_deref()).err()
}

impl Assets {
    /// Measures all pictures.
    pub fn new(loaded: &BTreeMap<String, Asset>) -> Self {
        let measured: Vec<_> = loaded
            .par_iter()
            .map(|(source, asset)| {
                let pixels = is_picture(source).then(|| measure(&asset.path));
                (pixels, is_captions(source).then(|| invalid_captions(asset)).flatten())
            })
            .collect();
        let mut files = BTreeMap::new();
        for ((source, asset), (pixels, captions)) in loaded.iter().zip(measured) {
            let path: String = source.nfc().collect();
            files.insert(path, File { source: source.clone(), size: asset.size, pixels, captions });
        }
        let mut folders: FxHashMap<String, (Vec<String>, OnceLock<SuggestionIndex>)> = FxHashMap::default();
        for (folder, name) in files.keys().filter_map(|path| path.rsplit_once('/')) {
            folders.entry(folder.to_owned()).or_default().0.push(name.to_owned());
        }
        Self { files, folders }
    }

    /// A picture for a page, without alternative text or caption.
    ///
    /// `folder` is the folder of the record's file (`content/articles/2023`), `page` the path of its page
    /// (`tin-tuc/bai-a/`), `file` the name as written: relative to `folder`, or with a leading `/` relative to
    /// `content/static/`.
    pub fn picture(&self, folder: &str, page: &str, file: &str) -> Result<Picture, NotUsable> {
        let (path, found) = self.find(folder, file)?;
        match found.pixels {
            None => Err(NotUsable::NoPicture { path }),
            Some(Err(why)) => Err(NotUsable::Damaged { path, why }),
            Some(Ok((width, height))) if is_huge(&path, width, height) => {
                let megapixels = (u64::from(width) * u64::from(height)).div_ceil(1_000_000);
                Err(NotUsable::Huge { path, megapixels })
            }
            Some(Ok((width, height))) => Ok(Picture {
                source: found.source.clone(),
                path: output_path(folder, page, &path),
                width,
                height,
                alt: String::new(),
                caption: None,
                detail: None,
                credit: None,
                focus: None,
            }),
        }
    }

    /// Any file for a page; arguments as in [`Assets::picture`].
    pub fn file(&self, folder: &str, page: &str, file: &str) -> Result<AttachedFile, NotUsable> {
        let (path, found) = self.find(folder, file)?;
        let path = output_path(folder, page, &path);
        Ok(AttachedFile { source: found.source.clone(), path, size: found.size })
    }

    /// What is wrong with the captions of a film in a file that [`Assets::file`] found.
    pub fn invalid_captions(&self, file: &AttachedFile) -> Option<InvalidCaptions> {
        let path: String = file.source.nfc().collect();
        self.files.get(&path)?.captions
    }

    /// The file, and its path in NFC.
    fn find(&self, folder: &str, file: &str) -> Result<(String, &File), NotUsable> {
        if file.contains('\\') {
            return Err(NotUsable::Missing { path: file.to_owned(), near: Some(file.replace('\\', "/")) });
        }
        let path = resolve(folder, file).ok_or_else(|| NotUsable::Outside { file: file.to_owned() })?;
        match self.files.get(&path) {
            Some(found) => Ok((path, found)),
            None => Err(NotUsable::Missing { near: self.near(file, &path), path }),
        }
    }

    /// A file with a similar name in the same folder.
    fn near(&self, file: &str, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/')?;
        let (names, near) = self.folders.get(folder)?;
        let near =
            near.get_or_init(|| SuggestionIndex::new(names.iter().map(String::as_str))).nearest(name)?;
        Some(format!("{}{near}", file.strip_suffix(name).unwrap_or("")))
    }
}

impl NotUsable {
    /// The diagnostic code; `missing` is the code for a file that does not exist.
    pub fn code(&self, missing: Code) -> Code {
        match self {
            NotUsable::Damaged { .. } => Code::DamagedImage,
            NotUsable::Huge { .. } => Code::HugeImage,
            NotUsable::Missing { .. } | NotUsable::Outside { .. } | NotUsable::NoPicture { .. } => missing,
        }
    }

    /// The message of the diagnostic.
    pub fn message(&self) -> LocalizedText {
        match self {
            NotUsable::Missing { path, .. } => {
                localized!("không có tệp `{path}`", "there is no file `{path}`")
            }
            NotUsable::Outside { file } => {
                localized!(
                    "`{file}` không phải tệp trong `content/`",
                    "`{file}` is no file inside `content/`"
                )
            }
            NotUsable::NoPicture { path } => {
                localized!("`{path}` không phải tệp ảnh", "`{path}` is no picture")
            }
            NotUsable::Damaged { path, why: Unmeasured::NoSize } => localized!(
                "hình vẽ `{path}` không có kích thước (`width` và `height`, hoặc `viewBox`)",
                "the drawing `{path}` says no size (`width` and `height`, or `viewBox`)"
            ),
            NotUsable::Damaged { path, .. } => localized!(
                "ảnh `{path}` bị hỏng: không đọc được chiều rộng và chiều cao",
                "the picture `{path}` is damaged: its width and height cannot be read"
            ),
            NotUsable::Huge { path, megapixels } => localized!(
                "ảnh `{path}` quá lớn ({megapixels} triệu điểm ảnh): nhiều nhất là 100 triệu, cạnh nhiều nhất là 65.535",
                "the picture `{path}` is too large ({megapixels} megapixels): at most 100, and no side above 65,535 pixels"
            ),
        }
    }

    /// The help of the diagnostic.
    pub fn help(&self) -> LocalizedText {
        match self {
            NotUsable::Missing { near: Some(near), .. } => {
                localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?")
            }
            NotUsable::Missing { near: None, .. } | NotUsable::Outside { .. } => localized!(
                "đặt tệp cạnh bài viết và ghi đúng tên tệp, kể cả chữ hoa và phần đuôi; tên bắt đầu bằng `.` hoặc `_` không dùng được",
                "put the file beside the record and write its name exactly, capitals and ending included; names that begin with `.` or `_` are left out"
            ),
            NotUsable::NoPicture { .. } => localized!(
                "dùng ảnh JPEG, PNG, WebP, AVIF, GIF hoặc SVG",
                "use a JPEG, PNG, WebP, AVIF, GIF or SVG picture"
            ),
            NotUsable::Damaged { .. } => localized!(
                "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
                "open the picture in an image program and save it again, or copy the original again"
            ),
            NotUsable::Huge { .. } => localized!(
                "thu nhỏ ảnh trước khi dùng; rộng 4000 điểm ảnh là đủ cho mọi màn hình",
                "make the picture smaller first; a width of 4000 pixels is enough for every screen"
            ),
        }
    }
}

/// Whether a picture is too large to be decoded. Never true for SVG, which has no pixels until it is rendered.
pub(super) fn is_huge(path: &str, width: u32, height: u32) -> bool {
    let is_large = u64::from(width) * u64::from(height) > limits::PIXELS || width.max(height) > limits::SIDE;
    is_large && !path.to_ascii_lowercase().ends_with(".svg")
}

/// The path from the root of the site of a file named in a record; `None` if it leads outside `content/` or to a
/// hidden file.
pub fn resolve(folder: &str, file: &str) -> Option<String> {
    let (base, rest) = match file.strip_prefix('/') {
        Some(rest) => (STATIC.trim_end_matches('/'), rest),
        None => (folder, file),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path: String = parts.join("/").nfc().collect();
    let is_hidden = parts.iter().any(|part| part.starts_with(['.', '_']));
    let is_inside = path.starts_with("content/") && (!is_hidden || path.starts_with(STATIC));
    is_inside.then_some(path)
}

/// The path of a file in the output: static files keep their own path, others go to the folder of the page.
fn output_path(folder: &str, page: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix(STATIC) {
        return path.to_owned();
    }
    let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let name = flat_name(below.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path)));
    // The decision depends on this name only, never on other files: otherwise the name would reveal that other files
    // exist, for example those of an unpublished article.
    let is_clear = below == Some(&*name) && name.contains('.') && !RESERVED.contains(&name.as_str());
    if is_clear {
        return format!("{page}{name}");
    }
    let hash = blake3::hash(path.as_bytes()).to_hex();
    let (stem, ending) = name.split_once('.').map_or((name.as_str(), ""), |(stem, ending)| (stem, ending));
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{page}{stem}-{}{dot}{ending}", &hash[..8])
}

/// Flattens a path to one name of ASCII letters, digits and hyphens, keeping the extension: `anh/Ảnh 1.JPG` →
/// `anh-anh-1.jpg`.
fn flat_name(path: &str) -> String {
    let (path, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, slug(ending)),
        _ => (path, String::new()),
    };
    let parts: Vec<String> = path
        .split('/')
        .map(|part| Some(slug(part)).filter(|name| !name.is_empty()).unwrap_or_else(|| "tep".to_owned()))
        .collect();
    let stem = parts.join("-");
    let stem = file_name::fitting(&stem);
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

/// The parent folder of a path relative to the root of the site.
pub fn folder_of(path: &str) -> &str {
    Path::new(path).parent().and_then(Path::to_str).unwrap_or("")
}

#[cfg(test)]
mod tests;
