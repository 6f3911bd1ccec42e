//! A name for a finding that stays when the text around it moves.

use crate::finding::{Finding, Place};
use crate::source::Source;

/// Words taken on either side of each label.
const NEIGHBOURS: usize = 3;

/// Bytes looked at for them.
const REACH: usize = 200;

/// Sixteen hexadecimal digits: the 64-bit FNV-1a hash of the rule's id and, for each label, its name, its words, and the
/// three words before and after it in its sentence. Words are runs of letters and digits in lower case, so that a finding keeps its
/// fingerprint when paragraphs are moved, lines wrapped anew or punctuation changed, and loses it when one of its figures
/// changes or the words next to it. Two findings with the same words have the same fingerprint. Neither the path nor the
/// document is part of it.
pub(super) fn fingerprint(finding: &Finding, source: &Source) -> String {
    let mut hash = Fnv::new();
    hash.word(&finding.rule);
    for label in &finding.labels {
        hash.word(&label.name);
        hash.words(words(&label.text));
        let (before, after) = around(source.field(label.place.field), label.place);
        let mut earlier: Vec<String> = words(before).collect();
        let from = earlier.len().saturating_sub(NEIGHBOURS);
        hash.words(earlier.drain(from..));
        hash.words(words(after).take(NEIGHBOURS));
    }
    format!("{:016x}", hash.0)
}

/// The text before and after a place, as far as its sentence goes and is looked at; words cut at the far ends are left
/// out.
fn around(text: &str, place: Place) -> (&str, &str) {
    let from = text.floor_char_boundary(place.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary(place.end.saturating_add(REACH).min(text.len()));
    let mut before = text.get(from..place.start).unwrap_or("");
    let mut after = text.get(place.end..to).unwrap_or("");
    if from > 0 {
        before = before.trim_start_matches(char::is_alphanumeric);
    }
    if to < text.len() {
        after = after.trim_end_matches(char::is_alphanumeric);
    }
    let after = breaks(after).next().map_or(after, |at| after.get(..at).unwrap_or(after));
    let before = breaks(before).last().map_or(before, |at| before.get(at..).unwrap_or(before));
    (before, after)
}

/// Where sentences or paragraphs may end: what matters is only that it is the same wherever the sentence stands.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, character) = rest.next()?;
            let blank = rest.peek().is_none_or(|(_, next)| next.is_whitespace());
            let empty_line = character == '\n' && text.get(at + 1..).is_some_and(starts_empty_line);
            if empty_line || blank && matches!(character, '.' | '!' | '?') {
                return Some(at);
            }
        }
    })
}

fn starts_empty_line(text: &str) -> bool {
    text.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

struct Fnv(u64);

impl Fnv {
    const fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn word(&mut self, word: &str) {
        // A byte that no UTF-8 has ends each word, so that "ab c" and "a bc" differ.
        for byte in word.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn words(&mut self, words: impl Iterator<Item = String>) {
        words.for_each(|word| self.word(&word));
        self.word("");
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use crate::report::tests::{finding, marked};

    #[test]
    fn stays_when_the_text_around_moves_and_goes_when_a_figure_changes() {
        let print = |marked_text: &str| {
            let (source, places) = marked(marked_text);
            fingerprint(&finding(&source, &places), &source)
        };
        let first = print("At least [12] people died and [30] were hurt, [45] in all.");
        for same in [
            "News.\n\nAt least [12] people died and [30] were hurt, [45] in all. More.",
            "At least\n[12] people  died,\nand [30] were hurt – [45] in all.",
            "AT LEAST [12] people died and [30] were hurt, [45] in all",
        ] {
            assert_eq!(print(same), first, "{same}");
        }
        for other in [
            "At least [13] people died and [30] were hurt, [45] in all.",
            "At least [12] dogs died and [30] were hurt, [45] in all.",
        ] {
            assert_ne!(print(other), first, "{other}");
        }
        assert_eq!(first.len(), 16);
    }
}
