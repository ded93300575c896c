//! Gives the program a number of its own (`BANTIN_SOURCES`), which tells caches by whom they were written, and notes
//! that it is made of the files in `themes/` and of the sample site too: without that, a file that was added is missed.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::{env, fs, io};

/// What the output depends on. The commands in `src/cli` only pass options on.
const PARTS: [&str; 4] = ["src", "crates", "themes", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        add(Path::new(part), &mut hasher)?;
    }
    for name in ["OPT_LEVEL", "DEBUG", "TARGET", "CARGO_CFG_FEATURE"] {
        env::var_os(name).hash(&mut hasher);
    }
    println!("cargo::rustc-env=BANTIN_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// Adds all files of a folder, by name.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    // Cargo looks through a folder that is named, and the commands are not to be noticed.
    if path != Path::new("src") {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    if path.is_dir() {
        let mut names: Vec<_> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        names.sort();
        return names.iter().filter(|path| !path.ends_with("src/cli")).try_for_each(|path| add(path, hasher));
    }
    path.hash(hasher);
    fs::read(path)?.hash(hasher);
    Ok(())
}
