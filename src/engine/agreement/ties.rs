//! What ties two figures to one thing.

use std::collections::BTreeMap;

use super::super::Case;
use crate::claim::Kind;
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::interval::Outcome;
use crate::rule::{MeasureId, Tie};
use crate::span::Span;
use crate::words::token::{Token, TokenKind};

/// The pairs of figures that a tie binds, earlier first. `told` are the figures that tell one of the measures.
pub(super) fn pairs(
    case: &Case<'_>,
    tie: Tie,
    told: &[usize],
    measures: &[MeasureId],
) -> Vec<(usize, usize)> {
    match tie {
        Tie::Title => titles(case, told),
        Tie::Definite => definite(case, told),
        Tie::Companion => companions(case, told, measures),
        Tie::Wording => wordings(case, told),
        Tie::Phrase => phrases(case, told),
    }
}

/// Blocks after the title in which the story is told in short.
const LEAD_BLOCKS: usize = 3;

/// The title's figure and the first figure of the lead.
fn titles(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let kind =
        |claim: usize| case.facts.block_of(claim).and_then(|b| case.document.blocks.get(b)).map(|b| b.kind);
    let mut in_title = told.iter().filter(|c| kind(**c) == Some(BlockKind::Title));
    let (Some(title), None) = (in_title.next(), in_title.next()) else { return Vec::new() };
    let first = case.facts.block_of(*title).unwrap_or(0) + 1;
    let lead = told.iter().find(|c| {
        kind(**c) != Some(BlockKind::Title)
            && case.facts.block_of(**c).is_some_and(|b| (first..first + LEAD_BLOCKS).contains(&b))
    });
    let Some(lead) = lead else { return Vec::new() };
    // Where the body tells several numbers, or the lead gives parts, the title may be of another of them.
    let body = told.iter().filter(|c| *c != title);
    let one_number = body.clone().all(|c| same_number(case, *c, *lead));
    let plain = body.clone().all(|c| is_whole(case, *c));
    if one_number && plain { vec![(*title, *lead)] } else { Vec::new() }
}

/// Whether a figure stands in its sentence without other counts that tell nothing of their own: "15 gunmen and 2
/// soldiers", "51 in Spain and 24 in France" are parts.
fn is_whole(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, _)) = place(case, claim) else { return false };
    let own = |c: usize| case.facts.about.get(c).map(|a| a.measures.as_slice()).unwrap_or_default();
    passage.claims.clone().filter(|c| *c != claim).all(|other| {
        let count = case.facts.claims.get(other).is_some_and(|c| c.kind == Kind::Count);
        let told = !own(other).is_empty() && own(other).iter().all(|m| !own(claim).contains(m));
        !count || told
    })
}

/// A definite mention ("the six were arrested") goes back to what was told before it, where that was told as one number
/// only.
fn definite(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, claim) in told.iter().enumerate() {
        if !is_definite(case, *claim) {
            continue;
        }
        let before = &told[..i];
        let Some(first) = before.first() else { continue };
        if before.iter().all(|c| same_number(case, *first, *c)) {
            out.push((*before.last().unwrap_or(first), *claim));
        }
    }
    out
}

fn is_definite(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let list = case.rules.lexicon().list("definite");
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i)).and_then(Token::word);
    before.zip(list).is_some_and(|(word, list)| case.rules.lexicon().holds(list, word))
}

/// Two sentences that each tell several measures, and agree in all but this one: "20 killed and 10 wounded" and
/// "23 killed and 10 wounded".
fn companions(case: &Case<'_>, told: &[usize], measures: &[MeasureId]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, one) in told.iter().enumerate() {
        let beside_one = beside(case, *one, measures);
        if beside_one.is_empty() {
            continue;
        }
        for other in &told[i + 1..] {
            let beside_other = beside(case, *other, measures);
            let shared: Vec<_> =
                beside_one.iter().filter_map(|(m, a)| beside_other.get(m).map(|b| (*a, *b))).collect();
            if !shared.is_empty() && shared.iter().all(|(a, b)| exactly_same(case, *a, *b)) {
                out.push((*one, *other));
            }
        }
    }
    out
}

/// Two tellings, and no more in the whole text, in the same phrase: "seven persons were killed", "eight persons were
/// killed".
fn phrases(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let [one, other] = told else { return Vec::new() };
    let after = |claim: usize| -> Vec<String> {
        let Some((passage, at)) = place(case, claim) else { return Vec::new() };
        let words = passage.tokens.get(at + 1..).unwrap_or(&[]).iter().take_while(|t| is_word(t)).take(3);
        words.map(|t| t.span.of(&case.document.text).to_lowercase()).collect()
    };
    let (a, b) = (after(*one), after(*other));
    if a.len() == 3 && a == b { vec![(*one, *other)] } else { Vec::new() }
}

/// The other measures that the sentence of a claim tells, each where it tells it once.
fn beside(case: &Case<'_>, claim: usize, measures: &[MeasureId]) -> BTreeMap<MeasureId, usize> {
    let mut out: BTreeMap<MeasureId, usize> = BTreeMap::new();
    let mut twice = Vec::new();
    let Some((passage, _)) = place(case, claim) else { return out };
    for other in passage.claims.clone().filter(|c| *c != claim) {
        for measure in case.facts.about.get(other).map(|a| a.measures.as_slice()).unwrap_or_default() {
            if measures.contains(measure) {
                // The sentence tells this measure twice: nothing says which of the two is meant.
                return BTreeMap::new();
            }
            if out.insert(*measure, other).is_some() {
                twice.push(*measure);
            }
        }
    }
    out.retain(|measure, _| !twice.contains(measure));
    out
}

