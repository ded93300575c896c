//! Tests of themes on small sites.

use std::fs;

use tempfile::TempDir;
use tera::{Context, Value};

use super::{Argument, Content, Messages, StaticFile, Templates, Theme};
use crate::diagnostic::{Code, Diagnostic, Place, Step};
use crate::source::{Lines, Source, Sources};
use crate::yaml::Node;
use bantin_text::language::Language;

/// The folder of a site with these files and a theme `mini`.
struct Site {
    root: TempDir,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let basis = [("themes/mini/i18n/vi.ftl", "a = A\n"), ("themes/mini/i18n/en.ftl", "a = A\n")];
        for (path, text) in basis.iter().chain(files) {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { root, sources: Sources::new(), diagnostics: Vec::new() }
    }

    fn theme(&mut self, name: &str) -> Option<Theme> {
        Theme::read(
            self.root.path(),
            name,
            Place::file("content/site.yaml"),
            &mut self.sources,
            &mut self.diagnostics,
        )
    }

    fn compile(&mut self) -> Option<Templates> {
        let theme = self.theme("mini").unwrap();
        Templates::compile(&theme, &[Language::Vi], "/tin/", &self.sources, &mut self.diagnostics)
    }

    fn compile_again(&mut self) -> Templates {
        self.diagnostics.clear();
        let templates = self.compile();
        templates.unwrap_or_else(|| panic!("{:?}", self.diagnostics))
    }

    /// The diagnostics as `file key code`.
    fn value_places(&self, diagnostics: &[Diagnostic]) -> Vec<String> {
        let told = |one: &Diagnostic| match &one.place {
            Place::Yaml { source, path, .. } => {
                let [Step::Key(key)] = &path.0[..] else { panic!("{path:?}") };
                format!("{} {key} {}", self.sources.get(*source).path, one.code.as_str())
            }
            place => panic!("{place:?}"),
        };
        diagnostics.iter().map(told).collect()
    }

    /// The diagnostics as `file:line:column code`.
    fn places(&self, diagnostics: &[Diagnostic]) -> Vec<String> {
        diagnostics
            .iter()
            .map(|diagnostic| match &diagnostic.place {
                Place::Span(span) => {
                    let source = self.sources.get(span.source);
                    let at = Lines::new(&source.text).position(span.start);
                    format!("{}:{}:{} {}", source.path, at.line, at.column, diagnostic.code.as_str())
                }
                Place::File { path, .. } => format!("{path} {}", diagnostic.code.as_str()),
                place => panic!("{place:?}"),
            })
            .collect()
    }
}

fn messages(language: Language, text: &str) -> Messages {
    let mut sources = Sources::new();
    let file = sources.add(Source { path: "x.ftl".into(), text: text.into() });
    let mut diagnostics = Vec::new();
    let messages = Messages::new(language, &[file], &sources, &mut diagnostics);
    assert_eq!(diagnostics, []);
    messages
}

#[test]
fn a_template_of_the_content_hides_that_of_the_theme_and_the_others_stay() {
    let mut site = Site::new(&[
        ("themes/mini/templates/base.html", "[{% block b %}{% endblock %}]"),
        ("themes/mini/templates/home.html", "{% extends 'base.html' %}{% block b %}theme{% endblock %}"),
        ("themes/mini/templates/parts/x.html", "x"),
        ("content/templates/home.html", "{% extends 'base.html' %}{% block b %}site{% endblock %}"),
    ]);
    let templates = site.compile().unwrap();
    assert_eq!(templates.render(Language::Vi, "home.html", &Context::new()), Ok("[site]".into()));
    assert_eq!(templates.render(Language::Vi, "parts/x.html", &Context::new()), Ok("x".into()));
}

#[test]
fn a_theme_that_exists_nowhere_is_reported_with_a_near_name() {
    let mut site = Site::new(&[]);
    assert!(site.theme("minni").is_none());
    assert_eq!(site.diagnostics[0].code, Code::UnknownTheme);
    assert!(site.diagnostics[0].help.as_ref().unwrap().en.contains("`mini`"));
    assert!(site.theme("../themes/mini").is_none());
}

