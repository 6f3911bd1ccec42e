//! Patterns that were compiled when the program was built: `build.rs` packs them, and start-up has them again without
//! reading them.
//!
//! A pattern compiled is the same whoever compiles it, as long as words and lists have the same numbers. So the book of
//! the compiled ones lists these first, and is otherwise looked up by the text of a pattern, whoever wrote it.

use std::borrow::Cow;

use super::compile::{Clue, Element, NO_SLOT, Need, Pattern};
use super::entries::{ByWord, Entries};
use super::kinds::KindSet;
use super::lexicon::{Lexicon, ListId, WordId};
use super::pattern::{Ask, Bracket, Gap, Mark};
use crate::hash::hash_of;

/// Compiled patterns by their texts: a table that is looked up as it was packed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Book {
    /// Where patterns stand, as [`Place`]s: each at the number that its text hashes to, or at the next that is free.
    places: &'static [Place],
    /// Texts with patterns.
    patterns: &'static [u8],
}

/// Bytes into the patterns of a book, low byte first; [`FREE`] for none.
type Place = [u8; 4];

/// Where no pattern stands.
const FREE: Place = [u8::MAX; 4];

/// Where to look for the pattern of a text among so many places, one after the other.
fn places_of(text: &str, places: usize) -> impl Iterator<Item = usize> {
    let first = usize::try_from(hash_of(text.as_bytes()) >> 32).unwrap_or(0);
    (first..first + places).map(move |at| at % places)
}

/// An element or a need: what it is, and two numbers that say more.
type Record = [u8; 6];

impl Book {
    /// Reads a book, and gives an empty lexicon its words and lists, with the numbers that they have in it, and their entries.
    pub fn open(packed: &'static [u8], lexicon: &mut Lexicon) -> Option<Book> {
        let mut rest = Packed(packed);
        let count = rest.number()?;
        lexicon.reserve(count);
        for _ in 0..count {
            let length = rest.number()?;
            lexicon.add_word(Cow::Borrowed(rest.bytes(length)?));
        }
        for _ in 0..rest.number()? {
            lexicon.open_list(rest.text()?);
        }
        lexicon.set_entries(entries(&mut rest)?);
        let count = rest.number()?;
        let places = rest.bytes(count.checked_mul(size_of::<Place>())?)?.as_chunks().0;
        let length = rest.length()?;
        Some(Book { places, patterns: rest.bytes(length)? })
    }

    /// What is packed behind a text.
    fn find(&self, text: &str) -> Option<Packed<'static>> {
        for at in places_of(text, self.places.len()) {
            let place = self.places.get(at).filter(|place| **place != FREE)?;
            let mut rest = Packed(self.patterns.get(usize::try_from(u32::from_le_bytes(*place)).ok()?..)?);
            let length = rest.number()?;
            if rest.bytes(length)? == text.as_bytes() {
                return Some(rest);
            }
        }
        None
    }

    /// The compiled pattern with a text, if it is in the book and all its names can be bound. `slot` is as in
    /// [`super::compile::compile`].
    pub fn pattern(
        &self,
        text: &str,
        slot: &mut dyn FnMut(&str, Ask) -> Result<u8, String>,
    ) -> Option<Pattern> {
        let mut rest = self.find(text)?;
        let mut names: [&str; MAX_NAMES] = [""; MAX_NAMES];
        let count = rest.number()?;
        for name in names.get_mut(..count)? {
            *name = rest.text()?;
        }
        let mut slots = [0; MAX_NAMES];
        for record in rest.records()? {
            let Element::Capture { slot: name, ask } = element(*record, &NUMBERED)? else { return None };
            let name = usize::from(name);
            *slots.get_mut(name)? = slot(names.get(name)?, ask).ok()?;
        }
        let elements = Elements { records: rest.records()?, slots };
        let count = rest.number()?;
        let mut needs = Vec::with_capacity(count);
        for _ in 0..count {
            needs.push(need(&mut rest)?);
        }
        Some(Pattern::packed(elements, needs))
    }
}

/// Names that a packed pattern may have; those of one with more are few, and it is read as it is written.
const MAX_NAMES: usize = 16;

/// The names themselves in place of slots.
const NUMBERED: [u8; MAX_NAMES] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// The elements of a pattern, still packed, with the slots of its names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elements {
    records: &'static [Record],
    slots: [u8; MAX_NAMES],
}

impl Elements {
    /// The elements themselves.
    pub fn unpack(&self) -> Vec<Element> {
        self.records.iter().map_while(|record| element(*record, &self.slots)).collect()
    }
}

