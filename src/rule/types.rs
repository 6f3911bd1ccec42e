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
    )
}

fn call(function: Function, types: &[Type]) -> Result<Type, String> {
    let first = types.first().copied().unwrap_or(Type::Any);
    let want = |ok: bool, what: &str| {
        if ok || first == Type::Any {
            Ok(())
        } else {
            Err(format!("`{}` needs {what}, not {}", function.name(), first.name()))
        }
    };
    match function {
        Function::Sum | Function::Median => {
            want(matches!(first, Type::Row(_)), "a row of figures: `{parts: count list}`")?;
            Ok(match first {
                Type::Row(Some(kind)) => Type::Figure(kind),
                _ => Type::Any,
            })
        }
        Function::Row => {
            let one = |t: Type| match t {
                Type::Row(kind) => kind.map_or(Type::Any, Type::Figure),
                other => other,
            };
            // A row of several kinds can be shown, and no more than that.
            let all = types.iter().try_fold(one(first), |a, b| sum(Operator::Add, a, one(*b)));
            Ok(Type::Row(if let Ok(Type::Figure(kind)) = all { Some(kind) } else { None }))
        }
        Function::Count => {
            want(matches!(first, Type::Row(_) | Type::Things), "a row: `{items: list}`")?;
            Ok(Type::Figure(Kind::Count))
        }
        Function::Min | Function::Max => match first {
            Type::Row(kind) => Ok(kind.map_or(Type::Any, Type::Figure)),
            _ => types.iter().try_fold(first, |a, b| sum(Operator::Add, a, *b)),
        },
        Function::Weekday => {
            want(first == Type::Figure(Kind::Date), "a date")?;
            Ok(Type::Figure(Kind::Weekday))
        }
        Function::Exists => {
            want(first == Type::Figure(Kind::Date), "a date")?;
            Ok(Type::Truth)
        }
        Function::Year => {
            want(first == Type::Figure(Kind::Date), "a date")?;
            Ok(Type::Number)
        }
        Function::Days => {
            if let Some(other) = types.iter().find(|t| !matches!(t, Type::Any | Type::Figure(Kind::Date))) {
                return Err(format!("`days` needs two dates, not {}", other.name()));
            }
            Ok(Type::Number)
        }
        Function::Near => {
            let [second, share] = [1, 2].map(|at| types.get(at).copied().unwrap_or(Type::Any));
            if !comparable(first, second) {
                return Err(format!("{} and {} cannot be compared", first.name(), second.name()));
            }
            if share.numberless() {
                return Err(format!("`near` needs a share, not {}", share.name()));
            }
            Ok(Type::Truth)
        }
        Function::Exact | Function::Spelled | Function::Alike | Function::Same => Ok(Type::Truth),
        Function::First | Function::Second => {
            want(first == Type::Figure(Kind::Score), "a score")?;
            Ok(Type::Figure(Kind::Count))
        }
        Function::Abs | Function::Low | Function::High | Function::Written | Function::Unhedged => {
            want(!first.numberless(), "a number")?;
            Ok(first)
        }
        Function::Share => {
            want(!first.numberless(), "a number")?;
            Ok(Type::Figure(Kind::Percent))
        }
        Function::Unit | Function::Hedge => {
            want(!first.numberless(), "a figure")?;
            Ok(Type::Text)
        }
        Function::Ending | Function::Due => {
            want(!matches!(first, Type::Row(_) | Type::Things | Type::Truth | Type::Text), "a figure")?;
            Ok(Type::Text)
        }
        Function::Whole => {
            want(!first.numberless(), "a number")?;
            Ok(Type::Truth)
        }
        Function::Bare | Function::Number => {
            want(!first.numberless(), "a number")?;
            Ok(Type::Number)
        }
    }
}
