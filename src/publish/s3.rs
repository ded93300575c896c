//! A bucket of storage that speaks S3: plain objects with their types and how long they may be kept.
//!
//! Objects are not compressed: a bucket does not ask what a reader understands; the network in front of it does. An
//! object appears whole or not at all. What fails for a while (503, a cut connection) is tried again.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use ureq::Agent;

use crate::cache_rule::CacheRule;
use crate::diagnostic::{Diagnostic, localized};
use crate::http;
use crate::media_type::content_type;
use crate::publish::address::Secrets;
use crate::publish::{Target, failure, is_own, unreachable};

/// How long a signed request is good for.
const SIGNED: Duration = Duration::from_secs(600);

/// How often a request is tried, and the wait before the second time, which doubles.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(250);

/// The number of uploads at a time.
const AT_A_TIME: usize = 8;

/// A part of a bucket.
pub(super) struct S3 {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    /// Before every key; ends with `/` unless empty.
    prefix: String,
}

/// What a server answered, with its body.
type Reply = (u16, Vec<u8>);

impl S3 {
    /// Errors: the keys are missing, or the address is none.
    pub(super) fn open(
        bucket: &str,
        prefix: &str,
        endpoint: &str,
        region: &str,
        secrets: &Secrets,
    ) -> Result<Self, Diagnostic> {
        let shown = format!("s3://{bucket}/{prefix}");
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
        let endpoint = endpoint.parse().map_err(|error| unreachable(&shown, &error))?;
        let bucket = Bucket::new(endpoint, UrlStyle::Path, bucket.to_owned(), region.to_owned())
            .map_err(|error| unreachable(&shown, &error))?;
        let credentials = Credentials::new(key.clone(), secret.clone());
        Ok(Self { agent: http::agent(), bucket, credentials, prefix: prefix.to_owned() })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Sends a request, and again while the failure may pass.
    fn tried(&self, send: impl Fn() -> Result<Reply, ureq::Error>) -> Result<Reply, Diagnostic> {
        let mut wait = WAIT;
        for left in (0..TRIES).rev() {
            match send() {
                Ok((429 | 500..=599, _)) | Err(_) if left > 0 => {}
                Ok(reply) => return Ok(reply),
                // The address of a request carries its signature, and is not shown.
                Err(error) => return Err(unreachable(&self.shown(), &error)),
            }
            std::thread::sleep(wait);
            wait *= 2;
        }
        Err(unreachable(&self.shown(), &"?"))
    }

    fn refused(&self, path: &str, (status, body): &Reply) -> Diagnostic {
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

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let (key, rule) = (self.key(path), CacheRule::of(path));
        let reply = self.tried(|| {
            let url = self.bucket.put_object(Some(&self.credentials), &key).sign(SIGNED);
            let request = self.agent.put(url.as_str());
            let request =
                request.header("Content-Type", content_type(path)).header("Cache-Control", rule.header());
            answered(request.send(bytes)?)
        })?;
        if reply.0 == 200 { Ok(()) } else { Err(self.refused(path, &reply)) }
    }
}

fn answered(answer: ureq::http::Response<ureq::Body>) -> Result<Reply, ureq::Error> {
    let status = answer.status().as_u16();
    let mut body = Vec::new();
    answer.into_body().into_with_config().limit(u64::MAX).reader().read_to_end(&mut body)?;
    Ok((status, body))
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
        let key = self.key(path);
        let reply = self.tried(|| {
            let url = self.bucket.get_object(Some(&self.credentials), &key).sign(SIGNED);
            answered(self.agent.get(url.as_str()).call()?)
        })?;
        match reply.0 {
            200 => Ok(Some(reply.1)),
            404 if !String::from_utf8_lossy(&reply.1).contains("NoSuchBucket") => Ok(None),
            _ => Err(self.refused(path, &reply)),
        }
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        let reply = self.tried(|| {
            let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
            list.with_max_keys(10);
            list.with_prefix(self.prefix.as_str());
            answered(self.agent.get(list.sign(SIGNED).as_str()).call()?)
        })?;
        match reply.0 {
            200 => {
                let text = String::from_utf8_lossy(&reply.1).into_owned();
                let mut keys = text.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
                Ok(keys.all(|key| key.strip_prefix(&self.prefix).is_some_and(is_own)))
            }
            _ => Err(self.refused("", &reply)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.put(path, bytes)
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

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        let this = &*self;
        each(paths, |path| {
            let key = this.key(path);
            let reply = this.tried(|| {
                let url = this.bucket.delete_object(Some(&this.credentials), &key).sign(SIGNED);
                answered(this.agent.delete(url.as_str()).call()?)
            })?;
            if matches!(reply.0, 200 | 204 | 404) { Ok(()) } else { Err(this.refused(path, &reply)) }
        })
    }
}
