use proptest::prelude::*;

use super::*;

const ORDER: &[&str] = &["id", "title", "date", "summary", "category", "tags", "authors", "image", "draft"];

fn order(path: &Path) -> Vec<&'static str> {
    match path.0.last() {
        None | Some(Step::Index(_)) => ORDER.to_vec(),
        _ => Vec::new(),
    }
}

fn path(of: &str) -> Path {
    let steps = of.split('.').filter(|step| !step.is_empty());
    steps.fold(Path::top(), |path, step| match step.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(step.to_owned()),
    })
}

/// The text in which one value is set.
fn changed(text: &str, of: &str, value: &str) -> String {
    let new = (!value.is_empty()).then(|| parse(value).expect("YAML"));
    let (tree, path) = (parse(text).expect("YAML"), path(of));
    let edits = edits(&path, at(&tree, &path.0), new.as_ref());
    patched(text, &edits, &order).unwrap_or_else(|| panic!("{of} of {text:?} can be changed"))
}

#[test]
fn a_value_changes_where_it_stands() {
    let text = "# đầu\ntitle: \"Cũ\"   # ghi chú\n\ndate: 2025-05-01  # ngày\ntags: [a, b] # thẻ\n";
    assert_eq!(changed(text, "title", "'Mới: hơn'"), text.replace("\"Cũ\"", "\"Mới: hơn\""));
    assert_eq!(changed(text, "date", "2025-05-02"), text.replace("05-01", "05-02"));
    assert_eq!(changed(text, "tags", "[a, b, c]"), text.replace("[a, b]", "[a, b, c]"));
    assert_eq!(changed(text, "tags", "[b]"), text.replace("[a, b]", "[b]"));
    assert_eq!(changed(text, "tags", "[a]"), text.replace("[a, b]", "[a]"));
    assert_eq!(changed(text, "date", ""), text.replace("date: 2025-05-01  # ngày\n", ""));
}

#[test]
fn a_new_key_stands_where_the_declaration_puts_it() {
    let text = "title: A\r\ndate: 2025-05-01\r\n# chuyên mục\r\ncategory: x # y\r\ndraft: true\r\n";
    assert_eq!(
        changed(text, "tags", "[a]"),
        text.replace("category: x # y\r\n", "category: x # y\r\ntags: [a]\r\n")
    );
    assert_eq!(changed(text, "id", "b"), format!("id: b\r\n{text}"));
    assert_eq!(changed("", "title", "A"), "title: A\n");
    assert_eq!(
        changed(text, "image", "{file: a.jpg, alt: 'x: y'}"),
        text.replace("draft", "image:\r\n  file: a.jpg\r\n  alt: 'x: y'\r\ndraft")
    );
}

#[test]
fn records_of_a_list_change_alone() {
    let text = "# danh sách\n- id: a # giữ\n  title: Một\n  authors:\n  - name: A # người\n  - name: B\n\n- {id: b, title: Hai}\n-   id: c\n    title: |\n      Ba\n\n      bốn\n# cuối\n";
    assert_eq!(changed(text, "0.title", "Khác"), text.replace("Một", "Khác"));
    assert_eq!(changed(text, "0.authors.1.name", "C"), text.replace("name: B", "name: C"));
    assert_eq!(
        changed(text, "0.authors", "[{name: A}, {name: B}, {name: C, role: ảnh}]"),
        text.replace("  - name: B\n", "  - name: B\n  - name: C\n    role: ảnh\n")
    );
    assert_eq!(changed(text, "0.authors", "[{name: B}]"), text.replace("  - name: A # người\n", ""));
    assert_eq!(changed(text, "0.id", ""), text.replace("- id: a # giữ\n  title", "- title"));
    assert_eq!(changed(text, "1.title", "Hai, ba"), text.replace("Hai", "\"Hai, ba\""));
    assert_eq!(changed(text, "1.date", "2025-01-01"), text.replace("Hai}", "Hai, date: 2025-01-01}"));
    assert_eq!(changed(text, "1.title", ""), text.replace(", title: Hai", ""));
    assert_eq!(
        changed(text, "2.title", "Bốn"),
        text.replace("title: |\n      Ba\n\n      bốn\n", "title: Bốn\n")
    );
    let block = "- id: c\n  title: Ba\n";
    assert_eq!(changed(block, "0.title", "\"Ba\\n\\nbốn\\n\""), "- id: c\n  title: |\n    Ba\n\n    bốn\n");
}

