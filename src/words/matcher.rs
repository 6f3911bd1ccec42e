//! Runs patterns over the tokens of a sentence.

use std::sync::Arc;

use super::compile::{Element, NO_SLOT, Need, Pattern, each, first};
use super::kinds::{DateAsk, KindSet};
use super::lexicon::{Lexicon, WordId};
use super::names;
use super::opening::Opening;
use super::pattern::{Ask, Bracket, Gap, Mark};
use super::row;
use super::seen::Seen;
use super::tails;
use super::things::{self, Things};
use super::token::{Token, TokenKind};
use crate::claim::{Claim, Kind, Value};
use crate::span::Span;

/// A sentence as patterns see it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'s> {
    /// Its tokens.
    pub tokens: &'s [Token],
    /// All claims of the document; tokens point into them.
    pub claims: &'s [Claim],
    /// The words that patterns know.
    pub lexicon: &'s Lexicon,
    /// The items of the list that begins right below it.
    pub items: Option<Things>,
    /// What stands in it, in short.
    pub seen: &'s Seen,
}

/// What a name was bound to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Capture {
    /// Nothing: the branch of the pattern that matched does not hold the name.
    #[default]
    Nothing,
    /// A figure: its place among the claims.
    Figure(usize),
    /// A row of figures.
    Row(Vec<usize>),
    /// A row of things.
    Things(Things),
    /// A number of a series.
    Mark(Numbered),
    /// The numbers of a series.
    Marks(Arc<[Numbered]>),
}

/// A number that only tells the place of something in a series: "Figure 3", "(c)", "Third,". No claim is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: u32,
    /// How it is written, with the word before it.
    pub text: Arc<str>,
    /// Where it stands; what it numbers, where it is not in the text itself.
    pub span: Span,
}

/// A place where a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// By slot.
    pub captures: Vec<Capture>,
    /// The first token, and one past the last.
    pub tokens: (usize, usize),
}

