//! Judging: a sheet for each judge, with codes instead of names, and the ranking by the scores that came back.
//!
//! In: a contest with its entries. Out: [`List`]s. What they say is never in the output of a site.

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::contest::Round;
use crate::content::entry::{EntryFields, EntryStatus, Score};
use crate::content::entry_code::entry_code;
use crate::content::kind::Kind;
use crate::export::list::{Cell, List, columns};
use crate::export::results::{authors, letterhead, name};

/// An entry with its code.
struct Judged<'c> {
    code: String,
    fields: &'c EntryFields,
}

/// The place of a round in the order of the contest.
fn place(files: &ContestFiles, id: &str) -> Option<usize> {
    files.contest.fields.rounds.iter().position(|round| round.id.0 == id)
}

/// The entries that are judged in a round: all accepted ones in the first, later those that got so far.
fn judged<'c>(files: &'c ContestFiles, round: &Round) -> Vec<Judged<'c>> {
    let wanted = place(files, &round.id.0).unwrap_or(0);
    let takes_part = |fields: &EntryFields| {
        let reached = fields.round.as_deref().and_then(|id| place(files, id)).unwrap_or(0);
        let is_scored = fields.scores.iter().any(|score| score.round == round.id.0);
        fields.status == EntryStatus::Accepted && !fields.draft && (reached >= wanted || is_scored)
    };
    let entries = files.entries.iter().filter(|entry| takes_part(&entry.fields));
    let mut judged: Vec<Judged<'_>> = entries
        .map(|entry| Judged { code: entry_code(&files.contest.id.0, &entry.id.0), fields: &entry.fields })
        .collect();
    judged.sort_by(|one, other| one.code.cmp(&other.code));
    judged
}

fn genre(catalog: &Catalog, files: &ContestFiles, fields: &EntryFields) -> Cell {
    Cell::of(name(catalog, Some(files), Kind::Genre, Some(&fields.genre)))
}

/// The judges whose scores of a round are there, in the order of the entries.
#[must_use]
pub fn judges(files: &ContestFiles, round: &Round) -> Vec<String> {
    let mut judges: Vec<String> = Vec::new();
    let scores = files.entries.iter().flat_map(|entry| &entry.fields.scores);
    for score in scores.filter(|score| score.round == round.id.0) {
        if !judges.contains(&score.judge) {
            judges.push(score.judge.clone());
        }
    }
    judges
}

/// The sheet of a judge for a round. Scores that are there already stand in it.
#[must_use]
pub fn sheet(catalog: &Catalog, files: &ContestFiles, round: &Round, judge: &str) -> List {
    let given = |fields: &EntryFields| {
        let own = |score: &&Score| score.round == round.id.0 && score.judge == judge;
        fields.scores.iter().find(own).map_or(Cell::Empty, |score| Cell::Number(score.value))
    };
    let rows = (1..).zip(judged(files, round)).map(|(number, one)| {
        vec![
            Cell::Number(f64::from(number)),
            Cell::Text(one.code),
            Cell::Text(one.fields.title.clone()),
            genre(catalog, files, one.fields),
            Cell::Text(round.name.clone()),
            Cell::Text(judge.to_owned()),
            given(one.fields),
            Cell::Empty,
        ]
    });
    List {
        name: "Phiếu chấm".to_owned(),
        letterhead: letterhead(catalog),
        title: vec!["PHIẾU CHẤM ĐIỂM".to_owned(), files.contest.fields.title.clone(), round.name.clone()],
        columns: columns(&[
            ("STT", 6),
            ("Mã số", 12),
            ("Tên tác phẩm", 40),
            ("Thể loại", 16),
            ("Vòng", 18),
            ("Giám khảo", 24),
            ("Điểm", 8),
            ("Nhận xét", 36),
        ]),
        rows: rows.collect(),
        signature: vec!["……, ngày … tháng … năm ……".to_owned(), "GIÁM KHẢO".to_owned()],
        is_internal: true,
    }
}

