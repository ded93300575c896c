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

/// The last build with the same options, if all files but Markdown are the same, and the clock gives the same answers.
#[derive(Debug)]
pub(super) struct Last {
    pub(super) noted: Noted,
    /// When its pages hold.
    pub(super) period: Period,
    /// Its output; nothing if that is not wanted.
    pub(super) list: FileList,
}

/// The notes of a build on its way.
#[derive(Debug)]
pub(super) struct Notes {
    basis: Sum,
    texts: BTreeMap<SourceId, Sum>,
    /// Only if it has the same basis.
    last: Option<Last>,
    changed: BTreeSet<SourceId>,
    /// The pages that were rendered.
    rendered: Mutex<Vec<(String, NotedPage)>>,
    findings: Mutex<Vec<Finding>>,
}

impl Notes {
    /// `assets` are the files that are no sources.
    pub(super) fn new(
        renderer: &Renderer<'_>,
        assets: &BTreeMap<String, Asset>,
        now: &Now,
        last: Option<Last>,
    ) -> Self {
        let Texts { others, texts } = Texts::new(renderer.site);
        let basis = basis(renderer, assets, &others);
        let last = last.filter(|last| last.noted.basis == basis);
        let mut changed = BTreeSet::new();
        if let Some(Last { noted, period, .. }) = &last {
            now.narrow(*period);
            changed.extend(
                texts.iter().filter(|(id, sum)| noted.texts.get(*id) != Some(*sum)).map(|(id, _)| *id),
            );
        }
        Self { basis, texts, last, changed, rendered: Mutex::default(), findings: Mutex::default() }
    }

    /// Whether the page at this path is the one of the last build.
    pub(super) fn is_same(&self, file: &str) -> bool {
        let page = self.last.as_ref().and_then(|last| last.noted.pages.get(file));
        page.is_some_and(|page| self.has_texts_of(page))
    }

    fn has_texts_of(&self, page: &NotedPage) -> bool {
        !page.texts.iter().any(|text| self.changed.contains(text))
    }

    /// Whether most pages are those of the last build.
    pub(super) fn are_most_same(&self) -> bool {
        self.last.as_ref().is_some_and(|Last { noted, .. }| {
            let same = noted.pages.values().filter(|page| self.has_texts_of(page)).count();
            (noted.pages.len() - same) * 8 <= noted.pages.len()
        })
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

    /// What the privacy gate found in the last build.
    pub(super) fn findings(&self) -> &[Finding] {
        self.last.as_ref().map_or(&[], |last| &last.noted.findings)
    }

    /// In which files it found nothing.
    pub(super) fn clean(&self) -> &[ContentKey] {
        self.last.as_ref().map_or(&[], |last| &last.noted.clean)
    }

    /// The files of the last output.
    pub(super) fn list(&self) -> FileList {
        self.last.as_ref().map_or_else(FileList::default, |last| last.list.clone())
    }

    /// The sizes of the pages of the last build.
    pub(super) fn sizes(&self) -> BTreeMap<String, u64> {
        let pages = self.last.iter().flat_map(|last| &last.noted.pages);
        pages.map(|(file, page)| (file.clone(), page.size)).collect()
    }

    /// What the next build will want to know.
    pub(super) fn into_noted(self, clean: Vec<ContentKey>) -> Noted {
        let Self { basis, texts, last, rendered, findings, .. } = self;
        // The pages of two builds with the same basis are the same.
        let mut pages = last.map_or_else(BTreeMap::new, |last| last.noted.pages);
        pages.extend(rendered.into_inner().unwrap_or_else(PoisonError::into_inner));
        let findings = findings.into_inner().unwrap_or_else(PoisonError::into_inner);
        Noted { basis, texts, pages, findings, clean }
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
