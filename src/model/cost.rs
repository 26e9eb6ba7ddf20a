//! Money: what a plan costs a month, and what that is in requests and in hours of work.

const SECONDS_PER_HOUR: f64 = 3_600.0;

/// What a worker is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkerSize {
    /// Virtual cores.
    pub cores: f64,
    /// Memory in gigabytes.
    pub memory_gb: f64,
}

/// What a cloud asks for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prices {
    /// USD for one virtual core for one hour.
    pub core_hour_usd: f64,
    /// USD for one gigabyte for one hour.
    pub gb_hour_usd: f64,
}

/// USD a month of so many hours for `workers` of one size.
pub fn usd_per_month(workers: u64, size: WorkerSize, prices: Prices, hours_per_month: f64) -> f64 {
    let hourly = size.cores * prices.core_hour_usd + size.memory_gb * prices.gb_hour_usd;
    workers as f64 * hourly * hours_per_month
}

/// USD of `hours` of work at `wage_usd` an hour; `load` is the cost of an hour over the wage, 1 or more.
pub fn labour_usd(hours: f64, wage_usd: f64, load: f64) -> f64 {
    hours * wage_usd * load
}

/// USD for a million requests when `usd_per_month` pays for `requests_per_second` through a month of so many hours;
/// `None` without requests.
pub fn usd_per_million_requests(
    usd_per_month: f64,
    requests_per_second: f64,
    hours_per_month: f64,
) -> Option<f64> {
    let millions = requests_per_second * SECONDS_PER_HOUR * hours_per_month / 1e6;
    (millions > 0.0).then(|| usd_per_month / millions)
}

/// Hours of work a month that `extra_usd` a month would buy: spending it pays off if it saves more. Negative if
/// the extra is a saving, `None` if an hour costs nothing.
pub fn break_even_hours(extra_usd: f64, wage_usd: f64, load: f64) -> Option<f64> {
    let hour = wage_usd * load;
    (hour > 0.0).then(|| extra_usd / hour)
}

/// Months until what is paid more once has come back by what is paid less every month; 0 when nothing more is paid
/// once, `None` when it never does.
pub fn payback_months(more_once_usd: f64, less_a_month_usd: f64) -> Option<f64> {
    (less_a_month_usd > 0.0).then(|| more_once_usd.max(0.0) / less_a_month_usd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_even_undoes_labour() {
        let hours = break_even_hours(labour_usd(12.0, 60.0, 1.4), 60.0, 1.4).unwrap();
        assert!((hours - 12.0).abs() < 1e-12);
        assert_eq!(break_even_hours(100.0, 0.0, 1.0), None);
    }

    #[test]
    fn what_is_paid_once_comes_back_by_what_is_saved_or_never() {
        assert_eq!(payback_months(12_000.0, 500.0), Some(24.0));
        assert_eq!(payback_months(0.0, 500.0), Some(0.0));
        assert_eq!(payback_months(12_000.0, 0.0), None);
        assert_eq!(payback_months(12_000.0, -1.0), None);
    }

    #[test]
    fn a_million_requests_cost_what_a_million_requests_cost() {
        // One request a second is 2.628 million in 730 hours.
        assert!((usd_per_million_requests(2.628, 1.0, 730.0).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(usd_per_million_requests(10.0, 0.0, 730.0), None);
    }
}
