//! Turns findings into diagnostics at the places where editors must act.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::content::catalog::Catalog;
use crate::content::contact::Phone;
use crate::content::record::Origin;
use crate::content::records::AnyRecord;
use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, Severity, localized};
use crate::privacy::normalized_text::NormalizedText;
use crate::privacy::patterns::is_too_short;
use crate::privacy::personal_data::{self, DataKind, PersonalData};
use crate::privacy::public::Public;
use crate::privacy::values::{Secret, Value};
use crate::privacy::{Finding, Gate, What, weight};
use crate::yaml::describe::{self, Described, View};

pub(super) fn report(gate: &Gate<'_>, mut findings: Vec<Finding>) -> Vec<Diagnostic> {
    findings.sort();
    let mut values: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut data: BTreeMap<&PersonalData, Vec<&str>> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for finding in &findings {
        match &finding.what {
            What::Value(value) => values.entry(*value).or_default().push(&finding.path),
            What::PersonalData(datum) => data.entry(datum).or_default().push(&finding.path),
            What::Place => diagnostics.push(placed(&finding.path)),
            What::Unread => diagnostics.push(unread(&finding.path)),
        }
    }
    if !values.is_empty() {
        let mut public = Public::new(gate);
        let uses = public.uses();
        for (number, paths) in values {
            let value = &gate.values[number];
            if public.may_show(value, &paths) || is_allowed(gate, value) {
                continue;
            }
            let is_private = value.secret == Secret::Private;
            let common = if is_private { weight::common(value, gate.site.catalog, &uses) } else { None };
            let (first, count) = (first_file(gate, value, &paths), paths.len());
            diagnostics.push(match common {
                Some(why) => common_word(value, first, count, &why),
                None => private(value, first, count),
            });
        }
    }
    let private_values = gate.values.iter().filter(|value| value.secret == Secret::Private);
    diagnostics.extend(private_values.filter(|value| is_too_short(value)).map(too_short));
    if !data.is_empty() {
        let public = public_data(gate);
        data.retain(|datum, _| !public.contains(*datum));
    }
    if !data.is_empty() {
        let written = written_data(gate);
        diagnostics.extend(data.iter().map(|(datum, path)| personal(gate, datum, path, &written)));
    }
    diagnostics
}

