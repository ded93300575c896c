//! `bantin publish`: brings the built output to where readers get it.

use std::fs;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};

use bantin::config::BaseUrl;
use bantin::diagnostic::{Code, Diagnostic, LocalizedText, Place};
use bantin::file_list::{FileList, FileSum, LIST};
use bantin::progress::{Progress, StageName};
use bantin::publish::address::{Address, Secrets};
use bantin::publish::backup::{Backup, Public};
use bantin::publish::kept::Kept;
use bantin::publish::open::open;
use bantin::publish::plan::Plan;
use bantin::publish::run::{Publication, Sent, begin, carry_out, published, unlock};
use bantin::verify::{Fault, list_of_folder, verify_folder};
use bantin_text::language::Language;
use bantin_text::number;
use jiff::Timestamp;

use crate::cli::args::{Common, Format, Publish};
use crate::cli::progress::Bar;
use crate::cli::{Status, WrongUsage, clock, eprint, print, report, request, say, settings, verify};

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Publish, language: Language) -> Result<Status, WrongUsage> {
    let address = named(common.root(), command.target.as_deref(), language)?;
    let kept = Kept::new(common.root(), &address);
    if command.list_published {
        let names = kept.names();
        print(&names.iter().map(|name| format!("{name}\n")).collect::<String>());
        return Ok(Status::Done);
    }
    let output = match (&command.rollback, kept.names().as_slice()) {
        (None, _) => command.output.clone().unwrap_or_else(|| common.root().join(request::USUAL_OUTPUT)),
        (Some(Some(name)), names) if names.contains(name) => kept.folder(name),
        (Some(None), [_, before, ..]) => kept.folder(before),
        _ => {
            return Err(WrongUsage(say!(
                language,
                "không có bản nào trước đây để quay về: xem `bantin publish --list`",
                "there is no earlier output to go back to: see `bantin publish --list`"
            )));
        }
    };
    let job = Job { root: common.root(), output, address, quiet: common.quiet, language };
    let asked = Asked { dry_run: command.plan_only, yes: command.delete_many, adopt: command.adopt };
    Ok(job.publish(asked, clock::moment()))
}

/// What the user let the run do.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) dry_run: bool,
    pub(crate) yes: bool,
    pub(crate) adopt: bool,
}

/// One publish.
pub(crate) struct Job<'j> {
    pub(crate) root: &'j Path,
    pub(crate) output: PathBuf,
    pub(crate) address: String,
    pub(crate) quiet: bool,
    pub(crate) language: Language,
}

