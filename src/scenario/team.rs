//! The team's shares: three parameters that always sum to exactly 100.
//!
//! They are moved in hundredths of a percent, as integers, so that the sum cannot drift.

use super::parameter::{Key, Value};
use super::{Definitions, Scenario, registry};

/// Which shares stay as they are when another is moved, in the order of [`registry::TEAM`].
pub type Locks = [bool; registry::TEAM.len()];

/// A whole team, in hundredths of a percent.
const WHOLE: u32 = 10_000;

/// The position of a share among the three, if the parameter is one.
pub fn share(key: Key) -> Option<usize> {
    registry::TEAM.iter().position(|candidate| *candidate == key)
}

/// The present shares in percent: JavaScript, Python, Go.
pub fn shares(definitions: &Definitions, scenario: &Scenario) -> [f64; 3] {
    registry::TEAM.map(|key| definitions.number(scenario, key))
}

/// Moves one share to `percent`; the others are rescaled in proportion, save those that are locked, which
/// limit how far it can go. The result sums to exactly 100 in hundredths of a percent.
pub fn moved(shares: [f64; 3], position: usize, percent: f64, locked: Locks) -> [f64; 3] {
    let hundredths = shares.map(|share| (share * 100.0).round().max(0.0) as u32);
    let free: Vec<usize> =
        (0..3).filter(|other| *other != position && !locked.get(*other).copied().unwrap_or(false)).collect();
    let held: u32 = hundredths
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != position && !free.contains(other))
        .map(|(_, share)| *share)
        .sum();
    let room = WHOLE.saturating_sub(held);
    let wanted = ((percent * 100.0).round().max(0.0) as u32).min(room);
    // With nobody free to give or take, the share is what the locked ones leave.
    let target = if free.is_empty() { room } else { wanted };
    let rest = room - target;
    let of = |other: &usize| hundredths.get(*other).copied().unwrap_or(0);
    let before: u32 = free.iter().map(of).sum();

    let mut result = hundredths;
    let mut given = 0;
    for (turn, other) in free.iter().enumerate() {
        let part = if turn + 1 == free.len() {
            rest - given
        } else if before == 0 {
            rest / free.len() as u32
        } else {
            // Rounded to the nearest hundredth; the last one takes what is left.
            (f64::from(rest) * f64::from(of(other)) / f64::from(before)).round() as u32
        };
        let part = part.min(rest - given);
        given += part;
        if let Some(slot) = result.get_mut(*other) {
            *slot = part;
        }
    }
    if let Some(slot) = result.get_mut(position) {
        *slot = target;
    }
    result.map(|share| f64::from(share) / 100.0)
}

/// Whether three shares make a whole team.
pub fn is_whole(shares: [f64; 3]) -> bool {
    (shares.iter().sum::<f64>() - 100.0).abs() < 1e-9
}

/// Writes the shares back; the default team counts as not set.
pub fn put(definitions: &Definitions, scenario: &mut Scenario, shares: [f64; 3]) {
    let values = shares.map(Value::Number);
    let untouched =
        registry::TEAM.iter().zip(values).all(|(key, value)| definitions.default(scenario, *key) == value);
    for (key, value) in registry::TEAM.iter().zip(values) {
        scenario.put(*key, (!untouched).then_some(value));
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values on the grid are exact, and must be")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_others_keep_their_proportion() {
        assert_eq!(moved([50.0, 35.0, 15.0], 0, 60.0, [false; 3]), [60.0, 28.0, 12.0]);
        assert_eq!(moved([100.0, 0.0, 0.0], 0, 50.0, [false; 3]), [50.0, 25.0, 25.0]);
        assert_eq!(moved([50.0, 35.0, 15.0], 2, 100.0, [false; 3]), [0.0, 0.0, 100.0]);
    }

    #[test]
    fn a_locked_share_stays_and_limits() {
        assert_eq!(moved([50.0, 35.0, 15.0], 0, 60.0, [false, true, false]), [60.0, 35.0, 5.0]);
        assert_eq!(moved([50.0, 35.0, 15.0], 0, 90.0, [false, true, false]), [65.0, 35.0, 0.0]);
        assert_eq!(moved([50.0, 35.0, 15.0], 0, 90.0, [false, true, true]), [50.0, 35.0, 15.0]);
    }

    proptest! {
        #[test]
        fn the_sum_is_exactly_a_hundred(
            moves in proptest::collection::vec((0usize..3, 0.0..=100.0f64, any::<[bool; 3]>()), 1..40),
        ) {
            let mut shares = [50.0, 35.0, 15.0];
            for (position, percent, locked) in moves {
                shares = moved(shares, position, percent, locked);
                let hundredths: u32 = shares.iter().map(|share| (share * 100.0).round() as u32).sum();
                prop_assert_eq!(hundredths, WHOLE);
                prop_assert!(is_whole(shares));
                prop_assert!(shares.iter().all(|share| (0.0..=100.0).contains(share)));
            }
        }
    }
}
