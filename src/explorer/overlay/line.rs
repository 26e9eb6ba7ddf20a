//! Lines to read.

use std::borrow::Cow;

/// A line to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// A name and what stands for it.
    Field(Cow<'static, str>, String),
    /// A paragraph.
    Text(String),
}

impl Line {
    /// A name and what stands for it.
    pub fn field(name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        Self::Field(name.into(), text.into())
    }
}
