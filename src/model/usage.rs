//! Shares of developers over the years of a survey, read off the figures `<subject>.<name>.<year>`, with
//! `.professional` behind it for professional developers.

use crate::catalog::{Catalog, Confidence, Edition, Unit};

/// Who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Everybody who answered.
    All,
    /// Those who develop software for a living.
    Professional,
}

/// How many used one language or framework, year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageSeries {
    /// The stable name: `javascript`.
    pub id: String,
    /// The name for people.
    pub label: String,
    /// Who was asked.
    pub group: Group,
    /// One share for each year in which there is one, oldest first.
    pub shares: Vec<UsageShare>,
}

/// The share of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageShare {
    /// Year of the survey.
    pub year: i16,
    /// Share of those who answered, percent.
    pub percent: f64,
    /// The figure it is.
    pub figure: String,
    /// Whether no copy of the results vouches for it.
    pub unverified: bool,
}

impl UsageSeries {
    /// The share in a year.
    pub fn share(&self, year: i16) -> Option<&UsageShare> {
        self.shares.iter().find(|share| share.year == year)
    }

    /// Percentage points since the year before; none unless both years have a share.
    pub fn change(&self, year: i16) -> Option<f64> {
        let (now, before) = (self.share(year)?, self.share(year - 1)?);
        Some(now.percent - before.percent)
    }

    /// Percentage points by which it is ahead of another in a year; none unless both have a share.
    pub fn lead(&self, other: &Self, year: i16) -> Option<f64> {
        Some(self.share(year)?.percent - other.share(year)?.percent)
    }
}

/// All series of a subject (`usage` for languages, `framework_usage`), in the order of the figures.
pub fn series(catalog: &Catalog, edition: Edition, subject: &str) -> Vec<UsageSeries> {
    let mut series: Vec<UsageSeries> = Vec::new();
    for figure in catalog.figures().iter().filter(|figure| figure.unit == Unit::Percent) {
        let mut parts = figure.id.split('.');
        let (Some(first), Some(id), Some(year)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let group = match (parts.next(), parts.next()) {
            (None, _) => Group::All,
            (Some("professional"), None) => Group::Professional,
            _ => continue,
        };
        let Some(year) = year.parse().ok().filter(|_| first == subject) else { continue };
        let reading = figure.reading(edition);
        let share = UsageShare {
            year,
            percent: reading.value,
            figure: figure.id.to_string(),
            unverified: reading.confidence == Confidence::Unverified,
        };
        if let Some(one) = series.iter_mut().find(|one| one.id == id && one.group == group) {
            one.shares.push(share);
        } else {
            // "JavaScript, 2025": the year is what the shares have of their own.
            let label = figure.label.split(',').next().unwrap_or(&figure.label).to_owned();
            series.push(UsageSeries { id: id.to_owned(), label, group, shares: vec![share] });
        }
    }
    for one in &mut series {
        one.shares.sort_by_key(|share| share.year);
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(series: &[UsageSeries], id: &str, group: Group) -> UsageSeries {
        series.iter().find(|one| one.id == id && one.group == group).unwrap().clone()
    }

    #[test]
    fn years_are_in_order_and_groups_apart() {
        let series = series(&Catalog::built_in(), Edition::Audited, "usage");
        let javascript = find(&series, "javascript", Group::All);
        assert_eq!(javascript.label, "JavaScript");
        let years: Vec<i16> = javascript.shares.iter().map(|share| share.year).collect();
        assert_eq!(years, [2023, 2024, 2025, 2026]);
        assert_eq!(
            find(&series, "javascript", Group::Professional).share(2025).unwrap().percent.to_string(),
            "68.8"
        );
        assert!(find(&series, "go", Group::All).share(2026).is_none());
    }

    #[test]
    fn changes_and_leads_need_both_ends() {
        let series = series(&Catalog::built_in(), Edition::Audited, "usage");
        let (javascript, python) =
            (find(&series, "javascript", Group::All), find(&series, "python", Group::All));
        assert!((javascript.change(2025).unwrap() - 3.7).abs() < 1e-9);
        assert_eq!(javascript.change(2023), None);
        assert!((javascript.lead(&python, 2025).unwrap() - 8.1).abs() < 1e-9);
        assert_eq!(javascript.lead(&find(&series, "go", Group::All), 2026), None);
    }

    #[test]
    fn other_figures_of_the_subject_are_no_shares() {
        let catalog = Catalog::built_in();
        for subject in ["usage", "framework_usage"] {
            let series = series(&catalog, Edition::Article, subject);
            assert!(series.len() > 5, "{subject}");
            for one in &series {
                assert!(one.shares.iter().all(|share| (0.0..=100.0).contains(&share.percent)), "{}", one.id);
                assert!(!["respondents", "reach_gap"].contains(&one.id.as_str()), "{}", one.id);
            }
        }
    }
}
