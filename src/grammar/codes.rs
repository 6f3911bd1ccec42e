//! Numbers that are addresses, codes and places: on the Web, in the post, on the telephone, on the map.

use super::view::View;
use super::{Found, date};
use crate::vocabulary::Context;

/// How far a run of letters, digits and marks is looked at, in characters.
pub(super) const RUN: usize = 64;

/// How far before a number a word of telephones is looked for, in bytes.
const NEAR: usize = 24;

/// The run at `start` of characters that no space parts, without marks at its end.
pub(super) fn run_at(view: View<'_>, start: usize) -> &str {
    let rest = view.rest(start);
    let inside =
        |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | ':' | ',' | '_' | '\'' | '@' | '#');
    let length = rest.chars().take(RUN).take_while(inside).map(char::len_utf8).sum();
    rest.get(..length).unwrap_or("").trim_end_matches(['.', ',', '-', ':', '/', '\''])
}

/// Whether the mark right before a number makes it part of something: "%20National", "C++17", "HTTP/2", "example.com:8080".
pub(super) fn after_mark(view: View<'_>, start: usize, front: char) -> bool {
    let digits = view.rest(start).bytes().take(6).take_while(u8::is_ascii_digit).count();
    let next = view.byte(start + digits);
    match front {
        '%' => digits <= 2 && (next.is_ascii_alphanumeric() || next == b'%'),
        // "DRD+5", "<field version=\"1.0\">"
        '+' if digits < 3 && upper_run(view, start - 1) > 1 => true,
        '"' => start > 2 && view.byte(start - 2) == b'=' && view.byte(start - 3).is_ascii_alphabetic(),
        '+' => {
            view.text.get(..start).is_some_and(|t| t.ends_with("++"))
                && start > 2
                && view.byte(start - 3).is_ascii_alphabetic()
        }
        '/' => {
            let name = view.word_ending(start - 1);
            name.len() > 2
                && name.bytes().all(|b| b.is_ascii_uppercase())
                && digits < 3
                && !view.text.get(start..start + digits + 1).is_some_and(|t| t.ends_with('/'))
        }
        ':' => {
            let name = view.word_ending(start - 1);
            let point = start - 1 - name.len();
            digits > 1 && view.byte_before(point) == b'.' && view.cue("domain", name) && point > 1
        }
        _ => false,
    }
}

/// How many capitals end at a place.
fn upper_run(view: View<'_>, at: usize) -> usize {
    view.word_ending(at).bytes().rev().take_while(u8::is_ascii_uppercase).count()
}

/// "97.1 FM": a station by its place on the dial.
pub(super) fn frequency(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let point = start + digits;
    let places = view.rest(point + 1).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let end = point + 1 + places;
    let fits = (2..=3).contains(&digits) && view.byte(point) == b'.' && (1..3).contains(&places);
    (fits && view.rest(view.skip_spaces(end)).starts_with("FM") && view.ends_word(view.skip_spaces(end) + 2))
        .then(|| Found::passed(start, end, "radio or television"))
}

/// "/2014/09/08/": part of an address on the Web.
pub(super) fn path(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    // Nothing else begins one, and most numbers end here.
    if !matches!(view.byte(start + digits), b'/' | b'.') && view.byte_before(start) != b'/' {
        return None;
    }
    let run = run_at(view, start);
    let row = run.bytes().filter(|b| *b == b'/').count() > 2
        && run.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let inside = view.byte_before(start) == b'/' && run.contains('/') || row;
    // "10.1186/s13063": what articles are registered under.
    let object = run.starts_with("10.") && run.get(3..).is_some_and(is_registrant);
    (inside || object || is_file(view, start, run))
        .then(|| Found::passed(start, start + run.len(), "part of an address"))
}

