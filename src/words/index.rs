//! Patterns by their rarest words, so that a sentence is asked about the few patterns that it has a word of, and not about
//! all there are: a pattern more costs nothing where its words do not stand.
//!
//! Each pattern stands under all keys of one thing that it needs: a word, the rarest words of the entries of a list, those of each branch
//! of a choice, or the kinds of a figure. Of several such things the one is taken that is rarest to be expected. How rare
//! a word is, its length tells well enough: short words are common.

use super::compile::{Clue, Need, Pattern};
use super::kinds::KindSet;
use super::lexicon::{Lexicon, ListId, WordId};
use super::seen::Seen;
use super::token::Token;
use crate::claim::Kind;

/// Patterns, each with what it is to its owner, by the words that they need.
#[derive(Clone, Debug)]
pub struct Index<T> {
    /// What each pattern is to its owner, in the order in which they were given.
    owners: Vec<T>,
    /// By key: where its patterns begin in `listed`; they end where those of the next key begin.
    starts: Vec<u32>,
    /// Numbers of patterns.
    listed: Vec<u32>,
    /// The patterns that need neither word nor figure.
    others: Vec<u32>,
    /// Needs that many patterns share, figures and marks, each with the patterns that have it, a bit for each.
    shared: Vec<(Need, Vec<u64>)>,
    /// How many words there are.
    words: u32,
}

/// Patterns that share a need at least, for it to be asked once for all of them.
const MANY: u32 = 16;

/// What a pattern can stand under.
#[derive(Clone, Copy)]
enum Key {
    Word(WordId),
    Kind(Kind),
}

/// The numbers of the patterns that have a chance somewhere, in order and each once.
#[derive(Clone, Debug, Default)]
pub struct Chances {
    bits: Vec<u64>,
}

impl Chances {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.bits.clear();
    }

    fn add(&mut self, numbers: &[u32]) {
        for number in numbers {
            if let Some(bits) = self.bits.get_mut(*number as usize / 64) {
                *bits |= 1 << (number % 64);
            }
        }
    }

    /// The numbers.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.bits).flat_map(|(at, bits)| {
            let rest = |bits: &u64| Some(bits & bits.wrapping_sub(1)).filter(|bits| *bits != 0);
            let each = std::iter::successors(Some(*bits).filter(|bits| *bits != 0), rest);
            each.map(move |bits| at * 64 + bits.trailing_zeros())
        })
    }
}

impl<T> Default for Index<T> {
    fn default() -> Index<T> {
        Index {
            owners: Vec::new(),
            starts: Vec::new(),
            listed: Vec::new(),
            others: Vec::new(),
            shared: Vec::new(),
            words: 0,
        }
    }
}

