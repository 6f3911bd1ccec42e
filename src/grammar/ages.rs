//! Ages: figures that tell how old somebody or something is.

use super::claims::{hedge_before, plural};
use super::tail::{is_year_word, percent};
use super::term::Term;
use super::view::{View, capitalised, is_any};
use crate::claim::{Kind, Unit};
use crate::number::Number;

/// Makes an age of a figure that is one: "43 years old", "43-year-old", "aged 43", "Smith, 43,". With where it ends.
pub(super) fn aged(
    view: View<'_>,
    (start, floor): (usize, usize),
    term: &Term,
    kind: Kind,
    unit: Unit,
) -> (Kind, Unit, usize) {
    let as_it_is = (kind, unit, term.end);
    if kind == Kind::Duration {
        return match old_after(view, term.end) {
            Some(end) => (Kind::Age, unit, end),
            None if is_age_of_years(view, (start, floor), term) => (Kind::Age, unit, term.end),
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
    if let Some(length) = years_old_short(view, term.end) {
        return (Kind::Age, years_old, term.end + length);
    }
    // "aged over 40": what makes it an age stands before what loosens it.
    let hedged = || hedge_before(view, start, floor).is_some_and(|h| age_before(view, h.span.start));
    let by_words = (age_before(view, start) || hedged()) && !counts_something(view, term.end);
    let by_words =
        by_words || term.amount.whole == 2 && view.byte(start + 2) == b',' && second_of_two(view, start);
    let by_words = by_words || by_hyphen(view, start, term) || of_a_group(view, (start, floor), term);
    let by_name = !term.amount.words && term.amount.places == 0 && between_commas(view, start, term);
    if by_words || by_name { (Kind::Age, years_old, term.end) } else { as_it_is }
}

/// Whether a stretch of years is an age though "old" does not follow: the words around it say so.
fn is_age_of_years(view: View<'_>, (start, floor): (usize, usize), term: &Term) -> bool {
    let (near, far) = view.two_before(start);
    let told = is_any(near, &["of", "was", "is", "were"]) && is_any(far, &["age", "ages"])
        || is_any(near, &["between", "from"]) && is_any(far, &["aged", "ages"])
        || is_any(near, &["aged", "age", "ages"])
        || near == "than" && is_any(far, &["younger", "older"]);
    // "men of 15-64 years"
    let group = || {
        near.eq_ignore_ascii_case("of") && view.cue("group-of-people", far) && term.start > start
            || or_older(view, term)
    };
    let loosened = || {
        hedge_before(view, start, floor).is_some_and(|h| is_any(view.previous_word(h.span.start), &["aged"]))
    };
    // "15-64 years: 61%", of the people of a land
    let cohort =
        || view.byte(term.end) == b':' && start < term.start && view.near_before("age-structure", start, 80);
    told || group() || loosened() || old_later(view, term) || cohort()
}

/// "7- and 8-year old boys": whether "old" follows behind a second number.
fn old_later(view: View<'_>, term: &Term) -> bool {
    let rest = view.rest(term.end);
    let window = rest.get(..rest.len().min(24)).or_else(|| rest.get(..20));
    [" and ", " or ", "- and ", "- or "].iter().any(|form| rest.starts_with(form))
        && window.is_some_and(|t| t.contains(" old") || t.contains("-old"))
}

/// "60 years and over": whether what loosens a number of years says that it is an age.
fn or_older(view: View<'_>, term: &Term) -> bool {
    let years = view.vocabulary.unit_at(view.text, view.skip_gap(term.amount.end)).map(|u| u.0);
    years.is_some()
        && years == view.vocabulary.year()
        && view.vocabulary.hedge_after(view.text, view.skip_spaces(term.end)).is_some_and(|(_, to)| {
            let last = view.word_ending(to);
            is_any(last, &["older", "younger"])
                || is_any(last, &["over"]) && term.amount.value >= Number::int(10)
        })
}

/// "23 y.o.", "87 y/o": how long that is.
fn years_old_short(view: View<'_>, end: usize) -> Option<usize> {
    let rest = view.rest(end);
    [" y.o.", "y.o.", " y/o", "y/o", "-y/o", " y.o", " y-o"]
        .iter()
        .find(|s| rest.starts_with(**s))
        .map(|s| s.len())
}

/// "18 or older", "people 65 and over", "children under 5": an age that bounds a group of people.
fn of_a_group(view: View<'_>, (start, floor): (usize, usize), term: &Term) -> bool {
    let young = is_any(view.next_word(term.end), &["boys", "girls", "sides"]);
    if !term.amount.is_plain_digits() && !term.amount.words || !young && counts_something(view, term.end) {
        return false;
    }
    let people = |at: usize| {
        let (near, far) = view.two_before(at);
        view.cue("group-of-people", near)
            || is_any(near, &["aged", "is", "are"]) && view.cue("group-of-people", far)
    };
    if let Some((_, to)) = view.vocabulary.hedge_after(view.text, view.skip_gap(term.end)) {
        let last = view.word_ending(to);
        return is_any(last, &["older", "younger"])
            || is_any(last, &["over", "under", "up", "above"]) && people(start);
    }
    let hedge = hedge_before(view, start, floor);
    let bound = hedge.and_then(|h| Some((view.text.get(h.span.start..h.span.end)?, h.span.start)));
    bound.is_some_and(|(word, at)| {
        is_any(word, &["over", "under", "above", "below", "older than", "younger than"]) && people(at)
    }) && stands_alone(view, term.end)
        || young_group(view, term, bound)
}

/// "the under 14 boys": an age before the people that it bounds.
fn young_group(view: View<'_>, term: &Term, bound: Option<(&str, usize)>) -> bool {
    let digits = term.amount.is_plain_digits() && term.amount.whole == 2;
    let next = view.next_word(term.end);
    digits
        && bound.is_some_and(|(word, _)| word == "under")
        && is_any(next, &["boys", "girls", "side", "sides"])
}

/// Whether nothing that a number could count follows it.
fn stands_alone(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    let word = view.word(next);
    !view.byte(next).is_ascii_digit()
        && (word.is_empty() && !matches!(view.byte(next), b'-' | b'%' | b'$') || view.cue("after-age", word))
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
    if is_any(near, &["turned", "turns", "turning"]) {
        return view.char_at(start).is_some();
    }
    if near.eq_ignore_ascii_case("between") || near.eq_ignore_ascii_case("from") {
        return is_any(far, &["aged", "ages"]) || near.eq_ignore_ascii_case("from") && is_any(far, &["age"]);
    }
    if of_someone(view, start, (near, far)) {
        return true;
    }
    if near.eq_ignore_ascii_case("now") {
        return view.byte(start + 2) == b',' && !far.eq_ignore_ascii_case("until");
    }
    let person = is_any(far, &["he", "she", "who"]) || far == "I";
    view.cue("before-age", near) && person
        || when_they(view, start, near)
        || near.eq_ignore_ascii_case("as") && is_any(far, &["young", "old"])
        || is_any(near, &["of", "to"]) && is_any(far, &["age", "ages"])
        || near.eq_ignore_ascii_case("and") && aged_too(view, view.back_spaces(start) - near.len())
}

/// Whether a number tells the age of someone named or meant, by the two words before it, the nearer first, and by what
/// stands behind it.
fn of_someone(view: View<'_>, start: usize, (near, far): (&str, &str)) -> bool {
    let comma = view.byte_before(view.back_spaces(view.back_spaces(start) - near.len())) == b',';
    // "Jane Roe and John Doe, both 14, came."
    let pair = is_any(near, &["both"]) && far.is_empty();
    if pair && comma && matches!(view.byte(start + 2), b',' | b';' | b'.') {
        return true;
    }
    let stops = |at: usize| {
        let next = view.char_at(view.skip_spaces(at));
        next.is_none_or(|c| matches!(c, '.' | ',' | ';' | ')')) || view.cue("after-age", view.next_word(at))
    };
    let digits = view.rest(start).bytes().take(3).take_while(u8::is_ascii_digit).count();
    // "dead at 86", "Jane Doe, then 16.", "the lowest age to join at 16"
    let whole = digits == 2 && view.ends_word(start + 2) && stops(start + 2);
    let told = || {
        near.eq_ignore_ascii_case("at") && view.cue("died", far)
            || near.eq_ignore_ascii_case("then") && comma && far.is_empty()
            || is_any(near, &["at", "to", "from"]) && view.near_before("word-of-age", start, 60)
    };
    if whole && told() {
        return true;
    }
    // "his son, who's nine, sings"
    if near == "s" && stops(start + digits.max(view.word(start).len())) && contracted(view, start) {
        return true;
    }
    // "I'm 15 and"
    let quote = view.back_spaces(start).checked_sub(1).filter(|_| near == "m");
    quote.is_some_and(|at| view.text.get(..at).is_some_and(|t| t.ends_with("I'") || t.ends_with("I’")))
}

/// "The singer was 73 when he died."
fn when_they(view: View<'_>, start: usize, near: &str) -> bool {
    let digits = view.rest(start).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let when = view.skip_spaces(start + digits);
    digits == 2
        && is_any(near, &["was", "is"])
        && view.word(when).eq_ignore_ascii_case("when")
        && is_any(view.next_word(when + 4), &["he", "she", "they"])
}

/// Whether "who's", "he's" or "she's" stands before a place.
fn contracted(view: View<'_>, start: usize) -> bool {
    let s = view.back_spaces(start) - 1;
    let quote = view.char_before(s).filter(|c| matches!(c, '\'' | '’'));
    quote.is_some_and(|q| is_any(view.word_ending(s - q.len_utf8()), &["who", "he", "she"]))
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
    // "two boys, 13 and 16, who"
    if view.cue("group-of-people", name) && two_ages(view, term.end) {
        return true;
    }
    // "The England striker, 24, was hurt."
    let stops = view.byte(view.skip_spaces(term.end)) == b',' && value >= Number::int(15);
    if stops && view.cue("person-by-trade", name) {
        return true;
    }
    // "THE MEXICAN, 39, WAS KILLED"
    let told = view.next_word(view.skip_spaces(term.end) + 1);
    let shouted = stops
        && !lower
        && name.len() > 3
        && is_any(told, &["WAS", "WERE", "WHO", "OF", "HAS", "HAD", "IS", "SAID"]);
    if !capitalised(name) || name.len() < 2 || month || !lower && !shouted || is_year_word(view, name) {
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

/// " and 16, who": whether another age and a comma follow the first.
fn two_ages(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(view.skip_spaces(end) + 3);
    let digits = view.rest(next).bytes().take(3).take_while(u8::is_ascii_digit).count();
    view.next_word(end).eq_ignore_ascii_case("and") && digits == 2 && view.byte(next + 2) == b','
}

/// "boys, 13 and 16,": whether a number stands at `start` that is the second age.
fn second_of_two(view: View<'_>, start: usize) -> bool {
    let and = view.back_spaces(start);
    let first_end = view.back_spaces(and.saturating_sub(3));
    let digits = view.text.as_bytes().get(..first_end).unwrap_or(&[]);
    let digits = digits.iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let comma = view.back_spaces(first_end - digits);
    view.word_ending(and).eq_ignore_ascii_case("and")
        && (1..=2).contains(&digits)
        && view.byte_before(comma) == b','
        && view.cue("group-of-people", view.word_ending(comma - 1))
}

/// Whether a name that ends at `end` has another before it, and no preposition before that: "Jane Roe" but not "in New York".
fn full_name(view: View<'_>, end: usize, last: usize) -> bool {
    let (first, before) = view.two_before(end - last);
    let lower = first.chars().skip(1).any(char::is_lowercase);
    capitalised(first) && lower && (before.is_empty() || !view.cue("before-place", before))
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
