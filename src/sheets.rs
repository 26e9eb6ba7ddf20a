//! An outlook as tables. The pages show them, the reports print them, and every cell knows where it comes from.
//!
//! A sheet holds texts and their values; it knows neither a screen nor a file format.

pub mod cadence;
pub mod changes;
pub mod comparison;
pub mod concurrency;
pub mod decision;
pub mod effect;
#[cfg(test)]
pub(crate) mod fixture;
mod heading;
pub mod hiring;
mod id;
#[cfg(test)]
mod named_inputs;
pub mod performance;
mod plan;
pub mod practices;
pub mod sources;
pub mod wording;

use crate::catalog::Text;
use crate::model::analysis::Analysis;
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::NONE;
use crate::notation::shown::{Numeral, Shown};
use crate::scenario::Scenario;
use crate::scenario::parameter::Key;

pub use heading::Heading;
pub use id::{SheetId, TopicName};

/// A scenario and what came of it: what pages and reports are made from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The facts that counted.
    pub facts: &'a Facts,
    /// What was set.
    pub scenario: &'a Scenario,
    /// What followed.
    pub outlook: &'a Outlook,
    /// What that rests on.
    pub analysis: &'a Analysis,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Which one it is.
    pub id: SheetId,
    /// The heading.
    pub title: String,
    /// What the reader should know about the table as a whole; may be empty.
    pub note: String,
    /// The columns; every row has a cell for each.
    pub columns: Vec<Column>,
    /// The rows in their natural order.
    pub rows: Vec<Row>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading, with the unit where one fits all cells.
    pub title: String,
    /// What stands in it.
    pub kind: Kind,
    /// Where the width is scarce, columns with greater numbers go first; 0 stays.
    pub dispensable: u8,
}

/// What stands in a column. Numbers stand right, all else left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts, which may be cut.
    Text,
    /// Texts that are shown whole, in one line, or not at all: the column is scrolled to rather than cut.
    Whole,
    /// Sentences, which are read as a whole or not at all: rows take several lines for them.
    Prose,
    /// Numbers.
    Number,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What is shown.
    pub text: String,
    /// What that is to programs: what it is sorted, compared and exported by.
    pub value: Value,
    /// How it is meant.
    pub tone: Tone,
    /// Where it comes from.
    pub origin: Origin,
}

/// What a cell is to programs.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// There is none: the text is a dash, or nothing. It comes last, whichever way is sorted.
    #[default]
    Missing,
    /// Its text.
    Text,
    /// A number, which the text shows.
    Number {
        /// With all its digits; of a percentage the part of one.
        exact: f64,
        /// What of it is shown.
        numeral: Numeral,
    },
    /// Its text, which has a place by a number that it does not show: a date by its day.
    Ranked(f64),
}

/// How a cell is meant; themes decide how that looks, and the text says it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Less important.
    Muted,
    /// More important.
    Strong,
    /// Within a limit.
    Good,
    /// Beyond a limit.
    Bad,
    /// Doubtful.
    Warning,
    /// About one of the alternatives.
    Alternative(Alternative),
}

/// Where a cell comes from: what `Enter` shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Origin {
    /// A name or a heading.
    #[default]
    Unstated,
    /// A figure of the catalog, by its id.
    Figure(String),
    /// An input.
    Input(Key),
    /// Computed.
    Derived {
        /// How, in words or symbols.
        formula: String,
        /// The same with its numbers, up to the equals sign; none where the formula is no calculation.
        calculation: Option<String>,
        /// The figures it is computed from, by their ids.
        figures: Vec<String>,
        /// The inputs it is computed from.
        inputs: Vec<Key>,
    },
    /// Explained in a text.
    Text(String),
    /// Part of a practice.
    Practice {
        /// What there is to say beyond the row.
        detail: String,
        /// The figures that the practice rests on, by their ids.
        figures: Vec<String>,
    },
    /// The name of another table of the same page: `Enter` leads there.
    Table {
        /// The table.
        id: SheetId,
        /// What the table is about.
        about: String,
    },
}

impl Column {
    /// A column of texts.
    pub fn text(title: impl Into<String>, dispensable: u8) -> Self {
        Self { title: title.into(), kind: Kind::Text, dispensable }
    }

    /// A column of sentences.
    pub fn prose(title: impl Into<String>, dispensable: u8) -> Self {
        Self { kind: Kind::Prose, ..Self::text(title, dispensable) }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, dispensable: u8) -> Self {
        Self { kind: Kind::Number, ..Self::text(title, dispensable) }
    }

    /// A column of texts that are never cut.
    pub fn whole(title: impl Into<String>, dispensable: u8) -> Self {
        Self { kind: Kind::Whole, ..Self::text(title, dispensable) }
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let value = if text.is_empty() || text == NONE { Value::Missing } else { Value::Text };
        Self { text, value, ..Self::default() }
    }

