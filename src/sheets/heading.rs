//! Headings of columns that are asked for by name outside of their tables.

use std::fmt;

use crate::model::Alternative;

macro_rules! headings {
    ($($variant:ident $text:literal),+ $(,)?) => {
        /// The heading of a column that some other room takes out of its table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is what it reads")]
        pub enum Heading {
            $($variant,)+
            /// What is about one of the alternatives.
            Alternative(Alternative),
        }

        impl Heading {
            /// As it reads.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Alternative(alternative) => alternative.label(),
                }
            }
        }
    };
}

headings! {
    ApiAndWork "API + work",
    AtMost "At most",
    Behind "Behind",
    BestChance "P(best)",
    Contested "Contested",
    Cpu "CPU",
    Criterion "Criterion",
    DecidedBy "decided by",
    Default "Default",
    Due "Due",
    FlipsAt "Flips at",
    FlipsTo "To",
    Guardrail "Guardrail",
    HeavyP99 "heavy p99",
    Input "Input",
    Limit "Limit",
    Limits "Limits",
    MedianMs "p50 ms",
    Metric "Metric",
    Mode "mode",
    Now "Now",
    OfBudget "of budget",
    Once "Once $",
    Operation "ops $",
    Option "Option",
    P99Ms "p99 ms",
    PerMillion "$/M requests",
    PerMonth "$/month",
    Predicted "Predicted",
    Rank "Rank",
    Score "Score",
    StandardError "Std. error",
    Starts "Starts",
    State "State",
    Step "Step",
    Unit "Unit",
    Value "Value",
    Verdict "Verdict",
    What "What",
    Workers "Workers",
    Yours "Yours",
}

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Heading> for String {
    fn from(heading: Heading) -> Self {
        heading.as_str().to_owned()
    }
}
