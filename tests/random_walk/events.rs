//! Anything that can happen to the explorer, at random.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use rand_xoshiro::rand_core::Rng;
use ratatui::layout::Size;
use runtime_explorer::explorer::command;
use runtime_explorer::scenario::{guardrails, registry};
use runtime_explorer::ui::LEAST_SIZE;

/// One step of the walk.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Events between two frames.
    Batch(Vec<Event>),
    /// The screen has another size.
    Resize(u16, u16),
    /// Time goes by.
    Time(Duration),
    /// The confidence has been refined.
    Refined,
    /// What may come next has been reckoned.
    Foreseen,
}

/// What is typed or pasted: values in and out of range, ids, names of files, and what no field should take as it is.
const TEXTS: [&str; 28] = [
    "1",
    "0",
    "-5",
    "25k",
    "1.5M",
    "1,000",
    "99.9%",
    "1e308",
    "nan",
    "2026-05-01",
    "0001-01-01",
    "9999-12-31",
    "strictest",
    "ours",
    "ours.toml",
    "/home/ann/theirs",
    "~/x.toml",
    "wrk.txt",
    "broken.toml",
    "go",
    "",
    "line\nline\ttab\u{1b}[2J",
    "日本語 e\u{301} 👩\u{200d}💻 \u{202e}",
    "⚠\u{fe0f}",
    "👨\u{200d}👩\u{200d}👧\u{200d}👦 🇩🇪 1\u{fe0f}\u{20e3} \u{200f}שלום\u{200b} กำ ｶ\u{ff9e}\tx\u{7}",
    "/",
    ".",
    "  ",
];

const CODES: [KeyCode; 14] = [
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Backspace,
    KeyCode::Delete,
];

/// Less than so many.
pub(crate) fn below(random: &mut impl Rng, count: usize) -> usize {
    ((u64::from(random.next_u32()) * count as u64) >> 32) as usize
}

pub(crate) fn one_of<T: Clone>(random: &mut impl Rng, all: &[T]) -> T {
    all.get(below(random, all.len())).unwrap().clone()
}

/// The next step on a screen of this size.
pub(crate) fn any(random: &mut impl Rng, size: Size) -> Step {
    match below(random, 100) {
        0 => resize(random),
        1 => Step::Time(Duration::from_millis(below(random, 2_000) as u64)),
        2 => Step::Refined,
        3 => Step::Foreseen,
        4..8 => Step::Batch(assignment(random)),
        8..11 => Step::Batch(vec![Event::Paste(text(random))]),
        11..14 => Step::Batch(typed(&text(random))),
        14..40 => Step::Batch(mouse(random, size)),
        _ => Step::Batch((0..=below(random, 3)).map(|_| key(random)).collect()),
    }
}

/// Mostly small screens, which are drawn quickly, and now and then any, also one on which nothing can be done.
fn resize(random: &mut impl Rng) -> Step {
    let (least, columns, rows) =
        if below(random, 4) == 0 { ((50, 14), 151, 47) } else { (LEAST_SIZE, 61, 15) };
    Step::Resize(least.0 + below(random, columns) as u16, least.1 + below(random, rows) as u16)
}

fn key(random: &mut impl Rng) -> Event {
    let event = match below(random, 20) {
        0..13 => {
            let command = command::ALL.get(below(random, command::ALL.len())).unwrap();
            one_of(random, command.keys).event()
        }
        13 => KeyEvent::new(KeyCode::Char(char::from(b' ' + below(random, 95) as u8)), KeyModifiers::NONE),
        14 => {
            let char = char::from_u32(random.next_u32() % 0x11_0000).unwrap_or('ß');
            KeyEvent::new(KeyCode::Char(char), one_of(random, &[KeyModifiers::NONE, KeyModifiers::ALT]))
        }
        15 => KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE),
        16 => KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE),
        _ => {
            let modifiers =
                [KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL, KeyModifiers::ALT];
            KeyEvent::new(one_of(random, &CODES), one_of(random, &modifiers))
        }
    };
    match below(random, 60) {
        0 => Event::FocusLost,
        1 => Event::FocusGained,
        _ => Event::Key(event),
    }
}

fn typed(text: &str) -> Vec<Event> {
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let characters = text.chars().map(|char| key(KeyCode::Char(char)));
    characters.chain([key(KeyCode::Enter)]).collect()
}

/// A value through the palette.
fn assignment(random: &mut impl Rng) -> Vec<Event> {
    let parameters = registry::ALL.iter().map(|row| row.id);
    let ids: Vec<&str> = parameters.chain(guardrails::ALL.iter().map(|guardrail| guardrail.id)).collect();
    let text = format!("{}={}", one_of(random, &ids), text(random));
    let escape = Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    let palette = Event::Key(KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL));
    [escape.clone(), escape, palette].into_iter().chain(typed(&text)).collect()
}

fn text(random: &mut impl Rng) -> String {
    match below(random, 12) {
        0 => one_of(random, &TEXTS).repeat(300),
        1..5 => below(random, 1_000).to_string(),
        _ => one_of(random, &TEXTS).to_owned(),
    }
}

/// A press, with what often follows it, anywhere on the screen and a little beyond.
fn mouse(random: &mut impl Rng, size: Size) -> Vec<Event> {
    let mut at = |kind| {
        let column = below(random, usize::from(size.width) + 2) as u16;
        let row = below(random, usize::from(size.height) + 2) as u16;
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    };
    let (down, drag, up) = (
        at(MouseEventKind::Down(MouseButton::Left)),
        at(MouseEventKind::Drag(MouseButton::Left)),
        at(MouseEventKind::Up(MouseButton::Left)),
    );
    let wheel = [at(MouseEventKind::ScrollUp), at(MouseEventKind::ScrollDown)];
    let others = [at(MouseEventKind::Moved), at(MouseEventKind::Down(MouseButton::Right))];
    match below(random, 8) {
        0 => vec![one_of(random, &wheel)],
        1 => vec![one_of(random, &others)],
        2 => vec![drag],
        3 => vec![down, drag],
        4 => vec![down, drag, up],
        _ => vec![down, up],
    }
}
