//! Draws that fill the space of unknowns evenly, the same on every machine and in every frame.
//!
//! A lattice sequence (Cools, Kuo, Nuyens, "Constructing embedded lattice rules for multivariate integration", SIAM J.
//! Sci. Comput. 28, 2006), shifted once and for all: its first 2ⁿ points are spread far more evenly than random ones,
//! and more points refine what fewer have told.

use statrs::function::erf::erfc_inv;
use statrs::function::gamma::{gamma_lr, ln_gamma};

/// The generating vector that the authors found for up to 2²⁰ points, every pair of axes counting the same.
const GENERATORS: [u32; 48] = [
    1, 182_667, 469_891, 498_753, 110_745, 446_247, 250_185, 118_627, 245_333, 283_199, 408_519, 391_023,
    246_327, 126_539, 399_185, 461_527, 300_343, 69_681, 516_695, 436_179, 106_383, 238_523, 413_283, 70_841,
    47_719, 300_129, 113_029, 123_925, 410_745, 211_325, 17_489, 511_893, 40_767, 186_077, 519_471, 255_369,
    101_819, 243_573, 66_189, 152_143, 503_455, 113_217, 132_603, 463_967, 297_717, 157_383, 224_015,
    502_917,
];

/// How far each axis is shifted beyond the one before, in 2⁻³²: the golden section, which repeats itself last of all.
const SHIFT: u32 = 0x9e37_79b9;

/// One point of the unit cube of `N` dimensions. No coordinate is 0 or 1.
pub fn point<const N: usize>(index: u32) -> [f64; N] {
    const STEPS: f64 = 4_294_967_296.0;
    const { assert!(N <= GENERATORS.len(), "the generating vector is longer: take more of it") };
    // The radical inverse, as a fraction of 2³².
    let place = index.reverse_bits();
    let mut point = [0.0; N];
    for ((slot, generator), axis) in point.iter_mut().zip(GENERATORS).zip(1_u32..) {
        let coordinate = place.wrapping_mul(generator).wrapping_add(SHIFT.wrapping_mul(axis));
        *slot = (f64::from(coordinate) + 0.5) / STEPS;
    }
    point
}

/// The standard normal quantile.
pub fn normal_quantile(p: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * p)
}

/// Quantiles of a gamma distribution of scale 1, by interpolation between points of its distribution function.
///
/// Inverting that function for every draw would cost more than all the rest of a draw.
#[derive(Clone, Debug)]
struct GammaQuantiles {
    /// Probability and cube root of the quantile, ascending: the root bends least.
    knots: [(f64, f64); Self::KNOTS],
}

impl GammaQuantiles {
    const KNOTS: usize = 97;
    /// The knots reach to this many standard deviations.
    const REACH: f64 = 4.5;

    /// The distribution of a shape; everything is 0 for a shape of 0 or less.
    fn new(shape: f64) -> Self {
        let mut knots = [(1.0, 0.0); Self::KNOTS];
        if shape > 0.0 {
            for (index, knot) in (0_u32..).zip(&mut knots) {
                let z = Self::REACH * (2.0 * f64::from(index) / (Self::KNOTS - 1) as f64 - 1.0);
                let x = about_quantile(shape, z);
                *knot = if x > 0.0 { (gamma_lr(shape, x), x.cbrt()) } else { (0.0, 0.0) };
            }
        }
        Self { knots }
    }

    /// The quantile of a probability, 0..1.
    fn at(&self, p: f64) -> f64 {
        let above = self.knots.partition_point(|(probability, _)| *probability < p);
        let knot = |index: usize| self.knots.get(index).copied();
        let (low, high) = (above.checked_sub(1).and_then(knot), knot(above));
        let root = match (low, high) {
            (Some((p0, low)), Some((p1, high))) => low + (high - low) * (p - p0) / (p1 - p0),
            (Some((_, root)), None) => root,
            // Below the first knot there is next to nothing.
            (None, Some((p1, high))) => high * (p / p1),
            (None, None) => 0.0,
        };
        root * root * root
    }
}

/// Where the z-score `z` lies, well enough to place a knot: Wilson and Hilferty (1931), and for small shapes the
/// power law of the distribution near 0.
fn about_quantile(shape: f64, z: f64) -> f64 {
    let cube_root = |shape: f64| 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    if shape >= 1.0 {
        return shape * cube_root(shape).max(0.0).powi(3);
    }
    let p = 0.5 * statrs::function::erf::erfc(-z / std::f64::consts::SQRT_2);
    let near_zero = ((p.ln() + ln_gamma(shape + 1.0)) / shape).exp();
    // Far out, P(X > x) ≈ e^(−x)/Γ(shape) but for a power of x.
    near_zero.max(-(-p).ln_1p() - ln_gamma(shape))
}

