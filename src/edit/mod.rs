//! The editing room without its server: what an editor sees of a site, and how a change reaches its file.
//!
//! In: a [`State`](crate::workspace::state::State) of the site, the bytes of a file, what an editor typed. Out: values for
//! the page in the browser, and new texts of files. Nothing here listens, and nothing outside `content/` and `.bantin/`
//! is written.
//!
//! - [`form`]: the forms of all kinds, from their declarations
//! - [`desk`]: all records with their standing; [`find`]: those that hold some words
//! - [`record`]: the fields and the text of one record, and the file with changes
//! - [`problem`]: diagnostics, each led to its field
//! - [`names`]: what may be referred to
//! - [`store`]: files below `content/`, drafts, former texts, the bin

pub mod desk;
pub mod find;
pub mod form;
pub mod names;
pub mod problem;
pub mod record;
pub mod store;
mod words;
pub mod workflow;
