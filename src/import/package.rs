//! ZIP packages of office files: their parts, unpacked within limits.
//!
//! In: the bytes of a file. Out: single parts as bytes. Sizes in the directory of a ZIP may lie, so what is unpacked is
//! counted while it is unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::diagnostic::localized;
use crate::import::sheet::{Refusal, limits};

/// A package that was looked through.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a package and unpacks every part once, to see that all of it is within the limits.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
        let mut unpacked = 0;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| match error {
                zip::result::ZipError::UnsupportedArchive(_) => protected(),
                error => Refusal::damaged(error),
            })?;
            let size = std::io::copy(&mut part.take(limits::PART + 1), &mut std::io::sink());
            let size = size.map_err(Refusal::damaged)?;
            unpacked += size;
            if size > limits::PART || unpacked > limits::UNPACKED {
                let most = limits::UNPACKED >> 20;
                let what = localized!("mở nén ra hơn {most} MiB", "it unpacks to more than {most} MiB");
                return Err(Refusal::too_large(&what));
            }
        }
        Ok(Self { archive })
    }

    /// The bytes of a part; `None` if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut part = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        part.by_ref().take(limits::PART).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// A file with a password.
pub(super) fn protected() -> Refusal {
    Refusal::new(
        localized!("tệp có mật khẩu", "the file has a password"),
        localized!(
            "mở tệp, bỏ mật khẩu (Tệp ▸ Thông tin ▸ Bảo vệ) rồi lưu lại",
            "open the file, remove the password (File ▸ Info ▸ Protect) and save it again"
        ),
    )
}