/// The file that an editor should look at first: the record's own page, else any page, else any file.
fn first_file<'p>(gate: &Gate<'_>, value: &Value, paths: &[&'p str]) -> &'p str {
    let is_own =
        |path: &&&str| gate.pages.origin_of(gate.site, path).is_some_and(|origin| origin.holds(&value.place));
    let page = || paths.iter().find(|path| path.ends_with(".html"));
    paths.iter().find(is_own).or_else(page).unwrap_or(&paths[0])
}

fn private(value: &Value, first: &str, count: usize) -> Diagnostic {
    let key = &value.key;
    let (severity, message, help) = match value.secret {
        Secret::Judge => (
            Severity::Error,
            localized!(
                "tên giám khảo (`{key}`) có trong {count} tệp sẽ xuất bản, trước hết là `{first}`",
                "the name of a judge (`{key}`) stands in {count} files of the output, first in `{first}`"
            ),
            localized!(
                "xóa tên này khỏi bài; nếu giám khảo vốn công khai, nêu đúng họ tên trong thể lệ (`rules.md`), một tin hay một trang đã đăng",
                "take the name out; if the judges are public, name them in full in the rules (`rules.md`), an article or a page that is published"
            ),
        ),
        Secret::Private => (
            Severity::Error,
            localized!(
                "giá trị không công khai `{key}` có trong {count} tệp sẽ xuất bản, trước hết là `{first}`",
                "the private value `{key}` stands in {count} files of the output, first in `{first}`"
            ),
            localized!(
                "tìm và xóa giá trị này khỏi nội dung, ảnh hay tệp đính kèm; nếu nó vốn công khai, đưa nó ra khỏi `private`",
                "take it out of texts, pictures and attachments; if it is public after all, move it out of `private`"
            ),
        ),
        Secret::Name { .. } => (
            Severity::Warning,
            localized!(
                "tên mà tác giả không muốn nêu (`consent`) có trong `{first}`",
                "the name that its owner wants hidden (`consent`) stands in `{first}`"
            ),
            localized!(
                "bỏ tên khỏi bài, tóm tắt và chú thích",
                "take it out of the text, summary and captions"
            ),
        ),
    };
    Diagnostic { severity, code: Code::PrivateValue, place: value.place.clone(), message, help: Some(help) }
}

/// Reports a private value that is a word of everybody.
fn common_word(value: &Value, first: &str, count: usize, why: &LocalizedText) -> Diagnostic {
    let key = &value.key;
    let (vi, en) = (&why.vi, &why.en);
    let message = LocalizedText {
        vi: format!(
            "giá trị không công khai `{key}` {vi} nên không dừng việc dựng trang; nó có trong {count} tệp, trước hết là `{first}`"
        ),
        en: format!(
            "the private value `{key}` does not stop the site, because {en}; it stands in {count} files, first in `{first}`"
        ),
    };
    let help = localized!(
        "nếu đây là điều phải giữ kín, ghi đầy đủ hơn; nếu không, bỏ khỏi `private`",
        "if it must be kept secret, write more of it; if not, take it out of `private`"
    );
    Diagnostic::warning(Code::PrivateValue, value.place.clone(), message).help(help)
}

/// Reports a file that could not be searched as a whole.
fn unread(path: &str) -> Diagnostic {
    let message = localized!(
        "tệp `{path}` không đọc được hết, nên có thể có thông tin không công khai mà chương trình không thấy",
        "the file `{path}` could not be read in full, so that private values in it may not be found"
    );
    let help = localized!(
        "lưu lại thành DOCX, XLSX hoặc PDF không đặt mật khẩu; nếu không được, hãy tự xem kỹ trước khi đăng",
        "save it as DOCX, XLSX or PDF without a password; else look through it before it is published"
    );
    Diagnostic::warning(Code::UnsearchedFile, Place::file(path), message).help(help)
}

/// Reports a value of one letter or a few zeros, which would match on every page.
fn too_short(value: &Value) -> Diagnostic {
    let key = &value.key;
    let message = localized!(
        "giá trị không công khai `{key}` quá ngắn để dò tìm trong trang sẽ xuất bản",
        "the private value `{key}` is too short to be searched for in the output"
    );
    let help = localized!(
        "ghi rõ hơn, ví dụ `nhóm A` thay cho `A`, hoặc bỏ đi nếu không cần giữ",
        "write more of it, as `group A` instead of `A`, or leave it out if nobody needs it"
    );
    Diagnostic::warning(Code::PrivateValue, value.place.clone(), message).help(help)
}

fn placed(path: &str) -> Diagnostic {
    let message =
        localized!("ảnh `{path}` ghi tọa độ nơi chụp", "the picture `{path}` says where it was taken");
    let help =
        localized!("xóa thông tin vị trí khỏi ảnh gốc", "remove the location from the original picture");
    Diagnostic::warning(Code::PersonalData, Place::file(path), message).help(help)
}

/// Whether `site.yaml` lets a name pass that its owner wants hidden. What stands under `private` is never let pass.
fn is_allowed(gate: &Gate<'_>, value: &Value) -> bool {
    let is_name = matches!(value.secret, Secret::Name { .. });
    let allowed = || gate.site.config.allowed.iter().map(|allowed| NormalizedText::of(&allowed.text));
    is_name && allowed().any(|text| value.forms.iter().any(|form| form.bytes() == text.bytes()))
}

/// Reports personal data at the text that holds it: the text of a record whose own page shows it, which is then the
/// output file that is named, else the first text that does, else the first output file.
fn personal(
    gate: &Gate<'_>,
    datum: &PersonalData,
    paths: &[&str],
    written: &BTreeMap<PersonalData, Vec<Written<'_>>>,
) -> Diagnostic {
    let places = written.get(datum).map_or(&[][..], Vec::as_slice);
    let own = paths.iter().find_map(|path| {
        let origin = gate.pages.origin_above(gate.site, path)?;
        let written = places.iter().find(|written| written.origin == origin)?;
        Some((*path, written.place.clone()))
    });
    let first = paths[0];
    let elsewhere = || (first, places.first().map_or_else(|| Place::file(first), |one| one.place.clone()));
    let (path, place) = own.unwrap_or_else(elsewhere);
    let text = &datum.text;
    let message = match datum.kind {
        DataKind::Phone => localized!(
            "số có dạng số điện thoại `{text}` không thuộc trường công khai nào, có trong `{path}`",
            "`{text}` looks like a telephone number and stands in no public field; it is in `{path}`"
        ),
        DataKind::Number => localized!(
            "dãy 12 chữ số `{text}` có dạng số định danh, có trong `{path}`",
            "`{text}` looks like a personal number of twelve digits; it is in `{path}`"
        ),
        DataKind::Mail => localized!(
            "địa chỉ thư `{text}` không thuộc trường công khai nào, có trong `{path}`",
            "the e-mail address `{text}` stands in no public field; it is in `{path}`"
        ),
    };
    let help = localized!(
        "bỏ khỏi bài; nếu là liên hệ của cơ quan, ghi vào `hotline` hoặc `email` của `site.yaml`; nếu được phép đăng, ghi `privacy: {{allow: [{{text: \"{text}\", reason: …}}]}}` trong `site.yaml`",
        "take it out; the contact of an office belongs into `hotline` or `email` of `site.yaml`; where it may be published, write `privacy: {{allow: [{{text: \"{text}\", reason: …}}]}}` in `site.yaml`"
    );
    Diagnostic::warning(Code::PersonalData, place, message).help(help)
}

/// A text of a record that holds personal data.
struct Written<'g> {
    origin: &'g Origin,
    place: Place,
}

