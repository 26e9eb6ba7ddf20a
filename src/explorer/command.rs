//! Every command, once: what keys, footer and help are read off.

mod actions;

use std::borrow::Cow;

use crossterm::event::KeyCode;

use super::chord::Chord;
use super::files::{Request, Then};
use super::key_map::KeyMap;
use super::overlay::help::HelpPage;
use super::{Effect, Panel, State, Tab};
use crate::model::simulator::Nanoseconds;
use crate::scenario::parameter::{Direction, Stride};
use crate::scenario::registry;
use actions::{
    always, no_table, not_a_number, not_a_share, not_on_concurrency, not_on_performance, not_pinned,
    nothing_to_save, page_of_rows, shift_date, step_table, switch_baseline, switch_edition, turn,
};

/// Something the user can do. There is one of each, and a name for it below: two are the same if their ids are.
#[derive(Debug)]
pub struct Command {
    /// The stable name, by which a configuration calls it.
    pub id: &'static str,
    /// What it does, for the help.
    pub title: &'static str,
    /// The word in the footer, if it stands there.
    pub footer: Option<&'static str>,
    /// Where it can be called.
    pub context: Context,
    /// The keys that call it unless the user has given it others; the first one is shown in the footer.
    pub keys: &'static [Chord],
    /// What it does to the state.
    run: fn(&mut State) -> Effect,
    /// Why it can do nothing now, if so.
    disabled: fn(&State) -> Option<Reason>,
}

/// Why a command can do nothing, in a sentence.
pub type Reason = Cow<'static, str>;

/// Where a command can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Everywhere.
    Everywhere,
    /// While the sliders have the focus.
    Inputs,
    /// While a table has the focus.
    Table,
    /// While the time axis of the releases has the focus.
    Timeline,
    /// While the lanes of the simulated machine have the focus.
    Lanes,
    /// While a pattern in code has the focus.
    Patterns,
}

impl Context {
    /// The heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Inputs => "Sliders",
            Self::Table => "Tables",
            Self::Timeline => "Release calendar",
            Self::Lanes => "Simulated machine",
            Self::Patterns => "Patterns in code",
        }
    }

    /// All of them, in the order of the help.
    pub const ALL: [Self; 6] =
        [Self::Inputs, Self::Table, Self::Timeline, Self::Lanes, Self::Patterns, Self::Everywhere];
}

impl Command {
    /// Does it, or says why it cannot.
    pub fn run(&self, state: &mut State) -> Effect {
        match (self.disabled)(state) {
            Some(reason) => {
                state.notice = Some(reason.into_owned());
                Effect::None
            }
            None => (self.run)(state),
        }
    }

    /// Why it can do nothing now, if so.
    pub fn disabled(&self, state: &State) -> Option<Reason> {
        (self.disabled)(state)
    }

    /// Whether it works whatever is open, also where text is typed.
    pub fn is_urgent(&self) -> bool {
        [&QUIT_NOW, &SUSPEND].contains(&self)
    }

    /// Where it works, behind the key that was pressed, or else its name; none if that is everywhere.
    pub fn elsewhere(&self, keys: &KeyMap, called: &str) -> Option<String> {
        let pane = keys.call(&NEXT_PANE);
        let place = match self.context {
            Context::Inputs => format!("the sliders: {pane} leads to them"),
            Context::Table => format!("the tables: {pane} leads to them"),
            Context::Timeline => {
                format!("the release calendar: {} and {pane} lead to it", keys.call(&CADENCE))
            }
            Context::Lanes => {
                format!("the simulated machine: {} and {pane} lead to it", keys.call(&CONCURRENCY))
            }
            Context::Patterns => {
                format!("the patterns in code: {} and {pane} lead to them", keys.call(&CONCURRENCY))
            }
            Context::Everywhere => return None,
        };
        Some(format!("{called} is for {place}."))
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Command {}

/// The command of a name.
pub fn named(id: &str) -> Option<&'static Command> {
    ALL.iter().copied().find(|command| command.id == id)
}

/// The context that has the focus; none where that has no commands of its own.
pub fn context(state: &State) -> Option<Context> {
    match state.focused_panel() {
        None => Some(Context::Inputs),
        Some(Panel::Sheet(_)) => Some(Context::Table),
        Some(Panel::Gantt) => Some(Context::Timeline),
        Some(Panel::Lanes) => Some(Context::Lanes),
        Some(Panel::Patterns) => Some(Context::Patterns),
        Some(Panel::Chart(_)) => None,
    }
}

/// The command that a chord calls now: one of the focus before one that works everywhere.
pub fn find(state: &State, chord: Chord) -> Option<&'static Command> {
    let mut contexts = context(state).into_iter().chain([Context::Everywhere]);
    contexts.find_map(|context| state.settings.keys.find(context, chord))
}

