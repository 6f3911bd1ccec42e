//! Checks: exact arithmetic and comparison over the names that a rule binds.

use std::sync::Arc;

use crate::number::Number;
use crate::words::pattern::is_name;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number written in the rule; `5%` is 1/20.
    Number(Number),
    /// A text in quotation marks.
    Text(Arc<str>),
    /// What a name is bound to: its place among the names of the rule.
    Name(usize),
    /// A function of expressions.
    Call(Function, Vec<Expr>),
    /// An operator between two.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// The opposite sign.
    Minus(Box<Expr>),
    /// The opposite truth.
    Not(Box<Expr>),
}

impl Default for Expr {
    /// Neither a number nor true nor false, so that nothing follows from it.
    fn default() -> Expr {
        Expr::Text("".into())
    }
}

/// Operators, by how tightly they bind, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Functions that checks can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// The sum of a row of figures.
    Sum,
    /// The middle of a row of figures.
    Median,
    /// Its arguments, figures and rows, as one row; what is not bound is left out.
    Row,
    /// How many things or figures stand in a row.
    Count,
    /// The least of its arguments, or of a row.
    Min,
    /// The greatest of its arguments, or of a row.
    Max,
    /// Without its sign.
    Abs,
    /// The weekday of a date.
    Weekday,
    /// Whether the calendar has such a date.
    Exists,
    /// The year of a date, as a number.
    Year,
    /// Days from the first date to the second, or from a weekday to the next other one.
    Days,
    /// Years from the first date to the second, or over a stretch of dates.
    Years,
    /// Minutes from the first time of day to the second.
    Minutes,
    /// Whether two figures agree within a share of the first: `near(a, b, 5%)`.
    Near,
    /// Whether a figure is written without a hedge and is no range.
    Exact,
    /// Whether a figure is written in words, without a digit.
    Spelled,
    /// The first side of a score.
    First,
    /// The second side of a score.
    Second,
    /// The lower end of what a figure says.
    Low,
    /// The upper end of what a figure says.
    High,
    /// The figure as a bare number, its unit forgotten.
    Bare,
    /// The figure in its own unit, as a bare number.
    Number,
    /// The unit of a figure, as the vocabulary names it: `mile`, `square foot`, `USD`; nothing for a bare number.
    Unit,
    /// The words that loosen a figure, in small letters; nothing where there are none.
    Hedge,
    /// The ending at the digits of an ordinal number or a day: `nd` of `22nd`; nothing where there is none.
    Ending,
    /// The ending that those digits take.
    Due,
    /// Whether a whole number can lie in it.
    Whole,
    /// The figure as it is written, not rounded in any way.
    Written,
    /// What the digits of a figure show, its hedge left out.
    Unhedged,
    /// A ratio as a share, so that messages give it in per cent.
    Share,
    /// Whether two figures are of the same unit, or of no unit.
    Alike,
    /// Whether two figures count the same thing, as far as the nouns tell.
    Same,
    /// Whether the one figure is told for one of what the other counts: "$5 a lot" of "25 lots".
    Per,
}

impl Function {
    /// All functions with their names and the least and greatest number of arguments.
    pub const ALL: [(Function, &'static str, usize, usize); 33] = [
        (Function::Sum, "sum", 1, 1),
        (Function::Median, "median", 1, 1),
        (Function::Row, "row", 1, 8),
        (Function::Count, "count", 1, 1),
        (Function::Min, "min", 1, 8),
        (Function::Max, "max", 1, 8),
        (Function::Abs, "abs", 1, 1),
        (Function::Weekday, "weekday", 1, 1),
        (Function::Exists, "exists", 1, 1),
        (Function::Year, "year", 1, 1),
        (Function::Days, "days", 2, 2),
        (Function::Years, "years", 1, 2),
        (Function::Minutes, "minutes", 2, 2),
        (Function::Near, "near", 3, 3),
        (Function::Exact, "exact", 1, 1),
        (Function::Spelled, "spelled", 1, 1),
        (Function::First, "first", 1, 1),
        (Function::Second, "second", 1, 1),
        (Function::Low, "low", 1, 1),
        (Function::High, "high", 1, 1),
        (Function::Bare, "bare", 1, 1),
        (Function::Number, "number", 1, 1),
        (Function::Unit, "unit", 1, 1),
        (Function::Hedge, "hedge", 1, 1),
        (Function::Ending, "ending", 1, 1),
        (Function::Due, "due", 1, 1),
        (Function::Whole, "whole", 1, 1),
        (Function::Written, "written", 1, 1),
        (Function::Share, "share", 1, 1),
        (Function::Unhedged, "unhedged", 1, 1),
        (Function::Alike, "alike", 2, 2),
        (Function::Same, "same", 2, 2),
        (Function::Per, "per", 2, 2),
    ];

    /// Its name in rules.
    pub fn name(self) -> &'static str {
        Function::ALL.iter().find(|f| f.0 == self).map_or("", |f| f.1)
    }
}

