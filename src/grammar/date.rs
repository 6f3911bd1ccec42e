//! Dates, in every order that English writes them.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::one_of;
use nom::combinator::{opt, value};
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use crate::calendar::Date;
use crate::claim::Value;
use crate::vocabulary::lexicon::{Word, word};

fn fail(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))
}

/// A date that begins with a digit: `16 June 2018`, `2018-06-16`, `16/6/2018`.
pub(super) fn from_digits(input: &str) -> IResult<&str, Value> {
    alt((iso, day_first, numeric)).parse(input)
}

/// A date that begins with a month: `June 16, 2018`, `June 2018`, `June 16-18`.
pub(super) fn from_month(input: &str) -> IResult<&str, Value> {
    let (rest, month) = month(input)?;
    let (after, _) = gap(rest)?;
    alt((|i| month_day(i, month), |i| month_year(i, month))).parse(after)
}

/// The name of a month, with the stop of its abbreviation.
pub(super) fn month(input: &str) -> IResult<&str, u8> {
    let (rest, letters) = take_while1(|c: char| c.is_ascii_alphabetic()).parse(input)?;
    let Some(Word::Month(month, whole)) = word(letters) else { return Err(fail(input)) };
    if !letters.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Err(fail(input));
    }
    let (rest, _) = if whole { (rest, None) } else { opt(tag(".")).parse(rest)? };
    Ok((rest, month))
}

fn gap(input: &str) -> IResult<&str, Option<char>> {
    value(None, pair(one_of(" \n\u{a0}-,"), opt(one_of(" \n")))).parse(input)
}

/// A day of the month as written, 1 to 99, with an ending if it has one.
fn day(input: &str) -> IResult<&str, u8> {
    let (rest, digits) = take_while_m_n(1, 2, |c: char| c.is_ascii_digit()).parse(input)?;
    let (rest, _) =
        opt(alt((tag_no_case("st"), tag_no_case("nd"), tag_no_case("rd"), tag_no_case("th")))).parse(rest)?;
    let digits: u8 = digits.parse().map_err(|_| fail(input))?;
    let blocked = rest.starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '$')
        || rest.starts_with(['.', ':', '/']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with(',') && thousands(&rest[1..]);
    if digits == 0 || digits > 31 || blocked {
        return Err(fail(input));
    }
    Ok((rest, digits))
}

/// Whether just three digits follow: the comma before them parts thousands.
fn thousands(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

fn year(input: &str) -> IResult<&str, i16> {
    let (rest, digits) = take_while_m_n(4, 4, |c: char| c.is_ascii_digit()).parse(input)?;
    let year: i16 = digits.parse().map_err(|_| fail(input))?;
    if !(1000..=2199).contains(&year) || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return Err(fail(input));
    }
    Ok((rest, year))
}

/// `16`, `16, 2018`, `16-18, 2018`, after a month.
fn month_day(input: &str, month: u8) -> IResult<&str, Value> {
    let (rest, first) = preceded(opt(tag_no_case("the ")), day).parse(input)?;
    let dash = alt((tag("-"), tag("–"), tag(" - "), tag(" – "), tag(" to "), tag(" through ")));
    let (rest, last) = opt(preceded(dash, day)).parse(rest)?;
    let comma = alt((tag(", "), tag(",\n"), tag(" , "), tag(","), tag(" "), tag("\n")));
    let (rest, year) = opt(preceded(comma, year)).parse(rest)?;
    let date = |day| Date { year, month: Some(month), day: Some(day) };
    let value = match last {
        Some(last) if last > first => Value::Dates(date(first), date(last)),
        Some(_) => return Err(fail(input)),
        None => Value::Date(date(first)),
    };
    Ok((rest, value))
}

/// `2018` after a month.
fn month_year(input: &str, month: u8) -> IResult<&str, Value> {
    let (rest, _) = opt(tag_no_case("of ")).parse(input)?;
    let (rest, year) = year(rest)?;
    Ok((rest, Value::Date(Date { year: Some(year), month: Some(month), day: None })))
}

/// `16 June 2018`, `the 16th of June`, `22 NOV 89`, `3-5 June`.
fn day_first(input: &str) -> IResult<&str, Value> {
    let (rest, first) = day(input)?;
    let dash = alt((tag("-"), tag("–"), tag(" - "), tag(" to ")));
    let (rest, last) = opt(preceded(dash, day)).parse(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt(tag_no_case("of ")).parse(rest)?;
    let (rest, month) = month(rest)?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return Err(fail(input));
    }
    let (rest, year) = opt(preceded((opt(tag(",")), gap), alt((year, short_year)))).parse(rest)?;
    let date = |day| Date { year, month: Some(month), day: Some(day) };
    Ok((
        rest,
        match last {
            Some(last) if last > first => Value::Dates(date(first), date(last)),
            _ => Value::Date(date(first)),
        },
    ))
}

