//! Figures in which an article stands for one: "a mile", "a percent", "an hour or two".

use super::Found;
use super::claims::{pair, single};
use super::term::Term;
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::lexicon::Word;

/// "a gallon", "a mile": one of a unit that is a measure and nothing else. After a figure it is a rate: "$3 a gallon".
pub(super) fn one_of_unit(view: View<'_>, start: usize, floor: usize, length: usize) -> Found {
    let end = start + length;
    let next = end + 1;
    let letters = view.word(next);
    let share = letters.len() > 5 && letters.as_bytes().first().is_some_and(|b| matches!(b, b'p' | b'P'));
    if share && let Some(found) = one_percent(view, start, floor, end) {
        return found;
    }
    if letters.len() < 4 || !view.cue("one-unit", letters) || !view.ends_word(next + letters.len()) {
        return Found::Nothing(end);
    }
    let before = view.back_spaces(start);
    let rate = before == floor && floor > 0 || view.cue("one-unit-not-before", view.word_ending(before));
    if rate {
        return Found::Nothing(end);
    }
    let Some((unit, last)) = view.vocabulary.unit_at(view.text, next) else { return Found::Nothing(end) };
    // "a mile or two" is read at "two".
    let or = view.skip_spaces(last);
    if view.word(or).eq_ignore_ascii_case("or") && view.next_word(or + 2).eq_ignore_ascii_case("two") {
        return Found::Nothing(end);
    }
    let mut term = Term::of_unit(view, start, last, Number::ONE, unit);
    // As round as "one mile" is.
    (term.amount.fraction, term.amount.mantissa) = (false, 1);
    single(view, &term, floor).map_or(Found::Nothing(end), |claim| Found::Figures(vec![claim]))
}

/// "rose a percentage point", "fell by a percent": one of a hundred; "as a percent of sales" is none.
fn one_percent(view: View<'_>, start: usize, floor: usize, end: usize) -> Option<Found> {
    let (of, last) = super::tail::percent(view, end)?;
    let before = view.back_spaces(start);
    let word = view.word_ending(before);
    let part = before == floor && floor > 0
        || view.cue("one-unit-not-before", word) && !word.eq_ignore_ascii_case("by");
    let share = view.cue("no-percent-after", view.next_word(last)) || word.eq_ignore_ascii_case("as");
    if part || share || view.byte(end + 1) == b'%' {
        return None;
    }
    let mut term = Term::of_unit(view, start, last, Number::ONE, 0);
    (term.amount.fraction, term.amount.mantissa, term.of) = (false, 1, of);
    single(view, &term, floor).map(|claim| Found::Figures(vec![claim]))
}

/// "an hour or two": from one to two of a unit; `start` is where "two" stands.
pub(super) fn one_or_two(view: View<'_>, start: usize, floor: usize, said: Word) -> Option<Found> {
    let or = view.back_spaces(start);
    if said != Word::Unit(2) || !view.word_ending(or).eq_ignore_ascii_case("or") {
        return None;
    }
    let unit_end = view.back_spaces(or - 2);
    let unit_start = unit_end - view.word_ending(unit_end).len();
    let (unit, last) = view.vocabulary.unit_at(view.text, unit_start)?;
    let article = view.back_spaces(unit_start);
    let from = article - view.word_ending(article).len();
    let whole = last == unit_end && unit_end - unit_start > 2 && from >= floor;
    if !whole || !is_any(view.word(from), &["a", "an", "the"]) {
        return None;
    }
    let low = Term::of_unit(view, from, unit_end, Number::ONE, unit);
    let high = Term::of_unit(view, start, start + 3, Number::int(2), unit);
    pair(view, &low, &high, floor).map(|claim| Found::Figures(vec![claim]))
}
