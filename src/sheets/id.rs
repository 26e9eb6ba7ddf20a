//! Which table a sheet is, and what that is called.

use std::fmt;
use std::sync::Arc;

use crate::catalog::PracticeTopic;

/// One row for each table that the program has: the variant, and the name by which files, exports and `--table` know it.
macro_rules! tables {
    ($($variant:ident $name:literal),+ $(,)?) => {
        /// Which table a sheet is. Two are the same if and only if they are called the same.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is what its name says")]
        pub enum SheetId {
            $($variant,)+
            /// That of a topic of practices, which the data names.
            Topic(TopicName),
        }

        impl SheetId {
            /// Those that the program itself has.
            const BUILT_IN: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The stable name, as `--format csv` and exports use it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Topic(TopicName(name)) => name,
                }
            }
        }
    };
}

tables! {
    // Performance
    Web "web",
    Sets "sets",
    Capacity "capacity",
    Cost "cost",
    Compute "compute",
    Ratios "ratios",
    // Concurrency
    Simulation "simulation",
    Lag "lag",
    Blocking "blocking",
    Models "models",
    RedLines "red-lines",
    // Cadence
    Lines "lines",
    Run "run",
    Upgrades "upgrades",
    // Hiring
    Usage "usage",
    Team "team",
    Market "market",
    Frameworks "frameworks",
    // Decision
    Ranking "ranking",
    Reasons "reasons",
    Confidence "confidence",
    Flips "flips",
    Tornado "tornado",
    Contributions "contributions",
    CriterionValues "values",
    Limits "limits",
    Method "method",
    Checklist "checklist",
    Choices "choices",
    Deployment "deployment",
    ExecutionPlan "execution-plan",
    SuccessMetrics "success-metrics",
    Warnings "warnings",
    // Practices
    Topics "topics",
    Practices "practices",
    GuardrailCheck "guardrail-check",
    // Sources
    Figures "figures",
    Claims "claims",
    Sources "sources",
    Lint "lint",
    // Of two scenarios
    Outcomes "compare-outcomes",
    InputsCompared "compare-inputs",
    Causes "compare-causes",
    ContributionsCompared "compare-contributions",
    Effect "effect",
    // Of reports
    Inputs "inputs",
    Provenance "provenance",
    // Of the command line
    Parameters "parameters",
    Import "import",
    ImportLatency "import-latency",
    Schedule "schedule",
}

/// What the table of a topic is called, where no table of the program is called so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicName(Arc<str>);

impl SheetId {
    /// The table of a topic: called by the topic's id, spelt like the names of all tables. Where that is the name of a
    /// table of the program, it is that table.
    pub fn of_topic(topic: &PracticeTopic) -> Self {
        let name = topic.id.replace('_', "-");
        let taken = Self::BUILT_IN.into_iter().find(|known| known.as_str() == name);
        taken.unwrap_or_else(|| Self::Topic(TopicName(name.into())))
    }
}

impl fmt::Display for SheetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn no_two_tables_are_called_the_same() {
        let names: BTreeSet<&str> = SheetId::BUILT_IN.iter().map(SheetId::as_str).collect();
        assert_eq!(names.len(), SheetId::BUILT_IN.len());
    }

    #[test]
    fn a_topic_is_called_by_its_id_and_takes_no_name_from_the_program() {
        let catalog = Catalog::built_in();
        let mut topic = catalog.practice_topics()[0].clone();
        for (id, name, is_own) in [("hot_paths", "hot-paths", true), ("red_lines", "red-lines", false)] {
            topic.id = id.into();
            let table = SheetId::of_topic(&topic);
            assert_eq!((table.as_str(), matches!(table, SheetId::Topic(_))), (name, is_own));
            assert_eq!(table, SheetId::of_topic(&topic));
        }
        assert_eq!(SheetId::of_topic(&topic), SheetId::RedLines);
    }
}
