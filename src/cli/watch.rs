//! `bantin watch`: builds, and publishes, when files change and when the clock changes the output.
//!
//! After each round `.bantin/heartbeat.json` tells others when the program was alive, whether the last build and publish
//! went well, and when the next is due. It names no record: what comes is not told before its time.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use bantin::progress::Silent;
use bantin::workspace::{Options, Purpose, Workspace};
use bantin_text::language::Language;
use jiff::Timestamp;

use crate::cli::args::{Common, Format, Watch};
use crate::cli::publish::{Asked, Job, named};
use crate::cli::summary::Told;
use crate::cli::{Status, WrongUsage, clock, print, report, request};

/// How often files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// A failed publish is tried again after so long, in seconds.
const AGAIN: i64 = 300;

/// The heartbeat is at most so old while the program runs, in seconds.
const BEAT: i64 = 60;

/// Where others look whether the program is alive, below the root.
const HEARTBEAT: &str = ".bantin/heartbeat.json";

/// Runs the command until it is ended; with `--once`, one round.
pub(crate) fn run(common: &Common, command: &Watch, language: Language) -> Result<Status, WrongUsage> {
    let base = request::reading(common, None, command.base_url.as_deref(), language)?;
    let address = match &command.publish_to {
        Some(target) => Some(named(common.root(), target.as_deref(), language)?),
        None => None,
    };
    loop {
        let seen = newest(&base.root);
        let now = clock::moment();
        let options = Options { now, compress: command.compress, ..base.clone() };
        let (status, next) = round(common, options, address.as_deref(), language);
        if command.once {
            beat(&base.root, now, status, next);
            return Ok(status);
        }
        let due = match status {
            Status::Done => next,
            _ => Some(next.unwrap_or(Timestamp::MAX).min(later(now, AGAIN))),
        };
        wait(&base.root, &seen, (now, status, due));
    }
}

/// One build, and one publish. Returns the next moment at which the output changes.
fn round(
    common: &Common,
    options: Options,
    address: Option<&str>,
    language: Language,
) -> (Status, Option<Timestamp>) {
    let (root, now, output) = (options.root.clone(), options.now, options.output.clone());
    let watch = clock::Watch::start();
    let mut workspace = Workspace::new(options);
    let outcome = workspace.build(&Silent);
    let next = workspace.state(Purpose::Publish, &Silent).moments(now).first().map(|moment| moment.at);
    report::print(&outcome.report, Format::Text, language);
    let status = report::status(&outcome.report);
    if status != Status::Done {
        return (status, next);
    }
    if let Some(summary) = outcome.summary.filter(|_| !common.quiet) {
        let told = Told { output: Some(&output), elapsed: watch.elapsed(), names: false, language };
        print(&told.headline(&summary));
    }
    drop(outcome.rest);
    let Some(address) = address else { return (status, next) };
    let job = Job { root: &root, output, address: address.to_owned(), quiet: common.quiet, language };
    (job.publish(Asked { dry_run: false, yes: false, adopt: false }, now), next)
}

/// Waits until something is due or a file has changed.
fn wait(root: &Path, seen: &Seen, (built, status, due): (Timestamp, Status, Option<Timestamp>)) {
    let mut beaten = Timestamp::MIN;
    loop {
        let now = clock::moment();
        if due.is_some_and(|due| due <= now) {
            return;
        }
        if now >= later(beaten, BEAT) {
            beat(root, built, status, due);
            beaten = now;
        }
        std::thread::sleep(LOOK);
        if newest(root) != *seen {
            // Whoever saves one file often saves others with it.
            std::thread::sleep(LOOK);
            return;
        }
    }
}

fn later(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(moment.as_second().saturating_add(seconds)).unwrap_or(Timestamp::MAX)
}

/// Written to a temporary name first, so that no reader sees half of it. Errors are ignored: an old heartbeat tells.
fn beat(root: &Path, built: Timestamp, status: Status, next: Option<Timestamp>) {
    let (path, half) = (root.join(HEARTBEAT), root.join(".bantin/heartbeat.new"));
    let second = |moment: Timestamp| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let text = serde_json::json!({
        "alive_at": second(clock::moment()),
        "built_at": second(built),
        "ok": status == Status::Done,
        "next_at": next.map(second),
    });
    let _ = fs::create_dir_all(root.join(".bantin"));
    let _ = fs::write(&half, format!("{text}\n")).and_then(|()| fs::rename(half, path));
}

/// What tells that files have changed: their number, and the newest time of change.
type Seen = (usize, Option<SystemTime>);

/// Looks through everything that a build reads.
fn newest(root: &Path) -> Seen {
    let walk = ["content", "themes"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let times = walk
        .filter_map(Result::ok)
        .map(|entry| entry.metadata().ok().and_then(|found| found.modified().ok()));
    times.fold((0, None), |(count, newest), time| (count + 1, newest.max(time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_a_changed_and_a_removed_file_are_noticed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let file = root.path().join("content/a.md");
        fs::write(&file, "a").unwrap();
        let before = newest(root.path());
        assert_eq!(newest(root.path()), before);
        fs::File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000))
            .unwrap();
        let changed = newest(root.path());
        assert_ne!(changed, before);
        fs::remove_file(file).unwrap();
        assert_ne!(newest(root.path()), changed);
    }
}
