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

/// Names of members that the modules alone use: neither part of the interface or of the manifest, nor of the browser's
/// own objects. They get short names, for the minifier leaves members as they are.
const INTERNAL: &str = "accented folded scores segments spellings phrases loaded accents asked units accentedHash \
    expansions covered excluded required readings verify wanted beginning completions addList scored travelled asTyped \
    banned candidates recordsOf renew neighbours hasText renewLater lasting beginnings bestShare forgive weigh isSection \
    begins levels ranked spelled beginningWith parted passing expanded holds rareSpelling titlePhrase pairAccents \
    idfPower questionWords forgiveAccents titleIsQuery nearness weight entry marked store alone failed needed known found \
    lexicon shard mass names named order apart whole block rows longLists unit \
    pair start numbers typed";

/// The only export of the bundle.
const OPENED: &str = "function openSearch(";

fn main() {
    SOURCES.iter().for_each(|folder| println!("cargo::rerun-if-changed={folder}"));
    let sources =
        SOURCES.iter().fold(0, |hash: u64, folder| hash.rotate_left(1) ^ hash_of(Path::new(folder)));
    println!("cargo::rustc-env=BANTIN_SEARCH_SOURCES={sources:016x}");
    let joined: String = MODULES.iter().map(|name| plain(name)).collect();
    let joined = with_short_members(&joined);
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

/// The source with the [`INTERNAL`] names replaced, wherever they stand as words of the program.
fn with_short_members(source: &str) -> String {
    let internal: Vec<&str> = INTERNAL.split_whitespace().collect();
    let code: String =
        source.lines().filter(|line| !is_comment(line)).flat_map(|line| [line, "\n"]).collect();
    let in_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let quoted = |c: char| matches!(c, '"' | '`' | '\'');
    let mut out = String::with_capacity(code.len());
    let mut rest = code.as_str();
    while let Some(start) = rest.find(in_name) {
        let word = &rest[start..];
        let end = word.find(|c| !in_name(c)).unwrap_or(word.len());
        out.push_str(&rest[..start]);
        let in_text = out.ends_with(quoted) || word[end..].starts_with(quoted);
        match internal.iter().position(|name| *name == &word[..end]).filter(|_| !in_text) {
            Some(number) => out.push_str(&short(number)),
            None => out.push_str(&word[..end]),
        }
        rest = &word[end..];
    }
    out + rest
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with("/*") || line.starts_with('*')
}

/// `A` to `Z`, then `AA` and so on, without `X`, which is a name of the modules.
fn short(number: usize) -> String {
    const LETTERS: &[u8; 25] = b"ABCDEFGHIJKLMNOPQRSTUVWYZ";
    let letter = char::from(LETTERS[number % LETTERS.len()]).to_string();
    match number / LETTERS.len() {
        0 => letter,
        rest => short(rest - 1) + &letter,
    }
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
