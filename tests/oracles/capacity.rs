//! Instance counts; ten of the cases are ones that plain floating point gets wrong. The headroom in requests per
//! second, a plain difference, is not covered.

use runtime_explorer::model::count::{
    Capacity, Exact, article, base, derated, n_plus_spare, on_load, utilisation, utilisation_cap, zone_loss,
};

use super::case::{cases, close, read};

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
        let spare = n_plus_spare(capped, inputs["spare_instances"].as_u64().unwrap()).unwrap();
        let planned = article(load, capacity, factor).unwrap();
        let counts = [
            ("base_ceil_load_over_capacity", Some(base(load, capacity).unwrap())),
            ("article_factor_on_instances", Some(planned)),
            ("factor_on_load", Some(on_load(load, capacity, factor).unwrap())),
            ("factor_as_derated_capacity", derated(load, capacity, factor).unwrap()),
            ("utilisation_cap", Some(capped)),
            ("utilisation_cap_plus_n_spare", Some(spare)),
            ("utilisation_cap_zone_loss_total", Some(zones.total)),
            ("zone_loss_per_zone", Some(zones.per_zone)),
        ];
        for (name, count) in counts {
            assert_eq!(count, outputs[name].as_u64(), "{id} {name}");
        }
        let at_plan = utilisation(load, capacity, planned);
        close(at_plan, &outputs["utilisation_at_article_plan"], 1e-12, id);
        let at_cap = utilisation(load, capacity, capped);
        close(at_cap, &outputs["utilisation_at_utilisation_cap_plan"], 1e-12, id);
    }
}
