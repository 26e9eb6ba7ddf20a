//! What a cell shows of the nanoseconds it stands for.

use std::ops::Range;

use super::Span;

/// What a cell shows of the work of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown<'a> {
    /// The span that takes the largest share of it, or the largest of those of the highlighted request.
    pub(super) span: &'a Span,
    /// Whether the thread was busy for less than half of it.
    pub(super) trace: bool,
}

/// The spans that end after `time`, which is where those begin that a cell beginning then shows.
pub(super) fn since(spans: &[Span], time: u64) -> &[Span] {
    let ended = spans.partition_point(|span| span.to <= time);
    spans.get(ended..).unwrap_or_default()
}

/// What the cell of the nanoseconds `cell` shows of `spans`, the first of which ends after it begins.
pub(super) fn shown<'a>(spans: &'a [Span], cell: &Range<u64>, highlight: Option<u32>) -> Option<Shown<'a>> {
    let mut busy: u64 = 0;
    let mut largest: Option<((bool, u64), &Span)> = None;
    for span in spans.iter().take_while(|span| span.from < cell.end) {
        let share = span.to.min(cell.end).saturating_sub(span.from.max(cell.start));
        let rank = (highlight == Some(span.request), share);
        busy = busy.saturating_add(share);
        if share > 0 && largest.is_none_or(|(before, _)| before < rank) {
            largest = Some((rank, span));
        }
    }
    largest.map(|(_, span)| Shown { span, trace: busy < (cell.end - cell.start).div_ceil(2) })
}

/// What cells one after the other show of `spans`. Every span and every cell is looked at once, but for spans that
/// reach over several cells.
pub(super) fn all_shown(
    spans: &[Span],
    cells: impl Iterator<Item = Range<u64>>,
    highlight: Option<u32>,
) -> impl Iterator<Item = Option<Shown<'_>>> {
    let mut rest = None;
    cells.map(move |cell| {
        let mut spans = rest.unwrap_or_else(|| since(spans, cell.start));
        while let [first, later @ ..] = spans
            && first.to <= cell.start
        {
            spans = later;
        }
        rest = Some(spans);
        shown(spans, &cell, highlight)
    })
}

/// The highest of `steps` within each of `cells`, which come one after the other: a short peak is still seen.
pub(super) fn all_peaks(
    steps: &[(u64, u32)],
    cells: impl Iterator<Item = Range<u64>>,
) -> impl Iterator<Item = u32> {
    let mut rest = None;
    let mut count = 0;
    cells.map(move |cell| {
        let mut later = rest.unwrap_or_else(|| {
            let begun = steps.partition_point(|(time, _)| *time <= cell.start);
            let (before, after) = steps.split_at_checked(begun).unwrap_or_default();
            count = before.last().map_or(0, |(_, count)| *count);
            after
        });
        let mut peak = None;
        while let [(time, next), after @ ..] = later
            && *time < cell.end
        {
            // What ends where the cell begins is not in it.
            peak = if *time <= cell.start { Some(*next) } else { peak.max(Some(count.max(*next))) };
            count = *next;
            later = after;
        }
        rest = Some(later);
        peak.unwrap_or(count)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;
    use crate::widgets::lanes::{Fill, TimeView};

    fn span(from: u64, to: u64, request: u32) -> Span {
        Span { from, to, style: Style::new(), fill: Fill::Solid, letter: 'L', request }
    }

    fn requests(spans: &[Span], highlight: Option<u32>) -> Vec<Option<(u32, bool)>> {
        let cells = (0..4).map(|cell| cell * 10..cell * 10 + 10);
        all_shown(spans, cells, highlight)
            .map(|shown| shown.map(|Shown { span, trace }| (span.request, trace)))
            .collect()
    }

    #[test]
    fn the_largest_share_is_seen_and_a_short_one_alone_too() {
        let spans = [span(0, 3, 1), span(3, 9, 2), span(10, 11, 3), span(25, 40, 4)];
        let seen = [Some((2, false)), Some((3, true)), Some((4, false)), Some((4, false))];
        assert_eq!(requests(&spans, None), seen);
        assert_eq!(requests(&spans, Some(1))[0], Some((1, false)), "the highlighted one comes before all");
    }

    #[test]
    fn many_short_ones_fill_a_cell() {
        let spans: Vec<Span> = (0..10).map(|at| span(at, at + 1, at as u32)).collect();
        assert_eq!(requests(&spans, None), [Some((0, false)), None, None, None]);
    }

    #[test]
    fn a_peak_is_seen_where_it_is() {
        let cells = || (0..5).map(|cell| cell * 10..cell * 10 + 10);
        let peaks = |steps: &[(u64, u32)]| all_peaks(steps, cells()).collect::<Vec<_>>();
        assert_eq!(peaks(&[(0, 1), (12, 7), (13, 2), (20, 0), (41, 3)]), [1, 7, 0, 0, 3]);
        assert_eq!(peaks(&[(4, 5), (10, 1)]), [5, 1, 1, 1, 1]);
        assert_eq!(peaks(&[]), [0; 5]);
        let later: Vec<u32> = all_peaks(&[(0, 4), (15, 2)], cells().skip(2)).collect();
        assert_eq!(later, [2; 3]);
    }

    proptest! {
        #[test]
        fn one_cell_alone_shows_what_it_shows_in_the_row(
            lengths in proptest::collection::vec((0_u64..40, 0_u64..40), 0..60),
            from in 0_u64..500, length in 1_u64..900, width in 1_u16..60, highlight: Option<u8>,
        ) {
            let mut now = 0;
            let mut request = 0;
            let spans: Vec<Span> = lengths.iter().map(|(idle, busy)| {
                request += 1;
                let begun = now + idle;
                now = begun + busy;
                span(begun, now, request)
            }).collect();
            let highlight = highlight.map(u32::from);
            let view = TimeView { from, to: from + length };
            let cells = || (0..width).filter_map(|column| view.cell(column, width));
            for (cell, in_row) in cells().zip(all_shown(&spans, cells(), highlight)) {
                prop_assert_eq!(shown(since(&spans, cell.start), &cell, highlight), in_row);
                let busy: u64 = cell.clone().filter(|at| spans.iter().any(|s| (s.from..s.to).contains(at))).count() as u64;
                prop_assert_eq!(in_row.is_some(), busy > 0);
                prop_assert_eq!(in_row.is_some_and(|shown| shown.trace), busy > 0 && busy * 2 < cell.end - cell.start);
            }
        }
    }
}
