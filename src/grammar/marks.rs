//! Numbers that point to something else: references, and the numbers of points and headings.

use super::Found;
use super::claims::plural;
use super::codes::RUN;
use super::shapes::{is_grouped, measured};
use super::view::{View, capitalised, is_any};
use crate::vocabulary::lexicon::word;

/// How far apart "(1)" and "(2)" stand, in bytes.
const POINTS: usize = 400;

/// "**5. What", "1.1 What is it?": the number of a heading, at the very start.
pub(super) fn heading(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let front = view.text.get(..start).filter(|front| floor == 0 && front.len() < 5)?;
    let run = view.rest(start).bytes().take(8).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = view.text.get(start..start + run)?;
    let next = view.skip_spaces(start + run);
    let title = view.word(next);
    let zone = view.vocabulary.zone(title).is_some();
    let marked = number.ends_with('.') || number.contains('.') && word(title).is_none() && !zone;
    let free = front.chars().all(|c| !c.is_alphanumeric() && c != '$' && c != '-');
    let parts = number.trim_end_matches('.').split('.').all(|part| (1..=2).contains(&part.len()));
    let fits = free && parts && marked && next > start + run && capitalised(title) && title.len() > 1;
    let amount = measured(view, start, start + run)
        || view.vocabulary.unit_at(view.text, next).is_some()
        || view.vocabulary.money_at(view.text, next).is_some();
    (fits && !amount)
        .then(|| Found::passed(start, start + number.trim_end_matches('.').len(), "number of a point"))
}

/// "the results.14, 21 Still": references set above the line, whose height is lost.
pub(super) fn superscript(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let front = view.byte_before(start);
    let at = start.checked_sub(1).filter(|_| matches!(front, b'.' | b',') && digits < 4)?;
    let end = spaced_list_end(view, list_end(view, start + digits));
    let letters = view.word_ending(at);
    // "(CL).1 In": after a bracket too.
    let closed = digits < 3 && front == b'.' && matches!(view.byte_before(at), b')' | b']');
    let lower =
        letters.len() > 2 && letters.bytes().all(|b| b.is_ascii_lowercase()) || closed || letters == "al";
    let after = view.skip_spaces(end);
    // "BODY.3. METHODS": the number of a heading.
    let upper = letters.len() > 2 && letters.bytes().all(|b| b.is_ascii_uppercase());
    let run = view.rest(start).bytes().take(8).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let stops = view.text.get(start..start + run).is_some_and(|number| number.ends_with('.'));
    if front == b'.' && upper && stops && view.ends_word(start + run) {
        return Some(Found::passed(start, start + run - 1, "number of a point"));
    }
    let title = view.next_word(start + run);
    let shouted = title.len() > 2 && title.bytes().all(|b| b.is_ascii_uppercase());
    if front == b'.' && upper && shouted && view.byte(start + run) == b' ' {
        return Some(Found::passed(start, start + run, "number of a point"));
    }
    // "by Roe et al.26)"
    let others = letters == "al" && digits < 3 && view.ends_word(end);
    let stops = others
        || after >= view.text.len()
        || after > end && view.char_at(after).is_some_and(char::is_uppercase);
    (lower && stops && !view.cue("file", letters)).then(|| Found::passed(start, end, "reference mark"))
}

/// Past up to four short numbers that follow another with a space, where a capital letter begins what comes then.
fn spaced_list_end(view: View<'_>, end: usize) -> usize {
    let mut last = end;
    for _ in 0..4 {
        let digits = view.rest(last + 1).bytes().take(3).take_while(u8::is_ascii_digit).count();
        if view.byte(last) != b' ' || !(1..=2).contains(&digits) || view.byte(last + 1 + digits) != b' ' {
            break;
        }
        last += 1 + digits;
    }
    if view.char_at(view.skip_spaces(last)).is_some_and(char::is_uppercase) { last } else { end }
}

/// Past the short numbers that follow another with commas or dashes.
pub(super) fn list_end(view: View<'_>, end: usize) -> usize {
    let mut last = end;
    for _ in 0..16 {
        let Some(mark) = view.char_at(last).filter(|c| matches!(c, ',' | '-' | '–')) else { break };
        let next = view.skip_spaces(last + mark.len_utf8());
        let digits = view.rest(next).bytes().take(4).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 || !view.ends_word(next + digits) {
            break;
        }
        last = next + digits;
    }
    last
}

