//! What a site may hold at most. All limits stand here, and `docs/reference.md` names them.
//!
//! In: a parsed catalog. Out: one that keeps to the limits, and an error where it did not. A limit is far above what
//! anybody writes by hand, and below what takes longer than ten seconds or a gigabyte of memory.

use crate::content::catalog::Catalog;
use crate::content::record::Origin;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Path, Place, localized};

/// The longest text file of a record or table, in bytes.
pub const TEXT: u64 = 16 << 20;
/// The most tags of a record.
pub const TAGS: usize = 200;
/// The most names in a group of synonyms.
pub const SYNONYMS: usize = 200;
/// The most rows of a series.
pub const ROWS: usize = 20_000;
/// How deep tags of raw HTML may stand in each other; browsers cut at the same depth.
pub const NESTING: usize = 512;
/// The most pixels of a picture: 100 megapixels take 400 megabytes of memory.
pub const PIXELS: u64 = 100_000_000;
/// The longest side of a picture; JPEG has no longer ones.
pub const SIDE: u32 = 65_535;

/// Cuts what is longer than its limit, and tells it.
pub(super) fn keep_to(catalog: &mut Catalog, diagnostics: &mut Vec<Diagnostic>) {
    let articles = catalog.articles.iter_mut().map(|one| (&one.origin, &mut one.fields.tags));
    let models = catalog.models.iter_mut().map(|one| (&one.origin, &mut one.fields.tags));
    let documents = catalog.documents.iter_mut().map(|one| (&one.origin, &mut one.fields.tags));
    for (origin, tags) in articles.chain(models).chain(documents) {
        cut(tags, TAGS, diagnostics, || place_of_tags(origin));
    }
    let source = catalog.taxonomies.synonyms.source;
    for (index, group) in &mut catalog.taxonomies.synonyms.entries {
        let at = *index;
        cut(group, SYNONYMS, diagnostics, || match source {
            Some(source) => Place::value(source, Path::top().index(at)),
            None => Place::file("content/taxonomies/synonyms.yaml"),
        });
    }
    for series in &mut catalog.series {
        let source = series.source;
        cut(&mut series.fields.rows, ROWS, diagnostics, || Place::start_of(source));
    }
}

fn place_of_tags(origin: &Origin) -> Place {
    origin.key("tags")
}

fn cut<T>(list: &mut Vec<T>, most: usize, diagnostics: &mut Vec<Diagnostic>, place: impl FnOnce() -> Place) {
    let count = list.len();
    if count <= most {
        return;
    }
    list.truncate(most);
    let message =
        localized!("có {count} mục, nhiều nhất là {most}", "there are {count} of them, at most {most}");
    diagnostics.push(too_much(place(), message));
}

/// Something is longer than its limit.
pub fn too_much(place: Place, message: LocalizedText) -> Diagnostic {
    let help = localized!(
        "chia nhỏ ra, hoặc bỏ bớt; mọi giới hạn ghi ở `docs/reference.md`",
        "split it, or leave some out; `docs/reference.md` names all limits"
    );
    Diagnostic::error(Code::TooMuch, place, message).help(help)
}
