//! Old addresses and files of editors against everything else in the output: a path may be that of one file only, on
//! every system, and a redirect leads to what is there.
//!
//! In: all paths of the output. Out: an error at the old address or file, where two paths differ in capitals alone, where
//! one would be a file and a folder at once, and where a redirect leads to no page.

use std::collections::BTreeMap;

use crate::content::holds::stem;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::file_list::RESERVED;
use crate::files::{FileCopy, Pictures};
use crate::pages::{FileKind, Pages};
use crate::site::{Site, permalink};
use crate::url;

/// A path of the output, with the place where an editor wrote it.
type Written = (String, Option<Place>);

/// The folder of the search's files, which are made last.
const SEARCH: &str = "search";

/// Checks all paths. An exact collision was told when the paths were planned.
pub(super) fn check(
    site: &Site<'_>,
    pages: &Pages,
    copies: &[FileCopy],
    pictures: &Pictures,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut known: BTreeMap<String, Written> = BTreeMap::new();
    for (path, place) in paths(site, pages, copies, pictures) {
        match known.get(&path.to_lowercase()) {
            Some((other, others_place)) if *other != path => {
                if let Some(place) = place.as_ref().or(others_place.as_ref()) {
                    diagnostics.push(twin(place.clone(), &path, other));
                }
            }
            Some(_) => {}
            None => drop(known.insert(path.to_lowercase(), (path, place))),
        }
    }
    for (lower, (path, place)) in &known {
        let above = lower.match_indices('/').filter_map(|(at, _)| known.get(&lower[..at])).next();
        if let Some((file, files_place)) = above
            && let Some(place) = place.as_ref().or(files_place.as_ref())
        {
            diagnostics.push(below_file(place.clone(), path, file));
        }
    }
    let is_copy = |path: &str| {
        copies.binary_search_by(|copy| copy.path.as_str().cmp(path)).is_ok() || pictures.contains(path)
    };
    for copy in copies {
        let is_taken = copy.path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(SEARCH));
        if let Some(source) = copy.source.as_deref().filter(|_| is_taken) {
            diagnostics.push(taken(source));
        }
    }
    for old in &site.redirects {
        let to = old.to.split(['#', '?']).next().unwrap_or("");
        let to = url::decode(to);
        let is_there = || to.contains(':') || pages.find(&to).is_some() || is_copy(&to);
        // An alias leads to its own record; what keeps a record from its page is told there.
        let is_setting = matches!(&old.place, Place::Yaml { source, .. } if *source == site.config.source);
        if is_setting && !is_there() && !is_record(site, &to) {
            diagnostics.push(leads_nowhere(old.place.clone(), &old.from, &to));
        }
    }
}

/// Whether a record of that name is written, although it has no page now.
fn is_record(site: &Site<'_>, path: &str) -> bool {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let sources = site.sources;
    sources.ids().any(|id| stem(&sources.get(id).path) == name)
}

/// All paths; those that no editor can change come first.
fn paths(site: &Site<'_>, pages: &Pages, copies: &[FileCopy], pictures: &Pictures) -> Vec<Written> {
    let mut all: Vec<Written> =
        pages.pages().iter().map(|page| (permalink::file(&page.path), None)).collect();
    all.extend(RESERVED.map(|path| (path.to_owned(), None)));
    all.extend(pictures.paths().map(|path| (path.to_owned(), None)));
    all.extend(pages.files().iter().map(|file| {
        let place = match file.kind {
            FileKind::Redirect(number) => Some(site.redirects[number].place.clone()),
            _ => None,
        };
        (file.path.clone(), place)
    }));
    all.extend(copies.iter().map(|copy| (copy.path.clone(), copy.source.as_deref().map(Place::file))));
    all.sort_by_key(|(_, place)| place.is_some());
    all
}

fn taken(source: &str) -> Diagnostic {
    let message = localized!(
        "`/{SEARCH}/` dành cho tệp tìm kiếm của chương trình",
        "`/{SEARCH}/` holds the program's own files of the search"
    );
    let help = localized!("đổi tên tệp hoặc thư mục này", "rename this file or folder");
    Diagnostic::error(Code::PathCollision, Place::file(source), message).help(help)
}

fn twin(place: Place, path: &str, other: &str) -> Diagnostic {
    let message = localized!(
        "`/{path}` chỉ khác `/{other}` ở chữ hoa, chữ thường; nhiều máy coi là một",
        "`/{path}` differs from `/{other}` in capitals alone, and many systems take them for one"
    );
    let help = localized!("đổi một trong hai", "change one of the two");
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}

fn below_file(place: Place, path: &str, file: &str) -> Diagnostic {
    let message = localized!(
        "`/{path}` nằm dưới `/{file}`, mà đó là một tệp, không phải thư mục",
        "`/{path}` lies below `/{file}`, which is a file and no folder"
    );
    let help = localized!("đổi một trong hai", "change one of the two");
    Diagnostic::error(Code::PathCollision, place, message).help(help)
}

fn leads_nowhere(place: Place, from: &str, to: &str) -> Diagnostic {
    let message = localized!(
        "địa chỉ cũ `/{from}` dẫn tới `/{to}`, mà trang không có",
        "the old path `/{from}` leads to `/{to}`, which is not there"
    );
    let help = localized!("cho nó dẫn tới một trang đang có", "let it lead to a page that is there");
    Diagnostic::error(Code::DanglingLink, place, message).help(help)
}
