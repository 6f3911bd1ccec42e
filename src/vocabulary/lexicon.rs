//! The words that English builds numbers and dates from. They are the language and not a choice, so they are code.

use std::sync::LazyLock;

use crate::calendar::Weekday;

/// What a word says in a number or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// "nought" to "nine".
    Unit(u8),
    /// "ten" to "nineteen", and "fortytwo" in one word.
    Teen(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    /// "hundred".
    Hundred,
    /// "thousand" and up: the power of ten.
    Scale(u8),
    /// "hundreds", "millions": the power of ten. Alone it is open above.
    Scales(u8),
    /// "dozen", "score", "gross": how many.
    Bunch(u8),
    /// "dozens", "scores".
    Bunches(u8),
    /// "half", "halves".
    Half,
    /// "quarter".
    Quarter,
    /// "quarters".
    Quarters,
    /// "first" to "nineteenth"; as the lower part of a fraction where it can be one.
    Ordinal(u8),
    /// "twentieth" to "ninetieth", and "fortysecond" in one word.
    OrdinalTens(u8),
    /// "hundredth".
    OrdinalHundred,
    /// "thousandth" and up.
    OrdinalScale(u8),
    /// "thirds" to "nineteenths".
    Part(u8),
    /// "twentieths" to "ninetieths".
    PartTens(u8),
    /// "hundredths".
    PartHundred,
    /// "thousandths" and up.
    PartScale(u8),
    /// "doubled", "triple": how many times; `2` halves stand for "halved".
    Times(u8),
    /// "halved", "halving".
    Halved,
    /// "twice", "thrice".
    Twice(u8),
    /// "twofold", "tenfold".
    Fold(u8),
    /// "couple".
    Couple,
    /// A month, 1 to 12; whether it is written out.
    Month(u8, bool),
    /// A day of the week; whether it is written out.
    Day(Weekday, bool),
    /// "noon" (12) and "midnight" (0).
    Clock(u8),
    /// "twenties" to "nineties".
    Decade(u8),
    /// "point", "percent" and the like never begin a figure, but "percent" is looked for after one.
    Point,
}

const UNITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS: [&str; 10] = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb", "febr"]),
    ("march", &["mar"]),
    ("april", &["apr"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sept", "sep"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];
const DAYS: [&[&str]; 7] =
    [&["mon"], &["tue", "tues"], &["wed", "weds"], &["thu", "thur", "thurs"], &["fri"], &["sat"], &["sun"]];
const SCALES: [(&str, u8); 9] = [
    ("thousand", 3),
    ("lakh", 5),
    ("million", 6),
    ("crore", 7),
    ("billion", 9),
    ("trillion", 12),
    ("quadrillion", 15),
    ("quintillion", 18),
    ("milliard", 9),
];

/// Slots of the hash table: several times the words, so that most look-ups end at the first.
const SLOTS: usize = 2048;

/// The longest word of the table, in bytes.
const LONGEST: usize = 14;

struct Table {
    slots: Vec<Option<(Box<str>, Word)>>,
    /// For each two letters that a word can begin with, the lengths that such words have.
    starts: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

impl Table {
    fn build() -> Table {
        let mut table = Table { slots: vec![None; SLOTS], starts: vec![0; 26 * 26] };
        let small = |i: usize| u8::try_from(i).unwrap_or(0);
        for (i, word) in UNITS.iter().enumerate() {
            table.add(word, Word::Unit(small(i)));
        }
        for (word, n) in [("nought", 0), ("naught", 0), ("nil", 0)] {
            table.add(word, Word::Unit(n));
        }
        for (i, word) in TEENS.iter().enumerate() {
            table.add(word, Word::Teen(10 + small(i)));
            table.add(&format!("{word}fold"), Word::Fold(10 + small(i)));
        }
        for (i, word) in UNITS.iter().enumerate().skip(2) {
            table.add(&format!("{word}fold"), Word::Fold(small(i)));
        }
        for (i, word) in TENS.iter().enumerate() {
            let n = 20 + 10 * small(i);
            let stem = word.trim_end_matches('y');
            table.add(word, Word::Tens(n));
            table.add(&format!("{stem}ieth"), Word::OrdinalTens(n));
            table.add(&format!("{stem}ieths"), Word::PartTens(n));
            table.add(&format!("{stem}ies"), Word::Decade(n));
        }
        table.add("fourty", Word::Tens(40));
        table.add_glued();
        for (i, word) in ORDINALS.iter().enumerate() {
            table.add(word, Word::Ordinal(small(i) + 1));
            if i >= 2 {
                table.add(&format!("{word}s"), Word::Part(small(i) + 1));
            }
        }
        table.add("nineth", Word::Ordinal(9));
        table.add_scales();
        table.add_calendar();
        table.add_others();
        table
    }

    /// "fortytwo", "fortysecond": without their hyphen.
    fn add_glued(&mut self) {
        for (tens, tens_word) in (2_u8..).zip(TENS) {
            for (unit, (unit_word, ordinal)) in (1_u8..).zip(UNITS.iter().skip(1).zip(ORDINALS)) {
                let n = tens * 10 + unit;
                self.add(&format!("{tens_word}{unit_word}"), Word::Teen(n));
                self.add(&format!("{tens_word}{ordinal}"), Word::OrdinalTens(n));
            }
        }
    }

    fn add_scales(&mut self) {
        self.add("hundred", Word::Hundred);
        self.add("hundreds", Word::Scales(2));
        self.add("hundredth", Word::OrdinalHundred);
        self.add("hundredths", Word::PartHundred);
        for (word, power) in SCALES {
            self.add(word, Word::Scale(power));
            self.add(&format!("{word}s"), Word::Scales(power));
            if !matches!(word, "lakh" | "crore" | "milliard") {
                self.add(&format!("{word}th"), Word::OrdinalScale(power));
                self.add(&format!("{word}ths"), Word::PartScale(power));
            }
        }
        self.add("tens", Word::Scales(1));
        for short in ["dzs", "doz", "dozs"] {
            self.add(short, Word::Bunches(12));
        }
        for (word, words, n) in [("dozen", "dozens", 12), ("score", "scores", 20)] {
            self.add(word, Word::Bunch(n));
            self.add(words, Word::Bunches(n));
        }
    }

    fn add_calendar(&mut self) {
        for (i, (name, short)) in MONTHS.iter().enumerate() {
            let month = u8::try_from(i).unwrap_or(0) + 1;
            self.add(name, Word::Month(month, true));
            for word in *short {
                self.add(word, Word::Month(month, false));
            }
        }
        for (day, short) in Weekday::ALL.into_iter().zip(DAYS) {
            self.add(&day.name().to_ascii_lowercase(), Word::Day(day, true));
            for word in short {
                self.add(word, Word::Day(day, false));
            }
        }
        self.add("noon", Word::Clock(12));
        self.add("midday", Word::Clock(12));
        self.add("midnight", Word::Clock(0));
        self.add("noughties", Word::Decade(0));
    }

    fn add_others(&mut self) {
        let words = [
            ("half", Word::Half),
            ("halves", Word::Half),
            ("quarter", Word::Quarter),
            ("quarters", Word::Quarters),
            ("couple", Word::Couple),
            ("point", Word::Point),
            ("twice", Word::Twice(2)),
            ("thrice", Word::Twice(3)),
            ("halved", Word::Halved),
            ("halving", Word::Halved),
            ("halve", Word::Halved),
        ];
        for (word, meaning) in words {
            self.add(word, meaning);
        }
        for (n, stems) in [
            (2, ["doubl", "doubl"]),
            (3, ["tripl", "trebl"]),
            (4, ["quadrupl", "quadrupl"]),
            (5, ["quintupl", "quintupl"]),
        ] {
            for stem in stems {
                for end in ["e", "ed", "es", "ing"] {
                    self.add(&format!("{stem}{end}"), Word::Times(n));
                }
            }
        }
    }

    /// Whether the run of letters at the start of some bytes may be a word of the table, as its length and its first two
    /// letters tell.
    fn may_hold(&self, bytes: &[u8], run: usize) -> bool {
        (3..=LONGEST).contains(&run)
            && start(bytes).and_then(|s| self.starts.get(s)).is_some_and(|lengths| lengths >> run & 1 == 1)
    }

    fn add(&mut self, word: &str, meaning: Word) {
        let mut at = hash(word.as_bytes());
        while let Some(Some((there, _))) = self.slots.get(at) {
            if **there == *word {
                return;
            }
            at = (at + 1) % SLOTS;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Some((word.into(), meaning));
        }
        if let Some(lengths) = start(word.as_bytes()).and_then(|s| self.starts.get_mut(s)) {
            *lengths |= 1 << word.len();
        }
    }
}

/// A hash of letters that does not mind their case.
fn hash(word: &[u8]) -> usize {
    let folded = word.iter().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b | 32)).wrapping_mul(0x0100_0193));
    (folded ^ (folded >> 15)) as usize % SLOTS
}

