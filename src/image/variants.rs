//! Pictures in smaller widths, for screens that need no more.
//!
//! In come the pictures that pages show and the settings `images: {widths, quality}`; out go, for each, a
//! [`PictureSet`] that a template prints, and the files behind it:
//!
//! 1. [`Plan::new`] reads every picture once: its size, its format, and the hash that stands in the names of files;
//! 2. [`Plan::drop_larger`] unpacks, scales and packs what the cache does not hold, in parallel, and gives up what
//!    came out no smaller than the original;
//! 3. pages are rendered with the sets that are left;
//! 4. [`Plan::make`] writes the files, from the cache.
//!
//! Every picture is made in WebP and in its own format, in the configured widths that are smaller than it and in its
//! own width, but not above the largest of them. The original is kept as it is for `src`. Without configured widths,
//! and for drawings, GIF, AVIF and moving pictures, there is the original alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blake3::Hash;
use rayon::prelude::*;

use crate::config::raw::ImageFields;
use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::image::assets::is_huge;
use crate::image::cache::Cache;
use crate::image::encode::encode;
use crate::image::format::Format;
use crate::image::measure::photograph;
use crate::image::pixels::{Damaged, Pixels};
use bantin_text::slug::slug;

/// Counted up when the same picture comes out with other bytes, so that nothing made before is used again.
const VERSION: u8 = 1;

/// The longest side of a WebP (RFC 9649, 2.5).
const MAX_SIDE: u32 = 16_383;

/// A picture in all its widths, as a template prints it:
/// `<picture><source type srcset>…<img src srcset width height></picture>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSet {
    /// The original, for `src`: below the section, without a leading slash.
    pub path: String,
    /// In pixels, as shown.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Better formats, for `<source>`.
    pub sources: Vec<Source>,
    /// The original's format, for `srcset` of `<img>`; empty where there is but one width.
    pub srcset: Vec<Candidate>,
}

/// A picture in one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `image/webp`.
    pub media_type: &'static str,
    /// Its widths, the smallest first.
    pub srcset: Vec<Candidate>,
}

/// A picture in one format and width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// In the output, below the section.
    pub path: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// All pictures of a site in their widths.
#[derive(Debug, Default)]
pub struct Plan {
    /// By the path of the original in the output.
    sets: BTreeMap<String, PictureSet>,
    jobs: Vec<Job>,
    quality: u32,
}

/// What is made of one file.
#[derive(Debug)]
struct Job {
    /// From the root of the site.
    source: String,
    file: PathBuf,
    hash: Hash,
    /// Of the original, in bytes.
    size: usize,
    format: Format,
    variants: Vec<Variant>,
}

#[derive(Debug)]
struct Variant {
    format: Format,
    width: u32,
    height: u32,
    /// Where it goes: to the folder of every page that shows it.
    paths: BTreeSet<String>,
}

/// What is known of a picture's file once it was read.
#[derive(Debug)]
struct Original {
    hash: Hash,
    /// In bytes.
    size: usize,
    format: Format,
    width: u32,
    height: u32,
}

impl Plan {
    /// Plans for pictures that pages show, given as source (from `root`) and path in the output; doubled ones count
    /// once. A picture that cannot be read has no set: copying it says why.
    pub fn new<'p>(
        root: &Path,
        shown: impl IntoIterator<Item = (&'p str, &'p str)>,
        fields: &ImageFields,
    ) -> Self {
        let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        if !fields.widths.is_empty() {
            shown.into_iter().for_each(|(source, path)| {
                places.entry(source).or_default().insert(path);
            });
        }
        let planned: Vec<_> = places
            .into_par_iter()
            .filter_map(|(source, paths)| {
                let file = root.join(source);
                let original = Original::read(source, &file)?;
                let mut job = job(source, file, &original, fields);
                let sets: Vec<_> = paths.into_iter().map(|path| job.set(path, &original, fields)).collect();
                Some((sets, job))
            })
            .collect();
        let mut plan = Self { quality: fields.quality, ..Self::default() };
        for (sets, job) in planned {
            plan.sets.extend(sets.into_iter().map(|set| (set.path.clone(), set)));
            plan.jobs.push(job);
        }
        plan
    }

    /// The widths of the picture whose original stands at `path` in the output.
    #[must_use]
    pub fn set(&self, path: &str) -> Option<&PictureSet> {
        self.sets.get(path)
    }

    /// How many files [`Plan::make`] works through.
    #[must_use]
    pub fn len(&self) -> usize {
        self.jobs.len()
    }

    /// The files of the output that it makes of them.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let variants = self.jobs.iter().flat_map(|job| &job.variants);
        variants.flat_map(|variant| &variant.paths).map(String::as_str)
    }

    /// Whether a file of the output is made here.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.variant(path).is_some()
    }

    /// The bytes of one file, made now or taken from the cache.
    #[must_use]
    pub fn bytes(&self, cache: &Cache, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        let (job, variant) = self.variant(path)?;
        let make = || job.scaled(variant, &OnceLock::new(), self.quality);
        Some(cache.get_or(variant.key(job, self.quality), make).map_err(|_| job.damaged()))
    }

    fn variant(&self, path: &str) -> Option<(&Job, &Variant)> {
        let variants =
            self.jobs.iter().flat_map(|job| job.variants.iter().map(move |variant| (job, variant)));
        variants.into_iter().find(|(_, variant)| variant.paths.contains(path))
    }

    /// Whether there is nothing to make.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Gives up the variants that are no smaller than their original in bytes, as those of plain drawings are: nobody is
    /// served by them. What the cache does not hold is made; what is damaged is left for [`Plan::make`] to report.
    pub fn drop_larger(&mut self, cache: &Cache) {
        let quality = self.quality;
        let dropped = self.jobs.par_iter_mut().flat_map_iter(|job| job.drop_larger(quality, cache)).collect();
        self.sets.values_mut().for_each(|set| set.without(&dropped));
    }

    /// Makes all files, or takes them from the cache, and hands them to `write`. `done` is called after every
    /// picture.
    pub fn make(
        &self,
        cache: &Cache,
        write: impl Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync,
        done: impl Fn() + Sync,
    ) -> Vec<Diagnostic> {
        let made = self.jobs.par_iter().map(|job| {
            let found = job.make(self.quality, cache, &write);
            done();
            found
        });
        made.flatten_iter().collect()
    }

    /// Unpacks what the cache does not hold, and writes nothing: what is damaged is reported as [`Plan::make`]
    /// would.
    #[must_use]
    pub fn check(&self, cache: &Cache) -> Vec<Diagnostic> {
        let is_kept = |job: &Job| job.variants.iter().all(|v| cache.get(v.key(job, self.quality)).is_some());
        let damaged = self.jobs.par_iter().filter(|job| !is_kept(job) && job.decode().is_err());
        damaged.map(Job::damaged).collect()
    }
}

