//! The pages, and the panels that the keyboard can reach on each.

use super::command::{self, Command};
use crate::sheets::{self, Sheet, SheetId, Subject, performance};

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Throughput, latency, capacity and cost.
    #[default]
    Performance,
    /// How each runtime deals with many requests at once.
    Concurrency,
    /// Release lines and upgrades.
    Cadence,
    /// People.
    Hiring,
    /// The ranking and its reasons.
    Decision,
    /// What good teams do.
    Practices,
    /// Every figure.
    Sources,
}

/// Something on a page that can have the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// A table.
    Sheet(SheetId),
    /// A chart.
    Chart(ChartId),
    /// The release lines on a time axis.
    Gantt,
    /// A pattern in several languages.
    Patterns,
    /// What the simulated machine does, moment by moment.
    Lanes,
}

impl Panel {
    /// What it is called on the line above its page, and in the palette.
    pub fn name(&self) -> String {
        match self {
            Self::Sheet(id) => id.as_str().replace('-', " "),
            Self::Chart(chart) => chart.name().replace('-', " "),
            Self::Gantt => "calendar".to_owned(),
            Self::Lanes => "machine".to_owned(),
            Self::Patterns => "patterns".to_owned(),
        }
    }
}

/// The charts of all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartId {
    /// Workers against traffic, and response times against utilisation.
    Capacity,
    /// The usage of languages over the years.
    Usage,
    /// What the scores are made of.
    Contributions,
    /// What the lead of the first rests on.
    Tornado,
}

impl ChartId {
    /// What it is called where tables go by their ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Capacity => "capacity-charts",
            Self::Usage => "usage-chart",
            Self::Contributions => "contribution-bars",
            Self::Tornado => "tornado-bars",
        }
    }
}

/// What a page is made of.
struct Definition {
    /// What opens it: the page is called as the command is.
    command: &'static Command,
    short: &'static str,
    sheets: fn(Subject<'_>) -> Vec<Sheet>,
    /// Those that the program names; tables made from the data follow them.
    panels: &'static [Panel],
}

static PERFORMANCE: Definition = Definition {
    command: &command::PERFORMANCE,
    short: "Perf",
    sheets: |on| sheets::performance::sheets(on.facts, on.outlook),
    panels: &[
        Panel::Sheet(SheetId::Web),
        Panel::Chart(ChartId::Capacity),
        Panel::Sheet(SheetId::Capacity),
        Panel::Sheet(SheetId::Cost),
        Panel::Sheet(SheetId::Ratios),
        Panel::Sheet(SheetId::Compute),
        Panel::Sheet(SheetId::Sets),
    ],
};
static CONCURRENCY: Definition = Definition {
    command: &command::CONCURRENCY,
    short: "Conc",
    sheets: sheets::concurrency::sheets,
    panels: &[
        Panel::Lanes,
        Panel::Sheet(SheetId::Simulation),
        Panel::Sheet(SheetId::Lag),
        Panel::Sheet(SheetId::Blocking),
        Panel::Sheet(SheetId::Models),
        Panel::Sheet(SheetId::RedLines),
        Panel::Patterns,
    ],
};
static CADENCE: Definition = Definition {
    command: &command::CADENCE,
    short: "Cadence",
    sheets: |on| sheets::cadence::sheets(on.facts, on.outlook),
    panels: &[
        Panel::Gantt,
        Panel::Sheet(SheetId::Run),
        Panel::Sheet(SheetId::Lines),
        Panel::Sheet(SheetId::Upgrades),
    ],
};
static HIRING: Definition = Definition {
    command: &command::HIRING,
    short: "Hiring",
    sheets: |on| sheets::hiring::sheets(on.facts, on.outlook),
    panels: &[
        Panel::Sheet(SheetId::Usage),
        Panel::Sheet(SheetId::Team),
        Panel::Chart(ChartId::Usage),
        Panel::Sheet(SheetId::Market),
        Panel::Sheet(SheetId::Frameworks),
    ],
};
/// The strip above every page has the ranking already: this one opens with its reasons.
static DECISION: Definition = Definition {
    command: &command::DECISION,
    short: "Decide",
    sheets: sheets::decision::sheets,
    panels: &[
        Panel::Sheet(SheetId::Reasons),
        Panel::Chart(ChartId::Contributions),
        Panel::Sheet(SheetId::Confidence),
        Panel::Sheet(SheetId::Flips),
        Panel::Chart(ChartId::Tornado),
        Panel::Sheet(SheetId::Tornado),
        Panel::Sheet(SheetId::Ranking),
        Panel::Sheet(SheetId::Contributions),
        Panel::Sheet(SheetId::CriterionValues),
        Panel::Sheet(SheetId::Limits),
        Panel::Sheet(SheetId::Method),
        Panel::Sheet(SheetId::Checklist),
        Panel::Sheet(SheetId::Choices),
        Panel::Sheet(SheetId::Deployment),
        Panel::Sheet(SheetId::ExecutionPlan),
        Panel::Sheet(SheetId::SuccessMetrics),
        Panel::Sheet(SheetId::Warnings),
    ],
};
static PRACTICES: Definition = Definition {
    command: &command::PRACTICES,
    short: "Pract",
    sheets: |on| sheets::practices::sheets(on.facts, on.outlook),
    panels: &[
        Panel::Sheet(SheetId::Topics),
        Panel::Sheet(SheetId::Practices),
        Panel::Sheet(SheetId::GuardrailCheck),
    ],
};
static SOURCES: Definition = Definition {
    command: &command::SOURCES,
    short: "Sources",
    sheets: |on| sheets::sources::sheets(on.facts, on.outlook),
    panels: &[
        Panel::Sheet(SheetId::Figures),
        Panel::Sheet(SheetId::Claims),
        Panel::Sheet(SheetId::Sources),
        Panel::Sheet(SheetId::Lint),
    ],
};

impl Tab {
    /// All pages, in the order of the tab line.
    pub const ALL: [Self; 7] = [
        Self::Performance,
        Self::Concurrency,
        Self::Cadence,
        Self::Hiring,
        Self::Decision,
        Self::Practices,
        Self::Sources,
    ];

