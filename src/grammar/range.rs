//! Two numbers with one meaning: ranges, scores, votes.

use super::Page;
use super::number::{Form, Written};
use crate::number::Number;

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// "10-20", "10 – 20", "8- to 16-".
    Dash,
    /// "10 to 20".
    To,
    /// "10 and 20", after "between".
    And,
}

/// The joint after a number, with where the second number starts. `between` says that "between" stands before.
pub(super) fn joint(page: &Page<'_>, end: usize, between: bool) -> Option<(Joint, usize)> {
    let rest = page.rest(end);
    let forms = [
        (" to ", Joint::To),
        ("- to ", Joint::Dash),
        ("-to-", Joint::To),
        (" through ", Joint::To),
        ("-", Joint::Dash),
        ("–", Joint::Dash),
        (" - ", Joint::Dash),
        (" – ", Joint::Dash),
        ("\nto ", Joint::To),
    ];
    if between {
        for and in [" and ", "\nand ", " and\n"] {
            if rest.get(..and.len()).is_some_and(|r| r.eq_ignore_ascii_case(and)) {
                return Some((Joint::And, end + and.len()));
            }
        }
    }
    forms
        .iter()
        .find(|(form, _)| rest.get(..form.len()).is_some_and(|r| r.eq_ignore_ascii_case(form)))
        .map(|(form, joint)| (*joint, end + form.len()))
}

/// Whether the words before a figure make a change of "A to B", not a range.
pub(super) fn is_change(page: &Page<'_>, start: usize) -> bool {
    let (word, at) = page.word_before(start);
    if page.vocabulary.cue("stretch", word) {
        return false;
    }
    if page.vocabulary.cue("change", word) || word.eq_ignore_ascii_case("by") {
        return true;
    }
    if word.eq_ignore_ascii_case("from") {
        let (earlier, _) = page.word_before(at);
        return !page.vocabulary.cue("stretch", earlier);
    }
    false
}

/// Whether two small whole numbers with a hyphen are a score and not a range: they run down, or a contest is near.
pub(super) fn is_score(
    page: &Page<'_>,
    start: usize,
    end: usize,
    sides: (Number, Number),
    joint: Joint,
) -> bool {
    let contest = || {
        let before = page.before(start);
        let near = before.get(floor_boundary(before, before.len().saturating_sub(40))..).unwrap_or("");
        let after = page.rest(end);
        let after = after.get(..floor_boundary(after, after.len().min(25))).unwrap_or("");
        let words =
            near.split(|c: char| !c.is_alphanumeric()).chain(after.split(|c: char| !c.is_alphanumeric()));
        words.filter(|w| !w.is_empty()).any(|w| page.vocabulary.cue("contest", w))
    };
    match joint {
        Joint::Dash => sides.0 >= sides.1 || contest(),
        Joint::To => sides.0 >= sides.1 && !is_change(page, start) && contest(),
        Joint::And => false,
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A whole number that can be a side of a score.
pub(super) fn side(written: &Written) -> Option<Number> {
    let plain = matches!(written.form, Form::Digits { .. }) && written.decimals == 0;
    (plain && written.value.is_integer()).then_some(written.value)
}

/// The first number of a range with the scale of the second where only the second has one: "$4-5 million".
pub(super) fn shared_scale(first: &Written, second: &Written) -> Option<Number> {
    if first.form == Form::Scaled || second.form != Form::Scaled || second.place <= 0 && second.last <= 0 {
        return None;
    }
    let power = [12, 9, 7, 6, 5, 3, 2].into_iter().find(|p| {
        Number::power_of_ten(*p)
            .is_some_and(|unit| second.value >= unit && second.place + second.decimals >= *p)
    })?;
    first.value.mul(Number::power_of_ten(power)?)
}
