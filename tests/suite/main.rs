//! The tests of the whole program, in one binary: each module tells one story.

mod architecture;
mod commands;
mod contest_rules;
mod diagnostics;
mod privacy;
mod search;
mod site;
mod targets;
