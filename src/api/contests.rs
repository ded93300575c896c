//! Contests and their published entries: authors' names as consent allows, rounds and prizes once the results are out,
//! no scores.

use crate::api::table::{Cell, Table, columns, list};
use crate::api::{address, day};
use crate::site::{Entry, Site};

pub(super) fn contests(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            id: "Id of the contest.",
            title: "Title.",
            organizer: "Id of the organization that runs it.",
            opens: [Date] "First day on which entries are taken.",
            closes: [Date] "Last day.",
            results_at: [Date] "Day on which the results are made known.",
            stage: "announced, open, judging or results.",
            entries: [Whole] "Published entries.",
            url: [Url] "Its page.",
        },
        rows: site
            .contests
            .iter()
            .map(|contest| {
                let fields = &contest.record.fields;
                vec![
                    (&contest.record.id.0).into(),
                    (&fields.title).into(),
                    (&site.organization(contest.organizer).fields.id.0).into(),
                    day(site, &fields.opens),
                    day(site, &fields.closes),
                    fields.results_at.as_ref().map(|when| day(site, when)).into(),
                    contest.stage.as_str().into(),
                    contest.entries.len().into(),
                    address(site, &contest.path).into(),
                ]
            })
            .collect(),
    }
}

pub(super) fn entries(site: &Site<'_>) -> Table {
    Table {
        columns: columns! {
            contest: "Id of the contest.",
            id: "Id of the entry, unique in its contest.",
            title: "Title.",
            genre: "Id of the genre, in its contest.",
            genre_name: "Name of the genre.",
            authors: [List] "Names of the authors as they agreed; empty where they want none.",
            organization: "Id of the organization it was handed in for.",
            locality: "Id of the locality it comes from.",
            models: [List] "Ids of the models it is about.",
            summary: "One paragraph.",
            published_in: "Paper or station that published it.",
            published_on: [Date] "Day of that publication.",
            published_url: [Url] "Its page there.",
            round: "Id of the furthest round; empty before the results.",
            award: "Id of the prize; empty before the results.",
            award_name: "Name of the prize.",
            award_amount: [Whole, "đồng"] "What the prize is worth, in đồng.",
            url: [Url] "Its page.",
        },
        rows: site.entries.iter().map(|one| entry(site, one)).collect(),
    }
}

fn entry(site: &Site<'_>, entry: &Entry<'_>) -> Vec<Cell> {
    let fields = &entry.record.fields;
    let paper = fields.published_in.as_ref();
    vec![
        (&site.contest(entry.contest).record.id.0).into(),
        (&entry.record.id.0).into(),
        (&fields.title).into(),
        (&entry.genre.id.0).into(),
        (&entry.genre.name).into(),
        list(entry.authors.iter().map(|author| &author.name)),
        entry.organization.map(|no| &site.organization(no).fields.id.0).into(),
        entry.locality.map(|no| &site.locality(no).fields.id.0).into(),
        list(entry.models.iter().map(|no| &site.model(*no).record.id.0)),
        fields.summary.as_ref().into(),
        paper.map(|paper| &paper.name).into(),
        paper.map(|paper| day(site, &paper.date)).into(),
        paper.and_then(|paper| paper.url.as_ref()).map(|url| &url.0).into(),
        entry.round.map(|round| &round.id.0).into(),
        entry.award.map(|prize| &prize.id.0).into(),
        entry.award.map(|prize| &prize.name).into(),
        entry.award.and_then(|prize| prize.amount).into(),
        address(site, &entry.path).into(),
    ]
}