/// What can be called on a screen too small to show anything: what ends or suspends the program without a question.
pub fn unseen(state: &State) -> impl Iterator<Item = &'static Command> {
    let asks_nothing = state.overlay.is_none() && !state.is_changed();
    let counts = move |command: &&'static Command| command.is_urgent() || (asks_nothing && *command == &QUIT);
    ALL.iter().copied().filter(counts).filter(|command| command.disabled(state).is_none())
}

/// Where a chord that means nothing here would call something, if anywhere.
pub fn elsewhere(keys: &KeyMap, chord: Chord) -> Option<String> {
    // Whoever presses Esc wants to be where they are.
    let command = ALL
        .iter()
        .find(|command| keys.calls(chord, command) && ![&CLEAR_FILTER, &UNFOLLOW].contains(command))?;
    command.elsewhere(keys, &chord.ascii())
}

/// Runs an action that leaves the program running.
macro_rules! go {
    (|$state:ident| $body:expr) => {
        |$state| {
            $body;
            Effect::None
        }
    };
}

const fn key(code: KeyCode) -> Chord {
    Chord::key(code)
}

const fn char(char: char) -> Chord {
    Chord::char(char)
}

/// One row of the table below.
macro_rules! commands {
    ($(
        $context:ident $name:ident $id:literal $title:literal $footer:expr, [$($chord:expr),*], $run:expr, $disabled:expr;
    )*) => {
        $(
            #[doc = $title]
            pub static $name: Command = Command {
                id: $id, title: $title, footer: $footer, context: Context::$context,
                keys: &[$($chord),*], run: $run, disabled: $disabled,
            };
        )*

        /// Every command, in the order of the help.
        pub static ALL: &[&Command] = &[$(&$name),*];
    };
}

