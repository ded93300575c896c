//! Generated pictures: scaled variants, and share cards.
//!
//! In: the pictures that pages show and the records with a card. Out: before rendering, the paths for templates;
//! after it, the files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bodies::Bodies;
use crate::card::Palette;
use crate::card::plan::Cards;
use crate::config::look::{Color, Colors};
use crate::diagnostic::Diagnostic;
use crate::files::copies::each_picture;
use crate::image::cache::Cache;
use crate::image::variants::{PictureSet, Plan};
use crate::output::Sink;
use crate::site::Site;
use crate::theme::Theme;

/// The plan of all generated pictures.
#[derive(Debug)]
pub struct Pictures {
    plan: Plan,
    cards: Cards,
    /// From the URL of an original to its path, for pictures in texts.
    addresses: BTreeMap<String, String>,
}

impl Pictures {
    /// Plans the variants of all pictures that pages show, and the share cards. With `cache`, variants larger than
    /// the original are dropped, and pictures have their colours.
    pub(super) fn new(
        site: &Site<'_>,
        bodies: &Bodies,
        theme: &Theme,
        root: &Path,
        cache: Option<&Cache>,
    ) -> Self {
        let mut shown = Vec::new();
        each_picture(site, bodies, &mut |source, path| shown.push((source, path)));
        let mut plan = Plan::new(root, shown.iter().copied(), &site.config.images);
        if let Some(cache) = cache {
            plan.settle(cache);
        }
        let addresses = shown
            .into_iter()
            .filter(|(_, path)| plan.set(path).is_some())
            .map(|(_, path)| (site.config.base.href(path), path.to_owned()))
            .collect();
        Self { plan, cards: Cards::new(site, palette(site, theme)), addresses }
    }

    /// The variants of the picture whose original is at this path of the output.
    pub fn set(&self, path: &str) -> Option<&PictureSet> {
        self.plan.set(path)
    }

    /// The variants of the picture whose original has this URL (path on the host).
    pub fn set_at(&self, href: &str) -> Option<&PictureSet> {
        self.set(self.addresses.get(href)?)
    }

    /// The path of a page's share card.
    pub fn card(&self, page: &str) -> Option<&str> {
        self.cards.path(page)
    }

    /// Whether a path of the output is a generated picture.
    pub fn contains(&self, path: &str) -> bool {
        self.plan.contains(path) || self.cards.contains(path)
    }

    /// The output paths of all generated pictures.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.plan.paths().chain(self.cards.paths())
    }

    /// The number of steps of [`Pictures::make`]: pictures with variants, and cards.
    pub fn count(&self) -> usize {
        self.plan.len() + self.cards.len()
    }

    /// Writes all variants and share cards of the site at `root`, from its cache or made now. `done` is called after
    /// each picture or card.
    pub fn make(&self, root: &Path, sink: &dyn Sink, done: &(dyn Fn() + Sync)) -> Vec<Diagnostic> {
        let (images, cards) = (Cache::open(root, "images", false), Cache::open(root, "cards", false));
        let write = |path: &str, bytes: &[u8]| sink.write(path, bytes);
        let mut diagnostics = self.plan.make(&images, write, done);
        diagnostics.extend(self.cards.make(&cards, write, done));
        images.sweep();
        cards.sweep();
        diagnostics
    }

    /// The bytes of one file, from the cache of the site at `root` or made now; `None` if it is not a generated
    /// picture.
    pub fn bytes(&self, root: &Path, path: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        let made = self.plan.bytes(&Cache::open(root, "images", false), path);
        made.or_else(|| self.cards.bytes(&Cache::open(root, "cards", false), path).map(Ok))
    }

    /// Reports what [`Pictures::make`] would report, without writing anything.
    pub fn check(&self, root: &Path) -> Vec<Diagnostic> {
        self.plan.check(&Cache::read_only(root, "images"))
    }
}

/// The colours of share cards: those of the site, else those of its theme.
fn palette(site: &Site<'_>, theme: &Theme) -> Palette {
    let (look, own) = (site.config.look.colors.as_ref(), theme.fields.colors.as_ref());
    let given = |which: fn(&Colors) -> Option<&Color>, default| {
        [look, own].into_iter().flatten().find_map(which).map_or(default, Color::channels)
    };
    let default = Palette::default();
    Palette {
        ground: given(|of| of.brand.as_ref(), default.ground),
        title: given(|of| of.on_brand.as_ref(), default.title),
        soft: given(|of| of.on_brand_soft.as_ref(), default.soft),
        ..default
    }
}
