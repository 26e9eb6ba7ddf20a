//! From what a format says to a measurement: what follows is computed, and what nobody can believe is refused.

use super::format::Format;
use super::measurement::{Latency, Measurement, Outcome, Pacing};
use super::refusal::{Reason, Refusal};
use super::statuses::Statuses;
use super::text::harmless;
use super::warning::Warning;
use crate::notation;

/// A run that took less than this share of the time asked for was stopped.
const WHOLE_RUN: f64 = 0.95;
/// Percentiles of less than this share of the requests describe a part of the run.
const WHOLE_SAMPLE: f64 = 0.95;
/// Errors above this share are more than a blemish.
const MANY_ERRORS: f64 = 0.01;
/// How far the rate may lie above what the connections come to, one request on each at a time: twice the 16 that
/// benchmarks send ahead on one. What is less far is told of a baseline, as of every benchmark.
const MOST_AHEAD: f64 = 32.0;
/// How far percentiles may be out of order by rounding: some tools round to two digits.
const ROUNDING: f64 = 0.05;

/// What a format says, in the units of [`Measurement`].
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) version: Option<String>,
    pub(super) requests: Option<u64>,
    pub(super) ok: Option<u64>,
    pub(super) http_errors: Option<u64>,
    pub(super) transport_errors: Option<u64>,
    pub(super) duration_s: Option<f64>,
    /// Where the tool's rate is more exact than the duration it prints; otherwise it follows.
    pub(super) rps_ok: Option<f64>,
    pub(super) rps_reported: Option<f64>,
    pub(super) connections: Option<u64>,
    pub(super) url: Option<String>,
    pub(super) latency: Latency,
    /// The smallest time that the tool prints, milliseconds; 0 where it prints enough digits.
    pub(super) resolution_ms: f64,
    /// The duration asked for.
    pub(super) asked_s: Option<f64>,
    /// Requests behind the percentiles, where these are not all.
    pub(super) samples: Option<u64>,
    /// Whether the last row was cut off and left out.
    pub(super) torn: bool,
    /// How this run was paced, where the tool can do both.
    pub(super) pacing: Option<Pacing>,
    pub(super) notes: Vec<&'static str>,
}

impl Draft {
    /// Takes the counts of responses by status.
    pub(super) fn count(&mut self, statuses: Statuses) {
        self.requests = Some(statuses.requests());
        self.ok = Some(statuses.ok);
        self.http_errors = Some(statuses.http_errors);
        self.transport_errors = Some(statuses.transport_errors);
    }

    /// The successful part of the tool's rate, for tools whose rate is exactly so many responses over the duration.
    pub(super) fn share_rate(&mut self, responses: u64) {
        if let (Some(rate), Some(ok)) = (self.rps_reported, self.ok) {
            self.rps_ok = (responses > 0).then(|| rate * ok as f64 / responses as f64);
        }
    }

    /// The measurement, unless nobody can believe it or nothing was measured.
    pub(super) fn finish(self, format: &Format) -> Result<Measurement, Refusal> {
        self.check_counts()?;
        self.check_latency()?;
        let errors_total = self.requests.zip(self.ok).map(|(requests, ok)| requests.saturating_sub(ok));
        let duration = self.duration_s.filter(|seconds| *seconds > 0.0);
        let rps_ok =
            self.rps_ok.or_else(|| Some(self.ok? as f64 / duration?)).filter(|rate| rate.is_finite());
        let known = rps_ok.is_some() || self.rps_reported.is_some();
        let pacing = self.pacing.unwrap_or(format.tool.pacing());
        let mut warnings = self.warnings(errors_total);
        // Whoever keeps to a schedule counts time that was spent on no connection.
        let waits = pacing != Pacing::Open;
        warnings.extend(rps_ok.or(self.rps_reported).filter(|_| waits).and_then(|rate| self.beyond(rate)));
        let mut notes = self.notes;
        if !known {
            notes.insert(0, "Response times only: the file has no rate, so throughput cannot be compared.");
        }
        notes.push(pacing.meaning());
        Ok(Measurement {
            tool: format.tool,
            format: format.id,
            version: self.version.map(|version| harmless(&version)),
            outcome: if known { Outcome::Ok } else { Outcome::Partial },
            pacing,
            requests: self.requests,
            ok: self.ok,
            errors_total,
            http_errors: self.http_errors,
            transport_errors: self.transport_errors,
            duration_s: self.duration_s,
            rps_ok,
            rps_reported: self.rps_reported,
            connections: self.connections,
            url: self.url.map(|url| harmless(&url)),
            latency: self.latency,
            resolution_ms: Some(self.resolution_ms).filter(|step| *step > 0.0),
            warnings,
            notes,
        })
    }

