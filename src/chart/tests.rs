use proptest::prelude::*;

use super::*;
use crate::markdown::Label;

fn chart(kind: ChartKind, labels: &[&str], lines: &[(&str, &[Option<f64>])]) -> Chart {
    Chart {
        kind,
        title: "Số <mô hình>".into(),
        x: "Năm".into(),
        labels: labels.iter().map(|label| Label::from(*label)).collect(),
        lines: lines.iter().map(|(name, values)| ((*name).to_owned(), values.to_vec())).collect(),
        unit: Some("mô hình".into()),
        source: Some("Báo cáo A & B".into()),
        rank: false,
        data: None,
    }
}

#[test]
fn the_better_of_two_ranks_stands_higher_and_the_drawing_says_so() {
    let ranks = chart(ChartKind::Bar, &["2015", "2022"], &[("Hạng", &[Some(48.0), Some(14.0)])]);
    let ranks = Chart { rank: true, ..ranks };
    let svg = draw(&ranks, Language::Vi, "i");
    assert!(svg.contains("<polyline") && !svg.contains("<rect"), "a rank has no bar: {svg}");
    let points = svg.split("points=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("points");
    let heights: Vec<f64> =
        points.split(' ').filter_map(|point| point.split_once(',')?.1.parse().ok()).collect();
    assert!(heights[1] < heights[0], "rank 14 stands above rank 48: {heights:?}");
    assert!(svg.contains("Hạng càng tốt vẽ càng cao. Hạng: từ 48 (2015) lên hạng 14 (2022)"), "{svg}");
    assert_eq!(better(&ranks, Language::Vi), Some(Better::Higher));
    let provinces = chart(ChartKind::Bar, &["Yên Bái", "Lào Cai"], &[("Hạng", &[Some(11.0), Some(26.0)])]);
    let provinces = Chart { rank: true, ..provinces };
    assert_eq!(better(&provinces, Language::En), Some(Better::Shorter));
    let svg = draw(&provinces, Language::En, "i");
    assert!(
        svg.contains("The smaller rank is the better one. Hạng: highest 11 (Yên Bái), lowest 26"),
        "{svg}"
    );
}

/// The values of a numeric attribute of all tags with this name.
fn attribute(svg: &str, tag: &str, name: &str) -> Vec<f64> {
    let tags = svg.split('<').filter(|part| part.starts_with(&format!("{tag} ")));
    tags.filter_map(|part| part.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok())
        .collect()
}

fn view_box(svg: &str) -> Vec<f64> {
    let numbers = svg.split("viewBox=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a view box");
    numbers.split(' ').map(|number| number.parse().expect("a number")).collect()
}

/// A text element of a drawing.
#[derive(Debug)]
struct DrawnText {
    words: String,
    left: f64,
    right: f64,
    baseline: f64,
    is_vietnamese: bool,
}

/// All text elements, with their estimated widths.
fn texts(svg: &str) -> Vec<DrawnText> {
    let parts = svg.split("<text ").skip(1);
    let read = |part: &str| {
        let (tag, rest) = part.split_once('>').expect("a whole tag");
        let words =
            quick_xml::escape::unescape(rest.split("</text>").next().expect("its end")).expect("text");
        let number = |name: &str| tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse().ok();
        let (x, baseline): (f64, f64) = (number("x").expect("x"), number(" y").expect("y"));
        let width = svg::text_width(&words);
        let left = match tag {
            tag if tag.contains("\"middle\"") => x - width / 2.0,
            tag if tag.contains("\"end\"") => x - width,
            _ => x,
        };
        let is_vietnamese = tag.contains("lang=\"vi\"");
        DrawnText { words: words.into_owned(), left, right: left + width, baseline, is_vietnamese }
    };
    parts.map(read).collect()
}

#[test]
fn a_chart_has_a_title_and_says_what_it_shows() {
    let chart =
        chart(ChartKind::Line, &["2021", "2022", "2023"], &[("Số", &[Some(10.5), Some(8.0), Some(14.0)])]);
    let svg = draw(&chart, Language::Vi, "bd-1");
    assert!(svg.starts_with(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 250\" role=\"img\" \
         aria-labelledby=\"bd-1-t bd-1-d\" font-size=\"14\" fill=\"currentColor\">\n\
         <title id=\"bd-1-t\">Số &lt;mô hình&gt;</title>\n\
         <desc id=\"bd-1-d\">Biểu đồ đường, đơn vị: mô hình. Số: từ 10,5 (2021) tăng lên 14 (2023), thấp nhất 8 (2022).</desc>\n"
    ), "{svg}");
    assert!(draw(&chart, Language::En, "c").contains("Số: from 10.5 (2021) up to 14 (2023)"));
}

#[test]
fn a_value_that_is_not_known_leaves_a_gap() {
    let values = [Some(1.0), Some(2.0), None, Some(3.0), None, Some(1.0), Some(2.0)];
    let svg = draw(
        &chart(ChartKind::Line, &["a", "b", "c", "d", "e", "f", "g"], &[("x", &values)]),
        Language::Vi,
        "i",
    );
    assert_eq!(svg.matches("<polyline").count(), 2);
    assert_eq!(svg.matches("<circle").count(), 5);
}

#[test]
fn one_series_of_bars_is_drawn_from_zero() {
    let svg = draw(
        &chart(ChartKind::Bar, &["2021", "2022"], &[("x", &[Some(5.0), Some(20.0)])]),
        Language::Vi,
        "i",
    );
    let (ys, heights) = (attribute(&svg, "rect", "y"), attribute(&svg, "rect", "height"));
    assert_eq!((ys[0] + heights[0], heights[1] / heights[0]), (ys[1] + heights[1], 4.0), "{svg}");
    assert!(svg.contains("<title>x, 2021: 5 mô hình</title></rect>"));
}

#[test]
fn words_stand_whole_above_bars_that_lie() {
    let long = [
        "Huyện Mù Cang Chải",
        "Xây dựng hệ thống chính trị vững mạnh và củng cố quốc phòng ở vùng cao",
        "Thị xã Nghĩa Lộ",
    ];
    let values = [Some(1886.0), None, Some(3.0)];
    let chart = chart(ChartKind::Bar, &long, &[("x", &values)]);
    let svg = draw(&chart, Language::Vi, "i");
    let texts = texts(&svg);
    let read: String = texts.iter().map(|text| text.words.as_str()).collect::<Vec<_>>().join(" ");
    for label in long {
        assert!(read.contains(label), "{label}: {read}");
    }
    assert!(!svg.contains("rotate") && !svg.contains('…'));
    for number in ["1.886", "3", "–"] {
        assert!(texts.iter().any(|text| text.words == number), "{number}: {read}");
    }
    let widths = attribute(&svg, "rect", "width");
    assert!(widths.len() == 2 && widths[0] > 600.0 * widths[1], "{widths:?}");
    assert!(svg.contains(
        "Biểu đồ thanh, đơn vị: mô hình. x: cao nhất 1.886 (Huyện Mù Cang Chải), thấp nhất 3 (Thị xã Nghĩa Lộ).</desc>"
    ), "nothing rises or falls: {svg}");
}

#[test]
fn years_stand_at_their_true_distances() {
    let labels = ["2015", "2019", "2021", "2022"];
    for kind in [ChartKind::Line, ChartKind::Bar] {
        let chart = chart(kind, &labels, &[("x", &[Some(1.0); 4])]);
        let frame = Frame::new(&chart, Language::Vi);
        let year = frame.x(3) - frame.x(2);
        for (label, years) in [(0, 7.0), (1, 3.0), (2, 1.0)] {
            assert!((frame.x(3) - frame.x(label) - year * years).abs() < 1e-6, "{kind:?} {label}");
        }
        assert_eq!(frame.labels.len(), 4, "all find room: {frame:?}");
    }
    let mixed = chart(ChartKind::Line, &["2015", "2019", "Dự kiến"], &[("x", &[Some(1.0); 3])]);
    let frame = Frame::new(&mixed, Language::Vi);
    assert!((frame.x(2) - frame.x(1) - (frame.x(1) - frame.x(0))).abs() < 1e-6);
}

#[test]
fn a_line_over_many_words_becomes_bars_and_one_over_quarters_stays_a_line() {
    let places =
        ["Huyện Mù Cang Chải", "Huyện Trạm Tấu", "Thị xã Nghĩa Lộ", "Thành phố Yên Bái", "Huyện Lục Yên"];
    let places = draw(&chart(ChartKind::Line, &places, &[("x", &[Some(1.0); 5])]), Language::En, "i");
    assert!(!places.contains("<polyline") && places.contains("Bar chart"));
    let quarters: Vec<String> = (0..12).map(|n| format!("Quý {}/{}", n % 4 + 1, 2022 + n / 4)).collect();
    let quarters: Vec<&str> = quarters.iter().map(String::as_str).collect();
    let quarters = draw(&chart(ChartKind::Line, &quarters, &[("x", &[Some(1.0); 12])]), Language::Vi, "i");
    assert!(quarters.contains("<polyline") && quarters.contains(">1/2022</text>"), "{quarters}");
}

#[test]
fn labels_and_titles_say_their_language() {
    let mut chart =
        chart(ChartKind::Bar, &["Huyện Lục Yên", "Not stated"], &[("models", &[Some(1.0), Some(2.0)])]);
    chart.labels[0].lang = Some(Language::Vi);
    chart.title.lang = Some(Language::Vi);
    let svg = draw(&chart, Language::En, "i");
    assert!(
        svg.contains("<title id=\"i-t\" lang=\"vi\">")
            && svg.contains("<title lang=\"vi\">models, Huyện Lục Yên")
    );
    assert!(texts(&svg).iter().all(|text| text.is_vietnamese == text.words.contains("Huyện")), "{svg}");
    assert!(svg.contains("models: highest 2 (Not stated), lowest 1.</desc>"), "one language: {svg}");
    let table = table(&chart, Language::En);
    assert!(
        table.contains("<caption lang=\"vi\">")
            && table.contains("<th scope=\"row\" lang=\"vi\">Huyện Lục Yên")
    );
}

#[test]
fn series_differ_by_more_than_colour() {
    let values: &[Option<f64>] = &[Some(1.0), Some(2.0)];
    let lines =
        draw(&chart(ChartKind::Line, &["a", "b"], &[("x", values), ("y", values)]), Language::Vi, "i");
    assert!(
        lines.contains("class=\"series-2\"") && lines.contains("stroke-dasharray") && lines.contains("<rect")
    );
    let bars = draw(&chart(ChartKind::Bar, &["a", "b"], &[("x", values), ("y", values)]), Language::Vi, "i");
    assert!(bars.contains("<pattern id=\"i-p2\" class=\"series-2\"") && bars.contains("fill=\"url(#i-p2)\""));
    assert!(bars.contains(">y</text>"));
}

#[test]
fn many_years_are_thinned_out() {
    let years: Vec<String> = (1990..2030).map(|year| year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let svg = draw(&chart(ChartKind::Line, &years, &[("x", &[Some(1.0); 40])]), Language::Vi, "i");
    let shown = years.iter().filter(|year| svg.contains(&format!(">{year}</text>"))).count();
    assert!((5..=20).contains(&shown), "{shown}");
}

#[test]
fn large_sums_are_shown_in_millions() {
    let mut line = chart(ChartKind::Line, &["2021"], &[("x", &[Some(3.2e7)])]);
    line.unit = Some("đồng".into());
    let svg = draw(&line, Language::Vi, "i");
    assert!(svg.contains(">triệu đồng</text>") && svg.contains(">30,0</text>"), "{svg}");
    let bars = draw(&Chart { kind: ChartKind::Bar, ..line }, Language::Vi, "i");
    assert!(bars.contains(">triệu đồng</text>") && bars.contains(">32</text>"), "{bars}");
    assert!(!bars.contains("class=\"grid\""), "bars with numbers need no axis: {bars}");
}

#[test]
fn the_numbers_stand_in_a_table() {
    let chart = chart(ChartKind::Bar, &["2021", "2022"], &[("Số", &[Some(1886.0), None])]);
    assert_eq!(
        table(&chart, Language::Vi),
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Số liệu: Số &lt;mô hình&gt;\">\n<table>\n\
         <caption>Số &lt;mô hình&gt; (mô hình)</caption>\n<thead>\n<tr><th scope=\"col\">Năm</th>\
         <th scope=\"col\" class=\"align-right\">Số</th></tr>\n</thead>\n<tbody>\n\
         <tr><th scope=\"row\">2021</th><td class=\"align-right\">1.886</td></tr>\n\
         <tr><th scope=\"row\">2022</th><td class=\"align-right\">–</td></tr>\n</tbody>\n</table>\n</div>\n\
         <p class=\"chart-source\">Nguồn: Báo cáo A &amp; B</p>\n"
    );
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let value = prop_oneof![
        Just(None),
        (-1e12..1e12_f64).prop_map(Some),
        (0.0..100.0_f64).prop_map(Some),
        Just(Some(0.0)),
        Just(Some(f64::MAX)),
        Just(Some(f64::MIN)),
        Just(Some(f64::NAN)),
        Just(Some(1e-300)),
    ];
    (0_usize..30, 0_usize..8, any::<bool>()).prop_flat_map(move |(labels, lines, is_line)| {
        let values = proptest::collection::vec(value.clone(), labels);
        let lines = proptest::collection::vec((".{0,9}", values), lines);
        let words = prop_oneof![".{0,20}", "[A-ZẪĐ]{1,50}", "(19|20)[0-9]{2}", "([a-zạẫ]{1,7} ){1,15}"];
        let labels = proptest::collection::vec(words.prop_map(Label::from), labels);
        (labels, lines).prop_map(move |(labels, lines)| {
            let kind = if is_line { ChartKind::Line } else { ChartKind::Bar };
            let (title, x) = ("T".into(), "Năm công bố Chỉ số cải cách hành chính của tỉnh".to_owned());
            Chart { kind, title, x, labels, lines, unit: None, source: None, rank: false, data: None }
        })
    })
}

proptest! {
    #[test]
    fn everything_stays_inside_the_drawing(chart in any_chart()) {
        let svg = draw(&chart, Language::Vi, "i");
        prop_assert!(!svg.contains("=\"NaN") && !svg.contains("=\"inf") && !svg.contains("=\"-inf"));
        let height = view_box(&svg)[3];
        let (xs, ys) = (attribute(&svg, "rect", "x"), attribute(&svg, "rect", "y"));
        let (widths, heights) = (attribute(&svg, "rect", "width"), attribute(&svg, "rect", "height"));
        for (x, width) in xs.iter().zip(&widths) {
            prop_assert!(*x >= 0.0 && *width >= 0.0 && x + width <= svg::WIDTH + 0.1, "{x} {width}");
        }
        for (y, tall) in ys.iter().zip(&heights) {
            prop_assert!(*y >= 0.0 && *tall >= 0.0 && y + tall <= height + 0.1, "{y} {tall}");
        }
        for text in texts(&svg) {
            prop_assert!(text.left >= -0.1 && text.right <= svg::WIDTH + 0.1, "{text:?}");
            // Stacked marks and descenders are inside too.
            prop_assert!(text.baseline - svg::LETTER * 1.06 >= 0.0 && text.baseline + 4.0 <= height, "{text:?}");
        }
    }

    #[test]
    fn no_label_covers_another(labels in proptest::collection::vec("(20[0-9]{2}|[a-z]{1,6} [0-9]{1,4})", 1..30)) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let frame = Frame::new(&chart(ChartKind::Line, &labels, &[]), Language::Vi);
        for row in 0..2 {
            let of_row: Vec<_> = frame.labels.iter().filter(|label| label.row == row).collect();
            prop_assert!(of_row.windows(2).all(|pair| pair[0].right() <= pair[1].left()), "{:?}", frame.labels);
        }
    }

    #[test]
    fn every_drawing_is_well_formed(chart in any_chart()) {
        let svg = draw(&chart, Language::En, "i");
        let mut reader = quick_xml::Reader::from_str(&svg);
        let mut depth = 0;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Start(_)) => depth += 1,
                Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => prop_assert!(false, "{error}: {svg}"),
            }
        }
        prop_assert_eq!(depth, 0);
        prop_assert!(!svg.contains("style"));
    }
}

/// Measured in DejaVu Sans, in which a label once ran out of its drawing.
#[test]
fn texts_are_estimated_at_least_as_wide_as_the_widest_common_font_sets_them() {
    for (text, em) in [
        ("Xã Mẫu Bắc (mẫu) (chưa rõ nay thuộc đâu)", 21.57),
        ("Phường Hương Mỹ", 9.11),
        ("DÂN VẬN KHÉO: 2024–2025", 14.03),
    ] {
        assert!(svg::text_width(text) >= em * svg::LETTER, "{text}");
    }
}
