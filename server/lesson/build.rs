//! Writes the table of the built-in lessons: every file under `lessons/` with its path.

#![expect(clippy::disallowed_methods, reason = "a build script reads the files that the crate embeds")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../../lessons").canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();
    let mut table = String::from("static BUILTIN: &[(&str, &[u8])] = &[\n");
    for file in files {
        let inside = file.strip_prefix(&root).map_err(io::Error::other)?;
        // What else lies at the root, such as its README, is for authors.
        if inside.components().count() == 1 && inside != Path::new("tracks.toml") {
            continue;
        }
        let name = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let path = file.to_string_lossy().into_owned();
        writeln!(table, "    ({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
    }
    table.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("builtin.rs");
    fs::write(out, table)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => walk(&entry.path(), files)?,
            false => files.push(entry.path()),
        }
    }
    Ok(())
}
