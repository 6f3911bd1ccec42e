//! What looks like a figure and is none: versions, telephone numbers, names, addresses, citations.

use super::claims::plural;
use super::codes::{self, RUN, run_at};
use super::numeral::{dotted_length, is_continental};
use super::slips::{broken, half_spelled};
use super::term::is_rand;
use super::view::{View, capitalised, is_any};
use super::{Found, contest, date, marks, names, places, tail};
use crate::vocabulary::Context;
use crate::vocabulary::lexicon::{Seed, Word, word};

/// The longest run of digits that can be a number; longer ones are identifiers.
const DIGITS: usize = 21;

/// The phrase at a place that is known to be no figure, if one is there.
pub(super) fn phrase(view: View<'_>, start: usize, floor: usize, seed: Seed) -> Option<Found> {
    let (from, to, reason) = view.vocabulary.lookalikes().phrase_at(view.text, start, seed, floor)?;
    Some(Found::passed(from, past_brackets(view, to), reason))
}

/// The look-alike at a place, if one is there.
pub(super) fn at(view: View<'_>, start: usize, floor: usize, seed: Seed) -> Option<Found> {
    match seed {
        Seed::Digit => in_digits(view, start, floor),
        Seed::Article(_) | Seed::Word(Word::Month(..) | Word::Day(..), _) => None,
        Seed::Word(_, length) => names::named_after(view, start, start + length)
            .or_else(|| numbered(view, start, floor, true))
            .or_else(|| half_spelled(view, start, start + length))
            .or_else(|| spelled_out(view, start)),
    }
}

/// "call nine nine nine": digits that are said one by one are no amount, where words stand before them.
fn spelled_out(view: View<'_>, start: usize) -> Option<Found> {
    let (mut at, mut end, mut digits) = (start, start, 0);
    while let Some((Word::Unit(1..), after)) = view.number_word(at).filter(|_| digits < 16) {
        (end, digits) = (after, digits + 1);
        if view.byte(end) != b' ' {
            break;
        }
        at = end + 1;
    }
    let told = !view.previous_word(start).is_empty() && view.number_word(view.skip_spaces(end)).is_none();
    (digits > 2 && told).then(|| Found::passed(start, end, "telephone or serial number"))
}

/// Past "(2)" and "(c)" after the number of an article.
fn past_brackets(view: View<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..4 {
        let inside = view.rest(end + 1).bytes().take(3).take_while(u8::is_ascii_alphanumeric).count();
        if view.byte(end) != b'(' || inside == 0 || inside > 2 || view.byte(end + 1 + inside) != b')' {
            break;
        }
        end += inside + 2;
    }
    end
}

