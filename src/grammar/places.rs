//! Numbers that are places on the map.

use super::Found;
use super::codes::run_at;
use super::view::View;

/// "32.02N  96.30W": a place on the map.
pub(super) fn coordinate(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let point = start + digits;
    let places = view.rest(point + 1).bytes().take(8).take_while(u8::is_ascii_digit).count();
    let letter = point + 1 + places;
    if digits > 3 || view.byte(point) != b'.' || places == 0 || !view.ends_word(letter + 1) {
        return None;
    }
    let north = matches!(view.byte(letter), b'N' | b'S');
    let before = view.back_spaces(start);
    let paired = matches!(view.byte_before(before), b'N' | b'S' | b',')
        && view
            .text
            .get(..before)
            .is_some_and(|t| t.trim_end_matches([',', 'N', 'S']).ends_with(|c: char| c.is_ascii_digit()));
    (north || paired && matches!(view.byte(letter), b'E' | b'W'))
        .then(|| Found::passed(start, letter + 1, "place on the map"))
}

/// "50N 80W": a place on the map in whole degrees.
pub(super) fn whole_degrees(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    if !matches!(view.byte(start + digits), b'N' | b'S') {
        return None;
    }
    let side = |at: usize, digits: usize, letters: [u8; 2]| {
        (1..4).contains(&digits)
            && letters.contains(&view.byte(at + digits))
            && view.ends_word(at + digits + 1)
    };
    let end = start + digits + 1;
    let next = view.skip_spaces(end + usize::from(view.byte(end) == b','));
    let ahead = view.rest(next).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let north = side(start, digits, [b'N', b'S']) && side(next, ahead, [b'E', b'W']);
    north.then(|| Found::passed(start, next + ahead + 1, "place on the map"))
}

/// "45°30'N", "40.71° N", "12°34'56\"N": a place on the map.
pub(super) fn with_signs(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let number =
        |at: usize| view.rest(at).bytes().take(8).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let degrees = start + digits + if view.byte(start + digits) == b'.' { number(start + digits) } else { 0 };
    let mut end = degrees + view.char_at(degrees).filter(|c| matches!(c, '°' | 'º'))?.len_utf8();
    for _ in 0..2 {
        let part = number(view.skip_spaces(end));
        let at = view.skip_spaces(end) + part;
        let Some(sign) =
            view.char_at(at).filter(|c| part > 0 && matches!(c, '\'' | '′' | '’' | '"' | '″' | '”'))
        else {
            break;
        };
        end = at + sign.len_utf8();
    }
    let letter = view.skip_spaces(end);
    let fits =
        digits < 4 && matches!(view.byte(letter), b'N' | b'S' | b'E' | b'W') && view.ends_word(letter + 1);
    fits.then(|| Found::passed(start, letter + 1, "place on the map"))
}

/// "54 30 S, 37 00 W": a place on the map in degrees and minutes.
pub(super) fn degrees(view: View<'_>, start: usize) -> Option<Found> {
    let side = |at: usize, letters: [u8; 2]| {
        let degrees = view.rest(at).bytes().take(4).take_while(u8::is_ascii_digit).count();
        let minutes = at + degrees + 1;
        let letter = minutes + 3;
        let digits = view.rest(minutes).bytes().take(3).take_while(u8::is_ascii_digit).count();
        let fits = (1..=3).contains(&degrees) && digits == 2 && letters.contains(&view.byte(letter));
        let spaced = view.byte(minutes - 1) == b' ' && view.byte(letter - 1) == b' ';
        (fits && spaced && view.ends_word(letter + 1)).then_some(letter + 1)
    };
    let end = side(side(start, [b'N', b'S']).filter(|end| view.byte(*end) == b',')? + 2, [b'E', b'W'])?;
    Some(Found::passed(start, end, "place on the map"))
}

/// "40 SSW SHV", "6 SSW GARNETT": so far from a place, as weather stations write it.
pub(super) fn bearing(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let point = view.skip_spaces(start + digits);
    let letters = view.word(point);
    let compass = letters.bytes().all(|b| matches!(b, b'N' | b'E' | b'S' | b'W'));
    if digits > 3 || point == start + digits || !compass || !(1..=3).contains(&letters.len()) {
        return None;
    }
    let place = view.skip_spaces(point + letters.len());
    // "25 WNW O87", "20 E 4HV": the code of an airfield.
    let code = run_at(view, place);
    let field = code.len() == 3
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && code.bytes().any(|b| b.is_ascii_digit())
        && code.bytes().any(|b| b.is_ascii_uppercase());
    if field && place > point + letters.len() {
        return Some(Found::passed(start, place + code.len(), "place on the map"));
    }
    let name = view.word(place);
    let after = view.skip_spaces(place + name.len());
    let goes_on = view.char_at(after).is_some_and(char::is_alphabetic) && view.word(after) != name;
    // "15 S CWSP TO 20 NE ABC"
    let further = view.byte(view.skip_spaces(after + view.word(after).len())).is_ascii_digit();
    let station = (3..=4).contains(&name.len()) && (!goes_on || further) || view.byte(after).is_ascii_digit();
    // "1 NW Leone 14.33S"
    let after = view.skip_spaces(view.skip_spaces(view.skip_spaces(after)));
    let at = view.rest(after).bytes().take(8).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let mapped = at > 3 && matches!(view.byte(after + at), b'N' | b'S') && view.ends_word(after + at + 1);
    if mapped && view.byte(place).is_ascii_uppercase() {
        return Some(Found::passed(start, point + letters.len(), "place on the map"));
    }
    let upper = name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase());
    let fits = upper && place > point + letters.len() && (letters.len() > 1 || station);
    fits.then(|| Found::passed(start, point + letters.len(), "place on the map"))
}
