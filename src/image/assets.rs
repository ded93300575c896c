//! Files beside records: from the name an editor wrote to the file, its size and its place in the output.
//!
//! In come all files that are no texts, once a run; every picture among them is measured then, in parallel, so that
//! ten thousand pages with the same picture read it once. Out go [`Picture`]s and [`AttachedFile`]s.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::content::load::Asset;
use crate::diagnostic::{Code, Words, words};
use crate::image::measure::{Unmeasured, is_picture, measure};
use crate::image::{AttachedFile, Picture};
use bantin_text::near::NearNames;
use bantin_text::slug::slug;

/// Where static files stand. They are copied as they are, without this part of their path.
const STATIC: &str = "content/static/";

/// Above it a picture is refused before it is unpacked: 100 megapixels are 400 megabytes of memory.
const MAX_PIXELS: u64 = 100_000_000;

/// Names that a page's own folder needs for itself.
const RESERVED: [&str; 3] = ["index.html", "feed.xml", "feed.json"];

/// All files that records may name.
#[derive(Debug, Default)]
pub struct Assets {
    /// By path in NFC: some systems write names decomposed.
    files: BTreeMap<String, File>,
    /// The names of the files in each folder.
    folders: FxHashMap<String, (Vec<String>, OnceLock<NearNames>)>,
}

#[derive(Debug)]
struct File {
    /// The path as the file system has it.
    source: String,
    size: u64,
    /// For a picture.
    pixels: Option<Result<(u32, u32), Unmeasured>>,
}

/// Why a file that a record names cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotUsable {
    /// There is no such file.
    Missing {
        /// Where it was looked for, from the root of the site.
        path: String,
        /// What an editor may have meant, as it would be written in place of the name.
        near: Option<String>,
    },
    /// The name leads out of `content/`, or to a hidden file.
    Outside {
        /// The name as written.
        file: String,
    },
    /// The file is no picture that browsers show.
    NoPicture {
        /// Its path from the root of the site.
        path: String,
    },
    /// The picture's header cannot be read.
    Damaged {
        /// Its path from the root of the site.
        path: String,
        /// What is wrong with it.
        why: Unmeasured,
    },
    /// The picture has more pixels than a program should unpack.
    Huge {
        /// Its path from the root of the site.
        path: String,
        /// In megapixels, rounded up.
        megapixels: u64,
    },
}

impl Assets {
    /// Measures all pictures.
    #[must_use]
    pub fn new(loaded: &BTreeMap<String, Asset>) -> Self {
        let measured: Vec<_> = loaded
            .par_iter()
            .map(|(source, asset)| is_picture(source).then(|| measure(&asset.path)))
            .collect();
        let mut files = BTreeMap::new();
        for ((source, asset), pixels) in loaded.iter().zip(measured) {
            let path: String = source.nfc().collect();
            files.insert(path, File { source: source.clone(), size: asset.size, pixels });
        }
        let mut folders: FxHashMap<String, (Vec<String>, OnceLock<NearNames>)> = FxHashMap::default();
        for (folder, name) in files.keys().filter_map(|path| path.rsplit_once('/')) {
            folders.entry(folder.to_owned()).or_default().0.push(name.to_owned());
        }
        Self { files, folders }
    }

    /// A picture for a page, without words.
    ///
    /// `folder` is that of the record's file (`content/articles/2023`), `page` the path of its page
    /// (`tin-tuc/bai-a/`), `file` the name as written: relative to the folder, or below `content/static/` with a
    /// leading `/`.
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
            }),
        }
    }

    /// Any file for a page; the arguments are those of [`Assets::picture`].
    pub fn file(&self, folder: &str, page: &str, file: &str) -> Result<AttachedFile, NotUsable> {
        let (path, found) = self.find(folder, file)?;
        let path = output_path(folder, page, &path);
        Ok(AttachedFile { source: found.source.clone(), path, size: found.size })
    }

    /// The file and its path in NFC.
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

    /// A file of the same folder whose name is near.
    fn near(&self, file: &str, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/')?;
        let (names, near) = self.folders.get(folder)?;
        let near = near.get_or_init(|| NearNames::new(names.iter().map(String::as_str))).nearest(name)?;
        Some(format!("{}{near}", file.strip_suffix(name).unwrap_or("")))
    }
}

