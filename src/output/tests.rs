use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use tempfile::TempDir;

use super::swap::{recover, step_aside};
use super::{Earlier, Sink, Staging, Written};
use crate::diagnostic::Code;

/// A root with the folders of a site.
fn site() -> TempDir {
    let root = TempDir::new().unwrap();
    for folder in ["content/articles", "themes", "src"] {
        fs::create_dir_all(root.path().join(folder)).unwrap();
    }
    root
}

/// Builds a site of one page and returns what was written.
fn build(root: &Path, text: &str) -> Written {
    let staging = Staging::begin(root, &root.join("public"), Earlier::default()).unwrap();
    staging.write("index.html", text.as_bytes()).unwrap();
    staging.commit().unwrap().0
}

fn page(root: &Path) -> String {
    fs::read_to_string(root.join("public/index.html")).unwrap()
}

/// The sorted names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Asserts that the root contains only the site's own folders and the output.
fn assert_no_leftovers(root: &Path) {
    assert_eq!(names(root), ["content", "public", "src", "themes"]);
}

#[test]
fn a_build_replaces_the_one_before_it_and_leaves_nothing_beside_it() {
    let root = site();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    staging.write("index.html", b"old").unwrap();
    staging.write("tin-tuc/gone/index.html", b"gone").unwrap();
    staging.commit().unwrap();
    let written = build(root.path(), "new");
    assert_eq!(page(root.path()), "new");
    assert_eq!(names(&root.path().join("public")), [".bantin", "index.html"]);
    assert_eq!(written, Written { files: 2, bytes: 3 + "bantin output 2\n".len() as u64 });
    assert_no_leftovers(root.path());
}

#[test]
fn files_are_written_and_copied_from_many_threads() {
    let root = site();
    let picture = root.path().join("content/articles/a.png");
    fs::write(&picture, [7; 1000]).unwrap();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    (0..200).into_par_iter().for_each(|n| {
        staging.write(&format!("the/{}/{n}/index.html", n % 3), b"x").unwrap();
        staging.copy(&format!("the/{}/{n}/a.png", n % 3), &picture).unwrap();
    });
    assert_eq!(staging.written().files, 401);
    staging.commit().unwrap();
    assert_eq!(fs::read(root.path().join("public/the/2/101/a.png")).unwrap(), [7; 1000]);
}

#[cfg(unix)]
#[test]
fn what_is_the_same_as_before_is_linked_and_all_else_is_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let root = site();
    let public = root.path().join("public");
    let number = |path: &str| fs::metadata(public.join(path)).unwrap().ino();
    let write = |texts: [&str; 4]| {
        let staging = Staging::begin(root.path(), &public, Earlier::default()).unwrap();
        for (path, text) in ["a.html", "b/b.html", "c.html", "d.html"].into_iter().zip(texts) {
            staging.write(path, text.as_bytes()).unwrap();
        }
        staging.commit().unwrap();
    };
    write(["one", "two", "three", "four"]);
    let before = ["a.html", "b/b.html", "c.html", "d.html"].map(number);
    // As long as before, but other bytes; and a file whose mode somebody has changed.
    fs::set_permissions(public.join("d.html"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::remove_file(public.join("a.html")).unwrap();
    std::os::unix::fs::symlink("b/b.html", public.join("a.html")).unwrap();
    write(["two", "two", "tree!", "four"]);
    let after = ["a.html", "b/b.html", "c.html", "d.html"].map(number);
    assert_eq!(before[1], after[1], "the same file");
    assert_ne!(before[2], after[2], "other bytes");
    assert_ne!(before[3], after[3], "another mode");
    assert!(!fs::symlink_metadata(public.join("a.html")).unwrap().is_symlink(), "links are not kept");
    assert_eq!(fs::metadata(public.join("d.html")).unwrap().mode() & 0o777, 0o644);
    assert_eq!(fs::read_to_string(public.join("c.html")).unwrap(), "tree!");
    assert_eq!(fs::metadata(public.join("b/b.html")).unwrap().nlink(), 1, "the old site is gone");
    assert_no_leftovers(root.path());
}

#[test]
fn a_path_written_twice_is_refused_even_if_the_old_site_has_it() {
    let root = site();
    build(root.path(), "x");
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    staging.write("index.html", b"x").unwrap();
    assert_eq!(staging.write("index.html", b"x").unwrap_err().code, Code::PathCollision);
}

#[cfg(unix)]
#[test]
fn modes_do_not_come_from_the_copied_file() {
    use std::os::unix::fs::PermissionsExt;
    let root = site();
    let script = root.path().join("content/articles/a.pdf");
    fs::write(&script, "x").unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o777)).unwrap();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    staging.copy("a/b.pdf", &script).unwrap();
    staging.commit().unwrap();
    let mode = |path: &str| fs::metadata(root.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("public/a/b.pdf") & !0o644, 0);
    assert_eq!(mode("public/a/b.pdf") & 0o600, 0o600);
    assert_eq!(mode("public/a") & !0o755, 0);
}

