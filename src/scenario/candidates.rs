//! The runtimes that the program decides between, each with the parameters that are about it: whatever there is once for
//! each of them is made from this table.

use super::parameter::Key;
use super::registry::{
    BASELINE_GO, BASELINE_NODE, BASELINE_PYTHON, FRAMEWORK_GO, FRAMEWORK_NODE, FRAMEWORK_PYTHON, GO_FACTOR,
    PYTHON_FACTOR, TEAM_GO, TEAM_JS, TEAM_PYTHON,
};
use crate::catalog::{Runtime, named};

/// A runtime that the program decides between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which one.
    pub runtime: Runtime,
    /// What its services are written in.
    pub language: Language,
    /// The framework whose throughput stands for it.
    pub framework: Key,
    /// Its requests per second on one core.
    pub baseline: Key,
    /// Its CPU time for heavy work over that of Node.js, in whose time the work is given.
    pub factor: Option<Key>,
}

/// All of them, in the order of [`Runtime::CANDIDATES`].
#[rustfmt::skip]
pub static CANDIDATES: [Candidate; Runtime::CANDIDATES.len()] = [
    Candidate { runtime: Runtime::Node, language: Language::JavaScript, framework: FRAMEWORK_NODE, baseline: BASELINE_NODE, factor: None },
    Candidate { runtime: Runtime::Python, language: Language::Python, framework: FRAMEWORK_PYTHON, baseline: BASELINE_PYTHON, factor: Some(PYTHON_FACTOR) },
    Candidate { runtime: Runtime::Go, language: Language::Go, framework: FRAMEWORK_GO, baseline: BASELINE_GO, factor: Some(GO_FACTOR) },
];

/// The row of a runtime; only candidates have one.
pub fn candidate(runtime: Runtime) -> Option<&'static Candidate> {
    CANDIDATES.iter().find(|candidate| candidate.runtime == runtime)
}

/// A language that people of the team are at home in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// JavaScript, and TypeScript with it.
    JavaScript,
    /// Python.
    Python,
    /// Go.
    Go,
}

impl Language {
    /// All of them, in the order of the shares of the team.
    pub const ALL: [Self; 3] = [Self::JavaScript, Self::Python, Self::Go];

    /// The share of the team that is at home in it.
    pub const fn share(self) -> Key {
        match self {
            Self::JavaScript => TEAM_JS,
            Self::Python => TEAM_PYTHON,
            Self::Go => TEAM_GO,
        }
    }

    /// The figure of the share of developers who use it.
    pub const fn usage_figure(self) -> &'static str {
        match self {
            Self::JavaScript => named::USAGE_JAVASCRIPT_2025,
            Self::Python => named::USAGE_PYTHON_2025,
            Self::Go => named::USAGE_GO_2025,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parameter::{Choices, Initial, Kind};
    use crate::scenario::registry::{TEAM, get};

    #[test]
    fn each_candidate_has_its_own_parameters() {
        assert_eq!(CANDIDATES.each_ref().map(|one| one.runtime), Runtime::CANDIDATES);
        for one in &CANDIDATES {
            let frameworks = &get(one.framework).kind;
            assert!(matches!(frameworks, Kind::Choice(Choices::Frameworks(of)) if *of == one.runtime));
            assert_eq!(get(one.framework).id, format!("framework.{}", one.runtime));
            assert_eq!(get(one.baseline).initial, Initial::Baseline(one.runtime));
            assert_eq!(get(one.baseline).id, format!("baseline.{}_rps", one.runtime));
            if let Some(factor) = one.factor {
                assert_eq!(get(factor).id, format!("work.{}_factor", one.runtime));
            }
        }
        assert_eq!(CANDIDATES.iter().filter(|one| one.factor.is_none()).count(), 1, "one is the reference");
    }

    #[test]
    fn languages_are_the_shares_of_the_team() {
        assert_eq!(Language::ALL.map(Language::share), TEAM);
    }
}
