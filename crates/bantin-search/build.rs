//! Joins and minifies the script of the search, and hashes the sources of writer and reader.
//!
//! In: the ES modules of `client/`. Out: `$OUT_DIR/search.js`, one module without imports. A reader would
//! fetch the modules one after the other, so they are joined, each after those it imports; names are unique across
//! them. The client's tests run what comes out.

use std::path::Path;
use std::{env, fs};

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The writer of the index and the script that reads it.
const SOURCES: [&str; 2] = ["src", CLIENT];
const CLIENT: &str = "client";

/// The modules of the engine, each after those it imports.
const MODULES: [&str; 11] = [
    "text.js",
    "codec.js",
    "store.js",
    "facets.js",
    "words.js",
    "excerpt.js",
    "query.js",
    "query_expansion.js",
    "phrase_filter.js",
    "query_execution.js",
    "search.js",
];

/// What others ask for.
const OPENED: &str = "function openSearch(";

fn main() {
    SOURCES.iter().for_each(|folder| println!("cargo::rerun-if-changed={folder}"));
    let sources =
        SOURCES.iter().fold(0, |hash: u64, folder| hash.rotate_left(1) ^ hash_of(Path::new(folder)));
    println!("cargo::rustc-env=BANTIN_SEARCH_SOURCES={sources:016x}");
    let joined: String = MODULES.iter().map(|name| plain(name)).collect();
    let out = env::var_os("OUT_DIR").expect("cargo names a folder for what is made");
    fs::write(Path::new(&out).join("search.js"), shrunk(&joined)).expect("the folder can be written");
}

/// A hash of all files below a folder (FNV-1a): an index that is written otherwise goes into another folder.
fn hash_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("the sources of the search");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a source").path()).collect();
    paths.sort();
    let hash_file = |hash: u64, path: &Path| match path.is_dir() {
        true => hash ^ hash_of(path),
        false => fs::read(path).expect("a source").into_iter().fold(hash, with_byte),
    };
    paths.iter().fold(0xcbf2_9ce4_8422_2325, |hash, path| with_byte(hash_file(hash, path), 0))
}

fn with_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// A module without its imports, and without its exports, but for the one that others ask for.
fn plain(name: &str) -> String {
    let source = fs::read_to_string(Path::new(CLIENT).join(name)).expect("a module of the client");
    let kept = source.lines().filter(|line| !line.starts_with("import "));
    let bare = |line: &str| {
        let own = if line.contains(OPENED) { line } else { line.trim_start_matches("export ") };
        own.to_owned() + "\n"
    };
    kept.map(bare).collect()
}

/// The script in fewer bytes.
fn shrunk(source: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    assert!(!parsed.panicked, "the joined script of the search is no module");
    let mut program = parsed.program;
    let scoping = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program).scoping;
    Codegen::new().with_options(CodegenOptions::minify()).with_scoping(scoping).build(&program).code
}
