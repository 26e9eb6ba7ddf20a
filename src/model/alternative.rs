//! The alternatives of the decision: a row for each, and one value for each of them or of their runtimes.

use crate::catalog::Runtime;
use crate::scenario::candidates::{CANDIDATES, Candidate, candidate};

/// One of the architectures that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alternative {
    /// One service on Node.js.
    Node,
    /// One service on Python.
    Python,
    /// One service on Go.
    Go,
    /// Two services: an API on Node.js, computation on Python.
    Hybrid,
}

/// How an alternative does heavy work beside requests that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Execution {
    /// Each worker is an event loop: heavy work holds it up, or goes to workers of its own.
    EventLoops,
    /// All cores share what is ready to run, and long work is preempted.
    Preemption,
    /// A service of its own computes.
    TwoServices,
}

/// What there is to say of an alternative.
struct Row {
    id: &'static str,
    label: &'static str,
    letter: char,
    execution: Execution,
    /// The one that answers requests first.
    runtimes: &'static [Runtime],
}

impl Alternative {
    /// All of them, in the order of everything indexed by alternative.
    pub const ALL: [Self; 4] = [Self::Node, Self::Python, Self::Go, Self::Hybrid];

    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    #[rustfmt::skip]
    const fn row(self) -> Row {
        use Execution::{EventLoops, Preemption, TwoServices};
        match self {
            Self::Node => Row { id: "node", label: "Node.js", letter: 'N', execution: EventLoops, runtimes: &[Runtime::Node] },
            Self::Python => Row { id: "python", label: "Python", letter: 'P', execution: EventLoops, runtimes: &[Runtime::Python] },
            Self::Go => Row { id: "go", label: "Go", letter: 'G', execution: Preemption, runtimes: &[Runtime::Go] },
            Self::Hybrid => Row { id: "hybrid", label: "Hybrid", letter: 'H', execution: TwoServices, runtimes: &[Runtime::Node, Runtime::Python] },
        }
    }

    /// Position in [`Alternative::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The stable name in reports and files.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// The letter that stands for it where colour cannot.
    pub const fn letter(self) -> char {
        self.row().letter
    }

    /// How it does heavy work beside requests that wait.
    pub const fn execution(self) -> Execution {
        self.row().execution
    }

    /// The runtimes that its services run on; the one that answers requests comes first.
    pub const fn runtimes(self) -> &'static [Runtime] {
        self.row().runtimes
    }

    /// The runtime that answers requests.
    pub const fn api_runtime(self) -> Runtime {
        self.api().runtime
    }

    /// The row of the runtime that answers requests.
    #[expect(clippy::indexing_slicing, reason = "positions among the candidates, found at compile time")]
    pub const fn api(self) -> &'static Candidate {
        &CANDIDATES[API[self.index()]]
    }

    /// The rows of the runtimes that its services run on; the one that answers requests comes first.
    pub fn candidates(self) -> impl Iterator<Item = &'static Candidate> {
        self.runtimes().iter().filter_map(|runtime| candidate(*runtime))
    }

    /// The runtime of the second service, which computes; only a hybrid has one.
    pub const fn compute_runtime(self) -> Option<Runtime> {
        match self.runtimes() {
            [_, compute] => Some(*compute),
            _ => None,
        }
    }

    /// Its runtimes with the share of the work that each does, 0..=1: all of it, or what the `second` of two leaves.
    pub fn work(self, second: f64) -> impl Iterator<Item = (&'static Candidate, f64)> {
        let shares = if self.compute_runtime().is_some() { [1.0 - second, second] } else { [1.0, 0.0] };
        self.candidates().zip(shares)
    }

    /// A value of its runtimes, mixed by the [work](Self::work) that each does.
    pub fn mixed(self, second: f64, of: impl Fn(Runtime) -> f64) -> f64 {
        self.work(second).map(|(one, share)| share * of(one.runtime)).sum()
    }

    /// The alternative that is one service on a runtime; only candidates have one.
    pub fn alone(runtime: Runtime) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.runtimes() == [runtime])
    }
}

/// Where among the candidates the runtime stands that answers each alternative's requests.
const API: [usize; Alternative::COUNT] = api_positions();

#[expect(clippy::indexing_slicing, reason = "what is wrong here does not compile")]
const fn api_positions() -> [usize; Alternative::COUNT] {
    let mut positions = [0; Alternative::COUNT];
    let mut index = 0;
    while index < Alternative::COUNT {
        let runtime = Alternative::ALL[index].row().runtimes[0];
        let mut position = 0;
        while Runtime::CANDIDATES[position] as usize != runtime as usize {
            position += 1;
        }
        assert!(Alternative::ALL[index].index() == index, "alternatives are listed in the order of the enum");
        positions[index] = position;
        index += 1;
    }
    positions
}

/// One value for each alternative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerAlternative<T>(pub [T; Alternative::COUNT]);

impl<T> PerAlternative<T> {
    /// Makes one value for each alternative.
    pub fn from_fn(make: impl FnMut(Alternative) -> T) -> Self {
        Self(Alternative::ALL.map(make))
    }

    /// Makes one value for each alternative, unless one of them cannot be made.
    ///
    /// # Errors
    /// The first one; nothing is made after it.
    pub fn try_from_fn<E>(mut make: impl FnMut(Alternative) -> Result<T, E>) -> Result<Self, E>
    where
        T: Default,
    {
        let mut error = None;
        let made = Self::from_fn(|alternative| unless(&mut error, || make(alternative)));
        error.map_or(Ok(made), Err)
    }

    /// Makes another value from each.
    #[expect(clippy::indexing_slicing, reason = "as many values as alternatives")]
    pub fn map<U>(self, mut make: impl FnMut(Alternative, T) -> U) -> PerAlternative<U> {
        let mut index = 0;
        PerAlternative(self.0.map(|value| {
            let alternative = Alternative::ALL[index];
            index += 1;
            make(alternative, value)
        }))
    }

