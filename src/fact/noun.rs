//! What a figure counts: the noun phrase after it, with its modifiers, and through "of".

use super::Passage;
use crate::claim::{Claim, Kind, Quantity, Value};
use crate::number::Number;
use crate::rule::RuleSet;
use crate::span::Span;
use crate::words::lexicon::{Lexicon, ListId};
use crate::words::pattern::Mark;
use crate::words::token::{Token, TokenKind};

/// Words that the thing counted may have.
const MAX: usize = 5;

/// Words that may stand between "of" and the thing: "five of all our".
const MAX_DETERMINERS: usize = 3;

/// Finds what figures count; holds the word lists that it goes by.
pub(super) struct Nouns<'r> {
    rules: &'r RuleSet,
    lexicon: &'r Lexicon,
    stops: Option<ListId>,
    whole: Option<ListId>,
    determiners: Option<ListId>,
}

impl<'r> Nouns<'r> {
    pub(super) fn new(rules: &'r RuleSet) -> Nouns<'r> {
        let lexicon = rules.lexicon();
        Nouns {
            rules,
            lexicon,
            stops: lexicon.list("noun-stops"),
            whole: lexicon.list("of-whole"),
            determiners: lexicon.list("determiners"),
        }
    }

    /// The words for what a figure at a token counts.
    pub(super) fn of(
        &self,
        text: &str,
        passage: &Passage,
        claims: &[Claim],
        claim: usize,
        token: usize,
    ) -> Option<Span> {
        let figure = claims.get(claim)?;
        if !matches!(figure.kind, Kind::Count | Kind::Percent | Kind::Ratio | Kind::Ordinal) {
            return None;
        }
        let after = passage.tokens.get(token + 1..)?;
        let first = after.first()?;
        // "a 36-store chain" counts stores.
        if first.is(Mark::Hyphen) && first.span.start == figure.span.end {
            return after.get(1).filter(|t| self.is_noun(t)).map(|t| t.span);
        }
        let whole = figure.kind != Kind::Ordinal && self.holds(self.whole, first);
        let after = if whole { self.past_determiners(after.get(1..)?) } else { after };
        self.phrase(text, after, figure)
    }

    fn holds(&self, list: Option<ListId>, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Word(word) if list.is_some_and(|list| self.lexicon.holds(list, word)))
    }

    /// Whether a token is a word that can be part of a noun phrase.
    fn is_noun(&self, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Word(_)) && !self.holds(self.stops, token)
    }

    /// Past "all", "the", "our" and the figure of the whole after "of".
    fn past_determiners<'t>(&self, after: &'t [Token]) -> &'t [Token] {
        let determiners =
            after.iter().take(MAX_DETERMINERS).take_while(|t| self.holds(self.determiners, t)).count();
        let figure = after.get(determiners).is_some_and(|t| t.figure().is_some());
        after.get(determiners + usize::from(figure)..).unwrap_or(&[])
    }

    /// The noun phrase at the start of some tokens.
    fn phrase(&self, text: &str, after: &[Token], figure: &Claim) -> Option<Span> {
        let words: Vec<&Token> = after
            .iter()
            .take(MAX)
            .take_while(|t| self.is_noun(t) || t.is(Mark::Hyphen))
            .filter(|t| !t.is(Mark::Hyphen))
            .collect();
        let word = |token: &Token| token.span.of(text);
        let end = self.end(&words.iter().map(|t| word(t)).collect::<Vec<_>>(), is_one(figure));
        let (first, last) = (words.first()?, words.get(end.checked_sub(1)?)?);
        Some(first.span.cover(last.span))
    }

    /// How many of the words are the phrase. Of more than one thing the noun is in the plural, and what follows it is
    /// not said of the noun any more: "jobs turn", "books based". Of one thing a verb tells where it ends.
    fn end(&self, words: &[&str], one: bool) -> usize {
        let plural = |word: &&str| self.is_plural(word);
        if !one && let Some(head) = words.iter().position(plural) {
            let more = words.iter().skip(head + 1).take_while(|word| plural(word)).count();
            return head + 1 + more;
        }
        let verb = |word: &&str| word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"));
        let end = words.iter().skip(1).position(verb).map_or(words.len(), |at| at + 1);
        let adverbs = words.iter().take(end).rev().take_while(|word| self.is_adverb(word)).count();
        end - adverbs
    }

    fn is_plural(&self, word: &str) -> bool {
        let vocabulary = self.rules.vocabulary();
        let ends =
            word.len() > 3 && word.ends_with(['s', 'S']) && !word.ends_with("ss") && !word.ends_with("'s");
        ends && !vocabulary.cue("not-plural", word) || vocabulary.cue("counted", word)
    }

    fn is_adverb(&self, word: &str) -> bool {
        let lower = word.bytes().all(|b| b.is_ascii_lowercase());
        lower && word.ends_with("ly") && !self.rules.vocabulary().cue("noun-in-ly", word)
    }
}

/// Whether a figure counts one thing, or is the place of one.
fn is_one(figure: &Claim) -> bool {
    let one = |quantity: &Quantity| quantity.value.and_then(Number::to_integer) == Some(1);
    matches!(&figure.value, Value::Quantity(quantity) if one(quantity)) || figure.kind == Kind::Ordinal
}
