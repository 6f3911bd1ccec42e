//! Patterns by their rarest words, so that a sentence is asked about the few patterns that it has a word of, and not about
//! all there are: a pattern more costs nothing where its words do not stand.
//!
//! Each pattern stands under all words of one thing that it needs: a word, the first words of a list, or those of each
//! branch of a choice. Of several such things the one is taken that is rarest to be expected. How rare a word is, its
//! length tells well enough: short words are common.

use super::compile::{Need, Pattern};
use super::lexicon::{Lexicon, ListId, WordId};
use super::token::Token;

/// Patterns, each with what it is to its owner, by the words that they need.
#[derive(Clone, Debug)]
pub struct Index<T> {
    /// What each pattern is to its owner, in the order in which they were given.
    owners: Vec<T>,
    /// By word: where its patterns begin in `listed`; they end where those of the next word begin.
    starts: Vec<u32>,
    /// Numbers of patterns.
    listed: Vec<u32>,
    /// The patterns that need no word.
    others: Vec<u32>,
}

impl<T> Default for Index<T> {
    fn default() -> Index<T> {
        Index { owners: Vec::new(), starts: Vec::new(), listed: Vec::new(), others: Vec::new() }
    }
}

impl<T> Index<T> {
    /// Puts patterns under their words.
    pub fn new<'p>(patterns: impl Iterator<Item = (T, &'p Pattern)>, lexicon: &Lexicon) -> Index<T> {
        let firsts = Firsts::of(lexicon);
        let mut index = Index::default();
        let mut under: Vec<(WordId, u32)> = Vec::new();
        for (number, (owner, pattern)) in (0..).zip(patterns) {
            index.owners.push(owner);
            match firsts.rarest(pattern, lexicon) {
                Some(words) => under.extend(words.into_iter().map(|word| (word, number))),
                None => index.others.push(number),
            }
        }
        under.sort_unstable();
        under.dedup();
        let mut listed = 0;
        for word in 0..=lexicon.len() {
            index.starts.push(listed);
            let here = under[listed as usize..].iter().take_while(|(w, _)| w.0 as usize == word).count();
            listed += u32::try_from(here).unwrap_or(0);
        }
        index.listed = under.into_iter().map(|(_, number)| number).collect();
        index
    }

    /// The numbers of the patterns that have a chance among these tokens, in order; they are added to `chances`, which
    /// is sorted then. Cost: linear in the tokens and in the patterns that stand under their words.
    pub fn chances(&self, tokens: &[Token], chances: &mut Vec<u32>) {
        chances.extend(&self.others);
        for word in tokens.iter().filter_map(Token::word) {
            chances.extend(self.under(word));
        }
        chances.sort_unstable();
        chances.dedup();
    }

    /// What a pattern is to its owner.
    pub fn owner(&self, number: u32) -> Option<&T> {
        self.owners.get(number as usize)
    }

    fn under(&self, word: WordId) -> &[u32] {
        let start = |at: u32| self.starts.get(at as usize).map(|start| *start as usize);
        let range = start(word.0).zip(start(word.0 + 1));
        range.and_then(|(start, end)| self.listed.get(start..end)).unwrap_or(&[])
    }
}

/// By list: the words that its entries begin with.
struct Firsts(Vec<Vec<WordId>>);

impl Firsts {
    fn of(lexicon: &Lexicon) -> Firsts {
        let mut firsts = vec![Vec::new(); lexicon.list_names().len()];
        for word in (0..).map(WordId).take(lexicon.len()) {
            for list in lexicon.lists_from(word) {
                if let Some(words) = firsts.get_mut(usize::from(list.0)) {
                    words.push(word);
                }
            }
        }
        Firsts(firsts)
    }

    /// The words of the rarest need of a pattern, if one of its needs is of words.
    fn rarest(&self, pattern: &Pattern, lexicon: &Lexicon) -> Option<Vec<WordId>> {
        let needs = pattern.needs.iter().filter_map(|need| self.words(need));
        needs.min_by_key(|words| words.iter().map(|word| commonness(lexicon, *word)).sum::<u32>())
    }

    /// The words of a need, one of which must stand in the text; `None` where it is not of words.
    fn words(&self, need: &Need) -> Option<Vec<WordId>> {
        match need {
            Need::Word(word) => Some(vec![*word]),
            Need::List(ListId(list)) => self.0.get(usize::from(*list)).cloned(),
            Need::Any(needs) => {
                let words: Option<Vec<Vec<WordId>>> = needs.iter().map(|need| self.words(need)).collect();
                Some(words?.concat())
            }
            Need::Mark(_) | Need::Figure(_) | Need::Figures(_) => None,
        }
    }
}

/// How common a word is to be expected: half as common for each letter more.
fn commonness(lexicon: &Lexicon, word: WordId) -> u32 {
    1 << 12_u32.saturating_sub(u32::from(lexicon.length(word)))
}
