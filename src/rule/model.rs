//! A rule ready to be run. Built only by `load`.

use std::sync::Arc;

use super::expr::Expr;
use super::later::Later;
use super::template::Template;
use crate::finding::Severity;
use crate::words::compile::{Need, Pattern};
use crate::words::kinds::KindSet;

/// A measure as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct MeasureId(pub u16);

/// A named kind of figure, with the wordings that make a figure one.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// Its name.
    pub name: Arc<str>,
    /// Each captures the figure as `n`: slot 0.
    pub patterns: Vec<Pattern>,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name: kebab-case, unique.
    pub id: Arc<str>,
    /// What it says of the text, in a few words.
    pub title: String,
    /// How sure its findings are at most.
    pub severity: Severity,
    /// Why it is there and how it decides, in Markdown; empty if the file says nothing.
    pub why: String,
    /// The pack that it is of; `None` if it is on by default.
    pub pack: Option<String>,
    /// The file that it came from, relative to `rules/` for built-in ones.
    pub file: String,
    /// What it does.
    pub(crate) body: Body,
}

impl Rule {
    /// Whether it speaks, as a warning, where only the rounding of round figures (20,000) would make the figures agree.
    #[must_use]
    pub fn warns_when_rounded(&self) -> bool {
        self.body.warns_when_rounded
    }
}

/// What a rule does.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The names that it binds, by slot.
    pub(crate) names: Vec<Arc<str>>,
    /// What each figure is to the reader, by slot.
    pub(crate) notes: Vec<String>,
    /// The slot that reports lead with.
    pub(crate) primary: usize,
    /// How the names are bound.
    pub(crate) bind: Bind,
    /// Conditions that must hold for the check to be made.
    pub(super) conditions: Vec<Later<Expr>>,
    /// What must be possible.
    pub(super) check: Later<Expr>,
    /// Wordings of the sentence that silence the rule.
    pub(crate) unless: Vec<Pattern>,
    /// Wordings that silence it where they stand in or next to the words that bind.
    pub(crate) unless_near: Vec<Pattern>,
    /// The finding's sentence.
    pub(super) message: Later<Template>,
    /// What would fit; worked out from the check where it is not given.
    pub(super) help: Option<Later<Template>>,
    /// Whether it speaks, as a warning, where only round figures stand in the way.
    pub(crate) warns_when_rounded: bool,
}

impl Body {
    /// Conditions that must hold for the check to be made.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Expr> {
        self.conditions.iter().map(|condition| condition.get(&self.names))
    }

    /// What must be possible.
    pub(crate) fn check(&self) -> &Expr {
        self.check.get(&self.names)
    }

    /// The finding's sentence.
    pub(crate) fn message(&self) -> &Template {
        self.message.get(&self.names)
    }

    /// What would fit, where the rule says it.
    pub(crate) fn help(&self) -> Option<&Template> {
        self.help.as_ref().map(|help| help.get(&self.names))
    }
}

/// The ways to bind: by wordings and clauses, by measures, by agreement, by series, and by rows or columns of tables.
#[derive(Clone, Debug)]
pub(crate) enum Bind {
    /// Patterns over the words of a sentence, or of a whole paragraph; or the figures of a clause of a sentence.
    Wording { patterns: Vec<Pattern>, within: Within, clauses: Vec<Clause> },
    /// Figures of named measures that meet within a stretch of text; by slot.
    Measures { measures: Vec<MeasureId>, within: Within },
    /// The same measure told again: slot 0 and slot 1.
    Same { measures: Vec<MeasureId>, within: Within, differ: Vec<Anchor>, ties: Vec<Tie> },
    /// Numbers of a series: slots 0 and 1 follow each other, slot 2 is all of it. Under what announces a series, slot 0 is
    /// all of it, and slot 1 too where the text marks its end; where it is mentioned, slot 1 is the number that the mention gives.
    Series(Series),
    /// A cell of a labelled row (slot 0) against those above it (slot 1).
    Row(Pattern),
    /// A cell of a labelled column (slot 0) against those left of it (slot 1).
    Column(Pattern),
}

/// What is told in one clause, in whatever order.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// The words that the clause hangs on: one clause for each of them.
    pub(crate) of: Vec<Pattern>,
    /// What each figure is told by; the first that takes a figure has it.
    pub(crate) parts: Vec<Pattern>,
    /// What figures behind those words are told by of which there may be any number: a name here is the row of them.
    pub(crate) each: Vec<Pattern>,
    /// What figures before those words are told by.
    pub(crate) before: Vec<Pattern>,
    /// How many figures must be bound.
    pub(crate) least: u8,
    /// The kinds of figure that the parts tell: so many of them must stand in a sentence.
    pub(crate) kinds: KindSet,
}

