//! Base64 as Go's `base64.StdEncoding` has it: how `[]byte` stands in JSON.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of some bytes, padded.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0u32, |group, (at, byte)| group | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = ALPHABET.get((group >> (18 - 6 * at)) as usize & 63).copied().unwrap_or(b'=');
            text.push(if at <= chunk.len() { letter.into() } else { '=' });
        }
    }
    text
}

/// The bytes of a text; `None` when it holds anything else. Line breaks and padding are skipped.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut group, mut bits) = (0u32, 0);
    for letter in text.bytes().filter(|letter| !matches!(letter, b'\r' | b'\n' | b'=')) {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        group = group << 6 | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}
