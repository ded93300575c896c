//! Headings, lists, tables, footnotes, code, plain text.

use super::*;

#[test]
fn paragraphs_and_marks_are_those_of_commonmark() {
    assert_eq!(
        html("Dân **vận** *khéo* ~~a~~ `b<c`\\\nx"),
        "<p>Dân <strong>vận</strong> <em>khéo</em> <del>a</del> <code>b&lt;c</code><br>\nx</p>\n"
    );
    assert_eq!(
        html("> a\n\n---\n\n1. b\n2. c\n"),
        "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n"
    );
    assert_eq!(html("5. b"), "<ol start=\"5\">\n<li>b</li>\n</ol>\n");
    assert_eq!(html("Từ\n: nghĩa\n"), "<dl>\n<dt>Từ</dt>\n<dd>nghĩa</dd>\n</dl>\n");
}

#[test]
fn a_single_sign_is_a_heading_below_the_title() {
    let (rendered, problems) = reading("# Mở *đầu*\n\n## Mở đầu\n\n### Đề án 13");
    assert_eq!(problems, []);
    let headings: Vec<_> =
        rendered.headings.iter().map(|h| (h.level, h.id.as_str(), h.text.as_str())).collect();
    assert_eq!(headings, [(2, "mo-dau", "Mở đầu"), (3, "mo-dau-2", "Mở đầu"), (4, "de-an-13", "Đề án 13")]);
    assert!(shown(&rendered).starts_with("<h2 id=\"mo-dau\">Mở <em>đầu</em></h2>\n<h3 id=\"mo-dau-2\">"));
}

#[test]
fn an_id_written_by_hand_is_that_of_its_heading() {
    assert_eq!(html("## A *b* {#rieng}"), "<h2 id=\"rieng\">A <em>b</em></h2>\n");
    assert_eq!(
        html("[x](#rieng)\n\n## A {#rieng}"),
        "<p><a href=\"#rieng\">x</a></p>\n<h2 id=\"rieng\">A</h2>\n"
    );
    assert_eq!(html("## A {#b c}"), "<h2 id=\"a-b-c\">A {#b c}</h2>\n");
    assert_eq!(html("## Tập {1, 2}"), "<h2 id=\"tap-1-2\">Tập {1, 2}</h2>\n");
    assert_eq!(html("## A {#x}\n\n## B {#x}"), "<h2 id=\"x\">A</h2>\n<h2 id=\"b-x\">B {#x}</h2>\n");
}

#[test]
fn anchors_of_ones_own_are_targets_of_links() {
    let text = "<a id=\"y\"></a> và <a name=\"Muc_2\">hai</a>, [y](#y), [2](#Muc_2)";
    let expected = "<p><a id=\"y\"></a> và <a id=\"Muc_2\">hai</a>, <a href=\"#y\">y</a>, <a href=\"#Muc_2\">2</a></p>\n";
    let (rendered, found) = reading(text);
    assert_eq!((shown(&rendered), found), (expected.to_owned(), vec![]));
    assert_eq!(rendered.anchors, ["y", "Muc_2"]);
    let block = "<div id=\"bang\">\n\nx\n\n</div>\n\n[x](#bang)\n";
    assert_eq!(reading(block).1, []);
    let refused = reading("<a id=\"fn_1\">x</a> <a id=\"a b\">x</a> <b id=\"y\">x</b> <b id=\"y\">x</b>").1;
    assert_eq!(refused.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::RemovedHtml; 3]);
}

#[test]
fn headings_shift_together_where_the_text_has_a_first_level() {
    let levels =
        |text: &str| read(text, OPTIONS, &Fake::new()).0.headings.iter().map(|h| h.level).collect::<Vec<_>>();
    assert_eq!(levels("# 1\n\n## 1.1\n\n## 1.2\n\n# 2\n\n### 2.1\n"), [2, 3, 3, 2, 3]);
    assert_eq!(levels("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6\n"), [2, 3, 4, 5, 6, 6]);
}

