//! Where defaults and choices come from: figures and benchmarks of a catalog.

use std::fmt;

use super::{BaselineFact, Definitions, Entry};
use crate::catalog::{Catalog, Edition, Figure, Metric, PerEdition, Place, Runtime, Unit};
use crate::notation;
use crate::scenario::candidates::{CANDIDATES, Candidate};
use crate::scenario::parameter::{Choices, Initial, Key, Kind, Value};
use crate::scenario::registry;

/// A figure or benchmark that the program cannot do without, and that the data lack or have as no formula can bear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableFact {
    /// Where it stands, if it does.
    pub place: Option<Place>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl UnusableFact {
    fn missing(message: String) -> Self {
        Self { place: None, message }
    }

    fn at(figure: &Figure, message: String) -> Self {
        Self { place: Some(figure.place.clone()), message }
    }
}

impl fmt::Display for UnusableFact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(out, "{place}: ")?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for UnusableFact {}

/// A figure that somebody cannot do without.
///
/// # Errors
/// When there is none of that id.
pub(crate) fn needed<'a>(catalog: &'a Catalog, id: &str, by: &str) -> Result<&'a Figure, UnusableFact> {
    let missing = || UnusableFact::missing(format!("the data have no figure {id}, which {by} needs"));
    catalog.figure(id).ok_or_else(missing)
}

/// A figure that somebody cannot do without, in the unit of their formulas and from `least` to what these can bear.
///
/// # Errors
/// When there is none of that id, or it is in another unit or outside of that range.
pub(crate) fn needed_in<'a>(
    unit: Unit,
    least: f64,
    catalog: &'a Catalog,
    id: &str,
    by: &str,
) -> Result<&'a Figure, UnusableFact> {
    let figure = needed(catalog, id, by)?;
    if figure.unit != unit {
        let message = format!("figure {id} is in {}, but {by} needs {unit}", figure.unit);
        return Err(UnusableFact::at(figure, message));
    }
    let most = most(unit);
    let values = Edition::ALL.iter().map(|edition| figure.value(*edition));
    match values.into_iter().find(|value| !(least..=most).contains(value)) {
        None => Ok(figure),
        Some(value) => {
            let [value, least, most] = [value, least, most].map(notation::plain);
            let message =
                format!("figure {id} cannot be {value}: {by} needs a number from {least} to {most} {unit}");
            Err(UnusableFact::at(figure, message))
        }
    }
}

/// Whatever is more in this unit is a slip, such as percent in place of a share, and may be more than a formula bears.
const fn most(unit: Unit) -> f64 {
    match unit {
        Unit::Share => 1.0,
        Unit::Count | Unit::Months | Unit::Percent | Unit::Points | Unit::Ratio | Unit::Services => 1e3,
        _ => 1e9,
    }
}

impl Definitions {
    /// Binds the registry to the facts of a catalog.
    ///
    /// # Errors
    /// When a figure that a default comes from is missing or outside its parameter's range, or a benchmark set
    /// that may serve as baseline has no throughput for one of the runtimes.
    pub fn bind(catalog: &Catalog) -> Result<Self, UnusableFact> {
        let choices: Vec<Vec<Entry>> = registry::ALL.iter().map(|row| entries(catalog, &row.kind)).collect();
        let mut bound = Self { choices, defaults: PerEdition::default(), baselines: PerEdition::default() };
        bound.baselines = PerEdition::try_from_fn(|edition| bound.bind_baselines(catalog, edition))?;
        bound.defaults = PerEdition::try_from_fn(|edition| bound.bind_defaults(catalog, edition))?;
        Ok(bound)
    }

    fn bind_defaults(&self, catalog: &Catalog, edition: Edition) -> Result<Vec<Option<Value>>, UnusableFact> {
        let figure = |id: &str| needed(catalog, id, "a default");
        registry::keys()
            .map(|key| {
                let row = registry::get(key);
                let (number, source) = match row.initial {
                    Initial::Fixed(value) => (value, None),
                    Initial::Figure(id) => (figure(id)?.value(edition), Some(figure(id)?)),
                    Initial::Ratio(over, under) => {
                        let (over, under) = (figure(over)?, figure(under)?);
                        (over.value(edition) / under.value(edition), Some(over))
                    }
                    Initial::Choice(id) => {
                        let position = self.entries(key).iter().position(|entry| entry.id == id);
                        let missing = || {
                            UnusableFact::missing(format!("the data have no {id}, the default of {}", row.id))
                        };
                        return position.map(|index| Some(Value::Choice(index))).ok_or_else(missing);
                    }
                    Initial::Baseline(_) | Initial::Today => return Ok(None),
                };
                row.check(number).map(Some).map_err(|err| UnusableFact {
                    place: source.map(|figure| figure.place.clone()),
                    message: format!("default of {err}"),
                })
            })
            .collect()
    }

    fn bind_baselines(
        &self,
        catalog: &Catalog,
        edition: Edition,
    ) -> Result<Vec<Vec<Vec<BaselineFact>>>, UnusableFact> {
        let of = |set: &Entry, candidate: &Candidate| {
            let frameworks = self.entries(candidate.framework).iter();
            frameworks.map(|framework| baseline(catalog, edition, set, candidate, framework)).collect()
        };
        self.entries(registry::BASELINE_SET)
            .iter()
            .map(|set| CANDIDATES.iter().map(|candidate| of(set, candidate)).collect())
            .collect()
    }
}

