//! What a publish does, and in which order.

use std::collections::BTreeSet;

use jiff::{Span, Timestamp};

use crate::cache_rule::CacheRule;
use crate::file_list::{BUILD, FileList, FileSum, LIST};
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
    /// The size of all uploads.
    pub bytes: u64,
    /// Files to delete.
    pub deletions: Vec<String>,
    /// Former files that stay for a while.
    pub kept: Vec<(String, Gone)>,
    /// The number of files that the target has.
    there: usize,
}

impl Plan {
    /// Compares an output with what a target holds. `own` is the sum of the list itself.
    pub fn new(list: &FileList, own: &FileSum, published: &Published, now: Timestamp) -> Self {
        let mut plan = Self { there: published.files.len(), ..Self::default() };
        for (path, sum) in &list.files {
            match published.files.get(path) {
                Some(held) if held.sha256 == Some(sum.sha256) => continue,
                Some(_) => plan.changed.insert(path.clone()),
                None => plan.new.insert(path.clone()),
            };
            plan.bytes += sum.size;
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
        plan.uploads.sort_by_cached_key(|path| (turn(path), path.clone()));
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
        Plan::new(list, &FileSum::of(&list.to_bytes()), there, at(now))
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
        assert_eq!(plan.uploads, ["b.html", "d.html", "files.json"]);
        assert_eq!((plan.new.len(), plan.changed.len()), (1, 1));
        assert_eq!(plan.deletions, ["c.html"]);
        assert!(plan.deletes_much());
        assert!(planned(&old, &published(&old), "2026-01-01T00:00:00Z").is_empty());
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
