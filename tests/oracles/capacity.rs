//! Instance counts; ten of the cases are ones that plain floating point gets wrong. Plain sums and
//! quotients of the file, such as spare workers and utilisation, are not covered.

use runtime_explorer::model::count::{
    Capacity, Exact, article, base, derated, on_load, utilisation_cap, zone_loss,
};

use super::case::{cases, read};

#[test]
fn counts_are_exact() {
    let file = read(include_str!("capacity.json"));
    assert_eq!(cases(&file, "cases").len(), 30);
    for case in cases(&file, "cases") {
        let (id, inputs, outputs) = (case["id"].as_str().unwrap(), &case["inputs"], &case["outputs"]);
        let exact = |key: &str| Exact::parse(inputs[key].as_str().unwrap()).unwrap();
        let (load, factor) = (exact("load_rps"), exact("safety_factor"));
        let capacity = Capacity::PerSecond(exact("capacity_rps_per_instance"));
        let capped = utilisation_cap(load, capacity, exact("utilisation_target")).unwrap();
        let zones = zone_loss(capped, inputs["zones"].as_u64().unwrap()).unwrap();
        let counts = [
            ("base_ceil_load_over_capacity", Some(base(load, capacity).unwrap())),
            ("article_factor_on_instances", Some(article(load, capacity, factor).unwrap())),
            ("factor_on_load", Some(on_load(load, capacity, factor).unwrap())),
            ("factor_as_derated_capacity", derated(load, capacity, factor).unwrap()),
            ("utilisation_cap", Some(capped)),
            ("utilisation_cap_zone_loss_total", Some(zones.total)),
            ("zone_loss_per_zone", Some(zones.per_zone)),
        ];
        for (name, count) in counts {
            assert_eq!(count, outputs[name].as_u64(), "{id} {name}");
        }
    }
}
