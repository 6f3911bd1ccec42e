//! Phrases looked up at a place of a text, the longest first.

use crate::hash::{FastMap, hash_of};

/// Phrases with what each means. A space in a phrase stands for any single white space, or for a hyphen.
///
/// There are thousands of short ones, so their texts share one string, and those that begin alike are a chain through one
/// list.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// The texts of all phrases, one after the other.
    texts: String,
    entries: Vec<Phrase<T>>,
    /// By the hash of the first part of phrases (the last, if `backward`), lower-cased: the longest of them.
    longest: FastMap<u64, usize>,
    /// By the first byte of a key: the lengths that such keys have. Most places are told from all phrases by it.
    lengths: [u32; 256],
    backward: bool,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    /// Where its text stands among the texts of all.
    start: usize,
    length: usize,
    exact: bool,
    meaning: T,
    /// The next one that has the same key, no longer than this one.
    next: Option<usize>,
}

/// The longest key in bytes: keys are cut there, on both sides.
const KEY: usize = 24;

impl<T: Copy> Phrases<T> {
    /// Phrases that begin where they are looked for.
    pub(super) fn forward() -> Phrases<T> {
        Phrases {
            texts: String::new(),
            entries: Vec::new(),
            longest: FastMap::default(),
            lengths: [0; 256],
            backward: false,
        }
    }

    /// Phrases that end where they are looked for.
    pub(super) fn backward() -> Phrases<T> {
        Phrases { backward: true, ..Phrases::forward() }
    }

    /// Adds a phrase; `exact` says that its case counts. The first meaning of a phrase stays.
    pub(super) fn add(&mut self, phrase: &str, exact: bool, meaning: T) {
        let mut buffer = [0; KEY];
        let Some(key) = self.key(phrase, &mut buffer) else { return };
        if let Some(lengths) = key.first().and_then(|first| self.lengths.get_mut(usize::from(*first))) {
            *lengths |= 1 << key.len();
        }
        let number = self.entries.len();
        let first = self.longest.entry(hash_of(key)).or_insert(number);
        let mut next = Some(*first).filter(|first| *first != number);
        let mut before = None;
        while let Some(there) = next.and_then(|at| self.entries.get(at)).filter(|p| p.length >= phrase.len())
        {
            before = next;
            next = there.next;
        }
        match before.and_then(|at| self.entries.get_mut(at)) {
            Some(before) => before.next = Some(number),
            None => *first = number,
        }
        let (start, length) = (self.texts.len(), phrase.len());
        self.texts.push_str(phrase);
        self.entries.push(Phrase { start, length, exact, meaning, next });
    }

    /// The longest phrase that starts at `at` (or ends there) with where it ends (or starts).
    pub(super) fn find(&self, text: &str, at: usize) -> Option<(T, usize)> {
        let rest = if self.backward { text.get(..at)? } else { text.get(at..)? };
        let mut buffer = [0; KEY];
        let key = self.key(rest, &mut buffer)?;
        if self.lengths.get(usize::from(*key.first()?))? >> key.len() & 1 == 0 {
            return None;
        }
        let longest = self.longest.get(&hash_of(key)).and_then(|at| self.entries.get(*at));
        let mut chain = std::iter::successors(longest, |phrase| self.entries.get(phrase.next?));
        chain.find_map(|phrase| {
            let written = self.texts.get(phrase.start..phrase.start + phrase.length)?;
            let fit = if self.backward { before } else { after };
            let length = fit(rest, written, phrase.exact)?;
            Some((phrase.meaning, if self.backward { at - length } else { at + length }))
        })
    }

    /// The first (or last) run of letters, or a single character that is none.
    fn key<'b>(&self, text: &str, buffer: &'b mut [u8; KEY]) -> Option<&'b [u8]> {
        let bytes = text.as_bytes();
        let plain =
            if self.backward { plain(bytes.iter().rev(), buffer) } else { plain(bytes.iter(), buffer) };
        if let Some(length) = plain {
            return buffer.get(..length);
        }
        let mut length = 0;
        let mut push = |c: char| {
            let mut utf8 = [0; 4];
            for byte in c.encode_utf8(&mut utf8).bytes() {
                if let Some(slot) = buffer.get_mut(length) {
                    *slot = byte.to_ascii_lowercase();
                    length += 1;
                }
            }
            length < KEY
        };
        let mut chars = text.chars();
        let mut next = || if self.backward { chars.next_back() } else { chars.next() };
        let first = next()?;
        push(first);
        if first.is_alphabetic() {
            while let Some(c) = next().filter(|c| c.is_alphabetic()) {
                if !push(c) {
                    break;
                }
            }
        }
        buffer.get(..length)
    }
}

/// Writes the key at the start of some bytes, if none but plain letters are in it and next to it; gives its length.
fn plain<'t>(bytes: impl Iterator<Item = &'t u8>, buffer: &mut [u8; KEY]) -> Option<usize> {
    let mut length = 0;
    for byte in bytes {
        if !byte.is_ascii() {
            return None;
        }
        let letter = byte.is_ascii_alphabetic();
        if length > 0 && !letter {
            break;
        }
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
        if !letter || length == KEY {
            break;
        }
    }
    (length > 0).then_some(length)
}

/// How many bytes at the start of `text` are the phrase; it must end at the end of a word.
fn after(text: &str, phrase: &str, exact: bool) -> Option<usize> {
    let length = phrase.len();
    let start = text.get(..length)?;
    if !same(start, phrase, exact) {
        return None;
    }
    let next = text.get(length..).and_then(|t| t.chars().next());
    let last = phrase.chars().next_back()?;
    let inside = last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
    (!inside).then_some(length)
}

/// How many bytes at the end of `text` are the phrase; it must start at the start of a word.
fn before(text: &str, phrase: &str, exact: bool) -> Option<usize> {
    let start = text.len().checked_sub(phrase.len())?;
    let end = text.get(start..)?;
    if !same(end, phrase, exact) {
        return None;
    }
    let previous = text.get(..start).and_then(|t| t.chars().next_back());
    let first = phrase.chars().next()?;
    let inside = first.is_alphanumeric() && previous.is_some_and(char::is_alphanumeric);
    (!inside).then_some(phrase.len())
}

/// Whether two texts of one length are the same, white space and hyphens for spaces allowed.
fn same(text: &str, phrase: &str, exact: bool) -> bool {
    text.bytes().zip(phrase.bytes()).all(|(a, b)| {
        a == b || !exact && a.eq_ignore_ascii_case(&b) || b == b' ' && matches!(a, b'\n' | b'\t' | b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::forward();
        phrases.add("pound", false, 1);
        phrases.add("pound sterling", false, 2);
        assert_eq!(phrases.find("5 Pound\nSterling.", 2), Some((2, 16)));
        assert_eq!(phrases.find("5 pound.", 2), Some((1, 7)));
        assert_eq!(phrases.find("5 pounder", 2), None);
    }

    #[test]
    fn backward_phrases_end_at_the_place() {
        let mut phrases = Phrases::backward();
        phrases.add("no more than", false, 1);
        phrases.add("more than", false, 2);
        assert_eq!(phrases.find("with no more than", 17), Some((1, 5)));
        assert_eq!(phrases.find("with more than", 14), Some((2, 5)));
        assert_eq!(phrases.find("anymore than", 12), None);
    }
}
