//! The machine's clock, and the clock that `--now` sets.

use std::path::Path;
use std::time::{Duration, Instant};

use bantin::value::When;
use bantin::text::language::Language;
use bantin::{source, yaml};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::{WrongUsage, say};

/// The zone of sites that name none.
const USUAL_ZONE: &str = "Asia/Ho_Chi_Minh";

/// The moment that `--now` names, else this one.
pub(crate) fn now(asked: Option<&str>, root: &Path, language: Language) -> Result<Timestamp, WrongUsage> {
    let Some(text) = asked else {
        #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
        return Ok(Timestamp::now());
    };
    let when = When::parse(text.trim()).ok_or_else(|| WrongUsage(no_date(text, language)))?;
    Ok(when.at(&zone(root)).timestamp())
}

fn no_date(text: &str, language: Language) -> String {
    say!(
        language,
        "`{text}` của `--now` không phải một ngày: viết như `2023-08-25` hoặc `2023-08-25 09:22`",
        "`{text}` of `--now` is no date: write it like `2023-08-25` or `2023-08-25 09:22`"
    )
}

/// The zone of the site. Settings that cannot be read are reported by the run itself.
fn zone(root: &Path) -> TimeZone {
    let settings =
        std::fs::read(root.join("content/site.yaml")).ok().and_then(|bytes| source::normalise(bytes).ok());
    let name = match settings.map(|text| yaml::parse(&text)) {
        Some(Ok(yaml::Node::Mapping(pairs))) => {
            pairs.into_iter().find(|(key, _)| key == "time_zone").map(|pair| pair.1)
        }
        _ => None,
    };
    let named = match name {
        Some(yaml::Node::Text(name)) => TimeZone::get(&name).ok(),
        _ => None,
    };
    named.or_else(|| TimeZone::get(USUAL_ZONE).ok()).unwrap_or(TimeZone::UTC)
}

/// How long something takes.
pub(crate) struct Watch(Instant);

impl Watch {
    /// Starts it.
    pub(crate) fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
        Self(Instant::now())
    }

    /// The time since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
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
