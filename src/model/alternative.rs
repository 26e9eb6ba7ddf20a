//! The four alternatives of the decision.

use crate::catalog::Runtime;

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

impl Alternative {
    /// All of them, in the order of everything indexed by alternative.
    pub const ALL: [Self; 4] = [Self::Node, Self::Python, Self::Go, Self::Hybrid];

    /// Position in [`Alternative::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The stable name in reports and files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Python => "python",
            Self::Go => "go",
            Self::Hybrid => "hybrid",
        }
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Node => "Node.js",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Hybrid => "Hybrid",
        }
    }

    /// The letter that stands for it where colour cannot.
    pub const fn letter(self) -> char {
        match self {
            Self::Node => 'N',
            Self::Python => 'P',
            Self::Go => 'G',
            Self::Hybrid => 'H',
        }
    }

    /// The runtime that answers requests.
    pub const fn api_runtime(self) -> Runtime {
        match self {
            Self::Node | Self::Hybrid => Runtime::Node,
            Self::Python => Runtime::Python,
            Self::Go => Runtime::Go,
        }
    }

    /// The runtimes that its services run on.
    pub const fn runtimes(self) -> &'static [Runtime] {
        match self {
            Self::Node => &[Runtime::Node],
            Self::Python => &[Runtime::Python],
            Self::Go => &[Runtime::Go],
            Self::Hybrid => &[Runtime::Node, Runtime::Python],
        }
    }
}

/// One value for each alternative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerAlternative<T>(pub [T; 4]);

impl<T> PerAlternative<T> {
    /// Makes one value for each alternative.
    pub fn from_fn(mut make: impl FnMut(Alternative) -> T) -> Self {
        Self(Alternative::ALL.map(&mut make))
    }

    /// The value of an alternative, to change it.
    #[expect(clippy::indexing_slicing, reason = "four alternatives, four values")]
    pub const fn of_mut(&mut self, alternative: Alternative) -> &mut T {
        &mut self.0[alternative.index()]
    }

    /// Goes through them in the order of [`Alternative::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Alternative, &T)> {
        Alternative::ALL.into_iter().zip(&self.0)
    }
}

#[expect(clippy::indexing_slicing, reason = "four alternatives, four values")]
impl<T> std::ops::Index<Alternative> for PerAlternative<T> {
    type Output = T;

    fn index(&self, alternative: Alternative) -> &T {
        &self.0[alternative.index()]
    }
}

/// One value for each of the runtimes that can carry a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerRuntime<T> {
    /// For Node.js.
    pub node: T,
    /// For Python.
    pub python: T,
    /// For Go.
    pub go: T,
}

impl<T> PerRuntime<T> {
    /// The value of a runtime; other runtimes have none.
    pub const fn get(&self, runtime: Runtime) -> Option<&T> {
        match runtime {
            Runtime::Node => Some(&self.node),
            Runtime::Python => Some(&self.python),
            Runtime::Go => Some(&self.go),
            Runtime::Deno | Runtime::Bun | Runtime::Other => None,
        }
    }

    /// The value of the runtime that answers an alternative's requests.
    pub const fn of(&self, alternative: Alternative) -> &T {
        match alternative {
            Alternative::Node | Alternative::Hybrid => &self.node,
            Alternative::Python => &self.python,
            Alternative::Go => &self.go,
        }
    }
}
