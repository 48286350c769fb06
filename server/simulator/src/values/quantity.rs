//! Quantities such as `5Gi`, `1500m` and `1e3` (apimachinery `pkg/api/resource/quantity.go`).
//!
//! A quantity is a decimal number and the family of suffixes in which it was written. It prints in that
//! family's canonical form: no fraction, and the largest suffix that loses nothing. Comparing looks at the number
//! only: `1024Mi` equals `1Gi`. Numbers keep 37 significant digits; further ones are rounded away from zero.

mod decimal;
mod parse;
#[cfg(test)]
mod tests;

use crate::value::{Data, Value};
use decimal::Decimal;
use std::cmp::Ordering;
use std::ops::{Add, Neg, Sub};

/// The text's characters or their order are wrong.
pub const FORMAT_WRONG: &str =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
/// The text ends in no suffix that there is.
pub const SUFFIX_WRONG: &str = "unable to parse quantity's suffix";

/// A number and the family of suffixes it is written in.
#[derive(Debug, Clone, Default)]
pub struct Quantity {
    amount: Decimal,
    format: Format,
    /// The text as typed, where upstream takes it for canonical already (`1.500` and `+5Gi` are, oddly).
    typed: Option<Box<str>>,
}

/// A family of suffixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// `n`, `u`, `m`, none, `k`, `M`, `G`, `T`, `P`, `E`.
    #[default]
    DecimalSi,
    /// `Ki`, `Mi`, `Gi`, `Ti`, `Pi`, `Ei`.
    BinarySi,
    /// `e3`, `e-9`.
    DecimalExponent,
}

impl Quantity {
    /// Zero.
    pub const ZERO: Quantity = Quantity { amount: Decimal::ZERO, format: Format::DecimalSi, typed: None };

    /// Reads a text; the error is [`FORMAT_WRONG`] or [`SUFFIX_WRONG`].
    pub fn parse(text: &str) -> Result<Quantity, &'static str> {
        parse::parse(text)
    }

    /// The quantity that a member holds: a string or a number. Anything else, also what is missing, is zero.
    pub fn of(value: &Value) -> Quantity {
        match &value.data {
            Data::String(text) => Quantity::parse(text.trim()).unwrap_or_default(),
            Data::Int(number) => Quantity::from(*number),
            Data::Float(number) => Quantity::parse(&number.to_string()).unwrap_or_default(),
            _ => Quantity::ZERO,
        }
    }

    /// A whole number of that family (`resource.NewQuantity`).
    pub fn new(number: i64, format: Format) -> Quantity {
        Quantity { amount: Decimal::new(i128::from(number), 0), format, typed: None }
    }

    /// The same number with decimal suffixes, so that equal numbers print alike.
    pub fn as_decimal(&self) -> Quantity {
        Quantity { amount: self.amount, format: Format::DecimalSi, typed: None }
    }

    /// -1, 0 or 1.
    pub fn sign(&self) -> i32 {
        self.amount.sign()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.sign() == 0
    }

    /// The number rounded away from zero to a whole one; at the ends of `i64` it stays there (`Quantity.Value`).
    pub fn value(&self) -> i64 {
        self.amount.scaled(0)
    }

    /// The number in thousandths, rounded away from zero (`Quantity.MilliValue`).
    pub fn milli_value(&self) -> i64 {
        self.amount.scaled(-3)
    }

    /// Whether it has no fraction.
    pub fn is_whole(&self) -> bool {
        self.amount.is_multiple_of(0)
    }

    /// Rounded away from zero to a multiple of `10^scale` (`Quantity.RoundUp`).
    pub fn round_up(self, scale: i32) -> Quantity {
        match self.amount.is_multiple_of(scale) {
            true => self,
            false => Quantity { amount: self.amount.round_up(scale), format: self.format, typed: None },
        }
    }
}

impl From<i64> for Quantity {
    fn from(number: i64) -> Self {
        Quantity::new(number, Format::DecimalSi)
    }
}

/// So that `value.set("storage", quantity)` writes the canonical text.
impl From<&Quantity> for Value {
    fn from(quantity: &Quantity) -> Self {
        quantity.to_string().into()
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.amount == other.amount
    }
}

impl Eq for Quantity {}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        self.amount.cmp(&other.amount)
    }
}

/// The sum takes the family of the left side, or of the right one when the left is zero.
impl Add<&Quantity> for Quantity {
    type Output = Quantity;

    fn add(self, other: &Quantity) -> Quantity {
        let format = if self.is_zero() { other.format } else { self.format };
        Quantity { amount: self.amount + other.amount, format, typed: None }
    }
}

/// The difference takes the family of the left side, or of the right one when the left is zero.
impl Sub<&Quantity> for Quantity {
    type Output = Quantity;

    fn sub(self, other: &Quantity) -> Quantity {
        let format = if self.is_zero() { other.format } else { self.format };
        Quantity { amount: self.amount + -other.amount, format, typed: None }
    }
}

impl Neg for Quantity {
    type Output = Quantity;

    fn neg(self) -> Quantity {
        Quantity { amount: -self.amount, format: self.format, typed: None }
    }
}

/// The canonical form (`Quantity.CanonicalizeBytes`).
impl std::fmt::Display for Quantity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(text) = &self.typed {
            return out.write_str(text);
        }
        if self.is_zero() {
            return out.write_str("0");
        }
        // Binary suffixes start at 1024 and have no fractions; below, the decimal ones are exact.
        if self.format == Format::BinarySi
            && let Some(mut number) = self.amount.whole()
            && number.unsigned_abs() >= 1024
        {
            let mut step = 0;
            while step + 1 < parse::BINARY.len() && number % 1024 == 0 {
                number /= 1024;
                step += 1;
            }
            let suffix = parse::BINARY.get(step).map_or("", |(suffix, _)| suffix);
            return write!(out, "{number}{suffix}");
        }
        let (number, exponent) = self.amount.by_thousands();
        let suffix = parse::DECIMAL.iter().find(|(_, known)| *known == exponent);
        match (self.format, suffix) {
            (_, Some((_, 0))) => write!(out, "{number}"),
            (Format::DecimalExponent, _) | (_, None) => write!(out, "{number}e{exponent}"),
            (_, Some((suffix, _))) => write!(out, "{number}{suffix}"),
        }
    }
}
