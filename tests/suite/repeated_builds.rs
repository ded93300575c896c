//! Builds that remember: whatever happened since the last one, the output is that of a clean build.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use bantin::diagnostic::Report;
use bantin::progress::{PartName, Progress, Silent, StageName};
use bantin::site::Publication;
use bantin::workspace::{Options, Workspace};
use tempfile::TempDir;

use crate::site::{NOW, SiteTest, copy, files};

/// Counts the stages of a run; one that repeats the last build has none.
#[derive(Default)]
struct Stages(AtomicUsize);

impl Progress for Stages {
    fn begin(&self, _: StageName, _: usize) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn advance(&self, _: usize) {}
}

fn options(root: &Path, now: &str) -> Options {
    Options {
        root: root.to_owned(),
        output: root.join("public"),
        base_url: None,
        now: now.parse().expect("a moment"),
        publication: Publication::default(),
        strict: false,
        clean: false,
        force: false,
        compress: false,
    }
}

/// Counts the pages that are rendered.
#[derive(Default)]
struct Rendered(AtomicUsize);

impl Progress for Rendered {
    fn begin(&self, _: StageName, _: usize) {}

    fn advance(&self, _: usize) {}

    fn thread_time(&self) -> Option<Duration> {
        Some(Duration::ZERO)
    }

    fn spent(&self, part: PartName, _: Duration) {
        self.0.fetch_add(usize::from(part == PartName::Page), Ordering::Relaxed);
    }
}

/// Builds, and tells how many pages were rendered; the output is that of a clean build.
fn pages_built(options: &Options) -> usize {
    let rendered = Rendered::default();
    let report = Workspace::new(options.clone()).build(&rendered).report.clone();
    let (expected, made) = clean(options);
    assert_eq!(report.entries(), expected.entries());
    assert_eq!(report.errors(), 0);
    assert_eq!(differing(&options.output, &made), Vec::<String>::new());
    rendered.0.into_inner()
}

/// The paths of files that two outputs do not have alike.
fn differing(output: &Path, expected: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let made = files(output);
    let paths = made.keys().chain(expected.keys());
    let differing: BTreeSet<&String> = paths.filter(|path| made.get(*path) != expected.get(*path)).collect();
    differing.into_iter().cloned().collect()
}

/// Builds, and tells whether anything was done.
fn built(options: &Options) -> (Report, bool) {
    let stages = Stages::default();
    let report = Workspace::new(options.clone()).build(&stages).report;
    (report, stages.0.into_inner() > 0)
}

fn is_built(options: &Options) -> bool {
    let (report, is_built) = built(options);
    assert!(report.entries().is_empty(), "{report:?}");
    is_built
}

fn is_checked(options: &Options) -> bool {
    let stages = Stages::default();
    let report = Workspace::new(options.clone()).check(&stages).report;
    assert!(report.entries().is_empty(), "{report:?}");
    stages.0.into_inner() > 0
}

/// What a clean build of the same sources makes, in another folder; no files if there are mistakes.
fn clean(options: &Options) -> (Report, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&options.root.join("content"), &folder.path().join("content"));
    let (root, output) = (folder.path().to_owned(), folder.path().join("public"));
    let outcome = Workspace::new(Options { root, output: output.clone(), clean: true, ..options.clone() })
        .build(&Silent);
    let made = if outcome.summary.is_some() { files(&output) } else { BTreeMap::new() };
    (outcome.report.clone(), made)
}

#[test]
fn a_build_for_which_nothing_has_changed_leaves_the_output_alone() {
    let site = SiteTest::fixture("small").build();
    let (root, usual) = (site.root(), options(site.root(), NOW));
    let inode = || fs::metadata(root.join("public")).expect("the output").ino();
    let (before, summary) = (inode(), Workspace::new(usual.clone()).build(&Silent).summary);
    assert!(!is_built(&usual) && !is_checked(&usual));
    assert_eq!(inode(), before);
    let anew = Workspace::new(Options { clean: true, ..usual.clone() }).build(&Silent);
    assert_eq!(anew.summary, summary, "it says what a whole build says");
    drop(anew);
    assert_ne!(inode(), before, "--clean builds in any case");
    assert!(!is_built(&usual), "and is remembered");
    let drafts = Publication { drafts: true, ..Publication::default() };
    assert!(is_built(&Options { publication: drafts, ..usual.clone() }));
    assert!(is_built(&usual), "the output is not the one of these options");
    assert!(is_built(&Options { output: root.join("elsewhere"), ..usual.clone() }));
}