/// "homepage-2016.png", "up-to-11/": part of the name of a file or a folder.
fn is_file(view: View<'_>, start: usize, run: &str) -> bool {
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let rest = run.get(digits..).unwrap_or("");
    let last = rest.rsplit('.').next().unwrap_or("");
    let ending = rest.starts_with('.') && view.cue("file", last);
    let folder = rest.starts_with('/') && rest.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
    let joined = matches!(view.byte_before(start), b'-' | b'_' | b'/');
    ending || joined && folder && !rest.contains("/-") && rest.len() > 6
}

/// Whether a text begins with four or five digits, a stroke and something else.
fn is_registrant(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or("");
    (4..=5).contains(&digits) && rest.len() > 3 && rest.starts_with('/')
}

/// "6A:85:71:09:65": the bytes of a key, or the address of a machine.
pub(super) fn fingerprint(view: View<'_>, start: usize) -> Option<Found> {
    if view.byte_before(start) != b':' && ![1, 2, 3, 4].iter().any(|i| view.byte(start + i) == b':') {
        return None;
    }
    let inside = |b: &u8| b.is_ascii_hexdigit() || *b == b':';
    let back = view.text.as_bytes().get(..start)?.iter().rev().take(RUN).take_while(|b| inside(b)).count();
    let ahead = view.rest(start).bytes().take(RUN).take_while(inside).count();
    let run = view.text.get(start - back..start + ahead)?.trim_matches(':');
    let pairs = run.split(':').filter(|pair| pair.len() == 2).count();
    let letters = run.bytes().any(|b| b.is_ascii_alphabetic());
    // "2600:1f1c:446:4900::65"
    let groups = run.split(':').count() > 3 && run.split(':').all(|group| group.len() <= 4);
    let fits = letters && (pairs > 3 && run.split(':').all(|pair| pair.len() <= 2) || groups);
    fits.then(|| Found::passed(start, start + ahead, "bytes of a key"))
}

