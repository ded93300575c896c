//! Links contests and their entries. What is not public is left out here, so that no later stage can show it: names
//! beyond the consent, and rounds and awards before the results.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::content::entry::{EntryFields, MediumKind, NameShown};
use crate::content::record::Record;
use crate::site::linker::{Linked, Linker};
use crate::site::numbers::{ContestNo, EntryNo};
use crate::site::permalink;
use crate::site::publication::PublicationStatus;
use crate::site::publication::{SkipReason, Stage, TombstoneKind};
use crate::site::types::{Contest, Entry, ShownAuthor, ShownMedium, Tombstone};
use bantin_text::fold::fold;

pub(super) fn contests<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Contest<'c>> {
    let catalog = linker.catalog;
    let zone = linker.clock.zone;
    let scores = catalog.entries().flat_map(|(_, entry)| &entry.fields.scores);
    let judges: BTreeSet<String> = scores.map(|score| letters(&score.judge)).collect();
    let mut linked: Vec<Option<Contest<'c>>> = Vec::new();
    for (at, files) in catalog.contests.iter().enumerate() {
        let (record, fields) = (&files.contest, &files.contest.fields);
        let path = permalink::contest("", &record.id.0);
        let ids = &linker.ids.organizations;
        let organizer = linker.one(ids, Some(&fields.organizer), record, "organizer");
        let co_organizers = linker.many(ids, &fields.co_organizers, record, "co_organizers");
        let programmes = linker.programmes(&fields.programmes, record);
        let image = fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        linked.push(organizer.map(|organizer| {
            Contest {
                record,
                rules: files.rules.as_ref(),
                rules_updated: files
                    .rules
                    .as_ref()
                    .and_then(|rules| rules.fields.updated)
                    .filter(|updated| linker.clock.has_come(*updated)),
                path,
                opens: fields.opens.at(zone),
                closes: fields.closes.end(zone).to_zoned(zone.clone()),
                results_at: fields.results_at.map(|at| at.at(zone)),
                stage: linker.clock.stage(fields),
                organizer,
                co_organizers,
                programmes,
                entries: Vec::new(),
                articles: Vec::new(),
                unnamed_winners: unnamed_winners(linker, at),
                excluded: excluded(&fields.excluded, &judges),
                image,
            }
        }));
    }
    let order = linker.ids.contests.published().iter();
    order.filter_map(|at| linked[*at].take()).collect()
}

/// Those who may not take part, without the judges of any entry, whose names are not published.
fn excluded<'c>(names: &'c [String], judges: &BTreeSet<String>) -> Vec<&'c str> {
    let is_judge = |name: &String| {
        let name = letters(name);
        judges.iter().any(|judge| name.contains(judge.as_str()))
    };
    names.iter().filter(|name| !is_judge(name)).map(String::as_str).collect()
}

/// The letters of a name, without accents, case and what stands between them.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether, after the results, an entry with a prize may not be published.
fn unnamed_winners(linker: &Linker<'_, '_>, contest: usize) -> bool {
    let stage = linker.clock.stage(&linker.catalog.contests[contest].contest.fields);
    let is_hidden = |status| {
        matches!(status, PublicationStatus::Withdrawn | PublicationStatus::Skipped(SkipReason::NoConsent))
    };
    let mut entries = linker.catalog.entries().zip(linker.ids.entries.statuses());
    stage == Stage::Results
        && entries
            .any(|((of, entry), status)| of == contest && entry.fields.award.is_some() && is_hidden(*status))
}

