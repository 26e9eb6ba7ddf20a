//! An event changes the state, here and nowhere else.

use crossterm::event::{Event, KeyCode, KeyEvent, MouseEventKind};

use super::chord::Chord;
use super::files::Request;
use super::text_field::LONGEST;
use super::{Focus, Panel, State, command, cursor_keys, pointer};
use crate::notation;

/// What the loop around the state has to do after an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Draw, and wait for the next event.
    None,
    /// Leave.
    Quit,
    /// Leave without a question, and keep what is not saved aside.
    QuitNow,
    /// Give the terminal back until the shell brings us to the front again.
    Suspend,
    /// Do something with files, and tell the state what came of it.
    File(Request),
}

/// Applies everything that has happened since the last frame, up to the first event that concerns the loop, and
/// then brings all numbers up to date. Given an iterator by reference, it leaves what comes after that event.
pub fn update_all(state: &mut State, events: impl IntoIterator<Item = Event>) -> Effect {
    let effect = events.into_iter().map(|event| update(state, event)).find(|effect| *effect != Effect::None);
    state.settle();
    effect.unwrap_or(Effect::None)
}

/// Applies an event. Any event in any state is safe; what means nothing changes nothing.
fn update(state: &mut State, event: Event) -> Effect {
    if state.regions.is_too_small {
        return unseen(state, &event);
    }
    state.remember_scrolling();
    let (tab, panel) = (state.tab, state.focused_panel());
    let effect = react(state, event);
    // Whatever leads elsewhere has to be seen there.
    if state.tab != tab || state.focus != Focus::Inputs {
        state.presenting = None;
    }
    // Whoever goes elsewhere has typed the filter, and means something else by keys when they come back.
    if let Some(Panel::Sheet(id)) = panel.filter(|panel| state.focused_panel().as_ref() != Some(panel)) {
        state.stop_typing_filter(&id);
    }
    effect
}

/// An event while the screen is too small to show what it does: only the ways out count.
fn unseen(state: &mut State, event: &Event) -> Effect {
    match event {
        Event::Key(key) if key.is_press() => {
            let called =
                command::unseen(state).find(|command| state.settings.keys.calls(Chord::of(*key), command));
            called.map_or(Effect::None, |command| command.run(state))
        }
        Event::Resize(_, rows) => {
            state.settle_history_list(*rows);
            Effect::None
        }
        Event::Mouse(mouse) if matches!(mouse.kind, MouseEventKind::Up(_)) => pointer::pointer(state, *mouse),
        _ => Effect::None,
    }
}

fn react(state: &mut State, event: Event) -> Effect {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => {
            state.notice = None;
            press(state, key)
        }
        Event::Mouse(mouse) => {
            if matches!(mouse.kind, MouseEventKind::Down(_)) {
                state.notice = None;
            }
            pointer::pointer(state, mouse)
        }
        Event::Paste(text) => {
            state.notice = None;
            paste(state, &text);
            Effect::None
        }
        // The next frame finds the new size by itself, and more of the history may be seen in it.
        Event::Resize(_, rows) => {
            state.settle_history_list(rows);
            Effect::None
        }
        Event::Key(_) | Event::FocusGained | Event::FocusLost => Effect::None,
    }
}

fn press(state: &mut State, key: KeyEvent) -> Effect {
    let chord = Chord::of(key);
    if let Some(command) = state.settings.keys.find_urgent(chord) {
        return command.run(state);
    }
    if let Some(effect) = state.overlay_key(key) {
        return effect;
    }
    if filter_key(state, key) {
        return Effect::None;
    }
    if key.code == KeyCode::Esc && (state.stop_presenting() || state.uncover_page()) {
        return Effect::None;
    }
    if let Some(command) = command::find(state, chord) {
        return command.run(state);
    }
    state.notice = command::elsewhere(&state.settings.keys, chord);
    Effect::None
}

/// Typing into a table's filter; `false` when no filter is open, or the key means something else.
fn filter_key(state: &mut State, key: KeyEvent) -> bool {
    // Rows can be walked, and the table left, while the filter is open.
    if !state.is_filtering() || cursor_keys::in_form(key.code).is_some() {
        return false;
    }
    match key.code {
        KeyCode::Enter => state.change_focused_table(|table, _| table.filtering = false),
        KeyCode::Esc => state.clear_filter(),
        _ => {
            let mut is_taken = false;
            state.change_filter(|table| is_taken = table.filter.key(key).is_taken);
            return is_taken;
        }
    }
    true
}

fn paste(state: &mut State, text: &str) {
    let fits = state.paste_into_overlay(text).unwrap_or_else(|| {
        let mut fits = true;
        if state.is_filtering() {
            state.change_filter(|table| fits = table.filter.insert(text).is_taken);
        }
        fits
    });
    if !fits {
        state.notice = Some(format!(
            "What was pasted is cut: a field takes {} characters.",
            notation::count(LONGEST as u64)
        ));
    }
}