/// What is wrong with an expression, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExprError {
    /// First byte and length.
    pub at: (usize, usize),
    /// In one sentence, without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// How deep expressions may nest.
const MAX_DEPTH: usize = 32;

/// How many operators an expression may have: each makes its tree a level deeper.
const MAX_OPERATORS: usize = 200;

/// Reads an expression. `name` gives the place of a name, making one if it is new, so that the caller can tell which
/// names were used and complain of those that nothing binds.
pub fn parse(text: &str, name: &mut dyn FnMut(&str, (usize, usize)) -> usize) -> Result<Expr, ExprError> {
    let mut parser = Parser { text, at: 0, depth: 0, operators: 0, name };
    let expr = parser.binary(0)?;
    parser.space();
    match parser.rest().chars().next() {
        None => Ok(expr),
        Some(c) => Err(parser.error(c.len_utf8(), format!("`{c}` is not expected here"))),
    }
}

struct Parser<'a, 'n> {
    text: &'a str,
    at: usize,
    depth: usize,
    operators: usize,
    name: &'n mut dyn FnMut(&str, (usize, usize)) -> usize,
}

/// Operators by level, loosest first; a longer spelling stands before its prefix.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("!=", Operator::Unequal),
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("<", Operator::Less),
        (">", Operator::More),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide)],
];

