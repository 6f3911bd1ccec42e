//! Binding by series: numbers that tell the places of things, each of which should be one more than the last.
//!
//! A series begins with one (or "a", "I", "First") and goes on with the numbers that are written like it in the same place,
//! until there is a one again. Where it is not plain what belongs to it, nothing is bound.

mod closing;
mod heads;
mod numeral;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::Case;
use super::binding::Binding;
use super::wording::silenced;
use crate::claim::Kind;
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::rule::{Rule, Series, Spot, Within};
use crate::span::Span;
use crate::words::compile::Pattern;
use crate::words::matcher::{Capture, Numbered, Scene};
use crate::words::seen::Seen;
use crate::words::token::tokens;

use heads::Head;
pub(super) use heads::heads;
use numeral::{Numeral, Style, read};

/// A number with what it numbers.
#[derive(Clone, Debug)]
struct Member {
    head: usize,
    style: Style,
    mark: Numbered,
    /// Whether it may as well be of a series around this one.
    doubtful: bool,
}

/// What the members of one series have in common besides how their numbers are written: the sort of place, how deep it
/// stands, the word before the number, the marks of a list's labels, what stands before the last number of several, and the
/// paragraph, where a series reaches no further.
type Key<'t> = (Spot, u8, String, &'t str, usize);

/// Series longer than this are rather tables.
const LONGEST: usize = 200;

/// Series that may go on at the same time: more than this do not stand within each other.
const DEEPEST: usize = 8;

/// Bytes between two members in which it is looked for what lies between them.
const BETWEEN: usize = 1 << 16;

/// Bytes behind the last member after which a series in prose is over where another begins.
const LEFT: usize = 2000;

/// More series than this of one rule are not looked up in the text.
const FEW: usize = 8;

/// Two numbers that follow each other where the second is not one more; or each series with what announces it.
pub(super) fn bind(case: &Case<'_>, rule: &Rule, series: &Series, heads: &[Head]) -> Vec<Binding> {
    let (all, strays) = collect(case, series, heads);
    let held = all.iter().filter(|members| (2..=LONGEST).contains(&members.len()));
    if !series.under.is_empty() {
        let alone = all.len() == 1 && strays.is_empty();
        let plain = |members: &&Vec<Member>| members.iter().all(|member| !member.doubtful);
        let held = held.filter(plain);
        return held.flat_map(|members| announced(case, rule, series, heads, members, alone)).collect();
    }
    if !series.mentions.is_empty() {
        let few = all.len() <= FEW && strays.is_empty();
        return held.filter(|_| few).flat_map(|members| mentioned(case, series, heads, members)).collect();
    }
    let mut out = Vec::new();
    for members in held {
        let marks: Arc<[Numbered]> = members.iter().map(|member| member.mark.clone()).collect();
        for (one, next) in members.iter().zip(members.iter().skip(1)) {
            let broken = next.mark.number != one.mark.number + 1;
            if broken && !explained(case, rule, heads, &strays, (one, next)) {
                let [one, next] = [one, next].map(|member| Capture::Mark(member.mark.clone()));
                out.push(Binding { captures: vec![one, next, Capture::Marks(marks.clone())] });
            }
        }
    }
    out
}

