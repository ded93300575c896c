use proptest::prelude::*;

use super::*;

fn chart(kind: ChartKind, labels: &[&str], lines: &[(&str, &[Option<f64>])]) -> Chart {
    Chart {
        kind,
        title: "Số <mô hình>".into(),
        x: "Năm".into(),
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        lines: lines.iter().map(|(name, values)| ((*name).to_owned(), values.to_vec())).collect(),
        unit: Some("mô hình".into()),
        source: Some("Báo cáo A & B".into()),
    }
}

/// The numbers of an attribute, wherever it stands.
fn attribute(svg: &str, tag: &str, name: &str) -> Vec<f64> {
    let tags = svg.split('<').filter(|part| part.starts_with(&format!("{tag} ")));
    tags.filter_map(|part| part.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok())
        .collect()
}

#[test]
fn a_chart_has_a_title_and_says_what_it_shows() {
    let chart =
        chart(ChartKind::Line, &["2021", "2022", "2023"], &[("Số", &[Some(10.5), Some(8.0), Some(14.0)])]);
    let svg = draw(&chart, Language::Vi, "bd-1");
    assert!(svg.starts_with(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 272\" role=\"img\" \
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
    let svg =
        draw(&chart(ChartKind::Bar, &["a", "b"], &[("x", &[Some(5.0), Some(20.0)])]), Language::Vi, "i");
    let bars: Vec<_> = svg.lines().filter(|line| line.starts_with("<rect")).collect();
    assert_eq!(
        bars,
        [
            "<rect x=\"42.4\" y=\"178\" width=\"153.9\" height=\"50\" stroke=\"currentColor\"><title>x, a: 5 mô hình</title></rect>",
            "<rect x=\"234.8\" y=\"28\" width=\"153.9\" height=\"200\" stroke=\"currentColor\"><title>x, b: 20 mô hình</title></rect>",
        ]
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
fn long_and_many_labels_do_not_overlap() {
    let long =
        ["Huyện Mù Cang Chải", "Huyện Trạm Tấu", "Thị xã Nghĩa Lộ", "Thành phố Yên Bái", "Huyện Lục Yên"];
    let svg = draw(&chart(ChartKind::Bar, &long, &[("x", &[Some(1.0); 5])]), Language::Vi, "i");
    assert_eq!(svg.matches("rotate(-45").count(), 5);
    assert!(svg.contains(">Huyện Mù Cang C…</text>"));
    let frame = Frame::new(&chart(ChartKind::Bar, &long, &[]), Language::Vi);
    assert!(frame.x(0) >= svg::text_width("Huyện Mù Cang C…") * std::f64::consts::FRAC_1_SQRT_2, "{frame:?}");
    let years: Vec<String> = (1990..2030).map(|year| year.to_string()).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let svg = draw(&chart(ChartKind::Line, &years, &[("x", &[Some(1.0); 40])]), Language::Vi, "i");
    let shown = years.iter().filter(|year| svg.contains(&format!(">{year}</text>"))).count();
    assert!((6..=20).contains(&shown), "{shown}");
}

#[test]
fn large_sums_are_shown_in_millions() {
    let mut chart = chart(ChartKind::Bar, &["a"], &[("x", &[Some(3.2e7)])]);
    chart.unit = Some("đồng".into());
    let svg = draw(&chart, Language::Vi, "i");
    assert!(svg.contains(">triệu đồng</text>") && svg.contains(">10,0</text>"), "{svg}");
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
        let labels = proptest::collection::vec(".{0,20}", labels);
        (labels, lines).prop_map(move |(labels, lines)| {
            let kind = if is_line { ChartKind::Line } else { ChartKind::Bar };
            let (title, x) = ("T".to_owned(), "x".to_owned());
            Chart { kind, title, x, labels, lines, unit: None, source: None }
        })
    })
}

proptest! {
    #[test]
    fn everything_stays_inside_the_drawing(chart in any_chart()) {
        let frame = Frame::new(&chart, Language::Vi);
        let mut svg = Svg::new((frame::WIDTH, frame.height), "i", "", "");
        match chart.kind {
            ChartKind::Line => marks::lines(&mut svg, &chart, &frame, Language::Vi),
            ChartKind::Bar => marks::bars(&mut svg, &chart, &frame, Language::Vi, "i"),
        }
        let svg = svg.finish();
        prop_assert!(!svg.contains("=\"NaN") && !svg.contains("=\"inf") && !svg.contains("=\"-inf"));
        let (xs, ys) = (attribute(&svg, "rect", "x"), attribute(&svg, "rect", "y"));
        let (widths, heights) = (attribute(&svg, "rect", "width"), attribute(&svg, "rect", "height"));
        let right = frame.left + frame.width;
        prop_assert!(frame.width > 200.0 && right <= frame::WIDTH);
        let slack = 5.0; // the half of a point that marks a value at the edge
        for (x, width) in xs.iter().zip(&widths) {
            prop_assert!(*x >= frame.left - slack && x + width <= right + slack, "{x} {width}");
        }
        for (y, height) in ys.iter().zip(&heights) {
            prop_assert!(*y >= frame.top - slack && y + height <= frame.bottom + slack && *height >= 0.0, "{y} {height}");
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