/// What the scores of an entry come to in a round.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sum {
    count: usize,
    average: f64,
    least: f64,
    most: f64,
}

impl Sum {
    fn of(scores: &[Score], round: &Round) -> Option<Self> {
        let values: Vec<f64> =
            scores.iter().filter(|score| score.round == round.id.0).map(|score| score.value).collect();
        let first = *values.first()?;
        Some(Self {
            count: values.len(),
            // What differs behind the fourth place differs by the arithmetic of the machine.
            average: rounded(values.iter().sum::<f64>() / values.len() as f64),
            least: values.iter().copied().fold(first, f64::min),
            most: values.iter().copied().fold(first, f64::max),
        })
    }
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// The ranking of each round, or of one: average, spread, rank among all and among the entries of the genre. Equal averages
/// share a rank; entries without a score stand last.
#[must_use]
pub fn ranking(catalog: &Catalog, files: &ContestFiles, only: Option<&Round>) -> List {
    let rounds = files.contest.fields.rounds.iter();
    let rounds = rounds.filter(|round| only.is_none_or(|only| only.id == round.id));
    let rows = rounds.flat_map(|round| ranked(catalog, files, round)).collect();
    List {
        name: "Xếp hạng".to_owned(),
        letterhead: letterhead(catalog),
        title: vec!["BẢNG TỔNG HỢP ĐIỂM VÀ XẾP HẠNG".to_owned(), files.contest.fields.title.clone()],
        columns: columns(&[
            ("Vòng", 18),
            ("Hạng", 6),
            ("Hạng theo thể loại", 10),
            ("Mã số", 12),
            ("Tên tác phẩm", 36),
            ("Thể loại", 16),
            ("Tác giả", 26),
            ("Số phiếu", 8),
            ("Trung bình", 10),
            ("Thấp nhất", 10),
            ("Cao nhất", 10),
            ("Chênh lệch", 10),
        ]),
        rows,
        signature: vec!["……, ngày … tháng … năm ……".to_owned(), "THƯ KÝ".to_owned()],
        is_internal: true,
    }
}

fn ranked(catalog: &Catalog, files: &ContestFiles, round: &Round) -> Vec<Vec<Cell>> {
    let mut all: Vec<(Option<Sum>, Judged<'_>)> =
        judged(files, round).into_iter().map(|one| (Sum::of(&one.fields.scores, round), one)).collect();
    let average = |sum: &Option<Sum>| sum.map_or(f64::NEG_INFINITY, |sum| sum.average);
    all.sort_by(|(one, _), (other, _)| average(other).total_cmp(&average(one)));
    let rank = |mine: Sum, genre: Option<&str>| {
        let better = all.iter().filter(|(sum, one)| {
            sum.is_some_and(|sum| sum.average > mine.average)
                && genre.is_none_or(|genre| one.fields.genre == genre)
        });
        Cell::Number((better.count() + 1) as f64)
    };
    let number = |sum: &Option<Sum>, of: fn(&Sum) -> f64| {
        sum.as_ref().map_or(Cell::Empty, |sum| Cell::Number(of(sum)))
    };
    let row = |(sum, one): &(Option<Sum>, Judged<'_>)| {
        vec![
            Cell::Text(round.name.clone()),
            sum.map_or(Cell::Empty, |sum| rank(sum, None)),
            sum.map_or(Cell::Empty, |sum| rank(sum, Some(&one.fields.genre))),
            Cell::Text(one.code.clone()),
            Cell::Text(one.fields.title.clone()),
            genre(catalog, files, one.fields),
            Cell::Text(authors(one.fields)),
            Cell::Number(sum.map_or(0.0, |sum| sum.count as f64)),
            number(sum, |sum| sum.average),
            number(sum, |sum| sum.least),
            number(sum, |sum| sum.most),
            number(sum, |sum| rounded(sum.most - sum.least)),
        ]
    };
    all.iter().map(row).collect()
}
