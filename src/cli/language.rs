//! The language of messages: `--lang`, else that of the system, else `language` of `site.yaml`, else English.
//!
//! Help texts and complaints about arguments are in that language too, so it is chosen before the arguments are
//! parsed. A wrong `--lang` is left to the parser to complain about.

use std::ffi::OsString;
use std::path::Path;

use bantin_text::language::Language;

use crate::cli::settings;

/// The language of messages; the first argument is the name of the program.
pub(crate) fn choose(arguments: &[OsString]) -> Language {
    let site = |root: Option<&Path>| match root {
        Some(root) => settings::read(root, "language"),
        None => settings::read(&settings::nearest_site(), "language"),
    };
    chosen(arguments, |name| std::env::var_os(name), sys_locale::get_locale, site)
}

fn chosen(
    arguments: &[OsString],
    variable: impl Fn(&str) -> Option<OsString>,
    system: impl FnOnce() -> Option<String>,
    site: impl FnOnce(Option<&Path>) -> Option<String>,
) -> Language {
    let root = || given(arguments, "--root").last().map(Path::new);
    given(arguments, "--lang")
        .filter_map(Language::parse)
        .last()
        .or_else(|| of_environment(variable))
        .or_else(|| of_locale(&system()?))
        .or_else(|| Language::parse(&site(root())?))
        .unwrap_or(Language::En)
}

/// The values of an option, as `--name value` or `--name=value`.
fn given<'a>(arguments: &'a [OsString], option: &str) -> impl Iterator<Item = &'a str> {
    let mut texts = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    let mut texts = std::iter::from_fn(move || texts.next().filter(|text| *text != "--")).fuse();
    std::iter::from_fn(move || {
        loop {
            match texts.next()?.strip_prefix(option) {
                Some("") => return texts.next(),
                Some(value) if value.starts_with('=') => return Some(&value[1..]),
                _ => {}
            }
        }
    })
}

/// The first variable that is not empty decides (POSIX, 8.2). `C` and languages without messages mean English.
fn of_environment(variable: impl Fn(&str) -> Option<OsString>) -> Option<Language> {
    let mut variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let locale = variables.find(|value| !value.is_empty())?;
    Some(locale.to_str().and_then(of_locale).unwrap_or(Language::En))
}

/// The language of a locale such as `vi_VN.UTF-8` or `vi-VN`.
fn of_locale(locale: &str) -> Option<Language> {
    Language::parse(&locale.split(['_', '.', '@', '-']).next()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
        let variable = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into());
        chosen(&arguments, variable, || None, |_| None)
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

    #[test]
    fn lc_messages_comes_after_lc_all_and_before_lang() {
        let bantin: &[&str] = &["bantin"];
        assert_eq!(language(bantin, &[("LC_MESSAGES", "vi_VN.UTF-8"), ("LANG", "en_US")]), Language::Vi);
        assert_eq!(language(bantin, &[("LC_ALL", "en_US"), ("LC_MESSAGES", "vi_VN")]), Language::En);
    }

    #[test]
    fn without_variables_the_system_is_asked_then_the_site() {
        let choice = |variables: &[(&str, &str)], system: Option<&str>, site: Option<&str>| {
            let variable =
                |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.into());
            chosen(&[], variable, || system.map(str::to_owned), |_| site.map(str::to_owned))
        };
        assert_eq!(choice(&[], Some("vi-VN"), Some("en")), Language::Vi);
        assert_eq!(choice(&[], Some("fr-FR"), Some("vi")), Language::Vi);
        assert_eq!(choice(&[], None, Some("vi")), Language::Vi);
        assert_eq!(choice(&[], None, Some("fr")), Language::En);
        assert_eq!(choice(&[], None, None), Language::En);
        assert_eq!(choice(&[("LANG", "C.UTF-8")], Some("vi-VN"), Some("vi")), Language::En);
    }

    #[test]
    fn the_site_is_read_at_the_root_of_the_arguments() {
        let root_of = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
            let mut asked = None;
            let site = |root: Option<&Path>| {
                asked = Some(root.map_or("the nearest".to_owned(), |root| root.display().to_string()));
                None
            };
            chosen(&arguments, |_| None, || None, site);
            asked
        };
        assert_eq!(root_of(&["bantin", "build"]).as_deref(), Some("the nearest"));
        assert_eq!(root_of(&["bantin", "--root", "a", "build"]).as_deref(), Some("a"));
        assert_eq!(root_of(&["bantin", "build", "--root=b"]).as_deref(), Some("b"));
        assert_eq!(root_of(&["bantin", "--lang=vi"]), None, "not read if it is not needed");
    }
}