/// Whether two claims are the same written number, above one: "one killed" is too common to tie anything.
fn exactly_same(case: &Case<'_>, one: usize, other: usize) -> bool {
    let value = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity()).and_then(|q| q.value);
    value(one).is_some() && value(one) == value(other)
}

fn same_number(case: &Case<'_>, one: usize, other: usize) -> bool {
    let widest = |c: usize| case.facts.claims.get(c).and_then(|c| c.quantity()).map(|q| q.widest);
    widest(one).zip(widest(other)).is_some_and(|(a, b)| a.equals(b) != Outcome::Impossible)
}

/// Words that two tellings must share, the figure not counted.
const SHARED_WORDS: usize = 5;

/// Words around the figure that are compared at most.
const REACH: usize = 40;

/// Two sentences in the same words, one of which is shared whole, with another figure at one place: a headline and its
/// copy.
fn wordings(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut by_words: BTreeMap<(Kind, bool, [String; 3]), Vec<usize>> = BTreeMap::new();
    for claim in told {
        for after in [true, false] {
            if let Some((kind, words)) = wording_key(case, *claim, after) {
                by_words.entry((kind, after, words)).or_default().push(*claim);
            }
        }
    }
    let mut out = Vec::new();
    for claims in by_words.values() {
        // Forms and bulletins repeat a wording with figure after figure: no copy is meant.
        if claims.len() > 8 {
            continue;
        }
        for (i, one) in claims.iter().enumerate() {
            for other in &claims[i + 1..] {
                if copied(case, *one, *other) && told_twice(case, claims, *one, *other) {
                    out.push((*one, *other));
                }
            }
        }
    }
    out
}

/// Whether the numbers told in this wording are just two: a third makes it a form that is filled in again and again.
fn told_twice(case: &Case<'_>, claims: &[usize], one: usize, other: usize) -> bool {
    claims.iter().all(|c| exactly_same(case, *c, one) || exactly_same(case, *c, other))
}

/// The kind of a claim, and the three words after or before it.
fn wording_key(case: &Case<'_>, claim: usize, after: bool) -> Option<(Kind, [String; 3])> {
    let kind = case.facts.claims.get(claim)?.kind;
    if !matches!(kind, Kind::Count | Kind::Age | Kind::Money | Kind::Percent | Kind::Duration | Kind::Measure)
    {
        return None;
    }
    let (passage, at) = place(case, claim)?;
    let text = |t: &Token| t.span.of(&case.document.text).to_lowercase();
    let words: Vec<String> = if after {
        passage.tokens.get(at + 1..)?.iter().filter(|t| is_word(t)).take(3).map(text).collect()
    } else {
        passage.tokens.get(..at)?.iter().rev().filter(|t| is_word(t)).take(3).map(text).collect()
    };
    words.try_into().ok().map(|words| (kind, words))
}

/// Whether the sentences of two claims hold the same words around them, over the whole of one of the sentences.
fn copied(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some((a, at_a)), Some((b, at_b))) = (place(case, one), place(case, other)) else { return false };
    let same = |x: &Token, y: &Token| same_token(case, x, y);
    let before = shared(a.tokens[..at_a].iter().rev(), b.tokens[..at_b].iter().rev(), same);
    let after = shared(a.tokens[at_a + 1..].iter(), b.tokens[at_b + 1..].iter(), same);
    let (first, last) = (before.tokens, after.tokens);
    let whole = |tokens: &[Token], at: usize| at == first && tokens.len() - at - 1 == last;
    let headline = is_line(case, a) && whole(&a.tokens, at_a) || is_line(case, b) && whole(&b.tokens, at_b);
    before.words + after.words >= SHARED_WORDS && headline
}

/// Whether a sentence is a line by itself without a full stop, as headlines are.
fn is_line(case: &Case<'_>, passage: &Passage) -> bool {
    let block = case.document.blocks.get(passage.sentence.block);
    let alone = block.is_some_and(|b| b.span == passage.sentence.span);
    alone && !passage.sentence.span.of(&case.document.text).ends_with('.')
}

/// How much two rows of tokens share from their start.
struct Shared {
    tokens: usize,
    words: usize,
}

fn shared<'t>(
    a: impl Iterator<Item = &'t Token>,
    b: impl Iterator<Item = &'t Token>,
    same: impl Fn(&Token, &Token) -> bool,
) -> Shared {
    let common: Vec<&Token> = a.zip(b).take(REACH).take_while(|(x, y)| same(x, y)).map(|(x, _)| x).collect();
    Shared { tokens: common.len(), words: common.iter().filter(|t| is_word(t)).count() }
}

fn same_token(case: &Case<'_>, a: &Token, b: &Token) -> bool {
    let text = |span: Span| span.of(&case.document.text);
    match (a.kind, b.kind) {
        (TokenKind::Mark(x), TokenKind::Mark(y)) => x == y,
        (TokenKind::Word(_), TokenKind::Word(_)) | (TokenKind::Figure(_), TokenKind::Figure(_)) => {
            text(a.span).eq_ignore_ascii_case(text(b.span))
        }
        _ => false,
    }
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word(_))
}

fn place<'c>(case: &'c Case<'_>, claim: usize) -> Option<(&'c Passage, usize)> {
    let about = case.facts.about.get(claim)?;
    let passage = case.facts.passages.get(about.passage)?;
    (about.token < passage.tokens.len()).then_some((passage, about.token))
}
