//! siege: JSON with times in hundredths of a second, no percentiles.

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::Refusal;

/// What it has at the top.
pub(super) const NAMES: &[&str] = &["transactions", "availability", "elapsed_time"];

#[derive(Deserialize)]
struct Document {
    /// Responses but those of 500 and above.
    transactions: Count,
    /// Those of 500 and above, and requests without a response.
    failed_transactions: Count,
    successful_transactions: Count,
    elapsed_time: Number,
    transaction_rate: Number,
    response_time: Option<Number>,
    longest_transaction: Option<Number>,
    shortest_transaction: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let document: Document = document::parse(text)?;
    let ms = |seconds: Option<Number>| seconds.map(|Number(seconds)| seconds * 1e3);
    Ok(Draft {
        requests: Some(document.transactions.0.saturating_add(document.failed_transactions.0)),
        ok: Some(document.successful_transactions.0),
        duration_s: Some(document.elapsed_time.0),
        rps_reported: Some(document.transaction_rate.0),
        latency: Latency {
            min: ms(document.shortest_transaction),
            mean: ms(document.response_time),
            max: ms(document.longest_transaction),
            ..Latency::default()
        },
        resolution_ms: 10.0,
        ..Draft::default()
    })
}
