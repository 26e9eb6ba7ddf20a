//! How many workers, by exact arithmetic.
//!
//! Rounding up is a step function, and binary floating point stumbles at the step: `(50.0 * 1.1).ceil()` is 56.
//! Here every input is an [`Exact`] decimal and every answer the integer that rational arithmetic gives.
//!
//! The policies answer different questions and are shown side by side, never averaged: a factor of 0.5 on the
//! workers runs them at two thirds at most, derating them by 0.5 at one half, a target of 0.7 at 70 %.

mod exact;
mod wide;

use exact::Digits;
pub use exact::{Exact, ExactError};
use wide::Wide;

/// What one worker carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// Requests per second at saturation: the offered load is load ÷ capacity.
    PerSecond(Exact),
    /// Seconds of a worker per request: the offered load is load × service time.
    SecondsEach(Exact),
}

/// Why there is no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountError {
    /// A capacity or a utilisation target of zero carries nothing.
    NoCapacity,
    /// More workers than fit in 64 bits.
    TooMany,
}

impl std::fmt::Display for CountError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoCapacity => {
                "a worker with no capacity can carry no load; give a capacity and target above 0"
            }
            Self::TooMany => "the load needs more workers than can be counted; lower the load",
        })
    }
}

impl std::error::Error for CountError {}

/// Workers at full benchmark capacity: ⌈load ÷ capacity⌉, at least 1.
///
/// ```
/// use runtime_explorer::model::count::{Capacity, Exact, base};
/// let capacity = Capacity::PerSecond(Exact::parse("9340")?);
/// assert_eq!(base(Exact::parse("18680")?, capacity)?, 2);
/// assert_eq!(base(Exact::parse("18680.000000000000000001")?, capacity)?, 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`CountError::NoCapacity`] for a worker that carries nothing, [`CountError::TooMany`] past 64 bits. The same
/// holds for the other functions of this module.
pub fn base(load: Exact, per_worker: Capacity) -> Result<u64, CountError> {
    workers(load, per_worker, Exact::ONE, Exact::ONE)
}

/// The safety factor on the workers: ⌈[`base`] · (1 + factor)⌉.
///
/// # Errors
///
/// As [`base`].
pub fn article(load: Exact, per_worker: Capacity, factor: Exact) -> Result<u64, CountError> {
    let base = base(load, per_worker)?;
    // Whole workers come to whole numbers so often that floats would settle little.
    factor.on_top_of(base).map_or_else(
        || ceil_quotient([base.into(), factor.one_plus(), Exact::ONE], [Exact::ONE, Exact::ONE]),
        Ok,
    )
}

/// The safety factor on the load: ⌈load · (1 + factor) ÷ capacity⌉, at least 1.
///
/// # Errors
///
/// As [`base`].
pub fn on_load(load: Exact, per_worker: Capacity, factor: Exact) -> Result<u64, CountError> {
    workers(load, per_worker, factor.one_plus(), Exact::ONE)
}

/// The safety factor taken off the capacity: ⌈load ÷ (capacity · (1 − factor))⌉, at least 1; `None` when the
/// factor leaves no capacity (1 or more).
///
/// # Errors
///
/// As [`base`].
pub fn derated(load: Exact, per_worker: Capacity, factor: Exact) -> Result<Option<u64>, CountError> {
    factor.one_minus().map(|left| workers(load, per_worker, Exact::ONE, left)).transpose()
}

/// No worker busier than `target` (0.7 is 70 %): ⌈load ÷ (capacity · target)⌉, at least 1.
///
/// # Errors
///
/// As [`base`]; a target of 0 is [`CountError::NoCapacity`].
pub fn utilisation_cap(load: Exact, per_worker: Capacity, target: Exact) -> Result<u64, CountError> {
    workers(load, per_worker, Exact::ONE, target)
}

/// Workers spread over zones so that losing any one zone leaves enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZonePlan {
    /// Workers in each zone.
    pub per_zone: u64,
    /// Workers in all zones together.
    pub total: u64,
}

/// `workers` survive the loss of one of `zones` zones: ⌈workers ÷ (zones − 1)⌉ in each (static stability). One
/// zone, or none, is no redundancy: the workers as they are.
///
/// # Errors
///
/// [`CountError::TooMany`].
pub fn zone_loss(workers: u64, zones: u64) -> Result<ZonePlan, CountError> {
    if zones <= 1 {
        return Ok(ZonePlan { per_zone: workers, total: workers });
    }
    let per_zone = workers.div_ceil(zones - 1);
    let total = per_zone.checked_mul(zones).ok_or(CountError::TooMany)?;
    Ok(ZonePlan { per_zone, total })
}

