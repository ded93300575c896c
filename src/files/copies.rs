//! Files that are copied: those of the theme, of `content/static/`, and those that published records show or link to.
//!
//! Unpublished records are not in the [`Site`], so their files are never copied.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bodies::Bodies;
use crate::content::load::Asset;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::file_list::RESERVED;
use crate::files::judged;
use crate::image::measure::is_picture;
use crate::image::strip::Published;
use crate::image::{AttachedFile, Picture};
use crate::markdown::{Figure, Piece, RenderedBody, Shortcode, Video};
use crate::pages::{FileKind, Pages};
use crate::site::Site;
use crate::theme::{Content, Statics};

#[derive(Debug, Clone)]
pub struct FileCopy {
    /// The path in the output, relative to the section.
    pub path: String,
    pub content: Content,
    /// The path from the root of the site of a file of editors.
    pub source: Option<String>,
}

impl FileCopy {
    /// The file on disk; `None` for a file of the theme in the binary.
    pub fn on_disk(&self) -> Option<&Path> {
        if let Content::File(path) = &self.content { Some(path) } else { None }
    }
}

/// All files to copy, sorted by path.
pub(super) fn copies(
    site: &Site<'_>,
    pages: &Pages,
    bodies: &Bodies,
    statics: &Statics,
    assets: &BTreeMap<String, Asset>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<FileCopy> {
    let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
    each_file(site, bodies, &mut |source, path| {
        sources.insert(path, source);
    });
    let mut copies: BTreeMap<&str, Content> = BTreeMap::new();
    for file in statics.files() {
        copies.insert(&file.path, file.content.clone());
    }
    let statics = judged::statics(assets, diagnostics);
    let mut of_editors: Vec<(&str, &str)> = Vec::new();
    for (path, source) in statics.into_iter().chain(sources) {
        let Some(asset) = assets.get(source) else { continue };
        let doubled = match copies.get(path) {
            Some(Content::File(other)) => *other != asset.path,
            Some(_) => true,
            None => false,
        };
        if doubled || RESERVED.contains(&path) || pages.page_of_file(path).is_some() {
            diagnostics.push(collision(Place::file(source), path));
        } else if let Some(file) = pages.file(path) {
            // What an editor can change is the old path; every other file of the program stays.
            let place = match file.kind {
                FileKind::Redirect(number) => site.redirects[number].place.clone(),
                _ => Place::file(source),
            };
            diagnostics.push(collision(place, path));
        } else {
            copies.insert(path, Content::File(asset.path.clone()));
            of_editors.push((path, source));
        }
    }
    of_editors.sort_unstable();
    of_editors.dedup_by_key(|(path, _)| *path);
    diagnostics.extend(judged::judged(&of_editors, assets, site.config));
    let source = |path: &str| {
        let at = of_editors.binary_search_by(|(known, _)| (*known).cmp(path)).ok()?;
        Some(of_editors[at].1.to_owned())
    };
    let copy =
        |(path, content): (&str, Content)| FileCopy { path: path.to_owned(), content, source: source(path) };
    copies.into_iter().map(copy).collect()
}

/// The published form of a copied file.
pub enum Copied<'f> {
    Bytes(std::borrow::Cow<'f, [u8]>),
    /// The file on disk, unchanged: video, audio, documents.
    AsItIs(&'f Path),
}

/// Reads a file in its published form. Errors: the picture is damaged. `root` is the site's folder, removed from
/// paths in messages.
pub fn copied<'f>(copy: &'f FileCopy, root: &Path) -> Result<Copied<'f>, Diagnostic> {
    match &copy.content {
        Content::Bytes(bytes) => Ok(Copied::Bytes(bytes.into())),
        Content::Embedded(bytes) => Ok(Copied::Bytes((*bytes).into())),
        Content::File(from) => match Published::read(&copy.path, from) {
            Published::Bytes(bytes) => Ok(Copied::Bytes(bytes.into())),
            Published::Damaged => Err(damaged(from, root)),
            Published::AsItIs => Ok(Copied::AsItIs(from)),
        },
    }
}

/// Damaged pictures are not published, because their metadata cannot be removed.
fn damaged(file: &Path, root: &Path) -> Diagnostic {
    let shown = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
    let message = localized!(
        "ảnh `{shown}` bị hỏng: không bỏ được thông tin kèm theo",
        "the picture `{shown}` is damaged: what it carries besides its pixels cannot be taken out"
    );
    let help = localized!(
        "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
        "open the picture in an image program and save it again, or copy the original again"
    );
    Diagnostic::error(Code::DamagedImage, Place::file(&shown), message).help(help)
}

/// Passes source and output path of each picture of published records to `take`.
pub(super) fn each_picture<'a>(
    site: &'a Site<'_>,
    bodies: &'a Bodies,
    take: &mut dyn FnMut(&'a str, &'a str),
) {
    let mut picture = |picture: &'a Picture| take(&picture.source, &picture.path);
    site.logo.iter().for_each(&mut picture);
    site.records().flat_map(|record| site.pictures_of(record)).for_each(&mut picture);
    bodies.all().flat_map(shown).for_each(|file| take(&file.source, &file.path));
}

/// Passes source and output path of each file of published records to `take`.
fn each_file<'a>(site: &'a Site<'_>, bodies: &'a Bodies, take: &mut dyn FnMut(&'a str, &'a str)) {
    each_picture(site, bodies, take);
    let mut file = |file: &'a AttachedFile| take(&file.source, &file.path);
    site.records().flat_map(|record| site.files_of(record)).for_each(&mut file);
    bodies.all().flat_map(|rendered| &rendered.assets).for_each(&mut file);
}

/// The files that a text shows as pictures, without those it only links to.
fn shown(rendered: &RenderedBody) -> impl Iterator<Item = &AttachedFile> {
    let shows = |file: &AttachedFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        rendered.pieces.iter().any(|piece| match piece {
            Piece::Html(html) => html.contains("<img") && html.contains(name),
            Piece::Shortcode(Shortcode::Gallery(pictures) | Shortcode::Figure(Figure { pictures, .. })) => {
                pictures.iter().any(|p| p.path == file.path)
            }
            Piece::Shortcode(Shortcode::Video(Video { poster: Some(poster), .. })) => {
                poster.path == file.path
            }
            Piece::Shortcode(_) => false,
        })
    };
    rendered.assets.iter().filter(move |file| is_picture(&file.path) && shows(file))
}

fn collision(place: Place, path: &str) -> Diagnostic {
    let message = localized!(
        "hai tệp hoặc trang cùng đường dẫn `/{path}`",
        "two files or pages have the same path `/{path}`"
    );
    let help = localized!(
        "đổi tên tệp trong `content/static/`, hoặc bỏ địa chỉ cũ",
        "rename the file in `content/static/`, or remove the old path"
    );
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}
