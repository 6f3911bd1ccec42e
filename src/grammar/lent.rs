//! Units that a number has from a later one: "44 and 50 mg", "380 by 500 meters", "7- and 8-year-olds".

use super::amount::{Amount, amount};
use super::tail;
use super::term::{Of, Term, is_time};
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::lexicon::{Word as W, word};

/// "380 by 500 meters": the unit of the second side is that of the first too.
pub(super) fn across(view: View<'_>, term: Term) -> Term {
    let joint = view.skip_spaces(term.end);
    let letters = view.word(joint);
    if view.byte(joint) == b'/' && joint == term.end && term.amount.places > 0 {
        return dose(view, term);
    }
    if joint == term.end || !is_any(letters, &["by", "x"]) {
        return term;
    }
    let next = view.skip_spaces(joint + letters.len());
    let Some(second) = amount(view, next, false, true) else { return term };
    let unit = view.vocabulary.unit_at(view.text, view.skip_gap(second.end));
    let length = |unit: u16| view.vocabulary.unit(unit).is_some_and(|u| u.dimension == "length");
    let unit = unit.filter(|(unit, end)| length(*unit) && view.ends_word(*end));
    unit.map_or(term, |(unit, _)| Term { of: Of::Unit(unit), ..term })
}

/// "44 and 50 mg", "5, 6 and 7 percent": the unit of the last of a row is that of the first too.
pub(super) fn in_row(view: View<'_>, term: Term) -> Term {
    let plain = term.of == Of::Nothing
        && !term.amount.proper
        && !term.amount.padded
        && term.start == term.amount.start;
    let year = term.amount.is_plain_digits() && (1000..=2199).contains(&term.amount.mantissa);
    if !plain || year || !term.amount.words && view.cue("no-row-after", view.previous_word(term.start)) {
        return term;
    }
    let (mut at, mut mixed) = (term.end, false);
    for _ in 0..4 {
        let comma = usize::from(view.byte(at) == b',');
        let spaced = view.skip_spaces(at + comma);
        let letters = view.word(spaced);
        let last = is_any(letters, &["and", "or"]);
        let next = if last { view.skip_spaces(spaced + letters.len()) } else { spaced };
        if spaced == at + comma || !last && comma == 0 {
            return term;
        }
        // "12 of 40, or 30%" says it again in another way; only a row of three has a comma before its "or".
        if last && comma == 1 && at == term.end && !follows_in_row(view, term) {
            return term;
        }
        let Some(second) = amount(view, next, false, true) else { return term };
        // "six, nine or 12 months": times only are so told.
        mixed = mixed || second.words != term.amount.words;
        if second.scale != term.amount.scale || mixed && !term.amount.words {
            return term;
        }
        let other =
            Term { start: next, end: second.end, amount: second, negative: false, last: Of::Nothing, ..term };
        match tail::after(view, &other) {
            // "a gain of 195,000 or 12 cts": nobody counts thousands in small coin.
            Some((Of::Money(coin), _)) if coin.parts > 1 && term.amount.value >= Number::int(1000) => {
                return term;
            }
            // "fell 53 or 0.8%": points, and what they are in per cent.
            Some((Of::Percent, _)) if is_any(letters, &["or"]) && is_far_above(term.amount, second) => {
                return term;
            }
            Some((of, _)) if mixed => {
                let time = matches!(of, Of::Unit(unit) if is_time(view, unit));
                return if last && time { Term { of, ..term } } else { term };
            }
            Some((of @ (Of::Unit(_) | Of::Percent | Of::Points { .. } | Of::Money(_)), _)) if last => {
                return Term { of, ..term };
            }
            None if !last => at = second.end,
            _ => return term,
        }
    }
    term
}

/// Whether a number is more than ten times another: nobody leaves open which of them it is.
fn is_far_above(one: Amount, other: Amount) -> bool {
    other.value.mul(Number::int(10)).is_some_and(|ten| one.value > ten)
}

/// Whether a number and a comma stand right before a number: it is not the first of a row.
fn follows_in_row(view: View<'_>, term: Term) -> bool {
    let comma = view.back_spaces(term.start);
    let before = comma.saturating_sub(1);
    view.byte_before(comma) == b','
        && (view.byte_before(before).is_ascii_digit()
            || matches!(word(view.word_ending(before)), Some(W::Unit(_) | W::Teen(_) | W::Tens(_))))
}

/// "649 ± 90 ml": the unit of the spread is that of the number too.
pub(super) fn spread(view: View<'_>, term: Term) -> Term {
    let sign = view.skip_spaces(term.end);
    let Some(length) = ["±", "+/-", "+/−"].iter().find(|s| view.rest(sign).starts_with(**s)).map(|s| s.len())
    else {
        return term;
    };
    let next = view.skip_spaces(sign + length);
    let Some(second) = amount(view, next, false, true).filter(|_| term.of == Of::Nothing) else {
        return term;
    };
    let spread =
        Term { start: next, end: second.end, amount: second, negative: false, last: Of::Nothing, ..term };
    // "(62.1±6.9) years"
    let closed = view.byte_before(term.start) == b'(' && view.byte(second.end) == b')';
    let spread = Term { amount: Amount { end: second.end + usize::from(closed), ..second }, ..spread };
    let of = tail::after(view, &spread).map(|(of, _)| of).filter(|of| !matches!(of, Of::Times));
    of.map_or(term, |of| Term { of, ..term })
}

/// "2.5/40 mg": two doses.
fn dose(view: View<'_>, term: Term) -> Term {
    let Some(second) = amount(view, term.end + 1, false, true) else { return term };
    let unit = view.vocabulary.unit_at(view.text, view.skip_spaces(second.end));
    let mass = |unit: u16| view.vocabulary.unit(unit).is_some_and(|u| u.dimension == "mass");
    unit.filter(|(unit, _)| mass(*unit)).map_or(term, |(unit, _)| Term { of: Of::Unit(unit), ..term })
}

/// "7- and 8-year-olds": the unit of the second number is that of the first too.
pub(super) fn with_later_unit(view: View<'_>, term: Term) -> Term {
    let joint = view.skip_spaces(term.end + 1);
    let letters = view.word(joint);
    if view.byte(term.end) != b'-' || joint == term.end + 1 || !is_any(letters, &["and", "or"]) {
        return term;
    }
    let next = view.skip_spaces(joint + letters.len());
    let Some(second) = amount(view, next, false, true).filter(|a| view.byte(a.end) == b'-') else {
        return term;
    };
    let unit = view.vocabulary.unit_at(view.text, second.end + 1);
    unit.map_or(term, |(unit, _)| Term { of: Of::Unit(unit), ..term })
}
