//! Changes to the look of a theme: the key `look` of `site.yaml`, and `colors` of `theme.yaml`.

use crate::diagnostic::{Code, localized};
use crate::yaml::Node;
use crate::yaml::declare::fields;
use crate::yaml::decode::{Decode, Decoder};
use crate::yaml::describe::{Described, TextForm, ValueType, View};

fields! {
    /// What a site changes of its theme.
    pub struct LookFields {
        /// Its own sign instead of the theme's: a picture of `content/`, or below `content/static/` with a leading `/`.
        optional logo: String,
        /// Colours in the light scheme.
        optional colors: Colors,
        /// Colours in the dark scheme.
        optional colors_dark: Colors,
    }
}

fields! {
    /// Colours by what they are for; those not written are the theme's.
    pub struct Colors {
        /// The head of the page.
        optional brand: Color,
        /// The menu, and the buttons on the head.
        optional brand_deep: Color,
        /// Text on the two.
        optional on_brand: Color,
        /// Soft text on the two.
        optional on_brand_soft: Color,
        /// The ground.
        optional paper: Color,
        /// Cards and tables.
        optional surface: Color,
        /// The footer and other grounds that stand out.
        optional raised: Color,
        /// Text.
        optional ink: Color,
        /// Soft text.
        optional ink_soft: Color,
        /// Links.
        optional link: Color,
        /// Categories and what else is to be seen first.
        optional accent: Color,
    }
}

impl Colors {
    /// These colours, and of those that are not set the ones of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            brand: self.brand.or(other.brand),
            brand_deep: self.brand_deep.or(other.brand_deep),
            on_brand: self.on_brand.or(other.on_brand),
            on_brand_soft: self.on_brand_soft.or(other.on_brand_soft),
            paper: self.paper.or(other.paper),
            surface: self.surface.or(other.surface),
            raised: self.raised.or(other.raised),
            ink: self.ink.or(other.ink),
            ink_soft: self.ink_soft.or(other.ink_soft),
            link: self.link.or(other.link),
            accent: self.accent.or(other.accent),
        }
    }

    /// The colours that are set, by their keys.
    pub fn written(&self) -> Vec<(&'static str, &Color)> {
        let all = [
            &self.brand,
            &self.brand_deep,
            &self.on_brand,
            &self.on_brand_soft,
            &self.paper,
            &self.surface,
            &self.raised,
            &self.ink,
            &self.ink_soft,
            &self.link,
            &self.accent,
        ];
        Self::INFO.keys.iter().zip(all).filter_map(|(key, color)| Some((key.name, color.as_ref()?))).collect()
    }
}

/// A colour: `#0d4756`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Color(pub String);

impl Color {
    /// Red, green and blue.
    pub fn channels(&self) -> [u8; 3] {
        let number = u32::from_str_radix(self.0.trim_start_matches('#'), 16).unwrap_or(0);
        let [_, red, green, blue] = number.to_be_bytes();
        [red, green, blue]
    }
}

const COLOR: TextForm = TextForm {
    name: "color",
    doc: "`#` and six hexadecimal digits, in quotes.",
    pattern: "^#[0-9A-Fa-f]{6}$",
    example: "#0d4756",
};

impl Described for Color {
    fn value_type() -> ValueType {
        ValueType::Form(&COLOR)
    }

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }
}

impl Decode for Color {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = String::decode(node, decoder)?;
        let digits = text.strip_prefix('#').unwrap_or("");
        if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Some(Self(text.to_ascii_lowercase()));
        }
        decoder.report_with_help(
            Code::InvalidColor,
            localized!("`{text}` không phải một màu", "`{text}` is no colour"),
            localized!(
                "viết `#` và sáu chữ số hệ 16, trong ngoặc kép: `\"#0d4756\"`",
                "write `#` and six hexadecimal digits, in quotes: `\"#0d4756\"`"
            ),
        );
        None
    }

    fn stand_in() -> Option<Self> {
        None
    }
}
