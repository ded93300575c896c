//! `bantin duplicates`: lists entries that share wording, for people to compare.

use bantin::workspace::Workspace;
use bantin::workspace::duplicates::FoundPair;
use bantin_text::language::Language;

use crate::cli::args::{Common, Duplicates, Format, ListFormat};
use crate::cli::{Status, WrongUsage, eprint, print, report, request, say};

/// Runs the command. If the content has errors they are reported, and the list may be incomplete.
pub(crate) fn run(common: &Common, command: &Duplicates, language: Language) -> Result<Status, WrongUsage> {
    let threshold = command.threshold;
    if !(threshold > 0.0 && threshold <= 1.0) {
        return Err(WrongUsage(say!(
            language,
            "`--threshold` phải lớn hơn 0 và không quá 1",
            "`--threshold` is more than 0 and at most 1"
        )));
    }
    let options = request::reading(common, None, None, language)?;
    let (found, pairs) = Workspace::new(options).duplicates(threshold);
    if found.errors() > 0 {
        report::print(&found, Format::Text, language);
    }
    match command.format {
        ListFormat::Json => print(&pairs.iter().map(json).collect::<String>()),
        ListFormat::Text => print(&pairs.iter().map(|pair| text(pair, language)).collect::<String>()),
    }
    if pairs.is_empty() && command.format == ListFormat::Text && !common.quiet {
        eprint(&say!(language, "Không có bài nào giống nhau tới mức đó.\n", "No texts share that much.\n"));
    }
    Ok(report::status(&found))
}

fn text(found: &FoundPair, language: Language) -> String {
    let pair = &found.pair;
    let (share, jaccard) = (percent(pair.containment), percent(pair.jaccard));
    let (first, second) = (&pair.first, &pair.second);
    let (kinds, ids) = ((first.kind, second.kind), (&first.id, &second.id));
    let (passage, length) = (&pair.passage, pair.syllables);
    let [one, other] = &found.files;
    say!(
        language,
        "{share}%  {} {} ({one})\n      {} {} ({other})\n      {share}% bài ngắn hơn, {jaccard}% của cả hai; đoạn chung dài nhất {length} tiếng:\n      “{passage}”\n\n",
        "{share}%  {} {} ({one})\n      {} {} ({other})\n      {share}% of the shorter text, {jaccard}% of both; the longest common passage has {length} syllables:\n      “{passage}”\n\n",
        kinds.0,
        ids.0,
        kinds.1,
        ids.1
    )
}

fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

fn json(found: &FoundPair) -> String {
    let pair = &found.pair;
    let text = |at: usize, named: &bantin::duplicates::Named| {
        serde_json::json!({
            "kind": named.kind,
            "id": named.id,
            "title": named.title,
            "file": found.files[at],
        })
    };
    let object = serde_json::json!({
        "first": text(0, &pair.first),
        "second": text(1, &pair.second),
        "containment": pair.containment,
        "jaccard": pair.jaccard,
        "passage": pair.passage,
        "passage_syllables": pair.syllables,
    });
    format!("{object}\n")
}
