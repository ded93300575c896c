//! The time of a build, and for how long its answers hold.
//!
//! In: the moment of a build. Out: comparisons with it. Each comparison narrows the [`Period`] in which any other moment
//! would have got the same answers, so that a result can be used again exactly as long as it is true.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// The smallest step of time.
const STEP: SignedDuration = SignedDuration::from_nanos(1);

/// The moment of a build. It can only be compared; clones note their comparisons in one place.
#[derive(Debug, Clone)]
pub struct Now {
    at: Timestamp,
    period: Arc<Mutex<Period>>,
}

/// A span of time; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(String, String)", into = "(String, String)")]
pub struct Period {
    from: Timestamp,
    until: Timestamp,
}

impl Now {
    pub fn new(at: Timestamp) -> Self {
        let all = Period { from: Timestamp::MIN, until: Timestamp::MAX };
        Self { at, period: Arc::new(Mutex::new(all)) }
    }

    /// The moments that would have got the same answers so far.
    pub fn period(&self) -> Period {
        *self.period.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that answers were used which hold in a period.
    pub fn narrow(&self, to: Period) {
        let mut period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        period.from = period.from.max(to.from);
        period.until = period.until.min(to.until);
    }

    /// The moment in a time zone, to print it where it is printed anew whenever the rest is used again: it is not noted.
    pub fn stamp(&self, zone: TimeZone) -> Zoned {
        self.at.to_zoned(zone)
    }

    /// The day in a time zone.
    pub fn day(&self, zone: &TimeZone) -> Date {
        let day = self.at.to_zoned(zone.clone()).date();
        self.within(Some(day), day.tomorrow().ok(), zone);
        day
    }

    /// The year in a time zone.
    pub fn year(&self, zone: &TimeZone) -> i16 {
        let year = self.at.to_zoned(zone.clone()).year();
        let first = |year: i16| Date::new(year, 1, 1).ok();
        self.within(first(year), year.checked_add(1).and_then(first), zone);
        year
    }

    /// Notes that the moment is not before a day, and before another.
    fn within(&self, first: Option<Date>, next: Option<Date>, zone: &TimeZone) {
        for day in [first, next].into_iter().flatten() {
            if let Ok(start) = day.to_zoned(zone.clone()) {
                self.compare(start.timestamp());
            }
        }
    }

    fn compare(&self, other: Timestamp) -> Ordering {
        let order = self.at.cmp(&other);
        let mut period = self.period.lock().unwrap_or_else(PoisonError::into_inner);
        if order != Ordering::Less {
            // From `other` on, or after it.
            let first = if order.is_eq() { Ok(other) } else { other.checked_add(STEP) };
            period.from = period.from.max(first.unwrap_or(self.at));
        }
        if order != Ordering::Greater {
            let last = if order.is_eq() { Ok(other) } else { other.checked_sub(STEP) };
            period.until = period.until.min(last.unwrap_or(self.at));
        }
        order
    }
}

impl PartialEq<Timestamp> for Now {
    fn eq(&self, other: &Timestamp) -> bool {
        self.compare(*other).is_eq()
    }
}

impl PartialOrd<Timestamp> for Now {
    fn partial_cmp(&self, other: &Timestamp) -> Option<Ordering> {
        Some(self.compare(*other))
    }
}

impl PartialEq<Now> for Timestamp {
    fn eq(&self, other: &Now) -> bool {
        other == self
    }
}

impl PartialOrd<Now> for Timestamp {
    fn partial_cmp(&self, other: &Now) -> Option<Ordering> {
        other.partial_cmp(self).map(Ordering::reverse)
    }
}

impl Period {
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.from <= moment && moment <= self.until
    }
}

impl TryFrom<(String, String)> for Period {
    type Error = jiff::Error;

    fn try_from((from, until): (String, String)) -> Result<Self, jiff::Error> {
        Ok(Self { from: from.parse()?, until: until.parse()? })
    }
}

impl From<Period> for (String, String) {
    fn from(period: Period) -> Self {
        (period.from.to_string(), period.until.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn hanoi() -> TimeZone {
        TimeZone::get("Asia/Ho_Chi_Minh").expect("the zone is in the table")
    }

    #[test]
    fn without_a_comparison_every_moment_is_alike() {
        let period = Now::new(at("2026-01-01T00:00:00Z")).period();
        assert!(period.contains(Timestamp::MIN) && period.contains(Timestamp::MAX));
    }

    #[test]
    fn a_comparison_holds_up_to_the_moment_it_was_made_with() {
        let (now, embargo) = (Now::new(at("2026-01-01T00:00:00Z")), at("2026-01-02T00:00:00Z"));
        assert!(embargo > now);
        assert!(now < embargo);
        assert!(at("2025-12-31T23:59:59.5Z") <= now);
        let period = now.period();
        assert!(period.contains(at("2026-01-01T23:59:59.999999999Z")) && !period.contains(embargo));
        assert!(!period.contains(at("2025-12-31T23:59:59.5Z")));
        assert!(period.contains(at("2025-12-31T23:59:59.500000001Z")));
    }

    #[test]
    fn a_period_is_narrowed_to_that_of_answers_used_again() {
        let (before, now) = (Now::new(at("2026-01-01T00:00:00Z")), Now::new(at("2026-01-02T00:00:00Z")));
        assert!(before < at("2026-01-05T00:00:00Z") && now >= at("2025-12-01T00:00:00Z"));
        now.narrow(before.period());
        assert!(now.period().contains(at("2026-01-04T23:59:59Z")));
        assert!(!now.period().contains(at("2026-01-05T00:00:00Z")));
        assert!(!now.period().contains(at("2025-11-30T23:59:59Z")));
    }

    #[test]
    fn the_moment_itself_stands_alone() {
        let (now, same) = (Now::new(at("2026-01-01T00:00:00Z")), at("2026-01-01T00:00:00Z"));
        assert!(now == same && same <= now);
        assert_eq!(now.period(), Period { from: same, until: same });
    }

    #[test]
    fn a_day_and_a_year_hold_until_they_end_in_their_zone() {
        let now = Now::new(at("2026-03-04T20:00:00Z"));
        assert_eq!(now.year(&hanoi()), 2026);
        assert!(now.period().contains(at("2026-12-31T16:59:59Z")));
        assert!(!now.period().contains(at("2026-12-31T17:00:00Z")));
        assert_eq!(now.day(&hanoi()).to_string(), "2026-03-05");
        assert!(now.period().contains(at("2026-03-05T16:59:59Z")));
        assert!(!now.period().contains(at("2026-03-05T17:00:00Z")));
        assert!(!now.period().contains(at("2026-03-04T16:59:59Z")));
    }

    #[test]
    fn clones_note_in_one_place_and_a_period_is_read_back() {
        let now = Now::new(at("2026-01-01T00:00:00Z"));
        assert!(now.clone() < at("2026-06-01T00:00:00Z"));
        let kept = serde_json::to_string(&now.period()).expect("written");
        let period: Period = serde_json::from_str(&kept).expect("read");
        assert_eq!(period, now.period());
        assert!(!period.contains(at("2026-06-01T00:00:00Z")));
    }
}
