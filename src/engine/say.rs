//! Puts findings into words.

use super::Case;
use super::binding::Binding;
use super::eval::{stated, written};
use super::fit::{Digits, fitting, spelled, swapped};
use super::value::{Amount, Measure, Value};
use crate::claim::{Claim, Kind, Unit};
use crate::finding::{Finding, Label, Severity};
use crate::interval::End;
use crate::number::Number;
use crate::rule::Rule;
use crate::rule::expr::{Expr, Function};
use crate::rule::template::{Part, Template};
use crate::span::Span;
use crate::words::matcher::Capture;

/// The finding of a rule at one place.
pub(super) fn finding(case: &Case<'_>, rule: &Rule, binding: &Binding, severity: Severity) -> Finding {
    let help = match rule.body.help() {
        Some(template) => Some(fill(case, binding, template)),
        None => fitting(case, rule, binding),
    };
    let parts: Vec<String> = help.into_iter().chain(swapped(case, rule, binding)).collect();
    let help = Some(parts.join("; "));
    Finding {
        rule: rule.id.clone(),
        severity,
        message: fill(case, binding, rule.body.message()),
        help: help.filter(|h| !h.is_empty()),
        labels: labels(case, rule, binding),
    }
}

fn labels(case: &Case<'_>, rule: &Rule, binding: &Binding) -> Vec<Label> {
    let mut out: Vec<(Span, Label)> = Vec::new();
    let mut add = |span: Span, slot: usize, primary: bool| {
        let label = Label {
            place: case.document.place(span),
            text: span.of(&case.document.text).to_owned(),
            name: rule.body.names.get(slot).cloned().unwrap_or_else(|| "".into()),
            note: rule.body.notes.get(slot).cloned().unwrap_or_default(),
            primary,
        };
        out.push((span, label));
    };
    let bound = |slot: usize| !matches!(binding.captures.get(slot), None | Some(Capture::Nothing));
    let lead = if bound(rule.body.primary) {
        rule.body.primary
    } else {
        (0..binding.captures.len()).find(|s| bound(*s)).unwrap_or(0)
    };
    for slot in 0..binding.captures.len() {
        for (i, claim) in binding.claims(slot).iter().enumerate() {
            if let Some(claim) = case.claim(*claim) {
                add(claim.span, slot, slot == lead && i == 0);
            }
        }
        match binding.captures.get(slot) {
            Some(Capture::Things(things)) => add(things.span, slot, slot == lead),
            Some(Capture::Mark(mark)) => add(mark.span, slot, slot == lead),
            // Of a whole series its end.
            Some(Capture::Marks(marks)) => {
                if let Some(mark) = marks.last() {
                    add(mark.span, slot, slot == lead);
                }
            }
            _ => {}
        }
    }
    // Of two names for one figure the one that reports lead with is kept.
    out.sort_by_key(|(span, label)| (*span, !label.primary));
    out.dedup_by_key(|(span, _)| *span);
    out.into_iter().map(|(_, label)| label).collect()
}

fn fill(case: &Case<'_>, binding: &Binding, template: &Template) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Value(ways) => {
                let texts = ways.iter().map(|expr| shown(case, binding, expr));
                out.extend(texts.filter(|text| !text.is_empty()).take(1));
            }
        }
    }
    out
}

/// A name as the text has it; anything else as what it comes to.
fn shown(case: &Case<'_>, binding: &Binding, expr: &Expr) -> String {
    if let Expr::Name(slot) = expr {
        let texts: Vec<String> = match binding.captures.get(*slot) {
            Some(Capture::Things(things)) => return flat(things.span.of(&case.document.text)),
            Some(Capture::Mark(mark)) => return flat(&mark.text),
            Some(Capture::Marks(marks)) => marks.iter().map(|mark| flat(&mark.text)).collect(),
            _ => binding.claims(*slot).iter().filter_map(|c| within(case, *c)).collect(),
        };
        return joined(&texts);
    }
    if let Expr::Call(Function::Row, names) = expr {
        let slots = names.iter().filter_map(|n| if let Expr::Name(slot) = n { Some(*slot) } else { None });
        let claims = slots.flat_map(|slot| binding.claims(slot));
        let texts: Vec<String> = claims.filter_map(|c| within(case, *c)).collect();
        return joined(&texts);
    }
    if binding.lacks(expr) {
        return String::new();
    }
    match written(case, binding, expr).or_else(|| stated(case, binding, expr)) {
        Some(Value::Amount(amount)) => amount_text(case, &amount, style(case, binding, &amount)),
        Some(Value::Weekday(day)) => day.to_string(),
        Some(Value::Date(date)) => date.to_string(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Row(row)) => {
            let texts: Vec<String> =
                row.iter().map(|a| amount_text(case, a, style(case, binding, a))).collect();
            joined(&texts)
        }
        Some(Value::Truth(_)) | None => "?".to_owned(),
    }
}

