//! Copies of `content/`, one with each publish, in a place that only this account reads.
//!
//! In: the folder of backups, the content, the name of the copy. Out: a folder with every file of the content, drafts and
//! private values among them. Files that have not changed are hard links to those of the copy before, and where nothing
//! has changed there is no new copy.
//!
//! ```text
//! /var/backups/dan-van-kheo/content-20261130T080000123Z/articles/…
//! ```

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::publish::failure;
use crate::publish::folder::releases;

/// The number of copies that stay.
const KEPT: usize = 10;

/// Before the moment in the name of a copy.
const PREFIX: &str = "content-";

/// Folders whose files web servers give to everybody, on the systems of usual hosts.
const SERVED: [&str; 7] = [
    "/var/www",
    "/srv/www",
    "/srv/http",
    "/usr/share/nginx",
    "/usr/share/caddy",
    "C:/inetpub",
    "C:/xampp/htdocs",
];

/// Names that hosting companies give to such folders.
const SERVED_NAMES: [&str; 5] = ["public_html", "htdocs", "httpdocs", "wwwroot", "www"];

/// A folder of backups.
pub struct Backup(PathBuf);

/// What of this machine other people can read.
#[derive(Default)]
pub struct Public<'p> {
    /// The built output.
    pub output: PathBuf,
    /// Folders that the site is published to.
    pub targets: Vec<PathBuf>,
    /// The path of the section on its host: `/dan-van-kheo/`.
    pub base: &'p str,
}

impl Backup {
    /// Errors: the folder lies in the content, where each copy would hold all copies before.
    pub fn new(folder: &Path, content: &Path) -> Result<Self, Diagnostic> {
        let folder = resolved(folder);
        if folder.starts_with(resolved(content)) {
            let shown = folder.display().to_string();
            return Err(failure(
                &shown,
                localized!(
                    "nơi sao lưu `{shown}` nằm trong chính `content/`",
                    "the folder of backups `{shown}` lies inside `content/` itself"
                ),
            )
            .help(localized!(
                "ghi ở `backup` một thư mục khác, tốt nhất là ở ổ đĩa khác",
                "name another folder at `backup`, best of all on another disk"
            )));
        }
        Ok(Self(folder))
    }

    /// Why other people can read the folder, if they can.
    pub fn exposed(&self, public: &Public<'_>) -> Option<Diagnostic> {
        let why = self.within(public)?;
        let shown = self.0.display();
        let message = LocalizedText {
            vi: format!(
                "nơi sao lưu `{shown}` {}: ai cũng có thể tải về bản nháp và dữ liệu cá nhân",
                why.vi
            ),
            en: format!(
                "the folder of backups `{shown}` {}: everybody may get drafts and private values from it",
                why.en
            ),
        };
        let place = Place::file(shown.to_string());
        Some(Diagnostic::warning(Code::PublicBackup, place, message).help(localized!(
            "ghi ở `backup` một thư mục mà máy chủ web không phát, như `/var/backups/dan-van-kheo`",
            "name a folder at `backup` that no web server serves, such as `/var/backups/news`"
        )))
    }

    fn within(&self, public: &Public<'_>) -> Option<LocalizedText> {
        let lies_in = |folder: &Path| self.0.starts_with(resolved(folder));
        if lies_in(&public.output) {
            return Some(localized!("nằm trong thư mục đã dựng", "lies inside the output"));
        }
        for target in &public.targets {
            if lies_in(target) || lies_in(&releases(target)) {
                return Some(localized!(
                    "nằm trong nơi đưa trang lên",
                    "lies inside a place that is published to"
                ));
            }
            let root = document_root(target, public.base);
            if lies_in(root) && root.parent().is_some() {
                let root = root.display();
                return Some(localized!(
                    "nằm trong thư mục gốc `{root}` của máy chủ web",
                    "lies below the document root `{root}` of the web server"
                ));
            }
        }
        let usual = SERVED.iter().map(Path::new).find(|folder| lies_in(folder));
        let is_served = |part: Component<'_>| SERVED_NAMES.iter().any(|name| part.as_os_str() == *name);
        (usual.is_some() || self.0.components().any(is_served)).then(|| {
            localized!(
                "nằm trong thư mục mà máy chủ web thường phát",
                "lies in a folder that web servers usually serve"
            )
        })
    }

    /// Copies the content, unless the newest copy is the same, and forgets the oldest copies. Returns the new one.
    pub fn keep(&self, content: &Path, name: &str) -> io::Result<Option<PathBuf>> {
        make_private(&self.0)?;
        let copies = self.copies()?;
        let (copy, half) =
            (self.0.join(format!("{PREFIX}{name}")), self.0.join(format!("{PREFIX}{name}.partial")));
        for left in named(&self.0, |name| name.ends_with(".partial"))? {
            fs::remove_dir_all(left)?;
        }
        make_private(&half)?;
        let newest = copies.last().map(PathBuf::as_path);
        if copy_changed(content, &half, newest)? == 0 && newest.is_some() {
            fs::remove_dir_all(half)?;
            return Ok(None);
        }
        fs::rename(half, &copy)?;
        let surplus = (copies.len() + 1).saturating_sub(KEPT);
        copies.iter().take(surplus).try_for_each(fs::remove_dir_all)?;
        Ok(Some(copy))
    }

    /// The copies, the oldest first.
    fn copies(&self) -> io::Result<Vec<PathBuf>> {
        named(&self.0, |name| {
            let moment = name.strip_prefix(PREFIX);
            moment.is_some_and(|moment| {
                moment.ends_with('Z') && moment.starts_with(|c: char| c.is_ascii_digit())
            })
        })
    }
}

/// Folders by their names, sorted; nothing else in the place is looked at.
fn named(place: &Path, fits: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(place)? {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && fits(name));
        if ours && entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Copies files, as links to those of the copy before where they are the same. Returns how many are new, changed or gone.
/// Only files and folders are copied: what a link leads to is not content.
fn copy_changed(content: &Path, to: &Path, before: Option<&Path>) -> io::Result<usize> {
    let (mut files, mut changed) = (0, 0);
    for entry in WalkDir::new(content).min_depth(1) {
        let entry = entry?;
        let Ok(path) = entry.path().strip_prefix(content) else { continue };
        let new = to.join(path);
        if entry.file_type().is_dir() {
            fs::create_dir_all(new)?;
        } else if entry.file_type().is_file() {
            files += 1;
            let former = before.map(|before| before.join(path));
            match former.filter(|former| same(former, entry.path()).unwrap_or(false)) {
                Some(former) if fs::hard_link(&former, &new).is_ok() => {}
                Some(_) => drop(fs::copy(entry.path(), new)?),
                None => {
                    changed += 1;
                    fs::copy(entry.path(), new)?;
                }
            }
        }
    }
    Ok(changed + before.map_or(0, |before| count(before).abs_diff(files)))
}

fn count(folder: &Path) -> usize {
    WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .count()
}

/// Whether two files hold the same bytes.
fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

/// A folder that other accounts cannot look into; one that is there stays as it is.
fn make_private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The folder that a web server shows as `/`, if the target ends with the path of the section, else the target itself.
fn document_root<'t>(target: &'t Path, base: &str) -> &'t Path {
    let mut root = target;
    for part in base.split('/').filter(|part| !part.is_empty()).rev() {
        match root.parent() {
            Some(above) if root.file_name().is_some_and(|name| name == part) => root = above,
            _ => return target,
        }
    }
    root
}

/// The path without links and `..`, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    match existing {
        Some((above, found)) => found.join(path.strip_prefix(above).unwrap_or(Path::new(""))),
        None => path,
    }
}
