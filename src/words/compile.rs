//! From patterns as written to patterns that can be run: words become numbers, names become slots.

use super::lexicon::{Lexicon, ListId, WordId};
use super::pattern::{self, Ask, Gap, KindSet, Mark, Piece};

/// A pattern ready to be run.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    /// What must match, one after the other.
    pub elements: Vec<Element>,
    /// What a sentence must have for the pattern to have a chance; checked before anything is tried.
    pub needs: Vec<Need>,
}

/// One element of a pattern.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Element {
    Word(WordId),
    List(ListId),
    Mark(Mark),
    Any,
    Gap(Gap),
    Start,
    End,
    OneOf(Vec<Vec<Element>>),
    Optional(Vec<Vec<Element>>),
    Not(Vec<Vec<Element>>),
    Capture { slot: u8, ask: Ask },
}

/// Something that a sentence must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// This word.
    Word(WordId),
    /// A word or phrase of this list.
    List(ListId),
    /// This mark.
    Mark(Mark),
    /// A figure of one of these kinds.
    Figure(KindSet),
    /// At least so many figures.
    Figures(u8),
    /// One of these at least: what the branches of a choice need.
    Any(Vec<Need>),
}

/// What is wrong with a pattern: first byte and length in it, message, help.
pub type Flaw = ((usize, usize), String, Option<String>);

/// Compiles a pattern. `slot` gives the slot of a name with what it takes; every flaw is added to `flaws`.
pub fn compile(
    text: &str,
    lexicon: &mut Lexicon,
    slot: &mut dyn FnMut(&str, Ask) -> Result<u8, String>,
    flaws: &mut Vec<Flaw>,
) -> Pattern {
    let pieces = match pattern::parse(text) {
        Ok(pieces) => pieces,
        Err(e) => {
            flaws.push((e.at, e.message, e.help));
            return Pattern::default();
        }
    };
    let mut compiler = Compiler { lexicon, slot, flaws };
    let elements = compiler.sequence(&pieces);
    compiler.impossible(&pieces, text.len());
    let needs = needs(&elements, lexicon);
    Pattern { elements, needs }
}

struct Compiler<'c> {
    lexicon: &'c mut Lexicon,
    slot: &'c mut dyn FnMut(&str, Ask) -> Result<u8, String>,
    flaws: &'c mut Vec<Flaw>,
}

impl Compiler<'_> {
    fn sequence(&mut self, pieces: &[Piece]) -> Vec<Element> {
        // There are thousands of short sequences, so each is given no more room than it needs.
        let mut elements = Vec::with_capacity(pieces.len());
        elements.extend(pieces.iter().filter_map(|p| self.element(p)));
        elements
    }

    fn branches(&mut self, branches: &[Vec<Piece>]) -> Vec<Vec<Element>> {
        branches.iter().map(|b| self.sequence(b)).collect()
    }

    fn element(&mut self, piece: &Piece) -> Option<Element> {
        Some(match piece {
            Piece::Word(word) => Element::Word(self.lexicon.intern(word)),
            Piece::List(name, at) => Element::List(self.list(name, *at)?),
            Piece::Mark(mark) => Element::Mark(*mark),
            Piece::Any => Element::Any,
            Piece::Gap(gap) => Element::Gap(*gap),
            Piece::Start => Element::Start,
            Piece::End => Element::End,
            Piece::OneOf(branches) => Element::OneOf(self.branches(branches)),
            Piece::Optional(branches) => Element::Optional(self.branches(branches)),
            Piece::Not(branches) => Element::Not(self.branches(branches)),
            Piece::Capture { name, ask, at } => match (self.slot)(name, *ask) {
                Ok(slot) => Element::Capture { slot, ask: *ask },
                Err(message) => {
                    self.flaws.push((*at, message, None));
                    return None;
                }
            },
        })
    }

    fn list(&mut self, name: &str, at: usize) -> Option<ListId> {
        let found = self.lexicon.list(name);
        if found.is_none() {
            let help = crate::yaml::suggest(name, self.lexicon.list_names())
                .map(|near| format!("did you mean `@{near}`?"));
            let message = format!("there is no word list called `@{name}`");
            self.flaws.push(((at, name.len() + 1), message, help));
        }
        found
    }

    /// Things that can never match, however the text reads.
    fn impossible(&mut self, pieces: &[Piece], len: usize) {
        let last = pieces.len().saturating_sub(1);
        for (i, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Start if i > 0 => {
                    self.flaws.push(((0, len), "`^` after something can never match".to_owned(), None));
                }
                Piece::End if i < last => {
                    self.flaws.push(((0, len), "`$` before something can never match".to_owned(), None));
                }
                _ => {}
            }
        }
        if pieces.iter().all(|p| matches!(p, Piece::Gap(_) | Piece::Any | Piece::Optional(_) | Piece::Not(_)))
        {
            let message = "the pattern names no word and no figure, so it would match anywhere";
            self.flaws.push(((0, len), message.to_owned(), None));
        }
    }
}

/// What a sequence cannot match without.
fn needs(elements: &[Element], lexicon: &Lexicon) -> Vec<Need> {
    let mut out = Vec::new();
    let mut figures: u8 = 0;
    for element in elements {
        match element {
            Element::Word(word) => out.push(Need::Word(*word)),
            Element::List(list) => out.push(Need::List(*list)),
            Element::Mark(mark) => out.push(Need::Mark(*mark)),
            Element::Capture { ask: Ask::One(kinds), .. } => {
                out.push(Need::Figure(*kinds));
                figures = figures.saturating_add(1);
            }
            Element::Capture { ask: Ask::Row(kinds) | Ask::Tails(kinds), .. } => {
                out.push(Need::Figure(*kinds));
                figures = figures.saturating_add(2);
            }
            Element::OneOf(branches) => {
                out.extend(common_need(branches, lexicon).or_else(|| any_need(branches, lexicon)));
            }
            _ => {}
        }
    }
    if figures > 1 {
        out.push(Need::Figures(figures));
    }
    // What is asked at the least cost first: most sentences lack the figures, and a bit tells.
    out.sort_by_key(|need| match need {
        Need::Figures(_) => 0,
        Need::Figure(_) => 1,
        Need::Mark(_) => 2,
        Need::Word(_) => 3,
        Need::List(_) => 4,
        Need::Any(_) => 5,
    });
    out
}

/// A word or a list of each branch of a choice, where every branch needs one; of several words the longest, which is rarest:
/// "year" of "a year".
fn any_need(branches: &[Vec<Element>], lexicon: &Lexicon) -> Option<Need> {
    let length = |need: &Need| if let Need::Word(word) = need { Some(lexicon.length(*word)) } else { None };
    let rarest = |branch: &Vec<Element>| {
        let needs = needs(branch, lexicon);
        let word =
            needs.iter().filter(|need| length(need).is_some()).max_by_key(|need| length(need)).cloned();
        word.or_else(|| needs.into_iter().find(|need| matches!(need, Need::List(_) | Need::Any(_))))
    };
    branches.iter().map(rarest).collect::<Option<Vec<Need>>>().map(Need::Any)
}

/// A need that all branches of a choice share: each has the same one.
fn common_need(branches: &[Vec<Element>], lexicon: &Lexicon) -> Option<Need> {
    let first = needs(branches.first()?, lexicon);
    first.into_iter().find(|need| branches.iter().all(|b| needs(b, lexicon).contains(need)))
}
