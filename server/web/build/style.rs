//! Joins the stylesheets into one file, so that a page waits for one answer before it shows.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// In the order in which they apply; a file that is not named here stops the build.
const ORDER: &[&str] = &[
    "tokens", "base", "marks", "controls", "frame", "tabs", "task", "editor", "cards", "tables", "names", "traffic",
    "storage", "steps", "home", "media",
];

/// Writes `site.css` into a folder of its own and returns that folder.
pub(crate) fn join(folder: &Path, out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let joined = out.join("css");
    let mut style = String::new();
    for name in ORDER {
        style.push_str(&fs::read_to_string(folder.join(format!("{name}.css")))?);
    }
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !ORDER.contains(&name.as_str()) {
            return Err(format!("static/css/{name}.css has no place in ORDER of build/style.rs").into());
        }
    }
    fs::create_dir_all(&joined)?;
    fs::write(joined.join("site.css"), style)?;
    Ok(joined)
}
