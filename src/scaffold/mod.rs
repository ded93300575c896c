//! New records and new sites, filled in so that an editor has only to change words.
//!
//! - [`record`]: one record of any kind, from its declaration
//! - [`sample`]: the values that stand in it
//! - [`site`]: a small complete site
//!
//! Nothing is written to the disk here: the caller gets paths and texts.

pub mod record;
mod sample;
pub mod site;