impl<T> Index<T> {
    /// Puts patterns under their words.
    pub fn new<'p>(patterns: impl Iterator<Item = (T, &'p Pattern)>, rarity: &Rarity<'_>) -> Index<T> {
        let words = u32::try_from(rarity.lexicon.len()).unwrap_or(u32::MAX);
        let mut index = Index { words, ..Index::default() };
        let mut under: Vec<(u32, u32)> = Vec::new();
        for (number, (owner, pattern)) in (0..).zip(patterns) {
            index.owners.push(owner);
            index.share(number, pattern);
            match rarity.rarest(pattern) {
                Some(keys) => under.extend(keys.map(|key| (index.place(key), number))),
                None => index.others.push(number),
            }
        }
        under.sort_unstable();
        under.dedup();
        let mut listed = 0;
        for place in 0..=index.place(Key::Kind(Kind::LAST)) + 1 {
            index.starts.push(listed);
            let rest = under.get(listed as usize..).unwrap_or(&[]);
            listed += u32::try_from(rest.iter().take_while(|(at, _)| *at == place).count()).unwrap_or(0);
        }
        index.listed = under.into_iter().map(|(_, number)| number).collect();
        let many = |patterns: &[u64]| patterns.iter().map(|bits| bits.count_ones()).sum::<u32>() >= MANY;
        index.shared.retain(|(_, patterns)| many(patterns));
        index
    }

    /// Notes the needs of a pattern that it shares with many.
    fn share(&mut self, number: u32, pattern: &Pattern) {
        for need in &pattern.needs {
            if matches!(need, Need::Clue(_) | Need::Any(_)) {
                continue;
            }
            let known = self.shared.iter().position(|(known, _)| known == need).unwrap_or_else(|| {
                self.shared.push((need.clone(), Vec::new()));
                self.shared.len() - 1
            });
            if let Some((_, patterns)) = self.shared.get_mut(known) {
                let place = number as usize / 64;
                patterns.resize(patterns.len().max(place + 1), 0);
                patterns[place] |= 1 << (number % 64);
            }
        }
    }

    /// Adds the patterns that have a chance among these tokens, with figures of these kinds. Cost: linear in the tokens
    /// and in the patterns that stand under them.
    pub fn chances(&self, tokens: &[Token], kinds: KindSet, chances: &mut Chances) {
        chances.bits.resize(self.owners.len().div_ceil(64), 0);
        chances.add(&self.others);
        for word in tokens.iter().filter_map(Token::word) {
            chances.add(self.under(Key::Word(word)));
        }
        for kind in kinds.kinds() {
            chances.add(self.under(Key::Kind(kind)));
        }
    }

    /// Takes out the patterns that need figures or marks that a stretch of text lacks: most of those that have a chance by
    /// their words, since most sentences have one figure. Each need is asked for all patterns at once.
    pub fn rule_out(&self, seen: &Seen, chances: &mut Chances) {
        for (_, patterns) in self.shared.iter().filter(|(need, _)| !seen.meets(need)) {
            chances.bits.iter_mut().zip(patterns).for_each(|(bits, without)| *bits &= !without);
        }
    }

    /// What a pattern is to its owner.
    pub fn owner(&self, number: u32) -> Option<&T> {
        self.owners.get(number as usize)
    }

    fn under(&self, key: Key) -> &[u32] {
        let at = self.place(key) as usize;
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(start, end)| self.listed.get(*start as usize..*end as usize)).unwrap_or(&[])
    }

    /// Words come first, then kinds.
    const fn place(&self, key: Key) -> u32 {
        match key {
            Key::Word(word) => word.0,
            Key::Kind(kind) => self.words + kind as u32,
        }
    }
}

/// How rare the things are that patterns need.
#[derive(Clone, Debug)]
pub struct Rarity<'l> {
    /// The words that patterns know.
    pub lexicon: &'l Lexicon,
    /// By list: the rarest word of each of its entries, and how common these are together.
    by_list: Vec<(Vec<WordId>, u32)>,
}

impl<'l> Rarity<'l> {
    /// How rare the words and lists of a lexicon are to be expected.
    pub fn of(lexicon: &'l Lexicon) -> Rarity<'l> {
        let mut by_list: Vec<(Vec<WordId>, u32)> = vec![(Vec::new(), 0); lexicon.list_names().len()];
        for word in (0..).map(WordId).take(lexicon.len()) {
            for list in lexicon.lists_by(word) {
                if let Some((words, common)) = by_list.get_mut(usize::from(list.0)) {
                    words.push(word);
                    *common = common.saturating_add(commonness_of_word(lexicon, word));
                }
            }
        }
        Rarity { lexicon, by_list }
    }

    /// The words under which a pattern stands: those of the rarest thing that it needs, one of which a sentence must hold.
    pub fn words_of<'k>(&'k self, pattern: &'k Pattern) -> impl Iterator<Item = WordId> {
        let words = |key| if let Key::Word(word) = key { Some(word) } else { None };
        self.rarest(pattern).into_iter().flatten().filter_map(words)
    }

