//! What the recommendation rests on: flip points and the tornado.

use serde::Serialize;

use super::Subject;
use crate::model::tornado::{Bar, Setting};
use crate::scenario::parameter::Direction;
use crate::scenario::registry;

#[derive(Serialize)]
pub(super) struct FlipPart {
    input: &'static str,
    at: f64,
    direction: &'static str,
    from: &'static str,
    to: &'static str,
    feasible: bool,
    distance: f64,
    contested: Option<Contested>,
}

/// The stretch of values in which the winner changes several times.
#[derive(Serialize)]
struct Contested {
    low: f64,
    high: f64,
    changes: usize,
}

/// The nearest ones first.
pub(super) fn flips(subject: Subject<'_>) -> Vec<FlipPart> {
    let flips = &subject.analysis.flips;
    flips
        .by_distance()
        .into_iter()
        .map(|flip| FlipPart {
            input: registry::get(flip.key).id,
            at: flip.at,
            direction: match flip.direction {
                Direction::Up => "up",
                Direction::Down => "down",
            },
            from: flip.from.id(),
            to: flip.to.id(),
            feasible: flip.feasible,
            distance: flip.distance,
            contested: flips.zone(flip).map(|zone| Contested {
                low: zone.low,
                high: zone.high,
                changes: zone.changes,
            }),
        })
        .collect()
}

#[derive(Serialize)]
pub(super) struct BarPart {
    input: String,
    low: Place,
    high: Place,
    score_low: f64,
    score_high: f64,
    lead_low: f64,
    lead_high: f64,
    winner_low: &'static str,
    winner_high: &'static str,
}

/// A number, a factor on one, or the entry of a choice.
#[derive(Serialize)]
#[serde(untagged)]
enum Place {
    Number(f64),
    Entry(String),
}

/// The bars, the longest first.
pub(super) fn bars(subject: Subject<'_>) -> Vec<BarPart> {
    subject.analysis.tornado.iter().map(BarPart::from).collect()
}

impl From<&Bar> for BarPart {
    fn from(Bar { id, low, high, .. }: &Bar) -> Self {
        Self {
            input: id.clone(),
            score_low: low.score,
            score_high: high.score,
            lead_low: low.lead,
            lead_high: high.lead,
            winner_low: low.winner.id(),
            winner_high: high.winner.id(),
            low: Place::from(&low.at),
            high: Place::from(&high.at),
        }
    }
}

impl From<&Setting> for Place {
    fn from(setting: &Setting) -> Self {
        match setting {
            Setting::Number(number) | Setting::Factor(number) => Self::Number(*number),
            Setting::Entry(label) => Self::Entry(label.clone()),
        }
    }
}
