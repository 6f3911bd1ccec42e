//! Scores, votes, records, and proportions: two or more numbers that are one figure without being a range.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{map_opt, not, peek};
use nom::{IResult, Parser};

use super::claims::{bare, plural};
use super::figure::is_change;
use super::term::{Of, Term, term};
use super::view::{View, capitalised, is_any};
use super::{Found, tail};
use crate::claim::{Claim, Kind, Quantity, Unit, Value};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;

/// How far before and after a score a word of contest is looked for, in bytes.
const NEAR: usize = 48;

/// A score at `at`: "3-1", "24–21", "10-6-1", "52-48", "56 to 7" in a vote.
pub(super) fn at(view: View<'_>, at: usize, floor: usize) -> Option<Found> {
    let front = view.char_before(at);
    let money = view.vocabulary.money_before(view.text, view.back_spaces(at)).is_some();
    if money
        || front.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '-' | '–') && !c.is_whitespace()
        }) && at > floor
    {
        return None;
    }
    if let Some(found) = shots(view, at) {
        return Some(found);
    }
    let (rest, sides) = sides(view.rest(at)).ok()?;
    let end = view.text.len() - rest.len();
    if !view.ends_word(end) || no_score_after(view, end) && !is_shooting(view, at, end) {
        return None;
    }
    // "a 4-to-1 majority" is a proportion, "a 230-to-112 majority" is none.
    let small = sides.numbers.last().is_some_and(|n| *n < 4);
    let hyphened = view.text.get(at..end).is_some_and(|t| t.contains("-to-"));
    if small && hyphened && view.cue("odds", view.next_word(end)) {
        return None;
    }
    if sides.joined_by_to {
        return is_vote(view, at, end, &sides.numbers).then(|| score(at, end, &sides.numbers));
    }
    // "3-6-16", by itself: a day.
    let whole = view.text.len() < NEAR && view.text.trim().len() == end - at;
    let day = whole && matches!(sides.numbers.as_slice(), [1..=31, 1..=31, 10..=99]);
    if let ([first, second, year], true) = (sides.numbers.as_slice(), day)
        && let Some(date) = super::date::alone(*first, *second, *year)
    {
        return Some(Found::Figures(vec![bare(at, end, Kind::Date, Value::Date(date))]));
    }
    if is_record(view, at, end) || is_shooting(view, at, end) {
        return Some(score(at, end, &sides.numbers));
    }
    let falls = sides.numbers.windows(2).any(|w| matches!(w, [a, b] if a >= b)) || sides.numbers.len() > 2;
    let counted = counts(view, end);
    let contest = is_contest(view, at, end);
    let years = sides.numbers.first().is_some_and(|n| (1000..=2199).contains(n));
    let fits = if contest {
        !counted || falls && !years
    } else {
        falls && !counted && !years && sides.numbers.iter().all(|n| *n < 400)
    };
    fits.then(|| score(at, end, &sides.numbers))
}

/// "passed the bill 230-112": whether a vote stands there, and no number of the thing with the article before it.
pub(super) fn voted(view: View<'_>, start: usize) -> bool {
    let (thing, article) = view.two_before(start);
    let falls = || {
        let (_, sides) = sides(view.rest(start)).ok()?;
        Some(matches!(sides.numbers.as_slice(), [a, b] if a > b && *b > 9) && !sides.joined_by_to)
    };
    thing.starts_with(char::is_lowercase)
        && is_any(article, &["the", "a", "its", "that"])
        && view.near_before("contest", start, NEAR)
        && falls() == Some(true)
}

/// "Hawks (16-25)": the record of a team, alone in brackets after its name.
fn is_record(view: View<'_>, start: usize, end: usize) -> bool {
    let open = view.back_spaces(start);
    let hyphen = !view.text.get(start..end).is_some_and(|t| t.contains('–'));
    let alone = view.byte_before(open) == b'(' && view.byte(view.skip_spaces(end)) == b')';
    alone && hyphen && capitalised(view.previous_word(open.saturating_sub(1)))
}

/// "4-10 FG, 0-1 3Pt, 4-5 FT": shots made of shots taken.
fn is_shooting(view: View<'_>, start: usize, end: usize) -> bool {
    let next = view.skip_spaces(end);
    let shots = is_any(view.word(next), &["FG", "FT", "PT"]) || view.rest(next).starts_with("3P");
    shots && view.near_before("points", start, NEAR)
}