#[test]
fn a_build_repeats_the_warnings_of_the_last_one() {
    let site = SiteTest::fixture("small").file("content/artikles/bai.md", "Một bài.\n");
    let usual = options(site.root(), NOW);
    let (first, _) = built(&usual);
    let (second, is_built) = built(&usual);
    assert!(!is_built && !first.entries().is_empty());
    assert_eq!(second, first);
    assert_eq!(Workspace::new(usual).check(&Silent).report, first);
}

#[test]
fn a_site_with_mistakes_is_read_each_time() {
    let site = SiteTest::fixture("small").file("content/articles/bai-ba.md", "---\ntitle: Bài ba\n---\n");
    let usual = options(site.root(), NOW);
    assert_eq!(built(&usual).0.errors(), 2);
    let (report, is_built) = built(&usual);
    assert!(is_built && report.errors() == 2);
}

#[test]
fn the_clock_matters_when_it_passes_a_date_of_the_site() {
    let ahead = "---\ntitle: Bài ba\ndate: 2026-01-05 08:00\ncategory: kinh-te\n---\n\nMột.\n";
    let site = SiteTest::fixture("small").file("content/articles/bai-ba.md", ahead);
    let page = site.root().join("public/tin-tuc/bai-ba/index.html");
    let is_built = |now| is_built(&options(site.root(), now));
    assert!(is_built("2026-01-05T00:30:00Z") && !page.exists());
    assert!(!is_built("2026-01-05T00:59:59Z") && !page.exists());
    assert!(is_built("2026-01-05T01:00:00Z") && page.exists());
    assert!(is_built("2026-01-05T01:00:01Z") && !is_built("2026-01-05T01:00:02Z"));
    assert!(is_built("2026-01-05T00:59:59Z") && !page.exists(), "and when it is set back");
}

#[test]
fn a_build_for_which_nothing_but_the_clock_has_changed_tells_the_clock_alone_anew() {
    let site = SiteTest::fixture("small").build();
    let (root, later) = (site.root(), options(site.root(), "2026-01-01T05:30:00Z"));
    let inode = |name: &str| fs::metadata(root.join("public").join(name)).expect("a file").ino();
    let before = (inode("index.html"), inode("build.json"));
    for _ in 0..2 {
        assert!(!is_built(&later));
        assert_eq!(inode("index.html"), before.0);
        assert_ne!(inode("build.json"), before.1);
        assert!(differing(&later.output, &clean(&later).1).is_empty());
    }
    assert!(!root.join(".public.bantin-new").exists());
    let list = root.join("public/files.json");
    fs::write(&list, fs::read_to_string(&list).expect("read").replace("410", "404")).expect("written");
    fs::write(root.join("public/build.json"), "{}").expect("written");
    assert!(is_built(&later), "whoever wrote there, it is no output of a build");
    assert!(differing(&later.output, &clean(&later).1).is_empty());
}