    /// A number, and how it is shown.
    pub fn number(exact: f64, Shown { text, numeral }: Shown) -> Self {
        let value = if exact.is_finite() { Value::Number { exact, numeral } } else { Value::Missing };
        Self { text, value, ..Self::default() }
    }

    /// A number that may be missing.
    pub fn optional(value: Option<f64>, show: impl Fn(f64) -> Shown) -> Self {
        value.map_or_else(Self::none, |value| Self::number(value, show(value)))
    }

    /// A number that there is not: a dash.
    pub fn none() -> Self {
        Self::text(NONE)
    }

    /// A text that has its place by a number which it does not show.
    pub fn ranked(rank: f64, text: impl Into<String>) -> Self {
        Self { text: text.into(), value: Value::Ranked(rank), ..Self::default() }
    }

    /// Shows its number otherwise.
    pub fn reading(mut self, Shown { text, numeral: otherwise }: Shown) -> Self {
        self.text = text;
        if let Value::Number { numeral, .. } = &mut self.value {
            *numeral = otherwise;
        }
        self
    }

    /// Says that the number is at least what is shown.
    pub fn or_more(mut self) -> Self {
        self.text.insert(0, '>');
        if let Value::Number { numeral, .. } = &mut self.value {
            numeral.number = None;
        }
        self
    }

    /// Puts the mark of a doubt behind its number.
    pub fn doubted(mut self, mark: &'static str) -> Self {
        self.text.push_str(mark);
        if let Value::Number { numeral, .. } = &mut self.value {
            numeral.doubt = mark;
        }
        self
    }

    /// The mark of a doubt behind its number, or nothing.
    pub const fn doubt(&self) -> &'static str {
        match &self.value {
            Value::Number { numeral, .. } => numeral.doubt,
            Value::Missing | Value::Text | Value::Ranked(_) => "",
        }
    }

    /// The number that it is sorted by, if it is by one.
    pub const fn place(&self) -> Option<f64> {
        match self.value {
            Value::Number { exact: number, .. } | Value::Ranked(number) => Some(number),
            Value::Text | Value::Missing => None,
        }
    }

    /// Says how it is meant.
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Says that it is the value of a figure.
    pub fn figure(self, id: impl Into<String>) -> Self {
        Self { origin: Origin::Figure(id.into()), ..self }
    }

    /// Says that it is an input.
    pub fn input(self, key: Key) -> Self {
        Self { origin: Origin::Input(key), ..self }
    }

    /// Says how it was computed.
    pub fn derived(self, formula: impl Into<String>) -> Self {
        let formula = formula.into();
        let origin = Origin::Derived { formula, calculation: None, figures: Vec::new(), inputs: Vec::new() };
        Self { origin, ..self }
    }

    /// Says of which figures, by their ids, it was [derived](Self::derived).
    pub fn of_figures(mut self, ids: &[&str]) -> Self {
        if let Origin::Derived { figures, .. } = &mut self.origin {
            figures.extend(ids.iter().map(|id| (*id).to_owned()));
        }
        self
    }

    /// Says of which inputs it was [derived](Self::derived), each once.
    pub fn of_inputs(mut self, keys: &[Key]) -> Self {
        if let Origin::Derived { inputs, .. } = &mut self.origin {
            for key in keys {
                if !inputs.contains(key) {
                    inputs.push(*key);
                }
            }
        }
        self
    }

    /// Shows the formula that it was [derived](Self::derived) by with its numbers, up to the equals sign.
    pub fn calculated(mut self, numbers: impl Into<String>) -> Self {
        if let Origin::Derived { calculation, .. } = &mut self.origin {
            *calculation = Some(numbers.into());
        }
        self
    }

    /// Explains it.
    pub fn explained(self, text: impl Into<String>) -> Self {
        Self { origin: Origin::Text(text.into()), ..self }
    }

    /// Says that it is part of a practice.
    pub fn practice(self, detail: impl Into<String>, figures: &[Text]) -> Self {
        let figures = figures.iter().map(Text::to_string).collect();
        let origin = Origin::Practice { detail: detail.into(), figures };
        Self { origin, ..self }
    }

    /// Says that it names another table of the page.
    pub fn leads_to(self, id: SheetId, about: impl Into<String>) -> Self {
        Self { origin: Origin::Table { id, about: about.into() }, ..self }
    }
}

impl Row {
    /// A row of these cells.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }

    /// What it is about: the text of its first cell.
    pub fn name(&self) -> &str {
        self.cells.first().map_or("", |cell| cell.text.as_str())
    }
}

impl From<Alternative> for Cell {
    fn from(alternative: Alternative) -> Self {
        Self::text(alternative.label()).tone(Tone::Alternative(alternative))
    }
}
