//! Numbers in digits: grouping, decimals, powers, fractions.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{map, map_opt, not, opt, peek, value, verify};
use nom::multi::fold_many_m_n;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use crate::number::Number;
use crate::vocabulary::lexicon::fraction_sign;

/// Digits of a number that are read at all; longer runs are identifiers.
const DIGITS: usize = 21;

/// A number in digits: `mantissa * 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// All its digits.
    pub(super) mantissa: i128,
    /// The place of the last digit.
    pub(super) exponent: i32,
    /// How many digits stand before the decimal point.
    pub(super) whole: usize,
    /// Whether they are grouped.
    pub(super) grouped: bool,
    /// Whether there are digits after a decimal point, or a power.
    pub(super) decimal: bool,
    /// Whether the first of several digits is a nought.
    pub(super) padded: bool,
}

/// A number in digits at the start of `input`.
pub(super) fn numeral(input: &str) -> IResult<&str, Numeral> {
    let (rest, mut numeral) = alt((whole, bare_point)).parse(input)?;
    let (rest, decimals) = if numeral.decimal { (rest, None) } else { opt(decimals).parse(rest)? };
    if let Some((digits, count)) = decimals {
        numeral.decimal = true;
        numeral.exponent = -count;
        numeral.mantissa =
            numeral.mantissa.saturating_mul(10_i128.pow(count.unsigned_abs())).saturating_add(digits);
    }
    let (rest, power) = opt(alt((exponent, times_power))).parse(rest)?;
    if let Some(power) = power {
        numeral.decimal = true;
        numeral.exponent += power;
    }
    Ok((rest, numeral))
}

/// The digits before the point.
fn whole(input: &str) -> IResult<&str, Numeral> {
    alt((
        grouped(","),
        continental,
        comma_decimal,
        dotted_groups,
        indian,
        grouped("\u{202f}"),
        grouped("\u{2009}"),
        grouped("\u{a0}"),
        grouped(" "),
        map_opt(digits, |text: &str| {
            Some(Numeral {
                mantissa: text.parse().ok()?,
                exponent: 0,
                whole: text.len(),
                grouped: false,
                decimal: false,
                padded: text.len() > 1 && text.starts_with('0'),
            })
        }),
    ))
    .parse(input)
}

/// A run of digits that is not too long to be a number.
fn digits(input: &str) -> IResult<&str, &str> {
    let (rest, text) = take_while_m_n(1, DIGITS, |c: char| c.is_ascii_digit()).parse(input)?;
    not(digit).parse(rest)?;
    Ok((rest, text))
}

fn digit(input: &str) -> IResult<&str, char> {
    one_of("0123456789").parse(input)
}

/// Exactly `n` digits as a number.
fn exactly<'a>(n: usize) -> impl Parser<&'a str, Output = i128, Error = nom::error::Error<&'a str>> {
    map_opt(take_while_m_n(n, n, |c: char| c.is_ascii_digit()), |text: &str| text.parse().ok())
}

/// `1,234,567` with any one separator.
fn grouped<'a>(
    separator: &'static str,
) -> impl Parser<&'a str, Output = Numeral, Error = nom::error::Error<&'a str>> {
    move |input: &'a str| {
        let lead = verify(take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), |t: &str| !t.starts_with('0'));
        let (rest, (lead, tail)) = (
            lead,
            fold_many_m_n(
                1,
                5,
                preceded(tag(separator), exactly(3)),
                || (0_i128, 0_usize),
                |(sum, n), group| (sum * 1000 + group, n + 1),
            ),
        )
            .parse(input)?;
        not(digit).parse(rest)?;
        not((tag(separator), digit)).parse(rest)?;
        let first: i128 = lead.parse().unwrap_or(0);
        let power = 1000_i128.pow(u32::try_from(tail.1).unwrap_or(0));
        Ok((
            rest,
            Numeral {
                mantissa: first * power + tail.0,
                exponent: 0,
                whole: lead.len() + 3 * tail.1,
                grouped: true,
                decimal: false,
                padded: false,
            },
        ))
    }
}

/// `1.234,5`: with the point and the comma changed, as on the continent. The comma proves it.
fn continental(input: &str) -> IResult<&str, Numeral> {
    let (rest, whole) = grouped(".").parse(input)?;
    let decimals = take_while_m_n(1, 15, |c: char| c.is_ascii_digit());
    let (rest, text) = preceded(char(','), verify(decimals, |t: &str| t.len() != 3)).parse(rest)?;
    not(alt((digit, preceded(one_of(".,"), digit)))).parse(rest)?;
    let places = i32::try_from(text.len()).unwrap_or(0);
    let below: i128 = text.parse().unwrap_or(0);
    let mantissa = whole.mantissa.saturating_mul(10_i128.pow(places.unsigned_abs())).saturating_add(below);
    Ok((rest, Numeral { mantissa, exponent: -places, decimal: true, ..whole }))
}

