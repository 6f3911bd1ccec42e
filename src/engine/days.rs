//! Which other day would fit: for dates and weekdays what `solve` is for numbers. Neighbours are tried, nearest first.

use super::Case;
use super::binding::Binding;
use super::ending;
use super::eval::{Instead, supposing};
use super::value::{Reading, Value};
use crate::calendar::{Date, Weekday};
use crate::claim::{Claim, Value as Stated};
use crate::interval::Outcome;
use crate::rule::expr::Expr;

/// Days that are tried on either side: one of a week always fits.
const DAYS: i16 = 6;

/// Years that are tried on either side: nobody mistakes the year by more.
const YEARS: i16 = 2;

/// Other days that would fit in place of a claim, written as it is: a weekday; or a day of the month, and a year.
pub(super) fn fitting(case: &Case<'_>, binding: &Binding, check: &Expr, claim: usize) -> Vec<String> {
    let Some(figure) = case.claim(claim) else { return Vec::new() };
    let holds = |instead: Instead| {
        let truth = supposing(case, binding, check, Some((claim, instead)), Reading::Stated);
        matches!(truth, Some(Value::Truth(Outcome::Holds)))
    };
    match figure.value {
        Stated::Weekday(day) => {
            let others = Weekday::ALL.into_iter().filter(|other| *other != day);
            others
                .filter(|other| holds(Instead::Weekday(*other)))
                .map(|d| d.name().to_owned())
                .take(1)
                .collect()
        }
        Stated::Date(date) => {
            let day = near(DAYS).filter_map(|by| moved_by_days(date, by)).find(|d| holds(Instead::Date(*d)));
            let year =
                near(YEARS).filter_map(|by| moved_by_years(date, by)).find(|d| holds(Instead::Date(*d)));
            let text = figure.span.of(&case.document.text);
            let day = day.and_then(|new| put(text, i64::from(date.day?), i64::from(new.day?)));
            let year = year.and_then(|new| put(text, i64::from(date.year?), i64::from(new.year?)));
            day.into_iter().chain(year).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a claim is one of those that have neighbours here and no number.
pub(super) fn is_day(figure: &Claim) -> bool {
    matches!(figure.value, Stated::Weekday(_) | Stated::Date(_))
}

/// 1, -1, 2, -2 and so on, as far as the reach.
fn near(reach: i16) -> impl Iterator<Item = i16> {
    (1..=reach).flat_map(|by| [by, -by])
}

/// Another day of the same month.
fn moved_by_days(date: Date, by: i16) -> Option<Date> {
    let day = u8::try_from(i16::from(date.day?) + by).ok()?;
    let moved = Date { day: Some(day), ..date };
    (day > 0 && moved.exists()).then_some(moved)
}

/// The same day of another year.
fn moved_by_years(date: Date, by: i16) -> Option<Date> {
    let moved = Date { year: Some(date.year?.checked_add(by)?), ..date };
    moved.exists().then_some(moved)
}

/// Bytes of an ending.
const ENDING: usize = 2;

/// A date with another number in place of one that stands in it just once, with its "th" or "st".
fn put(text: &str, old: i64, new: i64) -> Option<String> {
    let old = old.to_string();
    let mut at = text.match_indices(old.as_str()).filter(|(at, _)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let end = at + old.len();
        !digit(text.get(..*at).and_then(|t| t.chars().next_back()))
            && !digit(text.get(end..).and_then(|t| t.chars().next()))
    });
    let (start, _) = at.next()?;
    let after = text.get(start + old.len()..)?;
    let has_ending = ending::ending(after).is_some();
    let (ending, rest) = after.split_at_checked(if has_ending { ENDING } else { 0 })?;
    let due = if has_ending { ending::due(u32::try_from(new).ok()?) } else { "" };
    let capitals = ending.chars().any(char::is_uppercase);
    let due = if capitals { due.to_uppercase() } else { due.to_owned() };
    let written = format!("{}{new}{due}{rest}", text.get(..start)?);
    at.next().is_none().then(|| written.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn another_day_is_written_as_the_first_is() {
        let table = [
            ("May 22nd, 2018", 22, 21, Some("May 21st, 2018")),
            ("MAY 22ND, 2018", 22, 21, Some("MAY 21ST, 2018")),
            ("22 May", 22, 13, Some("13 May")),
            ("the  11th of May", 11, 12, Some("the 12th of May")),
            ("12 May 1912", 12, 13, Some("13 May 1912")),
            ("12/12", 12, 13, None),
            ("May", 12, 13, None),
        ];
        for (text, old, new, expected) in table {
            assert_eq!(put(text, old, new).as_deref(), expected, "{text}");
        }
    }
}
