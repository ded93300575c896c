//! Lists for the desk, outside the output: results, entries, certificates, sheets for judges and their ranking, royalties, the
//! register of models.
//!
//! In: a catalog. Out: a [`list::List`], or a page to be printed; [`xlsx`], [`csv`] and [`docx`] write lists. Nothing is
//! written to the disk here. Lists may hold what the site never shows, so that they say so on every page.

pub mod certificates;
pub mod csv;
pub mod docx;
pub mod entries;
pub mod list;
pub mod register;
pub mod results;
pub mod royalties;
pub mod scores;
pub mod xlsx;