/// `10.000.000`: thousands in groups with points, at least two of them.
fn dotted_groups(input: &str) -> IResult<&str, Numeral> {
    let (rest, whole) = verify(grouped("."), |n: &Numeral| n.whole > 6).parse(input)?;
    not(preceded(one_of(".,"), digit)).parse(rest)?;
    Ok((rest, whole))
}

/// How long a number is whose thousands stand in groups with points, if one starts there.
pub(super) fn dotted_length(input: &str) -> Option<usize> {
    dotted_groups(input).ok().map(|(rest, _)| input.len() - rest.len())
}

/// `7,5 mg`: one or two digits after a comma, right before a unit that is measured in parts.
fn comma_decimal(input: &str) -> IResult<&str, Numeral> {
    let lead = take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    let tenths = take_while_m_n(1, 2, |c: char| c.is_ascii_digit());
    let (rest, (whole, below)) = (lead, preceded(char(','), tenths)).parse(input)?;
    let unit = alt((tag("mg"), tag("kg"), tag("cm"), tag("mm"), tag("km"), tag("ml"), tag("mL"), tag("%")));
    peek((
        opt(one_of(" \u{a0}")),
        unit,
        not(verify(nom::character::complete::anychar, |c| c.is_alphanumeric())),
    ))
    .parse(rest)?;
    let places = i32::try_from(below.len()).unwrap_or(0);
    let mantissa = whole.parse::<i128>().unwrap_or(0) * 10_i128.pow(places.unsigned_abs())
        + below.parse::<i128>().unwrap_or(0);
    let (length, padded) = (whole.len(), whole.len() > 1 && whole.starts_with('0'));
    Ok((rest, Numeral { mantissa, exponent: -places, whole: length, grouped: false, decimal: true, padded }))
}

/// Whether a text begins with a number in which point and comma are changed.
pub(super) fn is_continental(input: &str) -> bool {
    continental(input).is_ok()
}

/// `12,34,567`: groups of two before the last of three.
fn indian(input: &str) -> IResult<&str, Numeral> {
    let lead = verify(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), |t: &str| !t.starts_with('0'));
    let pair = preceded(tag(","), (exactly(2), peek(tag(","))));
    let (rest, (lead, pairs, last)) = (
        lead,
        fold_many_m_n(1, 5, pair, || (0_i128, 0_usize), |(sum, n), (group, _)| (sum * 100 + group, n + 1)),
        preceded(tag(","), exactly(3)),
    )
        .parse(input)?;
    not(alt((digit, preceded(char(','), digit)))).parse(rest)?;
    let first: i128 = lead.parse().unwrap_or(0);
    let power = 100_i128.pow(u32::try_from(pairs.1).unwrap_or(0));
    Ok((
        rest,
        Numeral {
            mantissa: (first * power + pairs.0) * 1000 + last,
            exponent: 0,
            whole: lead.len() + 2 * pairs.1 + 3,
            grouped: true,
            decimal: false,
            padded: false,
        },
    ))
}

/// `.25`.
fn bare_point(input: &str) -> IResult<&str, Numeral> {
    map(decimals, |(mantissa, count)| Numeral {
        mantissa,
        exponent: -count,
        whole: 0,
        grouped: false,
        decimal: true,
        padded: false,
    })
    .parse(input)
}

/// The point and the digits after it, as a number and how many.
fn decimals(input: &str) -> IResult<&str, (i128, i32)> {
    let (rest, _) = one_of(".·").parse(input)?;
    let (rest, text) = take_while_m_n(1, 15, |c: char| c.is_ascii_digit()).parse(rest)?;
    not(digit).parse(rest)?;
    not((char('.'), digit)).parse(rest)?;
    let count = i32::try_from(text.len()).unwrap_or(0);
    Ok((rest, (text.parse().unwrap_or(0), count)))
}

/// `e-7`.
fn exponent(input: &str) -> IResult<&str, i32> {
    let (rest, power) = preceded(one_of("eE"), signed).parse(input)?;
    not(verify(nom::character::complete::anychar, |c| c.is_alphanumeric())).parse(rest)?;
    Ok((rest, power))
}

/// `×10^-7`, `x 10−7`, `×10⁻⁷`.
fn times_power(input: &str) -> IResult<&str, i32> {
    let times = (opt(char(' ')), one_of("x×*"), opt(char(' ')), tag("10"));
    preceded(times, alt((preceded(char('^'), signed), raised, preceded(peek(one_of("-−–")), signed))))
        .parse(input)
}

/// A whole number with an optional sign, small enough for a power of ten.
fn signed(input: &str) -> IResult<&str, i32> {
    let sign = alt((value(-1, one_of("-−–")), value(1, opt(char('+')))));
    map_opt((sign, take_while_m_n(1, 2, |c: char| c.is_ascii_digit())), |(sign, text): (i32, &str)| {
        text.parse::<i32>().ok().filter(|p| *p <= 27).map(|p| sign * p)
    })
    .parse(input)
}

