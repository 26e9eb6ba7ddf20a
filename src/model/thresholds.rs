//! Where the rules of the checklist and of the deployment target draw their lines, by name.

use crate::catalog::Unit;
use crate::scenario::definitions::MissingFact;

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
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, MissingFact>) -> Result<Self, MissingFact> {
        let read = |id: &'static str, unit| figure(id, unit).map(|value| Threshold { figure: id, value });
        let percent = |id| read(id, Unit::Percent);
        Ok(Self {
            light_computing_percent: percent("judgement.checklist.light_computing_percent")?,
            heavy_computing_percent: percent("judgement.checklist.heavy_computing_percent")?,
            realtime_p99_ms: read("judgement.checklist.realtime_p99_ms", Unit::Milliseconds)?,
            realtime_rps: read("judgement.checklist.realtime_rps", Unit::RequestsPerSecond)?,
            frontend_percent: percent("judgement.checklist.frontend_percent")?,
            edge_percent: percent("judgement.checklist.edge_percent")?,
            javascript_percent: percent("judgement.checklist.javascript_percent")?,
            python_percent: percent("judgement.checklist.python_percent")?,
            data_percent: percent("judgement.checklist.data_percent")?,
            native_percent: percent("judgement.checklist.native_percent")?,
            onboarding_weight_percent: percent("judgement.checklist.onboarding_weight_percent")?,
            onboarding_days: read("policy.onboarding_days", Unit::Days)?,
            smaller_half_percent: percent("judgement.checklist.smaller_half_percent")?,
            hybrid_services: read("policy.hybrid_services", Unit::Services)?,
            hybrid_lead_points: read("judgement.checklist.hybrid_lead_points", Unit::Points)?,
            node_cold_start_ms: read("cold_start.node_ms", Unit::Milliseconds)?,
            isolates: read("judgement.deployment.isolates", Unit::Share)?,
            edge_services: read("judgement.deployment.edge_services", Unit::Services)?,
            edge_cpu_ms: read("limit.edge_cpu_ms", Unit::Milliseconds)?,
            functions_workers: read("judgement.deployment.functions_workers", Unit::Workers)?,
            function_instances: read("limit.function_instances", Unit::Instances)?,
            kubernetes_workers: read("judgement.deployment.kubernetes_workers", Unit::Workers)?,
            kubernetes_workers_hybrid: read("judgement.deployment.kubernetes_workers_hybrid", Unit::Workers)?,
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
