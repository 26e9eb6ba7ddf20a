//! The usual relative methods, as a second opinion.
//!
//! Rows of a matrix are alternatives, columns criteria. All values come relative to the alternatives at hand, so
//! adding one that cannot win may change who does; hence they only check a ranking. Weights are normalised here.
//! Scores come one per row; what a row or the weights lack in length is not counted.

use super::{normalise, score};

/// Whether more of a criterion is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Benefit,
    /// Less is better.
    Cost,
}

/// A criterion as these methods know it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criterion {
    /// Any scale; only proportions count.
    pub weight: f64,
    /// Whether more is better.
    pub direction: Direction,
}

/// Weighted sum of values between the worst alternative, 0, and the best, 1; 1 for all where they are equal.
pub fn weighted_sum_min_max(matrix: &[Vec<f64>], criteria: &[Criterion]) -> Vec<f64> {
    weighted_sums(&scaled(matrix, criteria, min_max), criteria)
}

/// TOPSIS on columns scaled to length 1 (Hwang and Yoon 1981).
pub fn topsis_vector(matrix: &[Vec<f64>], criteria: &[Criterion]) -> Vec<f64> {
    let of_length_one = |column: &Column, x: f64| match column.direction {
        Direction::Benefit => x / column.length,
        Direction::Cost => -x / column.length,
    };
    closeness(&scaled(matrix, criteria, of_length_one), criteria)
}

struct Column {
    direction: Direction,
    min: f64,
    max: f64,
    /// Euclidean.
    length: f64,
}

fn min_max(column: &Column, x: f64) -> f64 {
    let range = column.max - column.min;
    if range == 0.0 {
        return 1.0;
    }
    match column.direction {
        Direction::Benefit => (x - column.min) / range,
        Direction::Cost => (column.max - x) / range,
    }
}

fn cells(matrix: &[Vec<f64>], index: usize) -> impl Iterator<Item = f64> {
    matrix.iter().filter_map(move |row| row.get(index).copied())
}

/// Every cell on a scale where more is better; 0 where the scale has no answer.
fn scaled(matrix: &[Vec<f64>], criteria: &[Criterion], value: impl Fn(&Column, f64) -> f64) -> Vec<Vec<f64>> {
    let columns: Vec<Column> = criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| Column {
            direction: criterion.direction,
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

fn weights(criteria: &[Criterion]) -> Vec<f64> {
    let mut weights: Vec<f64> = criteria.iter().map(|criterion| criterion.weight).collect();
    normalise(&mut weights);
    weights
}

fn weighted_sums(values: &[Vec<f64>], criteria: &[Criterion]) -> Vec<f64> {
    let weights = weights(criteria);
    values.iter().map(|row| score(&weights, row)).collect()
}

/// Distance from the worst as a share of the distances from worst and best; 1 if all alternatives are equal.
fn closeness(values: &[Vec<f64>], criteria: &[Criterion]) -> Vec<f64> {
    let weights = weights(criteria);
    let column = |index| cells(values, index);
    let best: Vec<f64> =
        (0..weights.len()).map(|index| column(index).fold(f64::NEG_INFINITY, f64::max)).collect();
    let worst: Vec<f64> =
        (0..weights.len()).map(|index| column(index).fold(f64::INFINITY, f64::min)).collect();
    let distance = |row: &[f64], from: &[f64]| {
        let parts = row.iter().zip(from).zip(&weights);
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

    type Method = fn(&[Vec<f64>], &[Criterion]) -> Vec<f64>;

    const METHODS: [Method; 2] = [weighted_sum_min_max, topsis_vector];

    fn criterion(weight: f64, direction: Direction) -> Criterion {
        Criterion { weight, direction }
    }

    #[test]
    fn who_is_better_in_everything_is_best_by_every_method() {
        let matrix = [vec![2.0, 1.0], vec![1.0, 2.0]];
        let criteria = [criterion(1.0, Direction::Benefit), criterion(3.0, Direction::Cost)];
        for method in METHODS {
            let scores = method(&matrix, &criteria);
            assert!(scores[0] > scores[1]);
        }
    }

    #[test]
    fn zeros_and_uneven_rows_are_answered_with_numbers() {
        let matrix = [vec![0.0, 0.0], vec![0.0], vec![]];
        let criteria = [criterion(0.0, Direction::Benefit), criterion(0.0, Direction::Cost)];
        for method in METHODS {
            let scores = method(&matrix, &criteria);
            assert_eq!(scores.len(), 3);
            assert!(scores.iter().all(|score| score.is_finite()));
            assert!(method(&[], &criteria).is_empty());
        }
    }
}
