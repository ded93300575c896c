//! Pictures in templates and bodies, with `srcset` if several widths were made.

use std::borrow::Cow;

use crate::card;
use crate::html::{PartKind, Scanner};
use crate::image::Picture;
use crate::image::variants::{Candidate, PictureSet, Source, srcset};
use crate::render::context::{ImageSource, PreviewImage};
use crate::render::contexts::Contexts;

/// `sizes` of a picture in a body: the window, or the text column.
const SIZES: &str = "(min-width: 46rem) 42rem, 94vw";

/// How `markdown/write` begins a picture in a body.
const IMG: &str = "<img src=\"";

/// Formats that other sites display.
fn is_raster(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif")
}

impl<'r> Contexts<'r> {
    fn set(&self, path: &str) -> Option<&'r PictureSet> {
        self.pictures?.set(path)
    }

    fn widths(&self, candidates: &[Candidate]) -> String {
        srcset(candidates, |path| self.href(path))
    }

    /// The `<source>` elements of a picture, in better formats.
    pub(super) fn sources(&self, path: &str) -> Vec<ImageSource> {
        let sources = self.set(path).map_or(&[][..], |set| &set.sources);
        let source = |s: &Source| ImageSource { media_type: s.media_type, srcset: self.widths(&s.srcset) };
        sources.iter().map(source).collect()
    }

    /// The `srcset` of a picture.
    pub(super) fn srcset(&self, path: &str) -> Option<String> {
        let set = self.set(path).filter(|set| !set.srcset.is_empty())?;
        Some(self.widths(&set.srcset))
    }

    /// The colour that holds the place of a picture while it loads.
    pub(super) fn tone(&self, path: &str) -> Option<String> {
        Some(self.set(path)?.tone?.to_string())
    }

    /// The preview image of a page: the share card, else the page's picture.
    pub(super) fn preview(
        &self,
        page: &str,
        title: &str,
        picture: Option<&'r Picture>,
    ) -> Option<PreviewImage<'r>> {
        self.card(page, title).or_else(|| self.preview_of(picture?))
    }

    /// The preview image of pages without a picture: the share card of home, else the logo.
    pub(super) fn section_preview(&self) -> Option<PreviewImage<'r>> {
        let home = self.card(self.edition.prefix, &self.site.config.title);
        home.or_else(|| self.preview_of(self.site.logo.as_ref()?))
    }

    /// The share card of a page.
    fn card(&self, page: &str, alt: &str) -> Option<PreviewImage<'r>> {
        let url = self.url(self.pictures?.card(page)?);
        let alt = Cow::Owned(alt.to_owned());
        Some(PreviewImage { url, width: card::WIDTH, height: card::HEIGHT, alt })
    }

    fn preview_of(&self, picture: &'r Picture) -> Option<PreviewImage<'r>> {
        let raster = self.raster(picture)?;
        let (url, alt) = (self.url(&raster.path), Cow::Borrowed(picture.alt.as_str()));
        Some(PreviewImage { url, width: raster.width, height: raster.height, alt })
    }

    /// A picture for other sites, which do not display SVG and do not wait for large files: the smallest width that
    /// suffices for a preview, else the largest. Returns `None` for SVG.
    pub(super) fn raster(&self, picture: &Picture) -> Option<Candidate> {
        if !is_raster(&picture.path) {
            return None;
        }
        let widths = self.set(&picture.path).map_or(&[][..], |set| &set.srcset);
        let wide_enough = widths.iter().filter(|one| one.width >= card::WIDTH).min_by_key(|one| one.width);
        let chosen = wide_enough.or_else(|| widths.iter().max_by_key(|one| one.width)).cloned();
        let original =
            || Candidate { path: picture.path.clone(), width: picture.width, height: picture.height };
        Some(chosen.unwrap_or_else(original))
    }

    /// Adds `srcset` and the class of their colour to the pictures in the HTML of a body.
    pub(super) fn with_widths<'h>(&self, html: &'h str) -> Cow<'h, str> {
        let Some(pictures) = self.pictures.filter(|_| html.contains(IMG)) else { return html.into() };
        let mut out = String::with_capacity(html.len() * 2);
        let mut copied = 0;
        let mut scanner = Scanner::new(html.as_bytes());
        while let Some(part) = scanner.part() {
            let is_picture = part.kind == PartKind::Open && &html[part.inside] == "img";
            let Some(src) = scanner.attribute().filter(|_| is_picture) else { continue };
            let range = scanner.range();
            let Some(value) = src.value.filter(|_| &html[src.name] == "src") else { continue };
            let Some(set) = pictures.set_at(&html[value.clone()]) else { continue };
            out.push_str(&html[copied..range.start]);
            self.push_set(&mut out, set, &html[value], &html[src.range.end..range.end]);
            copied = range.end;
        }
        out.push_str(&html[copied..]);
        out.into()
    }

    /// Writes a picture with all its widths; `rest` is what follows the attribute `src` in the `<img>`.
    fn push_set(&self, out: &mut String, set: &PictureSet, src: &str, rest: &str) {
        out.push_str(if set.sources.is_empty() { "" } else { "<picture>" });
        for source in &set.sources {
            let (media_type, widths) = (source.media_type, self.widths(&source.srcset));
            out.push_str(&format!("<source type=\"{media_type}\" srcset=\"{widths}\" sizes=\"{SIZES}\">"));
        }
        out.extend([IMG, src, "\""]);
        if !set.srcset.is_empty() {
            out.push_str(&format!(" srcset=\"{}\" sizes=\"{SIZES}\"", self.widths(&set.srcset)));
        }
        if let Some(tone) = set.tone {
            out.push_str(&format!(" class=\"tone-{tone}\""));
        }
        out.push_str(rest);
        out.push_str(if set.sources.is_empty() { "" } else { "</picture>" });
    }
}
