//! Shortcodes: how they are resolved, and their mistakes.

use super::*;

/// The shortcodes of a text without problems.
fn found(text: &str) -> Vec<Shortcode> {
    let (rendered, problems) = reading(text);
    assert_eq!(problems, [], "{text}");
    rendered
        .pieces
        .into_iter()
        .filter_map(|p| if let Piece::Shortcode(s) = p { Some(s) } else { None })
        .collect()
}

#[test]
fn models_and_entries_are_named_by_id() {
    assert_eq!(found("{{ model(id=\"m\") }}"), [Shortcode::Model(ModelNo(1))]);
    assert_eq!(found("{{ entry(id=\"c/e\") }}"), [Shortcode::Entry(EntryNo(2))]);
    assert_eq!(found("{{ document(id=\"d\") }}"), [Shortcode::Document(DocumentNo(4))]);
    assert_eq!(problems("{{ model(id=\"x\") }}"), error(Code::UnknownReference, "\"x\""));
}

#[test]
fn something_unpublished_is_not_shown() {
    let text = "{{ model(id=\"draft\") }}";
    assert_eq!(problems(text), warning(Code::UnpublishedReference, "\"draft\""));
    assert_eq!(html_anyway(text), "");
}

#[test]
fn a_shortcode_ends_a_paragraph() {
    assert_eq!(html("một\n{{ model(id=\"m\") }}\nhai"), "<p>một</p>\n{Model(ModelNo(1))}\n<p>hai</p>\n");
    assert_eq!(html("- một\n  {{ model(id=\"m\") }}\n"), "<ul>\n<li>một{Model(ModelNo(1))}\n</li>\n</ul>\n");
}

#[test]
fn inside_code_and_inside_a_line_it_is_text() {
    assert_eq!(html("```\n{{ end }}\n```"), "<pre tabindex=\"0\"><code>{{ end }}\n</code></pre>\n");
    assert_eq!(html("`{{ end }}` và {{ end }}"), "<p><code>{{ end }}</code> và {{ end }}</p>\n");
    assert_eq!(html("a\n          {{ end }}"), "<p>a\n{{ end }}</p>\n");
}

#[test]
fn a_gallery_says_what_is_to_be_seen() {
    let shortcodes = found(
        "{{ gallery(files=[\"a.png\", \"/c.png\"], alts=[\"Bà con\", \"\"], captions=[\"X\", \"\"]) }}",
    );
    let [Shortcode::Gallery(pictures)] = shortcodes.as_slice() else { panic!("{shortcodes:?}") };
    let said: Vec<_> = pictures.iter().map(|p| (p.alt.as_str(), p.caption.as_deref())).collect();
    assert_eq!(said, [("Bà con", Some("X")), ("Ảnh 2 trong 2 của bộ ảnh", None)]);
    assert_eq!(
        problems("{{ gallery(files=[\"a.png\"], alts=[\"x\", \"y\"]) }}"),
        error(Code::ShortcodeArgument, "[\"x\", \"y\"]")
    );
    assert_eq!(
        problems("{{ gallery(files=[\"a.png\", \"no.png\"]) }}"),
        error(Code::MissingImage, "\"no.png\"")
    );
    assert_eq!(problems("{{ gallery(files=[]) }}"), error(Code::ShortcodeArgument, "[]"));
}

#[test]
fn a_chart_takes_columns_of_a_series() {
    let shortcodes = found("{{ chart(data=\"so\", kind=\"line\", x=\"Năm\", y=[\"Số\"]) }}");
    let [Shortcode::Chart(chart)] = shortcodes.as_slice() else { panic!("{shortcodes:?}") };
    assert_eq!((chart.title.text.as_str(), chart.kind), ("Số mô hình", ChartKind::Line));
    assert_eq!(chart.labels, ["2021", "2022"].map(Label::from));
    assert_eq!(chart.lines, [("Số".to_owned(), vec![Some(10.5), None])]);
}

