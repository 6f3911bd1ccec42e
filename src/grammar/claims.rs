//! From numbers with their units to claims: kinds, ages, hedges.

use super::ages::aged;
use super::meaning::{quantity, range};
use super::term::{Of, Term, is_time};
use super::view::{View, capitalised, is_any};
use crate::claim::{Claim, Hedge, HedgeSense, Kind, Unit, Value};
use crate::span::Span;
use crate::vocabulary::Coin;

/// A claim without unit or hedge.
pub(super) fn bare(start: usize, end: usize, kind: Kind, value: Value) -> Claim {
    Claim { span: Span::new(start, end), kind, value, unit: Unit::None, hedge: None }
}

/// The kind and the unit that go with what a number is a number of.
pub(super) fn kind_of(view: View<'_>, term: &Term) -> (Kind, Unit) {
    match term.of {
        Of::Nothing if term.amount.proper => (Kind::Ratio, Unit::None),
        Of::Nothing => (Kind::Count, Unit::None),
        Of::Percent => (Kind::Percent, Unit::Percent),
        Of::Points { .. } => (Kind::Points, Unit::Points),
        Of::Money(coin) => (Kind::Money, money(coin)),
        Of::Unit(unit) if is_time(view, unit) => (Kind::Duration, Unit::Measure(unit)),
        Of::Unit(unit) => (Kind::Measure, Unit::Measure(unit)),
        Of::Times => (Kind::Multiple, Unit::None),
    }
}

/// The unit of money in a coin.
pub(super) const fn money(coin: Coin) -> Unit {
    if coin.parts == 1 { Unit::Currency(coin.code) } else { Unit::Coin(coin.code, coin.parts) }
}

/// The claim of one number.
pub(super) fn single(view: View<'_>, term: &Term, floor: usize) -> Option<Claim> {
    let (kind, unit) = kind_of(view, term);
    let (kind, unit, end) = aged(view, (term.start, floor), term, kind, unit);
    let hedge = hedge(view, term.start, end, floor).or_else(|| plus_inside(view, term));
    let written = term.written(view)?;
    let quantity = quantity(written, hedge.map(|h| h.sense), view.vocabulary)?;
    Some(Claim { span: Span::new(term.start, end), kind, value: Value::Quantity(quantity), unit, hedge })
}

/// "100+ years": the sign between the number and its unit.
fn plus_inside(view: View<'_>, term: &Term) -> Option<Hedge> {
    let within = view.text.get(term.start + 1..term.end)?;
    if let Some(at) = within.find("plus").map(|at| term.start + 1 + at) {
        return Some(Hedge { sense: HedgeSense::AtLeast, span: Span::new(at, at + 4) });
    }
    let at = term.start + 1 + within.find('+')?;
    let inside = !term.amount.words && term.end > at + 1 && !view.byte(at + 1).is_ascii_digit();
    inside.then(|| Hedge { sense: HedgeSense::AtLeast, span: Span::new(at, at + 1) })
}

/// The claim of a range of two numbers, whose units have been made one.
pub(super) fn pair(view: View<'_>, low: &Term, high: &Term, floor: usize) -> Option<Claim> {
    let (kind, unit) = kind_of(view, high);
    let (kind, unit, end) = aged(view, (low.start, floor), high, kind, unit);
    // "within $305 to $315" bounds nothing further.
    let within =
        |h: &Hedge| view.text.get(h.span.start..h.span.end).is_some_and(|t| t.eq_ignore_ascii_case("within"));
    // "for as long as 13 to 18 year olds sing"
    let of_age = |h: &Hedge| kind == Kind::Age && view.cue("no-bound-of-age", view.word(h.span.start));
    let hedge = hedge(view, low.start, end, floor).filter(|h| !within(h) && !of_age(h));
    let quantity = range(low.written(view)?, high.written(view)?, hedge.map(|h| h.sense), view.vocabulary)?;
    Some(Claim { span: Span::new(low.start, end), kind, value: Value::Quantity(quantity), unit, hedge })
}

/// Whether a word looks like the plural of a noun.
pub(super) fn plural(view: View<'_>, word: &str) -> bool {
    let ends = word.len() > 3 && (word.ends_with('s') || word.ends_with('S')) && !word.ends_with("ss");
    ends && !view.cue("not-plural", word) || view.cue("counted", word)
}

/// The words that loosen a figure, before or after it.
pub(super) fn hedge(view: View<'_>, start: usize, end: usize, floor: usize) -> Option<Hedge> {
    let after = hedge_after(view, end);
    let before = hedge_before(view, start, floor).filter(|hedge| !is_during(view, *hedge, end));
    match (before, after) {
        // "about 500 or more": the bound says more.
        (
            Some(Hedge { sense: HedgeSense::About, .. }),
            Some(Hedge { sense: HedgeSense::AtLeast | HedgeSense::AtMost, .. }),
        ) => after,
        (Some(before), _) => Some(before),
        (None, after) => after,
    }
}

/// "Over two days of talks", "Over three years, ...": how long something took, where the sentence begins with it.
fn is_during(view: View<'_>, hedge: Hedge, end: usize) -> bool {
    let first = view.text.get(hedge.span.start..hedge.span.end) == Some("Over");
    first && (view.byte(end) == b',' || view.next_word(end).eq_ignore_ascii_case("of")) && timed(view, end)
}

