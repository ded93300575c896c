//! From files in memory to the published folder.
//!
//! In come the bytes of every file of the site, from many threads; out goes a folder that is replaced in one move:
//!
//! 1. [`Staging::begin`] looks whether the output may be replaced, takes the lock and makes a folder beside it;
//! 2. as a [`Sink`] it takes the files;
//! 3. [`Staging::commit`] swaps the two and removes the old one.
//!
//! A build that fails, panics or is killed before the swap leaves the old site as it was; what it leaves beside the
//! output is removed by the next build.

mod guard;
mod lock;
mod sink;
mod staging;
mod swap;

pub use sink::{Digests, Sink, Tally};
pub use staging::{Staging, Written};

use std::io;

use crate::diagnostic::{Code, Diagnostic, Place, words};

/// What the operating system refused, as a diagnostic about one path.
fn failed(shown: &str, error: &io::Error) -> Diagnostic {
    let message = words!("không ghi được `{shown}`: {error}", "cannot write `{shown}`: {error}");
    let diagnostic = Diagnostic::error(Code::Output, Place::file(shown), message);
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => diagnostic.help(words!(
            "xem lại quyền ghi của thư mục chứa nó, hoặc chọn thư mục khác bằng `-o`",
            "look at the permissions of the folder it is in, or choose another one with `-o`"
        )),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => diagnostic.help(words!(
            "đĩa đã đầy: cần chỗ cho cả bản cũ lẫn bản mới",
            "the disk is full: it must hold the old site and the new one"
        )),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => diagnostic.help(words!(
            "thư mục này là một điểm gắn ổ đĩa: hãy chọn một thư mục bên trong nó",
            "this folder is a mount point: choose a folder inside it"
        )),
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests;