/// The series of a document, and the numbers that belong to none.
fn collect(case: &Case<'_>, series: &Series, heads: &[Head]) -> (Vec<Vec<Member>>, BTreeSet<u32>) {
    let mut open: BTreeMap<Key<'_>, Vec<Vec<Member>>> = BTreeMap::new();
    let mut strays = BTreeSet::new();
    let mut order: Vec<Vec<Member>> = Vec::new();
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| series.spots.contains(&head.spot)) {
        let Some(numeral) = number_of(case, series, head) else { continue };
        let key = key_of(case, series, head, numeral);
        let going = open.entry(key).or_default();
        // "Second" in prose is none of a series under another heading.
        if !series.under.is_empty() && head.spot == Spot::Sentence {
            order
                .extend(going.extract_if(.., |members| is_under_another_heading(case, heads, members, head)));
        }
        let readings = || numeral.readings.iter().flatten().copied();
        let last = |members: &Vec<Member>| members.last().map(|m| (m.style, m.mark.number));
        let follows = |members: &Vec<Member>| {
            last(members).is_some_and(|(style, number)| readings().any(|r| r == (style, number + 1)))
        };
        let next = going.iter().rposition(follows);
        let member = |style, number| {
            let mark = mark(case, head, numeral, number);
            Member { head: at, style, mark, doubtful: false }
        };
        if let Some(next) = next {
            let doubtful = !adjoins(heads, &going[next], head) && going.iter().take(next).any(follows);
            // What began within it is over: "2." and in it "1.", "2.", and then "3."
            order.extend(going.drain(next + 1..));
            let (style, number) = last(&going[next]).unwrap_or((Style::Digits, 0));
            going[next].push(Member { doubtful, ..member(style, number + 1) });
        } else if let Some((style, _)) = readings().find(|(_, number)| *number == 1) {
            // Of prose, one that was left long ago is over.
            let left = |members: &Vec<Member>| {
                let last = members.last().and_then(|last| heads.get(last.head));
                last.is_some_and(|last| last.span.start + LEFT < head.span.start)
            };
            if !series.under.is_empty() && head.spot == Spot::Sentence {
                order.extend(going.extract_if(.., |members| left(members)));
            }
            // The series before it may go on behind it.
            if going.len() >= DEEPEST {
                order.push(going.remove(0));
            }
            going.push(vec![member(style, 1)]);
        } else if let Some((members, (style, number))) = going.iter_mut().rev().find_map(|members| {
            let style = members.last()?.style;
            readings().find(|(s, _)| *s == style).map(|reading| (members, reading))
        }) {
            let again = members.last().is_some_and(|last| {
                last.mark.number == number && same_thing(case, heads.get(last.head), head)
            });
            if !again {
                members.push(member(style, number));
            }
        } else {
            strays.extend(readings().map(|(_, number)| number));
        }
    }
    order.extend(open.into_values().flatten());
    (order, strays)
}

/// Blocks behind the last member of a series in which a heading ends it.
const AHEAD: usize = 64;

/// Whether a heading stands between the last member of a series and a head.
fn is_under_another_heading(case: &Case<'_>, heads: &[Head], members: &[Member], head: &Head) -> bool {
    let Some(last) = members.last().and_then(|last| heads.get(last.head)) else { return false };
    let between = case.document.blocks.get(last.block + 1..head.block).unwrap_or(&[]);
    between.iter().take(AHEAD).any(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// Whether a head stands in the block right below the last member of a series.
fn adjoins(heads: &[Head], members: &[Member], head: &Head) -> bool {
    let last = members.last().and_then(|last| heads.get(last.head));
    last.is_some_and(|last| last.block + 1 == head.block)
}

/// The number of a head, where a wording of the series stands there.
fn number_of<'h>(case: &Case<'_>, series: &Series, head: &'h Head) -> Option<&'h Numeral> {
    if head.spot == Spot::Label {
        return head.numerals.first();
    }
    numeral_in(case, &series.patterns, head)
}

/// The number of a head, where one of some patterns matches from its first word on.
fn numeral_in<'h>(case: &Case<'_>, patterns: &[Pattern], head: &'h Head) -> Option<&'h Numeral> {
    let (tokens, claims, lexicon) = (head.tokens.as_slice(), head.claims.as_slice(), case.rules.lexicon());
    let scene = Scene { tokens, claims, lexicon, items: None, seen: &head.seen };
    let found = patterns
        .iter()
        .find_map(|pattern| scene.find(pattern, 1).into_iter().find(|found| found.tokens.0 == 0))?;
    match found.captures.first() {
        Some(Capture::Figure(numeral)) => head.numerals.get(*numeral),
        _ => None,
    }
}

fn key_of<'t>(case: &'t Case<'_>, series: &Series, head: &'t Head, numeral: &Numeral) -> Key<'t> {
    let spot = match head.spot {
        Spot::Item | Spot::Sentence => Spot::Paragraph,
        other => other,
    };
    let text = head.label.as_deref().unwrap_or(&case.document.text);
    let before = if head.label.is_some() { 0 } else { head.span.start };
    // "Figure" and "Fig." are one word.
    let letters = text.get(before..numeral.span.start).unwrap_or("").chars().filter(|c| c.is_alphabetic());
    // Of what is announced any may have "the" or "and" before it.
    let kept = if head.spot == Spot::Sentence && !series.under.is_empty() { 0 } else { 3 };
    let mut word: String = letters.take(kept).flat_map(char::to_lowercase).collect();
    if head.label.is_some() {
        word.extend(text.chars().filter(|c| !c.is_alphanumeric()));
    }
    let block = if series.within == Within::Paragraph { head.block } else { 0 };
    (spot, head.depth, word, numeral.parent.of(text), block)
}

