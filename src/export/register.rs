//! The register of models by locality and field, with the sums of each field.

use std::collections::BTreeMap;

use crate::content::catalog::Catalog;
use crate::content::kind::Kind;
use crate::content::model::Status;
use crate::export::list::{Cell, List, columns};
use crate::export::results::{letterhead, name};
use bantin_text::collate::Order;

fn state(status: Status) -> &'static str {
    match status {
        Status::Registered => "Đăng ký",
        Status::Recognized => "Được công nhận",
        Status::Exemplary => "Điển hình",
        Status::Ended => "Đã kết thúc",
    }
}

/// All models that are no drafts and no translations.
#[must_use]
pub fn list(catalog: &Catalog) -> List {
    let names = |kind| -> BTreeMap<String, String> {
        let terms = catalog.terms(kind, None).into_iter();
        terms.map(|term| (term.id.clone(), term.names.into_iter().next().unwrap_or(term.id))).collect()
    };
    let (fields, localities) = (names(Kind::Field), names(Kind::Locality));
    let shown = |names: &BTreeMap<String, String>, id: &String| names.get(id).unwrap_or(id).clone();
    let models =
        catalog.models.iter().filter(|model| !model.fields.draft && model.fields.translation_of.is_none());
    let mut models: Vec<_> = models
        .map(|model| (shown(&localities, &model.fields.locality), shown(&fields, &model.fields.field), model))
        .collect();
    let collator = Order::new();
    models.sort_by(|a, b| {
        collator
            .compare(&a.0, &b.0)
            .then_with(|| collator.compare(&a.1, &b.1))
            .then_with(|| a.2.id.cmp(&b.2.id))
    });
    let (mut rows, mut sums) = (Vec::new(), BTreeMap::<String, f64>::new());
    for (locality, field, model) in models {
        *sums.entry(field.clone()).or_default() += 1.0;
        rows.push(vec![
            Cell::Number((rows.len() + 1) as f64),
            Cell::Text(model.fields.name.clone()),
            Cell::Text(field),
            Cell::Text(locality),
            Cell::of(name(catalog, None, Kind::Organization, model.fields.organization.as_ref())),
            Cell::Number(f64::from(model.fields.registered.0)),
            Cell::Text(state(model.fields.status).to_owned()),
        ]);
    }
    let mut fields: Vec<(String, f64)> = sums.into_iter().collect();
    fields.sort_by(|a, b| collator.compare(&a.0, &b.0));
    let total = fields.iter().map(|(_, sum)| sum).sum::<f64>();
    let sum = |label: String, sum: f64| {
        let mut row = vec![Cell::Empty, Cell::Text(label), Cell::Number(sum)];
        row.resize(7, Cell::Empty);
        row
    };
    rows.extend(fields.into_iter().map(|(field, count)| sum(format!("Cộng lĩnh vực {field}"), count)));
    rows.push(sum("Tổng cộng".to_owned(), total));
    List {
        name: "Mô hình".to_owned(),
        letterhead: letterhead(catalog),
        title: vec!["DANH MỤC MÔ HÌNH “DÂN VẬN KHÉO”".to_owned()],
        columns: columns(&[
            ("STT", 6),
            ("Tên mô hình", 40),
            ("Lĩnh vực", 22),
            ("Địa bàn", 22),
            ("Đơn vị", 26),
            ("Năm đăng ký", 10),
            ("Trạng thái", 16),
        ]),
        rows,
        signature: vec!["……, ngày … tháng … năm ……".to_owned(), "NGƯỜI LẬP BIỂU".to_owned()],
        is_internal: false,
    }
}