#[test]
fn an_error_leaves_the_old_site_untouched() {
    let root = site();
    build(root.path(), "old");
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    staging.write("index.html", b"new").unwrap();
    let error = staging.copy("a.png", &root.path().join("content/none.png")).unwrap_err();
    assert_eq!(error.code, Code::UnreadableFile);
    drop(staging);
    assert_eq!(page(root.path()), "old");
    assert_no_leftovers(root.path());
}

#[test]
fn paths_that_lead_outside_are_refused() {
    let root = site();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    for path in ["../a", "a/../../b", "/etc/a", "", "a//b", "a/", "./a", "a\\..\\b", "a\0b", "..", "a\nb"] {
        assert_eq!(staging.write(path, b"x").unwrap_err().code, Code::Output, "{path:?}");
    }
    assert_eq!(staging.written().files, 1);
}

#[test]
fn two_files_at_one_path_are_refused() {
    let root = site();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    staging.write("a/index.html", b"x").unwrap();
    assert_eq!(staging.write("a/index.html", b"y").unwrap_err().code, Code::PathCollision);
    assert!(staging.write("a", b"z").is_err());
}

#[test]
fn folders_that_people_fill_are_never_replaced() {
    let root = site();
    let root = root.path();
    fs::create_dir_all(root.join("mine/deep")).unwrap();
    fs::write(root.join("mine/letter.txt"), "dear").unwrap();
    fs::write(root.join("file"), "x").unwrap();
    fs::create_dir_all(root.join("repository/.git")).unwrap();
    fs::write(root.join("repository/.bantin"), "bantin output 1\n").unwrap();
    let inside = [
        "content",
        "content/articles",
        "content/new",
        "themes/x",
        "src",
        ".bantin",
        "mine",
        "file",
        "repository",
    ];
    let above = [".", "..", "content/..", "mine/../..", "none/..", "/"];
    for output in inside.iter().chain(&above) {
        let error = Staging::begin(root, &root.join(output), Earlier::default()).unwrap_err();
        assert_eq!(error.code, Code::Output, "{output}");
    }
    assert_eq!(names(root), ["content", "file", "mine", "repository", "src", "themes"]);
    assert_eq!(fs::read_to_string(root.join("mine/letter.txt")).unwrap(), "dear");
}

#[test]
fn an_empty_or_new_folder_becomes_an_output() {
    let root = site();
    fs::create_dir(root.path().join("empty")).unwrap();
    for output in ["empty", "a/new/one"] {
        let staging = Staging::begin(root.path(), &root.path().join(output), Earlier::default()).unwrap();
        staging.commit().unwrap();
        assert_eq!(names(&root.path().join(output)), [".bantin"]);
    }
}

#[test]
fn files_that_appear_while_a_site_is_built_are_not_lost() {
    let root = site();
    let staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    fs::create_dir(root.path().join("public")).unwrap();
    fs::write(root.path().join("public/letter.txt"), "dear").unwrap();
    assert_eq!(staging.commit().unwrap_err().code, Code::Output);
    assert_eq!(names(&root.path().join("public")), ["letter.txt"]);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_replaced_where_it_leads() {
    let root = site();
    let elsewhere = TempDir::new().unwrap();
    let real = elsewhere.path().join("www");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, root.path().join("public")).unwrap();
    build(root.path(), "new");
    assert!(root.path().join("public").is_symlink());
    assert_eq!(fs::read_to_string(real.join("index.html")).unwrap(), "new");
    let link = root.path().join("originals");
    std::os::unix::fs::symlink(root.path().join("content"), &link).unwrap();
    assert!(Staging::begin(root.path(), &link, Earlier::default()).is_err());
}

