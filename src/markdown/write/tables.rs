//! Tables, in a container that scrolls on narrow screens and can be focused by keyboard.

use pulldown_cmark::Alignment;

use crate::markdown::html::push_attribute;
use crate::markdown::labels;
use crate::markdown::write::Writer;

#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    has_body: bool,
    column: usize,
    /// Offset in the HTML at which the cell begins.
    cell: usize,
}

impl Writer<'_, '_> {
    pub(super) fn open_table(&mut self, alignments: &[Alignment]) {
        self.table = Table { alignments: alignments.to_vec(), is_head: true, ..Table::default() };
        self.reading.ids.tables += 1;
        let label = labels::table(self.reading.language, self.reading.ids.tables);
        self.break_plain();
        self.html("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\"");
        push_attribute(&mut self.sink.html, "aria-label", &label);
        self.html(">\n<table>\n");
    }

    pub(super) fn open_cell(&mut self) {
        self.table.cell = self.sink.html.len();
    }

    /// Closes a cell. An empty cell of the head labels no column, so it is a `td`.
    pub(super) fn close_cell(&mut self) {
        let is_empty = self.sink.html.len() == self.table.cell;
        let is_heading = self.table.is_head && !is_empty;
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let (name, scope) = if is_heading { ("th", " scope=\"col\"") } else { ("td", "") };
        self.sink.html.insert_str(self.table.cell, &format!("<{name}{scope}{class}>"));
        self.html(&format!("</{name}>"));
        self.sink.plain.push(' ');
        self.table.column += 1;
    }

    pub(super) fn close_head(&mut self) {
        self.block("</tr>\n</thead>\n");
        self.table.is_head = false;
        self.table.column = 0;
    }

    pub(super) fn close_row(&mut self) {
        if !self.table.has_body {
            self.table.has_body = true;
            let row = self.sink.html.rfind("<tr>").unwrap_or(self.sink.html.len());
            self.sink.html.insert_str(row, "<tbody>\n");
        }
        self.block("</tr>\n");
        self.table.column = 0;
    }

    pub(super) fn close_table(&mut self) {
        let body = if self.table.has_body { "</tbody>\n" } else { "" };
        self.block(&format!("{body}</table>\n</div>\n"));
    }
}
