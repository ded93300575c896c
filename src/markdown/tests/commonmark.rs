//! The examples of the CommonMark specification. It is not part of this repository, as its licence (CC BY-SA 4.0)
//! differs; it comes with the packages of the browser tests (`tests/browser/run` installs them), and `.ci/run` runs
//! this test:
//!
//! ```sh
//! COMMONMARK_SPEC=tests/browser/node_modules/commonmark-spec/spec.txt cargo test --lib commonmark -- --ignored
//! ```

use crate::markdown::{autolink::autolinks, events, parser, prepare::prepare};
use pulldown_cmark::{Event, html::push_html};

/// The Markdown of each example.
fn examples(spec: &str) -> Vec<String> {
    let opening = format!("\n{} example\n", "`".repeat(32));
    let mut parts = spec.split(&opening);
    parts.next();
    let markdown =
        |part: &str| part.split_once("\n.\n").map(|(markdown, _)| markdown.replace('→', "\t") + "\n");
    parts.filter_map(markdown).collect()
}

fn html<'e>(events: impl Iterator<Item = Event<'e>>) -> String {
    let mut html = String::new();
    push_html(&mut html, events);
    html
}

#[test]
#[ignore = "wants the specification: COMMONMARK_SPEC"]
fn the_examples_of_commonmark_are_read_as_the_parser_reads_them() {
    let path = std::env::var("COMMONMARK_SPEC").expect("COMMONMARK_SPEC is the path of spec.txt");
    let spec = std::fs::read_to_string(path).expect("the specification can be read");
    let (mut compared, mut linked) = (0, Vec::new());
    for text in examples(&spec) {
        let prepared = prepare(&text, |_, _| true, &mut Vec::new());
        let ours = events(prepared.as_deref().unwrap_or(&text));
        let is_linked = |event: &Event<'_>| matches!(event, Event::Text(part) if !autolinks(part).is_empty());
        if ours.iter().any(|(event, _)| is_linked(event)) {
            linked.push(text.clone());
        }
        assert_eq!(html(ours.into_iter().map(|(event, _)| event)), html(parser(&text)), "{text}");
        compared += 1;
    }
    assert!(compared > 600, "{compared}");
    println!("{compared} examples; bare addresses, which GitHub links too: {linked:#?}");
}
