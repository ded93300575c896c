//! Markdown to safe HTML (contract §4).
//!
//! In come the Markdown of one body and a [`Resolver`] that knows the site; out go a [`Prose`] and [`Problem`]s
//! with ranges of the Markdown. Shortcodes are read and checked here, and left for the theme to show.

mod types;

pub use types::*;
