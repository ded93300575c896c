//! Checks what `site.yaml` refers to: the pages and categories of menus, the picture of the logo.

use crate::diagnostic::{Path, Place};
use crate::image::Picture;
use crate::site::linker::Linker;

/// Checks that the pages and categories named by menus exist.
pub(super) fn check_menus(linker: &mut Linker<'_, '_>) {
    let config = &linker.catalog.config;
    for (menu, items) in [("main", &config.menus.main), ("footer", &config.menus.footer)] {
        for (index, item) in items.iter().enumerate() {
            let at = |key: &'static str| {
                Place::value(config.source, Path::top().key("menus").key(menu).index(index).key(key))
            };
            if let Some(id) = &item.page {
                linker.ids.pages.find(id, at("page"), linker.diagnostics);
            }
            if let Some(id) = &item.category {
                linker.ids.categories.find(id, at("category"), linker.diagnostics);
            }
        }
    }
}

/// The picture of `look.logo`.
pub(super) fn logo(linker: &mut Linker<'_, '_>) -> Option<Picture> {
    let config = &linker.catalog.config;
    let found = linker.assets.picture("content", "", config.look.logo.as_ref()?);
    let path = Path::top().key("look").key("logo");
    let place = Place::value(config.source, path);
    found.map_err(|failure| linker.not_usable(&failure, place)).ok()
}
