//! From numbers with their units to claims: kinds, ages, hedges.

use super::meaning::{quantity, range};
use super::tail::{is_year_word, percent};
use super::term::{Of, Term, is_time};
use super::view::{View, capitalised, is_any};
use crate::claim::{Claim, Hedge, HedgeSense, Kind, Unit, Value};
use crate::number::Number;
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
    if let Some(at) = within.find("plus").map(|at| term.start + 1 + at).filter(|_| !term.amount.words) {
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
    let hedge = hedge(view, low.start, end, floor).filter(|h| !within(h));
    let quantity = range(low.written(view)?, high.written(view)?, hedge.map(|h| h.sense), view.vocabulary)?;
    Some(Claim { span: Span::new(low.start, end), kind, value: Value::Quantity(quantity), unit, hedge })
}

/// Makes an age of a figure that is one: "43 years old", "43-year-old", "aged 43", "Smith, 43,". With where it ends.
fn aged(
    view: View<'_>,
    (start, floor): (usize, usize),
    term: &Term,
    kind: Kind,
    unit: Unit,
) -> (Kind, Unit, usize) {
    let as_it_is = (kind, unit, term.end);
    if kind == Kind::Duration {
        let end = old_after(view, term.end);
        let (near, far) = view.two_before(start);
        let of_age = is_any(near, &["of", "was", "is", "were"]) && is_any(far, &["age", "ages"]);
        let of_age = of_age || is_any(near, &["between", "from"]) && is_any(far, &["aged", "ages"]);
        let before =
            is_any(near, &["aged", "age"]) || of_age || near == "than" && is_any(far, &["younger", "older"]);
        return match end {
            Some(end) => (Kind::Age, unit, end),
            None if before => (Kind::Age, unit, term.end),
            None => as_it_is,
        };
    }
    let Some(year) = view.vocabulary.year() else { return as_it_is };
    if kind != Kind::Count || term.amount.value > Number::int(120) || term.amount.scale != 0 {
        return as_it_is;
    }
    let years_old = Unit::Measure(year);
    let next = view.skip_gap(term.end);
    let letters = view.word(next);
    if is_any(letters, &["yo", "yr", "yrs"]) && next < term.end + 2 {
        let end = next + letters.len();
        return (Kind::Age, years_old, old_after(view, end).unwrap_or(end));
    }
    // "aged over 40": what makes it an age stands before what loosens it.
    let hedged = || hedge_before(view, start, floor).is_some_and(|h| age_before(view, h.span.start));
    let by_words = (age_before(view, start) || hedged()) && !counts_something(view, term.end);
    let by_words = by_words || by_hyphen(view, start, term);
    let by_name = !term.amount.words && term.amount.places == 0 && between_commas(view, start, term);
    if by_words || by_name { (Kind::Age, years_old, term.end) } else { as_it_is }
}

/// "an over-60 woman", "the under-21 side": an age that bounds a group.
fn by_hyphen(view: View<'_>, start: usize, term: &Term) -> bool {
    let joined = view.byte_before(start) == b'-' && is_any(view.word_ending(start - 1), &["over", "under"]);
    joined && term.amount.is_plain_digits() && term.amount.whole == 2 && view.byte(term.end) != b'-'
}

/// The end of "old", "-old", "of age" after a length of time.
fn old_after(view: View<'_>, end: usize) -> Option<usize> {
    // "65-year- old" is a slip of the pen.
    let next = view.skip_spaces(view.skip_gap(end));
    let word = view.word(next);
    let after = next + word.len();
    if is_any(word, &["old", "olds"]) {
        return Some(after);
    }
    let age = view.skip_spaces(after);
    let of_age = word.eq_ignore_ascii_case("of") && view.word(age).eq_ignore_ascii_case("age");
    of_age.then_some(age + 3)
}