/// A claim with its hedge, on one line.
pub(super) fn claim_text(case: &Case<'_>, claim: usize) -> Option<String> {
    let claim = case.claim(claim)?;
    let span = claim.hedge.map_or(claim.span, |h| claim.span.cover(h.span));
    let text = flat(span.of(&case.document.text));
    // "or about 5" is a hedge as the sentence has it, and "about 5" as a message does.
    Some(text.strip_prefix("or ").map_or(text.clone(), str::to_owned))
}

/// A claim as it stands within a message: "Twelve" begins a sentence of the text, but none of the message.
fn within(case: &Case<'_>, claim: usize) -> Option<String> {
    let text = claim_text(case, claim)?;
    let claim = case.claim(claim)?;
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let plain = word > 2 && text.bytes().take(word).skip(1).all(|b| b.is_ascii_lowercase());
    let spoken = claim.hedge.is_some_and(|h| h.span.start < claim.span.start)
        || !text.contains(|c: char| c.is_ascii_digit());
    let named = matches!(claim.kind, Kind::Date | Kind::Weekday | Kind::Time);
    if !plain || !spoken || named {
        return Some(text);
    }
    Some(text.chars().enumerate().map(|(i, c)| if i == 0 { c.to_ascii_lowercase() } else { c }).collect())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "a", "a and b", "a, b and c".
fn joined(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// The claim in whose unit an amount of a dimension is to be written.
fn style<'c>(case: &'c Case<'_>, binding: &Binding, amount: &Amount) -> Option<&'c Claim> {
    let Measure::Dimension(dimension) = amount.measure else { return None };
    let units = case.rules.vocabulary();
    let fits = |claim: &&Claim| match claim.unit {
        Unit::Measure(unit) => {
            units.unit(unit).zip(units.unit(dimension)).is_some_and(|(a, b)| a.dimension == b.dimension)
        }
        _ => false,
    };
    binding.all().filter_map(|c| case.claim(c)).find(fits)
}

/// An amount as a reader would write it.
fn amount_text(case: &Case<'_>, amount: &Amount, style: Option<&Claim>) -> String {
    if let Some(text) = style.and_then(|claim| in_unit(case, amount, claim)) {
        return text;
    }
    let number = |end: End| number_text(end.at, amount.measure);
    match (amount.numbers.low, amount.numbers.high) {
        (Some(low), Some(high)) if low.at == high.at => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} {}", if low.open { "more than" } else { "at least" }, number(low)),
        (None, Some(high)) => format!("{} {}", if high.open { "less than" } else { "at most" }, number(high)),
        (None, None) => "any number".to_owned(),
    }
}

/// An amount in the unit of a claim, written as the claim is.
fn in_unit(case: &Case<'_>, amount: &Amount, claim: &Claim) -> Option<String> {
    let Unit::Measure(unit) = claim.unit else { return None };
    let unit = case.rules.vocabulary().unit(unit)?;
    let number = amount.numbers.as_point()?.div(*unit.factors.first()?)?;
    let number = unit.offset.map_or(Some(number), |offset| number.sub(offset))?;
    let digits = Digits::of(case, claim);
    let shown = number.div(digits.as_ref().map_or(Number::ONE, |digits| digits.scale))?;
    let places = if shown.abs() < Number::int(10) { 2 } else { 1 };
    let shown = grouped(shown.round(places)?);
    Some(digits.map_or_else(|| spelled(case, claim, &shown), |digits| digits.put(&shown)))
}

fn number_text(number: Number, measure: Measure) -> String {
    match measure {
        Measure::Share | Measure::Points => {
            let hundredfold = number.mul(Number::int(100)).and_then(|n| n.round(1));
            let text = hundredfold.map_or_else(|| number.to_string(), grouped);
            if measure == Measure::Share { format!("{text}%") } else { format!("{text} points") }
        }
        Measure::Money(code) => {
            let code = std::str::from_utf8(&code).unwrap_or("");
            let symbol = match code {
                "USD" => "$",
                "GBP" => "£",
                "EUR" => "€",
                _ => "",
            };
            let sign = if number.is_negative() { "-" } else { "" };
            if symbol.is_empty() {
                format!("{} {code}", scaled(number))
            } else {
                format!("{sign}{symbol}{}", scaled(number.abs()))
            }
        }
        _ => {
            let places = if number.abs() < Number::int(10) { 2 } else { 1 };
            number.round(places).map_or_else(|| number.to_string(), grouped)
        }
    }
}

/// Large amounts with a scale word, as newspapers write them.
fn scaled(number: Number) -> String {
    for (power, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let Some(unit) = Number::power_of_ten(power) else { continue };
        if number.abs() >= unit
            && let Some(part) = number.div(unit).and_then(|n| n.round(3))
        {
            return format!("{} {word}", grouped(part));
        }
    }
    number.round(2).map_or_else(|| number.to_string(), grouped)
}

/// With commas between thousands.
pub(super) fn grouped(number: Number) -> String {
    let text = number.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    if digits.contains('/') {
        return text;
    }
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 && digits.len() > 3 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}
