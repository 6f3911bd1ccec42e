//! From patterns as written to patterns that can be run: words become numbers, names become slots.

use std::sync::OnceLock;

use super::kinds::KindSet;
use super::lexicon::{Lexicon, ListId, WordId};
use super::opening::Opening;
use super::packed::Elements;
use super::pattern::{self, Ask, Bracket, Gap, Mark, NAMELESS, Piece};

/// A pattern ready to be run.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    /// What must match; of a packed pattern, once it has been asked for.
    opened: OnceLock<Opened>,
    /// The same as it was packed, if it was. Most patterns have no chance in a text, and are never unpacked.
    packed: Elements,
    /// What a sentence must have for the pattern to have a chance; checked before anything is tried.
    pub needs: Vec<Need>,
}

impl Pattern {
    /// A pattern that is packed but for its needs.
    pub fn packed(packed: Elements, needs: Vec<Need>) -> Pattern {
        Pattern { opened: OnceLock::new(), packed, needs }
    }

    /// What must match, one after the other, laid out as the pieces of the pattern are: one list holds all of them.
    #[inline]
    pub fn elements(&self) -> &[Element] {
        &self.opened().elements
    }

    /// What a match can begin with.
    #[inline]
    pub fn opening(&self) -> &Opening {
        &self.opened().opening
    }

    /// What the rest can begin with behind each gap.
    #[inline]
    pub fn behind_gaps(&self) -> &[Opening] {
        &self.opened().gaps
    }

    #[inline]
    fn opened(&self) -> &Opened {
        self.opened.get_or_init(|| Opened::of(self.packed.unpack()))
    }
}

/// The elements of a pattern with what one look can tell of them.
#[derive(Clone, Debug, Default)]
struct Opened {
    elements: Vec<Element>,
    opening: Opening,
    gaps: Vec<Opening>,
}

impl Opened {
    fn of(mut elements: Vec<Element>) -> Opened {
        let mut gaps = Vec::new();
        Opening::behind_gaps(&elements, &mut gaps);
        let numbers =
            elements.iter_mut().filter_map(|e| if let Element::Gap(_, n) = e { Some(n) } else { None });
        for (number, at) in numbers.zip(0..) {
            *number = at;
        }
        Opened { opening: Opening::of(&elements), gaps, elements }
    }
}

/// One element of a pattern. The elements of a bracket and of its branches follow it, so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Element {
    Word(WordId),
    List(ListId),
    Mark(Mark),
    Any,
    /// A gap, and which of the gaps of the pattern it is.
    Gap(Gap, u16),
    Start,
    End,
    Bracket(Bracket, u32),
    Branch(u32),
    Capture {
        slot: u8,
        ask: Ask,
    },
}

/// The slot of a capture without a name: it binds nothing.
pub const NO_SLOT: u8 = u8::MAX;

/// There are tens of thousands of them, which are gone through for each sentence.
const _: () = assert!(size_of::<Element>() == 8);

impl Element {
    /// How many elements that follow stand inside of it.
    #[inline]
    const fn own(self) -> usize {
        match self {
            Element::Bracket(_, own) | Element::Branch(own) => own as usize,
            _ => 0,
        }
    }
}

/// The first of some elements, those that stand inside of it, and those after it.
#[inline]
pub fn first(elements: &[Element]) -> Option<(Element, &[Element], &[Element])> {
    let (first, rest) = elements.split_first()?;
    let (inside, after) = rest.split_at_checked(first.own())?;
    Some((*first, inside, after))
}

/// Some elements one after the other, each with those inside of it: of a bracket, its branches.
#[inline]
pub fn each(elements: &[Element]) -> impl Iterator<Item = (Element, &[Element])> + Clone {
    let mut rest = elements;
    std::iter::from_fn(move || {
        let (element, inside, after) = first(rest)?;
        rest = after;
        Some((element, inside))
    })
}

/// Something that a sentence must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A word, or one of a list.
    Clue(Clue),
    /// This mark.
    Mark(Mark),
    /// At least so many figures of these kinds.
    Figures(KindSet, u8),
    /// One of these at least: what the branches of a choice need.
    Any(Box<[Clue]>),
}

