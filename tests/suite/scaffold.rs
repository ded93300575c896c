//! `init` and `new`: a site and records that are sound as they are written.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use bantin::content::declarations;

fn bantin(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command.args(arguments).output().expect("the program runs")
}

fn done(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = bantin(folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {out}{err}");
    (out, err)
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    done(folder.path(), &["init", "trang"]);
    folder
}

#[test]
fn a_new_site_is_sound_and_shows_something_at_once() {
    let folder = site();
    let root = folder.path().join("trang");
    for file in [".gitignore", ".editorconfig", "README.md", "content/site.yaml"] {
        assert!(root.join(file).is_file(), "{file}");
    }
    assert_eq!(done(&root, &["check", "--strict"]).1, "No errors.\n");
    done(&root, &["build"]);
    let page =
        |path: &str| std::fs::read_to_string(root.join("public").join(path)).expect("the page is there");
    assert!(page("index.html").contains("Con đường hoa"));
    assert!(page("cuoc-thi/viet-ve-nguoi-tot/ket-qua/index.html").contains("Giải Nhất"));
    assert!(page("thong-ke/index.html").contains("Xã Suối Mẫu"));
    let again = bantin(folder.path(), &["init", "trang"]);
    assert_eq!(again.status.code(), Some(2), "a folder that holds a site is left alone");
}

#[test]
fn a_new_record_of_every_kind_is_sound_and_told_by_its_path() {
    let folder = site();
    let root = folder.path().join("trang");
    for kind in declarations::ALL.iter().filter(|kind| !["site", "synonyms", "rules"].contains(&kind.kind)) {
        let mut words = vec!["new", kind.kind, "Đường Ưu Việt ở xã Mẫu: bài", "thứ nhất"];
        if kind.kind == "entry" {
            words.extend(["--contest", "duong-uu-viet-o-xa-mau-bai-thu-nhat"]);
        }
        let (out, _) = done(&root, &words);
        for path in out.lines() {
            assert!(root.join(path).is_file(), "{path}");
            let text = std::fs::read_to_string(root.join(path)).expect("a text");
            assert!(text.contains("Đường Ưu Việt") || path.contains("duong-uu-viet"), "{path}: {text}");
        }
        done(&root, &["check"]);
    }
    let article = |out: String| out.rsplit('/').next().unwrap_or_default().to_owned();
    let again = article(done(&root, &["new", "article", "Đường Ưu Việt ở xã Mẫu: bài thứ nhất"]).0);
    assert_eq!(again, "duong-uu-viet-o-xa-mau-bai-thu-nhat-2.md\n", "nothing is overwritten");
}

#[test]
fn a_command_in_a_folder_of_the_site_finds_the_site_above() {
    let folder = site();
    let below = folder.path().join("trang/content/articles");
    let (out, _) = done(&below, &["new", "page", "Liên hệ"]);
    assert_eq!(out, "content/pages/lien-he.md\n");
    assert!(folder.path().join("trang/content/pages/lien-he.md").is_file());
    done(&below, &["check"]);
    let outside = bantin(folder.path(), &["check"]);
    assert_eq!(outside.status.code(), Some(2), "there is no site above");
}

#[test]
fn an_unknown_kind_is_told_with_the_nearest() {
    let folder = site();
    let output = bantin(&folder.path().join("trang"), &["--lang", "vi", "new", "articel"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("có phải ý bạn là `article`?"), "{said}");
}
