//! Works out expressions over bound names. `None` means that it cannot be worked out, and so that nothing is said.

use super::Case;
use super::arithmetic::{arithmetic, equal, order};
use super::binding::Binding;
use super::value::{Amount, Measure, Reading, Value, of_claim, unit_readings, worth};
use crate::calendar::{Date, Weekday};
use crate::claim::Unit;
use crate::interval::{Interval, Outcome};
use crate::number::Number;
use crate::rule::expr::{Expr, Operator};
use crate::words::matcher::{Capture, Numbered};

/// Readings of ambiguous units that are tried together; past this nothing is said.
const MAX_CHOICES: usize = 64;

/// Whether a check can hold. Of several readings of ambiguous units the kindest counts.
pub(crate) fn truth(case: &Case<'_>, binding: &Binding, expr: &Expr, reading: Reading) -> Outcome {
    over_units(case, binding, expr, reading, Outcome::Impossible, Outcome::or)
}

/// Whether a condition is certain: it must hold whichever reading of an ambiguous unit is meant.
pub(crate) fn certain(case: &Case<'_>, binding: &Binding, expr: &Expr, reading: Reading) -> bool {
    over_units(case, binding, expr, reading, Outcome::Holds, Outcome::and) == Outcome::Holds
}

/// What is true of an expression over all readings of ambiguous units, put together.
fn over_units(
    case: &Case<'_>,
    binding: &Binding,
    expr: &Expr,
    reading: Reading,
    none: Outcome,
    join: fn(Outcome, Outcome) -> Outcome,
) -> Outcome {
    let vocabulary = case.rules.vocabulary();
    let claim = |c: usize| case.claim(c);
    // Hardly a unit has more than one reading. All figures of one unit are read alike: nobody adds two sorts of miles.
    let mut several: Vec<(Unit, usize)> = Vec::new();
    for found in binding.all().filter_map(claim) {
        let size = unit_readings(found, vocabulary);
        if size > 1 && several.iter().all(|(unit, _)| *unit != found.unit) {
            several.push((found.unit, size));
        }
    }
    let total = several.iter().try_fold(1_usize, |all, (_, size)| all.checked_mul(*size));
    let Some(total) = total.filter(|total| *total <= MAX_CHOICES) else { return Outcome::Possible };
    let mut all = none;
    for number in 0..total {
        let mut choices = Vec::new();
        let mut rest = number;
        for (unit, size) in &several {
            let alike = |c: &usize| claim(*c).is_some_and(|found| found.unit == *unit);
            choices.extend(binding.all().filter(alike).map(|c| (c, rest % size)));
            rest /= size;
        }
        let scope = Scope { case, binding, reading, choices: &choices, instead: None };
        match scope.value(expr) {
            Some(Value::Truth(outcome)) => all = join(all, outcome),
            _ => return Outcome::Possible,
        }
    }
    all
}

/// What an expression comes to with the figures as written, for messages.
pub(crate) fn written(case: &Case<'_>, binding: &Binding, expr: &Expr) -> Option<Value> {
    Scope { case, binding, reading: Reading::Written, choices: &[], instead: None }.value(expr)
}

/// What an expression may come to, for working out what would fit.
pub(crate) fn stated(case: &Case<'_>, binding: &Binding, expr: &Expr) -> Option<Value> {
    Scope { case, binding, reading: Reading::Stated, choices: &[], instead: None }.value(expr)
}

/// What a claim is taken to read instead of what it does.
#[derive(Clone, Copy)]
pub(super) enum Instead {
    /// A number, in its own unit.
    Number(Number),
    /// A date.
    Date(Date),
    /// A day of the week.
    Weekday(Weekday),
}

/// What an expression comes to, were one claim to read something else, if one is given; all else as `reading` has it.
pub(super) fn supposing(
    case: &Case<'_>,
    binding: &Binding,
    expr: &Expr,
    instead: Option<(usize, Instead)>,
    reading: Reading,
) -> Option<Value> {
    Scope { case, binding, reading, choices: &[], instead }.value(expr)
}

/// What an expression is worked out over.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) case: &'s Case<'s>,
    pub(super) binding: &'s Binding,
    pub(super) reading: Reading,
    /// Which reading of its unit a claim has; the first where it is not told.
    pub(super) choices: &'s [(usize, usize)],
    /// A claim that is taken to read something else than it does.
    pub(super) instead: Option<(usize, Instead)>,
}

