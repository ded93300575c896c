//! Compiles and renders templates. There is one engine per language; they share the parsed templates.
//!
//! In: the sources of the theme. Out: HTML, or a diagnostic at a place in a template.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::source::{Lines, Position, SourceId, Sources, Span};
use crate::theme::argument::Argument;
use crate::theme::messages::{self, Messages};
use crate::theme::{Statics, Theme};
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

/// Separates the two languages in errors of our own functions: Tera passes errors as one string.
const SEPARATOR: char = '\u{1f}';

/// All templates, compiled.
pub struct Templates {
    engines: Vec<Engine>,
    places: Places,
}

struct Engine {
    language: Language,
    messages: Arc<Messages>,
    tera: Tera,
}

impl Templates {
    /// Compiles the templates of a theme for the languages of a site; `base` is its path (`/dan-van-kheo/`). Reports
    /// all templates that cannot be parsed; returns `None` if there are any.
    pub fn compile(
        theme: &Theme,
        languages: &[Language],
        base: &str,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = diagnostics.len();
        let places = Places::new(theme);
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        // Fails only if there are templates already.
        let _ = tera.set_fallback_prefixes(theme.lineage.iter().map(|name| format!("{name}/")));
        tera.register_function("t", |_: Kwargs, _: &State<'_>| Value::none());
        tera.register_function("asset", assets(&theme.statics, base));
        tera.register_filter("headline", headlines(str::to_owned));
        let texts = theme.templates.iter().map(|(name, id)| (name, &sources.get(*id).text));
        if let Err(error) = tera.add_raw_templates(texts) {
            diagnostics.extend(places.syntax_errors(&error, sources));
        }
        let engines = languages.iter().map(|language| {
            let files =
                theme.messages.iter().find(|(of, _)| of == language).map_or(&[][..], |(_, files)| files);
            if files.is_empty() {
                diagnostics.push(messages::absent(&theme.name, *language));
            }
            let messages = Arc::new(Messages::new(*language, files, sources, diagnostics));
            let mut tera = tera.clone();
            tera.register_function("t", translations(Arc::clone(&messages)));
            Engine { language: *language, messages, tera }
        });
        let engines = engines.collect();
        (diagnostics.len() == before).then_some(Self { engines, places })
    }

    /// Adds a global variable whose value depends on the language.
    #[must_use]
    pub fn with_global(mut self, name: &'static str, values: Vec<(Language, Value)>) -> Self {
        for (language, value) in values {
            for engine in self.engines.iter_mut().filter(|engine| engine.language == language) {
                engine.tera.global_context().insert_value(name, value.clone());
            }
        }
        self
    }

    /// Sets what the filter `headline` makes of a title.
    #[must_use]
    pub fn with_headlines(mut self, bind: impl Fn(&str) -> String + Clone + Send + Sync + 'static) -> Self {
        for engine in &mut self.engines {
            engine.tera.register_filter("headline", headlines(bind.clone()));
        }
        self
    }

    /// The interface texts of a language.
    pub fn messages(&self, language: Language) -> &Messages {
        &self.engine(language).messages
    }

    pub fn render(&self, language: Language, name: &str, context: &Context) -> Result<String, Diagnostic> {
        let rendered = self.engine(language).tera.render(name, context);
        rendered.map_err(|error| self.places.render_error(name, &error))
    }

    /// The engine of a language; that of the main language if the site does not have it.
    fn engine(&self, language: Language) -> &Engine {
        self.engines.iter().find(|engine| engine.language == language).unwrap_or(&self.engines[0])
    }
}

/// `title | headline`.
fn headlines(
    bind: impl Fn(&str) -> String + Send + Sync + 'static,
) -> impl Fn(&str, Kwargs, &State<'_>) -> String + Send + Sync + 'static {
    move |title, _, _| bind(title)
}

/// `t(key="…", count=…, …)`.
fn translations(messages: Arc<Messages>) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> {
    move |given, _| {
        let key = given.must_get::<&str>("key")?;
        if let Some(text) = messages.fixed(key) {
            return Ok(Value::from(text));
        }
        let mut texts = Vec::new();
        for (name, value) in given.iter() {
            match name.as_str() {
                Some("key") | None => {}
                Some(name) if value.is_none() || value.is_undefined() => {
                    return Err(failure(&localized!(
                        "đối số `{name}` của chữ giao diện `{key}` không có giá trị",
                        "the argument `{name}` of the interface text `{key}` has no value"
                    )));
                }
                Some(name) => texts.push((name, value.as_i64(), value.to_string())),
            }
        }
        let arguments: Vec<_> = texts
            .iter()
            .map(|(name, count, text)| match count {
                Some(count) if *name == "count" => (*name, Argument::Count(*count)),
                _ => (*name, Argument::Text(text)),
            })
            .collect();
        messages.text(key, &arguments).map(Value::from).map_err(|words| failure(&words))
    }
}

/// `asset(path="page.css")`.
fn assets(statics: &Statics, base: &str) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> + use<> {
    let names: Vec<String> = statics.names().map(str::to_owned).collect();
    let hrefs: FxHashMap<String, Value> = statics
        .names()
        .filter_map(|name| Some((name.to_owned(), Value::from(format!("{base}{}", statics.path(name)?)))))
        .collect();
    move |given, _| {
        let path = given.must_get::<&str>("path")?;
        hrefs.get(path).cloned().ok_or_else(|| {
            let near = nearest(path, names.iter().map(String::as_str)).unwrap_or("…");
            failure(&localized!(
                "giao diện không có tệp `static/{path}` (gần nhất: `{near}`)",
                "the theme has no file `static/{path}` (nearest: `{near}`)"
            ))
        })
    }
}

fn failure(words: &LocalizedText) -> Error {
    Error::message(format!("{}{SEPARATOR}{}", words.en, words.vi))
}

/// The sources of templates, for the places of diagnostics.
struct Places {
    /// By full name, and by the name that Tera resolves to the nearest one.
    sources: FxHashMap<String, SourceId>,
    /// The full names.
    names: Vec<String>,
    /// What a template may be called in another.
    known: Vec<String>,
}

impl Places {
    fn new(theme: &Theme) -> Self {
        let names: Vec<String> = theme.templates.iter().map(|(name, _)| name.clone()).collect();
        let mut sources: FxHashMap<_, _> = theme.templates.iter().cloned().collect();
        let mut known = Vec::new();
        for prefix in &theme.lineage {
            for (name, source) in &theme.templates {
                let Some(short) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('/')) else {
                    continue;
                };
                sources.entry(short.to_owned()).or_insert(*source);
                known.push(short.to_owned());
            }
        }
        known.extend(names.iter().cloned());
        Self { sources, names, known }
    }

    /// Diagnostics for templates that could not be added together.
    fn syntax_errors(&self, error: &Error, sources: &Sources) -> Vec<Diagnostic> {
        let alone: Vec<_> = self.names.iter().filter_map(|name| self.alone(name, sources)).collect();
        if !alone.is_empty() {
            return alone;
        }
        match error.kind() {
            ErrorKind::Msg(reports) => self.reported(reports, sources),
            kind => vec![self.broken_chain(kind)],
        }
    }

    /// The syntax error of a single template; its references to others are not checked.
    fn alone(&self, name: &str, sources: &Sources) -> Option<Diagnostic> {
        let text = &sources.get(self.sources[name]).text;
        match Tera::new().add_raw_template(name, text).err()?.kind() {
            ErrorKind::SyntaxError(report) => Some(self.at_report(Code::TemplateSyntax, name, report)),
            _ => None,
        }
    }

    /// Undefined names in templates. Tera joins these errors into one string, in which each has its place.
    fn reported(&self, reports: &str, sources: &Sources) -> Vec<Diagnostic> {
        let diagnostics: Vec<_> = reports
            .split("\n\n")
            .filter_map(|report| {
                let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
                let mut place = rest.lines().next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
                let (column, line, name) = (place.next()?, place.next()?, place.next()?);
                let source = *self.sources.get(name)?;
                let position = Position { line: line.parse().ok()?, column: column.parse().ok()? };
                let start = Lines::new(&sources.get(source).text).offset(position);
                Some(broken(Code::TemplateSyntax, Span { source, start, end: start }.into(), message))
            })
            .collect();
        if diagnostics.is_empty() {
            vec![broken(Code::TemplateSyntax, self.anywhere(reports), reports)]
        } else {
            diagnostics
        }
    }

    /// Templates that extend or include each other in a cycle, or one that does not exist.
    fn broken_chain(&self, kind: &ErrorKind) -> Diagnostic {
        let message = kind.to_string();
        let name = match kind {
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
            ErrorKind::MissingParent { current, .. } => current,
            _ => &message,
        };
        let diagnostic = broken(Code::TemplateSyntax, self.start_of(name), &message);
        match kind {
            ErrorKind::MissingParent { parent, .. } => {
                diagnostic.did_you_mean(nearest(parent, self.known.iter().map(String::as_str)))
            }
            _ => diagnostic,
        }
    }

    /// The diagnostic for a template that could not be rendered.
    fn render_error(&self, name: &str, error: &Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                self.at_report(Code::TemplateRender, name, report)
            }
            kind => broken(Code::TemplateRender, self.start_of(name), &kind.to_string()),
        }
    }

    /// Spans of a report are byte ranges of the template.
    fn at_report(&self, code: Code, name: &str, report: &ReportError) -> Diagnostic {
        let file = if report.filename().is_empty() { name } else { report.filename() };
        let place = match self.sources.get(file) {
            Some(source) => {
                let range = &report.span().range;
                Span { source: *source, start: range.start, end: range.end }.into()
            }
            None => Place::file(format!("templates/{file}")),
        };
        broken(code, place, report.message())
    }

    fn start_of(&self, name: &str) -> Place {
        match self.sources.get(name) {
            Some(source) => Place::start_of(*source),
            None => Place::file(format!("templates/{name}")),
        }
    }

    /// The first template that a message names, for errors such as two definitions of one component.
    fn anywhere(&self, message: &str) -> Place {
        let named = self.names.iter().find(|name| message.contains(&format!("`{name}`")));
        self.start_of(named.map_or("", String::as_str))
    }
}

/// A diagnostic with the message of Tera, in English, or of our functions, in both languages.
fn broken(code: Code, place: Place, message: &str) -> Diagnostic {
    let words = match (message.split_once(SEPARATOR), code) {
        (Some((en, vi)), _) => LocalizedText { vi: vi.to_owned(), en: en.to_owned() },
        (None, Code::TemplateSyntax) => {
            localized!("khuôn mẫu viết sai: {message}", "the template cannot be read: {message}")
        }
        (None, _) => {
            localized!("khuôn mẫu không dựng được trang: {message}", "the template failed: {message}")
        }
    };
    Diagnostic::error(code, place, words)
}
