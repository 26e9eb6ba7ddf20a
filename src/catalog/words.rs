//! Closed lists of words: an enum, its spelling in the files and on screen, and the way back, defined once.

/// A closed list of words that a data file may use in one place.
pub(super) trait Word: Copy + 'static {
    /// What the word is, for messages: "unit", "confidence".
    const WHAT: &'static str;
    /// Every word, in the order in which lists show them.
    const WORDS: &'static [Self];
    /// The word as the files spell it.
    fn spelling(self) -> &'static str;
}

/// Defines an enum together with its spelling: `ALL`, `name`, `from_name` and `Display`.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident: $what:literal {
            $($(#[$word_meta:meta])* $Word:ident = $text:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $Name {
            $($(#[$word_meta])* #[doc = concat!("Spelt `", $text, "`.")] $Word,)+
        }

        impl $Name {
            /// All of them, in the order in which lists show them.
            $vis const ALL: &'static [Self] = &[$(Self::$Word),+];

            /// The spelling in data files and on screen.
            $vis const fn name(self) -> &'static str {
                match self {
                    $(Self::$Word => $text),+
                }
            }

            /// The one with exactly this spelling.
            $vis fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$Word),)+
                    _ => None,
                }
            }
        }

        impl $crate::catalog::words::Word for $Name {
            const WHAT: &'static str = $what;
            const WORDS: &'static [Self] = Self::ALL;

            fn spelling(self) -> &'static str {
                self.name()
            }
        }

        /// As the position in the list.
        impl $crate::catalog::packed::Packed for $Name {
            fn pack(&self, parcel: &mut $crate::catalog::packed::Parcel) {
                $crate::catalog::packed::Packed::pack(&(*self as usize), parcel);
            }

            fn unpack(parcel: &mut $crate::catalog::packed::Unpacking<'_>) -> Option<Self> {
                Self::ALL.get(<usize as $crate::catalog::packed::Packed>::unpack(parcel)?).copied()
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

pub(super) use words;
