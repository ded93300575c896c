//! Tests of the whole program, in one binary; each module covers one topic.

mod architecture;
mod commands;
mod contest_pages;
mod contest_rules;
mod duplicates;
mod embargo;
mod history;
mod hostile;
mod machine_files;
mod modules;
mod open_data;
mod output;
mod pages;
mod pictures;
mod planted;
mod privacy;
mod private_values;
mod reader;
#[cfg(feature = "serve")]
mod readme;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod structured_data;
mod targets;
mod withdrawals;