/// A number of a series as names are bound to it.
fn mark(case: &Case<'_>, head: &Head, numeral: &Numeral, number: u32) -> Numbered {
    let text = &case.document.text;
    if let Some(label) = &head.label {
        return Numbered { number, text: numeral.span.of(label).into(), span: line(text, head.span) };
    }
    let closed =
        head.spot == Spot::Bracket && text.get(numeral.span.end..).is_some_and(|t| t.starts_with(')'));
    let span = Span::new(head.span.start, numeral.span.end + usize::from(closed));
    Numbered { number, text: span.of(text).into(), span }
}

/// The beginning of a list item, to point at.
fn line(text: &str, item: Span) -> Span {
    const SHOWN: usize = 60;
    if item.len() <= SHOWN {
        return item;
    }
    let end = text.floor_char_boundary(item.start + SHOWN);
    // Where no blank parts words, the letters that there is room for.
    let cut = text.get(item.start..end).and_then(|shown| shown.rfind(' '));
    Span::new(item.start, cut.map_or(end, |cut| item.start + cut))
}

/// Whether two heads with one number are the same thing shown again: they go on with the same words.
fn same_thing(case: &Case<'_>, one: Option<&Head>, other: &Head) -> bool {
    let words = |head: &Head| head.span.of(&case.document.text).to_lowercase();
    one.is_some_and(|one| words(one) == words(other))
}

/// Whether the text says where the numbers between two members are, or the rule's `unless` stands between them.
fn explained(
    case: &Case<'_>,
    rule: &Rule,
    heads: &[Head],
    strays: &BTreeSet<u32>,
    (one, next): (&Member, &Member),
) -> bool {
    let missing = one.mark.number + 1..next.mark.number;
    if missing.start < missing.end && strays.range(missing.clone()).next().is_some() {
        return true;
    }
    // The text of a list item follows its label.
    let from = heads
        .get(one.head)
        .filter(|head| head.label.is_some())
        .map_or(one.mark.span.end, |head| head.span.start);
    let to = next.mark.span.start;
    let end = heads.get(next.head).map_or(to, |head| head.span.end);
    if end.saturating_sub(from) > BETWEEN {
        return true;
    }
    let told = |span: Span| says(case, span, one.style, &missing);
    if told(Span::new(from, to)) || told(Span::new(next.mark.span.end, end)) {
        return true;
    }
    let claims = &case.facts.claims;
    let first = claims.partition_point(|claim| claim.span.start < from);
    let lexicon = case.rules.lexicon();
    let tokens = tokens(&case.document.text, Span::new(from, end), claims, first, lexicon);
    let seen = Seen::of(&tokens, claims, lexicon);
    silenced(&Scene { tokens: &tokens, claims, lexicon, items: None, seen: &seen }, rule, &Binding::default())
}

/// Whether a stretch of text says one of some numbers, written as those of a series are. Digits that count or measure
/// something are no numbers of a series.
fn says(case: &Case<'_>, within: Span, style: Style, numbers: &Range<u32>) -> bool {
    let text = within.of(&case.document.text);
    let amount = |at: usize| {
        let next = case.facts.claims.partition_point(|claim| claim.span.end <= at);
        let claim = case.claim(next).filter(|claim| claim.span.start <= at);
        let counts = || case.about(next).is_some_and(|about| about.of.is_some());
        claim.is_some_and(|claim| claim.kind != Kind::Count || counts())
    };
    let mut at = within.start;
    text.split_inclusive(|c: char| !c.is_alphanumeric()).any(|part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        read(word).iter().flatten().any(|(s, n)| *s == style && numbers.contains(n))
            && !(style == Style::Digits && amount(start))
    })
}

