//! Texts of the files of a record: PDF documents, and what is said in sound and film. They are found with its page.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use bantin_search::SearchDocument;

use crate::image::AttachedFile;
use crate::image::assets::is_captions;
use crate::render::Renderer;
use crate::site::RecordNo;
use crate::source::normalise;

/// In bytes, about forty pages. What stands behind is not found: a reader fetches the text of a page for its excerpt.
const LONGEST: usize = 120_000;

/// Adds the texts of the files that a record names or links to.
pub(super) fn add(renderer: &Renderer<'_>, record: RecordNo, document: &mut SearchDocument<'_>) {
    let texts = texts(renderer, record);
    if texts.is_empty() {
        return;
    }
    let mut text = std::mem::take(&mut document.text).into_owned();
    let mut room = LONGEST;
    for one in texts {
        let cut = &one[..one.floor_char_boundary(room)];
        room -= cut.len();
        text.push('\n');
        text.push_str(cut);
    }
    document.text = Cow::Owned(text);
}

/// Of PDF files and transcripts; of captions where there is no transcript, which says the same.
fn texts<'f>(renderer: &'f Renderer<'_>, record: RecordNo) -> Vec<Cow<'f, str>> {
    let (site, bodies) = (renderer.site, renderer.bodies);
    let linked = bodies.of(record).iter().flat_map(|body| &body.assets);
    let mut seen = BTreeSet::new();
    let files: Vec<&AttachedFile> =
        site.files_of(record).into_iter().chain(linked).filter(|file| seen.insert(&file.path)).collect();
    let written = |file: &&AttachedFile| match ending(&file.path).as_str() {
        "pdf" => renderer.files.pdf.of(on_disk(renderer, file)?)?.text().map(Cow::Borrowed),
        "txt" => plain(on_disk(renderer, file)?).map(Cow::Owned),
        _ => None,
    };
    let has_transcript = files.iter().any(|file| ending(&file.path) == "txt");
    let captions = files.iter().filter(|file| !has_transcript && is_captions(&file.path));
    let captions = captions.filter_map(|file| Some(Cow::Owned(spoken(&plain(on_disk(renderer, file)?)?))));
    files.iter().filter_map(written).chain(captions).collect()
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

fn on_disk<'f>(renderer: &'f Renderer<'_>, file: &AttachedFile) -> Option<&'f Path> {
    renderer.files.copy(&file.path)?.on_disk()
}

/// A file of text; `None` if it is none.
fn plain(file: &Path) -> Option<String> {
    normalise(std::fs::read(file).ok()?).ok()
}

/// The words of captions: the lines below times, up to an empty one, without marks.
fn spoken(captions: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_cue = false;
    for line in captions.lines().map(str::trim) {
        if line.contains("-->") {
            is_cue = true;
        } else if line.is_empty() {
            is_cue = false;
        } else if is_cue {
            lines.push(without_marks(line));
        }
    }
    lines.join("\n")
}

fn without_marks(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut is_mark = false;
    for letter in line.chars() {
        match letter {
            '<' => is_mark = true,
            '>' if is_mark => is_mark = false,
            letter if !is_mark => text.push(letter),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn captions_are_read_without_times_and_marks() {
        let captions = "WEBVTT\n\nNOTE ghi chú\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Bà Lan>Chào <i>bà con</i>\nthôn Mẫu\n\nSTYLE\n::cue {}\n";
        assert_eq!(spoken(captions), "Chào bà con\nthôn Mẫu");
    }
}
