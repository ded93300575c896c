//! References followed backwards: what a model, contest, locality or organization is named by.
//!
//! The lists of the site are walked in their order, so every list made here is in that order too: articles newest
//! first, models newest registration first, entries by title.

use crate::site::numbers::{ArticleNo, ContestNo, EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo};
use crate::site::types::Site;

/// Fills all lists that point back.
pub(super) fn link_back(site: &mut Site<'_>) {
    articles(site);
    models(site);
    entries(site);
    for at in 0..site.contests.len() {
        let contest = &site.contests[at];
        for no in std::iter::once(contest.organizer).chain(contest.co_organizers.iter().copied()) {
            let list = &mut site.organizations[no.0].own.contests;
            if list.last() != Some(&ContestNo(at)) {
                list.push(ContestNo(at));
            }
        }
    }
    for (at, programme) in site.programmes.iter().enumerate() {
        if let Some(issuer) = programme.issuer {
            site.organizations[issuer.0].own.programmes.push(ProgrammeNo(at));
        }
    }
    for at in 0..site.organizations.len() {
        if let Some(locality) = site.organizations[at].own.locality {
            site.localities[locality.0].own.organizations.push(OrganizationNo(at));
        }
    }
}

fn articles(site: &mut Site<'_>) {
    for (at, article) in site.articles.iter().enumerate() {
        let no = ArticleNo(at);
        let mut category = Some(article.category);
        while let Some(up) = category {
            site.categories[up.0].articles.push(no);
            category = site.categories[up.0].parent;
        }
        article.models.iter().for_each(|model| site.models[model.0].articles.push(no));
        article.entries.iter().for_each(|entry| site.entries[entry.0].articles.push(no));
        if let Some(contest) = article.contest {
            site.contests[contest.0].articles.push(no);
        }
        if let Some(locality) = article.locality {
            site.localities[locality.0].articles.push(no);
        }
        if let Some(organization) = article.organization {
            site.organizations[organization.0].articles.push(no);
        }
    }
}

fn models(site: &mut Site<'_>) {
    for at in 0..site.models.len() {
        let no = ModelNo(at);
        for original in site.models[at].replicated_from.clone() {
            site.models[original.0].replicated_by.push(no);
        }
        let model = &site.models[at];
        site.fields[model.field.0].models.push(no);
        let LocalityNo(locality) = model.locality;
        site.localities[locality].models.push(no);
        if let Some(organization) = model.organization {
            site.organizations[organization.0].models.push(no);
        }
    }
}

fn entries(site: &mut Site<'_>) {
    for (at, entry) in site.entries.iter().enumerate() {
        let no = EntryNo(at);
        site.contests[entry.contest.0].entries.push(no);
        entry.models.iter().for_each(|model| site.models[model.0].entries.push(no));
        if let Some(locality) = entry.locality {
            site.localities[locality.0].entries.push(no);
        }
        if let Some(organization) = entry.organization {
            site.organizations[organization.0].entries.push(no);
        }
    }
}
