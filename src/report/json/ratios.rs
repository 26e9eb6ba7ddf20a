//! The ratios of the article.

use serde::Serialize;

use crate::model::outlook;

#[derive(Serialize)]
pub(super) struct Ratios {
    throughput: f64,
    latency: Option<f64>,
    compute: Option<f64>,
    node_over_go_throughput: f64,
    go_over_python_throughput: f64,
    python_over_go_compute: Option<f64>,
    reach_gap_points: f64,
    native_percent_to_draw_level: Option<f64>,
    cpu_ms_for_go_to_overtake: Option<f64>,
}

impl From<&outlook::Ratios> for Ratios {
    fn from(ratios: &outlook::Ratios) -> Self {
        Self {
            throughput: ratios.throughput,
            latency: ratios.latency,
            compute: ratios.compute,
            node_over_go_throughput: ratios.node_over_go_throughput,
            go_over_python_throughput: ratios.go_over_python_throughput,
            python_over_go_compute: ratios.python_over_go_compute,
            reach_gap_points: ratios.reach_gap_points,
            // More than all cannot be native.
            native_percent_to_draw_level: ratios
                .native_share_to_draw_level
                .filter(|share| *share <= 1.0)
                .map(|share| share.max(0.0) * 100.0),
            cpu_ms_for_go_to_overtake: ratios.work_for_go_to_overtake.map(|seconds| seconds * 1e3),
        }
    }
}
