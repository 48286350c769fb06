//! A decimal number of at most 37 significant digits. Whatever does not fit is rounded away from zero.

use std::cmp::Ordering;
use std::ops::{Add, Neg};

/// Digits that every mantissa fits in.
const DIGITS: u32 = 37;
/// The first mantissa that is too long.
const LIMIT: u128 = 10u128.pow(DIGITS);

/// `mantissa * 10^scale`, kept without trailing zeros so that equal numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Decimal {
    mantissa: i128,
    scale: i64,
}

impl Decimal {
    pub(super) const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    /// `mantissa * 10^scale`.
    pub(super) fn new(mantissa: i128, scale: i64) -> Decimal {
        let mut number = Decimal { mantissa, scale };
        while number.mantissa.unsigned_abs() >= LIMIT {
            number = number.shortened();
        }
        while number.mantissa != 0 && number.mantissa % 10 == 0 {
            number = Decimal { mantissa: number.mantissa / 10, scale: number.scale.saturating_add(1) };
        }
        if number.mantissa == 0 { Decimal::ZERO } else { number }
    }

    /// Appends a digit behind the last one, as reading a text does.
    pub(super) fn push(mantissa: &mut i128, scale: &mut i64, digit: u8) {
        let longer = *mantissa * 10 + i128::from(digit);
        if longer.unsigned_abs() < LIMIT {
            *mantissa = longer;
            return;
        }
        // A digit too many only says whether there is more, for those who round the number up.
        *scale = scale.saturating_add(1);
        *mantissa += i128::from(digit != 0 && *mantissa % 10 == 0);
    }

    /// Twice as much, `times` times.
    pub(super) fn doubled(self, times: u32) -> Decimal {
        (0..times).fold(self, |number, _| Decimal::new(number.mantissa * 2, number.scale))
    }

    pub(super) fn sign(self) -> i32 {
        self.mantissa.signum() as i32
    }

    /// Whether it is a whole multiple of `10^scale`.
    pub(super) fn is_multiple_of(self, scale: i32) -> bool {
        self.scale >= i64::from(scale) || self.mantissa == 0
    }

    /// Rounded away from zero to a multiple of `10^scale`.
    pub(super) fn round_up(self, scale: i32) -> Decimal {
        let mut number = self;
        while !number.is_multiple_of(scale) {
            number = match number.mantissa.abs() {
                // What is left is a fraction of one unit, so it is one unit.
                1 => Decimal { mantissa: number.mantissa, scale: i64::from(scale) },
                _ => number.shortened(),
            };
        }
        Decimal::new(number.mantissa, number.scale)
    }

    /// How many `10^scale` it is, rounded away from zero, within `i64`.
    pub(super) fn scaled(self, scale: i32) -> i64 {
        let rounded = self.round_up(scale);
        let places = rounded.scale - i64::from(scale);
        let units = u32::try_from(places)
            .ok()
            .filter(|places| *places <= DIGITS)
            .and_then(|places| rounded.mantissa.checked_mul(10i128.pow(places)));
        match units {
            Some(units) => i64::try_from(units).unwrap_or(if units > 0 { i64::MAX } else { i64::MIN }),
            None if self.mantissa == 0 => 0,
            None => {
                if self.mantissa > 0 {
                    i64::MAX
                } else {
                    i64::MIN
                }
            }
        }
    }

    /// The number as an integer, when it is one of at most 38 digits.
    pub(super) fn whole(self) -> Option<i128> {
        let places = u32::try_from(self.scale).ok().filter(|places| *places <= DIGITS)?;
        self.mantissa.checked_mul(10i128.pow(places))
    }

    /// Mantissa and exponent such that the exponent is a multiple of three and as large as possible.
    pub(super) fn by_thousands(self) -> (i128, i64) {
        let extra = self.scale.rem_euclid(3);
        let factor = 10i128.pow(extra as u32);
        match self.mantissa.checked_mul(factor) {
            Some(mantissa) => (mantissa, self.scale - extra),
            None => (self.mantissa, self.scale),
        }
    }

    /// One digit less, rounded away from zero.
    fn shortened(self) -> Decimal {
        let rest = i128::from(self.mantissa % 10 != 0) * self.mantissa.signum();
        Decimal { mantissa: self.mantissa / 10 + rest, scale: self.scale.saturating_add(1) }
    }

    /// The position of the first digit: `10^(magnitude-1) <= |number| < 10^magnitude`.
    fn magnitude(self) -> i64 {
        self.scale
            .saturating_add(i64::from(self.mantissa.unsigned_abs().checked_ilog10().map_or(0, |digits| digits + 1)))
    }

    /// The mantissa that goes with a smaller scale, when it is short enough.
    fn at_scale(self, scale: i64) -> Option<i128> {
        let places = u32::try_from(self.scale.checked_sub(scale)?).ok().filter(|places| *places <= DIGITS)?;
        self.mantissa.checked_mul(10i128.checked_pow(places)?)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.sign().cmp(&other.sign());
        if signs != Ordering::Equal || self.sign() == 0 {
            return signs;
        }
        let by_magnitude = self.magnitude().cmp(&other.magnitude());
        let by_size = by_magnitude.then_with(|| {
            // Equally long numbers differ by at most 37 places, so both fit at the smaller scale.
            let scale = self.scale.min(other.scale);
            let digits = |number: &Decimal| number.at_scale(scale).unwrap_or(number.mantissa).unsigned_abs();
            digits(self).cmp(&digits(other))
        });
        if self.sign() < 0 { by_size.reverse() } else { by_size }
    }
}

impl Add for Decimal {
    type Output = Decimal;

    fn add(self, other: Decimal) -> Decimal {
        if self.mantissa == 0 || other.mantissa == 0 {
            return if self.mantissa == 0 { other } else { self };
        }
        let (mut high, mut low) = if self.scale >= other.scale { (self, other) } else { (other, self) };
        loop {
            if let Some(aligned) = high.at_scale(low.scale)
                && let Some(sum) = aligned.checked_add(low.mantissa)
            {
                return Decimal::new(sum, low.scale);
            }
            if low.mantissa.abs() == 1 {
                // The smaller one is beyond the last digit that can be kept.
                return high;
            }
            low = low.shortened();
            if low.scale > high.scale {
                std::mem::swap(&mut high, &mut low);
            }
        }
    }
}

impl Neg for Decimal {
    type Output = Decimal;

    fn neg(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, scale: self.scale }
    }
}