fn in_digits(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let all = view.rest(start).bytes().take_while(u8::is_ascii_digit).count();
    if all > DIGITS {
        return Some(Found::passed(start, start + all, "identifier"));
    }
    // "10.000.000 people"
    let counts = |length: usize| plural(view, view.next_word(start + length));
    let groups = || dotted_length(view.rest(start)).is_some_and(counts);
    if view.byte(start + all) == b'.' && (is_continental(view.rest(start)) || groups()) {
        return None;
    }
    glued(view, start, floor)
        .or_else(|| marks::keycap(view, start, all))
        .or_else(|| field(view, start, all))
        .or_else(|| strand(view, start, all))
        .or_else(|| names::aircraft(view, start, all))
        .or_else(|| names::instrument(view, start, all))
        .or_else(|| marks::heading(view, start, floor))
        .or_else(|| marks::superscript(view, start, all))
        .or_else(|| marks::subscript(view, start, all))
        .or_else(|| names::release(view, start, all))
        .or_else(|| names::released(view, start, all))
        .or_else(|| names::owner(view, start, all))
        .or_else(|| codes::path(view, start, all))
        .or_else(|| codes::fingerprint(view, start))
        .or_else(|| codes::padded_pair(view, start, all))
        .or_else(|| codes::long_groups(view, start, all))
        .or_else(|| places::coordinate(view, start, all))
        .or_else(|| places::with_signs(view, start, all))
        .or_else(|| places::whole_degrees(view, start, all))
        .or_else(|| codes::frequency(view, start, all))
        .or_else(|| places::degrees(view, start))
        .or_else(|| places::bearing(view, start, all))
        .or_else(|| foreign_day(view, start, all))
        .or_else(|| names::part_of_name(view, start, all))
        .or_else(|| names::titled_number(view, start, all))
        .or_else(|| broken(view, start, all))
        .or_else(|| dotted(view, start))
        .or_else(|| domain(view, start, all))
        .or_else(|| lettered(view, start, all))
        .or_else(|| codes::codes(view, start))
        .or_else(|| codes::beside_code(view, start, all))
        .or_else(|| codes::report(view, start, all))
        .or_else(|| codes::hours_of_days(view, start, all))
        .or_else(|| codes::pairs(view, start, all))
        .or_else(|| codes::marked(view, start, all))
        .or_else(|| codes::among_codes(view, start, all))
        .or_else(|| codes::short_call(view, start, all))
        .or_else(|| marks::reference(view, start))
        .or_else(|| marks::round_reference(view, start))
        .or_else(|| marks::labelled(view, start, all))
        .or_else(|| marks::named_by_number(view, start, all))
        .or_else(|| marks::enumerator(view, start, all))
        .or_else(|| codes::postcode(view, start, all))
        .or_else(|| codes::telephone(view, start, floor))
        .or_else(|| verse(view, start, all))
        .or_else(|| numbered(view, start, floor, false))
        .or_else(|| citation(view, start, all))
        .or_else(|| address(view, start, all))
}

/// Digits right after letters or a number sign: "B12", "F-16", "#5".
fn glued(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let front = view.char_before(start)?;
    let passed = |reason| Some(Found::passed(start, start + run_at(view, start).len().max(1), reason));
    let sign = view.vocabulary.money_before(view.text, start).filter(|(_, from)| *from >= floor);
    let rand = |from: usize| view.text.get(from..start) != Some("R") || is_rand(view, start);
    if sign.is_some_and(|(_, from)| rand(from)) {
        return None;
    }
    // "J1149.5+6663", "ANZ530>543", "X.400"
    let before = start - front.len_utf8();
    let joined = match front {
        '+' => names::in_code(view, before, false),
        '>' => names::in_code(view, before, true),
        // "570 n.14"
        '.' => names::one_capital(view, before) || view.word_ending(before) == "n",
        _ => false,
    };
    if joined {
        return passed("part of a name");
    }
    // "%20National", "C++17", "HTTP/2", "example.com:8080"
    if codes::after_mark(view, start, front) {
        return passed("name or code");
    }
    // "#8.5 million": a sign that stands for another.
    let amount = view.rest(start).bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let scale = view.number_word(view.skip_spaces(start + amount));
    if front == '#' && matches!(scale, Some((Word::Scale(_), _))) {
        return None;
    }
    let sign = front == ' ' && start > 1 && view.byte(start - 2) == b'#' && floor < start - 1;
    if sign || front.is_alphabetic() || matches!(front, '_' | '#' | '^') {
        let run = run_at(view, start).len().max(1);
        // "has been9, 22 associated": references, where nothing is counted.
        let list = marks::list_end(view, start + run);
        let cited = run < 4 && view.word_ending(start).len() > 3 && !plural(view, view.next_word(list));
        return Some(Found::passed(start, if cited { list } else { start + run }, "part of a name"));
    }
    if !matches!(front, '-' | '–' | '‑') {
        // "mol L−1"
        let unit =
            front == '−' && view.char_before(start - front.len_utf8()).is_some_and(char::is_alphabetic);
        return unit.then(|| passed("part of a unit")).flatten();
    }
    let letters = view.word_ending(start - front.len_utf8());
    let upper = letters.chars().next_back().is_some_and(char::is_uppercase);
    let is_prefix = |letters: &str| view.cue("before-hyphen", letters);
    let part = !letters.is_empty() && letters.len() < 4 && word(letters).is_none() && !is_prefix(letters);
    let digits =
        !letters.is_empty() && view.byte_before(start - front.len_utf8() - letters.len()).is_ascii_digit();
    let name = capitalised(letters) && word(letters).is_none() && !is_prefix(letters);
    let (upper, name) = (upper || digits && word(letters).is_none() && !is_prefix(letters), part || name);
    (upper || name || names::is_kind(view, start, letters)).then(|| passed("model or name")).flatten()
}

