//! The panel of sliders: its cursor, and how keys change a value.

use std::sync::LazyLock;

use super::history::Run;
use super::{Focus, State};
use crate::model::cadence::add_months;
use crate::scenario::parameter::{Direction, Group, Key, Kind, Stride, Value, ValueError};
use crate::scenario::team::{self, Locks};
use crate::scenario::{Definitions, Scenario, registry};
use crate::sheets::wording::differences;
use crate::widgets::scroll::{moved, turned};

/// The cursor of the panel, what is locked, and what was moved last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputsPanel {
    cursor: usize,
    /// Shares of the team that stay when another is moved.
    pub locked: Locks,
    /// Whether it is away where there is room for it beside the page.
    pub is_away: bool,
    /// Whether it lies over the page where there is none, as long as it has the keys.
    pub is_over_page: bool,
    /// The step that a slider was moved by since the last frame.
    pub(super) last_step: Option<SliderStep>,
}

/// A step that a slider was moved by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SliderStep {
    pub(super) key: Key,
    pub(super) direction: Direction,
    pub(super) stride: Stride,
}

/// Columns from which the panel stands beside the page; where there are fewer, it lies over it.
pub const BESIDE: u16 = 100;

/// A line of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputLine {
    /// A heading.
    Group(Group),
    /// A slider.
    Input(Key),
}

/// The lines of the panel from top to bottom.
pub fn lines() -> impl Iterator<Item = InputLine> {
    Group::ALL.into_iter().flat_map(|group| {
        let inputs =
            registry::keys().filter(move |key| registry::get(*key).group == group).map(InputLine::Input);
        std::iter::once(InputLine::Group(group)).chain(inputs)
    })
}

/// The inputs from top to bottom.
static ORDER: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let input = |line| match line {
        InputLine::Input(key) => Some(key),
        InputLine::Group(_) => None,
    };
    lines().filter_map(input).collect()
});

/// The positions of the first input of each group.
fn group_starts() -> impl Iterator<Item = usize> {
    let group = |position: usize| ORDER.get(position).map(|key| registry::get(*key).group);
    (0..ORDER.len()).filter(move |position| *position == 0 || group(*position) != group(position - 1))
}

/// Where a value stands on its track, 0 at the left end and 1 at the right; dates have no track.
pub fn place_on_track(definitions: &Definitions, key: Key, value: Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(registry::get(key).fraction(number)),
        Value::Choice(index) => Some(index as f64 / last_entry(definitions, key).max(1) as f64),
        Value::Date(_) => None,
    }
}

/// The value at a place of the track: the inverse of [`place_on_track`].
pub fn value_on_track(definitions: &Definitions, key: Key, fraction: f64) -> Option<Value> {
    match registry::get(key).kind {
        Kind::Number { .. } => Some(Value::Number(registry::get(key).at_fraction(fraction))),
        Kind::Choice(_) => {
            let last = last_entry(definitions, key);
            Some(Value::Choice(((fraction * last as f64).round() as usize).min(last)))
        }
        Kind::Date => None,
    }
}

fn last_entry(definitions: &Definitions, key: Key) -> usize {
    definitions.entries(key).len().saturating_sub(1)
}

impl InputsPanel {
    /// The input under the cursor.
    pub fn key(&self) -> Key {
        ORDER.get(self.cursor).copied().unwrap_or(registry::RPS)
    }

    /// Puts the cursor on an input.
    pub fn select(&mut self, key: Key) {
        if let Some(position) = ORDER.iter().position(|candidate| *candidate == key) {
            self.cursor = position;
        }
    }

    /// Moves the cursor; the ends stop it.
    pub fn step(&mut self, by: isize) {
        self.cursor = moved(self.cursor, by, registry::COUNT);
    }

    /// Moves the cursor to the first input of the next group, or in the last group to its last.
    pub fn step_to_next_group(&mut self) {
        self.cursor = group_starts().find(|start| *start > self.cursor).unwrap_or(ORDER.len() - 1);
    }

    /// Moves the cursor to the first input of its group, or from there to that of the previous one.
    pub fn step_to_previous_group(&mut self) {
        self.cursor = group_starts().take_while(|start| *start < self.cursor).last().unwrap_or(0);
    }
}

impl State {
    /// Whether the screen has no room for the panel beside the page.
    fn is_narrow(&self) -> bool {
        (1..BESIDE).contains(&self.regions.frame.width)
    }

