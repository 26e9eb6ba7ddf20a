//! What commands do that is more than a call, and why some can do nothing now.

use super::{PIN, Reason, SAVE_AS};
use crate::explorer::{Panel, State, Tab};
use crate::model::cadence::add_months;
use crate::scenario::parameter::{Kind, Value};
use crate::scenario::{registry, team};
use crate::widgets::scroll::turned;

pub(super) fn always(_: &State) -> Option<Reason> {
    None
}

pub(super) fn step_table(state: &mut State, rows: isize, columns: isize) {
    state.change_focused_table(|table, sheet| table.step(sheet, rows, columns));
}

/// A screenful of the focused table, less one row to keep the place.
pub(super) fn page_of_rows(state: &State) -> isize {
    let rows = match state.focused_panel() {
        Some(Panel::Sheet(id)) => state.regions.page_of(&id),
        _ => 1,
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

pub(super) fn shift_date(state: &mut State, months: i32) {
    if let Value::Date(date) = state.facts.definitions.value(&state.scenario, registry::AS_OF) {
        state.step_to(registry::AS_OF, Value::Date(add_months(date, months)));
    }
}

pub(super) fn switch_edition(state: &mut State) {
    let mut scenario = state.scenario.clone();
    scenario.edition = scenario.edition.other();
    state.notice = Some(format!("Now reading the {} edition of the figures.", scenario.edition));
    state.change(scenario);
}

pub(super) fn switch_baseline(state: &mut State) {
    let definitions = &state.facts.definitions;
    let present = definitions.choice_index(&state.scenario, registry::BASELINE_SET);
    let next = Value::Choice(turned(present, 1, definitions.entries(registry::BASELINE_SET).len()));
    let name = definitions.display(registry::BASELINE_SET, next);
    state.set(registry::BASELINE_SET, next);
    state.notice = Some(format!("Baseline: {name}."));
    state.shown_set = None;
}

pub(super) fn turn(state: &mut State, by: isize) {
    if let Some(tab) = Tab::ALL.get(turned(state.tab.index(), by, Tab::ALL.len())) {
        state.open(*tab);
    }
}

pub(super) fn not_a_share(state: &State) -> Option<Reason> {
    team::share(state.input()).is_none().then_some("Only shares of the team can be held.".into())
}

pub(super) fn not_a_number(state: &State) -> Option<Reason> {
    let number = matches!(registry::get(state.input()).kind, Kind::Number { .. });
    (!number).then_some("This input has no ends.".into())
}

pub(super) fn no_table(state: &State) -> Option<Reason> {
    state.is_presenting().then_some("Large letters have no rows to filter.".into())
}

pub(super) fn not_on_performance(state: &State) -> Option<Reason> {
    (state.tab != Tab::Performance).then_some("Benchmark sets are on the Performance page.".into())
}

pub(super) fn not_on_concurrency(state: &State) -> Option<Reason> {
    (state.tab != Tab::Concurrency).then_some("The simulated machine is on the Concurrency page.".into())
}

pub(super) fn nothing_to_save(state: &State) -> Option<Reason> {
    (!state.is_changed()).then(|| {
        format!("Nothing has changed; {} saves it under another name.", state.settings.keys.call(&SAVE_AS))
            .into()
    })
}

pub(super) fn not_pinned(state: &State) -> Option<Reason> {
    let pin = || format!("Nothing is pinned: {} pins the present state.", state.settings.keys.call(&PIN));
    state.pin.is_none().then(|| pin().into())
}