/// "5′-UTR", "3'-end": an end of a strand.
fn strand(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let prime = view.char_at(end).filter(|c| digits == 1 && matches!(c, '′' | '\'' | '’'))?;
    let hyphen = end + prime.len_utf8();
    let told = view.byte(hyphen) == b'-' && view.byte(hyphen + 1).is_ascii_alphabetic();
    told.then(|| Found::passed(start, hyphen, "name or code"))
}

/// "4=Jane Roe", "UTC+10": the number of a field, of a time zone.
fn field(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let end = start + digits;
    let named = view.byte(end) == b'=' && view.char_at(end + 1).is_some_and(char::is_uppercase);
    let zone = matches!(view.byte_before(start), b'+' | b'-')
        && view.vocabulary.zone(view.word_ending(start - 1)).is_some()
        && view.word_ending(start - 1).len() > 2;
    (digits < 3 && (named || zone)).then(|| Found::passed(start, end, "name or code"))
}

/// "21 de mayo de 2026": a day in another language.
fn foreign_day(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let of = view.skip_spaces(start + digits);
    let month = view.skip_spaces(of + 2);
    let again = view.word(month).len() + month;
    let named = view.word(of).eq_ignore_ascii_case("de") && view.next_word(again).eq_ignore_ascii_case("de");
    (digits <= 2 && named && of > start + digits)
        .then(|| Found::passed(start, again, "date in another language"))
}

/// "4.cn": a name on the Web.
fn domain(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let point = start + digits;
    let letters = view.word(point + 1);
    let known =
        view.byte(point) == b'.' && view.cue("domain", letters) && view.ends_word(point + 1 + letters.len());
    known.then(|| Found::passed(start, point + 1 + letters.len(), "part of an address"))
}

/// "401(k)", "501(c)(3)": the parts of a law.
fn lettered(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let open = start + digits;
    let letter = view.byte(open + 1).is_ascii_lowercase() && view.byte(open + 2) == b')';
    let end = past_brackets(view, open);
    (digits > 1 && view.byte(open) == b'(' && letter).then(|| Found::passed(start, end, "part of a law"))
}

/// Whether a run is a number whose thousands are parted by commas.
pub(super) fn is_grouped(run: &str) -> bool {
    let mut groups = run.split(',');
    let first = groups.next().unwrap_or("");
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let rest = groups.clone().count() > 0 && groups.all(|group| group.len() == 3 && digits(group));
    (1..=3).contains(&first.len()) && digits(first) && rest
}

/// "10.4.1": versions, sections, addresses of machines.
fn dotted(view: View<'_>, start: usize) -> Option<Found> {
    if date::whole(view, start).is_some() {
        return None;
    }
    let run = run_at(view, start);
    let front = run.split(['-', '/']).next().unwrap_or("");
    let tail = run.get(front.len() + 1..).unwrap_or("");
    let short = tail.is_empty() || tail.len() < 6 && tail.bytes().all(|b| b.is_ascii_alphanumeric());
    let plain = front.bytes().all(|b| b.is_ascii_digit() || b == b'.') && short;
    let dots = front.bytes().filter(|b| *b == b'.').count();
    (plain && dots >= 2 && !run.contains(".."))
        .then(|| Found::passed(start, start + run.len(), "version or section"))
}

