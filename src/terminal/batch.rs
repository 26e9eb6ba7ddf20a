//! Thinning out a batch of events.

use crossterm::event::{Event, KeyEventKind, MouseEventKind};

/// Leaves out what has no effect: key releases, bare pointer movement, focus changes, all but the last of
/// consecutive drags and all but the last resize.
///
/// A drag only ever sets a value, so that a slow redraw must not make the pointer's past trail behind it. Turns of
/// the wheel are kept: each one counts.
pub(super) fn thin_out(events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        match &event {
            Event::Key(key) if key.kind == KeyEventKind::Release => continue,
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::Moved => continue,
            Event::FocusGained | Event::FocusLost => continue,
            Event::Resize(..) => kept.retain(|earlier| !matches!(earlier, Event::Resize(..))),
            Event::Mouse(drag) => {
                kept.pop_if(|earlier| {
                    matches!(drag.kind, MouseEventKind::Drag(_))
                        && matches!(earlier, Event::Mouse(last) if last.kind == drag.kind)
                });
            }
            Event::Key(_) | Event::Paste(_) => {}
        }
        kept.push(event);
    }
    kept
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent};

    use super::*;

    fn mouse(kind: MouseEventKind, column: u16) -> Event {
        Event::Mouse(MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE })
    }

    fn key(kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, kind))
    }

    #[test]
    fn the_last_of_consecutive_drags_is_kept() {
        let left = MouseEventKind::Drag(MouseButton::Left);
        let right = MouseEventKind::Drag(MouseButton::Right);
        let press = MouseEventKind::Down(MouseButton::Left);
        let events = vec![
            mouse(press, 0),
            mouse(left, 1),
            mouse(MouseEventKind::Moved, 9),
            mouse(left, 2),
            mouse(right, 3),
            mouse(left, 4),
        ];
        let expected = vec![mouse(press, 0), mouse(left, 2), mouse(right, 3), mouse(left, 4)];
        assert_eq!(thin_out(events), expected);
    }

    #[test]
    fn presses_and_turns_of_the_wheel_all_count() {
        let wheel = mouse(MouseEventKind::ScrollDown, 0);
        let press = mouse(MouseEventKind::Down(MouseButton::Left), 0);
        let events = vec![wheel.clone(), wheel, press.clone(), press];
        assert_eq!(thin_out(events.clone()), events);
    }

    #[test]
    fn one_resize_and_no_release_remain() {
        let events = vec![
            Event::Resize(1, 1),
            key(KeyEventKind::Press),
            key(KeyEventKind::Release),
            Event::FocusGained,
            key(KeyEventKind::Repeat),
            Event::Resize(2, 2),
        ];
        let expected = vec![key(KeyEventKind::Press), key(KeyEventKind::Repeat), Event::Resize(2, 2)];
        assert_eq!(thin_out(events), expected);
    }
}
