#![no_main]

#[path = "../../tests/corpus/readers.rs"]
#[allow(dead_code, reason = "each target calls one of them")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::chord(bytes));
