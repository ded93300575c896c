//! Bản Tin: Markdown articles and YAML records in, a whole static news section out.
//!
//! ```text
//! sources ─parse─► Catalog ─link─► Site ─► Pages (every address, once) ─► Bodies ─► contexts ─► Sink
//! ```
//!
//! | stage | holds |
//! |---|---|
//! | [`source::Sources`] | the texts of a site folder, as [`content::load`] found them |
//! | [`content::catalog::Catalog`] | what editors wrote: every record, its fields typed and each mistake told at its place |
//! | [`site::Site`] | what is published now, and how it hangs together |
//! | [`pages::Pages`] | every address of the output, with what stands there |
//! | [`bodies::Bodies`] | the texts of all records as HTML, their links resolved |
//! | [`render::context`] | what the template of each page prints |
//! | [`output`] | the files: in the published folder, in one move, or in a dry run |
//!
//! Begin with [`workspace::Workspace`], the engine behind every command, and [`workspace::state`], the line above in
//! code. What a stage finds wrong is a [`diagnostic::Diagnostic`].

pub mod api;
pub mod bodies;
pub mod cache_rule;
pub mod card;
pub mod chart;
pub mod clock;
pub mod compress;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod duplicates;
pub mod edit;
pub mod export;
pub mod feed;
pub mod file_list;
pub mod file_name;
pub mod files;
#[cfg(feature = "publish")]
pub mod health;
pub mod html;
#[cfg(feature = "publish")]
pub mod http;
pub mod image;
pub mod import;
pub mod lint;
pub mod locate;
pub mod manifest;
pub mod markdown;
pub mod media_type;
pub mod opensearch;
#[cfg(feature = "publish")]
pub mod outgoing;
pub mod output;
pub mod pages;
pub mod pdf;
pub mod privacy;
pub mod progress;
pub mod publish;
pub mod redirect;
pub mod render;
pub mod robots;
pub mod rules;
pub mod scaffold;
pub mod schedule;
pub mod schema;
pub mod search;
pub mod server_config;
pub mod site;
pub mod sitemap;
pub mod source;
pub mod structured_data;
pub mod targets;
pub mod theme;
pub mod url;
pub mod value;
pub mod verify;
pub mod workspace;
pub mod yaml;
