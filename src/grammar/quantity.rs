//! What a written number may mean: its interval, by its digits and its hedge.

use super::number::{Form, Written};
use crate::claim::{HedgeSense, Kind, Quantity};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::vocabulary::Vocabulary;

/// The quantity of one number. `None` where the arithmetic leaves its range.
pub(super) fn quantity(
    written: &Written,
    kind: Kind,
    hedge: Option<HedgeSense>,
    vocabulary: &Vocabulary,
) -> Option<Quantity> {
    if written.form == Form::Open {
        let above = Interval::from(written.value, false);
        return Some(Quantity { value: None, stated: above, unhedged: above, widest: above });
    }
    let stated = stated(written, kind)?;
    let widest = stated.hull(rounded(written, kind)?);
    let value = Some(written.value);
    let Some(sense) = hedge else { return Some(Quantity { value, stated, unhedged: stated, widest }) };
    let loose = hedged(written.value, sense, vocabulary)?;
    // What is hedged downwards only ("at least") keeps the writer's rounding on the other side of the bound.
    let widest = match sense {
        HedgeSense::AtLeast | HedgeSense::MoreThan | HedgeSense::JustOver => {
            Interval { low: lower(loose.low, widest.low), high: loose.high }
        }
        HedgeSense::AtMost | HedgeSense::LessThan | HedgeSense::Nearly => {
            Interval { low: loose.low, high: higher(loose.high, widest.high) }
        }
        // "About" has no border: twice its width is still not impossible.
        HedgeSense::About | HedgeSense::Open => {
            let twice = loose.add(loose)?.sub(Interval::point(written.value))?;
            twice.hull(widest)
        }
    };
    Some(Quantity { value, stated: loose, unhedged: stated, widest: widest.hull(loose) })
}

/// The quantity of a range: both ends as written.
pub(super) fn range(low: Number, high: Number) -> Quantity {
    let stated = Interval::closed(low, high);
    Quantity { value: None, stated, unhedged: stated, widest: stated }
}

/// What the digits show: decimals, scales and measures are rounded or cut at their last digit, counts are exact.
fn stated(written: &Written, kind: Kind) -> Option<Interval> {
    let point = Interval::point(written.value);
    let cents = kind == Kind::Money && written.decimals == 2 && written.form != Form::Scaled;
    let rounded = match written.form {
        Form::Words => matches!(kind, Kind::Percent | Kind::Points),
        Form::Fraction | Form::Open => false,
        Form::Scaled => true,
        Form::Digits { .. } => {
            written.decimals > 0
                || matches!(kind, Kind::Percent | Kind::Points | Kind::Measure | Kind::Multiple)
        }
    };
    if cents || !rounded {
        return Some(point);
    }
    around(written.value, written.place)
}

/// What round figures may mean: rounded at the last digit that is not nought, half a unit of it either way.
fn rounded(written: &Written, kind: Kind) -> Option<Interval> {
    let large = written.value.abs() >= Number::int(1000);
    let share = matches!(kind, Kind::Percent | Kind::Points);
    if !large || share || written.last <= 0 || written.decimals > 0 {
        return Some(Interval::point(written.value));
    }
    let half = Number::power_of_ten(written.last)?.div(Number::int(2))?;
    Some(Interval::closed(written.value.sub(half)?, written.value.add(half)?))
}

/// Half a unit of a decimal place either way, and up to a whole unit away from nought for what was cut.
fn around(value: Number, place: i32) -> Option<Interval> {
    let unit = Number::power_of_ten(place)?;
    let half = unit.div(Number::int(2))?;
    if value.is_negative() {
        return around(value.neg(), place).map(Interval::neg);
    }
    Some(Interval { low: Some(End::closed(value.sub(half)?)), high: Some(End::open(value.add(unit)?)) })
}

/// What a hedge makes of a number, by its width in the vocabulary.
fn hedged(value: Number, sense: HedgeSense, vocabulary: &Vocabulary) -> Option<Interval> {
    let width = vocabulary.width(sense);
    let end = |factor: Option<Number>, open: bool| match factor {
        None => Some(None),
        Some(factor) => value.mul(factor).map(|at| Some(End { at, open })),
    };
    let (low, high) = (end(width.low, width.low_open)?, end(width.high, width.high_open)?);
    Some(if value.is_negative() { Interval { low: high, high: low } } else { Interval { low, high } })
}

fn lower(a: Option<End>, b: Option<End>) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.at < a.at { b } else { a }),
        _ => None,
    }
}

fn higher(a: Option<End>, b: Option<End>) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.at > a.at { b } else { a }),
        _ => None,
    }
}