/// A series with what announces it: right before it, or, where there is no other series, in the heading above it or the
/// title.
fn announced(
    case: &Case<'_>,
    rule: &Rule,
    series: &Series,
    heads: &[Head],
    members: &[Member],
    alone: bool,
) -> Vec<Binding> {
    let Some(first) = members.first().and_then(|member| heads.get(member.head)) else { return Vec::new() };
    let kind = |block: usize| case.document.blocks.get(block).map(|b| b.kind);
    // Only the one series of a text is looked for further up.
    let top = if alone { case.facts.blocks.start } else { first.block };
    let before = (top..first.block).rev();
    let headings = before.clone().filter(|b| matches!(kind(*b), Some(BlockKind::Heading(_)))).take(1);
    let title = (first.block > case.facts.blocks.start).then_some(case.facts.blocks.start);
    let title = title.filter(|b| matches!(kind(*b), Some(BlockKind::Title)));
    let above = headings.chain(title).filter(|_| alone);
    let mut out = Vec::new();
    let ended = closing::whole(case, heads, members);
    let above = above.filter_map(|block| last_of(case, block)).map(|passage| (passage, None));
    for (passage, ended) in lead(case, first).map(|passage| (passage, ended)).into_iter().chain(above) {
        // Of the sentence in which the series begins, what stands before it.
        let kept = passage.tokens.iter().take_while(|token| token.span.end <= first.span.start).count();
        let inside = matches!(first.spot, Spot::Sentence | Spot::Bracket);
        let tokens = if inside { passage.tokens.get(..kept).unwrap_or(&[]) } else { &passage.tokens };
        let seen = Seen::of(tokens, &case.facts.claims, case.rules.lexicon());
        let scene =
            Scene { tokens, items: None, seen: &seen, ..case.facts.scene(passage, case.rules.lexicon()) };
        if silenced(&scene, rule, &Binding::default()) {
            continue;
        }
        for pattern in &series.under {
            for found in scene.find(pattern, rule.body.names.len()) {
                let mut captures = found.captures;
                let marks = members.iter().map(|member| member.mark.clone()).collect();
                if let [all, whole, ..] = captures.as_mut_slice() {
                    *all = Capture::Marks(marks);
                    *whole = ended.clone().map_or(Capture::Nothing, Capture::Marks);
                }
                out.push(Binding { captures });
            }
        }
    }
    out
}

/// A series with each place where the text speaks of what it numbers.
fn mentioned(case: &Case<'_>, series: &Series, heads: &[Head], members: &[Member]) -> Vec<Binding> {
    let text = &case.document.text;
    let mut out = Vec::new();
    let Some(first) = members.first() else { return out };
    let Some(word) = first.mark.text.split(|c: char| !c.is_alphabetic()).next().filter(|w| w.len() > 2)
    else {
        return out;
    };
    let all: Arc<[Numbered]> = members.iter().map(|member| member.mark.clone()).collect();
    let placed =
        |start: usize| members.iter().any(|m| heads.get(m.head).is_some_and(|h| h.span.start == start));
    for block in case.facts.blocks.clone() {
        let Some(whole) = case.document.blocks.get(block) else { break };
        for (at, _) in whole.span.of(text).match_indices(word) {
            let start = whole.span.start + at;
            let head = heads::head(
                case,
                series.mentions.iter(),
                (Spot::Paragraph, 0),
                block,
                Span::new(start, whole.span.end),
            );
            let Some(head) = head.filter(|_| !placed(start)) else { continue };
            let numeral = numeral_in(case, &series.mentions, &head);
            let number = numeral.and_then(|n| {
                n.readings.iter().flatten().find(|(style, _)| *style == first.style && n.parent.is_empty())
            });
            if let Some((numeral, (_, number))) = numeral.zip(number) {
                let mark = mark(case, &head, numeral, *number);
                out.push(Binding { captures: vec![Capture::Marks(all.clone()), Capture::Mark(mark)] });
            }
        }
    }
    out
}

/// The sentence right before a series.
fn lead<'c>(case: &Case<'c>, first: &Head) -> Option<&'c Passage> {
    if matches!(first.spot, Spot::Sentence | Spot::Bracket) {
        let at = case.facts.passages.partition_point(|p| p.sentence.span.start < first.span.start);
        let passage = case.facts.passages.get(at.checked_sub(1)?)?;
        let between = case.document.text.get(passage.sentence.span.end..first.span.start).unwrap_or("");
        let near = passage.sentence.span.end >= first.span.start || between.trim().is_empty();
        return Some(passage).filter(|_| near);
    }
    last_of(case, first.block.checked_sub(1)?)
}

/// The last sentence of a block, if it holds a figure.
fn last_of<'c>(case: &Case<'c>, block: usize) -> Option<&'c Passage> {
    let end = case.document.blocks.get(block)?.span.end;
    let at = case.facts.passages.partition_point(|p| p.sentence.span.start < end);
    case.facts
        .passages
        .get(at.checked_sub(1)?)
        .filter(|p| p.sentence.block == block && p.sentence.span.end == end)
}
