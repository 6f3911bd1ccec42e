//! From YAML trees to the vocabulary.

use std::borrow::Cow;

use super::{Coin, Proof, UnitDef, Vocabulary, Width, Zone};
use crate::claim::HedgeSense;
use crate::number::Number;
use crate::yaml::{Node, Problems, Reader, Text, suggest};

/// Adds what one file says.
pub(super) fn add(vocabulary: &mut Vocabulary, file: &Node, problems: &mut Problems) {
    let top = Reader::top(file);
    if let Some(units) = top.get("units") {
        for unit in units.items() {
            add_unit(vocabulary, &unit, problems);
        }
    }
    if let Some(zones) = top.get("zones") {
        for (name, hours) in zones.entries(problems) {
            add_zone(vocabulary, name, &hours, problems);
        }
    }
    if let Some(currencies) = top.get("currencies") {
        for (code, currency) in currencies.entries(problems) {
            add_currency(vocabulary, code, &currency, problems);
        }
    }
    if let Some(hedges) = top.get("hedges") {
        for (name, hedge) in hedges.entries(problems) {
            add_hedge(vocabulary, name, &hedge, problems);
        }
    }
    if let Some(fraction) = top.get("rounded-fraction") {
        fraction.only(&["low", "high", "open"], problems);
        vocabulary.fraction = width(&fraction, problems);
    }
    if let Some(cues) = top.get("cues") {
        for (name, words) in cues.entries(problems) {
            let words = texts(&words, problems);
            let list = vocabulary.cues.entry(name.clone()).or_default();
            list.reserve(words.len());
            list.extend(words.into_iter().map(|word| match lower(word) {
                Cow::Borrowed(word) => Cow::Borrowed(word.as_bytes()),
                Cow::Owned(word) => Cow::Owned(word.into_bytes()),
            }));
        }
    }
    if let Some(lookalikes) = top.get("lookalikes") {
        vocabulary.lookalikes.add(&lookalikes, problems);
    }
}

/// The texts of a list; mistakes where an item is none.
pub(super) fn texts<'a>(list: &Reader<'a>, problems: &mut Problems) -> Vec<&'a Text> {
    // Nearly always the items are texts, of which none has to be pointed at.
    let plain = match list.node {
        Node::List(items) => items.iter().map(Node::text).collect(),
        _ => None,
    };
    let told = |item: &Reader<'a>| item.text(problems).and(item.node.text());
    plain.unwrap_or_else(|| list.items().iter().filter_map(told).collect())
}

/// A text in small letters, kept as it is where it has no others.
pub(super) fn lower(text: &Text) -> Text {
    let capital = text.bytes().any(|b| b.is_ascii_uppercase());
    if capital { text.to_ascii_lowercase().into() } else { text.clone() }
}

/// The texts under a key; none if it is not there.
fn texts_of<'a>(map: &Reader<'a>, key: &str, problems: &mut Problems) -> Vec<&'a Text> {
    map.get(key).map(|list| texts(&list, problems)).unwrap_or_default()
}

fn number(reader: &Reader<'_>, problems: &mut Problems) -> Option<Number> {
    let text = reader.text(problems)?;
    let number = Number::parse(text);
    if number.is_none() {
        problems.at(
            reader,
            format!("`{text}` is not a number"),
            Some("write a decimal or a fraction, such as 0.3048 or 5/9".into()),
        );
    }
    number
}

/// A time zone: hours from Greenwich, or "any".
fn add_zone(vocabulary: &mut Vocabulary, name: &Text, hours: &Reader<'_>, problems: &mut Problems) {
    let any = hours.text(problems) == Some("any");
    let minutes = if any { None } else { number(hours, problems).and_then(|h| h.mul(Number::int(60))) };
    let minutes = minutes.and_then(Number::to_integer).and_then(|m| i16::try_from(m).ok());
    if any || minutes.is_some() {
        vocabulary.zones.insert(name.clone(), Zone { minutes });
    }
}

