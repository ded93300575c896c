//! Output files that depend on the texts: copies, scaled pictures, share cards.
//!
//! In: the [`Site`], its [`Bodies`] and the theme. Out: [`Files`], the path of each file. They are planned before
//! rendering, because templates print these paths and texts may link to them.

mod addresses;
mod copies;
mod judged;
mod passive;
mod pictures;

pub use copies::{Copied, FileCopy, copied};
pub use pictures::Pictures;

use std::collections::BTreeMap;
use std::path::Path;

use crate::bodies::Bodies;
use crate::content::load::Asset;
use crate::diagnostic::Diagnostic;
use crate::image::cache::Cache;
use crate::pages::Pages;
use crate::pdf::PdfTexts;
use crate::site::Site;
use crate::theme::Theme;

/// The files of the output, except pages and auxiliary files.
#[derive(Debug)]
pub struct Files {
    /// Sorted by path.
    pub copies: Vec<FileCopy>,
    /// Generated pictures.
    pub pictures: Pictures,
    /// The texts of the copied PDF files.
    pub pdf: PdfTexts,
}

impl Files {
    /// Plans all files of a site. `assets` are the files found below `content/`, `root` is the site's folder. With
    /// `cache`, for publishing, variants larger than their original are detected now and dropped. A file at the path
    /// of a page or another file is reported and left out.
    pub fn new(
        site: &Site<'_>,
        pages: &Pages,
        bodies: &Bodies,
        theme: &Theme,
        assets: &BTreeMap<String, Asset>,
        (root, cache): (&Path, Option<&Cache>),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let copies = copies::copies(site, pages, bodies, &theme.statics, assets, diagnostics);
        let pictures = Pictures::new(site, bodies, theme, root, cache);
        addresses::check(site, pages, &copies, &pictures, diagnostics);
        let pdf = PdfTexts::new(copies.iter().filter_map(FileCopy::on_disk));
        Self { copies, pictures, pdf }
    }

    /// The copy at a path of the output.
    pub fn copy(&self, path: &str) -> Option<&FileCopy> {
        let at = self.copies.binary_search_by(|copy| copy.path.as_str().cmp(path)).ok()?;
        Some(&self.copies[at])
    }

    /// Whether a path of the output is one of these files.
    pub fn contains(&self, path: &str) -> bool {
        self.copy(path).is_some() || self.pictures.contains(path)
    }
}
