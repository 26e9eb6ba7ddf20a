//! The usual relative methods, as a second opinion.
//!
//! Rows of a matrix are alternatives, columns criteria of which more is better. All values come relative to the
//! alternatives at hand, so adding one that cannot win may change who does; hence they only check a ranking. Weights
//! are normalised here. Scores come one per row; what a row or the weights lack in length is not counted.

use super::{normalise, score};

/// Weighted sum of values between the worst alternative, 0, and the best, 1; 1 for all where they are equal.
pub fn weighted_sum_min_max(matrix: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let weights = normalised(weights);
    let min_max = |column: &Column, x: f64| {
        let range = column.max - column.min;
        if range == 0.0 { 1.0 } else { (x - column.min) / range }
    };
    scaled(matrix, weights.len(), min_max).iter().map(|row| score(&weights, row)).collect()
}

/// TOPSIS on columns scaled to length 1 (Hwang and Yoon 1981): distance from the worst as a share of the distances
/// from worst and best; 1 if all alternatives are equal.
pub fn topsis_vector(matrix: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let weights = normalised(weights);
    closeness(&scaled(matrix, weights.len(), |column, x| x / column.length), &weights)
}

struct Column {
    min: f64,
    max: f64,
    /// Euclidean.
    length: f64,
}

fn cells(matrix: &[Vec<f64>], index: usize) -> impl Iterator<Item = f64> {
    matrix.iter().filter_map(move |row| row.get(index).copied())
}

/// Every cell on its scale; 0 where that has no answer.
fn scaled(matrix: &[Vec<f64>], criteria: usize, value: impl Fn(&Column, f64) -> f64) -> Vec<Vec<f64>> {
    let columns: Vec<Column> = (0..criteria)
        .map(|index| Column {
            min: cells(matrix, index).fold(f64::INFINITY, f64::min),
            max: cells(matrix, index).fold(f64::NEG_INFINITY, f64::max),
            length: cells(matrix, index).map(|x| x * x).sum::<f64>().sqrt(),
        })
        .collect();
    let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
    matrix
        .iter()
        .map(|row| row.iter().zip(&columns).map(|(&x, column)| finite(value(column, x))).collect())
        .collect()
}

fn normalised(weights: &[f64]) -> Vec<f64> {
    let mut weights = weights.to_vec();
    normalise(&mut weights);
    weights
}

fn closeness(values: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let column = |index| cells(values, index);
    let best: Vec<f64> =
        (0..weights.len()).map(|index| column(index).fold(f64::NEG_INFINITY, f64::max)).collect();
    let worst: Vec<f64> =
        (0..weights.len()).map(|index| column(index).fold(f64::INFINITY, f64::min)).collect();
    let distance = |row: &[f64], from: &[f64]| {
        let parts = row.iter().zip(from).zip(weights);
        parts.map(|((x, ideal), weight)| (weight * (x - ideal)).powi(2)).sum::<f64>().sqrt()
    };
    let closeness = |row: &Vec<f64>| {
        let (from_worst, from_best) = (distance(row, &worst), distance(row, &best));
        let both = from_worst + from_best;
        if both == 0.0 { 1.0 } else { from_worst / both }
    };
    values.iter().map(closeness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Method = fn(&[Vec<f64>], &[f64]) -> Vec<f64>;

    const METHODS: [Method; 2] = [weighted_sum_min_max, topsis_vector];

    #[test]
    fn who_is_better_in_everything_is_best_by_every_method() {
        let matrix = [vec![2.0, 2.0], vec![1.0, 1.0]];
        for method in METHODS {
            let scores = method(&matrix, &[1.0, 3.0]);
            assert!(scores[0] > scores[1]);
        }
    }

    #[test]
    fn zeros_and_uneven_rows_are_answered_with_numbers() {
        let matrix = [vec![0.0, 0.0], vec![0.0], vec![]];
        for method in METHODS {
            let scores = method(&matrix, &[0.0, 0.0]);
            assert_eq!(scores.len(), 3);
            assert!(scores.iter().all(|score| score.is_finite()));
            assert!(method(&[], &[0.0, 0.0]).is_empty());
        }
    }
}