/// Whether a figure that ends there ends in a unit of time.
fn timed(view: View<'_>, end: usize) -> bool {
    let word = view.word_ending(end);
    let unit = view.vocabulary.unit_at(view.text, end - word.len());
    unit.is_some_and(|(unit, to)| to == end && is_time(view, unit))
}

/// The words before a figure that loosen it.
pub(super) fn hedge_before(view: View<'_>, start: usize, floor: usize) -> Option<Hedge> {
    let before = view.back_spaces(start);
    for at in [before, article_back(view, before)] {
        if let Some((sense, from)) = view.vocabulary.hedge_before(view.text, at)
            && from >= floor
            && (at < start || !view.char_before(at).is_some_and(char::is_alphabetic))
            && view.byte_before(from) != b'-'
            && !is_no_hedge(view, from, at, start)
            && !is_spread(view, from, at)
            && !is_topic(view, sense, from)
            && !compares(view, sense, (from, at, start), floor)
        {
            return Some(Hedge { sense, span: Span::new(from, at) });
        }
    }
    None
}

/// The words after a figure that loosen it.
fn hedge_after(view: View<'_>, end: usize) -> Option<Hedge> {
    for at in [end, view.skip_spaces(end)] {
        let Some((sense, to)) = view.vocabulary.hedge_after(view.text, at) else { continue };
        // "5 +/- 1" and "5+3" are no bounds.
        if view.text.get(at..to) == Some("+") && matches!(view.byte(to), b'/' | b'-') {
            continue;
        }
        // "$220 plus tax" adds; "200 plus people" does not.
        let plus = view.text.get(at..to).is_some_and(|t| t.eq_ignore_ascii_case("plus"));
        let more = view.next_word(to);
        if plus && !more.is_empty() && (capitalised(more) || !plural(view, more)) {
            continue;
        }
        // "5 plus 3" adds, "20+30" too.
        let sum = view.byte(view.skip_spaces(to)).is_ascii_digit() || view.byte(view.skip_spaces(to)) == b'$';
        if !sum {
            return Some(Hedge { sense, span: Span::new(at, to) });
        }
    }
    None
}

/// Before "a" or "the" that stands between a hedge and its figure: "about a 20 percent rise".
fn article_back(view: View<'_>, at: usize) -> usize {
    let word = view.word_ending(at);
    if is_any(word, &["a", "an", "the"]) { view.back_spaces(at - word.len()) } else { at }
}

/// "9.54±12.37", "9.54 +/- 12.37": how far the first number may be off.
fn is_spread(view: View<'_>, from: usize, at: usize) -> bool {
    let sign = view.text.get(from..at).unwrap_or("");
    let before = view.back_spaces(from);
    matches!(sign, "±" | "+/-" | "plus or minus") && matches!(view.byte_before(before), b'0'..=b'9' | b'%')
}

/// "talked about the five days", "built around four themes": what is talked of, or what it is built on.
fn is_topic(view: View<'_>, sense: HedgeSense, from: usize) -> bool {
    let over = sense == HedgeSense::MoreThan
        && is_any(view.word(from), &["over"])
        && view.cue("over-topic", view.previous_word(from));
    over || sense == HedgeSense::About && view.cue("about-topic", view.previous_word(from))
}

/// Words that look like a hedge and are none there: "in the past over 20" is one, "$2,000 over 3 years" is not; nor is
/// "up to" after "add".
fn is_no_hedge(view: View<'_>, from: usize, at: usize, start: usize) -> bool {
    let words = view.text.get(from..at).unwrap_or("");
    if words == ">" && closes_tag(view, from) {
        return true;
    }
    // "6 and 5 add up to 12": what they come to.
    if words.eq_ignore_ascii_case("up to") && view.cue("before-up-to", view.previous_word(from)) {
        return true;
    }
    let article = at < view.back_spaces(start);
    if words.eq_ignore_ascii_case("over") && !article {
        let before = view.back_spaces(from);
        return matches!(view.byte_before(before), b'0'..=b'9' | b'%')
            || view.cue("amount-end", view.word_ending(before));
    }
    if words.eq_ignore_ascii_case("up to") && view.cue("no-up-to-after", view.previous_word(from)) {
        return true;
    }
    article && view.cue("no-hedge-before-article", words)
}

/// "<value>12", "<value of="x">12": a sign that ends a tag.
fn closes_tag(view: View<'_>, at: usize) -> bool {
    if view.byte_before(at) == b'"' {
        return true;
    }
    let Some(front) = view.text.as_bytes().get(..at) else { return false };
    let inside = front
        .iter()
        .rev()
        .take(40)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(**b, b'/' | b'-' | b':' | b'_'));
    let length = inside.count();
    length > 0 && view.byte_before(at - length) == b'<'
}

/// "20% more than the 4,000", "5 fewer than 30": a comparison with the figure and no bound of it.
fn compares(
    view: View<'_>,
    sense: HedgeSense,
    (from, at, start): (usize, usize, usize),
    floor: usize,
) -> bool {
    let bound = matches!(sense, HedgeSense::MoreThan | HedgeSense::LessThan);
    let the = at < view.back_spaces(start) && view.previous_word(start).eq_ignore_ascii_case("the");
    let than = view.word_ending(at).eq_ignore_ascii_case("than");
    let after_figure = floor > 0 && view.back_spaces(from) == floor;
    bound && than && (the || after_figure)
}

/// The hedge of an open word ("dozens"): the word itself.
pub(super) fn open_hedge(start: usize, end: usize) -> Hedge {
    Hedge { sense: HedgeSense::Open, span: Span::new(start, end) }
}
