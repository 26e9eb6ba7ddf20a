//! Event loops: each runs whatever it begins to its end.
//!
//! First come, first served, without a break: when a request arrives, all that decides its fate has arrived already.
//! So there are no events to wait for, and a request costs some tens of nanoseconds.

use std::collections::VecDeque;

use super::arrivals::{Dice, Nanoseconds, Request};
use super::record::Record;
use super::setting::Setting;
use super::trace::{Activity, Span};
use crate::scenario::registry::ASSIGNMENTS;

/// How requests are spread over several loops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// At random, as many clients behind a balancer by addresses, or connections that stay open, come close to.
    Random,
    /// In turn.
    RoundRobin,
    /// To the loop with the fewest requests in flight; at random among equals.
    LeastConnections,
    /// The better of two that are picked at random.
    PowerOfTwo,
    /// One queue for all: a loop takes the next request when it is free.
    Shared,
}

impl Assignment {
    /// All of them, in the order of the choices of `concurrency.assignment`.
    pub const ALL: [Self; ASSIGNMENTS.len()] =
        [Self::Random, Self::RoundRobin, Self::LeastConnections, Self::PowerOfTwo, Self::Shared];

    /// The one at a position of the choice.
    pub fn at(choice: usize) -> Self {
        Self::ALL.get(choice).copied().unwrap_or(Self::RoundRobin)
    }
}

/// Event loops side by side.
#[derive(Clone, Debug)]
pub(super) struct Loops {
    members: Vec<Loop>,
    assignment: Assignment,
    dice: Dice,
    next: usize,
    queue_cap: u64,
    timeout: Nanoseconds,
    upstream: Nanoseconds,
    /// Begins of those that wait before all loops.
    shared: VecDeque<Nanoseconds>,
}

/// One event loop, with what it is known to do from now on.
#[derive(Clone, Debug, Default)]
struct Loop {
    free: Nanoseconds,
    /// When those that wait will be taken up.
    begins: VecDeque<Nanoseconds>,
    /// When those that are served, or will be, are answered.
    answers: VecDeque<Nanoseconds>,
    /// When those that were given up are found in the queue. They go without an upstream wait, and so before others
    /// that came before them.
    finds: VecDeque<Nanoseconds>,
}

/// How long a request occupies a loop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) light: Nanoseconds,
    pub(super) heavy: Nanoseconds,
}

impl Loops {
    /// So many loops at rest, and where their random numbers begin.
    pub(super) fn new(count: u32, seed: u64, setting: &Setting) -> Self {
        Self {
            members: vec![Loop::default(); count.max(1) as usize],
            assignment: setting.assignment,
            // Other numbers than those of the arrivals.
            dice: Dice::new(!seed),
            next: 0,
            queue_cap: setting.queue_cap,
            timeout: setting.timeout,
            upstream: setting.upstream,
            shared: VecDeque::new(),
        }
    }

    /// Serves a request, which must not arrive before the last one.
    pub(super) fn serve(&mut self, number: u32, request: &Request, work: Work, record: &mut Record) {
        let now = request.at;
        let chosen = self.choose(now);
        let tells_in_flight =
            matches!(self.assignment, Assignment::LeastConnections | Assignment::PowerOfTwo);
        let Some(one) = self.members.get_mut(chosen) else { return };
        let begin = one.free.max(now);
        if begin > now {
            let queue =
                if self.assignment == Assignment::Shared { &mut self.shared } else { &mut one.begins };
            leave(queue, now);
            if queue.len() as u64 >= self.queue_cap {
                record.reject();
                return;
            }
            queue.push_back(begin);
            let waiting = queue.len() as u64;
            record.wait(number, waiting, now, begin);
        }
        record.lag(request, begin - now);
        if begin - now >= self.timeout {
            // Nobody waits for the answer any more when the loop finds it in its queue.
            record.give_up(request);
            if tells_in_flight {
                one.finds.push_back(begin);
            }
            return;
        }
        let computed = begin + work.light;
        let end = computed + work.heavy;
        one.free = end;
        if tells_in_flight {
            one.answers.push_back(end + self.upstream);
        }
        let lane = chosen as u32;
        record.run(lane, Activity::Light, number, begin, computed);
        record.run(lane, Activity::Heavy, number, computed, end);
        record.hold(end - begin);
        let answered = end + self.upstream;
        record.trace.add(Span {
            lane: None,
            activity: Activity::Upstream,
            from: end,
            to: answered,
            request: number,
        });
        record.answer(request, answered);
    }

