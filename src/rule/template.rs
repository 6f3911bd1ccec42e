//! Messages: text with figures and sums in it.

use super::expr::{self, Expr, ExprError};

/// A message with its places for figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// A figure as the text has it, or what an expression comes to: of several the first that is bound.
    Value(Vec<Expr>),
}

/// Reads a message. `{{` and `}}` are braces, `{a | b}` is the first of several that is bound; `name` is as in
/// [`expr::parse`], with places in the message.
pub fn parse(text: &str, name: &mut dyn FnMut(&str, (usize, usize)) -> usize) -> Result<Template, ExprError> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        let after = &rest[at + 1..];
        let here = text.len() - rest.len() + at;
        if after.starts_with(brace) {
            plain.push_str(brace);
            rest = &after[1..];
            continue;
        }
        let end = after.find('}').filter(|_| brace == "{").ok_or_else(|| ExprError {
            at: (here, 1),
            message: format!("this `{brace}` has no partner"),
            help: Some(format!("for a brace in the message, write `{brace}{brace}`")),
        })?;
        let mut offset = here + 1;
        let mut ways = Vec::new();
        for way in after[..end].split('|') {
            let expr = expr::parse(way, &mut |word, at| name(word, (at.0 + offset, at.1)))
                .map_err(|e| ExprError { at: (e.at.0 + offset, e.at.1), ..e })?;
            ways.push(expr);
            offset += way.len() + 1;
        }
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(Part::Value(ways));
        rest = &after[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(Template { parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_hold_expressions() {
        let template =
            parse("{a} and {a + b} make {{x}}", &mut |n, _| usize::from(n == "b")).expect("a message");
        assert_eq!(template.parts.len(), 4);
        assert_eq!(template.parts[3], Part::Text(" make {x}".to_owned()));
        let error = parse("so {a +}", &mut |_, _| 0).expect_err("no right side");
        assert_eq!(error.at, (7, 0));
        assert!(parse("so {a", &mut |_, _| 0).is_err());
        let several = parse("{a | b + c}", &mut |_, _| 0).expect("one of two");
        assert!(matches!(several.parts.as_slice(), [Part::Value(ways)] if ways.len() == 2));
        let error = parse("{a | b +}", &mut |_, _| 0).expect_err("no right side of the second");
        assert_eq!(error.at, (8, 0));
    }
}
