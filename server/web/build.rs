//! Makes what the binary embeds: the files of `static/` and the editor's bundle, ready to be sent.

#[path = "build/assets.rs"]
mod assets;
#[path = "build/editor.rs"]
mod editor;
#[path = "build/style.rs"]
mod style;

use std::error::Error;
use std::path::PathBuf;

fn main() {
    if let Err(error) = make() {
        println!("cargo::error={error}");
    }
}

fn make() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../static");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut folders =
        vec![("css", style::join(&root.join("css"), &out)?), ("js", root.join("js")), ("img", root.join("img"))];
    if std::env::var_os("CARGO_FEATURE_EDITOR").is_some() {
        folders.push(("js", editor::bundle(&root, &out)?));
    }
    assets::embed(&folders, &out)
}
