//! Binding by clauses: the figures around a word, each told by the words beside it, in whatever order they stand.
//!
//! Strictly: two figures that could both be the one that a name stands for, or a figure of the same unit that nothing
//! accounts for, and the clause says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use super::binding::Binding;
use crate::claim::{Kind, Unit};
use crate::rule::Clause;
use crate::words::compile::Pattern;
use crate::words::lexicon::ListId;
use crate::words::matcher::{Capture, Match, Scene, takes};
use crate::words::pattern::Mark;
use crate::words::token::Token;

/// A stretch of tokens: the first, and one past the last.
type Stretch = (usize, usize);

/// Tokens on either side of its head that a clause may reach: nobody's clauses are longer, and the time that they take is
/// bounded by it.
const REACH: usize = 120;

/// What clauses of a sentence bind, with the clause. `slots` is how many names the rule has.
pub(super) fn bind(
    case: &Case<'_>,
    clauses: &[&Clause],
    slots: usize,
    scene: &Scene<'_>,
) -> Vec<(Binding, Stretch)> {
    let heads = heads(clauses, scene);
    let bounds = Bounds::of(scene);
    // What the parts of a clause match is looked for once, however many heads it has.
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    let mut out = Vec::new();
    for (i, (head, clause)) in heads.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| heads.get(i)).map(|(head, _)| *head);
        let after = heads.get(i + 1).map(|(head, _)| *head);
        let Some(stretch) = bounds.stretch(*head, before, after) else { continue };
        let Some(parts) = clauses.get(*clause).filter(|c| has_enough(scene, stretch, c)) else { continue };
        let found = found.entry(*clause).or_insert_with(|| Found::of(scene, parts, slots));
        let parts = Parts { case, scene, found, slots, head: *head, least: parts.least };
        let shorter = || bounds.joiner((head.1, stretch.1)).map(|end| (stretch.0, end));
        let bound = parts.gather(stretch).map(|binding| (binding, stretch));
        out.extend(bound.or_else(|| {
            let stretch = shorter()?;
            Some((parts.gather(stretch)?, stretch))
        }));
    }
    out
}

/// Whether as many figures stand in a stretch as must be bound: most words that a clause could hang on have fewer beside
/// them.
fn has_enough(scene: &Scene<'_>, (from, to): Stretch, clause: &Clause) -> bool {
    let tokens = scene.tokens.get(from..to).unwrap_or(&[]);
    let claims = tokens.iter().filter_map(|t| scene.claims.get(t.figure()?));
    claims.filter(|claim| takes(clause.kinds, claim)).count() >= usize::from(clause.least)
}

/// Where the words stand that clauses hang on, in the order of the text, each with its clause; of two that overlap the first.
fn heads(clauses: &[&Clause], scene: &Scene<'_>) -> Vec<(Stretch, usize)> {
    let mut heads: Vec<(Stretch, usize)> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let found = clause.of.iter().flat_map(|of| scene.find(of, 0));
        heads.extend(found.map(|m| (m.tokens, at)));
    }
    heads.sort_by_key(|(at, _)| *at);
    heads.dedup_by(|next, one| next.0.0 < one.0.1);
    heads
}

/// Where the clauses of a sentence end.
struct Bounds<'s> {
    scene: &'s Scene<'s>,
    /// The words that end a clause, and those that join two.
    lists: [Option<ListId>; 2],
}

impl<'s> Bounds<'s> {
    fn of(scene: &'s Scene<'s>) -> Bounds<'s> {
        Bounds { scene, lists: ["clause-ends", "joiners"].map(|list| scene.lexicon.list(list)) }
    }

    /// The clause around a head: from what ends the one before to what ends it. Between two heads it ends at the last "and"
    /// or comma.
    fn stretch(&self, head: Stretch, before: Option<Stretch>, after: Option<Stretch>) -> Option<Stretch> {
        let first = head.0.saturating_sub(REACH);
        let last = self.scene.tokens.len().min(head.1 + REACH);
        let mut start = (first..head.0).rev().find(|at| self.ends(*at)).map_or(first, |at| at + 1);
        let mut end = (head.1..last).find(|at| self.ends(*at)).unwrap_or(last);
        if let Some(before) = before.filter(|before| before.1 > start) {
            start = self.parting((before.1, head.0))?;
        }
        if let Some(after) = after.filter(|after| after.0 < end) {
            end = self.parting((head.1, after.0))?;
        }
        Some((start, end))
    }

    /// Where one clause ends and the next begins.
    fn parting(&self, (from, to): Stretch) -> Option<usize> {
        let comma = |at: &usize| self.scene.tokens.get(*at).is_some_and(|t| t.is(Mark::Comma));
        (from..to).rev().find(|at| self.joins(*at)).or_else(|| (from..to).rev().find(comma))
    }

    /// The first "and" of a stretch: what follows may tell of something else.
    fn joiner(&self, (from, to): Stretch) -> Option<usize> {
        (from..to).find(|at| self.joins(*at))
    }

    fn ends(&self, at: usize) -> bool {
        let mark = self.scene.tokens.get(at).is_none_or(|t| t.is(Mark::Semicolon) || t.is(Mark::Colon));
        mark || self.lists(0, at)
    }

    fn joins(&self, at: usize) -> bool {
        self.lists(1, at)
    }

    fn lists(&self, list: usize, at: usize) -> bool {
        let word = self.scene.tokens.get(at).and_then(Token::word);
        self.lists[list].zip(word).is_some_and(|(list, word)| self.scene.lexicon.holds(list, word))
    }
}

