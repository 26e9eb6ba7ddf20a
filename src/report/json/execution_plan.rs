//! The way to production in the report: steps with dates and costs, and the metrics of success.

use serde::Serialize;

use crate::model::roadmap::{Metric, Step, Work, roadmap};
use crate::report::Subject;

#[derive(Serialize)]
pub(super) struct ExecutionPlan {
    option: &'static str,
    steps: Vec<StepPart>,
    one_time_usd: f64,
    monthly_usd: f64,
    metrics: Vec<MetricPart>,
}

/// Dates are `null` for a step that falls away, sums where nothing is paid or no figure says what.
#[derive(Serialize)]
struct StepPart {
    id: &'static str,
    start: Option<String>,
    due: Option<String>,
    one_time_usd: Option<f64>,
    monthly_usd: Option<f64>,
    engineer_hours: Option<f64>,
    /// Whether the sums leave it out.
    optional: bool,
}

#[derive(Serialize)]
struct MetricPart {
    id: &'static str,
    due: String,
    unit: &'static str,
    target: f64,
    predicted: Option<f64>,
    met: bool,
}

impl ExecutionPlan {
    pub(super) fn new(Subject { facts, outlook, .. }: Subject<'_>) -> Self {
        let roadmap = roadmap(facts, outlook);
        Self {
            option: roadmap.alternative.id(),
            steps: roadmap.steps.iter().map(StepPart::from).collect(),
            one_time_usd: roadmap.one_time_usd,
            monthly_usd: roadmap.monthly_usd,
            metrics: roadmap.metrics.iter().map(MetricPart::from).collect(),
        }
    }
}

impl From<&Step> for StepPart {
    fn from(step: &Step) -> Self {
        Self {
            id: step.work.id(),
            start: step.period.map(|period| period.start.to_string()),
            due: step.period.map(|period| period.due.to_string()),
            one_time_usd: step.one_time_usd,
            monthly_usd: step.monthly_usd,
            optional: step.is_optional(),
            engineer_hours: match step.work {
                Work::SecondService { engineer_hours, .. } => engineer_hours,
                Work::Onboarding { hours, .. } => Some(hours),
                Work::Prototype { .. }
                | Work::NoSecondService(_)
                | Work::Baseline { .. }
                | Work::Hiring { .. } => None,
            },
        }
    }
}

impl From<&Metric> for MetricPart {
    fn from(metric: &Metric) -> Self {
        Self {
            id: metric.target.id(),
            due: metric.due.to_string(),
            unit: metric.target.unit(),
            target: metric.bound,
            predicted: metric.predicted,
            met: metric.is_met,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::{Facts, evaluate};
    use crate::scenario::{Scenario, assignment};

    fn plan(sets: &[&str]) -> Value {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        assignment::assign(&facts.definitions, &mut scenario, sets.iter().copied()).unwrap();
        let outlook = evaluate(&facts, &scenario);
        let analysis = crate::model::analysis::Analysis::default();
        let subject = Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
        serde_json::to_value(ExecutionPlan::new(subject)).unwrap()
    }

    #[test]
    fn steps_and_metrics_have_ids_and_dates() {
        let plan = plan(&[]);
        let of = |part: &str, key: &str| -> Vec<Value> {
            plan[part].as_array().unwrap().iter().map(|one| one[key].clone()).collect()
        };
        assert_eq!(of("steps", "id"), ["prototype", "second-service", "production-baseline", "onboarding"]);
        assert_eq!(of("steps", "due"), ["2026-11-25", "2026-12-20", "2027-01-17", "2026-12-31"]);
        assert_eq!(of("metrics", "id"), ["p99", "sustained-traffic", "onboarding"]);
        assert_eq!(of("metrics", "unit"), ["ms", "%", "days"]);
        assert_eq!(of("metrics", "met"), [true, true, false]);
    }

    #[test]
    fn what_falls_away_has_no_date_and_costs_nothing() {
        let plan = plan(&["need.data_percent=0"]);
        assert_eq!(
            plan["steps"][1],
            json!({
                "id": "second-service", "start": null, "due": null,
                "one_time_usd": 0.0, "monthly_usd": 0.0, "engineer_hours": null, "optional": false
            })
        );
    }
}
