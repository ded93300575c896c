//! Links programmes, and checks their targets.

use crate::content::kind::Kind;
use crate::content::programme::{Measure, ProgrammeFields, TargetScope, TargetValue};
use crate::content::record::Record;
use crate::content::taxonomy::LocalityLevel;
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::site::ids::report_doubled;
use crate::site::linker::{Linker, reversed};
use crate::site::permalink;
use crate::site::types::Programme;

pub(super) fn programmes<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Programme<'c>> {
    let catalog = linker.catalog;
    let mut linked = Vec::new();
    for record in &catalog.programmes {
        check_programme(linker, record);
        let issuer = record.fields.issuer.as_deref();
        let issuer = linker.one(&linker.ids.organizations, issuer, record, "issuer");
        let path = permalink::programme("", &record.id.0);
        linked.push(Some(Programme {
            record,
            path,
            issuer,
            articles: Vec::new(),
            models: Vec::new(),
            contests: Vec::new(),
            documents: Vec::new(),
        }));
    }
    linker.ids.programmes.published().iter().filter_map(|at| linked[*at].take()).collect()
}

fn check_programme(linker: &mut Linker<'_, '_>, record: &Record<ProgrammeFields>) {
    let (fields, origin) = (&record.fields, &record.origin);
    if fields.period.to.is_some_and(|to| to < fields.period.from) {
        linker.diagnostics.push(reversed(origin.value(|path| path.key("period").key("to"))));
    }
    let at =
        |index: usize, way: &dyn Fn(Path) -> Path| origin.value(|path| way(path.key("targets").index(index)));
    let ids = fields.targets.iter().enumerate();
    let ids = ids.map(|(index, target)| (target.id.0.as_str(), at(index, &|path| path.key("id"))));
    report_doubled(Kind::Target, ids, linker.sources, linker.diagnostics);
    for (index, target) in fields.targets.iter().enumerate() {
        if let Some(level) = target.level.as_deref().filter(|_| target.scope == TargetScope::Locality)
            && !LocalityLevel::ALL.iter().any(|known| known.as_str() == level)
        {
            let message =
                localized!("`{level}` không phải một cấp của địa bàn", "`{level}` is no level of localities");
            let help = localized!(
                "dùng một trong: province, district, commune",
                "use one of: province, district, commune"
            );
            let place = at(index, &|path| path.key("level"));
            linker.diagnostics.push(Diagnostic::error(Code::UnknownValue, place, message).help(help));
        }
        if target.measure != Measure::Manual && !target.values.is_empty() {
            let message = localized!(
                "chỉ tiêu được đếm từ danh bạ mô hình, nên `values` không được dùng",
                "the target is counted from the register: `values` is not used"
            );
            let help = localized!(
                "bỏ `values`, hoặc đặt `measure: manual`",
                "remove `values`, or set `measure: manual`"
            );
            let place = at(index, &|path| path.key("values"));
            linker.diagnostics.push(Diagnostic::warning(Code::UnknownValue, place, message).help(help));
        }
        for (number, value) in target.values.iter().enumerate() {
            let within = |key| at(index, &|path| path.key("values").index(number).key(key));
            if let Some(id) = &value.locality {
                linker.ids.localities.find(id, within("locality"), linker.diagnostics);
            }
            check_value(fields, &target.values[..number], value, within("year"), linker.diagnostics);
        }
    }
}

/// Checks that a value lies in the programme's years and is the only one of its year and place.
fn check_value(
    programme: &ProgrammeFields,
    before: &[TargetValue],
    value: &TargetValue,
    place: Place,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (year, period) = (value.year, &programme.period);
    if before.iter().any(|other| other.year == year && other.locality == value.locality) {
        let (year, at) = (year.0, value.locality.as_deref());
        let message = match at {
            Some(id) => localized!(
                "năm {year} của `{id}` đã có số liệu ở trên",
                "there is a value of `{id}` for {year} above already"
            ),
            None => {
                localized!("năm {year} đã có số liệu ở trên", "there is a value for {year} above already")
            }
        };
        let help = localized!("giữ lại một trong hai", "keep one of the two");
        diagnostics.push(Diagnostic::error(Code::DoubledValue, place, message).help(help));
    } else if year < period.from || period.to.is_some_and(|to| year > to) {
        let (year, from) = (year.0, period.from.0);
        let to = period.to.map_or_else(|| "…".to_owned(), |to| to.0.to_string());
        let message = localized!(
            "năm {year} nằm ngoài thời gian của chương trình ({from}–{to}), nên số liệu này không được dùng",
            "{year} lies outside the programme's years ({from}–{to}), so this value is not used"
        );
        let help = localized!(
            "sửa năm, hoặc sửa `period` của chương trình",
            "mend the year, or the programme's `period`"
        );
        diagnostics.push(Diagnostic::warning(Code::OutOfRange, place, message).help(help));
    }
}
