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

/// The tracks of one scenario, each of the width at which it was drawn last. Frames share them until one finds another.
#[derive(Clone, Debug, Default)]
pub struct Tracks(Arc<Vec<Track>>);

impl Tracks {
    /// The track of a slider of so many columns, if it is known.
    pub fn get(&self, key: Key, columns: u16) -> Option<&Track> {
        self.0.iter().find(|track| (track.key, track.columns) == (key, columns))
    }

    /// Keeps a track in the place of the one of the same slider: another width is one of another screen.
    pub fn keep(&mut self, track: Track) {
        let tracks = Arc::make_mut(&mut self.0);
        match tracks.iter_mut().find(|own| own.key == track.key) {
            Some(own) => *own = track,
            None => tracks.push(track),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::registry::{RPS, TEAM_JS};

    #[test]
    fn each_slider_has_one_track_of_the_width_it_was_drawn_at_last() {
        let track = |key, columns| Track { key, columns, winners: Vec::new().into() };
        let mut tracks = Tracks::default();
        for columns in 10..40 {
            tracks.keep(track(RPS, columns));
            tracks.keep(track(TEAM_JS, columns));
        }
        assert_eq!(tracks.0.len(), 2);
        assert!(tracks.get(RPS, 39).is_some() && tracks.get(TEAM_JS, 39).is_some());
        assert!(tracks.get(RPS, 38).is_none());
    }

    #[test]
    fn the_next_frame_shares_what_it_does_not_change() {
        let mut tracks = Tracks::default();
        tracks.keep(Track { key: RPS, columns: 9, winners: Vec::new().into() });
        let mut next = tracks.clone();
        assert!(Arc::ptr_eq(&tracks.0, &next.0));
        next.keep(Track { key: RPS, columns: 8, winners: Vec::new().into() });
        assert!(tracks.get(RPS, 9).is_some() && next.get(RPS, 9).is_none());
    }
}
