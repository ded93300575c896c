//! What a site is opened with.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::config::BaseUrl;
use crate::site::Publication;

/// The parameters of a workspace.
#[derive(Debug, Clone)]
pub struct Options {
    pub root: PathBuf,
    pub output: PathBuf,
    /// Overrides `base_url` of `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// The current time.
    pub now: Timestamp,
    /// Records to publish although they would not be, such as drafts.
    pub publication: Publication,
    /// Treat warnings as errors.
    pub strict: bool,
    /// Ignore caches of earlier builds.
    pub clean: bool,
    /// Replace the output whatever it holds.
    pub force: bool,
    /// Write compressed forms beside texts.
    pub compress: bool,
}

/// The purpose for which a state is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To find errors; writes nothing, not even to the cache.
    Check,
    /// To publish: variants of pictures are made, so that pages refer only to those that are kept.
    Publish,
}