impl Clause {
    pub(super) fn new(of: Vec<Pattern>, [parts, before, each]: [Vec<Pattern>; 3], least: u8) -> Clause {
        let needs = parts.iter().chain(&before).chain(&each).flat_map(|part| &part.needs);
        let kinds = needs.filter_map(|need| match need {
            // What takes any figure has rather another part to play.
            Need::Figures(kinds, _) if *kinds != KindSet::quantities() => Some(*kinds),
            _ => None,
        });
        let kinds = kinds.reduce(KindSet::or).unwrap_or_else(KindSet::quantities);
        Clause { of, parts, each, before, least, kinds }
    }
}

/// The numbers that tell the places of a series.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// What each number stands in, from the head of its block or sentence on; the number is slot 0.
    pub(crate) patterns: Vec<Pattern>,
    /// Where such numbers are looked for.
    pub(crate) spots: Vec<Spot>,
    /// How far a series may reach: a paragraph, or the document.
    pub(crate) within: Within,
    /// What announces a series; it binds the names from slot 2 on.
    pub(crate) under: Vec<Pattern>,
    /// How the text elsewhere speaks of what the series numbers; the number is slot 0.
    pub(crate) mentions: Vec<Pattern>,
}

/// Where the numbers of a series stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    /// At the head of a heading, or of the title.
    Heading,
    /// At the head of a caption.
    Caption,
    /// At the head of a paragraph.
    Paragraph,
    /// At the head of the text of a list item.
    Item,
    /// Before a list item.
    Label,
    /// At the head of a sentence, or behind a semicolon or colon.
    Sentence,
    /// In brackets, anywhere.
    Bracket,
}

impl Spot {
    /// All of them with their names in rules.
    pub(crate) const ALL: [(Spot, &'static str); 7] = [
        (Spot::Heading, "heading"),
        (Spot::Caption, "caption"),
        (Spot::Paragraph, "paragraph"),
        (Spot::Item, "item"),
        (Spot::Label, "label"),
        (Spot::Sentence, "sentence"),
        (Spot::Bracket, "bracket"),
    ];
}

/// A stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    Sentence,
    Paragraph,
    Document,
}

/// What ties a figure to its subject; where two figures differ in one, they are not about the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The noun that is counted.
    Group,
    /// Names in the sentence.
    Place,
    /// Days, dates and years in the sentence.
    Period,
    /// Who says so.
    Source,
    /// Sources that often count otherwise: an agency, a monitor, witnesses.
    Rival,
    /// Quotation marks.
    Quotation,
}

/// What ties two figures of one measure to the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// The title and the lead.
    Title,
    /// A definite mention goes back to what was told: "the six were arrested".
    Definite,
    /// Other measures told beside it are the same: "20 killed and 10 wounded", "23 killed and 10 wounded".
    Companion,
    /// The same words around both: a headline and its copy.
    Wording,
    /// The same phrase after both, where all other tellings are the number of the one of them.
    Phrase,
    /// The whole text tells the measure by two numbers only, which hardly differ.
    Near,
    /// The whole text tells the measure by two numbers only, one of which is the other with its digits mistaken.
    Misprint,
    /// The name of a person beside both: "Mary Brown, 43,".
    Name,
    /// The noun after both, the second time with the article: "the $80 million contract"; or two sums with the same two words
    /// after them.
    Noun,
    /// Any word of the noun after both, where one number is the other with a slip.
    Thing,
    /// The noun that is counted, the second time with the article: "five senators", "the six senators".
    Group,
    /// A figure of the title, told otherwise in the lead, which holds most of its words.
    Headline,
    /// A cell of a table, the labels of whose row and column the sentence holds.
    Table,
    /// A telling that brings in nothing new, where what was told before it is another number.
    Back,
}

impl Tie {
    /// All of them with their names in rules.
    pub(crate) const ALL: [(Tie, &'static str); 14] = [
        (Tie::Title, "title"),
        (Tie::Definite, "definite"),
        (Tie::Companion, "companion"),
        (Tie::Wording, "wording"),
        (Tie::Phrase, "phrase"),
        (Tie::Near, "near"),
        (Tie::Misprint, "misprint"),
        (Tie::Name, "name"),
        (Tie::Noun, "noun"),
        (Tie::Thing, "thing"),
        (Tie::Back, "back"),
        (Tie::Group, "group"),
        (Tie::Headline, "headline"),
        (Tie::Table, "table"),
    ];
}

impl Anchor {
    /// All of them with their names in rules.
    pub(crate) const ALL: [(Anchor, &'static str); 6] = [
        (Anchor::Group, "group"),
        (Anchor::Place, "place"),
        (Anchor::Period, "period"),
        (Anchor::Source, "source"),
        (Anchor::Rival, "rival"),
        (Anchor::Quotation, "quotation"),
    ];
}
