//! Which series have pages of their own: those that a chart of a published record shows.
//!
//! The numbers of drafts and of future articles stay unpublished with them, and whether there are any leaves no trace.

use std::collections::BTreeSet;

use crate::site::numbers::SeriesNo;
use crate::site::types::Site;
use bantin_text::collate::Order;

/// By title.
pub(super) fn shown(site: &Site<'_>) -> Vec<SeriesNo> {
    let records = site.records().map(|no| site.record(no));
    let texts = records.map(|record| record.body.text(site.sources, record.origin));
    let named: BTreeSet<&str> = texts.flat_map(named_in).collect();
    let series = &site.catalog.series;
    let is_shown = |no: &SeriesNo| named.contains(series[no.0].id.as_str());
    let mut shown: Vec<SeriesNo> = (0..series.len()).map(SeriesNo).filter(is_shown).collect();
    let order = Order::new();
    shown.sort_by(|a, b| order.compare(series[a.0].title(), series[b.0].title()));
    shown
}

/// The ids of the series that the charts of a text name.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| line.contains("chart"));
    lines.flat_map(|line| line.split("data").skip(1)).filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        rest[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn series_are_named_by_charts() {
        let text = "Một\n{{ chart(data=\"a\", kind=\"bar\") }}\n\n{{chart( x='Năm', data = 'b' )}}\n{{ model(id=\"c\") }}";
        assert_eq!(named_in(text).collect::<Vec<_>>(), ["a", "b"]);
    }
}
