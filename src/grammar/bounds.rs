//! Two bounds of one number: "more than 20 and less than 30".

use super::claims::{hedge, kind_of};
use super::meaning::quantity;
use super::term::{Of, term};
use super::view::{View, is_any};
use crate::claim::{Claim, HedgeSense, Quantity, Unit, Value};
use crate::interval::Interval;
use crate::span::Span;
use crate::vocabulary::lexicon::next_seed;

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
