//! `bantin check`: everything that `build` checks, without writing.

use bantin::diagnostic::Report;
use bantin::progress::{Progress, StageName};
use bantin::workspace::Workspace;
use bantin_text::language::Language;

use crate::cli::args::{Check, Common, Format};
use crate::cli::progress::Bar;
use crate::cli::{Status, WrongUsage, eprint, report, request, say};

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Check, language: Language) -> Result<Status, WrongUsage> {
    let options = request::check(common, command, language)?;
    let bar = Bar::new(common.quiet, language);
    let early = Early { bar: &bar, format: command.format, language };
    let outcome = Workspace::new(options).check(&early);
    bar.finish();
    let untold = outcome.untold.as_ref().unwrap_or(&outcome.report);
    report::print_entries(untold, command.format, language);
    report::print_count(&outcome.report, command.format, language);
    let clean = outcome.report.entries().is_empty() && command.format == Format::Text;
    if clean && !common.quiet {
        eprint(&say!(language, "Không có lỗi.\n", "No errors.\n"));
    }
    Ok(report::status(&outcome.report))
}

/// Prints the diagnostics of each stage when it ends, above the bar.
struct Early<'b> {
    bar: &'b Bar,
    format: Format,
    language: Language,
}

impl Progress for Early<'_> {
    fn begin(&self, stage: StageName, steps: usize) {
        self.bar.begin(stage, steps);
    }

    fn advance(&self, steps: usize) {
        self.bar.advance(steps);
    }

    fn wants_found(&self) -> bool {
        true
    }

    fn found(&self, found: &Report) {
        self.bar.suspend(|| report::print_entries(found, self.format, self.language));
    }
}
