//! The section in `content/`, with an old address and a page that was withdrawn, built once with compressed forms.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use bantin::file_list::FileList;

/// The clock of the build.
pub(crate) const NOW: &str = "2026-11-22";

/// The folder of the site on the host.
pub(crate) const BASE: &str = "/dan-van-kheo/";

/// A site and its output.
pub(crate) struct Sample {
    pub(crate) root: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) list: FileList,
}

pub(crate) fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hosted");
        let _ = fs::remove_dir_all(root.join("content"));
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&repository.join("content"), &root.join("content"));
        copy(&repository.join("themes"), &root.join("themes"));
        let settings = root.join("content/site.yaml");
        let mut text = fs::read_to_string(&settings).expect("the settings");
        assert!(!text.contains("\nredirects:"), "the settings have redirects of their own");
        text += "\nredirects:\n  - {from: /tin-cu/bai (1).html, to: /tin-tuc/}\n  - {from: /cu/$x, to: \"https://khac.example.vn/?a=1&b=50%25\"}\n";
        fs::write(settings, text).expect("written");
        run(&root, &["build", "--compress", "--now", NOW]);
        let folder = root.join("public");
        let list = FileList::parse(&fs::read(folder.join("files.json")).expect("a list")).expect("sound");
        Sample { root, folder, list }
    })
}

/// Runs the program on a site, and returns what it printed.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
    let output =
        program.args(["--lang", "en", "--root"]).arg(root).args(arguments).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
