//! Awards of a contest: the quota of each prize, and the status, consent, genre, round and scope of each entry with an
//! award.

use std::collections::BTreeMap;

use crate::content::contest::{Prize, PrizeScope};
use crate::content::entry::{EntryFields, EntryStatus};
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::rules::{Rules, takes_part};

/// Checks every award of the contest.
pub(super) fn check(rules: &mut Rules<'_>) {
    let mut holders: BTreeMap<&str, Vec<&Record<EntryFields>>> = BTreeMap::new();
    for entry in rules.files.entries.iter().filter(|entry| !entry.is_broken) {
        let Some(award) = entry.fields.award.as_deref() else { continue };
        if !takes_part(&entry.fields) || entry.fields.status != EntryStatus::Accepted {
            not_accepted(rules, entry);
        }
        if entry.fields.status == EntryStatus::Accepted && !entry.fields.draft {
            consent(rules, entry);
        }
        let Some(prize) = rules.contest().prizes.iter().find(|prize| prize.id.0 == award) else { continue };
        genre(rules, entry, prize);
        round(rules, entry, prize);
        scope(rules, entry, prize);
        if takes_part(&entry.fields) {
            holders.entry(award).or_default().push(entry);
        }
    }
    for prize in &rules.contest().prizes {
        quota(rules, prize, holders.get(prize.id.0.as_str()).map_or(&[], Vec::as_slice));
    }
}

fn not_accepted(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let status = if entry.fields.draft { "draft" } else { entry.fields.status.as_str() };
    let message = localized!(
        "bài có giải nhưng ở trạng thái `{status}`; chỉ bài `accepted` mới được giải",
        "the entry has a prize, but its status is `{status}`; only an `accepted` entry can have one"
    );
    let help =
        localized!("bỏ `award`, hoặc đặt `status: accepted`", "remove `award`, or set `status: accepted`");
    rules.breach(&entry.fields, Code::AwardNotAccepted, entry.origin.key("award"), message, help);
}

/// Without consent nothing of an entry is published, so the results page cannot name the winner.
fn consent(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let consent = &entry.fields.consent;
    let message = match (consent.given, consent.withdrawn) {
        (false, _) => localized!(
            "bài có giải nhưng tác giả chưa đồng ý công bố (`consent.given: false`): trang kết quả không nêu bài này",
            "the entry has a prize, but its authors do not agree to its publication (`consent.given: false`): the results leave it out"
        ),
        (true, Some(since)) => {
            let since = rules.shown(since);
            localized!(
                "bài có giải nhưng tác giả đã rút sự đồng ý từ {since}: trang kết quả không nêu bài này",
                "the entry has a prize, but its authors took their consent back on {since}: the results leave it out"
            )
        }
        (true, None) => return,
    };
    let help = localized!(
        "hỏi lại tác giả; trang kết quả chỉ cho biết có giải không nêu tên",
        "ask the authors again; the results say only that there are winners who are not named"
    );
    let place = entry.origin.key("award");
    rules.diagnostics.push(Diagnostic::warning(Code::AwardWithoutConsent, place, message).help(help));
}

fn genre(rules: &mut Rules<'_>, entry: &Record<EntryFields>, prize: &Prize) {
    let actual = &entry.fields.genre;
    let Some(wanted) = prize.genre.as_ref().filter(|wanted| *wanted != actual) else { return };
    if !rules.contest().genres.iter().any(|genre| genre.id.0 == *wanted) {
        return;
    }
    let (name, wanted, actual) = (&prize.name, rules.genre_name(wanted), rules.genre_name(actual));
    let message = localized!(
        "“{name}” dành cho thể loại “{wanted}”, bài này thuộc “{actual}”",
        "the prize “{name}” is for the genre “{wanted}”; this entry is of “{actual}”"
    );
    let help = localized!(
        "chọn giải khác, hoặc sửa `genre` của bài",
        "choose another prize, or mend the entry's `genre`"
    );
    rules.breach(&entry.fields, Code::AwardGenre, entry.origin.key("award"), message, help);
}

fn round(rules: &mut Rules<'_>, entry: &Record<EntryFields>, prize: &Prize) {
    let Some(needed) = &prize.round else { return };
    let Some(least) = rules.round(needed) else { return };
    let reached = entry.fields.round.as_deref();
    if reached.is_some_and(|round| rules.round(round).is_none_or(|at| at >= least)) {
        return;
    }
    let (name, wanted) = (&prize.name, rules.round_name(needed));
    let message = match reached.map(|round| rules.round_name(round)) {
        Some(round) => localized!(
            "“{name}” chỉ trao cho bài vào tới vòng “{wanted}”, bài này mới tới “{round}”",
            "the prize “{name}” is for entries that reached the round “{wanted}”; this one reached “{round}”"
        ),
        None => localized!(
            "“{name}” chỉ trao cho bài vào tới vòng “{wanted}”, bài này chưa ghi `round`",
            "the prize “{name}” is for entries that reached the round “{wanted}”; this one has no `round`"
        ),
    };
    let help = localized!(
        "ghi `round: {needed}` nếu bài đã vào vòng ấy",
        "write `round: {needed}` if the entry got there"
    );
    rules.breach(&entry.fields, Code::AwardRound, entry.origin.key("award"), message, help);
}

/// A collective prize goes to an organization, so the entry must say which.
fn scope(rules: &mut Rules<'_>, entry: &Record<EntryFields>, prize: &Prize) {
    if prize.scope != PrizeScope::Collective || entry.fields.organization.is_some() {
        return;
    }
    let name = &prize.name;
    let message = localized!(
        "“{name}” là giải tập thể, nhưng bài không ghi `organization`",
        "the prize “{name}” is for an organization, but the entry names no `organization`"
    );
    let help = localized!(
        "thêm `organization: …`, hoặc chọn giải cá nhân",
        "add `organization: …`, or choose a prize for authors"
    );
    rules.breach(&entry.fields, Code::AwardScope, entry.origin.key("award"), message, help);
}

/// Reports each holder beyond the quota, in file order; the help lists all holders of the prize.
fn quota(rules: &mut Rules<'_>, prize: &Prize, holders: &[&Record<EntryFields>]) {
    let (name, quota, count) = (&prize.name, prize.quota, holders.len());
    let all: Vec<_> =
        holders.iter().map(|entry| format!("“{}” (`{}`)", entry.fields.title, entry.id.0)).collect();
    let all = all.join(", ");
    for entry in holders.iter().skip(quota as usize) {
        let message = localized!(
            "“{name}” có {quota} suất nhưng đã trao cho {count} bài",
            "the prize “{name}” is given {quota} times at most, but {count} entries have it"
        );
        let help = localized!("các bài đang giữ giải này: {all}", "the entries that have it: {all}");
        rules.breach(&entry.fields, Code::QuotaExceeded, entry.origin.key("award"), message, help);
    }
}
