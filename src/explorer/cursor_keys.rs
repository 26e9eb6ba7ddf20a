//! The keys that move a cursor among lines, the same in every form and list.

use crossterm::event::KeyCode;

/// Lines that a page key moves by.
const PAGE: isize = 10;

/// How far a key moves the cursor where characters are typed; none for a key that does something else.
pub(super) const fn in_form(code: KeyCode) -> Option<isize> {
    match code {
        KeyCode::Down | KeyCode::Tab => Some(1),
        KeyCode::Up | KeyCode::BackTab => Some(-1),
        KeyCode::PageDown => Some(PAGE),
        KeyCode::PageUp => Some(-PAGE),
        _ => None,
    }
}

/// The same where nothing is typed, and letters move it too.
pub(super) const fn in_list(code: KeyCode) -> Option<isize> {
    match code {
        KeyCode::Char('j') => Some(1),
        KeyCode::Char('k') => Some(-1),
        KeyCode::Char(' ') => Some(PAGE),
        KeyCode::Home | KeyCode::Char('g') => Some(isize::MIN),
        KeyCode::End | KeyCode::Char('G') => Some(isize::MAX),
        _ => in_form(code),
    }
}
