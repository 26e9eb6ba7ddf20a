//! Parts of an area of the screen.
//!
//! All that is asked for is so many rows or columns, or equal parts: a solver of constraints, as ratatui's `Layout` has
//! one, would take longer over that than a chart takes to draw.

use ratatui::layout::Rect;

/// The line of an area at a row below its top; empty below its end.
pub(super) fn line(area: Rect, row: u16) -> Rect {
    if row < area.height { Rect { y: area.y + row, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// An area without its first columns.
pub(super) fn behind(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// An area without its first rows.
pub(super) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The first columns of an area.
pub(super) fn first(area: Rect, columns: u16) -> Rect {
    Rect { width: columns.min(area.width), ..area }
}

/// The first rows of an area, as far as it has them, and the others.
pub(super) fn top(area: Rect, rows: u16) -> [Rect; 2] {
    [Rect { height: rows.min(area.height), ..area }, below(area, rows)]
}

/// The last row of an area, behind the others.
pub(super) fn without_last_row(area: Rect) -> [Rect; 2] {
    top(area, area.height.saturating_sub(1))
}

/// The first columns of an area, as far as it has them, and the others.
pub(super) fn left(area: Rect, columns: u16) -> [Rect; 2] {
    [first(area, columns), behind(area, columns)]
}

/// Parts beside each other that are equally wide, as nearly as whole columns are.
pub(super) fn beside<const N: usize>(area: Rect) -> [Rect; N] {
    let edge = |part: usize| share(area.width, part, N);
    std::array::from_fn(|part| Rect { x: area.x + edge(part), width: edge(part + 1) - edge(part), ..area })
}

/// Parts below each other that are equally high, as nearly as whole rows are.
pub(super) fn below_each_other<const N: usize>(area: Rect) -> [Rect; N] {
    let edge = |part: usize| share(area.height, part, N);
    std::array::from_fn(|part| Rect { y: area.y + edge(part), height: edge(part + 1) - edge(part), ..area })
}

/// Parts of these heights below each other, with what they leave free spread evenly around them.
pub(super) fn spread<const N: usize>(area: Rect, heights: [u16; N]) -> [Rect; N] {
    let wanted = heights.iter().fold(0, |sum: u16, height| sum.saturating_add(*height));
    let free = area.height.saturating_sub(wanted);
    let mut above = 0;
    let mut part = 0;
    heights.map(|height| {
        part += 1;
        let start = (above + share(free, part, N + 1)).min(area.height);
        above += height;
        Rect { y: area.y + start, height: height.min(area.height - start), ..area }
    })
}

/// So many of `of` equal parts of a length, rounded; `of` is not 0.
fn share(length: u16, parts: usize, of: usize) -> u16 {
    let rounded = (2 * usize::from(length) * parts + of) / (2 * of);
    u16::try_from(rounded).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_parts_are_as_equal_as_whole_columns_are() {
        let widths = |width| beside::<3>(Rect::new(7, 0, width, 1)).map(|part| part.width);
        assert_eq!(widths(9), [3, 3, 3]);
        assert_eq!(widths(10), [3, 4, 3]);
        assert_eq!(widths(11), [4, 3, 4]);
        assert_eq!(widths(1), [0, 1, 0]);
        let heights = below_each_other::<2>(Rect::new(0, 5, 1, 9)).map(|part| (part.y, part.height));
        assert_eq!(heights, [(5, 5), (10, 4)]);
    }

    #[test]
    fn what_is_free_is_spread_around_the_parts() {
        let rows = |height| spread(Rect::new(0, 1, 1, height), [2, 1, 3]).map(|part| (part.y, part.height));
        assert_eq!(rows(10), [(2, 2), (5, 1), (7, 3)]);
        assert_eq!(rows(6), [(1, 2), (3, 1), (4, 3)]);
        assert_eq!(rows(4), [(1, 2), (3, 1), (4, 1)], "what there is no room for is cut at the end");
        assert_eq!(rows(2), [(1, 2), (3, 0), (3, 0)]);
    }

    proptest! {
        #[test]
        fn parts_make_up_the_whole(
            x in 0..50_u16, y in 0..50_u16, width in 0..300_u16, height in 0..200_u16, at in 0..300_u16,
        ) {
            let area = Rect::new(x, y, width, height);
            let [first, others] = top(area, at);
            prop_assert_eq!(first.bottom(), others.top());
            prop_assert_eq!(first.union(others), area);
            let [first, others] = left(area, at);
            prop_assert_eq!(first.right(), others.left());
            prop_assert_eq!(first.union(others), area);
            for parts in [beside::<5>(area).to_vec(), below_each_other::<5>(area).to_vec()] {
                let whole: u32 = parts.iter().map(|part| part.area()).sum();
                prop_assert_eq!(whole, area.area());
                prop_assert!(parts.iter().all(|part| part.is_empty() || part.intersection(area) == *part));
            }
        }
    }
}
