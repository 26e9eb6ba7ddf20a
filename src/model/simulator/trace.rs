//! What happened in a window of simulated time, for drawing.

use std::ops::Range;

use super::arrivals::Nanoseconds;

/// What a lane, or a request that has none, is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activity {
    /// Runs the part that every request has.
    Light,
    /// Runs heavy work.
    Heavy,
    /// Wants to run and waits: for the interpreter lock, or for a core.
    Ready,
    /// Waits to be begun.
    Queued,
    /// Waits for others, while the CPU is free for somebody else.
    Upstream,
}

/// One stretch of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The thread, process or core; those of requests that wait are on none.
    pub lane: Option<u32>,
    /// What it does.
    pub activity: Activity,
    /// When it begins.
    pub from: Nanoseconds,
    /// When it ends, not before it begins.
    pub to: Nanoseconds,
    /// The request, counted from 0 in the order of arrival.
    pub request: u32,
}

/// The spans of one way of running that touch a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The window.
    pub window: Range<Nanoseconds>,
    /// In no order.
    pub spans: Vec<Span>,
}

impl Trace {
    /// An empty trace of a window.
    pub fn of(window: Range<Nanoseconds>) -> Self {
        Self { window, spans: Vec::new() }
    }

    /// Keeps a span if some of it is seen in the window.
    pub(super) fn add(&mut self, span: Span) {
        if span.from < span.to && span.to > self.window.start && span.from < self.window.end {
            self.spans.push(span);
        }
    }

    /// How many requests are at an activity, as steps: from each moment on, so many.
    pub fn depth(&self, activity: Activity) -> Vec<(Nanoseconds, u32)> {
        let mut changes: Vec<(Nanoseconds, i64)> = self
            .spans
            .iter()
            .filter(|span| span.activity == activity)
            .flat_map(|span| [(span.from, 1), (span.to, -1)])
            .collect();
        changes.sort_unstable();
        let mut steps: Vec<(Nanoseconds, u32)> = Vec::new();
        let mut count = 0;
        for (at, change) in changes {
            count += change;
            let step = (at, u32::try_from(count).unwrap_or(0));
            match steps.last_mut() {
                Some(last) if last.0 == at => *last = step,
                _ => steps.push(step),
            }
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: Nanoseconds, to: Nanoseconds) -> Span {
        Span { lane: None, activity: Activity::Queued, from, to, request: 0 }
    }

    #[test]
    fn only_what_is_seen_is_kept() {
        let mut trace = Trace::of(10..20);
        for (from, to) in [(0, 10), (5, 11), (12, 12), (19, 30), (20, 25)] {
            trace.add(span(from, to));
        }
        assert_eq!(trace.spans, [span(5, 11), span(19, 30)]);
    }

    #[test]
    fn depth_counts_who_is_there() {
        let mut trace = Trace::of(0..100);
        for (from, to) in [(10, 30), (20, 40), (30, 50)] {
            trace.add(span(from, to));
        }
        assert_eq!(trace.depth(Activity::Queued), [(10, 1), (20, 2), (30, 2), (40, 1), (50, 0)]);
        assert!(trace.depth(Activity::Upstream).is_empty());
    }
}
