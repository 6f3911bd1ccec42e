//! Numbers that are part of a name: of a kind, a model, a title, a version, a thing with a number of its own.

use super::Found;
use super::claims::plural;
use super::codes::RUN;
use super::scale::short_scale;
use super::shapes::measured;
use super::view::{View, capitalised, is_any};
use crate::vocabulary::Context;
use crate::vocabulary::lexicon::{Word, word};

/// How far from a number a word that tells its sort is looked for, in bytes.
const NEAR: usize = 60;

/// "PTX ISA 7.0 (new)", "OAuth 2.0": a number that ends in nought tenths after a name with capitals in it, where nothing is
/// counted or measured.
pub(super) fn release(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits + 2;
    let name = view.previous_word(start);
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let nought = digits < 3 && view.text.get(start + digits..end) == Some(".0") && view.ends_word(end);
    if !nought || capitals < 2 || name.len() > 8 || view.byte(end) == b'-' || word(name).is_some() {
        return None;
    }
    let next = view.skip_spaces(end);
    let counts = plural(view, view.word(next))
        || measured(view, start, end)
        || view.vocabulary.unit_at(view.text, next).is_some()
        // "GETS 80.0 MLN DLR CONTRACT"
        || matches!(view.number_word(next), Some((Word::Scale(_), _)))
        || Some(view.word(next)).filter(|w| w.len() > 1).and_then(short_scale).is_some()
        || view.byte(end) == b'.' && view.byte(end + 1).is_ascii_digit();
    (!counts).then(|| Found::passed(start, end, "version or section"))
}

