//! Contests and their entries, linked forwards. What may not be known yet is left out here, once and for all:
//! names beyond the consent, and rounds and awards before the results.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::content::catalog::ContestFiles;
use crate::content::contest::ContestFields;
use crate::content::entry::{EntryFields, Medium, MediumKind, NameShown};
use crate::content::lost::Lost;
use crate::content::record::{Origin, Record};
use crate::diagnostic::{Code, Diagnostic, Path, Place, words};
use crate::site::articles::Linked;
use crate::site::link::{Linker, all_entries};
use crate::site::names::Names;
use crate::site::permalink;
use crate::site::places::reversed;
use crate::site::publication::{Clock, Fate};
use crate::site::types::{
    Contest, ContestNo, Entry, EntryNo, OrganizationNo, ShownAuthor, ShownMedium, SkipReason, Stage,
    Tombstone, TombstoneKind,
};
use crate::source::{SourceId, Sources};
use crate::value::Id;

/// The ids of genres, rounds and prizes of each contest, checked.
struct Terms<'c> {
    genres: Names<'c>,
    rounds: Names<'c>,
    prizes: Names<'c>,
}

fn terms<'c>(
    contest: &'c Record<ContestFields>,
    lost: &'c Lost,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Terms<'c> {
    fn names<'c>(
        kind: crate::diagnostic::Words,
        key: &'static str,
        ids: impl Iterator<Item = &'c Id>,
        origin: &Origin,
        sources: &Sources,
        found: &mut Vec<Diagnostic>,
    ) -> Names<'c> {
        let place = |index| origin.value(|path| path.key(key).index(index).key("id"));
        Names::new(kind, ids.enumerate().map(|(index, id)| (id.0.as_str(), place(index))), sources, found)
    }
    let (fields, origin) = (&contest.fields, &contest.origin);
    Terms {
        genres: names(
            words!("thể loại", "genre"),
            "genres",
            fields.genres.iter().map(|g| &g.id),
            origin,
            sources,
            found,
        )
        .without(lost),
        rounds: names(
            words!("vòng thi", "round"),
            "rounds",
            fields.rounds.iter().map(|r| &r.id),
            origin,
            sources,
            found,
        )
        .without(lost),
        prizes: names(
            words!("giải thưởng", "prize"),
            "prizes",
            fields.prizes.iter().map(|p| &p.id),
            origin,
            sources,
            found,
        )
        .without(lost),
    }
}

/// Checks what contests and entries say of themselves: dates in order, and references within the contest.
pub(super) fn contest_checks(linker: &mut Linker<'_, '_>) {
    let zone = linker.clock.zone;
    let damaged = linker.found.iter().filter_map(|told| told.place.mapping()).collect();
    for files in &linker.catalog.contests {
        let (fields, origin) = (&files.contest.fields, &files.contest.origin);
        let terms = terms(&files.contest, &linker.catalog.lost.terms, linker.sources, linker.found);
        if fields.closes.end(zone) < fields.opens.at(zone).timestamp() {
            linker.found.push(reversed(origin.key("closes")));
        }
        if fields.results_at.is_some_and(|at| at.at(zone).timestamp() < fields.closes.at(zone).timestamp()) {
            linker.found.push(reversed(origin.key("results_at")));
        }
        if let Some(window) = &fields.publication_window
            && window.to.end(zone) < window.from.at(zone).timestamp()
        {
            linker.found.push(reversed(origin.value(|path| path.key("publication_window").key("to"))));
        }
        for (index, round) in fields.rounds.iter().enumerate() {
            if let (Some(from), Some(to)) = (round.from, round.to)
                && to.end(zone) < from.at(zone).timestamp()
            {
                linker.found.push(reversed(origin.value(|path| path.key("rounds").index(index).key("to"))));
            }
        }
        for (index, prize) in fields.prizes.iter().enumerate() {
            let at = |key: &'static str| origin.value(|path| path.key("prizes").index(index).key(key));
            if let Some(genre) = &prize.genre {
                terms.genres.find(genre, at("genre"), linker.found);
            }
            if let Some(round) = &prize.round {
                terms.rounds.find(round, at("round"), linker.found);
            }
        }
        for entry in &files.entries {
            check_entry(entry, &terms, linker.found);
            check_people_and_media(entry, &damaged, linker.found);
        }
    }
}

fn check_entry(entry: &Record<EntryFields>, terms: &Terms<'_>, found: &mut Vec<Diagnostic>) {
    let (fields, origin) = (&entry.fields, &entry.origin);
    terms.genres.find(&fields.genre, origin.key("genre"), found);
    if let Some(round) = &fields.round {
        terms.rounds.find(round, origin.key("round"), found);
    }
    if let Some(award) = &fields.award {
        terms.prizes.find(award, origin.key("award"), found);
    }
    for (index, score) in fields.scores.iter().enumerate() {
        let place = origin.value(|path| path.key("scores").index(index).key("round"));
        terms.rounds.find(&score.round, place, found);
    }
}

