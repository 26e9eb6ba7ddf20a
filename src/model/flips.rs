//! Where the recommendation changes as one input is moved.
//!
//! The identity of the winner is bisected, not a difference of scores: rounding up to whole workers makes scores jump,
//! and a root finder would find roots where nothing changes.

mod weights;

use std::ops::Range;

use super::alternative::Alternative;
use super::contest::Verdict;
use super::criteria;
use super::part::Part;
use super::sweep::Sweep;
use crate::scenario::parameter::{Direction, Key, Kind, Scale, Value};
use crate::scenario::registry::{self, BUDGET_USD};

/// A sentence names the nearest flips of this many inputs; with so many known, no others need be looked for.
pub const NEAREST: usize = 3;
/// How far is looked at a time, in shares of a slider's length on either side of the present value: all of it only
/// where what lies near is not enough.
const REACHES: [f64; 4] = [0.125, 0.25, 0.5, f64::INFINITY];
/// Points along each slider at which the winner is looked at.
const SCAN: u32 = 64;
/// A flip is located to this share of the slider's length.
const PRECISION: f64 = 1e-7;
/// Three flips or more within this share of the slider's length are one contested zone.
const ZONE: f64 = 0.1;

/// The winner changes between two values of an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The input that is moved, all others staying.
    pub key: Key,
    /// The last value found at which the winner is [`Flip::from`].
    pub before: f64,
    /// The first value found at which the winner is [`Flip::to`]: next to the other as far as the input can tell. No
    /// budget, which is 0, lies above the greatest.
    pub at: f64,
    /// Where it lies from the present value.
    pub direction: Direction,
    /// The winner on the side of the present value.
    pub from: Alternative,
    /// The winner beyond.
    pub to: Alternative,
    /// Whether the winner beyond keeps every hard limit; where it breaks one, all do, and it is ahead on points alone.
    pub feasible: bool,
    /// How far it is from the present value, as a share of the slider's length.
    pub distance: f64,
}

/// A stretch of an input on which the winner changes three times or more: there the recommendation hangs on roundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContestedZone {
    /// The input.
    pub key: Key,
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// How often the winner changes within.
    pub changes: usize,
}

/// The flips of every numeric input, as far as they have been looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flips {
    /// In the order of the registry, and of the values of each input.
    pub all: Vec<Flip>,
    /// In the same order.
    pub zones: Vec<ContestedZone>,
    /// Every flip nearer than this is among them, as a share of a slider's length.
    reach: f64,
}

impl Flips {
    /// All flips of all inputs.
    pub fn of(sweep: &Sweep<'_>) -> Self {
        let mut flips = Self::default();
        while !flips.are_complete() {
            flips.add(flips.beyond(sweep, Part::WHOLE));
        }
        flips
    }

    /// Whether these are all that there are.
    pub fn are_complete(&self) -> bool {
        self.next_reach().is_none()
    }

    /// Whether the nearest few are among them.
    pub fn tell_nearest(&self) -> bool {
        self.are_complete() || self.nearest().len() >= NEAREST
    }

    fn next_reach(&self) -> Option<f64> {
        REACHES.into_iter().find(|reach| *reach > self.reach)
    }

    /// Looks on where these end, for the inputs of a part: scans, and bisects where neighbours differ. Priorities have
    /// a closed form, and are done with the first look.
    pub(super) fn beyond(&self, sweep: &Sweep<'_>, part: Part) -> Vec<Flip> {
        let Some(reach) = self.next_reach() else { return Vec::new() };
        let inputs = registry::keys().enumerate().filter(|(position, _)| part.has(*position));
        let flips =
            inputs.flat_map(|(_, key)| match criteria::ALL.iter().position(|one| one.priority == key) {
                Some(_) if self.reach > 0.0 => Vec::new(),
                Some(criterion) => weights::of(sweep, key, criterion),
                None => scan(sweep, key, self.reach..reach),
            });
        flips.collect()
    }

    /// Adds what all parts have found where these end.
    pub(super) fn add(&mut self, beyond: Vec<Flip>) {
        self.all.extend(beyond);
        let place = |flip: &Flip| rank(flip.key, flip.at);
        self.all.sort_by(|a, b| a.key.cmp(&b.key).then(place(a).total_cmp(&place(b))));
        self.zones = self.all.chunk_by(|a, b| a.key == b.key).flat_map(zones).collect();
        self.reach = self.next_reach().unwrap_or(self.reach);
    }

    /// The nearest flip of each input, nearest first; without those that a nearer one may yet come before.
    pub fn nearest(&self) -> Vec<&Flip> {
        let mut nearest: Vec<&Flip> = Vec::new();
        for flip in self.by_distance().into_iter().take_while(|flip| flip.distance < self.reach) {
            if nearest.iter().all(|other| other.key != flip.key) {
                nearest.push(flip);
            }
        }
        nearest
    }

    /// All of them, the nearest first.
    pub fn by_distance(&self) -> Vec<&Flip> {
        let mut flips: Vec<&Flip> = self.all.iter().collect();
        flips.sort_by(|a, b| a.distance.total_cmp(&b.distance));
        flips
    }

