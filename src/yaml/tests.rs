//! What a text holds, where reading stops, and in which words an editor is told.

use proptest::prelude::*;

use crate::diagnostic::Code;
use crate::yaml::{Node, Plain, Refusal, parse};

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

fn integer(number: i64) -> Node {
    Plain::Integer(number).into()
}

fn mapping<const N: usize>(pairs: [(&str, Node); N]) -> Node {
    Node::Mapping(pairs.map(|(key, node)| (key.to_owned(), node)).to_vec())
}

fn refused(text: &str) -> Refusal {
    parse(text).expect_err(text)
}

#[test]
fn doubled_keys_are_kept_for_the_decoder_to_see() {
    let node = parse("a: 1\nb: x\na: 2\n");
    assert_eq!(node, Ok(mapping([("a", integer(1)), ("b", text("x")), ("a", integer(2))])));
}

#[test]
fn what_looks_like_a_date_or_a_yes_stays_text() {
    for typed in
        ["2023-08-25", "yes", "no", "on", "off", "1_000", "0912345678", "12 345", "+", ".", "-a", "0x", "1e"]
    {
        assert_eq!(parse(typed), Ok(text(typed)), "{typed}");
    }
}

#[test]
fn numbers_and_words_of_yaml_keep_the_letters_that_were_typed() {
    let float = Plain::Float;
    for (typed, plain) in [
        ("12E4", float(120_000.0)),
        ("0912.345670", float(912.345_67)),
        ("+84912345678", Plain::Integer(84_912_345_678)),
        ("0x1F4A9B", Plain::Integer(0x1F_4A9B)),
        ("-0b11", Plain::Integer(-3)),
        ("19031234567890123456", float(19_031_234_567_890_123_456.0)),
        ("-.inf", float(f64::NEG_INFINITY)),
        ("True", Plain::Bool(true)),
        ("Null", Plain::Null),
        ("~", Plain::Null),
    ] {
        let tree = parse(&format!("a: [x, {{b: {typed}}}]\n"));
        let inner = mapping([("b", Node::Plain(plain, typed.into()))]);
        assert_eq!(tree, Ok(mapping([("a", Node::List(vec![text("x"), inner]))])));
    }
}

#[test]
fn empty_values_and_aliases_are_what_they_stand_for() {
    let tree = parse("a: &n 1.50\nb: *n\na:\nc: {}\nd: []\n? 1.50\n");
    let number = || Node::Plain(Plain::Float(1.5), "1.50".into());
    let nothing = || Node::Plain(Plain::Null, "".into());
    let pairs = [
        ("a", number()),
        ("b", number()),
        ("a", nothing()),
        ("c", mapping([])),
        ("d", Node::List(vec![])),
        ("1.5", nothing()),
    ];
    assert_eq!(tree, Ok(mapping(pairs)));
    assert_eq!(parse("# Chưa có gì.\n"), Ok(nothing()));
}

#[test]
fn a_comment_right_behind_a_bracket_or_quote_is_a_comment() {
    let tree = parse("a: [b]# Đặng\nc: \"x\"# 'c'\n");
    assert_eq!(tree, Ok(mapping([("a", Node::List(vec![text("b")])), ("c", text("x"))])));
}

#[test]
fn a_text_of_many_small_values_is_no_bomb() {
    for (text, count) in
        [("a,", 500_000), ("1,", 500_000), ("{},", 300_000), ("a: ,", 300_000), ("*a,", 300_000)]
    {
        let text = format!("[&a b, {}]", text.repeat(count));
        assert!(parse(&text).is_ok(), "{}", &text[..20]);
    }
    assert!(parse(&format!("{{{}}}", (0..200_000).map(|n| format!("{n},")).collect::<String>())).is_ok());
}

#[test]
fn two_hundred_levels_and_alias_bombs_are_refused_at_once() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(parse(&deep(128)).is_ok());
    assert_eq!(refused(&deep(129)).code, Code::YamlLimit);
    assert_eq!(refused(&format!("a: {}", deep(200))).code, Code::YamlLimit);
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    assert_eq!(refused(&bomb).code, Code::YamlLimit);
    let copies = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a, ".repeat(1000));
    assert_eq!(refused(&copies).code, Code::YamlLimit);
    let chain: String = (1..200).map(|n| format!("- &a{n} [*a{}]\n", n - 1)).collect();
    assert_eq!(refused(&format!("- &a0 x\n{chain}")).code, Code::YamlLimit);
    assert_eq!(refused("a: &a [*a]\n").code, Code::YamlLimit);
    assert_eq!(refused(&"[".repeat(1_000_000)).code, Code::YamlLimit);
    assert_eq!(refused(&"- ".repeat(1_000_000)).code, Code::YamlLimit);
}

