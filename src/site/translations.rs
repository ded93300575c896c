//! Records that say the same in other languages.

use rustc_hash::FxHashMap;

use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, words};
use crate::site::link::Listing;
use crate::text::language::Language;

/// For each record of a kind, in the order of the catalog, the published records that say the same in another
/// language. `translation_of` names the original; a translation of a translation, and one in the language of its
/// original, are reported.
pub(super) fn translations<F, No: Copy + Ord>(
    records: &[Record<F>],
    of: impl Fn(&F) -> Option<&str>,
    languages: &[Language],
    listing: &Listing<'_, No>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Vec<No>> {
    let mut originals: Vec<usize> = (0..records.len()).collect();
    for (at, record) in records.iter().enumerate() {
        let Some(id) = of(&record.fields) else { continue };
        let place = record.origin.key("translation_of");
        let Some(original) = listing.names.find(id, place.clone(), found) else { continue };
        let chained = original == at || of(&records[original].fields).is_some();
        if chained {
            let message = words!("`{id}` chính nó cũng là một bản dịch", "`{id}` is a translation itself");
            let help = words!("trỏ tới bản gốc", "name the original");
            found.push(Diagnostic::error(Code::Cycle, place, message).help(help));
        } else if languages[original] == languages[at] {
            let code = languages[at].code();
            let message = words!("bản dịch và bản gốc cùng một ngôn ngữ `{code}`", "translation and original are both in `{code}`");
            let help = words!("thêm khóa `language` cho bản dịch", "give the translation a key `language`");
            found.push(Diagnostic::error(Code::SameLanguage, place, message).help(help));
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
                group.iter().filter(|other| **other != at).filter_map(|other| listing.numbers[*other]).collect();
            others.sort_unstable();
            others
        })
        .collect()
}