impl Match {
    /// The bytes that it covers.
    pub fn span(&self, scene: &Scene<'_>) -> Span {
        let covered = scene.tokens.get(self.tokens.0..self.tokens.1).unwrap_or(&[]);
        match (covered.first(), covered.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}

/// Steps that one start may cost before it is given up: bounds the time on hostile text.
const MAX_STEPS: u32 = 20_000;

/// Names that a rule may bind.
pub const MAX_SLOTS: usize = 16;

impl Scene<'_> {
    /// Whether the sentence has what the pattern cannot match without.
    pub fn may_match(&self, pattern: &Pattern) -> bool {
        pattern.needs.iter().all(|need| self.seen.meets(need))
    }

    /// Whether the pattern can match from the first token on, as far as one look tells.
    pub fn begins(&self, pattern: &Pattern) -> bool {
        self.may_begin(pattern, 0)
    }

    /// Whether a pattern can match from a token on, as far as one look at it tells: most starts end here.
    fn may_begin(&self, pattern: &Pattern, at: usize) -> bool {
        self.takes(pattern.opening(), at)
    }

    /// Whether what begins like this can begin at a token.
    fn takes(&self, opening: &Opening, at: usize) -> bool {
        opening.takes_anything()
            || self.tokens.get(at).is_some_and(|token| match token.kind {
                TokenKind::Word(word) => opening.takes_word(word, || self.lexicon.lists_from(word)),
                TokenKind::Mark(mark) => opening.takes_mark(mark),
                TokenKind::Figure(c) => self.claims.get(c).is_some_and(|c| opening.takes_figure(c.kind)),
            })
    }

    /// Every place where the pattern matches: at most one for each start. `slots` is how many names there are.
    pub fn find(&self, pattern: &Pattern, slots: usize) -> Vec<Match> {
        if self.may_match(pattern) { self.find_in(pattern, slots) } else { Vec::new() }
    }

    /// The same where it is known already that the pattern may match.
    pub fn find_in(&self, pattern: &Pattern, slots: usize) -> Vec<Match> {
        let mut out = Vec::new();
        self.visit(pattern, (slots, &[]), |found| {
            out.push(found);
            true
        });
        out
    }

    /// Whether the pattern matches somewhere where `fits` holds of the first token and the one past the last. A name that is
    /// among `bound`, by slot, takes that figure only, or one of that row.
    pub fn has(&self, pattern: &Pattern, bound: &[Capture], fits: impl Fn((usize, usize)) -> bool) -> bool {
        let mut found = false;
        if self.may_match(pattern) {
            self.visit(pattern, (MAX_SLOTS, bound), |m| {
                found = fits(m.tokens);
                !found
            });
        }
        found
    }

    /// Gives each match of a pattern that may match to `take`, in the order of the text, until it has had enough. `slots` is
    /// how many names there are, with what they are bound to before.
    fn visit(&self, pattern: &Pattern, slots: (usize, &[Capture]), mut take: impl FnMut(Match) -> bool) {
        if pattern.elements().is_empty() {
            return;
        }
        let (slots, bound) = slots;
        let gaps = pattern.behind_gaps();
        let mut run = Run { scene: self, bound, gaps, captures: Vec::new(), steps: 0, end: 0 };
        let mut try_at = |start: usize| {
            !self.may_begin(pattern, start) || run.at(pattern, slots, start).is_none_or(&mut take)
        };
        let (figures, last) = self.starts(pattern);
        if let Some(Element::Capture { ask: Ask::One(_) | Ask::Row(_) | Ask::Tails(_), .. }) =
            pattern.elements().first()
        {
            // What begins with a figure is tried at the figures only.
            figures.iter().all(|start| try_at(*start as usize));
        } else {
            (0..=last).all(try_at);
        }
    }

    /// Where a pattern may begin: the figures, and the last token. As many figures as it needs must be left from there on.
    fn starts(&self, pattern: &Pattern) -> (&[u32], usize) {
        let figures = self.seen.figures();
        let least =
            |need: &Need| if let Need::Figures(_, least) = need { Some(usize::from(*least)) } else { None };
        let needed = pattern.needs.iter().filter_map(least).max();
        let Some(needed) = needed else { return (figures, self.tokens.len()) };
        let figures = figures.get(..(figures.len() + 1).saturating_sub(needed)).unwrap_or(&[]);
        (figures, figures.last().map_or(0, |last| *last as usize))
    }
}

/// The branches of a bracket, save those that begin with another word than the one that stands there: most branches are
/// words, which one look tells apart.
fn fitting(branches: &[Element], word: Option<WordId>) -> impl Iterator<Item = &[Element]> {
    let other = move |branch: &[Element]| matches!(branch.first(), Some(Element::Word(first)) if word != Some(*first));
    each(branches).map(|(_, branch)| branch).filter(move |branch| !other(branch))
}

/// Whether a capture of these kinds takes a claim.
pub fn takes(kinds: KindSet, claim: &Claim) -> bool {
    kinds.holds(claim.kind)
        && (claim.kind != Kind::Date
            || match (&claim.value, kinds.dates) {
                (_, DateAsk::Any) => true,
                (Value::Date(date), DateAsk::Year) => date.month.is_none() && date.year.is_some(),
                (Value::Date(date), DateAsk::Day) => date.month.is_some() && date.day.is_some(),
                _ => false,
            })
}

/// What is still to be matched: elements, and then the frames around them.
#[derive(Clone, Copy)]
struct Frame<'f> {
    elements: &'f [Element],
    next: Option<&'f Frame<'f>>,
}

struct Run<'r, 's> {
    scene: &'r Scene<'s>,
    /// What names are bound to already, by slot.
    bound: &'r [Capture],
    /// What the rest of the pattern can begin with behind each of its gaps.
    gaps: &'r [Opening],
    captures: Vec<Capture>,
    steps: u32,
    end: usize,
}

