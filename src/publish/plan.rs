//! What a publish does, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp};

use crate::cache_rule::CacheRule;
use crate::file_list::{BUILD, FileList, FileSum, LIST, Sha256};
use crate::publish::state::{Gone, Published};

/// How long former files with a hash in their names stay at least: pages that were open then still need them.
const KEPT_HOURS: i64 = 7 * 24;
const KEPT_PUBLISHES: u64 = 2;

/// A publish that deletes more than this share of what is there, in percent, is asked about first.
const USUAL_DELETIONS: usize = 10;

/// The difference between an output and a target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Files that the target does not have, in the order of uploading, except the list.
    pub new: BTreeSet<String>,
    /// Files that the target has with another content.
    pub changed: BTreeSet<String>,
    /// New and changed files, in the order of uploading.
    pub uploads: Vec<String>,
    /// Those of them whose bytes the target holds already, under another path: each with that path.
    pub copies: BTreeMap<String, String>,
    /// The size of all uploads that are no copies.
    pub bytes: u64,
    /// Files to delete.
    pub deletions: Vec<String>,
    /// Former files that stay for a while.
    pub kept: Vec<(String, Gone)>,
    /// The number of files that the target has.
    there: usize,
}

impl Plan {
    /// Compares an output with what a target holds. `own` is the sum of the list itself; `can_copy` tells whether the
    /// target makes files out of others.
    pub fn new(
        list: &FileList,
        own: &FileSum,
        published: &Published,
        can_copy: bool,
        now: Timestamp,
    ) -> Self {
        let mut plan = Self { there: published.files.len(), ..Self::default() };
        let sources = if can_copy { sources(list, published) } else { BTreeMap::new() };
        for (path, sum) in &list.files {
            let held = published.files.get(path);
            let before = held.and_then(|held| held.sha256);
            if before == Some(sum.sha256) {
                continue;
            }
            match held {
                Some(_) => plan.changed.insert(path.clone()),
                None => plan.new.insert(path.clone()),
            };
            // A copy replaces nothing, so that no target has to take a file away before it has the other.
            match sources.get(&sum.sha256).filter(|_| before.is_none()) {
                Some(source) => drop(plan.copies.insert(path.clone(), (*source).to_owned())),
                None => plan.bytes += sum.size,
            }
        }
        let number = published.publishes + 1;
        for (path, held) in &published.files {
            if list.files.contains_key(path) || path == LIST {
                continue;
            }
            let gone = held.gone.unwrap_or(Gone { since: now, publish: number });
            if CacheRule::of(uncompressed(path)) == CacheRule::Immutable && !is_over(gone, number, now) {
                plan.kept.push((path.clone(), gone));
            } else {
                plan.deletions.push(path.clone());
            }
        }
        plan.uploads = plan.new.iter().chain(&plan.changed).cloned().collect();
        plan.uploads.sort_by_cached_key(|path| (turn(path), !plan.copies.contains_key(path), path.clone()));
        if published.files.get(LIST).and_then(|held| held.sha256) != Some(own.sha256) {
            plan.uploads.push(LIST.to_owned());
            plan.bytes += own.size;
        }
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.uploads.is_empty() && self.deletions.is_empty()
    }

    /// Whether so much would be deleted that it may be a mistake.
    pub fn deletes_much(&self) -> bool {
        self.deletions.len() * 100 > self.there * USUAL_DELETIONS
    }
}

/// Files that the target holds and goes on holding as they are until the last file is there, by what they hold.
fn sources<'p>(list: &FileList, published: &'p Published) -> BTreeMap<Sha256, &'p str> {
    let mut sources = BTreeMap::new();
    for (path, held) in &published.files {
        let Some(sha256) = held.sha256.filter(|_| path != LIST) else { continue };
        if list.files.get(path).is_none_or(|sum| sum.sha256 == sha256) {
            sources.entry(sha256).or_insert(path.as_str());
        }
    }
    sources
}

fn is_over(gone: Gone, publish: u64, now: Timestamp) -> bool {
    let is_old = gone.since.checked_add(Span::new().hours(KEPT_HOURS)).is_ok_and(|end| end <= now);
    is_old && publish >= gone.publish + KEPT_PUBLISHES
}

/// The path of the text of which this is a compressed form.
fn uncompressed(path: &str) -> &str {
    path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path)
}