#[test]
fn every_template_that_cannot_be_read_is_reported_at_its_place() {
    let mut site = Site::new(&[
        ("themes/mini/templates/a.html", "<p>Đây</p>\n  {{ 1 + }}"),
        ("themes/mini/templates/b.html", "{% if x %}"),
        ("themes/mini/templates/c.html", "{% extends 'nowhere.html' %}"),
    ]);
    assert!(site.compile().is_none());
    let diagnostics = std::mem::take(&mut site.diagnostics);
    assert_eq!(
        site.places(&diagnostics),
        [
            "themes/mini/templates/a.html:2:10 template-syntax",
            "themes/mini/templates/b.html:1:9 template-syntax",
        ]
    );
}

#[test]
fn names_that_nobody_has_are_reported_at_their_places() {
    let mut site = Site::new(&[
        ("themes/mini/templates/a.html", "Đặng {{ 1 | uper }} {{ tt(key='a') }}"),
        ("themes/mini/templates/b.html", "\n{% include 'none.html' %}"),
    ]);
    assert!(site.compile().is_none());
    let diagnostics = std::mem::take(&mut site.diagnostics);
    let places = site.places(&diagnostics);
    assert_eq!(places.len(), 3, "{diagnostics:?}");
    assert_eq!(places[0], "themes/mini/templates/a.html:1:13 template-syntax");
    assert!(places[2].starts_with("themes/mini/templates/b.html:2:"), "{places:?}");
    assert!(diagnostics[0].message.en.contains("Unknown filter `uper`"));
}

#[test]
fn a_parent_that_is_not_there_is_reported() {
    let mut site = Site::new(&[
        ("themes/mini/templates/a.html", "{% extends 'bas.html' %}"),
        ("themes/mini/templates/base.html", ""),
    ]);
    assert!(site.compile().is_none());
    assert_eq!(site.diagnostics.len(), 1);
    assert!(site.diagnostics[0].help.as_ref().unwrap().en.contains("`base.html`"));
}

#[test]
fn an_error_while_rendering_stands_in_the_template() {
    let mut site = Site::new(&[
        ("themes/mini/templates/a.html", "{% include 'parts/b.html' %}"),
        ("themes/mini/templates/parts/b.html", "<h1>Đ</h1>\n<p>{{ article.titel }}</p>"),
        ("themes/mini/templates/c.html", "Ấ {{ t(key='aa') }}"),
        ("themes/mini/templates/d.html", "{{ asset(path='x.cs') }}"),
        ("themes/mini/static/x.css", "a { b: c }"),
    ]);
    let templates = site.compile().unwrap();
    let mut context = Context::new();
    context.insert_value(
        "article",
        Value::from_serializable(&[("title", 1)].into_iter().collect::<std::collections::BTreeMap<_, _>>()),
    );
    let errors: Vec<_> = ["a.html", "c.html", "d.html"]
        .map(|name| templates.render(Language::Vi, name, &context).unwrap_err())
        .into();
    let places = site.places(&errors);
    assert!(places[0].starts_with("themes/mini/templates/parts/b.html:2:"), "{places:?}");
    assert_eq!(places[1], "themes/mini/templates/c.html:1:6 template-render");
    assert!(errors[1].message.vi.starts_with("không có chữ giao diện `aa`"), "{:?}", errors[1]);
    assert!(errors[2].message.en.contains("nearest: `x.css`"), "{:?}", errors[2]);
}

#[test]
fn stylesheets_carry_their_hash_and_other_files_their_name() {
    let mut site = Site::new(&[
        ("themes/mini/static/css/a.css", "a { b: c }"),
        ("themes/mini/static/icon.svg", "<svg/>"),
        ("themes/mini/templates/a.html", "{{ asset(path='css/a.css') }} {{ asset(path='icon.svg') }}"),
    ]);
    let rendered = site.compile().unwrap().render(Language::Vi, "a.html", &Context::new()).unwrap();
    let (css, icon) = rendered.split_once(' ').unwrap();
    assert!(
        css.starts_with("/tin/theme/css/a.")
            && css.ends_with(".css")
            && css.len() == "/tin/theme/css/a.12345678.css".len()
    );
    assert_eq!(icon, "/tin/theme/icon.svg");
}

