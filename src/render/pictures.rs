//! Pictures that belong to pages: the originals in smaller widths, and share cards.
//!
//! In come the pictures that pages show and the records that have a card; out go, before rendering, the addresses
//! that templates print, and after it the files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::card::Palette;
use crate::card::plan::Cards;
use crate::config::look::{Color, Colors};
use crate::diagnostic::Diagnostic;
use crate::image::cache::Cache;
use crate::image::variants::{PictureSet, Plan};
use crate::render::{Renderer, href};

/// Takes the bytes of a file of the output, by its path below the section.
pub(super) type Write<'w> = dyn Fn(&str, &[u8]) -> Result<(), Diagnostic> + Sync + 'w;

/// What templates print of pictures.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    plan: Plan,
    cards: Cards,
    /// From the address of an original to its path, for pictures in texts.
    addresses: BTreeMap<String, String>,
}

impl Pictures {
    /// The widths of the picture whose original stands at a path.
    pub(super) fn set(&self, path: &str) -> Option<&PictureSet> {
        self.plan.set(path)
    }

    /// The widths of the picture whose original has this address on the host.
    pub(super) fn set_at(&self, href: &str) -> Option<&PictureSet> {
        self.set(self.addresses.get(href)?)
    }

    /// The share card of a page.
    pub(super) fn card(&self, page: &str) -> Option<&str> {
        self.cards.path(page)
    }
}

impl Renderer<'_> {
    /// Plans the widths of all pictures that pages show, and the share cards. Pages rendered before do without both.
    /// With `cache`, widths that came out larger than the original are left out: for pages that are to be kept.
    pub fn plan_pictures(&mut self, root: &Path, cache: Option<&Cache>) {
        let shown = self.shown_pictures();
        let mut plan = Plan::new(root, shown.iter().copied(), &self.site.config.images);
        if let Some(cache) = cache {
            plan.drop_larger(cache);
        }
        let addresses = shown
            .into_iter()
            .filter(|(_, path)| plan.set(path).is_some())
            .map(|(_, path)| (href::of(&self.site.config.base, path), path.to_owned()))
            .collect();
        self.pictures = Pictures { plan, cards: Cards::new(self.site, self.palette()), addresses };
    }

    /// The colours of share cards: of the site, else of its theme.
    fn palette(&self) -> Palette {
        let (look, own) = (self.site.config.look.colors.as_ref(), self.theme.fields.colors.as_ref());
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

    /// How many pictures and cards there are to make.
    pub fn picture_count(&self) -> usize {
        self.pictures.plan.len() + self.pictures.cards.len()
    }

    /// How many files of the output come of them.
    pub fn picture_files(&self) -> usize {
        self.pictures.plan.files() + self.pictures.cards.len()
    }

    /// Makes all pictures and share cards of the site at `root`, or takes them from its cache; that of the cards is
    /// emptied first with `clean`. `done` is called after each.
    pub fn make_pictures(
        &self,
        root: &Path,
        clean: bool,
        write: &Write<'_>,
        done: &(dyn Fn() + Sync),
    ) -> Vec<Diagnostic> {
        let (images, cards) = (Cache::open(root, "images", false), Cache::open(root, "cards", clean));
        let mut found = self.pictures.plan.make(&images, write, done);
        found.extend(self.pictures.cards.make(&cards, write, done));
        images.sweep();
        cards.sweep();
        found
    }

    /// Finds what [`Renderer::make_pictures`] would find, and writes nothing.
    pub fn check_pictures(&self, root: &Path) -> Vec<Diagnostic> {
        self.pictures.plan.check(&Cache::read_only(root, "images"))
    }
}
