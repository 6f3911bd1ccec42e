//! The grammar: reads every figure of a stretch of prose.
//!
//! A scan finds the places where a figure may start; there look-alikes are tried first, then dates and times, then
//! numbers with what stands around them. What a figure or a look-alike covers is not looked at again, and no look
//! ahead or back goes further than a fixed number of bytes, so the cost is linear.

mod ages;
mod amount;
mod article;
mod bounds;
mod claims;
mod clock;
mod codes;
mod compound;
mod contest;
mod date;
mod day;
mod era;
mod figure;
mod lent;
mod marks;
mod meaning;
mod names;
mod numeral;
mod open;
mod places;
mod quarter;
mod scale;
mod shapes;
mod slips;
mod spelled;
mod tail;
mod term;
mod view;
mod words;
mod years;

use crate::claim::{Claim, Skipped};
use crate::span::Span;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::lexicon::{Seed, Word, next_place};
use view::View;

/// What was read in a stretch of prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The figures, in the order of the text; none overlaps another.
    pub claims: Vec<Claim>,
    /// What looks like a figure and is none, in the order of the text.
    pub skipped: Vec<Skipped>,
}

/// What stands at a place.
enum Found {
    /// Figures: one, or several that are read together ("9 to 11 a.m.").
    Figures(Vec<Claim>),
    /// Something that only looks like one.
    Passed(Skipped),
    /// Nothing; the scan goes on from this byte.
    Nothing(usize),
}

impl Found {
    /// A look-alike.
    fn passed(start: usize, end: usize, reason: &'static str) -> Found {
        Found::Passed(Skipped { span: Span::new(start, end), reason })
    }
}

/// Reads every figure of `text`; spans are of `text`. Cannot fail; cost is linear in the text, whatever the text.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Reading {
    let view = View { text, vocabulary };
    let mut reading = Reading::default();
    let (mut at, mut floor) = (0, 0);
    while let Some((start, seed)) = next_place(text, at, true) {
        match found(view, start, floor, seed) {
            Found::Figures(claims) => {
                for claim in claims {
                    if claim.span.start < floor || claim.span.is_empty() {
                        continue;
                    }
                    floor = claim.hedge.map_or(claim.span.end, |h| h.span.end.max(claim.span.end));
                    reading.claims.push(claim);
                }
                at = floor.max(start + 1);
            }
            Found::Passed(skipped) => {
                floor = skipped.span.end.max(floor);
                at = floor.max(start + 1);
                reading.skipped.push(skipped);
            }
            Found::Nothing(next) => at = next.max(start + 1),
        }
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    reading
}

/// What stands at a seed.
fn found(view: View<'_>, start: usize, floor: usize, seed: Seed) -> Found {
    if let Seed::Article(length) = seed {
        return article::one_of_unit(view, start, floor, length);
    }
    // Before "second half" is passed over as a phrase.
    if let Seed::Word(Word::Ordinal(n @ 1..=4), length) = seed
        && let Some(found) = quarter::numbered(view, start, start + length, i128::from(n))
    {
        return found;
    }
    if let Some(found) = shapes::phrase(view, start, floor, seed) {
        return found;
    }
    if seed == Seed::Digit
        && let Some(found) = era::in_digits(view, start, floor).or_else(|| era::season(view, start))
    {
        return found;
    }
    if let Some(found) = shapes::at(view, start, floor, seed) {
        return found;
    }
    match seed {
        Seed::Digit => date::in_digits(view, start, floor)
            .or_else(|| era::ordinal_in_digits(view, start, floor))
            .or_else(|| clock::in_digits(view, start, floor))
            .or_else(|| years::old_years(view, start))
            .or_else(|| contest::at(view, start, floor))
            .unwrap_or_else(|| figure::at(view, start, floor)),
        Seed::Word(word, length) => words::at(view, start, floor, word, length),
        Seed::Article(length) => Found::Nothing(start + length),
    }
}
