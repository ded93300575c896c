//! A site on a web server.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ureq::Agent;

use crate::diagnostic::{Diagnostic, localized};
use crate::file_list::{FileList, FileSum, LIST, Sha256};
use crate::http;
use crate::url::encode_path;
use crate::verify::{Difference, Fault, Verified, no_list, parsed};

/// The longest list that is read: about a million files.
const LONGEST_LIST: u64 = 256 << 20;

/// The number of requests at a time.
const AT_A_TIME: usize = 8;

/// The list of a served site, whose address ends with `/`. Errors: the server does not answer, or has no list.
pub fn list_of_site(agent: &Agent, site: &str) -> Result<FileList, Diagnostic> {
    let answer = http::get(agent, &format!("{site}{LIST}")).map_err(|error| {
        no_list(site, localized!("`{site}` không trả lời: {error}", "`{site}` does not answer: {error}"))
    })?;
    let status = answer.status;
    if status != 200 {
        return Err(no_list(
            site,
            localized!("`{site}` trả lời {status} cho `{LIST}`", "`{site}` answers {status} for `{LIST}`"),
        ));
    }
    let bytes = answer.bytes(LONGEST_LIST).map_err(|error| {
        no_list(
            site,
            localized!(
                "không đọc được `{LIST}` của `{site}`: {error}",
                "cannot read `{LIST}` of `{site}`: {error}"
            ),
        )
    })?;
    parsed(&bytes, site)
}

/// Compares files of a served site, whose address ends with `/`, with what a list says; `done` is called after each.
///
/// Compressed forms beside a file are not asked for: they are what the server sends for the file itself. Names that
/// begin with a dot are passed over, since many servers hide them.
pub fn verify_site<'l>(
    agent: &Agent,
    site: &str,
    files: impl Iterator<Item = (&'l String, &'l FileSum)>,
    done: &(dyn Fn() + Sync),
) -> Verified {
    let files: Vec<_> = files.filter(|(path, _)| is_asked_for(path)).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((path, sum)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(fault) = fault(agent, site, path, sum) {
                let difference = Difference { path: (*path).clone(), fault };
                found.lock().unwrap_or_else(PoisonError::into_inner).push(difference);
            }
            done();
        }
    };
    std::thread::scope(|scope| {
        (0..AT_A_TIME.min(files.len())).for_each(|_| {
            scope.spawn(work);
        });
    });
    let mut differences = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    differences.sort();
    Verified { files: files.len(), differences }
}

fn is_asked_for(path: &str) -> bool {
    !path.ends_with(".br") && !path.ends_with(".gz") && !path.split('/').any(|part| part.starts_with('.'))
}

/// The address of a file as readers ask for it: a folder for its `index.html`.
pub(crate) fn address(site: &str, path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    format!("{site}{}", encode_path(folder.unwrap_or(path)))
}

fn fault(agent: &Agent, site: &str, path: &str, expected: &FileSum) -> Option<Fault> {
    let answer = match http::get(agent, &address(site, path)) {
        Ok(answer) => answer,
        Err(error) => return Some(Fault::Unreadable(error.to_string())),
    };
    match answer.status {
        301 | 308 if expected.status == 301 => return None,
        404 if expected.status != 404 => return Some(Fault::Missing),
        status if status != 200 && status != expected.status => return Some(Fault::Status(status)),
        _ => {}
    }
    match Sha256::of_reader(answer.reader()) {
        Ok((_, sha256)) => (sha256 != expected.sha256).then_some(Fault::Changed),
        Err(error) => Some(Fault::Unreadable(error.to_string())),
    }
}