    /// Shows the panel, or takes it away, and gives the sliders the keys.
    pub(super) fn toggle_inputs(&mut self) {
        if self.is_narrow() {
            let is_seen = self.inputs.is_over_page && self.focus == Focus::Inputs;
            self.inputs.is_over_page = !is_seen;
        } else {
            self.inputs.is_away = !self.inputs.is_away;
        }
        self.focus = Focus::Inputs;
    }

    /// Takes the panel away from over the page; `false` when it does not lie there.
    pub(super) fn uncover_page(&mut self) -> bool {
        let covers = self.inputs.is_over_page && self.focus == Focus::Inputs && self.is_narrow();
        self.inputs.is_over_page &= !covers;
        covers
    }

    /// The input under the cursor.
    pub fn input(&self) -> Key {
        self.inputs.key()
    }

    /// Sets an input as a slider does: a share of the team moves the others that are not locked.
    pub fn set(&mut self, key: Key, value: Value) {
        match self.with(key, value) {
            Ok(scenario) => self.change(scenario),
            Err(refusal) => self.notice = Some(refusal.to_string()),
        }
    }

    /// The scenario with an input set as a slider does.
    pub(super) fn with(&self, key: Key, value: Value) -> Result<Scenario, ValueError> {
        let mut scenario = self.scenario.clone();
        let definitions = &self.facts.definitions;
        match (team::share(key), value) {
            (Some(position), Value::Number(percent)) => {
                let shares = team::shares(definitions, &scenario);
                let moved = team::moved(shares, position, percent, self.inputs.locked);
                team::put(definitions, &mut scenario, moved);
            }
            _ => definitions.set(&mut scenario, key, value)?,
        }
        Ok(scenario)
    }

    /// Moves the input under the cursor one stride.
    pub fn adjust(&mut self, direction: Direction, stride: Stride) {
        let step = SliderStep { key: self.input(), direction, stride };
        if let Some(value) = self.stepped(step) {
            self.step_to(step.key, value);
            self.inputs.last_step = Some(step);
        }
    }

    /// Sets an input by a key that may be held.
    pub(super) fn step_to(&mut self, key: Key, value: Value) {
        match self.with(key, value) {
            Ok(scenario) => self.change_within(Some(Run::Held(key, self.now)), scenario),
            Err(refusal) => self.notice = Some(refusal.to_string()),
        }
    }

    /// Where an input comes to by a step.
    pub(super) fn stepped(&self, SliderStep { key, direction, stride }: SliderStep) -> Option<Value> {
        match (&registry::get(key).kind, self.facts.definitions.value(&self.scenario, key)) {
            (Kind::Number { .. }, Value::Number(number)) => {
                Some(Value::Number(registry::get(key).stepped(number, direction, stride)))
            }
            (Kind::Choice(_), Value::Choice(index)) => {
                let by = match direction {
                    Direction::Down => -1,
                    Direction::Up => 1,
                };
                Some(Value::Choice(turned(index, by, self.facts.definitions.entries(key).len())))
            }
            (Kind::Date, Value::Date(date)) => {
                let months = match (direction, stride) {
                    (Direction::Down, Stride::Fine) => -1,
                    (Direction::Down, Stride::Coarse) => -12,
                    (Direction::Up, Stride::Fine) => 1,
                    (Direction::Up, Stride::Coarse) => 12,
                };
                Some(Value::Date(add_months(date, months)))
            }
            _ => None,
        }
    }

    /// Moves the input under the cursor to one end of its range.
    pub fn adjust_to_end(&mut self, direction: Direction) {
        let key = self.input();
        if let Kind::Number { min, max, .. } = registry::get(key).kind {
            let end = match direction {
                Direction::Down => min,
                Direction::Up => max,
            };
            self.set(key, Value::Number(end));
        }
    }

    /// Takes inputs back to their defaults.
    pub fn reset(&mut self, keys: impl IntoIterator<Item = Key>) {
        let mut scenario = self.scenario.clone();
        for key in keys {
            self.facts.definitions.reset(&mut scenario, key);
        }
        self.notice = Some(if scenario == self.scenario {
            "Already at the default.".to_owned()
        } else {
            let reset = differences::step(&self.facts.definitions, &self.scenario, &scenario);
            format!("Reset {reset}.")
        });
        self.change(scenario);
    }

    /// Locks the share under the cursor, or frees it.
    pub fn toggle_lock(&mut self) {
        if let Some(slot) = team::share(self.input()).and_then(|share| self.inputs.locked.get_mut(share)) {
            *slot = !*slot;
        }
    }
}
