//! Limits of one entry: deadline, length, duration and prior publication.

use crate::content::contest::PriorPublication;
use crate::content::entry::{EntryFields, MediumKind, PublishedIn};
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, localized};
use crate::rules::{Rules, length};

pub(super) fn check(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    deadline(rules, entry);
    words(rules, entry);
    for kind in [MediumKind::Video, MediumKind::Audio] {
        minutes(rules, entry, kind);
    }
    publication(rules, entry);
}

/// The postmark counts where there is one, not the day of arrival.
fn deadline(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let (key, when) = match entry.fields.postmarked {
        Some(postmarked) => ("postmarked", postmarked),
        None => ("submitted", entry.fields.submitted),
    };
    let closes = rules.contest().closes;
    if when.at(rules.zone).timestamp() <= closes.end(rules.zone) {
        return;
    }
    let (when, closes) = rules.shown_apart(when, closes);
    let message = localized!(
        "bài nộp muộn: `{key}` là {when}, cuộc thi nhận đến {closes}",
        "the entry is late: `{key}` is {when}, and the contest closes on {closes}"
    );
    let help = localized!(
        "ghi ngày dấu bưu điện (`postmarked`) nếu bài gửi qua bưu điện kịp hạn, hoặc đặt `status: rejected`",
        "write the postmark (`postmarked`) if it was posted in time, or set `status: rejected`"
    );
    rules.breach(&entry.fields, Code::AfterDeadline, entry.origin.key(key), message, help);
}

fn words(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let Some(genre) = rules.contest().genres.iter().find(|genre| genre.id.0 == entry.fields.genre) else {
        return;
    };
    let Some(limit) = genre.max_words else { return };
    let body = entry.body.text(rules.sources, &entry.origin);
    let Some(count) = length::more_than(body, limit as usize) else { return };
    let name = &genre.name;
    let message = localized!(
        "bài dài {count} chữ (tiếng), thể loại “{name}” cho phép nhiều nhất {limit}",
        "the text has {count} words (syllables); the genre “{name}” allows {limit} at most"
    );
    let help =
        localized!("rút ngắn bài, hoặc chọn thể loại khác", "shorten the text, or choose another genre");
    let place = entry.body.place(&entry.origin, length::first_line(body));
    rules.breach(&entry.fields, Code::TooManyWords, place, message, help);
}

/// Checks the total duration of an entry's videos, or of its audio: two parts of six minutes count as twelve. Video and
/// audio are counted separately, since one is often a copy of the other.
fn minutes(rules: &mut Rules<'_>, entry: &Record<EntryFields>, kind: MediumKind) {
    let Some(genre) = rules.contest().genres.iter().find(|genre| genre.id.0 == entry.fields.genre) else {
        return;
    };
    let Some(limit) = genre.max_minutes else { return };
    let media: Vec<_> =
        entry.fields.media.iter().enumerate().filter(|(_, medium)| medium.kind == kind).collect();
    for (index, _) in media.iter().filter(|(_, medium)| medium.minutes.is_none()) {
        untimed(rules, entry, *index, limit);
    }
    let timed: Vec<(usize, f64)> =
        media.iter().filter_map(|(index, medium)| Some((*index, medium.minutes?.0))).collect();
    let total: f64 = timed.iter().map(|(_, minutes)| minutes).sum();
    let Some((last, _)) = timed.last().filter(|_| total > f64::from(limit)) else { return };
    let name = &genre.name;
    let message = localized!(
        "tác phẩm dài {total} phút, thể loại “{name}” cho phép nhiều nhất {limit}",
        "the entry lasts {total} minutes; the genre “{name}” allows {limit} at most"
    );
    let help = localized!("cắt ngắn, hoặc chọn thể loại khác", "cut it, or choose another genre");
    let place = entry.origin.value(|path| path.key("media").index(*last).key("minutes"));
    rules.breach(&entry.fields, Code::TooManyMinutes, place, message, help);
}

/// Reports a medium without `minutes`. Always a warning: the value is missing, which is not yet a breach.
fn untimed(rules: &mut Rules<'_>, entry: &Record<EntryFields>, index: usize, limit: u32) {
    let name = rules.genre_name(&entry.fields.genre);
    let message = localized!(
        "chưa ghi `minutes`: thể loại “{name}” cho phép nhiều nhất {limit} phút",
        "`minutes` is missing; the genre “{name}” allows {limit} at most"
    );
    let help = localized!(
        "ghi thời lượng, ví dụ `minutes: 4.5`",
        "write how long it lasts, for example `minutes: 4.5`"
    );
    let place = entry.origin.value(|path| path.key("media").index(index).key("kind"));
    rules.diagnostics.push(Diagnostic::warning(Code::TooManyMinutes, place, message).help(help));
}

