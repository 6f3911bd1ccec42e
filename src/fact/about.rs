//! What the words near a figure say of it.

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
    restating: Option<ListId>,
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
            restating: lexicon.list("restating"),
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
        // The whole sentence says it, so it is asked once.
        let elsewhere = self.near(passage, self.elsewhere, 0, passage.tokens.len());
        for claim in passage.claims.clone() {
            let Some(about) = about.get_mut(claim) else { continue };
            about.of = self.nouns.of(text, passage, claims, claim, about.token);
            about.denied = self.near(passage, self.denying, about.token.saturating_sub(2), about.token);
            about.partial = self.near(passage, self.partial, about.token.saturating_sub(3), about.token)
                || self.near(passage, self.shares, about.token + 1, about.token + 2);
            about.added = self.near(passage, self.adding, about.token + 1, about.token + 4);
            let around = (about.token.saturating_sub(BEFORE), about.token + AFTER);
            about.supposed = self.near(passage, self.supposing, around.0, around.1);
            about.superseded = self.is_superseded(passage, around);
            about.elsewhere = elsewhere;
        }
        self.chances.clear();
        let wordings = &self.rules.wordings().measures;
        wordings.chances(&passage.tokens, passage.seen.kinds(), &mut self.chances);
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

    /// Whether a word near a figure says that it is out of date. What was "previously announced" is no other number.
    fn is_superseded(&self, passage: &Passage, around: (usize, usize)) -> bool {
        let restated = |at: usize| self.near(passage, self.restating, at.saturating_sub(1), at + 1);
        self.near(passage, self.superseding, around.0, around.1)
            && (around.0..around.1)
                .any(|at| self.near(passage, self.superseding, at, at + 1) && !restated(at))
    }

    /// Whether a word or phrase of a list begins between two tokens.
    fn near(&self, passage: &Passage, list: Option<ListId>, from: usize, to: usize) -> bool {
        let Some(list) = list.filter(|list| passage.seen.list(*list)) else { return false };
        let to = to.min(passage.tokens.len());
        (from..to).any(|at| self.lexicon.begins(list, &passage.tokens[at..].iter().map(Token::word)))
    }
}
