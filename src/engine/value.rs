//! What figures are worth in a check.

use std::sync::Arc;

use crate::calendar::{Date, Weekday};
use crate::claim::{Claim, Quantity, Unit, Value as Stated};
use crate::interval::{End, Interval, Outcome};
use crate::number::Number;
use crate::vocabulary::Vocabulary;

/// How far figures may have been rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// No further than their digits and hedges show.
    Stated,
    /// As far as the writing allows: round figures may be rounded.
    Widest,
    /// As far as the digits show, hedges left out.
    Unhedged,
    /// Not at all: the figure as written, for sums in messages.
    Written,
}

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Numbers of one measure.
    Amount(Amount),
    /// Amounts in a row.
    Row(Vec<Amount>),
    /// True, false or undecided.
    Truth(Outcome),
    /// A date.
    Date(Date),
    /// A day of the week.
    Weekday(Weekday),
    /// A text.
    Text(Arc<str>),
}

/// A set of numbers of one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The numbers; of measures, in the base unit of their dimension.
    pub(crate) numbers: Interval,
    /// What they are numbers of.
    pub(crate) measure: Measure,
}

/// What a number is a number of. Amounts of different measures do not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Things, or nothing.
    Plain,
    /// Shares of one: a percentage has been divided by a hundred.
    Share,
    /// Percentage points, likewise divided.
    Points,
    /// Money.
    Money([u8; 3]),
    /// A dimension of the vocabulary: its first unit.
    Dimension(u16),
}

impl Amount {
    /// A bare number.
    pub(crate) fn plain(number: Number) -> Amount {
        Amount { numbers: Interval::point(number), measure: Measure::Plain }
    }
}

/// How many readings the unit of a claim has: a ton may be long, short or metric.
pub(crate) fn unit_readings(claim: &Claim, vocabulary: &Vocabulary) -> usize {
    match claim.unit {
        // The readings of a loose unit are the ends of one that is taken as a whole.
        Unit::Measure(unit) => {
            vocabulary.unit(unit).filter(|u| !u.loose).map_or(1, |u| u.factors.len().max(1))
        }
        _ => 1,
    }
}

/// What a claim is worth. `choice` picks among the readings of its unit.
pub(crate) fn of_claim(
    claim: &Claim,
    reading: Reading,
    choice: usize,
    vocabulary: &Vocabulary,
) -> Option<Value> {
    match &claim.value {
        Stated::Quantity(quantity) => {
            let numbers = numbers(quantity, reading)?;
            amount(claim, numbers, choice, vocabulary).map(Value::Amount)
        }
        Stated::Date(date) => Some(Value::Date(*date)),
        Stated::Weekday(day) => Some(Value::Weekday(*day)),
        Stated::Score(sides) => {
            let plain = sides.iter().map(|n| Amount::plain(*n));
            Some(Value::Row(plain.collect()))
        }
        Stated::Dates(..) | Stated::Time(_) => None,
    }
}

/// What a claim would be worth if it read another number, in its own unit.
pub(super) fn worth(claim: &Claim, number: Number, choice: usize, vocabulary: &Vocabulary) -> Option<Value> {
    amount(claim, Interval::point(number), choice, vocabulary).map(Value::Amount)
}

/// The unit of a claim, as the vocabulary names it; empty for a bare number.
pub(super) fn unit_name(claim: &Claim, vocabulary: &Vocabulary) -> Option<Arc<str>> {
    Some(match claim.unit {
        Unit::None => "".into(),
        Unit::Percent => "percent".into(),
        Unit::Points => "points".into(),
        Unit::Currency(code) | Unit::Coin(code, _) => std::str::from_utf8(&code).ok()?.into(),
        Unit::Measure(unit) => vocabulary.unit(unit)?.name.as_str().into(),
    })
}

/// The numbers of a claim in its own unit.
pub(super) fn bare(claim: &Claim, reading: Reading) -> Option<Interval> {
    numbers(claim.quantity()?, reading)
}

fn numbers(quantity: &Quantity, reading: Reading) -> Option<Interval> {
    match reading {
        Reading::Stated => Some(quantity.stated),
        Reading::Widest => Some(quantity.widest),
        Reading::Unhedged => Some(quantity.unhedged),
        Reading::Written => quantity.value.map(Interval::point),
    }
}

fn amount(claim: &Claim, numbers: Interval, choice: usize, vocabulary: &Vocabulary) -> Option<Amount> {
    let hundredth = Number::ratio(1, 100)?;
    let scaled = |by: Number| numbers.mul(Interval::point(by));
    Some(match claim.unit {
        Unit::None => Amount { numbers, measure: Measure::Plain },
        Unit::Percent => Amount { numbers: scaled(hundredth)?, measure: Measure::Share },
        Unit::Points => Amount { numbers: scaled(hundredth)?, measure: Measure::Points },
        Unit::Currency(code) => Amount { numbers, measure: Measure::Money(code) },
        Unit::Coin(code, parts) => {
            let one = Number::ratio(1, i128::from(parts))?;
            Amount { numbers: scaled(one)?, measure: Measure::Money(code) }
        }
        Unit::Measure(unit) => {
            let unit = vocabulary.unit(unit)?;
            let factor = Interval::point(*unit.factors.get(choice).or(unit.factors.first())?);
            let moved = unit.offset.map_or(Some(numbers), |offset| numbers.add(Interval::point(offset)))?;
            let dimension = vocabulary.units().iter().position(|u| u.dimension == unit.dimension)?;
            let numbers = if unit.loose { loose(moved, &unit.factors)? } else { moved.mul(factor)? };
            Amount { numbers, measure: Measure::Dimension(u16::try_from(dimension).ok()?) }
        }
    })
}

/// Anything between the smallest and the largest size of a unit: a month.
fn loose(numbers: Interval, factors: &[Number]) -> Option<Interval> {
    let (least, most) = (factors.iter().min()?, factors.iter().max()?);
    numbers.mul(Interval::closed(*least, *most))
}

/// `a` widened by a share of itself on both sides, for `near`.
pub(crate) fn around(a: Interval, share: Number) -> Option<Interval> {
    let by = |end: Option<End>, up: bool| -> Option<Option<End>> {
        let Some(end) = end else { return Some(None) };
        let step = end.at.abs().mul(share)?;
        let at = if up { end.at.add(step)? } else { end.at.sub(step)? };
        Some(Some(End { at, open: end.open }))
    };
    Some(Interval { low: by(a.low, false)?, high: by(a.high, true)? })
}

/// The middle of the amounts of a row, or halfway between its two middle ones: between the middle of the least that each
/// may be and the middle of the most. A figure without an end has no place in the order.
pub(crate) fn median(row: &[Amount]) -> Option<Amount> {
    let first = row.first()?;
    if row.iter().any(|a| a.measure != first.measure) {
        return None;
    }
    let middle = |end: fn(&Interval) -> Option<End>| -> Option<Number> {
        let mut ends: Vec<Number> =
            row.iter().map(|a| end(&a.numbers).map(|e| e.at)).collect::<Option<_>>()?;
        ends.sort_unstable();
        let (below, above) = (ends.get((ends.len() - 1) / 2)?, ends.get(ends.len() / 2)?);
        below.add(*above)?.div(Number::int(2))
    };
    let numbers = Interval::closed(middle(|i| i.low)?, middle(|i| i.high)?);
    Some(Amount { numbers, ..*first })
}