/// "α 0": a small number set below the line, whose height is lost.
pub(super) fn subscript(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let before = view.back_spaces(start);
    let decimal = view.byte(start + 1) == b'.' && view.byte(start + 2).is_ascii_digit();
    let greek = view.char_before(before).is_some_and(|c| matches!(c, 'α'..='ω' | 'ϵ' | 'Α'..='Ω'));
    (greek && digits == 1 && before < start && view.ends_word(start + 1) && !decimal)
        .then(|| Found::passed(start, start + 1, "part of a name"))
}

/// "[21]", "[8,17,32]", "[3-5]": references to a list of sources.
pub(super) fn reference(view: View<'_>, start: usize) -> Option<Found> {
    let (near, _) = view.two_before(start.checked_sub(1)?);
    if view.byte_before(start) != b'[' || view.cue("before-interval", near) {
        return None;
    }
    let inside = |c: &char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | ';');
    let length: usize = view.rest(start).chars().take(RUN).take_while(inside).map(char::len_utf8).sum();
    let list = view.text.get(start..start + length)?;
    // "reported.[171920]": the commas were lost.
    let joined = (4..=9).contains(&list.len())
        && list.bytes().all(|b| b.is_ascii_digit())
        && view.char_before(start - 1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
        && !(list.len() == 4 && matches!(list.get(..2), Some("18" | "19" | "20")));
    if joined && view.byte(start + length) == b']' {
        return Some(Found::passed(start, start + length, "reference mark"));
    }
    let short = list.split(|c: char| !c.is_ascii_digit()).all(|number| number.len() <= 3);
    (short && view.byte(start + length) == b']')
        .then(|| Found::passed(start, start + length, "reference mark"))
}

/// "Year 12", "25/Roe": the number of a school year, or of a day beside who signs for it.
pub(super) fn labelled(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    if digits > 2 {
        return None;
    }
    let end = start + digits;
    let year = matches!(view.previous_word(start), "Year" | "Years" | "YEAR");
    let signed = view.byte(end) == b'/'
        && matches!(view.byte_before(start), 0 | b'\n')
        && capitalised(view.word(end + 1))
        && view.word(end + 1).len() > 2;
    // "Note: 1 Primarily of rates"
    let colon = view.back_spaces(start);
    let note = digits == 1
        && view.byte_before(colon) == b':'
        && is_any(view.word_ending(colon.saturating_sub(1)), &["note", "notes"])
        && view.byte(end) == b' '
        && capitalised(view.word(end + 1));
    (year && view.ends_word(end) && view.byte(end) != b'%' || signed || note)
        .then(|| Found::passed(start, end, "part of a name"))
}

/// "several fronts, such as 1, 5, 10 and others": examples that have no name but a number.
pub(super) fn named_by_number(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let (near, far) = view.two_before(start);
    if !near.eq_ignore_ascii_case("as") || !far.eq_ignore_ascii_case("such") {
        return None;
    }
    let end = list_end(view, start + digits);
    let several = view.text.get(start..end).is_some_and(|list| list.matches(',').count() > 1);
    let next = view.next_word(end);
    let counts = plural(view, next) || view.vocabulary.unit_at(view.text, view.skip_spaces(end)).is_some();
    (several && !counts && !measured(view, start, end))
        .then(|| Found::passed(start, end, "numbers for names"))
}

/// "in many cases (3, 4).": references in round brackets, two or more in their order.
pub(super) fn round_reference(view: View<'_>, start: usize) -> Option<Found> {
    let open = start.checked_sub(1).filter(|open| view.byte(*open) == b'(')?;
    let close =
        list_end(view, start + view.rest(start).bytes().take(4).take_while(u8::is_ascii_digit).count());
    let list = view.text.get(start..close)?;
    let numbers =
        list.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap_or(0));
    let numbers: Vec<u32> = numbers.collect();
    let before = view.previous_word(open);
    let told = before.len() > 2 && before.starts_with(char::is_lowercase) && !view.cue("counted", before);
    let stops = view.byte(close) == b')' && matches!(view.byte(close + 1), b'.' | b',' | b':' | b';');
    let rising = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let several = rising && list.contains(',') && !is_grouped(list);
    let fits = told && stops && (several || cited_too(view, (open, close), &numbers));
    fits.then(|| Found::passed(start, close, "reference mark"))
}