/// A number that a word before it makes a name: "Section 230", "Route 66".
fn numbered(view: View<'_>, start: usize, floor: usize, spelled: bool) -> Option<Found> {
    // "subsection (3)"
    let digits = view.rest(start).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let open = !spelled
        && view.text.get(..start).is_some_and(|t| t.ends_with(" ("))
        && view.byte(start + digits) == b')';
    let part = || {
        let end = view.back_spaces(start - 1);
        view.cue("bracketed-part", view.word_ending(end - usize::from(view.byte_before(end) == b'.')))
    };
    let open = open && part();
    let from = if open { start - 1 } else { start };
    let before = view.text.get(floor..view.back_spaces(from))?;
    let reason = view.vocabulary.lookalikes().before(before, spelled)?;
    if !spelled && contest::voted(view, start) || spelled && on_a_day(view, start) {
        return None;
    }
    let rest = view.rest(start);
    let inside = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '–' | '(' | ')' | '/' | ',' | ':');
    let length: usize = rest.chars().take(RUN).take_while(inside).map(char::len_utf8).sum();
    let run = rest.get(..length)?.trim_end_matches(['.', '-', '–', '(', ')', '/', ',', ':']);
    // "No. 22,240": numbers in names are not grouped.
    if !spelled && is_grouped(run) && !matches!(view.byte_before(start), b'#') {
        return None;
    }
    let end = start + run.len().max(1);
    // "method 2 of 3"
    let of = view.skip_spaces(end);
    let whole = view.skip_spaces(of + 2);
    let digits = view.rest(whole).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let ends =
        !view.next_word(whole + digits).starts_with(char::is_lowercase) && view.ends_word(whole + digits);
    let parts = view.word(of).eq_ignore_ascii_case("of") && (1..=3).contains(&digits) && ends;
    let end = if parts && !spelled { whole + digits } else { end };
    let plural = view.previous_word(start).ends_with(['s', 'S']);
    let end = if plural { end } else { other_number(view, end) };
    let end = if plural { more_numbers(view, end, spelled) } else { end };
    let unit =
        view.vocabulary.unit_at(view.text, view.skip_gap(end)).filter(|_| view.next_word(end).len() > 2);
    let counted = measured(view, start, end) || unit.is_some() && !spelled;
    (!counted).then(|| Found::passed(start, end, reason))
}

/// "the next day two clerks came": things, and no day with a number.
fn on_a_day(view: View<'_>, start: usize) -> bool {
    let first = view.skip_spaces(start + view.word(start).len());
    let second = view.skip_spaces(first + view.word(first).len());
    let things = plural(view, view.word(first)) || plural(view, view.word(second));
    view.previous_word(start).eq_ignore_ascii_case("day") && things
}

/// Past the second number of "tier 1 and 2,", where nothing is counted.
fn other_number(view: View<'_>, end: usize) -> usize {
    let joint = view.skip_spaces(end);
    let sign = view.byte(joint) == b'&';
    let letters = if sign { "and" } else { view.word(joint) };
    let next = view.skip_spaces(joint + if sign { 1 } else { letters.len() });
    let digits = view.rest(next).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let after = view.skip_spaces(next + digits);
    let ends = !view.char_at(after).is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '$'))
        || view.cue("after-second-name", view.word(after));
    let few = (1..=2).contains(&digits);
    // "batch number: 5040507 and 5040711"
    let run = view.rest(next).bytes().take(21).take_while(u8::is_ascii_digit).count();
    let front = view.text.as_bytes().get(..end).unwrap_or(&[]);
    let long = run > 4 && front.iter().rev().take(21).take_while(|b| b.is_ascii_digit()).count() == run;
    if long && is_any(letters, &["and", "or"]) && view.ends_word(next + run) {
        return next + run;
    }
    let fits = is_any(letters, &["and", "or"]) && joint > end && few && (ends || sign);
    if fits && view.ends_word(next + digits) && view.byte(next + digits) != b'-' {
        next + digits
    } else {
        end
    }
}

