//! The functions that checks can call. `None` means that one cannot be worked out, and so that nothing is said.

use super::arithmetic::{arithmetic, extreme, fold};
use super::elapsed;
use super::eval::{Instead, Scope};
use super::value::{Amount, Measure, Reading, Value, around, bare, median, unit_name};
use crate::claim::Claim;
use crate::interval::{Interval, Outcome};
use crate::number::Number;
use crate::rule::expr::{Expr, Function, Operator};

impl Scope<'_> {
    /// What a function comes to.
    pub(super) fn call(&self, function: Function, arguments: &[Expr]) -> Option<Value> {
        let first = arguments.first()?;
        match function {
            Function::Sum => fold(&self.row(first)?, |a, b| arithmetic(Operator::Add, a, b)),
            Function::Median => median(&self.row(first)?).map(Value::Amount),
            Function::Row => self.one_row(arguments).map(Value::Row),
            Function::Count => self.count(first),
            Function::Min => fold(&self.several(arguments)?, |a, b| extreme(a, b, false)),
            Function::Max => fold(&self.several(arguments)?, |a, b| extreme(a, b, true)),
            Function::Abs => self.changed(first, |a| Some(Amount { numbers: a.numbers.abs(), ..a })),
            Function::Weekday | Function::Exists | Function::Year => self.date(function, first),
            Function::Days => self.days(first, arguments.get(1)?),
            Function::Years => self.elapsed(arguments, elapsed::years),
            Function::Minutes => self.elapsed(arguments, elapsed::minutes),
            Function::Near => self.near(first, arguments.get(1)?, arguments.get(2)?),
            Function::Exact => self.all(first, is_exact),
            Function::Spelled => self.all(first, |claim| !self.wording(claim).contains(char::is_numeric)),
            Function::First => self.row(first)?.first().map(|a| Value::Amount(*a)),
            Function::Second => self.row(first)?.get(1).map(|a| Value::Amount(*a)),
            Function::Written => Scope { reading: Reading::Written, ..*self }.value(first),
            Function::Unhedged => Scope { reading: Reading::Unhedged, ..*self }.value(first),
            Function::Low => self.changed(first, |a| Some(end(a, a.numbers.low?.at))),
            Function::High => self.changed(first, |a| Some(end(a, a.numbers.high?.at))),
            Function::Bare => self.changed(first, |a| Some(Amount { measure: Measure::Plain, ..a })),
            Function::Share => self.changed(first, share),
            Function::Number => self.number(first),
            Function::Unit => unit_name(self.figure(first)?, self.case.rules.vocabulary()).map(Value::Text),
            Function::Hedge => self.hedge(first),
            Function::Ending => Some(Value::Text(self.endings(first)?.0.into())),
            Function::Due => Some(Value::Text(self.endings(first)?.1.into())),
            Function::Whole => has_whole(self.amount(first)?.numbers).map(truth_of),
            Function::Alike => self.alike(first, arguments.get(1)?),
            Function::Same => self.same(first, arguments.get(1)?),
            Function::Per => self.per(first, arguments.get(1)?),
        }
    }

    /// An amount that is made into another.
    fn changed(&self, expr: &Expr, change: impl FnOnce(Amount) -> Option<Amount>) -> Option<Value> {
        change(self.amount(expr)?).map(Value::Amount)
    }

    /// The claims that a name is bound to; nothing where it is bound to none.
    fn bound(&self, expr: &Expr) -> Option<&[usize]> {
        match expr {
            Expr::Name(slot) => Some(self.binding.claims(*slot)).filter(|c| !c.is_empty()),
            _ => None,
        }
    }

    /// The one claim that a name is bound to, by its place.
    fn only(&self, name: &Expr) -> Option<usize> {
        if let [claim] = self.bound(name)? { Some(*claim) } else { None }
    }

    /// The one claim that a name is bound to.
    fn figure(&self, name: &Expr) -> Option<&Claim> {
        self.case.claim(self.only(name)?)
    }

    /// A claim as the text has it.
    fn wording(&self, claim: &Claim) -> &str {
        claim.span.of(&self.case.document.text)
    }

    /// Whether something holds of every figure that a name stands for.
    fn all(&self, name: &Expr, holds: impl Fn(&Claim) -> bool) -> Option<Value> {
        let claims = self.bound(name)?;
        Some(truth_of(claims.iter().all(|c| self.case.claim(*c).is_some_and(&holds))))
    }

    /// The ending that a figure has, and the one that its digits take; nothing where it has none.
    fn endings(&self, name: &Expr) -> Option<(&'static str, &'static str)> {
        Some(super::ending::of(self.wording(self.figure(name)?)).unwrap_or_default())
    }

    fn hedge(&self, name: &Expr) -> Option<Value> {
        let hedge = self.figure(name)?.hedge.as_ref();
        let text = hedge.map_or("", |h| h.span.of(&self.case.document.text));
        Some(Value::Text(text.to_lowercase().into()))
    }

    fn number(&self, name: &Expr) -> Option<Value> {
        let claim = self.only(name)?;
        let numbers = match self.instead.filter(|(c, _)| *c == claim) {
            Some((_, Instead::Number(number))) => Interval::point(number),
            _ => bare(self.case.claim(claim)?, self.reading)?,
        };
        Some(Value::Amount(Amount { numbers, measure: Measure::Plain }))
    }

    fn alike(&self, a: &Expr, b: &Expr) -> Option<Value> {
        let (a, b) = (self.bound(a)?, self.bound(b)?);
        let unit = |c: &usize| self.case.claim(*c).map(|c| (c.kind, c.unit));
        Some(truth_of(a.iter().chain(b).map(unit).all(|u| u == a.first().and_then(unit))))
    }

    fn same(&self, a: &Expr, b: &Expr) -> Option<Value> {
        let noun = |name: &Expr| {
            let about = self.case.about(*self.bound(name)?.first()?)?;
            Some(about.of.map(|s| s.of(&self.case.document.text).to_lowercase()))
        };
        let (a, b) = (noun(a)?, noun(b)?);
        Some(truth_of(a.is_some() && a == b))
    }

    fn per(&self, each: &Expr, all: &Expr) -> Option<Value> {
        let (each, all) = (self.bound(each)?.first()?, self.bound(all)?.first()?);
        super::per::fits(self.case, *each, *all).map(truth_of)
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
    fn days(&self, from: &Expr, to: &Expr) -> Option<Value> {
        let days = match (self.value(from)?, self.value(to)?) {
            (Value::Date(from), Value::Date(to)) => {
                Number::int(i128::from(to.day_number()?.checked_sub(from.day_number()?)?))
            }
            (Value::Weekday(from), Value::Weekday(to)) => elapsed::weekdays(from, to),
            _ => return None,
        };
        Some(Value::Amount(Amount::plain(days)))
    }

    /// How much time lies between figures that tell when, or over a stretch.
    fn elapsed(&self, names: &[Expr], time: impl Fn(&[&Claim]) -> Option<Interval>) -> Option<Value> {
        let claims = names.iter().map(|name| self.case.claim(*self.bound(name)?.first()?));
        let numbers = time(&claims.collect::<Option<Vec<&Claim>>>()?)?;
        Some(Value::Amount(Amount { numbers, measure: Measure::Plain }))
    }

    fn near(&self, a: &Expr, b: &Expr, share: &Expr) -> Option<Value> {
        let (a, b) = (self.amount(a)?, self.amount(b)?);
        let share = self.amount(share)?.numbers.as_point()?;
        let wide = around(a.numbers, share).filter(|_| a.measure == b.measure)?;
        Some(Value::Truth(wide.equals(b.numbers)))
    }
}

/// One end of an amount.
const fn end(of: Amount, at: Number) -> Amount {
    Amount { numbers: Interval::point(at), ..of }
}

/// A bare ratio as a share.
fn share(ratio: Amount) -> Option<Amount> {
    (ratio.measure == Measure::Plain).then_some(Amount { measure: Measure::Share, ..ratio })
}

/// Whether a whole number lies in an interval; nothing where it is open to a side.
fn has_whole(numbers: Interval) -> Option<bool> {
    let (low, high) = (numbers.low?, numbers.high?);
    let least = low.at.ceil();
    let next = least.add(Number::int(1))?;
    // The least whole number may be an end that is itself left out.
    Some(numbers.holds(least) || numbers.holds(next) && next <= high.at)
}

fn truth_of(holds: bool) -> Value {
    Value::Truth(if holds { Outcome::Holds } else { Outcome::Impossible })
}

/// Whether a figure is one number, written without a hedge.
fn is_exact(claim: &Claim) -> bool {
    claim.hedge.is_none() && claim.quantity().is_some_and(|q| q.value.is_some())
}
