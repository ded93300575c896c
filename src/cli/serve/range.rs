//! Parts of a file (RFC 9110, section 14): films and sound are fetched in pieces.

use std::ops::Range;

/// What the header `Range` asks of a file of `length` bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The whole file: no header, or one that a server may overlook.
    Whole,
    /// A part.
    Part(Range<usize>),
    /// A part that the file does not have.
    Beyond,
}

/// Reads a header; several parts at once are overlooked.
pub(super) fn asked(header: Option<&str>, length: usize) -> Asked {
    let spec =
        header.and_then(|header| header.trim().strip_prefix("bytes=")).filter(|spec| !spec.contains(','));
    let Some((from, to)) = spec.and_then(|spec| spec.trim().split_once('-')) else { return Asked::Whole };
    let range = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Ok(from), Err(_)) if to.is_empty() => from..length,
        (Err(_), Ok(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return Asked::Whole,
    };
    if range.is_empty() { Asked::Beyond } else { Asked::Part(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_served_and_more_are_overlooked() {
        for (header, expected) in [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=8-", Asked::Part(8..10)),
            ("bytes=-4", Asked::Part(6..10)),
            ("bytes=-40", Asked::Part(0..10)),
            ("bytes=5-99", Asked::Part(5..10)),
            ("bytes=10-", Asked::Beyond),
            ("bytes=-0", Asked::Beyond),
            ("bytes=0-18446744073709551615", Asked::Part(0..10)),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=4-2", Asked::Whole),
            ("bytes=x-y", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            assert_eq!(asked(Some(header), 10), expected, "{header}");
        }
        assert_eq!(asked(None, 10), Asked::Whole);
    }
}