    const fn definition(self) -> &'static Definition {
        match self {
            Self::Performance => &PERFORMANCE,
            Self::Concurrency => &CONCURRENCY,
            Self::Cadence => &CADENCE,
            Self::Hiring => &HIRING,
            Self::Decision => &DECISION,
            Self::Practices => &PRACTICES,
            Self::Sources => &SOURCES,
        }
    }

    /// Position in [`Tab::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// What opens it.
    pub const fn command(self) -> &'static Command {
        self.definition().command
    }

    /// The stable name.
    pub const fn id(self) -> &'static str {
        self.command().id
    }

    /// The heading.
    pub const fn title(self) -> &'static str {
        self.command().title
    }

    /// The heading where there is little room.
    pub const fn short(self) -> &'static str {
        self.definition().short
    }

    /// The panels that can have the focus, in the order of the Tab key: those that the program names, then the other
    /// tables of the page, whose names come from the data.
    pub(super) fn panels(self, sheets: &[Sheet]) -> impl Iterator<Item = Panel> {
        let named = self.definition().panels;
        let others =
            sheets.iter().map(|sheet| Panel::Sheet(sheet.id.clone())).filter(|panel| !named.contains(panel));
        named.iter().cloned().chain(others)
    }

    /// The tables of the page.
    pub fn sheets(self, subject: Subject<'_>) -> Vec<Sheet> {
        (self.definition().sheets)(subject)
    }

    /// The same with a benchmark set in the place of the one of the baselines, if the page has it.
    pub(super) fn sheets_showing(self, on: Subject<'_>, set: Option<&str>) -> Vec<Sheet> {
        let mut sheets = self.sheets(on);
        let shown = set.filter(|_| self == Self::Performance);
        let shown = shown.and_then(|id| performance::benchmark_set(on.facts, on.outlook, id));
        if let (Some(shown), Some(slot)) = (shown, sheets.iter_mut().find(|sheet| sheet.id == SheetId::Web)) {
            *slot = shown;
        }
        sheets
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Catalog;
    use crate::explorer::State;
    use crate::model::Facts;
    use crate::scenario::Scenario;

    #[test]
    fn every_table_that_the_program_names_is_one_of_its_page() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut state = State::new(facts, Scenario::new("test", date(2026, 11, 22)));
        for tab in Tab::ALL {
            state.open(tab);
            for panel in tab.definition().panels {
                if let Panel::Sheet(id) = panel {
                    assert!(state.sheet(id).is_some(), "{id} on {}", tab.title());
                }
            }
        }
    }
}
