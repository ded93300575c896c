//! Raw HTML, and attempts to get unsafe HTML through.

use super::*;
use proptest::prelude::*;

#[test]
fn harmless_html_stays() {
    let details =
        "<details open>\n<summary>A</summary>\n<p>B <abbr title=\"Ủy ban\">UBND</abbr></p>\n</details>\n";
    assert_eq!(html(details), details.replace("open>", "open=\"\">"));
    assert_eq!(
        html("H<sub>2</sub>O <ruby>漢<rt>Hán</rt></ruby>"),
        "<p>H<sub>2</sub>O <ruby>漢<rt>Hán</rt></ruby></p>\n"
    );
    assert!(html("<table><tr><td colspan=\"2\">a</td></tr></table>\n").contains("<td colspan=\"2\">a</td>"));
}

#[test]
fn blocks_that_markdown_parts_come_out_balanced() {
    assert_eq!(html("<div>\n\n**a**\n\n</div>\n\nb"), "<div>\n<p><strong>a</strong></p>\n</div>\n<p>b</p>\n");
    assert_eq!(html("<div>\n\na"), "<div>\n<p>a</p>\n</div>");
    assert_eq!(html("</div>\n\na"), "\n<p>a</p>\n");
}

#[test]
fn what_is_removed_is_a_warning_at_its_tag() {
    assert_eq!(problems("a <b onclick=\"x\">b</b>"), warning(Code::RemovedHtml, "<b onclick=\"x\">"));
    assert_eq!(problems("<div>\n<form>\n</form>\n</div>\n"), warning(Code::RemovedHtml, "<form>"));
    assert_eq!(
        problems("> <div>\n> <font color=red>x</font>\n> </div>\n"),
        warning(Code::RemovedHtml, "<font color=red>")
    );
    assert_eq!(
        problems("a <p style=x class=y id=z>b"),
        warning(Code::RemovedHtml, "<p style=x class=y id=z>")
    );
    assert_eq!(problems("<div title=\"\n\na\n"), warning(Code::RemovedHtml, "<div title=\"\n"));
}

#[test]
fn the_inside_of_what_is_no_text_goes_too() {
    assert_eq!(html_anyway("a <script>alert(1)</script> b"), "<p>a  b</p>\n");
    assert_eq!(html_anyway("<script>\nalert(1)\n\n</script>\n\nb"), "\n<p>b</p>\n");
    assert_eq!(html_anyway("<svg><text>x</text></svg>\n\nb"), "<p>b</p>\n");
    assert_eq!(html_anyway("a <style>b\n\nc"), "<p>a </p>\n<p>c</p>\n");
}

#[test]
fn comments_go_without_a_word() {
    assert_eq!(html("a <!-- x --> b\n\n<!--\nx\n\ny\n-->\n\nc"), "<p>a  b</p>\n<p>c</p>\n");
    assert_eq!(html("<div>\n<!-- x -->\na\n</div>\n"), "<div>\n\na\n</div>\n");
    assert_eq!(problems("<!-- x\n\ny"), warning(Code::RemovedHtml, "<!-- x\n\ny"));
}

#[test]
fn a_heading_of_raw_html_is_no_second_title() {
    assert_eq!(html("<h1>a</h1>\n"), "<h2>a</h2>\n");
}

#[test]
fn links_and_pictures_of_raw_html_mean_the_same_as_in_markdown() {
    assert_eq!(html("<a href=\"article:a\">x</a>"), "<p><a href=\"/dvk/tin-tuc/a/\">x</a></p>\n");
    assert_eq!(problems("<a href='khong-co.md'>x</a>"), error(Code::DanglingLink, "href='khong-co.md'"));
    assert_eq!(problems("<a href=javascript:x>x</a>"), error(Code::UnsafeUrl, "href=javascript:x"));
    assert_eq!(html_anyway("<a href=javascript:x>x</a>"), "<p><a>x</a></p>\n");
    assert_eq!(
        html("x <img src=\"a.png\" alt=\"A\" width=9 height=9>"),
        "<p>x <img src=\"/dvk/tin-tuc/a/a.png\" alt=\"A\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    assert_eq!(problems("<img src=\"a.png\">"), error(Code::MissingAlt, "<img src=\"a.png\">"));
    assert_eq!(html_anyway("<img src=\"https://a.vn/x.png\" alt=\"\">"), "");
}

#[test]
fn a_site_may_forbid_raw_html() {
    let options = Options { raw_html: RawHtml::Forbid, ..OPTIONS };
    let text = "a <b>c</b>\n\n<div>\n</div>\n\n<!-- x -->\n\n{{ model(id=\"m\") }}\n";
    let (rendered, problems) = read(text, options, &Fake::new());
    let places: Vec<_> = problems.iter().map(|p| (p.code, &text[p.range.clone()])).collect();
    let code = Code::ForbiddenHtml;
    assert_eq!(places, [(code, "<b>"), (code, "</b>"), (code, "<div>\n</div>\n")]);
    assert!(shown(&rendered).starts_with("<p>a c</p>\n"));
}

