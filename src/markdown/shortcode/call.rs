//! Parser of a shortcode: `{{ name(key="text", other=["a", "b"], third=3) }}`.
//!
//! Input: one line's `{{ … }}`. Output: a [`Call`] with the byte range of every part, or the first [`Problem`].

use std::ops::Range;

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::markdown::Problem;

/// A value with its range in the Markdown.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) struct Spanned<T> {
    pub(in crate::markdown) value: T,
    pub(in crate::markdown) range: Range<usize>,
}

/// A parsed shortcode.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) struct Call {
    pub(in crate::markdown) name: Spanned<String>,
    pub(in crate::markdown) arguments: Vec<Argument>,
    /// From `{{` to `}}`.
    pub(in crate::markdown) range: Range<usize>,
}

/// `key=value`.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) struct Argument {
    pub(in crate::markdown) name: Spanned<String>,
    pub(in crate::markdown) value: Spanned<Value>,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) enum Value {
    Text(String),
    Number(f64),
    List(Vec<Spanned<String>>),
}

/// The name after `{{`, if there is one.
pub(in crate::markdown) fn name(text: &str, range: Range<usize>) -> Option<Spanned<String>> {
    let mut reader = Reader { text, at: range.start + 2, end: range.end };
    reader.skip_space();
    reader.word()
}

