//! What the words near a figure say of it.

use std::ops::Range;

use super::noun::Nouns;
use super::{About, Passage};
use crate::claim::Claim;
use crate::rule::{RuleSet, Told};
use crate::words::index::Chances;
use crate::words::lexicon::Lexicon;
use crate::words::matcher::{Capture, Scene};
use crate::words::token::Token;

/// Says what claims are about; holds the word lists that it goes by, so that they are looked up once.
pub(super) struct Describer<'r> {
    rules: &'r RuleSet,
    pub(super) lexicon: &'r Lexicon,
    nouns: Nouns<'r>,
    /// Where the words that tell each of [`Told`] begin in the sentence; kept for its room.
    places: [Vec<usize>; Told::LISTS.len()],
    /// The wordings of measures that have a chance in the sentence; kept for its room.
    chances: Chances,
}

/// Words before a figure, and after it, in which it is said to be supposed or out of date.
const BEFORE: usize = 16;
const AFTER: usize = 4;

impl<'r> Describer<'r> {
    pub(super) fn new(rules: &'r RuleSet) -> Describer<'r> {
        let (nouns, places, chances) = (Nouns::new(rules), Default::default(), Chances::default());
        Describer { rules, lexicon: rules.lexicon(), nouns, places, chances }
    }

    pub(super) fn describe(&mut self, text: &str, passage: &Passage, claims: &[Claim], about: &mut [About]) {
        let scene = Scene {
            tokens: &passage.tokens,
            claims,
            lexicon: self.lexicon,
            items: None,
            seen: &passage.seen,
        };
        self.look(passage);
        for claim in passage.claims.clone() {
            let Some(about) = about.get_mut(claim) else { continue };
            let at = about.token;
            let around = at.saturating_sub(BEFORE)..at + AFTER;
            about.of = self.nouns.of(text, passage, claims, claim, at);
            about.denied = self.stands(Told::Denying, at.saturating_sub(2)..at);
            about.partial = self.stands(Told::Partial, at.saturating_sub(3)..at)
                || self.stands(Told::Shares, at + 1..at + 2);
            about.added = self.stands(Told::Adding, at + 1..at + 4);
            about.supposed = self.stands(Told::Supposing, around.clone());
            about.superseded = self.is_superseded(around);
            // The whole sentence says it.
            about.elsewhere = self.stands(Told::Elsewhere, 0..passage.tokens.len());
        }
        self.chances.clear();
        let wordings = &self.rules.wordings().measures;
        wordings.chances(&passage.tokens, passage.seen.kinds(), &mut self.chances);
        wordings.rule_out(&passage.seen, &mut self.chances);
        for (id, pattern) in self.chances.iter().filter_map(|number| wordings.owner(number)) {
            let measure = self.rules.measures().get(usize::from(id.0));
            let Some(pattern) = measure.and_then(|m| m.patterns.get(*pattern)) else { continue };
            for found in scene.find(pattern, 1) {
                if let Some(Capture::Figure(claim)) = found.captures.first()
                    && let Some(about) = about.get_mut(*claim)
                    && !about.measures.contains(id)
                {
                    about.measures.push(*id);
                }
            }
        }
    }

    /// Looks where words stand in a sentence that tell something: once for all its figures and all lists.
    fn look(&mut self, passage: &Passage) {
        let telling = self.rules.telling();
        self.places.iter_mut().for_each(Vec::clear);
        for (at, token) in passage.tokens.iter().enumerate() {
            for (told, list) in token.word().into_iter().flat_map(|word| telling.by(word)) {
                let rest = passage.tokens.get(at..).unwrap_or(&[]);
                if self.lexicon.begins(list, &rest.iter().map(Token::word))
                    && let Some(places) = self.places.get_mut(told as usize)
                {
                    places.push(at);
                }
            }
        }
    }

    /// Whether words that tell something begin at one of some tokens.
    fn stands(&self, told: Told, tokens: Range<usize>) -> bool {
        self.among(told, tokens).next().is_some()
    }

    /// Where words that tell something begin among some tokens.
    fn among(&self, told: Told, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        let places = self.places.get(told as usize).map_or(&[][..], Vec::as_slice);
        let rest = places.get(places.partition_point(|at| *at < tokens.start)..).unwrap_or(&[]);
        rest.iter().copied().take_while(move |at| *at < tokens.end)
    }

    /// Whether a word near a figure says that it is out of date. What was "previously announced" is no other number.
    fn is_superseded(&self, around: Range<usize>) -> bool {
        let restated = |at: usize| self.stands(Told::Restating, at.saturating_sub(1)..at + 1);
        self.among(Told::Superseding, around).any(|at| !restated(at))
    }
}
