//! Names that some system, server or file of the program does not bear: what passes a check builds, and a build leaves
//! no file behind that the next one stumbles over.

use std::collections::BTreeSet;
use std::fs;

use bantin::diagnostic::Severity;

use crate::site::SiteTest;

const STEMS: [&str; 16] = [
    "a",
    "CON",
    "nul",
    "Ảnh",
    "a\u{301}nh",
    "api",
    "search",
    "index.html",
    "tin-tuc",
    "robots.txt",
    "files.json",
    "theme",
    ".git",
    "..",
    "%2e%2e",
    "gioi-thieu",
];

const TAILS: [&str; 15] = [
    "",
    ".txt",
    ".",
    " ",
    "/index.html",
    "/x.txt",
    "*.txt",
    "\u{202e}.txt",
    "\n.txt",
    "#.txt",
    "?x.txt",
    "\\x.txt",
    ".TXT",
    ":x.txt",
    "/",
];

fn names() -> impl Iterator<Item = String> {
    let long = ["a".repeat(240) + ".txt", "b".repeat(300)];
    STEMS.iter().flat_map(|stem| TAILS.iter().map(move |tail| format!("{stem}{tail}"))).chain(long)
}

/// The files with an error.
fn wrong(site: &SiteTest) -> BTreeSet<String> {
    let report = site.check().report;
    let errors = report.entries().iter().filter(|entry| entry.severity == Severity::Error);
    errors.map(|entry| entry.file.clone()).collect()
}

#[test]
fn what_passes_a_check_builds_whatever_its_names_are() {
    let mut site = SiteTest::fixture("small");
    let (mut made, yaml) = (0, |name: &str| serde_json::to_string(name).expect("a text"));
    for (number, name) in names().enumerate() {
        let path = site.root().join("content/static").join(&name);
        // What this system cannot store cannot be published from it.
        let is_stored = path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
            && !name.contains("..")
            && !path.exists()
            && fs::write(&path, "x").is_ok();
        made += usize::from(is_stored);
        let article = format!(
            "---\ntitle: Bài {number}\ndate: 2025-05-01\ncategory: kinh-te\naliases: [{}]\n---\n",
            yaml(&format!("/{name}"))
        );
        site = site.file(&format!("content/articles/them-{number}.md"), article);
        let id = name.to_lowercase().replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
        let model = format!(
            "name: M\nid: {}\nfield: kinh-te\nlevel: base\nlocality: xa-moi\nregistered: 2024\nstatus: ended\ntags: [{}]\n",
            yaml(&id),
            yaml(&name)
        );
        site = site.file(&format!("content/models/them-{number}.yaml"), model);
    }
    assert!(made > 100, "{made} files");
    let mut left_out = 0;
    // A file in the way of another is told at one of the two.
    loop {
        let wrong = wrong(&site);
        if wrong.is_empty() {
            break;
        }
        for file in &wrong {
            let path = site.root().join(file);
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.unwrap_or_else(|error| panic!("{file}: {error}"));
            left_out += 1;
        }
    }
    assert!(left_out > 100, "{left_out} files are told");
    for build in ["the first", "the next"] {
        let outcome = site.rebuild_badly();
        let errors = outcome.report.entries().iter().filter(|entry| entry.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|entry| (&entry.file, &entry.message.en)).collect();
        assert!(errors.is_empty() && outcome.summary.is_some(), "{build}: {errors:?}");
        fs::write(
            site.root().join("content/articles/moi.md"),
            "---\ntitle: Mới\ndate: 2025-05-01\ncategory: kinh-te\n---\n",
        )
        .expect("the file is written");
    }
}

