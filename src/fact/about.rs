//! What the words near a figure say of it.

use std::ops::Range;

use super::noun::Nouns;
use super::{About, Passage};
use crate::claim::Claim;
use crate::rule::RuleSet;
use crate::words::index::Chances;
use crate::words::lexicon::{Lexicon, ListId};
use crate::words::matcher::{Capture, Scene};
use crate::words::token::Token;

/// Says what claims are about; holds the word lists that it goes by, so that they are looked up once.
pub(super) struct Describer<'r> {
    rules: &'r RuleSet,
    pub(super) lexicon: &'r Lexicon,
    nouns: Nouns<'r>,
    denying: Option<ListId>,
    supposing: Option<ListId>,
    superseding: Option<ListId>,
    adding: Option<ListId>,
    partial: Option<ListId>,
    elsewhere: Option<ListId>,
    shares: Option<ListId>,
    /// The wordings of measures that have a chance in the sentence; kept for its room.
    chances: Chances,
}

/// Words before a figure, and after it, in which it is said to be supposed or out of date.
const BEFORE: usize = 16;
const AFTER: usize = 4;

impl<'r> Describer<'r> {
    pub(super) fn new(rules: &'r RuleSet) -> Describer<'r> {
        let lexicon = rules.lexicon();
        Describer {
            rules,
            lexicon,
            nouns: Nouns::new(rules),
            denying: lexicon.list("denying"),
            supposing: lexicon.list("supposing"),
            superseding: lexicon.list("superseding"),
            adding: lexicon.list("adding"),
            partial: lexicon.list("partial"),
            elsewhere: lexicon.list("elsewhere"),
            shares: lexicon.list("shares"),
            chances: Chances::default(),
        }
    }

    pub(super) fn describe(&mut self, text: &str, passage: &Passage, claims: &[Claim], about: &mut [About]) {
        let scene = Scene {
            tokens: &passage.tokens,
            claims,
            lexicon: self.lexicon,
            items: None,
            seen: &passage.seen,
        };
        // Where the words of each list stand is looked up once for all figures of the sentence.
        let [denying, partial, shares, adding, supposing, superseding, elsewhere] = [
            self.denying,
            self.partial,
            self.shares,
            self.adding,
            self.supposing,
            self.superseding,
            self.elsewhere,
        ]
        .map(|list| self.places(passage, list));
        for claim in passage.claims.clone() {
            let Some(about) = about.get_mut(claim) else { continue };
            let at = about.token;
            about.of = self.nouns.of(text, passage, claims, claim, at);
            about.denied = any_within(&denying, at.saturating_sub(2)..at);
            about.partial =
                any_within(&partial, at.saturating_sub(3)..at) || any_within(&shares, at + 1..at + 2);
            about.added = any_within(&adding, at + 1..at + 4);
            let around = at.saturating_sub(BEFORE)..at + AFTER;
            about.supposed = any_within(&supposing, around.clone());
            about.superseded = any_within(&superseding, around);
            // The whole sentence says it.
            about.elsewhere = !elsewhere.is_empty();
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

    /// The tokens of a sentence at which a word or phrase of a list begins.
    fn places(&self, passage: &Passage, list: Option<ListId>) -> Vec<usize> {
        let Some(list) = list.filter(|list| passage.seen.list(*list)) else { return Vec::new() };
        let lists = |token: &Token| token.word().map_or(&[][..], |word| self.lexicon.lists_from(word));
        let begins = |at: usize| self.lexicon.begins(list, &passage.tokens[at..].iter().map(Token::word));
        // Most words are told by one look, before the words after them are looked at too.
        let tokens = passage.tokens.iter().enumerate();
        tokens.filter(|(at, t)| lists(t).contains(&list) && begins(*at)).map(|(at, _)| at).collect()
    }
}

/// Whether one of some places lies in a range.
fn any_within(places: &[usize], range: Range<usize>) -> bool {
    places.iter().any(|at| range.contains(at))
}
