//! Where a priority flips the recommendation, in closed form.
//!
//! A priority moves weights only: sizes, and so the values of the criteria, stay. Before they are normalised, the
//! weighted sums of two alternatives are straight lines in the priority, and two lines cross once.

use super::{Flip, PRECISION, Point};
use crate::model::Alternative;
use crate::model::criteria;
use crate::model::sweep::Sweep;
use crate::scenario::parameter::{Key, Kind};
use crate::scenario::registry;

/// The flips along a priority, in the order of its values.
pub(super) fn of(sweep: &Sweep<'_>, key: Key, criterion: usize) -> Vec<Flip> {
    let Kind::Number { min, max, .. } = registry::get(key).kind else { return Vec::new() };
    let step = PRECISION * (max - min);
    let at = |value: f64| Point::of(sweep, key, value);
    let present = sweep.inputs()[key];
    let mut flips: Vec<Flip> = crossings(sweep, key, criterion)
        .into_iter()
        .filter(|crossing| (min..max).contains(crossing))
        .filter_map(|crossing| {
            let (low, high) = (at((crossing - step).max(min)), at((crossing + step).min(max)));
            (low.winner != high.winner).then(|| Flip::between(key, present, low, high))
        })
        .collect();
    flips.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Where three lines meet, each pair finds the same flip.
    flips.dedup_by(|a, b| (a.at - b.at).abs() <= 2.0 * step);
    flips
}

/// Where the sums of two alternatives cross, and 0: without any priority all weights are equal.
fn crossings(sweep: &Sweep<'_>, key: Key, criterion: usize) -> Vec<f64> {
    let raw = criteria::emphases(sweep.constants(), sweep.inputs());
    let per_point = criteria::emphases(sweep.constants(), &sweep.inputs().clone().with(key, 1.0));
    let standings = sweep.standings();
    let line = |alternative: Alternative| {
        let values = &standings[alternative].values;
        let others: f64 = raw
            .iter()
            .zip(values)
            .enumerate()
            .filter(|(index, _)| *index != criterion)
            .map(|(_, (weight, value))| weight * value)
            .sum();
        let slope = per_point.get(criterion).zip(values.get(criterion)).map_or(0.0, |(w, v)| w * v);
        (others, slope)
    };
    let mut crossings = vec![0.0];
    for (index, one) in Alternative::ALL.into_iter().enumerate() {
        for other in Alternative::ALL.into_iter().skip(index + 1) {
            let ((height, slope), (other_height, other_slope)) = (line(one), line(other));
            let crossing = (other_height - height) / (slope - other_slope);
            crossings.extend(Some(crossing).filter(|crossing| crossing.is_finite()));
        }
    }
    crossings
}
