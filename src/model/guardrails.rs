//! The team's own numbers against the guardrails: what passes, what fails, and by how much.

use super::constants::Constants;
use crate::catalog::Unit;
use crate::scenario::Inputs;
use crate::scenario::definitions::UnusableFact;
use crate::scenario::guardrails::{self, Bound, COUNT, Guardrail, Stated};

/// The limits as the figures have them, in the order of [`guardrails::ALL`].
#[derive(Clone, Copy, Debug)]
pub struct Limits([f64; COUNT]);

impl Limits {
    /// Reads the figures; `figure` gives the value of one in the wanted unit.
    ///
    /// # Errors
    /// Those of `figure`, at the first one.
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        let mut limits = [0.0; COUNT];
        for (limit, guardrail) in limits.iter_mut().zip(&guardrails::ALL) {
            *limit = figure(guardrail.figure, guardrail.unit)?;
        }
        Ok(Self(limits))
    }
}

/// A guardrail with what the team states and what it may be.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The guardrail.
    pub guardrail: &'static Guardrail,
    /// The team's own number, in the guardrail's unit; `None` while it is not stated.
    pub value: Option<f64>,
    /// The last number that passes, in the same unit.
    pub limit: f64,
}

/// What comes of a check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// The team has stated no number.
    NotStated,
    /// The number is the limit, or on its good side.
    Pass,
    /// The number is beyond the limit, by so much of the guardrail's unit; more than 0.
    Fail(f64),
}

impl Verdict {
    /// Its stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotStated => "not-stated",
            Self::Pass => "pass",
            Self::Fail(_) => "fail",
        }
    }
}

impl Check {
    /// Whether the number passes.
    pub fn verdict(&self) -> Verdict {
        let Some(value) = self.value else { return Verdict::NotStated };
        let beyond = match self.guardrail.bound {
            Bound::AtMost => value - self.limit,
            Bound::AtLeast => self.limit - value,
        };
        if beyond > 0.0 { Verdict::Fail(beyond) } else { Verdict::Pass }
    }
}

/// Holds what is stated against the limits of an edition, every guardrail in the order of [`guardrails::ALL`].
pub fn checks(constants: &Constants, inputs: &Inputs, stated: &Stated) -> Vec<Check> {
    let Limits(limits) = constants.guardrails;
    let check = |(guardrail, limit): (&'static Guardrail, f64)| Check {
        guardrail,
        value: stated.get(guardrail),
        limit: limit * guardrail.per.map_or(1.0, |input| inputs[input]),
    };
    guardrails::ALL.iter().zip(limits).map(check).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Edition};
    use crate::model::{Facts, evaluate};
    use crate::scenario::registry::CORES;
    use crate::scenario::{Scenario, assignment};
    use jiff::civil::date;

    fn outcome(assignments: &[&str]) -> Vec<Check> {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        assignment::assign(&facts.definitions, &mut scenario, assignments.iter().copied()).unwrap();
        evaluate(&facts, &scenario).guardrails
    }

    fn check(checks: &[Check], id: &str) -> Check {
        *checks.iter().find(|check| check.guardrail.id == id).unwrap()
    }

    #[test]
    fn the_limit_itself_passes_and_the_next_number_beyond_it_fails() {
        for Check { guardrail, limit, .. } in outcome(&[]) {
            let beyond = match guardrail.bound {
                Bound::AtMost => limit + 1.0,
                Bound::AtLeast => limit - 1.0,
            };
            let verdict = |value: f64| Check { guardrail, value: Some(value), limit }.verdict();
            assert_eq!(verdict(limit), Verdict::Pass, "{}", guardrail.id);
            assert_eq!(verdict(beyond), Verdict::Fail(1.0), "{}", guardrail.id);
            assert_eq!(verdict(2.0 * limit - beyond), Verdict::Pass, "{}", guardrail.id);
        }
    }

    #[test]
    fn what_is_not_stated_is_neither_kept_nor_broken() {
        let checks = outcome(&["guardrails.direct_dependencies=30"]);
        assert_eq!(check(&checks, "guardrails.direct_dependencies").verdict(), Verdict::Fail(5.0));
        let stated = checks.iter().filter(|check| check.verdict() != Verdict::NotStated).count();
        assert_eq!((stated, checks.len()), (1, COUNT));
    }

    #[test]
    fn workers_are_held_against_the_cores_of_the_machine() {
        let limit = |cores: &str| check(&outcome(&[cores]), "guardrails.workers").limit;
        assert_eq!((limit("concurrency.cores=2"), limit("concurrency.cores=8")), (2.0, 8.0));
        let linked = guardrails::ALL.iter().filter(|guardrail| guardrail.per == Some(CORES)).count();
        assert_eq!(linked, 1);
    }

    #[test]
    fn a_number_of_the_team_changes_nothing_but_its_check() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        for edition in [Edition::Audited, Edition::Article] {
            let mut bare = Scenario::new("test", date(2026, 11, 22));
            bare.edition = edition;
            let mut stated = bare.clone();
            let numbers: Vec<String> =
                guardrails::ALL.iter().map(|guardrail| format!("{}=1", guardrail.id)).collect();
            assignment::assign(&facts.definitions, &mut stated, numbers.iter().map(String::as_str)).unwrap();
            let (bare, mut stated) = (evaluate(&facts, &bare), evaluate(&facts, &stated));
            assert!(stated.guardrails.iter().all(|check| check.value == Some(1.0)));
            stated.guardrails.clone_from(&bare.guardrails);
            assert_eq!(format!("{stated:?}"), format!("{bare:?}"));
        }
    }
}
