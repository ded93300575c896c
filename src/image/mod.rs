//! Pictures and other files beside records: found ([`assets`]), measured ([`measure`]), given a place in the output,
//! freed of what they say about people and places ([`strip`]), and offered in smaller widths ([`variants`]), whose
//! making is remembered between builds ([`cache`]).

pub mod assets;
pub mod base64;
pub mod cache;
mod encode;
mod format;
pub mod measure;
mod orientation;
mod pixels;
mod profile;
pub mod strip;
pub mod variants;

/// A picture that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file, by its path from the root of the site.
    pub source: String,
    /// Where it stands in the output, below the section and without a leading slash.
    pub path: String,
    /// In pixels, as shown (orientation honoured).
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is to be seen; empty for a picture that says nothing.
    pub alt: String,
    /// Caption.
    pub caption: Option<String>,
    /// Second caption ("Trong ảnh: …").
    pub detail: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A file beside a record that is copied to the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// The file, by its path from the root of the site.
    pub source: String,
    /// Where it stands in the output.
    pub path: String,
    /// In bytes.
    pub size: u64,
}
