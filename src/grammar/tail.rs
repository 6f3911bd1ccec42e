//! What may stand after a number: percent, money, units, "times".

use super::term::{Of, Term, is_time};
use super::view::{View, capitalised, is_any};
use crate::number::Number;
use crate::vocabulary::{Coin, Proof};

/// What stands after a number, with where it ends.
pub(super) fn after(view: View<'_>, term: &Term) -> Option<(Of, usize)> {
    // "100+ years", "30 plus hours"
    let plus = view.byte(term.amount.end) == b'+' && !view.ends_word(view.skip_gap(term.amount.end + 1));
    let said = view.skip_gap(term.amount.end);
    let hours = view.skip_spaces(said + 4);
    let plus_word = view.word(said).eq_ignore_ascii_case("plus")
        && view.vocabulary.unit_at(view.text, hours).is_some_and(|(unit, _)| is_time(view, unit))
        && view.word(hours).len() > 3;
    let at = if plus_word { said + 4 } else { term.amount.end + usize::from(plus) };
    // "(62.1±6.9) years"
    let spread = view.byte(at) == b')' && view.char_before(term.start) == Some('±');
    let at = at + usize::from(spread);
    let share = if term.amount.proper { after_of_a(view, view.skip_gap(at)) } else { at };
    percent(view, at)
        .or_else(|| percent(view, share))
        .or_else(|| money(view, term, at))
        .or_else(|| unit(view, term, at))
        .or_else(|| times(view, term, at))
}

/// Whether a word begins a stretch of time that has a number: "Week", "Day".
pub(super) fn is_year_word(view: View<'_>, word: &str) -> bool {
    view.cue("numbered-time", word)
}

/// The currency or the unit after an open number: "millions of dollars", "hundreds of years".
pub(super) fn open(view: View<'_>, at: usize, each: Number) -> Option<(Of, usize)> {
    let mut next = view.skip_spaces(at);
    if view.word(next).eq_ignore_ascii_case("of") {
        next = view.skip_spaces(next + 2);
    }
    // "millions of pounds" are money, as "3 million pounds" are.
    let large = each >= Number::int(1_000_000);
    if let Some((coin, end)) = view.vocabulary.money_at(view.text, next).filter(|_| large && next > at)
        && coin.proof == Proof::Near
        && !view.next_word(end).eq_ignore_ascii_case("of")
    {
        return Some((Of::Money(coin), end));
    }
    if let Some((unit, end)) = view.vocabulary.unit_at(view.text, next).filter(|_| next > at) {
        let long = view.word(next).len() > 3;
        return long.then_some((Of::Unit(unit), end));
    }
    let (coin, end) = view.vocabulary.money_at(view.text, next)?;
    (coin.proof == Proof::Sure && next > at).then_some((Of::Money(coin), end))
}

/// Percent in all its spellings, percentage points, basis points.
pub(super) fn percent(view: View<'_>, at: usize) -> Option<(Of, usize)> {
    let next = view.skip_gap(at);
    if view.byte(next) == b'%' {
        // "80%20National" is part of an address.
        if view.byte(next + 1).is_ascii_digit() && next == at {
            return None;
        }
        let after = view.skip_gap(next + 1);
        if after > next + 1
            && let Some(end) = points(view, after)
        {
            return Some((Of::Points { basis: false }, end));
        }
        return Some((Of::Percent, next + 1));
    }
    let mut first = view.word(next);
    let mut end = next + first.len();
    if is_any(first, &["full", "whole"]) {
        first = view.next_word(end);
        end = view.skip_spaces(end) + first.len();
    }
    let lower = |words: &[&str]| is_any(first, words);
    if lower(&["percent", "percents", "pct", "percentage"]) {
        let after = view.skip_gap(end);
        if let Some(end) = points(view, after) {
            return Some((Of::Points { basis: false }, end));
        }
        return (!lower(&["percentage"])).then_some((Of::Percent, end));
    }
    if lower(&["per"]) {
        let cent = view.skip_gap(end);
        let word = view.word(cent);
        if is_any(word, &["cent", "cents"]) {
            let end = cent + word.len();
            let points = points(view, view.skip_gap(end));
            return Some(points.map_or((Of::Percent, end), |end| (Of::Points { basis: false }, end)));
        }
    }
    if lower(&["basis"]) {
        return points(view, view.skip_gap(end)).map(|end| (Of::Points { basis: true }, end));
    }
    if lower(&["bps", "bp"]) {
        return Some((Of::Points { basis: true }, end));
    }
    // "up 0.6 pts": of a share, where no index and no game is told of.
    let tenths = || {
        let number = view.text.get(view.boundary(at.saturating_sub(12))..at).unwrap_or("");
        let digits = number.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'.');
        digits.filter(|b| *b == b'.').count() == 1 && !view.near_before("counts-points", at, 60)
    };
    let short = first == "pts" && tenths();
    (first == "pp" || first == "ppt" || first == "ppts" || short)
        .then_some((Of::Points { basis: false }, end))
}

