//! Turns findings into diagnostics at the places where editors must act.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::content::catalog::Catalog;
use crate::content::record::Origin;
use crate::content::records::AnyRecord;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, localized};
use crate::privacy::patterns::is_too_short;
use crate::privacy::personal_data::{self, Kind, PersonalData};
use crate::privacy::public::Public;
use crate::privacy::values::{Secret, Value};
use crate::privacy::{Finding, Gate, What};
use crate::yaml::describe::{self, Described, View};

pub(super) fn report(gate: &Gate<'_>, mut findings: Vec<Finding>) -> Vec<Diagnostic> {
    findings.sort();
    let mut values: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut data: BTreeMap<&PersonalData, &str> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for finding in &findings {
        match &finding.what {
            What::Value(value) => values.entry(*value).or_default().push(&finding.path),
            What::PersonalData(datum) => {
                data.entry(datum).or_insert(&finding.path);
            }
            What::Place => diagnostics.push(placed(&finding.path)),
        }
    }
    if !values.is_empty() {
        let mut public = Public::new(gate);
        for (number, paths) in values {
            let value = &gate.values[number];
            if !public.may_show(value, &paths) {
                diagnostics.push(private(value, &paths));
            }
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

fn private(value: &Value, paths: &[&str]) -> Diagnostic {
    let (key, first, count) = (&value.key, paths[0], paths.len());
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

/// Reports personal data at the text that holds it: the text of the record to whose page the output file belongs if it
/// holds the data, else the first text that does, else the output file.
fn personal(
    gate: &Gate<'_>,
    datum: &PersonalData,
    path: &str,
    written: &BTreeMap<PersonalData, Vec<Written<'_>>>,
) -> Diagnostic {
    let places = written.get(datum).map_or(&[][..], Vec::as_slice);
    let origin = gate.pages.origin_above(gate.site, path);
    let own = places.iter().find(|written| Some(written.origin) == origin);
    let place = own.or(places.first()).map_or_else(|| Place::file(path), |written| written.place.clone());
    let text = &datum.text;
    let message = match datum.kind {
        Kind::Phone => localized!(
            "số có dạng số điện thoại `{text}` không thuộc trường công khai nào, có trong `{path}`",
            "`{text}` looks like a telephone number and stands in no public field; it is in `{path}`"
        ),
        Kind::Number => localized!(
            "dãy 12 chữ số `{text}` có dạng số định danh, có trong `{path}`",
            "`{text}` looks like a personal number of twelve digits; it is in `{path}`"
        ),
        Kind::Mail => localized!(
            "địa chỉ thư `{text}` không thuộc trường công khai nào, có trong `{path}`",
            "the e-mail address `{text}` stands in no public field; it is in `{path}`"
        ),
    };
    let help = localized!(
        "bỏ khỏi bài; nếu là liên hệ của cơ quan, ghi vào `hotline` hoặc `email` của `site.yaml`, hay một trường của bản ghi",
        "take it out; the contact of an office belongs into `hotline` or `email` of `site.yaml`, or a field of the record"
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

/// Personal data in a text, each with its line.
fn lines_with_data(text: &str) -> Vec<(std::ops::Range<usize>, PersonalData)> {
    let mut found = Vec::new();
    if !personal_data::of_text(text).is_empty() {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            found.extend(personal_data::of_text(line).into_iter().map(|datum| (range.clone(), datum)));
            start += line.len();
        }
    }
    found
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
        View::Text(text) => data.extend(personal_data::of_text(text)),
        View::Integer(number) => data.extend(personal_data::of_text(&number.to_string())),
        View::Number(number) => data.extend(personal_data::of_text(&number.to_string())),
        _ => {}
    });
    data
}
