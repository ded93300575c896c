//! Inline code and code blocks.

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::markdown::highlight::highlight;
use crate::markdown::html::{push_attribute, push_text};
use crate::markdown::write::Writer;

impl<'e> Writer<'e, '_> {
    pub(super) fn inline_code(&mut self, code: &str) {
        if self.hiding.is_none() {
            self.html("<code>");
            self.text(code);
            self.html("</code>");
        }
    }

    /// Writes a code block whose start event was just read, and consumes its end. It has a `tabindex` because it may
    /// scroll.
    pub(super) fn code_block(&mut self, kind: &'e CodeBlockKind<'e>) {
        let mut code = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(text) => code.push_str(text),
                _ => {}
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t', '{']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        self.break_plain();
        self.html("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            push_attribute(&mut self.sink.html, "class", &format!("language-{language}"));
        }
        self.html(">");
        match highlight(&code, language) {
            Some(highlighted) => self.html(&highlighted),
            None => push_text(&mut self.sink.html, &code),
        }
        self.html("</code></pre>\n");
        self.sink.plain.push_str(&code);
        self.break_plain();
    }
}
