//! Scores and ranks against three decision libraries.

use runtime_explorer::model::ranking::cross_check::{
    Criterion, Direction, topsis_vector, weighted_sum_min_max,
};
use runtime_explorer::model::ranking::{Anchors, Scale, contributions, normalise, ranks, score};
use serde_json::Value;

use super::case::{cases, near, number, read};

type Method = fn(&[Vec<f64>], &[Criterion]) -> Vec<f64>;

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(number).collect()
}

fn rows(list: &Value) -> Vec<Vec<f64>> {
    list.as_array().unwrap().iter().map(numbers).collect()
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
        let matrix = rows(&inputs["matrix"]);
        let criteria: Vec<Criterion> = numbers(&inputs["weights"])
            .into_iter()
            .zip(numbers(&inputs["directions"]))
            .map(|(weight, sign)| Criterion {
                weight,
                direction: if sign > 0.0 { Direction::Benefit } else { Direction::Cost },
            })
            .collect();
        let methods: [(&str, Method); 2] =
            [("weighted_sum_minmax", weighted_sum_min_max), ("topsis_vector", topsis_vector)];
        for (name, method) in methods {
            if let Some(expected) = outputs.get(name) {
                check(&method(&matrix, &criteria), expected, &format!("{id} {name}"));
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