/// Packs a book: words and lists in the order of their numbers, the entries of the lists, and patterns with their texts and
/// names. A pattern that is too large is left out.
pub fn pack_book(lexicon: &Lexicon, patterns: &[(String, Pattern, Vec<String>)]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for texts in [lexicon.in_order(), lexicon.list_names().collect()] {
        put_number(texts.len(), &mut out)?;
        texts.iter().try_for_each(|text| put_text(text, &mut out))?;
    }
    put_entries(lexicon.entries(), &mut out)?;
    let mut packed = Vec::new();
    // Half of the places are free, so that no way is long.
    let mut places = vec![FREE; patterns.len() * 2];
    for (text, pattern, names) in patterns {
        let Some(pattern) = pack(pattern, names) else { continue };
        let at = places_of(text, places.len()).find(|at| places[*at] == FREE)?;
        places[at] = u32::try_from(packed.len()).ok()?.to_le_bytes();
        put_text(text, &mut packed)?;
        packed.extend_from_slice(&pattern);
    }
    put_number(places.len(), &mut out)?;
    out.extend_from_slice(places.as_flattened());
    out.extend_from_slice(&u32::try_from(packed.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&packed);
    Some(out)
}

fn pack(pattern: &Pattern, names: &[String]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    put_number(Some(names.len()).filter(|count| *count <= MAX_NAMES)?, &mut out)?;
    names.iter().try_for_each(|name| put_text(name, &mut out))?;
    let elements: Vec<Record> = pattern.elements().iter().map(|element| record_of(*element)).collect();
    put_records(&captures(pattern), &mut out)?;
    put_records(&elements, &mut out)?;
    put_number(pattern.needs.len(), &mut out)?;
    for need in &pattern.needs {
        match need {
            Need::Clue(clue) => out.extend_from_slice(&record_of_clue(*clue)),
            Need::Mark(mark) => out.extend_from_slice(&record_of(Element::Mark(*mark))),
            Need::Figures(kinds, least) => out.extend_from_slice(&record(FIGURES, *least, kinds.packed())),
            Need::Any(clues) => {
                let clues: Vec<Record> = clues.iter().map(|clue| record_of_clue(*clue)).collect();
                out.extend_from_slice(&record(ANY_OF, 0, 0));
                put_records(&clues, &mut out)?;
            }
        }
    }
    Some(out)
}

/// What the names of a pattern capture, each only once: they can be bound without unpacking the elements.
fn captures(pattern: &Pattern) -> Vec<Record> {
    let mut captures = Vec::new();
    for element in pattern.elements() {
        let record = record_of(*element);
        let named = matches!(element, Element::Capture { slot, .. } if *slot != NO_SLOT);
        if named && !captures.contains(&record) {
            captures.push(record);
        }
    }
    captures
}

const WORD: u8 = 0;
const LIST: u8 = 1;
const MARK: u8 = 2;
const ANY: u8 = 3;
const GAP: u8 = 4;
const START: u8 = 5;
const END: u8 = 6;
const ONE_OF: u8 = 7;
const OPTIONAL: u8 = 8;
const NOT: u8 = 9;
const BRANCH: u8 = 10;
const ONE: u8 = 11;
const ROW: u8 = 12;
const TAILS: u8 = 13;
const THINGS: u8 = 14;
const NAMES: u8 = 15;
const ITEMS: u8 = 16;
const FIGURES: u8 = 17;
const ANY_OF: u8 = 18;

const fn record(tag: u8, small: u8, large: u32) -> Record {
    let [a, b, c, d] = large.to_le_bytes();
    [tag, small, a, b, c, d]
}

fn record_of(element: Element) -> Record {
    match element {
        Element::Word(WordId(id)) => record(WORD, 0, id),
        Element::List(ListId(id)) => record(LIST, 0, u32::from(id)),
        Element::Mark(mark) => record(MARK, mark as u8, 0),
        Element::Any => record(ANY, 0, 0),
        Element::Gap(gap, _) => record(GAP, gap.most, u32::from(gap.dates)),
        Element::Start => record(START, 0, 0),
        Element::End => record(END, 0, 0),
        Element::Bracket(Bracket::OneOf, own) => record(ONE_OF, 0, own),
        Element::Bracket(Bracket::Optional, own) => record(OPTIONAL, 0, own),
        Element::Bracket(Bracket::Not, own) => record(NOT, 0, own),
        Element::Branch(own) => record(BRANCH, 0, own),
        Element::Capture { slot, ask } => match ask {
            Ask::One(kinds) => record(ONE, slot, kinds.packed()),
            Ask::Row(kinds) => record(ROW, slot, kinds.packed()),
            Ask::Tails(kinds) => record(TAILS, slot, kinds.packed()),
            Ask::Things => record(THINGS, slot, 0),
            Ask::Names => record(NAMES, slot, 0),
            Ask::Items => record(ITEMS, slot, 0),
        },
    }
}

fn record_of_clue(clue: Clue) -> Record {
    match clue {
        Clue::Word(word) => record_of(Element::Word(word)),
        Clue::List(list) => record_of(Element::List(list)),
    }
}

/// The element of a record; `slots` are those of the names.
fn element(record: Record, slots: &[u8]) -> Option<Element> {
    let [tag, small, rest @ ..] = record;
    let large = u32::from_le_bytes(rest);
    let slot = || if small == NO_SLOT { Some(NO_SLOT) } else { slots.get(usize::from(small)).copied() };
    let capture = |ask| Some(Element::Capture { slot: slot()?, ask });
    Some(match tag {
        WORD => Element::Word(WordId(large)),
        LIST => Element::List(ListId(u16::try_from(large).ok()?)),
        MARK => Element::Mark(*Mark::ALL.get(usize::from(small))?),
        ANY => Element::Any,
        GAP => Element::Gap(Gap { most: small, dates: large == 1 }, 0),
        START => Element::Start,
        END => Element::End,
        ONE_OF => Element::Bracket(Bracket::OneOf, large),
        OPTIONAL => Element::Bracket(Bracket::Optional, large),
        NOT => Element::Bracket(Bracket::Not, large),
        BRANCH => Element::Branch(large),
        ONE => capture(Ask::One(KindSet::unpacked(large)?))?,
        ROW => capture(Ask::Row(KindSet::unpacked(large)?))?,
        TAILS => capture(Ask::Tails(KindSet::unpacked(large)?))?,
        THINGS => capture(Ask::Things)?,
        NAMES => capture(Ask::Names)?,
        ITEMS => capture(Ask::Items)?,
        _ => return None,
    })
}

fn need(rest: &mut Packed<'_>) -> Option<Need> {
    let [tag, small, large @ ..] = rest.record()?;
    let large = u32::from_le_bytes(large);
    Some(match tag {
        MARK => Need::Mark(*Mark::ALL.get(usize::from(small))?),
        FIGURES => Need::Figures(KindSet::unpacked(large)?, small),
        ANY_OF => {
            let records = rest.records()?;
            let mut clues = Vec::with_capacity(records.len());
            for record in records {
                clues.push(clue(*record)?);
            }
            Need::Any(clues.into_boxed_slice())
        }
        _ => Need::Clue(clue(record(tag, small, large))?),
    })
}

fn clue([tag, _, large @ ..]: Record) -> Option<Clue> {
    let large = u32::from_le_bytes(large);
    match tag {
        WORD => Some(Clue::Word(WordId(large))),
        LIST => Some(Clue::List(ListId(u16::try_from(large).ok()?))),
        _ => None,
    }
}

/// The entries of word lists.
fn entries(rest: &mut Packed<'_>) -> Option<Entries> {
    let [of, from, by] = [by_word(rest)?, by_word(rest)?, by_word(rest)?];
    let mut phrases = Vec::new();
    for _ in 0..rest.number()? {
        let count = rest.number()?;
        let numbers = |_| Some(rest.numbers()?.map(u32::from).map(WordId).collect());
        phrases.push((0..count).map(numbers).collect::<Option<Vec<Vec<WordId>>>>()?);
    }
    Some(Entries { of, from, by, phrases })
}

fn by_word(rest: &mut Packed<'_>) -> Option<ByWord> {
    let counts = rest.numbers()?.map(u32::from);
    Some(ByWord::new(counts, rest.numbers()?.map(ListId).collect()))
}

fn put_entries(entries: &Entries, out: &mut Vec<u8>) -> Option<()> {
    for lists in [&entries.of, &entries.from, &entries.by] {
        put_numbers(lists.all().map(<[ListId]>::len), out)?;
        let row: Vec<ListId> = lists.all().flatten().copied().collect();
        put_numbers(row.iter().map(|list| usize::from(list.0)), out)?;
    }
    put_number(entries.phrases.len(), out)?;
    for phrases in &entries.phrases {
        put_number(phrases.len(), out)?;
        for phrase in phrases {
            put_numbers(phrase.iter().map(|word| word.0 as usize), out)?;
        }
    }
    Some(())
}

/// What is left of something packed.
struct Packed<'p>(&'p [u8]);