    /// The value of an alternative, to change it.
    #[expect(clippy::indexing_slicing, reason = "as many values as alternatives")]
    pub const fn of_mut(&mut self, alternative: Alternative) -> &mut T {
        &mut self.0[alternative.index()]
    }

    /// Goes through them in the order of [`Alternative::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Alternative, &T)> {
        Alternative::ALL.into_iter().zip(&self.0)
    }
}

#[expect(clippy::indexing_slicing, reason = "as many values as alternatives")]
impl<T> std::ops::Index<Alternative> for PerAlternative<T> {
    type Output = T;

    fn index(&self, alternative: Alternative) -> &T {
        &self.0[alternative.index()]
    }
}

/// One value for each of the runtimes that the program decides between, in the order of [`CANDIDATES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerRuntime<T>(pub [T; CANDIDATES.len()]);

impl PerRuntime<f64> {
    /// The number of a runtime; 0 of one that is no candidate.
    pub fn number(&self, runtime: Runtime) -> f64 {
        self.get(runtime).copied().unwrap_or_default()
    }
}

impl<T> PerRuntime<T> {
    /// Makes one value for each runtime.
    pub fn from_fn(make: impl FnMut(&'static Candidate) -> T) -> Self {
        Self(CANDIDATES.each_ref().map(make))
    }

    /// Makes one value for each runtime, unless one of them cannot be made.
    ///
    /// # Errors
    /// The first one; nothing is made after it.
    pub fn try_from_fn<E>(mut make: impl FnMut(&'static Candidate) -> Result<T, E>) -> Result<Self, E>
    where
        T: Default,
    {
        let mut error = None;
        let made = Self::from_fn(|candidate| unless(&mut error, || make(candidate)));
        error.map_or(Ok(made), Err)
    }

    /// Makes another value from each.
    #[expect(clippy::indexing_slicing, reason = "as many values as candidates")]
    pub fn map<'a, U>(&'a self, mut make: impl FnMut(&'static Candidate, &'a T) -> U) -> PerRuntime<U> {
        let mut index = 0;
        PerRuntime(self.0.each_ref().map(|value| {
            let candidate = &CANDIDATES[index];
            index += 1;
            make(candidate, value)
        }))
    }

    /// The value of a runtime; those that the program does not decide between have none.
    pub fn get(&self, runtime: Runtime) -> Option<&T> {
        self.iter().find(|(candidate, _)| candidate.runtime == runtime).map(|(_, value)| value)
    }

    /// The value of the runtime that answers an alternative's requests.
    #[expect(clippy::indexing_slicing, reason = "positions among the candidates, found at compile time")]
    pub const fn of(&self, alternative: Alternative) -> &T {
        &self.0[API[alternative.index()]]
    }

    /// The same, to change it.
    #[expect(clippy::indexing_slicing, reason = "positions among the candidates, found at compile time")]
    pub const fn of_mut(&mut self, alternative: Alternative) -> &mut T {
        &mut self.0[API[alternative.index()]]
    }

    /// Goes through them in the order of [`CANDIDATES`].
    pub fn iter(&self) -> impl Iterator<Item = (&'static Candidate, &T)> {
        CANDIDATES.iter().zip(&self.0)
    }
}

/// Keeps the first error, and makes nothing after it.
fn unless<T: Default, E>(error: &mut Option<E>, make: impl FnOnce() -> Result<T, E>) -> T {
    if error.is_some() {
        return T::default();
    }
    make().unwrap_or_else(|err| {
        *error = Some(err);
        T::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_alternative_has_its_own_name_and_letter_and_each_candidate_stands_alone_in_one() {
        for (index, one) in Alternative::ALL.into_iter().enumerate() {
            for other in &Alternative::ALL[..index] {
                assert!(
                    one.id() != other.id() && one.label() != other.label() && one.letter() != other.letter()
                );
            }
            assert!(one.letter().is_ascii_uppercase(), "criteria have the small letters");
            assert_eq!(one.candidates().count(), one.runtimes().len());
        }
        for candidate in &CANDIDATES {
            let alone = Alternative::alone(candidate.runtime).unwrap();
            assert_eq!((alone.id(), alone.label()), (candidate.runtime.name(), candidate.runtime.label()));
            assert_eq!(alone.api(), candidate);
        }
        assert_eq!(Alternative::alone(Runtime::Other), None);
    }

    #[test]
    fn a_value_of_a_runtime_is_that_of_whoever_answers_requests() {
        let labels = PerRuntime::from_fn(|candidate| candidate.runtime.label());
        assert_eq!(*labels.of(Alternative::Hybrid), "Node.js");
        assert_eq!((labels.get(Runtime::Go), labels.get(Runtime::Other)), (Some(&"Go"), None));
        for one in Alternative::ALL {
            assert_eq!(labels.get(one.api_runtime()), Some(labels.of(one)));
        }
        let same = labels.map(|candidate, label| candidate.runtime.label() == *label);
        assert_eq!(same, PerRuntime::from_fn(|_| true));
    }

    #[test]
    fn the_first_error_ends_the_making() {
        let mut asked = Vec::new();
        let made = PerAlternative::<u8>::try_from_fn(|one| {
            asked.push(one);
            if one == Alternative::Python { Err("no snakes") } else { Ok(1) }
        });
        assert_eq!((made, asked), (Err("no snakes"), vec![Alternative::Node, Alternative::Python]));
        assert_eq!(PerRuntime::try_from_fn(|_| Ok::<u8, ()>(1)), Ok(PerRuntime::from_fn(|_| 1)));
    }
}
