//! What editors and organizers write: files are found ([`load`]) and read into records ([`parse`]); one module per
//! kind.

pub mod article;
pub mod catalog;
mod comments;
pub mod contact;
pub mod contest;
pub mod data;
pub mod declarations;
pub mod document;
pub mod entry;
pub mod entry_code;
pub mod holds;
pub mod kind;
pub mod limits;
pub mod load;
pub mod lost;
pub mod model;
pub mod page;
pub mod parse;
pub mod programme;
pub mod record;
pub mod records;
pub mod taxonomy;
pub mod terms;
pub mod topic;
