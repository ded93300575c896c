//! Records the answers that a text gets from its resolver while it is rendered.

use std::sync::{Mutex, PoisonError};

use crate::content::data::Series;
use crate::diagnostic::Place;
use crate::image::{AttachedFile, Picture};
use crate::markdown::{Failure, LinkTarget, Resolver};
use crate::site::ids::Lookup;
use crate::site::{DocumentNo, EntryNo, ModelNo};

/// A query and its answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    Link(String, LinkTarget),
    Picture(String, Result<Picture, Failure>),
    File(String, Result<AttachedFile, Failure>),
    Captions(String, Result<AttachedFile, Failure>),
    Model(String, Lookup<ModelNo>),
    Entry(String, Lookup<EntryNo>),
    Document(String, Lookup<DocumentNo>),
    Series(String, Result<Series, Option<Failure>>),
}

impl Answer {
    /// Whether the site still gives the same answer.
    pub(super) fn holds(&self, site: &dyn Resolver) -> bool {
        match self {
            Answer::Link(target, answer) => site.link(target) == *answer,
            Answer::Picture(file, answer) => site.picture(file) == *answer,
            Answer::File(file, answer) => site.file(file) == *answer,
            Answer::Captions(file, answer) => site.captions(file) == *answer,
            Answer::Model(id, answer) => site.model(id) == *answer,
            Answer::Entry(id, answer) => site.entry(id) == *answer,
            Answer::Document(id, answer) => site.document(id) == *answer,
            Answer::Series(id, answer) => match (site.series(id), answer) {
                (Ok(series), Ok(before)) => series == before,
                (Err(failure), Err(before)) => failure == *before,
                _ => false,
            },
        }
    }
}

/// A resolver that passes queries on and records the answers.
pub(super) struct Recorder<R> {
    inner: R,
    keeps: bool,
    // A resolver is shared while a text is read; the lock is never waited for.
    answers: Mutex<Vec<Answer>>,
}

impl<R: Resolver> Recorder<R> {
    pub(super) fn new(inner: R, keeps: bool) -> Self {
        Self { inner, keeps, answers: Mutex::default() }
    }

    pub(super) fn answers(self) -> Vec<Answer> {
        self.answers.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep<T: Clone>(&self, answer: T, with: impl FnOnce(T) -> Answer) -> T {
        if self.keeps {
            self.answers.lock().unwrap_or_else(PoisonError::into_inner).push(with(answer.clone()));
        }
        answer
    }
}

impl<R: Resolver> Resolver for Recorder<R> {
    fn link(&self, target: &str) -> LinkTarget {
        self.keep(self.inner.link(target), |answer| Answer::Link(target.to_owned(), answer))
    }

    fn picture(&self, file: &str) -> Result<Picture, Failure> {
        self.keep(self.inner.picture(file), |answer| Answer::Picture(file.to_owned(), answer))
    }

    fn file(&self, file: &str) -> Result<AttachedFile, Failure> {
        self.keep(self.inner.file(file), |answer| Answer::File(file.to_owned(), answer))
    }

    fn captions(&self, file: &str) -> Result<AttachedFile, Failure> {
        self.keep(self.inner.captions(file), |answer| Answer::Captions(file.to_owned(), answer))
    }

    fn model(&self, id: &str) -> Lookup<ModelNo> {
        self.keep(self.inner.model(id), |answer| Answer::Model(id.to_owned(), answer))
    }

    fn entry(&self, id: &str) -> Lookup<EntryNo> {
        self.keep(self.inner.entry(id), |answer| Answer::Entry(id.to_owned(), answer))
    }

    fn document(&self, id: &str) -> Lookup<DocumentNo> {
        self.keep(self.inner.document(id), |answer| Answer::Document(id.to_owned(), answer))
    }

    fn series(&self, id: &str) -> Result<&Series, Option<Failure>> {
        let answer = self.inner.series(id);
        if self.keeps {
            let kept = answer.as_ref().map(|series| (*series).clone()).map_err(Clone::clone);
            let _ = self.keep(kept, |answer| Answer::Series(id.to_owned(), answer));
        }
        answer
    }

    /// Depends on the base path alone.
    fn cell(&self, series: &crate::content::data::Series, row: usize, column: usize) -> Place {
        self.inner.cell(series, row, column)
    }

    fn href(&self, path: &str) -> String {
        self.inner.href(path)
    }
}
