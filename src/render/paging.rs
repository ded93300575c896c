//! Pagination of long lists.
//!
//! Input: the number of items and the page size. Output: the items on a page, and the links between pages.

use std::ops::Range;

use crate::pages::lists::{Mixed, total};
use crate::render::context::{PageLink, Pagination};
use crate::site::permalink;
use crate::site::{ArticleNo, EntryNo, ModelNo};

/// The items on page `number`, counted from 1.
pub(super) fn on_page<T>(items: &[T], number: usize, size: usize) -> &[T] {
    &items[range(items.len(), number, size)]
}

/// The part of a [`Mixed`] list that is on a page: models, articles, entries.
pub(super) type Part<'m> = (&'m [ModelNo], &'m [ArticleNo], &'m [EntryNo]);

/// The models, articles and entries on page `number`, counted from 1.
pub(super) fn mixed_on_page(mixed: &Mixed, number: usize, size: usize) -> Part<'_> {
    mixed_in(mixed, 0, &range(mixed.len(), number, size))
}

/// The same for several groups in sequence: the part of each group that is on the page.
pub(super) fn groups_on_page<'m, No: Copy>(
    groups: &[(No, &'m Mixed)],
    number: usize,
    size: usize,
) -> Vec<(No, Part<'m>)> {
    let range = range(total(groups), number, size);
    let mut offset = 0;
    let parts = groups.iter().map(|(no, mixed)| {
        let part = mixed_in(mixed, offset, &range);
        offset += mixed.len();
        (*no, part)
    });
    parts.collect()
}

/// The part of one of several groups.
pub(super) fn part_of<'m, G: PartialEq>(parts: &[(G, Part<'m>)], group: G) -> Part<'m> {
    let part = parts.iter().find(|(other, _)| *other == group);
    part.map_or((&[], &[], &[]), |(_, part)| *part)
}

/// The part in `range` of a group that begins at `offset` of the whole sequence.
fn mixed_in<'m>(mixed: &'m Mixed, offset: usize, range: &Range<usize>) -> Part<'m> {
    let articles = offset + mixed.models.len();
    let entries = articles + mixed.articles.len();
    (
        part(&mixed.models, offset, range),
        part(&mixed.articles, articles, range),
        part(&mixed.entries, entries, range),
    )
}

/// The part in `range` of a list that begins at `offset` of the whole sequence.
fn part<'m, T>(list: &'m [T], offset: usize, range: &Range<usize>) -> &'m [T] {
    let within = |at: usize| at.saturating_sub(offset).min(list.len());
    &list[within(range.start)..within(range.end)]
}

fn range(items: usize, number: usize, size: usize) -> Range<usize> {
    let start = ((number - 1) * size).min(items);
    start..(start + size).min(items)
}

/// The links between the pages of a list, or `None` for a list of one page. `list` is its path, `href` makes addresses.
pub(super) fn pagination(
    list: &str,
    current: usize,
    total: usize,
    href: impl Fn(&str) -> String,
) -> Option<Pagination> {
    if total < 2 {
        return None;
    }
    let page = |number: usize| href(&permalink::paged(list, number));
    let items = numbers(current, total).into_iter().map(|number| PageLink {
        number,
        href: number.map(page),
        current: number == Some(current),
    });
    Some(Pagination {
        current,
        total,
        items: items.collect(),
        previous: (current > 1).then(|| page(current - 1)),
        next: (current < total).then(|| page(current + 1)),
    })
}

/// The first page, the last, and two on either side of the current one. `None` is a gap of at least two pages.
fn numbers(current: usize, total: usize) -> Vec<Option<usize>> {
    let mut numbers = Vec::new();
    let mut before = 0;
    for number in 1..=total {
        let shown = number == 1 || number == total || number.abs_diff(current) <= 2;
        // A gap of one page would be as wide as its number.
        let only_one = (number == 2 && current == 5) || (number + 1 == total && current + 4 == total);
        if shown || only_one {
            if number > before + 1 {
                numbers.push(None);
            }
            numbers.push(Some(number));
            before = number;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::page_count;

    fn shown(current: usize, total: usize) -> String {
        let numbers = numbers(current, total).into_iter();
        numbers.map(|n| n.map_or("…".into(), |n| n.to_string())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn long_lists_have_gaps_of_at_least_two_pages() {
        assert_eq!(shown(1, 1), "1");
        assert_eq!(shown(1, 3), "1 2 3");
        assert_eq!(shown(1, 9), "1 2 3 … 9");
        assert_eq!(shown(4, 9), "1 2 3 4 5 6 … 9");
        assert_eq!(shown(5, 9), "1 2 3 4 5 6 7 8 9");
        assert_eq!(shown(6, 20), "1 … 4 5 6 7 8 … 20");
        assert_eq!(shown(16, 20), "1 … 14 15 16 17 18 19 20");
        assert_eq!(shown(20, 20), "1 … 18 19 20");
    }

    #[test]
    fn pages_hold_everything_once() {
        let items: Vec<usize> = (0..45).collect();
        let all: Vec<usize> =
            (1..=page_count(45, 20)).flat_map(|n| on_page(&items, n, 20).to_vec()).collect();
        assert_eq!(all, items);
        assert_eq!((page_count(0, 20), page_count(20, 20), page_count(21, 20)), (1, 1, 2));
        assert!(on_page::<u8>(&[], 1, 20).is_empty());
    }

    #[test]
    fn a_page_may_hold_the_end_of_one_list_and_the_beginning_of_the_next() {
        let mixed = Mixed {
            models: (0..3).map(ModelNo).collect(),
            articles: (0..2).map(ArticleNo).collect(),
            entries: (0..4).map(EntryNo).collect(),
        };
        let lengths = |number| {
            let (models, articles, entries) = mixed_on_page(&mixed, number, 4);
            (models.len(), articles.len(), entries.len())
        };
        assert_eq!([lengths(1), lengths(2), lengths(3)], [(3, 1, 0), (0, 1, 3), (0, 0, 1)]);
    }

    #[test]
    fn the_first_page_has_the_address_of_the_list() {
        let pagination = pagination("tin-tuc/", 2, 3, |path| format!("/{path}")).unwrap();
        assert_eq!(pagination.previous.as_deref(), Some("/tin-tuc/"));
        assert_eq!(pagination.next.as_deref(), Some("/tin-tuc/trang/3/"));
        assert!(super::pagination("tin-tuc/", 1, 1, str::to_owned).is_none());
    }
}
