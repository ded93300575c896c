//! Minifies scripts.

/// Removes comment lines and indentation. Line breaks are kept, so that automatic semicolon insertion is unaffected. A
/// script that may have a template literal over several lines is left as it is, because literals are not parsed.
pub(super) fn minify(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut small = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines().map(str::trim) {
        let comment = inside || line.is_empty() || line.starts_with("//") || is_comment(line);
        if inside || (comment && line.starts_with("/*")) {
            inside = !line.ends_with("*/");
        }
        if !comment {
            small.push_str(line);
            small.push('\n');
        }
    }
    small
}

/// Whether a line consists only of a comment or the beginning of one.
fn is_comment(line: &str) -> bool {
    line.starts_with("/*") && line.find("*/").is_none_or(|end| end + 2 == line.len())
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_indentation_go() {
        let script = "// What it is.\n{\n  /** @type {any} */\n  const a = 1; // one\n\n  /**\n   * Two.\n   */\n  const b = /** @type {any} */ (a);\n}\n";
        assert_eq!(minify(script), "{\nconst a = 1; // one\nconst b = /** @type {any} */ (a);\n}\n");
    }

    #[test]
    fn a_comment_before_code_on_its_line_stays() {
        assert_eq!(minify("  /* a */ call();\n"), "/* a */ call();\n");
    }

    #[test]
    fn a_script_with_a_text_of_many_lines_stays_as_it_is() {
        let script = "const text = `one\n  // two\n`;\n";
        assert_eq!(minify(script), script);
    }
}
