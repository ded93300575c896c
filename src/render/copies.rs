//! Files that are copied: of the theme, of `content/static/`, and those that published records show or link to.
//!
//! A file beside a record that is not published is in no list here, for such a record is not in the site at all.

use std::collections::BTreeMap;

use crate::content::load::Asset;
use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::image::measure::is_picture;
use crate::image::{AttachedFile, Picture};
use crate::markdown::{Piece, Prose, Shortcode};
use crate::render::Renderer;
use crate::site::{ShownMedium, permalink};
use crate::theme::Content;

/// Where static files stand; they are copied without this part of their path.
const STATIC: &str = "content/static/";

/// A file to copy.
#[derive(Debug, Clone)]
pub struct FileCopy {
    /// Where it goes, below the section.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

impl Renderer<'_> {
    /// All files to copy, sorted by path; `assets` are the files found below `content/`. A file that would stand
    /// where a page or another file stands is reported and left out.
    pub fn copies(&self, assets: &BTreeMap<String, Asset>, found: &mut Vec<Diagnostic>) -> Vec<FileCopy> {
        let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
        self.each_file(&mut |source, path| {
            sources.insert(path, source);
        });
        let mut copies: BTreeMap<&str, Content> = BTreeMap::new();
        for file in self.theme.statics.files() {
            copies.insert(&file.path, file.content.clone());
        }
        let statics =
            assets.keys().filter_map(|source| Some((source.strip_prefix(STATIC)?, source.as_str())));
        for (path, source) in statics.chain(sources) {
            let Some(asset) = assets.get(source) else { continue };
            let doubled = match copies.get(path) {
                Some(Content::File(other)) => *other != asset.path,
                Some(_) => true,
                None => false,
            };
            if doubled || self.is_page(path) {
                found.push(collision(source, path));
            } else {
                copies.insert(path, Content::File(asset.path.clone()));
            }
        }
        copies.into_iter().map(|(path, content)| FileCopy { path: path.to_owned(), content }).collect()
    }

    /// Whether a file of the output is a page.
    pub(super) fn is_page(&self, path: &str) -> bool {
        let folder = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        folder != path && self.has_page(folder) || path == permalink::NOT_FOUND
    }

    fn has_page(&self, path: &str) -> bool {
        self.plan.binary_search_by(|page| page.path.as_str().cmp(path)).is_ok()
    }

    /// Pictures of published records: where they are and where they go.
    fn each_picture<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a str)) {
        let mut picture = |picture: &'a Picture| take(&picture.source, &picture.path);
        let site = self.site;
        site.logo.iter().for_each(&mut picture);
        site.articles.iter().filter_map(|article| article.image.as_ref()).for_each(&mut picture);
        site.models.iter().flat_map(|model| &model.images).for_each(&mut picture);
        site.contests.iter().filter_map(|contest| contest.image.as_ref()).for_each(&mut picture);
        site.pages.iter().filter_map(|page| page.image.as_ref()).for_each(&mut picture);
        let media = || site.entries.iter().flat_map(|entry| &entry.media);
        let pictures = media().filter_map(|medium| match medium {
            ShownMedium::Image(picture) => Some(picture),
            _ => None,
        });
        pictures.for_each(&mut picture);
        self.each_text().flat_map(shown).for_each(|file| take(&file.source, &file.path));
    }

    /// All pictures that pages show, each as its file and its place.
    pub(super) fn shown_pictures(&self) -> Vec<(&str, &str)> {
        let mut pictures = Vec::new();
        self.each_picture(&mut |source, path| pictures.push((source, path)));
        pictures
    }

    /// Files of published records: where they are and where they go.
    fn each_file<'a>(&'a self, take: &mut dyn FnMut(&'a str, &'a str)) {
        self.each_picture(take);
        let media = || self.site.entries.iter().flat_map(|entry| &entry.media);
        let mut file = |file: &'a AttachedFile| take(&file.source, &file.path);
        self.site.articles.iter().flat_map(|article| &article.attachments).for_each(&mut file);
        let files = media().filter_map(|medium| match medium {
            ShownMedium::File { file, .. } => Some(file),
            _ => None,
        });
        files.for_each(&mut file);
        self.each_text().flat_map(|prose| &prose.assets).for_each(&mut file);
    }

    fn each_text(&self) -> impl Iterator<Item = &Prose> {
        let texts = self.texts;
        let models =
            texts.models.iter().flat_map(|model| [&model.objectives, &model.activities, &model.body]);
        let others = [&texts.articles, &texts.rules, &texts.entries, &texts.programmes, &texts.pages];
        models.chain(others.into_iter().flatten())
    }
}

/// The files of a text that it shows as pictures; to others it links.
fn shown(prose: &Prose) -> impl Iterator<Item = &AttachedFile> {
    let shows = |file: &AttachedFile| {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        prose.pieces.iter().any(|piece| match piece {
            Piece::Html(html) => html.contains("<img") && html.contains(name),
            Piece::Shortcode(Shortcode::Gallery(pictures)) => pictures.iter().any(|p| p.path == file.path),
            Piece::Shortcode(_) => false,
        })
    };
    prose.assets.iter().filter(move |file| is_picture(&file.path) && shows(file))
}

fn collision(source: &str, path: &str) -> Diagnostic {
    let message = words!(
        "tệp này và một trang hoặc tệp khác cùng đường dẫn `/{path}`",
        "this file and another page or file have the same path `/{path}`"
    );
    let help = words!("đổi tên tệp", "rename the file");
    Diagnostic::error(Code::PathCollision, Place::file(source), message).help(help)
}
