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
    let mut workspace = Workspace::new(options);
    let outcome = workspace.check(&early);
    #[cfg(feature = "publish")]
    let outcome = match command.external {
        true => external::with_links(&mut workspace, outcome, command, &bar),
        false => outcome,
    };
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

/// Asking for links to pages elsewhere.
#[cfg(feature = "publish")]
mod external {
    use std::time::Duration;

    use bantin::http;
    use bantin::outgoing::{self, Asking, Known};
    use bantin::progress::{Progress, StageName};
    use bantin::workspace::Workspace;
    use bantin::workspace::build::Outcome;

    use crate::cli::args::Check;
    use crate::cli::progress::Bar;

    /// So long a host is left in peace between two requests.
    const PAUSE: Duration = Duration::from_millis(500);

    /// What is known of links, from the root of the site.
    const KNOWN: &str = ".bantin/cache/links.json";

    /// Adds to the outcome of a check what is wrong with links.
    pub(super) fn with_links(
        workspace: &mut Workspace,
        outcome: Outcome,
        command: &Check,
        bar: &Bar,
    ) -> Outcome {
        let (file, now) = (workspace.options().root.join(KNOWN), workspace.options().now);
        workspace.check_links(outcome, bar, |links, allowed| {
            let mut known = Known::read(&file);
            bar.begin(StageName::Links, links.len());
            let (agent, intranet) = (&http::agent(), command.intranet);
            let asking = Asking { agent, now, pause: PAUSE, intranet, allowed };
            let diagnostics = outgoing::check(links, asking, &mut known, &|| bar.advance(1));
            // Without the file the next run asks again.
            let _ = known.write(&file);
            diagnostics
        })
    }
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
