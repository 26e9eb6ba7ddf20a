//! Moving a cursor through more than fits.

use std::ops::Range;

/// The place `by` places from `from` among `count`, or the first or last if there are not so many.
pub fn moved(from: usize, by: isize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    from.min(last).saturating_add_signed(by).min(last)
}

/// The place `by` places from `from` among `count`; the ends meet.
pub const fn turned(from: usize, by: isize, count: usize) -> usize {
    match (count, by) {
        (0, _) => 0,
        (_, 0..) => (from + by.unsigned_abs()) % count,
        (_, ..0) => (from + count - by.unsigned_abs() % count) % count,
    }
}

/// The `height` rows of `count` to show: from `first` on if the cursor is among them, else just far enough from it.
pub fn window(first: usize, cursor: usize, height: usize, count: usize) -> Range<usize> {
    if height == 0 {
        return 0..0;
    }
    let highest = count.saturating_sub(height);
    let start = first.clamp((cursor + 1).saturating_sub(height), cursor).min(highest);
    start..(start + height).min(count)
}

/// The same for rows of several lines each: `heights` has the lines of every row, `height` is in lines. The cursor's
/// row is seen as a whole where that is possible, the last row seen may be cut.
pub fn window_of_lines(heights: &[u16], first: usize, cursor: usize, height: usize) -> Range<usize> {
    if height == 0 {
        return 0..0;
    }
    let rows = || heights.iter().map(|lines| usize::from(*lines)).enumerate();
    let mut start = first.min(cursor);
    let mut taken: usize = rows().take(cursor + 1).skip(start).map(|(_, lines)| lines).sum();
    for (row, lines) in rows().take(cursor).skip(start) {
        if taken <= height {
            break;
        }
        taken -= lines;
        start = row + 1;
    }
    // No line stays free below while there are rows above.
    let mut below: usize = rows().skip(start).map(|(_, lines)| lines).sum();
    for (row, lines) in rows().take(start).rev() {
        below += lines;
        if below > height {
            break;
        }
        start = row;
    }
    let mut end = start;
    let mut shown = 0;
    for (row, lines) in rows().skip(start) {
        if shown >= height {
            break;
        }
        shown += lines;
        end = row + 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cursor_stays_within() {
        assert_eq!(moved(0, -1, 5), 0);
        assert_eq!(moved(2, 2, 5), 4);
        assert_eq!(moved(3, isize::MAX, 5), 4);
        assert_eq!(moved(3, isize::MIN, 5), 0);
        assert_eq!(moved(9, -1, 5), 3, "after rows have gone, from the last");
        assert_eq!(moved(0, 3, 0), 0);
    }

    #[test]
    fn a_turn_goes_round_both_ways() {
        assert_eq!([turned(3, 1, 5), turned(4, 1, 5), turned(3, 7, 5)], [4, 0, 0]);
        assert_eq!([turned(1, -1, 5), turned(0, -1, 5), turned(0, -7, 5)], [0, 4, 3]);
        assert_eq!([turned(3, 0, 5), turned(0, 1, 0), turned(0, -1, 0)], [3, 0, 0]);
    }

    #[test]
    fn rows_scroll_only_as_far_as_the_cursor_needs() {
        assert_eq!(window(0, 4, 5, 20), 0..5);
        assert_eq!(window(0, 5, 5, 20), 1..6);
        assert_eq!(window(10, 12, 5, 20), 10..15);
        assert_eq!(window(10, 8, 5, 20), 8..13);
        assert_eq!(window(18, 19, 5, 20), 15..20);
        assert_eq!(window(7, 0, 5, 0), 0..0);
        assert_eq!(window(7, 3, 0, 9), 0..0);
    }

    #[test]
    fn rows_of_several_lines_scroll_until_the_cursor_is_whole() {
        let heights = [2, 3, 1, 4, 2];
        assert_eq!(window_of_lines(&heights, 0, 0, 5), 0..2);
        assert_eq!(window_of_lines(&heights, 0, 2, 5), 1..4, "the row behind the cursor is cut");
        assert_eq!(window_of_lines(&heights, 0, 3, 5), 2..4);
        assert_eq!(window_of_lines(&heights, 4, 4, 6), 3..5, "no line stays free");
        assert_eq!(
            window_of_lines(&heights, 0, 3, 2),
            3..4,
            "a row that is too tall begins at its beginning"
        );
        assert_eq!(window_of_lines(&heights, 0, 0, 99), 0..5);
        assert_eq!(window_of_lines(&heights, 0, 0, 0), 0..0);
        assert_eq!(window_of_lines(&[], 7, 0, 5), 0..0);
    }

    proptest! {
        #[test]
        fn rows_of_one_line_scroll_like_lines(
            first in 0_usize..40, cursor in 0_usize..30, height in 0_usize..12, count in 0_usize..30,
        ) {
            let cursor = cursor.min(count.saturating_sub(1));
            let lines = window_of_lines(&vec![1; count], first, cursor, height);
            prop_assert_eq!(lines, window(first, cursor, height, count));
        }
    }
}
