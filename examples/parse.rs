//! Measures how long a site's folder takes to be read: `parse SITE [RUNS]` prints the medians of several runs.
//!
//! ```sh
//! cargo run --release --example parse -- SITE 9
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and prints"
)]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::yaml::{self, front_matter};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let site = arguments.next().expect("usage: parse SITE [RUNS]");
    let runs: usize = arguments.next().map_or(9, |runs| runs.parse().expect("a number of runs"));
    let mut found = Vec::new();
    let loaded = load(Path::new(&site), &mut found);
    let texts: Vec<&str> = loaded
        .texts
        .iter()
        .map(|(id, _)| &loaded.sources.get(*id).text)
        .map(|text| front_matter::split(text).map_or(text.as_str(), |split| &text[split.yaml]))
        .collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!("{} texts, {bytes} bytes of YAML", texts.len());
    measure("load the folder", runs, || drop(black_box(load(Path::new(&site), &mut Vec::new()))));
    measure("parse the texts into records, all threads", runs, || {
        drop(black_box(parse(&loaded, None, &mut Vec::new())));
    });
    measure("read YAML into trees, one thread", runs, || {
        texts.iter().for_each(|text| drop(black_box(yaml::parse(text))));
    });
}

fn measure(what: &str, runs: usize, work: impl Fn()) {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort();
    println!("{what}: median {:.1?}, fastest {:.1?}", times[times.len() / 2], times[0]);
}
