//! The scenarios that the program brings along, each with the passage of the article it stands for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::file::{self, FileError};
use super::{Definitions, Scenario};
use jiff::civil::Date;

const FILE: &str = "data/presets/presets.toml";
const TEXT: &str = include_str!("../../data/presets/presets.toml");

/// A scenario to start from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The stable name, as the command line takes it.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// The passage of the article that it was made from.
    pub passage: String,
    /// The scenario, in the form of a scenario file.
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Presets {
    preset: Vec<Preset>,
}

/// All presets, the default first.
pub fn all() -> &'static [Preset] {
    // A test rules out that the file compiled into the program is broken.
    static ALL: LazyLock<Vec<Preset>> = LazyLock::new(|| parse(TEXT).unwrap_or_default());
    &ALL
}

/// The preset of a name, which alone opens it.
pub fn named(name: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.name == name)
}

fn parse(text: &str) -> Result<Vec<Preset>, toml::de::Error> {
    toml::from_str::<Presets>(text).map(|presets| presets.preset)
}

impl Preset {
    /// The scenario of this preset.
    ///
    /// # Errors
    /// When its body is not a valid scenario, which a test rules out for the ones compiled in.
    pub fn scenario(&self, definitions: &Definitions, today: Date) -> Result<Scenario, FileError> {
        file::read(
            definitions,
            &format!("{FILE} ({})", self.name),
            &self.body,
            Scenario::new(&self.name, today),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_preset_is_a_valid_scenario_and_the_first_changes_nothing() {
        let catalog = Catalog::load(None).unwrap();
        let definitions = Definitions::bind(&catalog).unwrap();
        let presets = parse(TEXT).unwrap();
        assert_eq!(presets.len(), all().len());
        let names: Vec<&str> = presets.iter().map(|preset| preset.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "saas-backend",
                "logistics-dashboard",
                "collaboration-backend",
                "forecasting-pipeline",
                "ml-inference",
                "edge-functions",
                "hybrid-product",
                "go-platform-team"
            ]
        );
        for (position, preset) in presets.iter().enumerate() {
            let scenario = preset.scenario(&definitions, jiff::civil::date(2026, 11, 22)).unwrap();
            assert_eq!(scenario.is_untouched(), position == 0, "{}", preset.name);
            assert!(!preset.passage.is_empty());
        }
    }

    #[test]
    fn the_file_is_read_once() {
        assert!(std::ptr::eq(all(), all()));
        assert!(std::ptr::eq(&raw const all()[0], named("saas-backend").unwrap()));
    }
}
