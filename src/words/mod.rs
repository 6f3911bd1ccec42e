//! Sentences as words and figures, and patterns over them.

pub mod bits;
pub mod compile;
pub mod cut;
pub mod entries;
pub mod finder;
pub mod index;
pub mod kinds;
pub mod lexicon;
pub mod matcher;
mod names;
pub mod opening;
pub mod packed;
pub mod pattern;
mod row;
pub mod seen;
mod tails;
pub mod things;
pub mod token;
