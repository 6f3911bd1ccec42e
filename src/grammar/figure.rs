//! Numbers with their units, alone or in ranges.

use super::amount::{Amount, amount};
use super::claims::{bare, pair, single};
use super::term::{Of, Term, is_time, term};
use super::view::{View, is_any};
use super::years::{counted, year, year_of_era, years};
use super::{Found, bounds, codes, compound, contest};
use crate::claim::{Claim, Kind, Value};
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A hyphen or a dash, or "-to-".
    Dash,
    /// "to", "through".
    To,
    /// "and" after "between".
    And,
    /// "or".
    Or,
}

/// The figure whose number starts at `at`.
pub(super) fn at(view: View<'_>, at: usize, floor: usize) -> Found {
    let between = is_between(view, money_start(view, at));
    let Some(first) = term(view, at, floor, between) else { return Found::Nothing(skip_digits(view, at)) };
    if !clean_end(view, &first) {
        return name(view, &first);
    }
    if let Some(feet) = compound::feet_and_inches(view, &first).or_else(|| compound::inches(view, &first)) {
        return alone(view, feet, floor);
    }
    if let Some(found) = contest::ratio(view, &first, floor) {
        return found;
    }
    if let Some(found) = range(view, &first, between, floor) {
        return found;
    }
    alone(view, first, floor)
}

/// Whether "between" stands before a place, or "between the ages of".
fn is_between(view: View<'_>, start: usize) -> bool {
    let (near, far) = view.two_before(start);
    if !near.eq_ignore_ascii_case("of") || !is_any(far, &["ages", "age"]) {
        return near.eq_ignore_ascii_case("between");
    }
    let ages = view.back_spaces(view.back_spaces(start) - near.len()) - far.len();
    view.previous_word(ages).eq_ignore_ascii_case("between")
        || far.eq_ignore_ascii_case("ages") && view.previous_word(ages).eq_ignore_ascii_case("the")
}

/// The claim of a figure that is no range.
pub(super) fn alone(view: View<'_>, first: Term, floor: usize) -> Found {
    if let Some((date, start, end)) = year_of_era(view, &first, floor) {
        return Found::Figures(vec![bare(start, end, Kind::Date, Value::Date(date))]);
    }
    if let Some(year) = year(view, &first, true) {
        return Found::Figures(vec![bare(first.start, first.end, Kind::Date, Value::Date(year))]);
    }
    if first.amount.padded && (first.amount.places == 0 || first.amount.whole > 2) && first.of == Of::Nothing
    {
        return Found::passed(first.start, first.end, "code");
    }
    // "US $000's": in thousands.
    let noughts = first.amount.padded && first.amount.mantissa == 0 && first.amount.places == 0;
    if noughts && matches!(first.of, Of::Money(_)) {
        return Found::passed(first.start, first.end, "code");
    }
    // "Zorvex 05W": padded digits right before a capital are a code.
    let letter = first.end == first.amount.end + 1 && view.byte(first.amount.end).is_ascii_uppercase();
    if first.amount.padded && first.amount.places == 0 && letter {
        return Found::passed(first.start, first.end, "code");
    }
    // "7035550143": nobody writes so large a number without commas.
    let cell = view.text.len() < 24 && view.text.trim().len() == first.end - first.start;
    let long = first.amount.is_plain_digits() && first.amount.whole > 9 && first.of == Of::Nothing && !cell;
    if long && !first.negative && first.start == first.amount.start {
        return Found::passed(first.start, first.end, "identifier");
    }
    let mut joined = first;
    for _ in 0..3 {
        let Some(more) = compound::more(view, &joined) else { break };
        joined = more;
    }
    let joined = bracketed(view, joined, floor);
    let Some(claim) = single(view, &joined, floor) else { return Found::Nothing(first.end) };
    let both = bounds::both(view, &claim);
    Found::Figures(vec![both.unwrap_or(claim)])
}

/// Before the currency that stands before `at`, as far as it is a single sign.
fn money_start(view: View<'_>, at: usize) -> usize {
    view.vocabulary.money_before(view.text, at).map_or(at, |(_, start)| start)
}

