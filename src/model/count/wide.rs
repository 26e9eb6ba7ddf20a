//! Just enough wide integer arithmetic to divide products of decimals exactly.

use std::cmp::Ordering;

/// Three coefficients of at most 120 bits and the power of ten that aligns two products stay below 700 bits.
const LIMBS: usize = 12;

/// An unsigned integer of 768 bits, least significant limb first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide([u64; LIMBS]);

impl Wide {
    pub(super) const ONE: Self = {
        let mut limbs = [0; LIMBS];
        limbs[0] = 1;
        Self(limbs)
    };

    pub(super) fn is_zero(&self) -> bool {
        self.0.iter().all(|&limb| limb == 0)
    }

    /// `None` when the product does not fit.
    pub(super) fn checked_mul(self, factor: u128) -> Option<Self> {
        let mut low = self.checked_mul_limb(factor as u64)?;
        let high = (factor >> 64) as u64;
        if high == 0 {
            return Some(low);
        }
        let mut carry = false;
        let shifted = self.checked_mul_limb(high)?;
        let (&top, rest) = shifted.0.split_last()?;
        for (limb, &add) in low.0.iter_mut().skip(1).zip(rest) {
            let (sum, over) = limb.overflowing_add(add);
            let (sum, over_again) = sum.overflowing_add(carry.into());
            (*limb, carry) = (sum, over || over_again);
        }
        (top == 0 && !carry).then_some(low)
    }

    fn checked_mul_limb(mut self, factor: u64) -> Option<Self> {
        let mut carry = 0;
        for limb in &mut self.0 {
            let product = u128::from(*limb) * u128::from(factor) + carry;
            *limb = product as u64;
            carry = product >> 64;
        }
        (carry == 0).then_some(self)
    }

    /// ⌈self ÷ divisor⌉ for a divisor above zero; `None` when it needs more than 64 bits.
    ///
    /// The least `n` with `n · divisor ≥ self`, by bisection: no long division, and no more steps than bits.
    pub(super) fn div_ceil(&self, divisor: &Self) -> Option<u64> {
        let reaches = |n: u64| divisor.checked_mul_limb(n).is_none_or(|product| product >= *self);
        if !reaches(u64::MAX) {
            return None;
        }
        let (mut low, mut high) = (0, u64::MAX);
        while low < high {
            let middle = low + (high - low) / 2;
            if reaches(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn product(factors: &[u128]) -> Wide {
        factors.iter().try_fold(Wide::ONE, |product, &factor| product.checked_mul(factor)).unwrap()
    }

    #[test]
    fn overflow_is_noticed() {
        let most = product(&[u128::MAX; 6]);
        assert_eq!(most.checked_mul(2), None);
        assert_eq!(most.checked_mul(1 << 64), None);
        assert!(most.checked_mul(1).is_some());
    }

    #[test]
    fn quotients_beyond_64_bits_are_refused() {
        assert_eq!(product(&[1 << 64]).div_ceil(&Wide::ONE), None);
        assert_eq!(product(&[u128::from(u64::MAX)]).div_ceil(&Wide::ONE), Some(u64::MAX));
        assert_eq!(product(&[0]).div_ceil(&Wide::ONE), Some(0));
    }

    proptest! {
        #[test]
        fn common_factors_cancel(n in 1..u64::MAX, a: u128, b: u128, c in 1..u128::MAX) {
            let (a, b) = (a | 1, b | 1);
            let divisor = product(&[a, b, c]);
            let multiple = divisor.checked_mul(n.into()).unwrap();
            prop_assert_eq!(multiple.div_ceil(&divisor), Some(n));
        }

        #[test]
        fn agrees_with_128_bits(a: u128, b in (1_u128 << 64)..u128::MAX) {
            prop_assert_eq!(product(&[a]).div_ceil(&product(&[b])).map(u128::from), Some(a.div_ceil(b)));
        }
    }
}
