//! Replaces single files at the top of an output that otherwise stays as it is.
//!
//! In: names and bytes. Each file is written beside the output first, and moved to its name when all are there.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::output::guard::{self, OutputFolder};
use crate::output::lock::Lock;
use crate::output::{failed, staging};

/// Replaces files of `output`, an output of the site at `root`. Errors: something cannot be written, or another build
/// holds the lock.
pub fn replace(root: &Path, output: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Diagnostic> {
    let OutputFolder { path: output, shown } = guard::target(root, output)?;
    let _lock = Lock::take(staging::beside(&output, "lock"), &shown)?;
    let work = staging::beside(&output, "new");
    let written = write(&work, &output, files);
    let removed = staging::remove(&work);
    written.and(removed).map_err(|error| failed(&shown, &error))
}

fn write(work: &Path, output: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    staging::remove(work)?;
    staging::folder(staging::OWNER_ALONE).create(work)?;
    for (name, bytes) in files {
        staging::new_file().open(work.join(name))?.write_all(bytes)?;
    }
    files.iter().try_for_each(|(name, _)| fs::rename(work.join(name), output.join(name)))
}
