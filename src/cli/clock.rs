//! The system clock, and the time that `--now` sets.

use std::path::Path;
use std::time::{Duration, Instant};

use bantin::value::When;
use bantin_text::language::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::{WrongUsage, say, settings};

/// Default time zone, for sites whose settings name none.
const USUAL_ZONE: &str = "Asia/Ho_Chi_Minh";

/// The time given by `--now`, else the current time.
pub(crate) fn now(asked: Option<&str>, root: &Path, language: Language) -> Result<Timestamp, WrongUsage> {
    let Some(text) = asked else { return Ok(moment()) };
    let when =
        When::parse(text.trim()).filter(When::is_exact).ok_or_else(|| WrongUsage(no_date(text, language)))?;
    Ok(when.at(&zone(root)).timestamp())
}

pub(crate) fn moment() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    Timestamp::now()
}

/// The current time in the site's time zone.
pub(crate) fn local(root: &Path) -> jiff::Zoned {
    moment().to_zoned(zone(root))
}

/// Today in the site's time zone.
pub(crate) fn today(root: &Path) -> jiff::civil::Date {
    local(root).date()
}

fn no_date(text: &str, language: Language) -> String {
    say!(
        language,
        "`{text}` của `--now` không phải một ngày: viết như `2023-08-25` hoặc `2023-08-25 09:22`",
        "`{text}` of `--now` is no date: write it like `2023-08-25` or `2023-08-25 09:22`"
    )
}

/// The time zone of the site; the default if the settings name none or cannot be read.
fn zone(root: &Path) -> TimeZone {
    let named = settings::read(root, "time_zone").and_then(|name| TimeZone::get(&name).ok());
    named.or_else(|| TimeZone::get(USUAL_ZONE).ok()).unwrap_or(TimeZone::UTC)
}

/// Milliseconds since 1970: a number that grows with every start of the program.
#[cfg(feature = "serve")]
pub(crate) fn milliseconds() -> u64 {
    u64::try_from(moment().as_millisecond()).unwrap_or_default()
}

/// A stopwatch.
pub(crate) struct Watch(Instant);

impl Watch {
    pub(crate) fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
        Self(Instant::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The processor time of all threads of the program, where the system tells it.
#[cfg(unix)]
pub(crate) fn process_time() -> Option<Duration> {
    of_clock(rustix::time::ClockId::ProcessCPUTime)
}

/// The processor time of this thread, where the system tells it.
#[cfg(unix)]
pub(crate) fn thread_time() -> Option<Duration> {
    of_clock(rustix::time::ClockId::ThreadCPUTime)
}

#[cfg(unix)]
fn of_clock(clock: rustix::time::ClockId) -> Option<Duration> {
    Duration::try_from(rustix::time::clock_gettime(clock)).ok()
}

#[cfg(not(unix))]
pub(crate) fn process_time() -> Option<Duration> {
    None
}

#[cfg(not(unix))]
pub(crate) fn thread_time() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, root: &Path) -> Option<String> {
        now(Some(text), root, Language::En).ok().map(|moment| moment.to_string())
    }

    #[test]
    fn a_moment_is_read_in_the_time_zone_of_the_site() {
        let root = tempfile::TempDir::new().unwrap();
        assert_eq!(at("2023-08-25 09:22", root.path()).as_deref(), Some("2023-08-25T02:22:00Z"));
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::fs::write(root.path().join("content/site.yaml"), "title: T\ntime_zone: Asia/Tokyo\n").unwrap();
        assert_eq!(at("2023-08-25 09:22", root.path()).as_deref(), Some("2023-08-25T00:22:00Z"));
        assert_eq!(at("2023-08-25", root.path()).as_deref(), Some("2023-08-24T15:00:00Z"));
        assert_eq!(at("2023-08-25T09:22:31+07:00", root.path()).as_deref(), Some("2023-08-25T02:22:31Z"));
        assert_eq!(at("hôm qua", root.path()), None);
    }
}
