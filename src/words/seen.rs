//! What stands in a sentence, in short: whether a pattern can match there at all is told without reading the sentence.

use super::lexicon::{Lexicon, ListId, WordId};
use super::pattern::KindSet;
use super::token::Token;
use crate::claim::Claim;

/// Bits of the words that are seen.
const WORDS: u32 = 256;

/// The words, the word lists and the figures of a sentence. It may hold more than there is, never less.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    words: [u64; (WORDS / 64) as usize],
    lists: Vec<u64>,
    kinds: KindSet,
    figures: usize,
}

impl Seen {
    /// What stands in these tokens. Cost: linear in them.
    pub fn of(tokens: &[Token], claims: &[Claim], lexicon: &Lexicon) -> Seen {
        let mut seen = Seen { lists: vec![0; lexicon.list_names().len().div_ceil(64)], ..Seen::default() };
        for token in tokens {
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
                seen.figures += 1;
            }
        }
        seen
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

    /// How many figures there are.
    pub fn figures(&self) -> usize {
        self.figures
    }
}