#[test]
fn a_second_build_into_one_output_is_refused_and_another_output_is_not() {
    let root = site();
    let first = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    first.write("index.html", b"first").unwrap();
    let error = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap_err();
    assert!(error.message.en.contains("another build"), "{error:?}");
    Staging::begin(root.path(), &root.path().join("preview"), Earlier::default()).unwrap().commit().unwrap();
    first.commit().unwrap();
    assert_eq!(page(root.path()), "first");
    build(root.path(), "second");
    assert_eq!(page(root.path()), "second");
}

#[test]
fn a_lock_is_taken_by_one_of_many_at_a_time() {
    let root = site();
    let (path, inside) = (root.path().join("lock"), AtomicBool::new(false));
    let taken: usize = (0..2000)
        .into_par_iter()
        .filter(|_| {
            let Ok(_lock) = super::lock::Lock::take(path.clone(), "public") else { return false };
            assert!(!inside.swap(true, Ordering::SeqCst), "two hold the lock");
            inside.store(false, Ordering::SeqCst);
            true
        })
        .count();
    assert!(taken > 0);
}

#[test]
fn without_exchange_the_old_site_steps_aside_and_comes_back_when_the_move_fails() {
    let root = TempDir::new().unwrap();
    let path = |name: &str| root.path().join(name);
    let folder = |name: &str, text: &str| {
        fs::create_dir(path(name)).unwrap();
        fs::write(path(name).join("index.html"), text).unwrap();
    };
    folder("public", "old");
    assert!(step_aside(&path("new"), &path("public"), &path("aside")).is_err());
    assert_eq!(page(root.path()), "old");
    folder("new", "new");
    step_aside(&path("new"), &path("public"), &path("aside")).unwrap();
    assert_eq!(page(root.path()), "new");
    assert_eq!(names(root.path()), ["aside", "public"]);
    recover(&path("public"), &path("aside")).unwrap();
    assert_eq!(page(root.path()), "new");
}

#[test]
fn a_build_killed_while_the_old_site_stood_aside_loses_nothing() {
    let root = site();
    build(root.path(), "old");
    let work = root.path().join(".public.bantin-new");
    fs::create_dir(&work).unwrap();
    fs::rename(root.path().join("public"), work.join("old")).unwrap();
    drop(Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap());
    assert_eq!(page(root.path()), "old");
    assert_no_leftovers(root.path());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_at_a_site_that_is_being_written() {
    use std::os::unix::fs::PermissionsExt;
    let root = site();
    let _staging = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap();
    let mode = fs::metadata(root.path().join(".public.bantin-new")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_never_misses_the_page_while_sites_are_swapped() {
    let root = site();
    build(root.path(), "site 0");
    let (page, done) = (root.path().join("public/index.html"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let text = fs::read_to_string(&page).expect("the page is there");
                assert!(text.starts_with("site "), "{text:?}");
                reads += 1;
            }
            reads
        });
        for n in 1..=50 {
            build(root.path(), &format!("site {n}"));
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 50);
    });
}

/// Environment variable of the child process that the next test starts and kills: the root of its site.
const VICTIM: &str = "BANTIN_TEST_VICTIM";

#[test]
fn a_build_killed_in_the_middle_leaves_the_old_site_whole() {
    if let Some(root) = std::env::var_os(VICTIM) {
        build_for_ever(Path::new(&root));
    }
    let root = site();
    build(root.path(), "old");
    let name = "output::tests::a_build_killed_in_the_middle_leaves_the_old_site_whole";
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(VICTIM, root.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.ends_with("in the middle")));
    let refused = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap_err();
    assert!(refused.message.en.contains("another build"));
    victim.kill().unwrap();
    victim.wait().unwrap();

    assert_eq!(page(root.path()), "old");
    assert!(names(root.path()).contains(&".public.bantin-new".to_owned()), "it was killed too late to tell");
    build(root.path(), "new");
    assert_eq!(page(root.path()), "new");
    assert_no_leftovers(root.path());
}

