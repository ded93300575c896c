//! `bantin import`: records from an office's file.
//!
//! 1. reads the file, the mapping and the site;
//! 2. asks the library for a plan, and has the outcome checked;
//! 3. prints what is wrong and what changes;
//! 4. writes, unless something is wrong or nothing was to be written.

use std::path::Path;

use bantin::content::catalog::Catalog;
use bantin::content::load::{Loaded, load};
use bantin::content::parse::parse;
use bantin::diagnostic::{Code, Diagnostic, LocalizedText, Place, Report};
use bantin::import::columns::Keys;
use bantin::import::document;
use bantin::import::document::article::{Target, record};
use bantin::import::format::{Format, format};
use bantin::import::kinds::named;
use bantin::import::mapping::{Mapping, order};
use bantin::import::plan::{Changed, Plan, Request};
use bantin::import::planner::{guess, plan};
use bantin::import::verify::verified;
use bantin::locate::locate;
use bantin::source::{Sources, normalise};
use bantin::workspace::Options;
use bantin_text::language::Language;

use crate::cli::args::{Common, Format as ReportFormat, Import};
use crate::cli::{Status, WrongUsage, clock, eprint, new, report, request, say};

/// Rows that are left out by `--partial` may show others to be wrong: the quota of a prize, a reference.
const MOST_ROUNDS: usize = 5;

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Import, language: Language) -> Result<Status, WrongUsage> {
    let options = request::reading(common, command.now.as_deref(), None, language)?;
    let bytes = std::fs::read(&command.file).map_err(|error| unreadable(&command.file, &error, language))?;
    let name = command.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if name.starts_with("~$") {
        return Err(WrongUsage(say!(
            language,
            "`{name}` là tệp khóa của Office, không phải bảng; hãy chọn tệp không có `~$`",
            "`{name}` is a lock file of Office and no sheet; choose the file without `~$`"
        )));
    }
    let loaded = load(&options.root, &mut Vec::new());
    let catalog = parse(&loaded, None, &mut Vec::new()).ok_or_else(|| new::no_site(language))?;
    let (kind, info) = named(&command.kind)
        .and_then(|kind| Some((kind, kind.mapping()?)))
        .ok_or_else(|| new::no_kind(&command.kind, language))?;
    if is_text(&bytes) {
        let target = Target {
            kind,
            contest: command.contest.as_deref(),
            today: clock::today(&options.root),
            file: &name,
        };
        return text(command, &bytes, &target, &catalog, &options.root, language);
    }
    let keys = Keys::new(info);
    let key = match &command.key {
        Some(name) => Some(keys.of_text(name).ok_or_else(|| {
            WrongUsage(say!(language, "không có khóa `{name}`", "there is no key `{name}`"))
        })?),
        None => None,
    };
    let asked = Request {
        file: &name,
        bytes: &bytes,
        kind,
        contest: command.contest.as_deref(),
        table: command.table.as_deref(),
        mapping: mapping(command, &keys, language)?,
        key,
        without: &[],
    };
    if let Some(file) = &command.guess {
        return write_guess(&asked, file, language);
    }
    let (plan, found) = rounds(&asked, command, &loaded, &catalog, &options);
    let found = with_notes(&found, &plan.notes, &name);
    report::print(&found, command.format, language);
    if !plan.files.is_empty() || found.errors() == 0 {
        print_changes(&plan, command.format, language);
    }
    let is_sound = found.errors() == 0 || command.partial && !plan.files.is_empty();
    if is_sound && !command.dry_run {
        for file in &plan.files {
            new::write(&options.root, file, true, language)?;
        }
    }
    print_end(&plan, command, is_sound, language);
    Ok(report::status(&found))
}

fn is_text(bytes: &[u8]) -> bool {
    matches!(
        format(bytes),
        Format::Docx | Format::Odt | Format::Html | Format::Doc | Format::Rtf | Format::Pdf
    )
}

/// A text as one record.
fn text(
    command: &Import,
    bytes: &[u8],
    target: &Target<'_>,
    catalog: &Catalog,
    root: &Path,
    language: Language,
) -> Result<Status, WrongUsage> {
    let converted = match format(bytes) {
        Format::Doc | Format::Rtf => converted(&command.file),
        _ => None,
    };
    let document = match document::read(converted.as_deref().unwrap_or(bytes)) {
        Ok(document) => document,
        Err(refusal) => {
            let refused = Diagnostic::error(Code::UnreadableTable, Place::file(target.file), refusal.message);
            let report = locate(&Sources::new(), vec![Diagnostic { help: refusal.help, ..refused }]);
            report::print(&report, command.format, language);
            return Ok(report::status(&report));
        }
    };
    let imported =
        record(document, target, catalog, root).map_err(|why| WrongUsage(why.get(language).to_owned()))?;
    let told = with_notes(&Report::default(), &imported.notes, target.file);
    report::print(&told, command.format, language);
    for (path, bytes) in &imported.files {
        if !command.dry_run {
            new::write_bytes(root, path, bytes, false, language)?;
        }
        crate::cli::print(&format!("{path}\n"));
    }
    Ok(Status::Done)
}

