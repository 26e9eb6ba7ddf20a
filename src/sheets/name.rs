//! Names of tables that come from data.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The name as one that lives as long as the program, like those written in it: cursors, panels and the mouse keep
/// names of tables that have since been made anew. Each name is kept once, so the data bounds what is kept.
pub(super) fn lasting(name: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(name) {
        return known;
    }
    let name: &'static str = Box::leak(Box::from(name));
    kept.insert(name);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once() {
        let first = lasting("of-a-test");
        let second = lasting(&["of", "a", "test"].join("-"));
        assert_eq!(first, "of-a-test");
        assert!(std::ptr::eq(first, second));
        assert_ne!(lasting("of-another-test"), first);
    }
}
