//! The recommendation above the pages, and the same in large letters.

use super::app::App;

/// Every option is over the budget, and over the p99 target.
const NOTHING_FITS: [&str; 4] =
    ["traffic.rps=25k", "work.heavy_percent=15", "work.cpu_ms=80", "objective.budget_usd=1500"];

#[test]
fn where_no_option_meets_every_limit_none_is_recommended() {
    for size in [(60, 16), (80, 24), (120, 40), (160, 50)] {
        let mut app = App::sized(size, &NOTHING_FITS);
        let first = app.state.outlook().first().label();
        app.find(&format!("No option fits; ahead on points: {first}"));
        assert!(!app.shown().contains("Recommendation"), "{size:?}");
        // The name of the first stands in small letters only.
        app.keys("B");
        app.find(&format!("meets every limit; {first} with "));
        let (_, row) = app.find(" misses the target of 50 ms");
        let says_all = app.lines()[usize::from(row)].contains("; $");
        assert_eq!(says_all, size.0 >= 120, "{size:?}");
    }
}

#[test]
fn the_first_doubt_is_told_whole_in_80_columns() {
    App::sized((80, 24), &NOTHING_FITS).find("No option meets every limit; ranked by points (+");
}
