//! `bantin next`: the next moment at which the output changes by the clock.

use bantin::schedule::{Event, Moment};
use bantin::workspace::{Purpose, Workspace};
use bantin_text::language::Language;
use jiff::tz::TimeZone;

use crate::cli::args::{Common, Format, ListFormat, Next};
use crate::cli::progress::Bar;
use crate::cli::{Status, WrongUsage, print, report, request};

/// Runs the command. Nothing is printed if the clock changes nothing any more.
pub(crate) fn run(common: &Common, command: &Next, language: Language) -> Result<Status, WrongUsage> {
    let options = request::reading(common, command.now.as_deref(), None, language)?;
    let bar = Bar::new(common.quiet, language);
    let now = options.now;
    let state = Workspace::new(options).state(Purpose::Check, &bar);
    bar.finish();
    let found = state.report(Vec::new());
    if found.errors() > 0 {
        report::print(&found, Format::Text, language);
    }
    let (moments, zone) = (state.moments(now), state.time_zone());
    let shown = if command.all { moments.len() } else { 1 };
    let line = |moment: &Moment| match command.format {
        ListFormat::Text => text(moment, &zone, language),
        ListFormat::Json => json(moment, &zone),
    };
    print(&moments.iter().take(shown).map(line).collect::<String>());
    Ok(report::status(&found))
}

fn stamp(moment: &Moment, zone: &TimeZone) -> String {
    moment.at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// What happens, in words.
pub(crate) fn event(event: Event, language: Language) -> &'static str {
    let (vietnamese, english) = match event {
        Event::Article => ("tin, bài được đăng", "article appears"),
        Event::Expiry => ("tin, bài hết hạn", "article expires"),
        Event::Withdrawal => ("bài bị gỡ, rút", "withdrawal"),
        Event::Document => {
            ("văn bản được đăng, có hiệu lực hoặc hết hiệu lực", "document appears, takes effect or ends")
        }
        Event::Change => (
            "đính chính, cập nhật, phê duyệt hoặc công nhận đến ngày",
            "correction, change, approval or recognition",
        ),
        Event::Unit => ("đơn vị hành chính lập hoặc thôi hoạt động", "unit begins or ends"),
        Event::ContestOpens => ("cuộc thi bắt đầu nhận bài", "contest opens"),
        Event::ContestCloses => ("cuộc thi hết nhận bài", "contest closes"),
        Event::Results => ("công bố kết quả", "results appear"),
        Event::OldNews => ("bài rời sơ đồ tin mới", "article leaves the news sitemap"),
        Event::OldFeatured => {
            ("bài nổi bật thôi đứng đầu trang chủ", "featured article leads home no longer")
        }
        Event::Year => ("sang năm mới", "new year"),
    };
    if language == Language::Vi { vietnamese } else { english }
}

fn text(moment: &Moment, zone: &TimeZone, language: Language) -> String {
    format!("{} {}: {}\n", stamp(moment, zone), event(moment.event, language), moment.id)
}

fn json(moment: &Moment, zone: &TimeZone) -> String {
    let event = match moment.event {
        Event::Article => "article",
        Event::Expiry => "expiry",
        Event::Withdrawal => "withdrawal",
        Event::Document => "document",
        Event::Change => "change",
        Event::Unit => "unit",
        Event::ContestOpens => "contest-opens",
        Event::ContestCloses => "contest-closes",
        Event::Results => "results",
        Event::OldNews => "old-news",
        Event::OldFeatured => "old-featured",
        Event::Year => "year",
    };
    format!("{}\n", serde_json::json!({"at": stamp(moment, zone), "event": event, "id": moment.id}))
}
