//! Finds a few words in a long text without cutting it into words: for the patterns that need no figure, and so may match
//! in sentences that nobody else looks at.

use aho_corasick::{AhoCorasick, MatchKind};

use super::compile::{Element, Need, Pattern, each};
use super::index::Rarity;
use super::lexicon::WordId;
use super::pattern::Ask;

/// Words to be found.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    words: Option<AhoCorasick>,
}

impl Finder {
    /// Finds the words that those of the patterns need which bind no figure.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p Pattern>, rarity: &Rarity<'_>) -> Finder {
        let bare = patterns.filter(|pattern| binds_things_only(pattern));
        let words: Vec<WordId> = bare.flat_map(|pattern| rarity.words_of(pattern)).collect();
        Finder::of(rarity.lexicon.written(&words).into_iter())
    }

    /// Finds some words.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Finder {
        // Written as a sentence has them, as it begins and as headlines do: three plain words are found faster than one
        // in any case.
        let written: Vec<String> = words.flat_map(cases).collect();
        // The longest: "second" is no word where "secondly" stands.
        let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&written);
        Finder { words: longest.ok().filter(|_| !written.is_empty()) }
    }

    /// Where each of the words begins that stands in a text. Cost: linear in it, and hardly any where there are no words to
    /// be found.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let letter = move |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at))
                .is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
        };
        let found = self.words.iter().flat_map(move |words| words.find_iter(text));
        found.filter(move |m| !letter(m.start().checked_sub(1)) && !letter(Some(m.end()))).map(|m| m.start())
    }
}

/// A word in small letters, with a capital, and in capitals.
fn cases(word: &str) -> [String; 3] {
    let mut letters = word.chars();
    let first = letters.next().map_or_else(String::new, |c| c.to_uppercase().collect());
    [word.to_owned(), first + letters.as_str(), word.to_uppercase()]
}

/// Whether a pattern binds things, but no figure, so that it can match where there is none.
fn binds_things_only(pattern: &Pattern) -> bool {
    let figures = |need: &Need| matches!(need, Need::Figures(..));
    let things = |(element, _): (Element, _)| {
        matches!(element, Element::Capture { ask: Ask::Things | Ask::Names | Ask::Items, .. })
    };
    !pattern.needs.iter().any(figures) && each(pattern.elements()).any(things)
}

#[cfg(test)]
mod tests {
    use super::Finder;
    use crate::words::compile::{Pattern, compile};
    use crate::words::index::Rarity;
    use crate::words::lexicon::Lexicon;

    #[test]
    fn only_the_words_of_patterns_without_figures_are_found() {
        let mut lexicon = Lexicon::new();
        let list = lexicon.open_list("pairs");
        lexicon.add_entry(list, &["duo"]);
        lexicon.add_entry(list, &["married", "couple"]);
        let mut flaws = Vec::new();
        let texts = ["both {a: list}", "(the|a) @pairs , {a: names}", "hundred {n: count}", "never mind"];
        let patterns: Vec<Pattern> =
            texts.iter().map(|text| compile(text, &mut lexicon, &mut |_, _| Ok(0), &mut flaws)).collect();
        assert!(flaws.is_empty(), "{flaws:?}");
        let finder = Finder::new(patterns.iter(), &Rarity::of(&lexicon));
        let found = |text: &str| finder.find(text).collect::<Vec<usize>>();
        assert_eq!(found("Both of the duo, not bothered, BOTH married."), [0, 12, 31, 36]);
        assert_eq!(found("a hundred and one, never, éboth"), [] as [usize; 0]);
        assert_eq!(Finder::default().find("both").count(), 0);
    }
}
