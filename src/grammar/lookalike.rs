//! What looks like a figure and is none.

use super::Page;
use super::number::MAX_DIGITS;
use crate::claim::Skipped;
use crate::span::Span;
use crate::vocabulary::Context;
use crate::vocabulary::lexicon::{Seed, Word};

/// The look-alike at a place, if one is there.
pub(super) fn at(page: &Page<'_>, start: usize, seed: Seed) -> Option<Skipped> {
    let known = page.vocabulary.lookalikes();
    if let Some((from, to, reason)) = known.phrase_at(page.text, start, seed, page.floor) {
        return Some(Skipped { span: Span::new(from, to), reason });
    }
    match seed {
        Seed::Digit => {
            shape(page, start).or_else(|| numbered(page, start, false)).or_else(|| cited(page, start))
        }
        Seed::Word(word, len) => {
            let number = !matches!(word, Word::Month(..) | Word::Day(..));
            street(page, start, start + len, number)
                .or_else(|| number.then(|| numbered(page, start, true)).flatten())
        }
    }
}

/// The run of characters around a digit that no space parts, and what its shape says.
fn shape(page: &Page<'_>, start: usize) -> Option<Skipped> {
    let rest = page.rest(start);
    let run: usize = rest
        .chars()
        .take(64)
        .take_while(|c| {
            c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | ':' | ',' | '_' | '\'' | '@' | '#')
        })
        .map(char::len_utf8)
        .sum();
    let run = rest.get(..run)?.trim_end_matches(['.', ',', '-', ':', '/', '\'']);
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let skip = |from: usize, len: usize, reason| Some(Skipped { span: Span::new(from, start + len), reason });
    let front = page.char_before(start);
    if front.is_some_and(|c| c.is_alphabetic() || c == '_') || front == Some('#') {
        let currency = page.vocabulary.money_before(page.text, start).is_some();
        if !currency {
            return skip(start, run.len().max(1), "part of a name");
        }
    }
    // "F-16", "COVID-19", "AC-130U": a capital and a hyphen before.
    if matches!(front, Some('-' | '–')) {
        let before =
            page.text.get(..start - front.map_or(1, char::len_utf8)).and_then(|t| t.chars().next_back());
        if before.is_some_and(char::is_uppercase) && page.vocabulary.money_before(page.text, start).is_none()
        {
            return skip(start, run.len().max(1), "model or name");
        }
    }
    if digits > MAX_DIGITS {
        let all = rest.bytes().take_while(u8::is_ascii_digit).count();
        return skip(start, all, "identifier");
    }
    let dots = run.matches('.').count();
    if dots >= 2 && run.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return skip(start, run.len(), "version or number of a section");
    }
    if telephone(run) {
        return skip(start, run.len(), "telephone or serial number");
    }
    let letters = run.get(digits..)?.chars().take_while(|c| c.is_alphabetic()).count();
    let tail = run.get(digits..)?;
    let odd = tail.starts_with(char::is_uppercase) && !run.contains(['-', '/']);
    if digits > 0 && odd && letters == tail.chars().count() && !unit_like(page, start + digits) {
        return skip(start, run.len(), "model or name");
    }
    if digits > 1 && run.starts_with('0') && !tail.starts_with(['.', ':', '-', '/']) && digits > 2 {
        return skip(start, run.len(), "code");
    }
    None
}

fn unit_like(page: &Page<'_>, at: usize) -> bool {
    let letters = page.rest(at);
    let word: String = letters.chars().take_while(|c| c.is_alphabetic()).collect();
    page.vocabulary.unit_at(page.text, at).is_some()
        || page.vocabulary.tight_unit_at(page.text, at).is_some()
        || page.vocabulary.money_at(page.text, at).is_some()
        || matches!(
            word.as_str(),
            "K" | "M" | "B" | "MM" | "BN" | "AM" | "PM" | "ST" | "ND" | "RD" | "TH" | "S" | "T"
        )
}

/// `555-0123`, `0412 345 678`, `1-800-555-0199`: groups of digits too long or too many for a score.
fn telephone(run: &str) -> bool {
    let groups: Vec<&str> = run.split('-').collect();
    let plain = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let total: usize = groups.iter().map(|g| g.len()).sum();
    plain
        && (groups.len() >= 3 && total >= 7 && groups.first().is_some_and(|g| g.len() != 4)
            || groups.len() == 2 && groups[0].len() == 3 && groups[1].len() == 4
            || groups.len() >= 4)
}

/// A number that a word before it makes a name: "Section 230", "Route 66".
fn numbered(page: &Page<'_>, start: usize, spelled: bool) -> Option<Skipped> {
    let before = page.before(start).trim_end_matches([' ', '\n', '\u{a0}']);
    let reason = page.vocabulary.lookalikes().before(before, spelled)?;
    let rest = page.rest(start);
    let len = rest
        .chars()
        .take(40)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '(' | ')'))
        .count();
    let run = rest.get(..len).unwrap_or("").trim_end_matches(['.', '-', '(', ')']);
    // A year or a sum of money after such a word is what it seems: "in Area 1987", "Article $5".
    let end = start + run.len().max(1);
    Some(Skipped { span: Span::new(start, end), reason })
}

/// "Second Avenue", "Fifth Amendment".
fn street(page: &Page<'_>, start: usize, end: usize, number: bool) -> Option<Skipped> {
    if !number || !page.char_at(start).is_some_and(char::is_uppercase) {
        return None;
    }
    let after = page.word_after(end);
    let named = page.vocabulary.lookalikes().has(Context::NamedAfter, after);
    let upper = page.text.get(start..end).is_some_and(|w| w.bytes().all(|b| b.is_ascii_uppercase()));
    (named && !upper)
        .then_some(Skipped { span: Span::new(start, end + 1 + after.len()), reason: "street or name" })
}

/// A number in an address, a legal citation, or chapter and verse: "10 Downing Street", "410 U.S. 113", "John 3:16".
fn cited(page: &Page<'_>, start: usize) -> Option<Skipped> {
    let known = page.vocabulary.lookalikes();
    let rest = page.rest(start);
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let skip = |end: usize, reason| Some(Skipped { span: Span::new(start, end), reason });
    let (before, _) = page.word_before(start);
    let verse = rest.get(digits..).and_then(|r| r.strip_prefix(':'));
    if let Some(verse) = verse.filter(|v| v.starts_with(|c: char| c.is_ascii_digit()))
        && known.has(Context::Book, before)
    {
        let len = verse.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        return skip(start + digits + 1 + len, "chapter and verse");
    }
    let after = rest.get(digits..)?.strip_prefix(' ')?;
    if let Some(len) = known.reporter(after)
        && after
            .get(len..)
            .is_some_and(|r| r.starts_with(' ') && r[1..].starts_with(|c: char| c.is_ascii_digit()))
    {
        let page_digits = after.get(len + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
        return skip(start + digits + 1 + len + 1 + page_digits, "legal citation");
    }
    let mut words = after.split(' ').take(4);
    let named =
        words.next().is_some_and(|w| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase));
    let street = words.find(|w| known.has(Context::Street, w.trim_end_matches([',', '.', ';'])));
    (named && street.is_some()).then(|| skip(start + digits, "address")).flatten()
}
