//! Rendered texts, kept on disk between builds.
//!
//! In: the Markdown of a record, and the options it is rendered with. Out: what an earlier build rendered from the same.
//! Texts are kept that a site cannot answer differently: those without links, pictures and shortcodes, and without
//! mistakes. They stand in a few files, each of which is written again only if its texts have changed; texts that the site
//! does not have any more are left out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::bodies::source::BodySource;
use crate::image::cache::Cache;
use crate::markdown::{Heading, Options, Piece, RenderedBody};

/// Identifies the sources of the program; set by `build.rs`.
const PROGRAM: &str = env!("BANTIN_SOURCES");

/// The name of the folder in the cache.
const NAME: &str = "texts";

/// The number of files.
const PARTS: usize = 64;

/// Texts of more bytes in all are not kept.
const BOUND: usize = 256 << 20;

/// Identifies what a text is rendered from.
pub(super) type Key = [u8; 16];

/// The texts of one file by what they are rendered from.
type Part = BTreeMap<Key, Vec<RenderedBody>>;

/// The texts that earlier builds rendered.
#[derive(Debug)]
pub struct Stored {
    cache: Cache,
    /// What was read; a text that is asked for is taken out.
    read: Vec<Mutex<Part>>,
    /// The keys of all texts that were read.
    keys: Vec<Vec<Key>>,
    writes: bool,
}

/// A rendered text without links, pictures and shortcodes.
#[derive(Debug, Serialize, Deserialize)]
struct Text<'t> {
    html: Vec<Cow<'t, str>>,
    /// Level, id and text.
    headings: Vec<(u8, Cow<'t, str>, Cow<'t, str>)>,
    anchors: Vec<Cow<'t, str>>,
    words: usize,
    plain: Cow<'t, str>,
}

impl Stored {
    /// Reads the texts of a site; none with `clean`. Unless `writes`, nothing will be written.
    pub fn open(root: &Path, clean: bool, writes: bool) -> Self {
        let cache = if writes { Cache::open(root, NAME, clean) } else { Cache::read_only(root, NAME) };
        let read: Vec<Part> =
            (0..PARTS).into_par_iter().map(|at| read(&cache, at).unwrap_or_default()).collect();
        let keys = read.iter().map(|part| part.keys().copied().collect()).collect();
        Self { cache, read: read.into_iter().map(Mutex::new).collect(), keys, writes }
    }

    /// Takes out what an earlier build rendered.
    pub(super) fn take(&self, key: &Key) -> Option<Vec<RenderedBody>> {
        self.read[part_of(key)].lock().unwrap_or_else(PoisonError::into_inner).remove(key)
    }

    /// Keeps the texts of this build, and no others.
    pub(super) fn keep<'r>(&self, texts: impl Iterator<Item = (Key, &'r [RenderedBody])>) {
        if !self.writes {
            return;
        }
        let mut parts = vec![BTreeMap::new(); PARTS];
        let mut size = 0;
        for (key, texts) in texts {
            size += texts.iter().map(size_of).sum::<usize>();
            parts[part_of(&key)].insert(key, texts);
        }
        if size > BOUND {
            return;
        }
        parts.par_iter().zip(&self.keys).enumerate().for_each(|(number, (part, before))| {
            if part.keys().eq(before) {
                return;
            }
            let stored: Vec<(&Key, Vec<Text<'_>>)> =
                part.iter().map(|(key, texts)| (key, texts.iter().map(Text::of).collect())).collect();
            if let Ok(bytes) = serde_json::to_vec(&stored) {
                self.cache.put(place(number), &bytes);
            }
        });
    }
}

