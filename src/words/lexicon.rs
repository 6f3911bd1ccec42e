//! The words that rules know, as numbers; and the lists that they stand in.

use std::collections::BTreeSet;

use super::packed::Book;
use crate::hash::FastMap;

/// A word as a number. [`WordId::UNKNOWN`] stands for every word that no rule mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u32);

/// A word list as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u16);

impl WordId {
    /// A word that no rule mentions.
    pub const UNKNOWN: WordId = WordId(0);
}

/// Every word that a rule mentions, and every word list.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    ids: FastMap<Box<[u8]>, WordId>,
    /// By word: its bytes, 255 at most.
    lengths: Vec<u8>,
    /// By word: the lists that hold it as an entry of one word. The words of no list may be left out at the end.
    lists_of: Vec<Vec<ListId>>,
    /// By word: the lists that hold it, as an entry or as the first word of one. As above.
    lists_from: Vec<Vec<ListId>>,
    /// By word: the lists that have an entry of which it is the rarest word. As above.
    lists_by: Vec<Vec<ListId>>,
    lists: Vec<List>,
    list_ids: FastMap<Box<str>, ListId>,
    /// The patterns that need not be compiled any more.
    book: Book,
}

/// A named list of words and phrases.
#[derive(Clone, Debug)]
struct List {
    name: Box<str>,
    /// Entries of several words, longest first.
    phrases: Vec<Vec<WordId>>,
}

/// About how many words the built-in rules know, for which room is made at once.
const WORDS: usize = 3_500;

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Lexicon {
        let mut ids = FastMap::default();
        ids.reserve(WORDS);
        Lexicon { ids, lengths: vec![0], ..Lexicon::default() }
    }

    /// A lexicon with the words, lists and patterns of a packed book; an empty one if it is none.
    pub fn with_book(packed: &'static [u8]) -> Lexicon {
        let mut lexicon = Lexicon::new();
        match Book::open(packed, &mut lexicon) {
            Some(book) => Lexicon { book, ..lexicon },
            None => Lexicon::new(),
        }
    }

    /// The patterns that need not be compiled any more.
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// The number of a word in lower case, made if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word.as_bytes()) {
            return *id;
        }
        let id = WordId(u32::try_from(self.lengths.len()).unwrap_or(0));
        self.ids.insert(word.as_bytes().into(), id);
        self.lengths.push(u8::try_from(word.len()).unwrap_or(u8::MAX));
        id
    }

    /// The number of a word in lower case.
    pub fn id(&self, word: &str) -> WordId {
        self.id_of(word.as_bytes())
    }

    /// The same, of the bytes of a word.
    pub fn id_of(&self, word: &[u8]) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// Words as they are written, in the order of the alphabet.
    pub fn written(&self, words: &[WordId]) -> Vec<&str> {
        let words: BTreeSet<WordId> = words.iter().copied().collect();
        let known = self.ids.iter().filter(|(_, id)| words.contains(id));
        let mut written: Vec<&str> = known.filter_map(|(word, _)| std::str::from_utf8(word).ok()).collect();
        written.sort_unstable();
        written
    }

    /// All words as they are written, in the order of their numbers.
    pub fn in_order(&self) -> Vec<&str> {
        let mut words: Vec<(WordId, &[u8])> = self.ids.iter().map(|(word, id)| (*id, &**word)).collect();
        words.sort_unstable();
        words.into_iter().filter_map(|(_, word)| std::str::from_utf8(word).ok()).collect()
    }

    /// How many bytes a word has, 255 at most.
    pub fn length(&self, word: WordId) -> u8 {
        self.lengths.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// How many words there are, [`WordId::UNKNOWN`] counted.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.lengths.len() <= 1
    }

    /// Opens a list of that name, or the one that is there.
    pub fn open_list(&mut self, name: &str) -> ListId {
        if let Some(id) = self.list_ids.get(name) {
            return *id;
        }
        let id = ListId(u16::try_from(self.lists.len()).unwrap_or(u16::MAX));
        self.lists.push(List { name: name.into(), phrases: Vec::new() });
        self.list_ids.insert(name.into(), id);
        id
    }

    /// Adds an entry, already cut into words.
    pub fn add_entry(&mut self, list: ListId, words: &[impl AsRef<str>]) {
        let ids: Vec<WordId> = words.iter().map(|word| self.intern(word.as_ref())).collect();
        if let Some(first) = ids.first() {
            note(&mut self.lists_from, *first, list);
        }
        // Short words are common: of "a year" the longer word says more.
        if let Some(rarest) = ids.iter().max_by_key(|id| self.length(**id)).copied() {
            note(&mut self.lists_by, rarest, list);
        }
        match ids.as_slice() {
            [] => {}
            [one] => note(&mut self.lists_of, *one, list),
            _ => {
                let phrases = &mut self.lists[list.0 as usize].phrases;
                let place = phrases.partition_point(|p| p.len() >= ids.len());
                phrases.insert(place, ids);
            }
        }
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<ListId> {
        self.list_ids.get(name).copied()
    }

    /// The names of all lists, in the order in which they were opened.
    pub fn list_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.lists.iter().map(|l| &*l.name)
    }

    /// Whether a word is an entry of a list.
    pub fn holds(&self, list: ListId, word: WordId) -> bool {
        self.lists_of.get(word.0 as usize).is_some_and(|lists| lists.contains(&list))
    }

    /// Whether a word is an entry of the list of a name; of a list that does not exist no word is.
    pub fn lists(&self, name: &str, word: WordId) -> bool {
        self.list(name).is_some_and(|list| self.holds(list, word))
    }

    /// The lists that hold a word, as an entry or as the first word of one.
    pub fn lists_from(&self, word: WordId) -> &[ListId] {
        self.lists_from.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The lists that have an entry of which a word is the rarest: where none of these words stands, no entry does.
    pub fn lists_by(&self, word: WordId) -> &[ListId] {
        self.lists_by.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The entries of a list that have several words, longest first.
    pub fn phrases(&self, list: ListId) -> &[Vec<WordId>] {
        self.lists.get(list.0 as usize).map_or(&[], |l| l.phrases.as_slice())
    }
    /// Whether an entry of a list stands at the start of `words`; what is no word is `None`.
    pub fn begins<W>(&self, list: ListId, words: &W) -> bool
    where
        W: Iterator<Item = Option<WordId>> + Clone,
    {
        let Some(first) = words.clone().next().flatten() else { return false };
        if !self.lists_from(first).contains(&list) {
            return false;
        }
        self.holds(list, first)
            || self.phrases(list).iter().any(|phrase| {
                let mut words = words.clone();
                phrase.iter().all(|word| words.next() == Some(Some(*word)))
            })
    }
}

/// Notes that a list holds a word.
fn note(lists: &mut Vec<Vec<ListId>>, word: WordId, list: ListId) {
    let at = word.0 as usize;
    if lists.len() <= at {
        lists.resize(at + 1, Vec::new());
    }
    if let Some(lists) = lists.get_mut(at).filter(|lists| !lists.contains(&list)) {
        lists.push(list);
    }
}
