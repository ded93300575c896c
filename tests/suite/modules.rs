//! Dependencies between modules, read from the sources of all packages.
//!
//! Input: the files below `src/` and `crates/*/src/`. Output: for each module, the modules whose items it names.
//!
//! 1. [`tokens`] splits a file into words and punctuation, without comments, strings and items under `#[cfg(test)]`;
//! 2. [`Module::read`] collects its declarations, its imports and all paths in its code;
//! 3. [`Modules::resolve`] follows `crate::`, `super::` and re-exports to the module that declares the last name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A path of names: `["bantin_search", "lists"]` is a module of a package, `["super", "lists", "Entry"]` a path in
/// code.
pub(crate) type Names = Vec<String>;

pub(crate) struct Module {
    /// Relative to the repository.
    pub(crate) file: String,
    pub(crate) text: String,
    declared: BTreeSet<String>,
    imports: Vec<Import>,
    paths: Vec<Names>,
}

/// An item of `use`: its path, and its name in this module; `*` is the last name of a glob.
struct Import {
    path: Names,
    name: String,
}

/// All modules, by package and path.
pub(crate) struct Modules(pub(crate) BTreeMap<Names, Module>);

impl Modules {
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut packages = vec![("bantin".to_owned(), root.join("src"))];
        for entry in fs::read_dir(root.join("crates")).expect("the packages are there") {
            let entry = entry.expect("an entry");
            packages.push((entry.file_name().to_string_lossy().replace('-', "_"), entry.path().join("src")));
        }
        let mut modules = BTreeMap::new();
        for (package, source) in &packages {
            for (path, file) in files(package, source) {
                let text = fs::read_to_string(&file).expect("a source is text");
                let name = file.strip_prefix(root).expect("below the repository").to_string_lossy();
                modules.insert(path, Module::read(name.replace('\\', "/"), text));
            }
        }
        Self(modules)
    }

    /// The other modules that each module uses.
    pub(crate) fn uses(&self) -> BTreeMap<&Names, BTreeSet<Names>> {
        let used = |(here, module): (&'_ Names, &Module)| {
            let imports = module.imports.iter().map(|import| import.path.clone());
            let through_imports = module.paths.iter().map(|path| module.unfolded(path));
            let targets = imports.chain(through_imports).filter_map(|path| self.resolve(here, &path, 0));
            targets.filter(|target| target != here).collect()
        };
        self.0.iter().map(|(here, module)| (here, used((here, module)))).collect()
    }

    /// The module that declares the item of a path written in module `here`. `None` for other crates and local names.
    fn resolve(&self, here: &Names, path: &[String], depth: usize) -> Option<Names> {
        let mut rest = path;
        let mut module = match path.first()?.as_str() {
            "crate" => vec![here[0].clone()],
            "self" | "super" => here.clone(),
            name if name.starts_with("bantin") && self.0.contains_key(&vec![name.to_owned()]) => {
                vec![name.to_owned()]
            }
            name if self.0.contains_key(&child(here, name)) => child(here, name),
            _ => return None,
        };
        while rest.first().is_some_and(|name| name == "super") {
            module.pop();
            rest = &rest[1..];
        }
        rest = if rest.len() == path.len() { &rest[1..] } else { rest };
        while let Some(name) = rest.first() {
            let below = child(&module, name);
            if !self.0.contains_key(&below) {
                return Some(self.declaring(&module, name, depth).unwrap_or(module));
            }
            (module, rest) = (below, &rest[1..]);
        }
        Some(module)
    }

    /// The module from which `module` re-exports a name.
    fn declaring(&self, module: &Names, name: &str, depth: usize) -> Option<Names> {
        let there = self.0.get(module).filter(|there| depth < 8 && !there.declared.contains(name))?;
        let named = there.imports.iter().filter(|import| import.name == name);
        if let Some(found) = named.filter_map(|import| self.resolve(module, &import.path, depth + 1)).next() {
            return Some(found);
        }
        let globs = there.imports.iter().filter(|import| import.name == "*");
        globs
            .filter_map(|import| self.resolve(module, &import.path, depth + 1))
            .find(|from| self.0.get(from).is_some_and(|from| from.declared.contains(name)))
    }
}

impl Module {
    fn read(file: String, text: String) -> Self {
        let tokens = without_tests(&tokens(&text));
        let (mut declared, mut imports, mut paths) = (BTreeSet::new(), Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let here = at;
            let next = |by: usize| tokens.get(here + by).map_or("", String::as_str);
            let continued = at > 0 && matches!(tokens[at - 1].as_str(), "::" | ".");
            at += 1;
            match token.as_str() {
                "use" if is_name(next(1)) => tree(&tokens, &mut at, &[], &mut imports),
                "struct" | "enum" | "fn" | "trait" | "const" | "static" | "type" | "union" => {
                    declared.insert(next(1).to_owned());
                }
                "macro_rules" => {
                    declared.insert(next(2).to_owned());
                }
                name if is_name(name) && !continued => {
                    let mut path = vec![name.to_owned()];
                    while tokens.get(at).is_some_and(|token| token == "::") {
                        let Some(name) = tokens.get(at + 1).filter(|name| is_name(name)) else { break };
                        path.push(name.clone());
                        at += 2;
                    }
                    if path.len() > 1 {
                        paths.push(path);
                    }
                }
                _ => {}
            }
        }
        Self { file, text, declared, imports, paths }
    }

