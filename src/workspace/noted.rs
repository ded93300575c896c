//! Which pages of the last build are still the same.
//!
//! In: a site that is ready to be rendered, and what the last build noted. Out: the pages that need not be rendered, and
//! what the next build will want to know.
//!
//! A page is made from the Markdown texts of some records, and from everything else: fields, settings, theme, files, the
//! clock. Which texts a page asks for is noted while it is rendered. If everything else is the same, which one hash tells
//! (the basis), a page is the same if its texts are. So are private values and the answers of links in texts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use blake3::Hasher;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::clock::{Now, Period};
use crate::content::load::Asset;
use crate::content::record::Body;
use crate::file_list::FileList;
use crate::output::SameFile;
use crate::privacy::{ContentKey, Finding};
use crate::render::Renderer;
use crate::site::{RecordNo, Site};
use crate::source::SourceId;

/// A hash in hexadecimal digits.
type Sum = String;

/// What a build notes for the next one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Noted {
    basis: Sum,
    /// The hash of the values that the privacy gate searched for.
    values: Sum,
    /// The hash of the text of each Markdown file, without its front matter.
    texts: BTreeMap<SourceId, Sum>,
    /// The pages by the paths of their files.
    pages: BTreeMap<String, NotedPage>,
    /// What the privacy gate found, sorted.
    findings: Vec<Finding>,
    /// Files in which it found nothing, sorted.
    clean: Vec<ContentKey>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct NotedPage {
    /// In bytes.
    size: u64,
    /// The texts from which it was made.
    texts: Vec<SourceId>,
}

/// The last build with the same options.
#[derive(Debug)]
pub(super) struct Last {
    pub(super) noted: Noted,
    /// Whether all files but Markdown are the same, and the clock gives the same answers.
    pub(super) are_others_same: bool,
    /// When its pages hold.
    pub(super) period: Period,
    /// Its output; nothing if that is not wanted.
    pub(super) list: FileList,
    /// What its search index kept.
    pub(super) search: Vec<u8>,
}

/// The notes of a build on its way.
#[derive(Debug)]
pub(super) struct Notes {
    basis: Sum,
    values: Sum,
    texts: BTreeMap<SourceId, Sum>,
    last: Option<Last>,
    /// The texts that have changed, if the basis is the same.
    changed: Option<BTreeSet<SourceId>>,
    /// Whether the privacy gate searches for the same values.
    are_values_same: bool,
    /// The pages that were rendered.
    rendered: Mutex<Vec<(String, NotedPage)>>,
    findings: Mutex<Vec<Finding>>,
    /// What the search index keeps.
    search: Mutex<Vec<u8>>,
}

impl Notes {
    /// `assets` are the files that are no sources; `values` is the hash of the values that the privacy gate searches for.
    pub(super) fn new(
        renderer: &Renderer<'_>,
        assets: &BTreeMap<String, Asset>,
        now: &Now,
        values: blake3::Hash,
        last: Option<Last>,
    ) -> Self {
        let Texts { others, texts } = Texts::new(renderer.site);
        let basis = basis(renderer, assets, &others);
        let values = values.to_hex().to_string();
        let changed =
            last.as_ref().filter(|last| last.are_others_same && last.noted.basis == basis).map(|last| {
                now.narrow(last.period);
                let is_changed = |(id, sum): &(&SourceId, &Sum)| last.noted.texts.get(*id) != Some(*sum);
                texts.iter().filter(is_changed).map(|(id, _)| *id).collect()
            });
        let are_values_same = last.as_ref().is_some_and(|last| last.noted.values == values);
        let (rendered, findings, search) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { basis, values, texts, last, changed, are_values_same, rendered, findings, search }
    }

