//! Writes only the search index of a site folder: `search_index SITE OUT [--bench]`.
//!
//! For measurements (`bench/search/`); Markdown is stripped only roughly.

#![allow(clippy::print_stdout, reason = "a measurement prints")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use bantin::bodies::{Bodies, ModelTexts};
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::image::assets::Assets;
use bantin::markdown::Prose;
use bantin::search::{documents, other_names};
use bantin::site::{Publication, Site, link};
use bantin_search::{IndexFile, Settings, build};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, out, ..] = arguments.as_slice() else { panic!("search_index SITE OUT") };
    let mut found = Vec::new();
    let loaded = load(Path::new(root), &mut found);
    let catalog = parse(&loaded, None, &mut found).expect("the site reads");
    let assets = Assets::new(&loaded.assets);
    let now = "2027-01-01T00:00:00Z".parse().expect("a moment");
    let site = link(&catalog, &loaded.sources, &assets, now, Publication::default(), &mut found)
        .expect("the site links");
    let texts = texts(&site);
    let (cpu, memory) = usage();
    let documents = documents(&site, &texts);
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
    let search = &catalog.config.search;
    let settings = Settings { shard_bytes: search.shard_bytes, answers: search.answers };
    build(&documents, &other_names(&site), &settings, &take);
    let count = documents.len();
    let (cpu_after, memory_after) = usage();
    let (cpu, memory) = (cpu_after - cpu, memory_after - memory);
    println!(
        "documents {count} files {} bytes {} cpu {cpu:.2} s memory +{memory} MiB",
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

fn texts(site: &Site<'_>) -> Bodies {
    let plain = |text: &str| Prose { plain: stripped(text), ..Prose::default() };
    let some = |text: &Option<String>| plain(text.as_deref().unwrap_or(""));
    let sources = site.sources;
    Bodies {
        articles: site
            .articles
            .iter()
            .map(|one| plain(one.record.body.text(sources, &one.record.origin)))
            .collect(),
        models: site
            .models
            .iter()
            .map(|one| ModelTexts {
                objectives: some(&one.record.fields.objectives),
                activities: some(&one.record.fields.activities),
                body: plain(one.record.body.text(sources, &one.record.origin)),
            })
            .collect(),
        rules: site.contests.iter().map(|_| Prose::default()).collect(),
        entries: site
            .entries
            .iter()
            .map(|one| plain(one.record.body.text(sources, &one.record.origin)))
            .collect(),
        programmes: site
            .programmes
            .iter()
            .map(|one| plain(one.record.body.text(sources, &one.record.origin)))
            .collect(),
        pages: site
            .pages
            .iter()
            .map(|one| plain(one.record.body.text(sources, &one.record.origin)))
            .collect(),
    }
}

/// Removes the most common Markdown syntax.
fn stripped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            code = !code;
            continue;
        }
        if line.starts_with("![") || line.starts_with("{{") || line.starts_with("|-") {
            continue;
        }
        let line = line.trim_start_matches(['#', '>', '-', ' ']);
        let mut rest = line;
        while let Some(at) = rest.find("](") {
            plain.extend(rest[..at].chars().filter(|c| !matches!(c, '*' | '|' | '[')));
            rest = rest[at..].split_once(')').map_or("", |(_, after)| after);
        }
        plain.extend(rest.chars().filter(|c| !matches!(c, '*' | '|' | '[')));
        plain.push(if line.is_empty() { '\n' } else { ' ' });
    }
    plain
}
