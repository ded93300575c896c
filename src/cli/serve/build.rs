//! The builds of a preview: each of them whole, one after the other.

use std::sync::Arc;

use bantin::config::BaseUrl;
use bantin::driver::{self, Options, Outcome};
use bantin::progress::{Progress, Silent};
use bantin_text::language::Language;

use crate::cli::args::{Common, Format, Serve};
use crate::cli::clock::{self, Watch};
use crate::cli::progress::Bar;
use crate::cli::serve::preview::Preview;
use crate::cli::summary::Told;
use crate::cli::{Status, WrongUsage, eprint, panic, report, request, settings};

/// Builds the site of a preview, as often as it is asked to.
pub(super) struct Builds {
    options: Options,
    /// What `--now` says; else each build has its own hour.
    fixed_clock: bool,
    quiet: bool,
    verbose: bool,
    language: Language,
    preview: Arc<Preview>,
}

impl Builds {
    /// Nothing is built yet.
    pub(super) fn new(
        common: &Common,
        command: &Serve,
        language: Language,
        preview: &Arc<Preview>,
    ) -> Result<Self, WrongUsage> {
        let options = Options {
            root: common.root.clone(),
            output: preview.folder.clone(),
            base_url: None,
            now: clock::now(command.now.as_deref(), &common.root, language)?,
            publication: request::publication(command.unpublished),
            strict: false,
            clean: false,
        };
        let (quiet, verbose) = (common.quiet, common.verbose);
        let fixed_clock = command.now.is_some();
        Ok(Self { options, fixed_clock, quiet, verbose, language, preview: Arc::clone(preview) })
    }

    /// Builds for the first time, with a progress bar.
    pub(super) fn first(&self) -> Status {
        let bar = Bar::new(self.quiet, self.language);
        self.build(&bar, || bar.finish())
    }

    /// Builds once more.
    pub(super) fn again(&self) {
        self.build(&Silent, || {});
    }

    fn build(&self, progress: &dyn Progress, done: impl FnOnce()) -> Status {
        let options = self.options();
        let watch = Watch::start();
        // A fault of the program must not end the preview: the next change may mend it.
        let outcome = panic::caught(self.language, || driver::build(&options, progress));
        done();
        outcome.map_or(Status::Content, |outcome| self.tell(outcome, &options, &watch))
    }

    fn tell(&self, outcome: Outcome, options: &Options, watch: &Watch) -> Status {
        report::print(&outcome.report, Format::Text, self.language);
        let status = report::status(&outcome.report);
        let Some(summary) = outcome.summary.filter(|_| status == Status::Done) else {
            self.preview.failed(outcome.report);
            return status;
        };
        self.preview.succeeded();
        if !self.quiet {
            let told = Told {
                output: &options.output,
                elapsed: watch.elapsed(),
                names: self.verbose,
                language: self.language,
            };
            eprint(&if self.verbose { told.text(&summary) } else { told.headline(&summary) });
        }
        status
    }

    /// The options of a build now: the settings may have changed since the last one, and time has passed.
    fn options(&self) -> Options {
        let mut options = self.options.clone();
        if !self.fixed_clock {
            options.now = clock::moment();
        }
        // While the settings cannot be read, the preview stays where it is.
        if let Some(base) = settings::read(&options.root, "base_url").and_then(|url| BaseUrl::parse(&url)) {
            self.preview.move_to(base.path);
        }
        options.base_url = Some(self.preview.base());
        options
    }
}
