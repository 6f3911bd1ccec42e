//! How near the numbers of two tellings are.

use super::super::Case;
use crate::claim::{Kind, Value};
use crate::interval::{Interval, Outcome};
use crate::number::Number;

/// Whether two claims are the same written number.
pub(super) fn exactly_same(case: &Case<'_>, one: usize, other: usize) -> bool {
    case.value(one).is_some() && case.value(one) == case.value(other)
        || bare(case, one).is_some() && bare(case, one) == bare(case, other)
        || sides(case, one).is_some() && sides(case, one) == sides(case, other)
}

/// The two sides of a score or a vote, the larger first: "52-48" is "48 to 52".
fn sides(case: &Case<'_>, claim: usize) -> Option<(Number, Number)> {
    match &case.claim(claim)?.value {
        Value::Score(sides) => match sides.as_slice() {
            [a, b] => Some((*a.max(b), *a.min(b))),
            _ => None,
        },
        _ => None,
    }
}

/// The number without its hedge.
fn bare(case: &Case<'_>, claim: usize) -> Option<Interval> {
    case.quantity(claim).map(|q| q.unhedged)
}

/// Whether two figures can be one number, however they were rounded.
pub(super) fn same_number(case: &Case<'_>, one: usize, other: usize) -> bool {
    let widest = |c: usize| case.quantity(c).map(|q| q.widest);
    widest(one).zip(widest(other)).is_some_and(|(a, b)| a.equals(b) != Outcome::Impossible)
        || sides(case, one).is_some() && sides(case, one) == sides(case, other)
}

/// Whether two figures can be one number written twice: rounded alike they are the same, and else the finer may round to
/// the coarser.
pub(super) fn written_twice(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some(a), Some(b)) = (case.quantity(one), case.quantity(other)) else { return false };
    let width = |i: Interval| i.high.zip(i.low).and_then(|(high, low)| high.at.sub(low.at));
    let alike = width(a.stated) == width(b.stated);
    let (a, b) = if alike { (a.stated, b.stated) } else { (a.widest, b.widest) };
    exactly_same(case, one, other) || a.equals(b) != Outcome::Impossible || is_rounded(case, one, other)
}

/// Whether a number with decimals rounds to one with fewer: "$5.99" and "$6".
fn is_rounded(case: &Case<'_>, one: usize, other: usize) -> bool {
    alike(case, one, other, |less, more| {
        let Some((a, b)) = less.decimals().zip(more.decimals()) else { return false };
        let half = Number::power_of_ten(-a.min(b)).and_then(|unit| unit.div(Number::int(2)));
        a != b && more.sub(less).zip(half).is_some_and(|(gap, half)| gap <= half)
    })
}

/// Whether one number is the other with a slip: the larger is at most a quarter larger than the smaller, or they are misprints
/// of each other.
pub(super) fn is_slip(case: &Case<'_>, one: usize, other: usize) -> bool {
    alike(case, one, other, |less, more| within_a_quarter(less, more) || is_misprint(less, more))
}

/// Whether one number is the other with digits in another order or, of three or more, with one digit wrong.
pub(super) fn is_misprinted(case: &Case<'_>, one: usize, other: usize) -> bool {
    alike(case, one, other, is_misprint)
}

/// Whether one number is the other with another word for its size: "$80 million" and "$80 billion".
pub(super) fn is_scaled(case: &Case<'_>, one: usize, other: usize) -> bool {
    let thousand = |less: Number, more: Number| less.mul(Number::int(1000)) == Some(more);
    let million = |less: Number, more: Number| less.mul(Number::int(1_000_000)) == Some(more);
    alike(case, one, other, |less, more| thousand(less, more) || million(less, more))
}

/// Whether one number is the other with a slip, or one more.
pub(super) fn may_be_miscounted(case: &Case<'_>, one: usize, other: usize) -> bool {
    is_slip(case, one, other) || alike(case, one, other, is_one_more)
}

/// Whether two figures of one unit are alike, the smaller number given first; two scores, of which one side is the same.
fn alike(case: &Case<'_>, one: usize, other: usize, are: impl Fn(Number, Number) -> bool) -> bool {
    let unit = |c: usize| case.claim(c).map(|c| c.unit);
    let are = |a: Number, b: Number| if a < b { are(a, b) } else { are(b, a) };
    if let Some((a, b)) = sides(case, one).zip(sides(case, other)) {
        return a.0 == b.0 && are(a.1, b.1) || a.1 == b.1 && are(a.0, b.0);
    }
    unit(one) == unit(other) && case.value(one).zip(case.value(other)).is_some_and(|(a, b)| are(a, b))
}

fn within_a_quarter(less: Number, more: Number) -> bool {
    more.mul(Number::int(4)).zip(less.mul(Number::int(5))).is_some_and(|(more, less)| more <= less)
}

/// How many times a number may be another that a text mistakes it for, where all else says that they are of one thing.
const TIMES: i128 = 4;

/// Whether neither of two numbers is many times the other, and neither is one: what comes singly is told of in its own right.
pub(super) fn are_of_one_size(case: &Case<'_>, one: usize, other: usize) -> bool {
    let single = |n: Number| case.is(one, Kind::Count) && n <= Number::int(1);
    alike(case, one, other, |less, more| {
        !single(less) && less.mul(Number::int(TIMES)).is_some_and(|most| more <= most)
    })
}

/// The least number that another may be one more than: one and two, two and three are too common to be taken for each other.
const LEAST: i128 = 3;

fn is_one_more(less: Number, more: Number) -> bool {
    less >= Number::int(LEAST) && less.add(Number::int(1)) == Some(more)
}

/// Whether a number is one less than another.
pub(super) fn is_one_less(case: &Case<'_>, one: usize, other: usize) -> bool {
    case.value(one).and_then(|n| n.add(Number::int(1))).is_some_and(|n| Some(n) == case.value(other))
}

/// The digits of a number with so many decimals.
fn digits(number: Number, decimals: i32) -> Option<Vec<u8>> {
    let whole = number.abs().mul(Number::power_of_ten(decimals)?)?.to_integer()?;
    Some(whole.to_string().into_bytes())
}

/// Whether two numbers of as many digits are told by the same digits in another order or, where there are at least
/// three, by all but one the same.
fn is_misprint(one: Number, other: Number) -> bool {
    let Some(places) = one.decimals().zip(other.decimals()).map(|(a, b)| a.max(b)) else { return false };
    let (Some(mut a), Some(mut b)) = (digits(one, places), digits(other, places)) else { return false };
    if one.is_negative() != other.is_negative() {
        return false;
    }
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

#[cfg(test)]
mod tests {
    use super::is_misprint;
    use crate::number::Number;

    #[test]
    fn which_numbers_are_misprints_of_each_other() {
        let table = [
            ("1340", "1430", true),
            ("1340", "1350", true),
            ("1340", "1351", false),
            ("24", "42", true),
            ("24", "25", false),
            ("1500", "5100", true),
            ("6.29", "6.92", true),
            ("-128", "-129", true),
            ("-12", "-13", false),
            ("-12", "112", false),
            ("7", "8", false),
        ];
        for (one, other, expected) in table {
            let number = |text| Number::parse(text).expect("a number");
            assert_eq!(is_misprint(number(one), number(other)), expected, "{one} and {other}");
        }
    }
}