/// The turn of a file: nothing refers to a file of a later turn.
fn turn(path: &str) -> u8 {
    let path = uncompressed(path);
    match CacheRule::of(path) {
        CacheRule::Immutable => 0,
        CacheRule::Hour => 1,
        CacheRule::Short if path.ends_with(".html") => 2,
        _ if path == BUILD => 4,
        CacheRule::Short | CacheRule::Revalidate => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn list(files: &[(&str, &str)]) -> FileList {
        let mut list = FileList::default();
        files.iter().for_each(|(path, text)| list.add(path, text.as_bytes()));
        list
    }

    fn published(list: &FileList) -> Published {
        let mut published = Published { publishes: 1, ..Published::default() };
        list.files.iter().for_each(|(path, sum)| published.hold(path, sum));
        published.hold(LIST, &FileSum::of(&list.to_bytes()));
        published
    }

    fn planned(list: &FileList, there: &Published, now: &str) -> Plan {
        Plan::new(list, &FileSum::of(&list.to_bytes()), there, true, at(now))
    }

    #[test]
    fn what_pages_need_comes_before_them_and_lists_come_last() {
        let paths = [
            "index.html",
            "feed.xml",
            "theme/a.0123abcd.css",
            "anh.jpg",
            "build.json",
            "search/manifest.json",
            "search/0123456789abcdef/a.bin",
            "theme/a.0123abcd.css.br",
        ];
        let list = list(&paths.map(|path| (path, "")));
        let plan = planned(&list, &Published::default(), "2026-01-01T00:00:00Z");
        let expected = [
            "search/0123456789abcdef/a.bin",
            "theme/a.0123abcd.css",
            "theme/a.0123abcd.css.br",
            "anh.jpg",
            "index.html",
            "feed.xml",
            "search/manifest.json",
            "build.json",
            "files.json",
        ];
        assert_eq!(plan.uploads, expected);
    }

    #[test]
    fn only_contents_are_compared() {
        let old = list(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]);
        let new = list(&[("a.html", "1"), ("b.html", "2"), ("d.html", "1")]);
        let plan = planned(&new, &published(&old), "2026-01-01T00:00:00Z");
        assert_eq!(plan.uploads, ["d.html", "b.html", "files.json"], "what is copied there comes first");
        assert_eq!((plan.new.len(), plan.changed.len()), (1, 1));
        assert_eq!(plan.deletions, ["c.html"]);
        assert!(plan.deletes_much());
        assert!(planned(&old, &published(&old), "2026-01-01T00:00:00Z").is_empty());
    }

    #[test]
    fn what_the_target_holds_under_another_path_is_copied_there_before_its_neighbours_travel() {
        let old = list(&[
            ("search/0123456789abcdef/a.bin", "like before"),
            ("search/0123456789abcdef/b.bin", "half written"),
            ("same.html", "a page"),
            ("page.html", "old"),
            ("other.html", "other"),
        ]);
        let new = list(&[
            ("search/fedcba9876543210/a.bin", "like before"),
            ("search/fedcba9876543210/b.bin", "half written"),
            ("search/fedcba9876543210/0.bin", "new"),
            ("copy.html", "a page"),
            ("same.html", "a page"),
            ("former.html", "old"),
            ("page.html", "a page"),
        ]);
        let mut there = published(&old);
        there.files.get_mut("search/0123456789abcdef/b.bin").unwrap().sha256 = None;
        let plan = planned(&new, &there, "2026-01-01T00:00:00Z");
        let copies = plan.copies.iter().map(|(path, source)| (path.as_str(), source.as_str()));
        let expected =
            [("copy.html", "same.html"), ("search/fedcba9876543210/a.bin", "search/0123456789abcdef/a.bin")];
        assert_eq!(copies.collect::<Vec<_>>(), expected, "no file that is replaced is a source or is a copy");
        assert_eq!(plan.uploads[..2], ["search/fedcba9876543210/a.bin", "search/fedcba9876543210/0.bin"]);
        let travels = plan.uploads.iter().filter(|path| !plan.copies.contains_key(*path));
        let size = |path: &String| new.files.get(path).map_or(new.to_bytes().len() as u64, |sum| sum.size);
        assert_eq!(plan.bytes, travels.map(size).sum::<u64>());
        let without =
            Plan::new(&new, &FileSum::of(&new.to_bytes()), &there, false, at("2026-01-01T00:00:00Z"));
        assert!(without.copies.is_empty() && without.bytes > plan.bytes);
    }

    #[test]
    fn former_files_with_hashes_stay_for_seven_days_and_two_publishes() {
        let old = list(&[("theme/a.0123abcd.css", "1")]);
        let mut there = published(&old);
        let empty = FileList::default();
        let plan = |there: &Published, now: &str| planned(&empty, there, now);
        let first = plan(&there, "2026-01-01T00:00:00Z");
        assert!(first.deletions.is_empty() && first.kept.len() == 1);
        let (path, gone) = first.kept[0].clone();
        there.files.get_mut(&path).unwrap().gone = Some(gone);
        there.publishes = 2;
        assert!(plan(&there, "2026-02-01T00:00:00Z").deletions.is_empty(), "one publish later");
        there.publishes = 3;
        assert!(plan(&there, "2026-01-07T23:59:59Z").deletions.is_empty(), "less than seven days later");
        assert_eq!(plan(&there, "2026-01-08T00:00:00Z").deletions, ["theme/a.0123abcd.css"]);
    }
}