#[test]
fn windows_line_ends_are_read_alike() {
    let text = "a\r\n\r\n<div>\r\n<i onclick=x>b</i>\r\n</div>\r\n\r\n{{ model(id=\"m\") }}\r\n\r\n|a|\r\n|-|\r\n|b|\r\n";
    assert_eq!(problems(text), warning(Code::RemovedHtml, "<i onclick=x>"));
    assert!(html_anyway(text).contains("{Model(ModelNo(1))}"));
}

/// Opening tags of serialized HTML with their attributes; `<` cannot occur in its text.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let mut attributes = Vec::new();
        rest = &rest[end..];
        while let Some(found) = rest.find(['"', '>']) {
            if rest[found..].starts_with('>') {
                break;
            }
            let name = rest[..found].trim().trim_end_matches('=').to_ascii_lowercase();
            let (value, after) = rest[found + 1..].split_once('"').expect("every quote is closed");
            attributes.push((name, value.to_owned()));
            rest = after;
        }
        tags.push((name, attributes));
    }
    tags
}

fn assert_safe(html: &str) {
    for (name, attributes) in tags(html) {
        let known = [
            "script", "style", "iframe", "form", "input", "button", "object", "embed", "svg", "math",
            "template", "base", "meta", "link", "textarea", "select", "h1", "body", "html", "head", "frame",
            "video", "audio",
        ];
        assert!(!known.contains(&name.as_str()), "{name}: {html}");
        for (attribute, value) in attributes {
            let harmful = attribute.starts_with("on")
                || matches!(
                    attribute.as_str(),
                    "style" | "srcdoc" | "srcset" | "formaction" | "action" | "background"
                );
            assert!(!harmful && !attribute.contains(char::is_whitespace), "{attribute}: {html}");
            if attribute == "href" {
                let value = value.to_ascii_lowercase();
                let safe = ["/dvk/", "#", "https://", "http://", "mailto:", "tel:"];
                assert!(safe.iter().any(|start| value.starts_with(start)), "{value}: {html}");
            }
            if attribute == "src" {
                assert!(value.starts_with("/dvk/"), "{value}: {html}");
            }
        }
    }
}

/// Random sequences of fragments that an attacker might combine.
fn hostile() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("<script>"),
        Just("</script>"),
        Just("<img src=x onerror=alert(1)>"),
        Just("<a href=\"javascript:x\">"),
        Just("<a href=' &#106;avascript:x'>"),
        Just("</a>"),
        Just("<svg onload=x>"),
        Just("<math>"),
        Just("<style>"),
        Just("<iframe srcdoc='<script>'>"),
        Just("<form action=x>"),
        Just("<!--"),
        Just("-->"),
        Just("<div "),
        Just("<div title=\""),
        Just("\">"),
        Just("'"),
        Just("\n\n"),
        Just("\n"),
        Just("    "),
        Just("> "),
        Just("- "),
        Just("|a|b|\n|-|-|\n|"),
        Just("# "),
        Just("[a](javascript:x)"),
        Just("![a](a.png \"<script>\")"),
        Just("[a](<https://a.vn/\"onclick=x>)"),
        Just("`"),
        Just("```\n"),
        Just("{{ quote(by=\"<b>\") }}\n"),
        Just("\n{{ end }}\n"),
        Just("\n{{ model(id=\"m\") }}\n"),
        Just("[^1]"),
        Just("\n[^1]: a"),
        Just("<b"),
        Just(">"),
        Just("<table><tr><td>"),
        Just("</table>"),
        Just("</p>"),
        Just("<p>"),
        Just("<b>"),
        Just("</div>"),
        Just("<h1>"),
        Just("<template>"),
        Just("<noscript>"),
        Just("<textarea>"),
        Just("<title>"),
        Just("&lt;script&gt;"),
        Just("<img src=a.png alt='\"><script>'>"),
        Just("\u{FDD0}0\u{FDD1}"),
        Just("&#xFDD0;0&#xFDD1;"),
        Just("đ"),
        Just("<https://a.vn/\u{0}>"),
        Just("<A HREF=data:x>"),
        Just("<br/onclick=x>"),
        Just("\\"),
        Just("*"),
        Just("\r"),
    ];
    proptest::collection::vec(bit, 0..24).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_harmful_comes_through(text in hostile()) {
        let (rendered, problems) = reading(&text);
        for piece in &rendered.pieces {
            match piece {
                Piece::Html(html) | Piece::Shortcode(Shortcode::Quote { html, .. }) => assert_safe(html),
                Piece::Shortcode(_) => {}
            }
        }
        for problem in problems {
            prop_assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in ".{0,60}") {
        let (rendered, _) = reading(&text);
        assert_safe(&rendered.pieces.iter().map(|p| if let Piece::Html(html) = p { html.as_str() } else { "" }).collect::<String>());
    }
}
