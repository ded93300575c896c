//! Responsive pictures: scaled variants for smaller screens.
//!
//! In: the pictures that pages show and the settings `images: {widths, quality}`. Out: for each picture a
//! [`PictureSet`] for templates, and the files of its variants. The steps:
//!
//! 1. [`Plan::new`] reads every picture once: its size, its format, and a hash for the file names;
//! 2. [`Plan::settle`] makes the variants missing in the cache, in parallel, drops those that are no smaller in bytes
//!    than the original, and takes the colour of each picture;
//! 3. pages are rendered with the remaining sets;
//! 4. [`Plan::make`] writes the files, from the cache.
//!
//! Variants are made in WebP and in the picture's own format: in every configured width below its own, and in its own
//! width, but at most the largest configured one. `src` refers to the unchanged original. SVG, GIF, AVIF and
//! animations have no variants, and neither has any picture if no widths are configured.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blake3::Hash;
use rayon::prelude::*;

use crate::config::raw::ImageFields;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::file_name;
use crate::image::assets::is_huge;
use crate::image::cache::Cache;
use crate::image::encode::encode;
use crate::image::format::Format;
use crate::image::measure::photograph;
use crate::image::pixels::{Damaged, Pixels};
use crate::image::tone::Tone;
use bantin_text::slug::slug;

/// Part of the cache key and of file names. Increment when the same picture gives other bytes.
const VERSION: u8 = 1;

/// The maximum side length of a WebP (RFC 9649, 2.5).
const MAX_SIDE: u32 = 16_383;

/// A picture in all its variants, as printed by a template:
/// `<picture><source type srcset>…<img src srcset width height></picture>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSet {
    /// The original, for `src`, relative to the section and without a leading slash.
    pub path: String,
    /// In pixels, with the orientation applied.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Other formats, preferred by browsers that support them, for `<source>`.
    pub sources: Vec<Source>,
    /// Variants in the format of the original, for `srcset` of `<img>`; empty if there is only one width.
    pub srcset: Vec<Candidate>,
    /// The colour that holds its place while it loads; none before [`Plan::settle`], and of a picture through which
    /// the page shows.
    pub tone: Option<Tone>,
}

/// A picture in one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `image/webp`.
    pub media_type: &'static str,
    /// The variants, in ascending width.
    pub srcset: Vec<Candidate>,
}

/// A picture in one format and width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The path in the output, relative to the section.
    pub path: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// All pictures of a site with their variants.
#[derive(Debug, Default)]
pub struct Plan {
    /// By the path of the original in the output.
    sets: BTreeMap<String, PictureSet>,
    jobs: Vec<Job>,
    quality: u32,
}

/// The variants to make of one file.
#[derive(Debug)]
struct Job {
    /// The path from the root of the site.
    source: String,
    file: PathBuf,
    hash: Hash,
    /// The size of the original in bytes.
    size: usize,
    format: Format,
    variants: Vec<Variant>,
    /// Where the original goes: one path in the folder of every page that shows it.
    places: BTreeSet<String>,
}

#[derive(Debug)]
struct Variant {
    format: Format,
    width: u32,
    height: u32,
    /// Output paths: one in the folder of every page that shows the picture.
    paths: BTreeSet<String>,
}

