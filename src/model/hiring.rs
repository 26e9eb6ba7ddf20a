//! People: who is productive on day one, what ramping up costs, and how far hiring reaches.

use super::alternative::{Alternative, PerAlternative};
use super::constants::Constants;
use super::cost;
use crate::scenario::Inputs;
use crate::scenario::candidates::Language;
use crate::scenario::registry::{ONBOARDING_DAYS, PRICE_LOAD, TEAM_HIRES, TEAM_SIZE};

/// Working hours of a day: ramping up is stated in days and paid by the hour.
const WORKING_HOURS_PER_DAY: f64 = 8.0;
/// What a share that is told in whole percent may hide.
const HIDDEN_SHARE: f64 = 0.005;
/// What the last digits of shares and of people are worth: nobody.
const ROUNDING: f64 = 1e-9;

/// What an alternative means for the team.
#[derive(Clone, Debug, PartialEq)]
pub struct HiringOutlook {
    /// Share of developers who use the language, percent; mixed for a hybrid.
    pub reach_percent: f64,
    /// How well the team's languages fit, 0..1.
    pub fit: f64,
    /// Engineers at home in what they come to work in, whole people: a hybrid has work in each language for its share.
    pub productive_day_one: u64,
    /// Working days until the slowest group of today's team is at full speed.
    pub days_to_speed: f64,
    /// Whether that is within the onboarding target.
    pub within_target: bool,
    /// Engineering time that ramping up today's team and the planned hires takes, hours.
    pub ramp_hours: f64,
    /// How much of that the hires take, hours.
    pub hire_hours: f64,
    /// What that time costs, USD.
    pub ramp_usd: f64,
    /// Hires needed so that at least half of the team is at home in the language; beyond the planned ones they
    /// are a gap.
    pub hires_needed: u64,
}

/// The Python share of a hybrid: the greater of the data need and the heavy share grown by its factor, up to all.
pub fn hybrid_share(constants: &Constants, data_need: f64, heavy_share: f64) -> f64 {
    data_need.max((constants.hybrid_heavy_factor * heavy_share).min(1.0))
}

/// The team's shares, 0..1, by the language that each is at home in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeamShares([f64; Language::ALL.len()]);

impl TeamShares {
    /// The shares that are set.
    pub fn read(inputs: &Inputs) -> Self {
        Self(Language::ALL.map(|language| inputs.share(language.share())))
    }

    fn iter(&self) -> impl Iterator<Item = (f64, Language)> {
        self.0.into_iter().zip(Language::ALL)
    }

    fn of(&self, language: Language) -> f64 {
        self.iter().filter(|(_, home)| *home == language).map(|(share, _)| share).sum()
    }

    /// How well the team knows a language: its shares weighted by similarity, 0..1.
    fn fit(&self, constants: &Constants, language: Language) -> f64 {
        self.iter().map(|(share, home)| share * similarity(constants, home, language)).sum()
    }
}

/// The fit of an alternative; a hybrid gains where both halves of the team find their own language.
pub fn team_fit(
    constants: &Constants,
    team: &TeamShares,
    alternative: Alternative,
    python_share: f64,
) -> f64 {
    if alternative != Alternative::Hybrid {
        return team.fit(constants, alternative.api().language);
    }
    let f = python_share;
    let both = (1.0 - f).min(f).min(team.of(Language::JavaScript)).min(team.of(Language::Python));
    (1.0 - f) * team.fit(constants, Language::JavaScript)
        + f * team.fit(constants, Language::Python)
        + 0.5 * both
}

/// Usage share of an alternative's languages, percent.
pub fn reach_percent(constants: &Constants, alternative: Alternative, python_share: f64) -> f64 {
    alternative.mixed(python_share, |runtime| constants.reach_percent.number(runtime))
}

/// The outlook on people for every alternative.
pub fn outlook(constants: &Constants, inputs: &Inputs, python_share: f64) -> PerAlternative<HiringOutlook> {
    PerAlternative::from_fn(|alternative| assess(constants, inputs, alternative, python_share))
}

