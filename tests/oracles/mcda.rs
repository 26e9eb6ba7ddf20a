//! Scores and ranks against three decision libraries.

use runtime_explorer::model::ranking::cross_check::{topsis_vector, weighted_sum_min_max};
use runtime_explorer::model::ranking::{Anchors, Scale, contributions, normalise, score};
use serde_json::Value;

use super::case::{cases, near, number, read};

type Method = fn(&[Vec<f64>], &[f64]) -> Vec<f64>;

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(number).collect()
}

fn rows(list: &Value) -> Vec<Vec<f64>> {
    list.as_array().unwrap().iter().map(numbers).collect()
}

/// Ranks from 1 for the highest score; what is equal to twelve digits shares the better rank.
fn ranks(scores: &[f64]) -> Vec<usize> {
    let better_than = |score: f64| scores.iter().filter(|other| **other - score > 1e-12).count();
    scores.iter().map(|score| 1 + better_than(*score)).collect()
}

#[track_caller]
fn check(scores: &[f64], expected: &Value, what: &str) {
    for (actual, expected) in scores.iter().zip(expected["scores"].as_array().unwrap()) {
        near(*actual, expected, 1e-9, what);
    }
    let expected: Vec<usize> = serde_json::from_value(expected["ranks"].clone()).unwrap();
    assert_eq!(ranks(scores), expected, "{what}");
}

#[test]
fn relative_methods_agree() {
    let file = read(include_str!("mcda.json"));
    assert_eq!(cases(&file, "cases").len(), 19);
    for case in cases(&file, "cases") {
        let (id, inputs, outputs) = (case["id"].as_str().unwrap(), &case["inputs"], &case["outputs"]);
        // Of a criterion with direction −1 less is better: more of its negative, to these methods.
        let signs = numbers(&inputs["directions"]);
        let turned = |row: Vec<f64>| row.iter().zip(&signs).map(|(x, sign)| x * sign).collect();
        let matrix: Vec<Vec<f64>> = rows(&inputs["matrix"]).into_iter().map(turned).collect();
        let weights = numbers(&inputs["weights"]);
        let methods: [(&str, Method); 2] =
            [("weighted_sum_minmax", weighted_sum_min_max), ("topsis_vector", topsis_vector)];
        for (name, method) in methods {
            if let Some(expected) = outputs.get(name) {
                check(&method(&matrix, &weights), expected, &format!("{id} {name}"));
            }
        }
    }
}

#[test]
fn anchored_scores_and_their_contributions_agree() {
    let file = read(include_str!("mcda.json"));
    let mut covered = 0;
    for case in cases(&file, "cases") {
        let (id, inputs) = (case["id"].as_str().unwrap(), &case["inputs"]);
        let Some(expected) = case["outputs"].get("weighted_sum_anchored") else { continue };
        covered += 1;
        let anchors: Vec<Anchors> = inputs["anchors"].as_array().unwrap().iter().map(read_anchors).collect();
        let mut weights = numbers(&inputs["weights"]);
        normalise(&mut weights);
        let values: Vec<Vec<f64>> = rows(&inputs["matrix"])
            .iter()
            .map(|row| row.iter().zip(&anchors).map(|(&x, anchors)| anchors.value(x)).collect())
            .collect();
        let scores: Vec<f64> = values.iter().map(|row| score(&weights, row)).collect();
        check(&scores, expected, id);
        let expected_values = rows(&expected["values"]);
        let expected_contributions = rows(&expected["contributions"]);
        for ((row, values), expected) in values.iter().zip(expected_values).zip(expected_contributions) {
            let agrees = |a: &f64, b: &f64| (a - b).abs() <= 1e-9;
            assert!(row.iter().zip(&values).all(|(a, b)| agrees(a, b)), "{id} values");
            let parts: Vec<f64> = contributions(&weights, row).collect();
            assert!(parts.iter().zip(&expected).all(|(a, b)| agrees(a, b)), "{id} contributions");
        }
    }
    assert_eq!(covered, 14);
}

fn read_anchors(anchors: &Value) -> Anchors {
    let scale = if anchors["scale"] == "log" { Scale::Log } else { Scale::Linear };
    Anchors { worst: number(&anchors["worst"]), best: number(&anchors["best"]), scale }
}
