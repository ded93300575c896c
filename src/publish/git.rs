//! A branch of a Git repository, from which a host such as GitLab or GitHub Pages serves.
//!
//! The program `git` does the work, since it knows the keys, helpers and settings of whoever publishes. Objects of former
//! publishes stay in a bare repository below `.bantin`, so that only new files travel. There is no working copy: a new
//! index begins as the tip of the branch, files are put into it and taken out of it, and one commit on top of the tip is
//! pushed without force. Until then nothing is seen of it; a branch that somebody else has moved meanwhile is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::diagnostic::{Diagnostic, localized};
use crate::publish::address::{Branch, Secrets};
use crate::publish::program::fed;
use crate::publish::{Target, failure, is_own, unreachable};

/// Who commits.
const NAME: &str = "bantin";
const EMAIL: &str = "bantin@localhost";

/// How the names of indexes begin.
const INDEX: &str = "bantin-index-";

/// Variables of whoever starts the program that would lead `git` to another repository.
const FOREIGN: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// A branch, and the files that its next commit will have.
pub(super) struct Git {
    branch: Branch,
    ssh_command: Option<String>,
    index: PathBuf,
    /// The first line of the commit.
    message: String,
    /// The commit that the branch points to; `None` if there is no such branch.
    tip: Option<String>,
    /// Files of the next commit and the names of their objects.
    files: BTreeMap<String, String>,
    /// What was asked to be removed: nothing else may go.
    deleted: BTreeSet<String>,
}

impl Git {
    /// Fetches the branch. Errors: there is no `git`, or the repository cannot be reached.
    pub(super) fn open(branch: Branch, secrets: &Secrets, release: &str) -> Result<Self, Diagnostic> {
        let index = branch.cache.join(format!("{INDEX}{}", std::process::id()));
        let mut this = Self {
            branch,
            ssh_command: secrets.ssh_command.clone(),
            index,
            message: format!("Publish {release}"),
            tip: None,
            files: BTreeMap::new(),
            deleted: BTreeSet::new(),
        };
        fs::create_dir_all(&this.branch.cache).map_err(|error| this.failed(&error))?;
        this.tidy().map_err(|error| this.failed(&error))?;
        this.git(&["init", "--quiet", "--bare"], b"")?;
        this.tip = this.fetched()?;
        if let Some(tip) = this.tip.clone() {
            this.git(&["read-tree", &tip], b"")?;
        }
        this.files = this.listed()?;
        Ok(this)
    }

    /// Removes what runs left that were killed: their indexes, and locks of `git`. Only one run at a time comes here.
    fn tidy(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.branch.cache)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(INDEX) || name.ends_with(".lock") {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Brings the tip of the branch here, and returns it.
    fn fetched(&self) -> Result<Option<String>, Diagnostic> {
        let Some(tip) = self.at_remote()? else { return Ok(None) };
        self.git(&["fetch", "--quiet", "--no-tags", "--depth=1", "--", &self.branch.repository, &tip], b"")
            .or_else(|_| {
            // Some servers give branches only, not commits by their names.
            let named = format!("refs/heads/{}", self.branch.name);
            self.git(&["fetch", "--quiet", "--no-tags", "--", &self.branch.repository, &named], b"")
        })?;
        Ok(Some(tip))
    }

    /// What the branch points to in the repository.
    fn at_remote(&self) -> Result<Option<String>, Diagnostic> {
        let named = format!("refs/heads/{}", self.branch.name);
        let found = self.git(&["ls-remote", "--", &self.branch.repository, &named], b"")?;
        let found = String::from_utf8_lossy(&found).into_owned();
        let mut lines = found.lines().filter_map(|line| line.split_once('\t'));
        Ok(lines.find(|(_, name)| *name == named).map(|(tip, _)| tip.to_owned()))
    }

    /// The files of the index.
    fn listed(&self) -> Result<BTreeMap<String, String>, Diagnostic> {
        let listed = self.git(&["ls-files", "--stage", "-z"], b"")?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let entry = |line: &str| {
            let (about, path) = line.split_once('\t')?;
            Some((path.to_owned(), about.split(' ').nth(1)?.to_owned()))
        };
        Ok(listed.split('\0').filter_map(entry).collect())
    }

    /// Puts files with known objects into the index.
    fn stage(&mut self, files: &[(&str, &str)]) -> Result<(), Diagnostic> {
        let lines = files.iter().map(|(path, object)| format!("100644 {object}\t{path}\0"));
        self.git(&["update-index", "-z", "--index-info"], lines.collect::<String>().as_bytes())?;
        for (path, object) in files {
            self.files.insert((*path).to_owned(), (*object).to_owned());
            self.deleted.remove(*path);
        }
        Ok(())
    }

    /// The names that objects of local files have; with `write` they are stored too.
    fn objects(&self, from: &Path, paths: &[&str], write: bool) -> Result<Vec<String>, Diagnostic> {
        let from = std::path::absolute(from).map_err(|error| self.failed(&error))?;
        let lines = paths.iter().map(|path| format!("{}\n", from.join(path).display())).collect::<String>();
        let arguments = ["hash-object", "--no-filters", "--stdin-paths", "-w"];
        let named = self.git(&arguments[..if write { 4 } else { 3 }], lines.as_bytes())?;
        Ok(String::from_utf8_lossy(&named).lines().map(str::to_owned).collect())
    }

    /// Errors if the new tree lacks a file that nobody asked to remove.
    fn check(&self, tree: &str) -> Result<(), Diagnostic> {
        let Some(tip) = &self.tip else { return Ok(()) };
        let gone = ["diff-tree", "-r", "-z", "--no-renames", "--diff-filter=D", "--name-only", tip, tree];
        let gone = String::from_utf8_lossy(&self.git(&gone, b"")?).into_owned();
        let foreign = gone.split('\0').find(|path| !path.is_empty() && !self.deleted.contains(*path));
        foreign.map_or(Ok(()), |path| {
            let shown = self.shown();
            Err(failure(
                &shown,
                localized!(
                    "ở `{shown}` có `{path}` của người khác, trùng chỗ với một thư mục của trang",
                    "`{shown}` holds `{path}` of others, where the site has a folder"
                ),
            ))
        })
    }

    /// Runs `git` on the bare repository, and returns what it printed.
    fn git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Diagnostic> {
        let mut program = Command::new("git");
        for name in FOREIGN {
            program.env_remove(name);
        }
        program.arg("--git-dir").arg(&self.branch.cache).args(arguments);
        program.env("GIT_INDEX_FILE", &self.index).env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        let author = [("GIT_AUTHOR_NAME", NAME), ("GIT_AUTHOR_EMAIL", EMAIL)];
        let committer = [("GIT_COMMITTER_NAME", NAME), ("GIT_COMMITTER_EMAIL", EMAIL)];
        program.envs(author.into_iter().chain(committer));
        if let Some(command) = &self.ssh_command {
            program.env("GIT_SSH_COMMAND", command);
        }
        let output = fed(program, input).map_err(|error| self.failed(&error))?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.said(&output)) }
    }

    fn said(&self, output: &Output) -> Diagnostic {
        let said = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let told = lines.iter().find(|line| line.starts_with("fatal:") || line.contains("rejected"));
        let told = told.or(lines.last()).unwrap_or(&"?");
        unreachable(&self.shown(), told).help(localized!(
            "thử `git ls-remote {0}`: khóa hay mật khẩu để `git` tự lấy; nếu nhánh vừa bị nơi khác đổi thì chạy lại",
            "try `git ls-remote {0}`: keys or passwords are for `git` to know; if somebody else has just moved the branch, run it again",
            self.branch.repository
        ))
    }

    fn failed(&self, error: &io::Error) -> Diagnostic {
        unreachable(&self.shown(), error)
    }
}

