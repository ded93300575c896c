//! Describes a chart in words, one sentence for each series.

use crate::chart::Form;
use crate::chart::numbers::value;
use crate::markdown::Chart;
use bantin_text::language::Language;

/// Maximum number of series described; further ones are only counted.
const TOLD: usize = 6;

/// Kind, unit, range and trend: `Biểu đồ cột, đơn vị: mô hình. Cả tỉnh: từ 10 (2021) tăng lên 14 (2024), thấp nhất 8
/// (2022).`
pub(super) fn describe(chart: &Chart, form: Form, language: Language) -> String {
    let kind = match (form, language) {
        (Form::Line, Language::Vi) => "Biểu đồ đường",
        (Form::Upright, Language::Vi) => "Biểu đồ cột",
        (Form::HorizontalBars, Language::Vi) => "Biểu đồ thanh",
        (Form::Line, Language::En) => "Line chart",
        (Form::Upright | Form::HorizontalBars, Language::En) => "Bar chart",
    };
    let unit = chart.unit.as_ref().map(|unit| unit.text.as_str()).map(|unit| match language {
        Language::Vi => format!(", đơn vị: {unit}"),
        Language::En => format!(", unit: {unit}"),
    });
    let mut sentences = vec![format!("{kind}{}", unit.unwrap_or_default())];
    if chart.rank {
        sentences.push(match (form, language) {
            (Form::HorizontalBars, Language::Vi) => "Hạng càng nhỏ càng tốt".to_owned(),
            (Form::HorizontalBars, Language::En) => "The smaller rank is the better one".to_owned(),
            (_, Language::Vi) => "Hạng càng tốt vẽ càng cao".to_owned(),
            (_, Language::En) => "The better rank stands higher".to_owned(),
        });
    }
    sentences.extend(chart.lines.iter().take(TOLD).map(|line| series(chart, form, line, language)));
    let more = chart.lines.len().saturating_sub(TOLD);
    if more > 0 {
        sentences.push(match language {
            Language::Vi => format!("Và {more} dãy số khác"),
            Language::En => format!("And {more} more"),
        });
    }
    sentences.join(". ") + "."
}

/// One series: its lowest and highest value, and, if the labels have an order, its first and last.
fn series(
    chart: &Chart,
    form: Form,
    (name, values): &(String, Vec<Option<f64>>),
    language: Language,
) -> String {
    let known: Vec<(usize, f64)> = values
        .iter()
        .enumerate()
        .filter_map(|(label, value)| Some((label, (*value).filter(|value| value.is_finite())?)))
        .collect();
    let said = |(label, number): (usize, f64)| {
        let number = value(number, language);
        // The description is in one language; labels in another one are only in the table.
        match chart.labels.get(label).filter(|label| label.lang.is_none()) {
            Some(label) => format!("{number} ({})", label.text),
            None => number,
        }
    };
    let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else {
        return match language {
            Language::Vi => format!("{name}: chưa có số liệu"),
            Language::En => format!("{name}: no data yet"),
        };
    };
    if known.len() == 1 {
        return format!("{name}: {}", said(first));
    }
    let lowest = known.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(first);
    let highest = known.iter().copied().rev().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(last);
    // Of ranks, the smallest is the highest.
    let (lowest, highest) = if chart.rank { (highest, lowest) } else { (lowest, highest) };
    if form == Form::HorizontalBars {
        // LocalizedText have no order, so there is no trend.
        let (one, high, low) = (value(highest.1, language), said(highest), said(lowest));
        return match (language, highest.1 == lowest.1) {
            (Language::Vi, false) => format!("{name}: cao nhất {high}, thấp nhất {low}"),
            (Language::En, false) => format!("{name}: highest {high}, lowest {low}"),
            (Language::Vi, true) => format!("{name}: đều là {one}"),
            (Language::En, true) => format!("{name}: {one} each"),
        };
    }
    let (first_said, last_said, trend) =
        (said(first), said(last), trend(chart.rank, first.1, last.1, language));
    let mut text = match language {
        Language::Vi => format!("{name}: từ {first_said} {trend} {last_said}"),
        Language::En => format!("{name}: from {first_said} {trend} {last_said}"),
    };
    for (end, vi, en) in [(lowest, "thấp nhất", "lowest"), (highest, "cao nhất", "highest")] {
        if end.1 != first.1 && end.1 != last.1 {
            let word = if language == Language::Vi { vi } else { en };
            text.push_str(&format!(", {word} {}", said(end)));
        }
    }
    text
}

fn trend(rank: bool, first: f64, last: f64, language: Language) -> &'static str {
    if rank && first != last {
        return match (last < first, language) {
            (true, Language::Vi) => "lên hạng",
            (false, Language::Vi) => "xuống hạng",
            (true, Language::En) => "up to",
            (false, Language::En) => "down to",
        };
    }
    match (first.total_cmp(&last), language) {
        (std::cmp::Ordering::Less, Language::Vi) => "tăng lên",
        (std::cmp::Ordering::Greater, Language::Vi) => "giảm xuống",
        (std::cmp::Ordering::Equal, Language::Vi) => "đến",
        (std::cmp::Ordering::Less, Language::En) => "up to",
        (std::cmp::Ordering::Greater, Language::En) => "down to",
        (std::cmp::Ordering::Equal, Language::En) => "to",
    }
}
