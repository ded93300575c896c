//! The language of messages: `--lang`, else `LC_ALL` or `LANG`, else English.
//!
//! Help texts and complaints about arguments are in that language too, so it is chosen before the arguments are
//! parsed. A wrong `--lang` is left to the parser to complain about.

use std::ffi::OsString;

use bantin_text::language::Language;

/// The language asked for by the arguments (the first is the program's name) or the environment.
pub(crate) fn choose(arguments: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Language {
    asked(arguments).or_else(|| of_locale(variable)).unwrap_or(Language::En)
}

fn asked(arguments: &[OsString]) -> Option<Language> {
    let mut texts = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    let mut asked = None;
    while let Some(text) = texts.next().filter(|text| *text != "--") {
        let code = if text == "--lang" { texts.next() } else { text.strip_prefix("--lang=") };
        asked = code.and_then(Language::parse).or(asked);
    }
    asked
}

/// POSIX: an empty variable counts as none, and the first that is set decides.
fn of_locale(variable: impl Fn(&str) -> Option<OsString>) -> Option<Language> {
    let locale = ["LC_ALL", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty())?;
    let code = locale.to_str()?.split(['_', '.', '@', '-']).next()?.to_ascii_lowercase();
    Language::parse(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
        choose(&arguments, |name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn the_argument_wins_wherever_it_stands() {
        let english = [("LC_ALL", "en_US.UTF-8")];
        assert_eq!(language(&["bantin", "--lang", "vi", "build"], &english), Language::Vi);
        assert_eq!(language(&["bantin", "build", "--lang=vi"], &english), Language::Vi);
        assert_eq!(language(&["bantin", "build", "--", "--lang=vi"], &english), Language::En);
        assert_eq!(language(&["bantin", "--lang", "xx"], &[("LANG", "vi_VN")]), Language::Vi);
        assert_eq!(language(&["bantin", "--lang"], &[]), Language::En);
    }

    #[test]
    fn the_environment_is_asked_next() {
        let bantin: &[&str] = &["bantin"];
        assert_eq!(language(bantin, &[("LANG", "vi_VN.UTF-8")]), Language::Vi);
        assert_eq!(language(bantin, &[("LC_ALL", "C"), ("LANG", "vi_VN.UTF-8")]), Language::En);
        assert_eq!(language(bantin, &[("LC_ALL", ""), ("LANG", "vi")]), Language::Vi);
        assert_eq!(language(bantin, &[("LANG", "fr_FR.UTF-8")]), Language::En);
        assert_eq!(language(bantin, &[]), Language::En);
    }
}