    fn check_counts(&self) -> Result<(), Refusal> {
        if self.requests == Some(0) {
            return Err(nothing("0 requests, so no successful request"));
        }
        if self.ok == Some(0) {
            return Err(nothing("no successful request"));
        }
        if let (Some(requests), Some(ok)) = (self.requests, self.ok)
            && ok > requests
        {
            let (ok, requests) = (notation::count(ok), notation::count(requests));
            return Err(Reason::Inconsistent(format!("{ok} successes of {requests} requests")).into());
        }
        let values = [
            ("the duration", self.duration_s),
            ("the rate of successes", self.rps_ok),
            ("the rate", self.rps_reported),
        ];
        values.into_iter().try_for_each(|(name, value)| believable(name, value))
    }

    fn check_latency(&self) -> Result<(), Refusal> {
        let Latency { min, mean, max, .. } = self.latency;
        for (name, value) in
            [("the least latency", min), ("the mean latency", mean), ("the greatest latency", max)]
        {
            believable(name, value)?;
        }
        let percentiles = self.latency.percentiles();
        for (name, value) in percentiles {
            believable(name, value)?;
        }
        let above = |low: f64, high: f64| low > high * (1.0 + ROUNDING) + self.resolution_ms;
        let rising: Vec<(&str, f64)> = percentiles
            .into_iter()
            .chain([("the maximum", max)])
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        for (position, (name, value)) in rising.iter().enumerate() {
            let less: Vec<&str> = rising
                .iter()
                .skip(position + 1)
                .filter(|(_, other)| above(*value, *other))
                .map(|(name, _)| *name)
                .collect();
            if !less.is_empty() {
                let value = notation::milliseconds(*value);
                let text = format!("{name} ({value} ms) is larger than {}", less.join(", "));
                return Err(Reason::Inconsistent(text).into());
            }
        }
        let ends = [("the minimum", min, "the mean", mean), ("the mean", mean, "the maximum", max)];
        for (low_name, low, high_name, high) in ends {
            if let (Some(low), Some(high)) = (low, high)
                && above(low, high)
            {
                return Err(Reason::Inconsistent(format!("{low_name} is larger than {high_name}")).into());
            }
        }
        Ok(())
    }

    /// Whether so many requests a second are more than the connections can come to.
    fn beyond(&self, rps: f64) -> Option<Warning> {
        let (connections, mean_ms) = (self.connections?, self.latency.mean?);
        // Rounded, the mean may say a step too much.
        let least_ms = mean_ms - self.resolution_ms;
        let under_way = rps * least_ms / 1e3;
        (connections > 0 && under_way > connections as f64 * MOST_AHEAD)
            .then_some(Warning::BeyondConnections { rps, connections, mean_ms })
    }

    fn warnings(&self, errors_total: Option<u64>) -> Vec<Warning> {
        let mut out = Vec::new();
        match (self.requests, errors_total) {
            (Some(requests), Some(errors)) if errors > 0 => {
                out.push(Warning::ErrorsPresent { errors, requests });
                let share = errors as f64 / requests as f64;
                if share > MANY_ERRORS {
                    out.push(Warning::ManyErrors { share });
                }
            }
            (Some(_), None) if self.rps_reported.is_some() => out.push(Warning::ErrorsUnknown),
            _ => {}
        }
        if self.latency.p50.is_some_and(|p50| p50 <= 0.0) {
            out.push(Warning::BelowResolution { resolution_ms: self.resolution_ms });
        }
        if self.latency.percentiles().iter().all(|(_, value)| value.is_none()) {
            out.push(Warning::NoPercentiles);
        } else if self.latency.p99.is_none() {
            out.push(Warning::NoP99);
        }
        if let (Some(asked_s), Some(took_s)) = (self.asked_s, self.duration_s)
            && took_s < asked_s * WHOLE_RUN
        {
            out.push(Warning::StoppedEarly { asked_s, took_s });
        }
        if let (Some(samples), Some(requests)) = (self.samples, self.requests)
            && (samples as f64) < requests as f64 * WHOLE_SAMPLE
        {
            out.push(Warning::PartOfTheRun { samples, requests });
        }
        if self.torn {
            out.push(Warning::TruncatedLastRow);
        }
        out
    }
}

fn nothing(text: &str) -> Refusal {
    Reason::NothingMeasured(text.to_owned()).into()
}

/// Times and rates are finite and not negative; formats with numbers of their own have looked already.
fn believable(name: &str, value: Option<f64>) -> Result<(), Refusal> {
    match value {
        Some(value) if !value.is_finite() => {
            Err(Reason::Value(format!("{name} is not a finite number")).into())
        }
        Some(value) if value < 0.0 => Err(Reason::Value(format!("{name} is negative")).into()),
        _ => Ok(()),
    }
}
