//! Base64 as Go's `base64.StdEncoding` reads it.

use crate::values::base64;

/// A text as it is written again: without line breaks, no bits left over. The error is Go's.
pub(super) fn rewritten(text: &str) -> Result<String, String> {
    check(text).map_err(|byte| format!("illegal base64 data at input byte {byte}"))?;
    Ok(base64::encode(&base64::decode(text).unwrap_or_default()))
}

/// Checks a text (line breaks are skipped); the error is the byte at which Go breaks off.
fn check(text: &str) -> Result<(), usize> {
    let bytes: Vec<(usize, u8)> = text.bytes().enumerate().filter(|(_, byte)| !matches!(byte, b'\n' | b'\r')).collect();
    for quantum in bytes.chunks(4) {
        let padding =
            quantum.iter().position(|(_, byte)| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')));
        match padding {
            None if quantum.len() == 4 => {}
            // Too short: Go names the byte at which the quantum begins.
            None => return Err(quantum.first().map_or(0, |(at, _)| *at)),
            Some(at) => return final_quantum(&bytes, quantum, at, text.len()),
        }
    }
    Ok(())
}

/// A quantum with something else than letters in it: padding at the right place is fine when nothing follows.
fn final_quantum(all: &[(usize, u8)], quantum: &[(usize, u8)], at: usize, length: usize) -> Result<(), usize> {
    let place = |index: usize| quantum.get(index).map_or(length, |(at, _)| *at);
    if quantum.get(at).map(|(_, byte)| *byte) != Some(b'=') || at < 2 {
        return Err(place(at));
    }
    let end = match at {
        2 => match quantum.get(3) {
            Some((_, b'=')) => place(3),
            Some((byte, _)) => return Err(*byte),
            None => return Err(length),
        },
        _ => place(3),
    };
    match all.iter().find(|(at, _)| *at > end) {
        Some((trailing, _)) => Err(*trailing),
        None => Ok(()),
    }
}
