//! From what the pointer does to what should happen.

use super::SliderMetrics;

/// Which slider the pointer holds, among any number of sliders told apart by `Id`.
///
/// A press on a track captures its slider until that is let go of: a drag moves that slider and no other, also where
/// the pointer leaves the track in any direction. Whoever holds this lets go by putting a new one in its place.
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

    /// The button went down on a column of a slider's track. Returns the fraction of the track, 0 to 1, that the slider
    /// has to move to; a press on the thumb, which stands at `present`, takes hold of it without moving it.
    pub fn press(&mut self, id: Id, metrics: SliderMetrics, present: f64, column: u16) -> Option<f64> {
        self.captured = Some(Capture { id, metrics, column });
        let pressed = metrics.fraction_at(column)?;
        (metrics.cell_of(pressed) != metrics.cell_of(present)).then_some(pressed)
    }

    /// The pointer moved to a column with the button down, given the sliders on the screen with their geometry. Returns
    /// which of them has to move, and to which fraction of its track.
    pub fn drag(
        &mut self,
        column: u16,
        sliders: impl IntoIterator<Item = (Id, SliderMetrics)>,
    ) -> Option<(Id, f64)> {
        let capture = self.captured.as_mut()?;
        // The layout may have changed since the press, for instance because of what the drag brought about.
        let own: Vec<SliderMetrics> =
            sliders.into_iter().filter(|(id, _)| *id == capture.id).map(|(_, metrics)| metrics).collect();
        if let Some(metrics) = own.first().filter(|_| !own.contains(&capture.metrics)) {
            capture.metrics = *metrics;
        }
        let before = capture.metrics.fraction_at(capture.column)?;
        let now = capture.metrics.fraction_at(column)?;
        capture.column = column;
        let moved = capture.metrics.cell_of(before) != capture.metrics.cell_of(now);
        moved.then_some((capture.id, now))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    const UPPER: char = 'u';
    const LOWER: char = 'l';

    fn upper() -> SliderMetrics {
        SliderMetrics::new(Rect::new(10, 0, 11, 1))
    }

    fn lower() -> SliderMetrics {
        SliderMetrics::new(Rect::new(10, 1, 11, 1))
    }

    fn drag(interaction: &mut SliderInteraction<char>, columns: &[u16]) -> Vec<Option<(char, f64)>> {
        let sliders = [(UPPER, upper()), (LOWER, lower())];
        columns.iter().map(|column| interaction.drag(*column, sliders)).collect()
    }

    #[test]
    fn a_press_moves_and_a_drag_follows_wherever_the_pointer_goes() {
        let mut interaction = SliderInteraction::default();
        assert_eq!(interaction.press(UPPER, upper(), 0.5, 12), Some(0.2));
        let moves = drag(&mut interaction, &[13, 13, 90, 0]);
        assert_eq!(moves, [Some((UPPER, 0.3)), None, Some((UPPER, 1.0)), Some((UPPER, 0.0))]);
    }

    #[test]
    fn a_drag_that_began_elsewhere_moves_nothing() {
        assert_eq!(drag(&mut SliderInteraction::default(), &[12]), [None]);
    }

    #[test]
    fn taking_hold_of_the_thumb_leaves_a_finer_value_alone() {
        let mut interaction = SliderInteraction::default();
        assert_eq!(interaction.press(LOWER, lower(), 0.52, 15), None);
        assert_eq!(drag(&mut interaction, &[15, 16]), [None, Some((LOWER, 0.6))]);
    }
}