/// Weights drawn around mean weights: Dirichlet with the concentration times the means, as gammas over their sum.
#[derive(Clone, Debug)]
pub struct Weights<const N: usize> {
    means: [f64; N],
    /// One for each mean that there is: knots are dear, and many weights are alike.
    gammas: Vec<GammaQuantiles>,
    /// Which of them is of which weight.
    places: [usize; N],
}

impl<const N: usize> Weights<N> {
    /// Around means that sum to one.
    pub fn around(means: [f64; N], concentration: f64) -> Self {
        let mut distinct: Vec<f64> = Vec::with_capacity(N);
        let places = means.map(|mean| {
            let place = distinct.iter().position(|known| known.total_cmp(&mean).is_eq());
            place.unwrap_or_else(|| {
                distinct.push(mean);
                distinct.len() - 1
            })
        });
        let gammas = distinct.into_iter().map(|mean| GammaQuantiles::new(concentration * mean)).collect();
        Self { means, gammas, places }
    }

    /// The weights of one draw, from one coordinate for each; they sum to one.
    pub fn draw(&self, coordinates: impl IntoIterator<Item = f64>) -> [f64; N] {
        let mut weights = [0.0; N];
        for ((slot, place), p) in weights.iter_mut().zip(self.places).zip(coordinates) {
            *slot = self.gammas.get(place).map_or(0.0, |gamma| gamma.at(p));
        }
        let sum: f64 = weights.iter().sum();
        if sum > 0.0 { weights.map(|weight| weight / sum) } else { self.means }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma};

    const DIMENSIONS: usize = 37;

    #[test]
    fn points_fill_every_axis_evenly() {
        let mut seen = [[0_u32; 16]; DIMENSIONS];
        for index in 0..1_024 {
            for (counts, coordinate) in seen.iter_mut().zip(point::<DIMENSIONS>(index)) {
                assert!(0.0 < coordinate && coordinate < 1.0);
                counts[(coordinate * 16.0) as usize] += 1;
            }
        }
        assert!(seen.iter().all(|counts| counts.iter().all(|count| *count == 64)), "{seen:?}");
    }

    #[test]
    fn no_two_axes_go_together() {
        let points: Vec<[f64; DIMENSIONS]> = (0..1 << 14).map(point).collect();
        for one in 0..DIMENSIONS {
            for other in 0..one {
                let product = |point: &[f64; DIMENSIONS]| 12.0 * (point[one] - 0.5) * (point[other] - 0.5);
                let correlation = points.iter().map(product).sum::<f64>() / points.len() as f64;
                // That of so many random points has a standard deviation of 0.008.
                assert!(correlation.abs() < 0.008, "{one} and {other}: {correlation}");
            }
        }
    }

    #[test]
    fn normal_quantiles_are_those_of_the_tables() {
        for (p, z) in
            [(0.5, 0.0), (0.9, 1.281_551_565_545), (0.025, -1.959_963_984_54), (1e-7, -5.199_337_582)]
        {
            assert!((normal_quantile(p) - z).abs() < 1e-9, "{p}");
        }
    }

    #[test]
    fn gamma_quantiles_are_close_to_the_exact_ones() {
        for shape in [0.05, 0.4, 0.99, 1.0, 2.5, 6.7, 20.0, 40.0] {
            let (table, exact) = (GammaQuantiles::new(shape), Gamma::new(shape, 1.0).unwrap());
            for percent in 1..100 {
                let p = f64::from(percent) / 100.0;
                let gap = (table.at(p) - exact.inverse_cdf(p)).abs();
                // A hundredth is a fortieth of a percent of the usual concentration.
                assert!(gap < f64::max(0.01, 0.001 * shape), "shape {shape}, {p}: off by {gap}");
            }
        }
        assert!(GammaQuantiles::new(0.0).at(0.99).abs() < 1e-300);
    }

    #[test]
    fn weights_keep_their_means_and_their_sum() {
        let means = [0.3, 0.3, 0.39, 0.01, 0.0];
        let weights = Weights::around(means, 40.0);
        let mut sums = [0.0; 5];
        for index in 0..4_096 {
            let drawn = weights.draw(point::<5>(index));
            assert!((drawn.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (sum, weight) in sums.iter_mut().zip(drawn) {
                *sum += weight / 4_096.0;
            }
        }
        for (drawn, mean) in sums.iter().zip(means) {
            assert!((drawn - mean).abs() < 1e-3, "{drawn} for {mean}");
        }
    }
}
