//! Lessons with something the matter: each file in `broken/` is a lesson with changes, and the problems that the
//! loader must report or, when it loads, the lines of its proof that do not hold.
//!
//! The first part of a file lists the problems. Then come replacements in files of the lesson in `broken/lesson/`:
//! `--- PATH`, the old text, a line `=>`, the new text. An empty old text replaces the whole file; an empty new text
//! for an empty old one takes the file away.

use crate::folder;
use lesson::{Library, Proof, prove};
use libtest_mimic::{Failed, Trial};
use std::collections::BTreeMap;
use std::path::Path;

type Files = BTreeMap<String, String>;

/// One test per file.
pub(crate) fn trials() -> Vec<Trial> {
    let sound = Trial::test("broken: the lesson itself is sound", || Ok(check(sound()?, "")?));
    let Ok(entries) = std::fs::read_dir(folder("broken")) else { return vec![sound] };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    let cases = names.into_iter().map(|name| Trial::test(format!("broken: {name}"), move || case(&name)));
    std::iter::once(sound).chain(cases).collect()
}

fn case(name: &str) -> Result<(), Failed> {
    let text = std::fs::read_to_string(folder("broken").join(name))?;
    let mut parts = text.split("\n--- ");
    let expected = parts.next().unwrap_or_default();
    let mut files = sound()?;
    for part in parts {
        let (path, change) = part.split_once('\n').ok_or("a change needs a path")?;
        let (old, new) = change.split_once("=>\n").ok_or("a change needs a line =>")?;
        let (old, new) = (old.trim_end_matches('\n'), new.trim_end_matches('\n'));
        match (old, new) {
            ("", "") => drop(files.remove(path)),
            ("", new) => drop(files.insert(path.to_owned(), format!("{new}\n"))),
            (old, new) => {
                let file = files.get_mut(path).ok_or_else(|| format!("there is no {path}"))?;
                if !file.contains(old) {
                    return Err(format!("{path} does not contain\n{old}").into());
                }
                *file = file.replacen(old, new, 1);
            }
        }
    }
    let result = check(files, expected.trim_end());
    match (result, std::env::var_os("UPDATE")) {
        (Err(found), Some(_)) => {
            let changes = text.split_once("\n--- ").map_or("", |(_, changes)| changes);
            std::fs::write(folder("broken").join(name), format!("{found}\n--- {changes}"))?;
            Ok(())
        }
        (result, _) => result.map_err(|found| format!("expected:\n{expected}\nfound:\n{found}").into()),
    }
}

/// Loads the files; what is found instead of what is expected is the error.
fn check(files: Files, expected: &str) -> Result<(), String> {
    let (library, problems) = Library::load(files);
    let mut found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    if found.is_empty() {
        found.extend(library.lessons().map(prove).flat_map(|proof| unproved(&proof)));
    }
    let found = found.join("\n");
    if found != expected {
        return Err(found);
    }
    let sound = expected.is_empty();
    if sound && library.tracks.is_empty() { Err("a sound lesson is left out".into()) } else { Ok(()) }
}

/// The claims that do not hold and the mutants that survive, as they are printed.
fn unproved(proof: &Proof) -> Vec<String> {
    let text = proof.to_string();
    let lines = text.lines().skip(1).map(str::trim);
    lines.filter(|line| line.starts_with('✕') || line.starts_with("survives")).map(str::to_owned).collect()
}

/// The files of `broken/lesson/`, by path.
fn sound() -> Result<Files, Failed> {
    let root = folder("broken/lesson");
    let mut files = Files::new();
    walk(&root, &root, &mut files)?;
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Files) -> Result<(), Failed> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, files)?;
            continue;
        }
        let inside = path.strip_prefix(root)?.components();
        let name = inside.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.insert(name, std::fs::read_to_string(&path)?);
    }
    Ok(())
}
