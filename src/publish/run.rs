//! Reads the state of a target, and carries a plan out.
//!
//! A run that is killed leaves a list in which unfinished files have no hash; the next run writes those again.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, localized};
use crate::file_list::{FileList, FileSum, LIST};
use crate::publish::plan::Plan;
use crate::publish::state::{Gone, Held, Published, STATE};
use crate::publish::{Target, failure};

/// The list at the target is renewed after so many files, or after a twentieth of all if that is more.
const BATCH: usize = 100;

/// The path of the lock at the target.
const LOCK: &str = ".bantin-lock.json";

/// A lock of a publisher that was killed counts for so long.
const LOCK_HOURS: i64 = 1;

/// What is published, and by whom.
pub struct Publication<'p> {
    /// The built folder.
    pub from: &'p Path,
    pub list: &'p FileList,
    pub now: Timestamp,
    /// Take over a target that holds files of others; they stay.
    pub adopt: bool,
    /// Tells publishers apart; the same one may go on after it was killed.
    pub owner: &'p str,
}

/// A lock as it stands at the target.
#[derive(Serialize, Deserialize)]
struct Lock {
    owner: String,
    since: Timestamp,
}

/// Reads what a target holds. Errors: the list cannot be read, is damaged, is that of another site, or the target holds
/// files of others.
pub fn published(target: &mut dyn Target, publication: &Publication<'_>) -> Result<Published, Diagnostic> {
    let (shown, site) = (target.shown(), &publication.list.site);
    let is_compressed = target.is_compressed();
    let empty = Published { site: site.clone(), is_compressed, ..Published::default() };
    let Some(bytes) = target.read(STATE)? else {
        if publication.adopt || target.is_empty()? {
            return Ok(empty);
        }
        return Err(failure(
            &shown,
            localized!(
                "`{shown}` có sẵn tệp mà không phải do chương trình đưa lên",
                "`{shown}` holds files that this program did not publish"
            ),
        )
        .help(localized!(
            "chọn nơi khác, hoặc thêm `--adopt` để dùng nơi này: tệp trùng tên bị thay, tệp khác được giữ nguyên",
            "choose another place, or add `--adopt` to use this one: files of the same names are replaced, others stay"
        )));
    };
    match Published::parse(&bytes) {
        Some(found) if found.site == *site || publication.adopt => {
            Ok(Published { site: site.clone(), ..found.in_form(is_compressed) })
        }
        Some(found) => {
            let other = found.site;
            Err(failure(
                &shown,
                localized!("`{shown}` đang chứa trang `{other}`", "`{shown}` holds the site `{other}`"),
            )
            .help(localized!(
                "chọn nơi khác, hoặc thêm `--adopt` nếu địa chỉ của trang đã đổi",
                "choose another place, or add `--adopt` if the address of the site has changed"
            )))
        }
        None if publication.adopt => Ok(empty),
        None => Err(failure(
            &shown,
            localized!(
                "danh sách `{STATE}` ở `{shown}` bị hỏng, nên không biết tệp nào là của trang",
                "the list `{STATE}` at `{shown}` is damaged, so nobody knows which files are the site's"
            ),
        )
        .help(localized!(
            "thêm `--adopt` để đưa lên lại tất cả; tệp thừa của lần trước phải xóa bằng tay",
            "add `--adopt` to publish everything again; left-over files of before must be removed by hand"
        ))),
    }
}

/// What a publish came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Files that travelled, and their size.
    pub files: usize,
    pub bytes: u64,
    /// Files that the target made out of others.
    pub copied: usize,
}

/// Brings a target, which [`begin`] has prepared, to the state of an output. `done` is told how many files are done.
pub fn carry_out(
    target: &mut dyn Target,
    publication: &Publication<'_>,
    plan: &Plan,
    mut published: Published,
    done: &dyn Fn(usize),
) -> Result<Sent, Diagnostic> {
    for path in &plan.uploads {
        let gone = published.files.get(path).and_then(|held| held.gone);
        published.files.insert(path.clone(), Held { sha256: None, gone });
    }
    target.write(STATE, &published.to_bytes())?;
    let batch = BATCH.max(plan.uploads.len() / 20);
    let uploads: Vec<&str> = plan.uploads.iter().map(String::as_str).collect();
    let is_copy = |path: &str| plan.copies.contains_key(path);
    // Copies come first in each turn, so this makes few batches more.
    let groups = uploads.chunk_by(|one, next| is_copy(one) == is_copy(next));
    let (mut sent, mut travelled, mut unlisted) = (Sent::default(), Vec::new(), 0);
    for paths in groups.flat_map(|group| group.chunks(batch)) {
        let left = copy(target, publication, plan, paths)?;
        sent.copied += paths.len() - left.len();
        done(paths.len() - left.len());
        target.upload(publication.from, &left, done)?;
        for path in paths {
            published.hold(path, &sum(publication, path)?);
        }
        travelled.extend(left);
        unlisted += paths.len();
        if unlisted >= batch {
            target.write(STATE, &published.to_bytes())?;
            unlisted = 0;
        }
    }
    sent.files = travelled.len();
    for path in &travelled {
        sent.bytes += sum(publication, path)?.size;
    }
    remove(target, plan, &mut published)?;
    published.publishes += 1;
    target.write(STATE, &published.to_bytes())?;
    verify(target, publication, &travelled, &mut published)?;
    target.delete(&[LOCK])?;
    target.commit()?;
    Ok(sent)
}