/// The end of "point" or "points".
fn points(view: View<'_>, at: usize) -> Option<usize> {
    let word = view.word(at);
    is_any(word, &["point", "points", "pt", "pts"]).then(|| at + word.len())
}

/// Money after the number.
fn money(view: View<'_>, term: &Term, at: usize) -> Option<(Of, usize)> {
    if let Some(found) = pence(view, term, at) {
        return Some(found);
    }
    let mut next = view.skip_gap(at);
    if term.amount.proper {
        next = after_of_a(view, next);
    }
    if let Some(coin) = super::term::million_code(view, view.word(next)) {
        return Some((Of::Money(coin), next + 4));
    }
    let (coin, end) = view.vocabulary.money_at(view.text, next)?;
    // "in constant 1990 dollars"
    let plain = year_like(term);
    if plain && term.start == term.amount.start && view.cue("of-prices", view.previous_word(term.start)) {
        return None;
    }
    // "the original 2013 CT log"
    if year_like(term) && coin.parts > 1 && view.word(next).bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    // "passed the 14,000 mark"
    let the = view.previous_word(term.start).eq_ignore_ascii_case("the");
    if the && view.cue("milestone", view.word(next)) {
        return None;
    }
    // "245 $500 bills": a sign directly before another number belongs to that.
    let sign = !view.char_at(next).is_some_and(char::is_alphanumeric);
    if sign && view.byte(view.skip_spaces(end)).is_ascii_digit() && !cents_follow(view, at, end) {
        return None;
    }
    let code = end - next == 3
        && view.text.get(next..end).is_some_and(|c| c.bytes().all(|b| b.is_ascii_uppercase()));
    if code && (view.byte(end).is_ascii_digit() || view.byte(view.skip_spaces(end)) == b'$') {
        return None;
    }
    let large = term.amount.value >= Number::int(1_000_000);
    let proven = match coin.proof {
        Proof::Sure => true,
        Proof::Large => {
            term.amount.scale >= 6
                || term.amount.places > 1
                || term.amount.grouped && !view.cue("contest", view.previous_word(term.start))
        }
        Proof::Near => {
            // "12 pounds ($15)"
            let again = view.rest(view.skip_spaces(end)).starts_with("($")
                || view.rest(view.skip_spaces(end)).starts_with("(US$");
            again
                || large && !is_any(view.next_word(end), &["of"])
                || view.near_before("money", term.start, 30)
                || view.near_after("money", end, 25)
        }
    };
    proven.then_some((Of::Money(coin), end))
}

/// Whether a number may be a year of our time.
fn year_like(term: &Term) -> bool {
    term.amount.is_plain_digits() && (1900..=2099).contains(&term.amount.mantissa)
}

/// "10 $ 30 cent": the sign belongs to the number before it.
fn cents_follow(view: View<'_>, at: usize, end: usize) -> bool {
    let digits = view.skip_spaces(end);
    let after = digits + view.rest(digits).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let spaced = view.skip_spaces(at) > at && digits > end;
    spaced && is_any(view.next_word(after), &["cent", "cents", "pence"])
}