/// "2-for-4", "5 - of - 14": so many of so many tries.
fn shots(view: View<'_>, start: usize) -> Option<Found> {
    let digits = |at: usize| {
        let count = view.rest(at).bytes().take(4).take_while(u8::is_ascii_digit).count();
        let number = view.text.get(at..at + count)?.parse::<i128>().ok()?;
        (count < 4 && view.ends_word(at + count)).then_some((number, at + count))
    };
    let (made, end) = digits(start)?;
    let forms = ["-for-", "-of-", " - for - ", " - of - "];
    // "0 for 5 from the line"
    let spoken = Some(&" for ").filter(|f| view.rest(end).starts_with(**f));
    let form = forms.iter().find(|f| view.rest(end).starts_with(**f)).or(spoken)?;
    let (tried, end) = digits(end + form.len())?;
    let shooting = spoken.is_none() || view.cue("shooting", view.next_word(end));
    (made <= tried && shooting).then(|| score(start, end, &[made, tried]))
}

fn score(start: usize, end: usize, sides: &[i128]) -> Found {
    let sides = sides.iter().map(|n| Number::int(*n)).collect();
    Found::Figures(vec![bare(start, end, Kind::Score, Value::Score(sides))])
}

/// The sides of what may be a score.
struct Sides {
    numbers: Vec<i128>,
    joined_by_to: bool,
}

fn sides(input: &str) -> IResult<&str, Sides> {
    let (rest, first) = side(input)?;
    let (rest, by) =
        alt((tag("-to-"), tag("-"), tag("–"), tag(" - "), tag(" – "), tag(" to "))).parse(rest)?;
    let mut numbers = vec![first];
    let (mut rest, second) = side(rest)?;
    numbers.push(second);
    while numbers.len() < 4 && by != " to " && by != "-to-" {
        let more: IResult<&str, &str> = tag(by).parse(rest);
        let Ok((after, _)) = more else { break };
        let Ok((after, next)) = side(after) else { break };
        numbers.push(next);
        rest = after;
    }
    let dash = |r| (one_of::<_, _, nom::error::Error<&str>>("-–/"), one_of("0123456789")).parse(r);
    not(peek(dash)).parse(rest)?;
    Ok((rest, Sides { numbers, joined_by_to: by.contains("to") }))
}

/// A number that a side of a score can be.
fn side(input: &str) -> IResult<&str, i128> {
    let (rest, number) = map_opt(take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), |t: &str| {
        t.parse::<i128>().ok().filter(|_| t.len() == 1 || !t.starts_with('0'))
    })
    .parse(input)?;
    not(peek(one_of("0123456789%$°"))).parse(rest)?;
    not(peek((one_of(".,"), one_of("0123456789")))).parse(rest)?;
    Ok((rest, number))
}

/// Whether what follows two numbers shows that they are no score: a unit, a percent sign, a hyphenated noun.
fn no_score_after(view: View<'_>, end: usize) -> bool {
    if tail::percent(view, end).is_some() {
        return true;
    }
    let next = view.skip_gap(end);
    if view.byte(end) == b'-' && view.cue("score-noun", view.word(next)) {
        return false;
    }
    // "4-2 in seven games": no inches.
    let unit = !is_any(view.word(next), &["in"]) && view.vocabulary.unit_at(view.text, next).is_some();
    next > end && unit && view.word(next).len() > 1
        || view.byte(end) == b'-'
        || view.vocabulary.money_at(view.text, next).is_some()
}

/// Whether things follow that a range could count.
fn counts(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    let word = view.word(next);
    next > end && plural(view, word) && !view.cue("contest", word)
}

fn is_contest(view: View<'_>, start: usize, end: usize) -> bool {
    view.near_before("contest", start, NEAR) || view.near_after("contest", end, 24)
}

/// "by 230 to 112", "a vote of 56 to 7", "voted 8 to 1".
fn is_vote(view: View<'_>, start: usize, end: usize, sides: &[i128]) -> bool {
    let [a, b] = sides else { return false };
    let (near, far) = view.two_before(start);
    let near_vote = view.cue("voting", near)
        || is_any(near, &["of", "was", "by"]) && view.cue("tally", far)
        || near.eq_ignore_ascii_case("by") && a > b && view.near_before("contest", start, NEAR)
        || view.cue("verdict", view.next_word(end)) && view.byte(end) != b'.';
    near_vote && !is_change_of_amount(view, start)
}

/// "rose by 5 to 20".
fn is_change_of_amount(view: View<'_>, start: usize) -> bool {
    let (near, far) = view.two_before(start);
    is_change(view, start) && !is_any(near, &["by", "lost", "won"])
        || near.eq_ignore_ascii_case("by") && view.cue("change", far) && !is_any(far, &["lost"])
}