    /// The keys of the rarest need of a pattern.
    fn rarest<'k>(&'k self, pattern: &'k Pattern) -> Option<impl Iterator<Item = Key>> {
        let needs = pattern.needs.iter().filter(|need| !matches!(need, Need::Mark(_)));
        needs.min_by_key(|need| self.commonness(need)).map(|need| self.keys(need))
    }

    /// The keys of a need, one of which must stand in the text; none for a need that has no keys.
    fn keys<'k>(&'k self, need: &'k Need) -> impl Iterator<Item = Key> {
        let kinds = if let Need::Figures(kinds, _) = need { *kinds } else { KindSet::default() };
        let words = need.clues().unwrap_or_default().iter().flat_map(|clue| match clue {
            Clue::Word(word) => std::slice::from_ref(word),
            Clue::List(list) => self.words_in(*list).map_or(&[][..], |(words, _)| words.as_slice()),
        });
        words.copied().map(Key::Word).chain(kinds.kinds().map(Key::Kind))
    }

    fn words_in(&self, list: ListId) -> Option<&(Vec<WordId>, u32)> {
        self.by_list.get(usize::from(list.0))
    }

    /// How common the keys of a need are together.
    fn commonness(&self, need: &Need) -> u32 {
        if let Need::Figures(kinds, _) = need {
            return kinds.kinds().map(commonness_of_kind).sum();
        }
        let of_clue = |clue: &Clue| match clue {
            Clue::Word(word) => commonness_of_word(self.lexicon, *word),
            Clue::List(list) => self.words_in(*list).map_or(0, |(_, common)| *common),
        };
        need.clues().unwrap_or_default().iter().map(of_clue).sum()
    }
}

/// How common a word is to be expected: half as common for each letter more.
fn commonness_of_word(lexicon: &Lexicon, word: WordId) -> u32 {
    1 << 12_u32.saturating_sub(u32::from(lexicon.length(word)))
}

/// How common a kind of figure is.
const fn commonness_of_kind(kind: Kind) -> u32 {
    match kind {
        Kind::Count => 1 << 10,
        Kind::Date => 1 << 9,
        Kind::Points | Kind::Ratio | Kind::Score | Kind::Multiple => 1 << 5,
        _ => 1 << 8,
    }
}

#[cfg(test)]
mod tests {
    use super::{Chances, Index, Rarity};
    use crate::claim::Kind;
    use crate::span::Span;
    use crate::words::compile::{Pattern, compile};
    use crate::words::kinds::KindSet;
    use crate::words::lexicon::{Lexicon, WordId};
    use crate::words::token::{Token, TokenKind};

    fn pattern(text: &str, lexicon: &mut Lexicon) -> Pattern {
        let mut flaws = Vec::new();
        let pattern = compile(text, lexicon, &mut |_, _| Ok(0), &mut flaws);
        assert!(flaws.is_empty(), "{text}: {flaws:?}");
        pattern
    }

    #[test]
    fn a_sentence_is_asked_about_the_patterns_of_its_words() {
        let mut lexicon = Lexicon::new();
        let list = lexicon.open_list("rose");
        lexicon.add_entry(list, &["climbed"]);
        let texts =
            ["the {n} injured", "@rose to {n}", "(lost|sold) {n}", "{n: percent} , {n}", "{n} ... ( {n}"];
        let patterns: Vec<Pattern> = texts.iter().map(|text| pattern(text, &mut lexicon)).collect();
        let index = Index::new(texts.iter().zip(&patterns), &Rarity::of(&lexicon));
        let asked = |words: &[&str], kind: Kind| {
            let token = |word: &&str| Token {
                span: Span::default(),
                kind: TokenKind::Word(lexicon.id(word)),
                capital: false,
            };
            let tokens: Vec<Token> = words.iter().map(token).collect();
            assert!(tokens.iter().all(|t| t.kind != TokenKind::Word(WordId::UNKNOWN)), "{words:?}");
            let mut chances = Chances::default();
            index.chances(&tokens, KindSet::one(kind), &mut chances);
            chances.iter().filter_map(|number| index.owner(number).map(|t| **t)).collect::<Vec<&str>>()
        };
        assert_eq!(asked(&["the", "to"], Kind::Date), [] as [&str; 0]);
        assert_eq!(asked(&["injured"], Kind::Date), ["the {n} injured"]);
        assert_eq!(asked(&["climbed"], Kind::Date), ["@rose to {n}"]);
        assert_eq!(asked(&["sold", "lost"], Kind::Date), ["(lost|sold) {n}"]);
        assert_eq!(asked(&[], Kind::Percent), ["{n: percent} , {n}", "{n} ... ( {n}"]);
    }
}