/// What words can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// This word.
    Word(WordId),
    /// A word or phrase of this list.
    List(ListId),
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
    if let Some(pattern) = lexicon.book().pattern(text, slot) {
        return pattern;
    }
    let pieces = match pattern::parse(text) {
        Ok(pieces) => pieces,
        Err(e) => {
            flaws.push((e.at, e.message, e.help));
            return Pattern::default();
        }
    };
    let mut compiler = Compiler { lexicon, slot, flaws };
    // Each piece gives one element, so that the counts of brackets and branches hold.
    let elements: Vec<Element> = pieces.iter().map(|piece| compiler.element(piece)).collect();
    compiler.impossible(&elements, text.len());
    let mut needing = Needing { lexicon, found: Vec::with_capacity(8) };
    needing.of_sequence(&elements);
    let needs = needing.found;
    Pattern { opened: OnceLock::from(Opened::of(elements)), packed: Elements::default(), needs }
}

/// Stands nowhere in any text.
const NOWHERE: Element = Element::Word(WordId::UNKNOWN);

struct Compiler<'c> {
    lexicon: &'c mut Lexicon,
    slot: &'c mut dyn FnMut(&str, Ask) -> Result<u8, String>,
    flaws: &'c mut Vec<Flaw>,
}

impl Compiler<'_> {
    /// The element for a piece; a word that no text has where the piece is wrong, since then the pattern is never run.
    fn element(&mut self, piece: &Piece<'_>) -> Element {
        match piece {
            Piece::Word(word) => Element::Word(self.lexicon.intern(word)),
            Piece::List(name, at) => self.list(name, *at).map_or(NOWHERE, Element::List),
            Piece::Mark(mark) => Element::Mark(*mark),
            Piece::Any => Element::Any,
            Piece::Gap(gap) => Element::Gap(*gap, 0),
            Piece::Start => Element::Start,
            Piece::End => Element::End,
            Piece::Bracket(bracket, own) => Element::Bracket(*bracket, count(*own)),
            Piece::Branch(own) => Element::Branch(count(*own)),
            Piece::Capture { name: NAMELESS, ask, .. } => Element::Capture { slot: NO_SLOT, ask: *ask },
            Piece::Capture { name, ask, at } => match (self.slot)(name, *ask) {
                Ok(slot) => Element::Capture { slot, ask: *ask },
                Err(message) => {
                    self.flaws.push((*at, message, None));
                    NOWHERE
                }
            },
        }
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
    fn impossible(&mut self, elements: &[Element], len: usize) {
        let last = each(elements).count().saturating_sub(1);
        for (i, (element, _)) in each(elements).enumerate() {
            match element {
                Element::Start if i > 0 => {
                    self.flaws.push(((0, len), "`^` after something can never match".to_owned(), None));
                }
                Element::End if i < last => {
                    self.flaws.push(((0, len), "`$` before something can never match".to_owned(), None));
                }
                _ => {}
            }
        }
        let names_nothing = |element: Element| {
            matches!(
                element,
                Element::Gap(..) | Element::Any | Element::Bracket(Bracket::Optional | Bracket::Not, _)
            )
        };
        if each(elements).all(|(element, _)| names_nothing(element)) {
            let message = "the pattern names no word and no figure, so it would match anywhere";
            self.flaws.push(((0, len), message.to_owned(), None));
        }
    }
}

/// A pattern is part of a file, which is shorter than that.
fn count(own: usize) -> u32 {
    u32::try_from(own).unwrap_or(u32::MAX)
}

/// Finds what patterns cannot match without.
struct Needing<'l> {
    lexicon: &'l Lexicon,
    /// What has been found of the sequences that are being gone through, the outermost first.
    found: Vec<Need>,
}

