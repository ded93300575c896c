//! The web app manifest: name, icon and colours of the section on a phone's home screen.

use serde::Serialize;

use bantin_text::language::Language;

/// The members of the manifest. URLs are paths on the host.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest<'a> {
    pub name: &'a str,
    pub short_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(serialize_with = "code")]
    pub lang: Language,
    /// A permanent id of the edition.
    pub id: &'a str,
    pub start_url: &'a str,
    pub scope: &'a str,
    /// `minimal-ui`: browser controls stay visible, because the section links to other sites.
    pub display: &'static str,
    /// The colour of the browser's interface around the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme_color: Option<&'a str>,
    /// The background while the page loads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<&'a str>,
    pub icons: Vec<Icon>,
}

/// An icon in the manifest.
#[derive(Debug, Clone, Serialize)]
pub struct Icon {
    pub src: String,
    /// `any` for SVG, else for example `512x512`.
    pub sizes: String,
    /// For example `image/svg+xml`.
    #[serde(rename = "type")]
    pub media_type: &'static str,
}

/// The text of the file.
pub fn text(manifest: &Manifest<'_>) -> String {
    let mut text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    text.push('\n');
    text
}

fn code<S: serde::Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.code())
}
