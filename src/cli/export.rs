//! `bantin export`: lists for the desk, in a file outside the site.

use std::path::{Component, Path, PathBuf};

use bantin::content::catalog::{Catalog, ContestFiles};
use bantin::content::contest::Round;
use bantin::content::load::load;
use bantin::content::parse::parse;
use bantin::export::list::List;
use bantin::export::royalties::{self, Period};
use bantin::export::{certificates, csv, docx, entries, register, results, scores, xlsx};
use bantin::value::When;
use bantin_text::language::Language;
use bantin_text::slug::slug;

use crate::cli::args::{Common, Export, OfficeFormat};
use crate::cli::{Status, WrongUsage, new, print, say};

/// Folders of a site from which files reach readers.
const INSIDE: [&str; 2] = ["public", "content"];

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Export, language: Language) -> Result<Status, WrongUsage> {
    let root = common.root();
    let loaded = load(root, &mut Vec::new());
    let catalog = parse(&loaded, None, &mut Vec::new()).ok_or_else(|| new::no_site(language))?;
    if command.with_private && !command.yes {
        return Err(WrongUsage(say!(
            language,
            "tệp sẽ có số điện thoại và thông tin riêng của tác giả; nếu đúng ý, thêm `--yes`",
            "the file would hold telephone numbers and private data of authors; if that is meant, add `--yes`"
        )));
    }
    let is_of_contest = !matches!(command.list.as_str(), "register" | "royalties");
    let contest = if is_of_contest { Some(contest(command, &catalog, language)?) } else { None };
    let files = written(root, command, &catalog, contest, language)?;
    if command.file.is_some() && files.len() > 1 {
        return Err(WrongUsage(say!(
            language,
            "`-o` chỉ dùng khi ghi một tệp; ở đây mỗi giám khảo một tệp",
            "`-o` names one file; here each judge gets one"
        )));
    }
    for (name, bytes) in files {
        let path = command.file.clone().unwrap_or_else(|| PathBuf::from(name));
        refuse_inside(root, &path, language)?;
        let (folder, file) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
        new::write_bytes(folder, &file.to_string_lossy(), &bytes, true, language)?;
        print(&format!("{}\n", path.display()));
    }
    Ok(Status::Done)
}

fn contest<'c>(
    command: &Export,
    catalog: &'c Catalog,
    language: Language,
) -> Result<&'c ContestFiles, WrongUsage> {
    let found = match (&command.contest, catalog.contests.as_slice()) {
        (Some(id), _) => catalog.contest(id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let all =
        || catalog.contests.iter().map(|files| files.contest.id.0.as_str()).collect::<Vec<_>>().join("`, `");
    found.ok_or_else(|| {
        let all = all();
        WrongUsage(say!(
            language,
            "hãy nêu cuộc thi bằng `--contest`: `{all}`",
            "name the contest with `--contest`: `{all}`"
        ))
    })
}

/// The usual names and the bytes of the files.
fn written(
    root: &Path,
    command: &Export,
    catalog: &Catalog,
    contest: Option<&ContestFiles>,
    language: Language,
) -> Result<Vec<(String, Vec<u8>)>, WrongUsage> {
    let of_contest = contest.map_or_else(String::new, |files| format!("-{}", files.contest.id.0));
    let name = format!("{}{of_contest}", command.list);
    let list: List = match (command.list.as_str(), contest) {
        ("certificates", Some(files)) => {
            let own = std::fs::read_to_string(root.join("content/templates/certificates.html")).ok();
            let page = certificates::page(catalog, files, own.as_deref());
            let page = page.map_err(|error| failed(&error, language))?;
            return Ok(vec![(format!("{name}.html"), page.into_bytes())]);
        }
        ("scores", Some(files)) => return sheets(command, catalog, files, &name, language),
        ("ranking", Some(files)) => {
            let only = command.round.as_ref().map(|id| round(files, Some(id), language)).transpose()?;
            scores::ranking(catalog, files, only)
        }
        ("results", Some(files)) => results::list(catalog, files),
        ("entries", Some(files)) => entries::list(catalog, files, command.with_private),
        ("royalties", _) => royalties(command, catalog, language)?,
        _ => register::list(catalog),
    };
    Ok(vec![file(command, &name, &list, language)?])
}

/// A list in the form that was asked for, with its name.
fn file(
    command: &Export,
    name: &str,
    list: &List,
    language: Language,
) -> Result<(String, Vec<u8>), WrongUsage> {
    let (ending, bytes) = match command.format.unwrap_or_default() {
        OfficeFormat::Xlsx => ("xlsx", xlsx::write(list).map_err(|error| failed(&error, language))?),
        OfficeFormat::Docx => ("docx", docx::write(list).map_err(|error| failed(&error, language))?),
        OfficeFormat::Csv => ("csv", csv::write(list)),
    };
    Ok((format!("{name}.{ending}"), bytes))
}

fn failed(error: &dyn std::fmt::Display, language: Language) -> WrongUsage {
    WrongUsage(say!(language, "không viết được tệp: {error}", "cannot write the file: {error}"))
}

/// A sheet for each judge of a round.
fn sheets(
    command: &Export,
    catalog: &Catalog,
    files: &ContestFiles,
    name: &str,
    language: Language,
) -> Result<Vec<(String, Vec<u8>)>, WrongUsage> {
    let round = round(files, command.round.as_ref(), language)?;
    let mut judges = command.judge.clone();
    if judges.is_empty() {
        judges = scores::judges(files, round);
    }
    if judges.is_empty() {
        return Err(WrongUsage(say!(
            language,
            "hãy nêu giám khảo bằng `--judge \"Họ và tên\"`, mỗi người một lần",
            "name each judge with `--judge \"Name\"`"
        )));
    }
    let sheet = |judge: &String| {
        let list = scores::sheet(catalog, files, round, judge);
        file(command, &format!("{name}-{}-{}", round.id.0, slug(judge)), &list, language)
    };
    judges.iter().map(sheet).collect()
}

/// The round of an id or name; the only one where none is named.
fn round<'c>(
    files: &'c ContestFiles,
    wanted: Option<&String>,
    language: Language,
) -> Result<&'c Round, WrongUsage> {
    let rounds = &files.contest.fields.rounds;
    let found = match (wanted, rounds.as_slice()) {
        (Some(wanted), _) => rounds.iter().find(|round| round.id.0 == *wanted || round.name == *wanted),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.ok_or_else(|| {
        let all = rounds.iter().map(|round| round.id.0.as_str()).collect::<Vec<_>>().join("`, `");
        WrongUsage(say!(
            language,
            "hãy nêu vòng chấm bằng `--round`: `{all}`",
            "name the round with `--round`: `{all}`"
        ))
    })
}

