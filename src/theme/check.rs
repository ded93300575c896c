//! Checks that a theme has the messages that the engine uses.

use bantin_text::language::Language;

use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::theme::Theme;
use crate::theme::argument::Argument;
use crate::theme::keys::all;
use crate::theme::templates::Templates;

/// Reports messages that are missing in the theme, or that use other arguments; `None` if there are any.
pub(crate) fn check(
    theme: &Theme,
    templates: &Templates,
    languages: &[Language],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<()> {
    let before = diagnostics.len();
    for language in languages {
        let file = theme.messages.iter().find(|(of, _)| of == language).and_then(|(_, files)| files.last());
        let place = file.map_or_else(|| Place::file("themes"), |file| Place::start_of(*file));
        for (key, arguments) in all() {
            let given: Vec<_> = arguments.iter().map(|name| (*name, Argument::Text("x"))).collect();
            if let Err(what) = templates.messages(*language).text(&key, &given) {
                let help = localized!(
                    "chương trình cần chữ này cho mọi giao diện",
                    "the program needs this text of every theme"
                );
                diagnostics.push(Diagnostic::error(Code::InterfaceTexts, place.clone(), what).help(help));
            }
        }
    }
    (diagnostics.len() == before).then_some(())
}

#[cfg(test)]
mod tests;