/// An old text, converted by LibreOffice where it is installed.
fn converted(file: &Path) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("bantin-{}", std::process::id()));
    let mut soffice = std::process::Command::new("soffice");
    soffice.args(["--headless", "--convert-to", "docx", "--outdir"]).arg(&folder).arg(file);
    soffice.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    soffice.status().ok()?;
    let made = folder.join(file.with_extension("docx").file_name()?);
    let bytes = std::fs::read(made).ok();
    let _ = std::fs::remove_dir_all(&folder);
    bytes
}

/// Plans and checks; with `--partial` again without the rows that are wrong.
fn rounds(
    asked: &Request<'_>,
    command: &Import,
    loaded: &Loaded,
    catalog: &Catalog,
    options: &Options,
) -> (Plan, Report) {
    let (mut left_out, mut told): (Vec<u32>, Vec<_>) = (Vec::new(), Vec::new());
    for round in 0.. {
        let mut now = plan(
            &Request { without: &left_out, mapping: asked.mapping.clone(), key: asked.key.clone(), ..*asked },
            loaded,
            catalog,
        );
        let found = verified(&mut now, options);
        told.extend(found.entries().iter().cloned());
        let new: Vec<u32> = now.wrong_rows.iter().copied().filter(|row| !left_out.contains(row)).collect();
        if !command.partial || new.is_empty() || round == MOST_ROUNDS {
            now.wrong_rows.extend(left_out);
            now.wrong_rows.sort_unstable();
            now.wrong_rows.dedup();
            return (now, Report::new(told));
        }
        left_out.extend(new);
    }
    (Plan::default(), Report::default())
}

/// What was left out or converted, as warnings of the file.
fn with_notes(found: &Report, notes: &[LocalizedText], name: &str) -> Report {
    let notes =
        notes.iter().map(|note| Diagnostic::warning(Code::ImportNote, Place::file(name), note.clone()));
    let notes = locate(&Sources::new(), notes.collect());
    Report::new(found.entries().iter().chain(notes.entries()).cloned().collect())
}

fn unreadable(path: &Path, error: &std::io::Error, language: Language) -> WrongUsage {
    let shown = path.display();
    WrongUsage(say!(language, "không đọc được `{shown}`: {error}", "cannot read `{shown}`: {error}"))
}

fn mapping(command: &Import, keys: &Keys, language: Language) -> Result<Mapping, WrongUsage> {
    let mut mapping = Mapping::default();
    if let Some(path) = &command.map {
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error, language))?;
        let text = normalise(bytes).unwrap_or_default();
        mapping = Mapping::read(&text, keys).map_err(|wrong| {
            WrongUsage(wrong.iter().map(|one| one.get(language)).collect::<Vec<_>>().join("\n"))
        })?;
    }
    for pair in &command.set {
        let (name, value) = pair.split_once('=').ok_or_else(|| {
            WrongUsage(say!(language, "`--set {pair}` thiếu dấu `=`", "`--set {pair}` has no `=`"))
        })?;
        mapping.add(name, value, keys).map_err(|why| WrongUsage(why.get(language).to_owned()))?;
    }
    if let Some(word) = &command.dates {
        mapping.dates = order(word);
    }
    Ok(mapping)
}

fn write_guess(asked: &Request<'_>, file: &Path, language: Language) -> Result<Status, WrongUsage> {
    let text = guess(asked).map_err(|refusal| WrongUsage(refusal.message.get(language).to_owned()))?;
    let (folder, name) = (file.parent().unwrap_or(Path::new("")), file.file_name().unwrap_or_default());
    let new_file = bantin::scaffold::record::NewFile { path: name.to_string_lossy().into_owned(), text };
    new::write(folder, &new_file, false, language)?;
    crate::cli::print(&format!("{}\n", file.display()));
    Ok(Status::Done)
}

/// What changes in records that are there. Private values are not shown.
fn print_changes(plan: &Plan, format: ReportFormat, language: Language) {
    if format != ReportFormat::Text {
        return;
    }
    for Changed { id, key, before, after, is_private } in &plan.changed {
        let hidden = say!(language, "(riêng tư)", "(private)");
        let shown =
            |value: &str| if *is_private && !value.is_empty() { hidden.clone() } else { value.to_owned() };
        eprint(&format!("{id}: {key}: {} → {}\n", shown(before), shown(after)));
    }
}

fn print_end(plan: &Plan, command: &Import, is_sound: bool, language: Language) {
    if command.format != ReportFormat::Text {
        return;
    }
    let Plan { created, changed_records: changed, unchanged, totals, .. } = plan;
    let wrong = plan.wrong_rows.len();
    let mut counts = say!(
        language,
        "{created} bản ghi mới, {changed} bản ghi được sửa, {unchanged} không đổi",
        "{created} new records, {changed} changed, {unchanged} unchanged"
    );
    if *totals > 0 {
        counts += &say!(language, ", {totals} dòng tổng bỏ qua", ", {totals} rows of sums left out");
    }
    if wrong > 0 {
        counts += &say!(language, ", {wrong} dòng có lỗi", ", {wrong} rows with errors");
    }
    eprint(&format!("{counts}\n"));
    if !is_sound {
        eprint(&say!(language, "Chưa ghi gì vì còn lỗi.\n", "Nothing was written, as there are errors.\n"));
    } else if command.dry_run {
        eprint(&say!(language, "Chạy thử: chưa ghi gì.\n", "A dry run: nothing was written.\n"));
    } else {
        plan.files.iter().for_each(|file| crate::cli::print(&format!("{}\n", file.path)));
    }
}
