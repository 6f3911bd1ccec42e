//! What stands in a sentence, in short: whether a pattern can match there at all is told without reading the sentence.

use super::lexicon::{Lexicon, ListId, WordId};
use super::pattern::KindSet;
use super::token::Token;
use crate::claim::Claim;

/// Bits of the words that are seen.
const WORDS: u32 = 2048;

/// The words, the word lists and the figures of a sentence. It may hold more than there is, never less.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    words: [u64; (WORDS / 64) as usize],
    lists: Vec<u64>,
    kinds: KindSet,
    /// The tokens that are figures.
    figures: Vec<usize>,
}

impl Seen {
    /// What stands in these tokens. Cost: linear in them.
    pub fn of(tokens: &[Token], claims: &[Claim], lexicon: &Lexicon) -> Seen {
        let mut seen = Seen { lists: vec![0; lexicon.list_names().len().div_ceil(64)], ..Seen::default() };
        for (at, token) in tokens.iter().enumerate() {
            if let Some(word) = token.word() {
                seen.words[(word.0 % WORDS / 64) as usize] |= 1 << (word.0 % 64);
                for list in lexicon.lists_from(word) {
                    if let Some(bits) = seen.lists.get_mut(usize::from(list.0 / 64)) {
                        *bits |= 1 << (list.0 % 64);
                    }
                }
            }
            if let Some(claim) = token.figure().and_then(|f| claims.get(f)) {
                seen.kinds = seen.kinds.with(claim.kind);
                seen.figures.push(at);
            }
        }
        seen
    }

    /// Adds what stands in a sentence that follows after `offset` tokens.
    pub fn join(&mut self, next: &Seen, offset: usize) {
        self.lists.resize(self.lists.len().max(next.lists.len()), 0);
        self.words.iter_mut().zip(&next.words).for_each(|(all, bits)| *all |= bits);
        self.lists.iter_mut().zip(&next.lists).for_each(|(all, bits)| *all |= bits);
        self.kinds = self.kinds.or(next.kinds);
        self.figures.extend(next.figures.iter().map(|at| at + offset));
    }

    /// Whether a word may stand there.
    pub fn word(&self, word: WordId) -> bool {
        self.words[(word.0 % WORDS / 64) as usize] >> (word.0 % 64) & 1 == 1
    }

    /// Whether an entry of a list may stand there.
    pub fn list(&self, list: ListId) -> bool {
        self.lists.get(usize::from(list.0 / 64)).is_some_and(|bits| bits >> (list.0 % 64) & 1 == 1)
    }

    /// Whether a figure of one of these kinds stands there.
    pub fn figure(&self, kinds: KindSet) -> bool {
        self.kinds.meets(kinds)
    }

    /// The tokens that are figures, in the order of the text.
    pub fn figures(&self) -> &[usize] {
        &self.figures
    }
}
