//! What ties two figures to one thing.

use std::collections::BTreeMap;

use super::super::Case;
use super::back::{
    adds_up, brings_in_a_noun_for_a_place, is_accounted_for, is_lead, may_be_of_the_same,
    tells_of_a_new_event,
};
use super::differ::groups_differ;
use super::headlines::tells_of_a_further_one;
use super::numbers::{are_of_one_size, exactly_same, is_misprinted, is_slip, may_be_miscounted, same_number};
use super::turns::{picks_others, says_so, tells_of_one_more, to_another};
use super::whole::{has_beside, is_listed, is_one_of, is_whole, leaves_more, names_people};
use crate::claim::Kind;
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::rule::{MeasureId, Tie};
use crate::words::pattern::Mark;
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
        Tie::Wording => super::copies::pairs(case, told),
        Tie::Phrase => phrases(case, told),
        Tie::Near => near(case, told, measures, is_slip),
        Tie::Misprint => near(case, told, measures, is_misprinted),
        Tie::Noun => super::nouns::pairs(case, told),
        Tie::Thing => super::things::pairs(case, told),
        Tie::Name => super::people::pairs(case, told),
        Tie::Back => super::back::pairs(case, told),
        Tie::Group => super::groups::pairs(case, told),
        Tie::Headline => super::headlines::pairs(case, told),
        Tie::Table => super::cells::pairs(case, told),
    }
}

/// Blocks after the title in which the story is told in short.
const LEAD_BLOCKS: usize = 3;

/// The title's figure and the first figure of the lead. A title may be told twice, above the text and in it.
fn titles(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let is_title = |claim: &&usize| tells_in_short(case, **claim);
    let in_title: Vec<usize> = told.iter().filter(is_title).copied().collect();
    let Some(title) = in_title.last().copied() else { return Vec::new() };
    if follows_another(case, title) || !in_title.iter().all(|c| exactly_same(case, *c, title)) {
        return Vec::new();
    }
    let first = case.facts.block_of(title).unwrap_or(0) + 1;
    let body: Vec<usize> = told.iter().filter(|c| !is_title(c)).copied().collect();
    let is_lead =
        |c: &&usize| case.facts.block_of(**c).is_some_and(|b| (first..first + LEAD_BLOCKS).contains(&b));
    let Some(lead) = body.iter().find(is_lead).copied() else { return Vec::new() };
    // Where the body tells several numbers, or the lead gives parts, the title may be of another of them.
    let one_number = body.iter().all(|c| same_number(case, *c, lead) || exactly_same(case, *c, title));
    let plain = body.iter().all(|c| is_whole(case, *c));
    let below = case.facts.block_of(lead).is_some_and(|b| b > first) && says_so(case, title, lead);
    let told_below = below || is_told_below(case, title) || is_told_in_parts(case, title, lead);
    let slip = may_be_miscounted(case, title, lead) || is_told_anew(case, title, lead);
    let tied = one_number && plain && slip && !told_below && !is_followed_by_one(case, title, lead);
    if tied { vec![(title, lead)] } else { Vec::new() }
}

/// Whether the sentence of a lead, or the next one, tells of one more than it counts: "A fourth died on the way".
fn is_followed_by_one(case: &Case<'_>, title: usize, lead: usize) -> bool {
    let sentences = case.passage_of(lead).and_then(|at| case.facts.passages.get(at..)).unwrap_or(&[]);
    let near = sentences.get(..sentences.len().min(2)).unwrap_or(&[]);
    case.is(lead, Kind::Count) && tells_of_a_further_one(case, (title, lead), near)
}

/// Sentences with figures below a title of which one tells its figure over again, whatever number it says.
const LEAD_SENTENCES: usize = 3;

/// Whether the first sentences below a title tell its figure, by a number that is no slip of it: where no other count there is
/// the title's number, and none comes on top.
fn is_told_anew(case: &Case<'_>, title: usize, lead: usize) -> bool {
    let Some((from, to)) = case.passage_of(title).zip(case.passage_of(lead)) else { return false };
    let below = case.facts.passages.get(from + 1..).unwrap_or(&[]);
    let sentences = below.get(..to - from).unwrap_or(&[]);
    let near = below.get(..below.len().min(LEAD_SENTENCES)).unwrap_or(&[]);
    let mut counts = near.iter().flat_map(|p| p.claims.clone()).filter(|c| case.is(*c, Kind::Count));
    let told = counts.any(|c| case.value(c).is_some() && same_number(case, c, title));
    // "The agency has 100 dead, the paper puts the figure at 250."
    let rivals = || {
        let beside = case.passage(lead).map(|passage| passage.claims.clone()).unwrap_or_default();
        beside.into_iter().any(|c| c != lead && may_be_of_the_same(case, c, lead))
    };
    are_of_one_size(case, title, lead)
        && sentences.len() <= LEAD_SENTENCES
        && !told
        && !rivals()
        && !leaves_more(case, title, lead)
        && !says_so(case, title, lead)
        && !is_inquired_into(case, title, lead)
        && !is_other_kind(case, title, lead)
        && !counts_the_rest(case, title, lead, below.get(..=to - from).unwrap_or(sentences))
        && !tells_of_a_further_one(case, (title, lead), below.get(..=to - from).unwrap_or(sentences))
}

