//! What workers cost.

use super::pools::Workers;
use crate::catalog::Runtime;
use crate::model::alternative::Alternative;
use crate::model::constants::Constants;
use crate::model::cost::{self, Prices, WorkerSize};
use crate::scenario::Inputs;
use crate::scenario::registry::{PRICE_CORE_HOUR, PRICE_GB_HOUR, PRICE_LOAD, PRICE_OPS_HOURS};

/// What has to be paid for, by the hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    prices: Prices,
    /// Work on a second service, hours a month.
    ops_hours: f64,
    /// The cost of an hour over the wage.
    load: f64,
}

impl Rates {
    /// The rates that are set.
    pub fn read(inputs: &Inputs) -> Self {
        Self {
            prices: Prices { core_hour_usd: inputs[PRICE_CORE_HOUR], gb_hour_usd: inputs[PRICE_GB_HOUR] },
            ops_hours: inputs[PRICE_OPS_HOURS],
            load: inputs[PRICE_LOAD],
        }
    }
}

/// What an alternative costs a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bill {
    /// Infrastructure, USD.
    pub infra_usd: f64,
    /// Operating a second service, USD.
    pub ops_usd: f64,
}

impl Bill {
    /// The bill for so many workers.
    pub fn of(constants: &Constants, rates: &Rates, alternative: Alternative, workers: &Workers) -> Self {
        let price = |runtime: Runtime, count: u64| {
            let gb = constants.memory_gb.get(runtime).copied().unwrap_or_default();
            let size = WorkerSize { cores: 1.0, memory_gb: gb };
            cost::usd_per_month(count, size, rates.prices, constants.hours_per_month)
        };
        let runtime = alternative.api_runtime();
        let (compute, ops_usd) = match alternative.compute_runtime() {
            Some(compute) => {
                (compute, cost::labour_usd(rates.ops_hours, constants.wage_usd_per_hour, rates.load))
            }
            None => (runtime, 0.0),
        };
        Self { infra_usd: price(runtime, workers.api) + price(compute, workers.compute), ops_usd }
    }

    /// Everything together, USD.
    pub fn usd(&self) -> f64 {
        self.infra_usd + self.ops_usd
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in;
    use crate::catalog::Catalog;
    use crate::model::{Facts, evaluate, fixture};

    #[test]
    fn a_month_has_the_hours_that_the_figure_says() {
        let texts =
            built_in::texts().into_iter().map(|(name, text)| (name, text.replace("= 730,", "= 365,")));
        let texts: Vec<(&str, String)> = texts.collect();
        let catalog = Catalog::from_layers(texts.iter().map(|(name, text)| (*name, text.as_str())), None);
        let facts = Facts::new(catalog.unwrap()).unwrap();
        let half = evaluate(&facts, &fixture::scenario(&facts, &[]));
        let whole = fixture::outlook(&[]);
        for one in Alternative::ALL {
            let [half, whole] = [&half, &whole].map(|outlook| &outlook.assessments[one].plan);
            assert!((2.0 * half.infra_usd - whole.infra_usd).abs() < 1e-9, "{one:?}");
            assert!((half.ops_usd - whole.ops_usd).abs() < 1e-9, "work is paid by the month: {one:?}");
        }
        let [half, whole] = [&half, &whole]
            .map(|outlook| outlook.assessments[Alternative::Node].plan.usd_per_million_requests);
        assert!((half / whole - 1.0).abs() < 1e-12, "half the hours have half the requests");
    }
}
