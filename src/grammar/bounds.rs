//! Two bounds of one number: "more than 20 and less than 30".

use super::claims::{hedge, kind_of};
use super::meaning::{Precision, Written, quantity};
use super::spelled::{Sort, spelled};
use super::term::{Of, term};
use super::view::{View, is_any};
use super::{Found, era};
use crate::claim::{Claim, Hedge, HedgeSense, Kind, Quantity, Unit, Value};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Seed, Word, next_seed};

/// How long the words between the two bounds can be, in bytes.
const REACH: usize = 40;

/// The claim that a bound makes with the opposite bound that follows it, if one does.
pub(super) fn both(view: View<'_>, first: &Claim) -> Option<Claim> {
    let hedge_of_first = first.hedge?;
    let rises = is_lower(hedge_of_first.sense)?;
    let joint = view.skip_spaces(hedge_of_first.span.end.max(first.span.end));
    let letters = view.word(joint);
    if !is_any(letters, &["and", "but"]) {
        return None;
    }
    let floor = view.skip_spaces(joint + letters.len());
    let window = view.text.get(..ceiling(view.text, floor + REACH))?;
    let (number, _) = next_seed(window, floor)?;
    let second = term(view, number, floor, true)?;
    let hedge = hedge(view, second.start, second.end, floor)?;
    let directly = hedge.span.start == floor && is_lower(hedge.sense)? != rises;
    let (kind, unit) = kind_of(view, &second);
    let alike = second.of == Of::Nothing || first.unit == Unit::None || first.unit == unit;
    if !directly || !alike {
        return None;
    }
    let other = quantity(second.written(view)?, Some(hedge.sense), view.vocabulary)?;
    let own = first.quantity()?;
    let stated = own.stated.intersect(other.stated);
    let unhedged = bounds(own, &other)?;
    if stated.is_empty() || unhedged.is_empty() {
        return None;
    }
    let widest = own.widest.intersect(other.widest).hull(stated);
    let value = Value::Quantity(Quantity { value: None, stated, unhedged: stated, widest });
    let (kind, unit) = if second.of == Of::Nothing { (first.kind, first.unit) } else { (kind, unit) };
    Some(Claim { span: Span::new(first.span.start, second.end), kind, value, unit, hedge: first.hedge })
}

/// The numbers of both, the lower one first.
fn bounds(first: &Quantity, second: &Quantity) -> Option<Interval> {
    let (a, b) = (first.value?, second.value?);
    Some(Interval::closed(a.min(b), a.max(b)))
}

/// Whether a hedge makes the figure a lower bound, or an upper one; `None` for the others.
const fn is_lower(sense: HedgeSense) -> Option<bool> {
    match sense {
        HedgeSense::AtLeast | HedgeSense::MoreThan => Some(true),
        HedgeSense::AtMost | HedgeSense::LessThan => Some(false),
        _ => None,
    }
}

/// The first boundary of a character at or after `at`.
fn ceiling(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// An ordinal number, with the bound that it is, and the opposite bound that follows it: "higher than the tenth but lower
/// than the fifteenth".
pub(super) fn ordinal(view: View<'_>, (start, end): (usize, usize), floor: usize, number: i128) -> Found {
    let plain = || era::ordinal(start, end, number);
    let Some(hedge) = ordinal_bound(view, start, floor) else { return plain() };
    let Some(own) = ordinal_quantity(view, number, hedge.sense) else { return plain() };
    let (stated, end) = match opposite(view, end, hedge.sense) {
        Some((other, end)) if !own.stated.intersect(other.stated).is_empty() => {
            (own.stated.intersect(other.stated), end)
        }
        _ => (own.stated, end),
    };
    let value = if stated == own.stated { own.value } else { None };
    let value = Value::Quantity(Quantity { value, stated, unhedged: stated, widest: stated });
    let span = Span::new(start, end);
    Found::Figures(vec![Claim { span, kind: Kind::Ordinal, value, unit: Unit::None, hedge: Some(hedge) }])
}

/// "higher than the" before an ordinal number.
fn ordinal_bound(view: View<'_>, start: usize, floor: usize) -> Option<Hedge> {
    let the = view.back_spaces(start);
    let before = view.back_spaces(the.checked_sub(3)?);
    let than = view.word_ending(the).eq_ignore_ascii_case("the")
        && view.word_ending(before).eq_ignore_ascii_case("than");
    let (sense, from) = view.vocabulary.hedge_before(view.text, before).filter(|_| than)?;
    (from >= floor && is_lower(sense).is_some()).then(|| Hedge { sense, span: Span::new(from, before) })
}

fn ordinal_quantity(view: View<'_>, number: i128, sense: HedgeSense) -> Option<Quantity> {
    let (mantissa, precision) = (number, Precision::Exact);
    let written =
        Written { value: Number::int(number), mantissa, exponent: 0, precision, rounds_small: false };
    quantity(written, Some(sense), view.vocabulary)
}

/// The opposite bound after an ordinal number, and where it ends.
fn opposite(view: View<'_>, end: usize, sense: HedgeSense) -> Option<(Quantity, usize)> {
    let joint = view.skip_spaces(end);
    let letters = view.word(joint);
    let floor = view.skip_spaces(joint + letters.len());
    let window = view.text.get(..ceiling(view.text, floor + REACH))?;
    let (at, seed) = next_seed(window, floor).filter(|_| is_any(letters, &["and", "but"]))?;
    let (number, end) = match seed {
        Seed::Word(Word::Ordinal(n), length) => (i128::from(n), at + length),
        Seed::Word(..) => {
            let read = spelled(view, at, true).filter(|read| read.sort == Sort::Ordinal)?;
            (read.value.to_integer()?, read.end)
        }
        _ => {
            let digits = view.rest(at).bytes().take(4).take_while(u8::is_ascii_digit).count();
            let ending = is_any(view.word(at + digits), &["st", "nd", "rd", "th"]);
            (view.text.get(at..at + digits).filter(|_| ending)?.parse().ok()?, at + digits + 2)
        }
    };
    let hedge = ordinal_bound(view, at, floor)?;
    let turned = is_lower(hedge.sense)? != is_lower(sense)? && hedge.span.start == floor;
    Some((ordinal_quantity(view, number, hedge.sense).filter(|_| turned)?, end))
}
