//! The style sheet of highlighted code, light and dark.

use syntect::highlighting::{Color, FontStyle, Theme, ThemeItem, ThemeSet};

use crate::markdown::highlight::PREFIX;
use crate::markdown::highlight::contrast::readable;

const LIGHT: &str = "InspiredGitHub";
const DARK: &str = "base16-ocean.dark";

/// The style sheet: a light scheme, and a dark one by the reader's preference or choice. `data-scheme` on the root
/// element overrides the preference either way.
#[must_use]
pub fn highlight_css() -> String {
    let themes = ThemeSet::load_defaults().themes;
    let scheme =
        |name: &str, root: &str| themes.get(name).map(|theme| rules(theme, root)).unwrap_or_default();
    format!(
        "{}@media (prefers-color-scheme: dark) {{\n{}}}\n{}",
        scheme(LIGHT, ""),
        scheme(DARK, ":root:not([data-scheme=light]) "),
        scheme(DARK, ":root[data-scheme=dark] "),
    )
}

/// The rules of one theme; `root` precedes every selector.
fn rules(theme: &Theme, root: &str) -> String {
    let ground = theme.settings.background.unwrap_or(Color::WHITE);
    let text = readable(theme.settings.foreground.unwrap_or(Color::BLACK), ground);
    let mut css = format!("{root}pre {{ color: {}; background: {} }}\n", hex(text), hex(ground));
    for item in &theme.scopes {
        css.push_str(&rule(item, ground, root));
    }
    css
}

/// The rule of one theme item. Backgrounds are left out, so that contrast can be computed against a single one.
fn rule(item: &ThemeItem, ground: Color, root: &str) -> String {
    let paths = item.scope.selectors.iter().map(|selector| selector.extract_scopes());
    let selectors: Vec<String> = paths
        .filter(|scopes| !scopes.is_empty())
        .map(|scopes| {
            let classes: Vec<String> = scopes.iter().map(|scope| selector(&scope.build_string())).collect();
            format!("{root}{}", classes.join(" "))
        })
        .collect();
    let mut style = Vec::new();
    if let Some(colour) = item.style.foreground {
        style.push(format!("color: {}", hex(readable(colour, ground))));
    }
    let font = item.style.font_style.unwrap_or_default();
    let fonts = [
        (FontStyle::BOLD, "font-weight: bold"),
        (FontStyle::ITALIC, "font-style: italic"),
        (FontStyle::UNDERLINE, "text-decoration: underline"),
    ];
    style.extend(fonts.iter().filter(|(kind, _)| font.contains(*kind)).map(|(_, css)| (*css).to_owned()));
    if selectors.is_empty() || style.is_empty() {
        return String::new();
    }
    format!("{} {{ {} }}\n", selectors.join(", "), style.join("; "))
}

/// A scope as a selector: `string.quoted` → `.hl-string.hl-quoted`.
fn selector(scope: &str) -> String {
    let mut selector = String::new();
    for atom in scope.split('.') {
        selector.push('.');
        selector.push_str(PREFIX);
        for letter in atom.chars() {
            if !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')) {
                selector.push('\\');
            }
            selector.push(letter);
        }
    }
    selector
}

fn hex(colour: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::highlight::contrast::contrast;

    fn colour(hex: &str) -> Color {
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
        Color { r: part(1), g: part(3), b: part(5), a: 255 }
    }

    #[test]
    fn every_colour_stands_out_from_the_ground_of_its_scheme() {
        let css = highlight_css();
        let mut ground = Color::WHITE;
        let mut seen = 0;
        for line in css.lines().filter(|line| line.contains("color: #")) {
            if let Some((_, value)) = line.split_once("background: ") {
                ground = colour(value);
            }
            let (_, value) = line.split_once("color: ").expect("it has one");
            assert!(contrast(colour(value), ground) >= 4.5, "{line}");
            seen += 1;
        }
        assert!(seen > 60, "{seen}");
    }

    #[test]
    fn there_is_a_light_and_a_dark_scheme() {
        let css = highlight_css();
        assert!(css.starts_with("pre { color: #"), "{css}");
        assert!(css.contains("@media (prefers-color-scheme: dark) {\n:root:not([data-scheme=light]) pre {"));
        assert!(css.contains("\n:root[data-scheme=dark] .hl-comment"));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
