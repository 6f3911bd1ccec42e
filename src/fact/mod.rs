//! What the figures are about: the sentences that hold any, cut into tokens, and what the words near each figure say of
//! it. Plain data, built in one pass.

mod about;
mod build;
mod header;
mod noun;

use std::ops::Range;
use std::sync::Arc;

use crate::claim::{Claim, Skipped};
use crate::document::{Document, Sentence};
use crate::rule::{MeasureId, RuleSet};
use crate::span::Span;
use crate::words::lexicon::Lexicon;
use crate::words::matcher::Scene;
use crate::words::seen::Seen;
use crate::words::things::Things;
use crate::words::token::Token;

pub use build::facts;
pub(crate) use header::declaration;

/// The claims of a document, or of a part of it, with what they are about.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The blocks that were read.
    pub blocks: Range<usize>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What each is about, by the same index.
    pub about: Vec<About>,
    /// The sentences that hold a claim, in the order of the text.
    pub passages: Vec<Passage>,
    /// The sentences that hold none, but a word of a wording that needs none, in the order of the text.
    pub bare: Vec<Passage>,
    /// What looks like a figure and is none.
    pub skipped: Vec<Skipped>,
    /// Each measure with the claims that tell it, in order of both.
    pub(crate) told: Vec<(MeasureId, usize)>,
}

/// A sentence cut into tokens.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its claims: a range of [`Facts::claims`].
    pub claims: Range<usize>,
    /// The items of the list that begins right below it.
    pub items: Option<Things>,
    /// What stands in it, in short.
    pub seen: Seen,
}

/// What a claim is about, as far as the words near it say.
// Each flag is a question of its own, and any number of them may be true.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The sentence it stands in: an index into [`Facts::passages`].
    pub passage: usize,
    /// Its token in that sentence.
    pub token: usize,
    /// The words for what is counted: "civilian casualties".
    pub of: Option<Span>,
    /// The measures whose wordings it stands in.
    pub(crate) measures: Vec<MeasureId>,
    /// Which quotation of its block it stands in, counted from 1; nought outside of any.
    pub quotation: u32,
    /// Whether it is denied: "not 13".
    pub denied: bool,
    /// Whether it is supposed, planned or forecast.
    pub supposed: bool,
    /// Whether it is said to be out of date, or on its way: "initially", "rose to".
    pub superseded: bool,
    /// Whether it is only part of something: "another 12", "among them 12".
    pub partial: bool,
    /// Whether its sentence turns to something other than the story: "last year", "a similar attack".
    pub elsewhere: bool,
    /// Whether it counts others than those told before: "12 others", "12 more".
    pub added: bool,
}

/// A claim with what the words around it say that it is about, for `crossfoot claims`. Plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The figure.
    pub claim: Claim,
    /// The block that it stands in.
    pub block: usize,
    /// The words for what is counted: "civilian casualties".
    pub of: Option<Span>,
    /// The measures whose wordings it stands in: "deaths".
    pub measures: Vec<Arc<str>>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

impl Facts {
    /// Some passages by their numbers: those that hold claims come first, then those that hold none.
    pub fn held(&self, (first, end): (usize, usize)) -> &[Passage] {
        let bare = |at: usize| at.checked_sub(self.passages.len());
        let held = match bare(first).zip(bare(end)) {
            Some((first, end)) => self.bare.get(first..end),
            None => self.passages.get(first..end),
        };
        held.unwrap_or(&[])
    }

    /// A passage as patterns see it.
    pub fn scene<'s>(&'s self, passage: &'s Passage, lexicon: &'s Lexicon) -> Scene<'s> {
        Scene {
            tokens: &passage.tokens,
            claims: &self.claims,
            lexicon,
            items: passage.items,
            seen: &passage.seen,
        }
    }

    /// The claims with what they are about, for people and programs to read.
    pub fn told(self, rules: &RuleSet) -> Vec<Fact> {
        let blocks: Vec<usize> =
            (0..self.claims.len()).map(|c| self.block_of(c).unwrap_or_default()).collect();
        let facts = self.claims.into_iter().zip(self.about).zip(blocks);
        facts
            .map(|((claim, about), block)| Fact {
                claim,
                block,
                of: about.of,
                measures: about.measures.iter().filter_map(|m| rules.measure_name(*m)).collect(),
                quoted: about.quotation > 0,
            })
            .collect()
    }

    /// The claims that tell a measure, in the order of the text.
    pub(crate) fn telling(&self, measure: MeasureId) -> impl Iterator<Item = usize> {
        let from = self.told.partition_point(|(told, _)| *told < measure);
        let rest = self.told.get(from..).unwrap_or(&[]);
        rest.iter().take_while(move |(told, _)| *told == measure).map(|(_, claim)| *claim)
    }

    /// The stretch of the document's text that was read.
    pub fn span(&self, document: &Document) -> Span {
        let blocks = document.blocks.get(self.blocks.clone()).unwrap_or(&[]);
        let ends = blocks.first().zip(blocks.last());
        ends.map_or_else(Span::default, |(first, last)| first.span.cover(last.span))
    }

    /// The block of a claim.
    pub fn block_of(&self, claim: usize) -> Option<usize> {
        let passage = self.passages.get(self.about.get(claim)?.passage)?;
        Some(passage.sentence.block)
    }
}
