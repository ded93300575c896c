//! Shortcodes: found on lines of their own ([`find`]), parsed ([`call`]), checked and resolved ([`check`]).

mod arguments;
pub(super) mod call;
pub(super) mod chart;
pub(super) mod check;
mod figure;
pub(super) mod find;
mod media;
