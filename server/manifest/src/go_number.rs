//! Numbers as Go's `strconv` reads and writes them.

/// `strconv.ParseInt(text, base, 64)`; base 0 looks at the prefix (`0x`, `0o`, `0b`, or `0` for octal).
pub(crate) fn parse_int(text: &str, base: u32) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let value = parse_uint(digits, base)?;
    if negative { 0i64.checked_sub_unsigned(value) } else { i64::try_from(value).ok() }
}

/// `strconv.ParseUint(text, base, 64)`: no sign.
pub(crate) fn parse_uint(text: &str, base: u32) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    let (base, digits) = if base == 0 { prefix(text) } else { (base, text) };
    if digits.starts_with('+') {
        return None;
    }
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, base).ok() }
}

/// The base that a prefix stands for, and the digits behind it.
fn prefix(text: &str) -> (u32, &str) {
    let Some(rest) = text.strip_prefix('0') else { return (10, text) };
    match rest.as_bytes() {
        [b'b' | b'B', _, ..] => (2, &rest[1..]),
        [b'o' | b'O', _, ..] => (8, &rest[1..]),
        [b'x' | b'X', _, ..] => (16, &rest[1..]),
        _ => (8, rest),
    }
}

/// `strconv.ParseFloat(text, 64)` of a decimal number; too large is `None`. Underscores may stand between digits.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    for (at, byte) in bytes.iter().enumerate() {
        let fits = match byte {
            b'0'..=b'9' | b'.' => true,
            b'+' | b'-' => at == 0 || matches!(bytes.get(at - 1), Some(b'e' | b'E')),
            b'e' | b'E' => at > 0,
            b'_' => digit(at.checked_sub(1)) && digit(at.checked_add(1)),
            _ => false,
        };
        if !fits {
            return None;
        }
    }
    text.replace('_', "").parse().ok().filter(|value: &f64| value.is_finite())
}

/// `strconv.FormatFloat(value, 'g', -1, 64)`.
pub(crate) fn format_float(value: f64) -> String {
    match special(value) {
        Some(special) => special.to_owned(),
        None => general(&format!("{value:e}")),
    }
}

/// A float as a key (`sigs.k8s.io/yaml` writes it with 32 bits): `1.5`, `1e+06`, `.inf`.
pub(crate) fn key_float(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "the converter rounds to 32 bits")]
    let narrow = value as f32;
    match special(f64::from(narrow)) {
        Some("+Inf") => ".inf".to_owned(),
        Some("-Inf") => "-.inf".to_owned(),
        Some(_) => ".nan".to_owned(),
        None => general(&format!("{narrow:e}")),
    }
}

fn special(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value.is_infinite() {
        Some(if value > 0.0 { "+Inf" } else { "-Inf" })
    } else {
        None
    }
}

/// Go's `%g` from the shortest scientific form, such as `1.25e-7`: an exponent below -4 or above 5 is written,
/// with a sign and at least two digits.
fn general(scientific: &str) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = mantissa.replace('.', "");
    if !(-4..6).contains(&exponent) {
        let direction = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{mantissa}e{direction}{:02}", exponent.unsigned_abs());
    }
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    let (before, behind) = digits.split_at(whole);
    format!("{sign}{before}.{behind}")
}
