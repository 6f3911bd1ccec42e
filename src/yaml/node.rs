//! The tree.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A text that stays where it is in the program, if it comes with it: then it can be kept at no cost.
pub type Text = Cow<'static, str>;

/// A YAML (or JSON) value without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as decimal text.
    Number(Text),
    /// Text.
    Text(Text),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written; no key comes twice.
    Map(Vec<(Text, Node)>),
}

/// The largest rule file that is read: the YAML library takes the whole of a file apart before it looks at depth, so
/// size is what bounds time and memory.
pub(super) const MAX_BYTES: usize = 4 << 20;

/// How many brackets may stand open, counted without regard to quotes. The YAML library goes through all open ones at
/// each token, and gives up only after the whole file at a depth that no rule comes near.
const MAX_OPEN: usize = 500;

/// Reads one YAML document. The error has a message and, mostly, a byte offset.
pub fn parse(yaml: &str) -> Result<Node, (String, Option<usize>)> {
    if yaml.len() > MAX_BYTES {
        let limit = MAX_BYTES >> 20;
        return Err((
            format!("the file is larger than {limit} MiB, the most that a rule file may have"),
            None,
        ));
    }
    if let Some(at) = too_deep(yaml) {
        return Err((format!("more than {MAX_OPEN} brackets are open here"), Some(at)));
    }
    serde_yaml::from_str(yaml).map_err(|error| {
        let at = error.location().map(|l| l.index());
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
        (message, at)
    })
}

/// What would mend a file of which the YAML library says this: its words tell what it was about to read, not what was
/// meant.
pub fn hint(message: &str) -> Option<&'static str> {
    let quote =
        "put the whole text in quotation marks: a pattern begins with `{`, `@`, `[` or `(`, or holds a colon";
    let hints = [
        ("cannot start any token", "put the text in quotation marks, or indent with spaces in place of tabs"),
        ("did not find expected key", quote),
        ("did not find expected ',' or", quote),
        ("mapping values are not allowed", "put a text that holds a colon in quotation marks"),
        (
            "did not find expected '-' indicator",
            "the items of a list stand below each other, each behind `- `",
        ),
    ];
    hints.into_iter().find(|(said, _)| message.contains(said)).map(|(_, hint)| hint)
}

/// The bracket that is one too many.
fn too_deep(yaml: &str) -> Option<usize> {
    let mut open = 0_usize;
    yaml.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MAX_OPEN
    })
}

impl Node {
    /// What it is, for messages: "a list", "text".
    pub const fn name(&self) -> &'static str {
        match self {
            Node::Null => "nothing",
            Node::Bool(_) => "true or false",
            Node::Number(_) => "a number",
            Node::Text(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a mapping",
        }
    }

    /// The value of a key, where it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A key with its value, where it is a mapping that has it.
    pub(super) fn entry(&self, key: &str) -> Option<(&str, &Node)> {
        match self {
            Node::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(k, v)| (&**k, v)),
            _ => None,
        }
    }

    /// The text of a scalar: numbers and booleans as written in canonical form.
    pub fn scalar(&self) -> Option<&str> {
        self.text().map(|text| &**text)
    }

    /// The same as a text that may be kept.
    pub fn text(&self) -> Option<&Text> {
        const TRUE: &Text = &Cow::Borrowed("true");
        const FALSE: &Text = &Cow::Borrowed("false");
        match self {
            Node::Text(text) | Node::Number(text) => Some(text),
            Node::Bool(true) => Some(TRUE),
            Node::Bool(false) => Some(FALSE),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string().into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string().into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        // The shortest text that gives this double: for any decimal that a person writes, the decimal itself.
        Ok(Node::Number(value.to_string().into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element()? {
            out.push(item);
        }
        Ok(Node::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut out: Vec<(Text, Node)> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(Key(key)) = entries.next_key()? {
            // In a small mapping looking through the keys is faster than a set of them.
            let twice = if out.len() < SMALL {
                out.iter().any(|(known, _)| *known == key)
            } else {
                if seen.is_empty() {
                    seen.extend(out.iter().map(|(known, _)| known.clone()));
                }
                !seen.insert(key.clone())
            };
            if twice {
                return Err(de::Error::custom(format!("the key `{key}` is here twice")));
            }
            out.push((key, entries.next_value()?));
        }
        Ok(Node::Map(out))
    }
}

/// The keys of a small mapping at most.
const SMALL: usize = 16;

/// A key: any scalar, as text.
struct Key(Text);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        match Node::deserialize(deserializer)? {
            Node::Text(text) | Node::Number(text) => Ok(Key(text)),
            Node::Bool(value) => Ok(Key(value.to_string().into())),
            node => Err(de::Error::custom(format!("a key must be text, not {}", node.name()))),
        }
    }
}