/// Personal data in the texts of all records.
fn written_data<'g>(gate: &'g Gate<'_>) -> BTreeMap<PersonalData, Vec<Written<'g>>> {
    let mut written: BTreeMap<PersonalData, Vec<Written<'_>>> = BTreeMap::new();
    for AnyRecord { origin, body, .. } in gate.site.catalog.records() {
        for (range, datum) in lines_with_data(body.text(gate.site.sources, origin)) {
            let place = body.place(origin, range);
            written.entry(datum).or_default().push(Written { origin, place });
        }
    }
    written
}

/// Personal data in a text, each with the bytes it stands in, or those of its line.
fn lines_with_data(text: &str) -> Vec<(Range<usize>, PersonalData)> {
    let mut found = Vec::new();
    if !personal_data::of_text(text).is_empty() {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let whole = 0..line.trim_end().len();
            for datum in personal_data::of_text(line) {
                let range = value_in(line, &datum).unwrap_or_else(|| whole.clone());
                found.push((start + range.start..start + range.end, datum));
            }
            start += line.len();
        }
    }
    found
}

/// The bytes of personal data in a line.
fn value_in(line: &str, datum: &PersonalData) -> Option<Range<usize>> {
    if datum.kind == DataKind::Mail {
        let wanted = datum.text.as_bytes();
        let at = line.as_bytes().windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted))?;
        return Some(at..at + wanted.len());
    }
    let is_part = |letter: char| letter.is_ascii_digit() || " .-()+\u{a0}".contains(letter);
    let mut from = 0;
    while let Some(first) = line[from..].find(is_part).map(|at| from + at) {
        let end = line[first..].find(|letter| !is_part(letter)).map_or(line.len(), |at| first + at);
        let part = &line[first..end];
        let start = first + part.len() - part.trim_start_matches([' ', '.', '-', ')', '\u{a0}']).len();
        let part = line[start..end].trim_end_matches([' ', '.', '-', '(', '\u{a0}']);
        if personal_data::of_text(part).contains(datum) {
            return Some(start..start + part.len());
        }
        from = end;
    }
    None
}

/// Personal data in all fields that may be published: of the settings, the theme, taxonomies, series and records,
/// without bodies.
fn public_data(gate: &Gate<'_>) -> BTreeSet<PersonalData> {
    let Catalog { settings, taxonomies, series, .. } = gate.site.catalog;
    let mut declared: Vec<&dyn Described> = vec![settings, gate.theme];
    declared.extend(gate.site.catalog.records().map(|record| record.described()));
    declared.extend(taxonomies.described());
    declared.extend(series.iter().map(|series| &series.fields as &dyn Described));
    let found: Vec<Vec<PersonalData>> = declared.into_par_iter().map(data_of).collect();
    let texts = series.iter().map(|series| gate.site.sources.get(series.source));
    // Numbers in CSV have lost their leading zeros, so the text is searched as well.
    let typed = texts.filter(|source| source.path.ends_with(".csv"));
    found.into_iter().flatten().chain(typed.flat_map(|source| personal_data::of_text(&source.text))).collect()
}

fn data_of(value: &dyn Described) -> Vec<PersonalData> {
    let mut data = Vec::new();
    describe::each_shown(value, &mut |value| match value {
        View::Text(text) => {
            data.extend(personal_data::of_text(text));
            // Links call the bare digits of a number, however it is grouped.
            data.extend(
                Phone::read(text).into_iter().flat_map(|phone| personal_data::of_text(&phone.href())),
            );
        }
        View::Integer(number) => data.extend(personal_data::of_text(&number.to_string())),
        View::Number(number) => data.extend(personal_data::of_text(&number.to_string())),
        _ => {}
    });
    data
}
