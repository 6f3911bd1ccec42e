//! Where sentences end.
//!
//! The splitter goes from one full stop, question or exclamation mark or ellipsis to the next and asks, at each, what
//! stands before and after. It looks only a few dozen bytes either way, so its cost is linear in the text. In doubt it
//! does not split: a figure bound to the next sentence's words is checked by rules that know distance, while one cut off
//! from its own words is lost.

use memchr::{memchr3, memmem};

use super::abbreviations::{Abbreviation, abbreviation, follows_clock, is_starter};
use crate::span::Span;

/// The longest sentence, in bytes; longer ones are cut, so that what reads a sentence twice stays cheap.
const LONGEST: usize = 4_000;
/// The longest word that is looked at.
const LONGEST_WORD: usize = 48;

/// The sentences of a block, in order, without space at their ends.
pub(super) fn split(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut marks = Marks { text, at: 0, stop: Next::Unknown, ellipsis: Next::Unknown };
    let mut small = None;
    let mut start = 0;
    while let Some((at, end)) = marks.next() {
        let mut context = Context { text, start, at, end, small: &mut small };
        if context.is_end() {
            add(text, Span::new(start, end), &mut sentences);
            start = end;
        }
    }
    add(text, Span::new(start, text.len()), &mut sentences);
    sentences
}

/// Adds a sentence without the space at its ends, in pieces where it is too long.
fn add(text: &str, span: Span, sentences: &mut Vec<Span>) {
    let mut start = span.start;
    while let Some(rest) = text.get(start..span.end) {
        let trimmed = rest.trim_start();
        start += rest.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if trimmed.is_empty() {
            return;
        }
        let len = if trimmed.len() > LONGEST { cut(trimmed) } else { trimmed.len() };
        let piece = trimmed.get(..len).unwrap_or(trimmed);
        sentences.push(Span::new(start, start + piece.trim_end().len()));
        start += len.max(1);
    }
}

/// Where to cut a sentence that is too long: at the last space, else between two characters.
fn cut(text: &str) -> usize {
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    head.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(head.len())
}

/// Goes through the marks that may end a sentence: for each where it begins, and where the sentence would end, with
/// the marks, quotation marks and brackets that follow it.
struct Marks<'a> {
    text: &'a str,
    at: usize,
    stop: Next,
    ellipsis: Next,
}

/// Where the next mark of a sort stands, once that is known. It is remembered, because the other sort may come many
/// times before it.
#[derive(Clone, Copy)]
enum Next {
    Unknown,
    At(usize),
    Never,
}

impl Next {
    /// The first at or after `at`; `find` looks for it in what is left of the text.
    fn from(&mut self, text: &str, at: usize, find: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
        match *self {
            Next::Never => return None,
            Next::At(known) if known >= at => return Some(known),
            Next::At(_) | Next::Unknown => {}
        }
        let found = text.as_bytes().get(at..).and_then(find).map(|i| i + at);
        *self = found.map_or(Next::Never, Next::At);
        found
    }
}

impl Marks<'_> {
    fn next(&mut self) -> Option<(usize, usize)> {
        let stop = self.stop.from(self.text, self.at, |rest| memchr3(b'.', b'!', b'?', rest));
        let dots = self.ellipsis.from(self.text, self.at, |rest| memmem::find(rest, "…".as_bytes()));
        let at = match (stop, dots) {
            (Some(stop), Some(dots)) => stop.min(dots),
            (Some(at), None) | (None, Some(at)) => at,
            (None, None) => return None,
        };
        let end = self.end(at);
        self.at = end;
        Some((at, end))
    }

    /// One past the marks from `at` on, the closing marks after them, and a note (`[3]`) after those.
    fn end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let after = rest.trim_start_matches(['.', '!', '?', '…']);
        let mut after = after.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '*']);
        while let Some(note) = after.strip_prefix('[').and_then(note) {
            after = note;
        }
        // Text in tokens has a space before the closing mark: `killed . ''`.
        let spaced = after.strip_prefix(" ''").or(after.strip_prefix(" ”")).or(after.strip_prefix(" \""));
        if let Some(spaced) = spaced.filter(|s| s.is_empty() || s.starts_with(char::is_whitespace)) {
            after = spaced;
        }
        at + (rest.len() - after.len())
    }
}

fn note(text: &str) -> Option<&str> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    text.get(digits..)?.strip_prefix(']').filter(|_| digits > 0)
}

/// A mark and what stands around it.
struct Context<'a> {
    text: &'a str,
    /// Where the sentence begins.
    start: usize,
    /// Where the mark stands.
    at: usize,
    /// Where the sentence would end.
    end: usize,
    /// Whether the block has no capital at all, once that is known.
    small: &'a mut Option<bool>,
}

impl Context<'_> {
    fn is_end(&mut self) -> bool {
        let rest = self.text.get(self.end..).unwrap_or("");
        let next = rest.trim_start();
        if next.len() == rest.len() || next.is_empty() {
            return false;
        }
        let next = next.trim_start_matches(['"', '\'', '“', '‘', '«', '`', '(', '[', '¿', '¡', '*']);
        let Some(first) = next.chars().next() else { return true };
        if first.is_lowercase() && !self.all_small() {
            return false;
        }
        if matches!(first, ',' | ';' | ':' | '%' | '.' | '!' | '?') {
            return false;
        }
        let mark = self.text.get(self.at..self.end).unwrap_or("");
        if mark.starts_with('.') && !mark.starts_with("..") {
            return self.stop_ends(mark.len() > 1, next, first);
        }
        true
    }

    /// Whether a single stop ends the sentence. `closed`: something closes after it. `next`: the text after, whose
    /// first character is `first`.
    fn stop_ends(&self, closed: bool, next: &str, first: char) -> bool {
        let word = self.word_before();
        let following = next_word(next);
        let number = first.is_ascii_digit() || first == '#';
        if word.is_empty() {
            return true;
        }
        if word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| b"IVX".contains(&b)) {
            // The number of a heading or an item is no sentence; `I` at the end of one is.
            return !self.begins_with(word);
        }
        match abbreviation(word, number) {
            Some(Abbreviation::Title) => false,
            Some(Abbreviation::Number) if number => false,
            Some(Abbreviation::Number) => closed || word.len() == 2 || is_starter(following),
            Some(Abbreviation::Month) => !number && (closed || is_starter(following)),
            Some(Abbreviation::Clock) => !number && !follows_clock(following),
            Some(Abbreviation::Name) => is_starter(following),
            None if is_initials(word) => is_starter(following),
            None => true,
        }
    }

    /// The word right before the mark.
    fn word_before(&self) -> &str {
        let from = self.text.ceil_char_boundary(self.at.saturating_sub(LONGEST_WORD).max(self.start));
        let before = self.text.get(from..self.at).unwrap_or("");
        let is_border = |c: char| c.is_whitespace() || "(\"'“‘«[/—–-`".contains(c);
        before.rsplit(is_border).next().unwrap_or(before)
    }

    /// Whether the sentence is nothing but this word so far: the number of a heading or of an item.
    fn begins_with(&self, word: &str) -> bool {
        self.text.get(self.start..self.at).is_some_and(|t| t.len() <= word.len() + 8 && t.trim() == word)
    }

    /// Whether the block has no capital letter: then small letters begin its sentences.
    fn all_small(&mut self) -> bool {
        let text = self.text;
        *self.small.get_or_insert_with(|| !text.chars().any(char::is_uppercase))
    }
}

fn next_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(LONGEST_WORD)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or(text.len().min(LONGEST_WORD), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

/// `J`, `J.K`, `U.S.A`: single letters with stops between them.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    })
}
