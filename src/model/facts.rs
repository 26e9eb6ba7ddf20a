//! The facts in the form that the model reads.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::alternative::{Alternative, PerRuntime};
use super::cadence::Calendar;
use super::constants::Constants;
use super::outlook::Baseline;
use crate::catalog::{BenchmarkSet, Catalog, Edition, Finding, PerEdition, Runtime, Source, lint};
use crate::scenario::definitions::UnusableFact;
use crate::scenario::registry::SETTLE_MONTHS;
use crate::scenario::{Definitions, Inputs};

/// A catalog that has everything the formulas name.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The figures, for provenance.
    pub catalog: Catalog,
    /// The parameters with defaults and choices from the figures.
    pub definitions: Definitions,
    /// The release lines.
    pub calendar: Calendar,
    constants: PerEdition<Constants>,
    model_figures: Vec<String>,
    /// Once somebody has asked: a start needs one of them.
    lint: PerEdition<OnceLock<Vec<Finding>>>,
}

impl Facts {
    /// Takes a catalog into use.
    ///
    /// # Errors
    /// Names the first fact that the model needs and the catalog lacks, or has as no formula can bear it.
    pub fn new(catalog: Catalog) -> Result<Self, UnusableFact> {
        let mut model_figures = Vec::new();
        let constants = PerEdition::try_from_fn(|edition| {
            let (constants, read) = Constants::read(&catalog, edition)?;
            model_figures = read;
            Ok(constants)
        })?;
        Ok(Self {
            definitions: Definitions::bind(&catalog)?,
            calendar: Calendar::read(&catalog)?,
            constants,
            model_figures,
            lint: PerEdition::default(),
            catalog,
        })
    }

    /// The model's figures under an edition.
    pub const fn constants(&self, edition: Edition) -> &Constants {
        self.constants.get(edition)
    }

    /// The ids of the figures that the formulas read, the same under both editions.
    pub fn model_figures(&self) -> &[String] {
        &self.model_figures
    }

    /// Months until the end of life of the line to run of each runtime, at the date of the inputs.
    pub fn runway_months(&self, inputs: &Inputs) -> PerRuntime<f64> {
        PerRuntime::from_fn(|candidate| {
            self.calendar.runway_months(candidate.runtime, inputs.as_of, inputs[SETTLE_MONTHS])
        })
    }

    /// The first day that the newest publication may be of; none without any. Lists of releases do not count: they are
    /// renewed without the rest.
    pub fn newest(&self) -> Option<Date> {
        let is_of_releases = |source: &Source| {
            Runtime::CANDIDATES
                .into_iter()
                .any(|runtime| self.catalog.release_lines(runtime).any(|line| line.source == source.id))
        };
        let mut newest = None;
        for source in self.catalog.sources() {
            let published = Some(source.published.first_day());
            if published > newest && !is_of_releases(source) {
                newest = published;
            }
        }
        newest
    }

    /// The benchmark set that baselines come from: all of them are of one, and that of Node.js tells which.
    pub fn chosen_set(&self, baselines: &PerRuntime<Baseline>) -> Option<&BenchmarkSet> {
        let benchmark = self.catalog.benchmark(&baselines.of(Alternative::Node).fact.benchmark)?;
        self.catalog.benchmark_set(&benchmark.set)
    }

    /// What the lint found in all benchmark sets, under an edition.
    pub fn lint(&self, edition: Edition) -> &[Finding] {
        self.lint.get(edition).get_or_init(|| lint(&self.catalog, edition))
    }
}
