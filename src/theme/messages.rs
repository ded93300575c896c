//! Interface texts of one language.
//!
//! In: the theme's Fluent files. Out: texts by key. Texts without arguments are formatted once.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::source::{SourceId, Sources, Span};
use crate::theme::argument::Argument;
use crate::theme::keys::Message;
use bantin_text::language::Language;
use bantin_text::number;
use bantin_text::suggest::nearest;

/// The interface texts of a language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    /// Formatted texts without arguments.
    fixed: FxHashMap<String, String>,
}

impl Messages {
    /// Parses the files; messages of later files replace those of earlier ones. What cannot be parsed is reported.
    pub fn new(
        language: Language,
        files: &[SourceId],
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale(language)]);
        // Fluent's bidirectional isolation marks are not needed in these two languages.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Vi => |value, _| number_text(value, Language::Vi),
            Language::En => |value, _| number_text(value, Language::En),
        }));
        // Fails only if a function of that name already exists.
        let _ = bundle.add_builtins();
        let mut keys = Vec::new();
        for file in files {
            let resource = parse(*file, sources, diagnostics);
            keys.extend(keys_of(&sources.get(*file).text).map(str::to_owned));
            bundle.add_resource_overriding(resource);
        }
        keys.sort_unstable();
        keys.dedup();
        let mut messages = Self { bundle, keys, fixed: FxHashMap::default() };
        let fixed =
            messages.keys.iter().filter_map(|key| Some((key.clone(), messages.format(key, &[]).ok()?)));
        messages.fixed = fixed.collect();
        messages
    }

    /// The text of a key. Errors: the key or an argument is missing.
    pub fn text(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Result<String, LocalizedText> {
        match self.fixed.get(key) {
            Some(text) => Ok(text.clone()),
            None => self.format(key, arguments),
        }
    }

    /// The text of a message of the engine, whose existence was checked (see [`check`](fn@crate::theme::check)).
    pub(crate) fn get(&self, message: Message<'_>) -> String {
        let key = message.key();
        self.text(&key, &message.arguments()).unwrap_or_else(|_| key.into_owned())
    }

    /// The text of a key without arguments, if it exists.
    pub fn fixed(&self, key: &str) -> Option<&str> {
        self.fixed.get(key).map(String::as_str)
    }

    fn format(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Result<String, LocalizedText> {
        let message = self.bundle.get_message(key);
        let pattern = message.and_then(|message| message.value()).ok_or_else(|| self.missing(key))?;
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => values.set(*name, *text),
                Argument::Count(count) => values.set(*name, *count),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(localized!(
                "chữ giao diện `{key}` không ghép được: {error}",
                "the interface text `{key}` cannot be put together: {error}"
            )),
        }
    }

    fn missing(&self, key: &str) -> LocalizedText {
        match nearest(key, self.keys.iter().map(String::as_str)) {
            None => localized!("không có chữ giao diện `{key}`", "there is no interface text `{key}`"),
            Some(near) => localized!(
                "không có chữ giao diện `{key}`, có phải là `{near}`?",
                "there is no interface text `{key}`, is it `{near}`?"
            ),
        }
    }
}

/// The locale for plural rules.
fn locale(language: Language) -> LanguageIdentifier {
    language.code().parse().unwrap_or_default()
}

/// The keys of a file: identifiers before `=` at the beginning of a line.
pub(super) fn keys_of(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// The valid messages of a file; the others are reported.
fn parse(file: SourceId, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> FluentResource {
    let text = &sources.get(file).text;
    FluentResource::try_new(text.clone()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let (start, end) = (error.pos.start.min(text.len()), error.pos.end.min(text.len()));
            let message = localized!(
                "chữ giao diện viết sai: {what}",
                "the interface text cannot be read: {what}",
                what = error.kind
            );
            diagnostics.push(Diagnostic::error(
                Code::InterfaceTexts,
                Span { source: file, start, end },
                message,
            ));
        }
        resource
    })
}

/// Formats a number for readers; `useGrouping: "false"` omits the thousands separators.
fn number_text(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(given) = value else { return None };
    let plain = given.value.to_string();
    let digits = plain.split_once('.').map_or(0, |(_, digits)| digits.len());
    let digits = digits.max(given.options.minimum_fraction_digits.unwrap_or(0));
    let digits = given.options.maximum_fraction_digits.map_or(digits, |most| digits.min(most));
    if given.options.use_grouping {
        return Some(number::decimal(given.value, language, digits));
    }
    let plain = format!("{:.digits$}", given.value);
    Some(if language == Language::Vi { plain.replace('.', ",") } else { plain })
}

/// Reports that the theme has no messages of a language.
pub(super) fn absent(theme: &str, language: Language) -> Diagnostic {
    let path = format!("themes/{theme}/i18n/{}.ftl", language.code());
    let message =
        localized!("thiếu tệp chữ giao diện `{path}`", "the file of interface texts `{path}` is missing");
    Diagnostic::error(Code::InterfaceTexts, Place::file(path), message)
}