impl Run<'_, '_> {
    /// The match from token `start` on.
    fn at(&mut self, pattern: &Pattern, slots: usize, start: usize) -> Option<Match> {
        self.steps = 0;
        self.captures.clear();
        self.captures.resize(slots, Capture::Nothing);
        self.go(&Frame { elements: pattern.elements(), next: None }, start)
            .then(|| Match { captures: self.captures.clone(), tokens: (start, self.end) })
    }

    /// Whether the frame matches from token `at` on; then `captures` and `end` are set.
    fn go(&mut self, frame: &Frame<'_>, at: usize) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        let Some((element, inside, rest)) = first(frame.elements) else {
            if let Some(outer) = frame.next {
                return self.go(outer, at);
            }
            self.end = at;
            return true;
        };
        let after = Frame { elements: rest, next: frame.next };
        let token = self.scene.tokens.get(at);
        match element {
            Element::Word(word) => token.is_some_and(|t| t.word() == Some(word)) && self.go(&after, at + 1),
            Element::Mark(mark) => token.is_some_and(|t| t.is(mark)) && self.go(&after, at + 1),
            Element::Any => self.word_end(at).is_some_and(|end| self.go(&after, end)),
            Element::Start => at == 0 && self.go(&after, at),
            Element::End => self.at_end(at) && self.go(&after, at),
            Element::List(list) => {
                let lexicon = self.scene.lexicon;
                let begins = |word: &WordId| lexicon.is_from(list, *word);
                let Some(word) = token.and_then(Token::word).filter(begins) else { return false };
                let phrase = lexicon.phrases_from(list, word).iter().find(|p| self.phrase(p, at));
                if let Some(phrase) = phrase
                    && self.go(&after, at + phrase.len())
                {
                    return true;
                }
                lexicon.holds(list, word) && self.go(&after, at + 1)
            }
            Element::Bracket(Bracket::OneOf, _) => self.any(inside, &after, at),
            Element::Bracket(Bracket::Optional, _) => self.any(inside, &after, at) || self.go(&after, at),
            Element::Bracket(Bracket::Not, _) => {
                let saved = binds(inside).then(|| self.captures.clone());
                let found = each(inside).any(|(_, b)| self.go(&Frame { elements: b, next: None }, at));
                if let Some(saved) = saved {
                    self.captures = saved;
                }
                !found && self.go(&after, at)
            }
            // Branches stand in brackets only, which go through them by themselves.
            Element::Branch(_) => false,
            Element::Gap(gap, number) => self.gap(gap, usize::from(number), &after, at),
            Element::Capture { slot, ask } => self.capture(usize::from(slot), ask, &after, at),
        }
    }

    /// The token after any one word; a word with hyphens is one, and so is one with its possessive ending.
    fn word_end(&self, at: usize) -> Option<usize> {
        let word = |i: usize| self.scene.tokens.get(i).is_some_and(|t| matches!(t.kind, TokenKind::Word(_)));
        let hyphen = |i: usize| self.scene.tokens.get(i).is_some_and(|t| t.is(Mark::Hyphen));
        let mut end = word(at).then_some(at + 1)?;
        while hyphen(end) && word(end + 1) && end - at < 8 {
            end += 2;
        }
        Some(end)
    }

    fn phrase(&self, phrase: &[super::lexicon::WordId], at: usize) -> bool {
        let Some(tokens) = self.scene.tokens.get(at..at + phrase.len()) else { return false };
        tokens.iter().zip(phrase).all(|(t, w)| t.word() == Some(*w))
    }

    fn any(&mut self, branches: &[Element], after: &Frame<'_>, at: usize) -> bool {
        let word = self.scene.tokens.get(at).and_then(Token::word);
        fitting(branches, word).any(|branch| self.go(&Frame { elements: branch, next: Some(after) }, at))
    }

    /// The end of the sentence: nothing left but its stop and closing marks.
    fn at_end(&self, at: usize) -> bool {
        let rest = self.scene.tokens.get(at..).unwrap_or(&[]);
        rest.iter().all(|t| t.is(Mark::Stop) || t.is(Mark::Quote) || t.is(Mark::Close))
    }

    /// Tries the shortest gap first.
    fn gap(&mut self, gap: Gap, number: usize, after: &Frame<'_>, at: usize) -> bool {
        let behind = self.gaps.get(number);
        let mut here = at;
        loop {
            if behind.is_none_or(|opening| self.scene.takes(opening, here)) && self.go(after, here) {
                return true;
            }
            let Some(token) = self.scene.tokens.get(here) else { return false };
            let passes = match token.kind {
                TokenKind::Word(_) => true,
                TokenKind::Mark(mark) => {
                    matches!(mark, Mark::Comma | Mark::Hyphen | Mark::Slash | Mark::Equals | Mark::Other)
                }
                TokenKind::Figure(claim) => {
                    let kind = self.scene.claims.get(claim).map(|c| c.kind);
                    gap.dates && matches!(kind, Some(Kind::Date | Kind::Weekday | Kind::Time | Kind::Ordinal))
                }
            };
            here += 1;
            if !passes || here - at > usize::from(gap.most) {
                return false;
            }
        }
    }

    fn capture(&mut self, slot: usize, ask: Ask, after: &Frame<'_>, at: usize) -> bool {
        let scene = self.scene;
        match ask {
            Ask::One(kinds) => {
                let figure = scene.tokens.get(at).and_then(Token::figure);
                let claim = figure.filter(|c| scene.claims.get(*c).is_some_and(|c| takes(kinds, c)));
                let claim = claim.filter(|c| self.is_bound_to(slot, *c));
                claim.is_some_and(|claim| self.bind(slot, Capture::Figure(claim), after, at + 1))
            }
            Ask::Row(kinds) => self.one_of_rows(slot, row::figures(scene, kinds, at), after),
            Ask::Tails(kinds) => self.one_of_rows(slot, tails::figures(scene, kinds, at), after),
            // The items stand below the sentence: nothing of it is left before them.
            Ask::Items => {
                let items = scene.items.filter(|_| at == scene.tokens.len());
                items.is_some_and(|items| self.bind(slot, Capture::Things(items), after, at))
            }
            Ask::Things | Ask::Names => counted(scene, ask, at)
                .is_some_and(|(things, end)| self.bind(slot, Capture::Things(things), after, end)),
        }
    }

    /// Whether the rest matches after one of several rows of figures, each with the token after it.
    fn one_of_rows(&mut self, slot: usize, rows: Vec<(Vec<usize>, usize)>, after: &Frame<'_>) -> bool {
        rows.into_iter().any(|(figures, end)| {
            figures.iter().any(|figure| self.is_bound_to(slot, *figure))
                && self.bind(slot, Capture::Row(figures), after, end)
        })
    }

    /// Whether a name may take a figure: it was bound to nothing before, or to that figure.
    fn is_bound_to(&self, slot: usize, claim: usize) -> bool {
        match self.bound.get(slot) {
            Some(Capture::Figure(bound)) => *bound == claim,
            Some(Capture::Row(bound)) => bound.contains(&claim),
            _ => true,
        }
    }

    /// Whether what is still to be matched matches from `end` on with a name bound; if not, the name is as before.
    fn bind(&mut self, slot: usize, capture: Capture, after: &Frame<'_>, end: usize) -> bool {
        if slot == usize::from(NO_SLOT) {
            return self.go(after, end);
        }
        let Some(place) = self.captures.get_mut(slot) else { return false };
        let before = std::mem::replace(place, capture);
        if self.go(after, end) {
            return true;
        }
        if let Some(place) = self.captures.get_mut(slot) {
            *place = before;
        }
        false
    }
}

/// The things or names in a row from a token on.
fn counted(scene: &Scene<'_>, ask: Ask, at: usize) -> Option<(Things, usize)> {
    if ask == Ask::Names { names::names(scene, at) } else { things::things(scene, at) }
}

/// Whether matching one of some elements, or of those inside of them, would bind a name.
fn binds(elements: &[Element]) -> bool {
    elements.iter().any(|element| matches!(element, Element::Capture { .. }))
}
