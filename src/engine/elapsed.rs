//! How much time lies between two figures that tell when: dates, the ends of a stretch of dates, weekdays, times of day.

use crate::calendar::{Date, Weekday};
use crate::claim::{Claim, Value};
use crate::interval::Interval;
use crate::number::Number;

/// Months of a year.
const MONTHS: i128 = 12;

/// Seconds of a minute and of a day.
const MINUTE: i128 = 60;
const DAY: i128 = 86_400;

/// The years from one date to another, or over a stretch of dates: as many as there may be where months are not told.
pub(super) fn years(claims: &[&Claim]) -> Option<Interval> {
    let (from, to) = match claims {
        [one] => match one.value {
            Value::Dates(from, to) => (from, to),
            _ => return None,
        },
        [one, other] => match (&one.value, &other.value) {
            (Value::Date(from), Value::Date(to)) => (*from, *to),
            _ => return None,
        },
        _ => return None,
    };
    let years = i128::from(to.year?) - i128::from(from.year?);
    let month = |date: Date| date.month.map(i128::from);
    let (least, most) = match month(from).zip(month(to)) {
        Some((first, last)) => {
            let months = years * MONTHS + last - first;
            (Number::ratio(months - 1, MONTHS)?, Number::ratio(months + 1, MONTHS)?)
        }
        None => (Number::int(years - 1), Number::int(years + 1)),
    };
    Some(Interval::closed(least, most))
}

/// The minutes from one time of day to the next other one, where neither can be before or after noon and both are told by
/// one clock.
pub(super) fn minutes(claims: &[&Claim]) -> Option<Interval> {
    let [one, other] = claims else { return None };
    let (Value::Time(from), Value::Time(to)) = (&one.value, &other.value) else { return None };
    let clocks = from.offset.is_none() || to.offset.is_none() || from.offset == to.offset;
    let seconds = (i128::from(to.seconds?) - i128::from(from.seconds?)).rem_euclid(DAY);
    clocks.then_some(Interval::point(Number::ratio(seconds, MINUTE)?))
}

/// The days from one weekday to the next other one.
pub(super) fn weekdays(from: Weekday, to: Weekday) -> Number {
    let place = |day: Weekday| Weekday::ALL.iter().position(|d| *d == day).unwrap_or(0);
    let days = (place(to) + Weekday::ALL.len() - place(from)) % Weekday::ALL.len();
    Number::int(i128::try_from(days).unwrap_or(0))
}
