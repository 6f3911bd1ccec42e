//! Exact numbers. No figure is ever held in binary floating point.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact fraction of two 128-bit integers.
///
/// Every operation that can leave the range gives `None`. Above the arithmetic `None` means "cannot be decided", and
/// what cannot be decided is never reported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

/// Decimal digits that a written figure may have before it is left alone: past this the arithmetic on it would overflow.
const MAX_DIGITS: usize = 30;

impl Number {
    /// Nought.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// The whole number `n`.
    pub const fn int(n: i128) -> Number {
        Number(Ratio::new_raw(n, 1))
    }

    /// `numerator / denominator`; `None` if the denominator is nought.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Number> {
        (denominator != 0).then(|| Number(Ratio::new(numerator, denominator)))
    }

    /// Ten to the power `exponent`; `None` outside -30..=30.
    pub fn power_of_ten(exponent: i32) -> Option<Number> {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        (exponent.abs() <= 30)
            .then(|| if exponent < 0 { Number(Ratio::new_raw(1, power)) } else { Number::int(power) })
    }

    /// Reads `-?digits[.digits]` or `-?digits/digits`: what [`fmt::Display`] prints. No grouping, no exponent.
    pub fn parse(text: &str) -> Option<Number> {
        if let Some((above, below)) = text.split_once('/') {
            return Number::parse(above)?.div(Number::parse(below)?);
        }
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let length = whole.trim_start_matches('0').len() + decimals.len();
        if whole.len() + decimals.len() == 0 || !plain(whole) || !plain(decimals) || length > MAX_DIGITS {
            return None;
        }
        let mut all: i128 = 0;
        for digit in whole.bytes().chain(decimals.bytes()) {
            all = all.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        if decimals.is_empty() {
            return Some(Number::int(sign * all));
        }
        Number::int(sign * all).mul(Number::power_of_ten(-i32::try_from(decimals.len()).ok()?)?)
    }

    /// The sum.
    pub fn add(self, other: Number) -> Option<Number> {
        // Most numbers of texts are whole.
        if let Some((a, b)) = self.whole(other) {
            return a.checked_add(b).map(Number::int);
        }
        self.0.checked_add(&other.0).map(Number)
    }

    /// The difference.
    pub fn sub(self, other: Number) -> Option<Number> {
        if let Some((a, b)) = self.whole(other) {
            return a.checked_sub(b).map(Number::int);
        }
        self.0.checked_sub(&other.0).map(Number)
    }

    /// The product.
    pub fn mul(self, other: Number) -> Option<Number> {
        if let Some((a, b)) = self.whole(other) {
            return a.checked_mul(b).map(Number::int);
        }
        self.0.checked_mul(&other.0).map(Number)
    }

    /// Both as integers, if both are whole.
    fn whole(self, other: Number) -> Option<(i128, i128)> {
        (*self.0.denom() == 1 && *other.0.denom() == 1).then(|| (*self.0.numer(), *other.0.numer()))
    }

    /// The quotient; `None` for division by nought.
    pub fn div(self, other: Number) -> Option<Number> {
        if other.is_zero() { None } else { self.0.checked_div(&other.0).map(Number) }
    }

    /// The same with the other sign.
    #[must_use]
    pub fn neg(self) -> Number {
        Number(-self.0)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Number {
        Number(self.0.abs())
    }

    /// Whether it is nought.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below nought.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is whole.
    pub fn is_integer(self) -> bool {
        self.0.is_integer()
    }

    /// The whole number that it is, if it is one.
    pub fn to_integer(self) -> Option<i128> {
        self.is_integer().then(|| *self.0.numer())
    }

    /// The greatest whole number not above it.
    #[must_use]
    pub fn floor(self) -> Number {
        Number(self.0.floor())
    }

    /// The least whole number not below it.
    #[must_use]
    pub fn ceil(self) -> Number {
        Number(self.0.ceil())
    }

    /// The nearest number with `decimals` decimals, halves away from nought; `None` if that cannot be held.
    pub fn round(self, decimals: i32) -> Option<Number> {
        let power = Number::power_of_ten(decimals)?;
        Number(self.mul(power)?.0.round()).div(power)
    }

    /// Decimals needed to write it out in full, or `None` if it never ends (2/3) or needs more than 30.
    pub fn decimals(self) -> Option<i32> {
        let mut below = *self.0.denom();
        let (mut twos, mut fives) = (0, 0);
        while below % 2 == 0 {
            below /= 2;
            twos += 1;
        }
        while below % 5 == 0 {
            below /= 5;
            fives += 1;
        }
        (below == 1 && twos.max(fives) <= 30).then_some(twos.max(fives))
    }
}

impl fmt::Display for Number {
    /// An exact decimal where there is one (`-2.50` prints as `-2.5`), else a fraction (`2/3`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.decimals().and_then(|decimals| {
            let scaled = self.mul(Number::power_of_ten(decimals)?)?.abs().to_integer()?;
            let width = usize::try_from(decimals).ok()?;
            let digits = format!("{scaled:0>length$}", length = width + 1);
            let (whole, rest) = digits.split_at(digits.len() - width);
            let sign = if self.is_negative() { "-" } else { "" };
            Some(if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") })
        });
        match written {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in ["0", "7", "-7", "0.5", "-0.25", "10939", "1200000.75", "2/3", "-1/7"] {
            let number = Number::parse(text).expect(text);
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn what_cannot_be_held_is_refused() {
        assert_eq!(Number::parse(&"9".repeat(31)), None);
        assert_eq!(Number::parse(""), None);
        assert_eq!(Number::parse("1,000"), None);
        assert_eq!(Number::parse("1/0"), None);
        let large = Number::parse(&"9".repeat(30)).expect("30 digits fit");
        assert_eq!(large.mul(large), None);
    }

    #[test]
    fn rounding_goes_to_the_nearest() {
        let round =
            |text: &str, decimals| Number::parse(text).and_then(|n| n.round(decimals)).map(|n| n.to_string());
        assert_eq!(round("31.506", 1).as_deref(), Some("31.5"));
        assert_eq!(round("2/3", 2).as_deref(), Some("0.67"));
        assert_eq!(round("1234", -2).as_deref(), Some("1200"));
    }
}
