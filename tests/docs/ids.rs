//! Names of figures, inputs and guardrails.

use std::collections::HashSet;

use runtime_explorer::catalog::Catalog;
use runtime_explorer::scenario::{guardrails, registry};

use super::page::Page;

/// Endings of files, which look like the last part of a name.
const FILES: [&str; 12] = ["toml", "md", "json", "rs", "svg", "csv", "ics", "txt", "py", "mjs", "go", "log"];

/// Every name that is known, and what names begin with.
pub(crate) struct Ids {
    known: HashSet<String>,
    subjects: HashSet<String>,
}

impl Ids {
    pub(crate) fn read() -> Self {
        let catalog = Catalog::built_in();
        let figures = catalog.figures().iter().map(|figure| figure.id.to_string());
        let inputs = registry::ALL.iter().map(|row| row.id.to_owned());
        let guardrails = guardrails::ALL.iter().map(|guardrail| guardrail.id.to_owned());
        let known: HashSet<String> = figures.chain(inputs).chain(guardrails).collect();
        let subjects = known.iter().filter_map(|id| Some(id.split_once('.')?.0.to_owned())).collect();
        Self { known, subjects }
    }

    /// What a page names and nobody knows. A `*` stands for one part of a name.
    pub(crate) fn unknown(&self, page: &Page) -> Vec<String> {
        // `traffic.rps=25k` is one as well.
        let names = page.codes.iter().map(|code| code.split('=').next().unwrap_or(code));
        names.filter(|name| self.is_name(name) && !self.is_known(name)).map(str::to_owned).collect()
    }

    fn is_name(&self, text: &str) -> bool {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-*".contains(c);
        let last = text.rsplit('.').next().unwrap_or_default();
        text.chars().all(plain)
            && !FILES.contains(&last)
            && text.split_once('.').is_some_and(|(subject, rest)| {
                self.subjects.contains(subject) && !rest.is_empty() && !rest.ends_with('.')
            })
    }

    fn is_known(&self, name: &str) -> bool {
        let same = |known: &String| {
            known.split('.').count() == name.split('.').count()
                && known.split('.').zip(name.split('.')).all(|(known, part)| part == "*" || known == part)
        };
        self.known.contains(name) || (name.contains('*') && self.known.iter().any(same))
    }
}