impl Job<'_> {
    /// Publishes, and tells how it went.
    pub(crate) fn publish(&self, asked: Asked, now: Timestamp) -> Status {
        match self.published(asked, now) {
            Ok(status) => status,
            Err(diagnostic) => {
                let report = verify::reported(vec![diagnostic]);
                report::print(&report, Format::Text, self.language);
                report::status(&report)
            }
        }
    }

    fn published(&self, asked: Asked, now: Timestamp) -> Result<Status, Diagnostic> {
        let list = list_of_folder(&self.output)?;
        self.check_output(&list)?;
        let own = FileSum::of_file(&self.output.join(LIST)).map_err(|error| self.failed(&error))?;
        let address = Address::parse(&self.address, self.root).map_err(|text| self.wrong(text))?;
        let _lock = self.lock()?;
        let owner = owner(self.root);
        let publication =
            Publication { from: &self.output, list: &list, now, adopt: asked.adopt, owner: &owner };
        let release = format!("{}-{}", now.strftime("%Y%m%dT%H%M%S%3fZ"), &own.sha256.to_string()[..8]);
        let mut target = open(&address, &secrets(), &release)?;
        let state = published(target.as_mut(), &publication)?;
        let plan = Plan::new(&list, &own, &state, target.can_copy(), now);
        self.tell(&plan, asked.dry_run);
        if asked.dry_run {
            return Ok(Status::Done);
        }
        if plan.is_empty() {
            // A publish that was killed after its last file did not come to this.
            unlock(target.as_mut(), &publication)?;
            self.finish(&list, &release)?;
            return Ok(Status::Done);
        }
        if plan.deletes_much() && !asked.yes && !self.confirmed(&plan) {
            return Ok(Status::Usage);
        }
        begin(target.as_mut(), &publication)?;
        if !self.quiet {
            target.notes().iter().for_each(|note| eprint(&say_note(note, self.language)));
        }
        let bar = Bar::new(self.quiet, self.language);
        bar.begin(StageName::Publish, plan.uploads.len());
        let sent = carry_out(target.as_mut(), &publication, &plan, state, &|files| bar.advance(files))?;
        bar.finish();
        if !self.quiet {
            self.tell_sent(&target.shown(), sent);
        }
        self.finish(&list, &release)?;
        Ok(Status::Done)
    }

    /// Readers have the output: what stays of it on this machine.
    fn finish(&self, list: &FileList, release: &str) -> Result<(), Diagnostic> {
        self.keep(list, release)?;
        self.back_up(&list.site, release)
    }

    /// Copies the content to the folder of `backup`, and warns where others can read that.
    fn back_up(&self, site: &str, release: &str) -> Result<(), Diagnostic> {
        let Some(named) = settings::read(self.root, "backup") else { return Ok(()) };
        let content = self.root.join("content");
        let backup = Backup::new(&self.root.join(named), &content)?;
        let base = BaseUrl::parse(site).map_or_else(|| "/".to_owned(), |base| base.path);
        let public = Public { output: self.output.clone(), targets: self.folders(), base: &base };
        if let Some(warning) = backup.exposed(&public) {
            let report = verify::reported(vec![warning]);
            report::print(&report, Format::Text, self.language);
        }
        let moment = release.split('-').next().unwrap_or(release);
        let copy = backup.keep(&content, moment).map_err(|error| self.failed(&error))?;
        if let Some(copy) = copy.filter(|_| !self.quiet) {
            let copy = copy.display();
            print(&say!(
                self.language,
                "Đã sao lưu `content/` vào {copy}\n",
                "Copied `content/` to {copy}\n"
            ));
        }
        Ok(())
    }

    /// All folders of this machine that the site is published to.
    fn folders(&self) -> Vec<PathBuf> {
        let known = settings::mapping(self.root, "publish").into_iter().map(|(_, address)| address);
        let addresses = known.chain([self.address.clone()]);
        let folder = |text: String| match Address::parse(&text, self.root) {
            Ok(Address::Folder(path)) => Some(path),
            _ => None,
        };
        addresses.filter_map(folder).collect()
    }

    /// Keeps the output for a rollback, unless the newest one kept is the same.
    fn keep(&self, list: &FileList, release: &str) -> Result<(), Diagnostic> {
        let kept = Kept::new(self.root, &self.address);
        let digest = |name: &str| name.rsplit_once('-').map(|(_, digest)| digest.to_owned());
        if kept.names().first().is_some_and(|newest| digest(newest) == digest(release)) {
            return Ok(());
        }
        kept.keep(&self.output, list, release).map_err(|error| self.failed(&error))
    }

    /// The output must be what its list says: the list is what is compared.
    fn check_output(&self, list: &FileList) -> Result<(), Diagnostic> {
        let verified = verify_folder(&self.output, list, &|| {});
        let wrong = verified.differences.iter().find(|one| one.fault != Fault::Unlisted);
        wrong.map_or(Ok(()), |one| {
            Err(one.diagnostic().help(LocalizedText {
                vi: "dựng lại bằng `bantin build`".to_owned(),
                en: "build again with `bantin build`".to_owned(),
            }))
        })
    }

    fn count(&self, number: usize) -> String {
        number::integer(i64::try_from(number).unwrap_or(i64::MAX), self.language)
    }

    fn tell_sent(&self, shown: &str, sent: Sent) {
        let (files, copied) = (self.count(sent.files), self.count(sent.copied));
        let bytes = number::bytes(sent.bytes, self.language);
        print(&say!(
            self.language,
            "Đã đưa trang lên {shown}: gửi {files} tệp, {bytes}; {copied} tệp chép tại chỗ\n",
            "Published to {shown}: {files} files sent, {bytes}; {copied} copied there\n"
        ));
    }

    fn tell(&self, plan: &Plan, names: bool) {
        if self.quiet && !names {
            return;
        }
        let count = |number: usize| self.count(number);
        let (new, changed, gone) =
            (count(plan.new.len()), count(plan.changed.len()), count(plan.deletions.len()));
        let (bytes, kept) = (number::bytes(plan.bytes, self.language), count(plan.kept.len()));
        let copies = count(plan.copies.len());
        let mut text = say!(
            self.language,
            "{new} tệp mới, {changed} tệp đổi, {gone} tệp xóa, {kept} tệp cũ giữ thêm; {copies} tệp chép tại chỗ, tải lên {bytes}\n",
            "{new} files new, {changed} changed, {gone} to delete, {kept} former ones kept; {copies} to copy there, {bytes} to upload\n"
        );
        if names {
            for path in &plan.uploads {
                let sign = if plan.new.contains(path) { "+" } else { "~" };
                text += &match plan.copies.get(path) {
                    Some(source) => format!("{sign} {path} = {source}\n"),
                    None => format!("{sign} {path}\n"),
                };
            }
            text.extend(plan.deletions.iter().map(|path| format!("- {path}\n")));
        }
        print(&text);
    }

    fn confirmed(&self, plan: &Plan) -> bool {
        let count = plan.deletions.len();
        if !std::io::stdin().is_terminal() {
            eprint(&say!(
                self.language,
                "lỗi: lần này xóa {count} tệp, hơn một phần mười của trang: xem bằng `--dry-run`, rồi thêm `--yes`\n",
                "error: this deletes {count} files, more than a tenth of the site: look with `--dry-run`, then add `--yes`\n"
            ));
            return false;
        }
        eprint(&say!(
            self.language,
            "Lần này xóa {count} tệp, hơn một phần mười của trang. Tiếp tục? [c/K] ",
            "This deletes {count} files, more than a tenth of the site. Go on? [y/N] "
        ));
        let _ = std::io::stderr().flush();
        let mut answer = String::new();
        let read = std::io::stdin().read_line(&mut answer);
        read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes" | "c" | "C" | "có")
    }

    /// Only one publish at a time of a site on this machine; the lock goes with the process.
    fn lock(&self) -> Result<fs::File, Diagnostic> {
        let folder = self.root.join(".bantin");
        fs::create_dir_all(&folder).map_err(|error| self.failed(&error))?;
        let path = folder.join("publish.lock");
        let file = fs::File::options().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(|error| self.failed(&error))?;
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(self.wrong(LocalizedText {
                vi: "một lần đưa lên khác của trang này đang chạy".to_owned(),
                en: "another publish of this site is running".to_owned(),
            })),
            _ => Ok(file),
        }
    }

    fn failed(&self, error: &std::io::Error) -> Diagnostic {
        self.wrong(LocalizedText {
            vi: format!("không đọc, ghi được: {error}"),
            en: format!("cannot read or write: {error}"),
        })
    }

    fn wrong(&self, message: LocalizedText) -> Diagnostic {
        Diagnostic::error(Code::Target, Place::file(self.output.display().to_string()), message)
    }
}

