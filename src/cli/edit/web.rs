//! The page of the room: HTML, style and modules in the binary.

use include_dir::{Dir, include_dir};

static WEB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/edit/web");

/// A file of the page by its path, with its name.
pub(super) fn file(path: &str) -> Option<(&'static str, &'static [u8])> {
    let name = if path == "/" { "index.html" } else { path.strip_prefix("/")? };
    let file = WEB.get_file(name)?;
    Some((file.path().to_str()?, file.contents()))
}

/// The content security policy of the page; `preview` is the address of the preview.
pub(super) fn policy(preview: &str) -> String {
    let origin = preview.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; \
         frame-src {origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
