//! Lanes as they look, and at every size.

use proptest::prelude::*;
use ratatui::style::Modifier;

use super::*;
use crate::widgets::lanes::TimeView;
use crate::widgets::lanes::fixture::{RUN, models, rules};
use crate::widgets::test_screen::{at_every_size, lines};

fn state() -> LanesState {
    LanesState { view: TimeView::whole(RUN), cursor: Some(RUN / 3), ..LanesState::default() }
}

fn buffer(lanes: &Lanes<'_>, width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    lanes.draw(&lanes.layout(buffer.area), &mut buffer);
    buffer
}

fn screen(lanes: &Lanes<'_>, width: u16, height: u16) -> String {
    lines(&buffer(lanes, width, height)).join("\n")
}

#[test]
fn nine_models_in_unicode() {
    let (groups, rules) = (models(9), rules());
    let lanes = Lanes::new(&groups, state(), LanesStyles::default(), &Glyphs::UNICODE).rules(&rules);
    for (width, height) in [(60, 12), (100, 24), (150, 42)] {
        insta::assert_snapshot!(format!("unicode-{width}x{height}"), screen(&lanes, width, height));
    }
}

#[test]
fn nine_models_in_ascii_with_letters() {
    let (groups, rules) = (models(9), rules());
    let lanes =
        Lanes::new(&groups, state(), LanesStyles::default(), &Glyphs::ASCII).rules(&rules).letters(true);
    for (width, height) in [(60, 12), (100, 24), (150, 42)] {
        insta::assert_snapshot!(format!("ascii-{width}x{height}"), screen(&lanes, width, height));
    }
}

#[test]
fn kinds_are_told_apart_and_hidden_groups_are_said_to_be_there() {
    let groups = models(9);
    let view = TimeView { from: 40_000_000, to: 70_000_000 };
    let state = LanesState { view, selected: Some(5), ..LanesState::default() };
    let lanes = Lanes::new(&groups, state, LanesStyles::default(), &Glyphs::UNICODE);
    insta::assert_snapshot!("hidden-60x6", screen(&lanes, 60, 6));
}

#[test]
fn the_highlighted_request_and_the_cursor_add_their_styles() {
    let groups = models(1);
    let LaneKind::Spans(spans) = &groups[0].lanes[0].kind else { panic!("a lane of spans") };
    let styles = LanesStyles {
        highlight: Style::new().add_modifier(Modifier::BOLD),
        cursor: Style::new().add_modifier(Modifier::REVERSED),
        ..LanesStyles::default()
    };
    for span in spans {
        let state = LanesState { highlight: Some(span.request), cursor: Some(span.from), ..state() };
        let lanes = Lanes::new(&groups, state, styles, &Glyphs::UNICODE);
        let (buffer, layout) = (buffer(&lanes, 60, 8), lanes.layout(Rect::new(0, 0, 60, 8)));
        let column = layout.column_of(span.from).unwrap();
        let modifier = buffer[(column, 1)].modifier;
        assert_eq!(modifier, Modifier::BOLD | Modifier::REVERSED, "{span:?}");
        let bold = (0..60).filter(|x| buffer[(*x, 1)].modifier.contains(Modifier::BOLD));
        assert_eq!(bold.max(), layout.column_of(span.to - 1));
    }
}

#[test]
fn what_is_idle_shows_the_rules_and_what_is_busy_hides_them() {
    let groups = models(1);
    let mut rules = rules();
    rules.extend([0, RUN, RUN + 1, u64::MAX].map(|at| Rule { at, ..Rule::default() }));
    let plain = Lanes::new(&groups, state(), LanesStyles::default(), &Glyphs::ASCII);
    let (without, with) = (buffer(&plain, 60, 14), buffer(&plain.rules(&rules), 60, 14));
    let (before, after) = (plain.layout(without.area).lanes(), plain.rules(&rules).layout(with.area).lanes());
    for position in before.positions().filter(|position| position.y < before.y + 3) {
        let shifted = (position.x, position.y - before.y + after.y);
        let (old, new) = (without[position].symbol(), with[shifted].symbol());
        assert!(old == new || (old == " " && new == "|"), "{old:?} became {new:?} at {position}");
    }
}

#[test]
fn no_size_breaks_it() {
    let (groups, rules) = (models(9), rules());
    let nothing = [Group::default()];
    for state in [
        state(),
        LanesState { selected: Some(4), highlight: Some(1), ..state() },
        LanesState { cursor: Some(u64::MAX), selected: Some(99), ..LanesState::default() },
    ] {
        at_every_size(|glyphs, area, buffer| {
            for groups in [&[][..], &nothing, &groups] {
                let lanes = Lanes::new(groups, state, LanesStyles::default(), glyphs).rules(&rules);
                let layout = lanes.layout(area);
                lanes.draw(&layout, buffer);
                lanes.letters(true).draw(&layout, buffer);
            }
        });
    }
}

/// Times near the ends of what there are.
fn time() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..300, (0_u64..300).prop_map(|before| u64::MAX - before), any::<u64>()]
}

proptest! {
    #[test]
    fn any_times_are_drawn_within_the_area(
        times in proptest::collection::vec((time(), time(), any::<char>(), any::<u32>()), 0..20),
        from in time(), to in time(), cursor in time(),
        width in 0_u16..80, height in 0_u16..16, letters: bool,
    ) {
        let span = |(from, to, letter, request): &(u64, u64, char, u32)| Span {
            from: *from, to: *to, style: Style::new(), fill: Fill::Dense, letter: *letter, request: *request,
        };
        let spans: Vec<Span> = times.iter().map(span).collect();
        let steps: Vec<(u64, u32)> = times.iter().map(|(at, .., count)| (*at, *count)).collect();
        let lane = |kind| Lane { label: "日本".to_owned(), style: Style::new(), dispensable: 0, kind };
        let lanes = vec![lane(LaneKind::Spans(spans)), lane(LaneKind::Depth(steps))];
        let groups = [Group { title: "本", lanes, ..Group::default() }];
        let rules = [Rule { at: to, label: "limit".to_owned(), style: Style::new() }];
        let state = LanesState { view: TimeView { from, to }, cursor: Some(cursor), ..LanesState::default() };
        let area = Rect::new(2, 2, width, height);
        let mut buffer = Buffer::filled(Rect::new(0, 0, 90, 20), ratatui::buffer::Cell::new("!"));
        let chart = Lanes::new(&groups, state, LanesStyles::default(), &Glyphs::UNICODE).rules(&rules);
        chart.letters(letters).draw(&chart.layout(area), &mut buffer);
        for position in buffer.area.positions().filter(|position| !area.contains(*position)) {
            prop_assert_eq!(buffer[position].symbol(), "!");
        }
    }
}
