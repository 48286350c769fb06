//! Makes what the binary embeds: the files of `static/`, ready to be sent.

#[path = "build/assets.rs"]
mod assets;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../static");
    println!("cargo::rerun-if-changed={}", root.display());
    let folders = ["css", "js", "img"].map(|name| (name, root.join(name)));
    assets::embed(&folders, &out)
}
