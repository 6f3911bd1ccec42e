//! What kinds of figure may meet in a check: percent and money do not add.

use super::expr::{Expr, Function, Operator};
use crate::claim::Kind;
use crate::words::kinds::KindSet;
use crate::words::pattern::Ask;

/// The type of an expression, as far as it is known when the rule is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Not known until a text is read.
    Any,
    /// A bare number.
    Number,
    /// A figure of one kind.
    Figure(Kind),
    /// A row of figures of one kind, or of a kind not yet known.
    Row(Option<Kind>),
    /// A row of things.
    Things,
    /// True, false or undecided.
    Truth,
    /// A text.
    Text,
}

impl Type {
    /// The type of what a capture takes.
    pub(super) fn of(ask: Ask) -> Type {
        let single = |set: KindSet| {
            let mut kinds = set.kinds();
            kinds.next().filter(|_| kinds.next().is_none())
        };
        match ask {
            Ask::One(set) => single(set).map_or(Type::Any, Type::Figure),
            Ask::Row(set) | Ask::Tails(set) => Type::Row(single(set)),
            Ask::Things | Ask::Names | Ask::Items => Type::Things,
        }
    }

    /// The type of the row of all that a capture takes, one at a time.
    pub(super) fn of_each(ask: Ask) -> Type {
        match Type::of(ask) {
            Type::Figure(kind) => Type::Row(Some(kind)),
            _ => Type::Row(None),
        }
    }

    /// What it is, for messages.
    pub(super) fn name(self) -> String {
        match self {
            Type::Any => "a figure".to_owned(),
            Type::Number => "a number".to_owned(),
            Type::Figure(kind) => format!("a figure of kind {}", kind.name()),
            Type::Row(None) => "a row of figures".to_owned(),
            Type::Row(Some(kind)) => format!("a row of figures of kind {}", kind.name()),
            Type::Things => "a row of things".to_owned(),
            Type::Truth => "a truth".to_owned(),
            Type::Text => "a text".to_owned(),
        }
    }

    /// Whether what is bound as this can be taken again as `other`; the numbers of a series are no figures.
    pub(super) fn may_be(self, other: Type) -> bool {
        match (self, other) {
            (Type::Number, _) => false,
            (Type::Figure(bound) | Type::Row(Some(bound)), Type::Figure(asked) | Type::Row(Some(asked))) => {
                bound == asked
            }
            _ => true,
        }
    }

    /// Whether it is a bare number or a figure that counts as one.
    fn bare(self) -> bool {
        matches!(
            self,
            Type::Number
                | Type::Figure(
                    Kind::Count | Kind::Percent | Kind::Ratio | Kind::Multiple | Kind::Ordinal | Kind::Age
                )
        )
    }

    /// Whether it has no single number in it.
    fn numberless(self) -> bool {
        matches!(
            self,
            Type::Row(_)
                | Type::Things
                | Type::Truth
                | Type::Text
                | Type::Figure(Kind::Weekday | Kind::Score | Kind::Date | Kind::Time)
        )
    }
}

/// The type of an expression; a message if its parts cannot meet. `names` gives the types of the bound names.
pub(super) fn type_of(expr: &Expr, names: &[Type]) -> Result<Type, String> {
    match expr {
        Expr::Number(_) => Ok(Type::Number),
        Expr::Text(_) => Ok(Type::Text),
        Expr::Name(name) => Ok(names.get(*name).copied().unwrap_or(Type::Any)),
        Expr::Call(function, arguments) => {
            if of_names(*function) && arguments.iter().any(|a| !matches!(a, Expr::Name(_))) {
                return Err(format!("`{}` takes a name, not what is worked out", function.name()));
            }
            let types = arguments.iter().map(|a| type_of(a, names)).collect::<Result<Vec<_>, _>>()?;
            call(*function, &types)
        }
        Expr::Binary(operator, left, right) => {
            binary(*operator, type_of(left, names)?, type_of(right, names)?)
        }
        Expr::Minus(inner) => match type_of(inner, names)? {
            t if t.numberless() => Err(format!("{} has no opposite", t.name())),
            t => Ok(t),
        },
        Expr::Not(inner) => truth(type_of(inner, names)?, "not"),
    }
}

fn truth(t: Type, what: &str) -> Result<Type, String> {
    match t {
        Type::Truth | Type::Any => Ok(Type::Truth),
        other => Err(format!("`{what}` needs something true or false, not {}", other.name())),
    }
}

