//! Runs the tables in `tests/figures/`: what each figure is read as, and what is passed over. Keeps `docs/figures.md`
//! the same as they are, and checks what must hold of any text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crossfoot::claim::{Claim, Kind, Unit, Value};
use crossfoot::document::Document;
use crossfoot::grammar::read;
use crossfoot::rule::RuleSet;
use crossfoot::source::Source;
use crossfoot::vocabulary::Vocabulary;
use proptest::prelude::*;

/// One table: a form of figure.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    form: String,
    about: String,
    reads: Vec<Row>,
    passes: Vec<String>,
}

/// A meaning with the texts that have it. In each the figure stands in brackets, unless it is the whole text.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: String,
    value: Option<Scalar>,
    low: Option<Scalar>,
    high: Option<Scalar>,
    unit: Option<String>,
    hedge: Option<String>,
    /// What is counted.
    of: Option<String>,
    text: Vec<String>,
}

/// A number or a text of the table, as text.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Scalar {
    Whole(i64),
    Text(String),
}

impl Scalar {
    fn text(&self) -> String {
        match self {
            Scalar::Whole(number) => number.to_string(),
            Scalar::Text(text) => text.clone(),
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// All tables by the name of their file.
fn tables() -> BTreeMap<String, Table> {
    let files = std::fs::read_dir(folder("tests/figures")).expect("the folder is there");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("a text");
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let table = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, table)
        })
        .collect()
}

/// What a claim says, in the words of the tables.
struct Said {
    kind: &'static str,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    hedge: &'static str,
}

fn said(claim: &Claim, vocabulary: &Vocabulary) -> Said {
    let (value, low, high) = match &claim.value {
        Value::Quantity(quantity) => (
            quantity.value.map(|n| n.to_string()),
            quantity.stated.low.map(|e| e.at.to_string()),
            quantity.stated.high.map(|e| e.at.to_string()),
        ),
        Value::Date(date) => (Some(date.to_string()), None, None),
        Value::Dates(first, last) => (None, Some(first.to_string()), Some(last.to_string())),
        Value::Weekday(day) => (Some(day.name().to_owned()), None, None),
        Value::Time(time) => {
            (time.seconds.map(|s| format!("{:02}:{:02}", s / 3600, s / 60 % 60)), None, None)
        }
        Value::Score(sides) => {
            let sides: Vec<String> = sides.iter().map(ToString::to_string).collect();
            (Some(sides.join("-")), None, None)
        }
    };
    let unit = match claim.unit {
        Unit::None => None,
        Unit::Percent => Some("percent".to_owned()),
        Unit::Points => Some("points".to_owned()),
        Unit::Currency(code) => Some(code.iter().map(|b| char::from(*b)).collect()),
        Unit::Coin(code, parts) => Some(format!("{}/{parts}", String::from_utf8_lossy(&code))),
        Unit::Measure(unit) => vocabulary.unit(unit).map(|u| u.name.clone()),
    };
    let hedge = claim.hedge.map_or("exact", |hedge| hedge.sense.name());
    Said { kind: claim.kind.name(), value, low, high, unit, hedge }
}

impl Said {
    /// What is in the row and differs; nothing if all is as the row says. A row that tells no unit is of none, and one that
    /// tells no hedge is exact.
    fn differs(&self, row: &Row) -> Option<String> {
        let same =
            |want: Option<&Scalar>, have: Option<&String>| want.is_none_or(|w| Some(&w.text()) == have);
        let bounds = same(row.low.as_ref(), self.low.as_ref()) && same(row.high.as_ref(), self.high.as_ref());
        let fits = row.kind == self.kind
            && same(row.value.as_ref(), self.value.as_ref())
            && bounds
            && row.unit == self.unit
            && row.hedge.as_deref().unwrap_or("exact") == self.hedge;
        (!fits).then(|| {
            format!(
                "{} {:?} {:?}..{:?} {:?} {}",
                self.kind, self.value, self.low, self.high, self.unit, self.hedge
            )
        })
    }
}

