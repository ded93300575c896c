//! Produces the files of the output: all of them into a [`Sink`], or the bytes of one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bantin_search::{IndexFile, Keep, Take};
use rayon::prelude::*;

use crate::api;
use crate::diagnostic::Diagnostic;
use crate::files::{Copied, copied};
use crate::output::{SameFile, Sink};
use crate::pages::{AuxiliaryFile, DataTable, FileKind, Page, SEARCH_FOLDER};
use crate::progress::{PartName, Progress, StageName, in_part};
use crate::render::Renderer;
use crate::search;
use crate::site::permalink;
use crate::workspace::noted::Notes;
use crate::workspace::state::State;

/// The content of an output file.
pub enum OutputFile<'s> {
    Bytes(Cow<'s, [u8]>),
    /// A file on disk, published unchanged.
    Disk(&'s Path),
}

/// Passes all files except generated pictures to a sink. Pages are noted, and those that are known to be the same are
/// kept. Returns errors of templates and of the sink.
pub(super) fn emit(
    renderer: &Renderer<'_>,
    root: &Path,
    sink: &dyn Sink,
    notes: Option<&Notes>,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let mut diagnostics = pages(renderer, sink, notes, progress);
    if progress.is_cancelled() {
        return diagnostics;
    }
    progress.begin(StageName::Auxiliary, 0);
    diagnostics.extend(auxiliary(renderer, sink));
    if progress.is_cancelled() {
        return diagnostics;
    }
    progress.begin(StageName::Search, 0);
    diagnostics.extend(index(renderer, sink, notes));
    progress.begin(StageName::Copy, 0);
    diagnostics.extend(copies(renderer, root, sink));
    diagnostics
}

/// Renders all pages.
pub(super) fn pages(
    renderer: &Renderer<'_>,
    sink: &dyn Sink,
    notes: Option<&Notes>,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let pages = renderer.pages.pages();
    match notes {
        Some(notes) if notes.are_most_same() => renderer.site.relate_few(),
        _ => renderer.site.relate_all(),
    }
    progress.begin(StageName::Render, pages.len());
    let rendered = |page: &Page, file: &str| {
        let (html, texts) = in_part(progress, PartName::Page, || renderer.page_with_texts(page));
        let html = html?;
        if let Some(notes) = notes {
            notes.add(renderer.site, file, html.len(), &texts);
        }
        sink.write(file, html.as_bytes())
    };
    let one = |page: &Page| {
        if progress.is_cancelled() {
            return None;
        }
        let file = permalink::file(&page.path);
        let same = notes.and_then(|notes| notes.same(&file));
        let is_kept = same.is_some_and(|same| sink.keep(same));
        let written = if is_kept { Ok(()) } else { rendered(page, &file) };
        progress.advance(1);
        written.err()
    };
    pages.par_iter().filter_map(one).collect()
}

/// Writes feeds, sitemaps, open data and redirects.
pub(super) fn auxiliary(renderer: &Renderer<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let files = renderer.pages.files();
    let is_data = |file: &&AuxiliaryFile| matches!(file.kind, FileKind::Data(..) | FileKind::DataIndex);
    let others = files.par_iter().filter(|file| !is_data(file));
    let one =
        |file: &AuxiliaryFile| renderer.auxiliary(file).and_then(|bytes| sink.write(&file.path, &bytes));
    let mut diagnostics: Vec<Diagnostic> = others.filter_map(|file| one(file).err()).collect();
    diagnostics.extend(data(renderer, sink));
    diagnostics
}

/// Writes the open data, one table after the other, since each is as large as everything it lists.
fn data(renderer: &Renderer<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let files = renderer.pages.files();
    let (mut tables, mut diagnostics) = (Vec::new(), Vec::new());
    for name in DataTable::ALL {
        let table = api::table(renderer.site, name);
        let bytes = table.all_bytes();
        tables.push(api::Described::new(name, &table, &bytes));
        let written = files.par_iter().filter_map(|file| match file.kind {
            FileKind::Data(of, format) if of == name => {
                let (_, bytes) = bytes.iter().find(|(other, _)| *other == format)?;
                sink.write(&file.path, bytes).err()
            }
            _ => None,
        });
        diagnostics.par_extend(written);
    }
    for index in files.iter().filter(|file| file.kind == FileKind::DataIndex) {
        diagnostics.extend(sink.write(&index.path, &renderer.data_index(&tables)).err());
    }
    diagnostics
}

/// Writes the search index and its client, after that of the last build.
fn index(renderer: &Renderer<'_>, sink: &dyn Sink, notes: Option<&Notes>) -> Vec<Diagnostic> {
    let refused: Mutex<Vec<Diagnostic>> = Mutex::default();
    let take = |file: IndexFile| {
        if let Err(diagnostic) = sink.write(&format!("{SEARCH_FOLDER}{}", file.path), &file.bytes) {
            refused.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
        }
    };
    match notes {
        None => each_index_file(renderer, &take),
        Some(notes) => {
            let keep = |bantin_search::SameFile { path, before, size }: bantin_search::SameFile<'_>| {
                let [path, before] = [path, before].map(|path| format!("{SEARCH_FOLDER}{path}"));
                notes.are_values_same() && sink.keep(SameFile { path: &path, before: &before, size })
            };
            let (documents, names) = (search::documents(renderer), search::other_names(renderer.site));
            let (settings, earlier) = (&renderer.site.config.search, (notes.search(), &keep as Keep<'_>));
            notes.keep_search(bantin_search::build_after(&documents, &names, settings, earlier, &take));
        }
    }
    refused.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn each_index_file(renderer: &Renderer<'_>, take: Take<'_>) {
    let documents = search::documents(renderer);
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
        self.file_of(path, &self.renderer()?)
    }

    /// The same, regardless of errors in other parts: what someone who is still writing looks at, never published.
    pub fn preview(&self, path: &str) -> Option<Result<OutputFile<'_>, Diagnostic>> {
        self.file_of(path, &self.renderer_despite_errors()?)
    }

    fn file_of<'s>(
        &'s self,
        path: &str,
        renderer: &Renderer<'s>,
    ) -> Option<Result<OutputFile<'s>, Diagnostic>> {
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
            let file = self.index(renderer).get(name)?;
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
