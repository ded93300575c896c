//! Programmes, standing pages, redirects and menus, linked.

use crate::content::kind::Kind;
use crate::content::programme::{Measure, ProgrammeFields, TargetScope, TargetValue};
use crate::content::record::Record;
use crate::content::taxonomy::LocalityLevel;
use crate::diagnostic::{Code, Diagnostic, Part, Path, Place, words};
use crate::image::Picture;
use crate::site::ids::report_doubled;
use crate::site::linker::{Linker, reversed};
use crate::site::permalink;
use crate::site::publication::PublicationStatus;
use crate::site::translations::translations;
use crate::site::types::{Page, Programme, Redirection};
use bantin_text::language::Language;

/// Links all programmes.
pub(super) fn programmes<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Programme<'c>> {
    let catalog = linker.catalog;
    let mut linked = Vec::new();
    for record in &catalog.programmes {
        check_programme(linker, record);
        let issuer = record.fields.issuer.as_deref();
        let issuer = linker.one(&linker.ids.organizations, issuer, record, "issuer");
        let path = permalink::programme("", &record.id.0);
        linked.push(Some(Programme { record, path, issuer }));
    }
    linker.ids.programmes.published().iter().filter_map(|at| linked[*at].take()).collect()
}

fn check_programme(linker: &mut Linker<'_, '_>, record: &Record<ProgrammeFields>) {
    let (fields, origin) = (&record.fields, &record.origin);
    if fields.period.to.is_some_and(|to| to < fields.period.from) {
        linker.found.push(reversed(origin.value(|path| path.key("period").key("to"))));
    }
    let at =
        |index: usize, way: &dyn Fn(Path) -> Path| origin.value(|path| way(path.key("targets").index(index)));
    let ids = fields.targets.iter().enumerate();
    let ids = ids.map(|(index, target)| (target.id.0.as_str(), at(index, &|path| path.key("id"))));
    report_doubled(Kind::Target, ids, linker.sources, linker.found);
    for (index, target) in fields.targets.iter().enumerate() {
        if let Some(level) = target.level.as_deref().filter(|_| target.scope == TargetScope::Locality)
            && !LocalityLevel::ALL.iter().any(|known| known.as_str() == level)
        {
            let message =
                words!("`{level}` không phải một cấp của địa bàn", "`{level}` is no level of localities");
            let help = words!(
                "dùng một trong: province, district, commune",
                "use one of: province, district, commune"
            );
            let place = at(index, &|path| path.key("level"));
            linker.found.push(Diagnostic::error(Code::UnknownValue, place, message).help(help));
        }
        if target.measure != Measure::Manual && !target.values.is_empty() {
            let message = words!(
                "chỉ tiêu được đếm từ danh bạ mô hình, nên `values` không được dùng",
                "the target is counted from the register: `values` is not used"
            );
            let help = words!(
                "bỏ `values`, hoặc đặt `measure: manual`",
                "remove `values`, or set `measure: manual`"
            );
            let place = at(index, &|path| path.key("values"));
            linker.found.push(Diagnostic::warning(Code::UnknownValue, place, message).help(help));
        }
        for (number, value) in target.values.iter().enumerate() {
            let within = |key| at(index, &|path| path.key("values").index(number).key(key));
            if let Some(id) = &value.locality {
                linker.ids.localities.find(id, within("locality"), linker.found);
            }
            check_value(fields, &target.values[..number], value, within("year"), linker.found);
        }
    }
}

/// A value lies in the programme's years, and is the only one of its year and place.
fn check_value(
    programme: &ProgrammeFields,
    before: &[TargetValue],
    value: &TargetValue,
    place: Place,
    found: &mut Vec<Diagnostic>,
) {
    let (year, period) = (value.year, &programme.period);
    if before.iter().any(|other| other.year == year && other.locality == value.locality) {
        let (year, at) = (year.0, value.locality.as_deref());
        let message = match at {
            Some(id) => words!(
                "năm {year} của `{id}` đã có số liệu ở trên",
                "there is a value of `{id}` for {year} above already"
            ),
            None => words!("năm {year} đã có số liệu ở trên", "there is a value for {year} above already"),
        };
        let help = words!("giữ lại một trong hai", "keep one of the two");
        found.push(Diagnostic::error(Code::DoubledValue, place, message).help(help));
    } else if year < period.from || period.to.is_some_and(|to| year > to) {
        let (year, from) = (year.0, period.from.0);
        let to = period.to.map_or_else(|| "…".to_owned(), |to| to.0.to_string());
        let message = words!(
            "năm {year} nằm ngoài thời gian của chương trình ({from}–{to}), nên số liệu này không được dùng",
            "{year} lies outside the programme's years ({from}–{to}), so this value is not used"
        );
        let help = words!(
            "sửa năm, hoặc sửa `period` của chương trình",
            "mend the year, or the programme's `period`"
        );
        found.push(Diagnostic::warning(Code::OutOfRange, place, message).help(help));
    }
}

