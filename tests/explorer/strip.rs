//! The recommendation above the pages, and the same in large letters.

use runtime_explorer::explorer::{Panel, Tab};
use runtime_explorer::notation;
use runtime_explorer::scenario::parameter::Value;
use runtime_explorer::sheets::SheetId;
use runtime_explorer::ui::LEAST_SIZE;

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
        app.find(&format!("{first} with "));
        let (_, row) = app.find(" misses the target of 50 ms");
        let says_all = app.lines()[usize::from(row)].contains("; $");
        assert_eq!(says_all, size.0 >= 120, "{size:?}");
    }
}

#[test]
fn where_no_option_fits_the_smallest_fix_stands_where_flips_do() {
    for size in [(80, 24), (120, 40), (160, 50)] {
        let mut app = App::sized(size, &["objective.budget_usd=50"]);
        app.find("No option fits");
        app.find(if size.0 < 160 {
            " smallest fix: budget raised to "
        } else {
            " smallest fix found: budget raised to "
        });
        assert!(!app.shown().contains(" flips "), "{size:?}");
        // What it says is so.
        let &(option, mend) = app.state.fix().unwrap();
        app.state.set(mend.key, Value::Number(mend.to));
        app.state.settle();
        app.draw();
        app.find("Recommendation: ");
        assert!(app.state.outlook().assessments[option].violations.is_empty());
        assert_eq!(app.state.fix(), None);
    }
}

#[test]
fn numbers_too_long_for_their_column_lose_digits_and_not_their_meaning() {
    let app = App::sized(
        (80, 24),
        &[
            "traffic.rps=1M",
            "work.heavy_percent=100",
            "work.cpu_ms=5000",
            "objective.p99_ms=10000",
            "objective.budget_usd=0",
        ],
    );
    let shown = app.shown();
    assert!(shown.contains("2.29M") && shown.contains(" s ") && shown.contains("B "), "{shown}");
    assert!(!shown.lines().skip(1).take(6).any(|row| row.contains('…')), "{shown}");
}

#[test]
fn large_letters_keep_the_doubt_about_what_they_recommend() {
    let sets = [
        "framework.python=flask",
        "work.wait_ms=2000",
        "objective.p99_ms=5000",
        "team.python=100",
        "need.data_percent=100",
    ];
    for size in [(80, 24), (120, 40), (160, 50)] {
        let mut app = App::sized(size, &sets);
        app.find("Recommendation: Python");
        app.keys("B");
        let (_, doubt) = app.find("Flask: about 20,0");
        let (_, sure) = app.find("Python comes first in");
        assert_eq!(doubt, sure + 1, "{size:?}");
    }
}

#[test]
fn a_flip_to_where_nothing_fits_recommends_nothing() {
    let app = App::sized(
        (160, 50),
        &["traffic.rps=4k", "work.heavy_percent=2", "work.cpu_ms=300", "objective.p99_ms=100"],
    );
    app.find(" flips to Node.js if Heavy share <= ");
    app.find(", to none (Node.js on points) if ");
}

#[test]
fn figures_are_large_before_what_stands_below_them_is_long() {
    let sets = ["work.heavy_percent=10", "work.cpu_ms=40", "objective.budget_usd=50", "traffic.rps=25k"];
    let outlook = App::sized((80, 24), &sets).state.outlook().clone();
    let workers = notation::count(outlook.assessments[outlook.first()].plan.planned);
    for (columns, caption) in [(80, "won, Node.js 3"), (160, "Hybrid: won, Node.js 3")] {
        let mut app = App::sized((columns, 50), &sets);
        app.keys("B");
        app.find(caption);
        assert!(!app.shown().contains(&workers), "{}", app.shown());
    }
}

#[test]
fn a_broken_limit_is_told_without_colour_on_the_least_screen() {
    let app = App::sized(LEAST_SIZE, &["objective.budget_usd=100"]);
    app.find("✗P Python");
    app.find("▶ N Node.js");
}

#[test]
fn in_80_columns_only_a_doubt_about_the_first_takes_the_place_of_the_flips() {
    // That of Python and of Hybrid, behind Node.js.
    let others = App::sized((80, 24), &["work.heavy_percent=0.02"]);
    others.find("Recommendation: Node.js ");
    others.find(" flips to ");
    // The same of Python as well, which is third and comes first in the list.
    App::sized((80, 24), &["work.heavy_percent=0.5"]).find("─ Hybrid: heavy requests alone have");
    let heavy = ["traffic.rps=4k", "work.heavy_percent=2", "work.cpu_ms=300", "objective.p99_ms=100"];
    let app = App::sized((80, 24), &heavy);
    app.find("Go: heavy requests alone have a p99 of 425 ms, past the ta… (+2 on page 5)");
    app.find("no other fits");
}

#[test]
fn a_press_on_what_is_told_in_short_leads_to_the_table_that_tells_all_of_it() {
    for size in [(80, 24), (120, 40), (160, 50)] {
        for (inputs, text, table) in [
            (&[][..], "first in ", SheetId::Confidence),
            (&[], "P(best)", SheetId::Ranking),
            (&[], " Hybrid  ", SheetId::Ranking),
            (&[], " flips to ", SheetId::Flips),
            (&["work.heavy_percent=0.5"], "heavy requests alone have", SheetId::Warnings),
            (&["work.heavy_percent=0.5"], "on page 5)", SheetId::Warnings),
            (&["objective.budget_usd=50"], "smallest fix", SheetId::Limits),
        ] {
            let mut app = App::sized(size, inputs);
            app.press(app.find(text));
            assert_eq!(app.state.tab, Tab::Decision, "{text} {size:?}");
            assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(table)), "{size:?}");
        }
    }
}