fn workers(load: Exact, per_worker: Capacity, more: Exact, left: Exact) -> Result<u64, CountError> {
    let count = match per_worker {
        Capacity::PerSecond(rate) => ceil_quotient([load, more, Exact::ONE], [rate, left]),
        Capacity::SecondsEach(service) => ceil_quotient([load, more, service], [left, Exact::ONE]),
    }?;
    Ok(count.max(1))
}

/// ⌈product of the numerators ÷ product of the denominators⌉. Floats settle it unless the quotient is next to a
/// whole number; then digits do, of which most fit 64 bits, and almost all 128; long fractions take the wide path.
fn ceil_quotient(numerators: [Exact; 3], denominators: [Exact; 2]) -> Result<u64, CountError> {
    if let Some(count) = ceil_by_floats(&numerators, &denominators) {
        return Ok(count);
    }
    let (numerators, denominators) = (numerators.map(Exact::digits), denominators.map(Exact::digits));
    let shift = exponent(&numerators) - exponent(&denominators);
    let (up, down) = (shift.max(0).unsigned_abs(), shift.min(0).unsigned_abs());
    if let Some((a, b @ 1..)) = short(&numerators, up).zip(short(&denominators, down)) {
        return Ok(a.div_ceil(b));
    }
    if let Some((a, b)) = narrow(&numerators, up).zip(narrow(&denominators, down)) {
        if b == 0 {
            return Err(CountError::NoCapacity);
        }
        return u64::try_from(a.div_ceil(b)).map_err(|_| CountError::TooMany);
    }
    let a = wide(&numerators, up).ok_or(CountError::TooMany)?;
    let b = wide(&denominators, down).ok_or(CountError::TooMany)?;
    if b.is_zero() {
        return Err(CountError::NoCapacity);
    }
    a.div_ceil(&b).ok_or(CountError::TooMany)
}

/// The same by floats, where their error cannot reach the nearest whole number: five factors and four operations
/// are off by less than 10⁻¹⁴ of the quotient.
fn ceil_by_floats(numerators: &[Exact; 3], denominators: &[Exact; 2]) -> Option<u64> {
    const MARGIN: f64 = 1e-13;
    let product = |factors: &[Exact]| factors.iter().map(|factor| factor.to_f64()).product::<f64>();
    let quotient = product(numerators) / product(denominators);
    if !(0.0..1e12).contains(&quotient) {
        return None;
    }
    let whole = quotient as u64;
    let part = quotient - whole as f64;
    let margin = MARGIN * quotient.max(1.0);
    (margin < part && part < 1.0 - margin).then(|| whole + 1)
}

fn exponent(factors: &[Digits]) -> i32 {
    factors.iter().map(|factor| factor.exponent).sum()
}

fn short(factors: &[Digits], power_of_ten: u32) -> Option<u64> {
    let scale = 10_u64.checked_pow(power_of_ten)?;
    factors.iter().try_fold(scale, |product, factor| product.checked_mul(factor.coefficient.try_into().ok()?))
}

fn narrow(factors: &[Digits], power_of_ten: u32) -> Option<u128> {
    let scale = 10_u128.checked_pow(power_of_ten)?;
    factors.iter().try_fold(scale, |product, factor| product.checked_mul(factor.coefficient))
}