    /// The contested zone that a flip belongs to.
    pub fn zone(&self, flip: &Flip) -> Option<&ContestedZone> {
        self.zones.iter().find(|zone| zone.key == flip.key && (zone.low..=zone.high).contains(&flip.at))
    }
}

/// A value of the input with who wins there.
#[derive(Clone, Copy)]
struct Point {
    value: f64,
    winner: Alternative,
    feasible: bool,
}

impl Point {
    fn of(sweep: &Sweep<'_>, key: Key, value: f64) -> Self {
        let Verdict { first: winner, feasible, .. } = sweep.at(key, Value::Number(input(value)));
        Self { value, winner, feasible }
    }
}

/// Where a value stands among the others: a budget of 0 sets none, and so is beyond every other.
fn rank(key: Key, value: f64) -> f64 {
    if key == BUDGET_USD && value <= 0.0 { f64::INFINITY } else { value }
}

/// The value of the input that stands there.
const fn input(rank: f64) -> f64 {
    if rank.is_finite() { rank } else { 0.0 }
}

/// The flips between neighbours on the slider, the nearer of which lies so far from the present value.
fn scan(sweep: &Sweep<'_>, key: Key, distances: Range<f64>) -> Vec<Flip> {
    let row = registry::get(key);
    let Kind::Number { .. } = row.kind else { return Vec::new() };
    let present = rank(key, sweep.inputs()[key]);
    let place = row.fraction(present);
    let at = |value: f64| Point::of(sweep, key, value);
    let mut values: Vec<f64> =
        (0..SCAN).map(|point| rank(key, row.at_fraction(f64::from(point) / f64::from(SCAN - 1)))).collect();
    values.push(present);
    values.sort_by(f64::total_cmp);
    values.dedup();
    let mut flips = Vec::new();
    let mut last: Option<Point> = None;
    for (low, high) in values.iter().copied().zip(values.iter().copied().skip(1)) {
        let near = if low >= present { low } else { high };
        if !distances.contains(&(row.fraction(near) - place).abs()) {
            continue;
        }
        let mut before = last.filter(|point| point.value.total_cmp(&low).is_eq()).unwrap_or_else(|| at(low));
        let here = at(high);
        // More often than once where a third wins in between; the bound is for safety.
        for _ in 0..SCAN {
            if before.winner == here.winner {
                break;
            }
            let (low, high) = bisect(key, before, here, at);
            flips.push(Flip::between(key, present, low, high));
            before = high;
        }
        last = Some(here);
    }
    flips
}

/// Narrows two values with different winners down to neighbours: where the winner at the lower one first loses.
fn bisect(key: Key, mut low: Point, mut high: Point, at: impl Fn(f64) -> Point) -> (Point, Point) {
    let row = registry::get(key);
    // A bound for safety: so many halvings exhaust any float.
    for _ in 0..64 {
        if row.fraction(high.value) - row.fraction(low.value) < PRECISION {
            break;
        }
        let Some(value) = between(key, low.value, high.value) else { break };
        let middle = at(value);
        if middle.winner == low.winner {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low, high)
}

/// The value in the middle, on the scale of the slider; none between neighbours.
fn between(key: Key, low: f64, high: f64) -> Option<f64> {
    let Kind::Number { scale, whole, .. } = registry::get(key).kind else { return None };
    let middle = match scale {
        Scale::Log | Scale::LogWithZero(_) if low > 0.0 => (low * high).sqrt(),
        Scale::Linear | Scale::Log | Scale::LogWithZero(_) => f64::midpoint(low, high),
    };
    let middle = if whole { middle.round() } else { middle };
    (low < middle && middle < high).then_some(middle)
}

impl Flip {
    /// The flip between two neighbours, seen from the present value.
    fn between(key: Key, present: f64, low: Point, high: Point) -> Self {
        let (direction, near, far) =
            if low.value >= present { (Direction::Up, low, high) } else { (Direction::Down, high, low) };
        let row = registry::get(key);
        Self {
            key,
            before: input(near.value),
            at: input(far.value),
            direction,
            from: near.winner,
            to: far.winner,
            feasible: far.feasible,
            distance: (row.fraction(far.value) - row.fraction(present)).abs(),
        }
    }
}

/// Runs of flips that lie close together.
fn zones(flips: &[Flip]) -> Vec<ContestedZone> {
    let mut zones: Vec<ContestedZone> = Vec::new();
    let place = |flip: &Flip| registry::get(flip.key).fraction(flip.at);
    // The step between the greatest budget and none is no stretch of the slider.
    let is_stretch = |flip: &&Flip| [flip.before, flip.at].iter().all(|end| rank(flip.key, *end).is_finite());
    let mut rest = flips.split_at(flips.iter().take_while(is_stretch).count()).0;
    while let [first, ..] = rest {
        let run = rest.iter().take_while(|flip| place(flip) - place(first) <= ZONE).count();
        let (within, beyond) = rest.split_at(run);
        if let ([first, _, .., last], true) = (within, run > 2) {
            let ends = [first.before, first.at, last.before, last.at];
            zones.push(ContestedZone {
                key: first.key,
                low: ends.into_iter().fold(f64::INFINITY, f64::min),
                high: ends.into_iter().fold(f64::NEG_INFINITY, f64::max),
                changes: run,
            });
            rest = beyond;
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    zones
}