fn add_unit(vocabulary: &mut Vocabulary, unit: &Reader<'_>, problems: &mut Problems) {
    unit.only(
        &[
            "name",
            "dimension",
            "factor",
            "offset",
            "loose",
            "words",
            "symbols",
            "tight",
            "powers",
            "per",
            "parts",
        ],
        problems,
    );
    let Some(name) = unit.get("name").and_then(|n| n.text(problems)) else {
        problems.at(unit, "a unit needs a `name`", None);
        return;
    };
    let index = if let Some(known) = vocabulary.units.iter().position(|u| u.name == name) {
        known
    } else {
        let Some(def) = unit_def(name, unit, problems) else { return };
        vocabulary.units.push(def);
        vocabulary.units.len() - 1
    };
    let Ok(index) = u16::try_from(index) else { return };
    if name == "year" {
        vocabulary.year = Some(index);
    }
    let words = texts_of(unit, "words", problems);
    let symbols = texts_of(unit, "symbols", problems);
    for word in &words {
        vocabulary.unit_words.add(word, false, index);
    }
    for symbol in &symbols {
        vocabulary.unit_words.add(symbol, true, index);
    }
    for symbol in texts_of(unit, "tight", problems) {
        vocabulary.tight_units.add(symbol, true, index);
    }
    if unit.get("powers").and_then(|p| p.text(problems)) == Some("true") {
        add_powers(vocabulary, index, &words, &symbols);
    }
}

fn unit_def(name: &str, unit: &Reader<'_>, problems: &mut Problems) -> Option<UnitDef> {
    let Some(dimension) = unit.get("dimension").and_then(|d| d.text(problems)) else {
        problems.at(unit, format!("the unit `{name}` needs a `dimension`"), None);
        return None;
    };
    let factors: Vec<Number> = unit
        .get("factor")
        .map(|list| list.items().iter().filter_map(|f| number(f, problems)).collect())
        .unwrap_or_default();
    if factors.is_empty() {
        problems.at(unit, format!("the unit `{name}` needs a `factor`"), None);
        return None;
    }
    let offset = unit.get("offset").and_then(|o| number(&o, problems));
    let loose = unit.get("loose").and_then(|l| l.text(problems)) == Some("true");
    let mut parts = Vec::new();
    if let Some(list) = unit.get("parts") {
        for (part, many) in list.entries(problems) {
            parts.extend(number(&many, problems).map(|many| (part.to_string(), many)));
        }
    }
    Some(UnitDef { name: name.to_owned(), dimension: dimension.to_owned(), factors, loose, offset, parts })
}

/// A power of a unit of length: its adjective, what is written before the unit, its dimension, the exponent, and what
/// is written after the symbol.
type Power = (&'static str, &'static [&'static str], &'static str, usize, &'static [&'static str]);

/// Square and cubic units of a unit of length.
fn add_powers(vocabulary: &mut Vocabulary, index: u16, words: &[&Text], symbols: &[&Text]) {
    let Some(base) = vocabulary.unit(index).cloned() else { return };
    let kinds: [Power; 2] = [
        ("square", &["square ", "sq ", "sq. ", "sq"], "area", 2, &["2", "²", "^2"]),
        ("cubic", &["cubic ", "cu ", "cu. ", "cu"], "volume", 3, &["3", "³", "^3"]),
    ];
    for (adjective, before, dimension, power, after) in kinds {
        let raise = |f: &Number| (1..power).try_fold(*f, |product, _| product.mul(*f));
        let factors: Vec<Number> = base.factors.iter().take(1).filter_map(raise).collect();
        if factors.is_empty() {
            continue;
        }
        let name = format!("{adjective} {}", base.name);
        let Ok(place) = u16::try_from(vocabulary.units.len()) else { return };
        let def = UnitDef {
            name,
            dimension: dimension.into(),
            factors,
            loose: false,
            offset: None,
            parts: Vec::new(),
        };
        vocabulary.units.push(def);
        for word in words.iter().chain(symbols) {
            for front in before {
                vocabulary.unit_words.add(&[*front, word.as_ref()].concat(), false, place);
            }
        }
        for symbol in symbols {
            for back in after {
                vocabulary.unit_words.add(&[symbol.as_ref(), *back].concat(), true, place);
            }
            let said = if power == 2 { "squared" } else { "cubed" };
            vocabulary.unit_words.add(&format!("{symbol} {said}"), true, place);
        }
    }
}

/// What can be said of a currency.
const CURRENCY_KEYS: [&str; 10] = [
    "symbols",
    "words",
    "tenths",
    "hundredths",
    "people",
    "prefixes",
    "loose",
    "of",
    "loose-words",
    "scaled-words",
];