#[test]
fn values_without_a_text_get_one() {
    assert_eq!(changed("title:\ndate: 2025-01-01\n", "title", "A"), "title: A\ndate: 2025-01-01\n");
    assert_eq!(changed("title: A\ntags: []\n", "tags", "[a, b]"), "title: A\ntags: [a, b]\n");
    assert_eq!(
        changed("title: A\ntags:\n- a\n- b\ndraft: true\n", "tags", "[c, d]"),
        "title: A\ntags:\n- c\n- d\ndraft: true\n"
    );
}

/// What may stand in the fields of a record, with comments and quotes.
fn record() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let texts = || {
        prop_oneof![
            Just("Một"),
            Just("\"Hai: ba\""),
            Just("'bốn'"),
            Just("0912"),
            Just("|\n    năm\n\n    sáu"),
            Just(">-\n    bảy\n    tám"),
            Just("\"chín\"   # ghi chú"),
            Just("mười # x"),
        ]
    };
    let lists = || {
        prop_oneof![
            Just("[a, b]"),
            Just("\n  - a # một\n  - b"),
            Just("\n  # trước\n  - 'x'\n  - \"y, z\"\n  - t"),
            Just("[]"),
        ]
    };
    let groups = || {
        prop_oneof![
            Just("\n    file: a.jpg # tệp\n    alt: \"Ảnh\""),
            Just("{file: a.jpg, alt: 'Ảnh: đẹp'}"),
            Just("\n    alt: |\n      dài\n      nữa\n    file: b.png"),
        ]
    };
    let key = |name: &'static str, value: BoxedStrategy<&'static str>| {
        value.prop_map(move |value| (name, value.to_owned()))
    };
    (
        key("title", texts().boxed()),
        key("summary", texts().boxed()),
        key("tags", lists().boxed()),
        key("image", groups().boxed()),
        key("draft", Just("true  # nháp").boxed()),
    )
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e])
        .prop_shuffle()
}

fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("\n"), Just("  # ghi chú riêng\n"), Just("\n\n")]
}

fn new_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zđắ :#'\"\\[\\]{},&*!|>-]{1,12}",
        "[a-z]{1,4}\n\n?[a-ză]{1,5}\n?",
        Just("0".to_owned()),
        Just("no".to_owned())
    ]
}

