//! The explorer as a test drives it.

use std::sync::LazyLock;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use runtime_explorer::catalog::Catalog;
use runtime_explorer::explorer::{Effect, State, update_all};
use runtime_explorer::model::Facts;
use runtime_explorer::scenario::parameter::Key;
use runtime_explorer::scenario::{Scenario, assignment};
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

pub(crate) static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in()).unwrap());

pub(crate) const LOOK: Look = Look { theme: Theme::sixteen_colours(), glyphs: Glyphs::UNICODE };

/// The explorer on a screen, drawn after every batch of events as the real loop does.
pub(crate) struct App {
    pub(crate) state: State,
    pub(crate) screen: Terminal<TestBackend>,
    pub(crate) look: Look,
}

impl App {
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// With some inputs set, as `--set` does.
    pub(crate) fn with(inputs: &[&str]) -> Self {
        Self::sized((120, 40), inputs)
    }

    /// The same on a screen of so many columns and rows.
    pub(crate) fn sized((columns, rows): (u16, u16), inputs: &[&str]) -> Self {
        let mut scenario = Scenario::new("saas-backend", date(2026, 11, 22));
        assignment::assign(&FACTS.definitions, &mut scenario, inputs.iter().copied()).unwrap();
        let mut app = Self {
            state: State::new(FACTS.clone(), scenario),
            screen: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            look: LOOK,
        };
        app.draw();
        app
    }

    pub(crate) fn draw(&mut self) {
        let (state, look) = (&mut self.state, &self.look);
        self.screen.draw(|frame| state.regions = ui::draw(frame, state, look)).unwrap();
    }

    pub(crate) fn apply(&mut self, event: Event) -> Effect {
        let is_key = matches!(event, Event::Key(_));
        let effect = update_all(&mut self.state, [event]);
        // Nobody holds a key here: each is pressed a while after the last one.
        if is_key {
            self.state.history.end_run();
        }
        self.draw();
        effect
    }

    pub(crate) fn key(&mut self, code: KeyCode) -> Effect {
        self.apply(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    pub(crate) fn shift(&mut self, code: KeyCode) {
        self.apply(Event::Key(KeyEvent::new(code, KeyModifiers::SHIFT)));
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        for key in keys.chars() {
            self.key(KeyCode::Char(key));
        }
    }

    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> Effect {
        self.apply(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    }

    pub(crate) fn press(&mut self, (column, row): (u16, u16)) -> Effect {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    pub(crate) fn number(&self, key: Key) -> f64 {
        self.state.facts.definitions.number(&self.state.scenario, key)
    }

    pub(crate) fn shown(&self) -> String {
        self.screen.backend().to_string()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.screen.backend().to_string().lines().map(str::to_owned).collect()
    }

    /// Where a text stands on the screen: column and row.
    pub(crate) fn find(&self, text: &str) -> (u16, u16) {
        for (row, line) in self.lines().iter().enumerate() {
            // The backend puts each line in quotes.
            let line = line.trim_matches('"');
            if let Some(byte) = line.find(text) {
                return (line[..byte].chars().count() as u16, row as u16);
            }
        }
        panic!("{text:?} is not on the screen:\n{}", self.lines().join("\n"));
    }

    /// The first row of the track under the cursor, with its first and last column.
    pub(crate) fn track(&self, key: Key) -> (u16, u16, u16) {
        let (_, metrics) = self.state.regions.sliders().iter().find(|(slider, _)| *slider == key).unwrap();
        let track = metrics.track();
        (track.x, track.x + track.width - 1, track.y)
    }
}
