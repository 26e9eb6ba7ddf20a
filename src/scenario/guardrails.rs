//! The guardrails, once: which numbers of its own a team can state, and what each is held against.
//!
//! They change no score. A scenario carries what was stated; what was not is absent.

use std::collections::BTreeMap;

use super::numbers::Numbers;
use super::parameter::{Key, ValueError};
use super::registry;
use crate::catalog::{Unit, named};

/// The table of scenario files, and what the names begin with.
pub const TABLE: &str = "guardrails";

/// A number that a team holds itself to.
#[derive(Debug)]
pub struct Guardrail {
    /// The stable name, as files, `--set` and reports write it.
    pub id: &'static str,
    /// What the form and the table call it.
    pub label: &'static str,
    /// The unit of the number and of its limit.
    pub unit: Unit,
    /// Least and greatest number that can be stated.
    pub range: (f64, f64),
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// On which side of the limit the number has to be; the limit itself passes.
    pub bound: Bound,
    /// The id of the figure that the limit comes from.
    pub figure: &'static str,
    /// The input that the figure is multiplied by, for limits that are stated per something.
    pub per: Option<Key>,
    /// The id of the practice that says what to do.
    pub practice: &'static str,
    /// One line that says what the number is.
    pub meaning: &'static str,
}

/// On which side of its limit a number passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The limit or less.
    AtMost,
    /// The limit or more.
    AtLeast,
}

impl Bound {
    /// As it stands in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtMost => "at most",
            Self::AtLeast => "at least",
        }
    }

    /// Its stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AtMost => "at-most",
            Self::AtLeast => "at-least",
        }
    }
}

impl Guardrail {
    /// Reads a number as a person or a file writes it.
    ///
    /// # Errors
    /// Says that it is no number, or names the range.
    pub fn parse(&self, text: &str) -> Result<f64, ValueError> {
        self.numbers().parse(text)
    }

    /// The range in words: `a whole number from 0 to 10,000 packages`.
    pub fn range_text(&self) -> String {
        self.numbers().text()
    }

    const fn numbers(&self) -> Numbers {
        let (min, max) = self.range;
        Numbers { id: self.id, unit: self.unit.name(), min, max, whole: self.whole }
    }
}

/// The guardrail of a name.
pub fn find(id: &str) -> Option<&'static Guardrail> {
    ALL.iter().find(|guardrail| guardrail.id == id)
}

/// What a team has stated of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stated(BTreeMap<&'static str, f64>);

impl Stated {
    /// The number of a guardrail, if it is stated.
    pub fn get(&self, guardrail: &Guardrail) -> Option<f64> {
        self.0.get(guardrail.id).copied()
    }