/// "one in five", "1 in 5", "two out of three", "3 to 1", "one over three".
pub(super) fn ratio(view: View<'_>, first: &Term, floor: usize) -> Option<Found> {
    if first.of != Of::Nothing
        || !first.amount.value.is_integer()
        || first.amount.scale > 0
        || first.amount.grouped
    {
        return None;
    }
    let (kind, next) = proportion(view, first)?;
    let second = term(view, next, next, true)?;
    let value = second.amount.value;
    if second.of != Of::Nothing || second.start != next || !value.is_integer() || second.amount.places > 0 {
        return None;
    }
    let (a, b) = (first.amount.value, value);
    let ten = Number::int(10);
    let small = b <= ten
        || a == Number::ONE && (second.amount.scale > 0 || round(b))
        || a == Number::ONE && second.amount.words;
    let stops = stops_after(view, second.end);
    let fits = match kind {
        Proportion::In => a < b && small && second.amount.whole < 4 && !things_of_time(view, second.end),
        Proportion::OutOf => a < b && (small || first.amount.words && second.amount.words),
        // "2000 over 3" is a sum only where nothing else is written: in a cell, or as an answer.
        Proportion::Over => {
            stops && (a == Number::ONE || first.start == 0 && view.rest(second.end).trim().is_empty())
        }
        Proportion::Colon => true,
        Proportion::To => {
            a > b
                && b <= Number::int(3)
                && !is_change(view, first.start)
                && stops
                && is_odds(view, first.start, second.end)
        }
    };
    if !fits || b.is_zero() || first.negative && kind != Proportion::Over {
        return None;
    }
    let value = if first.negative { a.neg() } else { a }.div(b)?;
    let quantity = Quantity {
        value: Some(value),
        stated: Interval::point(value),
        unhedged: Interval::point(value),
        widest: Interval::point(value),
    };
    let hedge = super::claims::hedge(view, first.start, second.end, floor);
    let quantity = match hedge {
        Some(hedge) => hedged(view, value, hedge.sense).unwrap_or(quantity),
        None => quantity,
    };
    Some(Found::Figures(vec![Claim {
        span: Span::new(first.start, second.end),
        kind: Kind::Ratio,
        value: Value::Quantity(quantity),
        unit: Unit::None,
        hedge,
    }]))
}

fn hedged(view: View<'_>, value: Number, sense: crate::claim::HedgeSense) -> Option<Quantity> {
    use super::meaning::{Precision, Written, quantity};
    let written =
        Written { value, mantissa: 0, exponent: 0, precision: Precision::Fraction, rounds_small: false };
    quantity(written, Some(sense), view.vocabulary)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proportion {
    In,
    OutOf,
    Over,
    Colon,
    To,
}

/// The word between the numbers of a proportion, with where the second starts.
fn proportion(view: View<'_>, first: &Term) -> Option<(Proportion, usize)> {
    if view.byte(first.end) == b':' && !first.amount.words {
        let next = first.end + 1;
        let digits = view.rest(next).bytes().take_while(u8::is_ascii_digit).count();
        return (digits == 1).then_some((Proportion::Colon, next));
    }
    let next = view.skip_gap(first.end);
    let letters = view.word(next);
    let after = view.skip_gap(next + letters.len());
    if next == first.end {
        return None;
    }
    if letters.eq_ignore_ascii_case("out") && view.word(after).eq_ignore_ascii_case("of") {
        let of = view.skip_spaces(after + 2);
        let every = view.word(of).eq_ignore_ascii_case("every");
        return Some((Proportion::OutOf, if every { view.skip_spaces(of + 5) } else { of }));
    }
    let kind = [("in", Proportion::In), ("over", Proportion::Over), ("to", Proportion::To)];
    let found = kind.iter().find(|(w, _)| letters.eq_ignore_ascii_case(w))?.1;
    let every = view.word(after).eq_ignore_ascii_case("every") && found == Proportion::In;
    Some((found, if every { view.skip_spaces(after + 5) } else { after }))
}

/// Whether a number is one that proportions are given with: 20, 25, 100, 1,000.
fn round(n: Number) -> bool {
    let n = n.to_integer().unwrap_or(1);
    n <= 20 || n % 10 == 0 || n % 25 == 0
}

fn stops_after(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    !view.char_at(next).is_some_and(char::is_alphanumeric) || view.cue("after-odds", view.word(next))
}

/// "one in three years": so many of a time, no proportion.
fn things_of_time(view: View<'_>, end: usize) -> bool {
    let next = view.skip_gap(end);
    view.vocabulary.unit_at(view.text, next).is_some() || view.cue("no-proportion", view.word(next))
}

fn is_odds(view: View<'_>, start: usize, end: usize) -> bool {
    let word = |w: &str| view.cue("odds", w);
    let (near, far) = view.two_before(start);
    word(near)
        || word(far)
        || word(view.next_word(end))
        || is_any(near, &["by", "than"]) && view.near_before("odds", start, NEAR)
        || view.near_before("outnumbers", start, NEAR / 2)
}
