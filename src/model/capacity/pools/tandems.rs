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
        self.demand.objective > 0.0 && self.exceeds(api, compute) <= 1.0 - P
    }

    /// The share of requests that miss the objective; all of them where a queue grows without end.
    fn exceeds(&self, api: u64, compute: u64) -> f64 {
        let tandem = self.at(api, compute);
        tandem.map_or(1.0, |tandem| tandem.response_exceeds(self.demand.objective))
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

    /// The fewest workers of both pools together that meet the objective, as many of them as can be in the compute
    /// pool. None where an API pool of 64 times its floor, or twice what it takes by itself with the largest compute
    /// pool that is looked at, is not enough.
    pub(super) fn search(&self, api_floor: u64, compute_floor: u64) -> Option<(u64, u64)> {
        let objective = self.demand.objective;
        if objective <= 0.0 {
            return None;
        }
        // With fewer even those are late who need nothing else.
        let least =
            sizing::least_servers_split_from(self.api.rate, 1.0 / self.api.service, objective, P, api_floor)
                .filter(|api| *api <= api_floor.saturating_mul(API_GROWTH))?;
        let (mut api, mut compute) = [least, least.saturating_mul(2)]
            .into_iter()
            .find_map(|api| Some((api, self.least_compute(api, compute_floor)?)))?;
        let mut too_few = least.saturating_add(compute_floor);
        while api.saturating_add(compute) > too_few.saturating_add(1) {
            let workers = u64::midpoint(too_few, api.saturating_add(compute));
            match self.divided(workers, least, compute_floor) {
                Some(found) => (api, compute) = found,
                None => too_few = workers,
            }
        }
        Some(self.with_least_api(least, api.saturating_add(compute), api))
    }

    /// Divides a number of workers, at least so many for each pool, in a way that meets the objective; none if there is
    /// no such way. Where a worker moves from one pool to the other, fewer are late up to some division and more from
    /// there on.
    fn divided(&self, workers: u64, least_api: u64, least_compute: u64) -> Option<(u64, u64)> {
        let (mut low, mut high) = (least_api, workers.checked_sub(least_compute)?);
        let late = |api: u64| self.exceeds(api, workers.saturating_sub(api));
        while low <= high {
            let api = u64::midpoint(low, high);
            let here = late(api);
            if here <= 1.0 - P {
                return Some((api, workers - api));
            }
            if api == high || here <= late(api + 1) {
                high = api.checked_sub(1)?;
            } else {
                low = api + 1;
            }
        }
        None
    }

    /// Of the divisions of a number of workers that meet the objective, as one does with so large an API pool, that
    /// with the least.
    fn with_least_api(&self, least: u64, workers: u64, api: u64) -> (u64, u64) {
        let (mut low, mut high) = (least, api);
        while low < high {
            let middle = u64::midpoint(low, high);
            if self.meets(middle, workers.saturating_sub(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        (high, workers.saturating_sub(high))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::fixture;

    proptest! {
        /// Held against every division of every number that could do.
        #[test]
        fn no_fewer_workers_meet_the_objective(
            rps in 1.0_f64..60.0, heavy in 0.02_f64..0.9, light_ms in 1.0_f64..300.0, heavy_ms in 5.0_f64..900.0,
            p99_ms in 50.0_f64..4_000.0, api_floor in 1_u64..4, compute_floor in 1_u64..4,
        ) {
            let sets = [format!("traffic.rps={rps}"), format!("objective.p99_ms={p99_ms}")];
            let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
            let mut demand = Demand::read(&fixture::outlook(&sets).inputs);
            demand.heavy_share = heavy;
            let api = PoolLoad::of(&demand, 1.0, light_ms / 1e3);
            let compute = PoolLoad::of(&demand, heavy, heavy_ms / 1e3);
            let tandems = Tandems { demand: &demand, api: &api, compute: &compute };
            if let Some((api, compute)) = tandems.search(api_floor, compute_floor) {
                prop_assert!(api >= api_floor && compute >= compute_floor && tandems.meets(api, compute));
                let workers = api + compute;
                for fewer in (api_floor + compute_floor)..workers {
                    for api in api_floor..=(fewer - compute_floor) {
                        prop_assert!(!tandems.meets(api, fewer - api), "{api} of {fewer}, not {workers}");
                    }
                }
            }
        }
    }
}