/// Links all standing pages.
pub(super) fn pages<'c>(linker: &mut Linker<'_, 'c>) -> Vec<Page<'c>> {
    let catalog = linker.catalog;
    let languages: Vec<Language> =
        catalog.pages.iter().map(|record| linker.language(record, record.fields.language)).collect();
    let groups = translations(
        &catalog.pages,
        |fields| fields.translation_of.as_deref(),
        &languages,
        &linker.ids.pages,
        linker.found,
    );
    let mut linked = Vec::new();
    for (at, record) in catalog.pages.iter().enumerate() {
        let language = languages[at];
        let path = permalink::page(permalink::prefix(language, catalog.config.language), &record.id.0);
        let image = record.fields.image.as_ref();
        let image = image.and_then(|image| linker.picture(record, &path, image, |path| path.key("image")));
        let updated = record.fields.updated.map(|updated| updated.at(linker.clock.zone));
        let translations = groups[at].clone();
        linked.push(Some(Page { record, language, path, updated, translations, image }));
    }
    linker.ids.pages.published().iter().filter_map(|at| linked[*at].take()).collect()
}

/// Aliases of published and withdrawn records, and the redirects of `site.yaml`, by old path.
pub(super) fn redirects(linker: &mut Linker<'_, '_>) -> Vec<Redirection> {
    let config = &linker.catalog.config;
    let mut old: Vec<(String, String, Place)> = Vec::new();
    for (index, redirect) in config.redirects.iter().enumerate() {
        let path = Path::top().key("redirects").index(index).key("from");
        let place = Place::Yaml { source: config.source, path, part: Part::Value };
        let to = redirect.to.0.strip_prefix('/').unwrap_or(&redirect.to.0);
        old.push((redirect.from.clone(), to.to_owned(), place));
    }
    for record in linker.catalog.records() {
        if matches!(linker.ids.status(&record), PublicationStatus::Skipped(_)) {
            continue;
        }
        let prefix = permalink::prefix(record.language().unwrap_or(config.language), config.language);
        for (index, from) in record.aliases().iter().enumerate() {
            let to = permalink::record(prefix, record.kind(), &record.name());
            let place = record.origin.value(|path| path.key("aliases").index(index));
            old.push((from.clone(), to, place));
        }
    }
    clean(old, &config.base.path, linker.found)
}

/// Old paths below the section, each leading to one place.
fn clean(old: Vec<(String, String, Place)>, base: &str, found: &mut Vec<Diagnostic>) -> Vec<Redirection> {
    let mut redirects: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    for (from, to, place) in old {
        let below = from.strip_prefix(base).unwrap_or(&from).trim_start_matches('/').to_owned();
        let sound = !below.is_empty()
            && !below.contains(['\\', '?', '#', ':', '\0'])
            && below.split('/').all(|part| part != ".." && part != ".")
            && !below.contains("//");
        if !sound {
            let message = words!(
                "`{from}` không phải đường dẫn cũ dùng được",
                "`{from}` is no old path of this section"
            );
            let help = words!("viết như `/tin-cu/bai-1.html`", "write it like `/old/page-1.html`");
            found.push(Diagnostic::error(Code::InvalidUrl, place, message).help(help));
        } else if let Some(other) = redirects.get(&below).filter(|other| **other != to) {
            let message = words!(
                "đường dẫn cũ `{from}` đã dẫn tới `/{other}`",
                "the old path `{from}` leads to `/{other}` already"
            );
            found.push(Diagnostic::error(Code::PathCollision, place, message));
        } else {
            redirects.insert(below, to);
        }
    }
    redirects.into_iter().map(|(from, to)| Redirection { from, to }).collect()
}

/// Pages and categories that menus name are there.
pub(super) fn check_menus(linker: &mut Linker<'_, '_>) {
    let config = &linker.catalog.config;
    for (menu, items) in [("main", &config.menus.main), ("footer", &config.menus.footer)] {
        for (index, item) in items.iter().enumerate() {
            let at = |key: &'static str| Place::Yaml {
                source: config.source,
                path: Path::top().key("menus").key(menu).index(index).key(key),
                part: Part::Value,
            };
            if let Some(id) = &item.page {
                linker.ids.pages.find(id, at("page"), linker.found);
            }
            if let Some(id) = &item.category {
                linker.ids.categories.find(id, at("category"), linker.found);
            }
        }
    }
}

/// The picture that `look.logo` names.
pub(super) fn logo(linker: &mut Linker<'_, '_>) -> Option<Picture> {
    let config = &linker.catalog.config;
    let found = linker.assets.picture("content", "", config.look.logo.as_ref()?);
    let path = Path::top().key("look").key("logo");
    let place = Place::Yaml { source: config.source, path, part: Part::Value };
    found.map_err(|failure| linker.not_usable(&failure, place)).ok()
}