fn binary(operator: Operator, left: Type, right: Type) -> Result<Type, String> {
    match operator {
        Operator::And => truth(left, "and").and(truth(right, "and")),
        Operator::Or => truth(left, "or").and(truth(right, "or")),
        Operator::Equal | Operator::Unequal => {
            if left == right || comparable(left, right) {
                Ok(Type::Truth)
            } else {
                Err(format!("{} and {} cannot be compared", left.name(), right.name()))
            }
        }
        Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => {
            let dates = left == Type::Figure(Kind::Date) && right == left;
            if dates || comparable(left, right) && !left.numberless() && !right.numberless() {
                Ok(Type::Truth)
            } else {
                Err(format!("{} and {} have no order between them", left.name(), right.name()))
            }
        }
        Operator::Add | Operator::Subtract => sum(operator, left, right),
        Operator::Multiply => product(left, right),
        Operator::Divide => quotient(left, right),
    }
}

fn comparable(left: Type, right: Type) -> bool {
    left == Type::Any
        || right == Type::Any
        || left == right
        || left.bare() && right.bare()
        || matches!(
            (left, right),
            (Type::Figure(Kind::Percent | Kind::Points), Type::Figure(Kind::Percent | Kind::Points))
        )
        || matches!(
            (left, right),
            (
                Type::Figure(Kind::Duration | Kind::Age | Kind::Measure),
                Type::Figure(Kind::Duration | Kind::Age | Kind::Measure)
            )
        )
}

fn sum(operator: Operator, left: Type, right: Type) -> Result<Type, String> {
    let verb = if operator == Operator::Add { "add" } else { "subtract" };
    let refuse = || Err(format!("{} and {} do not {verb}", left.name(), right.name()));
    if left.numberless() || right.numberless() {
        return refuse();
    }
    match (left, right) {
        (Type::Any, other) | (other, Type::Any) => Ok(if other == Type::Number { Type::Any } else { other }),
        _ if left == right => Ok(left),
        (Type::Number, other) | (other, Type::Number) if other.bare() => {
            Ok(if other == Type::Figure(Kind::Count) { other } else { Type::Number })
        }
        (Type::Figure(Kind::Percent), Type::Figure(Kind::Points)) => Ok(left),
        (Type::Figure(Kind::Points), Type::Figure(Kind::Percent)) => Ok(right),
        _ => refuse(),
    }
}

fn product(left: Type, right: Type) -> Result<Type, String> {
    if left.numberless() || right.numberless() {
        return Err(format!("{} and {} do not multiply", left.name(), right.name()));
    }
    match (left, right) {
        (Type::Any, _) | (_, Type::Any) => Ok(Type::Any),
        (Type::Number, Type::Figure(Kind::Percent)) | (Type::Figure(Kind::Percent), Type::Number) => {
            Ok(Type::Number)
        }
        (Type::Number, other) | (other, Type::Number) => Ok(other),
        (a, b) if a.bare() && b.bare() => {
            Ok(if a == Type::Figure(Kind::Count) || b == Type::Figure(Kind::Count) {
                Type::Figure(Kind::Count)
            } else {
                Type::Number
            })
        }
        (a, other) | (other, a) if a.bare() => Ok(other),
        _ => Ok(Type::Any),
    }
}

fn quotient(left: Type, right: Type) -> Result<Type, String> {
    if left.numberless() || right.numberless() {
        return Err(format!("{} and {} do not divide", left.name(), right.name()));
    }
    match (left, right) {
        (Type::Any, _) | (_, Type::Any) => Ok(Type::Any),
        (a, b) if a == b => Ok(Type::Number),
        (a, b) if b.bare() => Ok(a),
        _ => Ok(Type::Any),
    }
}

/// Whether a function asks how a figure is written, which only a name tells.
const fn of_names(function: Function) -> bool {
    matches!(
        function,
        Function::Exact
            | Function::Spelled
            | Function::Unit
            | Function::Hedge
            | Function::Number
            | Function::Ending
            | Function::Due
            | Function::Alike
            | Function::Same
            | Function::Per
            | Function::Years
            | Function::Minutes
    )
}

fn call(function: Function, types: &[Type]) -> Result<Type, String> {
    let first = types.first().copied().unwrap_or(Type::Any);
    if let Some((fits, what)) = asks(function)
        && first != Type::Any
        && !fits(first)
    {
        return Err(format!("`{}` needs {what}, not {}", function.name(), first.name()));
    }
    gives(function, first, types)
}

