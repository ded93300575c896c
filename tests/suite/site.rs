//! The folder of a site for one test: a small valid site, changed as the test needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bantin::clock::Now;
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::image::assets::Assets;
use bantin::progress::Silent;
use bantin::site::{Publication, Site, link};
use bantin::workspace::build::Outcome;
use bantin::workspace::{Options, Workspace};

/// A site in a temporary folder, removed when dropped.
pub(crate) struct SiteTest {
    folder: tempfile::TempDir,
    options: Options,
}

/// The default clock of tests.
pub(crate) const NOW: &str = "2026-01-01T00:00:00Z";

impl SiteTest {
    /// A copy of a folder below `tests/fixtures/`.
    pub(crate) fn fixture(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        copy(&from, folder.path());
        let options = Options {
            root: folder.path().to_path_buf(),
            output: folder.path().join("public"),
            base_url: None,
            now: NOW.parse().expect("a timestamp"),
            publication: Publication::default(),
            strict: false,
            clean: false,
            force: false,
            compress: false,
        };
        Self { folder, options }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, content).expect("the file is written");
        self
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// The repository's own `content/`, built into a temporary folder.
    pub(crate) fn repository() -> Self {
        let mut site = Self::fixture("small");
        site.options.root = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
        site
    }

    /// Builds the site, which must have no diagnostics.
    pub(crate) fn build(self) -> Self {
        self.rebuild();
        self
    }

    /// Builds again; there must be no diagnostics.
    pub(crate) fn rebuild(&self) {
        let outcome = self.workspace().build(&Silent);
        let said =
            bantin::diagnostic::text::render(&outcome.report, bantin_text::language::Language::En, false);
        assert!(outcome.report.entries().is_empty(), "{said}");
        assert!(outcome.summary.is_some(), "the build says what it wrote");
    }

    /// Builds again; diagnostics are allowed.
    pub(crate) fn rebuild_badly(&self) -> Outcome {
        self.workspace().build(&Silent)
    }

    /// A new workspace on the site.
    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::new(self.options.clone())
    }

    /// Every file of the output, by path.
    pub(crate) fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.options.output)
    }

    pub(crate) fn withdrawn(&self) -> Vec<bantin::workspace::withdrawals::Withdrawal> {
        self.workspace().withdrawals().1
    }

    pub(crate) fn check(&self) -> Outcome {
        self.workspace().check(&Silent)
    }
}

/// Every file of an output folder, by path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("the output can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            let bytes = fs::read(entry.path()).expect("the file can be read");
            (path.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry.expect("the fixture can be read");
        let target: PathBuf = to.join(entry.path().strip_prefix(from).expect("below the fixture"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("the folder is made");
        } else {
            fs::copy(entry.path(), target).expect("the file is copied");
        }
    }
}

/// Loads and links the site in a folder, which must have no errors.
pub(crate) fn with_site<T>(root: &Path, now: &str, read: impl FnOnce(&Site<'_>) -> T) -> T {
    let mut found = Vec::new();
    let loaded = load(root, &mut found);
    let catalog = parse(&loaded, None, &mut found).expect("the settings are sound");
    let assets = Assets::new(&loaded.assets);
    let now = Now::new(now.parse().expect("a timestamp"));
    let site = link(&catalog, &loaded.sources, &assets, &now, Publication::default(), None, &mut found);
    assert!(found.is_empty(), "{found:?}");
    read(&site.expect("the site is sound"))
}

/// All bytes of all files below a folder.
pub(crate) fn every_byte(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        bytes.extend(if path.is_dir() { every_byte(&path) } else { fs::read(&path).expect("a file") });
    }
    bytes
}
