//! What becomes of one request of the simulated machine, in words.

use crate::model::simulator::{Course, Model, Nanoseconds, Trace};
use crate::notation;

/// A request under a way of running: how long it takes, and what of that it spends on what.
pub fn course(model: Model, trace: &Trace, request: u32) -> String {
    let Some(Course { whole, is_cut, queued, ready, running, upstream }) = trace.course(request) else {
        return format!("Request {request} never runs under {}: rejected, or given up.", model.label());
    };
    let milliseconds = |time: Nanoseconds| notation::milliseconds(time as f64 / 1e6);
    let parts: Vec<String> =
        [(queued, "waiting"), (ready, "ready to run"), (running, "running"), (upstream, "upstream")]
            .into_iter()
            .filter(|(time, _)| *time > 0)
            .map(|(time, at)| format!("{} {at}", milliseconds(time)))
            .collect();
    let least = if is_cut { "at least " } else { "" };
    let (by, whole, parts) = (model.label(), milliseconds(whole), parts.join(" + "));
    format!("Request {request}, {by}: {least}{whole} ms = {parts}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::simulator::{Activity, Span};
    use crate::sheets::fixture;

    #[test]
    fn parts_add_up_whatever_runs_a_request() {
        let inputs = [("work.heavy_percent", "20"), ("work.cpu_ms", "20"), ("work.wait_ms", "5")];
        fixture::with_subject(&inputs, |on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            for (model, run) in analysis.experiment.as_ref().unwrap().iter() {
                assert!(run.trace.spans.iter().any(|span| span.activity == Activity::Upstream), "{model:?}");
                for span in &run.trace.spans {
                    let Course { whole, queued, ready, running, upstream, .. } =
                        run.trace.course(span.request).unwrap();
                    assert_eq!(whole, queued + ready + running + upstream, "{model:?} {}", span.request);
                }
            }
        });
    }

    #[test]
    fn only_what_takes_time_is_told() {
        let mut trace = Trace::of(0..100_000_000);
        for (activity, from, to) in
            [(Activity::Queued, 1_000_000, 4_000_000), (Activity::Light, 4_000_000, 4_110_000)]
        {
            trace.spans.push(Span { lane: None, activity, from, to, request: 64 });
        }
        assert_eq!(
            course(Model::NodeEventLoop, &trace, 64),
            "Request 64, Node event loop: 3.11 ms = 3.00 waiting + 0.11 running"
        );
        trace.window.end = 4_000_000;
        assert_eq!(
            course(Model::NodeEventLoop, &trace, 64),
            "Request 64, Node event loop: at least 3.11 ms = 3.00 waiting + 0.11 running"
        );
        assert_eq!(course(Model::Go, &trace, 65), "Request 65 never runs under Go: rejected, or given up.");
    }
}