commands! {
    Inputs LOWER "lower" "one step down" Some("adjust"), [key(KeyCode::Left), char('h')],
        go!(|state| state.adjust(Direction::Down, Stride::Fine)), always;
    Inputs RAISE "raise" "one step up" Some("adjust"), [key(KeyCode::Right), char('l')],
        go!(|state| state.adjust(Direction::Up, Stride::Fine)), always;
    Inputs LOWER_COARSE "lower-coarse" "ten steps down, or to the previous of 1, 2, 5" Some("coarse"), [Chord::shift(KeyCode::Left), char('H')],
        go!(|state| state.adjust(Direction::Down, Stride::Coarse)), always;
    Inputs RAISE_COARSE "raise-coarse" "ten steps up, or to the next of 1, 2, 5" Some("coarse"), [Chord::shift(KeyCode::Right), char('L')],
        go!(|state| state.adjust(Direction::Up, Stride::Coarse)), always;
    Inputs RAISE_TO_END "raise-to-end" "to the upper end of the range" None, [char('>')],
        go!(|state| state.adjust_to_end(Direction::Up)), not_a_number;
    Inputs LOWER_TO_END "lower-to-end" "to the lower end of the range" None, [char('<')],
        go!(|state| state.adjust_to_end(Direction::Down)), not_a_number;
    Inputs TYPE_VALUE "type-value" "type a value" Some("type"), [key(KeyCode::Enter), char('=')],
        go!(|state| state.type_value()), always;
    Inputs PREVIOUS_INPUT "previous-input" "previous slider" Some("slider"), [key(KeyCode::Up), char('k')],
        go!(|state| state.inputs.step(-1)), always;
    Inputs NEXT_INPUT "next-input" "next slider" Some("slider"), [key(KeyCode::Down), char('j')],
        go!(|state| state.inputs.step(1)), always;
    Inputs NEXT_GROUP "next-group" "next group of sliders" None, [key(KeyCode::PageDown), char('}')],
        go!(|state| state.inputs.step_to_next_group()), always;
    Inputs PREVIOUS_GROUP "previous-group" "previous group of sliders" None, [key(KeyCode::PageUp), char('{')],
        go!(|state| state.inputs.step_to_previous_group()), always;
    Inputs FIRST_INPUT "first-input" "first slider" None, [key(KeyCode::Home), char('g')],
        go!(|state| state.inputs.select(registry::RPS)), always;
    Inputs LAST_INPUT "last-input" "last slider" None, [key(KeyCode::End), char('G')],
        go!(|state| state.inputs.step(isize::MAX)), always;
    Inputs RESET "reset" "reset to the default" Some("reset"), [char('r'), key(KeyCode::Delete), key(KeyCode::Backspace)],
        go!(|state| state.reset([state.input()])), always;
    Inputs RESET_GROUP "reset-group" "reset the whole group to its defaults" None, [char('R')],
        go!(|state| {
            let group = registry::get(state.input()).group;
            state.reset(registry::keys().filter(|key| registry::get(*key).group == group));
        }), always;
    Inputs LOCK_SHARE "lock-share" "hold this share of the team while others move" None, [char('x')],
        go!(|state| state.toggle_lock()), not_a_share;

    Table PREVIOUS_ROW "previous-row" "previous row" Some("row"), [key(KeyCode::Up), char('k')],
        go!(|state| step_table(state, -1, 0)), always;
    Table NEXT_ROW "next-row" "next row" Some("row"), [key(KeyCode::Down), char('j')],
        go!(|state| step_table(state, 1, 0)), always;
    Table PREVIOUS_COLUMN "previous-column" "previous column" Some("column"), [key(KeyCode::Left), char('h')],
        go!(|state| step_table(state, 0, -1)), always;
    Table NEXT_COLUMN "next-column" "next column" Some("column"), [key(KeyCode::Right), char('l')],
        go!(|state| step_table(state, 0, 1)), always;
    Table PAGE_DOWN "page-down" "a screenful down" None, [key(KeyCode::PageDown)],
        go!(|state| { let rows = page_of_rows(state); step_table(state, rows, 0) }), always;
    Table PAGE_UP "page-up" "a screenful up" None, [key(KeyCode::PageUp)],
        go!(|state| { let rows = page_of_rows(state); step_table(state, -rows, 0) }), always;
    Table FIRST_ROW "first-row" "first row" None, [key(KeyCode::Home), char('g')],
        go!(|state| step_table(state, isize::MIN, 0)), always;
    Table LAST_ROW "last-row" "last row" None, [key(KeyCode::End), char('G')],
        go!(|state| step_table(state, isize::MAX, 0)), always;
    Table PROVENANCE "provenance" "where this cell comes from, or the table that it names" Some("source"), [key(KeyCode::Enter)],
        go!(|state| state.open_provenance()), always;
    Table SORT "sort" "sort by this column: descending, ascending, unsorted" Some("sort"), [char('s')],
        go!(|state| state.change_focused_table(|table, _| table.sort_by_cursor())), always;
    Table CLEAR_FILTER "clear-filter" "show all rows again" None, [key(KeyCode::Esc)],
        go!(|state| state.clear_filter()), always;
    Table FIRST_PANEL "first-panel" "back to the first table of the page" None, [key(KeyCode::Backspace)],
        go!(|state| state.focus_first_panel()), always;

    Timeline PREVIOUS_MONTH "previous-month" "one month earlier" Some("month"), [key(KeyCode::Left), char('h')],
        go!(|state| shift_date(state, -1)), always;
    Timeline NEXT_MONTH "next-month" "one month later" Some("month"), [key(KeyCode::Right), char('l')],
        go!(|state| shift_date(state, 1)), always;
    Timeline PREVIOUS_YEAR "previous-year" "one year earlier" Some("year"), [Chord::shift(KeyCode::Left), char('H')],
        go!(|state| shift_date(state, -12)), always;
    Timeline NEXT_YEAR "next-year" "one year later" Some("year"), [Chord::shift(KeyCode::Right), char('L')],
        go!(|state| shift_date(state, 12)), always;
    Timeline SCROLL_DOWN "scroll-down" "later lines" None, [key(KeyCode::Down), char('j')],
        go!(|state| state.scroll_timeline(1)), always;
    Timeline SCROLL_UP "scroll-up" "earlier lines" None, [key(KeyCode::Up), char('k')],
        go!(|state| state.scroll_timeline(-1)), always;
    Timeline TODAY "today" "back to today" Some("today"), [char('t'), char('r')],
        go!(|state| state.reset([registry::AS_OF])), always;

    Lanes PLAY "play" "play, or pause" Some("play"), [char(' ')],
        go!(|state| state.toggle_playing()), always;
    Lanes PREVIOUS_EVENT "previous-event" "previous event of the model" Some("event"), [key(KeyCode::Left), char('h')],
        go!(|state| state.previous_event()), always;
    Lanes NEXT_EVENT "next-event" "next event of the model" Some("event"), [key(KeyCode::Right), char('l')],
        go!(|state| state.next_event()), always;
    Lanes EARLIER "earlier" "a quarter of the view earlier" None, [Chord::shift(KeyCode::Left), char('H'), key(KeyCode::PageUp)],
        go!(|state| state.pan_lanes(-0.25)), always;
    Lanes LATER "later" "a quarter of the view later" None, [Chord::shift(KeyCode::Right), char('L'), key(KeyCode::PageDown)],
        go!(|state| state.pan_lanes(0.25)), always;
    Lanes ZOOM_IN "zoom-in" "zoom in around the cursor" Some("zoom"), [char('+'), char('=')],
        go!(|state| state.zoom_at_cursor(2.0)), always;
    Lanes ZOOM_OUT "zoom-out" "zoom out" Some("zoom"), [char('-')],
        go!(|state| state.zoom_at_cursor(0.5)), always;
    Lanes WHOLE_RUN "whole-run" "show the whole run" None, [char('0')],
        go!(|state| state.see_whole_run()), always;
    Lanes PREVIOUS_MODEL "previous-model" "previous model" Some("model"), [key(KeyCode::Up), char('k')],
        go!(|state| state.step_model(-1)), always;
    Lanes NEXT_MODEL "next-model" "next model" Some("model"), [key(KeyCode::Down), char('j')],
        go!(|state| state.step_model(1)), always;
    Lanes FOLLOW "follow" "follow the request at the cursor through all models" Some("follow"), [key(KeyCode::Enter)],
        go!(|state| state.highlight_request()), always;
    Lanes UNFOLLOW "unfollow" "stop following" None, [key(KeyCode::Esc)],
        go!(|state| state.lanes.highlight = None), always;
    Lanes FASTER "faster" "play faster" None, [char('>')],
        go!(|state| state.change_speed(1)), always;
    Lanes SLOWER "slower" "play slower" None, [char('<')],
        go!(|state| state.change_speed(-1)), always;
    Lanes RUN_START "run-start" "to the start of the run" None, [key(KeyCode::Home), char('g')],
        go!(|state| state.scrub(0)), always;
    Lanes RUN_END "run-end" "to the end of the run" None, [key(KeyCode::End), char('G')],
        go!(|state| state.scrub(Nanoseconds::MAX)), always;

    Patterns PREVIOUS_PATTERN "previous-pattern" "previous pattern" Some("pattern"), [key(KeyCode::Left), char('h')],
        go!(|state| state.turn_pattern(-1)), always;
    Patterns NEXT_PATTERN "next-pattern" "next pattern" Some("pattern"), [key(KeyCode::Right), char('l')],
        go!(|state| state.turn_pattern(1)), always;
    Patterns PATTERN_UP "pattern-up" "one line up" Some("scroll"), [key(KeyCode::Up), char('k')],
        go!(|state| state.scroll_pattern(-1)), always;
    Patterns PATTERN_DOWN "pattern-down" "one line down" Some("scroll"), [key(KeyCode::Down), char('j')],
        go!(|state| state.scroll_pattern(1)), always;
    Patterns PATTERN_PAGE_DOWN "pattern-page-down" "a screenful down" None, [key(KeyCode::PageDown)],
        go!(|state| state.page_pattern(1)), always;
    Patterns PATTERN_PAGE_UP "pattern-page-up" "a screenful up" None, [key(KeyCode::PageUp)],
        go!(|state| state.page_pattern(-1)), always;
    Patterns PATTERN_START "pattern-start" "to its first line" None, [key(KeyCode::Home), char('g')],
        go!(|state| state.scroll_pattern(isize::MIN)), always;
    Patterns PATTERN_END "pattern-end" "to its last line" None, [key(KeyCode::End), char('G')],
        go!(|state| state.scroll_pattern(isize::MAX)), always;

    Everywhere NEXT_PANE "next-pane" "next pane" Some("pane"), [key(KeyCode::Tab)],
        go!(|state| state.cycle_focus(1)), always;
    Everywhere PREVIOUS_PANE "previous-pane" "previous pane" None, [key(KeyCode::BackTab)],
        go!(|state| state.cycle_focus(-1)), always;
    Everywhere FILTER "filter" "show only rows with these words" Some("filter"), [char('/')],
        go!(|state| state.filter()), no_table;
    Everywhere PERFORMANCE "performance" "Performance" None, [char('1')], go!(|state| state.open(Tab::Performance)), always;
    Everywhere CONCURRENCY "concurrency" "Concurrency" None, [char('2')], go!(|state| state.open(Tab::Concurrency)), always;
    Everywhere CADENCE "cadence" "Release cadence" None, [char('3')], go!(|state| state.open(Tab::Cadence)), always;
    Everywhere HIRING "hiring" "Hiring" None, [char('4')], go!(|state| state.open(Tab::Hiring)), always;
    Everywhere DECISION "decision" "Decision" None, [char('5')], go!(|state| state.open(Tab::Decision)), always;
    Everywhere PRACTICES "practices" "Practices" None, [char('6')], go!(|state| state.open(Tab::Practices)), always;
    Everywhere SOURCES "sources" "Sources" None, [char('7')], go!(|state| state.open(Tab::Sources)), always;
    Everywhere NEXT_TAB "next-tab" "next page" None, [char(']')], go!(|state| turn(state, 1)), always;
    Everywhere PREVIOUS_TAB "previous-tab" "previous page" None, [char('[')], go!(|state| turn(state, -1)), always;
    Everywhere INPUTS "inputs" "show or hide the panel of all sliders" Some("sliders"), [char('i')],
        go!(|state| state.toggle_inputs()), always;
    Everywhere PRESENT "present" "recommendation, plan and slider in large letters for the room; Esc returns" Some("present"), [char('B')],
        go!(|state| state.present()), always;
    Everywhere PIN "pin" "pin this state: everything shows its change against it" Some("pin"), [char('p')],
        go!(|state| state.pin()), always;
    Everywhere UNPIN "unpin" "remove the pin" None, [char('P')], go!(|state| state.unpin()), not_pinned;
    Everywhere COMPARE "compare" "compare with what is pinned: outcomes, inputs, what made the difference" Some("compare"), [char('c')],
        go!(|state| state.open_comparison()), not_pinned;
    Everywhere BASELINE "baseline" "next benchmark set as the baseline" Some("baseline"), [char('b')],
        go!(|state| switch_baseline(state)), always;
    Everywhere BENCHMARK "benchmark" "look at the next benchmark set; the baseline stays" Some("benchmark"), [char('v')],
        go!(|state| state.look_at_next_set()), not_on_performance;
    Everywhere LONG_RUN "long-run" "simulate a million requests for each model" Some("million"), [char('m')],
        go!(|state| state.ask_for_long_run()), not_on_concurrency;
    Everywhere EDITION "edition" "switch between the audited figures and the article's" Some("edition"), [char('E')],
        go!(|state| switch_edition(state)), always;
    Everywhere GUARDRAILS "guardrails" "the team's own numbers against the guardrails" None, [char('o')],
        go!(|state| state.open_guardrails()), always;
    Everywhere SAVE "save" "save the scenario to its file" Some("save"), [char('w'), Chord::ctrl('s')],
        |state| state.save(Then::Stay), nothing_to_save;
    Everywhere SAVE_AS "save-as" "save the scenario to another file" None, [char('W')],
        go!(|state| state.name_file(Then::Stay)), always;
    Everywhere OPEN "open" "open a preset or a saved scenario" None, [char('O'), Chord::ctrl('o')],
        |state| state.open_list(), always;
    Everywhere IMPORT "import" "make your own load test the baseline" None, [char('I')],
        go!(|state| state.name_import()), always;
    Everywhere UNDO "undo" "undo" Some("undo"), [char('u')], go!(|state| state.undo()), always;
    Everywhere REDO "redo" "redo" None, [Chord::ctrl('r'), char('U')], go!(|state| state.redo()), always;
    Everywhere HISTORY "history" "every step and what it did; return to any of them" None, [char('y')],
        go!(|state| state.open_history()), always;
    Everywhere NOTES "notes" "meeting notes: write, edit, delete" Some("note"), [char('n')],
        go!(|state| state.open_notes()), always;
    Everywhere RESET_ALL "reset-all" "reset every slider to its default" None, [char('Z')],
        go!(|state| state.reset(registry::keys())), always;
    Everywhere EXPORT "export" "export record, report, table or calendar; copy the command line" Some("export"), [char('e')],
        go!(|state| state.open_export()), always;
    Everywhere PALETTE "palette" "find anything by name, or set a slider by its id" Some("find"), [char(':'), Chord::ctrl('p')],
        go!(|state| state.open_palette()), always;
    Everywhere THEME "theme" "choose a theme, previewed as the cursor moves" None, [char('T')], |_| Effect::File(Request::Themes), always;
    Everywhere HELP "help" "all keys, and from there the guide" Some("help"), [char('?')],
        go!(|state| state.open_help(HelpPage::Keys)), always;
    Everywhere GUIDE "guide" "what this page shows, how to read it, and its limits" None, [key(KeyCode::F(1))],
        go!(|state| state.open_help(HelpPage::Guide(state.tab))), always;
    Everywhere SUSPEND "suspend" "suspend; fg resumes" None, [Chord::ctrl('z')], |_| Effect::Suspend, always;
    Everywhere QUIT "quit" "quit; asks about unsaved changes" Some("quit"), [char('q')],
        |state| state.quit(), always;
    Everywhere QUIT_NOW "quit-now" "quit; asks about unsaved changes only once" None, [Chord::ctrl('c')],
        |state| state.quit_now(), always;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_have_one_name() {
        for (position, command) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(position + 1).all(|other| other.id != command.id), "{}", command.id);
        }
    }

    #[test]
    fn a_key_of_another_place_says_where_it_works() {
        let mut keys = KeyMap::default();
        let place = |keys: &KeyMap, chord| elsewhere(keys, chord);
        assert_eq!(place(&keys, char('s')).as_deref(), Some("s is for the tables: Tab leads to them."));
        assert_eq!(
            place(&keys, char('t')).as_deref(),
            Some("t is for the release calendar: 3 and Tab lead to it.")
        );
        assert_eq!(place(&keys, key(KeyCode::Esc)), None);
        assert_eq!(place(&keys, char('~')), None);
        keys.bind(&NEXT_PANE, vec![char('~')]);
        assert_eq!(place(&keys, char('s')).as_deref(), Some("s is for the tables: ~ leads to them."));
    }

    #[test]
    fn every_page_has_a_key() {
        let mut state = crate::explorer::State::new(
            crate::model::Facts::new(crate::catalog::Catalog::built_in()).unwrap(),
            crate::scenario::Scenario::new("test", jiff::civil::date(2026, 11, 22)),
        );
        for tab in Tab::ALL {
            assert!(!tab.command().keys.is_empty(), "{}", tab.title());
            tab.command().run(&mut state);
            assert_eq!(state.tab, tab);
        }
    }
}