impl NotUsable {
    /// The code; `missing` is the one for a file that is not there.
    #[must_use]
    pub fn code(&self, missing: Code) -> Code {
        match self {
            NotUsable::Damaged { .. } => Code::DamagedImage,
            NotUsable::Huge { .. } => Code::HugeImage,
            NotUsable::Missing { .. } | NotUsable::Outside { .. } | NotUsable::NoPicture { .. } => missing,
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Words {
        match self {
            NotUsable::Missing { path, .. } => words!("không có tệp `{path}`", "there is no file `{path}`"),
            NotUsable::Outside { file } => {
                words!("`{file}` không phải tệp trong `content/`", "`{file}` is no file inside `content/`")
            }
            NotUsable::NoPicture { path } => {
                words!("`{path}` không phải tệp ảnh", "`{path}` is no picture")
            }
            NotUsable::Damaged { path, why: Unmeasured::NoSize } => words!(
                "hình vẽ `{path}` không có kích thước (`width` và `height`, hoặc `viewBox`)",
                "the drawing `{path}` says no size (`width` and `height`, or `viewBox`)"
            ),
            NotUsable::Damaged { path, .. } => words!(
                "ảnh `{path}` bị hỏng: không đọc được chiều rộng và chiều cao",
                "the picture `{path}` is damaged: its width and height cannot be read"
            ),
            NotUsable::Huge { path, megapixels } => words!(
                "ảnh `{path}` có {megapixels} triệu điểm ảnh, quá 100 triệu",
                "the picture `{path}` has {megapixels} megapixels, more than 100"
            ),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> Words {
        match self {
            NotUsable::Missing { near: Some(near), .. } => {
                words!("có phải ý bạn là `{near}`?", "did you mean `{near}`?")
            }
            NotUsable::Missing { near: None, .. } | NotUsable::Outside { .. } => words!(
                "đặt tệp cạnh bài viết và ghi đúng tên tệp, kể cả chữ hoa và phần đuôi; tên bắt đầu bằng `.` hoặc `_` không dùng được",
                "put the file beside the record and write its name exactly, capitals and ending included; names that begin with `.` or `_` are left out"
            ),
            NotUsable::NoPicture { .. } => words!(
                "dùng ảnh JPEG, PNG, WebP, AVIF, GIF hoặc SVG",
                "use a JPEG, PNG, WebP, AVIF, GIF or SVG picture"
            ),
            NotUsable::Damaged { .. } => words!(
                "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
                "open the picture in an image program and save it again, or copy the original again"
            ),
            NotUsable::Huge { .. } => words!(
                "thu nhỏ ảnh trước khi dùng; rộng 4000 điểm ảnh là đủ cho mọi màn hình",
                "make the picture smaller first; a width of 4000 pixels is enough for every screen"
            ),
        }
    }
}

/// Whether a picture has more than [`MAX_PIXELS`]; a drawing has none before it is shown.
pub(super) fn is_huge(path: &str, width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > MAX_PIXELS && !path.to_ascii_lowercase().ends_with(".svg")
}

/// The path from the root of the site of a file named in a record; nothing where it leads out of `content/` or to a
/// hidden file.
#[must_use]
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

/// Where a file stands in the output: static files at their own path, others in the folder of the page.
fn output_path(folder: &str, page: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix(STATIC) {
        return path.to_owned();
    }
    let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let name = flat_name(below.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path)));
    // Whether a name is plain enough is its own affair: what other files there are, an article that is not published
    // yet among them, must not show in it.
    let is_clear = below == Some(&*name) && name.contains('.') && !RESERVED.contains(&name.as_str());
    if is_clear {
        return format!("{page}{name}");
    }
    let hash = blake3::hash(path.as_bytes()).to_hex();
    let (stem, ending) = name.split_once('.').map_or((name.as_str(), ""), |(stem, ending)| (stem, ending));
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{page}{stem}-{}{dot}{ending}", &hash[..8])
}

/// A path as one name of ASCII letters, digits and hyphens with its ending: `anh/Ảnh 1.JPG` → `anh-anh-1.jpg`.
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
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

/// The folder of a file, by their paths from the root of the site.
#[must_use]
pub fn folder_of(path: &str) -> &str {
    Path::new(path).parent().and_then(Path::to_str).unwrap_or("")
}

#[cfg(test)]
mod tests;
