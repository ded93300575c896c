//! Raw HTML in Markdown: read tag by tag ([`tokens`]), written again with what is allowed alone ([`rewrite`], by the
//! lists of [`allow`]), and, once the whole body is there, balanced and guarded a second time ([`guard`]).
//! Counts and comparisons need its words alone ([`words`]).

mod allow;
pub(super) mod guard;
pub(super) mod rewrite;
mod tokens;
pub(super) mod words;