/// Some of the team: what they are at home in and what they come to work in.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Group {
    home: Language,
    at: Language,
    /// Share of the team, 0..1.
    share: f64,
}

/// Who works in what. Whoever can stays at home, as far as there is work; the others learn the nearest language that
/// still wants people.
fn groups(constants: &Constants, team: &TeamShares, work: &[(Language, f64)]) -> Vec<Group> {
    let mut open = work.to_vec();
    let mut groups = Vec::new();
    let mut strangers = Vec::new();
    for (share, home) in team.iter() {
        let mut left = share;
        if let Some((at, room)) = open.iter_mut().find(|(language, _)| *language == home) {
            let stays = left.min(*room);
            groups.push(Group { home, at: *at, share: stays });
            left -= stays;
            *room -= stays;
        }
        strangers.push((left, home));
    }
    for (mut left, home) in strangers {
        let nearness = |(language, _): &(Language, f64)| similarity(constants, home, *language);
        open.sort_by(|a, b| nearness(b).total_cmp(&nearness(a)));
        for (at, room) in &mut open {
            let goes = left.min(*room);
            groups.push(Group { home, at: *at, share: goes });
            left -= goes;
            *room -= goes;
        }
    }
    // What rounding leaves of shares that are used up is nobody.
    groups.retain(|group| group.share > ROUNDING);
    groups
}

fn assess(
    constants: &Constants,
    inputs: &Inputs,
    alternative: Alternative,
    python_share: f64,
) -> HiringOutlook {
    let size = inputs[TEAM_SIZE];
    let team = TeamShares::read(inputs);
    let work: Vec<(Language, f64)> =
        alternative.work(python_share).map(|(one, share)| (one.language, share)).collect();
    let groups = groups(constants, &team, &work);
    let at_home = || groups.iter().filter(|group| group.home == group.at);
    let days = |group: &Group| ramp_days(constants, group.home, group.at);
    // Less than half a person is nobody. Where several such groups are somebody together, the largest of them counts.
    let learners = || groups.iter().filter(|group| group.home != group.at).map(|group| group.share * size);
    let is_anybody = learners().sum::<f64>() >= 0.5 - ROUNDING;
    let least = if is_anybody { learners().fold(0.0, f64::max).min(0.5) } else { 0.5 };
    let seen = groups.iter().filter(|group| group.share * size >= least - ROUNDING);
    let slowest = seen.map(days).fold(0.0, f64::max);
    let mean_days: f64 = groups.iter().map(|group| group.share * days(group)).sum();
    let hire_days: f64 =
        work.iter().map(|(language, share)| share * days_of_a_hire(constants, *language)).sum();
    let hours = |days: f64| days * WORKING_HOURS_PER_DAY * constants.ramp_loss;
    let ramp_hours = hours(size * mean_days + inputs[TEAM_HIRES] * hire_days);
    let share_at_home = at_home().map(|group| group.share).sum();
    let productive = whole_people(share_at_home, size, at_home().count());
    HiringOutlook {
        reach_percent: reach_percent(constants, alternative, python_share),
        fit: team_fit(constants, &team, alternative, python_share),
        productive_day_one: productive as u64,
        days_to_speed: slowest,
        within_target: slowest <= inputs[ONBOARDING_DAYS],
        ramp_hours,
        hire_hours: hours(inputs[TEAM_HIRES] * hire_days),
        ramp_usd: cost::labour_usd(ramp_hours, constants.wage_usd_per_hour, inputs[PRICE_LOAD]),
        // h hires make it half when productive + h >= (size + h) / 2.
        hires_needed: (size - 2.0 * productive).max(0.0).ceil() as u64,
    }
}

/// The whole people in a share of a team, made of the shares of so many languages. Each is told in whole percent: one
/// person of three is 33 %, so that what lacks no more than the digits hide is somebody, where it can be nobody less.
fn whole_people(share: f64, size: f64, languages: usize) -> f64 {
    let people = share * size;
    let hidden = HIDDEN_SHARE * languages as f64 * size;
    let whole = (people + ROUNDING).floor();
    let is_more = people - whole > hidden + ROUNDING && whole + 1.0 - people <= hidden + ROUNDING;
    if is_more { whole + 1.0 } else { whole }
}

