//! References by the names that people write: `H. Định Quán`, `Xã Bình An (huyện Châu Thành)`, old names too.
//!
//! In: a kind and a text. Out: the id. A name that several have is told apart by what stands in brackets, else asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::kind::Kind;
use crate::content::terms::Term;
use crate::diagnostic::{Code, localized};
use crate::import::lists::parts;
use crate::import::table::plain;
use crate::import::wrong::Wrong;
use bantin_text::suggest::nearest;

/// Looks up names in a catalog.
pub struct References<'c> {
    catalog: &'c Catalog,
    contest: Option<&'c ContestFiles>,
    known: RefCell<BTreeMap<Kind, Rc<Names>>>,
}

/// The terms of a kind by their names.
struct Names {
    terms: Vec<Term>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_bare_name: BTreeMap<String, Vec<usize>>,
}

/// What stands before the name of a unit, longest first.
const PREFIXES: [&str; 20] = [
    "thanh pho",
    "thi tran",
    "thi xa",
    "ban chi dao",
    "huyen",
    "phuong",
    "dac khu",
    "quan",
    "tinh",
    "xa",
    "hdnd",
    "tp",
    "tt",
    "tx",
    "h",
    "p",
    "x",
    "q",
    "t",
    "linh vuc",
];

impl<'c> References<'c> {
    #[must_use]
    pub fn new(catalog: &'c Catalog, contest: Option<&'c ContestFiles>) -> Self {
        Self { catalog, contest, known: RefCell::default() }
    }

    fn names(&self, kind: Kind) -> Rc<Names> {
        let mut known = self.known.borrow_mut();
        Rc::clone(
            known.entry(kind).or_insert_with(|| Rc::new(Names::new(self.catalog.terms(kind, self.contest)))),
        )
    }

    /// Whether a text names something of the kind.
    #[must_use]
    pub fn knows(&self, kind: Kind, text: &str) -> bool {
        self.one(kind, text).is_ok()
    }

    /// The id of the one thing that a text names.
    pub fn one(&self, kind: Kind, text: &str) -> Result<String, Wrong> {
        let names = self.names(kind);
        let (name, inside) = match text.split_once('(') {
            Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches(')').trim())),
            None => match text.rsplit_once(',') {
                Some((name, above)) if names.find(text).is_empty() => (name.trim(), Some(above.trim())),
                _ => (text, None),
            },
        };
        let whole = names.find(text);
        let found = if whole.is_empty() { names.find(name) } else { whole };
        let found = match inside {
            Some(above) if found.len() != 1 => names.below(&found, above),
            _ => found,
        };
        match found.as_slice() {
            [one] => Ok(names.terms[*one].id.clone()),
            [] => Err(names.unknown(kind, text)),
            several => {
                // One that still exists goes before those that have ended.
                let now: Vec<usize> =
                    several.iter().copied().filter(|at| names.terms[*at].until.is_none()).collect();
                match now.as_slice() {
                    [one] => Ok(names.terms[*one].id.clone()),
                    _ => Err(names.ambiguous(text, several)),
                }
            }
        }
    }

    /// The ids of all that a text names. Names that hold commas themselves are looked for first.
    pub fn several(&self, kind: Kind, text: &str) -> Result<Vec<String>, Wrong> {
        if let Ok(id) = self.one(kind, text) {
            return Ok(vec![id]);
        }
        let names = self.names(kind);
        let mut rest = text.to_owned();
        let mut found: Vec<(usize, String)> = Vec::new();
        let mut longest: Vec<&Term> = names.terms.iter().collect();
        longest.sort_by_key(|term| std::cmp::Reverse(term.names.first().map_or(0, String::len)));
        for term in longest {
            for name in term.names.iter().filter(|name| name.contains([',', ';'])) {
                if let Some(at) = rest.find(name.as_str()) {
                    rest.replace_range(at..at + name.len(), &";".repeat(name.len()));
                    found.push((at, term.id.clone()));
                }
            }
        }
        for part in parts(&rest, true) {
            let at = rest.find(&part).unwrap_or(rest.len());
            found.push((at, self.one(kind, &part)?));
        }
        found.sort();
        found.dedup_by(|a, b| a.1 == b.1);
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }
}

