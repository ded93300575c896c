//! Bản Tin: Markdown articles and YAML records in, a whole static news section out.

pub mod chart;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod driver;
pub mod feed;
pub mod image;
pub mod locate;
pub mod markdown;
pub mod output;
pub mod privacy;
pub mod progress;
pub mod prose;
pub mod redirect;
pub mod render;
pub mod robots;
pub mod rules;
pub mod search;
pub mod site;
pub mod sitemap;
pub mod source;
pub mod targets;
pub mod text;
pub mod theme;
pub mod value;
pub mod yaml;
