//! Royalties (nhuận bút): what each author is paid for the articles of a period.
//!
//! In: a catalog with `royalties` in its settings, the first and the last day. Out: a list by author, each article with
//! its genre, coefficient, base and amount, and the sums. Articles that are taken over from others (`source`), drafts,
//! translations and what was not approved earn nothing and are left out. Several authors of an article share alike.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::frame::Approvals;
use crate::config::royalties::Royalties;
use crate::content::article::{ArticleFields, ArticleGenre, Author};
use crate::content::catalog::Catalog;
use crate::export::list::{Cell, List, columns};
use crate::export::results::letterhead;
use bantin_text::collate::Order;

/// Stands where an article names nobody.
const NOBODY: &str = "(chưa ghi tác giả)";

/// The days that a list covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// The part of one author in one article.
struct Share<'c> {
    author: String,
    date: Date,
    article: &'c ArticleFields,
    /// How many share the article, and which of them this is.
    of: (u64, u64),
}

fn genre(genre: ArticleGenre) -> &'static str {
    match genre {
        ArticleGenre::News => "Tin",
        ArticleGenre::Feature => "Bài",
        ArticleGenre::Reportage => "Phóng sự",
        ArticleGenre::Interview => "Phỏng vấn",
        ArticleGenre::Photo => "Phóng sự ảnh",
        ArticleGenre::Video => "Phim",
        ArticleGenre::Infographic => "Đồ họa",
        ArticleGenre::Longform => "Bài dài",
        ArticleGenre::Notice => "Thông báo",
    }
}

/// The list. An amount is empty where its genre has no coefficient.
#[must_use]
pub fn list(catalog: &Catalog, royalties: &Royalties, period: Period) -> List {
    let mut rows = Vec::new();
    let (mut number, mut total) = (0.0, 0);
    for shares in by_author(shares(catalog, &period)) {
        let mut sum = 0;
        for share in &shares {
            number += 1.0;
            let factor = royalties.coefficients.of(share.article.genre.as_str());
            let paid = factor.map(|factor| amount(royalties.base, factor, share.of));
            sum += paid.unwrap_or(0);
            rows.push(row(number, share, royalties.base, factor, paid));
        }
        total += sum;
        let name = shares.first().map_or("", |share| share.author.as_str());
        rows.push(sum_row(format!("Cộng: {name}"), sum));
    }
    rows.push(sum_row("Tổng cộng".to_owned(), total));
    let day = |day: Date| day.strftime("%d/%m/%Y").to_string();
    List {
        name: "Nhuận bút".to_owned(),
        letterhead: letterhead(catalog),
        title: vec![
            "BẢNG KÊ NHUẬN BÚT TIN, BÀI".to_owned(),
            format!("Từ ngày {} đến ngày {}", day(period.from), day(period.to)),
        ],
        columns: columns(&[
            ("STT", 6),
            ("Tác giả", 24),
            ("Ngày đăng", 12),
            ("Tên tin, bài", 44),
            ("Thể loại", 14),
            ("Hệ số", 8),
            ("Mức cơ sở (đồng)", 14),
            ("Số người hưởng", 10),
            ("Thành tiền (đồng)", 16),
            ("Ghi chú", 18),
        ]),
        rows,
        signature: vec!["……, ngày … tháng … năm ……".to_owned(), "NGƯỜI LẬP BIỂU".to_owned()],
        is_internal: true,
    }
}

fn row(number: f64, share: &Share<'_>, base: u64, factor: Option<f64>, paid: Option<u64>) -> Vec<Cell> {
    let note = match (factor, &share.article.withdrawn) {
        (None, _) => Some("thể loại chưa có hệ số"),
        (_, Some(_)) => Some("đã gỡ"),
        _ => None,
    };
    vec![
        Cell::Number(number),
        Cell::Text(share.author.clone()),
        Cell::Text(share.date.strftime("%d/%m/%Y").to_string()),
        Cell::Text(share.article.title.clone()),
        Cell::Text(genre(share.article.genre).to_owned()),
        factor.map_or(Cell::Empty, Cell::Number),
        Cell::Number(base as f64),
        Cell::Number(share.of.0 as f64),
        paid.map_or(Cell::Empty, |paid| Cell::Number(paid as f64)),
        Cell::of(note),
    ]
}

