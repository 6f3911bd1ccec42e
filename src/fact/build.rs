//! From a document to its facts.

use std::ops::Range;

use super::about::Describer;
use super::header::Headers;
use super::{About, Facts, Passage};
use crate::claim::Skipped;
use crate::document::{BlockKind, Document};
use crate::grammar;
use crate::rule::RuleSet;
use crate::span::Span;
use crate::words::seen::Seen;
use crate::words::things::Things;
use crate::words::token::tokens;

/// Reads the claims of some blocks of a document and what they are about. Cost: linear in their text.
pub fn facts(document: &Document, blocks: Range<usize>, rules: &RuleSet) -> Facts {
    let mut facts = Facts { blocks: blocks.clone(), ..Facts::default() };
    let mut describer = Describer::new(rules);
    let mut headers = Headers::new(document, rules.vocabulary());
    for block in blocks {
        let Some(whole) = document.blocks.get(block) else { break };
        let text = whole.span.of(&document.text);
        if is_folio(document, block, whole.kind, text) {
            facts.skipped.push(Skipped { span: whole.span, reason: "page or product number" });
            continue;
        }
        let mut reading = grammar::read(text, rules.vocabulary());
        headers.measure(block, whole.kind, &mut reading.claims);
        facts.skipped.extend(
            reading.skipped.into_iter().map(|s| Skipped { span: s.span.shift(whole.span.start), ..s }),
        );
        let words: Vec<usize> = rules.wordings().bare.find(text).map(|at| at + whole.span.start).collect();
        if reading.claims.is_empty() && words.is_empty() {
            continue;
        }
        let first = facts.claims.len();
        facts.claims.extend(reading.claims.into_iter().map(|mut claim| {
            claim.span = claim.span.shift(whole.span.start);
            claim.hedge = claim.hedge.map(|mut hedge| {
                hedge.span = hedge.span.shift(whole.span.start);
                hedge
            });
            claim
        }));
        facts.about.resize(facts.claims.len(), About::default());
        passages(document, &mut describer, block, (first, &words), &mut facts);
    }
    let told = facts.about.iter().enumerate();
    facts.told = told.flat_map(|(claim, about)| about.measures.iter().map(move |m| (*m, claim))).collect();
    facts.told.sort_unstable();
    facts
}

/// Bytes of a block that is prose; a shorter one may be a cell of a table of which only the texts are left.
const PROSE: usize = 40;

/// Whether a paragraph is nothing but a short number between prose, or at either end of it: of a page, of a bulletin. In the
/// cell of a table it is a figure, and so it is where it is the whole text.
fn is_folio(document: &Document, block: usize, kind: BlockKind, text: &str) -> bool {
    let number = text.trim_matches(|c: char| matches!(c, '-' | '–' | '[' | ']' | ' '));
    let bare = kind == BlockKind::Paragraph
        && (1..=3).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    let prose = |at: Option<usize>| {
        let beside = at.and_then(|at| document.blocks.get(at));
        beside.is_none_or(|b| b.span.end - b.span.start > PROSE)
    };
    let ends = block == 0 || block + 1 == document.blocks.len();
    bare && document.blocks.len() > 1 && (ends || prose(block.checked_sub(1)) && prose(Some(block + 1)))
}

/// Cuts the sentences of a block that hold claims, and says what the claims are about; and those that hold one of the words
/// that begin at `words`.
fn passages(
    document: &Document,
    describer: &mut Describer<'_>,
    block: usize,
    (first, words): (usize, &[usize]),
    facts: &mut Facts,
) {
    let lexicon = describer.lexicon;
    let quotations = document.quotations(block);
    let mut next = first;
    for sentence in document.sentences(block) {
        let from = next;
        // A claim is of the sentence that it begins in.
        while facts.claims.get(next).is_some_and(|c| c.span.start < sentence.span.end) {
            next += 1;
        }
        let last = sentence.span.end == document.blocks.get(block).map_or(0, |b| b.span.end);
        let items = || if last { items_below(document, block) } else { None };
        if next == from {
            let within = words.partition_point(|at| *at < sentence.span.start);
            if words.get(within).is_some_and(|at| *at < sentence.span.end) {
                let tokens = tokens(&document.text, sentence.span, &facts.claims, from, lexicon);
                let seen = Seen::of(&tokens, &facts.claims, lexicon);
                facts.bare.push(Passage { sentence, tokens, claims: from..from, items: items(), seen });
            }
            continue;
        }
        let tokens = tokens(&document.text, sentence.span, &facts.claims, from, lexicon);
        let index = facts.passages.len();
        for (at, token) in tokens.iter().enumerate() {
            if let Some(claim) = token.figure()
                && let Some(about) = facts.about.get_mut(claim)
            {
                about.passage = index;
                about.token = at;
            }
        }
        let seen = Seen::of(&tokens, &facts.claims, lexicon);
        let passage = Passage { sentence, tokens, claims: from..next, items: items(), seen };
        for claim in from..next {
            let span = facts.claims[claim].span;
            facts.about[claim].passage = index;
            facts.about[claim].quotation = quotation_of(&quotations, span);
        }
        describer.describe(&document.text, &passage, &facts.claims, &mut facts.about);
        facts.passages.push(passage);
    }
}

/// Bytes of an item of which nobody doubts that it is one: a longer block may go on with what came before it.
const PLAIN_ITEM: usize = 120;

/// Blocks below a sentence in which items are counted: nobody announces more.
const REACH: usize = 64;

/// The items of the list that begins right after a block; the span is of the last of them.
fn items_below(document: &Document, block: usize) -> Option<Things> {
    let of = |b: usize| match document.blocks.get(b)?.kind {
        BlockKind::ListItem { list, .. } => Some(list),
        _ => None,
    };
    let list = of(block + 1).filter(|list| of(block) != Some(*list))?;
    let items: Vec<usize> = (block + 1..=block + REACH)
        .take_while(|b| of(*b).is_some())
        .filter(|b| of(*b) == Some(list))
        .collect();
    let plain = items.iter().all(|b| document.block_text(*b).len() <= PLAIN_ITEM);
    let plain = plain && items.last().is_some_and(|b| *b < block + REACH);
    let low = if plain { items.len() } else { 1 };
    let span = document.blocks.get(*items.last()?)?.span;
    (items.len() > 1).then_some(Things { low, high: items.len(), span })
}

/// Which quotation a span lies in, counted from 1. Quotations stand in order and apart.
fn quotation_of(quotations: &[Span], span: Span) -> u32 {
    let at = quotations.partition_point(|q| q.end < span.end);
    let within = quotations.get(at).is_some_and(|q| q.contains(span));
    if within { u32::try_from(at + 1).unwrap_or(0) } else { 0 }
}