fn wide(factors: &[Digits], power_of_ten: u32) -> Option<Wide> {
    let coefficients = factors.iter().map(|factor| factor.coefficient);
    let tens = std::iter::repeat_n(10, power_of_ten as usize);
    coefficients.chain(tens).try_fold(Wide::ONE, Wide::checked_mul)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    #[test]
    fn floating_point_would_buy_a_worker_too_many() {
        let cases = [(50.0, 0.1, 55), (90.0, 0.1, 99), (100.0, 0.1, 110), (20.0, 0.35, 27)];
        for (load, factor, expected) in cases {
            let one = Capacity::PerSecond(Exact::ONE);
            assert_eq!(
                article(Exact::clamped(load), one, Exact::clamped(factor)),
                Ok(expected),
                "{load} · (1 + {factor})"
            );
        }
    }

    #[test]
    fn service_time_and_capacity_agree_where_the_reciprocal_is_exact() {
        for load in ["1", "799.999", "800", "800.001"] {
            let by_rate = base(exact(load), Capacity::PerSecond(exact("800")));
            assert_eq!(by_rate, base(exact(load), Capacity::SecondsEach(exact("0.00125"))), "{load}");
        }
    }

    #[test]
    fn nothing_is_carried_by_nothing() {
        let zero = exact("0");
        assert_eq!(base(Exact::ONE, Capacity::PerSecond(zero)), Err(CountError::NoCapacity));
        assert_eq!(
            utilisation_cap(Exact::ONE, Capacity::SecondsEach(Exact::ONE), zero),
            Err(CountError::NoCapacity)
        );
        assert_eq!(derated(Exact::ONE, Capacity::PerSecond(Exact::ONE), Exact::ONE), Ok(None));
        assert_eq!(base(zero, Capacity::PerSecond(Exact::ONE)), Ok(1));
    }

    #[test]
    fn overflow_is_an_error() {
        let most = exact("999999999999999");
        assert_eq!(base(most, Capacity::PerSecond(exact("0.000000000001"))), Err(CountError::TooMany));
        assert_eq!(zone_loss(u64::MAX, 2), Err(CountError::TooMany));
    }

    #[test]
    fn longest_fractions_take_the_wide_path_and_stay_exact() {
        let load = exact("100000.0000000000000000001");
        let service = exact("0.00001000000000000000000001");
        // 1.00000000000000000000000101…: one worker is just too few.
        assert_eq!(base(load, Capacity::SecondsEach(service)), Ok(2));
        let factor = exact("0.00000000000100000000001");
        assert_eq!(on_load(load, Capacity::SecondsEach(exact("0.00001")), factor), Ok(2));
        let thirds = exact("0.3333333333333333333333333");
        assert_eq!(
            utilisation_cap(exact("0.9999999999999999999999999"), Capacity::PerSecond(Exact::ONE), thirds),
            Ok(3)
        );
    }

    #[test]
    fn one_zone_is_no_redundancy() {
        assert_eq!(zone_loss(7, 1), Ok(ZonePlan { per_zone: 7, total: 7 }));
        assert_eq!(zone_loss(13, 3), Ok(ZonePlan { per_zone: 7, total: 21 }));
    }

    proptest! {
        #[test]
        fn few_digits_take_a_shorter_way_to_the_same_count(base in 1..=u64::MAX, thousandths in 0..5_000_u32) {
            let factor = exact(&format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000));
            let count = (u128::from(base) * u128::from(1_000 + thousandths)).div_ceil(1_000);
            let long_way = ceil_quotient([base.into(), factor.one_plus(), Exact::ONE], [Exact::ONE, Exact::ONE]);
            prop_assert_eq!(long_way, u64::try_from(count).map_err(|_| CountError::TooMany));
            if let Some(short_way) = factor.on_top_of(base) {
                prop_assert_eq!(u128::from(short_way), count);
            }
        }

        #[test]
        fn at_least_one_and_never_fewer_for_more_load(
            load in 0.0..1e6_f64, more in 0.0..1e6_f64, rate in 0.1..1e6_f64, factor in 0.0..3.0_f64,
            target in 0.01..1.0_f64,
        ) {
            let (load, more) = (Exact::clamped(load.max(1e-9)), Exact::clamped(load + more + 1e-9));
            let (factor, target) = (Exact::clamped(factor.max(1e-9)), Exact::clamped(target));
            for capacity in [Capacity::PerSecond(Exact::clamped(rate)), Capacity::SecondsEach(Exact::clamped(1.0 / rate))] {
                for count in [
                    |load, capacity, _, _| base(load, capacity),
                    |load, capacity, factor, _| article(load, capacity, factor),
                    |load, capacity, factor, _| on_load(load, capacity, factor),
                    |load, capacity, _, target| utilisation_cap(load, capacity, target),
                ] as [fn(Exact, Capacity, Exact, Exact) -> Result<u64, CountError>; 4] {
                    let few = count(load, capacity, factor, target).unwrap();
                    let many = count(more, capacity, factor, target).unwrap();
                    prop_assert!(1 <= few && few <= many);
                }
            }
        }
    }
}
