//! Comparing values and counting with amounts. Nothing comes of what does not go together.

use super::value::{Amount, Measure, Value};
use crate::interval::{End, Interval, Outcome};
use crate::number::Number;
use crate::rule::expr::Operator;

/// Amounts put together one after the other.
pub(super) fn fold(amounts: &[Amount], with: impl Fn(Amount, Amount) -> Option<Amount>) -> Option<Value> {
    let (first, rest) = amounts.split_first()?;
    rest.iter().try_fold(*first, |a, b| with(a, *b)).map(Value::Amount)
}

/// The least or the greatest of two amounts, end by end.
pub(super) fn extreme(a: Amount, b: Amount, greatest: bool) -> Option<Amount> {
    if a.measure != b.measure {
        return None;
    }
    // The end that wins on each side; no end on a side is the greatest there is of it.
    let pick = |x: Option<End>, y: Option<End>, none_wins: bool| match (x, y) {
        // Where both end at one number, the closed one takes it in.
        (Some(x), Some(y)) if x.at == y.at => Some(End { at: x.at, open: x.open && y.open }),
        (Some(x), Some(y)) => Some(if (x.at > y.at) == greatest { x } else { y }),
        (x, y) => {
            if none_wins {
                None
            } else {
                x.or(y)
            }
        }
    };
    let numbers = Interval {
        low: pick(a.numbers.low, b.numbers.low, !greatest),
        high: pick(a.numbers.high, b.numbers.high, greatest),
    };
    Some(Amount { numbers, measure: a.measure })
}

/// Whether two values are the same; nothing for values of two sorts.
pub(super) fn equal(left: &Value, right: &Value) -> Option<Outcome> {
    let same = |holds: bool| Some(if holds { Outcome::Holds } else { Outcome::Impossible });
    match (left, right) {
        (Value::Amount(a), Value::Amount(b)) => meet(*a, *b).map(|(a, b)| a.equals(b)),
        (Value::Weekday(a), Value::Weekday(b)) => same(a == b),
        (Value::Text(a), Value::Text(b)) => same(a == b),
        (Value::Date(a), Value::Date(b)) => {
            let years = a.year.zip(b.year).is_some_and(|(a, b)| a != b);
            let differ = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a != b);
            let days = differ(a.month, b.month) || differ(a.day, b.day);
            // Where day and month may be the other way round, only the year tells two dates apart.
            let either = a.either || b.either;
            Some(if years || days && !either {
                Outcome::Impossible
            } else if a == b && !either {
                Outcome::Holds
            } else {
                Outcome::Possible
            })
        }
        (Value::Row(a), Value::Row(b)) if a.len() == b.len() => {
            a.iter().zip(b).try_fold(Outcome::Holds, |all, (a, b)| {
                let (a, b) = meet(*a, *b)?;
                Some(all.and(a.equals(b)))
            })
        }
        (Value::Truth(Outcome::Possible), Value::Truth(_))
        | (Value::Truth(_), Value::Truth(Outcome::Possible)) => Some(Outcome::Possible),
        (Value::Truth(a), Value::Truth(b)) => same(a == b),
        _ => None,
    }
}

/// How two amounts or dates stand to each other by `with`.
pub(super) fn order(
    left: &Value,
    right: &Value,
    with: impl Fn(Interval, Interval) -> Outcome,
) -> Option<Value> {
    match (left, right) {
        (Value::Amount(a), Value::Amount(b)) => meet(*a, *b).map(|(a, b)| Value::Truth(with(a, b))),
        (Value::Date(a), Value::Date(b)) => {
            let point = |d: i32| Interval::point(Number::int(i128::from(d)));
            if let (Some(a), Some(b)) = (a.day_number(), b.day_number()) {
                return Some(Value::Truth(with(point(a), point(b))));
            }
            let (first, second) = (a.year?, b.year?);
            // Within one year nothing is known of two dates that are not whole.
            let order = || with(point(i32::from(first)), point(i32::from(second)));
            Some(Value::Truth(if first == second { Outcome::Possible } else { order() }))
        }
        _ => None,
    }
}

/// The numbers of two amounts that can be compared: of one measure, or both bare numbers, shares or points.
fn meet(a: Amount, b: Amount) -> Option<(Interval, Interval)> {
    let loose = |m: Measure| matches!(m, Measure::Plain | Measure::Share | Measure::Points);
    (a.measure == b.measure || loose(a.measure) && loose(b.measure)).then_some((a.numbers, b.numbers))
}

/// Adds, subtracts, multiplies or divides two amounts; nothing where their measures do not go together.
pub(super) fn arithmetic(operator: Operator, a: Amount, b: Amount) -> Option<Amount> {
    let amount = |numbers: Option<Interval>, measure| numbers.map(|numbers| Amount { numbers, measure });
    match operator {
        Operator::Add | Operator::Subtract => {
            let (x, y) = meet(a, b)?;
            let measure = if a.measure == Measure::Plain { b.measure } else { a.measure };
            // One and a share make a multiplier.
            let measure = if a.measure == b.measure { measure } else { bare_sum(a.measure, b.measure) };
            amount(if operator == Operator::Add { x.add(y) } else { x.sub(y) }, measure)
        }
        Operator::Multiply => {
            let ((Measure::Plain | Measure::Share, measure) | (measure, Measure::Plain | Measure::Share)) =
                (a.measure, b.measure)
            else {
                return None;
            };
            // A share of so many things is so many things; only a share of a share is one.
            let plain = a.measure != b.measure && measure == Measure::Share;
            amount(a.numbers.mul(b.numbers), if plain { Measure::Plain } else { measure })
        }
        Operator::Divide => {
            let measure = match (a.measure, b.measure) {
                (x, y) if x == y => Measure::Plain,
                (other, Measure::Plain | Measure::Share) => other,
                _ => return None,
            };
            amount(a.numbers.div(b.numbers), measure)
        }
        _ => None,
    }
}

fn bare_sum(a: Measure, b: Measure) -> Measure {
    match (a, b) {
        (Measure::Share, Measure::Points) | (Measure::Points, Measure::Share) => Measure::Share,
        _ => Measure::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, order};
    use crate::calendar::Date;
    use crate::interval::{Interval, Outcome};

    fn date(year: i16, month: Option<u8>, day: Option<u8>) -> Value {
        Value::Date(Date { year: Some(year), month, day, ..Date::default() })
    }

    #[test]
    fn dates_are_in_order_as_far_as_they_tell() {
        let table = [
            (date(1990, None, None), date(1991, None, None), Outcome::Holds),
            (date(1991, None, None), date(1990, None, None), Outcome::Impossible),
            (date(1990, None, None), date(1990, None, None), Outcome::Possible),
            (date(1990, Some(5), None), date(1990, Some(4), Some(1)), Outcome::Possible),
            (date(1990, Some(5), Some(2)), date(1990, Some(5), Some(3)), Outcome::Holds),
            (date(1990, Some(5), Some(3)), date(1990, Some(5), Some(3)), Outcome::Impossible),
        ];
        for (a, b, expected) in table {
            assert_eq!(order(&a, &b, Interval::less), Some(Value::Truth(expected)), "{a:?} < {b:?}");
        }
    }
}