impl<'p> Packed<'p> {
    fn bytes(&mut self, count: usize) -> Option<&'p [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk::<2>()?;
        self.0 = rest;
        Some(usize::from(u16::from_le_bytes(*number)))
    }

    /// A number of bytes that may be large.
    fn length(&mut self) -> Option<usize> {
        let (length, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*length)).ok()
    }

    fn record(&mut self) -> Option<Record> {
        let (record, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*record)
    }

    /// As many numbers as the first of them says.
    fn numbers(&mut self) -> Option<impl ExactSizeIterator<Item = u16> + use<'p>> {
        let count = self.number()?;
        let (numbers, _) = self.bytes(count.checked_mul(2)?)?.as_chunks();
        Some(numbers.iter().copied().map(u16::from_le_bytes))
    }

    /// As many records as their number says.
    fn records(&mut self) -> Option<&'p [Record]> {
        let count = self.number()?;
        Some(self.bytes(count.checked_mul(size_of::<Record>())?)?.as_chunks().0)
    }

    fn text(&mut self) -> Option<&'p str> {
        let length = self.number()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }
}

fn put_number(number: usize, out: &mut Vec<u8>) -> Option<()> {
    out.extend_from_slice(&u16::try_from(number).ok()?.to_le_bytes());
    Some(())
}

