//! The order of the alternatives under each way of adding up.

use serde::ser::{Serialize, Serializer};

use crate::model::Alternative;
use crate::model::cross_check::CrossCheck;

/// For each method, by its name, the ids of the alternatives, best first.
pub(super) struct Methods(pub(super) CrossCheck);

impl Serialize for Methods {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let orders = self.0.orderings.iter();
        serializer.collect_map(orders.map(|one| (one.method.id(), one.order.map(Alternative::id))))
    }
}
