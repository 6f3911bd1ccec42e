//! From the path of a mistake to its place in the file.

use std::cell::RefCell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::scalar::{align, token};
use super::{Problem, Step};
use crate::span::Span;

/// The bytes of `yaml` that a problem is about: a scalar or a key, whole or the part of it that is wrong; the first line
/// of a list or a mapping. Where the path leads nowhere, what it leads to as far as it goes; empty at 0 if that is
/// nothing. Reads the file anew, so it is for the error path only.
pub fn locate(yaml: &str, problem: &Problem) -> Span {
    for length in (0..=problem.path.len()).rev() {
        let path = problem.path.get(..length).unwrap_or_default();
        let Some((start, node)) = find(yaml, path) else { continue };
        let within = problem.within.filter(|_| length == problem.path.len());
        return extent(yaml, start, &node, within);
    }
    Span::new(0, 0)
}

/// Problems of one file that are located; each costs a reading of the file.
pub const LOCATED: usize = 20;

/// The places of the problems of one file, of the first [`LOCATED`] as [`locate`] tells them, and empty at 0 for the rest.
pub fn locate_all<'p>(yaml: &'p str, problems: &'p [Problem]) -> impl Iterator<Item = Span> + 'p {
    let place = |(i, problem)| if i < LOCATED { locate(yaml, problem) } else { Span::new(0, 0) };
    problems.iter().enumerate().map(place)
}

/// What a path leads to.
#[derive(Clone, Debug)]
enum Found {
    /// Text: a scalar or a key.
    Text(String),
    /// A scalar that is a number, true, false or nothing.
    Token,
    /// A list or a mapping.
    Tree,
}

/// The first byte of the node at the end of a path. The library tells places only of errors, so the way to it is walked
/// while the file is read, and there the reading is made to fail.
fn find(yaml: &str, path: &[Step]) -> Option<(usize, Found)> {
    let found = RefCell::new(None);
    let walk = Walk { path, found: &found };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(yaml)).err()?;
    let start = error.location()?.index();
    found.into_inner().map(|node| (start, node))
}

fn extent(yaml: &str, start: usize, node: &Found, within: Option<(usize, usize)>) -> Span {
    let start = yaml.floor_char_boundary(start.min(yaml.len()));
    let start = start + properties(yaml.get(start..).unwrap_or(""));
    let raw = yaml.get(start..).unwrap_or("");
    let end = match node {
        Found::Tree => first_line(raw),
        Found::Token => token(raw),
        Found::Text(text) => match align(raw, text) {
            None => first_line(raw),
            Some(aligned) => {
                if let Some((offset, length)) = within {
                    return aligned.part(offset, length).shift(start);
                }
                aligned.length
            }
        },
    };
    Span::new(start, start + end)
}

/// The length of the anchor and the tag before a node, and the blanks after them.
fn properties(raw: &str) -> usize {
    let mut rest = raw;
    while rest.starts_with(['&', '!']) {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest.get(end..).unwrap_or("").trim_start();
    }
    raw.len() - rest.len()
}

fn first_line(raw: &str) -> usize {
    raw.lines().next().map_or(0, |line| line.trim_end().len())
}

/// Goes down a path.
#[derive(Clone, Copy)]
struct Walk<'p> {
    path: &'p [Step],
    found: &'p RefCell<Option<Found>>,
}