/// Past the digits at `at`, or past one character.
fn skip_digits(view: View<'_>, at: usize) -> usize {
    let digits = view.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    at + digits.max(view.word(at).len()).max(1)
}

/// Whether a figure ends where a word ends.
fn clean_end(view: View<'_>, term: &Term) -> bool {
    let last = view.char_before(term.end);
    let next = view.char_at(term.end);
    // "23yo"
    let glued_age = term.of == Of::Nothing && is_any(view.word(term.end), &["yo"]);
    let glued =
        last.is_some_and(char::is_alphanumeric) && next.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // "24703 L-202", "10-Q": capitals after a hyphen make a name of it.
    let lettered = term.of == Of::Nothing
        && !term.amount.words
        && view.byte(term.end) == b'-'
        && view.byte(term.end + 1).is_ascii_uppercase()
        && !view.byte(term.end + 2).is_ascii_lowercase()
        && (view.word(term.end + 1).len() < 2
            || !shouted(view, term.start)
            || digit_after_word(view, term.end + 1));
    (!glued || glued_age) && !lettered
}

/// "or 5-HT": whether no small letter stands shortly before a place, and capitals do near it.
fn shouted(view: View<'_>, start: usize) -> bool {
    let from = view.boundary(start.saturating_sub(24));
    let before = view.text.get(from..start).unwrap_or("");
    let end = start + codes::run_at(view, start).len();
    let after = view.text.get(end..view.boundary(end + 24)).unwrap_or("");
    let small = before.bytes().any(|b| b.is_ascii_lowercase());
    !small && before.bytes().chain(after.bytes()).any(|b| b.is_ascii_uppercase())
}

/// "5-HT2A": whether a digit follows a word directly.
fn digit_after_word(view: View<'_>, at: usize) -> bool {
    view.byte(at + view.word(at).len()).is_ascii_digit()
}

/// A number that is part of a name or a code: passed over up to the next space.
fn name(view: View<'_>, term: &Term) -> Found {
    let run = view
        .rest(term.end)
        .chars()
        .take(64)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
    let end = term.end + run.map(char::len_utf8).sum::<usize>();
    Found::passed(term.start, end, "name or code")
}

/// What joins the number that ends at `at` to another, with where that starts.
pub(super) fn joint(view: View<'_>, at: usize, between: bool) -> Option<(Joint, usize)> {
    let first = view.char_at(at)?;
    if matches!(first, '-' | '–' | '—' | '−' | '‑') {
        let next = at + first.len_utf8();
        let spaced = view.skip_spaces(next);
        let letters = view.word(spaced);
        let after = spaced + letters.len();
        let to = letters.eq_ignore_ascii_case("to") && view.skip_gap(after) > after;
        return Some(if to { (Joint::To, view.skip_gap(after)) } else { (Joint::Dash, next) });
    }
    let next = view.skip_spaces(at);
    // "3 &ndash; 10", where entities have been left as they were.
    let entity = ["&ndash;", "&amp;ndash;", "&#8211;", "&mdash;"]
        .iter()
        .find(|e| view.byte(next) == b'&' && view.rest(next).starts_with(**e));
    if let Some(entity) = entity {
        return Some((Joint::Dash, view.skip_spaces(next + entity.len())));
    }
    // "20~100"
    if view.byte(next) == b'~' && view.byte_before(at).is_ascii_digit() {
        let after = view.skip_spaces(next + 1);
        return (view.byte(after).is_ascii_digit() && (after > next + 1) == (next > at))
            .then_some((Joint::Dash, after));
    }
    if next == at {
        return None;
    }
    if let Some(dash @ ('-' | '–')) = view.char_at(next) {
        let after = next + dash.len_utf8();
        let spaced = view.skip_spaces(after);
        return (spaced > after).then_some((Joint::Dash, spaced));
    }
    let letters = view.word(next);
    let after = view.skip_spaces(next + letters.len());
    // "2 or perhaps 3 hours"
    let unsure = view.word(after);
    if is_any(letters, &["or"]) && view.cue("unsure", unsure) {
        let next = view.skip_spaces(after + unsure.len());
        return (next > after + unsure.len()).then_some((Joint::Or, next));
    }
    let joint = if is_any(letters, &["to", "through", "thru"]) {
        Joint::To
    } else if between && is_any(letters, &["and", "to"]) {
        Joint::And
    } else if is_any(letters, &["or"]) {
        Joint::Or
    } else {
        return None;
    };
    (after > next + letters.len()).then_some((joint, after))
}