    /// The page at this path, if it is the one of the last build.
    pub(super) fn same<'f>(&self, file: &'f str) -> Option<SameFile<'f>> {
        let page = self.last.as_ref()?.noted.pages.get(file)?;
        self.is_same(page).then(|| SameFile::at(file, page.size))
    }

    fn is_same(&self, page: &NotedPage) -> bool {
        let changed = self.changed.as_ref();
        changed.is_some_and(|changed| !page.texts.iter().any(|text| changed.contains(text)))
    }

    /// Whether most pages are those of the last build.
    pub(super) fn are_most_same(&self) -> bool {
        self.last.as_ref().is_some_and(|Last { noted, .. }| {
            let same = noted.pages.values().filter(|page| self.is_same(page)).count();
            (noted.pages.len() - same) * 8 <= noted.pages.len()
        })
    }

    /// What the search index of the last build kept.
    pub(super) fn search(&self) -> &[u8] {
        self.last.as_ref().map_or(&[], |last| &last.search)
    }

    /// Whether a file that holds the same as one of the last output need not be read by the privacy gate.
    pub(super) fn are_values_same(&self) -> bool {
        self.are_values_same
    }

    /// Keeps this of the search index.
    pub(super) fn keep_search(&self, kept: Vec<u8>) {
        *self.search.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }

    /// Adds a page that was rendered.
    pub(super) fn add(&self, site: &Site<'_>, file: &str, size: usize, texts: &BTreeSet<RecordNo>) {
        let texts: BTreeSet<SourceId> = texts.iter().map(|no| site.record(*no).origin.source).collect();
        let page = NotedPage { size: size as u64, texts: texts.into_iter().collect() };
        self.rendered.lock().unwrap_or_else(PoisonError::into_inner).push((file.to_owned(), page));
    }

    /// Notes what the privacy gate found.
    pub(super) fn found(&self, findings: &[Finding]) {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(findings);
    }

    /// What the privacy gate found in the last build, if it searched for the same.
    pub(super) fn findings(&self) -> &[Finding] {
        self.alike().map_or(&[], |last| &last.noted.findings)
    }

    /// In which files it found nothing, if it searched for the same.
    pub(super) fn clean(&self) -> &[ContentKey] {
        self.alike().map_or(&[], |last| &last.noted.clean)
    }

    /// The last build, if the privacy gate searched for the same values.
    fn alike(&self) -> Option<&Last> {
        self.last.as_ref().filter(|_| self.are_values_same)
    }

    /// The files of the last output.
    pub(super) fn list(&self) -> FileList {
        self.last.as_ref().map_or_else(FileList::default, |last| last.list.clone())
    }

    /// What the next build will want to know: notes, and what the search index keeps.
    pub(super) fn into_noted(self, clean: Vec<ContentKey>) -> (Noted, Vec<u8>) {
        let Self { basis, values, texts, last, changed, rendered, findings, search, .. } = self;
        // The pages of two builds with the same basis are the same.
        let last = last.filter(|_| changed.is_some());
        let mut pages = last.map_or_else(BTreeMap::new, |last| last.noted.pages);
        pages.extend(rendered.into_inner().unwrap_or_else(PoisonError::into_inner));
        let findings = findings.into_inner().unwrap_or_else(PoisonError::into_inner);
        let search = search.into_inner().unwrap_or_else(PoisonError::into_inner);
        (Noted { basis, values, texts, pages, findings, clean }, search)
    }
}

/// The hashes of all sources.
struct Texts {
    /// Of front matter, and of everything that is not Markdown: in the order of the sources.
    others: Vec<blake3::Hash>,
    /// Of Markdown without front matter.
    texts: BTreeMap<SourceId, Sum>,
}

impl Texts {
    fn new(site: &Site<'_>) -> Self {
        let mut bodies: FxHashMap<SourceId, Range<usize>> = FxHashMap::default();
        for record in site.catalog.records() {
            if let Body::Markdown(range) = record.body {
                bodies.insert(record.origin.source, range.clone());
            }
        }
        let ids: Vec<SourceId> = site.sources.ids().collect();
        let sums = ids.par_iter().map(|id| {
            let text = &site.sources.get(*id).text;
            match bodies.get(id) {
                Some(body) => {
                    let own = blake3::hash(text[body.clone()].as_bytes()).to_hex().to_string();
                    (sum_of(&[&text[..body.start], &text[body.end..]]), Some((*id, own)))
                }
                None => (sum_of(&[text]), None),
            }
        });
        let (others, texts): (_, Vec<_>) = sums.unzip();
        Self { others, texts: texts.into_iter().flatten().collect() }
    }
}

fn sum_of(parts: &[&str]) -> blake3::Hash {
    let mut hasher = Hasher::new();
    parts.iter().for_each(|text| part(&mut hasher, text));
    hasher.finalize()
}

fn part(hasher: &mut Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
}

/// The hash of everything that pages are made from besides texts, options, and files that are no Markdown. Two things are
/// decided by texts and can change other pages: which series have pages, and which files stand in the output.
fn basis(renderer: &Renderer<'_>, assets: &BTreeMap<String, Asset>, others: &[blake3::Hash]) -> Sum {
    let Renderer { site, files, .. } = renderer;
    let mut hasher = Hasher::new();
    for (id, sum) in site.sources.ids().zip(others) {
        part(&mut hasher, &site.sources.get(id).path);
        hasher.update(sum.as_bytes());
    }
    // Static files, of which nobody else looks at the content.
    for (path, asset) in assets.iter().filter(|(path, _)| path.ends_with(".md")) {
        part(&mut hasher, path);
        hasher.update(blake3::hash(&std::fs::read(&asset.path).unwrap_or_default()).as_bytes());
    }
    part(&mut hasher, &format!("{:?}", site.shown_series));
    files.copies.iter().for_each(|copy| part(&mut hasher, &copy.path));
    part(&mut hasher, "");
    files.pictures.paths().for_each(|path| part(&mut hasher, path));
    hasher.finalize().to_hex().to_string()
}
