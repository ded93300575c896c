//! The texts of the site: every body read from Markdown, with its links resolved and checked.
//!
//! In comes the [`Site`](crate::site::Site); out go the texts of each list, in the same order as the lists.

use crate::markdown::Prose;

/// The texts of a site. Each list has the order of the list of the same name in the site.
#[derive(Debug, Default)]
pub struct Texts {
    /// Bodies of articles.
    pub articles: Vec<Prose>,
    /// Texts of models.
    pub models: Vec<ModelTexts>,
    /// Rules of contests; an empty text where there are none.
    pub rules: Vec<Prose>,
    /// Bodies of entries.
    pub entries: Vec<Prose>,
    /// Bodies of programmes.
    pub programmes: Vec<Prose>,
    /// Bodies of pages.
    pub pages: Vec<Prose>,
}

/// The texts of a model.
#[derive(Debug, Default)]
pub struct ModelTexts {
    /// What it is for.
    pub objectives: Prose,
    /// What is done.
    pub activities: Prose,
    /// More.
    pub body: Prose,
}