/// The place of a word's first two letters among all pairs.
fn start(word: &[u8]) -> Option<usize> {
    let letter = |b: u8| (b | 32).is_ascii_lowercase().then(|| usize::from((b | 32) - b'a'));
    Some(letter(*word.first()?)? * 26 + letter(*word.get(1)?)?)
}

/// What a run of letters, in any case, says in a number or a date; `None` for all other words.
pub fn word(letters: &str) -> Option<Word> {
    let bytes = letters.as_bytes();
    let table = &*TABLE;
    if !table.may_hold(bytes, bytes.len()) {
        return None;
    }
    let mut at = hash(bytes);
    while let Some(Some((there, meaning))) = table.slots.get(at) {
        if there.eq_ignore_ascii_case(letters) {
            return Some(*meaning);
        }
        at = (at + 1) % SLOTS;
    }
    None
}

/// What the grammar may start at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// A digit, or a single sign for a fraction (½).
    Digit,
    /// A number word or a calendar word, with its length in bytes.
    Word(Word, usize),
    /// "a" or "an", with its length in bytes: one, where a unit follows.
    Article(usize),
}

/// Finds the next place at or after `from` where a figure may start: a digit or a word of the table. Linear; a text
/// without figures goes through it at several hundred megabytes a second.
pub fn next_seed(text: &str, from: usize) -> Option<(usize, Seed)> {
    next_place(text, from, false)
}

/// The same, and with `articles` also "a" and "an".
pub(crate) fn next_place(text: &str, from: usize, articles: bool) -> Option<(usize, Seed)> {
    let bytes = text.as_bytes();
    let table = &*TABLE;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            let rest = bytes.get(at..)?;
            let run = rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
            if articles && run <= 2 && is_article(bytes, at, run) {
                return Some((at, Seed::Article(run)));
            }
            if table.may_hold(rest, run)
                && !(at > 0 && bytes.get(at - 1).is_some_and(|b| *b >= 0x80 && joins(text, at)))
                && let Some(found) = text.get(at..at + run).and_then(word)
            {
                return Some((at, Seed::Word(found, run)));
            }
            // What ends a word is most often a space, which begins nothing.
            at += run + usize::from(rest.get(run) == Some(&b' '));
            continue;
        }
        if byte.is_ascii_digit() {
            return Some((at, Seed::Digit));
        }
        if matches!(byte, 0xC2 | 0xE2) && fraction_sign(text.get(at..).unwrap_or("")).is_some() {
            return Some((at, Seed::Digit));
        }
        at += 1;
    }
    None
}

/// Whether a run of letters is "a" or "an" with spaces around it.
fn is_article(bytes: &[u8], at: usize, run: usize) -> bool {
    let letters = bytes.get(at).is_some_and(|b| b | 32 == b'a')
        && (run == 1 || run == 2 && bytes.get(at + 1).is_some_and(|b| b | 32 == b'n'));
    letters && bytes.get(at + run) == Some(&b' ') && (at == 0 || bytes.get(at - 1) == Some(&b' '))
}

/// Whether the character before `at` is a letter beyond ASCII, so that what follows is the rest of a word.
fn joins(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphabetic)
}

/// The fraction that a text begins with, if it begins with a sign for one.
pub fn fraction_sign(text: &str) -> Option<(char, u8, u8)> {
    let sign = text.chars().next()?;
    let (above, below) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some((sign, above, below))
}

#[cfg(test)]
mod tests {
    use super::{Seed, Word, next_place, next_seed, word};

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(word("Forty"), Some(Word::Tens(40)));
        assert_eq!(word("MILLION"), Some(Word::Scale(6)));
        assert_eq!(word("house"), None);
        assert_eq!(word("twelfth"), Some(Word::Ordinal(12)));
        assert_eq!(word("thirtieths"), Some(Word::PartTens(30)));
    }

    #[test]
    fn seeds_are_whole_words_and_digits() {
        assert_eq!(next_seed("someone, none", 0), None);
        assert_eq!(next_seed("some ten", 0), Some((5, Seed::Word(Word::Teen(10), 3))));
        assert_eq!(next_seed("abc 7", 0), Some((4, Seed::Digit)));
        assert_eq!(next_seed("is ½", 0), Some((3, Seed::Digit)));
        assert_eq!(next_place("as an inch", 0, true), Some((3, Seed::Article(2))));
        assert_eq!(next_seed("étén", 0), None);
    }
}
