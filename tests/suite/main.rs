//! The tests of the whole program, in one binary: each module tells one story.

mod commands;
mod diagnostics;
mod site;