/// Lets the target copy what it can of these files, and returns what has to travel. Nobody knows whether a source is still
/// what the list says, so each copy is looked at before anything refers to it.
fn copy<'p>(
    target: &mut dyn Target,
    publication: &Publication<'_>,
    plan: &Plan,
    paths: &[&'p str],
) -> Result<Vec<&'p str>, Diagnostic> {
    let pair = |path: &&'p str| Some((*path, plan.copies.get(*path)?.as_str()));
    let copies: Vec<(&str, &str)> = paths.iter().filter_map(pair).collect();
    if copies.is_empty() {
        return Ok(paths.to_vec());
    }
    target.copy(publication.from, &copies)?;
    let failed: BTreeSet<String> = target.differing(publication.from, paths)?.into_iter().collect();
    Ok(paths.iter().copied().filter(|path| failed.contains(*path)).collect())
}

fn sum(publication: &Publication<'_>, path: &str) -> Result<FileSum, Diagnostic> {
    if let Some(sum) = publication.list.files.get(path) {
        return Ok(*sum);
    }
    FileSum::of_file(&publication.from.join(path)).map_err(|error| {
        failure(path, localized!("không đọc được `{path}`: {error}", "cannot read `{path}`: {error}"))
    })
}

/// Deletes what is gone, and notes since when former files are.
fn remove(target: &mut dyn Target, plan: &Plan, published: &mut Published) -> Result<(), Diagnostic> {
    for (path, gone) in &plan.kept {
        let gone: Gone = *gone;
        if let Some(held) = published.files.get_mut(path) {
            held.gone = Some(gone);
        }
    }
    let deletions: Vec<&str> =
        plan.deletions.iter().map(String::as_str).filter(|path| *path != LIST).collect();
    target.delete(&deletions)?;
    deletions.iter().for_each(|path| {
        published.files.remove(*path);
    });
    Ok(())
}

/// Reads back what was written. What is not as it should be counts as unfinished, so that the next publish writes it.
fn verify(
    target: &mut dyn Target,
    publication: &Publication<'_>,
    paths: &[&str],
    published: &mut Published,
) -> Result<(), Diagnostic> {
    let differing = target.differing(publication.from, paths)?;
    let Some(first) = differing.first() else { return Ok(()) };
    for path in &differing {
        published.files.entry(path.clone()).and_modify(|held| held.sha256 = None);
    }
    target.write(STATE, &published.to_bytes())?;
    let (shown, count) = (target.shown(), differing.len());
    Err(failure(
        &shown,
        localized!(
            "{count} tệp ở `{shown}` không đúng như đã đưa lên, như `{first}`",
            "{count} files at `{shown}` are not as they were published, such as `{first}`"
        ),
    )
    .help(localized!(
        "có chương trình khác đang ghi vào đó? chạy `bantin publish` lần nữa",
        "does another program write there? run `bantin publish` once more"
    )))
}

/// Removes a lock that an earlier publish of the same publisher left when it was killed.
pub fn unlock(target: &mut dyn Target, publication: &Publication<'_>) -> Result<(), Diagnostic> {
    let found = target.read(LOCK)?.and_then(|bytes| serde_json::from_slice::<Lock>(&bytes).ok());
    match found {
        Some(lock) if lock.owner == publication.owner => target.delete(&[LOCK]),
        _ => Ok(()),
    }
}

/// Before the first change: prepares the target and takes its lock.
pub fn begin(target: &mut dyn Target, publication: &Publication<'_>) -> Result<(), Diagnostic> {
    target.begin()?;
    lock(target, publication)
}

/// Takes the lock, unless somebody else has it, or gets it meanwhile.
fn lock(target: &mut dyn Target, publication: &Publication<'_>) -> Result<(), Diagnostic> {
    let before = target.read(LOCK)?;
    let held = |bytes: &Option<Vec<u8>>| serde_json::from_slice::<Lock>(bytes.as_deref()?).ok();
    if let Some(other) = held(&before).filter(|lock| lock.owner != publication.owner) {
        let end = other.since.checked_add(Span::new().hours(LOCK_HOURS)).unwrap_or(other.since);
        if publication.now < end {
            return Err(locked(target, other.since));
        }
    }
    let lock = Lock { owner: publication.owner.to_owned(), since: publication.now };
    let bytes = serde_json::to_vec(&lock).unwrap_or_default();
    if target.swap(LOCK, before.as_deref(), &bytes)? {
        return Ok(());
    }
    let since = held(&target.read(LOCK)?).map_or(publication.now, |other| other.since);
    Err(locked(target, since))
}

fn locked(target: &dyn Target, since: Timestamp) -> Diagnostic {
    let shown = target.shown();
    failure(
        &shown,
        localized!(
            "một máy khác đang đưa trang lên `{shown}`, từ {since}",
            "another machine is publishing to `{shown}`, since {since}"
        ),
    )
    .help(localized!(
        "đợi máy ấy xong; nếu nó đã ngừng giữa chừng, khóa hết hiệu lực sau một giờ",
        "wait until it is done; if it was stopped half-way, its lock ends after an hour"
    ))
}
