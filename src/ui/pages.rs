//! The page: the panels of the present tab, as many as there is room for.

mod charts;
mod detail;
mod lanes;
mod names;
mod patterns;
mod timeline;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::parts::{below, line};
use super::sheet;
use crate::explorer::{ChartId, Panel};
use crate::sheets::{Kind, SheetId};
use charts::contribution_bars;
use detail::Pane;

/// Rows that a table has at least where it needs them: a screen holds fewer panels before it cuts them shorter.
const LEAST: u16 = 13;

/// The same for the benchmark set of the baselines: one more row in it, that of an imported load test, is not to take
/// the numbers of workers off the screen just when they have changed.
const LEAST_OF_SET: u16 = 12;

/// The same for a table of sentences, which are not found by scrolling through them.
const LEAST_OF_PROSE: u16 = 20;

/// Rows that a chart, and the time axis, ask for at least and at most.
const CHART: (u16, u16) = (10, 16);

/// Rows in which every model of the simulated machine has a title and two lanes.
const LANES: u16 = 34;

/// A panel with the rows that it needs at least, and that it would like.
#[derive(Clone, Debug)]
struct Wish {
    panel: Panel,
    least: u16,
    wanted: u16,
    /// Whether it begins a screen even where the one before has room for it.
    begins: bool,
}

/// Draws the panels of the present page. Where not all fit, they are dealt out over several screens, always the
/// same way, and a line of names above leads from one to the other.
pub(super) fn draw(canvas: &mut Canvas<'_>, page: Rect) {
    let pane = Pane::of(canvas, page);
    let area = pane.without(page);
    let wishes: Vec<Wish> =
        canvas.state.panels().into_iter().map(|panel| wish(canvas, panel, area)).collect();
    let everything = screens(&wishes, area.height);
    let (screens, area) = if everything.len() > 1 {
        names::draw(canvas, line(area, 0));
        let area = below(area, 1);
        (self::screens(&wishes, area.height), area)
    } else {
        (everything, area)
    };
    let present = canvas.state.panel();
    let Some(screen) = screens.iter().find(|screen| screen.iter().any(|wish| wish.panel == present)) else {
        return;
    };
    // A pane below takes what the tables would leave empty.
    let wanted = screen.iter().fold(0_u16, |rows, wish| rows.saturating_add(wish.wanted));
    let area = if pane == Pane::Below { Rect { height: area.height.min(wanted), ..area } } else { area };
    for (panel, place) in deal(screen, area) {
        match panel {
            Panel::Sheet(id) => sheet::draw(canvas, place, id),
            Panel::Chart(chart) => charts::draw(canvas, place, *chart),
            Panel::Gantt => timeline::draw(canvas, place),
            Panel::Lanes => lanes::draw(canvas, place),
            Panel::Patterns => patterns::draw(canvas, place),
        }
    }
    pane.draw(canvas, page, area);
}

fn wish(canvas: &Canvas<'_>, panel: Panel, area: Rect) -> Wish {
    let (least, wanted) = match &panel {
        Panel::Sheet(id) => canvas.state.sheet(id).map_or((3, 3), |one| {
            let (bare, noted) = sheet::wanted(canvas, one, area.width);
            let prose = one.columns.iter().any(|column| column.kind == Kind::Prose);
            let least = match id {
                SheetId::Web => LEAST_OF_SET,
                _ if prose => LEAST_OF_PROSE,
                _ => LEAST,
            };
            (bare.min(least), noted)
        }),
        Panel::Chart(ChartId::Contributions) => contribution_bars::wanted(canvas, area.width),
        Panel::Chart(_) => CHART,
        Panel::Gantt => (CHART.1, area.height.max(CHART.1)),
        // With the table of its figures below where there is room for both.
        Panel::Lanes => {
            let least = area.height.saturating_sub(LEAST).clamp(LEAST, LANES);
            (least, area.height.max(least))
        }
        Panel::Patterns => (LEAST_OF_PROSE, area.height.max(LEAST_OF_PROSE)),
    };
    // A comparison is read as a whole, not behind what is left of something else.
    let begins = panel == Panel::Sheet(SheetId::Outcomes);
    Wish { panel, least, wanted, begins }
}

/// Deals the panels out over screens, in order, as many on each as fit with their least heights.
fn screens(wishes: &[Wish], height: u16) -> Vec<Vec<&Wish>> {
    let mut screens: Vec<Vec<&Wish>> = Vec::new();
    let mut left = 0;
    for wish in wishes {
        match screens.last_mut() {
            Some(screen) if wish.least <= left && !wish.begins => {
                screen.push(wish);
                left -= wish.least;
            }
            _ => {
                screens.push(vec![wish]);
                left = height.saturating_sub(wish.least);
            }
        }
    }
    screens
}

/// Gives every panel of a screen its least height, then the earlier ones what they want, then the last the rest.
fn deal<'a>(screen: &[&'a Wish], area: Rect) -> Vec<(&'a Panel, Rect)> {
    let mut heights: Vec<u16> = screen.iter().map(|wish| wish.least).collect();
    let mut left = area.height.saturating_sub(heights.iter().sum());
    for (height, wish) in heights.iter_mut().zip(screen) {
        let more = wish.wanted.saturating_sub(*height).min(left);
        *height += more;
        left -= more;
    }
    if let Some(last) = heights.last_mut() {
        *last += left;
    }
    let mut y = area.y;
    let end = area.y + area.height;
    screen
        .iter()
        .zip(heights)
        .map(|(wish, height)| {
            let place = Rect { y, height: height.min(end - y), ..area };
            y += place.height;
            (&wish.panel, place)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn panels_keep_their_order_and_stay_in_the_area(
            rows in proptest::collection::vec((3u16..20, 0u16..40), 1..7), height in 0u16..60,
        ) {
            let wishes: Vec<Wish> = rows
                .iter()
                .map(|(least, more)| {
                    let wanted = least + more;
                    Wish { panel: Panel::Sheet(SheetId::Ranking), least: *least, wanted, begins: least % 5 == 0 }
                })
                .collect();
            let screens = screens(&wishes, height);
            prop_assert_eq!(screens.iter().map(Vec::len).sum::<usize>(), wishes.len());
            for screen in screens {
                let area = Rect::new(0, 5, 80, height);
                let mut y = area.y;
                for (_, place) in deal(&screen, area) {
                    prop_assert_eq!(place.y, y);
                    y += place.height;
                }
                prop_assert!(y <= area.y + area.height);
            }
        }
    }
}
