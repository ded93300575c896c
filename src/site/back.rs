//! Back references: the records that name a model, contest, locality or organization.
//!
//! The lists of the site are walked in order, so all lists made here have the same order: articles newest first, models
//! newest registration first, entries by title.

use crate::site::numbers::{
    ArticleNo, ContestNo, DocumentNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo,
};
use crate::site::types::{
    Article, Author, Category, Contest, Document, Entry, Field, Model, Programme, Topic,
};
use crate::site::unit::{Locality, Organization};

/// The lists of a site while references are linked; the [`Site`](crate::site::Site) is made of them at the end.
pub(super) struct Lists<'c> {
    pub(super) articles: Vec<Article<'c>>,
    pub(super) models: Vec<Model<'c>>,
    pub(super) contests: Vec<Contest<'c>>,
    pub(super) entries: Vec<Entry<'c>>,
    pub(super) programmes: Vec<Programme<'c>>,
    pub(super) documents: Vec<Document<'c>>,
    pub(super) topics: Vec<Topic<'c>>,
    pub(super) authors: Vec<Author<'c>>,
    pub(super) categories: Vec<Category<'c>>,
    pub(super) fields: Vec<Field<'c>>,
    pub(super) localities: Vec<Locality<'c>>,
    pub(super) organizations: Vec<Organization<'c>>,
}

/// Fills all back references.
pub(super) fn link_back(lists: &mut Lists<'_>) {
    articles(lists);
    models(lists);
    entries(lists);
    for at in 0..lists.contests.len() {
        let contest = &lists.contests[at];
        contest.programmes.iter().for_each(|no| lists.programmes[no.0].contests.push(ContestNo(at)));
        for no in std::iter::once(contest.organizer).chain(contest.co_organizers.iter().copied()) {
            let list = &mut lists.organizations[no.0].own.contests;
            if list.last() != Some(&ContestNo(at)) {
                list.push(ContestNo(at));
            }
        }
    }
    for (at, programme) in lists.programmes.iter().enumerate() {
        if let Some(issuer) = programme.issuer {
            lists.organizations[issuer.0].own.programmes.push(ProgrammeNo(at));
        }
    }
    for (at, document) in lists.documents.iter().enumerate() {
        let no = DocumentNo(at);
        document.programmes.iter().for_each(|programme| lists.programmes[programme.0].documents.push(no));
        if let Some(issuer) = document.issuer {
            lists.organizations[issuer.0].own.documents.push(no);
        }
    }
    for at in 0..lists.organizations.len() {
        if let Some(locality) = lists.organizations[at].own.locality {
            lists.localities[locality.0].own.organizations.push(OrganizationNo(at));
        }
    }
}

fn articles(lists: &mut Lists<'_>) {
    for (at, article) in lists.articles.iter().enumerate() {
        let no = ArticleNo(at);
        let mut category = Some(article.category);
        while let Some(up) = category {
            lists.categories[up.0].articles.push(no);
            category = lists.categories[up.0].parent;
        }
        article.models.iter().for_each(|model| lists.models[model.0].articles.push(no));
        if let Some(topic) = article.topic {
            let list = &mut lists.topics[topic.0].articles;
            // The chosen ones stand in front already.
            if !list.contains(&no) {
                list.push(no);
            }
        }
        for author in article.bylines.iter().filter_map(|byline| byline.author) {
            let list = &mut lists.authors[author.0].articles;
            if list.last() != Some(&no) {
                list.push(no);
            }
        }
        // Also of the contest's programme: news of it are found from both.
        let of_contest = article.contest.iter().flat_map(|no| &lists.contests[no.0].programmes);
        for programme in article.programmes.iter().chain(of_contest) {
            let list = &mut lists.programmes[programme.0].articles;
            if list.last() != Some(&no) {
                list.push(no);
            }
        }
        article.documents.iter().for_each(|document| lists.documents[document.0].articles.push(no));
        article.entries.iter().for_each(|entry| lists.entries[entry.0].articles.push(no));
        if let Some(contest) = article.contest {
            lists.contests[contest.0].articles.push(no);
        }
        if let Some(locality) = article.locality {
            lists.localities[locality.0].articles.push(no);
        }
        if let Some(organization) = article.organization {
            lists.organizations[organization.0].articles.push(no);
        }
    }
}

fn models(lists: &mut Lists<'_>) {
    for at in 0..lists.models.len() {
        let no = ModelNo(at);
        for original in lists.models[at].replicated_from.clone() {
            lists.models[original.0].replicated_by.push(no);
        }
        let model = &lists.models[at];
        model.programmes.iter().for_each(|programme| lists.programmes[programme.0].models.push(no));
        lists.fields[model.field.0].models.push(no);
        let LocalityNo(locality) = model.locality;
        lists.localities[locality].models.push(no);
        if let Some(organization) = model.organization {
            lists.organizations[organization.0].models.push(no);
        }
    }
}

fn entries(lists: &mut Lists<'_>) {
    for (at, entry) in lists.entries.iter().enumerate() {
        let no = EntryNo(at);
        lists.contests[entry.contest.0].entries.push(no);
        entry.models.iter().for_each(|model| lists.models[model.0].entries.push(no));
        if let Some(locality) = entry.locality {
            lists.localities[locality.0].entries.push(no);
        }
        if let Some(organization) = entry.organization {
            lists.organizations[organization.0].entries.push(no);
        }
    }
}
