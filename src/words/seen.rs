//! What stands in a sentence, in short: whether a pattern can match there at all is told without reading the sentence.

use super::bits::Bits;
use super::compile::{Clue, Need};
use super::kinds::KindSet;
use super::lexicon::{Lexicon, ListId, WordId};
use super::pattern::Mark;
use super::token::{Token, TokenKind};
use crate::claim::{Claim, Kind};

/// The words, the word lists, the marks and the figures of a sentence. It may hold more than there is, never less: words
/// and lists share bits.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    words: Bits<8>,
    lists: Bits<4>,
    marks: u16,
    kinds: KindSet,
    /// How many figures of each kind; 255 are as many as any pattern needs.
    counts: [u8; Kind::ALL.len()],
    /// The tokens that are figures.
    figures: Vec<u32>,
}

impl Seen {
    /// What stands in these tokens. Cost: linear in them.
    pub fn of(tokens: &[Token], claims: &[Claim], lexicon: &Lexicon) -> Seen {
        let mut seen = Seen::default();
        for (at, token) in (0..).zip(tokens) {
            match token.kind {
                TokenKind::Word(WordId::UNKNOWN) => {}
                TokenKind::Word(word) => {
                    seen.words.add(word.0);
                    lexicon.lists_by(word).iter().for_each(|list| seen.lists.add(u32::from(list.0)));
                }
                TokenKind::Mark(mark) => seen.marks |= 1 << mark as u16,
                TokenKind::Figure(figure) => {
                    if let Some(claim) = claims.get(figure) {
                        seen.kinds = seen.kinds.with(claim.kind);
                        seen.counts[claim.kind as usize] = seen.counts[claim.kind as usize].saturating_add(1);
                        seen.figures.push(at);
                    }
                }
            }
        }
        seen
    }

    /// Adds what stands in a sentence that follows after `offset` tokens.
    pub fn join(&mut self, next: &Seen, offset: u32) {
        self.words.join(&next.words);
        self.lists.join(&next.lists);
        self.marks |= next.marks;
        self.kinds = self.kinds.or(next.kinds);
        self.counts.iter_mut().zip(next.counts).for_each(|(all, more)| *all = all.saturating_add(more));
        self.figures.extend(next.figures.iter().map(|at| at + offset));
    }

    /// Whether a word may stand there.
    pub fn word(&self, word: WordId) -> bool {
        self.words.holds(word.0)
    }

    /// Whether an entry of a list may stand there.
    pub fn list(&self, list: ListId) -> bool {
        self.lists.holds(u32::from(list.0))
    }

    /// Whether a mark stands there.
    pub fn mark(&self, mark: Mark) -> bool {
        self.marks >> mark as u16 & 1 == 1
    }

    /// Whether at least so many figures of these kinds stand there.
    pub fn figures_of(&self, kinds: KindSet, least: u8) -> bool {
        let counts = || kinds.kinds().filter_map(|kind| self.counts.get(kind as usize));
        self.kinds.meets(kinds)
            && (least < 2 || counts().fold(0, |sum: u8, count| sum.saturating_add(*count)) >= least)
    }

    /// Whether it has what a pattern cannot match without.
    pub fn meets(&self, need: &Need) -> bool {
        match need {
            Need::Clue(clue) => self.shows(*clue),
            Need::Mark(mark) => self.mark(*mark),
            Need::Any(clues) => clues.iter().any(|clue| self.shows(*clue)),
            Need::Figures(kinds, least) => self.figures_of(*kinds, *least),
        }
    }

    fn shows(&self, clue: Clue) -> bool {
        match clue {
            Clue::Word(word) => self.word(word),
            Clue::List(list) => self.list(list),
        }
    }

    /// The kinds of the figures that stand there.
    pub const fn kinds(&self) -> KindSet {
        self.kinds
    }

    /// The tokens that are figures, in the order of the text.
    pub fn figures(&self) -> &[u32] {
        &self.figures
    }
}