impl Walk<'_> {
    /// Fails, if this is where the path ends.
    fn arrive<E: de::Error>(self, node: Found) -> Result<(), E> {
        if self.path.is_empty() {
            *self.found.borrow_mut() = Some(node);
            return Err(E::custom("here"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.arrive(Found::Token)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.arrive(Found::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.arrive(Found::Tree)?;
        let mut index = 0;
        loop {
            let more = match self.path.split_first() {
                Some((Step::Index(wanted), rest)) if *wanted == index => {
                    items.next_element_seed(Walk { path: rest, ..self })?
                }
                _ => items.next_element::<IgnoredAny>()?.map(|_| ()),
            };
            if more.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.arrive(Found::Tree)?;
        while let Some(is_it) = entries.next_key_seed(KeyWalk(self))? {
            match self.path.split_first() {
                Some((_, rest)) if is_it => entries.next_value_seed(Walk { path: rest, ..self })?,
                _ => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Reads a key, and says whether the path goes through it.
struct KeyWalk<'p>(Walk<'p>);

impl<'de> DeserializeSeed<'de> for KeyWalk<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        // Keys are compared as text, but a key that is a number must come as one to be told from text.
        deserializer.deserialize_any(self)
    }
}

impl KeyWalk<'_> {
    fn compare<E: de::Error>(self, key: &str, node: Found) -> Result<bool, E> {
        match self.0.path.first() {
            Some(Step::Key(wanted)) => Ok(wanted == key),
            Some(Step::KeyOf(wanted)) if wanted == key => {
                Walk { path: &[], ..self.0 }.arrive(node)?;
                Ok(false)
            }
            _ => Ok(false),
        }
    }
}

impl<'de> Visitor<'de> for KeyWalk<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<bool, E> {
        self.compare(key, Found::Text(key.to_owned()))
    }

    fn visit_bool<E: de::Error>(self, key: bool) -> Result<bool, E> {
        self.compare(if key { "true" } else { "false" }, Found::Token)
    }

    fn visit_i64<E: de::Error>(self, key: i64) -> Result<bool, E> {
        self.compare(&key.to_string(), Found::Token)
    }

    fn visit_u64<E: de::Error>(self, key: u64) -> Result<bool, E> {
        self.compare(&key.to_string(), Found::Token)
    }

    fn visit_f64<E: de::Error>(self, key: f64) -> Result<bool, E> {
        self.compare(&key.to_string(), Found::Token)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        self.compare("", Found::Token)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<bool, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::yaml::{Problem, Step};

    /// `a.b[2].key:` with a colon for the key itself.
    fn path(text: &str) -> Vec<Step> {
        text.split('.')
            .filter(|step| !step.is_empty())
            .map(|step| match (step.parse(), step.strip_suffix(':')) {
                (Ok(index), _) => Step::Index(index),
                (_, Some(key)) => Step::KeyOf(key.to_owned()),
                _ => Step::Key(step.to_owned()),
            })
            .collect()
    }

    fn found<'y>(yaml: &'y str, to: &str, within: Option<(usize, usize)>) -> &'y str {
        let problem = Problem { path: path(to), within, message: String::new(), help: None };
        locate(yaml, &problem).of(yaml)
    }

    const FILE: &str = "\
# comment
id: weekday-contradicts-date  # another
title: 'It''s Monday'
checks:
- a + b == \"c\"
- \"x \\\"y\\\" \\u00e9 z\"
- &anchor one
- {flow: [p, 'q', 12], other: v}
folded: >-
  some words
  over lines

  and more
literal: |2
    indented by two
   by one
plain: some words
  over lines

  and more
number: 12.50
nothing:
nested:
  deep:
    - key: é plain
      12: twelve
  \"quoted key\": true
last: end";

    #[test]
    fn nodes() {
        for (to, expected) in [
            ("", "id: weekday-contradicts-date  # another"),
            ("id", "weekday-contradicts-date"),
            ("id:", "id"),
            ("title", "'It''s Monday'"),
            ("checks", "- a + b == \"c\""),
            ("checks.0", "a + b == \"c\""),
            ("checks.1", "\"x \\\"y\\\" \\u00e9 z\""),
            ("checks.2", "one"),
            ("checks.3", "{flow: [p, 'q', 12], other: v}"),
            ("checks.3.flow.0", "p"),
            ("checks.3.flow.1", "'q'"),
            ("checks.3.flow.2", "12"),
            ("checks.3.other", "v"),
            ("checks.3.other:", "other"),
            ("folded", ">-\n  some words\n  over lines\n\n  and more"),
            ("literal", "|2\n    indented by two\n   by one"),
            ("plain", "some words\n  over lines\n\n  and more"),
            ("number", "12.50"),
            ("nested", "deep:"),
            ("nested:", "nested"),
            ("nested.deep.0.key", "é plain"),
            ("nested.deep.0.key:", "key"),
            ("nested.deep.0.12:", "12"),
            ("nested.quoted key:", "\"quoted key\""),
            ("nested.quoted key", "true"),
            ("last", "end"),
            ("nested.deep.7", "- key: é plain"),
            ("nested.no-such.0", "deep:"),
        ] {
            assert_eq!(found(FILE, to, None), expected, "{to}");
        }
    }

    #[test]
    fn parts_of_scalars() {
        for (to, part, expected) in [
            ("id", "day", "day"),
            ("title", "s M", "s M"),
            ("title", "t's", "t''s"),
            ("checks.0", "==", "=="),
            ("checks.1", "y", "y"),
            ("checks.1", "\"", "\\\""),
            ("checks.1", "é z", "\\u00e9 z"),
            ("folded", "lines", "lines"),
            ("folded", "words over", "words\n  over"),
            ("folded", "more", "more"),
            ("literal", "by one", "by one"),
            ("literal", "two\n", "two\n  "),
            ("plain", "and", "and"),
            ("plain", "words over", "words\n  over"),
            ("nested.deep.0.key", "plain", "plain"),
        ] {
            let node =
                path(to).iter().fold(crate::yaml::parse(FILE).expect("YAML"), |node, step| match step {
                    Step::Key(key) | Step::KeyOf(key) => node.get(key).expect("a key").clone(),
                    Step::Index(index) => match node {
                        crate::yaml::Node::List(items) => items[*index].clone(),
                        other => panic!("{other:?} is no list"),
                    },
                });
            let text = node.scalar().expect("a scalar");
            let at = text.find(part).expect("a part");
            assert_eq!(found(FILE, to, Some((at, part.len()))), expected, "{to}: {part}");
        }
    }

    #[test]
    fn offsets_past_the_text_point_at_its_end() {
        assert_eq!(found("a: bcd", "a", Some((3, 0))), "d");
        assert_eq!(found("a: bcd", "a", Some((99, 5))), "d");
        assert_eq!(found("a: bcd", "a", Some((1, 0))), "c");
        assert_eq!(found("a: ''", "a", Some((0, 0))), "''");
    }
}