fn read(cache: &Cache, number: usize) -> Option<Part> {
    let bytes = cache.get(place(number))?;
    let stored: Vec<(Key, Vec<Text<'_>>)> = serde_json::from_slice(&bytes).ok()?;
    let texts = stored.into_iter().map(|(key, texts)| (key, texts.into_iter().map(Text::read).collect()));
    Some(texts.collect())
}

impl<'t> Text<'t> {
    fn of(text: &'t RenderedBody) -> Self {
        let html = text.pieces.iter().filter_map(|piece| match piece {
            Piece::Html(html) => Some(html.into()),
            Piece::Shortcode(_) => None,
        });
        let heading = |heading: &'t Heading| (heading.level, (&heading.id).into(), (&heading.text).into());
        Self {
            html: html.collect(),
            headings: text.headings.iter().map(heading).collect(),
            anchors: text.anchors.iter().map(Into::into).collect(),
            words: text.words,
            plain: (&text.plain).into(),
        }
    }

    fn read(self) -> RenderedBody {
        let Self { html, headings, anchors, words, plain } = self;
        let heading = |(level, id, text): (u8, Cow<'_, str>, Cow<'_, str>)| Heading {
            level,
            id: id.into_owned(),
            text: text.into_owned(),
        };
        RenderedBody {
            pieces: html.into_iter().map(|html| Piece::Html(html.into_owned())).collect(),
            headings: headings.into_iter().map(heading).collect(),
            anchors: anchors.into_iter().map(Cow::into_owned).collect(),
            words,
            plain: plain.into_owned(),
            ..RenderedBody::default()
        }
    }
}

/// Whether a text is wholly told by what is kept of it.
pub(super) fn is_plain(text: &RenderedBody) -> bool {
    let RenderedBody {
        pieces,
        headings: _,
        anchors: _,
        words: _,
        plain: _,
        assets,
        heading_links,
        file_links,
    } = text;
    let is_html = |piece: &Piece| matches!(piece, Piece::Html(_));
    pieces.iter().all(is_html) && assets.is_empty() && heading_links.is_empty() && file_links.is_empty()
}

/// What the texts of a record are rendered from, if they ask the site nothing. Empty texts have no key.
pub(super) fn key(base: &str, options: Options, parts: &[BodySource<'_>]) -> Option<Key> {
    if parts.iter().all(|part| part.text.trim().is_empty()) {
        return None;
    }
    let mut hasher = Hasher::new();
    let Options { raw_html, language: _, external_images } = options;
    let mut add = |text: &str| _ = hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    [PROGRAM, base, &format!("{raw_html:?} {external_images:?}")].into_iter().for_each(&mut add);
    for part in parts {
        add(part.language.code());
        add(part.text);
    }
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Some(key)
}

fn size_of(text: &RenderedBody) -> usize {
    let html = text.pieces.iter().map(|piece| match piece {
        Piece::Html(html) => html.len(),
        Piece::Shortcode(_) => 0,
    });
    html.sum::<usize>() + text.plain.len()
}

fn part_of(key: &Key) -> usize {
    usize::from(key[0]) % PARTS
}

/// The key of a file in the cache.
fn place(number: usize) -> Hash {
    blake3::hash(format!("{PROGRAM} {number}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> RenderedBody {
        RenderedBody {
            pieces: vec![Piece::Html(format!("<h2 id=\"a\">“A”</h2>\n<p>{words}</p>"))],
            headings: vec![Heading { level: 2, id: "a".into(), text: "“A”".into() }],
            anchors: vec!["b".into()],
            words: 7,
            plain: format!("“A”\n{words}"),
            ..RenderedBody::default()
        }
    }

    fn stored(root: &Path) -> Stored {
        Stored::open(root, false, true)
    }

    #[test]
    fn a_text_comes_back_once_and_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let texts = [text("một"), text("hai \u{2028} \\")];
        assert!(texts.iter().all(is_plain));
        stored(root.path()).keep([([1; 16], &texts[..]), ([2; 16], &texts[1..])].into_iter());
        let again = stored(root.path());
        assert_eq!(again.take(&[1; 16]).as_deref(), Some(&texts[..]));
        assert_eq!(again.take(&[1; 16]), None);
        assert_eq!(again.take(&[2; 16]).as_deref(), Some(&texts[1..]));
        assert_eq!(again.take(&[3; 16]), None);
    }

    #[test]
    fn texts_that_are_gone_are_not_kept_and_damaged_files_hold_none() {
        let root = tempfile::tempdir().expect("a folder");
        let texts = [text("một")];
        stored(root.path()).keep([[1; 16], [1 + PARTS as u8; 16]].map(|key| (key, &texts[..])).into_iter());
        stored(root.path()).keep([([1; 16], &texts[..])].into_iter());
        let again = stored(root.path());
        assert!(again.take(&[1 + PARTS as u8; 16]).is_none() && again.take(&[1; 16]).is_some());
        let files = walkdir::WalkDir::new(root.path()).into_iter().map(|entry| entry.expect("read"));
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let mut bytes = std::fs::read(file.path()).expect("read");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(file.path(), bytes).expect("written");
        }
        assert!(stored(root.path()).take(&[1; 16]).is_none());
    }

    #[test]
    fn a_check_writes_nothing_and_a_clean_build_reads_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let texts = [text("một")];
        Stored::open(root.path(), false, false).keep([([1; 16], &texts[..])].into_iter());
        assert!(!root.path().join(".bantin").exists());
        stored(root.path()).keep([([1; 16], &texts[..])].into_iter());
        assert!(Stored::open(root.path(), true, true).take(&[1; 16]).is_none());
    }
}
