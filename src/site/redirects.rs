//! Redirects of old paths: `redirects` of `site.yaml` and `aliases` of records.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Path, Place, localized};
use crate::file_name;
use crate::site::linker::Linker;
use crate::site::permalink;
use crate::site::publication::PublicationStatus;
use crate::site::types::Redirection;

/// All redirects, sorted by old path: aliases of published and withdrawn records, and the redirects of `site.yaml`.
pub(super) fn redirects(linker: &mut Linker<'_, '_>) -> Vec<Redirection> {
    let config = &linker.catalog.config;
    let mut old: Vec<(String, String, Place)> = Vec::new();
    for (index, redirect) in config.redirects.iter().enumerate() {
        let path = Path::top().key("redirects").index(index).key("from");
        let place = Place::value(config.source, path);
        let to = redirect.to.0.strip_prefix('/').unwrap_or(&redirect.to.0);
        old.push((redirect.from.clone(), to.to_owned(), place));
    }
    for record in linker.catalog.records() {
        let prefix = permalink::prefix(record.language().unwrap_or(config.language), config.language);
        if matches!(linker.ids.status(&record), PublicationStatus::Skipped(_)) {
            // What leads to it waits until it is published.
            let page = permalink::record(prefix, record.kind(), &record.name());
            old.retain(|(_, to, _)| to.trim_end_matches('/') != page.trim_end_matches('/'));
            continue;
        }
        for (index, from) in record.aliases().iter().enumerate() {
            let to = permalink::record(prefix, record.kind(), &record.name());
            let place = record.origin.value(|path| path.key("aliases").index(index));
            old.push((from.clone(), to, place));
        }
    }
    clean(old, &config.base.path, linker.diagnostics)
}

/// Normalizes old paths, and reports those outside the section or with two targets.
fn clean(
    old: Vec<(String, String, Place)>,
    base: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirection> {
    let mut redirects: BTreeMap<String, (String, Place)> = BTreeMap::new();
    for (from, to, place) in old.into_iter().filter(|(from, ..)| !from.is_empty()) {
        let below = from.strip_prefix(base).unwrap_or(&from).trim_start_matches('/').to_owned();
        let sound = !below.is_empty()
            && !below.contains(['\\', '?', '#', ':', '\0'])
            && below.split('/').all(|part| part != ".." && part != ".")
            && !below.contains("//");
        let fault = below.trim_end_matches('/').split('/').find_map(file_name::fault).filter(|_| sound);
        let leads = fault.is_none().then(|| misleads(&to)).flatten();
        if let Some(why) = fault.or(leads).or_else(|| taken_by_program(&below)) {
            let message = LocalizedText {
                vi: format!("`{from}` không dùng làm địa chỉ cũ được: {}", why.vi),
                en: format!("`{from}` cannot be an old path: {}", why.en),
            };
            let help = localized!("sửa hoặc bỏ địa chỉ cũ này", "correct or remove this old path");
            diagnostics.push(Diagnostic::error(Code::InvalidUrl, place, message).help(help));
        } else if !sound {
            let message = localized!(
                "`{from}` không phải đường dẫn cũ dùng được",
                "`{from}` is no old path of this section"
            );
            let help = localized!("viết như `/tin-cu/bai-1.html`", "write it like `/old/page-1.html`");
            diagnostics.push(Diagnostic::error(Code::InvalidUrl, place, message).help(help));
        } else if let Some(other) =
            redirects.get(&below).map(|(other, _)| other).filter(|other| **other != to)
        {
            let message = localized!(
                "đường dẫn cũ `{from}` đã dẫn tới `/{other}`",
                "the old path `{from}` leads to `/{other}` already"
            );
            let help = localized!("bỏ một trong hai", "remove one of the two");
            diagnostics.push(Diagnostic::error(Code::PathCollision, place, message).help(help));
        } else {
            redirects.insert(below, (to, place));
        }
    }
    straightened(redirects, diagnostics)
}

/// Why a redirect leads nowhere that a page may lead to: only pages of this section or of another host are.
fn misleads(to: &str) -> Option<LocalizedText> {
    let lower = to.to_ascii_lowercase();
    let is_elsewhere = lower.starts_with("http://") || lower.starts_with("https://");
    let scheme = lower.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if to.starts_with('/') || scheme && !is_elsewhere {
        return Some(localized!(
            "`{to}` không phải trang nào: viết `/gioi-thieu/` hoặc `https://…`",
            "`{to}` is no page: write `/about/` or `https://…`"
        ));
    }
    None
}

/// Folders that hold nothing but files of the program.
fn taken_by_program(below: &str) -> Option<LocalizedText> {
    let first = below.split('/').next().filter(|first| ["api", "search"].contains(first))?;
    Some(localized!(
        "thư mục `/{first}/` dành cho tệp của chương trình",
        "the folder `/{first}/` holds files of the program"
    ))
}

/// Leads every old path to where a reader ends up, in one step, and reports those that lead back to themselves.
fn straightened(
    redirects: BTreeMap<String, (String, Place)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirection> {
    let key = |path: &str| path.trim_end_matches('/').to_owned();
    let steps: BTreeMap<String, &str> =
        redirects.iter().map(|(from, (to, _))| (key(from), to.as_str())).collect();
    let key_of = |to: &str| key(to.trim_start_matches('/').split(['#', '?']).next().unwrap_or_default());
    // Where each step ends; nothing for a circle, and for what is still being followed.
    let mut ends: BTreeMap<String, Option<&str>> = BTreeMap::new();
    let mut straight = Vec::new();
    for (from, (to, place)) in &redirects {
        let (mut last, mut followed) = (to.as_str(), Vec::new());
        let end = loop {
            let key = key_of(last);
            let Some(further) = steps.get(&key) else { break Some(last) };
            if let Some(known) = ends.get(&key) {
                break *known;
            }
            ends.insert(key.clone(), None);
            followed.push(key);
            last = further;
        };
        ends.extend(followed.into_iter().map(|key| (key, end)));
        let Some(last) = end else {
            let message = localized!(
                "đường dẫn cũ `{from}` dẫn vòng quanh, không tới trang nào",
                "the old path `{from}` leads round in a circle, to no page"
            );
            let help = localized!("cho nó dẫn tới một trang đang có", "let it lead to a page that is there");
            diagnostics.push(Diagnostic::error(Code::Cycle, place.clone(), message).help(help));
            continue;
        };
        straight.push(Redirection { from: from.clone(), to: last.to_owned(), place: place.clone() });
    }
    straight
}
