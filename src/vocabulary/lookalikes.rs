//! What looks like a figure and is none.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{LazyLock, Mutex};

use super::lexicon::{Seed, next_seed};
use super::load::{lower, texts};
use crate::hash::{FastMap, FastSet};
use crate::yaml::{Problems, Reader, Text};

/// Phrases and words that tell a look-alike.
#[derive(Clone, Debug, Default)]
pub struct Lookalikes {
    /// By the first place in the phrase that a figure could start at, lower-cased.
    phrases: FastMap<Text, Vec<Phrase>>,
    /// The last word before a number, lower-cased, to the whole phrases that end in it.
    before: FastMap<Text, Vec<(Text, &'static str)>>,
    spelled: FastSet<Text>,
    streets: FastSet<Text>,
    named_after: FastSet<Text>,
    books: FastSet<Text>,
    states: FastSet<Text>,
    reporters: Vec<Text>,
}

#[derive(Clone, Debug)]
struct Phrase {
    before: Text,
    rest: Text,
    cased: bool,
    /// Whether the word that a figure could start at has a capital.
    capital: bool,
    reason: &'static str,
}

/// Which list a word is looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// Words that end an address.
    Street,
    /// Words that a number before them names.
    NamedAfter,
    /// Books of the Bible.
    Book,
    /// Short names of states, before a postcode.
    State,
}

/// Reasons are shown to people and come from the files, which are few: they live as long as the program.
fn reason(text: &str) -> &'static str {
    static KNOWN: LazyLock<Mutex<Vec<&'static str>>> = LazyLock::new(Mutex::default);
    let Ok(mut known) = KNOWN.lock() else { return "look-alike" };
    if let Some(found) = known.iter().find(|k| **k == text) {
        return found;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    known.push(kept);
    kept
}

/// A part of a text, which stays where it is in the program if the text does.
fn part(text: &Text, range: Range<usize>) -> Option<Text> {
    Some(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(range)?),
        Cow::Owned(text) => Cow::Owned(text.get(range)?.to_owned()),
    })
}

impl Lookalikes {
    /// Adds what a file says under `lookalikes`.
    pub(super) fn add(&mut self, file: &Reader<'_>, problems: &mut Problems) {
        file.only(
            &["phrases", "before", "spelled", "streets", "named-after", "books", "states", "reporters"],
            problems,
        );
        if let Some(groups) = file.get("phrases") {
            for (why, list) in groups.entries(problems) {
                let why = reason(why);
                for item in list.items() {
                    self.add_phrase(&item, why, problems);
                }
            }
        }
        if let Some(groups) = file.get("before") {
            for (why, list) in groups.entries(problems) {
                let why = reason(why);
                for word in texts(&list, problems) {
                    let last = word.rsplit([' ', '.']).find(|w| !w.is_empty()).unwrap_or(word);
                    // A sign at the end is what the text before a number is looked up by.
                    let sign = last.char_indices().next_back().filter(|(_, c)| !c.is_alphanumeric());
                    let letters = last.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(last);
                    let key = sign.map_or(letters, |(at, _)| last.get(at..).unwrap_or(last));
                    let start = word.rfind(key).unwrap_or(0);
                    let Some(key) = part(word, start..start + key.len()) else { continue };
                    let key = lower(&key);
                    self.before.entry(key).or_default().push((word.clone(), why));
                }
            }
        }
        let mut fill = |key: &str, set: &mut FastSet<Text>, fold: bool| {
            if let Some(list) = file.get(key) {
                let words = texts(&list, problems).into_iter();
                set.extend(words.map(|word| if fold { lower(word) } else { word.clone() }));
            }
        };
        fill("spelled", &mut self.spelled, true);
        fill("streets", &mut self.streets, false);
        fill("named-after", &mut self.named_after, false);
        fill("books", &mut self.books, false);
        fill("states", &mut self.states, false);
        if let Some(list) = file.get("reporters") {
            self.reporters.extend(texts(&list, problems).into_iter().cloned());
        }
    }

    fn add_phrase(&mut self, item: &Reader<'_>, reason: &'static str, problems: &mut Problems) {
        let Some(phrase) = item.text(problems).and(item.node.text()) else { return };
        let Some((at, seed)) = next_seed(phrase, 0) else {
            let help = "leave it out: nothing in it would be read".to_owned();
            problems.at(item, format!("`{phrase}` holds nothing that looks like a figure"), Some(help));
            return;
        };
        let end = at + seed_length(phrase, at, seed);
        let parts = [0..at, at..end, end..phrase.len()].map(|range| part(phrase, range));
        let [Some(before), Some(key), Some(rest)] = parts else { return };
        let cased = phrase.bytes().any(|b| b.is_ascii_uppercase());
        let list = self.phrases.entry(lower(&key)).or_default();
        let place = list.partition_point(|p| p.before.len() + p.rest.len() >= before.len() + rest.len());
        list.insert(
            place,
            Phrase {
                before,
                rest,
                cased,
                capital: key.starts_with(|c: char| c.is_ascii_uppercase()),
                reason,
            },
        );
    }

