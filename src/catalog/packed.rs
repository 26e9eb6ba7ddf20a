//! The catalog as the program carries it: packed when it is built, unpacked at every start.
//!
//! A parcel has two parts: a text that holds all texts of the facts, each once, and numbers that say which of them
//! stands where. The compiler has seen that the text is one, so that a start neither copies its pieces nor reads them:
//! checking the bytes of every text again, as a format that mixes both has to, takes longer than all the rest.

use std::collections::HashMap;
use std::num::NonZeroU32;

use super::text::Text;

/// A catalog that has been packed.
#[derive(Debug, Default)]
pub struct Parcel {
    /// Everything but the texts, and where those stand.
    pub numbers: Vec<u8>,
    /// The texts, one directly after the other.
    pub texts: String,
    /// Where each of them begins.
    starts: HashMap<String, usize>,
}

/// A parcel that is being unpacked.
pub(super) struct Unpacking<'a> {
    /// Those that have not been read yet.
    numbers: &'a [u8],
    texts: &'static str,
}

/// What can be part of a parcel.
pub(super) trait Packed: Sized {
    /// Puts it at the end of a parcel.
    fn pack(&self, parcel: &mut Parcel);
    /// Takes it from the front of what is left; none where something else must have been packed.
    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self>;
}

/// Packs a struct field by field, and unpacks it in the same order. The one after a semicolon is left out, and is what
/// it is by default.
macro_rules! packed {
    ($Name:ident { $($field:ident),+ $(; $default:ident)? }) => {
        impl $crate::catalog::packed::Packed for $Name {
            fn pack(&self, parcel: &mut $crate::catalog::packed::Parcel) {
                let Self { $($field),+ $(, $default: _)? } = self;
                $($crate::catalog::packed::Packed::pack($field, parcel);)+
            }

            fn unpack(parcel: &mut $crate::catalog::packed::Unpacking<'_>) -> Option<Self> {
                Some(Self {
                    $($field: $crate::catalog::packed::Packed::unpack(parcel)?,)+
                    $($default: Default::default(),)?
                })
            }
        }
    };
}

pub(super) use packed;

impl<'a> Unpacking<'a> {
    pub(super) fn new(numbers: &'a [u8], texts: &'static str) -> Self {
        Self { numbers, texts }
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(byte)
    }
}

