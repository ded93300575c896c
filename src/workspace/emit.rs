//! Produces the files of the output: all of them into a [`Sink`], or the bytes of one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bantin_search::IndexFile;
use rayon::prelude::*;

use crate::api;
use crate::diagnostic::Diagnostic;
use crate::files::{Copied, copied};
use crate::output::Sink;
use crate::pages::{FileKind, SEARCH_FOLDER};
use crate::progress::{Progress, StageName};
use crate::render::Renderer;
use crate::search;
use crate::site::permalink;
use crate::workspace::state::State;

/// The content of an output file.
pub enum OutputFile<'s> {
    Bytes(Cow<'s, [u8]>),
    /// A file on disk, published unchanged.
    Disk(&'s Path),
}

/// Passes all files except generated pictures to a sink. Returns errors of templates and of the sink.
pub(super) fn emit(
    renderer: &Renderer<'_>,
    root: &Path,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let mut diagnostics = pages(renderer, sink, progress);
    diagnostics.extend(auxiliary(renderer, sink));
    diagnostics.extend(index(renderer, sink));
    diagnostics.extend(copies(renderer, root, sink));
    diagnostics
}

/// Renders all pages.
pub(super) fn pages(renderer: &Renderer<'_>, sink: &dyn Sink, progress: &dyn Progress) -> Vec<Diagnostic> {
    let pages = renderer.pages.pages();
    progress.begin(StageName::Render, pages.len());
    let one = |page| {
        if progress.is_cancelled() {
            return None;
        }
        let written =
            renderer.page(page).and_then(|html| sink.write(&permalink::file(&page.path), html.as_bytes()));
        progress.advance(1);
        written.err()
    };
    pages.par_iter().filter_map(one).collect()
}

/// Writes feeds, sitemaps, open data and redirects.
pub(super) fn auxiliary(renderer: &Renderer<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    // Built once: each table is written in two formats and described in the index.
    let tables = api::tables(renderer.site);
    let one = |file: &crate::pages::AuxiliaryFile| {
        let bytes = match file.kind {
            FileKind::DataIndex => Ok(api::index(renderer.site, &tables)),
            FileKind::Data(name, format) => {
                let table = tables.iter().find(|(of, _)| *of == name);
                Ok(table.map_or_else(Vec::new, |(_, table)| table.bytes(format)))
            }
            _ => renderer.auxiliary(file),
        };
        bytes.and_then(|bytes| sink.write(&file.path, &bytes)).err()
    };
    renderer.pages.files().par_iter().filter_map(one).collect()
}

/// Writes the search index and its client.
fn index(renderer: &Renderer<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let refused: Mutex<Vec<Diagnostic>> = Mutex::default();
    each_index_file(renderer, &|file| {
        if let Err(diagnostic) = sink.write(&format!("{SEARCH_FOLDER}{}", file.path), &file.bytes) {
            refused.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
        }
    });
    refused.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn each_index_file(renderer: &Renderer<'_>, take: bantin_search::Take<'_>) {
    let documents = search::documents(renderer.site, renderer.bodies);
    bantin_search::build(&documents, &search::other_names(renderer.site), &renderer.site.config.search, take);
}

/// Writes the copied files.
pub(super) fn copies(renderer: &Renderer<'_>, root: &Path, sink: &dyn Sink) -> Vec<Diagnostic> {
    let copies = renderer.files.copies.par_iter().map(|copy| match copied(copy, root)? {
        Copied::Bytes(bytes) => sink.write(&copy.path, &bytes),
        Copied::AsItIs(from) => sink.copy(&copy.path, from),
    });
    copies.filter_map(Result::err).collect()
}

impl State {
    /// The file at a path of the output, such as `tin-tuc/index.html`. `None` if the output has no such file, or if
    /// the site has errors. Errors: a template or a picture is wrong.
    pub fn file(&self, path: &str) -> Option<Result<OutputFile<'_>, Diagnostic>> {
        let renderer = self.renderer()?;
        let bytes = |bytes: Vec<u8>| OutputFile::Bytes(bytes.into());
        if let Some(page) = renderer.pages.page_of_file(path) {
            return Some(renderer.page(page).map(|html| bytes(html.into_bytes())));
        }
        if let Some(file) = renderer.pages.file(path) {
            return Some(renderer.auxiliary(file).map(bytes));
        }
        if let Some(copy) = renderer.files.copy(path) {
            return Some(copied(copy, &self.root).map(|copied| match copied {
                Copied::Bytes(bytes) => OutputFile::Bytes(bytes),
                Copied::AsItIs(from) => OutputFile::Disk(from),
            }));
        }
        if let Some(name) = path.strip_prefix(SEARCH_FOLDER) {
            let file = self.index(&renderer).get(name)?;
            return Some(Ok(OutputFile::Bytes(file.into())));
        }
        Some(renderer.files.pictures.bytes(&self.root, path)?.map(bytes))
    }

    /// The files of the search, built on first use.
    fn index(&self, renderer: &Renderer<'_>) -> &BTreeMap<String, Vec<u8>> {
        self.index.get_or_init(|| {
            let files: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
            each_index_file(renderer, &|IndexFile { path, bytes }| {
                files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
            });
            files.into_inner().unwrap_or_else(PoisonError::into_inner)
        })
    }
}
