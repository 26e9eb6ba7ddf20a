//! The distribution function F of the wait on a grid, from 0 upward.
//!
//! F(t) = (1 − ρ) + λ·[G(t) − (1 − q)·G(t − D₁) − q·G(t − D₂)] with G the integral of F from 0, D₁ and D₂ the
//! short and the long service time and q the share of the long one. Differentiated, F' = λ·(F − R) with R the
//! distribution function of the response: both come out of one pass.

use super::{Service, Target, Walk};

/// Long service times of up to this many short ones are integrated on a grid that resolves the short one. For
/// longer ones that grid covers the first stretch only.
const MOST_RESOLVED: f64 = 2_000.0;
/// Grid steps of a long service time when short work is a fluid.
const FLUID_STEPS: usize = 1_000;
/// Long service times after which the asymptote has taken over.
const SPANS: f64 = 4.0;

#[derive(Debug, Clone, Copy, Default)]
struct Point {
    /// F.
    cdf: f64,
    /// F', from the right where it jumps.
    slope: f64,
    /// G.
    area: f64,
}

/// A walk along the grid, as far back as the long service time.
pub(super) struct Lag {
    arrival_rate: f64,
    service: Service,
    /// 1 − ρ: F at 0, where it jumps.
    idle: f64,
    step: f64,
    short: ShortWork,
    /// ⌊D₂ ÷ step⌋, and the position of t − D₂ between two grid points, from the earlier one.
    long_steps: usize,
    between: Cubic,
    /// First step at which t − D₂ is not before 0.
    first_long: usize,
    horizon: f64,
    past: Ring,
    now: usize,
    point: Point,
    /// R at the current point.
    response: f64,
}

/// The last points of the grid; older ones are overwritten. What lies before time 0, or has not been walked to,
/// reads as 0.
#[derive(Default)]
struct Ring {
    /// Grows with the walk, which mostly ends long before the grid does.
    points: Vec<Point>,
    /// How many points it may hold, less one; a power of two, less one.
    mask: usize,
}

impl Ring {
    /// Room for looking back `longest` steps.
    const fn reaching(longest: usize) -> Self {
        Self { points: Vec::new(), mask: (longest + 4).next_power_of_two() - 1 }
    }

    fn at(&self, index: usize) -> Point {
        self.points.get(index & self.mask).copied().unwrap_or_default()
    }

    fn store(&mut self, index: usize, point: Point) {
        match self.points.get_mut(index & self.mask) {
            Some(place) => *place = point,
            None => self.points.push(point),
        }
    }
}

/// How the grid sees short service times. What of a step does not depend on the last point is kept apart from
/// what does: the chain from point to point is what takes the time.
#[derive(Clone, Copy)]
enum ShortWork {
    Resolved(Resolved),
    Fluid(Fluid),
}

/// As delays: the trapezium rule with end correction, fourth order; implicit, but linear.
#[derive(Clone, Copy)]
struct Resolved {
    /// D₁ in steps.
    steps: usize,
    /// Weight of F at the last point, h/2 + λh²/12.
    near: f64,
    /// Weight of F' at either end, over λ: λh²/12.
    bend: f64,
    /// 1 ÷ (1 − λh/2 + λ²h²/12).
    gain: f64,
}

/// As a fluid with a little friction, λ(1 − q)D₁²/2 over the step.
#[derive(Clone, Copy)]
struct Fluid {
    friction: f64,
    /// 1 ÷ what multiplies F at the next point.
    gain: f64,
}

impl Lag {
    /// A grid that resolves the short service time.
    pub(super) fn resolved(arrival_rate: f64, service: Service) -> Self {
        let Service { short, long, long_share } = service;
        // Fourth order in λ·step; and the kink at D₂, inside a step, asks for a fine grid only where D₂ is short.
        let per_short =
            (4.0 * arrival_rate * short).max(64.0 * short / long * f64::from(u8::from(long_share > 0.0)));
        let per_short = per_short.ceil().clamp(1.0, 64.0);
        let step = short / per_short;
        let reaches_long = long_share > 0.0 && long <= MOST_RESOLVED * short;
        let horizon = if reaches_long || long_share == 0.0 { SPANS * long } else { MOST_RESOLVED * short };
        let bend = arrival_rate * step * step / 12.0;
        let work = ShortWork::Resolved(Resolved {
            steps: per_short as usize,
            near: step / 2.0 + bend,
            bend,
            gain: (1.0 - arrival_rate * step / 2.0 + arrival_rate * bend).recip(),
        });
        let mut lag = Self::at_rest(arrival_rate, service, step, horizon, work);
        if reaches_long {
            lag.long_steps = (long / step) as usize;
            let past = long / step - lag.long_steps as f64;
            lag.between = Cubic::at(1.0 - past);
            lag.first_long = lag.long_steps + usize::from(past > 0.0);
        }
        let (at_zero, longest) = (lag.idle, lag.long_steps.max(per_short as usize));
        lag.start(at_zero, longest)
    }

