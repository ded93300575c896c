//! Dossiers (chuyên đề) of `taxonomies/topics.yaml`, and authors with a page of their own of `taxonomies/authors.yaml`.

use crate::content::article::Picture;
use crate::value::{Id, Link, When};
use crate::yaml::Node;
use crate::yaml::declare::fields;

fields! {
    /// A dossier: articles on one subject, with an introduction.
    pub struct TopicFields {
        /// Its id.
        required id: Id,
        /// Its name.
        required name: String,
        /// Its name in English.
        optional name_en: String,
        /// One paragraph.
        optional summary: String,
        /// The introduction.
        optional body: String,
        /// Its picture.
        optional image: Picture,
        /// The articles that stand first, in this order, by id; the others follow by date.
        list articles: String,
        /// Its first day.
        optional since: When,
        /// Its last day.
        optional until: When,
        /// Anything, for themes.
        optional extra: Node,
    }
}

fields! {
    /// An author with a page of their own.
    pub struct AuthorFields {
        /// Its id.
        required id: Id,
        /// Name.
        required name: String,
        /// Pen names, by which the author is found too.
        list pen_names: String,
        /// What they are: reporter, contributor.
        optional role: String,
        /// Where they work, by id.
        optional organization: String,
        /// Who they are, in a few sentences.
        optional bio: String,
        /// Their picture.
        optional image: Picture,
        /// Their pages elsewhere.
        list links: Link,
        /// Anything, for themes.
        optional extra: Node,
    }
}