fn sum_row(label: String, sum: u64) -> Vec<Cell> {
    let mut row = vec![Cell::Empty, Cell::Text(label)];
    row.resize(8, Cell::Empty);
    row.extend([Cell::Number(sum as f64), Cell::Empty]);
    row
}

/// The part of one of several authors, in whole đồng: what does not divide goes to the first ones.
fn amount(base: u64, factor: f64, (count, which): (u64, u64)) -> u64 {
    let whole = (base as f64 * factor).round().max(0.0) as u64;
    whole / count + u64::from(which < whole % count)
}

fn shares<'c>(catalog: &'c Catalog, period: &Period) -> Vec<Share<'c>> {
    let zone = &catalog.config.time_zone;
    let articles = catalog.articles.iter().map(|article| &article.fields);
    let counted = articles.filter(|article| is_counted(article, catalog.config.approvals, zone, period));
    let of_article = |article: &'c ArticleFields| {
        let mut names: Vec<String> = Vec::new();
        for name in article.authors.iter().filter_map(|author| name(catalog, author)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            names.push(NOBODY.to_owned());
        }
        let count = names.len() as u64;
        let date = article.date.day(zone);
        (0..).zip(names).map(move |(which, author)| Share { author, date, article, of: (count, which) })
    };
    counted.flat_map(of_article).collect()
}

fn is_counted(article: &ArticleFields, approvals: Approvals, zone: &TimeZone, period: &Period) -> bool {
    let day = article.date.day(zone);
    let is_own = article.source.is_none() && article.translation_of.is_none();
    let is_approved = approvals == Approvals::None || article.approved.is_some();
    is_own && is_approved && !article.draft && (period.from..=period.to).contains(&day)
}

/// The name by which an author is paid: that of `authors.yaml` for who is named there by id, name or pen name.
fn name(catalog: &Catalog, author: &Author) -> Option<String> {
    let known = catalog.authors.iter().find(|one| match (&author.id, &author.name) {
        (Some(id), _) => one.id.0 == *id,
        (None, Some(name)) => {
            let mut names = std::iter::once(&one.fields.name).chain(&one.fields.pen_names);
            names.any(|known| is_same_name(known, name))
        }
        (None, None) => false,
    });
    known.map(|one| one.fields.name.clone()).or_else(|| author.name.clone()).or_else(|| author.id.clone())
}

/// Names are the same however they are spaced and in whatever capitals; with other accents they are others.
fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}

/// The shares of each author, by name, each in the order of days.
fn by_author(mut shares: Vec<Share<'_>>) -> Vec<Vec<Share<'_>>> {
    let collator = Order::new();
    shares.sort_by(|one, other| {
        (one.author == NOBODY)
            .cmp(&(other.author == NOBODY))
            .then_with(|| collator.compare(&one.author, &other.author))
            .then_with(|| one.date.cmp(&other.date))
            .then_with(|| one.article.title.cmp(&other.article.title))
    });
    let mut groups: Vec<Vec<Share<'_>>> = Vec::new();
    for share in shares {
        match groups.last_mut() {
            Some(group) if group[0].author == share.author => group.push(share),
            _ => groups.push(vec![share]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::royalties::Coefficients;

    #[test]
    fn shares_of_an_article_sum_up_to_the_whole() {
        let parts: Vec<u64> = (0..3).map(|which| amount(100_000, 1.0, (3, which))).collect();
        assert_eq!(parts, [33_334, 33_333, 33_333]);
        assert_eq!(amount(150_000, 2.5, (1, 0)), 375_000);
    }

    #[test]
    fn every_genre_may_have_a_coefficient() {
        let coefficients: Vec<&str> = Coefficients::INFO.keys.iter().map(|key| key.name).collect();
        let genres: Vec<&str> = ArticleGenre::ALL.iter().map(|genre| genre.as_str()).collect();
        assert_eq!(coefficients, genres);
    }
}