/// Past the other numbers of "sections 4, 5 and 7".
fn more_numbers(view: View<'_>, end: usize, spelled: bool) -> usize {
    let mut last = end;
    for _ in 0..8 {
        let dots = view.rest(last).starts_with("...");
        let comma = if dots { 3 } else { usize::from(view.byte(last) == b',') };
        let joint = view.skip_spaces(last + comma);
        let letters = view.word(joint);
        let and = is_any(letters, &["and", "or", "to", "through"]);
        let next = if and { view.skip_spaces(joint + letters.len()) } else { joint };
        let inside = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'.');
        let run = view.rest(next).bytes().take(8).take_while(inside).count();
        let digits = view.text.get(next..next + run).map_or(0, |t| t.trim_end_matches(['.', '-']).len());
        let length = if spelled && word(view.word(next)).is_some() { view.word(next).len() } else { digits };
        let following = view.next_word(next + length);
        let counts = following.starts_with(char::is_lowercase) && !is_any(following, &["and", "or", "to"]);
        if comma == 0 && !and
            || length == 0
            || counts && !and
            || !view.ends_word(next + length)
            || measured(view, next, next + length)
        {
            break;
        }
        last = next + length;
    }
    last
}

/// Whether what follows a number shows that it is an amount after all: "the group 51 percent".
pub(super) fn measured(view: View<'_>, start: usize, end: usize) -> bool {
    let next = view.skip_gap(end);
    let scale = matches!(word(view.word(next)), Some(Word::Scale(_) | Word::Hundred));
    let money = view.vocabulary.money_before(view.text, start).is_some();
    scale || money || tail::percent(view, end).is_some() || view.byte(end) == b'%'
}

/// "John 3:16".
fn verse(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let colon = start + digits;
    // "1 John 4:8"
    let book = view.skip_spaces(colon);
    let name = view.word(book);
    let chapter = view.skip_spaces(book + name.len());
    let told = view.byte(chapter).is_ascii_digit() && view.vocabulary.lookalikes().has(Context::Book, name);
    if digits == 1 && book > colon && told {
        let end = chapter + codes::run_at(view, chapter).len();
        return Some(Found::passed(start, end, "chapter and verse"));
    }
    // "(Micah 6: 8)"
    let spaced = view.rest(colon).starts_with(": ") && view.byte(colon + 2).is_ascii_digit();
    if spaced && view.vocabulary.lookalikes().has(Context::Book, view.previous_word(start)) {
        let verse = view.rest(colon + 2).bytes().take(4).take_while(u8::is_ascii_digit).count();
        return Some(Found::passed(start, colon + 2 + verse, "chapter and verse"));
    }
    if view.byte(colon) != b':' || !view.byte(colon + 1).is_ascii_digit() {
        return None;
    }
    let before = view.back_spaces(start);
    let stop = usize::from(view.byte_before(before) == b'.');
    let book = view.word_ending(before - stop);
    let verses = view
        .rest(colon + 1)
        .bytes()
        .take(12)
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b','))
        .count();
    let known = view.vocabulary.lookalikes().has(Context::Book, book);
    known.then(|| Found::passed(start, colon + 1 + verses, "chapter and verse"))
}

/// "410 U.S. 113".
fn citation(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    let name = view.skip_spaces(start + digits);
    if name == start + digits || !view.char_at(name).is_some_and(char::is_uppercase) {
        return None;
    }
    let length = view.vocabulary.lookalikes().reporter(view.rest(name))?;
    let page = view.skip_spaces(name + length);
    // "42 U.S.C. § 1983"
    let signs = view.rest(page).chars().take(2).take_while(|c| *c == '§').count();
    let page = if signs > 0 { view.skip_spaces(page + signs * '§'.len_utf8()) } else { page };
    // "15 USC Chapter 1"
    let part = view.word(page);
    let known = !part.is_empty() && view.vocabulary.lookalikes().before(part, false).is_some();
    let page = if known { view.skip_spaces(page + part.len()) } else { page };
    let page_digits = view.rest(page).bytes().take(6).take_while(u8::is_ascii_digit).count();
    // "550 U.S. at 555", "170 CLR 1 at 23", "18 U.S.C. § 924(c)(1)"
    let at = |from: usize| {
        let next = view.skip_spaces(from);
        let number = view.skip_spaces(next + 2);
        let digits = view.rest(number).bytes().take(6).take_while(u8::is_ascii_digit).count();
        (view.word(next) == "at" && digits > 0).then_some(number + digits)
    };
    if page_digits == 0 {
        return at(name + length).map(|end| Found::passed(start, end, "legal citation"));
    }
    let end = past_brackets(view, page + page_digits);
    let end = at(end).unwrap_or(end);
    (page > name + length).then(|| Found::passed(start, end, "legal citation"))
}

