//! Slips of the pen within a number, so that nobody can tell what is meant: "155, 625 people", "4,472,0000".

use super::Found;
use super::claims::plural;
use super::codes::RUN;
use super::view::View;
use crate::vocabulary::lexicon::word;

/// "one,200 people": a slip of the pen, where a word stands for the first digits.
pub(super) fn half_spelled(view: View<'_>, start: usize, end: usize) -> Option<Found> {
    let group = view.rest(end + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let fits = view.byte(end) == b',' && group == 3 && view.ends_word(end + 4);
    fits.then(|| Found::passed(start, end + 4, "number with a gap in it"))
}

/// "155, 625 people": a slip of the pen within a number, or two numbers; nobody can tell.
pub(super) fn broken(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let slip = || {
        gap_in_price(view, start, end)
            .or_else(|| mixed_marks(view, start, end))
            .or_else(|| wrong_groups(view, start, digits))
    };
    if let Some(found) = slip() {
        return Some(found);
    }
    let next = end + 2;
    let group = view.rest(next).bytes().take(4).take_while(u8::is_ascii_digit).count();
    if digits > 3
        || view.byte(start) == b'0'
        || view.byte(end) != b','
        || view.byte(end + 1) != b' '
        || group != 3
    {
        return None;
    }
    let after = next + group;
    let noun = view.next_word(after);
    let counts = view.byte(after) == b' ' && plural(view, noun) && noun.starts_with(char::is_lowercase)
        // Nobody counts nought of a thing in three digits.
        || view.text.get(next..after) == Some("000");
    let before = view.back_spaces(start);
    // "aged 25, 300 people", "of 900, 625 men", "June 5, 300 people", "4, 155, 625 items": two figures after all.
    let two = view.byte_before(before) == b','
        || view.cue("before-whole", view.word_ending(before))
        || word(view.word_ending(before)).is_some()
        || view.word_ending(before).starts_with(char::is_uppercase);
    (counts && !two).then(|| Found::passed(start, after, "number with a gap in it"))
}

/// "245 23 yen": a price with a gap in it; nobody can tell where the point or the comma was.
fn gap_in_price(view: View<'_>, start: usize, end: usize) -> Option<Found> {
    let digits = view.rest(end + 1).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let after = end + 1 + digits;
    let gap = view.byte(end) == b' ' && digits == 2 && end - start == 3;
    let (_, money) =
        view.vocabulary.money_at(view.text, after + 1).filter(|_| gap && view.byte(after) == b' ')?;
    let word = view.word(after + 1).len() > 2 && view.ends_word(money);
    word.then(|| Found::passed(start, after, "number with a gap in it"))
}

/// "1.428,000": a point and a comma as if both parted thousands; nobody can tell what is meant.
fn mixed_marks(view: View<'_>, start: usize, end: usize) -> Option<Found> {
    let digits = |at: usize| view.rest(at).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let fits =
        view.byte(end) == b'.' && digits(end + 1) == 3 && view.byte(end + 4) == b',' && digits(end + 5) == 3;
    (fits && view.ends_word(end + 8)).then(|| Found::passed(start, end + 8, "number with a gap in it"))
}

/// "4,472,0000": groups of digits of which only some are thousands; nobody can tell what is meant.
fn wrong_groups(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    if digits > 3 || view.byte(start + digits) != b',' {
        return None;
    }
    let run = view.rest(start).bytes().take(RUN).take_while(|b| b.is_ascii_digit() || *b == b',').count();
    if run >= RUN {
        return None;
    }
    let list = view.text.get(start..start + run)?.trim_end_matches(',');
    let groups: Vec<usize> = list.split(',').skip(1).map(str::len).collect();
    let (last, front) = groups.split_last().filter(|(_, front)| !front.is_empty())?;
    let indian = *last == 3 && front.iter().all(|n| *n == 2);
    let wrong = groups.contains(&3) && groups.iter().any(|n| *n != 3) && !indian && !groups.contains(&0);
    wrong.then(|| Found::passed(start, start + list.len(), "number with a gap in it"))
}
