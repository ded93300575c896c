//! What authors are paid for their articles: a base, and a coefficient for each genre.

use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::source::SourceId;
use crate::yaml::declare::fields;

fields! {
    /// What authors are paid for their articles.
    pub struct Royalties {
        /// What a coefficient of 1 is worth, in Vietnamese đồng.
        required base: u64,
        /// The coefficient of each genre.
        group coefficients: Coefficients,
    }
}

fields! {
    /// The coefficient of each genre of articles. A genre without one cannot be counted.
    pub struct Coefficients {
        /// The coefficient of news.
        optional news: f64,
        /// The coefficient of features.
        optional feature: f64,
        /// The coefficient of reportages.
        optional reportage: f64,
        /// The coefficient of interviews.
        optional interview: f64,
        /// The coefficient of stories in pictures.
        optional photo: f64,
        /// The coefficient of films.
        optional video: f64,
        /// The coefficient of graphics.
        optional infographic: f64,
        /// The coefficient of long stories.
        optional longform: f64,
        /// The coefficient of notices.
        optional notice: f64,
    }
}

impl Coefficients {
    /// Each genre, by its word in articles, with its coefficient.
    #[must_use]
    pub fn all(&self) -> [(&'static str, Option<f64>); 9] {
        [
            ("news", self.news),
            ("feature", self.feature),
            ("reportage", self.reportage),
            ("interview", self.interview),
            ("photo", self.photo),
            ("video", self.video),
            ("infographic", self.infographic),
            ("longform", self.longform),
            ("notice", self.notice),
        ]
    }

    /// The coefficient of a genre, if there is one.
    #[must_use]
    pub fn of(&self, genre: &str) -> Option<f64> {
        self.all().into_iter().find(|(name, _)| *name == genre).and_then(|(_, factor)| factor)
    }
}

/// A coefficient is a number from 0 to 1000.
pub(super) fn check(royalties: &Royalties, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    for (genre, factor) in royalties.coefficients.all() {
        if factor.is_none_or(|factor| (0.0..=1000.0).contains(&factor)) {
            continue;
        }
        let path = Path::top().key("royalties").key("coefficients").key(genre);
        let message =
            localized!("hệ số nhuận bút phải từ 0 đến 1000", "a coefficient must be from 0 to 1000");
        diagnostics.push(Diagnostic::error(Code::OutOfRange, Place::value(source, path), message));
    }
}