impl Names {
    fn new(terms: Vec<Term>) -> Self {
        let (mut by_name, mut by_bare_name) = (BTreeMap::new(), BTreeMap::new());
        let add = |map: &mut BTreeMap<String, Vec<usize>>, name: String, at: usize| {
            let all = map.entry(name).or_default();
            if !all.contains(&at) {
                all.push(at);
            }
        };
        for (at, term) in terms.iter().enumerate() {
            for name in &term.names {
                let name = plain(name);
                add(&mut by_bare_name, bare(&name).to_owned(), at);
                add(&mut by_name, name, at);
            }
        }
        Self { terms, by_name, by_bare_name }
    }

    /// All that have this id, else this name, else this name without the kind of unit before it.
    fn find(&self, text: &str) -> Vec<usize> {
        if let Some(at) = self.terms.iter().position(|term| term.id == text.trim()) {
            return vec![at];
        }
        let name = plain(text);
        if let Some(found) = self.by_name.get(&name) {
            return found.clone();
        }
        let bare_name = bare(&name);
        let found = self.by_bare_name.get(bare_name).cloned().unwrap_or_default();
        // `X. Bình An` is no township of that name: the first letter of the kind of unit has to agree.
        let first = (bare_name.len() < name.len()).then(|| name.as_bytes()[0]);
        let agrees = |at: &usize| {
            first.is_none_or(|first| {
                self.terms[*at]
                    .names
                    .iter()
                    .map(|name| plain(name))
                    .any(|name| bare(&name).len() == name.len() || name.as_bytes()[0] == first)
            })
        };
        found.into_iter().filter(|at| agrees(at)).collect()
    }

    /// Those below a unit of a name.
    fn below(&self, found: &[usize], above: &str) -> Vec<usize> {
        let parents = self.find(above);
        let is_below = |at: &usize| {
            let mut unit = self.terms[*at].parent.clone();
            // A unit that is its own parent is reported by `check`.
            for _ in 0..4 {
                let Some(parent) = unit.take() else { return false };
                if parents.iter().any(|at| self.terms[*at].id == parent) {
                    return true;
                }
                unit = self.terms.iter().find(|term| term.id == parent).and_then(|term| term.parent.clone());
            }
            false
        };
        found.iter().copied().filter(is_below).collect()
    }

    fn unknown(&self, kind: Kind, text: &str) -> Wrong {
        let words = kind.words();
        let (vi, en) = (&words.vi, &words.en);
        let message = localized!("không có {vi} `{text}`", "there is no {en} `{text}`");
        let wrong = Wrong::new(message);
        let wanted = plain(text);
        let near = nearest(&wanted, self.by_name.keys().map(String::as_str));
        let near = near.and_then(|near| self.by_name.get(near)).map(|at| &self.terms[at[0]]);
        match (near, kind.listed_in()) {
            (Some(term), _) => {
                let (id, name) = (&term.id, term.names.first().unwrap_or(&term.id));
                wrong.help(localized!(
                    "có phải ý bạn là “{name}” (`{id}`)?",
                    "did you mean “{name}” (`{id}`)?"
                ))
            }
            (None, Some(file)) => {
                wrong.help(localized!("thêm vào `{file}` trước", "add it to `{file}` first"))
            }
            (None, None) => wrong,
        }
    }

    fn ambiguous(&self, text: &str, several: &[usize]) -> Wrong {
        let ids = several.iter().map(|at| self.terms[*at].id.as_str()).collect::<Vec<_>>().join("`, `");
        let message = localized!("`{text}` có thể là `{ids}`", "`{text}` may be `{ids}`");
        let help = localized!(
            "ghi id, hoặc thêm cấp trên trong ngoặc, ví dụ “Xã Bình An (huyện Châu Thành)”",
            "write the id, or the unit above in brackets, like “Xã Bình An (huyện Châu Thành)”"
        );
        Wrong { code: Code::AmbiguousCell, message, help: Some(help) }
    }
}

/// A plain name without the kind of unit before it.
fn bare(name: &str) -> &str {
    let rest = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)?.strip_prefix(' '));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}
