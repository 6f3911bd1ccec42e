//! How near the numbers of two tellings are.

use super::super::Case;
use crate::interval::{Interval, Outcome};
use crate::number::Number;

/// Whether two claims are the same written number, above one: "one killed" is too common to tie anything.
pub(super) fn exactly_same(case: &Case<'_>, one: usize, other: usize) -> bool {
    let value = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity()).and_then(|q| q.value);
    value(one).is_some() && value(one) == value(other)
        || bare(case, one).is_some() && bare(case, one) == bare(case, other)
}

/// The number without its hedge.
fn bare(case: &Case<'_>, claim: usize) -> Option<Interval> {
    case.facts.claims.get(claim).and_then(|c| c.quantity()).map(|q| q.unhedged)
}

/// Whether two figures can be one number, however they were rounded.
pub(super) fn same_number(case: &Case<'_>, one: usize, other: usize) -> bool {
    let widest = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity()).map(|q| q.widest);
    widest(one).zip(widest(other)).is_some_and(|(a, b)| a.equals(b) != Outcome::Impossible)
}

/// Whether two figures can be one number written twice: rounded alike they are the same, and else the finer may round to
/// the coarser.
pub(super) fn written_twice(case: &Case<'_>, one: usize, other: usize) -> bool {
    let quantity = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity());
    let (Some(a), Some(b)) = (quantity(one), quantity(other)) else { return false };
    let width = |i: Interval| i.high.zip(i.low).and_then(|(high, low)| high.at.sub(low.at));
    let alike = width(a.stated) == width(b.stated);
    let (a, b) = if alike { (a.stated, b.stated) } else { (a.widest, b.widest) };
    exactly_same(case, one, other) || a.equals(b) != Outcome::Impossible
}

/// Whether one number is the other with a slip: the larger is at most a quarter larger than the smaller, or they are
/// misprints of each other.
pub(super) fn is_slip(case: &Case<'_>, one: usize, other: usize) -> bool {
    let value = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity()).and_then(|q| q.value);
    let near = |a: Number, b: Number| Some(a.mul(Number::int(4))? <= b.mul(Number::int(5))?);
    let unit = |c: usize| case.facts.claims.get(c).map(|c| c.unit);
    let one_unit = unit(one) == unit(other);
    one_unit
        && value(one)
            .zip(value(other))
            .is_some_and(|(a, b)| near(a, b) == Some(true) && near(b, a) == Some(true) || is_misprint(a, b))
}

/// Whether two numbers of as many digits are told by the same digits in another order or, where there are at least
/// three, by all but one the same.
fn is_misprint(one: Number, other: Number) -> bool {
    let digits = |n: Number| n.to_integer().map(|i| i.to_string().into_bytes());
    let (Some(mut a), Some(mut b)) = (digits(one), digits(other)) else { return false };
    while a.ends_with(b"0") && b.ends_with(b"0") {
        a.pop();
        b.pop();
    }
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let differ = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    a.sort_unstable();
    b.sort_unstable();
    differ == 1 && a.len() > 2 || a == b
}
