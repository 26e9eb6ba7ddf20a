//! Moving a cursor through more than fits.

use std::ops::Range;

/// The place `by` places from `from` among `count`, or the first or last if there are not so many.
pub(super) fn moved(from: usize, by: isize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    from.min(last).saturating_add_signed(by).min(last)
}

/// The `height` rows of `count` to show: from `first` on if the cursor is among them, else just far enough from it.
pub(super) fn window(first: usize, cursor: usize, height: usize, count: usize) -> Range<usize> {
    if height == 0 {
        return 0..0;
    }
    let highest = count.saturating_sub(height);
    let start = first.clamp((cursor + 1).saturating_sub(height), cursor).min(highest);
    start..(start + height).min(count)
}

#[cfg(test)]
mod tests {
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
    fn rows_scroll_only_as_far_as_the_cursor_needs() {
        assert_eq!(window(0, 4, 5, 20), 0..5);
        assert_eq!(window(0, 5, 5, 20), 1..6);
        assert_eq!(window(10, 12, 5, 20), 10..15);
        assert_eq!(window(10, 8, 5, 20), 8..13);
        assert_eq!(window(18, 19, 5, 20), 15..20);
        assert_eq!(window(7, 0, 5, 0), 0..0);
        assert_eq!(window(7, 3, 0, 9), 0..0);
    }
}