/// Mean working days that somebody from the market learns who is hired for a language: none of those who use it, of
/// whom there are as many as it reaches, and of the others by how many use theirs, alike when nobody does.
fn days_of_a_hire(constants: &Constants, language: Language) -> f64 {
    let users = |home| {
        let mut reach = constants.reach_percent.iter();
        reach.find(|(candidate, _)| candidate.language == home).map_or(0.0, |(_, percent)| *percent)
    };
    let others = || Language::ALL.into_iter().filter(|home| *home != language);
    let all: f64 = others().map(users).sum();
    let weight = |home| if all > 0.0 { users(home) / all } else { 1.0 / others().count() as f64 };
    let strangers: f64 = others().map(|home| weight(home) * ramp_days(constants, home, language)).sum();
    (1.0 - (users(language) / 100.0).min(1.0)) * strangers
}

/// Working days until somebody at home in one language is at full speed in another.
fn ramp_days(constants: &Constants, home: Language, at: Language) -> f64 {
    constants.ramp_days * (1.0 - similarity(constants, home, at))
}

fn similarity(constants: &Constants, home: Language, target: Language) -> f64 {
    match (home, target) {
        (a, b) if a == b => constants.similarity.same,
        (Language::Go, _) | (_, Language::Go) => constants.similarity.go_other,
        _ => constants.similarity.js_python,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn hiring(sets: &[&str]) -> PerAlternative<HiringOutlook> {
        fixture::outlook(sets).hiring
    }

    #[test]
    fn a_team_of_one_sort_fits_its_own_runtime_wholly() {
        let only_go = hiring(&["team.js=0", "team.python=0", "team.go=100"]);
        assert!((only_go[Alternative::Go].fit - 1.0).abs() < 1e-12);
        assert_eq!(only_go[Alternative::Go].productive_day_one, 8);
        assert_eq!(only_go[Alternative::Go].hires_needed, 0);
        assert!(only_go[Alternative::Go].days_to_speed.abs() < 1e-12);
        for stranger in [Alternative::Node, Alternative::Python, Alternative::Hybrid] {
            let one = &only_go[stranger];
            assert_eq!((one.productive_day_one, one.hires_needed), (0, 8), "{stranger:?}");
            assert!(one.days_to_speed > 0.0 && one.ramp_usd > only_go[Alternative::Go].ramp_usd);
        }
    }

    #[test]
    fn a_third_of_three_is_somebody() {
        let thirds = hiring(&["team.size=3", "team.js=67", "team.python=33", "team.go=0"]);
        let productive = |one: Alternative| thirds[one].productive_day_one;
        assert_eq!([Alternative::Node, Alternative::Python].map(productive), [2, 1]);
        // Most of a person more is none.
        let default = hiring(&["team.size=8", "team.js=50", "team.python=35", "team.go=15"]);
        assert_eq!(default[Alternative::Python].productive_day_one, 2);
        // Two of three, told as 33 % and 33 %, where each has work enough.
        let hybrid =
            hiring(&["team.size=3", "team.js=33", "team.python=33", "team.go=34", "need.data_percent=50"]);
        assert_eq!(hybrid[Alternative::Hybrid].productive_day_one, 2);
    }

    #[test]
    fn half_a_person_and_half_a_percent_count_whatever_the_last_digit_says() {
        let days = |sets: &[&str], one: Alternative| hiring(sets)[one].days_to_speed;
        assert!((days(&["team.size=2"], Alternative::Hybrid) - 22.5).abs() < 1e-9, "35 % - 10 % of two");
        let tenth = ["team.size=5", "team.js=90", "team.python=0", "team.go=10"];
        for one in [Alternative::Node, Alternative::Python] {
            assert!((days(&tenth, one) - 27.0).abs() < 1e-9, "{one:?}");
        }
        let home = |sets: &[&str], one: Alternative| hiring(sets)[one].productive_day_one;
        let eighths = ["team.size=8", "team.js=62", "team.python=38", "team.go=0"];
        assert_eq!(home(&eighths, Alternative::Node), 5, "five of eight are 62.5 %");
        let many = ["team.size=112", "team.js=62", "team.python=38", "team.go=0"];
        assert_eq!(home(&many, Alternative::Python), 42, "42 of 112 are 37.5 %");
    }

    #[test]
    fn several_groups_of_less_than_half_a_person_are_somebody_together() {
        let days = |sets: &[&str]| hiring(sets)[Alternative::Node].days_to_speed;
        let two = ["team.size=2", "team.js=60", "team.python=20", "team.go=20"];
        assert!((days(&two) - 27.0).abs() < 1e-9, "0.4 of Python and 0.4 of Go");
        assert!(days(&["team.size=1"]) > 0.0, "half of the only one");
        let nearly = ["team.size=2", "team.js=80", "team.python=10", "team.go=10"];
        assert!(days(&nearly).abs() < 1e-9, "0.4 of a person is nobody");
    }

    #[test]
    fn there_are_no_more_people_than_the_team_has() {
        for size in [149, 150, 250, 500] {
            let size_set = format!("team.size={size}");
            let large = hiring(&[&size_set, "team.js=50", "team.python=35", "team.go=15"]);
            let [js, python, go] = [Alternative::Node, Alternative::Python, Alternative::Go]
                .map(|one| large[one].productive_day_one);
            assert_eq!([js, python, go], [size / 2, size * 35 / 100, size * 15 / 100]);
        }
    }

    #[test]
    fn the_hires_needed_make_half_of_the_team_and_one_fewer_does_not() {
        for size in 1..=40_u64 {
            for (_, one) in hiring(&[&format!("team.size={size}")]).iter() {
                let is_half = |hires: u64| 2 * (one.productive_day_one + hires) >= size + hires;
                assert!(is_half(one.hires_needed), "{size}: {one:?}");
                assert!(one.hires_needed == 0 || !is_half(one.hires_needed - 1), "{size}: {one:?}");
            }
        }
    }

    #[test]
    fn a_target_that_is_just_reached_is_kept() {
        // Of the default team those of Go learn longest: 45 days times 0.6.
        let within = |days: &str| hiring(&[days])[Alternative::Node].within_target;
        assert!(within("team.onboarding_days=27") && !within("team.onboarding_days=26"));
    }

    #[test]
    fn the_hours_of_the_hires_are_those_that_come_with_them() {
        let (none, four) = (hiring(&["team.hires=0"]), hiring(&["team.hires=4"]));
        for one in Alternative::ALL {
            assert!(none[one].hire_hours.abs() < 1e-12 && four[one].hire_hours > 1.0, "{one:?}");
            let more = four[one].ramp_hours - none[one].ramp_hours;
            assert!((more - four[one].hire_hours).abs() < 1e-9, "{one:?}: {more}");
        }
    }

    #[test]
    fn the_python_share_is_the_data_need_or_the_heavy_share_grown_and_never_more_than_all() {
        let facts = fixture::facts();
        let share =
            |data, heavy| hybrid_share(facts.constants(crate::catalog::Edition::Audited), data, heavy);
        for (data, heavy, expected) in [(0.3, 0.02, 0.3), (0.0, 0.02, 0.1), (0.1, 0.5, 1.0)] {
            assert!((share(data, heavy) - expected).abs() < 1e-12, "{data} and {heavy}");
        }
    }

    #[test]
    fn a_hybrid_gains_by_half_of_what_both_halves_have_at_home() {
        // Either language is known by half and half as well by the others; at a Python share of 10 % that is the
        // least of what both have, at 50 % all of it.
        for (data, expected) in [("need.data_percent=10", 0.75 + 0.05), ("need.data_percent=50", 0.75 + 0.25)]
        {
            let one = hiring(&[data, "team.js=50", "team.python=50", "team.go=0"]);
            assert!((one[Alternative::Hybrid].fit - expected).abs() < 1e-12, "{data}");
        }
        let few = hiring(&["need.data_percent=50", "team.js=80", "team.python=20", "team.go=0"]);
        let fit = 0.5 * (0.8 + 0.1) + 0.5 * (0.2 + 0.4) + 0.5 * 0.2;
        assert!((few[Alternative::Hybrid].fit - fit).abs() < 1e-12);
    }

    #[test]
    fn a_small_mixed_team_still_has_to_learn() {
        let one = hiring(&["team.size=1", "team.js=34", "team.python=33", "team.go=33"]);
        assert!(one[Alternative::Python].days_to_speed > 0.0);
    }

    #[test]
    fn hires_learn_from_the_nearest_language_of_those_they_come_from() {
        // The team is at home, so that the hires alone ramp up: 4 of them, 8 hours a day, half of it lost.
        let days = |sets: &[&str], one| hiring(sets)[one].ramp_hours / (4.0 * 8.0 * 0.5);
        let node = days(&["team.js=100", "team.python=0", "team.go=0"], Alternative::Node);
        let expected = 0.34 * 45.0 * (57.9 * 0.5 + 16.4 * 0.6) / (57.9 + 16.4);
        assert!((node - expected).abs() < 1e-9, "{node}");
        // To Go both others are equally far, so that their proportion does not matter.
        let go = days(&["team.js=0", "team.python=0", "team.go=100"], Alternative::Go);
        assert!((go - (1.0 - 0.164) * 45.0 * 0.6).abs() < 1e-9, "{go}");
        // A hybrid hires for each half by its share of the work.
        let hybrid = days(&["team.js=90", "team.python=10", "team.go=0"], Alternative::Hybrid);
        let python = 0.421 * 45.0 * (66.0 * 0.5 + 16.4 * 0.6) / (66.0 + 16.4);
        assert!((hybrid - (0.9 * expected + 0.1 * python)).abs() < 1e-9, "{hybrid}");
    }

    #[test]
    fn a_market_without_users_of_the_others_takes_them_alike() {
        let facts = fixture::facts();
        let mut constants = *facts.constants(crate::catalog::Edition::Audited);
        constants.reach_percent = super::super::PerRuntime::default();
        // From Python half of what is new, from Go six tenths.
        let days = days_of_a_hire(&constants, Language::JavaScript);
        assert!((days - 45.0 * 0.55).abs() < 1e-12, "{days}");
    }

    #[test]
    fn a_hybrid_has_work_in_each_language_for_its_share_only() {
        let team = |js: u32, python: u32, data: u32| {
            let sets = [("team.js", js), ("team.python", python), ("team.go", 100 - js - python)];
            let mut sets: Vec<String> = sets.map(|(id, share)| format!("{id}={share}")).to_vec();
            sets.extend([format!("need.data_percent={data}"), "team.size=30".into(), "team.hires=0".into()]);
            hiring(&sets.iter().map(String::as_str).collect::<Vec<_>>())[Alternative::Hybrid].clone()
        };
        // All know Python, which is a tenth of the work: 27 of 30 learn JavaScript, half of what is new.
        let strangers = team(0, 100, 10);
        assert_eq!((strangers.productive_day_one, strangers.hires_needed), (3, 24));
        assert!((strangers.days_to_speed - 22.5).abs() < 1e-12);
        assert!((strangers.ramp_hours - 27.0 * 22.5 * 8.0 * 0.5).abs() < 1e-9);
        // Either half finds its own people, and those who know neither learn for where people lack.
        assert_eq!(team(60, 40, 40).ramp_hours.to_bits(), 0.0_f64.to_bits());
        let mixed = team(50, 30, 40);
        assert_eq!(mixed.productive_day_one, 24);
        assert!((mixed.ramp_hours - 6.0 * 27.0 * 8.0 * 0.5).abs() < 1e-9, "{mixed:?}");
    }

    #[test]
    fn a_hybrid_mixes_reach_and_needs_both_languages() {
        let outlook = fixture::outlook(&["need.data_percent=40"]);
        let reach = |one| outlook.hiring[one].reach_percent;
        let mixed = 0.6 * reach(Alternative::Node) + 0.4 * reach(Alternative::Python);
        assert!((reach(Alternative::Hybrid) - mixed).abs() < 1e-9);
    }
}
