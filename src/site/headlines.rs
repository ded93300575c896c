//! Titles as headlines, in which compounds do not break over two lines.
//!
//! In: the titles of all published records. Out: [`Headlines`], which finds the compounds when the first headline is asked
//! for; a later state takes it over while the titles are the same.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use bantin_text::compounds::Compounds;

/// The headlines of a site.
#[derive(Debug, Default)]
pub struct Headlines {
    titles: Vec<String>,
    bound: OnceLock<Bound>,
}

#[derive(Debug)]
struct Bound {
    compounds: Compounds,
    /// The titles that have compounds: most headlines are printed many times.
    titles: FxHashMap<String, String>,
}

impl Headlines {
    /// Those of an earlier state, if the titles are the same.
    pub(super) fn new(titles: &[&str], earlier: Option<&Arc<Self>>) -> Arc<Self> {
        match earlier.filter(|earlier| earlier.titles == titles) {
            Some(earlier) => Arc::clone(earlier),
            None => {
                let titles = titles.iter().map(|title| (*title).to_owned()).collect();
                Arc::new(Self { titles, bound: OnceLock::new() })
            }
        }
    }

    /// A title with no-break spaces in its compounds.
    pub fn bind<'t>(&'t self, title: &'t str) -> Cow<'t, str> {
        let bound = self.bound.get_or_init(|| Bound::new(&self.titles));
        match bound.titles.get(title) {
            Some(headline) => Cow::Borrowed(headline),
            None => bound.compounds.bind(title),
        }
    }
}

impl Bound {
    fn new(titles: &[String]) -> Self {
        let compounds = Compounds::of(titles.iter().map(String::as_str));
        let headline = |title: &String| match compounds.bind(title) {
            Cow::Borrowed(_) => None,
            Cow::Owned(headline) => Some((title.clone(), headline)),
        };
        Self { titles: titles.iter().filter_map(headline).collect(), compounds }
    }
}
