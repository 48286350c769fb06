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

#[divan::bench(args = 0..10, sample_count = 20)]
fn refuse(bencher: Bencher<'_, '_>, index: usize) {
    let inputs = inputs::inputs();
    let Some(hostile) = inputs.get(index) else { return };
    bencher.bench_local(|| read(hostile.text.as_bytes(), &Budget::default()));
}

/// An ordinary text of the largest size, for comparison.
#[divan::bench(sample_count = 20)]
fn read_the_longest(bencher: Bencher<'_, '_>) {
    let document = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n---\n";
    let text = document.repeat(60);
    bencher.bench_local(|| read(text.as_bytes(), &Budget::default()));
}
