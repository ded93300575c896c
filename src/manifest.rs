//! The web app manifest: name, icon and colours of the section on a telephone's home screen.

use serde::Serialize;

use bantin_text::language::Language;

/// What the manifest says. Addresses are paths on the host.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest<'a> {
    /// The section's title.
    pub name: &'a str,
    /// A shorter one.
    pub short_name: &'a str,
    /// Second title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    /// Language of the titles.
    #[serde(serialize_with = "code")]
    pub lang: Language,
    /// The edition's name for life.
    pub id: &'a str,
    /// The first page.
    pub start_url: &'a str,
    /// What belongs to the section.
    pub scope: &'a str,
    /// How much of the browser is shown: its own menu stays, for the section has links to elsewhere.
    pub display: &'static str,
    /// Around the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme_color: Option<&'a str>,
    /// Before the page is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<&'a str>,
    /// The icons.
    pub icons: Vec<Icon<'a>>,
}

/// An icon.
#[derive(Debug, Clone, Serialize)]
pub struct Icon<'a> {
    /// Its address.
    pub src: &'a str,
    /// `any` for a drawing, else `512x512`.
    pub sizes: String,
    /// `image/svg+xml`.
    #[serde(rename = "type")]
    pub media_type: &'static str,
}

/// The file's text.
pub fn text(manifest: &Manifest<'_>) -> String {
    let mut text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    text.push('\n');
    text
}

fn code<S: serde::Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.code())
}
