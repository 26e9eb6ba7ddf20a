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
    /// Wants to go on and waits: for the interpreter lock, for a core, or for its loop to take a result back.
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

/// How long a request is at what, as far as a trace tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// From beginning to end: the sum of the others.
    pub whole: Nanoseconds,
    /// Whether it reaches beyond the window, where more may have become of it.
    pub is_cut: bool,
    /// Waits to be begun.
    pub queued: Nanoseconds,
    /// Wants to run and waits.
    pub ready: Nanoseconds,
    /// Runs, its heavy work included.
    pub running: Nanoseconds,
    /// Waits for others.
    pub upstream: Nanoseconds,
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

    /// What becomes of a request; none where it does nothing in the window, as when it is rejected.
    pub fn course(&self, request: u32) -> Option<Course> {
        let mut course = Course::default();
        let mut ends: Option<(Nanoseconds, Nanoseconds)> = None;
        for &Span { activity, from, to, .. } in self.spans.iter().filter(|span| span.request == request) {
            let time = match activity {
                Activity::Light | Activity::Heavy => &mut course.running,
                Activity::Ready => &mut course.ready,
                Activity::Queued => &mut course.queued,
                Activity::Upstream => &mut course.upstream,
            };
            *time += to - from;
            ends = Some(ends.map_or((from, to), |(first, last)| (first.min(from), last.max(to))));
        }
        let (first, last) = ends?;
        let is_cut = first <= self.window.start || last >= self.window.end;
        Some(Course { whole: last - first, is_cut, ..course })
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
    fn the_course_of_a_request_is_made_of_its_own_spans() {
        let mut trace = Trace::of(0..100);
        for (activity, from, to, request) in [
            (Activity::Heavy, 20, 50, 7),
            (Activity::Queued, 5, 12, 7),
            (Activity::Ready, 15, 20, 7),
            (Activity::Light, 12, 15, 7),
            (Activity::Upstream, 50, 90, 7),
            (Activity::Light, 0, 99, 8),
        ] {
            trace.add(Span { lane: None, activity, from, to, request });
        }
        let course = Course { whole: 85, is_cut: false, queued: 7, ready: 5, running: 33, upstream: 40 };
        assert_eq!(trace.course(7), Some(course));
        assert!(trace.course(8).unwrap().is_cut);
        assert_eq!(trace.course(9), None);
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