/// What must stand together in one mapping; a mapping with a mistake of its own is passed over, as the key that seems
/// missing may be the very one that could not be read.
fn check_people_and_media(
    entry: &Record<EntryFields>,
    damaged: &FxHashSet<(SourceId, Path)>,
    found: &mut Vec<Diagnostic>,
) {
    let (fields, origin) = (&entry.fields, &entry.origin);
    let sound = |place: &Place| place.inside().is_none_or(|mapping| !damaged.contains(&mapping));
    if fields.consent.name == NameShown::Pen {
        for (index, _) in fields.authors.iter().enumerate().filter(|(_, author)| author.pen_name.is_none()) {
            let place = origin.value(|path| path.key("authors").index(index));
            if !sound(&place) {
                continue;
            }
            let message = words!(
                "tác giả đồng ý ghi bút danh (`consent.name: pen`) nhưng chưa có `pen_name`",
                "the author agrees to a pen name (`consent.name: pen`), but there is no `pen_name`"
            );
            found.push(Diagnostic::error(Code::MissingKey, place, message));
        }
    }
    for (index, medium) in fields.media.iter().enumerate() {
        let place = origin.value(|path| path.key("media").index(index));
        if sound(&place) {
            check_medium(medium, place, found);
        }
    }
}

fn check_medium(medium: &Medium, place: Place, found: &mut Vec<Diagnostic>) {
    if medium.file.is_some() == medium.url.is_some() {
        let message = words!(
            "cần đúng một trong hai khóa `file` và `url`",
            "exactly one of `file` and `url` is needed"
        );
        found.push(Diagnostic::error(Code::MissingKey, place.clone(), message));
    }
    if medium.kind == MediumKind::Image && medium.alt.is_none() {
        let message = words!(
            "ảnh phải có `alt`: tả cho người không nhìn thấy ảnh",
            "a picture needs `alt`: say what is to be seen"
        );
        found.push(Diagnostic::error(Code::MissingAlt, place, message));
    }
}

/// Links all contests.
pub(super) fn contests<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Contest<'c>> {
    let catalog = linker.catalog;
    let zone = linker.clock.zone;
    let mut linked: Vec<Option<Contest<'c>>> = Vec::new();
    for files in &catalog.contests {
        let (record, fields, origin) = (&files.contest, &files.contest.fields, &files.contest.origin);
        let path = permalink::contest("", &record.id.0);
        let names = &linker.places.organization_names;
        let organizer = names.find(&fields.organizer, origin.key("organizer"), linker.found);
        let mut co_organizers = Vec::new();
        for (index, id) in fields.co_organizers.iter().enumerate() {
            let place = origin.value(|path| path.key("co_organizers").index(index));
            co_organizers.extend(names.find(id, place, linker.found).map(OrganizationNo));
        }
        let image = fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        linked.push(organizer.map(|organizer| Contest {
            record,
            rules: files.rules.as_ref(),
            path,
            opens: fields.opens.at(zone),
            closes: fields.closes.end(zone).to_zoned(zone.clone()),
            results_at: fields.results_at.map(|at| at.at(zone)),
            stage: linker.clock.stage(fields),
            organizer: OrganizationNo(organizer),
            co_organizers,
            entries: Vec::new(),
            articles: Vec::new(),
            unnamed_winners: unnamed_winners(&linker.clock, files),
            image,
        }));
    }
    let order = linker.records.contests.order.iter();
    order.filter_map(|at| linked[*at].take()).collect()
}

/// Whether an entry with a prize may not be published, once the results are known.
fn unnamed_winners(clock: &Clock<'_>, files: &ContestFiles) -> bool {
    let stage = clock.stage(&files.contest.fields);
    let hidden = |entry: &EntryFields| {
        let fate = clock.entry(entry, stage);
        entry.award.is_some() && matches!(fate, Fate::Withdrawn | Fate::Skipped(SkipReason::NoConsent))
    };
    stage == Stage::Results && files.entries.iter().any(|entry| hidden(&entry.fields))
}

/// Links all entries.
pub(super) fn entries<'c>(linker: &mut Linker<'_, 'c>) -> Linked<'c, Entry<'c>> {
    let catalog = linker.catalog;
    let all: Vec<_> = all_entries(catalog).collect();
    let mut linked: Vec<Option<Entry<'c>>> = Vec::with_capacity(all.len());
    let mut tombstones = Vec::new();
    for (at, (contest, record)) in all.iter().enumerate() {
        let fields = &record.fields;
        let id = &catalog.contests[*contest].contest.id.0;
        let path = permalink::entry("", id, &record.id.0);
        if linker.records.entries.fates[at] == Fate::Withdrawn {
            tombstones.push(Tombstone {
                path: path.clone(),
                language: catalog.config.language,
                kind: TombstoneKind::Entry,
                date: fields.consent.withdrawn.map(|when| when.at(linker.clock.zone)),
                reason: None,
            });
        }
        linked.push(entry(linker, *contest, record, path));
    }
    let order = linker.records.entries.order.iter();
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
        contest: linker.records.contests.numbers[contest]?,
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

/// The authors as the consent says. A pen name stands alone: a place of work would tell who it is.
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
