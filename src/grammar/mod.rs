//! The grammar: reads every figure of a stretch of prose.
//!
//! A scan finds the places where a figure may start; there look-alikes are tried first, then dates, then numbers with
//! what stands around them. What a figure or a look-alike covers is not looked at again, so the cost is linear.

mod date;
mod figure;
mod lookalike;
mod number;
mod quantity;
mod range;

use crate::claim::{Claim, Skipped};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::lexicon::next_seed;

/// What was read in a stretch of prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The figures, in the order of the text; none overlaps another.
    pub claims: Vec<Claim>,
    /// What looks like a figure and is none, in the order of the text.
    pub skipped: Vec<Skipped>,
}

/// A text as the grammar sees it.
#[derive(Clone, Copy)]
struct Page<'p> {
    text: &'p str,
    vocabulary: &'p Vocabulary,
    /// What has been read ends here: nothing before it is taken again.
    floor: usize,
}

/// What stands at a place.
enum Found {
    /// One figure, or two that belong together (the ends of a range that runs backwards).
    Figures(Vec<Claim>),
    /// Something that only looks like one.
    Passed(Skipped),
    /// Nothing; the scan goes on after this byte.
    Nothing(usize),
}

/// Reads every figure of `text`; spans are of `text`. Cannot fail; cost is linear in the text, whatever the text.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Reading {
    let mut reading = Reading::default();
    let mut at = 0;
    let mut floor = 0;
    while let Some((start, seed)) = next_seed(text, at) {
        let page = Page { text, vocabulary, floor };
        let found = match lookalike::at(&page, start, seed) {
            Some(skipped) => Found::Passed(skipped),
            None => figure::at(&page, start, seed),
        };
        match found {
            Found::Figures(claims) => {
                for claim in claims {
                    floor = claim.hedge.map_or(claim.span.end, |h| h.span.end.max(claim.span.end));
                    reading.claims.push(claim);
                }
                at = floor.max(start + 1);
            }
            Found::Passed(skipped) => {
                floor = skipped.span.end;
                at = floor.max(start + 1);
                reading.skipped.push(skipped);
            }
            Found::Nothing(next) => at = next.max(start + 1),
        }
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    reading
}

impl<'p> Page<'p> {
    fn rest(&self, at: usize) -> &'p str {
        self.text.get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> &'p str {
        self.text.get(self.floor..at).unwrap_or("")
    }

    /// The word that ends right before a place, a single space between, and where it starts.
    fn word_before(&self, at: usize) -> (&'p str, usize) {
        let before = self.before(at).trim_end_matches([' ', '\n']);
        let len: usize = before
            .chars()
            .rev()
            .take(24)
            .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
            .map(char::len_utf8)
            .sum();
        let start = before.len() - len;
        (before.get(start..).unwrap_or(""), self.floor + start)
    }

    /// The word that begins after a place, a space or hyphen between.
    fn word_after(&self, at: usize) -> &'p str {
        let rest = self.rest(at);
        let rest = rest.strip_prefix([' ', '\n', '-', '\u{a0}']).unwrap_or(rest);
        let len: usize = rest
            .chars()
            .take(24)
            .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
            .map(char::len_utf8)
            .sum();
        rest.get(..len).unwrap_or("")
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|t| t.chars().next_back())
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }
}
