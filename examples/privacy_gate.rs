//! Measures the privacy gate: loads a site and its finished output, inspects every file once in a single thread, and
//! prints the time and the findings.
//!
//! ```sh
//! bantin --root SITE build -o OUTPUT
//! cargo run --release --example privacy_gate -- SITE OUTPUT
//! ```
//!
//! The share of the gate is this time divided by the user time of the build.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and prints"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use bantin::clock::Now;
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::image::assets::Assets;
use bantin::pages::Pages;
use bantin::privacy::Gate;
use bantin::site::{Publication, link};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(site), Some(output)) = (arguments.next(), arguments.next()) else {
        say("usage: privacy_gate SITE OUTPUT");
        return;
    };
    let mut found = Vec::new();
    let loaded = load(Path::new(&site), &mut found);
    let Some(catalog) = parse(&loaded, None, &mut found) else {
        say("the settings of the site cannot be read");
        return;
    };
    let (assets, now) = (Assets::new(&loaded.assets), Now::new(jiff::Timestamp::now()));
    let Some(site) = link(&catalog, &loaded.sources, &assets, &now, Publication::default(), None, &mut found)
    else {
        say("the site cannot be linked");
        return;
    };
    let pages = Pages::new(&site, &mut found);
    let began = Instant::now();
    let gate = Gate::new(&site, &pages, &None::<bool>);
    let learned = began.elapsed();
    let (mut files, mut bytes, mut spent, mut findings) = (0_usize, 0_usize, Duration::ZERO, Vec::new());
    for entry in walkdir::WalkDir::new(&output).sort_by_file_name().into_iter().flatten() {
        let Ok(path) = entry.path().strip_prefix(&output) else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        let Ok(content) = std::fs::read(entry.path()) else { continue };
        let began = Instant::now();
        findings.extend(gate.inspect(&path.to_string_lossy(), &content));
        spent += began.elapsed();
        files += 1;
        bytes += content.len();
    }
    let began = Instant::now();
    let told = gate.report(findings).len();
    let reported = began.elapsed();
    say(&format!(
        "{files} files, {} MB: {learned:.2?} to learn the values, {spent:.2?} to look, {reported:.2?} to report {told}",
        bytes / 1_000_000
    ));
}

fn say(text: &str) {
    println!("{text}");
}
