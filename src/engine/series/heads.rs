//! Where the numbers of series may stand: the heads of blocks and sentences, the labels of list items, and brackets.

use super::super::Case;
use super::numeral::{Numeral, Style, numerals, read};
use crate::claim::{Claim, Kind, Quantity, Unit, Value};
use crate::document::BlockKind;
use crate::interval::Interval;
use crate::number::Number;
use crate::rule::{Bind, Spot};
use crate::span::Span;
use crate::words::compile::Pattern;
use crate::words::lexicon::WordId;
use crate::words::matcher::Scene;
use crate::words::seen::Seen;
use crate::words::token::{Token, TokenKind, tokens};

/// A place where a number of a series stands.
#[derive(Debug)]
pub(crate) struct Head {
    pub(super) spot: Spot,
    /// The block, and how deep it stands: the level of a heading, the depth of a list.
    pub(super) block: usize,
    pub(super) depth: u8,
    /// From its first byte on, not far.
    pub(super) span: Span,
    /// The numbers among its first words.
    pub(super) numerals: Vec<Numeral>,
    /// The label of a list item, which is not in the text.
    pub(super) label: Option<Box<str>>,
    /// Its words, with the numbers as claims of their own.
    pub(super) tokens: Vec<Token>,
    pub(super) claims: Vec<Claim>,
    pub(super) seen: Seen,
}

/// Bytes of a block or sentence that are its head.
const HEAD: usize = 120;

/// Bytes that a number in brackets may take.
const BRACKET: usize = 8;

/// All such places, in the order of the text. Cost: linear in the number of blocks; in the text only where it holds what a
/// series in prose cannot do without.
pub(crate) fn heads(case: &Case<'_>) -> Vec<Head> {
    let text = &case.document.text;
    let part = case.facts.span(case.document).of(text);
    let opened = |text: &str, words: &[&str]| {
        words.iter().any(|word| text.match_indices(word).any(|(at, _)| opens(text, at)))
    };
    let told = case.rules.wordings().places.find(part).any(|at| opens(part, at + 1));
    let bracketed = part.match_indices('(').any(|(at, _)| {
        let rest = part.get(at + 1..).unwrap_or("");
        ["b)", "c)", "2)", "3)", "ii"].iter().any(|label| rest.starts_with(label))
    });
    let mut out = Vec::new();
    for block in case.facts.blocks.clone() {
        let Some(whole) = case.document.blocks.get(block) else { break };
        let (spot, depth) = match whole.kind {
            BlockKind::Heading(level) => (Spot::Heading, level),
            BlockKind::Caption => (Spot::Caption, 0),
            // The title of plain text is its first line, whatever that is.
            BlockKind::Paragraph | BlockKind::Title => (Spot::Paragraph, 0),
            BlockKind::ListItem { depth, label, .. } => {
                out.extend(label.and_then(|label| labelled(whole.span, (block, depth), label.text())));
                (Spot::Item, depth)
            }
            BlockKind::Quote | BlockKind::Cell { .. } | BlockKind::FrontMatter => continue,
        };
        let mut place = |(spot, depth): (Spot, u8), start: usize| {
            let span = Span::new(start, whole.span.end);
            out.extend(head(case, wordings_at(case, spot), (spot, depth), block, span));
        };
        place((spot, depth), whole.span.start);
        if told
            && opened(
                whole.span.of(text),
                &[
                    "irst", "econd", "hird", "ourth", "ifth", "ixth", "venth", "ighth", "inth", "tenth",
                    "Tenth",
                ],
            )
        {
            for start in sentences(case, block) {
                place((Spot::Sentence, 0), start);
            }
        }
        if bracketed {
            brackets(text, whole.span).for_each(|start| place((Spot::Bracket, 0), start));
        }
    }
    out
}

/// The wordings of the series whose numbers may stand in a sort of place.
fn wordings_at<'c>(case: &Case<'c>, spot: Spot) -> impl Iterator<Item = &'c Pattern> {
    let rules = case.rules.rules();
    let at = case.rules.wordings().series_at(spot).iter().filter_map(|rule| rules.get(*rule));
    at.flat_map(
        |rule| if let Bind::Series(series) = &rule.body.bind { series.patterns.as_slice() } else { &[] },
    )
}

/// Where brackets open in a stretch that may hold a number: not "section 4(a)(1)", which belongs to the word before it, nor
/// "1.5 (0.2)".
fn brackets(text: &str, within: Span) -> impl Iterator<Item = usize> {
    let opens = within.of(text).match_indices('(').map(move |(at, _)| within.start + at);
    opens.filter(move |start| {
        let before = text.get(within.start..*start);
        let apart = !before.is_some_and(|t| t.ends_with(|c: char| !c.is_whitespace()));
        let held = text.as_bytes().get(*start..within.end.min(start + BRACKET));
        apart && held.is_some_and(|held| held.contains(&b')') && !held.contains(&b'.'))
    })
}