    fn choose(&mut self, now: Nanoseconds) -> usize {
        let count = self.members.len();
        if count == 1 {
            return 0;
        }
        match self.assignment {
            Assignment::Random => self.dice.below(count),
            Assignment::RoundRobin => {
                let chosen = self.next;
                self.next = (chosen + 1) % count;
                chosen
            }
            Assignment::LeastConnections => {
                let mut fewest = usize::MAX;
                let mut equals = 0;
                let mut chosen = 0;
                for at in 0..count {
                    let in_flight = self.in_flight(at, now);
                    if in_flight < fewest {
                        (fewest, equals, chosen) = (in_flight, 1, at);
                    } else if in_flight == fewest {
                        // Each of the equals so far is as likely as the others.
                        equals += 1;
                        if self.dice.below(equals) == 0 {
                            chosen = at;
                        }
                    }
                }
                chosen
            }
            Assignment::PowerOfTwo => {
                let one = self.dice.below(count);
                let other = (one + 1 + self.dice.below(count - 1)) % count;
                let (here, there) = (self.in_flight(one, now), self.in_flight(other, now));
                if there < here || (there == here && self.dice.below(2) == 0) { other } else { one }
            }
            Assignment::Shared => {
                // The loop that is free first takes the next in line; among idle ones any will do.
                let frees = self.members.iter().map(|one| one.free.max(now)).enumerate();
                frees.min_by_key(|(_, free)| *free).map_or(0, |(at, _)| at)
            }
        }
    }

    fn in_flight(&mut self, at: usize, now: Nanoseconds) -> usize {
        self.members.get_mut(at).map_or(0, |one| {
            leave(&mut one.answers, now);
            leave(&mut one.finds, now);
            one.answers.len() + one.finds.len()
        })
    }
}

/// Drops from a queue those whose time has come.
fn leave(queue: &mut VecDeque<Nanoseconds>, now: Nanoseconds) {
    while queue.front().is_some_and(|time| *time <= now) {
        queue.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::setting;
    use super::*;

    #[test]
    fn a_request_that_has_waited_for_just_the_timeout_is_not_begun() {
        let mut record = Record::new(100, 0..Nanoseconds::MAX, 0..0);
        let mut loops = Loops::new(1, 1, &Setting { queue_cap: 10, timeout: 100, ..setting() });
        for (number, at) in [(0, 0), (1, 0), (2, 1)] {
            let request = Request { at, heavy: false, size: 1.0 };
            loops.serve(number, &request, Work { light: 100, heavy: 0 }, &mut record);
        }
        assert_eq!(loops.members[0].free, 200, "the second came when 100 were left, the third when 99 were");
    }

    #[test]
    fn a_request_that_was_given_up_is_in_flight_until_the_loop_finds_it() {
        let mut record = Record::new(100, 0..Nanoseconds::MAX, 0..0);
        let assignment = Assignment::LeastConnections;
        let setting = Setting { assignment, queue_cap: 10, timeout: 100, upstream: 1_000, ..setting() };
        let mut loops = Loops::new(2, 1, &setting);
        let mut serve = |at, light| {
            let request = Request { at, heavy: false, size: 1.0 };
            loops.serve(0, &request, Work { light, heavy: 0 }, &mut record);
            [0, 1].map(|member| loops.in_flight(member, at))
        };
        // Both are busy up to 500, and wait for others up to 1,500.
        serve(0, 500);
        assert_eq!(serve(0, 500), [1, 1]);
        serve(1, 500);
        assert_eq!(serve(1, 500), [2, 2], "these will have waited too long");
        let waiting: usize = serve(499, 0).iter().sum();
        assert_eq!(waiting, 5);
        let found: usize = serve(501, 0).iter().sum();
        assert_eq!(found, 4, "two that were answered by nobody are gone; those upstream are not");
    }
}