/// "it was shown (13). Others doubt it (14).": whether a single number in brackets ends a sentence, and the number next to
/// it ends another nearby.
fn cited_too(view: View<'_>, (open, close): (usize, usize), numbers: &[u32]) -> bool {
    let [number] = numbers else { return false };
    if view.byte(close + 1) != b'.' {
        return false;
    }
    let before = view.text.get(view.boundary(open.saturating_sub(POINTS))..open).unwrap_or("");
    let after = view.text.get(close..view.boundary(close + POINTS)).unwrap_or("");
    let stands = |n: u32| {
        let mark = format!("({n}).");
        before.contains(&mark) || after.contains(&mark)
    };
    stands(number.saturating_add(1)) || *number > 1 && stands(number - 1)
}

/// "4. Zorvex 5. Port Roe 6. Coast": whether two of the numbers next to one stand in the same way nearby.
fn in_a_list(view: View<'_>, start: usize, end: usize) -> bool {
    let Some(number) = view.text.get(start..end).and_then(|n| n.parse::<u8>().ok()) else { return false };
    let before = view.text.get(view.boundary(start.saturating_sub(POINTS / 2))..start).unwrap_or("");
    let after = view.text.get(end..view.boundary(end + POINTS / 2)).unwrap_or("");
    let told = |text: &str, n: Option<u8>| n.is_some_and(|n| text.contains(&format!(" {n}. ")));
    let (last, next) = (told(before, number.checked_sub(1)), told(after, number.checked_add(1)));
    let further = (told(before, number.checked_sub(2)), told(after, number.checked_add(2)));
    last && (next || further.0) || next && further.1
}

/// "(1) to sing and (2) to dance", "1) to sing and 2) to dance": the numbers of what is told one by one.
pub(super) fn enumerator(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let open = start.checked_sub(1)?;
    let end = start + digits;
    // "It is new. 2. Take another."
    let last = view.byte_before(view.back_spaces(start));
    let next = view.skip_spaces(end + 1);
    let stands = digits < 3
        && view.byte(end) == b'.'
        && view.byte(open) == b' '
        && matches!(last, b'.' | b'!' | b'?' | b')' | b';');
    let title = next > end + 1 && view.char_at(next).is_some_and(char::is_uppercase);
    let listed =
        || digits < 3 && view.byte(end) == b'.' && view.byte(open) == b' ' && in_a_list(view, start, end);
    if title && (stands || listed()) {
        return Some(Found::passed(start, end, "number of a point"));
    }
    let mark = match view.byte(open) {
        b'(' => "(",
        b' ' => " ",
        _ => return None,
    };
    // "(1.) define it"
    if mark == "(" && digits < 3 && view.rest(end).starts_with(".)") {
        return Some(Found::passed(start, end, "number of a point"));
    }
    if view.byte(end) != b')' || digits > 2 {
        return None;
    }
    // "Note: (1) Rates are of the year."
    let title = view.skip_spaces(end + 1);
    let opens = mark == "(" && matches!(view.byte_before(view.back_spaces(open)), 0 | b':' | b'.' | b';');
    // "is authorized— (1) to have access"
    let dash =
        mark == "(" && view.char_before(view.back_spaces(open)).is_some_and(|c| matches!(c, '—' | '–' | ':'));
    if dash && view.text.get(start..end) == Some("1") && view.byte(end + 1) == b' ' {
        return Some(Found::passed(start, end, "number of a point"));
    }
    let quoted = |c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '"');
    if opens && view.byte(end + 1) == b' ' && view.char_at(title).is_some_and(quoted) {
        return Some(Found::passed(start, end, "number of a point"));
    }
    let number: u8 = view.text.get(start..end)?.parse().ok()?;
    let before = view.text.get(view.boundary(start.saturating_sub(POINTS))..start)?;
    let after = view.text.get(end..view.boundary(end + POINTS))?;
    let told = number > 1 && before.contains(&format!("{mark}{})", number - 1))
        || after.contains(&format!("{mark}{})", number.saturating_add(1)));
    told.then(|| Found::passed(start, end, "number of a point"))
}

/// A digit on a key, as a picture.
pub(super) fn keycap(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let mark = view.char_at(start + digits).filter(|c| matches!(c, '\u{fe0f}' | '\u{20e3}'))?;
    Some(Found::passed(start, start + digits + mark.len_utf8(), "sign"))
}
