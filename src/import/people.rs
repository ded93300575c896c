//! Persons in one cell: `Lê A; Trần B (trưởng nhóm)`.

use crate::import::lists::parts;
use crate::import::table::plain;
use crate::yaml::{Node, Plain};

/// A list of persons, each with `name` and what stands in brackets behind it.
pub(super) fn read(text: &str) -> Node {
    let text = text.replace(" và ", "; ").replace(" & ", "; ");
    let persons = parts(&text, true).into_iter().map(|part| person(&part));
    Node::List(persons.collect())
}

fn person(text: &str) -> Node {
    let numbered = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let text = if numbered.starts_with(['.', ')']) { numbered[1..].trim() } else { text };
    let (name, note) = match text.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim_end_matches(')').trim()),
        None => (text.trim(), ""),
    };
    let mut pairs = vec![("name".to_owned(), Node::Text(name.to_owned()))];
    match plain(note).as_str() {
        "" => {}
        "truong nhom" | "nhom truong" | "chu bien" => {
            pairs.push(("lead".to_owned(), Plain::Bool(true).into()))
        }
        words if words.starts_with("but danh") => {
            let pen =
                note.split_once(':').map_or_else(|| note.splitn(3, ' ').nth(2).unwrap_or(""), |(_, pen)| pen);
            pairs.push(("pen_name".to_owned(), Node::Text(pen.trim().to_owned())));
        }
        _ => pairs.push(("organization".to_owned(), Node::Text(note.to_owned()))),
    }
    Node::Mapping(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::write::inline;

    #[test]
    fn several_authors_of_a_cell_are_told_apart() {
        for (text, expected) in [
            ("Lê A", "[{name: Lê A}]"),
            ("Lê A; Trần B (trưởng nhóm)", "[{name: Lê A}, {name: Trần B, lead: true}]"),
            (
                "1. Lê A\n2. Trần B (Đài PT-TH, tỉnh Mẫu)",
                "[{name: Lê A}, {name: Trần B, organization: \"Đài PT-TH, tỉnh Mẫu\"}]",
            ),
            ("Lê A và Trần B", "[{name: Lê A}, {name: Trần B}]"),
            ("Lê A (bút danh: Suối Nguồn)", "[{name: Lê A, pen_name: Suối Nguồn}]"),
        ] {
            assert_eq!(inline(&read(text)), expected, "{text}");
        }
    }
}
