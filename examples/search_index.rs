//! Writes the search of a site folder without its pages: `search_index SITE OUT`.
//!
//! For measurements (`bench/search/`): CPU time and memory are those of the index alone.

#![allow(clippy::print_stdout, reason = "a measurement prints")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use bantin::progress::Silent;
use bantin::search::{documents, other_names};
use bantin::site::Publication;
use bantin::workspace::{Options, Purpose, Workspace};
use bantin_search::{IndexFile, build};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, out, ..] = arguments.as_slice() else { panic!("search_index SITE OUT") };
    let options = Options {
        root: PathBuf::from(root),
        output: PathBuf::from(out),
        base_url: None,
        now: "2027-01-01T00:00:00Z".parse().expect("a moment"),
        publication: Publication::default(),
        strict: false,
        clean: false,
        force: false,
        compress: false,
    };
    let state = Workspace::new(options).state(Purpose::Check, &Silent);
    let renderer = state.renderer().expect("the site is sound");
    let (cpu, memory) = usage();
    let documents = documents(&renderer);
    let (files, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let take = |file: IndexFile| {
        files.fetch_add(1, Ordering::Relaxed);
        bytes.fetch_add(file.bytes.len(), Ordering::Relaxed);
        let path: PathBuf = Path::new(out).join("search").join(&file.path);
        if fs::write(&path, &file.bytes).is_err() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, &file.bytes).expect("written");
        }
    };
    build(&documents, &other_names(renderer.site), &renderer.site.config.search, &take);
    let (cpu_after, memory_after) = usage();
    let (cpu, memory) = (cpu_after - cpu, memory_after - memory);
    println!(
        "documents {} files {} bytes {} cpu {cpu:.2} s memory +{memory} MiB",
        documents.len(),
        files.into_inner(),
        bytes.into_inner()
    );
}

/// CPU time so far in seconds, and peak memory in MiB.
fn usage() -> (f64, i64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = stat.rsplit(')').next().map_or(0.0, |rest| {
        let fields: Vec<f64> = rest.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        fields.get(10).copied().unwrap_or(0.0) + fields.get(11).copied().unwrap_or(0.0)
    });
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok()).unwrap_or(0);
    (ticks / 100.0, peak / 1024)
}
