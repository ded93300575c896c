//! Fonts of LibreOffice's styles: which styles show all letters as capitals.
//!
//! A style names a face, which a declaration of its own says to be a font; or it takes that of its parent, which may stand
//! in the other part of the package.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use crate::import::letters::is_font_of_capitals;
use crate::import::xlsx::{attribute, each_start};

/// Styles have hardly more parents; a circle of them ends here.
const GENERATIONS: usize = 20;

/// The styles of a package.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// Faces that are fonts of capitals.
    faces: BTreeSet<String>,
    /// By family (`text`, `paragraph`, `table-cell`) and name.
    styles: BTreeMap<(String, String), Style>,
    /// The style that is being read.
    open: Option<(String, String)>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    /// Whether its font shows capitals; `None` where it names no font.
    is_capital: Option<bool>,
}

impl Fonts {
    /// Takes all styles of a part.
    pub(super) fn read(&mut self, part: &[u8]) {
        each_start(part, |name, tag| self.take(name, tag));
    }

    /// Takes an element of a part, in their order.
    pub(super) fn take(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "font-face" => {
                let font = attribute(tag, "font-family");
                if let (Some(face), true) =
                    (attribute(tag, "name"), font.is_some_and(|font| is_font_of_capitals(&font)))
                {
                    self.faces.insert(face);
                }
            }
            "style" => {
                let key = (
                    attribute(tag, "family").unwrap_or_default(),
                    attribute(tag, "name").unwrap_or_default(),
                );
                let parent = attribute(tag, "parent-style-name");
                self.styles.insert(key.clone(), Style { parent, is_capital: None });
                self.open = Some(key);
            }
            "text-properties" => {
                let face = attribute(tag, "font-name").map(|face| self.faces.contains(&face));
                let family = || attribute(tag, "font-family").map(|font| is_font_of_capitals(&font));
                let style = self.open.as_ref().and_then(|key| self.styles.get_mut(key));
                if let (Some(style), Some(is_capital)) = (style, face.or_else(family)) {
                    style.is_capital = Some(is_capital);
                }
            }
            _ => {}
        }
    }

    /// Whether a style shows all letters as capitals; `None` where neither it nor a parent names a font.
    pub(super) fn is_capital(&self, family: &str, name: &str) -> Option<bool> {
        let mut key = (family.to_owned(), name.to_owned());
        for _ in 0..GENERATIONS {
            let style = self.styles.get(&key)?;
            if style.is_capital.is_some() {
                return style.is_capital;
            }
            key.1 = style.parent.clone()?;
        }
        None
    }
}
