//! Shortcodes: found on lines of their own ([`find`]), read ([`call`]), and given a meaning ([`check`]).

mod arguments;
pub(super) mod call;
mod chart;
pub(super) mod check;
pub(super) mod find;
mod media;
