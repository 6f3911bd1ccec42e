//! How fast the steps are, and how their cost grows with the text and with the rules: `cargo bench`.
//!
//! Measures and prints; it holds nobody to a number, since machines differ. What should hold on any machine are the
//! columns that compare: `growth`, since a text twice as long takes about twice as long (2.0), whatever it holds;
//! `times words`, which is how often the words of the same text could have been counted meanwhile; and, below, that a
//! text that has nothing to do with most rules takes little longer with all of them than with none.

// A measuring program prints what it measured.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use crossfoot::document::Document;
use crossfoot::rule::RuleSet;
use crossfoot::source::{Format, Source};
use crossfoot::{check, grammar};

/// Bytes of the shorter text of each pair.
const SIZE: usize = 100_000;

/// What is repeated to make a text, by name.
const PIECES: [(&str, Format, &str); 18] = [
    ("an article", Format::Markdown, include_str!("../examples/harbour.md")),
    ("words", Format::Plain, "The council met in the old hall and spoke of the harbour for a while. "),
    ("tolls", Format::Plain, "A blast killed 20 people and wounded 10 of them.\n\n"),
    ("other tolls", Format::Plain, "The 21 people killed were miners; the blast killed 22 people.\n\n"),
    ("sums", Format::Plain, "It sent 42 boats (26 from the bay and 14 from the isle) to sea. "),
    ("digits", Format::Plain, "7"),
    ("figures", Format::Plain, "1 "),
    ("figures, commas", Format::Plain, "3 men, "),
    ("figures, and", Format::Plain, "from 3 to 4 and "),
    ("brackets", Format::Plain, "( 3 "),
    ("quotation marks", Format::Plain, "\" 3 "),
    ("number words", Format::Plain, "one hundred and "),
    ("hyphens", Format::Plain, "1-"),
    ("rows", Format::Markdown, "| Mon | 12 |\n"),
    ("front matter", Format::Markdown, "12 boats: 3 men\n"),
    ("escapes", Format::Html, "&amp;3"),
    ("emphasis", Format::Markdown, "*3 _"),
    ("tags", Format::Html, "<td>3 <b>"),
];

fn main() {
    let rules = RuleSet::builtin();
    println!("start-up: {} µs to load the rules", micros(RuleSet::builtin));
    println!(
        "{:<16} {:>8} {:>10} {:>10} {:>10} {:>7} {:>12}",
        "text", "bytes", "read µs", "figures µs", "check µs", "growth", "times words"
    );
    // `cargo bench NAME` measures what has NAME in its name.
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (name, format, piece) in PIECES.into_iter().filter(|(name, ..)| name.contains(&wanted)) {
        let small = measure(&rules, format, piece, SIZE);
        let large = measure(&rules, format, piece, 2 * SIZE);
        let growth = 10 * large.check / small.check.max(1);
        println!(
            "{name:<16} {:>8} {:>10} {:>10} {:>10} {:>5}.{} {:>12}",
            small.bytes,
            small.read,
            small.figures,
            small.check,
            growth / 10,
            growth % 10,
            small.check / small.words.max(1)
        );
    }
    rules_added();
}

/// Figures that have little to do with each other, as in most articles.
const ORDINARY: &str = "The ferry took 212 passengers to the island on Tuesday, 9 June 2020, and came back at 7 p.m. \
    Tickets are $14, or $9 for those under 16. The harbour is 4 miles north of the town, where about 3,000 people live. \
    Nobody could tell when the old pier, built in 1911, would open again, said the mayor, 54.\n\n";

/// What rules cost on ordinary prose: none, every other one, all.
fn rules_added() {
    let document = Document::read(&Source::plain(ORDINARY.repeat(SIZE / ORDINARY.len())));
    for (name, every) in [("no rules", 0), ("half of them", 2), ("all rules", 1)] {
        let mut rules = RuleSet::builtin();
        let mut number = 0;
        rules.retain(|_| {
            number += 1;
            every > 0 && number % every == 0
        });
        println!(
            "{name:<16} {:>8} {:>10} µs",
            rules.rules().len(),
            micros(|| check(&document, &rules).len())
        );
    }
}

/// Microseconds that the steps took on one text.
struct Measured {
    bytes: usize,
    /// From the source to blocks.
    read: u128,
    /// The grammar, over all blocks.
    figures: u128,
    /// All, from the source to findings.
    check: u128,
    /// Counting the words of the same text.
    words: u128,
}

fn measure(rules: &RuleSet, format: Format, piece: &str, size: usize) -> Measured {
    // Front matter is what it is only at the top.
    let head = if piece.starts_with("12 boats:") { "---\n" } else { "" };
    let text = head.to_owned() + &piece.repeat(size.div_ceil(piece.len()));
    let source = Source { format, ..Source::plain(text) };
    let document = Document::read(&source);
    Measured {
        bytes: source.text.len(),
        read: micros(|| Document::read(&source)),
        figures: micros(|| {
            let blocks = document.blocks.iter().map(|b| b.span.of(&document.text));
            blocks.map(|text| grammar::read(text, rules.vocabulary()).claims.len()).sum::<usize>()
        }),
        check: micros(|| {
            let document = Document::read(&source);
            check(&document, rules).len()
        }),
        words: micros(|| source.text.split_ascii_whitespace().count()),
    }
}

/// The shortest of several runs, in microseconds. A slow one is run just once.
fn micros<T>(mut work: impl FnMut() -> T) -> u128 {
    let mut best = Duration::MAX;
    let begun = Instant::now();
    for _ in 0..10 {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed());
        if begun.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    best.as_micros()
}
