//! From arguments to the options of a run.

use bantin::config::BaseUrl;
use bantin::site::Publication;
use bantin::workspace::Options;
use bantin_text::language::Language;

use crate::cli::args::{Build, Check, Common, Unpublished};
use crate::cli::{WrongUsage, clock, say};

/// Default output folder, below the site's root.
pub(crate) const USUAL_OUTPUT: &str = "public";

/// The options of `bantin build`.
pub(crate) fn build(common: &Common, command: &Build, language: Language) -> Result<Options, WrongUsage> {
    let options = reading(common, command.now.as_deref(), command.base_url.as_deref(), language)?;
    Ok(Options {
        output: command.output.clone().unwrap_or(options.output),
        publication: publication(command.unpublished),
        strict: command.strict,
        clean: command.clean,
        force: command.force,
        compress: command.compress,
        ..options
    })
}

/// The options of `bantin check`.
pub(crate) fn check(common: &Common, command: &Check, language: Language) -> Result<Options, WrongUsage> {
    let options = reading(common, command.now.as_deref(), None, language)?;
    Ok(Options { publication: publication(command.unpublished), strict: command.strict, ..options })
}

/// The options of a command that writes nothing.
pub(crate) fn reading(
    common: &Common,
    now: Option<&str>,
    base: Option<&str>,
    language: Language,
) -> Result<Options, WrongUsage> {
    Ok(Options {
        root: common.root().to_owned(),
        output: common.root().join(USUAL_OUTPUT),
        base_url: base_url(base, language)?,
        now: clock::now(now, common.root(), language)?,
        publication: Publication::default(),
        strict: false,
        clean: false,
        force: false,
        compress: false,
    })
}

/// `--drafts` and `--future`.
pub(crate) fn publication(asked: Unpublished) -> Publication {
    Publication { drafts: asked.drafts, future: asked.future, withdrawal: None }
}

fn base_url(text: Option<&str>, language: Language) -> Result<Option<BaseUrl>, WrongUsage> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || {
        WrongUsage(say!(
            language,
            "`{text}` của `--base-url` không phải địa chỉ của một trang: ví dụ `https://tinh.gov.vn/dan-van-kheo/`",
            "`{text}` of `--base-url` is no address of a site: for example `https://host.example/news/`"
        ))
    };
    BaseUrl::parse(text).map(Some).ok_or_else(wrong)
}
