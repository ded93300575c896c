//! The tests of the whole program, in one binary: each module tells one story.

mod diagnostics;
mod site;
