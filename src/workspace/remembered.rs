//! A workspace that remembers gives, after any edits, what a workspace gives that reads everything anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use blake3::Hash;

use crate::diagnostic::Report;
use crate::output::Digests;
use crate::progress::Silent;
use crate::workspace::emit::emit;
use crate::workspace::state::State;
use crate::workspace::tests::{small, workspace};
use crate::workspace::{Change, Purpose, Workspace};

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const FILES: [&str; 16] = [
    "content/articles/bai-mot.md",
    "content/articles/bai-hai.md",
    "content/articles/bai-ba.md",
    "content/articles/2025/bai-bon.md",
    "content/articles/moi/bai-nam.md",
    "content/articles/anh-bai.png",
    "content/models/mo-hinh.yaml",
    "content/pages/gioi-thieu.md",
    "content/programmes/de-an.yaml",
    "content/data/chi-so.yaml",
    "content/taxonomies/organizations.yaml",
    "content/taxonomies/categories.yaml",
    "content/contests/thi-viet/entries/bai-du-thi.md",
    "content/contests/thi-viet/contest.yaml",
    "content/site.yaml",
    "content/templates/parts/footer.html",
];

/// Texts that articles are made of, sound and broken.
const TITLES: [&str; 4] =
    ["Bài thứ ba", "Dân vận khéo ở xã mới", "Một cửa, một nơi", "Chuyện vườn rau ở bản"];
const BODIES: [&str; 7] = [
    "Một đoạn văn.",
    "Xem [bài hai](bai-hai.md#phan), [bài ba](article:bai-ba) và [mô hình](model:vuon-rau).",
    "## Phần\n\n{{ model(id=\"vuon-rau\") }}\n\nHết.",
    "![Ảnh](anh-bai.png \"Một bức ảnh\")",
    "{{ chart(data=\"chi-so\", kind=\"line\", x=\"Năm\", y=[\"Mô hình\"], title=\"Chỉ số\") }}",
    "[Không có](article:khong-co) và [tệp](/feed.xml), [bài năm](/tin-tuc/bai-nam/).",
    "<b>0900 000 111</b> `mã` và\n\n```rust\nfn main() {}\n```",
];
const KEYS: [&str; 8] = [
    "",
    "tags: [Một cửa]\n",
    "tags: [Dân vận khéo, Chuyển đổi số]\nsummary: Dân vận khéo ở xã mới.\n",
    "draft: true\n",
    "models: [vuon-rau]\ncontest: thi-viet\n",
    "image: {file: anh-bai.png, alt: Một bức ảnh}\n",
    "related: [bai-hai]\nlanguage: en\ntranslation_of: bai-hai\n",
    "lá: [hỏng\n",
];

fn article(dice: &mut Dice) -> String {
    let (title, body, keys) = (dice.one(&TITLES), dice.one(&BODIES), dice.one(&KEYS));
    let (day, category) =
        (1 + dice.below(28), dice.one(&["kinh-te", "dan-van", "chinh-tri", "khong-co", "kinh-te"]));
    format!("---\ntitle: {title}\ndate: 2025-04-{day:02}\ncategory: {category}\n{keys}---\n\n{body}\n")
}

/// Changes something in the folder of a site, and tells what.
fn edit(root: &Path, originals: &BTreeMap<&str, Vec<u8>>, dice: &mut Dice) -> Vec<Change> {
    let name = dice.one(&FILES);
    let path = root.join(name);
    let changed = vec![Change::File(path.clone())];
    if dice.below(4) == 0 {
        let _ = fs::remove_file(&path);
        return changed;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let original = originals.get(name).cloned().unwrap_or_default();
    let text = match name {
        _ if name.starts_with("content/articles/") && name.ends_with(".md") => match dice.below(6) {
            0 => return vec![Change::Overlay(name.to_owned(), article(dice))],
            1 => return vec![Change::OverlayRemoved(name.to_owned())],
            _ => article(dice).into_bytes(),
        },
        "content/templates/parts/footer.html" => format!("<footer>{}</footer>\n", dice.below(3)).into_bytes(),
        "content/articles/anh-bai.png" => {
            let other = fs::read(root.join("content/static/anh/1.png")).unwrap();
            if dice.below(2) == 0 { original } else { other }
        }
        _ if dice.below(3) == 0 => original,
        _ => {
            let text = String::from_utf8(original.clone()).unwrap();
            let words =
                [("mẫu", "thử"), ("Một", "Hai"), ("xa-moi", "xa-cu"), ("2025", "2024"), ("title:", "titel:")];
            let (from, to) = dice.one(&words);
            text.replace(from, to).into_bytes()
        }
    };
    fs::write(&path, text).unwrap();
    changed
}

/// All that a state says: its report, and the hash of every file, those of the search included.
fn everything(state: &State) -> (Report, BTreeMap<String, Hash>) {
    let files = Digests::default();
    let found = state.renderer().map(|renderer| emit(&renderer, &state.root, &files, None, &Silent));
    (state.report(found.unwrap_or_default()), files.into_files())
}

#[test]
fn a_remembered_site_after_any_edits_is_the_site_read_anew() {
    let mut sound = 0;
    for seed in 1..=4_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let site = small(&[
            (
                "content/articles/bai-ba.md",
                "---\ntitle: Bài ba\ndate: 2025-04-03\ncategory: kinh-te\n---\n\n## Phần\n",
            ),
            (
                "content/articles/2025/bai-bon.md",
                "---\ntitle: Bài bốn\ndate: 2025-04-04\ncategory: dan-van\n---\n\nA.\n",
            ),
        ]);
        let root = site.path();
        let originals =
            FILES.iter().filter_map(|name| Some((*name, fs::read(root.join(name)).ok()?))).collect();
        let mut remembering = Workspace::remembering(workspace(root).options().clone());
        remembering.state(Purpose::Check, &Silent);
        for step in 0..14 {
            for _ in 0..=dice.below(2) {
                let changes = edit(root, &originals, &mut dice);
                remembering.apply(changes);
            }
            let state = remembering.state(Purpose::Check, &Silent);
            let mut anew = workspace(root);
            anew.apply(
                remembering.overlays.iter().map(|(path, text)| Change::Overlay(path.clone(), text.clone())),
            );
            let (report, files) = everything(&state);
            let (expected, expected_files) = everything(&anew.state(Purpose::Check, &Silent));
            assert_eq!(report.entries(), expected.entries(), "seed {seed}, step {step}");
            let differing: Vec<_> =
                expected_files.iter().filter(|(path, hash)| files.get(*path) != Some(*hash)).collect();
            assert!(
                differing.is_empty() && files.len() == expected_files.len(),
                "seed {seed}, step {step}: {differing:?}"
            );
            sound += usize::from(!files.is_empty());
        }
    }
    assert!(sound > 10, "{sound} states without mistakes");
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let site = small(&[]);
    let mut workspace = Workspace::remembering(workspace(site.path()).options().clone());
    let before = workspace.state(Purpose::Check, &Silent);
    let path = site.path().join("content/articles/bai-hai.md");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("khác", "mới")).unwrap();
    // Nobody tells of this one, so it is not seen.
    fs::write(site.path().join("content/articles/bai-mot.md"), "---\n").unwrap();
    workspace.apply([Change::File(path)]);
    let after = workspace.state(Purpose::Check, &Silent);
    let (before, after) = (&before.content().loaded.sources, &after.content().loaded.sources);
    let read: Vec<_> =
        after.ids().filter(|id| !after.shares(*id, before)).map(|id| &after.get(id).path).collect();
    assert_eq!(read, ["content/articles/bai-hai.md"]);
}
