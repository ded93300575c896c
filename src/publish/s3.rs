//! A bucket of storage that speaks S3: plain objects with their types and how long they may be kept.
//!
//! Objects are not compressed: a bucket does not ask what a reader understands; the network in front of it does. With
//! `compress=gzip` texts are, and readers that do not take gzip get what they cannot read. An object appears whole or not
//! at all. What fails for a while (503, a cut connection) is tried again. Whether the storage writes under a condition, so
//! that of two publishers one alone gets the lock, is tried out before the first change: not all storage does.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use ureq::Agent;
use ureq::http::HeaderMap;

use crate::cache_rule::CacheRule;
use crate::compress::{gzipped, is_text};
use crate::diagnostic::{Diagnostic, LocalizedText, localized};
use crate::http;
use crate::media_type::content_type;
use crate::publish::address::{self, Secrets};
use crate::publish::{Target, failure, is_own, unreachable};

/// How long a signed request is good for.
const SIGNED: Duration = Duration::from_secs(600);

/// How often a request is tried, and the wait before the second time, which doubles.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(250);

/// The number of uploads at a time.
const AT_A_TIME: usize = 8;

/// The object by which conditions are tried out.
const PROBE: &str = ".bantin-probe";

/// What has to be true when an object is written.
#[derive(Clone, Copy)]
enum Condition<'c> {
    /// There is no object of that key.
    Absent,
    /// The object has this entity tag.
    Tagged(&'c str),
}

/// What a write under a condition came to.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Written,
    /// The condition was not true.
    Refused,
    /// The storage knows no conditions.
    Unknown,
}

/// A part of a bucket.
pub(super) struct S3 {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    /// Before every key; ends with `/` unless empty.
    prefix: String,
    is_compressed: bool,
    /// Whether the storage keeps to conditions; `None` before it was tried out.
    keeps_conditions: Option<bool>,
}

