//! `bantin verify`: compares a folder or a served site with the list of its files.

use std::path::{Path, PathBuf};

use bantin::diagnostic::{Diagnostic, Report};
use bantin::locate::locate;
use bantin::progress::{Progress, StageName};
use bantin::source::Sources;
use bantin::verify::{Verified, list_of_folder, verify_folder};
use bantin_text::language::Language;

use crate::cli::args::{Common, Format, Verify};
use crate::cli::progress::Bar;
use crate::cli::{Status, print, report, request, say};

/// Runs the command. Differences are errors of the content; without a list nothing can be said.
pub(crate) fn run(common: &Common, command: &Verify, language: Language) -> Status {
    let bar = Bar::new(common.quiet, language);
    let named = command.output_or_url.as_deref();
    let verified = match named.filter(|named| is_address(named)) {
        Some(address) => site(address, &bar),
        None => folder(&named.map_or_else(|| common.root().join(request::USUAL_OUTPUT), PathBuf::from), &bar),
    };
    bar.finish();
    let (report, files) = match verified {
        Ok(Verified { files, differences }) => {
            (reported(differences.iter().map(|one| one.diagnostic()).collect()), files)
        }
        Err(diagnostic) => (reported(vec![diagnostic]), 0),
    };
    report::print(&report, command.format, language);
    let status = report::status(&report);
    if status == Status::Done && command.format == Format::Text && !common.quiet {
        print(&say!(language, "{files} tệp, tất cả đều đúng\n", "{files} files, all as listed\n"));
    }
    status
}

/// A report of diagnostics that stand in no text.
pub(crate) fn reported(diagnostics: Vec<Diagnostic>) -> Report {
    locate(&Sources::default(), diagnostics)
}

fn is_address(named: &str) -> bool {
    named.starts_with("https://") || named.starts_with("http://")
}

fn folder(folder: &Path, bar: &Bar) -> Result<Verified, Diagnostic> {
    let list = list_of_folder(folder)?;
    bar.begin(StageName::Verify, list.files.len());
    Ok(verify_folder(folder, &list, &|| bar.advance(1)))
}

#[cfg(feature = "publish")]
fn site(address: &str, bar: &Bar) -> Result<Verified, Diagnostic> {
    use bantin::verify::{list_of_site, verify_site};
    let (agent, site) = (bantin::http::agent(), format!("{}/", address.trim_end_matches('/')));
    let list = list_of_site(&agent, &site)?;
    bar.begin(StageName::Verify, list.files.len());
    Ok(verify_site(&agent, &site, list.files.iter(), &|| bar.advance(1)))
}

#[cfg(not(feature = "publish"))]
fn site(address: &str, _: &Bar) -> Result<Verified, Diagnostic> {
    use bantin::diagnostic::{Code, LocalizedText, Place};
    let vi = "chương trình này được biên dịch không kèm `publish`, nên không hỏi được máy chủ".to_owned();
    let en = "this program was compiled without `publish`, so it cannot ask a server".to_owned();
    Err(Diagnostic::error(Code::FileList, Place::file(address), LocalizedText { vi, en }))
}
