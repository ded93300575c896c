//! Themes: templates, static files and interface texts, each looked up file by file.
//!
//! A theme is a folder `themes/<name>/` with `theme.yaml`, `templates/**.html`, `static/**` and `i18n/{vi,en}.ftl`. A
//! template is looked up in `content/templates/`, then in the site's `themes/<name>/templates/`, then in the embedded
//! theme of that name; static files and texts in the latter two. A message in the site's `.ftl` file replaces the
//! embedded one of the same name, a key in the site's `theme.yaml` the embedded one. So a site can change one template of
//! `portal` and keep the rest.
//!
//! A theme may extend another (`extends` in `theme.yaml`), whose files serve after its own, and so on. Each template of a
//! theme has the name of the theme before its own, `portal/home.html`, by which a nearer one can extend it; Tera finds
//! `home.html` by trying the themes in order.
//!
//! Templates are Tera 2, with two more functions:
//! - `t(key="…", count=…, …)`: an interface text in the language of the edition. `count` is a number: it selects the
//!   plural form and is formatted for readers. All other arguments are inserted as text (so years stay `2023`).
//! - `asset(path="page.css")`: the URL of a static file; stylesheets and scripts have a hash of their content in the
//!   name. `highlight.css`, for code, is generated.
//!
//! The colours under `look` of `site.yaml` are appended as custom properties (`brand_deep` becomes `--brand-deep`) to
//! `page.css`. In `icon.svg` the theme's `brand` is replaced by that of the site; from the result come `icon-180.png`,
//! `icon-192.png` and `icon-512.png`, unless the theme has them.
//!
//! The messages that the engine itself uses must be defined by every theme: they are declared in [`keys`] and listed in
//! `docs/theme.md`.

mod argument;
mod check;
mod css;
mod files;
mod icons;
mod keys;
mod lineage;
mod look;
mod messages;
mod script;
mod statics;
mod templates;

pub use argument::Argument;
pub(crate) use check::check;
pub use icons::{ICONS, TOUCH_ICON};
pub(crate) use keys::{Message, Property};
pub use messages::Messages;
pub use statics::{Content, StaticFile, Statics};
pub use templates::Templates;

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::Config;
use crate::config::look::Colors;
use crate::content::load::read_text;
use crate::diagnostic::{Diagnostic, Place};
use crate::markdown::highlight::highlight_css;
use crate::source::{Source, SourceId, Sources};
use crate::theme::files::ThemeFile;
use crate::theme::lineage::Lineage;
use crate::yaml::Node;
use crate::yaml::declare::fields;
use bantin_text::language::Language;

fields! {
    /// The keys of `theme.yaml`.
    pub struct ThemeFields {
        /// Its name, as people say it.
        optional name: String,
        /// What it is for.
        optional description: String,
        /// Another theme: its files and keys serve where this one has none of its own.
        optional extends: String,
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
    /// This theme and those that it extends, nearest first.
    pub lineage: Vec<String>,
    pub fields: ThemeFields,
    /// Those of the site by their names, such as `parts/head.html`, those of a theme below its name:
    /// `portal/parts/head.html`.
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
        look::apply_colors(&mut theme.statics, &theme.fields, config, diagnostics);
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
        let Lineage { themes, fields } = Lineage::find(root, name, named_at, sources, diagnostics)?;
        let mut templates = Vec::new();
        for (name, file) in files::site_templates(root, diagnostics) {
            templates.extend(read_template(name, file, sources, diagnostics));
        }
        for (theme, layers) in &themes {
            for (name, file) in layers.templates(diagnostics) {
                templates.extend(read_template(format!("{theme}/{name}"), file, sources, diagnostics));
            }
        }
        // From the theme at the bottom to the nearest, because later files replace earlier ones.
        let messages = Language::ALL.map(|language| {
            let name = format!("i18n/{}.ftl", language.code());
            let files = themes.iter().rev().flat_map(|(_, layers)| layers.all(&name).into_iter().rev());
            (language, files.filter_map(|file| read(file, sources, diagnostics)).collect())
        });
        let mut files = BTreeMap::new();
        for (_, layers) in themes.iter().rev() {
            files.extend(layers.statics(diagnostics));
        }
        let mut statics = Statics::read(files, diagnostics);
        statics.add_default("highlight.css", highlight_css());
        let lineage = themes.into_iter().map(|(name, _)| name).collect();
        Some(Self { name: name.to_owned(), lineage, fields, templates, messages: messages.into(), statics })
    }
}

/// Stores a template; files of another kind are none.
fn read_template(
    name: String,
    file: ThemeFile,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(String, SourceId)> {
    let is_template = name.ends_with(".html") || name.ends_with(".xml");
    let source = is_template.then(|| read(file, sources, diagnostics))??;
    Some((name, source))
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
