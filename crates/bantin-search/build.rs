//! Bundles and minifies the search client, and hashes the sources of the crate.
//!
//! In: the ES modules of `client/`. Out: `$OUT_DIR/search.js`, one module without imports, so that a browser needs
//! one request instead of a chain of them. Modules are concatenated in dependency order; top-level names are unique
//! across them. The tests of the client run the bundle.

use std::path::Path;
use std::{env, fs};

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Sources of the index writer and of the client.
const SOURCES: [&str; 2] = ["src", CLIENT];
const CLIENT: &str = "client";

/// The modules in dependency order.
const MODULES: [&str; 13] = [
    "text.js",
    "codec.js",
    "store.js",
    "facets.js",
    "words.js",
    "excerpt.js",
    "ranking.js",
    "query.js",
    "nearness.js",
    "query_expansion.js",
    "phrase_filter.js",
    "query_execution.js",
    "search.js",
];

/// The only export of the bundle.
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

/// FNV-1a hash of all files below a folder. It is part of the generation, so an index written by other code gets
/// another folder.
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

/// The source of a module without its imports and exports; the export of [`OPENED`] stays.
fn plain(name: &str) -> String {
    let source = fs::read_to_string(Path::new(CLIENT).join(name)).expect("a module of the client");
    let kept = source.lines().filter(|line| !line.starts_with("import "));
    let bare = |line: &str| {
        let own = if line.contains(OPENED) { line } else { line.trim_start_matches("export ") };
        own.to_owned() + "\n"
    };
    kept.map(bare).collect()
}

/// Minifies the script.
fn shrunk(source: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    assert!(!parsed.panicked, "the joined script of the search is no module");
    let mut program = parsed.program;
    let scoping = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program).scoping;
    Codegen::new().with_options(CodegenOptions::minify()).with_scoping(scoping).build(&program).code
}