/// "10 Downing Street", "42nd Street".
fn address(view: View<'_>, start: usize, digits: usize) -> Option<Found> {
    // "95 th Street" comes of endings that were set above the line.
    let apart = usize::from(view.byte(start + digits) == b' ' && view.word(start + digits + 1).len() == 2);
    let ending = view.word(start + digits + apart);
    let ordinal = is_any(ending, &["st", "nd", "rd", "th"]) && (apart == 0 || !capitalised(ending));
    // "23th Street": a slip that is to be told.
    if ordinal && apart == 0 && !takes_ending(view.text.get(start..start + digits)?, ending) {
        return None;
    }
    let mut at = start + digits + if ordinal { 2 + apart } else { 0 };
    let second = view.rest(at + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
    if matches!(view.byte(at), b'-' | b'/') && second > 0 {
        at += 1 + second;
    }
    let end = at;
    let block = view.skip_spaces(at);
    let hundreds = view.text.get(start..at).is_some_and(|t| t.len() > 2 && t.ends_with("00"));
    if hundreds && view.word(block).eq_ignore_ascii_case("block") && block > at {
        return Some(Found::passed(start, at, "address"));
    }
    let known = view.vocabulary.lookalikes();
    let money = view.vocabulary.money_before(view.text, view.back_spaces(start)).is_some();
    // "330 W. Zorvex Port Blvd."
    let initial = !ordinal && matches!(view.word(view.skip_spaces(at)), "N" | "E" | "S" | "W");
    let compass = view.skip_spaces(at) + 1;
    if initial && !money && compass > at + 1 && tail::is_street(view, compass) {
        return Some(Found::passed(start, end, "address"));
    }
    for place in 0..if initial { 4 } else { 3 } {
        let next = view.skip_spaces(at);
        // "44th & Washington St"
        let next = if view.byte(next) == b'&' && ordinal { view.skip_spaces(next + 1) } else { next };
        let name = view.word(next);
        // "50 U.N. Plaza"
        let initial = view.byte_before(at) == b'.' && place > 0;
        if next == at && !initial || !capitalised(name) || money || view.byte_before(next) == b'\n' {
            return None;
        }
        let dotted = known.has(Context::Street, view.text.get(next..next + name.len() + 1).unwrap_or(""));
        let upper = name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase());
        let shouted = upper && known.has(Context::Street, &titled(name));
        let side = place == 0 && view.cue("side-of-town", view.previous_word(start));
        // "13000 Road"
        let side = side || place == 0 && digits > 3 && end == start + digits;
        if (place > 0 || ordinal || side) && (known.has(Context::Street, name) || dotted || shouted) {
            return Some(Found::passed(start, end, "address"));
        }
        at = next + name.len() + usize::from(name.len() == 1 && view.byte(next + 1) == b'.');
    }
    None
}

/// Whether digits take an ordinal ending: "22nd", "12th".
fn takes_ending(digits: &str, ending: &str) -> bool {
    let teen = digits.len() > 1 && digits.as_bytes().get(digits.len() - 2) == Some(&b'1');
    let due = match digits.bytes().next_back() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    };
    ending.eq_ignore_ascii_case(due)
}

/// A word in capitals as it stands in a title: "Avenue".
fn titled(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    name.chars().take(1).chain(lower.chars().skip(1)).collect()
}