/// What a server answered.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl S3 {
    /// Errors: the keys are missing, or the address is none.
    pub(super) fn open(place: &address::Bucket, secrets: &Secrets) -> Result<Self, Diagnostic> {
        let shown = format!("s3://{}/{}", place.name, place.prefix);
        let (Some(key), Some(secret)) = (&secrets.s3_key, &secrets.s3_secret) else {
            return Err(failure(
                &shown,
                localized!("thiếu khóa của `{shown}`", "the keys of `{shown}` are missing"),
            )
            .help(localized!(
                "đặt `AWS_ACCESS_KEY_ID` và `AWS_SECRET_ACCESS_KEY` trong môi trường",
                "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` in the environment"
            )));
        };
        let endpoint = place.endpoint.parse().map_err(|error| unreachable(&shown, &error))?;
        let bucket = Bucket::new(endpoint, UrlStyle::Path, place.name.clone(), place.region.clone())
            .map_err(|error| unreachable(&shown, &error))?;
        Ok(Self {
            agent: http::agent(),
            bucket,
            credentials: Credentials::new(key.clone(), secret.clone()),
            prefix: place.prefix.clone(),
            is_compressed: place.is_compressed,
            keeps_conditions: None,
        })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Sends a request, and again while the failure may pass.
    fn tried(&self, send: impl Fn() -> Result<Reply, ureq::Error>) -> Result<Reply, Diagnostic> {
        let mut wait = WAIT;
        for left in (0..TRIES).rev() {
            match send() {
                // Storage that knows no conditions says so with 501, always.
                Ok(Reply { status: 409 | 429 | 500 | 502..=599, .. }) | Err(_) if left > 0 => {}
                Ok(reply) => return Ok(reply),
                // The address of a request carries its signature, and is not shown.
                Err(error) => return Err(unreachable(&self.shown(), &error)),
            }
            std::thread::sleep(wait);
            wait *= 2;
        }
        Err(unreachable(&self.shown(), &"?"))
    }

    fn refused(&self, path: &str, Reply { status, body, .. }: &Reply) -> Diagnostic {
        let text = String::from_utf8_lossy(body);
        let code = text.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next()).unwrap_or("");
        let shown = self.shown();
        failure(
            &shown,
            localized!(
                "`{shown}` trả lời {status} {code} cho `{path}`",
                "`{shown}` answers {status} {code} for `{path}`"
            ),
        )
    }

    fn get(&self, path: &str) -> Result<Reply, Diagnostic> {
        let key = self.key(path);
        self.tried(|| {
            let url = self.bucket.get_object(Some(&self.credentials), &key).sign(SIGNED);
            answered(self.agent.get(url.as_str()).call()?)
        })
    }

    /// What an object holds, and its entity tag.
    fn tagged(&self, path: &str) -> Result<Option<(Vec<u8>, String)>, Diagnostic> {
        let reply = self.get(path)?;
        match reply.status {
            200 => {
                let tag = reply.header("ETag").unwrap_or_default().to_owned();
                Ok(Some((reply.body, tag)))
            }
            404 if !String::from_utf8_lossy(&reply.body).contains("NoSuchBucket") => Ok(None),
            _ => Err(self.refused(path, &reply)),
        }
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let form = self.form(path, bytes);
        let reply = self.sent(path, form.as_deref().unwrap_or(bytes), encoding(form.is_some()), None)?;
        if reply.status == 200 { Ok(()) } else { Err(self.refused(path, &reply)) }
    }

    /// The compressed form in which a file is held, if it is.
    fn form(&self, path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.is_compressed { gzipped(path, bytes) } else { None }
    }

    /// Lets the storage make an object out of another, with the headers that an upload would give it. What the storage
    /// does not do shows later.
    fn copied(&self, from: &Path, path: &str, source: &str) -> Result<(), Diagnostic> {
        // Of the same bytes one may be held compressed and the other not.
        if self.is_compressed && is_text(path) != is_text(source) {
            return Ok(());
        }
        let is_packed = self.is_compressed
            && fs::read(from.join(path)).is_ok_and(|bytes| self.form(path, &bytes).is_some());
        self.sent(path, b"", encoding(is_packed), Some(source)).map(drop)
    }

    /// An object as the header of a copy names it.
    fn named(&self, path: &str) -> Option<String> {
        let url = self.bucket.object_url(&self.key(path));
        let key = url.path().strip_prefix(self.bucket.base_url().path())?;
        Some(format!("/{}/{key}", self.bucket.name()))
    }

    fn put_if(&self, path: &str, bytes: &[u8], condition: Condition<'_>) -> Result<Outcome, Diagnostic> {
        let header = match condition {
            Condition::Absent => ("If-None-Match", "*"),
            Condition::Tagged(tag) => ("If-Match", tag),
        };
        let reply = self.sent(path, bytes, &[header], None)?;
        match reply.status {
            200 => Ok(Outcome::Written),
            // The answer to the first try may have been lost on its way.
            412 if self.tagged(path)?.is_some_and(|(there, _)| there == bytes) => Ok(Outcome::Written),
            404 | 409 | 412 => Ok(Outcome::Refused),
            400 | 501 => Ok(Outcome::Unknown),
            _ => Err(self.refused(path, &reply)),
        }
    }

    /// Writes an object: bytes, or what another object holds.
    fn sent(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &[(&str, &str)],
        source: Option<&str>,
    ) -> Result<Reply, Diagnostic> {
        let (key, rule) = (self.key(path), CacheRule::of(path));
        let source = source.and_then(|source| self.named(source));
        let copying: Vec<(&str, &str)> =
            source.iter().map(|source| ("x-amz-copy-source", source.as_str())).collect();
        let copying: Vec<(&str, &str)> =
            copying.into_iter().flat_map(|one| [one, ("x-amz-metadata-directive", "REPLACE")]).collect();
        self.tried(|| {
            let mut put = self.bucket.put_object(Some(&self.credentials), &key);
            // Storage refuses headers of its own that are not signed.
            copying.iter().for_each(|(name, value)| put.headers_mut().insert(*name, *value));
            let request =
                self.agent.put(put.sign(SIGNED).as_str()).header("Content-Type", content_type(path));
            let request = request.header("Cache-Control", rule.header());
            let all = headers.iter().chain(&copying);
            let request = all.fold(request, |request, (name, value)| request.header(*name, *value));
            answered(request.send(bytes)?)
        })
    }

    /// Whether the storage refuses what a condition forbids, as it should: many take the header and do not look at it.
    fn tries_conditions(&mut self) -> Result<bool, Diagnostic> {
        self.delete(&[PROBE])?;
        let first = self.put_if(PROBE, b"1", Condition::Absent)?;
        let second = self.put_if(PROBE, b"2", Condition::Absent)?;
        let other = self.put_if(PROBE, b"3", Condition::Tagged("\"00000000000000000000000000000000\""))?;
        let tag = self.tagged(PROBE)?.map(|(_, tag)| tag).unwrap_or_default();
        let same = self.put_if(PROBE, b"4", Condition::Tagged(&tag))?;
        self.delete(&[PROBE])?;
        Ok([first, second, other, same]
            == [Outcome::Written, Outcome::Refused, Outcome::Refused, Outcome::Written])
    }
}

fn encoding(is_packed: bool) -> &'static [(&'static str, &'static str)] {
    if is_packed { &[("Content-Encoding", "gzip")] } else { &[] }
}

fn answered(answer: ureq::http::Response<ureq::Body>) -> Result<Reply, ureq::Error> {
    let (parts, body) = answer.into_parts();
    let mut bytes = Vec::new();
    body.into_with_config().limit(u64::MAX).reader().read_to_end(&mut bytes)?;
    Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body: bytes })
}

