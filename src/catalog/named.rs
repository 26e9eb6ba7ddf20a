//! The figures that the program asks for by name, each once: a constant that is called as its figure, so that what is
//! misspelt does not compile. `build.rs` looks all of them up, so that neither does what `data/` no longer has.
//!
//! A name with a `*` stands for one figure of each runtime: `of` puts the runtime in.

use super::{Catalog, Runtime};

/// Gives every id its constant, and lists the ids.
macro_rules! named {
    ($($name:ident = $id:literal;)+) => {
        $(pub(crate) const $name: &str = $id;)+
        const ALL: &[&str] = &[$($id),+];
    };
}

named! {
    ANCHOR_COLD_START_BEST_MS = "anchor.cold_start.best_ms";
    ANCHOR_COLD_START_WORST_MS = "anchor.cold_start.worst_ms";
    ANCHOR_COST_BEST_USD = "anchor.cost.best_usd";
    ANCHOR_COST_WORST_USD = "anchor.cost.worst_usd";
    ANCHOR_HIRING_BEST_PERCENT = "anchor.hiring.best_percent";
    ANCHOR_LATENCY_BEST_DIVISOR = "anchor.latency.best_divisor";
    ANCHOR_LATENCY_WORST_FACTOR = "anchor.latency.worst_factor";
    ANCHOR_RUNWAY_BEST_MONTHS = "anchor.runway.best_months";
    ARTICLE_RATIO_COMPUTE = "article.ratio.compute";
    ARTICLE_RATIO_LATENCY = "article.ratio.latency";
    ARTICLE_RATIO_NODE_OVER_GO = "article.ratio.node_over_go";
    ARTICLE_RATIO_THROUGHPUT = "article.ratio.throughput";
    ARTICLE_REACH_GAP = "article.reach_gap";
    COLD_START_EACH_MS = "cold_start.*_ms";
    COLD_START_NODE_MS = "cold_start.node_ms";
    COMPUTE_EACH_SECONDS = "compute.*.seconds";
    COMPUTE_GO_SECONDS = "compute.go.seconds";
    COMPUTE_NODE_SECONDS = "compute.node.seconds";
    COMPUTE_PYTHON_SECONDS = "compute.python.seconds";
    CONCURRENCY_GO_PREEMPTION_MS = "concurrency.go.preemption_ms";
    CONCURRENCY_LINUX_SLICE_MS = "concurrency.linux.slice_ms";
    CONCURRENCY_PYTHON_FREE_THREADED_PENALTY_3_14 = "concurrency.python.free_threaded_penalty.3_14";
    CONCURRENCY_PYTHON_SWITCH_INTERVAL_MS = "concurrency.python.switch_interval_ms";
    CONCURRENCY_PYTHON_THREAD_POOL_CAP = "concurrency.python.thread_pool_cap";
    CONCURRENCY_PYTHON_THREAD_POOL_EXTRA = "concurrency.python.thread_pool_extra";
    CRITERION_DATA_NEED_FACTOR = "criterion.data.need_factor";
    CRITERION_EDGE_NEED_FACTOR = "criterion.edge.need_factor";
    CRITERION_FRONTEND_NEED_FACTOR = "criterion.frontend.need_factor";
    HYBRID_HEAVY_FACTOR = "hybrid.heavy_factor";
    HYBRID_SPLIT_THRESHOLD = "hybrid.split_threshold";
    JUDGEMENT_BOUNDARY_MS = "judgement.boundary_ms";
    JUDGEMENT_CHECKLIST_DATA_PERCENT = "judgement.checklist.data_percent";
    JUDGEMENT_CHECKLIST_EDGE_PERCENT = "judgement.checklist.edge_percent";
    JUDGEMENT_CHECKLIST_FRONTEND_PERCENT = "judgement.checklist.frontend_percent";
    JUDGEMENT_CHECKLIST_HEAVY_COMPUTING_PERCENT = "judgement.checklist.heavy_computing_percent";
    JUDGEMENT_CHECKLIST_HYBRID_LEAD_POINTS = "judgement.checklist.hybrid_lead_points";
    JUDGEMENT_CHECKLIST_JAVASCRIPT_PERCENT = "judgement.checklist.javascript_percent";
    JUDGEMENT_CHECKLIST_LIGHT_COMPUTING_PERCENT = "judgement.checklist.light_computing_percent";
    JUDGEMENT_CHECKLIST_NATIVE_PERCENT = "judgement.checklist.native_percent";
    JUDGEMENT_CHECKLIST_ONBOARDING_WEIGHT_PERCENT = "judgement.checklist.onboarding_weight_percent";
    JUDGEMENT_CHECKLIST_PYTHON_PERCENT = "judgement.checklist.python_percent";
    JUDGEMENT_CHECKLIST_REALTIME_P99_MS = "judgement.checklist.realtime_p99_ms";
    JUDGEMENT_CHECKLIST_REALTIME_RPS = "judgement.checklist.realtime_rps";
    JUDGEMENT_CHECKLIST_SMALLER_HALF_PERCENT = "judgement.checklist.smaller_half_percent";
    JUDGEMENT_DATA_EACH = "judgement.data.*";
    JUDGEMENT_DEPENDENCIES_EACH = "judgement.dependencies.*";
    JUDGEMENT_DEPENDENCIES_HYBRID_PENALTY = "judgement.dependencies.hybrid_penalty";
    JUDGEMENT_DEPLOYMENT_EDGE_SERVICES = "judgement.deployment.edge_services";
    JUDGEMENT_DEPLOYMENT_FUNCTIONS_WORKERS = "judgement.deployment.functions_workers";
    JUDGEMENT_DEPLOYMENT_ISOLATES = "judgement.deployment.isolates";
    JUDGEMENT_DEPLOYMENT_KUBERNETES_WORKERS = "judgement.deployment.kubernetes_workers";
    JUDGEMENT_DEPLOYMENT_KUBERNETES_WORKERS_HYBRID = "judgement.deployment.kubernetes_workers_hybrid";
    JUDGEMENT_FRONTEND_EACH = "judgement.frontend.*";
    JUDGEMENT_HIRING_DAYS = "judgement.hiring_days";
    JUDGEMENT_ISOLATES_EACH = "judgement.isolates.*";
    JUDGEMENT_LOAD_GENERATOR_CORES = "judgement.load_generator_cores";
    JUDGEMENT_LOAD_HINT = "judgement.load_hint";
    JUDGEMENT_LOCK_TAKES = "judgement.lock_takes";
    JUDGEMENT_MEMORY_GB_EACH = "judgement.memory_gb.*";
    JUDGEMENT_NATIVE_AVAILABILITY_EACH = "judgement.native_availability.*";
    JUDGEMENT_NATIVE_AVAILABILITY_NODE = "judgement.native_availability.node";
    JUDGEMENT_NATIVE_COST = "judgement.native_cost";
    JUDGEMENT_ONBOARDING_EACH = "judgement.onboarding.*";
    JUDGEMENT_ONBOARDING_HYBRID_PENALTY = "judgement.onboarding.hybrid_penalty";
    JUDGEMENT_OPS_HOURS = "judgement.ops_hours";
    JUDGEMENT_RAMP_DAYS_NEW_LANGUAGE = "judgement.ramp_days_new_language";
    JUDGEMENT_RAMP_LOSS = "judgement.ramp_loss";
    JUDGEMENT_SIMILARITY_GO_OTHER = "judgement.similarity.go_other";
    JUDGEMENT_SIMILARITY_JS_PYTHON = "judgement.similarity.js_python";
    JUDGEMENT_SIMILARITY_SAME = "judgement.similarity.same";
    LABOUR_WAGE_USD_PER_HOUR = "labour.wage_usd_per_hour";
    LIMIT_EDGE_CPU_MS = "limit.edge_cpu_ms";
    LIMIT_FUNCTION_INSTANCES = "limit.function_instances";
    PLAN_BASELINE_WEEK = "plan.baseline_week";
    PLAN_INFRA_HIGH_USD = "plan.infra_high_usd";
    PLAN_INFRA_LOW_USD = "plan.infra_low_usd";
    PLAN_PROTOTYPE_DAYS = "plan.prototype_days";
    PLAN_PROTOTYPE_ENDPOINTS = "plan.prototype_endpoints";
    PLAN_PROTOTYPE_USD = "plan.prototype_usd";
    PLAN_SERVICE_USD = "plan.service_usd";
    PLAN_SERVICE_WEEKS = "plan.service_weeks";
    POLICY_BLOCK_MS = "policy.block_ms";
    POLICY_CPU_PERCENT = "policy.cpu_percent";
    POLICY_HYBRID_SERVICES = "policy.hybrid_services";
    POLICY_JOB_TIMEOUT_MS = "policy.job_timeout_ms";
    POLICY_LAG_MS = "policy.lag_ms";
    POLICY_MAX_DIRECT_DEPENDENCIES = "policy.max_direct_dependencies";
    POLICY_MAX_MAINTAINERS = "policy.max_maintainers";
    POLICY_ONBOARDING_DAYS = "policy.onboarding_days";
    POLICY_P99_MS = "policy.p99_ms";
    POLICY_P99_WEEK = "policy.p99_week";
    POLICY_QUEUE_CAP = "policy.queue_cap";
    POLICY_REJECTION_HANDLING_PERCENT = "policy.rejection_handling_percent";
    POLICY_RPS = "policy.rps";
    POLICY_RPS_WEEK = "policy.rps_week";
    POLICY_SAFETY_PERCENT = "policy.safety_percent";
    POLICY_SYNC_BUDGET_MS = "policy.sync_budget_ms";
    POLICY_TRANSITIVE_REDUCTION_PERCENT = "policy.transitive_reduction_percent";
    POLICY_TYPE_COVERAGE_PERCENT = "policy.type_coverage_percent";
    POLICY_UPGRADE_LOOP_MONTHS = "policy.upgrade_loop_months";
    POLICY_WORKERS_PER_CORE = "policy.workers_per_core";
    PRICE_CORE_HOUR_USD = "price.core_hour_usd";
    PRICE_GB_HOUR_USD = "price.gb_hour_usd";
    PRICE_HOURS_PER_MONTH = "price.hours_per_month";
    RHYTHM_EACH_ELIGIBLE_AFTER_MONTHS = "rhythm.*.eligible_after_months";
    RHYTHM_EACH_EVERY_MONTHS = "rhythm.*.every_months";
    RHYTHM_EACH_SUPPORTED_MONTHS = "rhythm.*.supported_months";
    UNCERTAINTY_EACH_BASELINE = "uncertainty.*_baseline";
    UNCERTAINTY_EACH_FACTOR = "uncertainty.*_factor";
    UNCERTAINTY_HARDWARE = "uncertainty.hardware";
    UNCERTAINTY_IMPORTED = "uncertainty.imported";
    UNCERTAINTY_JUDGEMENT = "uncertainty.judgement";
    UNCERTAINTY_NATIVE_COST = "uncertainty.native_cost";
    UNCERTAINTY_PRICE = "uncertainty.price";
    UNCERTAINTY_WEIGHT_CONCENTRATION = "uncertainty.weight_concentration";
    USAGE_GO_2025 = "usage.go.2025";
    USAGE_JAVASCRIPT_2025 = "usage.javascript.2025";
    USAGE_PYTHON_2025 = "usage.python.2025";
}

/// The id of the figure of one runtime, or of one option, among those that there is one of for each.
pub(crate) fn of(each: &str, one: &str) -> String {
    each.replace('*', one)
}

/// The names for which a catalog has no figure. Of a name that stands for several, one figure will do: a runtime that
/// others are compared with has no factor.
pub fn missing(catalog: &Catalog) -> Vec<&'static str> {
    let has = |id: &str| catalog.figure(id).is_some();
    let is_there =
        |id: &str| has(id) || Runtime::CANDIDATES.iter().any(|runtime| has(&of(id, runtime.name())));
    ALL.iter().copied().filter(|id| !is_there(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_data_lack_is_missing() {
        assert_eq!(missing(&Catalog::built_in()), Vec::<&str>::new());
        assert_eq!(missing(&Catalog::default()), ALL);
    }

    #[test]
    fn a_runtime_takes_the_place_of_the_star() {
        assert_eq!(of(COLD_START_EACH_MS, Runtime::Go.name()), "cold_start.go_ms");
        assert_eq!(of(POLICY_RPS, Runtime::Go.name()), POLICY_RPS);
    }
}