impl Scope<'_> {
    /// What an expression comes to.
    pub(super) fn value(&self, expr: &Expr) -> Option<Value> {
        match expr {
            Expr::Number(number) => Some(Value::Amount(Amount::plain(*number))),
            Expr::Text(text) => Some(Value::Text(text.clone())),
            Expr::Name(slot) => self.name(*slot),
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right),
            Expr::Minus(inner) => match self.value(inner)? {
                Value::Amount(a) => Some(Value::Amount(Amount { numbers: a.numbers.neg(), ..a })),
                _ => None,
            },
            Expr::Not(inner) => match self.value(inner)? {
                Value::Truth(outcome) => Some(Value::Truth(outcome.not())),
                _ => None,
            },
        }
    }

    fn name(&self, slot: usize) -> Option<Value> {
        match self.binding.captures.get(slot)? {
            Capture::Nothing => None,
            Capture::Figure(claim) => self.claim(*claim),
            Capture::Row(claims) => {
                let amounts = claims.iter().map(|c| match self.claim(*c) {
                    Some(Value::Amount(amount)) => Some(amount),
                    _ => None,
                });
                amounts.collect::<Option<Vec<_>>>().map(Value::Row)
            }
            Capture::Things(things) => {
                let end = |n: usize| i128::try_from(n).ok().map(Number::int);
                let numbers = Interval::closed(end(things.low)?, end(things.high)?);
                Some(Value::Amount(Amount { numbers, measure: Measure::Plain }))
            }
            Capture::Mark(mark) => Some(Value::Amount(of_mark(mark))),
            Capture::Marks(marks) => Some(Value::Row(marks.iter().map(of_mark).collect())),
        }
    }

    fn claim(&self, claim: usize) -> Option<Value> {
        let choice = self.choices.iter().find(|(c, _)| *c == claim).map_or(0, |(_, choice)| *choice);
        match self.instead.filter(|(c, _)| *c == claim) {
            Some((_, Instead::Number(number))) => {
                let claim = self.case.claim(claim)?;
                return worth(claim, number, choice, self.case.rules.vocabulary());
            }
            Some((_, Instead::Date(date))) => return Some(Value::Date(date)),
            Some((_, Instead::Weekday(day))) => return Some(Value::Weekday(day)),
            None => {}
        }
        of_claim(self.case.claim(claim)?, self.reading, choice, self.case.rules.vocabulary())
    }

    /// The amount that an expression comes to; nothing where it comes to something else.
    pub(super) fn amount(&self, expr: &Expr) -> Option<Amount> {
        match self.value(expr)? {
            Value::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    fn binary(&self, operator: Operator, left: &Expr, right: &Expr) -> Option<Value> {
        if matches!(operator, Operator::And | Operator::Or) {
            return Some(Value::Truth(self.logic(operator, left, right)));
        }
        let (left, right) = (self.value(left)?, self.value(right)?);
        match operator {
            Operator::Equal => equal(&left, &right).map(Value::Truth),
            Operator::Unequal => equal(&left, &right).map(|o| Value::Truth(o.not())),
            Operator::Less => order(&left, &right, Interval::less),
            Operator::More => order(&right, &left, Interval::less),
            Operator::AtMost => order(&left, &right, Interval::at_most),
            Operator::AtLeast => order(&right, &left, Interval::at_most),
            _ => {
                let (Value::Amount(a), Value::Amount(b)) = (left, right) else { return None };
                arithmetic(operator, a, b).map(Value::Amount)
            }
        }
    }

    /// An undecidable side leaves `or` to the other, and makes `and` possible at best.
    fn logic(&self, operator: Operator, left: &Expr, right: &Expr) -> Outcome {
        let side = |expr| match self.value(expr) {
            Some(Value::Truth(outcome)) => outcome,
            _ => Outcome::Possible,
        };
        let (a, b) = (side(left), side(right));
        if operator == Operator::And { a.and(b) } else { a.or(b) }
    }
}

fn of_mark(mark: &Numbered) -> Amount {
    Amount::plain(Number::int(i128::from(mark.number)))
}