/// Whether a lead tells of an inquiry that its title does not: into more than somebody is accused of.
fn is_inquired_into(case: &Case<'_>, title: usize, lead: usize) -> bool {
    let says = |claim: usize| {
        case.passage(claim).is_some_and(|p| p.tokens.iter().any(|t| is_listed(case, t, "inquiring")))
    };
    says(lead) && !says(title)
}

/// Whether some count of the first sentences below a title makes its figure with that of the lead.
fn counts_the_rest(case: &Case<'_>, title: usize, lead: usize, sentences: &[Passage]) -> bool {
    let parted = |c: usize| !same_number(case, c, lead) || groups_differ(case, c, lead);
    let mut counts = sentences.iter().flat_map(|p| p.claims.clone()).filter(|c| *c != lead && parted(*c));
    counts.any(|c| case.is(c, Kind::Count) && adds_up(case, c, lead, title))
}

/// Whether a lead counts what are no people, and its title does not say so: "killed two", "killed three dogs".
fn is_other_kind(case: &Case<'_>, title: usize, lead: usize) -> bool {
    let (Some(a), Some(b)) = (case.about(title), case.about(lead)) else { return true };
    let unsaid = a.of.is_none_or(|of| names_people(case, of));
    case.is(lead, Kind::Count) && unsaid && b.of.is_some_and(|of| !names_people(case, of))
}

/// Whether the figure of the title stands below it too, as it is or as two that add up to it: the lead's is another. A
/// count is so only where it tells the same, be it supposed; else it may be of anything.
fn is_told_below(case: &Case<'_>, title: usize) -> bool {
    let (Some(figure), Some(about)) = (case.claim(title), case.about(title)) else {
        return false;
    };
    let tells =
        |c: usize| case.about(c).is_some_and(|a| a.measures.iter().any(|m| about.measures.contains(m)));
    let like = |c: &usize| {
        case.claim(*c).is_some_and(|c| c.kind == figure.kind) && (figure.kind != Kind::Count || tells(*c))
    };
    let after = about.passage + 1;
    case.facts.passages.get(after..).unwrap_or(&[]).iter().any(|passage| {
        let figures: Vec<usize> = passage.claims.clone().filter(like).collect();
        figures.iter().any(|c| exactly_same(case, *c, title))
            || figures.windows(2).any(|pair| adds_up(case, pair[0], pair[1], title))
    })
}

/// Whether something else in the text accounts for the number of a later telling, or for what it is more or less than an
/// earlier one.
pub(super) fn is_made_up(case: &Case<'_>, one: usize, later: usize) -> bool {
    is_accounted_for(case, later)
        || tells_of_one_more(case, one, later)
        || is_told_in_parts(case, one, later)
        || is_followed_by_one(case, one, later)
}

/// Whether a later telling is of a part of the number, and a count in it or after it tells the rest: "cuts 500 jobs",
/// "460 jobs at its works … a further 40".
fn is_told_in_parts(case: &Case<'_>, whole: usize, part: usize) -> bool {
    let Some((from, block)) = case.passage_of(part).zip(case.facts.block_of(part)) else {
        return false;
    };
    let below = case.facts.passages.get(from..).unwrap_or(&[]).iter();
    let mut near =
        below.take_while(|p| p.sentence.block < block + LEAD_BLOCKS).flat_map(|p| p.claims.clone());
    near.any(|c| c != part && may_be_of_the_same(case, c, part) && adds_up(case, part, c, whole))
}

/// Whether a figure stands in the title, in an item of a list right below it, or in a line that is said to be a summary:
/// "Highlights: a loss of $7.4 million".
fn tells_in_short(case: &Case<'_>, claim: usize) -> bool {
    let Some(at) = case.facts.block_of(claim) else { return false };
    let Some(block) = case.document.blocks.get(at) else { return false };
    let paragraph = |b: usize| {
        case.document
            .blocks
            .get(b)
            .is_some_and(|block| block.kind == BlockKind::Paragraph && !is_summary(case, b))
    };
    match block.kind {
        BlockKind::Title => true,
        BlockKind::Paragraph => is_summary(case, at) && at <= SUMMARY_BLOCK,
        BlockKind::ListItem { .. } => at <= SUMMARY_BLOCK && !(0..at).any(paragraph),
        _ => false,
    }
}

