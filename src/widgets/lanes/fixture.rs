//! Lanes that look like a run of nine concurrency models, the same at every call.

use ratatui::style::Style;

use super::{Fill, Group, Lane, LaneKind, Rule, Span};

const MILLISECOND: u64 = 1_000_000;

/// How long the run is.
pub(super) const RUN: u64 = 200 * MILLISECOND;

const TITLES: [&str; 9] = [
    "One loop",
    "Loop and workers",
    "asyncio",
    "Threads, one lock",
    "Processes",
    "Free threads",
    "Goroutines",
    "Hybrid",
    "Hybrid with a queue",
];

/// Numbers that look random: a linear congruential generator modulo 2^31, the upper bits of it.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = (self.0 * 1_103_515_245 + 12_345) % (1 << 31);
        (self.0 >> 8) % limit
    }
}

fn thread(label: &str, seed: u64, load: u64) -> Lane {
    let mut numbers = Numbers(seed);
    let mut spans = Vec::new();
    let mut now = numbers.below(4) * MILLISECOND / 2;
    while now < RUN {
        let (fill, letter, length) = match numbers.below(12) {
            0 => (Fill::Dense, 'H', 30 * MILLISECOND),
            1 => (Fill::Dense, 'W', 4 * MILLISECOND),
            2 => (Fill::Dotted, 'U', 6 * MILLISECOND),
            _ => (Fill::Solid, 'L', MILLISECOND / 4 + numbers.below(2 * MILLISECOND)),
        };
        let to = (now + length).min(RUN);
        let request = u32::try_from(spans.len()).unwrap();
        spans.push(Span { from: now, to, style: Style::new(), fill, letter, request });
        now = to + numbers.below(MILLISECOND * 20 / load);
    }
    lane(label, 1, LaneKind::Spans(spans))
}

fn queue(seed: u64, limit: u64) -> Lane {
    let mut numbers = Numbers(seed);
    let steps: Vec<(u64, u32)> = (0..40)
        .map(|step| (step * RUN / 40, u32::try_from(numbers.below(limit).min(numbers.below(limit))).unwrap()))
        .collect();
    lane("queue", 0, LaneKind::Depth(steps))
}

fn lane(label: &str, dispensable: u8, kind: LaneKind) -> Lane {
    Lane { label: label.to_owned(), style: Style::new(), dispensable, kind }
}

/// The first `count` models, of one thread with a queue to three.
pub(super) fn models(count: usize) -> Vec<Group<'static>> {
    let model = |(index, title): (u64, &'static str)| {
        let mut lanes: Vec<Lane> = (0..=index % 3)
            .map(|core| thread(&format!("core {}", core + 1), index * 7 + core, 1 + index))
            .collect();
        if let Some(first) = lanes.first_mut() {
            first.dispensable = 0;
        }
        lanes.push(queue(index, 9 + index * 200));
        let figures = format!("p99 {} ms  timeouts {}", 40 + index * 13, index % 4);
        Group { title, style: Style::new(), lanes, figures }
    };
    (0_u64..).zip(TITLES).take(count).map(model).collect()
}

/// Two rules, of which the labels would touch in a narrow chart.
pub(super) fn rules() -> Vec<Rule> {
    let rule = |at, label: &str| Rule { at: at * MILLISECOND, label: label.to_owned(), style: Style::new() };
    vec![rule(50, "blocked 50 ms"), rule(100, "budget 100 ms")]
}