impl Original {
    /// Nothing for a file that is published as it is.
    fn read(source: &str, file: &Path) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let format = Format::of(&bytes)?;
        let (width, height) = photograph(&bytes).ok()?;
        (!is_huge(source, width, height)).then(|| Self {
            hash: blake3::hash(&bytes),
            size: bytes.len(),
            format,
            width,
            height,
        })
    }
}

/// The variants of one picture, without places in the output.
fn job(source: &str, file: PathBuf, original: &Original, fields: &ImageFields) -> Job {
    let mut variants = Vec::new();
    for format in BTreeSet::from([original.format, Format::WebP]) {
        for (width, height) in sizes(original.width, original.height, &fields.widths) {
            // At its own width the original stands for itself.
            if format != original.format || width != original.width {
                variants.push(Variant { format, width, height, paths: BTreeSet::new() });
            }
        }
    }
    Job {
        source: source.to_owned(),
        file,
        hash: original.hash,
        size: original.size,
        format: original.format,
        variants,
    }
}

/// The sizes of a picture: the widths smaller than it, and its own up to the largest of them.
fn sizes(width: u32, height: u32, widths: &[u32]) -> Vec<(u32, u32)> {
    let largest = widths.iter().copied().max().unwrap_or(0).min(width);
    let smaller = widths.iter().copied().filter(|other| *other < width);
    let widths: BTreeSet<u32> = smaller.chain([largest]).filter(|width| *width > 0).collect();
    let size = |w: u32| (w, scaled_height(width, height, w));
    widths.into_iter().map(size).filter(|(w, h)| (*w).max(*h) <= MAX_SIDE).collect()
}

/// The height that keeps the shape, rounded to the nearest pixel, at least 1.
fn scaled_height(width: u32, height: u32, to: u32) -> u32 {
    let (width, height, to) = (u64::from(width.max(1)), u64::from(height), u64::from(to));
    u32::try_from((height * to + width / 2) / width).unwrap_or(u32::MAX).max(1)
}

impl PictureSet {
    /// Leaves out candidates by their paths.
    fn without(&mut self, dropped: &BTreeSet<String>) {
        let before = self.srcset.len();
        self.srcset.retain(|candidate| !dropped.contains(&candidate.path));
        self.sources.iter_mut().for_each(|source| source.srcset.retain(|one| !dropped.contains(&one.path)));
        self.sources.retain(|source| !source.srcset.is_empty());
        if self.srcset.len() == before {
            return;
        }
        // A window wider than what is left takes the original.
        let is_original = |candidate: &Candidate| candidate.path == self.path;
        if !self.srcset.iter().any(is_original) {
            let (path, width, height) = (self.path.clone(), self.width, self.height);
            self.srcset.push(Candidate { path, width, height });
        }
        if self.srcset.len() == 1 {
            self.srcset.clear();
        }
    }
}

