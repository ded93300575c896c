//! What earlier runs learned of links, kept as JSON in a file of the cache. Without a readable file nothing is known.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::outgoing::Verdict;

/// A page that was there is asked for again after so many hours, and one that was not.
const HOURS: [i64; 2] = [7 * 24, 12];

/// What is known of links by their address.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(BTreeMap<String, Learned>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Learned {
    at: Timestamp,
    verdict: Verdict,
}

impl Known {
    /// Reads the file.
    pub fn read(file: &Path) -> Self {
        let read = fs::read(file).ok();
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes the file, and its folder.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        fs::create_dir_all(file.parent().unwrap_or(Path::new("")))?;
        fs::write(file, serde_json::to_vec(self)?)
    }

    /// What is known of a link and still holds. A moment that is ahead comes from another clock.
    pub(super) fn verdict(&self, url: &str, now: Timestamp) -> Option<Verdict> {
        let Learned { at, verdict } = self.0.get(url)?;
        let [found, lost] = HOURS.map(SignedDuration::from_hours);
        let holds = if matches!(verdict, Verdict::Found | Verdict::Moved(_)) { found } else { lost };
        let age = now.duration_since(*at);
        (!age.is_negative() && age < holds).then(|| verdict.clone())
    }

    /// Takes in what was learned, and forgets all but these links. What could not be asked is no knowledge.
    pub(super) fn learn<'l>(
        &mut self,
        links: impl Iterator<Item = &'l str>,
        learned: &BTreeMap<String, Verdict>,
        now: Timestamp,
    ) {
        let before = std::mem::take(&mut self.0);
        let kept = links.filter_map(|url| {
            let new =
                learned.get(url).filter(|one| !matches!(one, Verdict::Unanswered(_) | Verdict::Private));
            let new = new.map(|verdict| Learned { at: now, verdict: verdict.clone() });
            Some((url.to_owned(), new.or_else(|| before.get(url).cloned())?))
        });
        self.0 = kept.collect();
    }
}
