//! Tests of the whole program, in one binary; each module covers one topic.

mod approvals;
mod architecture;
mod attached;
mod commands;
mod contest_pages;
mod contest_rules;
mod contest_year;
mod dates;
mod documentation;
#[cfg(feature = "serve")]
mod documented_commands;
mod documents;
mod duplicates;
#[cfg(feature = "serve")]
mod edit;
mod embargo;
mod export;
mod file_list;
mod frame;
mod genres;
mod history;
mod hostile;
mod hostile_names;
mod import;
mod machine_files;
mod media;
mod mending;
mod modules;
mod narrowing;
mod open_data;
mod organizations;
#[cfg(feature = "publish")]
mod outgoing;
mod output;
mod pages;
mod pairs;
mod pictures;
mod planted;
mod portal_pages;
mod privacy;
mod private_values;
mod publish;
mod publish_git;
mod reader;
mod reference;
#[cfg(unix)]
mod repeated_builds;
mod scaffold;
mod search;
mod series;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod structured_data;
mod sums;
mod targets;
mod theme_context;
mod topics;
mod withdrawals;
