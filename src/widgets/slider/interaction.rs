//! From what the pointer does to what should happen.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::SliderMetrics;

/// What the pointer did, as far as a slider cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerEvent {
    /// The main button went down.
    Press(Position),
    /// The pointer moved with the button down.
    Drag(Position),
    /// The button went up.
    Release(Position),
}

impl PointerEvent {
    /// The event behind a mouse report, if it is about the main button.
    pub fn from_mouse(mouse: MouseEvent) -> Option<Self> {
        let position = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Self::Press(position)),
            MouseEventKind::Drag(MouseButton::Left) => Some(Self::Drag(position)),
            MouseEventKind::Up(MouseButton::Left) => Some(Self::Release(position)),
            _ => None,
        }
    }
}

/// What a slider asks of the one who owns its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SliderCommand {
    /// Give the value that belongs to this fraction of the track, 0 to 1.
    SetFraction(f64),
}

/// Which slider the pointer holds, among any number of sliders told apart by `Id`.
///
/// A press on a track captures its slider until the button goes up: a drag moves that slider and no other, also where
/// the pointer leaves the track in any direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliderInteraction<Id> {
    captured: Option<Capture<Id>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Capture<Id> {
    id: Id,
    metrics: SliderMetrics,
    /// Where the pointer was last; a value finer than a cell stays as it is until the pointer leaves the cell.
    column: u16,
}

impl<Id> Default for SliderInteraction<Id> {
    fn default() -> Self {
        Self { captured: None }
    }
}

impl<Id: Copy + PartialEq> SliderInteraction<Id> {
    /// The slider that is being dragged.
    pub fn captured(&self) -> Option<Id> {
        self.captured.map(|capture| capture.id)
    }

    /// Takes in what the pointer did, given the sliders on the screen with their geometry and present fraction.
    ///
    /// A press on the thumb takes hold of it without moving it.
    pub fn handle(
        &mut self,
        event: PointerEvent,
        sliders: impl IntoIterator<Item = (Id, SliderMetrics, f64)>,
    ) -> Option<(Id, SliderCommand)> {
        match event {
            PointerEvent::Press(position) => {
                self.captured = None;
                let (id, metrics, present) =
                    sliders.into_iter().find(|(_, metrics, _)| metrics.hit(position))?;
                self.captured = Some(Capture { id, metrics, column: position.x });
                let pressed = metrics.fraction_at(position.x)?;
                (metrics.cell_of(pressed) != metrics.cell_of(present))
                    .then_some((id, SliderCommand::SetFraction(pressed)))
            }
            PointerEvent::Drag(position) => {
                let capture = self.captured.as_mut()?;
                // The layout may have changed since the press, for instance because of what the drag brought about.
                if let Some((_, metrics, _)) = sliders.into_iter().find(|(id, _, _)| *id == capture.id) {
                    capture.metrics = metrics;
                }
                let before = capture.metrics.fraction_at(capture.column)?;
                let now = capture.metrics.fraction_at(position.x)?;
                capture.column = position.x;
                let moved = capture.metrics.cell_of(before) != capture.metrics.cell_of(now);
                moved.then_some((capture.id, SliderCommand::SetFraction(now)))
            }
            PointerEvent::Release(_) => {
                self.captured = None;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    const UPPER: char = 'u';
    const LOWER: char = 'l';

    fn sliders() -> [(char, SliderMetrics, f64); 2] {
        [
            (UPPER, SliderMetrics::new(Rect::new(10, 0, 11, 1)), 0.5),
            (LOWER, SliderMetrics::new(Rect::new(10, 1, 11, 1)), 0.52),
        ]
    }

    fn run(events: &[PointerEvent]) -> Vec<Option<(char, SliderCommand)>> {
        let mut interaction = SliderInteraction::default();
        events.iter().map(|event| interaction.handle(*event, sliders())).collect()
    }

    fn at(x: u16, y: u16) -> Position {
        Position::new(x, y)
    }

    fn set(id: char, fraction: f64) -> (char, SliderCommand) {
        (id, SliderCommand::SetFraction(fraction))
    }

    use PointerEvent::{Drag, Press, Release};

    #[test]
    fn a_press_moves_and_a_drag_follows() {
        let commands = run(&[Press(at(12, 0)), Drag(at(13, 0)), Drag(at(13, 0)), Release(at(13, 0))]);
        assert_eq!(commands, [Some(set(UPPER, 0.2)), Some(set(UPPER, 0.3)), None, None]);
    }

    #[test]
    fn a_drag_keeps_its_slider_wherever_the_pointer_goes() {
        let commands = run(&[Press(at(12, 0)), Drag(at(16, 1)), Drag(at(90, 30)), Drag(at(0, 1))]);
        assert_eq!(commands, [0.2, 0.6, 1.0, 0.0].map(|fraction| Some(set(UPPER, fraction))));
    }

    #[test]
    fn a_drag_that_began_elsewhere_moves_nothing() {
        assert_eq!(run(&[Drag(at(12, 0))]), [None]);
        assert_eq!(run(&[Press(at(0, 5)), Drag(at(12, 0))]), [None, None]);
        assert_eq!(run(&[Press(at(12, 0)), Release(at(12, 0)), Drag(at(14, 0))])[2], None);
    }

    #[test]
    fn taking_hold_of_the_thumb_leaves_a_finer_value_alone() {
        assert_eq!(
            run(&[Press(at(15, 1)), Drag(at(15, 1)), Drag(at(16, 1))]),
            [None, None, Some(set(LOWER, 0.6))]
        );
    }

    #[test]
    fn only_the_main_button_counts() {
        use crossterm::event::KeyModifiers;
        let mouse = |kind| MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE };
        let from = |kind| PointerEvent::from_mouse(mouse(kind));
        assert_eq!(from(MouseEventKind::Down(MouseButton::Left)), Some(Press(at(3, 4))));
        assert_eq!(from(MouseEventKind::Down(MouseButton::Right)), None);
        assert_eq!(from(MouseEventKind::ScrollUp), None);
    }
}