impl Needing<'_> {
    /// Adds what a sequence cannot match without.
    fn of_sequence(&mut self, elements: &[Element]) {
        let start = self.found.len();
        let mut figures: Vec<(KindSet, u8)> = Vec::new();
        for (element, inside) in each(elements) {
            match element {
                Element::Word(word) => self.found.push(Need::Clue(Clue::Word(word))),
                Element::List(list) => self.found.push(Need::Clue(Clue::List(list))),
                Element::Mark(mark) => self.found.push(Need::Mark(mark)),
                Element::Capture { ask: Ask::One(kinds), .. } => {
                    figures.push((kinds, 1));
                }
                Element::Capture { ask: Ask::Row(kinds) | Ask::Tails(kinds), .. } => figures.push((kinds, 2)),
                Element::Bracket(Bracket::OneOf, _) => {
                    let need = self.of_choice(inside);
                    self.found.extend(need);
                }
                _ => {}
            }
        }
        self.found.extend(of_figures(&figures));
        // What is asked at the least cost first: most sentences lack the figures, and a bit tells.
        let sequence = self.found.get_mut(start..).unwrap_or_default();
        sequence.sort_by_key(|need| match need {
            Need::Figures(..) => 0,
            Need::Mark(_) => 1,
            Need::Clue(Clue::Word(_)) => 2,
            Need::Clue(Clue::List(_)) => 3,
            Need::Any(_) => 4,
        });
    }

    /// What a choice cannot match without: a need that all its branches share, or else one of the clues that each branch
    /// needs, if every branch needs one.
    fn of_choice(&mut self, branches: &[Element]) -> Option<Need> {
        let start = self.found.len();
        let mut shared: Option<Vec<Need>> = None;
        let mut clues = Some(Vec::with_capacity(each(branches).count()));
        for (_, branch) in each(branches) {
            self.of_sequence(branch);
            let needs = self.found.get(start..).unwrap_or_default();
            clues = clues.zip(self.rarest(needs)).map(|(mut clues, rarest)| {
                clues.extend_from_slice(rarest);
                clues
            });
            match &mut shared {
                None => shared = Some(self.found.drain(start..).collect()),
                Some(shared) => {
                    *shared =
                        shared.iter().filter_map(|need| needs.iter().find_map(|n| need.common(n))).collect();
                }
            }
            self.found.truncate(start);
        }
        let shared = shared.and_then(|shared| shared.into_iter().next());
        shared.or_else(|| clues.map(|clues| Need::Any(clues.into_boxed_slice())))
    }

    /// Of what a branch needs the clues of one need: of several words the longest, which is rarest, "year" of "a year";
    /// without a word the first list or choice.
    fn rarest<'n>(&self, needs: &'n [Need]) -> Option<&'n [Clue]> {
        let word = |need: &&Need| matches!(need, Need::Clue(Clue::Word(_)));
        let length = |need: &&Need| match need {
            Need::Clue(Clue::Word(word)) => self.lexicon.length(*word),
            _ => 0,
        };
        let longest = needs.iter().filter(word).max_by_key(length);
        longest.and_then(Need::clues).or_else(|| needs.iter().find_map(Need::clues))
    }
}

/// What captures need together, each given with its kinds and how many figures it takes: of all kinds so many, and of the
/// kinds of one of them as many as can only be of those.
fn of_figures(captures: &[(KindSet, u8)]) -> impl Iterator<Item = Need> {
    let mut sets: Vec<KindSet> = Vec::new();
    let all = captures.iter().map(|(kinds, _)| *kinds).reduce(KindSet::or);
    for kinds in all.into_iter().chain(captures.iter().map(|(kinds, _)| *kinds)) {
        let kinds = kinds.of_any_date();
        if !sets.contains(&kinds) {
            sets.push(kinds);
        }
    }
    sets.into_iter().map(|kinds| {
        let only = captures.iter().filter(|(of, _)| of.within(kinds));
        Need::Figures(kinds, only.fold(0, |sum: u8, (_, figures)| sum.saturating_add(*figures)))
    })
}

impl Need {
    /// What follows from this need and from another alike: of figures the fewer.
    fn common(&self, other: &Need) -> Option<Need> {
        match (self, other) {
            (Need::Figures(kinds, one), Need::Figures(same, two)) if kinds == same => {
                Some(Need::Figures(*kinds, (*one).min(*two)))
            }
            _ => (self == other).then(|| self.clone()),
        }
    }

    /// The clues one of which must stand in the text, where it is of that kind.
    pub fn clues(&self) -> Option<&[Clue]> {
        match self {
            Need::Clue(clue) => Some(std::slice::from_ref(clue)),
            Need::Any(clues) => Some(clues),
            Need::Mark(_) | Need::Figures(..) => None,
        }
    }
}
