//! From a number as written to the numbers that its writer may have meant.

use super::numeral::decimal;
use crate::claim::{HedgeSense, Quantity};
use crate::interval::{End, Interval};
use crate::number::Number;
use crate::vocabulary::{Vocabulary, Width};

/// How a number is written, as far as rounding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// It means itself: years, ordinals, ages, prices with cents.
    Exact,
    /// A whole number; it means itself, but its trailing noughts may be rounded from 1,000 on.
    Whole,
    /// It is rounded or cut at the last digit written.
    LastDigit,
    /// The same, and the last digits are noughts that were written to show how exact it is: 70.0.
    Decimals,
    /// A fraction in words, which may be a round way of putting it.
    Fraction,
    /// A number of dozens, which may be a round way of putting it.
    Dozens,
    /// It is rounded or cut to a multiple of this: a twelfth for "5 ft 6 in".
    Step(Number),
}

/// A number with how it was written: `mantissa * 10^exponent` unless it is a fraction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// What it says.
    pub(super) value: Number,
    /// All the digits written.
    pub(super) mantissa: i128,
    /// The place of the last of them, after scaling.
    pub(super) exponent: i32,
    /// How it rounds.
    pub(super) precision: Precision,
    /// Whether trailing noughts may be rounded below 1,000 too: scaled numbers and measures.
    pub(super) rounds_small: bool,
}

impl Written {
    /// What it says when the last digit written may be rounded or cut.
    fn stated(self) -> Option<Interval> {
        match self.precision {
            Precision::LastDigit | Precision::Decimals => rounded(self.mantissa, self.exponent),
            Precision::Step(step) => {
                let half = step.div(Number::int(2))?;
                let low = End::closed(self.value.abs().sub(half)?);
                let high = End::open(self.value.abs().add(step)?);
                let positive = Interval { low: Some(low), high: Some(high) };
                Some(if self.value.is_negative() { positive.neg() } else { positive })
            }
            _ => Some(Interval::point(self.value)),
        }
    }

    /// What it may say when trailing noughts were rounded too.
    fn widest(self, stated: Interval, vocabulary: &Vocabulary) -> Option<Interval> {
        match self.precision {
            Precision::Exact | Precision::Step(_) | Precision::Decimals => Some(stated),
            Precision::Dozens => {
                let half = Number::int(6);
                let low = End::closed(self.value.abs().sub(half)?);
                let high = End::open(self.value.abs().add(half)?);
                let positive = Interval { low: Some(low), high: Some(high) };
                Some(stated.hull(if self.value.is_negative() { positive.neg() } else { positive }))
            }
            Precision::Fraction => Some(stated.hull(scaled(self.value, vocabulary.fraction_width())?)),
            _ => {
                let (mut digits, mut place) = (self.mantissa, self.exponent);
                while digits != 0 && digits % 10 == 0 {
                    digits /= 10;
                    place += 1;
                }
                let thousands = self.value.abs() >= Number::int(1000);
                if place <= self.exponent || digits == 0 || !(thousands || self.rounds_small) {
                    return Some(stated);
                }
                Some(stated.hull(rounded(digits, place)?))
            }
        }
    }
}

/// What a number means that was rounded, or cut, to `mantissa` at the place `exponent`.
fn rounded(mantissa: i128, exponent: i32) -> Option<Interval> {
    let size = mantissa.checked_abs()?;
    let below = decimal(size.checked_mul(10)?.checked_sub(5)?, exponent.checked_sub(1)?)?;
    let above = decimal(size.checked_add(1)?, exponent)?;
    let positive = Interval { low: Some(End::closed(below)), high: Some(End::open(above)) };
    Some(if mantissa < 0 { positive.neg() } else { positive })
}

/// The multiples of a number that a width allows. Of a negative number, the bounds change sides.
fn scaled(value: Number, width: Width) -> Option<Interval> {
    let end = |factor: Option<Number>, open: bool| match factor {
        Some(factor) => value.mul(factor).map(|at| Some(End { at, open })),
        None => Some(None),
    };
    let (low, high) = (end(width.low, width.low_open)?, end(width.high, width.high_open)?);
    let both = low.is_some() && high.is_some();
    Some(if value.is_negative() && both { Interval { low: high, high: low } } else { Interval { low, high } })
}

/// What one number says, hedged or not. `None` where the arithmetic overflows.
pub(super) fn quantity(
    written: Written,
    hedge: Option<HedgeSense>,
    vocabulary: &Vocabulary,
) -> Option<Quantity> {
    let unhedged = written.stated()?;
    let widest = written.widest(unhedged, vocabulary)?;
    let value = Some(written.value);
    let Some(sense) = hedge else { return Some(Quantity { value, stated: unhedged, unhedged, widest }) };
    let reach = scaled(written.value, vocabulary.width(sense))?;
    let stated = if sense == HedgeSense::About { reach.hull(unhedged) } else { reach };
    Some(Quantity {
        value,
        stated,
        unhedged,
        widest: loosest(sense, reach, written.value, widest)?.hull(stated),
    })
}

/// What a hedged figure may mean at most, where by itself it may be anything of `widest`.
fn loosest(sense: HedgeSense, reach: Interval, value: Number, widest: Interval) -> Option<Interval> {
    match sense {
        // "About" has no border: twice its width is still not impossible.
        HedgeSense::About => Some(reach.add(reach)?.sub(Interval::point(value))?.hull(widest)),
        _ => Some(Interval {
            low: reach
                .low
                .map(|low| End { at: widest.low.map_or(low.at, |w| w.at.min(low.at)), open: low.open }),
            high: reach
                .high
                .map(|high| End { at: widest.high.map_or(high.at, |w| w.at.max(high.at)), open: high.open }),
        }),
    }
}

/// What a range says, hedged or not.
pub(super) fn range(
    low: Written,
    high: Written,
    hedge: Option<HedgeSense>,
    vocabulary: &Vocabulary,
) -> Option<Quantity> {
    let unhedged = Interval::closed(low.value, high.value);
    let ends = low.widest(low.stated()?, vocabulary)?.hull(high.widest(high.stated()?, vocabulary)?);
    let widest = unhedged.hull(ends);
    let Some(sense) = hedge else {
        return Some(Quantity { value: None, stated: unhedged, unhedged, widest });
    };
    let width = vocabulary.width(sense);
    let reach = Interval { low: scaled(low.value, width)?.low, high: scaled(high.value, width)?.high };
    let stated = if sense == HedgeSense::About { reach.hull(unhedged) } else { reach };
    let widest = Interval {
        low: stated.low.and(stated.hull(widest).low),
        high: stated.high.and(stated.hull(widest).high),
    };
    Some(Quantity { value: None, stated, unhedged, widest })
}

/// What an open word says: "dozens" is two dozen or more.
pub(super) fn open(each: Number, vocabulary: &Vocabulary) -> Option<Quantity> {
    let low = each.mul(vocabulary.width(HedgeSense::Open).low.unwrap_or(Number::ONE))?;
    let stated = Interval::from(low, false);
    // "Hundreds" may be loosely said of a little less than two hundred, but not of less than one.
    Some(Quantity { value: None, stated, unhedged: stated, widest: Interval::from(each, false) })
}