/// The royalties of the period that was asked for.
fn royalties(command: &Export, catalog: &Catalog, language: Language) -> Result<List, WrongUsage> {
    let set = catalog.settings.as_ref().and_then(|settings| settings.royalties.as_ref()).ok_or_else(|| {
        WrongUsage(say!(
            language,
            "`site.yaml` chưa có nhuận bút; thêm chẳng hạn `royalties: {{base: 150000, coefficients: {{news: 1, feature: 2.5}}}}`",
            "`site.yaml` has no royalties; add for example `royalties: {{base: 150000, coefficients: {{news: 1, feature: 2.5}}}}`"
        ))
    })?;
    let day = |name: &str, text: Option<&String>| {
        text.and_then(|text| When::parse(text)).ok_or_else(|| {
            WrongUsage(say!(
                language,
                "cần `--{name}` là một ngày, viết như `2026-01-01`",
                "`--{name}` has to be a day, written like `2026-01-01`"
            ))
        })
    };
    let zone = &catalog.config.time_zone;
    let (from, to) = (day("from", command.from.as_ref())?, day("to", command.to.as_ref())?);
    let period = Period { from: from.day(zone), to: to.last_day(zone) };
    if period.to < period.from {
        return Err(WrongUsage(say!(
            language,
            "ngày của `--to` đứng trước ngày của `--from`",
            "the day of `--to` lies before that of `--from`"
        )));
    }
    Ok(royalties::list(catalog, set, period))
}

/// A list for the desk never stands where the site is built from or published.
fn refuse_inside(root: &Path, path: &Path, language: Language) -> Result<(), WrongUsage> {
    let whole = |path: &Path| std::path::absolute(path).map(|path| lexical(&path)).unwrap_or_default();
    let is_inside = INSIDE.iter().any(|folder| whole(path).starts_with(whole(&root.join(folder))));
    if !is_inside {
        return Ok(());
    }
    let shown = path.display();
    Err(WrongUsage(say!(
        language,
        "không ghi vào `{shown}`: thư mục ấy thuộc trang hoặc được đăng; hãy chọn nơi khác bằng `-o`",
        "not written to `{shown}`: that folder belongs to the site or is published; choose another place with `-o`"
    )))
}

/// A path without `.` and `..`.
fn lexical(path: &Path) -> PathBuf {
    let mut kept = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                kept.pop();
            }
            Component::CurDir => {}
            part => kept.push(part),
        }
    }
    kept
}
