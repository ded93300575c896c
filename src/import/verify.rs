//! The outcome of an import is checked like the whole site; what is wrong in a record is told at its cell.

use crate::diagnostic::{Diagnostic, Path, Place, Report, Severity, Step};
use crate::import::plan::Plan;
use crate::import::rows::{at_cell, cell_place};
use crate::locate::locate;
use crate::progress::Silent;
use crate::source::Sources;
use crate::workspace::{Change, Options, Purpose, Workspace};

/// All that is told of a plan: its own diagnostics, and what a check of the site finds in the records that it writes. Rows
/// that are wrong are added to the plan.
#[must_use]
pub fn verified(plan: &mut Plan, options: &Options) -> Report {
    let mut all = if plan.files.is_empty() { Vec::new() } else { checked(plan, options) };
    all.extend(plan.diagnostics.iter().cloned());
    locate(&Sources::new(), all)
}

/// What a check finds in records of the plan. Of all else `check` tells.
fn checked(plan: &mut Plan, options: &Options) -> Vec<Diagnostic> {
    let mut workspace = Workspace::new(options.clone());
    workspace.apply(plan.files.iter().map(|file| Change::Overlay(file.path.clone(), file.text.clone())));
    let state = workspace.state(Purpose::Check, &Silent);
    let mut found = Vec::new();
    for diagnostic in state.diagnostics() {
        let file = diagnostic.place.file_of(state.sources());
        let Some((row, column, of_row)) = cell(plan, &diagnostic.place, file) else { continue };
        if diagnostic.severity == Severity::Error && !plan.wrong_rows.contains(&of_row) {
            plan.wrong_rows.push(of_row);
        }
        let message = at_cell(&plan.sheet, row, column, &diagnostic.message);
        let place = cell_place(&plan.file, row, column);
        found.push(Diagnostic { place, message, ..diagnostic.clone() });
    }
    found
}

/// The row, column and record's row of a place in a written file.
fn cell(plan: &Plan, place: &Place, file: &str) -> Option<(u32, u32, u32)> {
    let (Place::Yaml { path, .. } | Place::Scalar { path, .. }) = place else {
        let origin = plan.origins.get(&(file.to_owned(), None))?;
        return Some((origin.row, 0, origin.row));
    };
    let Path(steps) = path;
    let (index, rest) = match steps.split_first() {
        Some((Step::Index(index), rest)) => (Some(*index), rest),
        _ => (None, steps.as_slice()),
    };
    let element = match rest {
        [Step::Key(list), Step::Index(at), ..] => {
            plan.elements.get(&(file.to_owned(), index, list.to_string(), *at))
        }
        _ => None,
    };
    let rest = if element.is_some() { &rest[2..] } else { rest };
    let origin = element.or_else(|| plan.origins.get(&(file.to_owned(), index)))?;
    let keys: Vec<&str> =
        rest.iter().filter_map(|step| if let Step::Key(key) = step { Some(&**key) } else { None }).collect();
    let begins = |path: &[String]| path.iter().zip(&keys).all(|(one, other)| one == other);
    let found = origin
        .cells
        .iter()
        .filter(|(path, _)| !keys.is_empty() && begins(path))
        .max_by_key(|(path, _)| path.len());
    let (row, column) = found.map_or((origin.row, 0), |(_, cell)| *cell);
    Some((row, column, origin.row))
}
