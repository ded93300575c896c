//! Bản Tin: Markdown articles and YAML records in, a whole static news section out.

pub mod config;
pub mod content;
pub mod diagnostic;
pub mod driver;
pub mod image;
pub mod locate;
pub mod markdown;
pub mod output;
pub mod progress;
pub mod prose;
pub mod render;
pub mod site;
pub mod source;
pub mod text;
pub mod theme;
pub mod value;
pub mod yaml;