/// Whether the word whose second letter stands at a place opens a sentence, or what stands behind a semicolon or colon, but for
/// a small word before it.
fn opens(text: &str, at: usize) -> bool {
    const NEAR: usize = 12;
    let from = text.floor_char_boundary(at.saturating_sub(NEAR));
    let before = at.checked_sub(1).and_then(|first| text.get(from..first)).unwrap_or("");
    let without = |words: &[&str], text| words.iter().find_map(|word| str::strip_suffix(text, word));
    let article = without(&["the ", "The "], before).unwrap_or(before);
    let joined = without(&["and ", "And ", "but ", "But "], article);
    let small = joined.unwrap_or(article);
    let trimmed = small.trim_end();
    let parted = small.get(trimmed.len()..).is_some_and(|space| space.contains('\n'));
    let mark = ['.', '!', '?', ';', ':', '"', '”', ')', ']'];
    parted || trimmed.is_empty() || trimmed.ends_with(mark) || joined.is_some() && trimmed.ends_with(',')
}

/// The head of a stretch, if there is a number in it.
pub(super) fn head<'p>(
    case: &Case<'_>,
    patterns: impl Iterator<Item = &'p Pattern>,
    (spot, depth): (Spot, u8),
    block: usize,
    span: Span,
) -> Option<Head> {
    let text = &case.document.text;
    let span = Span::new(span.start, text.floor_char_boundary(span.end.min(span.start + HEAD)));
    if !may_begin(case, patterns, span) {
        return None;
    }
    let numerals = numerals(text, span);
    if numerals.is_empty() {
        return None;
    }
    let claims: Vec<Claim> = numerals.iter().filter_map(claim).collect();
    let tokens = tokens(text, span, &claims, 0, case.rules.lexicon());
    let seen = Seen::of(&tokens, &claims, case.rules.lexicon());
    Some(Head { spot, block, depth, span, numerals, label: None, tokens, claims, seen })
}

/// Whether a wording of any series may begin with the first word of a stretch: most of them do not.
fn may_begin<'p>(case: &Case<'_>, mut patterns: impl Iterator<Item = &'p Pattern>, span: Span) -> bool {
    let text = span.of(&case.document.text);
    let Some(first) = text.chars().next() else { return false };
    let len = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..len).unwrap_or("");
    if first == '(' || read(word)[0].is_some() {
        return true;
    }
    let lexicon = case.rules.lexicon();
    let id = lexicon.id(&word.to_lowercase());
    let kind = TokenKind::Word(id);
    let tokens = [Token { span: Span::new(span.start, span.start + len), kind, capital: false }];
    let scene = Scene { tokens: &tokens, claims: &[], lexicon, items: None, seen: &Seen::default() };
    id != WordId::UNKNOWN && patterns.any(|pattern| scene.begins(pattern))
}

/// The label of a list item as a head.
fn labelled(item: Span, (block, depth): (usize, u8), label: &str) -> Option<Head> {
    let numerals = numerals(label, Span::new(0, label.len()));
    (!numerals.is_empty()).then(|| Head {
        spot: Spot::Label,
        block,
        depth,
        span: item,
        numerals,
        label: Some(label.into()),
        tokens: Vec::new(),
        claims: Vec::new(),
        seen: Seen::default(),
    })
}

/// Where the sentences of a block begin, and what stands behind their semicolons and colons, or behind a comma and "and" where
/// that is an ordinal.
pub(super) fn sentences(case: &Case<'_>, block: usize) -> Vec<usize> {
    let text = &case.document.text;
    let mut out = Vec::new();
    for sentence in case.document.sentences(block) {
        out.push(sentence.span.start);
        for (at, mark) in sentence.span.of(text).match_indices([';', ':', ',']) {
            let after = sentence.span.start + at + mark.len();
            let rest = text.get(after..sentence.span.end).unwrap_or("");
            let spaces = rest.len() - rest.trim_start().len();
            let behind = rest.trim_start().strip_prefix("and ");
            let joined = behind.map_or(0, |_| "and ".len());
            if mark != "," || behind.is_some_and(is_ordinal) {
                out.push(after + spaces + joined);
            }
        }
    }
    out.dedup();
    out
}

/// Whether a stretch begins with an ordinal.
fn is_ordinal(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    matches!(read(word)[0], Some((Style::Ordinal, _)))
}

/// A number of a series as patterns see it.
fn claim(numeral: &Numeral) -> Option<Claim> {
    let number = Number::int(i128::from(numeral.readings[0]?.1));
    let point = Interval::point(number);
    let quantity = Quantity { value: Some(number), stated: point, unhedged: point, widest: point };
    let (span, value) = (numeral.span, Value::Quantity(quantity));
    Some(Claim { span, kind: Kind::Count, value, unit: Unit::None, hedge: None })
}
