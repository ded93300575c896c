use super::*;

fn read(svg: &str) -> (String, Vec<String>) {
    let SafeDrawing { text, removed } = safe_drawing(svg.as_bytes()).expect("it is well-formed");
    (text, removed.into_iter().collect())
}

#[test]
fn lists_are_sorted() {
    assert!(ELEMENTS.is_sorted() && ATTRIBUTES.is_sorted() && NOTES.is_sorted());
}

#[test]
fn a_drawing_that_does_nothing_stays_as_it_is() {
    for svg in [
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>a &gt; b</title><g fill="url(#a)" style="stroke:#fff"><path d="M0 0h9"/></g><use href="#x"/></svg>"##,
        "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:url('#b')}</style>\n<image href=\"data:image/png;base64,AA==\"/></svg>\n",
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><text xlink:title="x">Xã &#272;</text></svg>"#,
        r#"<svg xmlns="http://www.w3.org/2000/svg"><rect><animate attributeName="x" to="9" dur="1s"/></rect></svg>"#,
    ] {
        assert_eq!(read(svg), (svg.to_owned(), vec![]));
    }
}

#[test]
fn what_acts_is_taken_out_and_told() {
    let inside = |inner: &str| {
        let (text, removed) = read(&format!("<svg xmlns=\"{SVG}\">{inner}</svg>"));
        let text = text.trim_start_matches(&format!("<svg xmlns=\"{SVG}\">")).trim_end_matches("</svg>");
        (text.to_owned(), removed.join(" "))
    };
    for (svg, kept, removed) in [
        ("<script>alert(1)</script><rect/>", "<rect/>", "<script>"),
        ("<script href=\"https://a.vn/x.js\"/>", "", "<script>"),
        ("<foreignObject><body onload=\"x\"/></foreignObject>", "", "<foreignObject>"),
        ("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x</h:script>", "", "<h:script>"),
        ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><iframe/></g>", "<g></g>", "<iframe>"),
        ("<rect onclick=\"x()\" ONLOAD='y'/>", "<rect/>", "ONLOAD onclick"),
        ("<a href=\"javascript:x\"><rect/></a>", "<rect/>", "<a>"),
        ("<use href=\"https://a.vn/#x\"/>", "<use/>", "href=\"https://a.vn/#x\""),
        ("<image href=\"&#104;ttps://a.vn/\"/>", "<image/>", "href=\"&#104;ttps://a.vn/\""),
        ("<image href=\"data:text/html;base64,AA\"/>", "<image/>", "href=\"data:text/html;base64,AA\""),
        ("<rect fill=\"url(https://a.vn/)\"/>", "<rect/>", "fill=\"url(https://a.vn/)\""),
        ("<rect style=\"fill:u\\72l(//a.vn)\"/>", "<rect/>", "style=\"fill:u\\72l(//a.vn)\""),
        ("<style>@import '//a.vn';</style>", "<style></style>", "<style>"),
        ("<style><![CDATA[a{fill:url( \"//a.vn\")}]]></style>", "<style></style>", "<style>"),
        ("<set attributeName=\"href\" to=\"x\"/>", "", "<set>"),
        ("<animate attributeName=\"href\" to=\"javascript:x\"/>", "", "<animate> to=\"javascript:x\""),
        ("<rect><animate attributeName=\"onload\">x</animate></rect>", "<rect></rect>", "<animate>"),
        ("<text>&xxe;</text>", "<text></text>", "&xxe;"),
        ("<?xml-stylesheet href=\"//a.vn\"?>", "", "<?xml-stylesheet?>"),
        ("<audio src=\"x\"/><video/><embed/>", "", "<audio> <embed> <video>"),
    ] {
        assert_eq!(inside(svg), (kept.to_owned(), removed.to_owned()), "{svg}");
    }
    let notes =
        "<sodipodi:namedview/><rdf:RDF><cc:Work/></rdf:RDF><g inkscape:label=\"x\"/><metadata>x</metadata>";
    assert_eq!(inside(notes), ("<g/>".to_owned(), String::new()));
}

#[test]
fn what_is_no_drawing_is_damaged() {
    let utf16: Vec<u8> = "\u{feff}<svg/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        &b"<html><svg/></html>"[..],
        b"<svg>",
        b"<svg></g>",
        b"<svg/><svg/>",
        b"",
        b"text",
        b"<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
        &utf16,
    ] {
        assert_eq!(safe_drawing(bytes), Err(Damaged), "{}", String::from_utf8_lossy(bytes));
    }
    let declared = "<!DOCTYPE svg [<!ENTITY a \"<script>x</script>\">]><svg><text>&a;</text></svg>";
    assert_eq!(read(declared).0, format!("<svg xmlns=\"{SVG}\"><text></text></svg>"));
}

proptest::proptest! {
    #[test]
    fn what_is_safe_stays_as_it_is(parts in proptest::collection::vec(proptest::sample::select(&[
        "<g>", "</g>", "<script>", "</script>", "<a href='x'>", "</a>", "<rect onload=\"x\" x='1'/>", "<style>", "</style>",
        "url(//a)", "&lt;", "&x;", "<![CDATA[<script>]]>", "<!-- > -->", "x", "<use href=\"#a\"/>", "<svg>", "</svg>",
    ][..]), 0..20)) {
        let text = format!("<svg>{}</svg>", parts.concat());
        if let Ok(once) = safe_drawing(text.as_bytes()) {
            for word in ["<script", "onload", "<a ", "<a>", "//a\""] {
                proptest::prop_assert!(!once.text.contains(word), "{word} in {}", once.text);
            }
            let again = safe_drawing(once.text.as_bytes()).expect("it was written anew");
            proptest::prop_assert_eq!(again.text, once.text);
            proptest::prop_assert!(again.removed.is_empty());
        }
    }
}
