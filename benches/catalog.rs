//! Loading the facts: part of every start of the program, with about 3 ms to spend.

use runtime_explorer::catalog::lint::lint;
use runtime_explorer::catalog::nearest::nearest;
use runtime_explorer::catalog::{Catalog, Edition};

fn main() {
    divan::main();
}

#[divan::bench]
fn built_in() -> Catalog {
    Catalog::built_in()
}

/// 600 figures in 160 KB, what the data may grow to.
#[divan::bench]
fn large_file(bencher: divan::Bencher<'_, '_>) {
    let source =
        "[[source]]\nid = \"s\"\npublisher = \"P\"\ntitle = \"T\"\nurl = \"u\"\npublished = \"2025\"\n";
    let figure = |index: usize| {
        format!(
            "[[figure]]\nid = \"group.subject.{index}\"\nlabel = \"What the figure is\"\nunit = \"ms\"\n\
             statistic = \"median of all runs\"\nlow = 1\nhigh = 10\n\
             audited = {{ value = 3.4, source = \"s\", date = \"2025-08-24\", confidence = \"primary\" }}\n\
             note = \"A sentence on what the figure leaves out.\"\n\n"
        )
    };
    let text = std::iter::once(source.to_owned()).chain((0..600).map(figure)).collect::<String>();
    bencher.bench(|| {
        Catalog::from_texts(&[("large.toml", divan::black_box(text.as_str()))]).unwrap_or_default()
    });
}

#[divan::bench]
fn lint_built_in(bencher: divan::Bencher<'_, '_>) {
    let catalog = Catalog::built_in();
    bencher.bench(|| lint(&catalog, Edition::Audited));
}

#[divan::bench]
fn nearest_of_hundred() -> Option<&'static str> {
    nearest(divan::black_box("concurency.timeout_ms"), ["concurrency.timeout_ms"; 100])
}
