//! `publish` to a folder, as IT runs it: plan, releases, rollback, and what is never touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bantin::verify::{list_of_folder, verify_folder};

use crate::site::SiteTest;

/// A built site beside a place where a web server would look.
struct Hosted {
    site: SiteTest,
    place: tempfile::TempDir,
}

impl Hosted {
    fn new() -> Self {
        Self { site: SiteTest::fixture("small").build(), place: tempfile::tempdir().expect("a folder") }
    }

    fn served(&self) -> PathBuf {
        self.place.path().join("www/tin")
    }

    fn publish(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        program.args(["--lang", "en", "--root"]).arg(self.site.root()).arg("publish").arg(self.served());
        program.args(arguments).output().expect("the program starts")
    }

    fn published(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What readers get is what was built.
    fn assert_served(&self) {
        let list = list_of_folder(&self.site.root().join("public")).expect("a list");
        let wrong = verify_folder(&self.served(), &list, &|| {}).differences;
        let ours = |path: &str| {
            path.starts_with(".bantin-") || path.starts_with("search/") || path.starts_with("theme/")
        };
        let wrong: Vec<_> = wrong.iter().filter(|one| !ours(&one.path)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    fn page(&self) -> String {
        fs::read_to_string(self.served().join("tin-tuc/bai-mot/index.html")).expect("the page")
    }

    /// Builds with another title of an article.
    fn retitled(self, title: &str) -> Self {
        let path = self.site.root().join("content/articles/bai-mot.md");
        let text = fs::read_to_string(&path).expect("the article");
        let line = text.lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
        fs::write(path, text.replacen(&line, &format!("title: {title}"), 1)).expect("written");
        self.site.rebuild();
        self
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_folder_shows_each_publish_in_one_move_and_can_go_back() {
    let hosted = Hosted::new();
    assert!(hosted.published(&["--dry-run"]).contains("+ index.html"));
    assert!(!hosted.served().exists(), "a dry run writes nothing");
    hosted.published(&[]);
    hosted.assert_served();
    assert!(hosted.published(&[]).starts_with("0 files new, 0 changed, 0 to delete"));
    let before = hosted.page();
    let hosted = hosted.retitled("Nhan đề mới sau khi sửa");
    let planned = hosted.published(&["--dry-run"]);
    let copies = planned.lines().filter(|line| line.starts_with("+ search/") && line.contains(" = search/"));
    assert!(copies.count() > 5, "{planned}");
    let told = hosted.published(&[]);
    assert!(!told.starts_with("0 files new, 0 changed"), "{told}");
    hosted.assert_served();
    assert!(hosted.page().contains("Nhan đề mới sau khi sửa"));
    assert_eq!(hosted.published(&["--list"]).lines().count(), 2);
    hosted.published(&["--rollback"]);
    assert_eq!(hosted.page(), before);
    let generations = fs::read_dir(hosted.served().join("search")).expect("the index").filter_map(Result::ok);
    assert!(generations.filter(|entry| entry.path().is_dir()).count() >= 2, "open pages keep their index");
}

#[test]
fn what_is_to_be_copied_and_is_not_what_the_list_says_is_sent() {
    let hosted = Hosted::new();
    hosted.published(&[]);
    let hosted = hosted.retitled("Nhan đề mới");
    let planned = hosted.published(&["--dry-run"]);
    let sources: Vec<&str> = planned
        .lines()
        .filter(|line| line.starts_with("+ search/"))
        .filter_map(|line| Some(line.split_once(" = ")?.1))
        .collect();
    let [damaged, gone, ..] = sources[..] else { panic!("{planned}") };
    fs::write(hosted.served().join(damaged), "somebody else's").expect("written");
    fs::remove_file(hosted.served().join(gone)).expect("removed");
    let told = hosted.published(&[]);
    assert!(told.contains(&format!("; {} copied there", sources.len() - 2)), "{told}");
    let list = list_of_folder(&hosted.site.root().join("public")).expect("a list");
    let wrong = verify_folder(&hosted.served(), &list, &|| {}).differences;
    let listed: Vec<_> = wrong.iter().filter(|one| list.files.contains_key(&one.path)).collect();
    assert!(listed.is_empty(), "{listed:?}");
}

#[test]
fn files_of_others_are_never_touched() {
    let hosted = Hosted::new();
    fs::create_dir_all(hosted.served()).expect("a folder");
    fs::write(hosted.served().join("cua-nguoi-khac.txt"), "giữ").expect("written");
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--adopt"), "{}", said(&refused));
    hosted.published(&["--adopt"]);
    assert_eq!(fs::read_to_string(hosted.served().join("cua-nguoi-khac.txt")).expect("still there"), "giữ");
    assert!(hosted.served().join("index.html").is_file());
}

#[test]
fn a_damaged_list_and_the_list_of_another_site_are_refused() {
    let hosted = Hosted::new();
    hosted.published(&[]);
    let list = hosted.served().join(".bantin-published.json");
    let sound = fs::read_to_string(&list).expect("the list");
    fs::remove_file(&list).expect("removed");
    fs::write(&list, &sound[..sound.len() / 2]).expect("written");
    assert!(said(&hosted.publish(&[])).contains("damaged"));
    fs::write(&list, sound.replace("https://portal.example.vn/tin/", "https://khac.example.vn/"))
        .expect("written");
    assert!(said(&hosted.publish(&[])).contains("https://khac.example.vn/"));
}

#[test]
fn much_is_deleted_only_if_that_is_meant() {
    let hosted = Hosted::new();
    let statics = hosted.site.root().join("content/static/nhieu");
    fs::create_dir_all(&statics).expect("a folder");
    (0..600).for_each(|number| fs::write(statics.join(format!("{number}.txt")), "x").expect("written"));
    hosted.site.rebuild();
    hosted.published(&[]);
    fs::remove_dir_all(&statics).expect("removed");
    hosted.site.rebuild();
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--yes"), "{}", said(&refused));
    assert!(hosted.served().join("nhieu/1.txt").is_file());
    hosted.published(&["--yes"]);
    assert!(!hosted.served().join("nhieu").exists());
}

/// Publishes with `backup` in the settings, and returns what was said.
fn backed_up(hosted: &Hosted, folder: &Path) -> String {
    let settings = hosted.site.root().join("content/site.yaml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let lines = text.lines().filter(|line| !line.starts_with("backup:"));
    let text = lines.map(|line| format!("{line}\n")).collect::<String>();
    fs::write(settings, format!("{text}backup: {}\n", folder.display())).expect("written");
    let output = hosted.publish(&["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

/// The names of all copies in a folder of backups.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of backups").filter_map(Result::ok);
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

#[test]
fn each_publish_copies_a_content_that_has_changed_and_ten_copies_stay() {
    let hosted = Hosted::new();
    let folder = hosted.place.path().join("sao-luu");
    assert_eq!(backed_up(&hosted, &folder), "");
    let first = copies(&folder);
    let site = "content/site.yaml";
    let copied = fs::read_to_string(first[0].join("site.yaml")).expect("a copy");
    assert_eq!(copied, fs::read_to_string(hosted.site.root().join(site)).expect("the settings"));
    backed_up(&hosted, &folder);
    assert_eq!(copies(&folder), first, "nothing has changed");
    fs::write(folder.join("ghi-chu.txt"), "của người khác").expect("written");
    for number in 0..11 {
        fs::write(hosted.site.root().join("content/articles/_nhap.md"), format!("{number}"))
            .expect("written");
        backed_up(&hosted, &folder);
    }
    let left = copies(&folder);
    let names: Vec<_> = left.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("content-")).count(), 10, "{names:?}");
    assert!(names.contains(&"ghi-chu.txt") && !left.contains(&first[0]), "{names:?}");
    let draft = |number: usize| fs::read_to_string(left[number].join("articles/_nhap.md")).expect("a draft");
    assert_eq!((draft(0), draft(9)), ("1".to_owned(), "10".to_owned()));
}

#[cfg(unix)]
#[test]
fn copies_of_the_content_are_read_by_this_account_alone() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let hosted = Hosted::new();
    let folder = hosted.place.path().join("sao-luu");
    backed_up(&hosted, &folder);
    fs::write(hosted.site.root().join("content/articles/_nhap.md"), "x").expect("written");
    backed_up(&hosted, &folder);
    let found = copies(&folder);
    for place in [&folder, &found[0], &found[1]] {
        let mode = fs::metadata(place).expect("a folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", place.display());
    }
    let inode = |copy: &Path| fs::metadata(copy.join("articles/bai-mot.md")).expect("an article").ino();
    assert_eq!(inode(&found[0]), inode(&found[1]), "what has not changed takes no room");
    let original = fs::metadata(hosted.site.root().join("content/articles/bai-mot.md")).expect("an article");
    assert_ne!(inode(&found[0]), original.ino(), "an editor who writes into a file leaves the copies alone");
}

#[test]
fn a_backup_where_others_can_read_it_is_a_warning_and_inside_the_content_an_error() {
    let hosted = Hosted::new();
    let place = hosted.place.path();
    let public = [
        (hosted.site.root().join("public/sao-luu"), "inside the output"),
        (hosted.served().join("sao-luu"), "inside a place that is published to"),
        (place.join("www/.tin.releases/sao-luu"), "inside a place that is published to"),
        (place.join("www/sao-luu"), "below the document root"),
        (place.join("public_html/sao-luu"), "that web servers usually serve"),
    ];
    hosted.published(&[]);
    for (folder, why) in public {
        let told = backed_up(&hosted, &folder);
        assert!(
            told.contains("warning[public-backup]") && told.contains(why),
            "{}: {told}",
            folder.display()
        );
        fs::remove_dir_all(folder).expect("a copy was made");
    }
    let settings = hosted.site.root().join("content/site.yaml");
    let text =
        fs::read_to_string(&settings).expect("the settings").replace("backup: ", "backup: content/x # ");
    fs::write(settings, text).expect("written");
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("lies inside `content/` itself"), "{}", said(&refused));
    assert!(!hosted.site.root().join("content/x").exists());
}

#[test]
fn an_output_that_is_not_what_its_list_says_is_not_published() {
    let hosted = Hosted::new();
    let page = hosted.site.root().join("public/index.html");
    fs::remove_file(&page).expect("removed");
    let refused = hosted.publish(&[]);
    assert!(!refused.status.success() && said(&refused).contains("index.html"), "{}", said(&refused));
    assert!(!hosted.served().exists());
}

#[cfg(unix)]
#[test]
fn a_publish_killed_at_any_moment_leaves_what_was_there_and_goes_on() {
    let hosted = Hosted::new();
    hosted.published(&[]);
    let before = hosted.page();
    let hosted = hosted.retitled("Nhan đề của lần bị ngắt");
    for round in 0..20_u64 {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        program.args(["-q", "--root"]).arg(hosted.site.root()).arg("publish").arg(hosted.served());
        let mut child = program.spawn().expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 7));
        let _ = child.kill();
        let _ = child.wait();
        let page = hosted.page();
        assert!(page == before || page.contains("Nhan đề của lần bị ngắt"), "round {round}");
        assert!(is_whole(&hosted.served()), "round {round}");
    }
    hosted.published(&[]);
    hosted.assert_served();
}

/// Whether a served folder is what its own list says.
fn is_whole(served: &Path) -> bool {
    let list = list_of_folder(served).expect("a list");
    verify_folder(served, &list, &|| {})
        .differences
        .iter()
        .all(|one| one.fault == bantin::verify::Fault::Unlisted)
}

#[test]
fn the_next_moment_is_that_of_the_nearest_change() {
    let ahead =
        "---\ntitle: Mai\ndate: 2030-05-02 08:00\ncategory: dan-van\nexpires: 2030-05-03\n---\nChữ.\n";
    let site = SiteTest::fixture("small").file("content/articles/mai.md", ahead);
    let next = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        let program = program.args(["--lang", "en", "--root"]).arg(site.root()).arg("next").args(arguments);
        String::from_utf8_lossy(&program.output().expect("the program starts").stdout).into_owned()
    };
    assert_eq!(next(&["--now", "2030-05-01"]), "2030-05-02T08:00:00+07:00 article appears: mai\n");
    assert_eq!(next(&["--now", "2030-05-02 09:00"]), "2030-05-04T00:00:00+07:00 article expires: mai\n");
    assert!(next(&["--now", "2030-05-01", "--all"]).contains("2031-01-01T00:00:00+07:00 new year: 2031\n"));
}

#[test]
fn watch_builds_publishes_and_leaves_a_heartbeat_without_names() {
    let hosted = Hosted::new();
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    program
        .args(["--root"])
        .arg(hosted.site.root())
        .args(["watch", "--once", "--publish"])
        .arg(hosted.served());
    let output = program.output().expect("the program starts");
    assert!(output.status.success(), "{}", said(&output));
    let list = list_of_folder(&hosted.served()).expect("a list");
    assert!(
        verify_folder(&hosted.served(), &list, &|| {})
            .differences
            .iter()
            .all(|one| one.path.starts_with(".bantin-"))
    );
    let beat = fs::read_to_string(hosted.site.root().join(".bantin/heartbeat.json")).expect("a heartbeat");
    let beat: serde_json::Value = serde_json::from_str(&beat).expect("JSON");
    assert_eq!(beat["ok"], true);
    assert!(beat["alive_at"].is_string() && beat["next_at"].is_string(), "{beat}");
    assert_eq!(beat.as_object().map(serde_json::Map::len), Some(4), "{beat}");
}
