//! Which lines of which groups are drawn into a given height.

use super::Group;

/// A line of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// The title, and the figures right of it.
    Title,
    /// A lane with its own label.
    Lane(usize),
    /// The only lane left of a group, labelled with the title.
    Folded(usize),
}

/// How many lines each of `groups` takes of `height`.
///
/// Each has one at least, its least dispensable lane. What is left goes to the selected group as far as that needs it,
/// and then in rounds to all, a line for each group that is not complete yet: the second line brings the title with the
/// figures, each further one a lane. If there are more groups than lines, it takes scrolling.
pub(super) fn heights(groups: &[Group<'_>], height: u16, selected: Option<usize>) -> Vec<u16> {
    let complete = |group: &Group<'_>| u16::try_from(group.lanes.len()).unwrap_or(u16::MAX).saturating_add(1);
    let mut lines: Vec<(u16, u16)> = groups.iter().map(|group| (1, complete(group))).collect();
    let mut spare = usize::from(height).saturating_sub(groups.len());
    if let Some((lines, wanted)) = selected.and_then(|selected| lines.get_mut(selected)) {
        let granted = usize::from(*wanted - *lines).min(spare);
        spare -= granted;
        *lines += granted as u16;
    }
    while spare > 0 && lines.iter().any(|(lines, wanted)| lines < wanted) {
        for (lines, _) in lines.iter_mut().filter(|(lines, wanted)| lines < wanted).take(spare) {
            *lines += 1;
            spare -= 1;
        }
    }
    lines.into_iter().map(|(lines, _)| lines).collect()
}

/// The lines of a group that takes `height` of them, from top to bottom.
pub(super) fn lines(group: &Group<'_>, height: u16) -> Vec<Line> {
    let mut ranked: Vec<(u8, usize)> =
        group.lanes.iter().enumerate().map(|(index, lane)| (lane.dispensable, index)).collect();
    ranked.sort_unstable();
    match (height, ranked.first()) {
        (0, _) => Vec::new(),
        (1, Some((_, lane))) => vec![Line::Folded(*lane)],
        _ => {
            let mut kept: Vec<usize> =
                ranked.iter().take(usize::from(height - 1)).map(|(_, index)| *index).collect();
            kept.sort_unstable();
            std::iter::once(Line::Title).chain(kept.into_iter().map(Line::Lane)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;
    use crate::widgets::lanes::{Lane, LaneKind};

    fn group(dispensable: &[u8]) -> Group<'static> {
        let lane = |dispensable: &u8| Lane {
            label: String::new(),
            style: Style::new(),
            dispensable: *dispensable,
            kind: LaneKind::Depth(Vec::new()),
        };
        Group { lanes: dispensable.iter().map(lane).collect(), ..Group::default() }
    }

    #[test]
    fn lines_go_round_until_all_groups_are_complete() {
        let groups = [group(&[0]), group(&[0, 1, 1, 1]), group(&[]), group(&[0, 1])];
        let heights = |height| heights(&groups, height, None);
        assert_eq!(heights(0), [1, 1, 1, 1]);
        assert_eq!(heights(4), [1, 1, 1, 1]);
        assert_eq!(heights(5), [2, 1, 1, 1]);
        assert_eq!(heights(8), [2, 3, 1, 2]);
        assert_eq!(heights(99), [2, 5, 1, 3]);
        assert_eq!(super::heights(&groups, 7, Some(1)), [1, 4, 1, 1], "the selected one before the others");
    }

    #[test]
    fn the_dispensable_lanes_go_first() {
        let group = group(&[1, 2, 0, 2]);
        assert_eq!(lines(&group, 1), [Line::Folded(2)]);
        assert_eq!(lines(&group, 2), [Line::Title, Line::Lane(2)]);
        assert_eq!(lines(&group, 3), [Line::Title, Line::Lane(0), Line::Lane(2)]);
        assert_eq!(lines(&group, 4), [Line::Title, Line::Lane(0), Line::Lane(1), Line::Lane(2)]);
        assert_eq!(lines(&super::tests::group(&[]), 1), [Line::Title]);
        assert!(lines(&group, 0).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_stays_free_that_could_show_something(
            lanes in proptest::collection::vec(0_usize..5, 0..12), height in 0_u16..60, selected in 0_usize..14,
        ) {
            let groups: Vec<Group<'_>> = lanes.iter().map(|lanes| group(&[0; 5][..*lanes])).collect();
            let heights = heights(&groups, height, Some(selected));
            let complete: usize = lanes.iter().map(|lanes| lanes + 1).sum();
            let drawn: usize = groups.iter().zip(&heights).map(|(group, height)| lines(group, *height).len()).sum();
            prop_assert_eq!(drawn, complete.min(usize::from(height).max(groups.len())));
        }
    }
}
