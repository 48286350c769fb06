//! What a scalar means (go-yaml v2 `resolve.go`): YAML 1.1 with go-yaml's own ideas of numbers.

use crate::go_number::{parse_float, parse_int, parse_uint};
use crate::timestamp::is_timestamp;
use std::borrow::Cow;

/// A scalar's value as go-yaml holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    Int(i64),
    /// Above the largest [`Scalar::Int`].
    Uint(u64),
    /// May be infinite or not a number.
    Float(f64),
    String(Cow<'a, str>),
}

const TAG_PREFIX: &str = "tag:yaml.org,2002:";

/// The words that are not text when they stand plain.
const WORDS: [(&[&str], Scalar<'static>); 7] = [
    (&["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], Scalar::Bool(true)),
    (&["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], Scalar::Bool(false)),
    (&["", "~", "null", "Null", "NULL"], Scalar::Null),
    (&[".nan", ".NaN", ".NAN"], Scalar::Float(f64::NAN)),
    (&[".inf", ".Inf", ".INF"], Scalar::Float(f64::INFINITY)),
    (&["+.inf", "+.Inf", "+.INF"], Scalar::Float(f64::INFINITY)),
    (&["-.inf", "-.Inf", "-.INF"], Scalar::Float(f64::NEG_INFINITY)),
];

/// The value of a scalar that is `plain` (untagged, or tagged `!`) or has a tag in its long form.
/// The error is go-yaml's words behind `yaml: `.
pub(crate) fn resolve<'a>(text: &'a str, plain: bool, tag: Option<&str>) -> Result<Scalar<'a>, String> {
    let Some(tag) = tag else {
        return Ok(if plain { untagged(text) } else { Scalar::String(Cow::Borrowed(text)) });
    };
    let Some(kind) = tag.strip_prefix(TAG_PREFIX) else { return Ok(Scalar::String(Cow::Borrowed(text))) };
    match kind {
        "str" => Ok(Scalar::String(Cow::Borrowed(text))),
        "binary" => match crate::base64::decode(text) {
            Some(bytes) => Ok(Scalar::String(Cow::Owned(bytes))),
            None => Err("!!binary value contains invalid base64 data".to_owned()),
        },
        "bool" | "int" | "float" | "null" | "timestamp" => tagged(text, kind),
        _ => Ok(Scalar::String(Cow::Borrowed(text))),
    }
}

fn tagged<'a>(text: &'a str, kind: &str) -> Result<Scalar<'a>, String> {
    if kind == "timestamp" && is_timestamp(text) {
        return Ok(Scalar::String(Cow::Borrowed(text)));
    }
    let value = untagged(text);
    let found = match &value {
        Scalar::Null => "null",
        Scalar::Bool(_) => "bool",
        Scalar::Int(_) | Scalar::Uint(_) => "int",
        Scalar::Float(_) => "float",
        Scalar::String(_) => "str",
    };
    match value {
        value if found == kind => Ok(value),
        #[expect(clippy::cast_precision_loss, reason = "Go converts the same way")]
        Scalar::Int(value) if kind == "float" => Ok(Scalar::Float(value as f64)),
        _ => Err(format!("cannot decode !!{found} `{text}` as a !!{kind}")),
    }
}

/// The value of plain text.
fn untagged(text: &str) -> Scalar<'_> {
    special(text).unwrap_or(Scalar::String(Cow::Borrowed(text)))
}

/// What plain text means unless it is just text. Dates need no look: none is a number, and go-yaml keeps them as they
/// are written.
pub(crate) fn special(text: &str) -> Option<Scalar<'static>> {
    let first = text.bytes().next();
    // Most texts are told from all words by their first letter.
    if matches!(
        first,
        None | Some(b'y' | b'Y' | b't' | b'T' | b'o' | b'O' | b'n' | b'N' | b'f' | b'F' | b'~' | b'.' | b'+' | b'-')
    ) && let Some((_, value)) = WORDS.iter().find(|(words, _)| words.contains(&text))
    {
        return Some(value.clone());
    }
    match first {
        Some(b'.') => parse_float(text).map(Scalar::Float),
        Some(b'+' | b'-' | b'0'..=b'9') => number(text),
        _ => None,
    }
}

fn number(text: &str) -> Option<Scalar<'static>> {
    let plain = text.replace('_', "");
    if let Some(value) = parse_int(&plain, 0) {
        return Some(Scalar::Int(value));
    }
    if let Some(value) = parse_uint(&plain, 0) {
        return Some(Scalar::Uint(value));
    }
    if is_decimal(&plain)
        && let Some(value) = parse_float(&plain)
    {
        return Some(Scalar::Float(value));
    }
    // What is left of binary numbers after Go's own prefixes: a sign behind the prefix.
    plain.strip_prefix("0b").and_then(|digits| parse_int(digits, 2)).map(Scalar::Int)
}

/// go-yaml's `yamlStyleFloat`: `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let mantissa_fits = match mantissa.split_once('.') {
        Some(("", fraction)) => !fraction.is_empty() && digits(fraction),
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => !mantissa.is_empty() && digits(mantissa),
    };
    mantissa_fits && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent))
}
