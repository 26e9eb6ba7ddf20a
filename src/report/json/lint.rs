//! Where figures contradict each other.

use serde::Serialize;

use crate::catalog::Finding;

#[derive(Serialize)]
pub(super) struct Lint<'a> {
    figure: &'a str,
    rule: &'static str,
    stated: f64,
    implied: f64,
    text: &'a str,
}

impl<'a> From<&'a Finding> for Lint<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Finding { figure, rule, stated, implied, text, .. } = finding;
        Self { figure, rule, stated: *stated, implied: *implied, text }
    }
}
