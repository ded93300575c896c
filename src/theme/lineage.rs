//! Finds a theme and the themes that it extends.
//!
//! In: the name of a theme. Out: the folders of each theme of its lineage, nearest first, and the keys of `theme.yaml`,
//! each from the nearest file that has it.

use std::path::Path;

use crate::config::look::Colors;
use crate::content::parse;
use crate::diagnostic::{Code, Diagnostic, Path as KeyPath, Place, localized};
use crate::source::{SourceId, Sources};
use crate::theme::files::{self, Layers};
use crate::theme::{ThemeFields, read};
use crate::yaml::Node;
use bantin_text::suggest::nearest;

/// A theme with those that it extends.
pub(super) struct Lineage<'r> {
    /// Names and folders, nearest first.
    pub(super) themes: Vec<(String, Layers<'r>)>,
    pub(super) fields: ThemeFields,
}

impl<'r> Lineage<'r> {
    /// The lineage of the theme `name`, which is named at `named_at`. A theme that does not exist, or that extends
    /// itself, is reported.
    pub(super) fn find(
        root: &'r Path,
        name: &str,
        named_at: Place,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut lineage = Self { themes: Vec::new(), fields: ThemeFields::NONE };
        let mut next = Some((name.to_owned(), named_at));
        while let Some((name, named_at)) = next {
            if lineage.themes.iter().any(|(earlier, _)| *earlier == name) {
                diagnostics.push(lineage.circle(&name, named_at));
                return None;
            }
            let Some(layers) = Layers::new(root, &name) else {
                diagnostics.push(unknown(root, &name, named_at));
                return None;
            };
            next = lineage.add_keys(&layers, sources, diagnostics);
            lineage.themes.push((name, layers));
        }
        Some(lineage)
    }

    /// Adds the keys of a theme that no nearer one has. Returns the theme that it extends, and where it says so.
    fn add_keys(
        &mut self,
        layers: &Layers<'_>,
        sources: &mut Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(String, Place)> {
        let mut parent = None;
        for file in layers.all("theme.yaml") {
            let Some(source) = read(file, sources, diagnostics) else { continue };
            let Some(mut fields) = parse::mapping::<ThemeFields>(sources, source, diagnostics) else {
                continue;
            };
            let extends = fields.extends.take().map(|name| (name, at_extends(source)));
            parent = parent.or(extends);
            let nearer = std::mem::replace(&mut self.fields, ThemeFields::NONE);
            self.fields = nearer.or(fields);
        }
        parent
    }

    fn circle(&self, name: &str, place: Place) -> Diagnostic {
        let names: Vec<_> = self.themes.iter().map(|(name, _)| name.as_str()).chain([name]).collect();
        let chain = names.join(" → ");
        let message = localized!(
            "giao diện dựa trên nhau thành vòng: {chain}",
            "the themes extend each other in a circle: {chain}"
        );
        let help = localized!(
            "bỏ `extends` ở giao diện nền, là giao diện có đủ mọi tệp",
            "remove `extends` from the theme at the bottom, the one that has every file"
        );
        Diagnostic::error(Code::Cycle, place, message).help(help)
    }
}

impl ThemeFields {
    /// No key is written.
    const NONE: Self =
        Self { name: None, description: None, extends: None, extra: None, colors: None, colors_dark: None };

    /// These keys, and of those that are not written the ones of `other`.
    fn or(self, other: Self) -> Self {
        Self {
            name: self.name.or(other.name),
            description: self.description.or(other.description),
            extends: self.extends.or(other.extends),
            extra: merged(self.extra, other.extra, or_extra),
            colors: merged(self.colors, other.colors, Colors::or),
            colors_dark: merged(self.colors_dark, other.colors_dark, Colors::or),
        }
    }
}

fn merged<T>(nearer: Option<T>, other: Option<T>, or: impl Fn(T, T) -> T) -> Option<T> {
    match (nearer, other) {
        (Some(nearer), Some(other)) => Some(or(nearer, other)),
        (nearer, other) => nearer.or(other),
    }
}

fn or_extra(nearer: Node, other: Node) -> Node {
    match (nearer, other) {
        (Node::Mapping(mut pairs), Node::Mapping(others)) => {
            let is_new = |key: &str| !pairs.iter().any(|(known, _)| known == key);
            let new: Vec<_> = others.into_iter().filter(|(key, _)| is_new(key)).collect();
            pairs.extend(new);
            Node::Mapping(pairs)
        }
        (nearer, _) => nearer,
    }
}

fn at_extends(source: SourceId) -> Place {
    Place::value(source, KeyPath::top().key("extends"))
}

fn unknown(root: &Path, name: &str, named_at: Place) -> Diagnostic {
    let names = files::names(root);
    let message = localized!("không có giao diện `{name}`", "there is no theme `{name}`");
    let near = nearest(name, names.iter().map(String::as_str));
    Diagnostic::error(Code::UnknownTheme, named_at, message).did_you_mean(near)
}