/// `50p`, `50c`.
fn pence(view: View<'_>, term: &Term, at: usize) -> Option<(Of, usize)> {
    let small = term.amount.value < Number::int(1000) && !term.amount.words && term.amount.scale == 0;
    let screen = [1080, 720, 480, 360, 240].contains(&term.amount.mantissa);
    if view.byte(at) == b'p' && view.ends_word(at + 1) && small && !screen && term.amount.exponent >= -2 {
        let coin = Coin { parts: 100, ..view.vocabulary.code("GBP")? };
        return Some((Of::Money(coin), at + 1));
    }
    if view.byte(at) == b'c' && view.ends_word(at + 1) && small && term.amount.exponent >= -2 {
        let coin = Coin { parts: 100, ..view.vocabulary.code("USD")? };
        return Some((Of::Money(coin), at + 1));
    }
    None
}

/// Past "of a", "of an", "a", "an" after a fraction: "half an hour", "a quarter of a mile".
fn after_of_a(view: View<'_>, at: usize) -> usize {
    let mut next = at;
    if view.word(next).eq_ignore_ascii_case("of") {
        next = view.skip_spaces(next + 2);
    }
    let article = view.word(next);
    if is_any(article, &["a", "an", "one"]) { view.skip_spaces(next + article.len()) } else { at }
}

/// A unit of measure or of time after the number.
fn unit(view: View<'_>, term: &Term, at: usize) -> Option<(Of, usize)> {
    let mut next = view.skip_gap(at);
    if term.amount.proper {
        next = after_of_a(view, next);
    }
    if view.byte(next) == b'('
        || view.byte(next) == b'['
        || view.byte(next) == b'{'
        || view.byte(next) == b'<'
    {
        return bracketed(view, next);
    }
    let between = view.word(next);
    let (time, length) =
        (view.cue("between-number-and-unit", between), view.cue("between-number-and-length", between));
    // "2021 full year capex"
    let dated = term.amount.is_plain_digits() && (1900..2100).contains(&term.amount.mantissa);
    if (time || length) && next > at && !dated {
        let after = view.skip_spaces(next + between.len());
        if let Some((unit, end)) = view.vocabulary.unit_at(view.text, after)
            && (time && is_time(view, unit) || length && is_length(view, unit))
            && view.word(after).len() > 2
        {
            return Some((Of::Unit(unit), end));
        }
    }
    if let Some((unit, end)) = view.vocabulary.unit_at(view.text, next)
        && unit_fits(view, term, at, next, end)
    {
        let other = at_sea(view, term, next, end).or_else(|| of_air(view, term, next, end));
        return Some((Of::Unit(other.unwrap_or(unit)), end));
    }
    let (unit, end) = view.vocabulary.tight_unit_at(view.text, next)?;
    tight_fits(view, term, at, next, end).then_some((Of::Unit(unit), end))
}

/// Whether a unit is one of length.
fn is_length(view: View<'_>, unit: u16) -> bool {
    view.vocabulary.unit(unit).is_some_and(|u| u.dimension == "length")
}

/// "200 nm" at sea: nautical miles, not nanometers.
fn at_sea(view: View<'_>, term: &Term, next: usize, end: usize) -> Option<u16> {
    let small = view.text.get(next..end) == Some("nm");
    let near = small && (view.near_before("sea", term.start, 60) || view.near_after("sea", end, 40));
    let mile = view.vocabulary.units().iter().position(|u| u.name == "nautical mile").filter(|_| near)?;
    u16::try_from(mile).ok()
}

/// "1012 MB" of air: millibars, where all is in capitals, not megabytes.
fn of_air(view: View<'_>, term: &Term, next: usize, end: usize) -> Option<u16> {
    let letters = view.text.get(next..end) == Some("MB");
    let usual = term.amount.value > Number::int(850) && term.amount.value < Number::int(1100);
    let near = letters && usual && view.near_before("air-pressure", term.start, 60);
    let millibar = view.vocabulary.units().iter().position(|u| u.name == "millibar").filter(|_| near)?;
    u16::try_from(millibar).ok()
}

