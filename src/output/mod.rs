//! Writes the output.
//!
//! In: the bytes of every file of the site, from many threads. Out: a folder that is replaced atomically. The steps:
//!
//! 1. [`Staging::begin`] checks that the output may be replaced, and that nothing is lost that no build wrote
//!    ([`Earlier`]), takes the lock and makes a staging folder next to it;
//! 2. files are written to it as a [`Sink`]; those that are the same as in the old site are linked to;
//! 3. [`Staging::commit`] swaps the two folders; the old one is removed when [`OldSite`] is dropped.
//!
//! Single files of an output are replaced by [`mod@replace`].
//!
//! A build that fails, panics or is killed before the swap does not touch the old site; the next build removes its
//! staging folder.

mod foreign;
mod guard;
mod lock;
mod replace;
mod sink;
mod staging;
mod swap;

pub use foreign::Earlier;
pub use replace::replace;
pub use sink::{Digests, SameFile, Sink, Tally, Written};
pub use staging::{OldSite, Staging};

use std::io;

use crate::diagnostic::{Code, Diagnostic, Place, localized};

/// A file at the top of every output; marks a folder that the next build may replace.
pub const MARKER: &str = ".bantin";

/// An I/O error as a diagnostic for a path.
fn failed(shown: &str, error: &io::Error) -> Diagnostic {
    let message = localized!("không ghi được `{shown}`: {error}", "cannot write `{shown}`: {error}");
    let diagnostic = Diagnostic::error(Code::Output, Place::file(shown), message);
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => diagnostic.help(localized!(
            "xem lại quyền ghi của thư mục chứa nó, hoặc chọn thư mục khác bằng `-o`",
            "look at the permissions of the folder it is in, or choose another one with `-o`"
        )),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => diagnostic.help(localized!(
            "đĩa đã đầy: cần chỗ cho cả bản cũ lẫn bản mới",
            "the disk is full: it must hold the old site and the new one"
        )),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => diagnostic.help(localized!(
            "thư mục này là một điểm gắn ổ đĩa: hãy chọn một thư mục bên trong nó",
            "this folder is a mount point: choose a folder inside it"
        )),
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests;