fn add_currency(vocabulary: &mut Vocabulary, code: &str, currency: &Reader<'_>, problems: &mut Problems) {
    currency.only(&CURRENCY_KEYS, problems);
    let upper = code.bytes().all(|b| b.is_ascii_uppercase());
    let Some(code) = <[u8; 3]>::try_from(code.as_bytes()).ok().filter(|_| upper) else {
        problems.at(
            currency,
            format!("`{code}` is not an ISO 4217 code"),
            Some("three capital letters, such as USD".into()),
        );
        return;
    };
    if !vocabulary.currencies.contains(&code) {
        vocabulary.currencies.push(code);
    }
    let coin = |parts, proof| Coin { code, parts, proof };
    add_currency_words(vocabulary, currency, coin, problems);
    for symbol in texts_of(currency, "symbols", problems) {
        vocabulary.symbols.add(symbol, symbol.bytes().all(|b| b.is_ascii_alphabetic()), coin(1, Proof::Sure));
        if symbol.chars().count() == 1 && !symbol.is_ascii() || *symbol == "$" {
            vocabulary.money_words.add(symbol, true, coin(1, Proof::Sure));
        }
    }
    for word in texts_of(currency, "prefixes", problems) {
        vocabulary.symbols.add(word, false, coin(1, Proof::Sure));
    }
}

/// The words of a currency and of its small coin; `coin` makes one of so many parts, with what proves that it is one.
fn add_currency_words(
    vocabulary: &mut Vocabulary,
    currency: &Reader<'_>,
    coin: impl Fn(u8, Proof) -> Coin,
    problems: &mut Problems,
) {
    let words = texts_of(currency, "words", problems);
    let doubtful = currency.get("loose-words").and_then(|l| l.text(problems)) == Some("true");
    for word in &words {
        let proof = if doubtful && !word.contains([' ', '-']) { Proof::Large } else { Proof::Sure };
        vocabulary.money_words.add(word, false, coin(1, proof));
    }
    for (key, parts, proof) in [
        ("scaled-words", 1, Proof::Large),
        ("loose", 1, Proof::Near),
        ("tenths", 10, Proof::Sure),
        ("hundredths", 100, Proof::Sure),
    ] {
        for word in texts_of(currency, key, problems) {
            vocabulary.money_words.add(word, false, coin(parts, proof));
        }
    }
    let nouns = texts_of(currency, "of", problems);
    for people in texts_of(currency, "people", problems) {
        for noun in if nouns.is_empty() { &words } else { &nouns } {
            let name = [people.as_ref(), " ", noun.as_ref()].concat();
            vocabulary.money_words.add(&name, false, coin(1, Proof::Sure));
        }
        // "Canadian cents"
        if nouns.iter().any(|noun| *noun == "dollars") {
            vocabulary.money_words.add(&format!("{people} cents"), false, coin(100, Proof::Sure));
        }
    }
}

fn add_hedge(vocabulary: &mut Vocabulary, name: &str, hedge: &Reader<'_>, problems: &mut Problems) {
    hedge.only(&["low", "high", "open", "before", "after"], problems);
    let Some(sense) = HedgeSense::ALL.into_iter().find(|s| s.name() == name) else {
        let near = suggest(name, HedgeSense::ALL.iter().map(|s| s.name()));
        problems.at(
            hedge,
            format!("there is no hedge `{name}`"),
            near.map(|n| format!("did you mean `{n}`?")),
        );
        return;
    };
    if hedge.get("low").is_some() || hedge.get("high").is_some() {
        let said = width(hedge, problems);
        if let Some(slot) = vocabulary.widths.get_mut(sense as usize) {
            *slot = said;
        }
    }
    for phrase in texts_of(hedge, "before", problems) {
        vocabulary.hedges_before.add(phrase, false, sense);
    }
    for phrase in texts_of(hedge, "after", problems) {
        vocabulary.hedges_after.add(phrase, false, sense);
    }
}

fn width(reader: &Reader<'_>, problems: &mut Problems) -> Width {
    let open = texts_of(reader, "open", problems);
    Width {
        low: reader.get("low").and_then(|l| number(&l, problems)),
        low_open: open.iter().any(|side| *side == "low"),
        high: reader.get("high").and_then(|h| number(&h, problems)),
        high_open: open.iter().any(|side| *side == "high"),
    }
}