#[test]
fn names_that_the_program_makes_are_possible_everywhere() {
    let long = "dài ".repeat(90);
    let picture = format!("{}.png", "anh-dai-".repeat(30));
    let pixels = fs::read("tests/fixtures/small/content/articles/anh-bai.png").expect("a picture");
    let text = format!(
        "---\ntitle: Thẻ\ndate: 2025-05-01\ncategory: kinh-te\ntags: [con, LPT1, '{long}', '{long}mãi']\n\
         image: {{file: {picture}, alt: Một chấm}}\n---\n\n![Một chấm](cac-thu-muc-con/{picture})\n"
    );
    let site = SiteTest::fixture("small")
        .file("content/articles/the.md", text)
        .file(&format!("content/articles/{picture}"), &pixels)
        .file(&format!("content/articles/cac-thu-muc-con/{picture}"), &pixels)
        .build();
    // The mark of an output is no page.
    let output = site.output();
    let names: BTreeSet<&str> =
        output.keys().filter(|path| !path.starts_with('.')).flat_map(|path| path.split('/')).collect();
    let faults: Vec<_> = names.iter().filter_map(|name| bantin::file_name::fault(name)).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let long: Vec<_> = names.iter().filter(|name| name.starts_with("dai-dai-")).collect();
    assert_eq!(long.len(), 2, "two long tags have an address each: {long:?}");
}

#[test]
fn files_that_no_build_wrote_are_not_deleted_unless_that_is_wanted() {
    let site = SiteTest::fixture("small").build();
    let public = site.root().join("public");
    fs::create_dir_all(public.join("uploads")).expect("the folder is made");
    fs::write(public.join("CNAME"), "tin.example.vn").expect("the file is written");
    fs::write(public.join("uploads/a.jpg"), "x").expect("the file is written");
    let site = site.file("content/static/moi.txt", "x");
    let stopped = site.rebuild_badly();
    assert!(
        stopped.summary.is_none()
            || stopped.report.entries().iter().any(|one| one.severity == Severity::Error)
    );
    let told = &stopped.report.entries()[0];
    assert!(told.message.en.contains("`CNAME`, `uploads/a.jpg`"), "{told:?}");
    assert!(public.join("uploads/a.jpg").exists() && !public.join("moi.txt").exists());

    let settings = site.root().join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("the settings are there");
    fs::write(&settings, text + "output: {keep: [uploads]}\n").expect("the file is written");
    let _site = site.with(|options| options.force = true).build();
    assert!(public.join("uploads/a.jpg").exists() && public.join("moi.txt").exists());
    assert!(!public.join("CNAME").exists(), "what is not kept goes when that is wanted");
}

#[test]
fn another_site_does_not_replace_an_output() {
    let ours = SiteTest::fixture("small").build();
    let theirs = SiteTest::fixture("small");
    let settings = theirs.root().join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("the settings are there");
    let text = text.replace("title: Tin mẫu", "title: Trang khác").replace("/tin/", "/khac/");
    fs::write(&settings, text).expect("the file is written");
    let output = ours.root().join("public");
    let theirs = theirs.with(|options| options.output.clone_from(&output));
    let told = theirs.rebuild_badly().report;
    assert!(told.entries()[0].message.en.contains("another site"), "{:?}", told.entries());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_told_and_nothing_waits_for_them() {
    use std::os::unix::fs::symlink;
    let told = |site: &SiteTest, path: &str| {
        let report = site.check().report;
        let entry = report.entries().iter().find(|entry| entry.file == path);
        entry.map(|entry| (entry.severity, entry.code.as_str()))
    };
    let site = SiteTest::fixture("small");
    let settings = site.root().join("content/site.yaml");
    fs::rename(&settings, site.root().join("that.yaml")).expect("it is moved");
    symlink(site.root().join("that.yaml"), &settings).expect("it is linked");
    assert_eq!(told(&site, "content/site.yaml"), Some((Severity::Error, "symbolic-link")));

    let site = SiteTest::fixture("small");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(site.root().join("themes")).expect("the folder is made");
    symlink(elsewhere.path(), site.root().join("themes/portal")).expect("it is linked");
    symlink(elsewhere.path(), site.root().join("content/templates")).expect("it is linked");
    let pipe = site.root().join("content/articles/ong.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    for path in ["themes/portal", "content/templates", "content/articles/ong.md"] {
        assert_eq!(told(&site, path), Some((Severity::Warning, "symbolic-link")), "{path}");
    }
}