/// "the 1.11 release": nobody counts releases in tenths.
pub(super) fn released(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let point = start + digits;
    let places = view.rest(point + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let end = point + 1 + places;
    let known = view.byte(point) == b'.'
        && (1..4).contains(&places)
        && view.byte(end) == b' '
        && view.cue("version-noun", view.word(end + 1));
    known.then(|| Found::passed(start, end, "version or section"))
}

/// "it violates 107's text": a number that owns something is a name. Decades and years have been read.
pub(super) fn owner(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let front = view.byte_before(start);
    let owns = ["'s", "’s"].iter().find(|s| view.rest(end).starts_with(**s))?;
    let alone = view.ends_word(end + owns.len()) && !matches!(front, b'.' | b',' | b'$');
    (digits < 4 && alone).then(|| Found::passed(start, end, "part of a name"))
}

/// Whether what ends at `at` is a code: a capital and a digit in one run; `joined` with hyphens and the like in it.
pub(super) fn in_code(view: View<'_>, at: usize, joined: bool) -> bool {
    let Some(front) = view.text.as_bytes().get(..at) else { return false };
    let inside = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'.' || joined && matches!(**b, b'-' | b'>');
    let run = || front.iter().rev().take(RUN).take_while(inside);
    run().next().is_some_and(u8::is_ascii_digit) && run().any(u8::is_ascii_uppercase)
}

/// Whether a capital letter ends at `at`, all by itself.
pub(super) fn one_capital(view: View<'_>, at: usize) -> bool {
    let alone = |at: usize| !view.char_before(at).is_some_and(|c| c.is_alphanumeric() || c == '.');
    at > 0 && view.byte_before(at).is_ascii_uppercase() && alone(at - 1)
}

/// "covid-19", "prime-1", "omega-3": a small number after the name of a kind.
pub(super) fn is_kind(view: View<'_>, start: usize, letters: &str) -> bool {
    let digits = view.rest(start).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    let next = view.skip_spaces(end);
    let amount = || {
        measured(view, start, end)
            || view.vocabulary.unit_at(view.text, next).is_some()
            || plural(view, view.word(next))
    };
    let name = letters.len() > 3 && letters.bytes().all(|b| b.is_ascii_lowercase());
    let known = || view.cue("before-hyphen", letters) || word(letters).is_some();
    name && digits < 4 && view.byte(end) != b'-' && view.ends_word(end) && !known() && !amount()
}

/// "the larger 767": a model of aircraft, where the talk is of them.
pub(super) fn aircraft(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let (first, last) = (view.byte(start), view.byte(start + 2));
    if digits != 3 || first != b'7' || last != b'7' {
        return None;
    }
    let near =
        || view.near_before("aircraft", start, NEAR) || view.near_after("aircraft", start + digits, NEAR);
    let next = view.next_word(start + digits);
    let counts = plural(view, next) && !view.cue("aircraft", next);
    // "737-800"
    let variant = view.rest(start + digits + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let end = start + digits + if view.byte(start + digits) == b'-' && variant > 1 { variant + 1 } else { 0 };
    (!counts && near()).then(|| Found::passed(start, end, "model or name"))
}

/// "the 2100 Bioanalyzer": a model of an instrument, before what it is.
pub(super) fn instrument(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let known = digits > 2
        && view.byte(end) == b' '
        && capitalised(view.word(end + 1))
        && view.cue("model-noun", view.word(end + 1));
    known.then(|| Found::passed(start, end, "model or name"))
}

/// "when Sims 2 was new": a number after a name, before what is said of it.
pub(super) fn part_of_name(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let before = view.back_spaces(start);
    let (name, earlier) = view.two_before(start);
    let lower = name.len() > 2 && name.chars().skip(1).all(char::is_lowercase);
    // "the ZORVX 2, which"
    let acronym = name.len() > 3 && name.bytes().all(|b| b.is_ascii_uppercase()) && digits == 1;
    if digits > 3 || before == start || !capitalised(name) || !lower && !acronym || word(name).is_some() {
        return None;
    }
    // "Update 31 May": a day.
    if matches!(word(view.next_word(end)), Some(Word::Month(..))) {
        return None;
    }
    // "Game 7" of a series, as other games are counted.
    if view.cue("numbered-game", name) {
        return None;
    }
    let said = view.byte(end) == b' ' && view.cue("said-of-name", view.word(end + 1));
    // A sentence begins with many a word that is no name.
    if earlier.is_empty() && view.cue("opens-sentence", name) {
        return None;
    }
    let within = earlier.starts_with(char::is_lowercase);
    let places = view.rest(end + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let dotted = view.byte(end) == b'.' && (1..4).contains(&places);
    if dotted && view.byte(end + 1 + places) == b'.' && view.byte(end + 2 + places).is_ascii_digit() {
        return None;
    }
    // "Zorvex 1.78 and newer"
    let after = view.skip_spaces(end + 1 + places);
    let and = view.skip_spaces(after + view.word(after).len());
    if dotted && is_any(view.word(after), &["and", "or"]) && view.cue("after-version", view.word(and)) {
        return Some(Found::passed(start, end + 1 + places, "version or section"));
    }
    // "in Zorvex 5.3": a version. Nothing is counted in tenths after a name.
    if within && dotted && view.cue("before-name", earlier) {
        let end = end + 1 + places;
        let counted = view.byte(end) == b'%'
            || measured(view, start, end)
            || view.ends_word(end) && plural(view, view.next_word(end));
        return (!counted && view.ends_word(end)).then(|| Found::passed(start, end, "version or section"));
    }
    // "the first Zorvex 2, which": no score, where the other side would follow.
    let after = view.skip_spaces(end + 1);
    let stops = matches!(view.byte(end), b',' | b'.' | b';' | b')' | b'"')
        && (after > end + 1 || after >= view.text.len())
        && (view.byte(end) != b',' || view.char_at(after).is_some_and(char::is_lowercase));
    let said = said && lower || within && stops && view.cue("before-name", earlier);
    let said = said || within && lower && view.byte(end) == b' ' && told_of(view, start, end);
    said.then(|| Found::passed(start, end, "part of a name"))
}

/// "played Zorvex 2 for years": whether words follow that no number has before it unless it is counted already, in a text
/// where only names have capitals.
fn told_of(view: View<'_>, start: usize, end: usize) -> bool {
    let after = view.skip_spaces(end);
    let said = view.word(after);
    let further = view.next_word(after + said.len());
    let joins = is_any(said, &["and", "or"])
        && !is_any(further, &["so", "more", "less", "fewer"])
        && further.starts_with(char::is_lowercase)
        && word(further).is_none();
    (joins || view.cue("after-name", said)) && is_running(view, start)
}

/// Whether most words around a place have no capital, as in a sentence and seldom in a headline.
fn is_running(view: View<'_>, at: usize) -> bool {
    let (from, to) = (view.boundary(at.saturating_sub(NEAR)), view.boundary(at + NEAR));
    let window = view.text.get(from..to).unwrap_or("");
    let (mut small, mut capitals) = (0, 0);
    for word in window.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        if capitalised(word) { capitals += 1 } else { small += 1 }
    }
    small > capitals
}

/// "'Zorvex 2' opens": a number that ends a title between quotation marks.
pub(super) fn titled_number(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let quote = view.char_at(end).filter(|c| matches!(c, '\'' | '’' | '"' | '”'))?;
    let mut at = view.back_spaces(start);
    if digits > 2 || at == start || !view.ends_word(end + quote.len_utf8()) {
        return None;
    }
    for place in 0..5 {
        let name = view.word_ending(at);
        let small = place > 0 && name.len() < 4;
        if name.is_empty() || !capitalised(name) && !small || word(name).is_some() {
            return None;
        }
        let from = at - name.len();
        if view.char_before(from).is_some_and(|c| matches!(c, '\'' | '‘' | '"' | '“')) {
            return capitalised(name).then(|| Found::passed(start, end, "title"));
        }
        at = view.back_spaces(from);
        if at == from {
            return None;
        }
    }
    None
}

/// "Second Avenue", "Fifth Amendment".
pub(super) fn named_after(view: View<'_>, start: usize, end: usize) -> Option<Found> {
    if !view.char_at(start).is_some_and(char::is_uppercase) {
        return None;
    }
    let next = view.skip_gap(end);
    let after = view.word(next);
    let upper = view.text.get(start..end)?.bytes().all(|b| b.is_ascii_uppercase());
    // "the Zorvex One satellite"; "a glasshouse at Two Wells", but "Sentenced to Seven Years" is a headline.
    let front = view.two_before(start);
    let after_digit =
        view.byte_before(view.back_spaces(view.back_spaces(start) - front.0.len())).is_ascii_digit();
    let lower_before = front.0.starts_with(char::is_lowercase);
    // "a firm like Zorvex Media and Two Rivers Media"
    let whole = || {
        let third = view.next_word(next + after.len());
        is_any(front.0, &["and", "of", "by"]) && capitalised(third) && is_running(view, start)
    };
    let running = lower_before && (front.1.starts_with(char::is_lowercase) || after_digit || whole());
    let lower = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let hyphen = view.byte(end) == b'-';
    if running
        && !hyphen
        && !upper
        && capitalised(after)
        && after.len() > 2
        && lower(after)
        && word(after).is_none()
    {
        return Some(Found::passed(start, next + after.len(), "street or name"));
    }
    // '"The Nine Tailors"'
    let the = view.back_spaces(start).wrapping_sub(3);
    let quoted = front.0 == "The" && view.char_before(the).is_some_and(|c| matches!(c, '"' | '“' | '‘'));
    if quoted && !upper && !hyphen && capitalised(after) && lower(after) && word(after).is_none() {
        return Some(Found::passed(start, next + after.len(), "title"));
    }
    // "wasn't Flagrant Two the final word"
    let named = capitalised(front.0)
        && front.0.chars().skip(1).all(char::is_lowercase)
        && front.0.len() > 3
        && front.1.starts_with(char::is_lowercase)
        && after.starts_with(char::is_lowercase);
    if named && !upper && next > end && !view.cue("opens-sentence", front.0) {
        return Some(Found::passed(start, end, "part of a name"));
    }
    let ship = capitalised(front.0)
        && !front.0.bytes().all(|b| b.is_ascii_uppercase())
        && !front.1.is_empty()
        && view.cue("craft", after);
    if ship && next > end {
        return Some(Found::passed(start, end, "model or name"));
    }
    let named = next > end && !upper && view.vocabulary.lookalikes().has(Context::NamedAfter, after);
    named.then(|| Found::passed(start, next + after.len(), "street or name"))
}
