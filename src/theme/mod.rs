//! Themes: templates, static files and interface texts, each looked up file by file.
//!
//! A theme is a folder `themes/<name>/` with `theme.yaml`, `templates/**.html`, `static/**` and `i18n/{vi,en}.ftl`. A
//! template is looked up in `content/templates/`, then in the site's `themes/<name>/templates/`, then in the embedded
//! theme of that name; static files and texts in the latter two. A message in the site's `.ftl` file replaces the
//! embedded one of the same name. So a site can change one template of `portal` and keep the rest.
//!
//! Templates are Tera 2, with two more functions:
//! - `t(key="…", count=…, …)`: an interface text in the language of the edition. `count` is a number: it selects the
//!   plural form and is formatted for readers. All other arguments are inserted as text (so years stay `2023`).
//! - `asset(path="portal.css")`: the URL of a static file; stylesheets and scripts have a hash of their content in the
//!   name. `highlight.css`, for code, is generated.
//!
//! The colours under `look` of `site.yaml` are appended as custom properties (`brand_deep` becomes `--brand-deep`) to
//! the stylesheet named after the theme: `portal.css` of the theme `portal`. In `icon.svg` the theme's `brand` is
//! replaced by that of the site.
//!
//! The messages that the engine itself uses must be defined by every theme: they are declared in [`keys`] and listed in
//! `docs/theme.md`.

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
use crate::theme::files::{Layers, ThemeFile};
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

/// A theme, loaded but not yet compiled.
#[derive(Debug)]
pub struct Theme {
    /// The name of its folder.
    pub name: String,
    pub fields: ThemeFields,
    /// Sorted by name, such as `parts/head.html`.
    pub templates: Vec<(String, SourceId)>,
    /// The files of interface texts of each language; messages of later files replace those of earlier ones.
    pub messages: Vec<(Language, Vec<SourceId>)>,
    pub statics: Statics,
}

impl Theme {
    /// Loads the theme of the site below `root`, and applies the colours of the site. Texts are stored in `sources`;
    /// what cannot be read is reported. Returns `None` if there is no such theme.
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

    /// Loads the theme `name`; `named_at` is the place where the site names it.
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

/// Stores the text of a file in `sources`.
fn read(file: ThemeFile, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<SourceId> {
    let read = match file {
        ThemeFile::Disk { path, shown } => read_text(&path, shown),
        ThemeFile::Builtin { bytes, shown } => {
            Ok(Source { path: shown, text: String::from_utf8_lossy(bytes).into_owned() })
        }
    };
    read.map_err(|diagnostic| diagnostics.push(diagnostic)).ok().map(|source| sources.add(source))
}

#[cfg(test)]
mod tests;