/// Where the parts of a clause match in a sentence: by part, in the order of the text.
struct Found {
    parts: Vec<Vec<Match>>,
    before: Vec<Vec<Match>>,
    each: Vec<Vec<Match>>,
}

impl Found {
    fn of(scene: &Scene<'_>, clause: &Clause, slots: usize) -> Found {
        let all = |patterns: &[Pattern]| patterns.iter().map(|p| scene.find(p, slots)).collect();
        Found { parts: all(&clause.parts), before: all(&clause.before), each: all(&clause.each) }
    }

    /// Those that lie within a stretch.
    fn within(matches: &[Vec<Match>], (from, to): Stretch) -> impl Iterator<Item = &Match> {
        matches.iter().flat_map(move |found| {
            let first = found.partition_point(|m| m.tokens.0 < from);
            let found = found.get(first..).unwrap_or(&[]);
            found.iter().take_while(move |m| m.tokens.0 < to).filter(move |m| m.tokens.1 <= to)
        })
    }
}

/// The parts of a clause, to be put together.
struct Parts<'p> {
    case: &'p Case<'p>,
    scene: &'p Scene<'p>,
    found: &'p Found,
    slots: usize,
    /// The words that the clause hangs on.
    head: Stretch,
    /// How many figures must be bound.
    least: u8,
}

impl Parts<'_> {
    /// What the names stand for within a stretch; `None` where that is not plain, or too little is there to compare.
    fn gather(&self, stretch: Stretch) -> Option<Binding> {
        let mut captures = vec![Capture::Nothing; self.slots];
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        let before = Found::within(&self.found.before, (stretch.0, self.head.0));
        for part in Found::within(&self.found.parts, stretch) {
            self.add_part(part, &mut captures, &mut taken)?;
        }
        // Of what stands before the head only what can be compared with what is told by more than its place.
        let unit = self.unit_of(&captures);
        for part in before.filter(|part| unit.is_none() || self.unit_of(&part.captures) == unit) {
            self.add_part(part, &mut captures, &mut taken)?;
        }
        self.add_each(stretch, &mut captures, &mut taken);
        let binding = Binding { captures };
        let enough = binding.all().count() >= usize::from(self.least);
        (enough && !self.has_more(stretch, &binding, &taken)).then_some(binding)
    }

    /// Adds what one part tells, unless its figure is taken; `None` where its name stands for another figure of that unit.
    fn add_part(&self, part: &Match, captures: &mut [Capture], taken: &mut BTreeSet<usize>) -> Option<()> {
        let figures: Vec<usize> = self.figures(part.tokens).map(|(_, claim)| claim).collect();
        if figures.iter().any(|figure| taken.contains(figure)) {
            return Some(());
        }
        let mut passed_over = false;
        for (kept, capture) in captures.iter_mut().zip(&part.captures) {
            match (&kept, capture) {
                (_, Capture::Nothing) => {}
                (Capture::Nothing, capture) => *kept = capture.clone(),
                (Capture::Figure(one), Capture::Figure(other)) if self.unit(*one) != self.unit(*other) => {
                    passed_over = true;
                }
                _ => return None,
            }
        }
        if !passed_over {
            taken.extend(figures);
        }
        Some(())
    }

    /// Adds the figures behind the head of which there may be any number: of one unit, that of what is bound if there is
    /// anything.
    fn add_each(&self, stretch: Stretch, captures: &mut [Capture], taken: &mut BTreeSet<usize>) {
        let mut unit = self.unit_of(captures);
        for found in Found::within(&self.found.each, (self.head.1, stretch.1)) {
            for (kept, capture) in captures.iter_mut().zip(&found.captures) {
                let Capture::Figure(claim) = *capture else { continue };
                let same = unit.is_none() || unit == self.unit(claim);
                if !same || !taken.insert(claim) {
                    continue;
                }
                unit = self.unit(claim);
                match kept {
                    Capture::Row(row) => row.push(claim),
                    kept => *kept = Capture::Row(vec![claim]),
                }
            }
        }
    }

    /// Whether a figure of the unit of one that is bound stands in the stretch, outside brackets, and no part tells what it is.
    fn has_more(&self, stretch: Stretch, binding: &Binding, taken: &BTreeSet<usize>) -> bool {
        let bound: Vec<_> = binding.all().map(|claim| self.unit(claim)).collect();
        self.figures(stretch).any(|(at, claim)| {
            let placed = self.case.claim(claim).is_some_and(|c| {
                matches!(c.kind, Kind::Date | Kind::Weekday | Kind::Time | Kind::Ordinal | Kind::Duration)
            });
            !placed
                && !taken.contains(&claim)
                && bound.contains(&self.unit(claim))
                && !self.in_brackets(stretch.0, at)
        })
    }

    /// The unit of the first figure that is bound.
    fn unit_of(&self, captures: &[Capture]) -> Option<Unit> {
        captures.iter().find_map(|c| if let Capture::Figure(claim) = c { self.unit(*claim) } else { None })
    }

    fn unit(&self, claim: usize) -> Option<Unit> {
        self.case.claim(claim).map(|c| c.unit)
    }

    /// The figures of a stretch, each with its token.
    fn figures(&self, (from, to): Stretch) -> impl Iterator<Item = (usize, usize)> {
        (from..to).filter_map(|at| Some((at, self.scene.tokens.get(at)?.figure()?)))
    }

    fn in_brackets(&self, from: usize, at: usize) -> bool {
        let mark = |at: &usize| self.scene.tokens.get(*at).filter(|t| t.is(Mark::Open) || t.is(Mark::Close));
        (from..at).rev().find_map(|at| mark(&at)).is_some_and(|t| t.is(Mark::Open))
    }
}