pub(super) fn entries<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Entry<'c>> {
    let catalog = linker.catalog;
    let all: Vec<_> = catalog.entries().collect();
    let mut linked: Vec<Option<Entry<'c>>> = Vec::with_capacity(all.len());
    let mut tombstones = Vec::new();
    for (at, (contest, record)) in all.iter().enumerate() {
        let fields = &record.fields;
        let id = &catalog.contests[*contest].contest.id.0;
        let path = permalink::entry("", id, &record.id.0);
        if linker.ids.entries.statuses()[at] == PublicationStatus::Withdrawn {
            tombstones.push(Tombstone {
                path: path.clone(),
                language: catalog.config.language,
                kind: TombstoneKind::Entry,
                id: catalog.entry_name(*contest, record),
                date: fields.consent.withdrawn,
                reason: None,
                origin: &record.origin,
            });
        }
        linked.push(entry(linker, *contest, record, path));
    }
    let order = linker.ids.entries.published().iter();
    let mut list: Vec<Entry<'c>> = order.filter_map(|at| linked[*at].take()).collect();
    let mut last: FxHashMap<ContestNo, EntryNo> = FxHashMap::default();
    for at in 0..list.len() {
        if let Some(previous) = last.insert(list[at].contest, EntryNo(at)) {
            list[at].previous = Some(previous);
            list[previous.0].next = Some(EntryNo(at));
        }
    }
    Linked { list, tombstones }
}

fn entry<'c>(
    linker: &mut Linker<'_, 'c>,
    contest: usize,
    record: &'c Record<EntryFields>,
    path: String,
) -> Option<Entry<'c>> {
    let fields = &record.fields;
    let contest_fields = &linker.catalog.contests[contest].contest.fields;
    let organization = linker.organization(fields.organization.as_deref(), record);
    let locality = linker.locality(fields.locality.as_deref(), record);
    let models = linker.models(&fields.models, record, "models");
    let media = media(linker, record, &path);
    let known = linker.clock.stage(contest_fields) == Stage::Results;
    let round =
        contest_fields.rounds.iter().find(|round| known && fields.round.as_ref() == Some(&round.id.0));
    let award =
        contest_fields.prizes.iter().find(|prize| known && fields.award.as_ref() == Some(&prize.id.0));
    Some(Entry {
        record,
        contest: linker.ids.contests.number(contest)?,
        path,
        genre: contest_fields.genres.iter().find(|genre| genre.id.0 == fields.genre)?,
        authors: shown_authors(fields),
        organization,
        locality,
        models,
        round,
        award,
        articles: Vec::new(),
        previous: None,
        next: None,
        media,
    })
}

/// The authors as the consent allows. With a pen name the place of work is left out, since it could identify the
/// author.
fn shown_authors(fields: &EntryFields) -> Vec<ShownAuthor> {
    let shown = |author: &crate::content::entry::EntryAuthor| match fields.consent.name {
        NameShown::Full => Some((author.name.clone(), author.organization.clone())),
        NameShown::Pen => author.pen_name.clone().map(|name| (name, None)),
        NameShown::None => None,
    };
    let with_lead = |author| shown(author).map(|(name, organization)| (name, organization, author.lead));
    fields
        .authors
        .iter()
        .filter_map(with_lead)
        .map(|(name, organization, lead)| ShownAuthor { name, organization, lead })
        .collect()
}

fn media(linker: &mut Linker<'_, '_>, record: &Record<EntryFields>, page: &str) -> Vec<ShownMedium> {
    let folder = linker.folder(record);
    let mut shown = Vec::new();
    for (index, medium) in record.fields.media.iter().enumerate() {
        let (kind, caption, minutes) =
            (medium.kind.as_str(), medium.caption.clone(), medium.minutes.map(|minutes| minutes.0));
        let found = match (&medium.file, &medium.url) {
            (Some(file), _) if medium.kind == MediumKind::Image => {
                linker.assets.picture(folder, page, file).map(|picture| {
                    let alt = medium.alt.clone().unwrap_or_default();
                    ShownMedium::Image(crate::image::Picture { alt, caption, ..picture })
                })
            }
            (Some(file), _) => linker.assets.file(folder, page, file).map(|file| ShownMedium::File {
                kind,
                file,
                caption,
                minutes,
            }),
            (None, Some(url)) => Ok(ShownMedium::Elsewhere { kind, url: url.0.clone(), caption, minutes }),
            (None, None) => continue,
        };
        match found {
            Ok(medium) => shown.push(medium),
            Err(failure) => {
                let place = record.origin.value(|path| path.key("media").index(index).key("file"));
                linker.not_usable(&failure, place);
            }
        }
    }
    shown
}
