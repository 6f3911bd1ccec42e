//! Where a series in prose ends: "First, ... And second, ...", "Second, ... Finally, ...", or all of it in one sentence or one
//! paragraph, or a paragraph for each. Without such a mark a text may go on without a number, and nothing is known of how many
//! there are.

use std::sync::Arc;

use super::super::Case;
use super::heads::{Head, sentences};
use super::{Member, says};
use crate::rule::Spot;
use crate::span::Span;
use crate::words::matcher::Numbered;
use crate::words::pattern::Mark;
use crate::words::token::{Token, tokens};

/// Bytes and blocks behind the last member in which the text may still go on with the series.
const REACH: usize = 4096;
const BLOCKS: usize = 2;

/// Numbers behind the last one that are looked for.
const FURTHER: u32 = 8;

/// Words at the head of a sentence that are read.
const HEAD: usize = 80;

/// Words of a member in which "and finally" may stand.
const BEGINNING: usize = 40;

/// All things of a series whose end the text marks: its members, and the one that is told by "finally".
pub(super) fn whole(case: &Case<'_>, heads: &[Head], members: &[Member]) -> Option<Arc<[Numbered]>> {
    let last = members.last()?;
    let head = heads.get(last.head).filter(|head| head.spot == Spot::Sentence)?;
    let first = heads.get(members.first()?.head)?;
    let from = last.mark.span.end;
    let text = &case.document.text;
    let near = (head.block + BLOCKS).min(case.facts.blocks.end.saturating_sub(1));
    let end = case.document.blocks.get(near)?.span.end;
    let to = text.floor_char_boundary((from + REACH).min(end));
    let next = last.mark.number + 1;
    if says(case, Span::new(from, to), last.style, &(next..next + FURTHER)) {
        return None;
    }
    let mut all: Vec<Numbered> = members.iter().map(|member| member.mark.clone()).collect();
    let closed = match after(case, head.block, from..to) {
        After::GoesOn => false,
        After::Last(span) => {
            all.push(Numbered { number: next, text: span.of(text).into(), span });
            true
        }
        After::Nothing => {
            ends(case, heads, members)
                || in_one_sentence(case, first, head)
                || fills_paragraphs(case, heads, members)
        }
    };
    closed.then(|| all.into())
}

/// What a text says behind the last member.
enum After {
    Nothing,
    /// "Also", "another": one more without a number.
    GoesOn,
    /// "Finally", "last": the last one.
    Last(Span),
}

/// What the sentences behind the last member begin with.
fn after(case: &Case<'_>, block: usize, within: std::ops::Range<usize>) -> After {
    let lexicon = case.rules.lexicon();
    let blocks = (block..case.facts.blocks.end)
        .take_while(|at| case.document.blocks.get(*at).is_some_and(|b| b.span.start < within.end));
    for start in blocks.flat_map(|at| sentences(case, at)).filter(|start| within.contains(start)) {
        let words = beginning(case, start);
        let begins = |list: &str| {
            let list = lexicon.list(list);
            list.is_some_and(|list| lexicon.begins(list, &words.iter().map(Token::word)))
        };
        if begins("last-ones") {
            let span = words.first().map_or(Span::new(start, start), |word| word.span);
            return After::Last(span);
        }
        if begins("one-more") {
            return After::GoesOn;
        }
    }
    After::Nothing
}

/// The first words of a sentence, behind conjunctions and articles.
fn beginning(case: &Case<'_>, start: usize) -> Vec<Token> {
    let text = &case.document.text;
    let end = text.floor_char_boundary((start + HEAD).min(text.len()));
    let words = tokens(text, Span::new(start, end), &[], 0, case.rules.lexicon());
    let small = |token: &&Token| {
        let word = token.span.of(text);
        [",", "and", "but", "the"].iter().any(|small| word.eq_ignore_ascii_case(small))
    };
    let skipped = words.iter().take_while(small).count();
    words.get(skipped..).unwrap_or(&[]).to_vec()
}

/// Whether the last member, and no other, is told by "and", or by "and finally".
fn ends(case: &Case<'_>, heads: &[Head], members: &[Member]) -> bool {
    let text = &case.document.text;
    let joined = |member: &Member| {
        heads.get(member.head).is_some_and(|head| {
            let start = head.span.start;
            let and = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case("and "));
            and(text.get(start..start + 4)) || and(text.get(start.saturating_sub(4)..start))
        })
    };
    let Some((last, others)) = members.split_last() else { return false };
    is_named_last(case, last) || joined(last) && !others.iter().any(joined)
}

/// Whether a member is told to be the last behind its mark: "third, and finally".
fn is_named_last(case: &Case<'_>, member: &Member) -> bool {
    let (text, lexicon) = (&case.document.text, case.rules.lexicon());
    let from = member.mark.span.end;
    let end = text.floor_char_boundary((from + BEGINNING).min(text.len()));
    let words = tokens(text, Span::new(from, end), &[], 0, lexicon);
    let mut behind = words.iter().skip_while(|token| token.is(Mark::Comma));
    let and = behind.next().is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("and"));
    and && lexicon.list("last-ones").is_some_and(|list| lexicon.begins(list, &behind.map(Token::word)))
}

/// Whether the first member and the last stand in one sentence, which ends the series.
fn in_one_sentence(case: &Case<'_>, first: &Head, last: &Head) -> bool {
    let sentences = || case.document.sentences(last.block).into_iter();
    first.block == last.block
        && sentences().any(|s| {
            [first, last].iter().all(|head| s.span.contains(Span::new(head.span.start, head.span.start)))
        })
}

/// Whether a series fills its paragraph, with no more than one sentence behind that of the last member, or is a row of
/// paragraphs of which each begins with a member; or the text is over.
fn fills_paragraphs(case: &Case<'_>, heads: &[Head], members: &[Member]) -> bool {
    let placed: Vec<&Head> = members.iter().filter_map(|member| heads.get(member.head)).collect();
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return false };
    let behind = case.document.sentences(last.block).into_iter().filter(|s| s.span.start > last.span.start);
    let behind: Vec<Span> = behind.map(|sentence| sentence.span).collect();
    let text = &case.document.text;
    let next = case.document.blocks.get(last.block + 1).map(|block| block.span);
    let joins = |span: &Span| ["And", "But", "Or"].iter().any(|word| begins_with(span.of(text), word));
    if behind.len() > 1 || behind.iter().chain(&next).any(joins) {
        return false;
    }
    let begins = |head: &Head| {
        let block = case.document.blocks.get(head.block);
        block.is_some_and(|block| block.span.start + "and ".len() >= head.span.start)
    };
    let rows = placed.windows(2).all(|two| matches!(two, [a, b] if a.block + 1 == b.block && begins(b)));
    first.block == last.block || rows && begins(first) || next.is_none()
}

/// Whether a text begins with a word.
fn begins_with(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