/// Parses a shortcode; `range` includes `{{` and `}}`.
pub(in crate::markdown) fn parse(text: &str, range: Range<usize>) -> Result<Call, Problem> {
    let mut reader = Reader { text, at: range.start + 2, end: range.end - 2 };
    reader.skip_space();
    let name = reader.word().ok_or_else(|| {
        reader.problem(localized!(
            "sau `{{{{` phải là tên mã ngắn",
            "the name of a shortcode comes after `{{{{`"
        ))
    })?;
    reader.skip_space();
    let arguments = if reader.take('(') { reader.arguments()? } else { Vec::new() };
    reader.skip_space();
    if reader.peek().is_some() {
        return Err(
            reader.problem(localized!("chữ thừa trước `}}}}`", "something is left over before `}}}}`"))
        );
    }
    Ok(Call { name, arguments, range })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Letters, digits, `_` and `-`, beginning with a letter.
    fn word(&mut self) -> Option<Spanned<String>> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        if !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Spanned { value: rest[..length].to_owned(), range })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Problem> {
        let mut arguments = Vec::new();
        loop {
            self.skip_space();
            if self.take(')') {
                return Ok(arguments);
            }
            arguments.push(self.argument()?);
            self.skip_space();
            if !self.take(',') && self.peek() != Some(')') {
                let message = localized!("thiếu dấu phẩy hoặc dấu `)`", "a comma or `)` is missing");
                return Err(self.problem(message));
            }
        }
    }

    fn argument(&mut self) -> Result<Argument, Problem> {
        let Some(name) = self.word() else {
            let message = localized!(
                "ở đây phải là tên một tham số, như `id`",
                "the name of an argument, like `id`, comes here"
            );
            return Err(self.problem(message));
        };
        self.skip_space();
        if !self.take('=') {
            let name = &name.value;
            let message = localized!("sau `{name}` phải là dấu `=`", "`=` comes after `{name}`");
            return Err(self.problem(message));
        }
        self.skip_space();
        let start = self.at;
        let value = self.value()?;
        Ok(Argument { name, value: Spanned { value, range: start..self.at } })
    }

    fn value(&mut self) -> Result<Value, Problem> {
        match self.peek() {
            Some('"') => Ok(Value::Text(self.string()?.value)),
            Some('[') => self.list(),
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            _ => Err(self.problem(localized!(
                "ở đây phải là một chữ trong dấu `\"`",
                "a text in quotes `\"` comes here"
            ))),
        }
    }

    fn number(&mut self) -> Result<Value, Problem> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.'))).unwrap_or(rest.len());
        match rest[..length].parse() {
            Ok(number) => {
                self.at += length;
                Ok(Value::Number(number))
            }
            Err(_) => Err(self.problem(localized!("đây không phải một số", "this is no number"))),
        }
    }

    fn list(&mut self) -> Result<Value, Problem> {
        self.take('[');
        let mut elements = Vec::new();
        loop {
            self.skip_space();
            if self.take(']') {
                return Ok(Value::List(elements));
            }
            elements.push(self.string()?);
            self.skip_space();
            if !self.take(',') && self.peek() != Some(']') {
                let message = localized!("thiếu dấu phẩy hoặc dấu `]`", "a comma or `]` is missing");
                return Err(self.problem(message));
            }
        }
    }

    /// A text in double quotes; `\"` and `\\` are escapes for `"` and `\`.
    fn string(&mut self) -> Result<Spanned<String>, Problem> {
        let start = self.at;
        if !self.take('"') {
            return Err(self.problem(localized!(
                "ở đây phải là một chữ trong dấu `\"`",
                "a text in quotes `\"` comes here"
            )));
        }
        let mut value = String::new();
        while let Some(letter) = self.peek() {
            self.at += letter.len_utf8();
            match letter {
                '"' => return Ok(Spanned { value, range: start..self.at }),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    value.extend(self.peek());
                    self.at += 1;
                }
                letter => value.push(letter),
            }
        }
        self.at = start;
        Err(self.problem(localized!("thiếu dấu `\"` đóng", "the closing quote `\"` is missing")))
    }

    /// A problem at the next character.
    fn problem(&self, message: LocalizedText) -> Problem {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        let help = match self.peek() {
            Some('“' | '”' | '‘' | '’' | '\'') => {
                localized!(
                    "dùng dấu nháy thẳng `\"` thay cho dấu nháy này",
                    "use the straight quote `\"` instead"
                )
            }
            _ => localized!(
                "viết theo mẫu `{{{{ ten(khoa=\"chữ\", khac=[\"a\", \"b\"]) }}}}`",
                "write it like `{{{{ name(key=\"text\", other=[\"a\", \"b\"]) }}}}`"
            ),
        };
        Problem::error(Code::ShortcodeArgument, self.at..end.max(self.at), message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Call, Problem> {
        parse(text, 0..text.len())
    }

    fn fails_at(text: &str) -> usize {
        read(text).expect_err(text).range.start
    }

    #[test]
    fn texts_lists_and_numbers_are_read() {
        let call = read(r#"{{ chart( data = "a\"b\\c\d", y=["x", "é",], n=-1.5 ) }}"#).expect("it is one");
        let values: Vec<_> = call.arguments.iter().map(|a| (a.name.value.as_str(), &a.value.value)).collect();
        assert_eq!(call.name.value, "chart");
        assert_eq!(values[0], ("data", &Value::Text(r#"a"b\c\d"#.into())));
        assert_eq!(values[2], ("n", &Value::Number(-1.5)));
        let Value::List(list) = values[1].1 else { panic!("{values:?}") };
        assert_eq!(list.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(), ["x", "é"]);
    }

    #[test]
    fn every_part_knows_its_bytes() {
        let text = r#"{{ quote(by="Đặng", y=["é"]) }}"#;
        let call = read(text).expect("it is one");
        assert_eq!(&text[call.name.range], "quote");
        assert_eq!(&text[call.arguments[0].name.range.clone()], "by");
        assert_eq!(&text[call.arguments[0].value.range.clone()], "\"Đặng\"");
        assert_eq!(&text[call.arguments[1].value.range.clone()], "[\"é\"]");
    }

    #[test]
    fn no_parentheses_are_needed_without_arguments() {
        for text in ["{{ end }}", "{{end}}", "{{ end() }}"] {
            assert_eq!(read(text).map(|call| call.arguments.len()), Ok(0), "{text}");
        }
    }

    #[test]
    fn mistakes_are_reported_where_they_stand() {
        assert_eq!(fails_at(r#"{{ a(id="x) }}"#), 8);
        assert_eq!(fails_at(r#"{{ a(id=x) }}"#), 8);
        assert_eq!(fails_at(r#"{{ a(id "x") }}"#), 8);
        assert_eq!(fails_at(r#"{{ a(id="x" b="y") }}"#), 12);
        assert_eq!(fails_at(r#"{{ a(f=["x" "y"]) }}"#), 12);
        assert_eq!(fails_at(r#"{{ a(="x") }}"#), 5);
        assert_eq!(fails_at(r#"{{ a(n=1-2) }}"#), 7);
        assert_eq!(fails_at(r#"{{ a(id="x") b }}"#), 13);
        assert_eq!(fails_at("{{ 5 }}"), 3);
        assert_eq!(fails_at("{{}}"), 2);
    }

    #[test]
    fn curly_quotes_are_told_from_straight_ones() {
        let problem = read("{{ a(id=“x”) }}").expect_err("it is none");
        assert!(problem.help.expect("there is help").en.contains("straight"));
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_harm(inside in "[a(=\"\\[\\],)é\\\\0-9 .{}-]{0,30}") {
            let text = format!("{{{{{inside}}}}}");
            if let Ok(call) = read(&text) {
                prop_assert!(text.get(call.name.range).is_some());
            }
        }

        #[test]
        fn a_text_with_escapes_reads_back(value in "[^\r\n]{0,20}") {
            let written = value.replace('\\', "\\\\").replace('"', "\\\"");
            let text = format!("{{{{ a(b=\"{written}\") }}}}");
            let call = read(&text).expect("it is one");
            prop_assert_eq!(&call.arguments[0].value.value, &Value::Text(value));
        }
    }
}
