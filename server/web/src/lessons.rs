//! Lessons from files: the built-in ones and a folder of one's own.

use lesson::Library;
use std::fs;
use std::io;
use std::path::Path;

/// The files of a folder of lessons, as [`Library::load`] takes them.
pub type Files = Vec<(String, Vec<u8>)>;

/// The built-in lessons, with those of a folder behind them.
///
/// # Errors
/// When the folder cannot be read, or a lesson in it has problems: a lesson that is silently missing helps nobody.
pub fn load(own: Option<&Path>) -> Result<Library, String> {
    let mut library = Library::builtin();
    let Some(folder) = own else { return Ok(library) };
    let files = read(folder).map_err(|error| format!(" {error}"))?;
    let (added, mut problems) = Library::load_behind(&library, files);
    problems.extend(library.merge(added));
    if problems.is_empty() {
        return Ok(library);
    }
    let problems: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    Err(problems.concat())
}

/// Reads all files below a folder; names that begin with a dot are left out, as a mounted ConfigMap's `..data` is.
///
/// # Errors
/// The first file or folder that cannot be read, with its path.
pub fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    let named = |path: &Path, error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    for entry in fs::read_dir(folder).map_err(|error| named(folder, error))? {
        let path = entry.map_err(|error| named(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let inside = format!("{prefix}{name}");
        if path.is_dir() {
            walk(&path, &format!("{inside}/"), files)?;
        } else {
            files.push((inside, fs::read(&path).map_err(|error| named(&path, error))?));
        }
    }
    Ok(())
}