/// A line that asks for nothing, but should be known.
fn say_note(note: &LocalizedText, language: Language) -> String {
    let told = note.get(language);
    say!(language, "lưu ý: {told}\n", "note: {told}\n")
}

/// The address of a target: one of `publish` in `site.yaml` by its name, the only one there, or an address itself.
pub(crate) fn named(root: &Path, asked: Option<&str>, language: Language) -> Result<String, WrongUsage> {
    let known = settings::mapping(root, "publish");
    let names = known.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    match (asked, known.as_slice()) {
        (None, [(_, address)]) => Ok(address.clone()),
        (None, []) => Err(WrongUsage(say!(
            language,
            "chưa biết đưa trang lên đâu: ghi `publish` trong site.yaml, hoặc viết địa chỉ sau lệnh, như `file:/srv/www/trang`",
            "no place to publish to: write `publish` in site.yaml, or an address after the command, such as `file:/srv/www/site`"
        ))),
        (None, _) => Err(WrongUsage(say!(
            language,
            "site.yaml có nhiều nơi đưa lên: chọn một trong {names}",
            "site.yaml has several places to publish to: choose one of {names}"
        ))),
        (Some(asked), known) => {
            let found = known.iter().find(|(name, _)| name == asked).map(|(_, address)| address.clone());
            if found.is_none() && !asked.contains([':', '/', '\\', '.']) {
                return Err(WrongUsage(say!(
                    language,
                    "site.yaml không có nơi đưa lên tên `{asked}` (có: {names})",
                    "site.yaml has no place to publish to named `{asked}` (there is: {names})"
                )));
            }
            Ok(found.unwrap_or_else(|| asked.to_owned()))
        }
    }
}

/// From the environment alone.
fn secrets() -> Secrets {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Secrets {
        ftp_password: variable("BANTIN_FTP_PASSWORD"),
        s3_key: variable("AWS_ACCESS_KEY_ID"),
        s3_secret: variable("AWS_SECRET_ACCESS_KEY"),
        ssh_command: variable("BANTIN_SSH_COMMAND"),
    }
}

/// Tells this machine and site from others, without telling what they are called.
fn owner(root: &Path) -> String {
    let machine = fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let name = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).unwrap_or_default();
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    FileSum::of(format!("{machine}\n{name}\n{}", root.display()).as_bytes()).sha256.to_string()[..16]
        .to_owned()
}