/// The range that starts with `first`, if there is one.
fn range(view: View<'_>, first: &Term, between: bool, floor: usize) -> Option<Found> {
    let (joint, next) = joint(view, first.end, between)?;
    // "+7% to +9%"
    let next = next + usize::from(view.byte(next) == b'+');
    let number_at = number_start(view, next)?;
    let second = in_same_money(view, first, term(view, number_at, next, between)?);
    if second.start > number_at + 1 || second.negative && joint == Joint::Dash || !clean_end(view, &second) {
        return None;
    }
    if joint == Joint::Dash && said_in_parts(view, first, &second) {
        return Some(Found::passed(first.start, second.end, "number said in parts"));
    }
    if let Some(found) = years(view, first, &second, joint) {
        return Some(found);
    }
    if year(view, first, false).is_some()
        && year(view, &second, false).is_some()
        && !counted(view, second.end)
    {
        return None;
    }
    // "rose from 500 billion in 1986 to 607 billion", "from 28,041 in 2003 to 36,185": a year is no end of a range of
    // other things.
    let dated = joint == Joint::To && view.previous_word(first.start).eq_ignore_ascii_case("in");
    if (second.amount.scale > 0 || dated) && year(view, first, true).is_some() {
        return None;
    }
    let (low, high) = shared(view, first, &second)?;
    let cold = second.negative && !first.negative && view.byte(second.start).is_ascii_digit();
    let (low, high) = if cold { both_below_zero(low, high) } else { (low, high) };
    // "Up 9 to 11 percent" is no change from one to the other: the first would have its own sign.
    let stretch = matches!(second.of, Of::Unit(unit) if is_time(view, unit));
    let from = view.previous_word(first.start).eq_ignore_ascii_case("from");
    let wide = first.of == Of::Percent
        && second.of == Of::Percent
        && view.cue("change-within", view.previous_word(first.start))
        && close_together(&low, &high);
    let shares = wide
        || first.of == Of::Nothing
            && (second.of == Of::Percent || stretch && !from)
            && near_together(&low, &high);
    let told_twice = || first.amount.scale == second.amount.scale && follows_percent(view, first.start);
    if joint == Joint::To && !shares && (is_change(view, first.start) || told_twice()) {
        return changed(view, first, &low, high, floor);
    }
    // "1, 2, 3 or 5" is a list.
    let comma = view.back_spaces(first.start);
    let listed = view.byte_before(comma) == b',' && view.byte_before(comma - 1).is_ascii_digit();
    if joint == Joint::Or && (listed || !near_together(&low, &high)) {
        return None;
    }
    if joint == Joint::Dash && view.byte(high.end) == b'-' && view.byte(high.end + 1).is_ascii_digit() {
        return None;
    }
    if low.amount.value >= high.amount.value && !low.negative {
        return backwards(view, low, high, joint, floor);
    }
    let claim = pair(view, &low, &high, floor)?;
    Some(Found::Figures(vec![claim]))
}

/// "$1-4M": the letter of a scale after the second number of a range of money.
fn in_same_money(view: View<'_>, first: &Term, second: Term) -> Term {
    let letters = view.word(second.end);
    let fits = matches!(first.of, Of::Money(_))
        && !first.unit_after
        && second.of == Of::Nothing
        && second.end == second.amount.end
        && matches!(letters, "m" | "M" | "B" | "b" | "bn" | "k" | "K");
    let scaled = amount(view, second.amount.start, true, false).filter(|a| fits && a.scale > 0);
    scaled.map_or(second, |amount| Term { amount, end: amount.end, ..second })
}

