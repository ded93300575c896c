//! Links to records, files, headings and other sites.

use super::*;

#[test]
fn records_pages_and_files_become_addresses_below_the_section() {
    assert_eq!(html("[a](article:a)"), "<p><a href=\"/dvk/tin-tuc/a/\">a</a></p>\n");
    assert_eq!(html("[a](/lien-he/ \"x\")"), "<p><a href=\"/dvk/lien-he/\" title=\"x\">a</a></p>\n");
    let (rendered, _) = reading("[a](<a b.pdf>)");
    assert_eq!(rendered.assets, [attached("a-b.pdf")]);
    assert_eq!(shown(&rendered), "<p><a href=\"/dvk/tin-tuc/a/a-b.pdf\">a</a></p>\n");
}

#[test]
fn other_sites_do_not_learn_of_the_reader() {
    assert_eq!(
        html("[a](https://a.vn/?x=1&y=đ)"),
        "<p><a href=\"https://a.vn/?x=1&amp;y=%C4%91\" rel=\"noopener\">a</a></p>\n"
    );
    assert_eq!(html("<a@b.vn>"), "<p><a href=\"mailto:a@b.vn\">a@b.vn</a></p>\n");
    assert_eq!(html("[a](tel:+8421)"), "<p><a href=\"tel:+8421\">a</a></p>\n");
}

#[test]
fn a_link_that_leads_nowhere_is_an_error_at_its_address() {
    assert_eq!(problems("xem [a](khong-co.md) đó"), error(Code::DanglingLink, "khong-co.md"));
    assert_eq!(problems("xem [a]() đó"), error(Code::DanglingLink, "[a]()"));
    assert_eq!(problems("xem [a][r] đó\n\n[r]: khong-co.md"), error(Code::DanglingLink, "[a][r]"));
}

#[test]
fn an_unsafe_address_is_an_error_and_no_link() {
    for address in
        ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "//a.vn/", "file:///x"]
    {
        let text = format!("[a]({address})");
        assert_eq!(problems(&text), error(Code::UnsafeUrl, address));
        assert_eq!(html_anyway(&text), "<p>a</p>\n");
    }
    assert_eq!(html_anyway("[a](java&#115;cript:x)"), "<p>a</p>\n");
    assert_eq!(help("[a](articel:x)"), "did you mean `article:…`?");
}

#[test]
fn a_link_to_something_unpublished_is_its_text_alone() {
    assert_eq!(problems("[*a*](article:draft)"), warning(Code::UnpublishedReference, "article:draft"));
    assert_eq!(html_anyway("[*a*](article:draft)"), "<p><em>a</em></p>\n");
}

#[test]
fn headings_of_the_same_text_are_checked_at_once() {
    assert_eq!(html("[a](#mo-dau)\n\n## Mở đầu").lines().next(), Some("<p><a href=\"#mo-dau\">a</a></p>"));
    assert_eq!(problems("[a](#mo-du)\n\n## Mở đầu"), error(Code::DanglingHeading, "#mo-du"));
    assert_eq!(help("[a](#mo-du)\n\n## Mở đầu"), "did you mean `#mo-dau`?");
}

#[test]
fn headings_of_other_records_are_left_to_be_checked() {
    let (rendered, problems) = reading("[a](../a.md#mo-dau)");
    assert_eq!(problems, []);
    let record = RecordNo::Article(ArticleNo(3));
    assert_eq!(rendered.heading_links, [HeadingLink { record, heading: "mo-dau".into(), range: 4..18 }]);
    assert_eq!(shown(&rendered), "<p><a href=\"/dvk/tin-tuc/a/#mo-dau\">a</a></p>\n");
}

#[test]
fn what_has_mistakes_of_its_own_is_told_once() {
    let text = "[a](article:broken)\n\n{{ model(id=\"broken\") }}\n\n{{ chart(data=\"broken\", kind=\"bar\", x=\"a\", y=[\"b\"]) }}";
    assert_eq!(html(text), "<p>a</p>\n");
}
