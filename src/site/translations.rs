//! Links translations of records.

use rustc_hash::FxHashMap;

use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::site::ids::Ids;
use bantin_text::language::Language;

/// For each record of a kind, in the order of the catalog, its published translations. `translation_of` names the
/// original; a translation of a translation, and one in the language of its original, are reported.
pub(super) fn translations<F, No: Copy + Ord + From<usize>>(
    records: &[Record<F>],
    of: impl Fn(&F) -> Option<&str>,
    languages: &[Language],
    ids: &Ids<'_, No>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<No>> {
    let mut originals: Vec<usize> = (0..records.len()).collect();
    let mut spoken: FxHashMap<(usize, Language), usize> = FxHashMap::default();
    for (at, record) in records.iter().enumerate() {
        let Some(id) = of(&record.fields) else { continue };
        let place = record.origin.key("translation_of");
        let Some(original) = ids.find(id, place.clone(), diagnostics) else { continue };
        let mutual = original < at && of(&records[original].fields) == Some(record.id.0.as_str());
        if let Some(further) = of(&records[original].fields) {
            // If two records name each other, only the first one is reported.
            if !mutual {
                diagnostics.push(chained(id, further, original == at, place));
            }
        } else if languages[original] == languages[at] {
            let code = languages[at].code();
            let message = localized!(
                "bản dịch và bản gốc cùng một ngôn ngữ `{code}`",
                "translation and original are both in `{code}`"
            );
            let help =
                localized!("thêm khóa `language` cho bản dịch", "give the translation a key `language`");
            diagnostics.push(Diagnostic::error(Code::SameLanguage, place, message).help(help));
        } else if let Some(other) = spoken.insert((original, languages[at]), at) {
            let (other, code) = (&records[other].id.0, languages[at].code());
            let message = localized!(
                "`{other}` đã là bản dịch của `{id}` sang `{code}`",
                "`{other}` is a translation of `{id}` into `{code}` already"
            );
            let help = localized!("giữ lại một trong hai", "keep one of the two");
            diagnostics.push(Diagnostic::error(Code::SameLanguage, place, message).help(help));
        } else {
            originals[at] = original;
        }
    }
    let mut groups: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, original) in originals.iter().enumerate() {
        groups.entry(*original).or_default().push(at);
    }
    (0..records.len())
        .map(|at| {
            let group = groups.get(&originals[at]).map_or(&[][..], Vec::as_slice);
            let mut others: Vec<No> =
                group.iter().filter(|other| **other != at).filter_map(|other| ids.number(*other)).collect();
            others.sort_unstable();
            others
        })
        .collect()
}

/// Reports that the named original is itself a translation.
fn chained(id: &str, further: &str, itself: bool, place: Place) -> Diagnostic {
    let message = if itself {
        localized!("`{id}` không thể là bản dịch của chính nó", "`{id}` cannot be its own translation")
    } else {
        localized!(
            "`{id}` chính nó cũng là bản dịch, của `{further}`",
            "`{id}` is a translation itself, of `{further}`"
        )
    };
    let help = localized!(
        "trỏ tới bản gốc; bản gốc thì bỏ `translation_of`",
        "name the original; the original has no `translation_of`"
    );
    Diagnostic::error(Code::Cycle, place, message).help(help)
}
