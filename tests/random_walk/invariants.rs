//! What holds after any event.

use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::{Focus, State};
use runtime_explorer::model::evaluate;
use runtime_explorer::scenario::{Scenario, registry, team};

use crate::app::App;

/// What can be checked after every event.
pub(crate) fn cheap(state: &State) {
    let definitions = &state.facts.definitions;
    let shares = team::shares(definitions, &state.scenario);
    assert!(team::is_whole(shares), "{shares:?}");
    for key in registry::keys() {
        let value = definitions.value(&state.scenario, key);
        assert_eq!(definitions.check(key, value), Ok(value), "{}", registry::get(key).id);
    }
    assert!(state.history.position() < state.history.states());
    cursors(state);
}

/// Focus and cursors are on something that exists.
fn cursors(state: &State) {
    assert!(registry::keys().any(|key| key == state.inputs.key()));
    if state.focus == Focus::Page {
        assert!(state.panels().contains(&state.panel()), "{:?}", state.panel());
    }
    if let Some((sheet, table)) = state.focused_table() {
        let (rows, columns) = (table.rows(sheet).len(), sheet.columns.len());
        let cursor = table.cursor;
        assert!(
            cursor.row < rows.max(1) && cursor.column < columns.max(1),
            "{cursor:?} of {rows} × {columns}"
        );
    }
    assert!(state.pattern.chosen < state.facts.catalog.patterns().len().max(1));
    match &state.overlay {
        Some(Overlay::History(list)) => {
            assert!(list.cursor() < list.steps().len() && list.present() < list.steps().len());
        }
        Some(Overlay::Path(form)) => assert!(form.cursor() <= form.list().len()),
        Some(Overlay::Question(question)) => assert!(question.cursor() < question.about.answers().len()),
        Some(Overlay::Palette(palette)) => assert!(palette.cursor() < palette.found().count().max(1)),
        Some(Overlay::Entries(list)) => {
            assert!(list.cursor() < state.facts.definitions.entries(state.input()).len());
        }
        _ => {}
    }
}

/// What is shown is what follows from the scenario, not from one before it.
pub(crate) fn fresh(state: &State) {
    let fresh = evaluate(&state.facts, &state.scenario);
    assert_eq!(format!("{fresh:?}"), format!("{:?}", state.outlook()));
}

/// No cell of the screen steers the terminal.
pub(crate) fn drawn(app: &App) {
    let buffer = app.screen.backend().buffer();
    let steering = buffer.content().iter().find(|cell| cell.symbol().contains(char::is_control));
    assert!(steering.is_none(), "{steering:?}");
}

/// Undo leads back through every state to the start, if it is still remembered, and redo to where it began.
pub(crate) fn undone(state: &mut State, start: Option<&Scenario>) {
    // A name belongs to the file, and is not undone.
    let nameless = |scenario: &Scenario| {
        let mut scenario = scenario.clone();
        scenario.name.clear();
        scenario
    };
    let present = state.scenario.clone();
    let (position, states) = (state.history.position(), state.history.states());
    for at in (0..position).rev() {
        let expected = state.history.at(at).map(|step| nameless(&step.scenario));
        state.undo();
        assert_eq!(Some(nameless(&state.scenario)), expected);
        assert_eq!(state.history.position(), at);
    }
    state.settle();
    fresh(state);
    if let Some(start) = start {
        assert_eq!(nameless(&state.scenario), nameless(start));
    }
    for _ in 1..states {
        state.redo();
    }
    assert_eq!((state.history.position(), state.history.states()), (states - 1, states));
    for _ in position + 1..states {
        state.undo();
    }
    assert_eq!(nameless(&state.scenario), nameless(&present));
    state.settle();
    fresh(state);
}