/// "20 (kg)".
fn bracketed(view: View<'_>, at: usize) -> Option<(Of, usize)> {
    let (unit, end) = view.vocabulary.unit_at(view.text, at + 1)?;
    let closed = matches!(view.byte(end), b')' | b']' | b'}' | b'>');
    (closed && view.word(at + 1).len() <= 3).then_some((Of::Unit(unit), end + 1))
}

/// Whether a word after a number is a unit there.
fn unit_fits(view: View<'_>, term: &Term, at: usize, next: usize, end: usize) -> bool {
    let letters = view.text.get(next..end).unwrap_or("");
    let hyphen = next > at && !view.char_before(next).is_some_and(char::is_whitespace);
    let one = term.amount.value <= Number::ONE;
    // "0.99        V": a letter in another column.
    if letters.len() == 1 && view.rest(at).starts_with("  ") {
        return false;
    }
    // "six second hand planes"
    if letters.eq_ignore_ascii_case("second")
        && !hyphen
        && view.cue("after-second", view.word(view.skip_gap(end)))
    {
        return false;
    }
    // "133,000 week ago": the article was left out.
    let ago = term.amount.grouped && view.next_word(end).eq_ignore_ascii_case("ago");
    if ago && !super::claims::plural(view, letters) {
        return false;
    }
    if view.cue("not-singular", letters) && !hyphen && !one && next > at {
        return false;
    }
    let after = view.byte(end);
    match letters {
        // A single letter is a unit directly after the digits, or after a space in a decimal or with nothing after it.
        // "a 200-m drop", but "200-m people" are millions.
        "m" if hyphen => !term.amount.words && !super::claims::plural(view, view.next_word(end)),
        "m" => after != b'-' || next == at,
        "W" => !is_street(view, end) || term.amount.places > 0,
        "s" => next > at && !hyphen || term.amount.places > 0,
        "h" => !term.amount.words && after != b'-',
        "l" | "L" => !term.amount.words && !hyphen && after != b'-',
        "mi." | "ft." | "in." | "oz." | "sec." | "min." | "yr." | "hr." | "deg." | "gal." | "lb."
        | "lbs." => !term.amount.words || letters.len() > 3,
        // "7,000 AU troops"
        "AU" => !term.amount.words && !super::claims::plural(view, view.next_word(end)),
        "Ga" | "Ma" | "NM" | "mt" | "pt" | "mb" | "st" | "ms" | "ns" | "PB" | "bu" => !term.amount.words,
        "mil" => false,
        _ => {
            !(hyphen
                && letters.len() <= 2
                && after == b'-'
                && letters.bytes().all(|b| b.is_ascii_uppercase()))
        }
    }
}

/// "330 W. Broadway, Zorvex": whether the name of a street follows a letter.
pub(super) fn is_street(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end + 1);
    let name = view.word(next);
    let after = next + name.len();
    let further = view.next_word(after);
    view.byte(end) == b'.'
        && next > end + 1
        && capitalised(name)
        && !view.cue("opens-sentence", name)
        && (view.byte(after) == b',' || capitalised(further))
}

/// Whether a letter that is mostly something else is a unit there.
fn tight_fits(view: View<'_>, term: &Term, at: usize, next: usize, end: usize) -> bool {
    if term.amount.words {
        return false;
    }
    let direct = next == at;
    let after = view.skip_spaces(end);
    match view.text.get(next..end).unwrap_or("") {
        "in" | "IN" => inches_fit(view, term, (direct, after)),
        "g" => grams_fit(view, term, (direct, end)),
        "t" => direct && view.byte(after) != b'-' || term.amount.grouped,
        // "for 14 d;", "3.2 y (1.5-4.8)"
        "d" | "y" => {
            !direct
                && matches!(view.byte(end), 0 | b';' | b',' | b')' | b'.' | b' ')
                && !(view.byte(end) == b'.' && view.byte(end + 1).is_ascii_alphanumeric())
                && view.char_at(after).is_none_or(|c| matches!(c, ';' | ',' | ')' | '(' | '.'))
                && (end == after || view.byte(after) == b'(')
        }
        "C" | "F" => degrees_fit(view, term, end),
        _ => direct,
    }
}