impl<'a> Parser<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        // Nearly always there is none, or a blank before something plain.
        let bytes = self.text.as_bytes();
        self.at += usize::from(bytes.get(self.at) == Some(&b' '));
        if !bytes.get(self.at).is_some_and(u8::is_ascii_graphic) {
            self.at = self.text.len() - self.rest().trim_start().len();
        }
    }

    fn error(&self, len: usize, message: impl Into<String>) -> ExprError {
        ExprError { at: (self.at, len), message: message.into(), help: None }
    }

    fn take(&mut self, token: &str) -> bool {
        self.space();
        let word = token.starts_with(|c: char| c.is_alphabetic());
        let found = self
            .rest()
            .strip_prefix(token)
            .is_some_and(|after| !word || !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if found {
            self.at += token.len();
        }
        found
    }

    fn binary(&mut self, level: usize) -> Result<Expr, ExprError> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        'more: loop {
            self.space();
            let next = self.text.as_bytes().get(self.at);
            let may_stand = |token: &str| token.as_bytes().first() == next;
            for (token, operator) in operators.iter().filter(|(token, _)| may_stand(token)) {
                if self.take(token) {
                    self.operators += 1;
                    if self.operators > MAX_OPERATORS {
                        let message = format!("the expression has more than {MAX_OPERATORS} operators");
                        return Err(self.error(1, message));
                    }
                    let right = self.binary(level + 1)?;
                    left = Expr::Binary(*operator, Box::new(left), Box::new(right));
                    continue 'more;
                }
            }
            if level == 2 && self.rest().starts_with('=') {
                let mut error = self.error(1, "`=` is not an operator");
                error.help = Some("to compare, write `==`".to_owned());
                return Err(error);
            }
            return Ok(left);
        }
    }

    fn unary(&mut self) -> Result<Expr, ExprError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(1, format!("the expression nests deeper than {MAX_DEPTH}")));
        }
        let expr = if self.take("-") {
            Expr::Minus(Box::new(self.unary()?))
        } else if self.take("not") {
            Expr::Not(Box::new(self.unary()?))
        } else {
            self.atom()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn atom(&mut self) -> Result<Expr, ExprError> {
        self.space();
        let rest = self.rest();
        match rest.chars().next() {
            Some('(') => {
                self.at += 1;
                let expr = self.binary(0)?;
                if self.take(")") { Ok(expr) } else { Err(self.error(1, "`)` is missing here")) }
            }
            Some('"' | '\'') => self.text(),
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if c.is_ascii_alphabetic() => self.name_or_call(),
            Some(c) => Err(self.error(c.len_utf8(), format!("`{c}` is not expected here"))),
            None => Err(self.error(0, "the expression ends too early")),
        }
    }

    fn text(&mut self) -> Result<Expr, ExprError> {
        let rest = self.rest();
        let quote = &rest[..1];
        let Some(len) = rest[1..].find(quote) else {
            return Err(self.error(1, "nothing closes this quotation"));
        };
        self.at += len + 2;
        Ok(Expr::Text(rest[1..=len].into()))
    }

    fn number(&mut self) -> Result<Expr, ExprError> {
        let rest = self.rest();
        let len = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.' || *c == '_').count();
        let digits = rest[..len].replace('_', "");
        let Some(number) = Number::parse(&digits) else {
            return Err(self.error(len, format!("`{}` is not a number", &rest[..len])));
        };
        self.at += len;
        if !self.rest().starts_with('%') {
            return Ok(Expr::Number(number));
        }
        self.at += 1;
        let share = Number::ratio(1, 100).and_then(|hundredth| number.mul(hundredth));
        share.map(Expr::Number).ok_or_else(|| self.error(1, "the number is too large"))
    }

    fn name_or_call(&mut self) -> Result<Expr, ExprError> {
        let rest = self.rest();
        let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let start = self.at;
        let word = &rest[..len];
        self.at += len;
        if !self.take("(") {
            debug_assert!(is_name(word));
            return Ok(Expr::Name((self.name)(word, (start, len))));
        }
        let Some((function, _, least, most)) = Function::ALL.into_iter().find(|f| f.1 == word) else {
            let known = Function::ALL.iter().map(|f| f.1);
            let help = crate::yaml::suggest(word, known.clone()).map_or_else(
                || format!("functions: {}", known.collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no function called `{word}`");
            return Err(ExprError { at: (start, len), message, help: Some(help) });
        };
        let arguments = self.arguments()?;
        if arguments.len() < least || arguments.len() > most {
            let count = if least == most { format!("{least}") } else { format!("{least} to {most}") };
            let message = format!("`{word}` takes {count} argument(s), and has {}", arguments.len());
            return Err(ExprError { at: (start, self.at - start), message, help: None });
        }
        Ok(Expr::Call(function, arguments))
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, ExprError> {
        let mut out = Vec::new();
        if self.take(")") {
            return Ok(out);
        }
        loop {
            out.push(self.binary(0)?);
            if self.take(")") {
                return Ok(out);
            }
            if !self.take(",") {
                return Err(self.error(1, "`,` or `)` is missing here"));
            }
        }
    }
}

impl Expr {
    /// Calls `visit` with every name in it.
    pub fn names(&self, visit: &mut dyn FnMut(usize)) {
        match self {
            Expr::Number(_) | Expr::Text(_) => {}
            Expr::Name(name) => visit(*name),
            Expr::Call(_, arguments) => arguments.iter().for_each(|a| a.names(visit)),
            Expr::Binary(_, left, right) => {
                left.names(visit);
                right.names(visit);
            }
            Expr::Minus(inner) | Expr::Not(inner) => inner.names(visit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Expr, Vec<String>), ExprError> {
        let mut names: Vec<String> = Vec::new();
        let expr = parse(text, &mut |name, _| {
            names.iter().position(|n| n == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            })
        })?;
        Ok((expr, names))
    }

    #[test]
    fn products_bind_tighter_than_sums_and_sums_than_comparisons() {
        let (expr, names) = read("new == old * (1 + change)").expect("an expression");
        assert_eq!(names, ["new", "old", "change"]);
        assert!(matches!(expr, Expr::Binary(Operator::Equal, _, right)
            if matches!(*right, Expr::Binary(Operator::Multiply, _, _))));
        let (expr, _) = read("a + b * c > d or e < f and g == h").expect("an expression");
        assert!(matches!(expr, Expr::Binary(Operator::Or, _, _)));
    }

    #[test]
    fn mistakes_are_pointed_at() {
        let at = |text: &str| read(text).map_err(|e| (e.at, e.help)).expect_err(text);
        assert_eq!(at("a = b").1.as_deref(), Some("to compare, write `==`"));
        assert_eq!(at("a == sun(b)").1.as_deref(), Some("did you mean `sum`?"));
        assert_eq!(at("a + ").0, (4, 0));
        assert_eq!(at("(a + b").0.0, 6);
        assert_eq!(at("near(a, b)").0, (0, 10));
    }

    #[test]
    fn a_percentage_is_a_share() {
        assert_eq!(read("5%").expect("a number").0, Expr::Number(Number::ratio(1, 20).expect("not nought")));
    }
}
