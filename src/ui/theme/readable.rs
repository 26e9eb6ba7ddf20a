//! That every theme can be read, and told apart with the common red-green deficiencies.

use crate::model::Alternative;
use ratatui::style::Color;

use super::built_in;
use super::colours::{Colours, OF_GRAPHICS, OF_TEXT, OF_TEXT_ENHANCED, rgb};
use super::{Depth, Theme};
use crate::colour::{Rgb, difference, oklab};
use crate::picture::Palette;

/// What a linear colour looks like to somebody, as a matrix.
type Sight = [[f64; 3]; 3];

/// With all three kinds of cones, and without those for long or for medium waves: the matrices for severity 1.0 of
/// Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// IEEE Transactions on Visualization and Computer Graphics 15(6), <https://doi.org/10.1109/TVCG.2009.113>, in its
/// online supplement.
const SIGHTS: [(&str, Sight); 3] = [
    ("full sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
];

/// What two series differ by at least: five times what is just noticed in OKLab on large patches (0.02), as lines and
/// letters are thin and stand apart.
const APART: f64 = 0.10;
/// The same where it is the purpose of the theme.
const FAR_APART: f64 = 0.15;

fn seen(colour: Rgb, sight: &Sight) -> [f64; 3] {
    let linear = colour.linear();
    let row = |row: [f64; 3]| row.iter().zip(linear).map(|(factor, part)| factor * part).sum::<f64>();
    oklab(sight.map(|one| row(one).clamp(0.0, 1.0)))
}

/// Themes with colours of their own.
fn of_rgb() -> impl Iterator<Item = (&'static str, Colours)> {
    let themes = built_in::ALL.iter().map(|theme| (theme.name, theme.colours().unwrap()));
    themes.filter(|(_, colours)| colours.background.is_some())
}

/// The series, then good and bad, of a theme.
fn told_apart(colours: [Option<Rgb>; Alternative::COUNT], good_and_bad: [Option<Rgb>; 2]) -> Vec<(Rgb, Rgb)> {
    let series = colours.map(Option::unwrap);
    let [good, bad] = good_and_bad.map(Option::unwrap);
    let pairs =
        series.iter().enumerate().flat_map(|(at, one)| series[..at].iter().map(|other| (*one, *other)));
    pairs.chain([(good, bad)]).collect()
}

fn assert_apart(name: &str, pairs: Vec<(Rgb, Rgb)>, least: f64) {
    for (one, other) in pairs {
        for (sight, matrix) in &SIGHTS {
            let distance = difference(seen(one, matrix), seen(other, matrix));
            assert!(distance >= least, "{name}: {one} and {other} differ by {distance:.3} with {sight}");
        }
    }
}

#[test]
fn series_and_good_and_bad_are_told_apart() {
    for (name, colours) in of_rgb() {
        let pairs = told_apart(colours.series.map(rgb), [rgb(colours.good), rgb(colours.bad)]);
        assert_apart(name, pairs, if name == "colour-blind" { FAR_APART } else { APART });
    }
}

/// A cell in the colour of a warning stands next to names in those of the series.
#[test]
fn a_warning_is_not_taken_for_a_series_where_colours_are_few() {
    let (name, colours) = of_rgb().find(|(name, _)| *name == "colour-blind").unwrap();
    let warning = rgb(colours.warning).unwrap();
    let others = colours.series.map(rgb).into_iter().chain([rgb(colours.good), rgb(colours.bad)]);
    assert_apart(name, others.map(|other| (warning, other.unwrap())).collect(), 0.09);
}

#[test]
fn so_they_are_in_the_sixteen_colours_of_pictures() {
    let colours = Colours::TERMINAL;
    for (name, palette) in [("dark", Palette::DARK), ("light", Palette::LIGHT)] {
        let shown = |colour: Option<Color>| colour.map_or(Some(palette.foreground), |one| palette.rgb(one));
        let pairs = told_apart(colours.series.map(shown), [shown(colours.good), shown(colours.bad)]);
        assert_apart(name, pairs, APART);
    }
}

#[test]
fn text_can_be_read_wherever_it_stands() {
    for (name, colours) in of_rgb() {
        let level = if name == "high-contrast" { OF_TEXT_ENHANCED } else { OF_TEXT };
        assert!(colours.level() >= level, "{name}");
        let [background, selection] = [colours.background, colours.selection].map(|one| rgb(one).unwrap());
        for text in colours.texts().map(|text| rgb(Some(text)).unwrap()) {
            for behind in [background, selection] {
                let contrast = text.contrast(behind);
                assert!(contrast >= level, "{name}: {text} on {behind} has {contrast:.2}");
            }
        }
        let border = rgb(colours.border).unwrap().contrast(background);
        assert!(border >= OF_GRAPHICS, "{name}: the border has {border:.2}");
        // Bold helps: it is enough that it is noticed.
        assert!(background.distance(selection) >= 0.04, "{name}: the selection is not seen");
    }
}

#[test]
fn what_is_faint_can_still_be_read_and_is_fainter() {
    for (name, colours) in of_rgb() {
        let theme = Theme::new(&colours, Depth::Full);
        let background = rgb(colours.background).unwrap();
        for (faint, full) in theme.faint_series.iter().zip(theme.series) {
            let [faint, full] = [faint.fg, full.fg].map(|one| rgb(one).unwrap().contrast(background));
            assert!(faint >= colours.level() && faint <= full, "{name}: {faint:.2} of {full:.2}");
        }
    }
}