/// Whether an argument is of the right type.
type Fits = fn(Type) -> bool;

/// What a function asks of its first argument, and how a message names that; nothing where anything will do, or where
/// it asks the same of several.
const fn asks(function: Function) -> Option<(Fits, &'static str)> {
    Some(match function {
        Function::Sum | Function::Median => {
            (|t| matches!(t, Type::Row(_)), "a row of figures: `{parts: count list}`")
        }
        Function::Count => (|t| matches!(t, Type::Row(_) | Type::Things), "a row: `{items: list}`"),
        Function::Weekday | Function::Exists | Function::Year => {
            (|t| matches!(t, Type::Figure(Kind::Date)), "a date")
        }
        Function::Years => (|t| matches!(t, Type::Figure(Kind::Date)), "dates"),
        Function::Minutes => (|t| matches!(t, Type::Figure(Kind::Time)), "times of day"),
        Function::First | Function::Second => (|t| matches!(t, Type::Figure(Kind::Score)), "a score"),
        Function::Abs
        | Function::Low
        | Function::High
        | Function::Written
        | Function::Unhedged
        | Function::Share
        | Function::Whole
        | Function::Bare
        | Function::Number => (|t| !t.numberless(), "a number"),
        Function::Unit | Function::Hedge => (|t| !t.numberless(), "a figure"),
        Function::Ending | Function::Due => {
            (|t| !matches!(t, Type::Row(_) | Type::Things | Type::Truth | Type::Text), "a figure")
        }
        Function::Row
        | Function::Min
        | Function::Max
        | Function::Days
        | Function::Near
        | Function::Exact
        | Function::Spelled
        | Function::Alike
        | Function::Same
        | Function::Per => return None,
    })
}

/// What a function comes to, its first argument being of the right type.
fn gives(function: Function, first: Type, types: &[Type]) -> Result<Type, String> {
    Ok(match function {
        Function::Sum | Function::Median => one(first),
        Function::Row => row(first, types),
        Function::Count | Function::First | Function::Second => Type::Figure(Kind::Count),
        Function::Min | Function::Max if matches!(first, Type::Row(_)) => one(first),
        Function::Min | Function::Max => types.iter().try_fold(first, |a, b| sum(Operator::Add, a, *b))?,
        Function::Weekday => Type::Figure(Kind::Weekday),
        Function::Year | Function::Years | Function::Minutes | Function::Bare | Function::Number => {
            Type::Number
        }
        Function::Days => days(types)?,
        Function::Near => near(first, types)?,
        Function::Exists
        | Function::Whole
        | Function::Exact
        | Function::Spelled
        | Function::Alike
        | Function::Same
        | Function::Per => Type::Truth,
        Function::Abs | Function::Low | Function::High | Function::Written | Function::Unhedged => first,
        Function::Share => Type::Figure(Kind::Percent),
        Function::Unit | Function::Hedge | Function::Ending | Function::Due => Type::Text,
    })
}

/// One figure of a row; what is no row is itself.
const fn one(of: Type) -> Type {
    match of {
        Type::Row(Some(kind)) => Type::Figure(kind),
        Type::Row(None) => Type::Any,
        other => other,
    }
}

/// A row of several kinds can be shown, and no more than that.
fn row(first: Type, types: &[Type]) -> Type {
    let all = types.iter().try_fold(one(first), |a, b| sum(Operator::Add, a, one(*b)));
    Type::Row(if let Ok(Type::Figure(kind)) = all { Some(kind) } else { None })
}

fn days(types: &[Type]) -> Result<Type, String> {
    match types.iter().find(|t| !matches!(t, Type::Any | Type::Figure(Kind::Date | Kind::Weekday))) {
        Some(other) => Err(format!("`days` needs two dates, not {}", other.name())),
        None => Ok(Type::Number),
    }
}

fn near(first: Type, types: &[Type]) -> Result<Type, String> {
    let [second, share] = [1, 2].map(|at| types.get(at).copied().unwrap_or(Type::Any));
    if !comparable(first, second) {
        return Err(format!("{} and {} cannot be compared", first.name(), second.name()));
    }
    if share.numberless() {
        return Err(format!("`near` needs a share, not {}", share.name()));
    }
    Ok(Type::Truth)
}