#[test]
fn after_a_change_of_a_text_only_pages_that_show_it_are_rendered() {
    let site = SiteTest::fixture("small").build();
    let (root, usual) = (site.root(), options(site.root(), NOW));
    let article = root.join("content/articles/bai-mot.md");
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(&article).expect("read");
        assert!(text.contains(from), "{text}");
        fs::write(&article, text.replacen(from, to, 1)).expect("written");
    };
    let all = pages_built(&Options { clean: true, ..usual.clone() });
    change("\n---\n\n", "\n---\n\nMột đoạn mới.\n\n");
    let after = pages_built(&usual);
    assert!((1..=all / 4).contains(&after), "{after} of {all}");
    change("Một đoạn mới.", "Một đoạn khác, ĐT 0900 000 333.");
    let rendered = Rendered::default();
    let report = Workspace::new(usual.clone()).check(&rendered).report.clone();
    assert_eq!(report.entries(), clean(&usual).0.entries());
    assert!(!report.entries().is_empty() && rendered.0.into_inner() == after, "a check renders no more");
    assert_eq!(pages_built(&usual), after);
    change("ĐT 0900 000 333", "ĐT 0900 000 222");
    assert_eq!(
        pages_built(&Options { now: "2026-01-01T00:00:01Z".parse().expect("a moment"), ..usual.clone() }),
        after
    );
    let other = root.join("content/articles/bai-hai.md");
    let text = fs::read_to_string(&other).expect("read");
    fs::write(&other, text + "\nThêm một đoạn.\n").expect("written");
    assert!((1..=all / 4).contains(&pages_built(&usual)), "what was found elsewhere is still told");
    change("title: ", "title: Mới, ");
    assert_eq!(pages_built(&usual), all, "a title may stand anywhere");
    fs::write(root.join("public/index.html"), "khác").expect("written");
    assert_eq!(pages_built(&usual), all, "an output that somebody changed");
}

#[test]
fn after_a_change_of_a_text_files_of_the_search_without_it_are_taken_over() {
    let site = SiteTest::fixture("small").build();
    let usual = options(site.root(), NOW);
    let blocks = || {
        let walk =
            walkdir::WalkDir::new(usual.output.join("search")).into_iter().map(|entry| entry.expect("read"));
        let blocks = walk.filter(|entry| entry.file_type().is_file() && entry.depth() > 2);
        blocks.map(|entry| entry.metadata().expect("read").ino()).collect::<BTreeSet<u64>>()
    };
    let before = blocks();
    let article = site.root().join("content/articles/bai-mot.md");
    let text = fs::read_to_string(&article).expect("read");
    // As long as before: with so few articles, each has a say in their mean length.
    fs::write(&article, text.replacen("đoạn văn", "đoạn thơ", 1)).expect("written");
    pages_built(&usual);
    let after = blocks();
    let kept = after.intersection(&before).count();
    assert!(kept > after.len() / 3 && kept < after.len(), "{kept} of {}", after.len());
}

#[test]
fn a_static_file_in_markdown_is_a_file_and_no_text() {
    let link = "---\ntitle: Tệp\n---\n\n[Tệp](/mau.md)\n";
    let settings = include_str!("../fixtures/small/content/site.yaml");
    let site = SiteTest::fixture("small")
        .file("content/site.yaml", format!("{settings}files: {{allow: [md]}}\n"))
        .file("content/pages/tep.md", link)
        .file("content/static/mau.md", "Một.\n");
    let usual = options(site.root(), NOW);
    pages_built(&usual);
    for text in ["Hai.\n", "Một đoạn dài hơn.\n"] {
        fs::write(site.root().join("content/static/mau.md"), text).expect("written");
        assert!(pages_built(&usual) > 0);
    }
}

#[test]
fn a_text_that_shows_a_picture_or_a_series_for_the_first_time_may_change_other_pages() {
    let site = SiteTest::fixture("small").build();
    let (root, usual) = (site.root(), options(site.root(), NOW));
    let article = root.join("content/articles/bai-mot.md");
    let text = fs::read_to_string(&article).expect("read");
    let chart = "{{ chart(data=\"chi-so\", kind=\"line\", x=\"Năm\", y=[\"Điểm\"], title=\"Chỉ số\") }}";
    for more in [chart, "![Ảnh](anh-bai.png \"Một bức ảnh\")", "[Tệp](/anh/1.png)", ""] {
        fs::write(&article, format!("{text}\n{more}\n")).expect("written");
        pages_built(&usual);
    }
}

#[test]
fn a_moved_folder_is_known_and_a_copied_one_is_not() {
    let site = SiteTest::fixture("small").build();
    let folder = tempfile::tempdir().expect("a folder");
    let (moved, copied) = (folder.path().join("moved"), folder.path().join("copied"));
    fs::rename(site.root(), &moved).expect("moved");
    assert!(!is_built(&options(&moved, NOW)));
    copy(&moved, &copied);
    assert!(is_built(&options(&copied, NOW)), "a cache that came from elsewhere");
    fs::rename(&moved, site.root()).expect("moved back");
}

