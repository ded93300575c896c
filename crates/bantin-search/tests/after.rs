//! An index that is written after another one is the one that is written alone, whatever has changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bantin_search::{
    DocumentKind, Facet, Facets, IndexFile, Layout, OtherNames, SameFile, SearchDocument, Settings, build,
    build_after,
};
use bantin_text::language::Language;

type Files = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    /// Words of which the first ones are frequent.
    fn words(&mut self, count: usize) -> String {
        const HEADS: [&str; 20] = [
            "dân",
            "vận",
            "khéo",
            "nông",
            "thôn",
            "mới",
            "của",
            "cửa",
            "đường",
            "hoa",
            "nước",
            "sạch",
            "học",
            "Sinh",
            "rừng",
            "xanh",
            "bản",
            "làng",
            "hòa",
            "hoà",
        ];
        let mut word = || {
            let rank = self.below(2000);
            let number = rank * rank / 2000;
            match HEADS.get(number / 10) {
                Some(head) => (*head).to_owned(),
                None => format!("từ{number}"),
            }
        };
        let words: Vec<String> = (0..count).map(|_| word()).collect();
        words.chunks(9).map(|words| words.join(" ")).collect::<Vec<_>>().join(". ")
    }
}

fn document(number: usize, dice: &mut Dice) -> SearchDocument<'static> {
    let kinds = [DocumentKind::Article, DocumentKind::Article, DocumentKind::Model, DocumentKind::Page];
    let (kind, year) = (kinds[number % 4], (2018 + number % 7).to_string());
    let category = format!("loai-{}", number % 5);
    let facets =
        Facets::from([("category", vec![Facet::new(&*category, &*category)]), ("year", Facet::word(&year))]);
    SearchDocument {
        url: Cow::Owned(format!("tin/{number}/")),
        title: Cow::Owned(dice.words(7)),
        kind,
        language: Language::Vi,
        date: format!("{year}-01-01"),
        moment: number as i64,
        facets,
        names: vec![Cow::Owned(dice.words(3))],
        summary: Cow::Owned(dice.words(12)),
        text: Cow::Owned(dice.words(12 + number % 16)),
    }
}

/// A site; every tenth page has a section.
fn site(dice: &mut Dice) -> Vec<SearchDocument<'static>> {
    let mut documents = Vec::new();
    for number in 0..700 {
        let page = document(number, dice);
        if number % 10 == 0 {
            let (url, title) = (Cow::Owned(format!("{}#phan", page.url)), Cow::Owned(dice.words(4)));
            let (kind, names) = (DocumentKind::Section, Vec::new());
            documents.push(SearchDocument { url, title, kind, names, ..page.clone() });
        }
        documents.push(page);
    }
    documents
}

/// Changes a site; tells how.
fn edit(documents: &mut Vec<SearchDocument<'static>>, dice: &mut Dice) -> &'static str {
    let at = dice.below(documents.len());
    let one = &mut documents[at];
    match dice.below(9) {
        0 => "nothing",
        1 | 2 => {
            one.text = Cow::Owned(format!("{} {}", dice.words(5), one.text));
            "a longer text"
        }
        3 => {
            one.text = Cow::Owned(one.text.replacen("dân", "dan", 2));
            "other accents"
        }
        4 => {
            one.title = Cow::Owned(dice.words(6));
            "a title"
        }
        5 => {
            one.names.push(Cow::Owned(dice.words(2)));
            "a name"
        }
        6 => {
            documents.remove(at);
            "a document less"
        }
        7 => {
            let number = 1000 + dice.below(1000);
            documents.retain(|one| one.url != format!("tin/{number}/"));
            documents.push(document(number, dice));
            "a document more"
        }
        _ => {
            one.facets.insert("category", vec![Facet::new("loai-1", "loai-1")]);
            "a category"
        }
    }
}

fn names() -> OtherNames {
    let group = ["dân vận", "DV", "nông dân"].map(str::to_owned).to_vec();
    OtherNames {
        synonyms: vec![group], successors: vec![("bản".to_owned(), vec!["thôn xanh".to_owned()])]
    }
}

fn alone(documents: &[SearchDocument<'_>], settings: &Settings) -> Files {
    let files = Mutex::new(Files::new());
    build(documents, &names(), settings, &|IndexFile { path, bytes }| {
        files.lock().expect("no thread fails").insert(path, bytes);
    });
    files.into_inner().expect("no thread fails")
}

/// An index after an earlier one, of which some files are lost: every file, and what is kept for the next one.
struct After<'a> {
    earlier: &'a [u8],
    before: &'a Files,
    /// One in so many files is lost.
    lost: usize,
}

impl After<'_> {
    /// The files, what is kept, and how many files were taken over.
    fn written(&self, documents: &[SearchDocument<'_>], settings: &Settings) -> (Files, Vec<u8>, usize) {
        let (files, seen, taken) = (Mutex::new(Files::new()), AtomicUsize::new(0), AtomicUsize::new(0));
        let put = |path: &str, bytes: Vec<u8>| {
            let doubled = files.lock().expect("no thread fails").insert(path.to_owned(), bytes);
            assert!(doubled.is_none(), "{path} is written twice");
        };
        let keep = |SameFile { path, before, size }: SameFile<'_>| {
            if self.lost > 0 && seen.fetch_add(1, Ordering::Relaxed) % self.lost == 0 {
                return false;
            }
            let bytes = self.before[before].clone();
            assert_eq!(bytes.len() as u64, size, "{path}");
            put(path, bytes);
            taken.fetch_add(1, Ordering::Relaxed);
            true
        };
        let take = |IndexFile { path, bytes }| put(&path, bytes);
        let kept = build_after(documents, &names(), settings, (self.earlier, &keep), &take);
        (files.into_inner().expect("no thread fails"), kept, taken.into_inner())
    }
}