/// Seven bits to a byte, the lowest first; the high bit says that there are more. Most numbers are small.
impl Packed for u32 {
    fn pack(&self, parcel: &mut Parcel) {
        let mut rest = *self;
        while rest >= 0x80 {
            parcel.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        parcel.numbers.push(rest as u8);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let mut number = 0;
        for shift in (0..Self::BITS).step_by(7) {
            let byte = parcel.byte()?;
            number |= Self::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

/// A position or a length: far below 2³² in what a program can carry.
impl Packed for usize {
    #[expect(clippy::expect_used, reason = "only the build packs, and what does not fit must not be built")]
    fn pack(&self, parcel: &mut Parcel) {
        u32::try_from(*self).expect("4 GiB of facts are too many").pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        Self::try_from(u32::unpack(parcel)?).ok()
    }
}

impl Packed for NonZeroU32 {
    fn pack(&self, parcel: &mut Parcel) {
        self.get().pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        Self::new(u32::unpack(parcel)?)
    }
}

impl Packed for bool {
    fn pack(&self, parcel: &mut Parcel) {
        u32::from(*self).pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        match parcel.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

/// To the last bit.
impl Packed for f64 {
    fn pack(&self, parcel: &mut Parcel) {
        parcel.numbers.extend(self.to_le_bytes());
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let (&bytes, rest) = parcel.numbers.split_first_chunk()?;
        parcel.numbers = rest;
        Some(Self::from_le_bytes(bytes))
    }
}

/// As its place among all texts.
impl Packed for Text {
    fn pack(&self, parcel: &mut Parcel) {
        let start = *parcel.starts.entry(self.to_string()).or_insert_with(|| {
            let end = parcel.texts.len();
            parcel.texts.push_str(self);
            end
        });
        start.pack(parcel);
        self.len().pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let start = usize::unpack(parcel)?;
        let length = usize::unpack(parcel)?;
        parcel.texts.get(start..start.checked_add(length)?).map(Self::from)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, parcel: &mut Parcel) {
        self.is_some().pack(parcel);
        if let Some(value) = self {
            value.pack(parcel);
        }
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        if bool::unpack(parcel)? { T::unpack(parcel).map(Some) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, parcel: &mut Parcel) {
        self.len().pack(parcel);
        for value in self {
            value.pack(parcel);
        }
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let length = usize::unpack(parcel)?;
        // Nothing is packed in less than a byte: what is no parcel must not ask for more memory than there is.
        let mut values = Self::with_capacity(length.min(parcel.numbers.len()));
        for _ in 0..length {
            values.push(T::unpack(parcel)?);
        }
        Some(values)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, parcel: &mut Parcel) {
        self.0.pack(parcel);
        self.1.pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        Some((A::unpack(parcel)?, B::unpack(parcel)?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PartialDate, Place, Unit};
    use super::*;

    fn packed<T: Packed>(value: &T) -> (Vec<u8>, &'static str) {
        let mut parcel = Parcel::default();
        value.pack(&mut parcel);
        (parcel.numbers, parcel.texts.leak())
    }

    fn there_and_back<T: Packed>(value: &T) -> Option<T> {
        let (numbers, texts) = packed(value);
        let mut parcel = Unpacking::new(&numbers, texts);
        let value = T::unpack(&mut parcel);
        assert!(parcel.numbers.is_empty(), "nothing is left over");
        value
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            assert_eq!(there_and_back(&number), Some(number));
            assert_eq!(there_and_back(&NonZeroU32::new(number)), Some(NonZeroU32::new(number)));
        }
        for number in [0.0, -0.0, 0.1, -1.5e300, f64::MIN_POSITIVE] {
            assert_eq!(there_and_back(&number).map(f64::to_bits), Some(number.to_bits()));
        }
        for date in ["2018", "2029-10", "2026-10-28"].map(|text| text.parse::<PartialDate>().unwrap()) {
            assert_eq!(there_and_back(&date), Some(date));
        }
        for unit in Unit::ALL {
            assert_eq!(there_and_back(unit), Some(*unit));
        }
        let lists = (vec![Text::from("one"), Text::from(""), Text::from("zwölf")], Vec::<bool>::new());
        assert_eq!(there_and_back(&lists), Some(lists));
        assert_eq!(there_and_back(&(Some(true), None::<bool>)), Some((Some(true), None)));
    }

    #[test]
    fn a_text_stands_in_a_parcel_once() {
        let (_, texts) = packed(&["a", "bc", "a", "c"].map(Text::from).to_vec());
        assert_eq!(texts, "abcc");
    }

    #[test]
    #[should_panic(expected = "too many")]
    fn what_does_not_fit_is_not_packed() {
        packed(&(u32::MAX as usize + 1));
    }

    #[test]
    fn what_is_cut_short_or_something_else_is_no_parcel() {
        let value = (vec![Text::from("one"), Text::from("zwölf")], (1.5, 300_u32));
        let (numbers, texts) = packed(&value);
        for length in 0..numbers.len() {
            let mut parcel = Unpacking::new(&numbers[..length], texts);
            assert!(<(Vec<Text>, (f64, u32))>::unpack(&mut parcel).is_none(), "{length}");
        }
        let unpack = |numbers: &[u8]| Vec::<Text>::unpack(&mut Unpacking::new(numbers, "zwölf"));
        assert_eq!(unpack(&[1, 0, 2]), Some(vec![Text::from("zw")]));
        for numbers in [[1, 0, 3], [1, 0, 9], [1, 9, 0], [2, 0, 2]] {
            assert_eq!(unpack(&numbers), None, "{numbers:?}");
        }
        assert_eq!(unpack(&[0xff, 0xff, 0xff, 0xff, 0x0f]), None, "a length beyond all memory");
        assert_eq!(unpack(&[0x80; 6]), None, "a number without an end");
        let flags = [0, 1, 2, 0xff].map(|byte| bool::unpack(&mut Unpacking::new(&[byte], "")));
        assert_eq!(flags, [Some(false), Some(true), None, None]);
        assert_eq!(Place::unpack(&mut Unpacking::new(&[200, 1, 1, 1], "")), None, "no such file");
    }
}
