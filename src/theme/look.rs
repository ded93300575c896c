//! The colours set by a site: appended to the theme's stylesheet as custom properties, with a warning if they make text
//! hard to read.

use std::fmt::Write;

use crate::config::Config;
use crate::config::look::{Color, Colors};
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::markdown::highlight::contrast;
use crate::theme::icons::{ICON, add_icons};
use crate::theme::{Statics, ThemeFields};

/// The stylesheet of every page.
const STYLESHEET: &str = "page.css";

/// The minimum contrast of small text (WCAG 2.2, 1.4.3).
const ENOUGH: f64 = 4.5;

/// Texts, and the backgrounds on which they stand.
const TEXTS: [(&str, &[&str]); 6] = [
    ("on_brand", &["brand", "brand_deep"]),
    ("on_brand_soft", &["brand", "brand_deep"]),
    ("ink", &["paper", "surface", "raised"]),
    ("ink_soft", &["paper", "surface", "raised"]),
    ("link", &["paper", "surface", "raised"]),
    ("accent", &["paper", "surface"]),
];

/// Applies the colours of `look` in `site.yaml` to the stylesheet of every page and to the icon, and draws the icon in
/// pixels.
pub(super) fn apply_colors(
    statics: &mut Statics,
    fields: &ThemeFields,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let look = &config.look;
    let schemes = [
        ("colors", "light", look.colors.as_ref(), fields.colors.as_ref()),
        ("colors_dark", "dark", look.colors_dark.as_ref(), fields.colors_dark.as_ref()),
    ];
    let mut css = String::new();
    for (key, scheme, site, own) in schemes {
        let Some(site) = site else { continue };
        check(key, site, own, config, diagnostics);
        // Excludes print, which has no backgrounds, and forced colours, which the user chose.
        let _ = write!(css, "@media screen and (prefers-color-scheme:{scheme}){{:root{{");
        for (name, color) in site.written() {
            let _ = write!(css, "--{}:{};", name.replace('_', "-"), color.0);
        }
        css.push_str("}}");
    }
    let brand = |colors: &Option<Colors>| colors.as_ref()?.brand.clone();
    if let (Some(own), Some(site)) = (brand(&fields.colors), brand(&look.colors)) {
        statics.recolor(ICON, &own.0, &site.0);
    }
    let ground = brand(&look.colors).or_else(|| brand(&fields.colors));
    add_icons(statics, ground.map_or([0xFF; 3], |color| color.channels()));
    if !css.is_empty() {
        statics.append(STYLESHEET, &css);
    }
}

/// Warns once of each colour of the site that makes text hard to read.
fn check(
    key: &'static str,
    site: &Colors,
    own: Option<&Colors>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (site, own) = (site.written(), own.map(Colors::written).unwrap_or_default());
    let named = |colors: &[(&'static str, &Color)], name: &str| {
        colors.iter().find(|(key, _)| *key == name).map(|(key, color)| (*key, color.channels()))
    };
    let place = |name: &'static str| Place::value(config.source, Path::top().key("look").key(key).key(name));
    for (text, grounds) in TEXTS {
        for ground in grounds {
            let written = named(&site, text).or_else(|| named(&site, ground));
            let color = |name| named(&site, name).or_else(|| named(&own, name));
            let (Some((at, _)), Some((text, a)), Some((ground, b))) = (written, color(text), color(ground))
            else {
                continue;
            };
            let ratio = contrast::ratio(a, b);
            let told = |one: &Diagnostic| one.code == Code::LowContrast && one.place == place(at);
            if ratio < ENOUGH && !diagnostics.iter().any(told) {
                let message = localized!(
                    "chữ màu `{text}` trên nền `{ground}` khó đọc: độ tương phản {ratio:.1}, cần ít nhất 4,5",
                    "text in `{text}` on `{ground}` is hard to read: its contrast is {ratio:.1}, 4.5 is needed"
                );
                diagnostics.push(Diagnostic::warning(Code::LowContrast, place(at), message));
            }
        }
    }
}
