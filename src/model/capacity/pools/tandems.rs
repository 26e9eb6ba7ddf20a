//! Sizing two pools in series: an API pool that answers, and a compute pool behind it for what is heavy.

use super::{Counts, P, Size, Workers, stable};
use crate::model::capacity::Binding;
use crate::model::capacity::demand::{Demand, Method, PoolLoad};
use crate::model::queueing::{Mmc, SplitMm1, Tandem};
use crate::model::sizing;

/// The API pool may grow to this many times its floor in search of the objective, the compute pool to the other.
const API_GROWTH: u64 = 64;
const COMPUTE_GROWTH: u64 = 8;

/// Two pools in series under a demand.
pub(super) struct Tandems<'a> {
    pub(super) demand: &'a Demand,
    pub(super) api: &'a PoolLoad,
    pub(super) compute: &'a PoolLoad,
}

impl Tandems<'_> {
    pub(super) fn at(&self, api: u64, compute: u64) -> Option<Tandem> {
        let answering = SplitMm1::new(self.api.rate, 1.0 / self.api.service, api).ok()?;
        let computing = Mmc::for_responses(self.compute.rate, 1.0 / self.compute.service, compute).ok()?;
        Tandem::new(answering, computing, self.demand.heavy_share).ok()
    }

    /// Whether the objective is met: cheaper than the percentile itself.
    pub(super) fn meets(&self, api: u64, compute: u64) -> bool {
        self.demand.objective > 0.0
            && self
                .at(api, compute)
                .is_some_and(|tandem| tandem.response_exceeds(self.demand.objective) <= 1.0 - P)
    }

    pub(super) fn size(&self) -> Size {
        let method = self.demand.method;
        let (api_floor, binding) = Counts::of(self.demand, self.api).floor();
        let (compute_floor, _) = Counts::of(self.demand, self.compute).floor();
        let least_stable = (stable(self.api), stable(self.compute));
        let ((api, compute), binding) = match method {
            Method::Strictest => match self.search(api_floor, compute_floor) {
                Some(found) if found != (api_floor, compute_floor) => (found, Binding::P99),
                _ => ((api_floor, compute_floor), binding),
            },
            Method::P99 => {
                (self.search(least_stable.0, least_stable.1).unwrap_or(least_stable), Binding::P99)
            }
            Method::Fixed => (self.shared_out(self.demand.instances), Binding::Fixed),
            Method::Article | Method::Load | Method::Cpu => ((api_floor, compute_floor), binding),
        };
        Size { workers: Workers { api, compute }, binding }
    }

    /// The API pool first, by its own percentile, then the compute pool for the mixture; once more with twice
    /// the API pool where no compute pool is enough.
    pub(super) fn search(&self, api_floor: u64, compute_floor: u64) -> Option<(u64, u64)> {
        let objective = self.demand.objective;
        if objective <= 0.0 {
            return None;
        }
        let most = api_floor.saturating_mul(API_GROWTH);
        let api =
            sizing::least_servers_split_from(self.api.rate, 1.0 / self.api.service, objective, P, api_floor)
                .filter(|api| *api <= most)?;
        [api, api.saturating_mul(2)]
            .into_iter()
            .find_map(|api| self.least_compute(api, compute_floor).map(|compute| (api, compute)))
    }

    /// The least compute pool that meets the objective for the mixture, by bisection: more never makes it worse.
    fn least_compute(&self, api: u64, floor: u64) -> Option<u64> {
        let answering = SplitMm1::new(self.api.rate, 1.0 / self.api.service, api).ok()?;
        let (rate, share) = (1.0 / self.compute.service, self.demand.heavy_share);
        if Tandem::at_best_exceeds(&answering, rate, share, self.demand.objective) > 1.0 - P {
            return None;
        }
        let mut low = floor;
        if self.meets(api, low) {
            return Some(low);
        }
        let mut high = floor.saturating_mul(COMPUTE_GROWTH);
        if !self.meets(api, high) {
            return None;
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.meets(api, middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Some(high)
    }

    /// Divides a given number of workers in proportion to the offered loads, at least one for each pool: a hybrid
    /// of one worker cannot be, and gets two.
    fn shared_out(&self, workers: u64) -> (u64, u64) {
        let share = self.compute.offered() / (self.api.offered() + self.compute.offered());
        let compute = ((workers as f64 * share).round() as u64).clamp(1, workers.saturating_sub(1).max(1));
        (workers.saturating_sub(compute).max(1), compute)
    }
}
