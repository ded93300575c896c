//! `bantin build`: checks, then writes the whole site.

use bantin::progress::Progress;
use bantin::workspace::Workspace;
use bantin_text::language::Language;

use crate::cli::args::{Build, Common, Format};
use crate::cli::clock::Watch;
use crate::cli::interrupt::Interruptible;
use crate::cli::progress::Bar;
use crate::cli::summary::Told;
use crate::cli::timings::Timings;
use crate::cli::{Status, WrongUsage, eprint, print, report, request};

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Build, language: Language) -> Result<Status, WrongUsage> {
    let options = request::build(common, command, language)?;
    let watch = Watch::start();
    let bar = Bar::new(common.quiet, language);
    let timings = Timings::new(&bar);
    let progress = Interruptible::new(if command.timings { &timings } else { &bar });
    let outcome = Workspace::new(options.clone()).build(&progress);
    bar.finish();
    if progress.is_cancelled() && outcome.summary.is_none() {
        let said = match language {
            Language::Vi => "Đã dừng theo yêu cầu; trang cũ còn nguyên.\n",
            Language::En => "Ended as asked; the old site is as it was.\n",
        };
        eprint(said);
        return Ok(Status::Interrupted);
    }
    report::print(&outcome.report, command.format, language);
    let status = report::status(&outcome.report);
    if let Some(summary) = outcome.summary.filter(|_| status == Status::Done && !common.quiet) {
        let told =
            Told { output: Some(&options.output), elapsed: watch.elapsed(), names: common.verbose, language };
        let text = told.text(&summary);
        // With a machine format, standard output holds nothing but diagnostics.
        if command.format == Format::Text { print(&text) } else { eprint(&text) }
    }
    if command.timings {
        eprint(&timings.table(language));
    }
    // The new site is there, and everything is said.
    drop(outcome.rest);
    Ok(status)
}