#[test]
fn a_damaged_record_is_no_record() {
    let site = SiteTest::fixture("small").build();
    let usual = options(site.root(), NOW);
    // All of a record, or a part, with a byte that is another.
    for (at, part) in [(0, 0), (9, 1), (60, 1), (0, 2), (0, 40)] {
        for record in records(site.root()) {
            let whole = fs::read(&record).expect("read");
            let mut damaged = whole[..whole.len().checked_div(part).unwrap_or(0)].to_vec();
            damaged.get_mut(at).into_iter().for_each(|byte| *byte ^= 1);
            fs::write(&record, damaged).expect("written");
        }
        assert!(is_built(&usual), "a part of {part}, with byte {at} wrong");
    }
    assert!(!is_built(&usual));
}

#[test]
fn without_what_was_noted_of_its_pages_a_build_renders_them_all() {
    let rendered = |damage: &dyn Fn(&Path)| {
        let site = SiteTest::fixture("small").build();
        let usual = options(site.root(), NOW);
        let article = site.root().join("content/articles/bai-mot.md");
        let text = fs::read_to_string(&article).expect("read");
        damage(site.root());
        fs::write(&article, format!("{text}\nMột đoạn.\n")).expect("written");
        pages_built(&usual)
    };
    let one = |at: usize| {
        rendered(&|root| {
            let records = records(root);
            assert_eq!(records.len(), 3);
            fs::write(&records[at], "hỏng").expect("written");
        })
    };
    let none = rendered(&|root| fs::remove_dir_all(root.join(".bantin")).expect("removed"));
    assert_eq!([one(0), one(1), one(2)], [none; 3]);
}

fn records(root: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root.join(".bantin/cache/builds")).sort_by_file_name();
    let paths = walk.into_iter().map(|entry| entry.expect("an entry").into_path());
    paths.filter(|path| path.is_file() && !path.ends_with("tick")).collect()
}

/// All that builds keep.
fn cached(root: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root.join(".bantin/cache")).sort_by_file_name();
    let paths = walk.into_iter().map(|entry| entry.expect("an entry").into_path());
    paths.filter(|path| path.is_file()).collect()
}

#[test]
fn texts_of_which_nothing_has_changed_are_those_of_the_last_build() {
    let site = SiteTest::fixture("small").build();
    let (root, usual) = (site.root(), options(site.root(), NOW));
    let texts = || cached(root).into_iter().filter(|path| path.starts_with(root.join(".bantin/cache/texts")));
    let before: Vec<_> = texts().collect();
    assert!(!before.is_empty());
    let settings = root.join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("read");
    fs::write(&settings, text.replacen("title: ", "title: Mới ", 1)).expect("written");
    pages_built(&usual);
    let time = |path: &PathBuf| fs::metadata(path).expect("read").ino();
    let times: Vec<_> = before.iter().map(time).collect();
    let article = root.join("content/articles/bai-mot.md");
    let text = fs::read_to_string(&article).expect("read");
    for step in 0..3 {
        fs::write(&article, format!("{text}\nĐoạn {step}.\n")).expect("written");
        pages_built(&usual);
    }
    let same =
        before.iter().zip(times).filter(|(path, before)| path.is_file() && time(path) == *before).count();
    assert!(same + 2 >= before.len() && texts().count() <= before.len() + 1, "{same} of {}", before.len());
}

#[test]
fn a_check_writes_nothing() {
    let site = SiteTest::fixture("small");
    assert!(is_checked(&options(site.root(), NOW)));
    assert!(!site.root().join(".bantin").exists());
}

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }
}

