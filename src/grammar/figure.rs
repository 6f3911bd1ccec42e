//! Numbers with their units, alone or in ranges.

use super::amount::Amount;
use super::claims::{bare, pair, plural, single};
use super::term::{Of, Term, is_time, term};
use super::view::{View, capitalised, is_any};
use super::{Found, bounds, compound, contest, tail};
use crate::calendar::Date;
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
    if let Some(feet) = compound::feet_and_inches(view, &first) {
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
    // "7035550143": nobody writes so large a number without commas.
    let long = first.amount.is_plain_digits() && first.amount.whole > 9 && first.of == Of::Nothing;
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
    let glued =
        last.is_some_and(char::is_alphanumeric) && next.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // "24703 L-202", "10-Q": capitals after a hyphen make a name of it.
    let lettered = term.of == Of::Nothing
        && !term.amount.words
        && view.byte(term.end) == b'-'
        && view.byte(term.end + 1).is_ascii_uppercase()
        && !view.byte(term.end + 2).is_ascii_lowercase()
        && (!upper_text(view, term.end + 1) || digit_after_word(view, term.end + 1));
    !glued && !lettered
}

/// Whether a word of capitals that starts at `at` stands in a text all in capitals.
fn upper_text(view: View<'_>, at: usize) -> bool {
    view.word(at).len() > 1
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
    let number_at = number_start(view, next)?;
    let second = term(view, number_at, next, between)?;
    if second.start > number_at + 1 || second.negative && joint == Joint::Dash || !clean_end(view, &second) {
        return None;
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
    // "Up 9 to 11 percent" is no change from one to the other: the first would have its own sign.
    let stretch = matches!(second.of, Of::Unit(unit) if is_time(view, unit));
    let from = view.previous_word(first.start).eq_ignore_ascii_case("from");
    let shares = first.of == Of::Nothing
        && (second.of == Of::Percent || stretch && !from)
        && near_together(&low, &high);
    if joint == Joint::To && !shares && is_change(view, first.start) {
        return changed(view, first, &low, high, floor);
    }
    if joint == Joint::Or && !near_together(&low, &high) {
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

/// Whether the words before a figure make "A to B" a change and its result.
pub(super) fn is_change(view: View<'_>, start: usize) -> bool {
    let (near, far) = view.two_before(start);
    if near.eq_ignore_ascii_case("from") {
        return !view.cue("stretch", far);
    }
    near.eq_ignore_ascii_case("by") || view.cue("change", near)
}

/// "1914-18", "1990–95", "2005 to 2010", "between 1990 and 1995".
fn years(view: View<'_>, first: &Term, second: &Term, joint: Joint) -> Option<Found> {
    let low = year(view, first, false).or_else(|| old_year(view, first, second, joint))?;
    let (a, b) = (low.year?, i16::try_from(second.amount.value.to_integer()?).ok()?);
    let digits = second.amount.whole;
    let century = a / 100 * 100;
    let b = match digits {
        4 => b,
        2 if joint == Joint::Dash && b > a % 100 => century + b,
        2 if joint == Joint::Dash && a % 100 == 99 && b == 0 => century + 100,
        // "2005-6"
        1 if joint == Joint::Dash && a >= 1900 && b == a % 10 + 1 => a + 1,
        _ => return None,
    };
    let plain = second.amount.is_plain_digits() && second.of == Of::Nothing;
    let stretch = is_any(view.previous_word(first.start), &["from"]) && joint == Joint::To;
    if !plain || b <= a || b > 2199 || counted(view, second.end) && !stretch {
        return None;
    }
    if joint == Joint::To && is_change(view, first.start) && !stretch {
        return None;
    }
    let high = Date { year: Some(b), ..Date::default() };
    Some(Found::Figures(vec![bare(first.start, second.end, Kind::Date, Value::Dates(low, high))]))
}

/// "1422-1504": years of long ago, in a stretch that somebody could have lived through.
fn old_year(view: View<'_>, first: &Term, second: &Term, joint: Joint) -> Option<Date> {
    let span = second.amount.mantissa - first.amount.mantissa;
    let round = first.amount.mantissa % 100 == 0 && second.amount.mantissa % 100 == 0;
    let plain = first.amount.is_plain_digits() && first.amount.whole == 4 && second.amount.whole == 4;
    let year = i16::try_from(first.amount.mantissa).ok().filter(|y| (1000..1500).contains(y))?;
    let fits =
        plain && joint == Joint::Dash && (1..=130).contains(&span) && !round && first.of == Of::Nothing;
    (fits && !counted(view, second.end)).then(|| Date { year: Some(year), ..Date::default() })
}

/// Whether a noun in the plural, or a unit, follows.
fn counted(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    next > end && plural(view, view.word(next)) || tail::percent(view, end).is_some()
}

/// Whether a sentence begins there, where good writers put no bare count.
fn begins_sentence(view: View<'_>, start: usize) -> bool {
    let before = view.back_spaces(start);
    before == 0 || before < start && matches!(view.byte_before(before), b'.' | b';' | b'!' | b'?')
}

/// "300 B.C.", "79 AD", "A.D. 79": a year before or after the start of our count.
fn year_of_era(view: View<'_>, term: &Term, floor: usize) -> Option<(Date, usize, usize)> {
    let year = i16::try_from(term.amount.mantissa).ok()?;
    if term.of != Of::Nothing
        || term.negative
        || !term.amount.is_plain_digits()
        || !(1..=9999).contains(&year)
    {
        return None;
    }
    let next = view.skip_spaces(term.end);
    let eras = [
        ("B.C.E.", -1),
        ("BCE", -1),
        ("B.C.", -1),
        ("BC", -1),
        ("A.D.", 1),
        ("AD", 1),
        ("C.E.", 1),
        ("CE", 1),
    ];
    let after =
        eras.iter().find(|(era, _)| view.rest(next).starts_with(era) && view.ends_word(next + era.len()));
    if let Some((era, sign)) = after.filter(|_| next > term.end) {
        return Some((Date { year: Some(sign * year), ..Date::default() }, term.start, next + era.len()));
    }
    let end = view.back_spaces(term.start);
    let before = view.text.get(floor..end)?;
    let era = ["A.D.", "AD"].iter().find(|era| before.ends_with(**era) && end < term.start)?;
    let start = end - era.len();
    let whole = !view.char_before(start).is_some_and(char::is_alphanumeric);
    whole.then_some((Date { year: Some(year), ..Date::default() }, start, term.end))
}

/// The year that a bare number of four digits is, by its size and its company.
pub(super) fn year(view: View<'_>, term: &Term, alone: bool) -> Option<Date> {
    let amount = &term.amount;
    if term.of != Of::Nothing
        || term.negative
        || !amount.is_plain_digits()
        || amount.whole != 4
        || amount.padded
    {
        return None;
    }
    let year = i16::try_from(amount.mantissa).ok().filter(|y| (1000..=2199).contains(y))?;
    let date = Some(Date { year: Some(year), ..Date::default() });
    let hyphen = view.byte_before(term.start) == b'-';
    let before = if hyphen { view.word_ending(term.start - 1) } else { view.previous_word(term.start) };
    let next = view.word(view.skip_spaces(term.end));
    let follows = view.skip_spaces(term.end) > term.end;
    if !alone {
        let span = (1000..=2199).contains(&year) && (year >= 1500 || view.cue("old-year", before));
        return date.filter(|_| span);
    }
    let fits_hedge = view.cue("hedged-year", before)
        || before.eq_ignore_ascii_case("over") && after_share(view, term.start)
        || is_any(next, &["levels", "level"]);
    if !fits_hedge && view.vocabulary.hedge_before(view.text, view.back_spaces(term.start)).is_some() {
        return None;
    }
    let plural = follows && plural(view, next);
    let placed = view.cue("year", before) || view.cue("before-named-year", before);
    let hyphened = view.byte(term.end) == b'-' && view.byte(term.end + 1).is_ascii_lowercase();
    let fits = match year {
        1900..=2099 => {
            !plural
                || view.cue("old-year", before)
                || (1950..=2050).contains(&year) && view.cue("of-a-year", next)
                || (1990..=2039).contains(&year) && begins_sentence(view, term.start)
                || (1950..=2050).contains(&year) && placed && !is_any(before, &["of", "by", "from"])
        }
        1000..=1899 => {
            let dated = before.eq_ignore_ascii_case("to") && view.cue("dated", view.two_before(term.start).1);
            // "the concept of 1776, which", but "a survey of 1709 male workers".
            let stops = next.is_empty() || view.cue("after-year-of", next);
            let amount = || view.cue("amount-of", view.two_before(term.start).1);
            let of = before.eq_ignore_ascii_case("of") && stops && !amount();
            let named = year >= 1500 && (of || in_brackets(view, term));
            (dated || named || view.cue("old-year", before)) && !plural && !hyphened
        }
        _ => false,
    };
    let owner = capitalised(next)
        && (1950..=2050).contains(&year)
        && view.rest(view.skip_spaces(term.end) + next.len()).starts_with(['\'', '’']);
    date.filter(|_| owner && placed || fits && !view.cue("counted", next))
}

/// "up 24 percent over 2020": whether the word before a place follows a share.
fn after_share(view: View<'_>, start: usize) -> bool {
    let word = view.back_spaces(start) - view.previous_word(start).len();
    let before = view.back_spaces(word);
    view.byte_before(before) == b'%'
        || is_any(view.word_ending(before), &["percent", "pct", "cent", "points"])
}

/// Whether a number stands alone in brackets after a word: "the plan (1791)".
fn in_brackets(view: View<'_>, term: &Term) -> bool {
    let open = term.start.wrapping_sub(1);
    let word = !view.previous_word(open).is_empty();
    view.byte(open) == b'(' && view.byte(term.end) == b')' && word
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
