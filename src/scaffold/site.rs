//! A small complete site, as `init` writes it: settings, lists, sample records, a note for the editors.
//!
//! In: today's date. Out: the files, with dates around that day, so that the site shows something at once.

use include_dir::{Dir, include_dir};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::scaffold::record::NewFile;

/// `_gitignore` and `_editorconfig` are written with a dot: with it they would hold for the sources of the program.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/site");

/// All files of the site, in the order of their paths.
#[must_use]
pub fn files(today: Date) -> Vec<NewFile> {
    let mut files = Vec::new();
    add(&SITE, today, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn add(dir: &Dir<'_>, today: Date, files: &mut Vec<NewFile>) {
    for file in dir.files() {
        let Some(text) = file.contents_utf8() else { continue };
        let path = file.path().to_string_lossy().replace('\\', "/");
        let path = path.strip_prefix('_').map_or(path.clone(), |name| format!(".{name}"));
        // Older shells of Windows read a start file wrong without its line ends.
        let text = if path.ends_with(".bat") { text.replace('\n', "\r\n") } else { dated(text, today) };
        files.push(NewFile { path, text });
    }
    dir.dirs().for_each(|dir| add(dir, today, files));
}

/// Fills in `@DAY-3@` (a date) and `@YEAR-1@` (a year); other signs `@` stay.
fn dated(text: &str, today: Date) -> String {
    let mut parts = text.split('@').peekable();
    let mut filled = parts.next().unwrap_or("").to_owned();
    while let Some(part) = parts.next() {
        match date(part, today).filter(|_| parts.peek().is_some()) {
            Some(date) => {
                filled += &date;
                filled += parts.next().unwrap_or("");
            }
            None => filled += &format!("@{part}"),
        }
    }
    filled
}

fn date(part: &str, today: Date) -> Option<String> {
    let number = |rest: &str| if rest.is_empty() { Some(0) } else { rest.parse::<i32>().ok() };
    if let Some(rest) = part.strip_prefix("DAY") {
        return Some(today.saturating_add(number(rest)?.days()).to_string());
    }
    let years = number(part.strip_prefix("YEAR")?)?;
    Some((i32::from(today.year()) + years).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_from_today_and_addresses_stay() {
        let today = Date::constant(2026, 1, 3);
        assert_eq!(dated("a: @DAY-3@\nb: x@y.vn\nc: @YEAR+1@@", today), "a: 2025-12-31\nb: x@y.vn\nc: 2027@");
    }
}
