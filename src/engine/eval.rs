//! Works out expressions over bound names. `None` means that it cannot be worked out, and so that nothing is said.

use super::Case;
use super::arithmetic::{arithmetic, equal, extreme, fold, order};
use super::binding::Binding;
use super::value::{
    Amount, Measure, Reading, Value, around, bare, median, of_claim, unit_name, unit_readings, worth,
};
use crate::calendar::{Date, Weekday};
use crate::claim::{Claim, Unit};
use crate::interval::{Interval, Outcome};
use crate::number::Number;
use crate::rule::expr::{Expr, Function, Operator};
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

#[derive(Clone, Copy)]
struct Scope<'s> {
    case: &'s Case<'s>,
    binding: &'s Binding,
    reading: Reading,
    /// Which reading of its unit a claim has; the first where it is not told.
    choices: &'s [(usize, usize)],
    /// A claim that is taken to read something else than it does.
    instead: Option<(usize, Instead)>,
}

impl Scope<'_> {
    fn value(&self, expr: &Expr) -> Option<Value> {
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

    fn amount(&self, expr: &Expr) -> Option<Amount> {
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

    /// Whether something holds of every figure that a name stands for.
    fn all(&self, name: &Expr, holds: impl Fn(&Claim) -> bool) -> Option<Value> {
        let claims = self.bound(name)?;
        Some(truth_of(claims.iter().all(|c| self.case.claim(*c).is_some_and(&holds))))
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> Option<Value> {
        let first = arguments.first()?;
        match function {
            Function::Sum => fold(&self.row(first)?, |a, b| arithmetic(Operator::Add, a, b)),
            Function::Median => median(&self.row(first)?).map(Value::Amount),
            Function::Row => self.one_row(arguments).map(Value::Row),
            Function::Count => self.count(first),
            Function::Min => fold(&self.several(arguments)?, |a, b| extreme(a, b, false)),
            Function::Max => fold(&self.several(arguments)?, |a, b| extreme(a, b, true)),
            Function::Abs => {
                let a = self.amount(first)?;
                Some(Value::Amount(Amount { numbers: a.numbers.abs(), ..a }))
            }
            Function::Weekday | Function::Exists | Function::Year => self.date(function, first),
            Function::Days => {
                let (Value::Date(from), Value::Date(to)) =
                    (self.value(first)?, self.value(arguments.get(1)?)?)
                else {
                    return None;
                };
                let days = to.day_number()?.checked_sub(from.day_number()?)?;
                Some(Value::Amount(Amount::plain(Number::int(i128::from(days)))))
            }
            Function::Near => {
                let (a, b) = (self.amount(first)?, self.amount(arguments.get(1)?)?);
                let share = self.amount(arguments.get(2)?)?.numbers.as_point()?;
                if a.measure != b.measure {
                    return None;
                }
                let wide = around(a.numbers, share)?;
                Some(Value::Truth(wide.equals(b.numbers)))
            }
            Function::Exact => self.all(first, is_exact),
            Function::Spelled => {
                self.all(first, |claim| !claim.span.of(&self.case.document.text).contains(char::is_numeric))
            }
            Function::First | Function::Second => {
                let row = self.row(first)?;
                row.get(usize::from(function == Function::Second)).map(|a| Value::Amount(*a))
            }
            Function::Written => Scope { reading: Reading::Written, ..*self }.value(first),
            Function::Unhedged => Scope { reading: Reading::Unhedged, ..*self }.value(first),
            Function::Low | Function::High => {
                let a = self.amount(first)?;
                let end = if function == Function::Low { a.numbers.low } else { a.numbers.high }?;
                Some(Value::Amount(Amount { numbers: Interval::point(end.at), ..a }))
            }
            Function::Bare => {
                let a = self.amount(first)?;
                Some(Value::Amount(Amount { measure: Measure::Plain, ..a }))
            }
            Function::Unit => {
                let [claim] = self.bound(first)? else { return None };
                let claim = self.case.claim(*claim)?;
                Some(Value::Text(unit_name(claim, self.case.rules.vocabulary())?))
            }
            Function::Hedge => {
                let [claim] = self.bound(first)? else { return None };
                let hedge = self.case.claim(*claim)?.hedge.as_ref().map(|h| h.span);
                let text = hedge.map_or("", |span| span.of(&self.case.document.text));
                Some(Value::Text(text.to_lowercase().into()))
            }
            Function::Ending => Some(Value::Text(self.endings(first)?.0.into())),
            Function::Due => Some(Value::Text(self.endings(first)?.1.into())),
            Function::Whole => {
                let numbers = self.amount(first)?.numbers;
                let (low, high) = (numbers.low?, numbers.high?);
                let least = low.at.ceil();
                let next = least.add(Number::int(1))?;
                // The least whole number may be an end that is itself left out.
                let found = numbers.holds(least) || numbers.holds(next) && next <= high.at;
                Some(truth_of(found))
            }
            Function::Number => {
                let [claim] = self.bound(first)? else { return None };
                let numbers = match self.instead.filter(|(c, _)| c == claim) {
                    Some((_, Instead::Number(number))) => Interval::point(number),
                    _ => bare(self.case.claim(*claim)?, self.reading)?,
                };
                Some(Value::Amount(Amount { numbers, measure: Measure::Plain }))
            }
            Function::Share => {
                let a = self.amount(first)?;
                (a.measure == Measure::Plain)
                    .then_some(Value::Amount(Amount { measure: Measure::Share, ..a }))
            }
            Function::Alike => {
                let (a, b) = (self.bound(first)?, self.bound(arguments.get(1)?)?);
                let unit = |c: &usize| self.case.claim(*c).map(|c| (c.kind, c.unit));
                Some(truth_of(a.iter().chain(b).map(unit).all(|u| u == a.first().and_then(unit))))
            }
            Function::Same => {
                let (a, b) = (self.bound(first)?.first()?, self.bound(arguments.get(1)?)?.first()?);
                let noun =
                    |c: usize| self.case.about(c)?.of.map(|s| s.of(&self.case.document.text).to_lowercase());
                Some(truth_of(noun(*a).is_some() && noun(*a) == noun(*b)))
            }
        }
    }

    /// The ending that a figure has, and the one that its digits take; nothing where it has none.
    fn endings(&self, name: &Expr) -> Option<(&'static str, &'static str)> {
        let [claim] = self.bound(name)? else { return None };
        let claim = self.case.claim(*claim)?;
        Some(super::ending::of(claim.span.of(&self.case.document.text)).unwrap_or_default())
    }

    fn bound(&self, expr: &Expr) -> Option<&[usize]> {
        match expr {
            Expr::Name(slot) => Some(self.binding.claims(*slot)).filter(|c| !c.is_empty()),
            _ => None,
        }
    }

    fn row(&self, expr: &Expr) -> Option<Vec<Amount>> {
        match self.value(expr)? {
            Value::Row(amounts) => Some(amounts),
            _ => None,
        }
    }

    /// Figures and rows as one row, without those that are not bound.
    fn one_row(&self, arguments: &[Expr]) -> Option<Vec<Amount>> {
        let mut out = Vec::new();
        for argument in arguments {
            if self.binding.lacks(argument) {
                continue;
            }
            match self.value(argument)? {
                Value::Row(row) => out.extend(row),
                Value::Amount(amount) => out.push(amount),
                _ => return None,
            }
        }
        Some(out).filter(|row| !row.is_empty())
    }

    fn several(&self, arguments: &[Expr]) -> Option<Vec<Amount>> {
        if let [only] = arguments
            && let Some(Value::Row(amounts)) = self.value(only)
        {
            return Some(amounts);
        }
        arguments.iter().map(|a| self.amount(a)).collect()
    }

    fn count(&self, expr: &Expr) -> Option<Value> {
        match self.value(expr)? {
            Value::Row(amounts) => {
                let n = Number::int(i128::try_from(amounts.len()).ok()?);
                Some(Value::Amount(Amount::plain(n)))
            }
            amount @ Value::Amount(_) => Some(amount),
            _ => None,
        }
    }

    fn date(&self, function: Function, expr: &Expr) -> Option<Value> {
        let Value::Date(date) = self.value(expr)? else { return None };
        match function {
            Function::Weekday => date.weekday().map(Value::Weekday),
            Function::Exists => Some(truth_of(date.exists())),
            _ => date.year.map(|y| Value::Amount(Amount::plain(Number::int(i128::from(y))))),
        }
    }
}

fn of_mark(mark: &Numbered) -> Amount {
    Amount::plain(Number::int(i128::from(mark.number)))
}

fn truth_of(holds: bool) -> Value {
    Value::Truth(if holds { Outcome::Holds } else { Outcome::Impossible })
}

/// Whether a figure is one number, written without a hedge.
fn is_exact(claim: &Claim) -> bool {
    claim.hedge.is_none() && claim.quantity().is_some_and(|q| q.value.is_some())
}