impl Job {
    /// Gives up what is no smaller than the original; a format of which the widest goes is given up as a whole, for
    /// a wide window would get a narrow picture of it. Returns the paths.
    fn drop_larger(&mut self, quality: u32, cache: &Cache) -> Vec<String> {
        let pixels = OnceLock::new();
        let is_larger = |variant: &Variant| {
            let made = cache.get_or(variant.key(self, quality), || self.scaled(variant, &pixels, quality));
            made.is_ok_and(|bytes| bytes.len() >= self.size)
        };
        let larger: Vec<bool> = self.variants.par_iter().map(is_larger).collect();
        let widest = |format| self.variants.iter().rposition(|variant| variant.format == format);
        let goes = |at: usize, variant: &Variant| {
            let whole = variant.format != self.format && widest(variant.format).is_some_and(|at| larger[at]);
            larger[at] || whole
        };
        let goes: Vec<bool> = self.variants.iter().enumerate().map(|(at, one)| goes(at, one)).collect();
        let mut paths = Vec::new();
        let mut at = 0..;
        self.variants.retain_mut(|variant| {
            let goes = at.next().is_some_and(|at| goes[at]);
            if goes {
                paths.extend(std::mem::take(&mut variant.paths));
            }
            !goes
        });
        paths
    }

    /// A variant, made of the pixels, which are unpacked once.
    fn scaled(
        &self,
        variant: &Variant,
        pixels: &OnceLock<Result<Pixels, Damaged>>,
        quality: u32,
    ) -> Result<Vec<u8>, Damaged> {
        let pixels = pixels.get_or_init(|| self.decode());
        let scaled = pixels.as_ref().map_err(|_| Damaged)?.scaled(variant.width, variant.height)?;
        encode(&scaled, variant.format, quality)
    }

    /// The set for one place of the original in the output; the variants go beside it.
    fn set(&mut self, path: &str, original: &Original, fields: &ImageFields) -> PictureSet {
        let (width, height) = (original.width, original.height);
        let mut by_format: BTreeMap<Format, Vec<Candidate>> = BTreeMap::new();
        let tag = self.tag(fields.quality);
        for variant in &mut self.variants {
            let path = variant_path(path, variant.format, variant.width, &tag);
            variant.paths.insert(path.clone());
            let candidate = Candidate { path, width: variant.width, height: variant.height };
            by_format.entry(variant.format).or_default().push(candidate);
        }
        let mut srcset = by_format.remove(&self.format).unwrap_or_default();
        let largest = fields.widths.iter().copied().max().unwrap_or(0);
        if !srcset.is_empty() && width <= largest {
            srcset.push(Candidate { path: path.to_owned(), width, height });
        }
        let source = |(format, srcset): (Format, _)| Source { media_type: format.media_type(), srcset };
        let sources = by_format.into_iter().map(source).collect();
        PictureSet { path: path.to_owned(), width, height, sources, srcset }
    }

    /// Eight hexadecimal digits of all that the bytes of the variants depend on, besides format and size.
    fn tag(&self, quality: u32) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]).update(self.hash.as_bytes()).update(&quality.to_le_bytes());
        hasher.finalize().to_hex()[..8].to_owned()
    }

    fn make(
        &self,
        quality: u32,
        cache: &Cache,
        write: &(impl Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync),
    ) -> Vec<Diagnostic> {
        let pixels = OnceLock::new();
        let one = |variant: &Variant| {
            let made = cache.get_or(variant.key(self, quality), || self.scaled(variant, &pixels, quality));
            let bytes = made.map_err(|_| self.damaged())?;
            variant.paths.iter().try_for_each(|path| write(path, &bytes))
        };
        let mut found: Vec<Diagnostic> =
            self.variants.par_iter().filter_map(|variant| one(variant).err()).collect();
        found.dedup();
        found
    }

    fn decode(&self) -> Result<Pixels, Damaged> {
        let bytes = fs::read(&self.file).map_err(|_| Damaged)?;
        Pixels::decode(&bytes, self.format)
    }

    fn damaged(&self) -> Diagnostic {
        let path = &self.source;
        let message = words!(
            "ảnh `{path}` bị hỏng: không đọc được hết các điểm ảnh",
            "the picture `{path}` is damaged: not all of its pixels can be read"
        );
        let help = words!(
            "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
            "open the picture in an image program and save it again, or copy the original again"
        );
        Diagnostic::error(Code::DamagedImage, Place::file(path), message).help(help)
    }
}

impl Variant {
    /// A hash of all that its bytes depend on.
    fn key(&self, job: &Job, quality: u32) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]).update(job.hash.as_bytes()).update(self.format.ending().as_bytes());
        for number in [self.width, self.height, quality] {
            hasher.update(&number.to_le_bytes());
        }
        hasher.finalize()
    }
}

/// `tin-tuc/a/anh-480w-0123abcd.webp` beside `tin-tuc/a/anh.jpg`.
fn variant_path(path: &str, format: Format, width: u32, tag: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    format!("{folder}{slash}{stem}-{width}w-{tag}.{}", format.ending())
}

/// A value of the attribute `srcset`. `href` puts a path into the form that a page's `src` wants.
///
/// Spaces and commas separate candidates (HTML, 4.8.4.2.1), so they are written as `%20` and `%2C`.
pub fn srcset(candidates: &[Candidate], href: impl Fn(&str) -> String) -> String {
    let one = |candidate: &Candidate| {
        let href = href(&candidate.path).replace(' ', "%20").replace(',', "%2C");
        format!("{href} {}w", candidate.width)
    };
    candidates.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
