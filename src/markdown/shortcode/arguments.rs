//! Arguments of a shortcode: known, without duplicates, and of the right type.

use std::ops::Range;

use crate::diagnostic::{Code, LocalizedText, localized};
use crate::markdown::Problem;
use crate::markdown::reading::Reading;
use crate::markdown::shortcode::call::{Argument, Call, Spanned, Value};
use bantin_text::suggest::nearest;

/// The arguments of one call.
pub(super) struct Arguments<'c> {
    call: &'c Call,
    allowed: &'static [&'static str],
}

impl<'c> Arguments<'c> {
    /// Reports unknown and duplicate arguments.
    pub(super) fn new(call: &'c Call, allowed: &'static [&'static str], reading: &mut Reading<'_>) -> Self {
        let arguments = Self { call, allowed };
        for (index, argument) in call.arguments.iter().enumerate() {
            let name = &argument.name.value;
            let range = argument.name.range.clone();
            if !allowed.contains(&name.as_str()) {
                let of = &call.name.value;
                let message =
                    localized!("`{of}` không có tham số `{name}`", "`{of}` has no argument `{name}`");
                arguments.report(range, message, nearest(name, allowed.iter().copied()), reading);
            } else if call.arguments[..index].iter().any(|earlier| earlier.name.value == *name) {
                let message =
                    localized!("tham số `{name}` đứng hai lần", "the argument `{name}` stands twice");
                arguments.report(range, message, None, reading);
            }
        }
        arguments
    }

    fn report(
        &self,
        range: Range<usize>,
        message: LocalizedText,
        near: Option<&str>,
        reading: &mut Reading<'_>,
    ) {
        let help = match near {
            Some(near) => localized!("có phải ý bạn là `{near}`?", "did you mean `{near}`?"),
            None if self.allowed.is_empty() => localized!("bỏ tham số này", "remove this argument"),
            None => {
                let all = self.allowed.join("`, `");
                localized!("các tham số: `{all}`", "the arguments are `{all}`")
            }
        };
        reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message).help(help));
    }

    pub(super) fn get(&self, name: &str) -> Option<&'c Argument> {
        self.call.arguments.iter().find(|argument| argument.name.value == name)
    }

    /// A required text that is not blank.
    pub(super) fn text(&self, name: &'static str, reading: &mut Reading<'_>) -> Option<Spanned<String>> {
        if self.get(name).is_none() {
            self.missing(name, reading);
        }
        self.optional_text(name, reading)
    }

    pub(super) fn optional_text(&self, name: &str, reading: &mut Reading<'_>) -> Option<Spanned<String>> {
        let argument = self.get(name)?;
        let range = argument.value.range.clone();
        match &argument.value.value {
            Value::Text(text) if !text.trim().is_empty() => Some(Spanned { value: text.clone(), range }),
            Value::Text(_) => {
                let message = localized!("`{name}` không được để trống", "`{name}` must say something");
                reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message));
                None
            }
            _ => {
                let message = localized!("`{name}` phải là một chữ", "`{name}` must be a text");
                let help = localized!("ví dụ `{name}=\"…\"`", "for example `{name}=\"…\"`");
                reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message).help(help));
                None
            }
        }
    }

    /// A required list that is not empty.
    pub(super) fn list(
        &self,
        name: &'static str,
        reading: &mut Reading<'_>,
    ) -> Option<&'c [Spanned<String>]> {
        if self.get(name).is_none() {
            self.missing(name, reading);
        }
        self.optional_list(name, reading)
    }

    pub(super) fn optional_list(
        &self,
        name: &str,
        reading: &mut Reading<'_>,
    ) -> Option<&'c [Spanned<String>]> {
        let argument = self.get(name)?;
        match &argument.value.value {
            Value::List(list) if !list.is_empty() => Some(list),
            _ => {
                let range = argument.value.range.clone();
                let message = localized!(
                    "`{name}` phải là một danh sách có ít nhất một mục",
                    "`{name}` must be a list of at least one text"
                );
                let help = localized!("ví dụ `{name}=[\"…\", \"…\"]`", "for example `{name}=[\"…\", \"…\"]`");
                reading.problems.push(Problem::error(Code::ShortcodeArgument, range, message).help(help));
                None
            }
        }
    }

    fn missing(&self, name: &str, reading: &mut Reading<'_>) {
        let of = &self.call.name.value;
        let message = localized!("`{of}` thiếu tham số `{name}`", "`{of}` lacks the argument `{name}`");
        self.report(self.call.name.range.clone(), message, None, reading);
    }
}
