//! Any bytes can be read, within the default bounds and within very small ones.
//!
//! `cargo install cargo-fuzz`, then in `server/manifest`: `cargo +nightly fuzz run read`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use manifest::{Budget, read};

fuzz_target!(|bytes: &[u8]| {
    let reading = read(bytes, &Budget::default());
    for remark in &reading.diagnostics {
        assert!(reading.text.get(remark.span.start as usize..remark.span.end as usize).is_some());
        for edit in &remark.fix {
            assert!(reading.text.get(edit.span.start as usize..edit.span.end as usize).is_some());
        }
    }
    read(bytes, &Budget { bytes: 4096, documents: 2, nodes: 50, depth: 5, alias_nodes: 10 });
});
