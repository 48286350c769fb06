//! Builds the editor's bundle with npm and esbuild, in `OUT_DIR` only: the source tree stays clean, and what the
//! lock file names is what gets bundled.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ADVICE: &str = "The editor (CodeMirror) is bundled while Drydock is built. Install Node.js 20 or later with npm \
                      and let it reach the npm registry, or build without it: cargo build --no-default-features \
                      (pages then have a plain text area).";

/// Returns the folder that holds `editor.js`.
pub(crate) fn bundle(root: &Path, out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let home = out.join("npm");
    let bundle = out.join("bundle");
    fs::create_dir_all(&home)?;
    install(root, &home)?;
    // esbuild looks for packages beside the sources and then here.
    let mut esbuild = Command::new(home.join("node_modules/.bin/esbuild"));
    esbuild
        .env("NODE_PATH", home.join("node_modules"))
        .arg(root.join("editor/editor.js"))
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
        .arg(format!("--outfile={}", bundle.join("editor.js").display()));
    run(esbuild)?;
    Ok(bundle)
}

/// Installs the packages unless the same lock file was installed before.
fn install(root: &Path, home: &Path) -> Result<(), Box<dyn Error>> {
    let stamp = home.join("installed");
    let lock = fs::read(root.join("package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(root.join(file), home.join(file))?;
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(home).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(npm)?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn run(mut command: Command) -> Result<(), Box<dyn Error>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let ended = command.output().map_err(|error| format!("{name}: {error}. {ADVICE}"))?;
    if ended.status.success() {
        return Ok(());
    }
    Err(format!("{name}: {}. {ADVICE}", String::from_utf8_lossy(&ended.stderr).trim()).into())
}