fn publication(rules: &mut Rules<'_>, entry: &Record<EntryFields>) {
    let rule = rules.contest().prior_publication;
    match (rule, &entry.fields.published_in) {
        (Some(PriorPublication::Required), None) => {
            let message = localized!(
                "cuộc thi chỉ nhận bài đã đăng, phát (`prior_publication: required`), bài này chưa ghi `published_in`",
                "the contest takes published work alone (`prior_publication: required`); this entry has no `published_in`"
            );
            let help = localized!(
                "thêm `published_in: {{name: …, date: …}}`",
                "add `published_in: {{name: …, date: …}}`"
            );
            rules.breach(&entry.fields, Code::PriorPublication, entry.origin.place(), message, help);
        }
        (Some(PriorPublication::Forbidden), Some(published)) => forbidden(rules, entry, published),
        (Some(PriorPublication::Required), Some(published))
            if rules.contest().publication_window.is_none() =>
        {
            required(rules, entry, published);
        }
        (_, Some(published)) => window(rules, entry, published),
        (_, None) => {}
    }
}

/// Without a publication window, a required publication must have appeared by the closing date.
fn required(rules: &mut Rules<'_>, entry: &Record<EntryFields>, published: &PublishedIn) {
    let closes = rules.contest().closes;
    if published.date.at(rules.zone).timestamp() <= closes.end(rules.zone) {
        return;
    }
    let (date, closes) = rules.shown_apart(published.date, closes);
    let message = localized!(
        "cuộc thi chỉ nhận bài đã đăng, phát (`prior_publication: required`) trước khi hết hạn {closes}, bài này đăng ngày {date}",
        "the contest takes work published (`prior_publication: required`) before it closes on {closes}; this entry appeared on {date}"
    );
    let help = localized!(
        "sửa ngày nếu ghi nhầm, đặt `status: rejected`, hoặc ghi `publication_window` của cuộc thi nếu thể lệ cho đăng muộn hơn",
        "mend the date if it is wrong, set `status: rejected`, or write the contest's `publication_window` if its rules allow a later date"
    );
    let place = entry.origin.value(|path| path.key("published_in").key("date"));
    rules.breach(&entry.fields, Code::PriorPublication, place, message, help);
}

/// Publication after the closing date, as is usual for winners, is not prior publication.
fn forbidden(rules: &mut Rules<'_>, entry: &Record<EntryFields>, published: &PublishedIn) {
    if published.date.certain(rules.zone) > rules.contest().closes.end(rules.zone) {
        return;
    }
    let (date, name) = (rules.shown(published.date), &published.name);
    let message = localized!(
        "cuộc thi không nhận bài đã đăng (`prior_publication: forbidden`), bài này đăng ngày {date} ở {name}",
        "the contest takes no published work (`prior_publication: forbidden`); this entry appeared on {date} in {name}"
    );
    let help = localized!(
        "đặt `status: rejected`, hoặc sửa `published_in`",
        "set `status: rejected`, or mend `published_in`"
    );
    rules.breach(&entry.fields, Code::PriorPublication, entry.origin.key("published_in"), message, help);
}

fn window(rules: &mut Rules<'_>, entry: &Record<EntryFields>, published: &PublishedIn) {
    let Some(window) = &rules.contest().publication_window else { return };
    let date = published.date;
    let begun = date.end(rules.zone) >= window.from.at(rules.zone).timestamp();
    let lasts = date.at(rules.zone).timestamp() <= window.to.end(rules.zone);
    if begun && lasts {
        return;
    }
    let (from, to) = (rules.shown(window.from), rules.shown(window.to));
    let ((date, from), to) = match begun {
        true => {
            let (date, to) = rules.shown_apart(date, window.to);
            ((date, from), to)
        }
        false => (rules.shown_apart(date, window.from), to),
    };
    let message = localized!(
        "bài đăng ngày {date}, cuộc thi chỉ nhận bài đăng từ {from} đến {to}",
        "the entry was published on {date}; the contest takes what appeared from {from} to {to}"
    );
    let help = localized!(
        "sửa ngày nếu ghi nhầm, hoặc đặt `status: rejected`",
        "mend the date if it is wrong, or set `status: rejected`"
    );
    let place = entry.origin.value(|path| path.key("published_in").key("date"));
    rules.breach(&entry.fields, Code::OutsideWindow, place, message, help);
}