/// The last block in which a summary may stand.
const SUMMARY_BLOCK: usize = 8;

/// Whether a block begins with a word for a summary and a colon.
fn is_summary(case: &Case<'_>, block: usize) -> bool {
    let text = case.document.blocks.get(block).map_or("", |b| b.span.of(&case.document.text));
    let colon = text.bytes().take(SUMMARY_LABEL).position(|b| b == b':');
    let Some(label) = colon.and_then(|colon| text.get(..colon)) else { return false };
    let lexicon = case.rules.lexicon();
    let last = label.split_whitespace().last().unwrap_or_default().to_lowercase();
    lexicon.lists("summaries", lexicon.id(&last))
}

/// Bytes of what stands before the colon at most: "Third-quarter highlights".
const SUMMARY_LABEL: usize = 40;

/// Whether a figure adds to what stands right before it, and so is not all: "gunman, 3 hostages dead". After a figure of
/// another measure it does not: "two were killed, and 12 were wounded".
pub(super) fn follows_another(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i));
    let joined =
        before.is_some_and(|t| t.kind == TokenKind::Mark(Mark::Comma) || is_one_of(case, t, &["and"]));
    joined && !(passage.claims.start..claim).any(|c| tells_another(case, c, claim))
}

/// Whether a figure tells a measure, and not that of another figure.
pub(super) fn tells_another(case: &Case<'_>, claim: usize, of: usize) -> bool {
    case.facts
        .about
        .get(claim)
        .zip(case.about(of))
        .is_some_and(|(a, b)| !a.measures.is_empty() && a.measures.iter().all(|m| !b.measures.contains(m)))
}

/// A definite mention ("the six were arrested") goes back to what was told before it, where that was told as one number
/// only.
fn definite(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let Some(first) = told.first() else { return out };
    let plain = |c: usize| same_number(case, *first, c) && is_whole(case, c) && !follows_another(case, c);
    // What is not plain once leaves all that follows without a tie.
    for pair in told.windows(2) {
        let [before, claim] = *pair else { continue };
        if !plain(before) {
            break;
        }
        let of_another =
            || is_accounted_for(case, claim) || picks_others(case, claim) || says_so(case, before, claim);
        if is_definite(case, claim) && !has_beside(case, claim) && !of_another() {
            out.push((before, claim));
        }
    }
    out
}

pub(super) fn is_definite(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i));
    before.is_some_and(|t| is_listed(case, t, "definite"))
}

/// Tellings after one that it is compared with: a list that tells a measure time and again is no story.
const MAX_COMPANIONS: usize = 8;

/// Two sentences that each tell several measures, and agree in all but this one: "20 killed and 10 wounded" and
/// "23 killed and 10 wounded".
fn companions(case: &Case<'_>, told: &[usize], measures: &[MeasureId]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let told: Vec<_> = told.iter().map(|claim| (*claim, beside(case, *claim, measures))).collect();
    for (i, (one, beside_one)) in told.iter().enumerate() {
        if beside_one.is_empty() {
            continue;
        }
        for (other, beside_other) in told[i + 1..].iter().take(MAX_COMPANIONS) {
            let shared: Vec<_> =
                beside_one.iter().filter_map(|(m, a)| beside_other.get(m).map(|b| (*a, *b))).collect();
            let apart = || says_so(case, *one, *other) || brings_in_a_noun_for_a_place(case, *other);
            if !shared.is_empty() && shared.iter().all(|(a, b)| exactly_same(case, *a, *b)) && !apart() {
                out.push((*one, *other));
            }
        }
    }
    out
}

/// Two tellings in the same phrase, "seven persons were killed" and "eight persons were killed", where all other tellings of
/// the text are the number of the one of them.
fn phrases(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let Some((one, other)) = odd_one(case, told) else { return Vec::new() };
    let tied = may_be_miscounted(case, one, other) || are_of_one_size(case, one, other);
    if tied && !to_another(case, one, other) && !is_made_up(case, one, other) {
        vec![(one, other)]
    } else {
        Vec::new()
    }
}

