//! The words that rules know, as numbers; and the lists that they stand in.

use std::borrow::Cow;

use super::entries::Entries;
use super::packed::Book;
use crate::hash::{FastMap, FastSet};

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
    /// Those of the built-in rules stay where they are in the program.
    ids: FastMap<Cow<'static, [u8]>, WordId>,
    /// By word: its bytes, 255 at most.
    lengths: Vec<u8>,
    entries: Entries,
    /// By list: its name.
    lists: Vec<Box<str>>,
    list_ids: FastMap<Box<str>, ListId>,
    /// The patterns that need not be compiled any more.
    book: Book,
}

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Lexicon {
        Lexicon { lengths: vec![0], ..Lexicon::default() }
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
        let known = self.ids.get(word.as_bytes()).copied();
        known.unwrap_or_else(|| self.add_word(Cow::Owned(word.as_bytes().to_vec())))
    }

    /// Makes room for so many words more.
    pub(super) fn reserve(&mut self, words: usize) {
        self.ids.reserve(words);
        self.lengths.reserve(words);
    }

    /// Gives a word that is new its number.
    pub(super) fn add_word(&mut self, word: Cow<'static, [u8]>) -> WordId {
        let id = WordId(u32::try_from(self.lengths.len()).unwrap_or(0));
        self.lengths.push(u8::try_from(word.len()).unwrap_or(u8::MAX));
        self.ids.insert(word, id);
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
        let words: FastSet<WordId> = words.iter().copied().collect();
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
        self.lists.push(name.into());
        self.list_ids.insert(name.into(), id);
        id
    }

    /// Adds an entry, already cut into words.
    pub fn add_entry(&mut self, list: ListId, words: &[impl AsRef<str>]) {
        let ids: Vec<WordId> = words.iter().map(|word| self.intern(word.as_ref())).collect();
        // Short words are common: of "a year" the longer word says more.
        if let Some(rarest) = ids.iter().max_by_key(|id| self.length(**id)).copied() {
            self.entries.add(list, &ids, rarest);
        }
    }

    /// The entries of all lists.
    pub const fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Takes other entries in place of all that there are.
    pub fn set_entries(&mut self, entries: Entries) {
        self.entries = entries;
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<ListId> {
        self.list_ids.get(name).copied()
    }

    /// The names of all lists, in the order in which they were opened.
    pub fn list_names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.lists.iter().map(|name| &**name)
    }

    /// Whether a word is an entry of a list.
    pub fn holds(&self, list: ListId, word: WordId) -> bool {
        self.entries.of.holds(word, list)
    }

    /// Whether a word is an entry of the list of a name; of a list that does not exist no word is.
    pub fn lists(&self, name: &str, word: WordId) -> bool {
        self.list(name).is_some_and(|list| self.holds(list, word))
    }

    /// The lists that hold a word, as an entry or as the first word of one, sorted.
    pub fn lists_from(&self, word: WordId) -> &[ListId] {
        self.entries.from.get(word)
    }

    /// Whether a list holds a word, as an entry or as the first word of one.
    pub fn is_from(&self, list: ListId, word: WordId) -> bool {
        self.entries.from.holds(word, list)
    }

    /// The lists that have an entry of which a word is the rarest: where none of these words stands, no entry does.
    pub fn lists_by(&self, word: WordId) -> &[ListId] {
        self.entries.by.get(word)
    }

    /// The entries of a list that have several words and begin with one, longest first.
    pub fn phrases_from(&self, list: ListId, first: WordId) -> &[Vec<WordId>] {
        self.entries.phrases_from(list, first)
    }

    /// Whether an entry of a list stands at the start of `words`; what is no word is `None`.
    pub fn begins<W>(&self, list: ListId, words: &W) -> bool
    where
        W: Iterator<Item = Option<WordId>> + Clone,
    {
        let Some(first) = words.clone().next().flatten() else { return false };
        if !self.is_from(list, first) {
            return false;
        }
        self.holds(list, first)
            || self.phrases_from(list, first).iter().any(|phrase| {
                let mut words = words.clone();
                phrase.iter().all(|word| words.next() == Some(Some(*word)))
            })
    }
}
