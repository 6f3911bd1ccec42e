//! Figures as they were read, for people and for programs.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::json::SCHEMA_VERSION;
use super::shape::{field_name, to_json};
use super::underline::{Mark, underlined};
use super::{Index, Lines, Origin, Position, tame};
use crate::claim::{Claim, Skipped, Time, Unit, Value};
use crate::document::Document;
use crate::fact::Fact;
use crate::finding::Place;
use crate::interval::End;
use crate::number::Number;
use crate::source::Source;
use crate::span::Span;
use crate::vocabulary::Vocabulary;

/// The figures of one document.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Where it came from.
    pub origin: Origin<'a>,
    /// The document as it was given.
    pub source: &'a Source,
    /// The document as it was read.
    pub document: &'a Document,
    /// Its figures, in the order of the text.
    pub facts: &'a [Fact],
    /// What was passed over, in the order of the text; nothing where nobody asked.
    pub skipped: &'a [Skipped],
    /// What names the units.
    pub vocabulary: &'a Vocabulary,
}

/// The formats of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The sentences with their figures underlined, and a table, for people.
    Table,
    /// One JSON document.
    Json,
    /// A JSON document a figure, one a line.
    Jsonl,
}

impl Format {
    /// What comes before all documents.
    pub fn head(self) -> String {
        match self {
            Format::Json => format!("{{\"schema_version\":{SCHEMA_VERSION},\"claims\":[\n"),
            Format::Table | Format::Jsonl => String::new(),
        }
    }

    /// One document; nothing if it has no figure.
    pub fn document(self, reading: &Reading<'_>) -> String {
        if reading.facts.is_empty() && reading.skipped.is_empty() {
            return String::new();
        }
        match self {
            Format::Table => table(reading),
            Format::Json => lines(reading).join(",\n"),
            Format::Jsonl => lines(reading).into_iter().map(|line| line + "\n").collect(),
        }
    }

    /// What stands between two documents that have figures.
    pub const fn between(self) -> &'static str {
        match self {
            Format::Table => "\n",
            Format::Json => ",\n",
            Format::Jsonl => "",
        }
    }

    /// What comes after all documents.
    pub const fn tail(self) -> &'static str {
        match self {
            Format::Json => "\n]}\n",
            Format::Table | Format::Jsonl => "",
        }
    }
}

/// What programs read of a figure. A contract: keys may be added, none changed.
#[derive(Serialize)]
struct ClaimShape<'a> {
    path: &'a str,
    document: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    kind: &'static str,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    hedge: &'static str,
    measure: Option<&'a str>,
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// What programs read of something passed over: told from a figure by its `skipped`.
#[derive(Serialize)]
struct SkippedShape<'a> {
    path: &'a str,
    document: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    skipped: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// A figure or something passed over, with where it stands.
struct Item<'a> {
    span: Span,
    place: Place,
    position: Position,
    text: &'a str,
    what: What<'a>,
}

enum What<'a> {
    Figure(&'a Fact),
    Skipped(&'static str),
}

/// Figures and what was passed over, in the order of the text.
fn items<'a>(reading: &Reading<'a>) -> Vec<Item<'a>> {
    let index = Index::new(reading.source);
    let document = reading.document;
    let item = |span: Span, what| {
        let place = document.place(span);
        let lines: &Lines<'_> = index.of(place.field);
        Item { span, place, position: lines.position(place.start), text: span.of(&document.text), what }
    };
    let figures = reading.facts.iter().map(|fact| item(fact.claim.span, What::Figure(fact)));
    let skipped = reading.skipped.iter().map(|skipped| item(skipped.span, What::Skipped(skipped.reason)));
    let mut all: Vec<Item<'a>> = figures.chain(skipped).collect();
    all.sort_by_key(|item| item.span);
    all
}

fn lines(reading: &Reading<'_>) -> Vec<String> {
    items(reading).iter().map(|item| line(reading, item)).collect()
}

fn line(reading: &Reading<'_>, item: &Item<'_>) -> String {
    let origin = reading.origin;
    let (path, document) = (origin.path, origin.document);
    let start = origin.offset(reading.source, item.place.field, item.place.start);
    let end = origin.offset(reading.source, item.place.field, item.place.end);
    let Position { line, column } = item.position;
    let (text, field) = (item.text, field_name(item.place.field));
    match item.what {
        What::Skipped(skipped) => {
            to_json(&SkippedShape { path, document, start, end, line, column, text, skipped, field })
        }
        What::Figure(fact) => {
            let stated = stated(&fact.claim.value);
            to_json(&ClaimShape {
                path,
                document,
                start,
                end,
                line,
                column,
                text,
                kind: fact.claim.kind.name(),
                value: stated.value,
                low: stated.low,
                high: stated.high,
                unit: unit(&fact.claim, reading.vocabulary),
                hedge: hedge(&fact.claim),
                measure: fact.measures.first().map(|measure| &**measure),
                of: of(fact, reading.document),
                field,
            })
        }
    }
}

