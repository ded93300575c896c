//! A script in fewer bytes: comments, indentation and needless spaces go, and names of our own become short.
//!
//! In: a script that ends each statement with a semicolon and keeps block comments on lines of their own. Out: the same
//! script. Only the names of [`OWN`] are shortened: none of them is a word of the language, of the browser, of the
//! index files or of the interface. The client's tests run the script that comes out.

use std::collections::HashMap;

/// Names of variables, functions and fields that only the engine itself uses.
const OWN: &str = "\
    ACCENTS CLUSTERS CODA COLUMNS COVERED DIGIT Facets KEPT_SPELLING KEYS LENGTH LETTER LEVELS \
    MOST_OTHER_NAMES ONSET OTHER_NAME OTHER_READING PAIRS Reader Run Search Store VERSION VOWELS WORD \
    Words accented accentedHash accents accentsOf added agrees alone asked banned before beginning begins \
    best candidate candidates canonicalTone checksum completed completions copy counted covered cut \
    damaged decoded digits document end enough entry escaped exact excluded expand expansions \
    extra failed fetched files fingerprint first fits fitting folded folder folds found groups head heads \
    holding holds html joined joins keep kept known last lead left letter letters level levels list \
    listed lists loaded loose mark marked mass matches meant mended mixed named names near needed \
    newer newest next number numbers one oneApart order other otherNames otherReadings others own \
    pairHash paired parts passes passing phrase phrases place plain rank ranked read readEntry readList \
    readShard reader reading rejected renew required response row rows run saturated scored scores second \
    seen segment segments shares shown sides skip spans spelling spellingBytes spellings start \
    stopped store strict sum sums sure termHash terms tokens tone tones top typed unaccented unique unit \
    units unknown used verify vni wanted weak weight whole within word yearOf years";

/// The script in fewer bytes.
pub(super) fn compact(source: &str) -> String {
    let short: HashMap<&str, String> =
        OWN.split_whitespace().enumerate().map(|(number, name)| (name, short_name(number))).collect();
    let mut script = Script { short, out: String::with_capacity(source.len()), rest: source };
    while !script.rest.is_empty() {
        script.step();
    }
    script.out
}

/// `$a`, `$b`, …, `$aa`, …: the sources use no `$` of their own.
fn short_name(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + number as u8);
    match number {
        0..26 => format!("${}", letter(number)),
        _ => format!("${}{}", letter(number / 26 - 1), letter(number % 26)),
    }
}

struct Script<'s> {
    short: HashMap<&'s str, String>,
    out: String,
    rest: &'s str,
}

impl<'s> Script<'s> {
    /// Passes one token.
    fn step(&mut self) {
        let first = self.rest.chars().next().unwrap_or(' ');
        match first {
            ' ' | '\n' | '\t' | '\r' => self.space(),
            '/' if self.rest.starts_with("//") => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            '/' if self.rest.starts_with("/*") => {
                self.skip(self.rest.find("*/").map_or(self.rest.len(), |at| at + 2))
            }
            '/' if self.begins_value() => self.copy(regex_len(self.rest)),
            '"' | '\'' => self.copy(quoted_len(self.rest, first)),
            '`' => self.template(),
            letter if is_name(letter) => self.name(),
            other => self.copy(other.len_utf8()),
        }
    }

    fn copy(&mut self, len: usize) {
        self.out.push_str(&self.rest[..len]);
        self.rest = &self.rest[len..];
    }

    fn skip(&mut self, len: usize) {
        self.rest = &self.rest[len..];
    }

    /// One space between two words, and between a sign and the same sign; none elsewhere.
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
        let (before, after) = (self.out.chars().next_back(), self.rest.chars().next());
        if let (Some(before), Some(after)) = (before, after)
            && (is_name(before) && is_name(after) || before == after && matches!(before, '+' | '-'))
        {
            self.out.push(' ');
        }
    }

    fn name(&mut self) {
        let len = self.rest.find(|letter| !is_name(letter)).unwrap_or(self.rest.len());
        let name = &self.rest[..len];
        match self.short.get(name) {
            Some(short) => self.out.push_str(short),
            None => self.out.push_str(name),
        }
        self.rest = &self.rest[len..];
    }

    /// Text between backquotes stays; what is computed in it is code.
    fn template(&mut self) {
        self.copy(1);
        while !self.rest.is_empty() {
            if self.rest.starts_with("${") {
                self.copy(2);
                let mut depth = 0;
                while depth > 0 || !self.rest.starts_with('}') {
                    depth += i32::from(self.rest.starts_with('{')) - i32::from(self.rest.starts_with('}'));
                    self.step();
                }
                self.copy(1);
            } else if self.rest.starts_with('`') {
                return self.copy(1);
            } else {
                let len = if self.rest.starts_with('\\') {
                    2
                } else {
                    self.rest.chars().next().map_or(1, char::len_utf8)
                };
                self.copy(len);
            }
        }
    }

    /// Whether a `/` here begins a regular expression: no value stands before it.
    fn begins_value(&self) -> bool {
        let before = self.out.trim_end();
        before.ends_with("return")
            || before.ends_with(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>'])
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '#')
}

fn quoted_len(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a regular expression, without its flags: they are a name.
fn regex_len(text: &str) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn spaces_and_comments_go_and_own_names_become_short() {
        let source = "/** Says.\n * @type {x} */\nconst segment = /[/ ]+/u.exec(a) ?? \"a  b\"; // end\nreturn `x ${ segment + { a: 1 } } y`;";
        let short = compact(source);
        assert!(short.starts_with("const $"), "{short}");
        assert!(short.contains("=/[/ ]+/u.exec(a)??\"a  b\";return`x ${"), "{short}");
        assert!(short.ends_with("+{a:1}} y`;"), "{short}");
    }

    #[test]
    fn a_division_is_no_regular_expression() {
        assert_eq!(compact("a = b / 2; c = (d) / 3;"), "a=b/2;c=(d)/3;");
    }
}