#[test]
fn a_question_mark_before_a_text_is_told_in_the_language_that_was_asked_for() {
    let yaml = "date: 2025-05-01\ntitle: ? Vì sao\n";
    let refusal = refused(yaml);
    assert_eq!((refusal.code, &yaml[refusal.place]), (Code::YamlSyntax, "? Vì sao"));
    assert_eq!(refusal.message.vi, "chữ bắt đầu bằng “?” phải đặt trong dấu nháy");
    assert_eq!(refusal.message.en, "a text that begins with “?” must stand in quotes");
    assert_eq!(refusal.help.map(|help| help.vi), Some("viết \"? Vì sao\"".to_owned()));
}

/// Mistakes, each with the text that is pointed at.
const MISTAKES: &[(&str, &str)] = &[
    ("a: \"C:\\users\"\n", "\\u"),
    ("a: \"x \\\\ \\t \\x4\"\n", "\\x"),
    ("a: \"\\uD800\"\n", "\\u"),
    ("a: b\n...\nc: d\n", "c: d"),
    ("%YAML\na: b\n", "%YAML"),
    ("a: b\n%c: d\n", "%c: d"),
    ("a: %\n", "%"),
    ("a: !!int x\n", "!!int x"),
    ("a: ! x\n", "! x"),
    ("a: !x [b]\n", "!x [b]"),
    ("a: &Thêm b\n", "&Thêm b"),
    ("&a b\nc: d\n", "&a b"),
    ("a: |Một\n", "|Một"),
    ("a: ]\n", "]"),
    ("a: \"b\n---\nc\"\n", "\""),
    ("a: {b: [c}\n", "["),
    ("a: [\"b\" \"c\"]\n", ""),
    ("- : a\n", ": a"),
    ("a: b\n- c\n", "- c"),
    ("a: [b\nc: d\n", "["),
    ("a:\n  b: c\n d: e\n", "d: e"),
    ("{a: b}: c\n", "{a: b}: c"),
    ("a: 'b\n", "'"),
    ("a: - b\n", "- b"),
    ("\ta: b\n\tc: d\n", "\t"),
];

#[test]
fn every_mistake_is_told_in_both_languages_where_it_stands() {
    for (yaml, shown) in MISTAKES {
        let Refusal { place, message, help, .. } = refused(yaml);
        assert_eq!(&yaml[place], *shown, "{yaml:?}: {}", message.en);
        assert!(
            !message.vi.is_ascii() && message.en.split('“').next().is_some_and(str::is_ascii),
            "{message:?}"
        );
        assert!(help.is_some(), "{yaml:?}");
    }
}

/// Whether another reader's tree is the same.
fn same(node: &Node, other: &serde_yaml::Value) -> bool {
    use serde_yaml::Value;
    match (node, other) {
        (Node::Plain(Plain::Null, _), Value::Null) => true,
        (Node::Plain(Plain::Bool(value), _), Value::Bool(other)) => value == other,
        (Node::Plain(Plain::Integer(value), _), Value::Number(other)) => other.as_i64() == Some(*value),
        (Node::Plain(Plain::Float(value), _), Value::Number(other)) => other.as_f64() == Some(*value),
        (Node::Text(text), Value::String(other)) => text == other,
        (Node::List(nodes), Value::Sequence(others)) => {
            nodes.len() == others.len() && nodes.iter().zip(others).all(|(node, other)| same(node, other))
        }
        (Node::Mapping(pairs), Value::Mapping(others)) => {
            let key = |other: &Value| serde_yaml::to_string(other).unwrap_or_default();
            pairs.len() == others.len()
                && pairs.iter().zip(others).all(|((name, node), (other_key, other))| {
                    let written = key(other_key);
                    same(node, other) && (other_key.as_str() == Some(name) || written.trim_end() == *name)
                })
        }
        _ => false,
    }
}

/// Pieces of YAML from which texts are made.
pub(super) const PIECES: &[&str] = &[
    "a",
    "đ",
    "Ấ",
    "id",
    "1",
    "2.5",
    "true",
    "~",
    " ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\n- ",
    "\n  - ",
    "- ",
    ": ",
    ": ",
    ":",
    "a: ",
    "b: ",
    "\na: ",
    "\nb: ",
    "\n  c: ",
    "\n  d: ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "\"",
    "'",
    "\"x\"",
    "'y'",
    "\n# z",
    " # z",
    "|\n  ",
    ">\n  ",
    "|-\n    ",
    "&x ",
    "*x",
    "\t",
    "!",
    "%",
    "@",
    "x\u{feff}",
    "é",
    "e\u{301}",
    "0x1f",
    "1_0",
    "yes",
];

/// The same texts in each run.
pub(super) fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 20_000,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..Default::default()
    }
}

proptest! {
    // Two readers that were not written for one another differ somewhere: hence the fixed seed.
    #![proptest_config(config())]
    #[test]
    fn what_serde_yaml_reads_is_read_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        let text = pieces.concat();
        // It refuses doubled keys, and takes tags.
        if let (Ok(node), Ok(other)) = (parse(&text), serde_yaml::from_str::<serde_yaml::Value>(&text)) {
            prop_assert!(same(&node, &other), "{:?}: {:?} {:?}", text, node, other);
        }
    }
}