/// Whether "in" after a number is the unit; `direct` where no space stands before it, `after` is what follows.
fn inches_fit(view: View<'_>, term: &Term, (direct, after): (bool, usize)) -> bool {
    let stop = view.char_at(after).is_none_or(|c| matches!(c, '.' | ')' | ',' | ';' | '(' | '?'));
    let feet = view.previous_word(term.start);
    // "3 by 5 in"
    let by = view.back_spaces(term.start) - feet.len();
    let side = is_any(feet, &["by"]) && view.byte_before(view.back_spaces(by)).is_ascii_digit();
    // "12 in (30 cm)", but "450 in (2019)"
    let digits = view.rest(after + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let stop = stop && (view.byte(after) != b'(' || digits > 0 && digits != 4);
    let led = is_any(feet, &["ft", "feet", "foot"]) || view.word(after).eq_ignore_ascii_case("by");
    (stop || side || led || direct) && !view.rest(after).starts_with("(the")
}

/// Whether "g" after a number is the unit: "a 4g phone" weighs nothing.
fn grams_fit(view: View<'_>, term: &Term, (direct, end): (bool, usize)) -> bool {
    let after = view.skip_spaces(end);
    let network = term.amount.is_plain_digits() && (2..7).contains(&term.amount.mantissa);
    let mobile = network
        && (view.near_before("mobile-network", term.start, 40) || view.near_after("mobile-network", end, 30));
    if mobile {
        return false;
    }
    let eaten =
        is_any(view.word(after), &["of", "protein", "fat", "sugar", "fibre", "fiber", "salt", "carbs"]);
    let weighed = !network || eaten || !view.char_at(after).is_some_and(char::is_alphabetic);
    direct && term.amount.value != Number::int(8) && weighed
        || term.amount.places > 0
        || view.byte(after) != 0 && !direct && view.byte(end) != b'.'
}

/// Whether "C" or "F" after a number is a temperature.
fn degrees_fit(view: View<'_>, term: &Term, end: usize) -> bool {
    let near = view.near_before("temperature", term.start, 60) || view.near_after("temperature", end, 60);
    let behind = |marks: [&str; 2]| {
        view.text.get(..term.start).is_some_and(|before| marks.iter().any(|mark| before.ends_with(mark)))
    };
    // "180C/350F"
    let paired = behind(["C/", "F/"])
        || view.byte(end) == b'/' && view.byte(end + 1).is_ascii_digit()
        || behind(["C (", "F ("])
        || view.rest(end).starts_with(" (") && view.byte(end + 2).is_ascii_digit();
    let owner = view.rest(end).starts_with("'s") || view.rest(end).starts_with("’s");
    (near || paired) && !owner
}

/// "times", "-fold", "x".
fn times(view: View<'_>, term: &Term, at: usize) -> Option<(Of, usize)> {
    let next = view.skip_gap(at);
    let word = view.word(next);
    let end = next + word.len();
    if word.eq_ignore_ascii_case("times") {
        let following = view.next_word(end);
        let compares = view.cue("after-times", following);
        return compares.then_some((Of::Times, end));
    }
    // "more than 2× the upper limit"
    let sign = view.rest(at).starts_with('×') && !term.amount.words;
    if sign && !view.byte(view.skip_spaces(at + '×'.len_utf8())).is_ascii_digit() {
        return Some((Of::Times, at + '×'.len_utf8()));
    }
    let x = matches!(word, "x" | "X")
        && next == at
        && !term.amount.words
        && !view.byte(view.skip_spaces(end)).is_ascii_digit();
    (word.eq_ignore_ascii_case("fold") || x).then_some((Of::Times, end))
}