impl Drop for Git {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.index);
    }
}

impl Target for Git {
    fn shown(&self) -> String {
        format!("git:{}#{}", self.branch.repository, self.branch.name)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.files.get(path).map(|object| self.git(&["cat-file", "blob", object], b"")).transpose()
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        Ok(self.files.keys().all(|path| is_own(path)))
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let object = self.git(&["hash-object", "--no-filters", "-w", "--stdin"], bytes)?;
        let object = String::from_utf8_lossy(&object).trim().to_owned();
        self.stage(&[(path, &object)])
    }

    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic> {
        let objects = self.objects(from, paths, true)?;
        let files: Vec<_> = paths.iter().copied().zip(objects.iter().map(String::as_str)).collect();
        self.stage(&files)?;
        done(paths.len());
        Ok(())
    }

    fn can_copy(&self) -> bool {
        true
    }

    /// The object is there; the new path names it too.
    fn copy(&mut self, _: &Path, copies: &[(&str, &str)]) -> Result<(), Diagnostic> {
        let object = |(path, source): &(&str, &str)| {
            self.files.get(*source).map(|object| ((*path).to_owned(), object.clone()))
        };
        let found: Vec<(String, String)> = copies.iter().filter_map(object).collect();
        self.stage(&found.iter().map(|(path, object)| (path.as_str(), object.as_str())).collect::<Vec<_>>())
    }

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        let there: Vec<&str> = paths.iter().copied().filter(|path| self.files.contains_key(*path)).collect();
        let lines = there.iter().map(|path| format!("0 {}\t{path}\0", "0".repeat(40)));
        self.git(&["update-index", "-z", "--index-info"], lines.collect::<String>().as_bytes())?;
        for path in there {
            self.files.remove(path);
            self.deleted.insert(path.to_owned());
        }
        Ok(())
    }

    /// Objects are named by what they hold: nothing has to be fetched again.
    fn differing(&mut self, from: &Path, paths: &[&str]) -> Result<Vec<String>, Diagnostic> {
        let objects = self.objects(from, paths, false)?;
        let differs = |(path, object): &(&&str, String)| self.files.get(**path) != Some(object);
        Ok(paths.iter().zip(objects).filter(differs).map(|(path, _)| (*path).to_owned()).collect())
    }

    fn commit(&mut self) -> Result<(), Diagnostic> {
        let line = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
        let tree = line(self.git(&["write-tree"], b"")?);
        self.check(&tree)?;
        let mut arguments = vec!["commit-tree", "-m", &self.message];
        arguments.extend(self.tip.iter().flat_map(|tip| ["-p", tip]));
        arguments.push(&tree);
        let commit = line(self.git(&arguments, b"")?);
        let named = format!("{commit}:refs/heads/{}", self.branch.name);
        self.git(&["push", "--quiet", "--", &self.branch.repository, &named], b"")?;
        if self.at_remote()?.as_ref() != Some(&commit) {
            return Err(unreachable(&self.shown(), &"the branch does not hold what was pushed"));
        }
        Ok(())
    }
}