/// The only telling that is another number than all the others are, with the first of these that is told in the same phrase;
/// the earlier first.
fn odd_one(case: &Case<'_>, told: &[usize]) -> Option<(usize, usize)> {
    let first = *told.first()?;
    let others: Vec<usize> = told.iter().copied().filter(|c| !exactly_same(case, *c, first)).collect();
    let (odd, same) = match (others.as_slice(), told.len() - others.len()) {
        ([odd], _) => (*odd, first),
        ([same, ..], 1) if others.iter().all(|c| exactly_same(case, *c, *same)) => (first, *same),
        _ => return None,
    };
    let phrase = phrase_after(case, odd)?;
    let alike =
        |c: &&usize| exactly_same(case, **c, same) && phrase_after(case, **c).as_ref() == Some(&phrase);
    let twin = told.iter().find(alike)?;
    Some((odd.min(*twin), odd.max(*twin)))
}

/// The three words after a figure, in small letters.
fn phrase_after(case: &Case<'_>, claim: usize) -> Option<Vec<String>> {
    let (passage, at) = place(case, claim)?;
    let words = passage.tokens.get(at + 1..)?.iter().take_while(|t| is_word(t)).take(3);
    let words: Vec<String> = words.map(|t| t.span.of(&case.document.text).to_lowercase()).collect();
    (words.len() == 3).then_some(words)
}

/// Two numbers that hardly differ, where the whole text tells the measure by no other number, not even of a part or of
/// what is supposed: one toll of which one telling is wrong, rather than two tolls that come out almost alike.
fn near(
    case: &Case<'_>,
    told: &[usize],
    measures: &[MeasureId],
    alike: impl Fn(&Case<'_>, usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let told: Vec<usize> =
        told.iter().copied().filter(|c| case.about(*c).is_some_and(|a| !a.elsewhere)).collect();
    let Some((first, rest)) = told.split_first() else { return Vec::new() };
    let Some(other) = rest.iter().find(|c| !same_number(case, *first, **c)) else { return Vec::new() };
    if !alike(case, *first, *other) {
        return Vec::new();
    }
    let tells = |claim: &usize| {
        case.facts
            .about
            .get(*claim)
            .is_some_and(|a| !a.partial && !a.elsewhere && a.measures.iter().any(|m| measures.contains(m)))
    };
    let either = |c: usize| same_number(case, *first, c) || same_number(case, *other, c);
    let only = (0..case.facts.claims.len()).filter(tells).all(either);
    let whole = told.iter().all(|c| is_whole(case, *c));
    let turns = brings_in_a_noun_for_a_place(case, *other)
        || place(case, *other).is_some_and(|(passage, _)| tells_of_a_new_event(case, passage))
        || to_another(case, *first, *other);
    let apart = is_made_up(case, *first, *other)
        || turns && !is_lead(case, *first, *other)
        || is_later(case, *first, *other)
        || companions_differ(case, *first, *other, measures);
    if only && whole && !apart { vec![(*first, *other)] } else { Vec::new() }
}

/// Whether the later telling names a month or a year that the earlier does not: another time is told of.
fn is_later(case: &Case<'_>, one: usize, other: usize) -> bool {
    let dates = |claim: usize| -> Vec<String> {
        let Some((passage, _)) = place(case, claim) else { return Vec::new() };
        let claims = passage.claims.clone().filter_map(|c| case.claim(c));
        claims
            .filter(|c| c.kind == Kind::Date)
            .map(|c| c.span.of(&case.document.text).to_lowercase())
            .collect()
    };
    let known = dates(one);
    dates(other).iter().any(|date| !known.contains(date))
}

/// Whether the two sentences tell another measure too, each by another number.
fn companions_differ(case: &Case<'_>, one: usize, other: usize, measures: &[MeasureId]) -> bool {
    let beside_other = beside(case, other, measures);
    let shared =
        beside(case, one, measures).into_iter().filter_map(|(m, a)| beside_other.get(&m).map(|b| (a, *b)));
    shared.into_iter().any(|(a, b)| !same_number(case, a, b))
}

/// The other measures that the sentence of a claim tells, each where it tells it once.
fn beside(case: &Case<'_>, claim: usize, measures: &[MeasureId]) -> BTreeMap<MeasureId, usize> {
    let mut out: BTreeMap<MeasureId, usize> = BTreeMap::new();
    let mut twice = Vec::new();
    let Some((passage, _)) = place(case, claim) else { return out };
    for other in passage.claims.clone().filter(|c| *c != claim) {
        for measure in case.about(other).map(|a| a.measures.as_slice()).unwrap_or_default() {
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

pub(super) fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word(_))
}

pub(super) fn place<'c>(case: &'c Case<'_>, claim: usize) -> Option<(&'c Passage, usize)> {
    let (passage, at) = (case.passage(claim)?, case.about(claim)?.token);
    (at < passage.tokens.len()).then_some((passage, at))
}
