//! What a match can begin with, in short: most starts of most patterns end at one look.

use super::bits::Bits;
use super::compile::{Element, each, first};
use super::kinds::KindSet;
use super::lexicon::{ListId, WordId};
use super::pattern::{Ask, Bracket, Mark};
use crate::claim::Kind;

/// The words, the word lists, the marks and the figures that a match of a pattern can begin with. It may hold more than
/// there is, never less: words share bits.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    words: Bits<4>,
    lists: Vec<ListId>,
    marks: u16,
    kinds: KindSet,
    /// Whether any word will do.
    any_word: bool,
    /// Whether anything will do, or nothing.
    anything: bool,
}

impl Opening {
    /// What a match of these elements can begin with.
    pub fn of(elements: &[Element]) -> Opening {
        let mut opening = Opening::default();
        opening.anything = opening.add(elements) || opening.anything;
        opening
    }

    /// What the rest of each gap can begin with, in the order in which gaps stand. Where a gap ends what stands in a bracket, what
    /// follows may be anything.
    pub fn behind_gaps(elements: &[Element], out: &mut Vec<Opening>) {
        let mut rest = elements;
        while let Some((element, inside, after)) = first(rest) {
            match element {
                Element::Gap(..) => out.push(Opening::of(after)),
                _ => Opening::behind_gaps(inside, out),
            }
            rest = after;
        }
    }

    /// Adds what elements can begin with; gives whether they can match nothing at all.
    fn add(&mut self, elements: &[Element]) -> bool {
        let mut rest = elements;
        while let Some((element, inside, after)) = first(rest) {
            let passed = match element {
                Element::Start | Element::Bracket(Bracket::Not, _) => true,
                Element::Bracket(Bracket::OneOf, _) => self.add_one_of(inside),
                Element::Bracket(Bracket::Optional, _) => {
                    self.add_one_of(inside);
                    true
                }
                element => {
                    self.add_one(element);
                    false
                }
            };
            if !passed {
                return false;
            }
            rest = after;
        }
        true
    }

    fn add_one_of(&mut self, branches: &[Element]) -> bool {
        each(branches).fold(false, |passed, (_, branch)| self.add(branch) || passed)
    }

    fn add_one(&mut self, element: Element) {
        match element {
            Element::Word(word) => self.words.add(word.0),
            Element::List(list) => self.lists.push(list),
            Element::Mark(mark) => self.marks |= 1 << mark as u16,
            Element::Any => self.any_word = true,
            Element::Capture { ask: Ask::One(kinds) | Ask::Row(kinds) | Ask::Tails(kinds), .. } => {
                self.kinds = self.kinds.or(kinds);
            }
            _ => self.anything = true,
        }
    }

    /// Whether anything will do, or nothing: the end of a text, too.
    pub const fn takes_anything(&self) -> bool {
        self.anything
    }

    /// Whether a match may begin with a word; `lists` are those that have an entry beginning with it,
    /// sorted.
    pub fn takes_word<'l>(&self, word: WordId, lists: impl FnOnce() -> &'l [ListId]) -> bool {
        self.any_word
            || self.words.holds(word.0)
            || !self.lists.is_empty() && {
                let lists = lists();
                self.lists.iter().any(|list| lists.binary_search(list).is_ok())
            }
    }

    /// Whether a match may begin with a mark.
    pub const fn takes_mark(&self, mark: Mark) -> bool {
        self.marks >> mark as u16 & 1 == 1
    }

    /// Whether a match may begin with a figure.
    pub fn takes_figure(&self, kind: Kind) -> bool {
        self.kinds.holds(kind)
    }
}
