//! The words that the grammar knows: units, currencies, hedges, look-alikes. Data from `rules/vocabulary/`.

pub mod lexicon;
mod load;
mod lookalikes;
mod phrases;

use std::borrow::Cow;

use crate::claim::HedgeSense;
use crate::hash::{FastMap, FastSet};
use crate::keys::VOCABULARY;
use crate::number::Number;
use crate::yaml::{self, Node, Problems, Text};

pub(crate) use lookalikes::Context;
pub use lookalikes::Lookalikes;
use phrases::Phrases;

/// Everything that the grammar looks up. Built once, from what comes with the program and what a user adds; files are added
/// one by one, and what a later one says of a unit or a currency is added to what is there.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    units: Vec<UnitDef>,
    unit_words: Phrases<u16>,
    tight_units: Phrases<u16>,
    currencies: Vec<[u8; 3]>,
    /// Before a number: the signs and codes of currencies.
    symbols: Phrases<Coin>,
    /// The same after a number.
    money_words: Phrases<Coin>,
    hedges_before: Phrases<HedgeSense>,
    hedges_after: Phrases<HedgeSense>,
    widths: [Width; HedgeSense::ALL.len()],
    fraction: Width,
    cues: FastMap<Text, FastSet<Cow<'static, [u8]>>>,
    lookalikes: Lookalikes,
    zones: FastMap<Text, Zone>,
    year: Option<u16>,
}

/// A unit of measure or of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitDef {
    /// Its name in the singular: "mile".
    pub name: String,
    /// What it measures: "length", "area", "volume", "mass", "speed", "temperature", "time", "energy" and so on. Units
    /// of one dimension can be converted; "degree" is a degree of heat or of an angle, and cannot.
    pub dimension: String,
    /// What a number of it is to be multiplied with to be a number of the base unit of its dimension. Several where
    /// writers mean one or another (a mile on land or at sea). At least one.
    pub factors: Vec<Number>,
    /// Whether anything between the smallest and the largest factor may be meant (a month).
    pub loose: bool,
    /// What is to be added before multiplying, where nought of it is not nought of the base unit (degrees Celsius).
    pub offset: Option<Number>,
    /// The smaller units that may follow it, and how many of each make one: twelve inches a foot.
    pub parts: Vec<(String, Number)>,
}

/// What the short name of a time zone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    /// Minutes from Greenwich; none where several zones go by the name.
    pub(crate) minutes: Option<i16>,
}

/// How far a hedge reaches: multiples of the number that bound what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width {
    /// The lower bound, if there is one.
    pub low: Option<Number>,
    /// Whether the lower bound itself is left out.
    pub low_open: bool,
    /// The upper bound, if there is one.
    pub high: Option<Number>,
    /// Whether the upper bound itself is left out.
    pub high_open: bool,
}

/// What a word or sign for money means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coin {
    /// ISO 4217 code.
    pub code: [u8; 3],
    /// How many of it make the main unit: 1 for the main unit itself, 100 for cents.
    pub parts: u8,
    /// What has to be true besides for it to be read as money.
    pub proof: Proof,
}

/// What has to be true for a word after a number to be money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Nothing more.
    Sure,
    /// A number in millions or more, or other words of money near ("pounds").
    Near,
    /// A number with a scale word, or of 1,000 or more ("won", "marks").
    Large,
}

impl Width {
    /// No bounds at all.
    pub const NONE: Width = Width { low: None, low_open: false, high: None, high_open: false };
}

impl Default for Vocabulary {
    /// Knows no words.
    fn default() -> Vocabulary {
        Vocabulary {
            units: Vec::new(),
            unit_words: Phrases::forward(),
            tight_units: Phrases::forward(),
            currencies: Vec::new(),
            symbols: Phrases::backward(),
            money_words: Phrases::forward(),
            hedges_before: Phrases::backward(),
            hedges_after: Phrases::forward(),
            widths: [Width::NONE; HedgeSense::ALL.len()],
            fraction: Width::NONE,
            cues: FastMap::default(),
            lookalikes: Lookalikes::default(),
            zones: FastMap::default(),
            year: None,
        }
    }
}

impl Vocabulary {
    /// What comes with the program. Reads the embedded files: meant to be called once.
    pub fn builtin() -> Vocabulary {
        Vocabulary::builtin_of(|_| true)
    }

