//! A sink that writes compressed forms beside texts: `index.html.br` and `index.html.gz` beside `index.html`.
//!
//! Servers send them as they are, so they may cost more time than a server has for one answer. They are kept in the
//! site's cache by the content of the text, and written only where they save something.

use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::diagnostic::Diagnostic;
use crate::image::cache::Cache;
use crate::media_type::MediaType;
use crate::output::{SameFile, Sink};

/// Shorter texts fit into one packet anyway. In bytes.
const SHORTEST: usize = 1024;

/// Increased whenever the same text gives other bytes.
const VERSION: &[u8] = b"compress 1";

/// The highest quality of Brotli costs ten times as much as this one and saves 3 % more.
const BROTLI_QUALITY: i32 = 9;
const BROTLI_WINDOW: i32 = 22;

/// Empty if it fails.
type Compress = fn(&[u8]) -> Vec<u8>;

/// The endings of the forms, and what makes them.
const FORMS: [(&str, Compress); 2] = [("br", brotli), ("gz", gzip)];

/// The name of the folder in the cache.
pub const CACHE: &str = "compressed";

/// Compresses what is written to another sink.
pub struct Compressing<'s> {
    sink: &'s dyn Sink,
    cache: &'s Cache,
}

/// The compressed form of a text, unless it saves nothing.
pub fn gzipped(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let form = if bytes.len() < SHORTEST || !is_text(path) { Vec::new() } else { gzip(bytes) };
    (!form.is_empty() && form.len() < bytes.len()).then_some(form)
}

impl<'s> Compressing<'s> {
    pub fn new(sink: &'s dyn Sink, cache: &'s Cache) -> Self {
        Self { sink, cache }
    }

    fn forms(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        if bytes.len() < SHORTEST || !is_text(path) {
            return Ok(());
        }
        for (ending, compress) in FORMS {
            let mut key = blake3::Hasher::new();
            key.update(VERSION).update(ending.as_bytes()).update(blake3::hash(bytes).as_bytes());
            let form = self.cache.get(key.finalize()).unwrap_or_else(|| {
                let form = compress(bytes);
                self.cache.put(key.finalize(), &form);
                form
            });
            if !form.is_empty() && form.len() < bytes.len() {
                self.sink.write(&format!("{path}.{ending}"), &form)?;
            }
        }
        Ok(())
    }
}

/// Whether a file is one of those that get smaller.
pub fn is_text(path: &str) -> bool {
    MediaType::of(path).is_some_and(|one| one.is_text)
}

impl Sink for Compressing<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.sink.write(path, bytes)?;
        self.forms(path, bytes)
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.sink.copy(path, from)?;
        // A file that cannot be read was reported by the other sink.
        if is_text(path) { self.forms(path, &std::fs::read(from).unwrap_or_default()) } else { Ok(()) }
    }

    /// A form that the last output does not have saved nothing then.
    fn keep(&self, file: SameFile<'_>) -> bool {
        let is_kept = self.sink.keep(file);
        if is_kept && is_text(file.path) {
            for (ending, _) in FORMS {
                let [path, before] = [file.path, file.before].map(|path| format!("{path}.{ending}"));
                self.sink.keep(SameFile { path: &path, before: &before, ..file });
            }
        }
        is_kept
    }
}

/// Empty if it fails, which memory does not.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut form = Vec::new();
    match brotli::BrotliCompress(&mut &*bytes, &mut form, &parameters) {
        Ok(_) => form,
        Err(_) => Vec::new(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}