    /// A coarse grid for very long service times. Short work takes its share of the worker and waits like a
    /// diffusion: G(t) − G(t − D₁) ≈ D₁·F − D₁²/2·F'.
    pub(super) fn fluid(arrival_rate: f64, service: Service) -> Self {
        let Service { short, long, long_share } = service;
        let step = long / FLUID_STEPS as f64;
        let short_rate = arrival_rate * (1.0 - long_share);
        let left = 1.0 - short_rate * short;
        let friction = short_rate * short * short / 2.0 / step;
        let gain = (left + friction - arrival_rate * long_share * step / 2.0).recip();
        let work = ShortWork::Fluid(Fluid { friction, gain });
        let mut lag = Self::at_rest(arrival_rate, service, step, SPANS * long, work);
        (lag.long_steps, lag.first_long) = (FLUID_STEPS, FLUID_STEPS);
        // Waits among short requests that the grid does not see are over at once.
        let at_zero = if friction < left { lag.idle / left } else { lag.idle };
        lag.start(at_zero, FLUID_STEPS)
    }

    fn at_rest(arrival_rate: f64, service: Service, step: f64, horizon: f64, short: ShortWork) -> Self {
        let mean = (1.0 - service.long_share) * service.short + service.long_share * service.long;
        Self {
            arrival_rate,
            service,
            idle: 1.0 - arrival_rate * mean,
            step,
            short,
            long_steps: 0,
            between: Cubic::at(1.0),
            first_long: usize::MAX,
            horizon,
            past: Ring::default(),
            now: 0,
            point: Point::default(),
            response: 0.0,
        }
    }

    /// Puts F at 0 in place, and room for looking back `longest` steps.
    fn start(mut self, cdf: f64, longest: usize) -> Self {
        self.point = Point { cdf, slope: self.arrival_rate * cdf, area: 0.0 };
        self.past = Ring::reaching(longest);
        self.past.store(0, self.point);
        self
    }

    /// Walks until the target reaches `wanted`, or past `until`, or to the end of the grid.
    pub(super) fn walk(mut self, wanted: f64, target: Target, until: f64) -> Walk {
        if self.value(target) >= wanted {
            return Walk::Reached(0.0);
        }
        let last = self.first_from(self.horizon.min(until));
        let has_reached = match self.short {
            ShortWork::Resolved(work) => self.walk_resolved(work, wanted, target, last),
            ShortWork::Fluid(work) => self.walk_fluid(work, wanted, target, last),
        };
        if has_reached {
            Walk::Reached(self.bisect(wanted, target))
        } else if until <= self.horizon {
            // Between grid points the curve is smoother than at them: it must not reach there what the next one does
            // not.
            Walk::Passed { value: self.value_at(until, target).min(self.value(target)) }
        } else {
            Walk::Beyond { end: self.horizon }
        }
    }

    fn time(&self, index: usize) -> f64 {
        index as f64 * self.step
    }

    /// The first grid point at `t` or after it.
    fn first_from(&self, t: f64) -> usize {
        let index = (t / self.step).ceil() as usize;
        if self.time(index) < t { index + 1 } else { index }
    }

    /// Walks to the first point where the target reaches `wanted`, and says whether there is one up to the last.
    fn walk_resolved(&mut self, work: Resolved, wanted: f64, target: Target, last: usize) -> bool {
        let before_long = last.min(self.first_long.saturating_sub(1));
        if self.stretch(work, wanted, target, before_long, |_, _| (0.0, 0.0)) {
            return true;
        }
        let (steps, long) = (self.long_steps, self.long_work());
        self.stretch(work, wanted, target, last, |past, next| {
            long.weigh(past.at((next - steps).wrapping_sub(1)), past.at(next - steps))
        })
    }

    /// F linear between two points, G by the cubic through both and their slopes.
    fn long_work(&self) -> LongWork {
        let Cubic { position, left, right, left_slope, right_slope } = self.between;
        let (share, h) = (self.service.long_share, self.step);
        LongWork {
            left_cdf: share * (1.0 - position),
            right_cdf: share * position,
            left_area: share * left,
            right_area: share * right,
            left_slope: share * h * left_slope,
            right_slope: share * h * right_slope,
        }
    }

    /// A stretch of that walk, given q·F and q·G a long service time before a point.
    fn stretch(
        &mut self,
        work: Resolved,
        wanted: f64,
        target: Target,
        last: usize,
        long_before: impl Fn(&Ring, usize) -> (f64, f64),
    ) -> bool {
        let Resolved { steps, near, bend, gain } = work;
        let (rate, h, short_share) = (self.arrival_rate, self.step, 1.0 - self.service.long_share);
        let (idle, growth, far) = (gain * self.idle, gain * rate, h / 2.0 - bend);
        let Self { now, mut point, mut response, .. } = *self;
        // What is known of G at the next point before F is known there.
        let mut known = point.area + near * point.cdf;
        let mut reached = None;
        for next in now + 1..=last {
            let short = if next >= steps { self.past.at(next - steps) } else { Point::default() };
            let (long_cdf, long_area) = long_before(&self.past, next);
            let before = response;
            response = short_share * short.cdf + long_cdf;
            // F jumps at 0, and so does R a short service time later.
            let jump = if next == steps { short_share * self.idle } else { 0.0 };
            let ends = bend * (response - (jump + before));
            let free = idle + growth * (ends - (short_share * short.area + long_area));
            let cdf = free + growth * known;
            point = Point { cdf, slope: rate * (cdf - response), area: known + ends + far * cdf };
            // The same as from the new point, in one step less of the chain.
            known = (ends + h * free) + (1.0 + h * growth) * known;
            self.past.store(next, point);
            if (if target == Target::Wait { cdf } else { response }) >= wanted {
                reached = Some(next);
                break;
            }
        }
        (self.now, self.point, self.response) = (reached.unwrap_or(last).max(now), point, response);
        reached.is_some()
    }