fn put_numbers(numbers: impl ExactSizeIterator<Item = usize>, out: &mut Vec<u8>) -> Option<()> {
    put_number(numbers.len(), out)?;
    numbers.into_iter().try_for_each(|number| put_number(number, out))
}

fn put_records(records: &[Record], out: &mut Vec<u8>) -> Option<()> {
    put_number(records.len(), out)?;
    out.extend_from_slice(records.as_flattened());
    Some(())
}

fn put_text(text: &str, out: &mut Vec<u8>) -> Option<()> {
    put_number(text.len(), out)?;
    out.extend_from_slice(text.as_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::pack_book;
    use crate::words::compile::{Pattern, compile};
    use crate::words::lexicon::Lexicon;

    /// Compiles a pattern; the slots of its names are counted from `first`.
    fn compiled(text: &str, lexicon: &mut Lexicon, first: u8) -> (Pattern, Vec<String>) {
        let (mut names, mut flaws): (Vec<String>, _) = (Vec::new(), Vec::new());
        let slot = &mut |name: &str, _| {
            let known = names.iter().position(|n| n == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            });
            Ok(first + u8::try_from(known).unwrap_or(u8::MAX))
        };
        let pattern = compile(text, lexicon, slot, &mut flaws);
        assert!(flaws.is_empty(), "{text}: {flaws:?}");
        (pattern, names)
    }

    #[test]
    fn patterns_are_had_again_as_they_were_compiled() {
        let mut lexicon = Lexicon::new();
        for (list, entry) in [("rose", "went up"), ("fell", "sank"), ("rose", "climbed"), ("rose", "sank")] {
            let list = lexicon.open_list(list);
            lexicon.add_entry(list, &entry.split(' ').collect::<Vec<&str>>());
        }
        let texts = [
            "^ [the] {n: count} (rose|@rose [by]) .. {m: percent|year} ( ... !(of|@fell) * -- $",
            "{a: day tails} : {b: count list}, {a: money}",
            "(both|all) {things: list} ; {who: names} / {_: date} {below: items}",
        ];
        let patterns = texts.map(|text| {
            let (pattern, names) = compiled(text, &mut lexicon, 0);
            (text.to_owned(), pattern, names)
        });
        let packed: &'static [u8] = pack_book(&lexicon, &patterns).expect("it is small").leak();
        let mut again = Lexicon::with_book(packed);
        assert_eq!(again.in_order(), lexicon.in_order());
        for word in ["went", "up", "sank", "climbed", "fell"].map(|word| lexicon.id(word)) {
            assert_eq!(again.entries().of.get(word), lexicon.entries().of.get(word));
            assert_eq!(again.entries().from.get(word), lexicon.entries().from.get(word));
            assert_eq!(again.entries().by.get(word), lexicon.entries().by.get(word));
        }
        assert_eq!(again.entries().phrases, lexicon.entries().phrases);
        for text in texts {
            assert!(again.book().pattern(text, &mut |_, _| Ok(0)).is_some(), "{text}");
            assert!(again.book().pattern(text, &mut |_, _| Err(String::new())).is_none(), "{text}");
            // Slots are the reader's own.
            let (pattern, names) = compiled(text, &mut again, 3);
            let (read, same) = compiled(text, &mut lexicon, 3);
            assert_eq!(
                (pattern.elements(), &pattern.needs, names),
                (read.elements(), &read.needs, same),
                "{text}"
            );
        }
        for end in 0..packed.len() {
            assert!(Lexicon::with_book(&packed[..end]).is_empty(), "{end}");
        }
    }
}
