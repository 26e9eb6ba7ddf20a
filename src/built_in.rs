//! The files of `data/`, compiled in by `build.rs`.

use std::path::Path;

use miniz_oxide::inflate::decompress_to_vec;

use crate::catalog::{BETWEEN, Catalog, CatalogErrors, FILES};

/// The catalog of the files of `data/`, read and checked when the program was built: what stands where in the texts.
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The texts of that catalog.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/catalog.txt"));

/// The files themselves, deflated: nobody needs them but who lays others over them or writes them out.
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.bin"));

impl Catalog {
    /// The facts compiled into the program.
    ///
    /// ```
    /// use runtime_explorer::catalog::Catalog;
    ///
    /// let catalog = Catalog::built_in();
    /// assert!(catalog.figure("no.such.figure").is_none());
    /// ```
    ///
    /// # Panics
    ///
    /// Never: the build script wrote what is read, with the same types.
    #[expect(clippy::expect_used, reason = "nothing but the build script writes it")]
    pub fn built_in() -> Self {
        Self::unpacked(NUMBERS, TEXTS).expect("the build script wrote what this reads")
    }

    /// The facts compiled into the program, with those of a data directory laid over them.
    ///
    /// # Errors
    ///
    /// Those of [`Catalog::from_layers`].
    pub fn load(overlay: Option<&Path>) -> Result<Self, CatalogErrors> {
        match overlay {
            None => Ok(Self::built_in()),
            Some(_) => Self::from_layers(texts().iter().map(|(name, text)| (*name, text.as_str())), overlay),
        }
    }
}

/// Every file of `data/` with its text, in the order of [`FILES`].
///
/// # Panics
///
/// Never: the build script wrote what is read.
#[expect(clippy::expect_used, reason = "nothing but the build script writes them")]
pub fn texts() -> Vec<(&'static str, String)> {
    let inflated = decompress_to_vec(SOURCES).expect("the build script deflated them");
    let texts = String::from_utf8(inflated).expect("the build script wrote what this reads");
    FILES.iter().copied().zip(texts.split(BETWEEN).map(str::to_owned)).collect()
}
