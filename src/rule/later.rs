//! Checks and messages that are read when they are first asked for: most rules have nothing to say of most texts, and
//! those that come with the program have been checked by its tests.

use std::sync::{Arc, OnceLock};

use super::expr::{self, Expr};
use super::template::{self, Template};

/// A part of a rule with the text that it is read from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Later<T> {
    /// Empty where it has been read already.
    text: Box<str>,
    value: OnceLock<T>,
}

/// What can be read later. Its default stands for what cannot be read, and says nothing.
pub(crate) trait Read: Default {
    /// Reads a text in which each name is one of `names`.
    fn read(text: &str, names: &[Arc<str>]) -> Option<Self>;
}

impl Read for Expr {
    fn read(text: &str, names: &[Arc<str>]) -> Option<Expr> {
        expr::parse(text, &mut |name, _| slot(name, names)).ok()
    }
}

impl Read for Template {
    fn read(text: &str, names: &[Arc<str>]) -> Option<Template> {
        template::parse(text, &mut |name, _| slot(name, names)).ok()
    }
}

fn slot(name: &str, names: &[Arc<str>]) -> usize {
    names.iter().position(|known| **known == *name).unwrap_or(usize::MAX)
}

impl<T: Read> Later<T> {
    /// What is to be read from a text that is known to be right.
    pub(crate) fn new(text: &str) -> Later<T> {
        Later { text: text.into(), value: OnceLock::new() }
    }

    /// What it says; `names` are those of its rule.
    pub(crate) fn get(&self, names: &[Arc<str>]) -> &T {
        self.value.get_or_init(|| T::read(&self.text, names).unwrap_or_default())
    }
}

impl<T: Default> From<T> for Later<T> {
    fn from(value: T) -> Later<T> {
        Later { value: OnceLock::from(value), ..Later::default() }
    }
}