/// Whether the words before a number make it an age: "aged", "at the age of", "ages", "turned", "when he was".
fn age_before(view: View<'_>, start: usize) -> bool {
    let (near, far) = view.two_before(start);
    if is_any(near, &["aged", "age", "ages"]) {
        return true;
    }
    // "Jane Roe and John Doe, both 14, came."
    let pair = is_any(near, &["both"]) && far.is_empty();
    let comma = view.byte_before(view.back_spaces(view.back_spaces(start) - near.len())) == b',';
    if pair && comma && matches!(view.byte(start + 2), b',' | b';' | b'.') {
        return true;
    }
    if is_any(near, &["turned", "turns", "turning"]) {
        let next = view.char_at(start);
        return next.is_some();
    }
    if near.eq_ignore_ascii_case("between") || near.eq_ignore_ascii_case("from") {
        return is_any(far, &["aged", "ages"]) || near.eq_ignore_ascii_case("from") && is_any(far, &["age"]);
    }
    // "I'm 15 and"
    let quote = view.back_spaces(start).checked_sub(1).filter(|_| near == "m");
    if quote.is_some_and(|at| view.text.get(..at).is_some_and(|t| t.ends_with("I'") || t.ends_with("I’"))) {
        return true;
    }
    if near.eq_ignore_ascii_case("now") {
        return view.byte(start + 2) == b',' && !far.eq_ignore_ascii_case("until");
    }
    let person = is_any(far, &["he", "she", "who"]) || far == "I";
    if view.cue("before-age", near) && person {
        return true;
    }
    let young = near.eq_ignore_ascii_case("as") && is_any(far, &["young", "old"]);
    young
        || near.eq_ignore_ascii_case("of") && is_any(far, &["age", "ages"])
        || near.eq_ignore_ascii_case("and") && aged_too(view, view.back_spaces(start) - near.len())
}

/// Whether a number that ends before `and` is an age by the word before it: "aged 15 and".
fn aged_too(view: View<'_>, and: usize) -> bool {
    let end = view.back_spaces(and);
    let digits = view
        .text
        .as_bytes()
        .get(..end)
        .map_or(0, |t| t.iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count());
    (1..=2).contains(&digits) && is_any(view.previous_word(end - digits), &["aged", "ages"])
}

/// Whether a noun that is counted follows ("turned 43 pages").
fn counts_something(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    let word = view.word(next);
    next > end && (plural(view, word) || percent(view, end).is_some())
}

/// Whether a word looks like the plural of a noun.
pub(super) fn plural(view: View<'_>, word: &str) -> bool {
    let ends = word.len() > 3 && (word.ends_with('s') || word.ends_with('S')) && !word.ends_with("ss");
    ends && !view.cue("not-plural", word) || view.cue("counted", word)
}

/// "Smith, 43,": a number between a name and a comma (or the end of the sentence).
fn between_commas(view: View<'_>, start: usize, term: &Term) -> bool {
    let value = term.amount.value;
    if !term.amount.is_plain_digits() || value < Number::ONE || value > Number::int(110) {
        return false;
    }
    let comma = view.back_spaces(start);
    if comma == start || view.byte_before(comma) != b',' {
        return false;
    }
    let name_end = before_suffix(view, view.back_spaces(comma - 1));
    let name = view.word_ending(name_end);
    let month = crate::vocabulary::lexicon::word(name).is_some();
    let lower = name.chars().skip(1).any(char::is_lowercase);
    // "The England striker, 24, was hurt."
    let stops = view.byte(view.skip_spaces(term.end)) == b',' && value >= Number::int(15);
    if stops && view.cue("person-by-trade", name) {
        return true;
    }
    if !capitalised(name) || name.len() < 2 || month || !lower || is_year_word(view, name) {
        return false;
    }
    let after = view.skip_spaces(term.end);
    matches!(view.byte(after), b',' | b';')
        || view.byte(term.end) == b'.'
            && view.byte(term.end + 1) != b'.'
            && !view.byte(term.end + 1).is_ascii_alphanumeric()
        || is_any(view.word(after), &["who"])
        || view.cue("said-of-person", view.word(after)) && full_name(view, name_end, name.len())
}

/// Where a name ends that may have a suffix: "Smith Jr.", "Smith, Jr.", "Smith III".
fn before_suffix(view: View<'_>, end: usize) -> usize {
    let stop = usize::from(end > 0 && view.byte_before(end) == b'.');
    let suffix = view.word_ending(end - stop);
    if !is_any(suffix, &["Jr", "Sr", "II", "III", "IV"]) {
        return end;
    }
    let name = view.back_spaces(end - stop - suffix.len());
    if name > 0 && view.byte_before(name) == b',' { view.back_spaces(name - 1) } else { name }
}

/// Whether a name that ends at `end` has another before it, and no preposition before that: "Jane Roe" but not "in New York".
fn full_name(view: View<'_>, end: usize, last: usize) -> bool {
    let (first, before) = view.two_before(end - last);
    let lower = first.chars().skip(1).any(char::is_lowercase);
    capitalised(first) && lower && (before.is_empty() || !view.cue("before-place", before))
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
fn hedge_before(view: View<'_>, start: usize, floor: usize) -> Option<Hedge> {
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
    sense == HedgeSense::About && view.cue("about-topic", view.previous_word(from))
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