/// A picture's file after reading it.
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
    /// Plans variants for the pictures that pages show, given as source (relative to `root`) and path in the output;
    /// duplicates are allowed. An unreadable picture gets no set; copying it reports the error.
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
                job.places = paths.iter().map(|path| (*path).to_owned()).collect();
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

    /// The variants of the picture whose original is at `path` in the output.
    pub fn set(&self, path: &str) -> Option<&PictureSet> {
        self.sets.get(path)
    }

    /// The number of pictures [`Plan::make`] processes.
    pub fn len(&self) -> usize {
        self.jobs.len()
    }

    /// The output paths of all variants.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let variants = self.jobs.iter().flat_map(|job| &job.variants);
        variants.flat_map(|variant| &variant.paths).map(String::as_str)
    }

    /// Whether the file at this path of the output is a variant.
    pub fn contains(&self, path: &str) -> bool {
        self.variant(path).is_some()
    }

    /// The bytes of one file, from the cache or made now; `None` if it is not a variant.
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

    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Drops the variants that are no smaller in bytes than their original, as happens with simple graphics, and takes
    /// the colours of all pictures. Variants and colours missing in the cache are made; damaged pictures are left for
    /// [`Plan::make`] to report.
    pub fn settle(&mut self, cache: &Cache) {
        let quality = self.quality;
        let settled: Vec<_> = self.jobs.par_iter_mut().map(|job| job.settle(quality, cache)).collect();
        let mut dropped = BTreeSet::new();
        for (job, (paths, tone)) in self.jobs.iter().zip(settled) {
            dropped.extend(paths);
            for place in &job.places {
                if let Some(set) = self.sets.get_mut(place) {
                    set.tone = tone;
                }
            }
        }
        self.sets.values_mut().for_each(|set| set.without(&dropped));
    }

    /// Passes all files to `write`, from the cache or made now. `done` is called after each picture.
    pub fn make(
        &self,
        cache: &Cache,
        write: impl Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync,
        done: impl Fn() + Sync,
    ) -> Vec<Diagnostic> {
        let made = self.jobs.par_iter().map(|job| {
            let diagnostics = job.make(self.quality, cache, &write);
            done();
            diagnostics
        });
        made.flatten_iter().collect()
    }

    /// Decodes the pictures with variants missing in the cache, without writing anything, and reports damaged ones
    /// like [`Plan::make`].
    pub fn check(&self, cache: &Cache) -> Vec<Diagnostic> {
        let is_kept = |job: &Job| job.variants.iter().all(|v| cache.get(v.key(job, self.quality)).is_some());
        let damaged = self.jobs.par_iter().filter(|job| !is_kept(job) && job.decode().is_err());
        damaged.map(Job::damaged).collect()
    }
}

impl Original {
    /// Returns `None` for a file that is published as it is.
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

/// The variants of one picture, without output paths.
fn job(source: &str, file: PathBuf, original: &Original, fields: &ImageFields) -> Job {
    let mut variants = Vec::new();
    for format in BTreeSet::from([original.format, Format::WebP]) {
        for (width, height) in sizes(original.width, original.height, &fields.widths) {
            // In its own width and format, the original is used.
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
        places: BTreeSet::new(),
    }
}

/// The sizes of the variants: the widths below that of the picture, and its own width, at most the largest
/// configured.
fn sizes(width: u32, height: u32, widths: &[u32]) -> Vec<(u32, u32)> {
    let largest = widths.iter().copied().max().unwrap_or(0).min(width);
    let smaller = widths.iter().copied().filter(|other| *other < width);
    let widths: BTreeSet<u32> = smaller.chain([largest]).filter(|width| *width > 0).collect();
    let size = |w: u32| (w, scaled_height(width, height, w));
    widths.into_iter().map(size).filter(|(w, h)| (*w).max(*h) <= MAX_SIDE).collect()
}

/// The height that keeps the aspect ratio, rounded to the nearest pixel, at least 1.
fn scaled_height(width: u32, height: u32, to: u32) -> u32 {
    let (width, height, to) = (u64::from(width.max(1)), u64::from(height), u64::from(to));
    u32::try_from((height * to + width / 2) / width).unwrap_or(u32::MAX).max(1)
}

impl PictureSet {
    /// Removes candidates by path.
    fn without(&mut self, dropped: &BTreeSet<String>) {
        let before = self.srcset.len();
        self.srcset.retain(|candidate| !dropped.contains(&candidate.path));
        self.sources.iter_mut().for_each(|source| source.srcset.retain(|one| !dropped.contains(&one.path)));
        self.sources.retain(|source| !source.srcset.is_empty());
        if self.srcset.len() == before {
            return;
        }
        // The original serves viewports wider than the remaining candidates.
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
    /// Drops the variants that are no smaller than the original, and returns their paths, and the colour of the
    /// picture. Another format is dropped as a whole if its widest variant is dropped; otherwise wide viewports would
    /// get a narrow picture in it.
    fn settle(&mut self, quality: u32, cache: &Cache) -> (Vec<String>, Option<Tone>) {
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
        (paths, self.tone(&pixels, cache))
    }

    /// The colour of the picture, from the cache or taken now; a damaged picture has none.
    fn tone(&self, pixels: &OnceLock<Result<Pixels, Damaged>>, cache: &Cache) -> Option<Tone> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]).update(self.hash.as_bytes()).update(b"tone");
        let taken = cache.get_or(hasher.finalize(), || {
            let pixels = pixels.get_or_init(|| self.decode()).as_ref().map_err(|_| Damaged)?;
            Ok::<_, Damaged>(pixels.mean().map_or(Vec::new(), Vec::from))
        });
        Some(Tone::of(<[u8; 3]>::try_from(taken.ok()?).ok()?))
    }

