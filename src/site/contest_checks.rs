//! Checks contests and entries on their own: the order of dates, unique ids within a contest, references within it, and
//! keys that require each other.

use rustc_hash::FxHashSet;

use crate::content::contest::ContestFields;
use crate::content::entry::{EntryFields, Medium, MediumKind, NameShown};
use crate::content::kind::Kind;
use crate::content::lost::LostRecords;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::site::ids::Ids;
use crate::site::linker::{Linker, reversed};
use crate::source::{SourceId, Sources};
use crate::value::Id;

/// The ids of the genres, rounds and prizes of a contest.
struct Terms<'c> {
    genres: Ids<'c, usize>,
    rounds: Ids<'c, usize>,
    prizes: Ids<'c, usize>,
}

fn terms<'c>(
    contest: &'c Record<ContestFields>,
    lost: &'c LostRecords,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Terms<'c> {
    let (fields, origin) = (&contest.fields, &contest.origin);
    let mut unique = |kind, key: &'static str, ids: Vec<&'c Id>| {
        let place = |index| origin.value(|path| path.key(key).index(index).key("id"));
        let placed = ids.into_iter().enumerate().map(|(index, id)| (id.0.as_str(), place(index)));
        Ids::unique(kind, placed, lost, sources, diagnostics)
    };
    Terms {
        genres: unique(Kind::Genre, "genres", fields.genres.iter().map(|genre| &genre.id).collect()),
        rounds: unique(Kind::Round, "rounds", fields.rounds.iter().map(|round| &round.id).collect()),
        prizes: unique(Kind::Prize, "prizes", fields.prizes.iter().map(|prize| &prize.id).collect()),
    }
}

/// Checks all contests and entries.
pub(super) fn contest_checks(linker: &mut Linker<'_, '_>) {
    let zone = linker.clock.zone;
    let damaged = linker.diagnostics.iter().filter_map(|told| told.place.mapping()).collect();
    for files in &linker.catalog.contests {
        let (fields, origin) = (&files.contest.fields, &files.contest.origin);
        let terms = terms(&files.contest, &linker.catalog.lost, linker.sources, linker.diagnostics);
        let is_dated = !files.contest.is_broken;
        if is_dated && fields.closes.end(zone) < fields.opens.at(zone).timestamp() {
            linker.diagnostics.push(reversed(origin.key("closes")));
        }
        if is_dated
            && fields
                .results_at
                .is_some_and(|at| at.at(zone).timestamp() < fields.closes.at(zone).timestamp())
        {
            linker.diagnostics.push(reversed(origin.key("results_at")));
        }
        if let Some(window) = &fields.publication_window
            && is_dated
            && window.to.end(zone) < window.from.at(zone).timestamp()
        {
            linker.diagnostics.push(reversed(origin.value(|path| path.key("publication_window").key("to"))));
        }
        for (index, round) in fields.rounds.iter().enumerate() {
            if let (Some(from), Some(to)) = (round.from, round.to)
                && to.end(zone) < from.at(zone).timestamp()
            {
                linker
                    .diagnostics
                    .push(reversed(origin.value(|path| path.key("rounds").index(index).key("to"))));
            }
        }
        for (index, prize) in fields.prizes.iter().enumerate() {
            let at = |key: &'static str| origin.value(|path| path.key("prizes").index(index).key(key));
            if let Some(genre) = &prize.genre {
                terms.genres.find(genre, at("genre"), linker.diagnostics);
            }
            if let Some(round) = &prize.round {
                terms.rounds.find(round, at("round"), linker.diagnostics);
            }
        }
        for entry in &files.entries {
            check_entry(entry, &terms, linker.diagnostics);
            check_people_and_media(entry, &damaged, linker.diagnostics);
        }
    }
}

fn check_entry(entry: &Record<EntryFields>, terms: &Terms<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (fields, origin) = (&entry.fields, &entry.origin);
    terms.genres.find(&fields.genre, origin.key("genre"), diagnostics);
    if let Some(round) = &fields.round {
        terms.rounds.find(round, origin.key("round"), diagnostics);
    }
    if let Some(award) = &fields.award {
        terms.prizes.find(award, origin.key("award"), diagnostics);
    }
    for (index, score) in fields.scores.iter().enumerate() {
        let place = origin.value(|path| path.key("scores").index(index).key("round"));
        terms.rounds.find(&score.round, place, diagnostics);
    }
}

/// Checks keys that require each other. Mappings with other mistakes are skipped: the key that seems missing may be the
/// one that could not be read.
fn check_people_and_media(
    entry: &Record<EntryFields>,
    damaged: &FxHashSet<(SourceId, Path)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (fields, origin) = (&entry.fields, &entry.origin);
    let sound = |place: &Place| place.inside().is_none_or(|mapping| !damaged.contains(&mapping));
    if fields.consent.name == NameShown::Pen {
        for (index, _) in fields.authors.iter().enumerate().filter(|(_, author)| author.pen_name.is_none()) {
            let place = origin.value(|path| path.key("authors").index(index));
            if !sound(&place) {
                continue;
            }
            let message = localized!(
                "tác giả đồng ý ghi bút danh (`consent.name: pen`) nhưng chưa có `pen_name`",
                "the author agrees to a pen name (`consent.name: pen`), but there is no `pen_name`"
            );
            diagnostics.push(Diagnostic::error(Code::MissingKey, place, message));
        }
    }
    for (index, medium) in fields.media.iter().enumerate() {
        let place = origin.value(|path| path.key("media").index(index));
        if sound(&place) {
            check_medium(medium, place, diagnostics);
        }
    }
}

fn check_medium(medium: &Medium, place: Place, diagnostics: &mut Vec<Diagnostic>) {
    if medium.file.is_some() == medium.url.is_some() {
        let message = localized!(
            "cần đúng một trong hai khóa `file` và `url`",
            "exactly one of `file` and `url` is needed"
        );
        diagnostics.push(Diagnostic::error(Code::MissingKey, place.clone(), message));
    }
    if medium.kind == MediumKind::Image && medium.alt.is_none() {
        let message = localized!(
            "ảnh phải có `alt`: tả cho người không nhìn thấy ảnh",
            "a picture needs `alt`: say what is to be seen"
        );
        diagnostics.push(Diagnostic::error(Code::MissingAlt, place, message));
    }
}
