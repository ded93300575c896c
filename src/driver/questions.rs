//! Questions about a site that write nothing: what was taken back, and which texts share their wording.

use crate::content::load::{Loaded, load};
use crate::content::parse::parse;
use crate::content::record::Origin;
use crate::diagnostic::{Diagnostic, Report};
use crate::driver::Options;
use crate::duplicates::{Pair, pairs};
use crate::image::assets::Assets;
use crate::locate::locate;
use crate::site::link;
use crate::site::withdrawals::{Withdrawal, withdrawals};

/// What was taken back, with the report of the content; nothing where the content cannot be linked.
pub fn withdrawn(options: &Options) -> (Report, Vec<Withdrawal>) {
    let mut found = Vec::new();
    let loaded = load(&options.root, &mut found);
    let list = withdrawn_of(&loaded, options, &mut found).unwrap_or_default();
    (locate(&loaded.sources, found), list)
}

fn withdrawn_of(loaded: &Loaded, options: &Options, found: &mut Vec<Diagnostic>) -> Option<Vec<Withdrawal>> {
    let catalog = parse(loaded, options.base_url.as_ref(), found)?;
    let assets = Assets::new(&loaded.assets);
    let site = link(&catalog, &loaded.sources, &assets, options.now, options.publication, found)?;
    Some(withdrawals(&site, &assets, &options.root, options.publication))
}

/// Two texts that share much, and their files.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPair {
    /// The files, relative to the root.
    pub files: [String; 2],
    /// What they share.
    pub pair: Pair,
}

/// Pairs of texts that share at least `threshold` of their wording, with the report of the content; nothing where the
/// content cannot be read.
pub fn similar(options: &Options, threshold: f64) -> (Report, Vec<FoundPair>) {
    let mut found = Vec::new();
    let loaded = load(&options.root, &mut found);
    let pairs = parse(&loaded, options.base_url.as_ref(), &mut found)
        .map_or_else(Vec::new, |catalog| pairs(&catalog, &loaded.sources, threshold));
    let file = |origin: &Origin| loaded.sources.get(origin.source).path.clone();
    let located =
        |pair: Pair| FoundPair { files: [file(&pair.first.origin), file(&pair.second.origin)], pair };
    let pairs = pairs.into_iter().map(located).collect();
    (locate(&loaded.sources, found), pairs)
}
