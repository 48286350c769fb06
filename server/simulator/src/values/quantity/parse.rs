//! Reading a quantity (`parseQuantityString` and `ParseQuantity`).

use super::decimal::Decimal;
use super::{FORMAT_WRONG, Format, Quantity, SUFFIX_WRONG};

/// Decimal suffixes and their powers of ten.
pub(super) const DECIMAL: [(&str, i64); 10] =
    [("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18)];

/// Binary suffixes and their powers of two, one per power of 1024.
pub(super) const BINARY: [(&str, u32); 7] =
    [("", 0), ("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("Pi", 50), ("Ei", 60)];

/// The finest part of a unit that is kept: one thousand millionth.
const NANO: i32 = -9;

/// A text taken apart: sign, digits before and behind the point, suffix.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    suffix: &'a str,
}

pub(super) fn parse(text: &str) -> Result<Quantity, &'static str> {
    if text.is_empty() {
        return Err(FORMAT_WRONG);
    }
    let parts = split(text).ok_or(FORMAT_WRONG)?;
    let (exponent, doublings, format) = interpret(parts.suffix).ok_or(SUFFIX_WRONG)?;
    let (mut mantissa, mut scale) = (0, 0);
    for digit in parts.whole.bytes() {
        Decimal::push(&mut mantissa, &mut scale, digit - b'0');
    }
    for digit in parts.fraction.bytes() {
        scale -= 1;
        Decimal::push(&mut mantissa, &mut scale, digit - b'0');
    }
    let mut amount = Decimal::new(mantissa, scale + exponent).doubled(doublings).round_up(NANO);
    let mut family = format;
    if format == Format::BinarySi {
        // Binary quantities alone are cut off at the largest 64 bit number.
        amount = amount.min(Decimal::new(i128::from(i64::MAX), 0));
        // Less than one unit has no binary suffix.
        if !parts.fraction.is_empty() && amount.sign() > 0 && amount < Decimal::new(1, 0) {
            family = Format::DecimalSi;
        }
    }
    let typed = is_taken_as_canonical(&parts, exponent, format).then(|| text.into());
    let amount = if parts.negative { -amount } else { amount };
    Ok(Quantity { amount, format: family, typed })
}

/// Takes a text apart; `None` when it has not the form of a quantity. A missing number is zero: `Gi` is nothing.
fn split(text: &str) -> Option<Parts<'_>> {
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..)?),
        Some(b'+') => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (whole, rest) = digits(rest.trim_start_matches('0'));
    let (fraction, suffix) = rest.strip_prefix('.').map_or(("", rest), digits);
    let exponent = suffix.trim_start_matches(['e', 'E', 'i', 'n', 'u', 'm', 'k', 'K', 'M', 'G', 'T', 'P']);
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let well_formed = exponent.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then_some(Parts { negative, whole, fraction, suffix })
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// The power of ten, the power of two and the family of a suffix (`suffixHandler.interpret`).
fn interpret(suffix: &str) -> Option<(i64, u32, Format)> {
    if let Some((_, exponent)) = DECIMAL.iter().find(|(known, _)| *known == suffix) {
        return Some((*exponent, 0, Format::DecimalSi));
    }
    if let Some((_, doublings)) = BINARY.iter().find(|(known, _)| *known == suffix) {
        return Some((0, *doublings, Format::BinarySi));
    }
    let exponent = suffix.strip_prefix(['e', 'E'])?.parse::<i64>().ok()?;
    // Go converts to a 32 bit number and drops what is above.
    Some((i64::from(exponent as i32), 0, Format::DecimalExponent))
}

/// Where upstream takes the text as it stands for the canonical form: a rough test, whose odd results are visible.
fn is_taken_as_canonical(parts: &Parts<'_>, exponent: i64, format: Format) -> bool {
    let length = (parts.whole.len().max(1) + parts.fraction.len()) as i64;
    match format {
        Format::BinarySi => {
            let doublings = BINARY.iter().find(|(known, _)| *known == parts.suffix).map_or(0, |(_, power)| *power);
            // `float32(exponent)*3/10` digits are lost to the suffix; the fast path has room for 15 in all.
            let precision = 15 - length - i64::from(doublings) * 3 / 10 - 1;
            let number = parts.whole.parse::<i64>().unwrap_or_default();
            let fits = number.checked_shl(doublings).is_some_and(|shifted| shifted >> doublings == number);
            parts.fraction.is_empty() && precision >= 0 && fits && number & 7 != 0
        }
        Format::DecimalSi | Format::DecimalExponent => {
            let scale = exponent - parts.fraction.len() as i64;
            let thousands = format!("{}{}", parts.whole, parts.fraction).ends_with("000");
            length <= 18 && scale >= i64::from(NANO) && scale % 3 == 0 && !thousands && !parts.whole.is_empty()
        }
    }
}
