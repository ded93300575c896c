//! `files.json` and `build.json`: what an output consists of, for whoever publishes or verifies it.
//!
//! In: every file that passes a [`Listing`] on its way to the output. Out: a [`FileList`] with path, size and SHA-256 of
//! each, and a [`BuildInfo`] that sums it up. The same files give the same lists.

mod build_info;
mod digest;
mod listing;

pub use build_info::BuildInfo;
pub use digest::Sha256;
pub use listing::Listing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The path of the list in the output.
pub const LIST: &str = "files.json";

/// The path of the description of the build in the output.
pub const BUILD: &str = "build.json";

/// Both are made from the finished files, so nothing else may stand there.
pub const RESERVED: [&str; 2] = [BUILD, LIST];

/// The form of the list; a list of another version is not read.
const VERSION: u32 = 1;

/// Size and hash of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSum {
    /// In bytes.
    pub size: u64,
    pub sha256: Sha256,
    /// The HTTP status with which a host answers for it: 301 for an old address, 410 for what was withdrawn.
    pub status: u16,
}

/// The files of an output by path, without the list itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileList {
    /// The absolute address of the site, by which lists of two sites are told apart.
    pub site: String,
    pub files: BTreeMap<String, FileSum>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    site: String,
    files: Vec<WrittenFile>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    size: u64,
    sha256: Sha256,
    #[serde(default = "usual_status", skip_serializing_if = "is_usual_status")]
    status: u16,
}

fn usual_status() -> u16 {
    200
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_usual_status(status: &u16) -> bool {
    *status == usual_status()
}

impl FileSum {
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: Sha256::of(bytes), status: usual_status() }
    }

    /// Errors: the file cannot be read.
    pub fn of_file(path: &std::path::Path) -> std::io::Result<Self> {
        let (size, sha256) = Sha256::of_file(path)?;
        Ok(Self { size, sha256, status: usual_status() })
    }
}

impl FileList {
    /// The bytes of `files.json`: one file a line, sorted by path.
    pub fn to_bytes(&self) -> Vec<u8> {
        let line = |(path, sum): (&String, &FileSum)| {
            let FileSum { size, sha256, status } = *sum;
            // Texts and numbers can always be written.
            serde_json::to_string(&WrittenFile { path: path.clone(), size, sha256, status })
                .unwrap_or_default()
        };
        let lines: Vec<String> = self.files.iter().map(line).collect();
        let site = serde_json::Value::from(self.site.as_str());
        format!("{{\"version\":{VERSION},\"site\":{site},\"files\":[\n{}\n]}}\n", lines.join(",\n"))
            .into_bytes()
    }

    /// Reads a list. `None` if it is damaged: no JSON, of another version, or with a path that leads out of the site.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let written: Written =
            serde_json::from_slice(bytes).ok().filter(|one: &Written| one.version == VERSION)?;
        let count = written.files.len();
        let sum = |WrittenFile { path, size, sha256, status }| (path, FileSum { size, sha256, status });
        let files: BTreeMap<_, _> = written.files.into_iter().map(sum).collect();
        let is_sound = files.len() == count && files.keys().all(|path| is_inside(path));
        is_sound.then_some(Self { site: written.site, files })
    }

    /// Sets the status of a file, if it is listed.
    pub fn set_status(&mut self, path: &str, status: u16) {
        if let Some(sum) = self.files.get_mut(path) {
            sum.status = status;
        }
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), FileSum::of(bytes));
    }

    /// The total size in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|sum| sum.size).sum()
    }

    /// One hash of all files except [`BUILD`]: that of the lines `<sha256>  <path>`, as `sha256sum` writes them, sorted
    /// by path.
    pub fn digest(&self) -> Sha256 {
        let mut lines = String::new();
        for (path, sum) in self.files.iter().filter(|(path, _)| path.as_str() != BUILD) {
            lines.push_str(&format!("{}  {path}\n", sum.sha256));
        }
        Sha256::of(lines.as_bytes())
    }
}

/// Whether a path of a list stays inside the folder of the site, on every system.
pub fn is_inside(path: &str) -> bool {
    let ordinary = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(ordinary) && !path.contains(|c: char| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(paths: &[&str]) -> FileList {
        let file = |path: &&str| ((*path).to_owned(), FileSum::of(path.as_bytes()));
        FileList { site: "https://a.vn/tin/".to_owned(), files: paths.iter().map(file).collect() }
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let mut list = list(&["a/index.html", "Ảnh \"1\".png", "b.css"]);
        list.set_status("a/index.html", 410);
        assert_eq!(FileList::parse(&list.to_bytes()), Some(list.clone()));
        assert_eq!(list.bytes(), 12 + 13 + 5);
        assert_eq!(FileList::parse(&FileList::default().to_bytes()), Some(FileList::default()));
    }

    #[test]
    fn a_damaged_list_is_no_list() {
        let whole = list(&["a", "b"]).to_bytes();
        for cut in 0..whole.len() - 2 {
            assert_eq!(FileList::parse(&whole[..cut]), None, "{cut} bytes of it");
        }
        for path in ["../a", "/a", "a//b", "a/./b", "", "a\\b"] {
            assert_eq!(FileList::parse(&list(&[path]).to_bytes()), None, "{path}");
        }
        let other = String::from_utf8(whole).unwrap().replace("\"version\":1", "\"version\":2");
        assert_eq!(FileList::parse(other.as_bytes()), None);
        let twice = br#"{"version":1,"site":"","files":[{"path":"a","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},{"path":"a","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}"#;
        assert_eq!(FileList::parse(twice), None);
    }

    #[test]
    fn the_digest_is_that_of_the_lines_that_sha256sum_writes() {
        let lines = format!("{}  a\n{}  b\n", Sha256::of(b"a"), Sha256::of(b"b"));
        assert_eq!(list(&["a", "b", BUILD]).digest(), Sha256::of(lines.as_bytes()));
    }
}
