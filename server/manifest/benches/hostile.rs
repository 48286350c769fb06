//! How long hostile texts take to be refused, and how much memory at most: each in under 50 ms and 64 MB.

#[path = "../tests/hostile/inputs.rs"]
mod inputs;

use divan::{AllocProfiler, Bencher};
use manifest::{Budget, read};

/// Counts what is allocated; the column `max alloc` is the most at any one time.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = inputs::inputs(), sample_count = 20)]
fn refuse(bencher: Bencher<'_, '_>, hostile: &inputs::Hostile) {
    bencher.bench_local(|| read(hostile.text.as_bytes(), &Budget::default()));
}

/// Ordinary texts of nearly the largest size: one that can be read, and two that are mended in vain.
#[divan::bench(args = ["whole", "broken at the end", "broken everywhere"], sample_count = 20)]
fn read_the_longest(bencher: Bencher<'_, '_>, kind: &str) {
    let items = "- name: web\n  note: some text of the usual length\n".repeat(64);
    let text = match kind {
        "whole" => items.repeat(75),
        "broken at the end" => format!("{}   a: b\n", items.repeat(75)),
        _ => format!("{items}    a: b: c\n---\n").repeat(75),
    };
    bencher.bench_local(|| read(text.as_bytes(), &Budget::default()));
}