#[test]
fn plurals_and_numbers_are_those_of_the_language() {
    let text =
        "n = { $count ->\n    [0] none\n    [one] { $count } model\n   *[other] { $count } models\n }\n";
    let english = messages(Language::En, text);
    let say = |count| english.text("n", &[("count", Argument::Count(count))]);
    assert_eq!(
        [say(0), say(1), say(1886)],
        ["none", "1 model", "1,886 models"].map(|text| Ok(text.to_owned()))
    );
    let vietnamese = messages(Language::Vi, "n = { $count } mô hình năm { $year }\nd = { NUMBER(1.5) }\n");
    let given = [("count", Argument::Count(11784)), ("year", Argument::Text("2023"))];
    assert_eq!(vietnamese.text("n", &given), Ok("11.784 mô hình năm 2023".into()));
    assert_eq!(vietnamese.text("d", &[]), Ok("1,5".into()));
}

#[test]
fn missing_texts_and_arguments_are_errors() {
    let english = messages(Language::En, "title-news = News\nby = By { $name }\n");
    assert!(english.text("title-new", &[]).unwrap_err().en.contains("`title-news`"));
    assert!(english.text("by", &[]).is_err());
}

#[test]
fn texts_that_cannot_be_read_are_reported_and_the_others_stay() {
    let mut site = Site::new(&[("themes/mini/i18n/vi.ftl", "a = A\nb = { $x\nc = C\n")]);
    assert!(site.compile().is_none());
    let diagnostics = std::mem::take(&mut site.diagnostics);
    assert!(site.places(&diagnostics)[0].starts_with("themes/mini/i18n/vi.ftl:"), "{diagnostics:?}");
    assert_eq!(diagnostics[0].code, Code::InterfaceTexts);
}

#[test]
fn texts_of_the_site_replace_single_texts_of_the_theme() {
    let mut sources = Sources::new();
    let mut add = |text: &str| sources.add(Source { path: "x.ftl".into(), text: text.into() });
    let files = [add("a = A\nb = B\n"), add("b = site\n")];
    let messages = Messages::new(Language::Vi, &files, &sources, &mut Vec::new());
    assert_eq!((messages.fixed("a"), messages.fixed("b")), (Some("A"), Some("site")));
}

/// A theme `mini` that extends `nen`.
const EXTENDS: (&str, &str) =
    ("themes/mini/theme.yaml", "extends: nen\nextra: {a: 1}\ncolors: {brand: '#111111'}\n");

#[test]
fn a_theme_changes_blocks_components_and_files_of_the_one_that_it_extends() {
    let mut site = Site::new(&[
        EXTENDS,
        ("themes/nen/templates/base.html", "[{% block b %}nen{% endblock %}{% include 'parts/end.html' %}]"),
        ("themes/nen/templates/home.html", "{% extends 'base.html' %}"),
        (
            "themes/nen/templates/page.html",
            "{% extends 'base.html' %}{% block b %}{{ <one/> }}{{ <two/> }}{% endblock %}",
        ),
        (
            "themes/nen/templates/parts/cards.html",
            "{% component one() %}1{% endcomponent one %}{% component two() %}2{% endcomponent two %}",
        ),
        ("themes/nen/templates/parts/end.html", ""),
        (
            "themes/mini/templates/base.html",
            "{% extends 'nen/base.html' %}{% block b %}<{{ super() }}>{% endblock %}",
        ),
        ("themes/mini/templates/parts/end.html", "."),
        ("themes/mini/templates/parts/own.html", "{% component two() %}hai{% endcomponent two %}"),
    ]);
    let templates = site.compile().unwrap();
    assert_eq!(templates.render(Language::Vi, "home.html", &Context::new()), Ok("[<nen>.]".into()));
    assert_eq!(templates.render(Language::Vi, "page.html", &Context::new()), Ok("[1hai.]".into()));
}