/// "15 to 20 degrees below zero": the first is below zero too, and the second is the lower end.
fn both_below_zero(first: Term, second: Term) -> (Term, Term) {
    let low = Term { amount: second.amount, negative: true, ..first };
    (low, Term { amount: first.amount, negative: true, ..second })
}

/// "three-fifty", "nine-thirty": a price or a time of day, as they are said.
fn said_in_parts(view: View<'_>, first: &Term, second: &Term) -> bool {
    let hyphen = view.byte(first.end) == b'-' && second.start == first.end + 1;
    let unit = matches!(view.number_word(first.start), Some((Word::Unit(_), end)) if end == first.end);
    let tens = matches!(view.number_word(second.start), Some((Word::Tens(20..), _)));
    hyphen && unit && tens && second.of == Of::Nothing && second.amount.scale == 0
}

/// "between 20 and 10": two figures with one unit, so that a rule can see that they run the wrong way.
fn backwards(view: View<'_>, low: Term, high: Term, joint: Joint, floor: usize) -> Option<Found> {
    if joint != Joint::And {
        return None;
    }
    let first = single(view, &Term { end: low.amount.end, ..low }, floor)?;
    let second = single(view, &high, low.end)?;
    let first = Claim { kind: second.kind, unit: second.unit, ..first };
    Some(Found::Figures(vec![first, second]))
}

/// "rose from 3 to 5 percent", "from 20 to 30 million": two figures; the unit and the scale of the second are those of the
/// first too.
fn changed(view: View<'_>, first: &Term, low: &Term, high: Term, floor: usize) -> Option<Found> {
    let from = view.previous_word(first.start).eq_ignore_ascii_case("from");
    let alike = low.of == first.of && low.amount.scale == first.amount.scale;
    if !from || alike || matches!(low.of, Of::Times) {
        return None;
    }
    // "cut from 3.4 to 1.2 billion", but "from 900 to 1.2 million" may leave the scale out or not.
    let unscaled = low.amount.scale == 0 && high.amount.scale > 2;
    let low = match low.amount.times_ten(high.amount.scale).filter(|_| low.amount.places > 0 && unscaled) {
        Some(amount) => &Term { amount, ..*low },
        None if unscaled => return None,
        None => low,
    };
    let old = single(view, &Term { end: first.end, unit_after: false, ..*low }, floor)?;
    let new = single(view, &high, first.end)?;
    Some(Found::Figures(vec![Claim { span: Span::new(first.start, first.end), ..old }, new]))
}

/// Where the number starts in a figure that starts at `at`, past a sign or a currency.
fn number_start(view: View<'_>, at: usize) -> Option<usize> {
    if view.byte(at).is_ascii_digit() || word(view.word(at)).is_some() {
        return Some(at);
    }
    let window = view.rest(at);
    let (mut digit, mut seen) = (None, 0);
    for (i, c) in window.char_indices().take(6) {
        if c.is_ascii_digit() {
            digit = Some(at + i);
            break;
        }
        if c.is_alphabetic() && seen > 3 {
            break;
        }
        seen += 1;
    }
    let digit = digit?;
    if view.byte_before(digit) == b'.' && digit == at + 1 {
        return Some(digit);
    }
    let (_, start) = view.vocabulary.money_before(view.text, view.back_spaces(digit))?;
    (start == at).then_some(digit)
}

