//! The data of a chart as an HTML table.

use crate::chart::numbers::value;
use crate::chart::svg::lang;
use crate::html::escape;
use crate::markdown::Chart;
use bantin_text::language::Language;

/// The table with a caption, and the source of the data.
pub fn table(chart: &Chart, language: Language) -> String {
    let (numbers, source_word) = match language {
        Language::Vi => ("Số liệu", "Nguồn"),
        Language::En => ("Data", "Source"),
    };
    let unit = chart.unit.as_ref().map(|unit| format!(" ({})", unit.text)).unwrap_or_default();
    let (title, title_lang) = (escape(&chart.title.text), lang(chart.title.lang));
    let mut html = format!(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{numbers}: {title}\">\n<table>\n\
         <caption{title_lang}>{title}{}</caption>\n<thead>\n<tr><th scope=\"col\">{}</th>",
        escape(&unit),
        escape(&chart.x)
    );
    for (name, _) in &chart.lines {
        html.push_str(&format!("<th scope=\"col\" class=\"align-right\">{}</th>", escape(name)));
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for (row, label) in chart.labels.iter().enumerate() {
        html.push_str(&format!("<tr><th scope=\"row\"{}>{}</th>", lang(label.lang), escape(&label.text)));
        for (_, values) in &chart.lines {
            let cell = values.get(row).copied().flatten();
            let cell = cell.map_or_else(|| "–".to_owned(), |number| value(number, language));
            html.push_str(&format!("<td class=\"align-right\">{cell}</td>"));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(source) = &chart.source {
        html.push_str(&format!("<p class=\"chart-source\">{source_word}: {}</p>\n", escape(source)));
    }
    html
}