    /// States a number, as a person or a file writes it.
    ///
    /// # Errors
    /// Those of [`Guardrail::parse`]; nothing is then changed.
    pub fn state(&mut self, guardrail: &'static Guardrail, text: &str) -> Result<(), ValueError> {
        self.0.insert(guardrail.id, guardrail.parse(text)?);
        Ok(())
    }

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Any amount of something up to `max`.
const fn up_to(max: f64) -> (f64, f64) {
    (0.0, max)
}

/// A percentage.
const SHARE: (f64, f64) = up_to(100.0);
/// An hour, in milliseconds.
const HOUR: (f64, f64) = up_to(3.6e6);

/// One row of the table below.
macro_rules! guardrails {
    ($($id:literal $label:literal, $unit:ident $range:expr, $whole:expr, $bound:ident $figure:ident per $per:expr, $practice:literal, $meaning:literal;)*) => {
        /// Every guardrail, in the order of the practices that they come from.
        pub static ALL: [Guardrail; COUNT] = [$(Guardrail {
            id: concat!("guardrails.", $id), label: $label, unit: Unit::$unit, range: $range, whole: $whole,
            bound: Bound::$bound, figure: named::$figure, per: $per, practice: $practice, meaning: $meaning,
        }),*];
        /// How many guardrails there are.
        pub const COUNT: usize = [$($id),*].len();
    };
}

guardrails! {
    "cpu_work_ms" "CPU work on a loop", Milliseconds HOUR, false,
        AtMost POLICY_BLOCK_MS per None, "guardrail.block",
        "longest piece of CPU work that an event loop does at once";
    "sync_ms" "Synchronous work", Milliseconds HOUR, false,
        AtMost POLICY_SYNC_BUDGET_MS per None, "guardrail.sync_budget",
        "slowest synchronous function in the hot path";
    "lag_ms" "Event-loop lag", Milliseconds HOUR, false,
        AtMost POLICY_LAG_MS per None, "guardrail.lag",
        "greatest event-loop lag at full traffic";
    "timeout_ms" "Job timeout", Milliseconds HOUR, false,
        AtMost POLICY_JOB_TIMEOUT_MS per None, "guardrail.timeout",
        "time after which an offloaded job is ended";
    "queue_cap" "Queue cap", Requests up_to(1e6), true,
        AtMost POLICY_QUEUE_CAP per None, "guardrail.queue",
        "most requests that may wait in a queue before new ones are refused";
    "workers" "Workers", Workers up_to(1e4), true,
        AtMost POLICY_WORKERS_PER_CORE per Some(registry::CORES), "guardrail.workers",
        "most workers for computing on one machine";
    "direct_dependencies" "Direct dependencies", Packages up_to(1e4), true,
        AtMost POLICY_MAX_DIRECT_DEPENDENCIES per None, "guardrail.direct",
        "packages that a core service names itself";
    "maintainers" "Maintainers", Maintainers up_to(1e4), true,
        AtMost POLICY_MAX_MAINTAINERS per None, "guardrail.maintainers",
        "most direct maintainers of a dependency that is no foundation library";
    "type_coverage_percent" "Type coverage", Percent SHARE, false,
        AtLeast POLICY_TYPE_COVERAGE_PERCENT per None, "guardrail.types",
        "type coverage that the build enforces";
    "rejections_percent" "Rejections handled", Percent SHARE, false,
        AtLeast POLICY_REJECTION_HANDLING_PERCENT per None, "guardrail.rejections",
        "share of the async paths that handle their rejection";
    "transitive_cut_percent" "Transitive cut", Percent SHARE, false,
        AtLeast POLICY_TRANSITIVE_REDUCTION_PERCENT per None, "guardrail.transitive",
        "share of the transitive packages that has been removed";
    "hybrid_services" "Hybrid services", Services up_to(1e3), true,
        AtMost POLICY_HYBRID_SERVICES per None, "guardrail.hybrid",
        "services that a hybrid starts with";
    "upgrade_months" "Upgrade loop", Months up_to(1_200.0), false,
        AtMost POLICY_UPGRADE_LOOP_MONTHS per None, "guardrail.upgrade",
        "longest time between two upgrades of a runtime";
    "safety_percent" "Safety factor", Percent up_to(1_000.0), false,
        AtLeast POLICY_SAFETY_PERCENT per None, "guardrail.headroom",
        "capacity that runs beyond what full traffic needs";
    "cpu_percent" "CPU at full traffic", Percent SHARE, false,
        AtMost POLICY_CPU_PERCENT per None, "guardrail.cpu",
        "CPU use of the instances at full traffic";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Edition};

    #[test]
    fn every_row_of_the_practices_has_its_guardrail_in_the_same_order() {
        let catalog = Catalog::built_in();
        let rows: Vec<&str> = catalog.practices("guardrails").map(|practice| practice.id.as_str()).collect();
        let linked: Vec<&str> = ALL.iter().map(|guardrail| guardrail.practice).collect();
        assert_eq!(linked, rows);
    }

    #[test]
    fn every_limit_is_a_figure_in_the_unit_and_range_of_its_guardrail() {
        let catalog = Catalog::built_in();
        for guardrail in &ALL {
            let figure = catalog.figure(guardrail.figure).unwrap_or_else(|| panic!("{}", guardrail.figure));
            assert_eq!(figure.unit, guardrail.unit, "{}", guardrail.id);
            for edition in Edition::ALL {
                let value = figure.value(*edition).to_string();
                assert!(guardrail.parse(&value).is_ok(), "{} cannot be {value}", guardrail.id);
            }
        }
    }

    #[test]
    fn names_are_found_and_belong_to_the_table() {
        for guardrail in &ALL {
            assert!(guardrail.id.strip_prefix(TABLE).is_some_and(|rest| rest.starts_with('.')));
            assert_eq!(find(guardrail.id).map(|found| found.label), Some(guardrail.label));
            assert!(registry::find(guardrail.id).is_none());
        }
    }

    #[test]
    fn a_wrong_number_is_refused_and_what_was_stated_stays() {
        let direct = find("guardrails.direct_dependencies").unwrap();
        let mut stated = Stated::default();
        stated.state(direct, "1,250").unwrap();
        for (text, part) in [
            ("2.5", "cannot be 2.5: give a whole number from 0 to 10,000 packages"),
            ("-1", "cannot be -1"),
            ("few", "guardrails.direct_dependencies: \"few\" is not a number"),
            ("NaN", "cannot be NaN"),
            ("", "\"\" is not a number"),
        ] {
            let refused = stated.state(direct, text).unwrap_err().to_string();
            assert!(refused.contains(part), "{refused}");
        }
        assert_eq!(stated.get(direct), Some(1_250.0));
    }
}
