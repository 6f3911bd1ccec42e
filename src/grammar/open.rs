//! Numbers that are not told to the last: "dozens", "several hundred", "a couple of weeks".

use super::Found;
use super::claims::{hedge, money, open_hedge, plural};
use super::meaning::{Precision, Written, open, quantity};
use super::term::Of;
use super::view::{View, is_any};
use crate::claim::{Claim, Kind, Unit, Value};
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// "dozens", "hundreds of thousands": open above.
pub(super) fn many(view: View<'_>, start: usize, floor: usize, end: usize, each: i128) -> Found {
    let (mut each, mut last) = (Number::int(each), end);
    let of = view.skip_spaces(end);
    if view.word(of).eq_ignore_ascii_case("of") {
        let next = view.skip_spaces(of + 2);
        let size = match view.number_word(next) {
            Some((Word::Scale(power) | Word::Scales(power), _)) => Number::power_of_ten(i32::from(power)),
            Some((Word::Bunch(n) | Word::Bunches(n), _)) => Some(Number::int(i128::from(n))),
            _ => None,
        };
        if let Some(larger) = size.and_then(|size| each.mul(size)) {
            (each, last) = (larger, next + view.word(next).len());
        }
    }
    let counted = view.word(view.skip_spaces(last)).eq_ignore_ascii_case("of");
    let next = view.next_word(last);
    // "They send them over by the millions."
    let (near, far) = view.two_before(start);
    // "the millions who suffer"
    let the = near.eq_ignore_ascii_case("the");
    let by = the && (far.eq_ignore_ascii_case("by") || is_any(next, &["who", "that"]));
    let ten = each == Number::int(10);
    // "the hundreds place", "in the tens"; "scores" is mostly a verb or goals
    let scores = each == Number::int(20) && !counted;
    if scores || ten && !counted || !counted && !by && !plural(view, next) && last == end && !more(view, end)
    {
        return Found::Nothing(end);
    }
    open_from(view, start, floor, last, each)
}

/// "several hundred", "a few thousand dollars": open above, as "hundreds" is.
pub(super) fn several(view: View<'_>, start: usize, floor: usize, end: usize, said: Word) -> Option<Found> {
    let each = match said {
        Word::Hundred => 100,
        Word::Scale(power) => 10_i128.pow(u32::from(power)),
        Word::Bunch(12) => 12,
        _ => return None,
    };
    let (near, far) = view.two_before(start);
    let few = view.cue("few", near);
    let couple = near.eq_ignore_ascii_case("of") && far.eq_ignore_ascii_case("couple");
    if !few && !couple || view.byte_before(start) == b'-' {
        return None;
    }
    let near_start = view.back_spaces(start) - near.len();
    let from = if few { near_start } else { view.back_spaces(near_start) - far.len() };
    (from >= floor).then(|| open_from(view, from, floor, end, Number::int(each)))
}

/// The claim of an open number that ends at `end`, with the unit or the currency after it.
fn open_from(view: View<'_>, start: usize, floor: usize, end: usize, each: Number) -> Found {
    let (kind, unit, last) = match super::tail::open(view, end, each) {
        Some((Of::Money(coin), end)) => (Kind::Money, money(coin), end),
        Some((Of::Unit(unit), end)) if super::term::is_time(view, unit) => {
            (Kind::Duration, Unit::Measure(unit), end)
        }
        Some((Of::Unit(unit), end)) => (Kind::Measure, Unit::Measure(unit), end),
        _ => (Kind::Count, Unit::None, end),
    };
    let hedge = Some(hedge(view, start, last, floor).unwrap_or_else(|| open_hedge(start, last)));
    open(each, view.vocabulary).map_or(Found::Nothing(end), |quantity| {
        let value = Value::Quantity(quantity);
        Found::Figures(vec![Claim { span: Span::new(start, last), kind, value, unit, hedge }])
    })
}

/// "hundreds more", "dozens were killed".
fn more(view: View<'_>, end: usize) -> bool {
    view.cue("after-many", view.next_word(end))
}

/// "a couple of weeks": two, or about two.
pub(super) fn couple(view: View<'_>, start: usize, floor: usize, end: usize) -> Found {
    let of = view.skip_spaces(end);
    let next = if view.word(of).eq_ignore_ascii_case("of") { view.skip_spaces(of + 2) } else { of };
    let unit = view.vocabulary.unit_at(view.text, next).filter(|_| view.word(next).len() > 2);
    let article = view.previous_word(start);
    let thing = view.word(next);
    let further = || {
        let mut last = next + thing.len();
        // "a couple of like-minded neighbours"
        if view.byte(last) == b'-' {
            last += 1 + view.word(last + 1).len();
        }
        // "a couple of hundred miles" is read at "hundred".
        thing.starts_with(char::is_lowercase) && word(thing).is_none() && plural(view, view.next_word(last))
    };
    let things = next > of && plural(view, thing) || next == of && plural(view, thing) || further();
    let stands = view.cue("before-couple", article);
    let (kind, unit, last) = match unit {
        Some((unit, last)) if super::term::is_time(view, unit) => (Kind::Duration, Unit::Measure(unit), last),
        Some((unit, last)) => (Kind::Measure, Unit::Measure(unit), last),
        None if things && stands => (Kind::Count, Unit::None, end),
        None => return Found::Nothing(end),
    };
    let from = if is_any(article, &["a"]) { view.back_spaces(start) - article.len() } else { start };
    let from = if from >= floor { from } else { start };
    let written = Written {
        value: Number::int(2),
        mantissa: 2,
        exponent: 0,
        precision: Precision::Fraction,
        rounds_small: false,
    };
    let hedge = hedge(view, from, last, floor);
    let sense = hedge.map(|h| h.sense);
    let Some(mut quantity) = quantity(written, sense, view.vocabulary) else { return Found::Nothing(end) };
    if hedge.is_none() {
        quantity.stated = crate::interval::Interval::closed(Number::int(2), Number::int(3));
        quantity.widest = crate::interval::Interval::closed(Number::ONE, Number::int(4));
    }
    Found::Figures(vec![Claim {
        span: Span::new(from, last),
        kind,
        value: Value::Quantity(quantity),
        unit,
        hedge,
    }])
}
