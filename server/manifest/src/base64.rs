//! `!!binary`: standard base64 as Go's `base64.StdEncoding` decodes it, line breaks ignored, padding required.

/// The decoded bytes as text; `None` when they are not base64. A byte that is not UTF-8 becomes U+FFFD, as Go's JSON writes it.
pub(crate) fn decode(text: &str) -> Option<String> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let (chunks, rest) = digits.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(chunks.len() * 3);
    for (index, chunk) in chunks.iter().enumerate() {
        let padding = chunk.iter().rev().take_while(|byte| **byte == b'=').count();
        if padding > 2 || (padding > 0 && index + 1 < chunks.len()) {
            return None;
        }
        let mut bits = 0u32;
        for byte in chunk.iter().take(4 - padding) {
            bits = bits << 6 | sextet(*byte)?;
        }
        bits <<= 6 * padding;
        bytes.extend(bits.to_be_bytes().into_iter().skip(1).take(3 - padding));
    }
    Some(to_text(&bytes))
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Go decodes a rune at a time and takes one byte for each that does not fit.
fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for part in bytes.utf8_chunks() {
        text.push_str(part.valid());
        text.extend(part.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}
