//! What is told of the files of editors before they are published: junk that is left out, files that act, drawings
//! that lose a part.

use std::collections::BTreeMap;
use std::io::Read as _;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::load::Asset;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::file_name;
use crate::files::passive::{HEAD, Refused, acts, is_junk, judge};
use crate::image::safe_svg::safe_drawing;

/// Folder of static files, which are copied without this prefix.
const STATIC: &str = "content/static/";

/// So many parts of a drawing are named.
const NAMED: usize = 5;

/// The paths in the output of static files, with their sources. Junk is left out, and told once a file or folder.
pub(super) fn statics<'a>(
    assets: &'a BTreeMap<String, Asset>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a str, &'a str)> {
    let (mut kept, mut told) = (Vec::new(), "");
    for source in assets.keys() {
        let Some(path) = source.strip_prefix(STATIC) else { continue };
        let Some(end) = junk(path) else {
            kept.push((path, source.as_str()));
            continue;
        };
        let junk = &source[..STATIC.len() + end];
        if junk != told {
            told = junk;
            diagnostics.push(left_out(junk));
        }
    }
    kept
}

/// The end of the first part of a path that is junk.
fn junk(path: &str) -> Option<usize> {
    let mut end = 0;
    path.split('/').find_map(|part| {
        end += part.len() + 1;
        is_junk(part).then_some(end - 1)
    })
}

fn left_out(path: &str) -> Diagnostic {
    let message = localized!(
        "`{path}` là tệp ẩn hoặc tệp rác của máy, không được đăng",
        "`{path}` is hidden or left behind by a program, and is not published"
    );
    let help = localized!(
        "xóa tệp này; tệp cho máy chủ thì đặt ở máy chủ",
        "delete it; a file for the server belongs on the server"
    );
    Diagnostic::warning(Code::UnreadFile, Place::file(path), message).help(help)
}

/// Judges copied files, given by their paths in the output and their sources.
pub(super) fn judged(
    files: &[(&str, &str)],
    assets: &BTreeMap<String, Asset>,
    config: &Config,
) -> Vec<Diagnostic> {
    let active = config.allowed_files.iter().enumerate().filter(|(_, ending)| acts(ending));
    let mut diagnostics: Vec<_> =
        active.map(|(index, ending)| forbidden_ending(config, index, ending)).collect();
    let of_file = |(path, source): &(&str, &str)| {
        let asset = assets.get(*source)?;
        if let Some(why) = path.split('/').find_map(file_name::fault) {
            return Some(unusable_name(source, why));
        }
        let mut head = Vec::with_capacity(HEAD);
        // What cannot be read is told when it is copied.
        std::fs::File::open(&asset.path).ok()?.take(HEAD as u64).read_to_end(&mut head).ok()?;
        let name = path.rsplit('/').next().unwrap_or(path);
        match judge(name, &head, &config.allowed_files) {
            Err(refused) => Some(forbidden(source, &refused)),
            Ok(()) if name.to_ascii_lowercase().ends_with(".svg") => loses(source, asset),
            Ok(()) => None,
        }
    };
    diagnostics.extend(files.par_iter().filter_map(of_file).collect::<Vec<_>>());
    diagnostics
}

fn unusable_name(source: &str, why: LocalizedText) -> Diagnostic {
    let message = LocalizedText {
        vi: format!("tệp này không đăng được dưới tên ấy: {}", why.vi),
        en: format!("the file cannot be published under its name: {}", why.en),
    };
    let help = localized!("đổi tên tệp", "rename the file");
    Diagnostic::error(Code::ForbiddenFile, Place::file(source), message).help(help)
}

fn forbidden(source: &str, refused: &Refused) -> Diagnostic {
    let (message, help) = match refused {
        Refused::Acts(ending) => (
            localized!(
                "tệp `.{ending}` có thể chạy trong trình duyệt hay trên máy chủ, nên không được đăng",
                "a file `.{ending}` may run in a browser or on a server, so it is not published"
            ),
            localized!(
                "bỏ tệp này, hoặc đăng nội dung dưới dạng PDF, ảnh hay tệp nén `.zip`",
                "remove it, or publish what it holds as PDF, picture or `.zip`"
            ),
        ),
        Refused::Unknown(ending) => (
            localized!(
                "trang chỉ đăng tài liệu, ảnh, âm thanh, phim và số liệu; `.{ending}` không thuộc loại nào",
                "documents, pictures, sound, film and data are published; `.{ending}` is none of them"
            ),
            localized!(
                "nếu loại tệp này vô hại, ghi `files: {{allow: [{ending}]}}` trong `site.yaml`",
                "if such a file does nothing, write `files: {{allow: [{ending}]}}` in `site.yaml`"
            ),
        ),
        Refused::Otherwise(ending) => (
            localized!(
                "nội dung tệp không phải `.{ending}` như tên của nó",
                "what the file holds is no `.{ending}`, as its name says"
            ),
            localized!(
                "mở tệp bằng đúng chương trình rồi lưu lại, hoặc ghi đúng phần đuôi của tên",
                "open it in the right program and save it again, or give it the ending that it is"
            ),
        ),
    };
    Diagnostic::error(Code::ForbiddenFile, Place::file(source), message).help(help)
}

fn forbidden_ending(config: &Config, index: usize, ending: &str) -> Diagnostic {
    let path = crate::diagnostic::Path::top().key("files").key("allow").index(index);
    let message = localized!(
        "`{ending}` là phần đuôi của tệp chạy được, không cho phép đăng",
        "`{ending}` is the ending of files that act, and cannot be allowed"
    );
    let help = localized!("bỏ phần đuôi này", "remove it");
    Diagnostic::error(Code::ForbiddenFile, Place::value(config.source, path), message).help(help)
}

/// What a drawing loses.
fn loses(source: &str, asset: &Asset) -> Option<Diagnostic> {
    let bytes = std::fs::read(&asset.path).ok()?;
    // A damaged one is told when it is copied.
    let removed = safe_drawing(&bytes).ok()?.removed;
    if removed.is_empty() {
        return None;
    }
    let more = if removed.len() > NAMED { "…" } else { "" };
    let parts: Vec<_> = removed.into_iter().take(NAMED).collect();
    let parts = parts.join("`, `");
    let message = localized!(
        "hình vẽ có phần chạy được hoặc tải thứ khác về, trang đăng hình không có phần ấy: `{parts}`{more}",
        "the drawing has parts that act or load something, and is published without them: `{parts}`{more}"
    );
    let help = localized!(
        "lưu hình dưới dạng SVG thường (Plain SVG), hoặc đăng ảnh PNG",
        "save it as Plain SVG, or publish a PNG"
    );
    Some(Diagnostic::warning(Code::UnsafeDrawing, Place::file(source), message).help(help))
}
