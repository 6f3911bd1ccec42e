//! What the word lists hold: by word, the lists that it is of, and by list, its phrases.

use std::cmp::Reverse;

use super::lexicon::{ListId, WordId};

/// The entries of all lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// By word: the lists that hold it as an entry of one word.
    pub of: ByWord,
    /// By word: the lists that hold it, as an entry or as the first word of one.
    pub from: ByWord,
    /// By word: the lists that have an entry of which it is the rarest word.
    pub by: ByWord,
    /// By list: its entries of several words, those with one first word beside each other, the longest of these first. The lists without any may be left out at the end.
    pub phrases: Vec<Vec<Vec<WordId>>>,
}

impl Entries {
    /// Adds an entry to a list; `rarest` is the rarest of its words.
    pub fn add(&mut self, list: ListId, words: &[WordId], rarest: WordId) {
        let Some(first) = words.first() else { return };
        self.from.add(*first, list);
        self.by.add(rarest, list);
        if words.len() == 1 {
            self.of.add(*first, list);
            return;
        }
        let at = usize::from(list.0);
        if self.phrases.len() <= at {
            self.phrases.resize(at + 1, Vec::new());
        }
        if let Some(phrases) = self.phrases.get_mut(at) {
            let key = |phrase: &[WordId]| (phrase.first().copied(), Reverse(phrase.len()));
            let place = phrases.partition_point(|phrase| key(phrase) <= key(words));
            phrases.insert(place, words.to_vec());
        }
    }

    /// The entries of several words of a list that begin with a word, longest first.
    pub fn phrases_from(&self, list: ListId, first: WordId) -> &[Vec<WordId>] {
        let all = self.phrases.get(usize::from(list.0)).map_or(&[][..], Vec::as_slice);
        let start = all.partition_point(|phrase| phrase.first() < Some(&first));
        let rest = all.get(start..).unwrap_or(&[]);
        let end = rest.partition_point(|phrase| phrase.first() == Some(&first));
        rest.get(..end).unwrap_or(&[])
    }
}

/// The lists of each word, those of all words in one row, so that thousands of words cost hardly more than a few. The words
/// of no list may be left out at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByWord {
    /// By word: where its lists begin and end in the row.
    bounds: Vec<(u32, u32)>,
    row: Vec<ListId>,
}

impl ByWord {
    /// The lists of a word, sorted.
    #[inline]
    pub fn get(&self, word: WordId) -> &[ListId] {
        let bounds = self.bounds.get(word.0 as usize);
        bounds.and_then(|(start, end)| self.row.get(*start as usize..*end as usize)).unwrap_or(&[])
    }

    /// Whether a list is among those of a word. Common words are of dozens of lists.
    #[inline]
    pub fn holds(&self, word: WordId, list: ListId) -> bool {
        self.get(word).binary_search(&list).is_ok()
    }

    /// The lists of each word in the order of the words.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &[ListId]> {
        (0..u32::try_from(self.bounds.len()).unwrap_or(0)).map(|word| self.get(WordId(word)))
    }

    /// The same for as many words as `counts` has, each with so many lists of the row, sorted.
    pub fn new(counts: impl ExactSizeIterator<Item = u32>, row: Vec<ListId>) -> ByWord {
        let mut end = 0;
        let bounds = counts.map(|count| {
            let start = end;
            end += count;
            (start, end)
        });
        ByWord { bounds: bounds.collect(), row }
    }

    /// Adds a list to those of a word, if it is not among them. The lists of a word that is not the last of the row move to
    /// its end: they are few.
    fn add(&mut self, word: WordId, list: ListId) {
        let at = word.0 as usize;
        let Err(place) = self.get(word).binary_search(&list) else { return };
        if self.bounds.len() <= at {
            self.bounds.resize(at + 1, (0, 0));
        }
        let Some(bounds) = self.bounds.get_mut(at) else { return };
        let (start, end) = (bounds.0 as usize, bounds.1 as usize);
        let length = self.row.len();
        if end != length {
            self.row.extend_from_within(start..end);
            bounds.0 = count(length);
        }
        self.row.insert(bounds.0 as usize + place, list);
        bounds.1 = count(self.row.len());
    }
}

/// A row of lists is made from files, which are shorter than that.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{ByWord, ListId, WordId};

    #[test]
    fn lists_are_added_to_any_word() {
        let mut lists = ByWord::new([2, 0, 1].into_iter(), vec![ListId(1), ListId(2), ListId(3)]);
        for (word, list) in [(0, 8), (0, 1), (5, 6), (1, 7), (0, 4)] {
            lists.add(WordId(word), ListId(list));
        }
        let all: Vec<Vec<u16>> = lists.all().map(|lists| lists.iter().map(|list| list.0).collect()).collect();
        assert_eq!(all, [vec![1, 2, 4, 8], vec![7], vec![3], vec![], vec![], vec![6]]);
        assert!(lists.holds(WordId(0), ListId(8)) && !lists.holds(WordId(1), ListId(8)));
        assert_eq!(lists.get(WordId(6)), []);
    }
}