    /// The same where short work is a fluid.
    fn walk_fluid(&mut self, work: Fluid, wanted: f64, target: Target, last: usize) -> bool {
        let Fluid { friction, gain } = work;
        let (rate, h, q) = (self.arrival_rate, self.step, self.service.long_share);
        let long = self.long_work();
        while self.now < last {
            let next = self.now + 1;
            let before = self.point;
            let (long_cdf, long_area) = if next < self.first_long {
                (0.0, 0.0)
            } else {
                let right = next - self.long_steps;
                long.weigh(self.past.at(right.wrapping_sub(1)), self.past.at(right))
            };
            let known = before.area + h / 2.0 * before.cdf;
            let cdf = (self.idle + rate * (q * known - long_area) + friction * before.cdf) * gain;
            let slope = (cdf - before.cdf) / h;
            self.point = Point { cdf, slope, area: known + h / 2.0 * cdf };
            self.response = (1.0 - q) * (cdf - slope * self.service.short) + long_cdf;
            self.now = next;
            self.past.store(next, self.point);
            if self.value(target) >= wanted {
                return true;
            }
        }
        false
    }

    fn value(&self, target: Target) -> f64 {
        match target {
            Target::Wait => self.point.cdf,
            Target::Response => self.response,
        }
    }

    /// The distribution function of the target at a time within the last step.
    fn value_at(&self, t: f64, target: Target) -> f64 {
        let Service { short, long, long_share } = self.service;
        match target {
            Target::Wait => self.cdf_at(t),
            Target::Response if self.first_long > self.now => (1.0 - long_share) * self.cdf_at(t - short),
            Target::Response => {
                (1.0 - long_share) * self.cdf_at(t - short) + long_share * self.cdf_at(t - long)
            }
        }
    }

    fn cdf_at(&self, t: f64) -> f64 {
        if t < 0.0 {
            return 0.0;
        }
        let index = ((t / self.step) as usize).min(self.now.saturating_sub(1));
        let s = t / self.step - index as f64;
        let (left, right) = (self.past.at(index), self.past.at(index + 1));
        let ShortWork::Resolved(Resolved { steps, .. }) = self.short else {
            return left.cdf + s * (right.cdf - left.cdf);
        };
        let kink = if index + 1 == steps {
            self.arrival_rate * (1.0 - self.service.long_share) * self.idle
        } else {
            0.0
        };
        Cubic::at(s).value(left.cdf, right.cdf, left.slope * self.step, (right.slope + kink) * self.step)
    }

    /// Where within the last step the target reaches `wanted`; right on a jump as well.
    fn bisect(&self, wanted: f64, target: Target) -> f64 {
        let (mut low, mut high) = (self.time(self.now - 1), self.time(self.now));
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.value_at(middle, target) >= wanted {
                high = middle;
            } else {
                low = middle;
            }
            if high - low <= 1e-12 * high {
                break;
            }
        }
        high
    }
}

/// What weighs F and G at the two points around a long service time ago.
#[derive(Clone, Copy)]
struct LongWork {
    left_cdf: f64,
    right_cdf: f64,
    left_area: f64,
    right_area: f64,
    left_slope: f64,
    right_slope: f64,
}

impl LongWork {
    /// q·F and q·G there.
    fn weigh(self, left: Point, right: Point) -> (f64, f64) {
        let cdf = self.left_cdf * left.cdf + self.right_cdf * right.cdf;
        let area = self.left_area * left.area + self.right_area * right.area;
        (cdf, area + (self.left_slope * left.cdf + self.right_slope * right.cdf))
    }
}

/// The value at a position in 0..=1 of the cubic that has given values and slopes at both ends.
#[derive(Clone, Copy)]
struct Cubic {
    position: f64,
    left: f64,
    right: f64,
    left_slope: f64,
    right_slope: f64,
}

impl Cubic {
    fn at(position: f64) -> Self {
        let rest = 1.0 - position;
        Self {
            position,
            left: rest * rest * (1.0 + 2.0 * position),
            right: position * position * (1.0 + 2.0 * rest),
            left_slope: position * rest * rest,
            right_slope: -position * position * rest,
        }
    }

    fn value(&self, left: f64, right: f64, left_slope: f64, right_slope: f64) -> f64 {
        self.left * left + self.right * right + self.left_slope * left_slope + self.right_slope * right_slope
    }
}
