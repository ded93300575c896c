//! Office files into records: sheets and texts, as they come from organizers and editors.
//!
//! In: the bytes of a file, the records that are there, what the user says of columns. Out: a [`plan::Plan`]: files to be
//! written, what changes, and every mistake by sheet, row and column. Nothing is written here, and nothing is printed: the
//! command line and a page for editing both ask.
//!
//! 1. [`mod@format`]: what the file is; [`xlsx`], [`ods`], [`csv`]: its cells, within [`sheet`]'s limits
//! 2. [`table`], [`choice`]: where the tables are, and which is meant
//! 3. [`columns`], [`mapping`]: which key each column fills
//! 4. [`letters`], [`conventions`], [`values`], [`references`], [`people`], [`words`]: what each cell says
//! 5. [`rows`]: records with the cells that they come from
//! 6. [`planner`]: new records, changes of [`existing`] ones, [`elements`] of their lists, as a [`plan`]
//! 7. [`verify`]: the outcome is checked like the whole site, and what is wrong is told at its cell
//!
//! Texts (DOCX, ODT, HTML) go another way: [`document`].

mod choice;
pub mod columns;
pub mod conventions;
pub mod csv;
pub mod document;
mod elements;
mod existing;
pub mod format;
pub mod kinds;
pub mod letters;
mod lists;
pub mod mapping;
mod odf;
mod ods;
mod package;
mod people;
pub mod plan;
pub mod planner;
pub mod references;
pub mod rows;
pub mod sheet;
pub mod table;
pub mod values;
pub mod verify;
mod words;
pub mod wrong;
mod xlsx;