fn build_for_ever(root: &Path) -> ! {
    let staging = Staging::begin(root, &root.join("public"), Earlier::default()).unwrap();
    staging.write("index.html", b"half").unwrap();
    println!("in the middle");
    for n in 0_u64.. {
        staging.write(&format!("tin-tuc/{n}/index.html"), b"half").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    unreachable!("there are numbers enough")
}

/// Builds with a list of what the build before wrote.
fn build_knowing(root: &Path, title: &str, keep: &[&str]) -> Result<(), crate::diagnostic::Diagnostic> {
    let earlier = Earlier {
        site: Some((title.to_owned(), format!("https://{title}.vn/"))),
        written: Some(["index.html".to_owned(), "gone.html".to_owned()].into()),
        keep: keep.iter().map(|path| (*path).to_owned()).collect(),
    };
    let staging = Staging::begin(root, &root.join("public"), earlier)?;
    staging.write("index.html", b"new")?;
    staging.commit().map(drop)
}

#[test]
fn files_that_no_build_wrote_stop_it_or_stay() {
    let root = site();
    let public = root.path().join("public");
    build_knowing(root.path(), "a", &[]).unwrap();
    fs::create_dir_all(public.join("uploads/.git")).unwrap();
    for path in ["gone.html", "CNAME", "uploads/a.jpg", "uploads/.git/HEAD"] {
        fs::write(public.join(path), "theirs").unwrap();
    }
    let error = build_knowing(root.path(), "a", &["CNAME"]).unwrap_err();
    assert!(error.message.en.ends_with("lost: `uploads/.git/HEAD`, `uploads/a.jpg`"), "{error:?}");
    assert!(
        error.help.is_some_and(|help| help.en.contains("keep: [uploads]") && help.en.contains("--force"))
    );
    assert_eq!(fs::read_to_string(public.join("CNAME")).unwrap(), "theirs");
    build_knowing(root.path(), "a", &["CNAME", "uploads/"]).unwrap();
    assert_eq!(names(&public), [".bantin", "CNAME", "index.html", "uploads"]);
    assert_eq!(fs::read_to_string(public.join("uploads/.git/HEAD")).unwrap(), "theirs");
    build(root.path(), "forced");
    assert_eq!(names(&public), [".bantin", "index.html"]);
}

#[test]
fn a_file_that_stays_is_none_of_the_site() {
    let root = site();
    build_knowing(root.path(), "a", &[]).unwrap();
    fs::remove_file(root.path().join("public/index.html")).unwrap();
    fs::create_dir(root.path().join("public/index.html")).unwrap();
    fs::write(root.path().join("public/index.html/x"), "theirs").unwrap();
    assert_eq!(build_knowing(root.path(), "a", &["index.html"]).unwrap_err().code, Code::Output);
}

#[test]
fn the_output_of_another_site_is_not_replaced() {
    let root = site();
    build_knowing(root.path(), "a", &[]).unwrap();
    let error = build_knowing(root.path(), "b", &[]).unwrap_err();
    assert!(error.message.en.contains("another site: “a”, https://a.vn/"), "{error:?}");
    build_knowing(root.path(), "a", &[]).unwrap();
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_no_file_is_an_error_and_makes_nothing_elsewhere() {
    let root = site();
    let (lock, elsewhere) = (root.path().join(".public.bantin-lock"), root.path().join("elsewhere"));
    std::os::unix::fs::symlink(&elsewhere, &lock).unwrap();
    let error = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap_err();
    assert_eq!((error.code, elsewhere.exists()), (Code::Output, false));
    fs::remove_file(&lock).unwrap();
    assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
    let error = Staging::begin(root.path(), &root.path().join("public"), Earlier::default()).unwrap_err();
    assert!(error.message.en.contains("no ordinary file"), "{error:?}");
}