/// A power in raised figures.
fn raised(input: &str) -> IResult<&str, i32> {
    let (rest, minus) = opt(char('⁻')).parse(input)?;
    let (rest, power) = fold_many_m_n(
        1,
        2,
        one_of("⁰¹²³⁴⁵⁶⁷⁸⁹"),
        || 0_i32,
        |sum, c| {
            let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c).and_then(|d| i32::try_from(d).ok());
            sum * 10 + digit.unwrap_or(0)
        },
    )
    .parse(rest)?;
    Ok((rest, if minus.is_some() { -power } else { power }))
}

/// `x 2^10` after a number: the base and its power.
pub(super) fn times_power_of(input: &str) -> IResult<&str, (i128, i32)> {
    let times = (opt(char(' ')), one_of("x×*"), opt(char(' ')));
    let base = map_opt(take_while_m_n(1, 4, |c: char| c.is_ascii_digit()), |text: &str| text.parse().ok());
    preceded(times, (base, alt((preceded(char('^'), signed), raised)))).parse(input)
}

/// `^23` after a number.
pub(super) fn caret(input: &str) -> IResult<&str, i32> {
    preceded((opt(char(' ')), char('^')), signed).parse(input)
}

/// `3/4`, with the digits of both parts.
pub(super) fn slash(input: &str) -> IResult<&str, (i128, i128)> {
    let bar = (opt(char(' ')), alt((char('/'), char('\u{2044}'))), opt(char(' ')));
    let part = |most: usize| {
        map_opt(take_while_m_n(1, most, |c: char| c.is_ascii_digit()), |text: &str| text.parse::<i128>().ok())
    };
    let many = map(grouped(","), |below: Numeral| below.mantissa);
    let (rest, (above, _, below)) = (part(3), bar, alt((many, part(4)))).parse(input)?;
    not(alt((digit, preceded(one_of("/.:"), digit)))).parse(rest)?;
    // "1/6th", "2/3rds"
    let endings = alt((tag("ths"), tag("th"), tag("rds"), tag("rd")));
    let (rest, _) = opt(endings).parse(rest)?;
    Ok((rest, (above, below)))
}

/// The fraction after a whole number: ` 1/2`, `-1/2`, `½`, ` ½`.
pub(super) fn mixed(input: &str) -> IResult<&str, (i128, i128)> {
    let common = |parts: &(i128, i128)| parts.0 > 0 && parts.0 < parts.1 && (2..=100).contains(&parts.1);
    alt((
        preceded(opt(one_of(" \u{a0}-")), glyph),
        preceded(one_of(" \u{a0}-\u{2013}"), verify(slash, common)),
    ))
    .parse(input)
}

/// A single sign for a fraction.
pub(super) fn glyph(input: &str) -> IResult<&str, (i128, i128)> {
    match fraction_sign(input) {
        Some((sign, above, below)) => {
            Ok((input.get(sign.len_utf8()..).unwrap_or(""), (i128::from(above), i128::from(below))))
        }
        None => not(nom::combinator::success(())).parse(input).map(|(rest, ())| (rest, (0, 1))),
    }
}

impl Numeral {
    /// The number itself.
    pub(super) fn number(self) -> Option<Number> {
        decimal(self.mantissa, self.exponent)
    }
}

/// `mantissa * 10^exponent`.
pub(super) fn decimal(mantissa: i128, exponent: i32) -> Option<Number> {
    let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent >= 0 { mantissa.checked_mul(power).map(Number::int) } else { Number::ratio(mantissa, power) }
}

#[cfg(test)]
mod tests {
    use super::{mixed, numeral};

    fn read(text: &str) -> Option<(String, usize)> {
        let (rest, numeral) = numeral(text).ok()?;
        Some((numeral.number()?.to_string(), text.len() - rest.len()))
    }

    #[test]
    fn digits_with_and_without_grouping() {
        let read = |text| read(text).map(|(value, length)| format!("{value} {length}"));
        assert_eq!(read("1,234,567 x").as_deref(), Some("1234567 9"));
        assert_eq!(read("12,34,567").as_deref(), Some("1234567 9"));
        assert_eq!(read("22,24,26").as_deref(), Some("22 2"));
        assert_eq!(read("1\u{202f}234,5").as_deref(), Some("1234 7"));
        assert_eq!(read("1.234.567,8").as_deref(), Some("1234567.8 11"));
        assert_eq!(read("3.50.").as_deref(), Some("3.5 4"));
        assert_eq!(read("1.2.3").as_deref(), Some("1 1"));
        assert_eq!(read(".25").as_deref(), Some("0.25 3"));
        assert_eq!(read("6.23x10^-4").as_deref(), Some("0.000623 10"));
        assert_eq!(read("1.3e6").as_deref(), Some("1300000 5"));
        assert_eq!(read(&"9".repeat(40)), None);
    }

    #[test]
    fn fractions_follow_whole_numbers() {
        assert_eq!(mixed(" 1/2 x").map(|(_, f)| f), Ok((1, 2)));
        assert_eq!(mixed("½").map(|(_, f)| f), Ok((1, 2)));
        assert!(mixed(" 5/4").is_err());
        assert!(mixed(" 1/2/2019").is_err());
    }
}
