//! Compares a folder, or a served site, with its list of files.
//!
//! In: a [`FileList`] and what it describes. Out: every [`Difference`]. A folder is read as it is; of a served site the
//! decoded bodies are compared, asked for by the addresses that readers use.

mod folder;
#[cfg(feature = "publish")]
mod served;

pub use folder::{list_of_folder, verify_folder};
#[cfg(feature = "publish")]
pub use served::{list_of_site, verify_site};

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Place, localized};
use crate::file_list::{FileList, LIST};

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// Its content is another.
    Changed,
    /// It is there but not listed.
    Unlisted,
    /// The server answered with this status.
    Status(u16),
    /// It could not be read, and why.
    Unreadable(String),
}

/// A file that is not as its list says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    pub path: String,
    pub fault: Fault,
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// The number of files that were compared.
    pub files: usize,
    /// Sorted by path.
    pub differences: Vec<Difference>,
}

impl Difference {
    /// As a diagnostic. What is not listed does no harm: it is a warning.
    pub fn diagnostic(&self) -> Diagnostic {
        let path = &self.path;
        let message = match &self.fault {
            Fault::Missing => localized!("thiếu tệp `{path}`", "`{path}` is missing"),
            Fault::Changed => {
                localized!("nội dung của `{path}` không đúng", "the content of `{path}` is another")
            }
            Fault::Unlisted => {
                let message = localized!("`{path}` không có trong danh sách", "`{path}` is not listed");
                return Diagnostic::warning(Code::FileDiffers, Place::file(path), message);
            }
            Fault::Status(status) => localized!(
                "máy chủ trả lời {status} cho `{path}`",
                "the server answers {status} for `{path}`"
            ),
            Fault::Unreadable(error) => {
                localized!("không đọc được `{path}`: {error}", "cannot read `{path}`: {error}")
            }
        };
        Diagnostic::error(Code::FileDiffers, Place::file(path), message)
    }
}

/// Reads a list that was found at `shown`.
fn parsed(bytes: &[u8], shown: &str) -> Result<FileList, Diagnostic> {
    FileList::parse(bytes).ok_or_else(|| {
        no_list(shown, localized!("`{LIST}` của `{shown}` bị hỏng", "`{LIST}` of `{shown}` is damaged"))
    })
}

/// There is no list to compare with.
fn no_list(shown: &str, message: LocalizedText) -> Diagnostic {
    Diagnostic::error(Code::FileList, Place::file(shown), message).help(localized!(
        "trang do `bantin build` dựng nào cũng có `{LIST}` ở thư mục đầu: dựng và đưa lên lại",
        "every site built by `bantin build` has `{LIST}` in its top folder: build and publish it again"
    ))
}
