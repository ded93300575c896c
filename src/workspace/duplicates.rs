//! Finds texts that share wording, for the command of that name.

use crate::clock::Now;
use crate::content::record::Origin;
use crate::diagnostic::Report;
use crate::duplicates::{Pair, pairs};
use crate::locate::locate;
use crate::progress::Silent;
use crate::workspace::open::Workspace;
use crate::workspace::options::Purpose;
use crate::workspace::stages::{Content, Run, content};

/// Two similar texts, with their files.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPair {
    pub pair: Pair,
    /// The files of the first and the second text, relative to the root of the site.
    pub files: [String; 2],
}

impl Workspace {
    /// Pairs of texts that share at least `threshold` of their wording, with the report of reading them. No pairs if
    /// the content cannot be read.
    pub fn duplicates(&self, threshold: f64) -> (Report, Vec<FoundPair>) {
        let mut diagnostics = Vec::new();
        let (options, overlays, purpose) = (&self.options, &self.overlays, Purpose::Check);
        let now = &Now::new(options.now);
        let run = Run { options, overlays, now, purpose, progress: &Silent, earlier: None, keeps: false };
        let Content { loaded, catalog, .. } = content(&run, &mut diagnostics);
        let sources = &loaded.sources;
        let pairs = catalog.map_or_else(Vec::new, |catalog| pairs(&catalog, sources, threshold));
        let file = |origin: &Origin| sources.get(origin.source).path.clone();
        let located =
            |pair: Pair| FoundPair { files: [file(&pair.first.origin), file(&pair.second.origin)], pair };
        let pairs = pairs.into_iter().map(located).collect();
        (locate(sources, diagnostics), pairs)
    }
}
