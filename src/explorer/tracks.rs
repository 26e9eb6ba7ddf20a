//! Who would win along the tracks of the sliders.

use std::sync::Arc;

use super::inputs::value_on_track;
use crate::model::contest::Verdict;
use crate::model::sweep::Sweep;
use crate::scenario::Definitions;
use crate::scenario::parameter::Key;
use crate::widgets::slider::SliderMetrics;

/// Who wins along the track of a slider of so many columns.
#[derive(Clone, Debug)]
pub struct Track {
    /// The slider.
    pub key: Key,
    /// Its columns.
    pub columns: u16,
    /// Who wins where the pointer would put the slider, cell by cell. Frames of the same scenario share it.
    pub winners: Arc<[Verdict]>,
}

impl Track {
    /// Finds out, cell by cell; nobody wins on a track of dates.
    pub fn along(sweep: &Sweep<'_>, definitions: &Definitions, key: Key, metrics: SliderMetrics) -> Self {
        let mut winners: Vec<Verdict> = Vec::new();
        let mut before = None;
        for fraction in metrics.fractions() {
            let Some(value) = value_on_track(definitions, key, fraction) else { break };
            // Short ranges have fewer values than cells.
            let winner = match winners.last() {
                Some(last) if before == Some(value) => *last,
                _ => sweep.at(key, value),
            };
            before = Some(value);
            winners.push(winner);
        }
        Self { key, columns: metrics.track().width, winners: winners.into() }
    }
}
