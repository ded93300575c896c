//! `bantin withdrawals`: what was withdrawn, and the addresses to purge from caches.

use bantin::site::TombstoneKind;
use bantin::workspace::Workspace;
use bantin::workspace::withdrawals::Withdrawal;
use bantin_text::language::Language;

use crate::cli::args::{Common, Format, ListFormat, Withdrawals};
use crate::cli::{Status, WrongUsage, print, report, request};

/// Runs the command. If the content has errors they are reported, and the list may be incomplete.
pub(crate) fn run(common: &Common, command: &Withdrawals, language: Language) -> Result<Status, WrongUsage> {
    let options = request::reading(common, command.now.as_deref(), command.base_url.as_deref(), language)?;
    let (found, list) = Workspace::new(options).withdrawals();
    if found.errors() > 0 {
        report::print(&found, Format::Text, language);
    }
    let line = match command.format {
        ListFormat::Text => text,
        ListFormat::Json => json,
    };
    print(&list.iter().map(line).collect::<String>());
    Ok(report::status(&found))
}

fn since(withdrawal: &Withdrawal) -> Option<String> {
    withdrawal.since.as_ref().map(|since| since.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn kind(withdrawal: &Withdrawal) -> &'static str {
    match withdrawal.kind {
        TombstoneKind::Article => "article",
        TombstoneKind::Document => "document",
        TombstoneKind::Model => "model",
        TombstoneKind::Entry => "entry",
        TombstoneKind::Page => "page",
    }
}

fn text(withdrawal: &Withdrawal) -> String {
    let mut urls: String = withdrawal.urls.iter().map(|url| format!("  {url}\n")).collect();
    urls.extend(withdrawal.prefixes.iter().map(|prefix| format!("  {prefix}*\n")));
    format!("{} {} {}\n{urls}", kind(withdrawal), withdrawal.id, since(withdrawal).unwrap_or_default())
}

fn json(withdrawal: &Withdrawal) -> String {
    let object = serde_json::json!({
        "id": withdrawal.id,
        "kind": kind(withdrawal),
        "since": since(withdrawal),
        "urls": withdrawal.urls,
        "prefixes": withdrawal.prefixes,
    });
    format!("{object}\n")
}
