//! Themes: templates, static files and interface texts, each found file by file.
//!
//! A theme is a folder `themes/<name>/` with `theme.yaml`, `templates/**.html`, `static/**` and `i18n/{vi,en}.ftl`.
//! A template is looked for in `content/templates/`, then in the site's `themes/<name>/templates/`, then in the theme
//! of that name in the program; static files and texts in the latter two. A text in the site's `.ftl` file replaces
//! the message of the same name, the others stay. So a site that changes one template of `portal` keeps the rest.
//!
//! Templates are Tera 2, with two functions more:
//! - `t(key="…", count=…, …)`: an interface text in the language of the edition. `count` is a number, for plurals
//!   and printed as readers read it; every other argument is put in as text (so years stay `2023`).
//! - `asset(path="portal.css")`: the address of a static file, with the hash of its content in the name of
//!   stylesheets and scripts. `highlight.css`, for code, is there without being written.
//!
//! The colours that a site writes under `look` of `site.yaml` are put, as custom properties (`brand_deep` is
//! `--brand-deep`), at the end of the stylesheet that has the theme's name: `portal.css` of the theme `portal`. The
//! drawing `icon.svg` shows the site's `brand` where it has that of the theme.
//!
//! The engine itself uses some messages, so every theme has to define them: they are declared in [`keys`] and listed
//! in `docs/theme.md`.

mod argument;
mod check;
mod css;
mod files;
mod keys;
mod look;
mod messages;
mod script;
mod statics;
mod templates;

pub use argument::Argument;
pub(crate) use check::check;
pub(crate) use keys::{Message, Property};
pub use messages::Messages;
pub use statics::{Content, StaticFile, Statics};
pub use templates::Templates;

use std::path::Path;

use crate::config::Config;
use crate::config::look::Colors;
use crate::content::load::read_text;
use crate::content::parse;
use crate::diagnostic::{Code, Diagnostic, Place, localized};
use crate::markdown::highlight::highlight_css;
use crate::source::{Source, SourceId, Sources};
use crate::theme::files::{Found, Layers};
use crate::yaml::Node;
use crate::yaml::declare::fields;
use bantin_text::language::Language;
use bantin_text::suggest::nearest;

fields! {
    /// The keys of `theme.yaml`.
    pub struct ThemeFields {
        /// Its name, as people say it.
        optional name: String,
        /// What it is for.
        optional description: String,
        /// What `extra` of `site.yaml` holds where the site says nothing else, key by key.
        optional extra: Node,
        /// Its colours in the light scheme, for what stands outside of stylesheets.
        optional colors: Colors,
        /// Its colours in the dark scheme.
        optional colors_dark: Colors,
    }
}

/// A theme, found and read, not yet compiled.
#[derive(Debug)]
pub struct Theme {
    /// Name of its folder.
    pub name: String,
    /// `theme.yaml`.
    pub fields: ThemeFields,
    /// The templates by name (`parts/head.html`), sorted.
    pub templates: Vec<(String, SourceId)>,
    /// The files of interface texts of each language; a later one replaces messages of an earlier one.
    pub messages: Vec<(Language, Vec<SourceId>)>,
    /// The static files.
    pub statics: Statics,
}

impl Theme {
    /// Finds and reads the theme of the site below `root`, in the colours of the site. Its texts are kept in
    /// `sources`; what cannot be read is reported. `None` where there is no such theme.
    pub fn load(
        root: &Path,
        config: &Config,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut theme = Self::read(root, &config.theme, config.at("theme"), sources, diagnostics)?;
        look::apply_colors(&mut theme.statics, &theme.name, &theme.fields, config, diagnostics);
        Some(theme)
    }

    /// The theme `name` as it is; `named_at` is where the site names it.
    fn read(
        root: &Path,
        name: &str,
        named_at: Place,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Some(layers) = Layers::new(root, name) else {
            let near = files::names(root);
            let message = localized!("không có giao diện `{name}`", "there is no theme `{name}`");
            let near = nearest(name, near.iter().map(String::as_str));
            diagnostics.push(Diagnostic::error(Code::UnknownTheme, named_at, message).did_you_mean(near));
            return None;
        };
        let mut templates = Vec::new();
        for (name, file) in layers.templates(diagnostics) {
            if name.ends_with(".html") || name.ends_with(".xml") {
                templates.extend(read(file, sources, diagnostics).map(|id| (name, id)));
            }
        }
        let messages = Language::ALL.map(|language| {
            let files = layers.all(&format!("i18n/{}.ftl", language.code()));
            (language, files.into_iter().rev().filter_map(|file| read(file, sources, diagnostics)).collect())
        });
        let mut statics = Statics::read(layers.statics(diagnostics), diagnostics);
        statics.add_default("highlight.css", highlight_css());
        let settings = layers.first("theme.yaml").and_then(|file| read(file, sources, diagnostics));
        let fields = settings.and_then(|id| parse::mapping(sources, id, diagnostics));
        let fields = fields.unwrap_or(ThemeFields {
            name: None,
            description: None,
            extra: None,
            colors: None,
            colors_dark: None,
        });
        Some(Self { name: name.to_owned(), fields, templates, messages: messages.into(), statics })
    }
}

/// Keeps the text of a file.
fn read(file: Found, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceId> {
    let read = match file {
        Found::Disk { path, shown } => read_text(&path, shown),
        Found::Builtin { bytes, shown } => {
            Ok(Source { path: shown, text: String::from_utf8_lossy(bytes).into_owned() })
        }
    };
    read.map_err(|diagnostic| diagnostics.push(diagnostic)).ok().map(|source| sources.add(source))
}

#[cfg(test)]
mod tests;
