//! Bản Tin: Markdown articles and YAML records in, a whole static news section out.

pub mod output;
pub mod text;
