//! Writes `assets_table.rs`: every file of some folders with its media type, plain and as brotli, and one digest of
//! all of them. The digest is a folder in each file's address, so that files may name each other relatively
//! (`import "./share.js"`) and browsers may keep them for ever.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Media types of the files that pages use; a file of another kind stops the build.
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// Embeds the files of `(name, folder)`; a file's path begins with the name. Missing folders are empty ones.
pub(crate) fn embed(folders: &[(&str, PathBuf)], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for (name, folder) in folders {
        if folder.is_dir() {
            collect(name, folder, &mut files)?;
        }
    }
    files.sort();
    let mut digest = Digest::default();
    let mut rows = String::new();
    for (index, (path, file)) in files.iter().enumerate() {
        let media_type = media_type(path)?;
        let plain = fs::read(file)?;
        digest.add(path.as_bytes());
        digest.add(&plain);
        let packed = out.join(format!("asset-{index}.br"));
        fs::write(&packed, brotli(&plain)?)?;
        writeln!(
            rows,
            "    Asset {{ path: {path:?}, media_type: {media_type:?}, plain: include_bytes!({file:?}), \
             brotli: include_bytes!({packed:?}) }},"
        )?;
    }
    let table = format!(
        "/// Changes whenever a file does.\npub const DIGEST: &str = \"{:016x}\";\n\
         static ASSETS: &[Asset] = &[\n{rows}];\n",
        digest.0
    );
    fs::write(out.join("assets_table.rs"), table)?;
    Ok(())
}

fn collect(name: &str, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&path, &entry.path(), files)?;
        } else {
            files.push((path, entry.path().canonicalize()?));
        }
    }
    Ok(())
}

fn media_type(path: &str) -> Result<&'static str, Box<dyn Error>> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == extension);
    known
        .map(|(_, media_type)| *media_type)
        .ok_or_else(|| format!("static/{path}: no media type is known for it").into())
}

/// The strongest packing takes seconds in an unoptimised build script, so only a release gets it.
fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let quality = if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") { 11 } else { 4 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// FNV-1a, 64 bits: enough to tell builds apart.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