/// Does something with every path, several at a time; the first error ends it.
fn each<'p>(
    paths: &[&'p str],
    act: impl Fn(&'p str) -> Result<(), Diagnostic> + Sync,
) -> Result<(), Diagnostic> {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let has_failed = || failed.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !has_failed()) {
            if let Err(error) = act(path) {
                failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        (0..AT_A_TIME.min(paths.len())).for_each(|_| {
            scope.spawn(work);
        });
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

impl Target for S3 {
    fn shown(&self) -> String {
        format!("s3://{}/{}", self.bucket.name(), self.prefix)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        Ok(self.tagged(path)?.map(|(bytes, _)| bytes))
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        let reply = self.tried(|| {
            let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
            list.with_max_keys(10);
            list.with_prefix(self.prefix.as_str());
            answered(self.agent.get(list.sign(SIGNED).as_str()).call()?)
        })?;
        match reply.status {
            200 => {
                let text = String::from_utf8_lossy(&reply.body).into_owned();
                let mut keys = text.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
                Ok(keys.all(|key| key.strip_prefix(&self.prefix).is_some_and(is_own)))
            }
            _ => Err(self.refused("", &reply)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.put(path, bytes)
    }

    fn begin(&mut self) -> Result<(), Diagnostic> {
        self.keeps_conditions = Some(self.tries_conditions()?);
        Ok(())
    }

    fn swap(&mut self, path: &str, before: Option<&[u8]>, bytes: &[u8]) -> Result<bool, Diagnostic> {
        let there = self.tagged(path)?;
        if there.as_ref().map(|(held, _)| held.as_slice()) != before {
            return Ok(false);
        }
        if self.keeps_conditions != Some(true) {
            return self.put(path, bytes).map(|()| true);
        }
        let condition = there.as_ref().map_or(Condition::Absent, |(_, tag)| Condition::Tagged(tag));
        Ok(self.put_if(path, bytes, condition)? == Outcome::Written)
    }

    fn notes(&self) -> Vec<LocalizedText> {
        let mut notes = Vec::new();
        if self.keeps_conditions == Some(false) {
            notes.push(localized!(
                "kho này không biết ghi có điều kiện, nên khóa chỉ là quy ước: đừng để hai máy cùng đưa trang lên đây",
                "this storage knows no conditional writes, so the lock is a convention: let no two machines publish here at a time"
            ));
        }
        if self.is_compressed {
            notes.push(localized!(
                "văn bản trong kho được nén gzip: chương trình nào không nhận gzip sẽ không đọc được",
                "texts in this storage are compressed with gzip: programs that do not take gzip cannot read them"
            ));
        }
        notes
    }

    /// Several at a time, but no file of a batch before those of the batch before it.
    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic> {
        let this = &*self;
        for part in paths.chunks(AT_A_TIME * 4) {
            each(part, |path| {
                let bytes = fs::read(from.join(path)).map_err(|error| {
                    failure(
                        path,
                        localized!("không đọc được `{path}`: {error}", "cannot read `{path}`: {error}"),
                    )
                })?;
                this.put(path, &bytes)
            })?;
            done(part.len());
        }
        Ok(())
    }

    fn can_copy(&self) -> bool {
        true
    }

    fn copy(&mut self, from: &Path, copies: &[(&str, &str)]) -> Result<(), Diagnostic> {
        let (this, sources) = (&*self, copies.iter().copied().collect::<BTreeMap<_, _>>());
        let paths: Vec<&str> = copies.iter().map(|(path, _)| *path).collect();
        each(&paths, |path| sources.get(path).map_or(Ok(()), |source| this.copied(from, path, source)))
    }

    fn is_compressed(&self) -> bool {
        self.is_compressed
    }

    /// Several at a time: storage is far away, and there are many thousands.
    fn differing(&mut self, from: &Path, paths: &[&str]) -> Result<Vec<String>, Diagnostic> {
        let (this, differing) = (&*self, Mutex::new(Vec::new()));
        each(paths, |path| {
            let there = this.tagged(path)?.map(|(bytes, _)| bytes);
            if there.is_none() || there != fs::read(from.join(path)).ok() {
                differing.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            }
            Ok(())
        })?;
        let mut differing = differing.into_inner().unwrap_or_else(PoisonError::into_inner);
        differing.sort();
        Ok(differing)
    }

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        let this = &*self;
        each(paths, |path| {
            let key = this.key(path);
            let reply = this.tried(|| {
                let url = this.bucket.delete_object(Some(&this.credentials), &key).sign(SIGNED);
                answered(this.agent.delete(url.as_str()).call()?)
            })?;
            if matches!(reply.status, 200 | 204 | 404) { Ok(()) } else { Err(this.refused(path, &reply)) }
        })
    }
}