/// A figure in words that programs can take apart again.
#[derive(Default)]
struct Stated {
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
}

fn stated(value: &Value) -> Stated {
    let only = |value: Option<String>| Stated { value, ..Stated::default() };
    match value {
        Value::Quantity(quantity) => Stated {
            value: quantity.value.map(|number| number.to_string()),
            low: end(quantity.stated.low),
            high: end(quantity.stated.high),
        },
        Value::Date(date) => {
            let text = Some(date.to_string());
            Stated { value: text.clone(), low: text.clone(), high: text }
        }
        Value::Dates(first, last) => {
            Stated { value: None, low: Some(first.to_string()), high: Some(last.to_string()) }
        }
        Value::Weekday(weekday) => only(Some(weekday.name().to_owned())),
        Value::Time(time) => only(clock(*time)),
        Value::Score(sides) => {
            let sides: Vec<String> = sides.iter().map(Number::to_string).collect();
            only(Some(sides.join("-")))
        }
    }
}

fn end(end: Option<End>) -> Option<String> {
    end.map(|end| end.at.to_string())
}

/// `HH:MM`, with seconds where there are any.
fn clock(time: Time) -> Option<String> {
    let seconds = time.seconds?;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(match rest {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{rest:02}"),
    })
}

fn unit(claim: &Claim, vocabulary: &Vocabulary) -> Option<String> {
    match claim.unit {
        Unit::None => None,
        Unit::Percent => Some("percent".to_owned()),
        Unit::Points => Some("points".to_owned()),
        Unit::Currency(code) => Some(code.iter().map(|byte| char::from(*byte)).collect()),
        Unit::Coin(code, parts) => Some(format!("{}/{parts}", String::from_utf8_lossy(&code))),
        Unit::Measure(number) => Some(unit_name(vocabulary, number)),
    }
}

/// The singular name of a unit. The only place where a report asks the vocabulary for anything.
fn unit_name(vocabulary: &Vocabulary, number: u16) -> String {
    vocabulary.unit(number).map(|unit| unit.name.clone()).unwrap_or_default()
}

fn hedge(claim: &Claim) -> &'static str {
    claim.hedge.map_or("exact", |hedge| hedge.sense.name())
}

/// What is counted, on one line.
fn of(fact: &Fact, document: &Document) -> Option<String> {
    fact.of.map(|span| span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" "))
}

const HEADINGS: [&str; 9] = ["place", "figure", "kind", "value", "means", "unit", "hedge", "of", "measure"];

/// The widest that the text of a figure is shown.
const WIDEST: usize = 40;

fn table(reading: &Reading<'_>) -> String {
    let mut rows: Vec<[String; 9]> = vec![HEADINGS.map(str::to_owned)];
    rows.extend(items(reading).iter().map(|item| row(reading, item)));
    let mut widths = [0; 9];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let mut out = reading.origin.name(crate::finding::Field::Text) + "\n\n";
    out.push_str(&underlined(reading.document, &marks(reading)));
    out.push('\n');
    for row in &rows {
        let mut line = String::from(" ");
        for (cell, width) in row.iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push(' ');
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 1));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// What is underlined: each figure with its kind, and what was passed over with the reason in brackets.
fn marks(reading: &Reading<'_>) -> Vec<Mark> {
    let mark = |item: &Item<'_>| match item.what {
        What::Figure(fact) => Mark { span: item.span, name: fact.claim.kind.name().to_owned() },
        What::Skipped(reason) => Mark { span: item.span, name: format!("({reason})") },
    };
    items(reading).iter().map(mark).collect()
}

fn row(reading: &Reading<'_>, item: &Item<'_>) -> [String; 9] {
    let Position { line, column } = item.position;
    let place = match field_name(item.place.field) {
        Some(field) => format!("{field} {line}:{column}"),
        None => format!("{line}:{column}"),
    };
    let text = shorten(&tame(item.text));
    let What::Figure(fact) = item.what else {
        let What::Skipped(reason) = item.what else { return Default::default() };
        let none = String::new;
        return [place, text, "passed over".into(), reason.into(), none(), none(), none(), none(), none()];
    };
    let stated = stated(&fact.claim.value);
    let means = match (&stated.low, &stated.high) {
        (low, high) if low == high => String::new(),
        (low, high) => {
            format!("{} – {}", shorten(low.as_deref().unwrap_or("")), shorten(high.as_deref().unwrap_or("")))
        }
    };
    [
        place,
        text,
        fact.claim.kind.name().to_owned(),
        shorten(stated.value.as_deref().unwrap_or("")),
        means.trim().to_owned(),
        unit(&fact.claim, reading.vocabulary).unwrap_or_default(),
        fact.claim.hedge.map_or("", |hedge| hedge.sense.name()).to_owned(),
        shorten(&tame(&of(fact, reading.document).unwrap_or_default())),
        fact.measures.join(", "),
    ]
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}