fn differing(made: &Files, expected: &Files) -> Vec<String> {
    let paths = made.keys().chain(expected.keys());
    paths.filter(|path| made.get(*path) != expected.get(*path)).cloned().collect()
}

#[test]
fn after_any_edits_an_index_is_the_one_that_is_written_alone() {
    for (layout, seed) in [(Layout::Files, 1_u64), (Layout::Files, 2), (Layout::Packed, 3)] {
        let settings = Settings { layout, ..Settings::default() };
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut documents = site(&mut dice);
        let (mut kept, mut before) = (Vec::new(), Files::new());
        for step in 0..8 {
            let edits = if step == 0 { 0 } else { 1 + dice.below(3) };
            let edits: Vec<_> = (0..edits).map(|_| edit(&mut documents, &mut dice)).collect();
            let lost = [0, 0, 40][dice.below(3)];
            let after = After { earlier: &kept, before: &before, lost };
            let (made, next, _) = after.written(&documents, &settings);
            let expected = alone(&documents, &settings);
            assert_eq!(
                differing(&made, &expected),
                Vec::<String>::new(),
                "seed {seed}, step {step}: {edits:?}"
            );
            (kept, before) = (next, made);
        }
    }
}

#[test]
fn a_changed_text_changes_few_files() {
    let settings = Settings::default();
    let mut dice = Dice(7);
    let mut documents = site(&mut dice);
    let first = After { earlier: &[], before: &Files::new(), lost: 0 };
    let (mut before, mut kept, taken) = first.written(&documents, &settings);
    assert_eq!(taken, 0);
    let mut most = 0;
    for number in [3, 77, 301] {
        documents[number].text = Cow::Owned(documents[number].text.replacen("dân", "vận", 3));
        let after = After { earlier: &kept, before: &before, lost: 0 };
        let (made, next, taken) = after.written(&documents, &settings);
        most = most.max(taken * 100 / made.len());
        (kept, before) = (next, made);
    }
    assert!(most >= 80, "{most} % of the files were taken over");
}

#[test]
fn what_is_kept_does_not_grow_with_every_edit() {
    let settings = Settings::default();
    let mut dice = Dice(11);
    let mut documents = site(&mut dice);
    let none = |_: SameFile<'_>| false;
    let (mut kept, mut sizes) = (Vec::new(), Vec::new());
    for number in 0..4 {
        documents[5].text = Cow::Owned((0..400).map(|at| format!("chữ{number}x{at} ")).collect());
        kept = build_after(&documents, &names(), &settings, (&kept, &none), &|_| ());
        sizes.push(kept.len());
    }
    assert!(sizes.iter().all(|size| *size < sizes[0] + 1000), "{sizes:?}");
}

#[test]
fn damaged_bytes_of_an_earlier_index_are_none() {
    let settings = Settings::default();
    let mut dice = Dice(5);
    let documents = site(&mut dice);
    let (before, kept, _) =
        After { earlier: &[], before: &Files::new(), lost: 0 }.written(&documents, &settings);
    for cut in [0, 1, 20, 300, kept.len() / 2, kept.len() - 1] {
        let after = After { earlier: &kept[..cut], before: &before, lost: 0 };
        let (made, _, taken) = after.written(&documents, &settings);
        assert_eq!((differing(&made, &before), taken), (Vec::new(), 0), "{cut} bytes of it");
    }
}