    /// The same of those files whose names are wanted.
    pub(crate) fn builtin_of(wanted: impl Fn(&str) -> bool) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let files = yaml::unpack(include_str!(concat!(env!("OUT_DIR"), "/vocabulary.packed")));
        let Some(Node::Map(files)) = files else { return vocabulary };
        for (_, node) in files.iter().filter(|(path, _)| wanted(path)) {
            vocabulary.add(node, &mut Problems::default());
        }
        vocabulary
    }

    /// Whether a file says something that is to be added.
    pub(crate) fn is_in(file: &Node) -> bool {
        VOCABULARY.iter().any(|key| file.get(key).is_some())
    }

    /// Adds what a file says of the words that the grammar knows; other keys are left to others. Mistakes are kept in
    /// `problems` and what is wrong is left out.
    pub fn add(&mut self, file: &Node, problems: &mut Problems) {
        load::add(self, file, problems);
    }

    /// A unit by the number that a claim has for it.
    pub fn unit(&self, index: u16) -> Option<&UnitDef> {
        self.units.get(usize::from(index))
    }

    /// All units, in the order of their numbers.
    pub fn units(&self) -> &[UnitDef] {
        &self.units
    }

    /// The unit "year", which ages without a unit are in.
    pub const fn year(&self) -> Option<u16> {
        self.year
    }

    /// How far a hedge reaches.
    pub fn width(&self, sense: HedgeSense) -> Width {
        self.widths.get(sense as usize).copied().unwrap_or(Width::NONE)
    }

    /// How far a fraction in words reaches when it is taken loosely.
    pub const fn fraction_width(&self) -> Width {
        self.fraction
    }

    /// Whether a word, in any case, is in a list of cues.
    pub(crate) fn cue(&self, list: &str, word: &str) -> bool {
        let mut buffer = [0_u8; 24];
        let Some(lower) = buffer.get_mut(..word.len()) else { return false };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.cues.get(list).is_some_and(|words| words.contains(&*lower))
    }

    /// The unit written at `at`, with where it ends.
    pub(crate) fn unit_at(&self, text: &str, at: usize) -> Option<(u16, usize)> {
        self.unit_words.find(text, at)
    }

    /// The unit at `at` that is read only in sure places.
    pub(crate) fn tight_unit_at(&self, text: &str, at: usize) -> Option<(u16, usize)> {
        self.tight_units.find(text, at)
    }

    /// The word for money at `at`, with where it ends.
    pub(crate) fn money_at(&self, text: &str, at: usize) -> Option<(Coin, usize)> {
        self.money_words.find(text, at).or_else(|| self.code_at(text, at))
    }

    /// The currency sign that ends at `at`, with where it starts.
    pub(crate) fn money_before(&self, text: &str, at: usize) -> Option<(Coin, usize)> {
        self.symbols.find(text, at).or_else(|| self.code_before(text, at))
    }

    /// The hedge that ends at `at`, with where it starts.
    pub(crate) fn hedge_before(&self, text: &str, at: usize) -> Option<(HedgeSense, usize)> {
        self.hedges_before.find(text, at)
    }

    /// The hedge that starts at `at`, with where it ends.
    pub(crate) fn hedge_after(&self, text: &str, at: usize) -> Option<(HedgeSense, usize)> {
        self.hedges_after.find(text, at)
    }

    /// The time zone with a short name.
    pub(crate) fn zone(&self, name: &str) -> Option<Zone> {
        self.zones.get(name).copied()
    }

    /// What is known of look-alikes.
    pub(crate) const fn lookalikes(&self) -> &Lookalikes {
        &self.lookalikes
    }

    /// A code in capitals, "USD", with "M" for millions left to the caller.
    fn code_at(&self, text: &str, at: usize) -> Option<(Coin, usize)> {
        let code = text.get(at..at + 3).filter(|c| c.bytes().all(|b| b.is_ascii_uppercase()))?;
        let next = text.get(at + 3..)?.chars().next();
        if next.is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some((self.code(code)?, at + 3))
    }

    fn code_before(&self, text: &str, at: usize) -> Option<(Coin, usize)> {
        let start = at.checked_sub(3)?;
        let code = text.get(start..at).filter(|c| c.bytes().all(|b| b.is_ascii_uppercase()))?;
        let previous = text.get(..start)?.chars().next_back();
        if previous.is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some((self.code(code)?, start))
    }

    /// The currency with an ISO code.
    pub(crate) fn code(&self, code: &str) -> Option<Coin> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        self.currencies.contains(&code).then_some(Coin { code, parts: 1, proof: Proof::Sure })
    }
}
