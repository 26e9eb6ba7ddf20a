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

/// The last D₂ of the grid; older points are overwritten. What lies before time 0, or has not been walked to, reads
/// as 0.
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
    /// Grows with the walk, which mostly ends long before the grid does.
    ring: Vec<Point>,
    /// How many points the ring may hold, less one; a power of two, less one.
    mask: usize,
    now: usize,
    point: Point,
    /// R at the current point.
    response: f64,
}

/// How the grid sees short service times. What of a step does not depend on the last point is kept apart from
/// what does: the chain from point to point is what takes the time.
#[derive(Clone, Copy)]
enum ShortWork {
    /// As delays: the trapezium rule with end correction, fourth order; implicit, but linear.
    Resolved {
        /// D₁ in steps.
        steps: usize,
        /// Weight of F at the last point, h/2 + λh²/12.
        near: f64,
        /// Weight of F' at either end, over λ: λh²/12.
        bend: f64,
        /// 1 ÷ (1 − λh/2 + λ²h²/12).
        gain: f64,
    },
    /// As a fluid with a little friction, λ(1 − q)D₁²/2 over the step.
    Fluid {
        friction: f64,
        /// 1 ÷ what multiplies F at the next point.
        gain: f64,
    },
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
        let work = ShortWork::Resolved {
            steps: per_short as usize,
            near: step / 2.0 + bend,
            bend,
            gain: (1.0 - arrival_rate * step / 2.0 + arrival_rate * bend).recip(),
        };
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
        let work = ShortWork::Fluid { friction, gain };
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
            ring: Vec::new(),
            mask: 0,
            now: 0,
            point: Point::default(),
            response: 0.0,
        }
    }

    /// Puts F at 0 in place, and room for looking back `longest` steps.
    fn start(mut self, cdf: f64, longest: usize) -> Self {
        self.mask = (longest + 4).next_power_of_two() - 1;
        self.point = Point { cdf, slope: self.arrival_rate * cdf, area: 0.0 };
        self.store();
        self
    }

    /// Walks until the target reaches `wanted`, or past `until`, or to the end of the grid.
    pub(super) fn walk(mut self, wanted: f64, target: Target, until: f64) -> Walk {
        if self.value(target) >= wanted {
            return Walk::Reached(0.0);
        }
        let end = self.horizon.min(until);
        while self.time(self.now) < end {
            self.advance();
            if self.value(target) >= wanted {
                return Walk::Reached(self.bisect(wanted, target));
            }
        }
        if until <= self.horizon {
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

    fn at(&self, index: usize) -> Point {
        self.ring.get(index & self.mask).copied().unwrap_or_default()
    }

    fn store(&mut self) {
        match self.ring.get_mut(self.now & self.mask) {
            Some(place) => *place = self.point,
            None => self.ring.push(self.point),
        }
    }

    /// F and G a long service time before grid point `index`: F linear, G by the cubic through both and their
    /// slopes.
    fn long_before(&self, index: usize) -> (f64, f64) {
        if index < self.first_long {
            return (0.0, 0.0);
        }
        let right = self.at(index - self.long_steps);
        let left = self.at((index - self.long_steps).wrapping_sub(1));
        let cdf = left.cdf + self.between.position * (right.cdf - left.cdf);
        let area = self.between.value(left.area, right.area, left.cdf * self.step, right.cdf * self.step);
        (cdf, area)
    }

    fn advance(&mut self) {
        let (rate, h, q) = (self.arrival_rate, self.step, self.service.long_share);
        let (next, last) = (self.now + 1, self.point);
        let (long_cdf, long_area) = self.long_before(next);
        match self.short {
            ShortWork::Resolved { steps, near, bend, gain } => {
                let short = if next >= steps { self.at(next - steps) } else { Point::default() };
                let response = (1.0 - q) * short.cdf + q * long_cdf;
                // F jumps at 0, and so does R a short service time later.
                let jump = if next == steps { (1.0 - q) * self.idle } else { 0.0 };
                let ends = bend * (response - jump - self.response);
                let delayed = (1.0 - q) * short.area + q * long_area;
                let free = (self.idle + rate * (ends - delayed)) * gain;
                let known = last.area + near * last.cdf;
                let cdf = free + rate * gain * known;
                let area = known + ends + (h / 2.0 - bend) * cdf;
                self.point = Point { cdf, slope: rate * (cdf - response), area };
                self.response = response;
            }
            ShortWork::Fluid { friction, gain } => {
                let known = last.area + h / 2.0 * last.cdf;
                let cdf = (self.idle + rate * q * (known - long_area) + friction * last.cdf) * gain;
                let slope = (cdf - last.cdf) / h;
                self.point = Point { cdf, slope, area: known + h / 2.0 * cdf };
                self.response = (1.0 - q) * (cdf - slope * self.service.short) + q * long_cdf;
            }
        }
        self.now = next;
        self.store();
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
        let (left, right) = (self.at(index), self.at(index + 1));
        let ShortWork::Resolved { steps, .. } = self.short else {
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