/// "94-05 108th Street": a number of two parts, of which the second is padded. After a month's number it may be a day.
pub(super) fn padded_pair(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let hyphen = start + digits;
    let second = view.rest(hyphen + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let first: u16 = view.text.get(start..hyphen)?.parse().ok()?;
    let fits = (2..=3).contains(&digits) && first > 31 && view.byte(hyphen) == b'-' && second == 2;
    let padded = view.byte(hyphen + 1) == b'0' && view.ends_word(hyphen + 3) && view.byte(hyphen + 3) != b'-';
    let unit = view.byte(hyphen + 3) == b'.' && view.byte(hyphen + 4).is_ascii_digit();
    (fits && padded && !unit).then(|| Found::passed(start, hyphen + 3, "codes"))
}

/// "Boston, MA 02110", "Sydney NSW 2000".
pub(super) fn postcode(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let state = view.previous_word(start);
    let known = (4..=5).contains(&digits) && view.vocabulary.lookalikes().has(Context::State, state);
    let end = start + digits;
    // "JACKSON MS 1137 AM CST"
    let clock = digits == 4 && matches!(view.next_word(end), "AM" | "PM" | "UTC" | "GMT");
    let known = known && !clock;
    let more = view.rest(end + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let zip = view.byte(end) == b'-' && more == 4;
    let end = if zip { end + 5 } else { end };
    // "Texas 75207-4399": nothing else has five digits and four.
    let known = known || zip && digits == 5;
    (known && view.ends_word(end)).then(|| Found::passed(start, end, "postcode"))
}

/// "3296 9557 3321 9531": codes and coordinates in a row.
pub(super) fn codes(view: View<'_>, start: usize) -> Option<Found> {
    let first = view.rest(start).bytes().take(9).take_while(u8::is_ascii_digit).count();
    let (mut at, mut groups, mut end) = (start, 0, start);
    while groups < 64 {
        let digits = view.rest(at).bytes().take(9).take_while(u8::is_ascii_digit).count();
        let alike = (4..=5).contains(&digits) || digits == first && (6..=8).contains(&digits);
        if !alike || !view.ends_word(at + digits) {
            break;
        }
        (end, groups) = (at + digits, groups + 1);
        at = view.skip_spaces(end);
        if at == end {
            break;
        }
    }
    // "3763 9725", but neither "1998 1999" nor "2000 1200 boats".
    let years = view.text.get(start..start + 2).is_some_and(|c| matches!(c, "18" | "19" | "20"));
    let pair = groups == 2 && first == 4 && (9..=10).contains(&(end - start)) && !years;
    let counts =
        view.char_at(view.skip_spaces(end)).is_some_and(|c| c.is_lowercase() || matches!(c, '%' | '$' | '.'));
    (groups > 2 || groups == 2 && first > 6 || pair && !counts).then(|| Found::passed(start, end, "codes"))
}

/// "TM 2127/FL280", "280-330/RM", "25030KT", "250716 Z DH1203": what pilots and gauges report, in codes.
pub(super) fn report(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let upper = |at: usize, least: usize| {
        let letters = view.word(at);
        letters.len() >= least && letters.bytes().all(|b| b.is_ascii_uppercase())
    };
    if digits == 5 && view.rest(end).starts_with("KT") && view.ends_word(end + 2) {
        return Some(Found::passed(start, end + 2, "codes"));
    }
    let code = || {
        let next = run_at(view, end + 3);
        next.starts_with(|c: char| c.is_ascii_uppercase()) && next.bytes().any(|b| b.is_ascii_digit())
    };
    let zulu = digits == 6 && view.rest(end).starts_with(" Z ") && code();
    let told = || {
        let front = view.back_spaces(start);
        front < start && view.word_ending(front).len() > 1 && view.byte_before(front).is_ascii_uppercase()
    };
    // "/TM 1630 /FL050", "/TA -10": a field of a report by a pilot.
    let sign = usize::from(view.byte_before(start) == b'-');
    let name = view.back_spaces(start - sign);
    let two = view.word_ending(name);
    let slash =
        two.len() == 2 && two.bytes().all(|b| b.is_ascii_uppercase()) && view.byte_before(name - 2) == b'/';
    if slash && name < start - sign {
        return Some(Found::passed(start, start + run_at(view, start).len().max(1), "codes"));
    }
    if let Some(end) = pair_of_codes(view, start, digits) {
        return Some(Found::passed(start, end, "codes"));
    }
    let more = view.rest(end + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let end = if view.byte(end) == b'-' && more == 3 { end + 4 } else { end };
    let field = (3..=4).contains(&digits) && view.byte(end) == b'/' && told() && upper(end + 1, 2);
    (zulu || field).then(|| Found::passed(start, end, "codes"))
}

/// "28/19 A3005", "1218/1324", "120/80": two numbers beside each other that are no fraction; where they end.
fn pair_of_codes(view: View<'_>, start: usize, digits: usize) -> Option<usize> {
    let slash = start + digits;
    if view.byte(slash) != b'/' {
        return None;
    }
    let second = view.rest(slash + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let end = slash + 1 + second;
    if view.byte(slash) != b'/'
        || second < 2
        || !view.ends_word(end)
        || matches!(view.byte(end), b'/' | b'.' | b'-' | b'%')
    {
        return None;
    }
    let number = |from: usize, to: usize| view.text.get(from..to)?.parse::<u32>().ok();
    let (a, b) = (number(start, slash)?, number(slash + 1, end)?);
    let setting = run_at(view, view.skip_spaces(end));
    let setting = setting.len() == 5
        && setting.starts_with(['A', 'Q'])
        && setting.bytes().skip(1).all(|b| b.is_ascii_digit());
    let day_and_hour = |n: u32| (1..=31).contains(&(n / 100)) && n % 100 <= 24;
    let years = (1800..2200).contains(&a) && (1800..2200).contains(&b);
    let long = digits == 4 && second == 4 && day_and_hour(a) && day_and_hour(b) && !years;
    let pressure = digits == 3 && a > b && (40..200).contains(&b) && a < 300;
    (setting || long || pressure).then_some(end)
}

/// "2013-004501-12": three groups of digits of which one is longer than any number with hyphens.
pub(super) fn long_groups(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    if view.byte(start + digits) != b'-' {
        return None;
    }
    let run = view.rest(start).bytes().take(RUN).take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let parts = view.text.get(start..start + run)?.trim_end_matches('-');
    let long = parts.split('-').skip(1).any(|part| part.len() > 4);
    let padded = parts.split('-').skip(1).any(|part| part.len() > 4 && part.starts_with('0'));
    let groups = parts.split('-').count();
    // "12-3456789"
    let employer = groups == 2 && digits == 2 && parts.len() == 10;
    (long && (groups > 2 || padded || employer)).then(|| Found::passed(start, start + parts.len(), "codes"))
}

/// "4800" in "03008KT 4800 -SN SCT007": a number beside a long code of capitals and digits, where no prose goes on.
pub(super) fn among_codes(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let year = digits == 4 && matches!(view.text.get(start..start + 2), Some("19" | "20"));
    let free = |byte: u8| matches!(byte, b' ' | b'\n' | b'=' | 0);
    if !(3..=6).contains(&digits)
        || year
        || !free(view.byte(end))
        || !matches!(view.byte_before(start), b' ' | b'\n')
    {
        return None;
    }
    let bytes = view.text.as_bytes().get(..view.back_spaces(start))?;
    let length = bytes.iter().rev().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    let before = view.text.get(bytes.len() - length..bytes.len()).is_some_and(is_mixed);
    let next = view.skip_spaces(end);
    let prose = view.char_at(next).is_some_and(|c| c.is_lowercase() || matches!(c, '%' | '$'));
    let beside = before || next > end && is_mixed(run_at(view, next));
    (beside && !prose).then(|| Found::passed(start, end, "codes"))
}

/// Whether a run is five capitals and digits or more, some of each.
fn is_mixed(run: &str) -> bool {
    let inside = run.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    inside && run.len() > 4 && digits > 1 && run.len() > digits + 1
}

/// "729 WWUS40 KWNS 271449", "24703 L-202": a number beside a code of capitals and digits is part of it.
pub(super) fn beside_code(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    if !(3..=6).contains(&digits) || !view.ends_word(end) || view.byte(end) == b',' {
        return None;
    }
    let next = view.skip_spaces(end);
    let after = next > end && is_code(run_at(view, next), digits > 4);
    let (near, far) = run_before(view, start).map_or(("", ""), |near| {
        let at = start - 1 - near.len();
        (near, run_before(view, at).unwrap_or(""))
    });
    let station = near.len() == 4 && near.bytes().all(|b| b.is_ascii_uppercase()) && is_code(far, false);
    (after || digits == 6 && station).then(|| Found::passed(start, end, "codes"))
}

/// The run of letters and digits before the space that ends at `at`.
fn run_before(view: View<'_>, at: usize) -> Option<&str> {
    let end = at.checked_sub(1).filter(|end| view.byte(*end) == b' ')?;
    let bytes = view.text.as_bytes().get(..end)?;
    let length = bytes.iter().rev().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
    view.text.get(end - length..end)
}

/// Whether a run is a code: capitals and digits, one after the other. `short` takes one letter with its digits too.
fn is_code(run: &str, short: bool) -> bool {
    let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = run.get(letters..).unwrap_or("");
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    let plain = (2..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let upper = run.get(..letters).is_some_and(|l| l.bytes().all(|b| b.is_ascii_uppercase()));
    plain && (letters > 3 && upper && rest == digits || short && letters == 1 && digits.len() > 2)
}

/// `555-0123`, `1-800-555-0199`, `(02) 9212 1444`, `+61 2 5550 1234`: groups of digits too long or too many for a score.
pub(super) fn telephone(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let (groups, end) = groups(view, start);
    let total: usize = groups.iter().map(|g| g.0).sum();
    let front = view.char_before(start);
    // Most numbers are short and stand alone.
    let short = groups.len() < 2 && total < 7 && view.byte(start + total) != b'-' && front != Some('+');
    if short || date::whole(view, start).is_some() {
        return None;
    }
    let run = view.rest(start).bytes().take(16).take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    // "1-800-Zorvex"
    let letters = view.word(start + run);
    if view.text.get(start..start + run).is_some_and(is_toll_free) && letters.len() > 2 {
        return Some(Found::passed(start, start + run + letters.len(), "telephone or serial number"));
    }
    if view.byte_before(start) == b'+' && run > 9 {
        return Some(Found::passed(start, start + run, "telephone or serial number"));
    }
    let hyphens = groups.iter().skip(1).all(|g| g.1 == '-' || g.1 == '.');
    let lengths: Vec<usize> = groups.iter().map(|g| g.0).collect();
    // "(2020) 257 km": a year, and then something else.
    let year =
        lengths.first() == Some(&4) && matches!(view.text.get(start..start + 2), Some("18" | "19" | "20"));
    let bracket = front == Some('(') && view.byte(start + lengths.first()?) == b')' && !year;
    let called = front == Some('+') || bracket;
    let known = match lengths.as_slice() {
        // "109.2700" is a decimal, unless somebody is called.
        [3, 4] if groups.iter().any(|g| g.1 == '.') => view.near_before("telephone", start, NEAR),
        [3, 4] => hyphens || view.near_before("telephone", start, NEAR),
        [_, _] | [4, 2 | 1, ..] => false,
        [first, ..] if hyphens => total >= 7 && (*first != 4 || total >= 10),
        _ => false,
    };
    let spaced = groups.len() > 1
        && (7..=15).contains(&total)
        && (view.byte(start) == b'0' && groups.len() > 2 || called);
    // "1800 555 016"
    let free = lengths == [4, 3, 3] && matches!(view.text.get(start..start + 4), Some("1800" | "1300"));
    let spaced = spaced || free;
    let from = if called && start > floor { start - 1 } else { start };
    (known || spaced).then(|| Found::passed(from, end, "telephone or serial number"))
}

/// "to call 611, or ask": a short number that is called, where nobody is counted.
pub(super) fn short_call(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    if digits != 3 || !view.cue("telephone", view.previous_word(start)) {
        return None;
    }
    let end = spaced_groups(view, end);
    let goes_on = view.next_word(end);
    let stops = goes_on.is_empty() || !matches!(view.byte(end), b' ') || view.cue("after-call", goes_on);
    (stops && view.ends_word(end) && view.byte(end) != b'-')
        .then(|| Found::passed(start, end, "telephone or serial number"))
}

/// "2010/2106 16005KT": from a day and its hour to another, before a code.
pub(super) fn hours_of_days(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + 9;
    let four = |at: usize| view.rest(at).bytes().take(5).take_while(u8::is_ascii_digit).count() == 4;
    let pair = digits == 4 && view.byte(start + 4) == b'/' && four(start + 5) && view.byte(end) == b' ';
    let code = || {
        let next = run_at(view, end + 1);
        let capitals = next.bytes().filter(u8::is_ascii_uppercase).count();
        next.len() > 5 && capitals > 1 && next.bytes().any(|b| b.is_ascii_digit())
    };
    (pair && code()).then(|| Found::passed(start, end, "code"))
}

/// How long a text is, in bytes, that may be a pair of numbers and nothing else.
const SHORT: usize = 24;

/// "78/86 78/85 40/30", "1/2": pairs of numbers in a row of such pairs, or alone, as in a table or on a page.
pub(super) fn pairs(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let count = |at: usize| view.rest(at).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let pair = |at: usize, first: usize| {
        let bar = at + first;
        let second = count(bar + 1);
        let fits = (1..=3).contains(&first) && (1..=3).contains(&second) && view.byte(bar) == b'/';
        (fits && view.ends_word(bar + 1 + second)).then_some(bar + 1 + second)
    };
    // A short text only, so that nothing is looked through twice.
    let whole = if view.text.len() < SHORT { view.text.trim() } else { "" };
    let alone = whole.split_once('/').is_some_and(|(a, b)| {
        let number = |t: &str| !t.trim().is_empty() && t.trim().bytes().all(|b| b.is_ascii_digit());
        number(a) && number(b) && (a.ends_with(' ') || a.len() > 1 || a == b)
    });
    if alone {
        return Some(Found::passed(start, view.text.trim_end().len(), "code"));
    }
    let mut end = pair(start, digits)?;
    let mut row = 1;
    for _ in 0..64 {
        let next = view.skip_spaces(end);
        let Some(last) = pair(next, count(next)).filter(|_| next > end) else { break };
        (end, row) = (last, row + 1);
    }
    (row > 2).then(|| Found::passed(start, end, "codes"))
}

/// "CONT MOD 360= 280-330/RM", "AWW 100329": numbers between the marks of a report in code.
pub(super) fn marked(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let closed = view.byte(end) == b'=' && matches!(view.byte(end + 1), 0 | b' ' | b'\n');
    let other = view.rest(end + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let range = if view.byte(end) == b'-' && other > 1 { end + 1 + other } else { end };
    let field = view.byte(range) == b'/' && digits > 1 && view.byte(range + 3) == b' ';
    let capitals = |at: usize| view.byte(at).is_ascii_uppercase() && view.byte(at + 1).is_ascii_uppercase();
    let field = field && capitals(range + 1);
    let upper = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let stamp = digits == 6 && view.ends_word(end) && upper(view.previous_word(start));
    (closed && digits == 3 || field || stamp).then(|| Found::passed(start, range, "code"))
}

/// Past up to four groups of two or three digits with single spaces between: "180 22 66".
fn spaced_groups(view: View<'_>, end: usize) -> usize {
    let mut last = end;
    for _ in 0..4 {
        let digits = view.rest(last + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
        let group = view.byte(last) == b' ' && (2..=3).contains(&digits);
        if !group || !view.ends_word(last + 1 + digits) {
            break;
        }
        last += 1 + digits;
    }
    last
}

/// Whether a run is the front of a number that nobody pays for: "1-800-".
fn is_toll_free(run: &str) -> bool {
    run.strip_prefix("1-")
        .unwrap_or(run)
        .strip_prefix('8')
        .is_some_and(|rest| rest.len() == 3 && rest.ends_with('-'))
}

/// Groups of digits with single marks between: the length of each with what stands before it, and where they end.
fn groups(view: View<'_>, start: usize) -> (Vec<(usize, char)>, usize) {
    let mut all = Vec::new();
    let (mut at, mut mark, mut end) = (start, ' ', start);
    while all.len() < 6 {
        let digits = view.rest(at).bytes().take(12).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 5 || view.char_at(at + digits).is_some_and(char::is_alphabetic) {
            break;
        }
        end = at + digits;
        all.push((digits, mark));
        let close = usize::from(view.byte(end) == b')');
        mark = char::from(view.byte(end + close));
        // "(281)555-0106"
        if close == 1 && mark.is_ascii_digit() && all.len() == 1 && digits == 3 {
            (mark, at) = (' ', end + 1);
            continue;
        }
        // "214/653-3600"
        if mark == '/' && all.len() == 1 && digits == 3 && view.byte(end + 4) == b'-' {
            mark = '-';
        }
        if !matches!(mark, '-' | ' ' | '.') {
            break;
        }
        at = end + close + 1;
    }
    (all, end)
}