#[test]
fn a_chart_needs_columns_that_are_there_and_hold_numbers() {
    let chart = |arguments: &str| problems(&format!("{{{{ chart({arguments}) }}}}"));
    let so = "data=\"so\", kind=\"bar\", x=\"Năm\"";
    assert_eq!(chart(&format!("{so}, y=[\"So\"]")), error(Code::UnknownColumn, "\"So\""));
    assert_eq!(chart(&format!("{so}, y=[\"Ghi chú\"]")), error(Code::NotANumber, "\"Ghi chú\""));
    assert_eq!(
        chart("data=\"x\", kind=\"bar\", x=\"Năm\", y=[\"Số\"]"),
        error(Code::UnknownReference, "\"x\"")
    );
    assert_eq!(
        chart("data=\"so\", kind=\"pie\", x=\"Năm\", y=[\"Số\"]"),
        error(Code::ShortcodeArgument, "\"pie\"")
    );
    assert_eq!(help("{{ chart(data=\"so\", kind=\"bar\", x=\"nam\", y=[\"Số\"]) }}"), "did you mean `Năm`?");
}

#[test]
fn a_film_is_a_file_or_a_safe_address() {
    let film = |url: &str, local, title: Option<&str>| Video {
        url: url.into(),
        local,
        title: title.map(str::to_owned),
        poster: None,
        captions: Vec::new(),
        transcript: None,
    };
    assert_eq!(
        found("{{ video(url=\"https://a.vn/v\") }}"),
        [Shortcode::Video(film("https://a.vn/v", false, None))]
    );
    let local = film("tin-tuc/a/v.mp4", true, Some("X"));
    let local = Video { transcript: Some(attached("v.txt")), ..local };
    assert_eq!(
        found("{{ video(file=\"v.mp4\", title=\"X\", transcript=\"v.txt\") }}"),
        [Shortcode::Video(local)]
    );
    for address in ["http://a.vn/v", "javascript:x", "https://", "v.mp4"] {
        let text = format!("{{{{ video(url=\"{address}\") }}}}");
        assert_eq!(problems(&text), error(Code::UnsafeUrl, &format!("\"{address}\"")));
    }
    assert_eq!(problems("{{ video() }}"), error(Code::ShortcodeArgument, "video"));
    assert_eq!(problems("{{ video(file=\"a\", url=\"b\") }}"), error(Code::ShortcodeArgument, "video"));
}

#[test]
fn a_film_has_a_poster_and_captions_in_the_languages_of_their_names() {
    let text = "{{ video(file=\"v.mp4\", poster=\"a.png\", captions=[\"v.en.vtt\", \"loi.vtt\"]) }}";
    let [Shortcode::Video(film)] = &found(text)[..] else { panic!("{:?}", found(text)) };
    let captions: Vec<_> = film.captions.iter().map(|one| (one.path.as_str(), one.language.code())).collect();
    assert_eq!(captions, [("tin-tuc/a/v.en.vtt", "en"), ("tin-tuc/a/loi.vtt", "vi")]);
    assert_eq!(film.poster.as_ref().map(|poster| poster.path.as_str()), Some("tin-tuc/a/a.png"));
    let bad = "{{ video(file=\"v.mp4\", captions=[\"bad.vtt\"]) }}";
    assert_eq!(problems(bad), error(Code::InvalidCaptions, "\"bad.vtt\""));
    let elsewhere = "{{ video(url=\"https://a.vn/v\", poster=\"a.png\") }}";
    assert_eq!(problems(elsewhere), error(Code::ShortcodeArgument, "poster"));
}

#[test]
fn a_figure_has_several_pictures_and_one_caption() {
    let text = "{{ figure(files=[\"a.png\", \"b.png\"], alts=[\"Bến\", \"\"], caption=\"Hội nghị\", detail=\"Trong ảnh: bà A\", credit=\"Tổ ảnh\") }}";
    let (rendered, problems_of) = reading(text);
    assert_eq!(problems_of, []);
    let [Shortcode::Figure(figure)] = &found(text)[..] else { panic!("{rendered:?}") };
    let alts: Vec<_> = figure.pictures.iter().map(|picture| picture.alt.as_str()).collect();
    assert_eq!(alts, ["Bến", ""]);
    assert_eq!(figure.detail.as_deref(), Some("Trong ảnh: bà A"));
    assert_eq!(rendered.plain.trim(), "Hội nghị\nTrong ảnh: bà A\nTổ ảnh");
    assert_eq!(rendered.assets.len(), 2);
    assert_eq!(problems("{{ figure(files=[\"a.png\"]) }}"), error(Code::MissingAlt, "figure"));
    let uneven = "{{ figure(files=[\"a.png\"], alts=[\"x\", \"y\"]) }}";
    assert_eq!(problems(uneven), error(Code::ShortcodeArgument, "[\"x\", \"y\"]"));
}

