//! The engine behind every command.
//!
//! ```text
//! sources ─parse─► Catalog ─link─► Site ─► Pages (every address, once) ─► Bodies ─► contexts ─► Sink
//! ```
//!
//! A [`Workspace`] opens a site's folder, accepts changes (files written or removed, unsaved texts laid over files)
//! and provides: the diagnostics, the list of pages, the bytes of one file, the whole output, the difference between
//! two states. Commands have no state of their own.
//!
//! - [`stages`]: the stages in their order; read it first
//! - [`emit`]: the files of the output, all or one
//! - [`build`]: the commands `build` and `check`
//! - `unchanged`: the outcome of the last build, if a build would have the same one
//! - `noted`: the pages of the last build that are still the same
//! - [`withdrawals`], [`duplicates`]: the commands of those names

pub mod build;
mod cell;
pub mod duplicates;
pub mod emit;
#[cfg(feature = "publish")]
mod links;
mod noted;
mod open;
mod options;
mod snapshot;
mod stages;
pub mod state;
mod summary;
mod unchanged;
pub mod withdrawals;

pub use open::{Change, Workspace};
pub use options::{Options, Purpose};

#[cfg(test)]
mod remembered;
#[cfg(test)]
mod tests;
