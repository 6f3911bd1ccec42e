//! A text with ways to look forward and back from a place in it, none of which looks far.

use crate::vocabulary::Vocabulary;
use crate::vocabulary::lexicon::{Word, word};

/// The longest word that is looked at, in bytes. Longer runs of letters are cut here, so that hostile text stays linear.
const WORD: usize = 24;

/// A stretch of prose and the vocabulary that it is read with.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// What the words mean.
    pub(super) vocabulary: &'a Vocabulary,
}

impl<'a> View<'a> {
    /// The text from `at` on; nothing if `at` is outside or inside a character.
    pub(super) fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The byte at `at`, or nought.
    pub(super) fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, or nought.
    pub(super) fn byte_before(self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |i| self.byte(i))
    }

    /// The character at `at`.
    pub(super) fn char_at(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character before `at`.
    pub(super) fn char_before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The run of letters at `at`, cut at a length that no word of the vocabulary has.
    pub(super) fn word(self, at: usize) -> &'a str {
        let rest = self.rest(at);
        let plain = rest.bytes().take(WORD).take_while(u8::is_ascii_alphabetic).count();
        if rest.as_bytes().get(plain).is_none_or(|b| *b < 0x80) {
            return rest.get(..plain).unwrap_or("");
        }
        let mut end = 0;
        for (i, c) in rest.char_indices() {
            if i >= WORD || !c.is_alphabetic() {
                break;
            }
            end = i + c.len_utf8();
        }
        rest.get(..end).unwrap_or("")
    }

    /// The run of letters that ends at `at`, cut in the same way.
    pub(super) fn word_ending(self, at: usize) -> &'a str {
        let Some(front) = self.text.get(..at) else { return "" };
        let plain = front.bytes().rev().take(WORD).take_while(u8::is_ascii_alphabetic).count();
        if at.checked_sub(plain + 1).is_none_or(|i| self.byte(i) < 0x80) {
            return front.get(at - plain..).unwrap_or("");
        }
        let mut start = at;
        for (i, c) in front.char_indices().rev() {
            if at - i > WORD || !c.is_alphabetic() {
                break;
            }
            start = i;
        }
        front.get(start..).unwrap_or("")
    }

    /// Past up to eight white spaces.
    pub(super) fn skip_spaces(self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..8 {
            match self.byte(at) {
                b' ' | b'\t'..=b'\r' => at += 1,
                0..=0x7f => break,
                _ => match self.char_at(at) {
                    Some(c) if c.is_whitespace() => at += c.len_utf8(),
                    _ => break,
                },
            }
        }
        at
    }

    /// Before up to eight white spaces that end at `at`.
    pub(super) fn back_spaces(self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..8 {
            match self.byte_before(at) {
                b' ' | b'\t'..=b'\r' => at -= 1,
                0..=0x7f => break,
                _ => match self.char_before(at) {
                    Some(c) if c.is_whitespace() => at -= c.len_utf8(),
                    _ => break,
                },
            }
        }
        at
    }

    /// Past what may stand between a number and its unit: nothing, spaces, or a hyphen.
    pub(super) fn skip_gap(self, at: usize) -> usize {
        match self.char_at(at) {
            Some(c @ ('-' | '\u{2010}' | '\u{2011}')) => at + c.len_utf8(),
            _ => self.skip_spaces(at),
        }
    }

    /// The word after the spaces at `at`.
    pub(super) fn next_word(self, at: usize) -> &'a str {
        self.word(self.skip_spaces(at))
    }

    /// The word before the spaces that end at `at`; nothing where something else stands between.
    pub(super) fn previous_word(self, at: usize) -> &'a str {
        self.word_ending(self.back_spaces(at))
    }

    /// The two words before `at`, the nearer first.
    pub(super) fn two_before(self, at: usize) -> (&'a str, &'a str) {
        let end = self.back_spaces(at);
        let near = self.word_ending(end);
        (near, if near.is_empty() { "" } else { self.previous_word(end - near.len()) })
    }

    /// What the run of letters at `at` says in a number, with where it ends.
    pub(super) fn number_word(self, at: usize) -> Option<(Word, usize)> {
        let letters = self.word(at);
        Some((word(letters)?, at + letters.len()))
    }

    /// Whether a word is in a list of cues.
    pub(super) fn cue(self, list: &str, word: &str) -> bool {
        !word.is_empty() && self.vocabulary.cue(list, word)
    }

    /// Whether the character at `at` ends a word: it is neither a letter nor a digit.
    pub(super) fn ends_word(self, at: usize) -> bool {
        !self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    /// The last boundary of a character at or before `at`.
    pub(super) fn boundary(self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Whether a word stands within `reach` bytes before `at` that is in a list of cues.
    pub(super) fn near_before(self, list: &str, at: usize, reach: usize) -> bool {
        let mut start = at.saturating_sub(reach);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let window = self.text.get(start..at).unwrap_or("");
        window.split(|c: char| !c.is_alphabetic()).any(|w| self.cue(list, w))
    }

    /// The same after `at`.
    pub(super) fn near_after(self, list: &str, at: usize, reach: usize) -> bool {
        let mut end = (at + reach).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let window = self.text.get(at..end).unwrap_or("");
        let window = window.split(['.', ';']).next().unwrap_or("");
        window.split(|c: char| !c.is_alphabetic()).any(|w| self.cue(list, w))
    }
}

/// Whether a word is one of a few, in any case.
pub(super) fn is_any(word: &str, of: &[&str]) -> bool {
    of.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// Whether a word begins with a capital letter.
pub(super) fn capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}
