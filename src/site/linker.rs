//! What is common to linking all kinds of records: the context, and references that several kinds have.

use crate::content::article::{Picture as WrittenPicture, Withdrawal};
use crate::content::catalog::Catalog;
use crate::content::record::Record;
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::image::Picture;
use crate::image::assets::{Assets, NotUsable, folder_of};
use crate::site::ids::{Ids, Lookup};
use crate::site::numbers::{EntryNo, LocalityNo, ModelNo, OrganizationNo, ProgrammeNo};
use crate::site::publication::{Clock, TombstoneKind};
use crate::site::register::Register;
use crate::site::types::Tombstone;
use crate::source::Sources;
use crate::value::Focus;
use bantin_text::language::Language;

/// The published records of a kind, and the notices of withdrawn ones.
pub(super) struct Linked<'c, T> {
    pub(super) list: Vec<T>,
    pub(super) tombstones: Vec<Tombstone<'c>>,
}

/// The context of linking.
pub(super) struct Linker<'l, 'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) sources: &'c Sources,
    pub(super) assets: &'l Assets,
    pub(super) clock: &'l Clock<'c>,
    pub(super) ids: &'l Register<'c>,
    pub(super) diagnostics: &'l mut Vec<Diagnostic>,
}

impl<'c> Linker<'_, 'c> {
    /// Resolves the id at a key of a record; `None` if it is not published.
    pub(super) fn one<F, No: Copy + From<usize>>(
        &mut self,
        ids: &Ids<'_, No>,
        id: Option<&str>,
        record: &Record<F>,
        key: &'static str,
    ) -> Option<No> {
        ids.resolve(id?, record.origin.key(key), self.diagnostics)
    }

    /// Resolves the ids in a list of a record; those not published now are left out.
    pub(super) fn many<F, No: Copy + From<usize>>(
        &mut self,
        ids: &Ids<'_, No>,
        written: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<No> {
        let place = |index| record.origin.value(|path| path.key(key).index(index));
        let resolve = |(index, id): (usize, &String)| ids.resolve(id, place(index), self.diagnostics);
        written.iter().enumerate().filter_map(resolve).collect()
    }

    /// The same without duplicates.
    pub(super) fn many_once<F, No: Copy + From<usize> + PartialEq>(
        &mut self,
        ids: &Ids<'_, No>,
        written: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<No> {
        each_once(self.many(ids, written, record, key))
    }

    /// Resolves the key `locality`.
    pub(super) fn locality<F>(&mut self, id: Option<&str>, record: &Record<F>) -> Option<LocalityNo> {
        self.one(&self.ids.localities, id, record, "locality")
    }

    /// Resolves the key `organization`.
    pub(super) fn organization<F>(&mut self, id: Option<&str>, record: &Record<F>) -> Option<OrganizationNo> {
        self.one(&self.ids.organizations, id, record, "organization")
    }

    /// Resolves the key `programmes`.
    pub(super) fn programmes<F>(&mut self, ids: &[String], record: &Record<F>) -> Vec<ProgrammeNo> {
        self.many_once(&self.ids.programmes, ids, record, "programmes")
    }

    /// Resolves a list of models without duplicates.
    pub(super) fn models<F>(
        &mut self,
        ids: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<ModelNo> {
        self.many_once(&self.ids.models, ids, record, key)
    }

    /// Resolves a list of `contest/entry` without duplicates; those not published now are left out.
    pub(super) fn entries<F>(
        &mut self,
        names: &[String],
        record: &Record<F>,
        key: &'static str,
    ) -> Vec<EntryNo> {
        let mut numbers = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match self.ids.entries.look_up(name) {
                Lookup::Published(no) => numbers.push(no),
                Lookup::Unpublished | Lookup::Broken => {}
                Lookup::Missing { near, .. } => {
                    let place = record.origin.value(|path| path.key(key).index(index));
                    self.diagnostics.push(unknown_entry(name, near.as_deref(), place));
                }
            }
        }
        each_once(numbers)
    }

    /// A picture named by a record; an unusable file is reported at the key `file`.
    pub(super) fn picture<F>(
        &mut self,
        record: &Record<F>,
        page: &str,
        written: &WrittenPicture,
        way: impl FnOnce(Path) -> Path,
    ) -> Option<Picture> {
        if written.file.is_empty() {
            return None;
        }
        match self.assets.picture(self.folder(record), page, &written.file) {
            Ok(picture) => Some(Picture {
                alt: written.alt.clone(),
                caption: written.caption.clone(),
                detail: written.detail.clone(),
                credit: written.credit.clone(),
                focus: written.focus.map(Focus::tenths),
                ..picture
            }),
            Err(failure) => {
                let place = record.origin.value(|path| way(path).key("file"));
                self.not_usable(&failure, place);
                None
            }
        }
    }

    /// The notice in the place of a withdrawn record.
    pub(super) fn tombstone<F>(
        &self,
        kind: TombstoneKind,
        record: &'c Record<F>,
        (path, language): (String, Language),
        withdrawn: Option<&'c Withdrawal>,
    ) -> Tombstone<'c> {
        Tombstone {
            path,
            language,
            kind,
            id: record.id.0.clone(),
            date: withdrawn.map(|withdrawn| withdrawn.date),
            reason: withdrawn.map(|withdrawn| withdrawn.reason.as_str()),
            origin: &record.origin,
        }
    }

    /// The folder of a record's file, from the root of the site.
    pub(super) fn folder<F>(&self, record: &Record<F>) -> &'c str {
        folder_of(&self.sources.get(record.origin.source).path)
    }

    /// The language of a record; reports one that the site does not list.
    pub(super) fn language<F>(&mut self, record: &Record<F>, written: Option<Language>) -> Language {
        let config = &self.catalog.config;
        let language = written.unwrap_or(config.language);
        if !config.languages.contains(&language) {
            let code = language.code();
            let message = localized!(
                "`site.yaml` không có ngôn ngữ `{code}`",
                "`site.yaml` does not list the language `{code}`"
            );
            let help = localized!(
                "thêm `{code}` vào khóa `languages` của `site.yaml`",
                "add `{code}` to `languages` in `site.yaml`"
            );
            let place = record.origin.key("language");
            self.diagnostics.push(Diagnostic::error(Code::UnlistedLanguage, place, message).help(help));
        }
        language
    }

    /// Reports a file that cannot be used.
    pub(super) fn not_usable(&mut self, failure: &NotUsable, place: Place) {
        let code = failure.code(Code::MissingAsset);
        self.diagnostics.push(Diagnostic::error(code, place, failure.message()).help(failure.help()));
    }
}

fn each_once<No: PartialEq>(numbers: Vec<No>) -> Vec<No> {
    let mut once = Vec::with_capacity(numbers.len());
    for no in numbers {
        if !once.contains(&no) {
            once.push(no);
        }
    }
    once
}

fn unknown_entry(name: &str, near: Option<&str>, place: Place) -> Diagnostic {
    let message = localized!("không có bài dự thi `{name}`", "there is no entry `{name}`");
    let diagnostic = Diagnostic::error(Code::UnknownReference, place, message);
    match near {
        Some(near) => diagnostic.did_you_mean(Some(near)),
        None => diagnostic.help(localized!(
            "viết `cuộc-thi/bài-dự-thi`, bằng hai id",
            "write `contest/entry`, with both ids"
        )),
    }
}

/// Reports the end of a period that is before its beginning.
pub(super) fn reversed(place: Place) -> Diagnostic {
    let message = localized!("ngày kết thúc đứng trước ngày bắt đầu", "the end lies before the beginning");
    Diagnostic::error(Code::ReversedPeriod, place, message)
}
