//! Pictures and other files next to records.
//!
//! They are resolved and given a path in the output ([`assets`]), measured ([`measure`]), stripped of metadata
//! ([`strip`]) and scaled to smaller widths ([`variants`]); results are cached between builds ([`cache`]).

pub mod assets;
pub mod base64;
pub mod cache;
pub mod captions;
pub mod drawing;
mod encode;
mod format;
pub mod measure;
mod orientation;
mod pixels;
pub mod prepare;
mod profile;
pub mod safe_svg;
pub mod strip;
pub mod tone;
pub mod variants;

/// A picture shown by a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The path of the file from the root of the site.
    pub source: String,
    /// The path in the output, relative to the section and without a leading slash.
    pub path: String,
    /// In pixels, with the orientation applied.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Alternative text; empty for a decorative picture.
    pub alt: String,
    pub caption: Option<String>,
    /// A second caption ("Trong ảnh: …").
    pub detail: Option<String>,
    pub credit: Option<String>,
    /// What must stay visible where it is cropped, in tenths of width and height.
    pub focus: Option<[u8; 2]>,
}

/// A file next to a record, which is copied to the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// The path of the file from the root of the site.
    pub source: String,
    /// The path in the output.
    pub path: String,
    /// In bytes.
    pub size: u64,
}