#[test]
fn keys_texts_and_static_files_are_those_of_the_nearest_theme_that_has_them() {
    let mut site = Site::new(&[
        EXTENDS,
        (
            "themes/nen/theme.yaml",
            "name: Nền\nextra: {a: 0, b: 2}\ncolors: {brand: '#222222', ink: '#333333'}\n",
        ),
        ("themes/nen/i18n/vi.ftl", "a = không\nb = B\n"),
        ("themes/nen/static/page/1.css", "a { b: c }"),
        ("themes/nen/static/page/2.css", "d { e: f }"),
        ("themes/mini/static/page/1.css", "g { h: i }"),
        ("themes/nen/static/page/1.js", "1;"),
    ]);
    let theme = site.theme("mini").unwrap();
    assert_eq!(site.diagnostics, []);
    let colors: Vec<_> = theme.fields.colors.as_ref().unwrap().written();
    let colors: Vec<_> = colors.into_iter().map(|(name, color)| (name, color.0.as_str())).collect();
    assert_eq!(colors, [("brand", "#111111"), ("ink", "#333333")]);
    assert_eq!(theme.fields.name.as_deref(), Some("Nền"));
    let Some(Node::Mapping(extra)) = &theme.fields.extra else { panic!("{:?}", theme.fields.extra) };
    let extra: Vec<_> = extra.iter().map(|(key, value)| format!("{key} {value:?}")).collect();
    assert_eq!(extra, ["a Plain(Integer(1), \"1\")", "b Plain(Integer(2), \"2\")"]);
    let css = theme.statics.files().find(|file| file.path.ends_with(".css") && file.path.contains("/page."));
    let Some(StaticFile { content: Content::Bytes(css), .. }) = css else { panic!("{:?}", theme.statics) };
    assert_eq!(String::from_utf8_lossy(css), "g{h: i}d{e: f}");
    let templates = site.compile().unwrap();
    let messages = templates.messages(Language::Vi);
    assert_eq!((messages.fixed("a"), messages.fixed("b")), (Some("A"), Some("B")));
}

#[test]
fn a_theme_that_extends_none_or_itself_is_reported_where_it_says_so() {
    let mut site = Site::new(&[
        ("themes/mini/theme.yaml", "name: Mini\nextends: nenn\n"),
        ("themes/nen/theme.yaml", ""),
    ]);
    assert!(site.theme("mini").is_none());
    let diagnostics = std::mem::take(&mut site.diagnostics);
    assert!(diagnostics[0].help.as_ref().unwrap().en.contains("`nen`"));
    assert_eq!(site.value_places(&diagnostics), ["themes/mini/theme.yaml extends unknown-theme"]);

    let mut site = Site::new(&[EXTENDS, ("themes/nen/theme.yaml", "extends: mini\n")]);
    assert!(site.theme("mini").is_none());
    let diagnostics = std::mem::take(&mut site.diagnostics);
    assert!(diagnostics[0].message.vi.ends_with("mini → nen → mini"), "{diagnostics:?}");
    assert_eq!(site.value_places(&diagnostics), ["themes/nen/theme.yaml extends cycle"]);
}

#[test]
fn an_error_in_a_template_of_the_theme_below_stands_in_its_file() {
    let mut site = Site::new(&[
        EXTENDS,
        ("themes/nen/templates/home.html", "\n{{ asset(path='x') }}"),
        ("themes/mini/templates/page.html", "{% extends 'nen/pagee.html' %}"),
        ("themes/nen/templates/page.html", ""),
    ]);
    assert!(site.compile().is_none());
    assert!(
        site.diagnostics[0].help.as_ref().unwrap().en.contains("`nen/page.html`"),
        "{:?}",
        site.diagnostics
    );
    fs::write(site.root.path().join("themes/mini/templates/page.html"), "").unwrap();
    let templates = site.compile_again();
    let error = templates.render(Language::Vi, "home.html", &Context::new()).unwrap_err();
    assert_eq!(site.places(&[error]), ["themes/nen/templates/home.html:2:4 template-render"]);
}
