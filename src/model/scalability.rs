//! What more workers bring when they get in each other's way.

/// Gunther's universal scalability law: throughput of n workers, λn/(1 + σ(n − 1) + κn(n − 1)).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UniversalScalability {
    /// λ: throughput of one worker, requests per second.
    pub single: f64,
    /// σ: share of work that only one worker can do at a time, 0..=1.
    pub contention: f64,
    /// κ: cost of keeping each pair of workers consistent, 0 or more.
    pub coherency: f64,
}

impl UniversalScalability {
    /// Requests per second of n workers.
    pub fn throughput(&self, n: f64) -> f64 {
        self.single * n / (1.0 + self.contention * (n - 1.0) + self.coherency * n * (n - 1.0))
    }

    /// The number of workers beyond which throughput falls, √((1 − σ)/κ); `None` when it never does.
    pub fn peak(&self) -> Option<f64> {
        (self.coherency > 0.0).then(|| ((1.0 - self.contention).max(0.0) / self.coherency).sqrt())
    }
}

/// Amdahl's law: how many times faster one job gets on k cores when the share `parallel` (0..=1) of it can use
/// them.
pub fn amdahl_speedup(parallel: f64, cores: f64) -> f64 {
    ((1.0 - parallel) + parallel / cores).recip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_coherency_cost_it_is_amdahls_law() {
        let law = UniversalScalability { single: 1.0, contention: 0.1, coherency: 0.0 };
        for n in [1.0, 2.0, 16.0, 1_000.0] {
            assert!((law.throughput(n) / amdahl_speedup(0.9, n) - 1.0).abs() < 1e-12);
        }
        assert_eq!(law.peak(), None);
    }

    #[test]
    fn throughput_falls_on_either_side_of_the_peak() {
        let law = UniversalScalability { single: 100.0, contention: 0.02, coherency: 0.000_2 };
        let peak = law.peak().unwrap();
        assert!(law.throughput(peak) > law.throughput(peak - 1.0));
        assert!(law.throughput(peak) > law.throughput(peak + 1.0));
    }
}