/// The throughput of a framework in a set, or of another one of its runtime where the set has none for it.
fn baseline(
    catalog: &Catalog,
    edition: Edition,
    set: &Entry,
    candidate: &Candidate,
    framework: &Entry,
) -> Result<BaselineFact, UnusableFact> {
    let of = |framework: Option<&str>| throughput(catalog, edition, &set.id, candidate.runtime, framework);
    let (found, stands_in) = match of(Some(framework.id.as_str())) {
        Some(found) => (Some(found), false),
        None => (of(None), true),
    };
    let (benchmark, rps) = found.ok_or_else(|| {
        UnusableFact::missing(format!(
            "benchmark set {} has no throughput for {}: give it one, or set baseline = false",
            set.id,
            candidate.runtime.label()
        ))
    })?;
    in_range(catalog, BaselineFact { benchmark, rps, stands_in }, candidate.baseline)
}

/// Refuses a throughput that no baseline may have: zero, above all, which every plan divides by.
fn in_range(catalog: &Catalog, fact: BaselineFact, baseline: Key) -> Result<BaselineFact, UnusableFact> {
    match registry::get(baseline).check(fact.rps) {
        Ok(_) => Ok(fact),
        Err(err) => Err(UnusableFact {
            place: catalog.figure(&Metric::Rps.figure_of(&fact.benchmark)).map(|figure| figure.place.clone()),
            message: format!("throughput of {} as a baseline: {err}", fact.benchmark),
        }),
    }
}

fn entries(catalog: &Catalog, kind: &Kind) -> Vec<Entry> {
    match kind {
        Kind::Choice(Choices::Fixed(list)) => {
            list.iter().map(|one| Entry { id: one.id.into(), label: one.label.into() }).collect()
        }
        Kind::Choice(Choices::BaselineSets) => catalog
            .benchmark_sets()
            .iter()
            .filter(|set| set.baseline)
            .map(|set| Entry { id: set.id.clone(), label: set.title.clone() })
            .collect(),
        Kind::Choice(Choices::Frameworks(runtime)) => catalog
            .frameworks(*runtime)
            .filter(|framework| {
                catalog.benchmark_sets().iter().filter(|set| set.baseline).any(|set| {
                    throughput(catalog, Edition::Audited, &set.id, *runtime, Some(&framework.id)).is_some()
                })
            })
            .map(|framework| Entry { id: framework.id.clone(), label: framework.label.clone() })
            .collect(),
        Kind::Number { .. } | Kind::Date => Vec::new(),
    }
}

/// The throughput of a framework in a set, or of the first framework of the runtime. Of several measurements
/// of one framework, the one named after it is its standard one.
pub(crate) fn throughput(
    catalog: &Catalog,
    edition: Edition,
    set: &str,
    runtime: Runtime,
    framework: Option<&str>,
) -> Option<(String, f64)> {
    let mut found = None;
    for benchmark in catalog.benchmarks(set).filter(|benchmark| benchmark.runtime == runtime) {
        if framework.is_some() && benchmark.framework.as_deref() != framework {
            continue;
        }
        let Some(figure) = catalog.metric(benchmark, Metric::Rps) else { continue };
        let named_after = benchmark.id.rsplit('.').next() == benchmark.framework.as_deref();
        if named_after {
            return Some((benchmark.id.to_string(), figure.value(edition)));
        }
        found.get_or_insert_with(|| (benchmark.id.to_string(), figure.value(edition)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use jiff::civil::date;

    #[test]
    fn where_a_set_lacks_the_framework_another_stands_in_and_says_so() {
        let definitions = Definitions::bind(&Catalog::built_in()).unwrap();
        let scenario = Scenario::new("test", date(2026, 11, 22));
        let mut stand_ins = 0;
        for set in 0..definitions.entries(registry::BASELINE_SET).len() {
            for framework in 0..definitions.entries(registry::FRAMEWORK_PYTHON).len() {
                let mut scenario = scenario.clone();
                definitions.set(&mut scenario, registry::BASELINE_SET, Value::Choice(set)).unwrap();
                definitions.set(&mut scenario, registry::FRAMEWORK_PYTHON, Value::Choice(framework)).unwrap();
                let fact = definitions.baseline(&scenario, Runtime::Python).unwrap();
                let chosen = &definitions.choice(&scenario, registry::FRAMEWORK_PYTHON).unwrap().id;
                let catalog = Catalog::built_in();
                let of = catalog.benchmark(&fact.benchmark).unwrap().framework.clone();
                assert_eq!(fact.stands_in, of.as_ref() != Some(chosen), "{} for {chosen}", fact.benchmark);
                stand_ins += u32::from(fact.stands_in);
            }
        }
        assert!(stand_ins > 0, "nothing was tested");
    }

    #[test]
    fn a_throughput_of_nothing_is_no_baseline() {
        let fact = BaselineFact { benchmark: "web.some".to_owned(), rps: 0.0, stands_in: false };
        let refused = in_range(&Catalog::built_in(), fact, registry::BASELINE_GO).unwrap_err().to_string();
        assert!(refused.contains("web.some") && refused.contains("baseline.go_rps"), "{refused}");
    }
}
