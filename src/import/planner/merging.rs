//! Rows that become elements of lists in records that are there: scores of entries, old addresses of the settings.

use std::collections::BTreeMap;

use crate::diagnostic::localized;
use crate::import::elements::{self, Codes, Element, Inside};
use crate::import::existing::set;
use crate::import::plan::{Changed, Origin};
use crate::import::planner::Planner;
use crate::import::rows::RowRecord;
use crate::yaml::patch::edits;
use crate::yaml::{Node, write};

impl Planner<'_> {
    /// Rows that become elements of lists in records that are there.
    pub(super) fn elements(&mut self, inside: &Inside, rows: Vec<RowRecord>) {
        let codes = self.contest.map(|files| Codes::new(&files.contest.id.0, &self.known));
        let mut by_record: BTreeMap<usize, Vec<Element>> = BTreeMap::new();
        let mut empty = 0;
        for mut row in rows {
            let record = match &codes {
                Some(codes) => codes.find(&row, &self.known),
                None => {
                    self.shorten(&mut row);
                    Ok(0)
                }
            };
            let record = match record {
                Ok(record) => record,
                Err((path, wrong)) => {
                    let cell = row.cells.get(&path).copied().unwrap_or((row.row, 0));
                    self.wrong(row.row, cell, wrong);
                    continue;
                }
            };
            let element = inside.element(row);
            if element.node.get("value").or(element.node.get("to")).is_none() {
                empty += 1;
                continue;
            }
            let name = format!("{record}\u{0}{}", inside.name(&element.node));
            if let Some(first) = self.met.get(&name).copied() {
                self.doubled(&element.row, first);
                continue;
            }
            self.met.insert(name, element.row.row);
            by_record.entry(record).or_default().push(element);
        }
        if empty > 0 {
            self.plan.notes.push(localized!(
                "{empty} dòng chưa có giá trị được bỏ qua",
                "{empty} rows without a value are left out"
            ));
        }
        for (record, elements) in by_record {
            self.merge(inside, record, elements);
        }
    }

    /// Old addresses are those below the section.
    fn shorten(&self, row: &mut RowRecord) {
        let base = &self.catalog.config.base;
        for (key, shorter) in
            [("from", elements::below_section as fn(&str, &_) -> _), ("to", elements::target)]
        {
            if let Some(Node::Text(text)) = row.fields.get(key) {
                let text = shorter(text, base);
                set(&mut row.fields, &[key.to_owned()], &Node::Text(text));
            }
        }
    }

    fn merge(&mut self, inside: &Inside, record: usize, elements: Vec<Element>) {
        let known = &self.known[record];
        let old = known.fields.get(inside.list);
        let (list, places) = inside.merged(known, &elements);
        let shown = |node: Option<&Node>| node.map_or_else(String::new, write::inline);
        for ((index, is_new), element) in places.into_iter().zip(elements) {
            if !is_new {
                self.plan.unchanged += 1;
                continue;
            }
            let before = match old {
                Some(Node::List(nodes)) => nodes.get(index),
                _ => None,
            };
            if before.is_some() {
                self.plan.changed_records += 1;
                self.plan.changed.push(Changed {
                    id: known.id.clone(),
                    key: inside.list.to_owned(),
                    before: shown(before),
                    after: shown(Some(&element.node)),
                    is_private: inside.is_private,
                });
            } else {
                self.plan.created += 1;
            }
            let origin = Origin { row: element.row.row, cells: element.row.cells };
            let place = (known.file.clone(), known.index, inside.list.to_owned(), index);
            self.plan.elements.insert(place, origin);
        }
        let path = known.path().key(inside.list);
        let edits = edits(&path, old, Some(&Node::List(list)));
        self.changes.entry(known.file.clone()).or_default().extend(edits);
    }
}