/// The lines of a text that belong to no changed key: what stands before and behind them.
fn is_untouched(before: &str, after: &str, kept: &[String]) -> Result<(), TestCaseError> {
    for line in kept {
        prop_assert!(after.contains(line.as_str()), "{line:?} of {before:?} is gone in {after:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn random_edits_change_no_byte_outside_the_changed_values(
        keys in record(),
        spaces in proptest::collection::vec(space(), 6),
        which in 0usize..5,
        new in new_text(),
        listed in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let mut text = String::new();
        let mut pieces = Vec::new();
        for (at, (name, value)) in keys.iter().enumerate() {
            let lead = if at == 0 && listed { "- " } else if listed { "  " } else { "" };
            let value = if listed { value.replace('\n', "\n  ") } else { value.clone() };
            let gap = if value.starts_with('\n') { "" } else { " " };
            let piece = format!("{lead}{name}:{gap}{value}\n");
            let space = if at == 0 { "" } else { spaces[at] };
            text += space;
            text += &piece;
            pieces.push(piece);
        }
        text += spaces[5];
        if listed {
            text += "- {title: khác} # cuối\n";
        }
        let newline = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
        let text = newline(&text);
        let tree = parse(&text).expect("YAML");
        let top = if listed { Path::top().index(0) } else { Path::top() };
        let (name, _) = &keys[which];
        let path = top.key(*name);
        let old = at(&tree, &path.0).expect("it is there").clone();
        let value = match &old {
            Node::List(nodes) => Node::List(nodes.iter().cloned().chain([Node::Text(new.clone())]).collect()),
            Node::Mapping(pairs) => Node::Mapping(
                pairs.iter().map(|(key, value)| {
                    (key.clone(), if key == "alt" { Node::Text(new.clone()) } else { value.clone() })
                }).collect(),
            ),
            _ => Node::Text(new.clone()),
        };
        let after = patched(&text, &edits(&path, Some(&old), Some(&value)), &order)
            .unwrap_or_else(|| panic!("{path:?} of {text:?} becomes {value:?}"));
        let kept: Vec<String> = pieces.iter().enumerate().filter(|(at, _)| *at != which).map(|(_, piece)| newline(piece)).collect();
        is_untouched(&text, &after, &kept)?;
        // What stands before and behind the changed key is the same, byte by byte.
        let (start, end) = (text.find(&newline(&pieces[which])).expect("there"), newline(&pieces[which]).len());
        prop_assert_eq!(&after[..start], &text[..start]);
        prop_assert!(after.ends_with(&text[start + end..]), "{:?} became {:?}", text, after);
        prop_assert!(same(at(&parse(&after).expect("YAML"), &path.0).expect("there"), &value));
        // Taken back, every byte outside the value is still there; removed, the others stay too.
        let removed = patched(&text, &edits(&path, Some(&old), None), &order).expect("it can be removed");
        for (at, piece) in pieces.iter().enumerate().filter(|(at, _)| *at != which) {
            let piece = newline(piece);
            let piece = piece.trim_start_matches(['-', ' ']);
            prop_assert!(removed.contains(piece), "{} {:?}", at, removed);
        }
    }
}

#[test]
fn many_edits_at_once_change_each_value_alone() {
    let text = "# đầu tệp\n- id: a  # giữ\n  title: \"Cũ\"   # ghi chú\n  private:\n    # số riêng\n    phone: 0912 # cũ\n  tags:\n  - x\n  - y\n- {id: b, title: Bài hai, private: {phone: '09'}}\n";
    let old = parse(text).expect("YAML");
    let new = parse("- {id: a, title: 'Mới: hơn', private: {phone: '0913'}, tags: [z], genre: ghi-chep, date: 2025-05-01}\n- {id: b, title: 'Hai, mới', private: {phone: '09', email: a@b.vn}, status: accepted}\n").expect("YAML");
    let all = edits(&Path::top(), Some(&old), Some(&new));
    assert!(all.len() > 6, "{all:?}");
    let expected = "# đầu tệp\n- id: a  # giữ\n  title: \"Mới: hơn\"   # ghi chú\n  date: 2025-05-01\n  private:\n    # số riêng\n    phone: '0913' # cũ\n  tags: [z]\n  genre: ghi-chep\n- {id: b, title: \"Hai, mới\", status: accepted, private: {phone: '09', email: a@b.vn}}\n";
    let one_by_one =
        all.iter().try_fold(text.to_owned(), |text, edit| patched(&text, std::slice::from_ref(edit), &order));
    assert_eq!(patched(text, &all, &order).as_deref(), Some(expected));
    assert_eq!(one_by_one.as_deref(), Some(expected));
}

#[test]
fn thousands_of_records_change_in_one_reading() {
    let text: String =
        (0..5_000).map(|number| format!("- id: bai-{number}\n  title: Bài {number}\n")).collect();
    let old = parse(&text).expect("YAML");
    let new = parse(&text.replace("Bài", "Mới\n  tags: [a]\n  summary:")).expect("YAML");
    let all = edits(&Path::top(), Some(&old), Some(&new));
    assert_eq!(all.len(), 15_000);
    let result = patched(&text, &all, &order).expect("it can be changed");
    assert!(
        result.starts_with("- id: bai-0\n  title: Mới\n  summary: 0\n  tags: [a]\n- id: bai-1\n"),
        "{}",
        &result[..200]
    );
    assert!(same(&parse(&result).expect("YAML"), &new));
}

#[test]
fn a_list_of_mappings_in_brackets_below_its_key_is_changed_too() {
    let text = "id: a\nauthors:\n# giữ\n- {name: A}\n- {name: B}\ndraft: true\n";
    assert_eq!(changed(text, "authors.2", "{name: C}"), text.replace("name: B}\n", "name: B}\n- name: C\n"));
    assert_eq!(changed(text, "authors.1.name", "C"), text.replace("name: B", "name: C"));
    assert_eq!(changed(text, "image", "x"), text.replace("draft", "image: x\ndraft"));
    assert_eq!(changed(text, "authors", "[A]"), "id: a\nauthors: [A]\ndraft: true\n");
}