    /// Makes a variant; the pixels are decoded only once.
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

    /// The set for one path of the original in the output; the variants are in the same folder.
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
        PictureSet { path: path.to_owned(), width, height, sources, srcset, tone: None }
    }

    /// Eight hexadecimal digits of a hash of everything the variants depend on, except format and size.
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
        let mut diagnostics: Vec<Diagnostic> =
            self.variants.par_iter().filter_map(|variant| one(variant).err()).collect();
        diagnostics.dedup();
        diagnostics
    }

    /// A picture that cannot be opened any more is named as such: it was there when the site was read.
    fn damaged(&self) -> Diagnostic {
        match fs::metadata(&self.file) {
            Ok(_) => self.broken(),
            Err(error) => self.gone(&error),
        }
    }

    fn gone(&self, error: &std::io::Error) -> Diagnostic {
        let path = &self.source;
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => localized!(
                "ảnh `{path}` đã biến mất trong lúc dựng trang",
                "the picture `{path}` has vanished while the site was built"
            ),
            _ => localized!(
                "không đọc được ảnh `{path}`: {error}",
                "cannot read the picture `{path}`: {error}"
            ),
        };
        let help = localized!(
            "chép lại ảnh, hoặc bỏ nó khỏi bản ghi, rồi dựng lại",
            "copy the picture again, or take it out of the record, and build again"
        );
        Diagnostic::error(Code::UnreadableFile, Place::file(path), message).help(help)
    }

    fn decode(&self) -> Result<Pixels, Damaged> {
        let bytes = fs::read(&self.file).map_err(|_| Damaged)?;
        Pixels::decode(&bytes, self.format)
    }

    fn broken(&self) -> Diagnostic {
        let path = &self.source;
        let message = localized!(
            "ảnh `{path}` bị hỏng: không đọc được hết các điểm ảnh",
            "the picture `{path}` is damaged: not all of its pixels can be read"
        );
        let help = localized!(
            "mở ảnh bằng chương trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
            "open the picture in an image program and save it again, or copy the original again"
        );
        Diagnostic::error(Code::DamagedImage, Place::file(path), message).help(help)
    }
}

impl Variant {
    /// The cache key: a hash of everything the bytes depend on.
    fn key(&self, job: &Job, quality: u32) -> Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[VERSION]).update(job.hash.as_bytes()).update(self.format.ending().as_bytes());
        for number in [self.width, self.height, quality] {
            hasher.update(&number.to_le_bytes());
        }
        hasher.finalize()
    }
}

/// `tin-tuc/a/anh-480w-0123abcd.webp` for `tin-tuc/a/anh.jpg`.
fn variant_path(path: &str, format: Format, width: u32, tag: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    format!("{folder}{slash}{}-{width}w-{tag}.{}", file_name::fitting(&stem), format.ending())
}

/// The value of a `srcset` attribute. `href` converts a path to a URL.
///
/// Spaces and commas separate candidates (HTML, 4.8.4.2.1) and are therefore percent-encoded.
pub fn srcset(candidates: &[Candidate], href: impl Fn(&str) -> String) -> String {
    let one = |candidate: &Candidate| {
        let href = href(&candidate.path).replace(' ', "%20").replace(',', "%2C");
        format!("{href} {}w", candidate.width)
    };
    candidates.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