/// `89` for 1989, as agencies date their reports.
fn short_year(input: &str) -> IResult<&str, i16> {
    let (rest, digits) = take_while_m_n(2, 2, |c: char| c.is_ascii_digit()).parse(input)?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '%' | ':')) && !ends(rest) {
        return Err(fail(input));
    }
    let year: i16 = digits.parse().map_err(|_| fail(input))?;
    if year < 30 { Err(fail(input)) } else { Ok((rest, 1900 + year)) }
}

fn ends(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('.' | ',')) && chars.next().is_none_or(char::is_whitespace)
}

/// `2018-06-16`, `2018/06/16`.
fn iso(input: &str) -> IResult<&str, Value> {
    let (rest, (year, mark, month, _, day)) = (
        year_digits,
        one_of("-/."),
        take_while_m_n(1, 2, |c: char| c.is_ascii_digit()),
        one_of("-/."),
        take_while_m_n(1, 2, |c: char| c.is_ascii_digit()),
    )
        .parse(input)?;
    let _ = mark;
    let (month, day): (u8, u8) =
        (month.parse().map_err(|_| fail(input))?, day.parse().map_err(|_| fail(input))?);
    let inside = rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '/');
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || inside {
        return Err(fail(input));
    }
    Ok((rest, Value::Date(Date::full(year, month, day))))
}

fn year_digits(input: &str) -> IResult<&str, i16> {
    let (rest, digits) = take_while_m_n(4, 4, |c: char| c.is_ascii_digit()).parse(input)?;
    let year: i16 = digits.parse().map_err(|_| fail(input))?;
    if (1000..=2199).contains(&year) { Ok((rest, year)) } else { Err(fail(input)) }
}

/// `16/6/2018`: only where the order is plain, because one of the two is more than twelve or both are the same.
fn numeric(input: &str) -> IResult<&str, Value> {
    let number = || take_while_m_n(1, 2, |c: char| c.is_ascii_digit());
    let (rest, (a, mark, b, again, year)) =
        (number(), one_of("/-"), number(), one_of("/-"), year_digits).parse(input)?;
    let (a, b): (u8, u8) = (a.parse().map_err(|_| fail(input))?, b.parse().map_err(|_| fail(input))?);
    if mark != again || rest.starts_with(|c: char| c.is_alphanumeric() || c == '/') || a == 0 || b == 0 {
        return Err(fail(input));
    }
    let (month, day) = match (a, b) {
        (13..=31, 1..=12) => (b, a),
        (1..=12, 13..=31) => (a, b),
        (1..=12, 1..=12) if a == b => (a, b),
        // Either order may be meant: only the year is sure.
        (1..=12, 1..=12) => {
            return Ok((rest, Value::Date(Date { year: Some(year), month: None, day: None })));
        }
        _ => return Err(fail(input)),
    };
    Ok((rest, Value::Date(Date::full(year, month, day))))
}

/// A year by itself with what may follow it: `2018`, `2009-10`, `1980s`.
pub(super) fn years(input: &str) -> IResult<&str, Value> {
    let (rest, first) = year_digits(input)?;
    let only = |y: i16| Date { year: Some(y), month: None, day: None };
    if let Ok((after, _)) = alt((tag("'s"), tag("’s"), tag("s"))).parse(rest) as IResult<&str, &str>
        && first % 10 == 0
        && !after.starts_with(|c: char| c.is_alphanumeric())
        && (rest.starts_with('s') || first % 100 != 0)
    {
        let length = if first % 100 == 0 && first < 2000 { 99 } else { 9 };
        return Ok((after, Value::Dates(only(first), only(first + length))));
    }
    if let Ok((after, digits)) = last_year(rest)
        && !after.starts_with(|c: char| c.is_alphanumeric())
        && let Ok(second) = digits.parse::<i16>()
    {
        let last = if digits.len() == 2 { first - first % 100 + second } else { second };
        let last = if digits.len() == 2 && last < first { last + 100 } else { last };
        if digits.len() != 3 && last > first && last - first < 200 {
            return Ok((after, Value::Dates(only(first), only(last))));
        }
    }
    let joined = rest.starts_with(|c: char| c.is_alphanumeric())
        || rest.starts_with([',', '.', ':', '/']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if joined { Err(fail(input)) } else { Ok((rest, Value::Date(only(first)))) }
}

/// The digits of the last year of a stretch, after a dash or a stroke.
fn last_year(input: &str) -> IResult<&str, &str> {
    preceded(alt((tag("-"), tag("–"), tag("/"))), take_while_m_n(2, 4, |c: char| c.is_ascii_digit()))
        .parse(input)
}