#[test]
fn a_quotation_holds_markdown() {
    let text = "a\n\n{{ quote(by=\"Ông \\\"A\\\"\") }}\nDân **vận**[^1]\n\n## B\n{{ end }}\n\n[^1]: c";
    let (rendered, problems) = reading(text);
    assert_eq!(problems, []);
    let Some(Piece::Shortcode(Shortcode::Quote { by, html })) = rendered.pieces.get(1) else {
        panic!("{rendered:?}")
    };
    assert_eq!(by, "Ông \"A\"");
    assert!(
        html.starts_with("<p>Dân <strong>vận</strong><sup") && html.ends_with("<h2 id=\"b\">B</h2>\n"),
        "{html}"
    );
    assert!(rendered.plain.starts_with("a\nDân vận\nB"));
}

#[test]
fn a_quotation_is_opened_and_ended() {
    assert_eq!(
        problems("{{ quote(by=\"A\") }}\na"),
        error(Code::UnbalancedShortcode, "{{ quote(by=\"A\") }}")
    );
    assert_eq!(problems("a\n\n{{ end }}"), error(Code::UnbalancedShortcode, "{{ end }}"));
    let nested = "{{ quote(by=\"A\") }}\n{{ quote(by=\"B\") }}\n{{ end }}";
    assert_eq!(problems(nested), error(Code::UnbalancedShortcode, "{{ quote(by=\"B\") }}"));
    let across = "- {{ quote }}\n- a\n  {{ quote(by=\"A\") }}\n  b\n\n{{ end }}";
    let codes: Vec<_> = problems(across).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, [Code::UnbalancedShortcode, Code::UnbalancedShortcode]);
}

#[test]
fn unknown_missing_doubled_and_wrong_arguments_are_errors() {
    assert_eq!(problems("{{ modell(id=\"m\") }}"), error(Code::UnknownShortcode, "modell"));
    assert_eq!(help("{{ modell(id=\"m\") }}"), "did you mean `model`?");
    assert_eq!(problems("{{ model() }}"), error(Code::ShortcodeArgument, "model"));
    assert_eq!(problems("{{ model(id=\"m\", id=\"m\") }}"), error(Code::ShortcodeArgument, "id"));
    assert_eq!(problems("{{ model(id=3) }}"), error(Code::ShortcodeArgument, "3"));
    assert_eq!(problems("{{ model(id=\"\") }}"), error(Code::ShortcodeArgument, "\"\""));
    assert_eq!(problems("{{ model(id=\"m\", x=1) }}"), error(Code::ShortcodeArgument, "x"));
    assert_eq!(problems("{{ model(id=\"m) }}"), error(Code::ShortcodeArgument, "\""));
    assert_eq!(help("{{ video(fil=\"a\", url=\"https://b.vn\") }}"), "did you mean `file`?");
    assert_eq!(problems("{{ quote(by=\"A\") }}\na\n{{ end(x=1) }}"), error(Code::ShortcodeArgument, "x"));
}

#[test]
fn a_shortcode_may_stand_inside_raw_html() {
    assert_eq!(html("<div>\n{{ model(id=\"m\") }}\n</div>\n"), "<div>\n{Model(ModelNo(1))}\n</div>\n");
}

#[test]
fn no_text_can_pose_as_a_shortcode() {
    let forged =
        "{{ model(id=\"m\") }}\n\n\u{FDD0}0\u{FDD1} &#xFDD0;0&#xFDD1; <b title=\"&#xFDD0;0&#xFDD1;\">x</b>";
    let (rendered, _) = reading(forged);
    assert_eq!(rendered.pieces.iter().filter(|piece| matches!(piece, Piece::Shortcode(_))).count(), 1);
}