    /// Replaces the first name of a path by the path of its import, if it is imported.
    fn unfolded(&self, path: &Names) -> Names {
        let import = self.imports.iter().find(|import| import.name == path[0]);
        let before = import.map_or(&path[..1], |import| &import.path);
        before.iter().chain(&path[1..]).cloned().collect()
    }
}

fn child(module: &Names, name: &str) -> Names {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The files of a package with their modules; tests and the binary's `main.rs` are left out.
fn files(package: &str, source: &Path) -> Vec<(Names, PathBuf)> {
    let walk = walkdir::WalkDir::new(source).sort_by_file_name().into_iter();
    let paths = walk.map(|entry| entry.expect("the sources can be read").into_path());
    let modules = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let named = modules.map(|path| {
        let below = path.strip_prefix(source).expect("below src").with_extension("");
        let mut names = vec![package.to_owned()];
        names.extend(below.iter().map(|part| part.to_string_lossy().into_owned()));
        if matches!(names.last().map(String::as_str), Some("mod" | "lib")) {
            names.pop();
        }
        (names, path)
    });
    named.filter(|(names, _)| !matches!(names[names.len() - 1].as_str(), "tests" | "main")).collect()
}

/// Parses a `use` tree: `a::{self, b::C as D}`.
fn tree(tokens: &[String], at: &mut usize, before: &[String], imports: &mut Vec<Import>) {
    let mut path = before.to_vec();
    let mut alias = None;
    while let Some(token) = tokens.get(*at) {
        match token.as_str() {
            "," | "}" | ";" => break,
            "{" => {
                *at += 1;
                while tokens.get(*at).is_some_and(|token| token != "}") {
                    tree(tokens, at, &path, imports);
                    *at += usize::from(tokens.get(*at).is_some_and(|token| token == ","));
                }
                *at += 1;
                return;
            }
            "as" => {
                alias = tokens.get(*at + 1).cloned();
                *at += 1;
            }
            "self" if !path.is_empty() => {}
            "::" => {}
            name => path.push(name.to_owned()),
        }
        *at += 1;
    }
    let name = alias.or(path.last().cloned()).unwrap_or_default();
    path.retain(|name| name != "*");
    imports.push(Import { path, name });
}

/// Words, `::` and single punctuation characters, without strings and comments.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let length = if let Some(length) = skipped(rest) {
            length
        } else if word > 0 {
            tokens.push(rest[..word].to_owned());
            word
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                tokens.push(rest[..length].to_owned());
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a comment, string, character or lifetime at the start of the text.
fn skipped(rest: &str) -> Option<usize> {
    let until =
        |start: usize, end: &str| rest[start..].find(end).map_or(rest.len(), |at| start + at + end.len());
    if rest.starts_with("//") {
        return Some(until(2, "\n"));
    }
    if rest.starts_with("/*") {
        return Some(until(2, "*/"));
    }
    let prefix = rest.len() - rest.trim_start_matches(['b', 'r']).len();
    let hashes = rest[prefix..].len() - rest[prefix..].trim_start_matches('#').len();
    if prefix <= 2 && rest[..prefix].contains('r') && rest[prefix + hashes..].starts_with('"') {
        return Some(until(prefix + hashes + 1, &format!("\"{}", &rest[prefix..prefix + hashes])));
    }
    if rest.starts_with('"') || rest.starts_with("b\"") {
        return Some(quoted(rest, '"'));
    }
    let mut letters = rest.strip_prefix('\'')?.chars();
    let (first, second) = (letters.next()?, letters.next());
    let letter = first == '\\' || second == Some('\'');
    // A lifetime: its name follows as a word, with which no path begins.
    Some(if letter { quoted(rest, '\'') } else { 1 })
}

/// The length of a quoted string, in which `\` escapes the next character.
fn quoted(rest: &str, quote: char) -> usize {
    let start = rest.find(quote).map_or(0, |at| at + 1);
    let mut hidden = false;
    for (at, letter) in rest[start..].char_indices() {
        match letter {
            _ if hidden => hidden = false,
            '\\' => hidden = true,
            letter if letter == quote => return start + at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Removes each item under `#[cfg(test)]`: up to its `;`, or to the end of its block.
fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].iter().zip(MARK).all(|(token, mark)| token == mark) || tokens.len() < at + 7 {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        at += MARK.len();
        while let Some(token) = tokens.get(at) {
            at += 1;
            depth += i32::from(token == "{") - i32::from(token == "}");
            if depth == 0 && (token == ";" || token == "}") {
                break;
            }
        }
    }
    kept
}