/// The two ends of a range with one unit and one scale; `None` where their units are two.
fn shared(view: View<'_>, first: &Term, second: &Term) -> Option<(Term, Term)> {
    let (mut low, mut high) = (*first, *second);
    match (first.of, second.of) {
        (a, b) if a == b => {}
        (Of::Nothing, b) if second.unit_after => low.of = b,
        (Of::Money(a), Of::Money(b)) if a.code == b.code && a.parts == b.parts => {}
        // "50 cents to $2": both in the larger coin.
        (Of::Money(a), Of::Money(b)) if a.code == b.code && a.parts == 100 && b.parts == 1 => {
            low.amount = low.amount.times_ten(-2)?;
            low.of = high.of;
        }
        (Of::Money(_), Of::Nothing) => high.of = first.of,
        // "about 40 miles to 50" and "5 p.m. to 6" are two figures each.
        _ => return None,
    }
    if first.of != Of::Nothing && first.unit_after && second.of != low.of {
        return None;
    }
    if low.amount.scale == 0
        && high.amount.scale > 2
        && !low.amount.grouped
        && low.amount.value < high.amount.unscaled()?
    {
        low.amount = low.amount.times_ten(high.amount.scale)?;
    }
    // "30 or 40,000 people"
    let thousand = Number::int(1000);
    let plain = low.amount.is_plain_digits() && low.amount.value < thousand && low.amount.whole > 1;
    let thousands =
        high.amount.value.div(thousand).filter(|n| plain && high.amount.grouped && n.is_integer());
    let near =
        thousands.filter(|n| low.amount.value < *n && low.amount.value.mul(Number::int(2)) >= Some(*n));
    if near.is_some() && !first.unit_after {
        low.amount = low.amount.times_ten(3)?;
    }
    // "three to four hundred"
    let hundreds = matches!(word(view.word_ending(high.amount.end)), Some(Word::Hundred));
    let ten = Number::int(10);
    if hundreds && low.amount.words && low.amount.value < ten && high.amount.value < Number::int(1000) {
        low.amount = hundredfold(low.amount)?;
    }
    Some((low, high))
}

/// A small number in words as so many hundred: no rounder than the hundreds are.
fn hundredfold(amount: Amount) -> Option<Amount> {
    let hundred = Number::int(100);
    Some(Amount { value: amount.value.mul(hundred)?, mantissa: amount.mantissa.checked_mul(100)?, ..amount })
}

/// Whether two numbers are near enough for "or" to leave open which of them it is: "two or three".
fn near_together(low: &Term, high: &Term) -> bool {
    let gap = high.amount.value.sub(low.amount.value);
    gap.is_some_and(|gap| {
        gap > Number::ZERO && gap.mul(Number::int(2)).is_some_and(|g| g <= high.amount.value)
    }) && low.of == high.of
        && low.amount.words == high.amount.words
}

/// Whether the second of two numbers is at most a third larger: "down 19% to 21%" cannot well be a change and its result.
fn close_together(low: &Term, high: &Term) -> bool {
    let (low, high) = (low.amount.value, high.amount.value);
    low.mul(Number::int(4)).zip(high.mul(Number::int(3))).is_some_and(|(a, b)| low < high && b <= a)
}

/// Whether the words before a figure make "A to B" a change and its result.
pub(super) fn is_change(view: View<'_>, start: usize) -> bool {
    let (near, far) = view.two_before(start);
    if near.eq_ignore_ascii_case("from") {
        return !view.cue("stretch", far);
    }
    near.eq_ignore_ascii_case("by") || view.cue("change", near)
}

/// Whether "or" stands before a figure and a percentage before that: "24% or $22 million to $247 million" is a change told in
/// two ways, and its result.
fn follows_percent(view: View<'_>, start: usize) -> bool {
    let before = view.text.get(..start).unwrap_or("").trim_end();
    let Some(before) = before.strip_suffix("or").map(str::trim_end) else { return false };
    let before = before.trim_end_matches(',').trim_end();
    ["%", "percent", "per cent", "pct"].iter().any(|sign| before.ends_with(sign))
}

/// "(99.99)" after "is" or as a whole: below nought, as accountants write it.
fn bracketed(view: View<'_>, term: Term, floor: usize) -> Term {
    if !matches!(term.of, Of::Money(_))
        || term.negative
        || view.byte_before(term.start) != b'('
        || view.byte(term.end) != b')'
    {
        return term;
    }
    let open = term.start - 1;
    let before = view.previous_word(open);
    let whole = open == 0 && view.rest(term.end + 1).trim().is_empty();
    if open >= floor && (whole || view.cue("negative-bracket", before)) {
        return Term { start: open, end: term.end + 1, negative: true, ..term };
    }
    term
}
