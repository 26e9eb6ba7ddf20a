//! Reads `data/` while the program is built: what is wrong there does not compile, and no start has to read it again.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use miniz_oxide::deflate::compress_to_vec;
use src::catalog::{BETWEEN, Catalog, FILES, named};
// The paths by which the rooms below know each other.
use src::{catalog, notation, quote};

/// The rooms of the program that know how `data/` is read.
#[expect(dead_code, unreachable_pub, unused_imports, reason = "a build reads, and asks for nothing")]
mod src {
    pub mod catalog;
    pub mod notation;
    pub mod quote;
}

/// How hard the texts are squeezed: as much as there is.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build.rs", "data", "src/catalog", "src/catalog.rs", "src/notation.rs", "src/quote.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let data = Path::new("data");
    let texts = FILES
        .iter()
        .map(|name| fs::read_to_string(data.join(name)).map_err(|error| format!("data/{name}: {error}")))
        .collect::<Result<Vec<String>, String>>()?;
    let files: Vec<(&'static str, &str)> =
        FILES.iter().zip(&texts).map(|(name, text)| (*name, text.as_str())).collect();
    let catalog = Catalog::from_texts(&files).map_err(|errors| {
        for line in errors.to_string().lines() {
            println!("cargo::error={line}");
        }
        "data/ cannot be read"
    })?;
    let missing = named::missing(&catalog);
    if !missing.is_empty() {
        return Err(
            format!("src/catalog/named.rs names figures that data/ lacks: {}", missing.join(", ")).into()
        );
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let parcel = catalog.packed();
    fs::write(out.join("catalog.bin"), parcel.numbers)?;
    fs::write(out.join("catalog.txt"), parcel.texts)?;
    fs::write(out.join("sources.bin"), compress_to_vec(texts.join(BETWEEN).as_bytes(), LEVEL))?;
    Ok(())
}
