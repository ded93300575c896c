//! `publish` to a branch of a Git repository: commits on top of what is there, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bantin::file_list::FileList;

use crate::site::SiteTest;

/// A built site, and a bare repository that it is published to.
struct Hosted {
    site: SiteTest,
    place: tempfile::TempDir,
}

impl Hosted {
    fn new() -> Self {
        let hosted =
            Self { site: SiteTest::fixture("small").build(), place: tempfile::tempdir().expect("a folder") };
        git(hosted.place.path(), &["init", "--quiet", "--bare", "kho.git"]);
        hosted
    }

    fn repository(&self) -> PathBuf {
        self.place.path().join("kho.git")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        let address = format!("git:{}#trang", self.repository().display());
        program.args(["--lang", "en", "--root"]).arg(self.site.root()).args(["publish", &address]);
        program.args(arguments);
        // Where nobody has told `git` who works here, and where somebody has told it of another repository.
        program.env("HOME", self.place.path()).env("GIT_DIR", "/khong-co").env_remove("XDG_CONFIG_HOME");
        program
    }

    fn publish(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    fn published(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What the repository says.
    fn asked(&self, arguments: &[&str]) -> String {
        git(&self.repository(), arguments)
    }

    fn shown(&self, path: &str) -> String {
        self.asked(&["show", &format!("trang:{path}")])
    }

    /// A commit of somebody else on the branch.
    fn others_commit(&self, path: &str, text: &str) {
        let copy = self.place.path().join("ban-chep");
        let _ = fs::remove_dir_all(&copy);
        git(self.place.path(), &["init", "--quiet", "ban-chep"]);
        let repository = self.repository().display().to_string();
        if !self.asked(&["branch", "--list", "trang"]).is_empty() {
            git(&copy, &["pull", "--quiet", &repository, "trang"]);
        }
        let file = copy.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("written");
        git(&copy, &["add", "--all", "--force"]);
        git(
            &copy,
            &["-c", "user.name=x", "-c", "user.email=x@example.vn", "commit", "--quiet", "-m", "khác"],
        );
        git(&copy, &["push", "--quiet", &repository, "HEAD:refs/heads/trang"]);
    }

    /// The branch holds what was built.
    fn assert_published(&self) {
        let folder = self.place.path().join("phat");
        let _ = fs::remove_dir_all(&folder);
        let repository = self.repository().display().to_string();
        git(self.place.path(), &["clone", "--quiet", "--branch", "trang", &repository, "phat"]);
        let list = fs::read(folder.join("files.json")).expect("a list");
        let list = FileList::parse(&list).expect("a sound list");
        let wrong = bantin::verify::verify_folder(&folder, &list, &|| {}).differences;
        let wrong: Vec<_> = wrong.iter().filter(|one| one.fault != bantin::verify::Fault::Unlisted).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    /// Builds with another title of an article.
    fn retitle(&self, title: &str) {
        let path = self.site.root().join("content/articles/bai-mot.md");
        let text = fs::read_to_string(&path).expect("the article");
        let line = text.lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
        fs::write(path, text.replacen(&line, &format!("title: {title}"), 1)).expect("written");
        self.site.rebuild();
    }
}

fn git(place: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(place).output().expect("git starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const PAGE: &str = "tin-tuc/bai-mot/index.html";

#[test]
fn a_branch_gets_a_commit_for_each_publish_and_can_go_back() {
    let hosted = Hosted::new();
    assert!(hosted.published(&["--dry-run"]).contains("+ index.html"));
    assert_eq!(hosted.asked(&["branch", "--list"]), "", "a dry run writes nothing");
    hosted.published(&[]);
    hosted.assert_published();
    assert!(hosted.published(&[]).starts_with("0 files new, 0 changed, 0 to delete"));
    let (first, page) = (hosted.asked(&["rev-parse", "trang"]), hosted.shown(PAGE));
    hosted.retitle("Nhan đề mới sau khi sửa");
    let told = hosted.published(&[]);
    assert!(!told.contains("; 0 copied there"), "{told}");
    hosted.assert_published();
    assert!(hosted.shown(PAGE).contains("Nhan đề mới sau khi sửa"));
    assert_eq!(hosted.asked(&["rev-parse", "trang~1"]), first, "history goes on");
    assert_eq!(hosted.published(&["--list"]).lines().count(), 2);
    hosted.published(&["--rollback"]);
    assert_eq!(hosted.shown(PAGE), page);
    assert_eq!(hosted.asked(&["rev-list", "--count", "trang"]).trim(), "3");
    assert!(
        !hosted.asked(&["ls-tree", "--name-only", "trang"]).contains("lock"),
        "nothing half-done is left"
    );
}

#[test]
fn a_branch_with_files_of_others_is_refused_until_adopted_and_keeps_them() {
    let hosted = Hosted::new();
    hosted.others_commit("CNAME", "tin.example.vn");
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--adopt"), "{}", said(&refused));
    hosted.published(&["--adopt"]);
    hosted.others_commit("theme/cua-nguoi-khac.txt", "giữ");
    hosted.retitle("Nhan đề của lần sau");
    hosted.published(&[]);
    hosted.assert_published();
    assert_eq!(
        (hosted.shown("CNAME"), hosted.shown("theme/cua-nguoi-khac.txt")),
        ("tin.example.vn".into(), "giữ".into())
    );
}

#[test]
fn a_file_of_others_is_not_removed_for_a_folder_of_the_site() {
    let hosted = Hosted::new();
    hosted.others_commit("tin-tuc", "một tệp");
    let refused = hosted.publish(&["--adopt"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("`tin-tuc` of others"), "{}", said(&refused));
    assert_eq!(hosted.shown("tin-tuc"), "một tệp");
}

#[test]
fn a_repository_that_cannot_be_reached_and_one_that_takes_nothing_are_told() {
    let hosted = Hosted::new();
    hosted.published(&[]);
    let before = hosted.asked(&["rev-parse", "trang"]);
    let hook = hosted.repository().join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    fs::write(&hook, "#!/bin/sh\nexit 1\n").expect("written");
    #[cfg(unix)]
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("executable");
    hosted.retitle("Nhan đề bị từ chối");
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("rejected") && said(&refused).contains("git ls-remote"),
        "{}",
        said(&refused)
    );
    assert_eq!(hosted.asked(&["rev-parse", "trang"]), before);
    fs::rename(hosted.repository(), hosted.place.path().join("khac.git")).expect("moved");
    let refused = hosted.publish(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("kho.git"), "{}", said(&refused));
}

#[cfg(unix)]
#[test]
fn a_publish_killed_at_any_moment_leaves_the_branch_whole() {
    let hosted = Hosted::new();
    hosted.published(&[]);
    hosted.retitle("Nhan đề của lần bị ngắt");
    for round in 0..12_u64 {
        let mut child = hosted.command(&["-q"]).spawn().expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 25));
        let _ = child.kill();
        let _ = child.wait();
        hosted.assert_published();
    }
    hosted.published(&[]);
    hosted.assert_published();
    assert!(hosted.shown(PAGE).contains("Nhan đề của lần bị ngắt"));
}
