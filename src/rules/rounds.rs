//! Rounds are in chronological order, and an entry has no score of a round that it did not reach.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, localized};
use crate::rules::{Rules, participants};

/// Checks the calendar of the rounds and the rounds of the scores.
pub(super) fn check(rules: &mut Rules<'_>) {
    calendar(rules);
    scores(rules);
}

fn calendar(rules: &mut Rules<'_>) {
    let origin = &rules.files.contest.origin;
    let mut last: Option<(&str, crate::value::When)> = None;
    for (index, round) in rules.contest().rounds.iter().enumerate() {
        let at = |key: &'static str| origin.value(|path| path.key("rounds").index(index).key(key));
        if let (Some(from), Some(to)) = (round.from, round.to)
            && to.end(rules.zone) < from.at(rules.zone).timestamp()
        {
            let message =
                localized!("ngày kết thúc đứng trước ngày bắt đầu", "the end lies before the beginning");
            rules.diagnostics.push(Diagnostic::error(Code::ReversedPeriod, at("to"), message));
        }
        if let (Some(from), Some((earlier, end))) = (round.from, last)
            && from.at(rules.zone).timestamp() < end.at(rules.zone).timestamp()
        {
            let (from, end, name) = (rules.shown(from), rules.shown(end), &round.name);
            let message = localized!(
                "vòng “{name}” bắt đầu {from}, trước khi vòng “{earlier}” kết thúc ({end})",
                "the round “{name}” begins on {from}, before the round “{earlier}” ends ({end})"
            );
            let help = localized!(
                "xếp các vòng theo thứ tự thời gian",
                "put the rounds in the order in which they take place"
            );
            rules
                .diagnostics
                .push(Diagnostic::warning(Code::RoundsOutOfOrder, at("from"), message).help(help));
        }
        last = round.to.or(round.from).map(|end| (round.name.as_str(), end)).or(last);
    }
}

fn scores(rules: &mut Rules<'_>) {
    for entry in participants(rules.files) {
        let Some(reached) = entry.fields.round.as_deref() else { continue };
        let Some(limit) = rules.round(reached) else { continue };
        for (index, score) in entry.fields.scores.iter().enumerate() {
            let round = &score.round;
            if rules.round(round).is_none_or(|at| at <= limit) {
                continue;
            }
            let way = entry.origin.path().key("scores").index(index).key("round");
            let place = Place::value(entry.origin.source, way);
            let (name, got) = (rules.round_name(round), rules.round_name(reached));
            let message = localized!(
                "có điểm ở vòng “{name}”, nhưng `round` ghi bài mới tới vòng “{got}”",
                "there is a score of the round “{name}”, but `round` says that the entry got to “{got}”"
            );
            let help =
                localized!("sửa `round`, hoặc vòng của điểm này", "mend `round`, or the round of this score");
            let severity = Severity::Warning;
            rules.diagnostics.push(Diagnostic {
                severity,
                code: Code::ScoreBeyondRound,
                place,
                message,
                help: Some(help),
            });
        }
    }
}
