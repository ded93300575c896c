//! The linked site: what is published now, with all references resolved, counted and sorted.
//!
//! In: the [`Catalog`](crate::content::catalog::Catalog) and the clock. Out: a [`Site`], in which records refer to each
//! other by number. Nothing here reads files or renders. What may not be published is not in a `Site`, so that no later
//! stage can show it: drafts, future and expired records, private fields, scores, and awards and rounds before the
//! contest's `results_at`.

mod articles;
mod back;
mod categories;
mod contest_checks;
mod contests;
mod cycles;
mod documents;
pub mod headlines;
pub mod hierarchy;
pub mod ids;
pub mod lineage;
mod link;
mod link_units;
mod linker;
mod menus;
mod models;
mod numbers;
pub mod permalink;
mod programmes;
mod publication;
mod records;
mod redirects;
pub mod register;
mod related;
mod series;
mod similar;
mod standing;
mod standings;
pub mod statistics;
mod tags;
mod topics;
mod translations;
pub mod types;
mod unit;
pub mod units;
mod views;

pub use link::link;
pub use numbers::*;
pub use publication::{Publication, SkipReason, Skipped, Stage, TombstoneKind, WithdrawalOverride};
pub use records::RecordPage;
pub use standings::{Standing, standings};
pub use types::*;