/// Does something to a site, or to its options.
fn happen(site: &mut (TempDir, Options), dice: &mut Dice) -> &'static str {
    let root = site.1.root.clone();
    let article = root.join(["content/articles/bai-mot.md", "content/articles/bai-hai.md"][dice.below(2)]);
    let text = fs::read_to_string(&article).expect("an article");
    match dice.below(12) {
        0 => "nothing",
        1 => {
            fs::write(&article, text.replacen("\n\n", &format!("\n\nĐoạn {}.\n\n", dice.below(9)), 1))
                .expect("done");
            "a paragraph"
        }
        2 => {
            let before = fs::metadata(&article).expect("done").modified().expect("done");
            fs::write(&article, text.replace('a', "e")).expect("done");
            fs::write(&article, text.replacen("Một", "Hai", 1)).expect("done");
            fs::File::options()
                .append(true)
                .open(&article)
                .expect("done")
                .set_modified(before)
                .expect("done");
            "as many bytes at the same time"
        }
        3 => {
            let (day, name) = (1 + dice.below(28), dice.below(3));
            let text =
                format!("---\ntitle: Bài {name}\ndate: 2026-01-{day:02}\ncategory: kinh-te\n---\n\nA.\n");
            fs::write(root.join(format!("content/articles/them-{name}.md")), text).expect("done");
            "a new article"
        }
        4 => {
            let _ = fs::remove_file(root.join(format!("content/articles/them-{}.md", dice.below(3))));
            "an article less"
        }
        5 => {
            let day = 1 + dice.below(28);
            site.1.now = format!("2026-01-{day:02}T00:00:00Z").parse().expect("done");
            "another day"
        }
        6 => {
            site.1.publication.future = !site.1.publication.future;
            "--future"
        }
        7 => {
            fs::write(root.join("public/index.html"), "khác").expect("done");
            "a page that somebody changed"
        }
        8 => {
            let _ = fs::remove_dir_all(root.join(["public/tin-tuc", "public"][dice.below(2)]));
            "pages that somebody removed"
        }
        9 => {
            fs::create_dir_all(root.join(".public.bantin-new/new")).expect("done");
            fs::write(root.join(".public.bantin-new/new/index.html"), "nửa").expect("done");
            for record in cached(&root) {
                let whole = fs::read(&record).expect("done");
                fs::write(&record, &whole[..whole.len() / 2]).expect("done");
            }
            "a killed build"
        }
        10 => {
            let moved = tempfile::tempdir().expect("done");
            fs::remove_dir(moved.path()).expect("done");
            fs::rename(&root, moved.path()).expect("done");
            site.1 = Options {
                root: moved.path().to_owned(),
                output: moved.path().join("public"),
                ..site.1.clone()
            };
            site.0 = moved;
            "another place"
        }
        _ => {
            fs::create_dir_all(root.join("content/templates/parts")).expect("done");
            let text = format!("<footer>{}</footer>\n", dice.below(3));
            fs::write(root.join("content/templates/parts/footer.html"), text).expect("done");
            "a template"
        }
    }
}

#[test]
fn whatever_has_happened_a_build_makes_what_a_clean_build_makes() {
    let mut repeated = 0;
    for seed in 1..=2_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let folder = tempfile::tempdir().expect("done");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small"), folder.path());
        let options = options(folder.path(), NOW);
        let mut site = (folder, options);
        built(&site.1);
        for step in 0..14 {
            let happened = happen(&mut site, &mut dice);
            if dice.below(2) == 0 {
                sleep(Duration::from_millis(20));
            }
            let (report, is_built) = built(&site.1);
            repeated += usize::from(!is_built);
            let (expected, made) = clean(&site.1);
            assert_eq!(report.entries(), expected.entries(), "seed {seed}, step {step}: {happened}");
            let output = files(&site.1.output);
            let differing: Vec<_> = made
                .iter()
                .filter(|(path, bytes)| output.get(*path) != Some(*bytes))
                .map(|(path, _)| path)
                .collect();
            assert!(differing.is_empty(), "seed {seed}, step {step}: {happened}: {differing:?}");
            assert!(made.is_empty() || made.len() == output.len(), "seed {seed}, step {step}: {happened}");
        }
    }
    assert!(repeated > 3, "{repeated} builds were repeated");
}
