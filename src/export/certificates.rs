//! Certificates of all awards of a contest: one page of HTML to be printed, A4 across.
//!
//! The template may be replaced by `content/templates/certificates.html` of the site; it gets `organization`, `contest`
//! and `awards`, each with `prize`, `title`, `authors`.

use serde::Serialize;
use tera::{Context, Tera};

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::entry::EntryStatus;
use crate::export::results::{authors, letterhead};

/// The template that comes with the program.
const USUAL: &str = include_str!("certificates.html");

#[derive(Serialize)]
struct Award<'c> {
    prize: &'c str,
    title: &'c str,
    authors: String,
}

/// The page; the error of the template where the site's own is wrong.
pub fn page(catalog: &Catalog, files: &ContestFiles, template: Option<&str>) -> Result<String, tera::Error> {
    let contest = &files.contest.fields;
    let awards: Vec<Award<'_>> = contest
        .prizes
        .iter()
        .flat_map(|prize| {
            let won = files.entries.iter().filter(|entry| {
                entry.fields.award.as_ref() == Some(&prize.id.0)
                    && entry.fields.status == EntryStatus::Accepted
            });
            won.map(|entry| Award {
                prize: &prize.name,
                title: &entry.fields.title,
                authors: authors(&entry.fields),
            })
        })
        .collect();
    let mut context = Context::new();
    context.insert("organization", &letterhead(catalog).join(" "));
    context.insert("contest", &contest.title);
    context.insert("awards", &awards);
    let mut tera = Tera::default();
    tera.add_raw_template("certificates.html", template.unwrap_or(USUAL))?;
    tera.render("certificates.html", &context)
}
