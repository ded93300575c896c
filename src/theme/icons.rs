//! The icon of a theme as pixels, for the home screens of phones that show no SVG.

use crate::image::drawing::square_png;
use crate::theme::Statics;

/// The icon of the section.
pub(super) const ICON: &str = "icon.svg";

/// The icon of a phone's home screen, without anything to see through.
pub const TOUCH_ICON: &str = "icon-180.png";

/// The icons of the web app manifest, and their sides in pixels.
pub const ICONS: [(&str, u32); 2] = [("icon-192.png", 192), ("icon-512.png", 512)];

/// Adds the icons that the theme does not hold itself; none for an SVG that cannot be drawn. `ground` fills the corners
/// of the one that may have none.
pub(super) fn add_icons(statics: &mut Statics, ground: [u8; 3]) {
    let Some(svg) = statics.text(ICON) else { return };
    let sides = [(TOUCH_ICON, 180, Some(ground))].into_iter();
    for (name, side, ground) in sides.chain(ICONS.map(|(name, side)| (name, side, None))) {
        if let Some(png) = square_png(&svg, side, ground) {
            statics.add_default(name, png);
        }
    }
}
