//! Where the rules of the checklist and of the deployment target draw their lines, by name.

use crate::catalog::{Unit, named};
use crate::scenario::definitions::UnusableFact;

/// A bound with the figure that it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// The id of the figure.
    pub figure: &'static str,
    /// Its value, in its own unit: percentages are 0..=100.
    pub value: f64,
}

/// The thresholds of the rules.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct Thresholds {
    pub light_computing_percent: Threshold,
    pub heavy_computing_percent: Threshold,
    pub realtime_p99_ms: Threshold,
    pub realtime_rps: Threshold,
    pub frontend_percent: Threshold,
    pub edge_percent: Threshold,
    pub javascript_percent: Threshold,
    pub python_percent: Threshold,
    pub data_percent: Threshold,
    pub native_percent: Threshold,
    pub onboarding_weight_percent: Threshold,
    pub onboarding_days: Threshold,
    pub smaller_half_percent: Threshold,
    pub hybrid_services: Threshold,
    pub hybrid_lead_points: Threshold,
    pub node_cold_start_ms: Threshold,
    pub isolates: Threshold,
    pub edge_services: Threshold,
    pub edge_cpu_ms: Threshold,
    pub functions_workers: Threshold,
    pub function_instances: Threshold,
    pub kubernetes_workers: Threshold,
    pub kubernetes_workers_hybrid: Threshold,
}

impl Thresholds {
    /// Reads the figures; `figure` gives the value of one in the wanted unit.
    ///
    /// # Errors
    /// Those of `figure`, at the first one.
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        let read = |id: &'static str, unit| figure(id, unit).map(|value| Threshold { figure: id, value });
        let percent = |id| read(id, Unit::Percent);
        Ok(Self {
            light_computing_percent: percent(named::JUDGEMENT_CHECKLIST_LIGHT_COMPUTING_PERCENT)?,
            heavy_computing_percent: percent(named::JUDGEMENT_CHECKLIST_HEAVY_COMPUTING_PERCENT)?,
            realtime_p99_ms: read(named::JUDGEMENT_CHECKLIST_REALTIME_P99_MS, Unit::Milliseconds)?,
            realtime_rps: read(named::JUDGEMENT_CHECKLIST_REALTIME_RPS, Unit::RequestsPerSecond)?,
            frontend_percent: percent(named::JUDGEMENT_CHECKLIST_FRONTEND_PERCENT)?,
            edge_percent: percent(named::JUDGEMENT_CHECKLIST_EDGE_PERCENT)?,
            javascript_percent: percent(named::JUDGEMENT_CHECKLIST_JAVASCRIPT_PERCENT)?,
            python_percent: percent(named::JUDGEMENT_CHECKLIST_PYTHON_PERCENT)?,
            data_percent: percent(named::JUDGEMENT_CHECKLIST_DATA_PERCENT)?,
            native_percent: percent(named::JUDGEMENT_CHECKLIST_NATIVE_PERCENT)?,
            onboarding_weight_percent: percent(named::JUDGEMENT_CHECKLIST_ONBOARDING_WEIGHT_PERCENT)?,
            onboarding_days: read(named::POLICY_ONBOARDING_DAYS, Unit::Days)?,
            smaller_half_percent: percent(named::JUDGEMENT_CHECKLIST_SMALLER_HALF_PERCENT)?,
            hybrid_services: read(named::POLICY_HYBRID_SERVICES, Unit::Services)?,
            hybrid_lead_points: read(named::JUDGEMENT_CHECKLIST_HYBRID_LEAD_POINTS, Unit::Points)?,
            node_cold_start_ms: read(named::COLD_START_NODE_MS, Unit::Milliseconds)?,
            isolates: read(named::JUDGEMENT_DEPLOYMENT_ISOLATES, Unit::Share)?,
            edge_services: read(named::JUDGEMENT_DEPLOYMENT_EDGE_SERVICES, Unit::Services)?,
            edge_cpu_ms: read(named::LIMIT_EDGE_CPU_MS, Unit::Milliseconds)?,
            functions_workers: read(named::JUDGEMENT_DEPLOYMENT_FUNCTIONS_WORKERS, Unit::Workers)?,
            function_instances: read(named::LIMIT_FUNCTION_INSTANCES, Unit::Instances)?,
            kubernetes_workers: read(named::JUDGEMENT_DEPLOYMENT_KUBERNETES_WORKERS, Unit::Workers)?,
            kubernetes_workers_hybrid: read(
                named::JUDGEMENT_DEPLOYMENT_KUBERNETES_WORKERS_HYBRID,
                Unit::Workers,
            )?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::built_in;
    use crate::catalog::Catalog;
    use crate::model::Facts;

    #[test]
    fn data_without_a_threshold_are_refused_by_its_name() {
        let texts = built_in::texts();
        let without = texts.iter().filter(|(name, _)| *name != "rules.toml");
        let catalog = Catalog::from_layers(without.map(|(name, text)| (*name, text.as_str())), None);
        let refused = Facts::new(catalog.unwrap()).unwrap_err().to_string();
        assert!(refused.contains("judgement.checklist.light_computing_percent"), "{refused}");
    }
}