    /// The phrase that stands around the place `at`, where a figure could start, as bytes; none that starts before
    /// `floor`.
    pub(crate) fn phrase_at(
        &self,
        text: &str,
        at: usize,
        seed: Seed,
        floor: usize,
    ) -> Option<(usize, usize, &'static str)> {
        let end = at + seed_length(text, at, seed);
        let word = text.get(at..end)?;
        let mut buffer = [0_u8; 24];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let list = self.phrases.get(std::str::from_utf8(lower).ok()?)?;
        let bytes = text.as_bytes();
        let (previous, next) = (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(end));
        list.iter().find_map(|phrase| {
            // The bytes next to the place tell most phrases from the text.
            if !same_byte(previous, phrase.before.as_bytes().last())
                || !same_byte(next, phrase.rest.as_bytes().first())
            {
                return None;
            }
            let start = at.checked_sub(phrase.before.len()).filter(|s| *s >= floor)?;
            let stop = end + phrase.rest.len();
            let (front, back) = (text.get(start..at)?, text.get(end..stop)?);
            let whole = text.get(start..stop)?;
            let fits = same(front, &phrase.before) && same(back, &phrase.rest);
            let cased = !phrase.cased
                || (front == &*phrase.before || front.is_empty())
                    && back == &*phrase.rest
                    && cased_alike(word, phrase)
                || !whole.bytes().any(|b| b.is_ascii_lowercase());
            let border = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let alone =
                border(text.get(..start)?.chars().next_back()) && border(text.get(stop..)?.chars().next());
            (fits && cased && alone).then_some((start, stop, phrase.reason))
        })
    }

    /// Why a number after the words that end `text` is an identifier, if it is one, and where those words start;
    /// `spelled` says that the number is in words.
    pub(crate) fn before(&self, text: &str, spelled: bool) -> Option<&'static str> {
        let trimmed = text.strip_suffix('.').unwrap_or(text);
        let plain = trimmed.bytes().rev().take(24).take_while(u8::is_ascii_alphabetic).count();
        let foreign = trimmed
            .len()
            .checked_sub(plain + 1)
            .is_some_and(|i| trimmed.as_bytes().get(i).is_some_and(|b| *b >= 0x80));
        let letters = if foreign { letters_ending(trimmed) } else { plain };
        let word = trimmed.get(trimmed.len() - letters..)?;
        let sign =
            || trimmed.chars().next_back().map(|c| trimmed.get(trimmed.len() - c.len_utf8()..).unwrap_or(""));
        let key = if letters == 0 { sign()? } else { word };
        let mut buffer = [0_u8; 24];
        let lower = buffer.get_mut(..key.len())?;
        lower.copy_from_slice(key.as_bytes());
        lower.make_ascii_lowercase();
        let key = std::str::from_utf8(lower).ok()?;
        if spelled && !self.spelled.contains(key) {
            return None;
        }
        let list = self.before.get(key)?;
        list.iter().find_map(|(phrase, reason)| {
            let start = trimmed.len().checked_sub(phrase.len())?;
            let there = trimmed.get(start..)?;
            let cased = phrase.bytes().any(|b| b.is_ascii_uppercase());
            let upper = there.bytes().all(|b| !b.is_ascii_lowercase()) && there.len() > 2;
            let wrapped = || {
                phrase.contains(' ') && same(there, phrase) && (!cased || upper || cased_words(there, phrase))
            };
            let fits =
                there == &**phrase || (!cased || upper) && there.eq_ignore_ascii_case(phrase) || wrapped();
            let alone = !trimmed.get(..start)?.chars().next_back().is_some_and(char::is_alphanumeric);
            (fits && alone).then_some(*reason)
        })
    }

    /// Whether a word is in a list, as it stands.
    pub(crate) fn has(&self, list: Context, word: &str) -> bool {
        match list {
            Context::Street => self.streets.contains(word),
            Context::NamedAfter => self.named_after.contains(word),
            Context::Book => self.books.contains(word),
            Context::State => self.states.contains(word),
        }
    }

    /// The name of law reports at the start of a text, with its length.
    pub(crate) fn reporter(&self, text: &str) -> Option<usize> {
        self.reporters.iter().filter(|r| text.starts_with(&***r)).map(|r| r.len()).max()
    }
}

/// The bytes of the letters, of any script, that a text ends in.
fn letters_ending(text: &str) -> usize {
    text.chars().rev().take(24).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
}

/// The length of what a seed covers: the run of digits, the sign or the word.
fn seed_length(text: &str, at: usize, seed: Seed) -> usize {
    match seed {
        Seed::Word(_, length) | Seed::Article(length) => length,
        Seed::Digit => {
            let rest = text.get(at..).unwrap_or("");
            let digits = rest.bytes().take(24).take_while(u8::is_ascii_digit).count();
            if digits > 0 { digits } else { rest.chars().next().map_or(1, char::len_utf8) }
        }
    }
}

/// Whether the word has a capital where the phrase starts with it and is written with one.
fn cased_alike(word: &str, phrase: &Phrase) -> bool {
    !phrase.before.is_empty() || !word.starts_with(|c: char| c.is_ascii_lowercase()) || !phrase.capital
}

/// Whether a byte of the text can be one of a phrase; a phrase that has none there asks for none.
fn same_byte(text: Option<&u8>, phrase: Option<&u8>) -> bool {
    phrase.is_none_or(|b| text.is_some_and(|a| alike(*a, *b)))
}

/// The same in any case, with any single white space or hyphen for a space.
fn same(text: &str, phrase: &str) -> bool {
    text.bytes().zip(phrase.bytes()).all(|(a, b)| alike(a, b))
}

/// Whether two texts of one length are the same but for white space and hyphens.
fn cased_words(text: &str, phrase: &str) -> bool {
    text.bytes().zip(phrase.bytes()).all(|(a, b)| a == b || b == b' ')
}

fn alike(text: u8, phrase: u8) -> bool {
    text.eq_ignore_ascii_case(&phrase) || phrase == b' ' && matches!(text, b'\n' | b'\t' | b'-')
}
