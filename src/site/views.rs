//! Page views: `content/data/views.yaml` (or `views.csv`), a series with the columns `path` and `views`.
//!
//! It is made from the logs of the web server; the pages do not count anything. In: the series. Out: the numbers by
//! path relative to the section (`tin-tuc/bai-a/`). Paths of missing pages are ignored.

use std::collections::BTreeMap;

use crate::content::catalog::Catalog;
use crate::content::data::Cell;
use crate::diagnostic::{Code, Diagnostic, Place, localized};

/// The stem of the file.
const SERIES: &str = "views";

/// Page views by path; empty if there is no such series.
pub(super) fn views(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, u64> {
    let mut views = BTreeMap::new();
    let Some(series) = catalog.series.iter().find(|series| series.id == SERIES) else { return views };
    let column = |name: &str| series.fields.columns.iter().position(|column| column == name);
    let (Some(path), Some(count)) = (column("path"), column("views")) else {
        let message = localized!(
            "bảng lượt xem cần hai cột `path` và `views`",
            "the series of views needs the columns `path` and `views`"
        );
        let help = localized!(
            "ví dụ: columns: [path, views], rows: [[tin-tuc/bai-a/, 120]]",
            "for example: columns: [path, views], rows: [[tin-tuc/bai-a/, 120]]"
        );
        diagnostics
            .push(Diagnostic::error(Code::MissingKey, Place::start_of(series.source), message).help(help));
        return views;
    };
    let base = &catalog.config.base.path;
    for (number, row) in series.fields.rows.iter().enumerate() {
        match (row.get(path), row.get(count)) {
            (Some(Cell::Text(path)), Some(Cell::Number(count))) if *count >= 0.0 && count.fract() == 0.0 => {
                let path = path.strip_prefix(base.as_str()).unwrap_or(path).trim_start_matches('/');
                *views.entry(path.to_owned()).or_default() += *count as u64;
            }
            _ => {
                let number = number + 1;
                let message = localized!(
                    "dòng {number} không phải một đường dẫn và một số lượt xem",
                    "row {number} is no path and number of views"
                );
                diagnostics.push(Diagnostic::error(
                    Code::OutOfRange,
                    Place::start_of(series.source),
                    message,
                ));
            }
        }
    }
    views
}
