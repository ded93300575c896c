//! What a run has done, in numbers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::site::Skipped;

/// What a run wrote, or a check would have written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Pages by kind, in a fixed order: `("article", 14)`.
    pub pages: Vec<(Cow<'static, str>, usize)>,
    pub files: usize,
    /// The total size of all files in bytes.
    pub bytes: u64,
    /// Records that are not published, and why.
    pub skipped: Vec<Skipped>,
    /// What the privacy gate let pass, and why: text and reason.
    pub allowed: Vec<(String, String)>,
    /// The Content-Security-Policy that the web server must send, if pages load anything from other hosts.
    pub policy: Option<String>,
    /// PDF files that are published, but not found by their text.
    pub unread: Vec<Unread>,
}

/// A PDF file without a text that can be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    pub why: WhyUnread,
    /// From the root of the site.
    pub path: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WhyUnread {
    /// Its pages are pictures.
    Scanned,
    /// It opens with a password.
    Locked,
    /// It is damaged, or too large.
    Damaged,
}