/// What the figure at a place counts, as the program tells it.
fn counted(text: &str, start: usize, rules: &RuleSet) -> Option<String> {
    let document = Document::read(&Source::plain(text.to_owned()));
    let facts = crossfoot::read(&document, rules);
    let fact = facts.iter().find(|fact| fact.claim.span.start == start)?;
    fact.of.map(|of| of.of(&document.text).to_owned())
}

/// The text without its brackets, and where the figure in them stands.
fn marked(text: &str) -> (String, usize, usize) {
    match (text.find('['), text.find(']')) {
        (Some(open), Some(close)) => (text.replace(['[', ']'], ""), open, close - 1),
        _ => (text.to_owned(), 0, text.len()),
    }
}

#[test]
fn every_figure_of_the_tables_is_read() {
    let vocabulary = Vocabulary::builtin();
    let mut wrong = Vec::new();
    for (file, table) in tables() {
        for row in &table.reads {
            for text in &row.text {
                let (plain, start, end) = marked(text);
                let reading = read(&plain, &vocabulary);
                let claim = reading.claims.iter().find(|c| c.span.start == start && c.span.end == end);
                match claim.map(|c| said(c, &vocabulary).differs(row)) {
                    Some(None) => {}
                    Some(Some(read)) => wrong.push(format!("{file}: {text}\n    is read as {read}")),
                    None => {
                        let read: Vec<&str> = reading.claims.iter().map(|c| c.span.of(&plain)).collect();
                        wrong.push(format!("{file}: {text}\n    has no such figure, but {read:?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_counted_is_told() {
    let rules = RuleSet::builtin();
    let mut wrong = Vec::new();
    for (file, table) in tables() {
        for row in table.reads.iter().filter(|row| row.of.is_some()) {
            for text in &row.text {
                let (plain, start, _) = marked(text);
                let of = counted(&plain, start, &rules);
                if of.as_deref().unwrap_or("nothing") != row.of.as_deref().unwrap_or_default() {
                    wrong.push(format!("{file}: {text}\n    counts {of:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_only_looks_like_a_figure_is_passed_over() {
    let vocabulary = Vocabulary::builtin();
    let mut wrong = Vec::new();
    for (file, table) in tables() {
        for text in &table.passes {
            let claims = read(text, &vocabulary).claims;
            let read: Vec<&str> = claims.iter().map(|c| c.span.of(text)).collect();
            if !read.is_empty() {
                wrong.push(format!("{file}: {text}\n    has {read:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The page of all forms, as the tables have them.
fn page() -> String {
    let mut out = String::from(
        "# Figures\n\nWhat crossfoot reads, form by form, and what it passes over. This page is written from the tables \
         in `tests/figures/`,\nwhich hold many more examples; `FIGURES=write cargo test --test figures` writes it anew. \
         `crossfoot claims FILE`\nshows every figure of a text as it is read.\n",
    );
    let vocabulary = Vocabulary::builtin();
    for table in tables().values() {
        let _ = write!(out, "\n## {}\n{}\n", table.form, table.about.trim());
        if !table.reads.is_empty() {
            out.push_str("\n| text | kind | value | unit |\n| --- | --- | --- | --- |\n");
        }
        for row in &table.reads {
            let Some(text) = row.text.first() else { continue };
            let (plain, start, end) = marked(text);
            let claims = read(&plain, &vocabulary).claims;
            let Some(claim) = claims.iter().find(|c| c.span.start == start && c.span.end == end) else {
                continue;
            };
            let said = said(claim, &vocabulary);
            let value = said.value.unwrap_or_else(|| match (said.low, said.high) {
                (Some(low), Some(high)) => format!("{low} to {high}"),
                (Some(low), None) => format!("{low} or more"),
                (None, Some(high)) => format!("{high} or less"),
                (None, None) => "open".to_owned(),
            });
            let of = row.of.as_ref().map(|of| format!(", of: {of}")).unwrap_or_default();
            let hedge = if said.hedge == "exact" { String::new() } else { format!(", {}", said.hedge) };
            let unit = said.unit.unwrap_or_default();
            let shown = plain.replace('|', "\\|");
            let _ = writeln!(out, "| {shown} | {} | {value}{hedge}{of} | {unit} |", said.kind);
        }
        if !table.passes.is_empty() {
            out.push_str("\nPassed over:\n");
        }
        for text in &table.passes {
            let _ = writeln!(out, "- {text}");
        }
    }
    out
}

#[test]
fn the_page_of_figures_says_what_the_tables_say() {
    let path = folder("docs/figures.md");
    if std::env::var("FIGURES").is_ok_and(|v| v == "write") {
        std::fs::write(&path, page()).expect("the page is written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page(), "docs/figures.md is out of date: FIGURES=write cargo test --test figures");
}

/// Checks what must hold of the claims of any text: they stand in order, on whole characters, and do not overlap.
fn sound(text: &str, vocabulary: &Vocabulary) {
    let reading = read(text, vocabulary);
    let mut last = 0;
    for claim in &reading.claims {
        assert!(
            text.get(claim.span.start..claim.span.end).is_some_and(|t| !t.is_empty()),
            "{text:?}: {claim:?}"
        );
        assert!(claim.span.start >= last, "{text:?}: {claim:?} overlaps what stands before");
        last = claim.span.end;
        if let Some(hedge) = claim.hedge {
            assert!(text.get(hedge.span.start..hedge.span.end).is_some(), "{text:?}: {claim:?}");
        }
        if let Value::Quantity(quantity) = &claim.value {
            let all = quantity.widest.hull(quantity.stated);
            assert!(all == quantity.widest, "{text:?}: {claim:?} means more than at its widest");
        }
    }
    for skipped in &reading.skipped {
        assert!(text.get(skipped.span.start..skipped.span.end).is_some(), "{text:?}: {skipped:?}");
    }
}

/// Every text of the tables, without its brackets.
fn texts() -> Vec<String> {
    let mut all = Vec::new();
    for table in tables().into_values() {
        all.extend(table.reads.iter().flat_map(|row| &row.text).map(|text| marked(text).0));
        all.extend(table.passes);
    }
    all
}

#[test]
fn claims_stand_in_order_and_on_whole_characters() {
    let vocabulary = Vocabulary::builtin();
    for text in texts() {
        sound(&text, &vocabulary);
        sound(&text.to_uppercase(), &vocabulary);
        sound(&text.replace(' ', "\u{a0}"), &vocabulary);
        for (at, _) in text.char_indices() {
            sound(&text[at..], &vocabulary);
            sound(&text[..at], &vocabulary);
        }
    }
}

#[test]
fn texts_that_were_once_found_by_fuzzing_are_read() {
    let vocabulary = Vocabulary::builtin();
    let mut count = 0;
    for file in std::fs::read_dir(folder("tests/fuzz")).expect("the folder is there") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("it can be read");
        sound(&String::from_utf8_lossy(&bytes), &vocabulary);
        count += 1;
    }
    assert!(count > 0, "the corpus is empty");
}

/// Kinds whose figures say all by themselves. An age, a year, a score, "second" or "three times" may be one only by its company.
fn stands_alone(claim: &Claim) -> bool {
    matches!(claim.unit, Unit::Percent | Unit::Points | Unit::Currency(_) | Unit::Coin(..))
        || matches!(claim.kind, Kind::Measure | Kind::Duration)
}

#[test]
fn a_figure_read_alone_is_the_same_figure() {
    let vocabulary = Vocabulary::builtin();
    let mut wrong = Vec::new();
    for text in texts() {
        let all = read(&text, &vocabulary).claims;
        for claim in all.iter().filter(|c| stands_alone(c)) {
            let (start, end) = claim.hedge.map_or((claim.span.start, claim.span.end), |hedge| {
                (hedge.span.start.min(claim.span.start), hedge.span.end.max(claim.span.end))
            });
            let Some(alone) = text.get(start..end) else { continue };
            let again = read(alone, &vocabulary).claims;
            let same = |other: &Claim| {
                (other.kind, &other.value, other.unit) == (claim.kind, &claim.value, claim.unit)
                    && other.hedge.map(|h| h.sense) == claim.hedge.map(|h| h.sense)
            };
            // "between $4 and $5 million" is a range by the word before it.
            let between = text.get(..start).is_some_and(|before| before.trim_end().ends_with("between"));
            // "14 by 20 feet", "2.5/40 mg", "649 ± 90 ml", "5, 6 and 7 percent": the unit stands with a later figure.
            let later = |other: &Claim| {
                other.span.start >= claim.span.end && (other.kind, other.unit) == (claim.kind, claim.unit)
            };
            let side = matches!(again.as_slice(), [only] if only.unit == Unit::None) && all.iter().any(later);
            // "2:56" lasts where it is "to go", "180C" is heat beside "350F",
            // "12 nm" are miles by the words around them, "1012 MB" of air, "10K" of a race, `12"` of a pipe; in "(62.1±6.9) years" the unit
            // stands behind the bracket; "60s" are degrees where highs are told of.
            let company = [" nm", " MB", "K", "k", "0s", "\"", " IN", " pounds", "0C", "0F"]
                .iter()
                .any(|end| alone.ends_with(end))
                || alone.contains(':')
                || alone.contains(") ") && !alone.contains('(');
            if !between && !side && !company && !matches!(again.as_slice(), [only] if same(only)) {
                wrong.push(format!("{text}: {alone} is {again:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What the only claim of a text says.
fn only(text: &str) -> Option<Said> {
    let vocabulary = Vocabulary::builtin();
    let claims = read(text, &vocabulary).claims;
    match claims.as_slice() {
        [claim] if claim.span.end - claim.span.start == text.len() => Some(said(claim, &vocabulary)),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_printed_is_read_back(number in 0u64..999_999_999_999, cents in 0u32..100) {
        let (plain, parted) = (number.to_string(), grouped(number));
        let amount = format!("${parted}.{cents:02}");
        let want = crossfoot::number::Number::parse(&format!("{plain}.{cents:02}")).map(|n| n.to_string());
        prop_assert_eq!(only(&amount).and_then(|s| s.value), want.clone());
        prop_assert_eq!(only(&format!("{plain}.{cents:02}%")).and_then(|s| s.value), want);
        prop_assert_eq!(only(&format!("{parted} miles")).and_then(|s| s.value), Some(plain));
    }

    #[test]
    fn dates_are_read_back(year in 1000i16..2100, month in 1u8..13, day in 1u8..29) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let said = only(&text);
        prop_assert_eq!(said.as_ref().map(|s| s.kind), Some("date"));
        prop_assert_eq!(said.and_then(|s| s.value), Some(text));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        sound(&text, &Vocabulary::builtin());
    }

    #[test]
    fn no_row_of_pieces_makes_it_panic(pieces in proptest::collection::vec(
        proptest::sample::select(vec![
            "1", "23", "4.5", "6,789", "000", "½", "$", "€", "%", " ", "-", "–", "/", ":", ".", ",", "(", ")", "'", "’", "\n",
            "one", "twenty", "hundred", "million", "half", "third", "and", "a", "of", "to", "between", "from", "in", "out", "over",
            "June", "May", "Friday", "noon", "p.m.", "st", "th", "s", "k", "m", "bn", "feet", "ft", "hours", "years", "old", "cents",
            "more than", "at least", "or more", "about", "vs", "No.", "Section", "é", "\u{a0}", "\u{202f}", "²", "°", "C", "USD", "MUSD",
        ]), 0..24)) {
        sound(&pieces.concat(), &Vocabulary::builtin());
        sound(&pieces.join(" "), &Vocabulary::builtin());
    }
}

#[test]
fn what_is_passed_over_is_told_with_the_reason() {
    let text = "Call 555-0123 about version 1.2.3, open 24/7.";
    let document = Document::read(&Source::plain(text.to_owned()));
    let skipped = crossfoot::skipped(&document, &RuleSet::builtin());
    let told: Vec<(&str, &str)> = skipped.iter().map(|s| (s.span.of(&document.text), s.reason)).collect();
    let want = [
        ("555-0123", "telephone or serial number"),
        ("1.2.3", "version or section"),
        ("24/7", "date or event by its name"),
    ];
    assert_eq!(told, want);
}
