//! Escape sequences: those that begin with `ESC [` and with `ESC O`.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::Parsed;

/// The length of what was already matched, `ESC [` or `ESC O`.
const INTRODUCER: usize = 2;

/// No sequence that means anything to us has more bytes of parameters.
pub(super) const LONGEST: usize = 64;

/// What may end a sequence; control codes and characters beyond ASCII begin something else.
const PRINTABLE: std::ops::RangeInclusive<u8> = 0x20..=0x7e;

/// What an introducer is when nothing of a sequence follows it: a key with Alt.
pub(super) const ALT_BRACKET: KeyEvent = KeyEvent::new(KeyCode::Char('['), KeyModifiers::ALT);
/// The same of the other one.
pub(super) const ALT_O: KeyEvent =
    KeyEvent::new(KeyCode::Char('O'), KeyModifiers::ALT.union(KeyModifiers::SHIFT));

/// What follows `ESC O`: the cursor and function keys of the application keypad.
pub(super) fn single_shift(rest: &[u8]) -> Parsed {
    let Some(&last) = rest.first() else { return Parsed::Incomplete };
    match letter_key(last) {
        Some(code) => Parsed::key(INTRODUCER + 1, code, KeyModifiers::NONE),
        None if PRINTABLE.contains(&last) => Parsed::Complete(INTRODUCER + 1, None),
        None => Parsed::Complete(INTRODUCER, Some(Event::Key(ALT_O))),
    }
}

/// What follows `ESC [`: parameters and a last byte that says what they are about.
pub(super) fn control(rest: &[u8]) -> Parsed {
    // F1 to F5 of the Linux console end in a letter after a second bracket.
    if let Some((b'[', console)) = rest.split_first() {
        return match console.first() {
            Some(last @ b'A'..=b'E') => {
                Parsed::key(INTRODUCER + 2, KeyCode::F(last - b'A' + 1), KeyModifiers::NONE)
            }
            Some(last) if PRINTABLE.contains(last) => Parsed::Complete(INTRODUCER + 2, None),
            Some(_) => Parsed::Complete(INTRODUCER + 1, None),
            None => Parsed::Incomplete,
        };
    }
    let end = rest.iter().position(|byte| !is_parameter(*byte)).unwrap_or(rest.len());
    if end > LONGEST {
        return Parsed::TooLong(INTRODUCER + end);
    }
    let (parameters, tail) = rest.split_at(end);
    let used = INTRODUCER + end + 1;
    match tail.first() {
        None => Parsed::Incomplete,
        Some(b'~') if parameters == b"200" => Parsed::Paste(used),
        Some(last @ (b'M' | b'm')) if parameters.starts_with(b"<") => {
            Parsed::Complete(used, mouse(parameters, *last == b'm'))
        }
        Some(last) if is_last(*last) => match function_key(parameters, *last) {
            Some((code, modifiers)) => Parsed::key(used, code, modifiers),
            None => Parsed::Complete(used, None),
        },
        // Something else begins before this has ended, or where nothing had begun but a key.
        Some(_) if parameters.is_empty() => Parsed::Complete(INTRODUCER, Some(Event::Key(ALT_BRACKET))),
        Some(_) => Parsed::Complete(INTRODUCER + end, None),
    }
}

/// How many of the bytes belong to a sequence that is passed over, its beginning being gone, and whether it ends there.
pub(super) fn rest_of_too_long(bytes: &[u8]) -> (usize, bool) {
    match bytes.iter().position(|byte| !is_parameter(*byte)) {
        None => (bytes.len(), false),
        Some(end) => (end + usize::from(bytes.get(end).is_some_and(|last| is_last(*last))), true),
    }
}

fn is_parameter(byte: u8) -> bool {
    (0x20..=0x3f).contains(&byte)
}

fn is_last(byte: u8) -> bool {
    (0x40..=0x7e).contains(&byte)
}

fn function_key(parameters: &[u8], last: u8) -> Option<(KeyCode, KeyModifiers)> {
    let mut numbers = numbers(parameters);
    let first = numbers.next();
    let modifiers = numbers.next().flatten().map_or(KeyModifiers::NONE, modifiers);
    match last {
        b'Z' => Some((KeyCode::BackTab, modifiers | KeyModifiers::SHIFT)),
        b'~' => Some((numbered_key(first.flatten()?)?, modifiers)),
        _ => Some((letter_key(last)?, modifiers)),
    }
}

fn letter_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u16) -> Option<KeyCode> {
    let function = |base: u16| u8::try_from(number - base).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        // Gaps were left where the VT220 keyboard has them.
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28..=29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A modifier parameter is one more than the sum of its keys, of which the last is Meta: the Super of kitty's table does
/// not come without its protocol.
fn modifiers(parameter: u16) -> KeyModifiers {
    let keys = parameter.saturating_sub(1);
    [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::META)]
        .into_iter()
        .filter(|(bit, _)| keys & bit != 0)
        .fold(KeyModifiers::NONE, |all, (_, key)| all | key)
}

/// An SGR mouse report: button, column and row, both counted from 1.
fn mouse(parameters: &[u8], released: bool) -> Option<Event> {
    let mut numbers = numbers(parameters.get(1..)?);
    let mut next = || numbers.next().flatten();
    let (code, column, row) = (next()?, next()?, next()?);
    let moved = code & 32 != 0;
    let button = match code & 0b1100_0011 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (code & 0b1100_0011, button) {
        (_, Some(button)) if released => MouseEventKind::Up(button),
        (_, Some(button)) if moved => MouseEventKind::Drag(button),
        (_, Some(button)) => MouseEventKind::Down(button),
        (3, None) => MouseEventKind::Moved,
        (64, None) => MouseEventKind::ScrollUp,
        (65, None) => MouseEventKind::ScrollDown,
        (66, None) => MouseEventKind::ScrollLeft,
        (67, None) => MouseEventKind::ScrollRight,
        _ => return None,
    };
    let modifiers = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)]
        .into_iter()
        .filter(|(bit, _)| code & bit != 0)
        .fold(KeyModifiers::NONE, |all, (_, key)| all | key);
    Some(Event::Mouse(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers,
    }))
}

/// The parameters, without what some terminals put behind a colon.
fn numbers(parameters: &[u8]) -> impl Iterator<Item = Option<u16>> + '_ {
    parameters.split(|byte| *byte == b';').map(|parameter| {
        let number = parameter.split(|byte| *byte == b':').next()?;
        std::str::from_utf8(number).ok()?.parse().ok()
    })
}