#[test]
fn raw_headings_shift_with_those_of_markdown() {
    let tags = |text: &str| {
        let html = html(text);
        html.match_indices("<h").map(|(at, _)| html[at + 1..at + 3].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(tags("<h1>Một</h1>\n\n<h2>Hai</h2>\n\n## Ba\n\n<h3>Bốn</h3>\n"), ["h2", "h3", "h3", "h4"]);
    assert_eq!(tags("# Một\n\n<h2>Hai</h2>\n\n<H1>Ba</H1>\n"), ["h2", "h3", "h2"]);
    assert_eq!(tags("<h2>Một</h2>\n\n### Hai\n"), ["h2", "h3"]);
    assert!(html("<h1>Một</h1>\n\n<h2>Hai</h2>\n").contains("<h3>Hai</h3>"));
}

#[test]
fn a_break_of_word_is_a_line_break_and_other_controls_go() {
    let (rendered, found) = reading("Một\u{b}hai\u{3}ba `a\u{1}b`");
    assert_eq!(shown(&rendered), "<p>Một<br>\nhaiba <code>ab</code></p>\n");
    assert_eq!(found.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::ControlCharacter]);
    assert_eq!(reading("Một\u{b}hai").1, []);
    assert_eq!(html_anyway("[Ảnh\u{b}họp](/x \"Một\u{b}hai\")").matches("\u{b}").count(), 0);
    // The parser takes it for a space, and loses what stands before the first cell.
    let table = html_anyway("\u{b}| từ\n|---|\n");
    assert!(table.contains("từ"), "{table}");
}

#[test]
fn a_colon_at_the_beginning_of_a_line_defines_only_before_a_space_and_text() {
    assert_eq!(html("Cảm ơn\n:)"), "<p>Cảm ơn\n:)</p>\n");
    assert_eq!(html("Lúc\n:8 giờ"), "<p>Lúc\n:8 giờ</p>\n");
    assert_eq!(html("x\n\n:::info\ny\n:::"), "<p>x</p>\n<p>:::info\ny\n:::</p>\n");
    assert_eq!(html("a `b\n: c` d"), "<p>a <code>b : c</code> d</p>\n");
    assert_eq!(html("```\n:x\n```"), "<pre tabindex=\"0\"><code>:x\n</code></pre>\n");
}

#[test]
fn bare_addresses_are_links_and_those_in_links_and_code_are_not() {
    let expected = "<p>Xem <a href=\"https://a.vn/b_c?x=1&amp;y=2\" rel=\"noopener\">https://a.vn/b_c?x=1&amp;y=2</a>, \
        thư <a href=\"mailto:x@a.vn\">x@a.vn</a>.</p>\n";
    assert_eq!(html("Xem https://a.vn/b_c?x=1&y=2, thư x@a.vn."), expected);
    assert_eq!(
        html("[https://a.vn](https://b.vn) `https://a.vn` <a href=\"https://c.vn\">https://a.vn</a>"),
        "<p><a href=\"https://b.vn\" rel=\"noopener\">https://a.vn</a> <code>https://a.vn</code> \
         <a href=\"https://c.vn\" rel=\"noopener\">https://a.vn</a></p>\n"
    );
}

#[test]
fn texts_of_one_page_share_their_ids() {
    let mut ids = Ids::default();
    let text = "## A\n\nx[^1]\n\n[^1]: y";
    let first = read_with_ids(text, OPTIONS, &Fake::new(), &mut ids).0;
    let second = read_with_ids(text, OPTIONS, &Fake::new(), &mut ids).0;
    assert_eq!((first.headings[0].id.as_str(), second.headings[0].id.as_str()), ("a", "a-2"));
    assert!(shown(&first).contains("id=\"fn_1\"") && shown(&second).contains("id=\"fn_2\""));
}

#[test]
fn a_heading_that_skips_a_level_closes_the_gap() {
    let levels =
        |text: &str| read(text, OPTIONS, &Fake::new()).0.headings.iter().map(|h| h.level).collect::<Vec<_>>();
    assert_eq!(levels("### A\n\n### B\n\n## C\n"), [2, 2, 2]);
    assert_eq!(levels("## A\n\n#### B\n\n### C\n\n##### D\n\n# E\n"), [2, 3, 3, 4, 2]);
    assert_eq!(levels("## A\n\n### B\n\n## C\n"), [2, 3, 2]);
}

#[test]
fn a_table_scrolls_and_its_head_names_columns() {
    let expected = "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng 1\">\n<table>\n\
        <thead>\n<tr><th scope=\"col\">a</th><td class=\"align-right\"></td></tr>\n</thead>\n\
        <tbody>\n<tr><td>b</td><td class=\"align-right\">c</td></tr>\n</tbody>\n</table>\n</div>\n";
    assert_eq!(html("|a||\n|-|-:|\n|b|c|\n"), expected);
}

#[test]
fn a_table_without_rows_has_no_body() {
    assert!(!html("|a|\n|-|\n").contains("tbody"));
}

#[test]
fn tasks_say_whether_they_are_done() {
    let expected = "<ul>\n<li><span class=\"task task-done\" role=\"img\" aria-label=\"Đã xong:\">☑</span> a</li>\n\
        <li><span class=\"task\" role=\"img\" aria-label=\"Chưa xong:\">☐</span> b</li>\n</ul>\n";
    assert_eq!(html("- [x] a\n- [ ] b\n"), expected);
}

#[test]
fn footnotes_are_numbered_by_their_marks_and_lead_back() {
    let html = html("a[^x] b[^y] c[^X]\n\n[^y]: Hai\n[^x]: Một\n");
    let list = html.split_once("</p>\n").expect("two parts").1;
    assert_eq!(
        list,
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n\
         <li id=\"fn_1\"><p>Một \
         <a href=\"#fnref_1\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ ghi chú thích 1.1\">↩\u{FE0E}</a> \
         <a href=\"#fnref_1_2\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ ghi chú thích 1.2\">↩\u{FE0E}</a></p></li>\n\
         <li id=\"fn_2\"><p>Hai \
         <a href=\"#fnref_2\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ ghi chú thích 2\">↩\u{FE0E}</a></p></li>\n\
         </ol>\n</section>\n"
    );
    let mark = "<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" role=\"doc-noteref\" aria-label=\"Chú thích 1\">1</a></sup>";
    assert!(html.contains(mark), "{html}");
}

#[test]
fn labels_speak_the_language_of_the_text() {
    let options = Options { language: Language::En, ..OPTIONS };
    let (rendered, _) = read("a[^x]\n\n[^x]: b", options, &Fake::new());
    assert!(shown(&rendered).contains("aria-label=\"Notes\""));
}

#[test]
fn a_mark_without_its_footnote_is_an_error_and_a_footnote_without_its_mark_a_warning() {
    assert_eq!(problems("a [^x] b [^1]\n\n[^1]: c"), error(Code::MissingFootnote, "[^x]"));
    assert_eq!(problems("a\n\n[^1]: c\n"), warning(Code::MissingFootnote, "[^1]: c\n"));
    assert_eq!(problems("`[^x]` \\[^x] [^ x\n\n    [^x]\n\n```\n[^x]\n```\n"), []);
    assert_eq!(help("a [^not] [^note]\n\n[^note]: c"), "did you mean `[^note]`?");
}

#[test]
fn code_is_coloured_by_classes_where_its_language_is_known() {
    assert!(
        html("```rust\nfn a() {}\n```\n").starts_with(
            "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"hl-source hl-rust\">"
        )
    );
    assert_eq!(
        html("```x\"y\n<b>\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-x&quot;y\">&lt;b&gt;\n</code></pre>\n"
    );
    assert_eq!(html("    <b>\n"), "<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>\n");
}

#[test]
fn a_picture_alone_is_a_figure_with_its_title_below() {
    assert_eq!(
        html("![Bà *con*](a.png \"Ảnh: <X>\")\n"),
        "<figure><img src=\"/dvk/tin-tuc/a/a.png\" alt=\"Bà con\" width=\"4\" height=\"3\" loading=\"lazy\" \
         decoding=\"async\"><figcaption>Ảnh: &lt;X&gt;</figcaption></figure>\n"
    );
    assert!(html("![x](a.png)").ends_with("\"async\"></figure>\n"));
    assert!(html("xem ![x](a.png \"t\")").ends_with("decoding=\"async\" title=\"t\"></p>\n"));
    assert!(html("![x](a.png)\n![y](b.png)").starts_with("<p><img"));
}

#[test]
fn a_picture_needs_words_and_a_file_of_this_site() {
    assert_eq!(problems("![](a.png)"), error(Code::MissingAlt, "![](a.png)"));
    assert_eq!(problems("a\n\n![x](no.png)"), error(Code::MissingImage, "no.png"));
    for address in ["https://a.vn/x.png", "//a.vn/x.png"] {
        assert_eq!(problems(&format!("![x]({address})")), error(Code::ExternalImage, address));
    }
    for address in ["data:image/png,x", "javascript:x"] {
        assert_eq!(problems(&format!("![x]({address})")), error(Code::UnsafeUrl, address));
    }
    assert!(help("![x](http://a.vn/x.png)").contains("beside the article"));
}

#[test]
fn pictures_are_copied_once_and_static_ones_not_at_all() {
    let (rendered, _) = reading("![x](a.png) ![x](a.png) ![x](/c.png)");
    assert_eq!(rendered.assets, [attached("a.png")]);
    assert!(shown(&rendered).contains("src=\"/dvk/c.png\""));
}

#[test]
fn the_plain_text_has_a_line_for_each_block_and_counts_its_words() {
    let text = "## Mở đầu\n\nDân\n*vận* khéo[^1].\n\n- một\n- hai\n\n|a|b|\n|-|-|\n|c|d|\n\n<b>x</b> <!-- y -->\n\n```\nz\n```\n\n[^1]: chú";
    let (rendered, problems) = reading(text);
    assert_eq!(problems, []);
    assert_eq!(rendered.plain, "Mở đầu\nDân vận khéo.\nmột\nhai\na b\nc d\nx\nz\nchú");
    assert_eq!(rendered.words, 14);
}
