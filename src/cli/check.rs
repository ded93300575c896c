//! `bantin check`: everything that `build` checks, without writing.

use bantin::workspace::Workspace;
use bantin_text::language::Language;

use crate::cli::args::{Check, Common, Format};
use crate::cli::progress::Bar;
use crate::cli::{Status, WrongUsage, eprint, report, request, say};

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Check, language: Language) -> Result<Status, WrongUsage> {
    let options = request::check(common, command, language)?;
    let bar = Bar::new(common.quiet, language);
    let outcome = Workspace::new(options).check(&bar);
    bar.finish();
    report::print(&outcome.report, command.format, language);
    let clean = outcome.report.entries().is_empty() && command.format == Format::Text;
    if clean && !common.quiet {
        eprint(&say!(language, "Không có lỗi.\n", "No errors.\n"));
    }
    Ok(report::status(&outcome.report))
}
