//! `bantin explain`: what a code means.

use bantin::diagnostic::Code;
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

use crate::cli::args::Explain;
use crate::cli::{Status, WrongUsage, print, say};

/// Runs the command.
pub(crate) fn run(command: &Explain, language: Language) -> Result<Status, WrongUsage> {
    let asked = command.code.as_str();
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == asked) {
        let lines: String =
            code.explanation(language).lines().map(|line| format!("{}\n", line.trim())).collect();
        print(&format!("{asked}\n\n{lines}"));
        return Ok(Status::Done);
    }
    let near = nearest(asked, Code::ALL.iter().map(|code| code.as_str()));
    let help = near.map_or_else(String::new, |near| {
        say!(language, "; có phải ý bạn là `{near}`?", "; did you mean `{near}`?")
    });
    Err(WrongUsage(say!(language, "không có mã `{asked}`{help}", "there is no code `{asked}`{help}")))
}
