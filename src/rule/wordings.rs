//! The wordings of all measures and rules, by their rarest words.

use super::model::{Bind, Measure, MeasureId, Rule, Spot, Within};
use crate::words::compile::Pattern;
use crate::words::finder::Finder;
use crate::words::index::{Index, Rarity};
use crate::words::lexicon::Lexicon;

/// Which wordings have a chance in a sentence, told by its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wordings {
    /// Those of measures: the measure, and which of its patterns.
    pub(crate) measures: Index<(MeasureId, usize)>,
    /// Those of the `find` of rules that stay within a sentence, and what clauses hang on: which rule, and which of its
    /// patterns or, after these, of its clauses.
    pub(crate) sentences: Index<(usize, usize)>,
    /// Those that reach over the sentences of a paragraph.
    pub(crate) paragraphs: Index<(usize, usize)>,
    /// The words of those that stay within a sentence and bind no figure.
    pub(crate) bare: Finder,
    /// The words that a series in prose in which something is amiss cannot do without.
    pub(crate) places: Finder,
    /// By sort of place: the rules of the series whose numbers may stand there.
    series: [Vec<usize>; Spot::ALL.len()],
}

impl Wordings {
    pub(super) fn of(rules: &[Rule], measures: &[Measure], lexicon: &Lexicon) -> Wordings {
        let told = (0..).map(MeasureId).zip(measures);
        let told = told.flat_map(|(id, measure)| numbered(id, &measure.patterns));
        let within = |reach: Within| {
            rules.iter().enumerate().flat_map(move |(rule, of)| match &of.body.bind {
                Bind::Wording { patterns, within, .. } if *within == reach => numbered(rule, patterns),
                _ => numbered(rule, &[]),
            })
        };
        // Clauses are numbered after the patterns of their rule.
        let clauses = rules.iter().enumerate().flat_map(|(rule, of)| {
            let Bind::Wording { patterns, clauses, .. } = &of.body.bind else { return Vec::new() };
            let clauses = (patterns.len()..).zip(clauses);
            let heads = clauses.flat_map(|(at, clause)| clause.of.iter().map(move |of| ((rule, at), of)));
            heads.collect()
        });
        let at = |spot: Spot| {
            let series = rules.iter().enumerate();
            let stands = |rule: &Rule| matches!(&rule.body.bind, Bind::Series(s) if s.spots.contains(&spot));
            series.filter(|(_, rule)| stands(rule)).map(|(at, _)| at).collect()
        };
        let rarity = Rarity::of(lexicon);
        Wordings {
            measures: Index::new(told, &rarity),
            sentences: Index::new(within(Within::Sentence).chain(clauses), &rarity),
            bare: Finder::new(within(Within::Sentence).map(|(_, pattern)| pattern), &rarity),
            places: Finder::of(["second", "secondly", "third", "thirdly"].into_iter()),
            paragraphs: Index::new(within(Within::Paragraph), &rarity),
            series: Spot::ALL.map(|(spot, _)| at(spot)),
        }
    }

    /// The rules of the series whose numbers may stand in a sort of place.
    pub(crate) fn series_at(&self, spot: Spot) -> &[usize] {
        self.series.get(spot as usize).map_or(&[], Vec::as_slice)
    }
}

/// Patterns with whose they are and their place there.
fn numbered<T: Copy>(owner: T, patterns: &[Pattern]) -> impl Iterator<Item = ((T, usize), &Pattern)> {
    patterns.iter().enumerate().map(move |(at, pattern)| ((owner, at), pattern))
}
