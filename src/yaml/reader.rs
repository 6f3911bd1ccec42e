//! Reading a tree by hand, keeping every mistake.

use super::{Node, Text};

/// One step from a node to a node below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To the key itself: always the last step.
    KeyOf(String),
    /// To an item of a list.
    Index(usize),
}

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The way to the node that is wrong.
    pub path: Vec<Step>,
    /// Bytes into the text of that node, where the mistake is inside it: first byte and length.
    pub within: Option<(usize, usize)>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// The mistakes of one file, in the order found.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// All of them.
    pub list: Vec<Problem>,
}

/// A node with the way to it; what the hand-written readers pass around.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// The node.
    pub node: &'a Node,
    /// The way to it from the top of the file, kept in place: it is asked for only where there is a mistake.
    way: [Way<'a>; DEEPEST],
    depth: usize,
}

/// The steps that are kept of a way; no reader goes further down.
const DEEPEST: usize = 6;

/// A [`Step`] that borrows its key.
#[derive(Clone, Copy, Debug)]
enum Way<'a> {
    Key(&'a str),
    KeyOf(&'a str),
    Index(usize),
}

impl Way<'_> {
    fn step(&self) -> Step {
        match *self {
            Way::Key(key) => Step::Key(key.to_owned()),
            Way::KeyOf(key) => Step::KeyOf(key.to_owned()),
            Way::Index(index) => Step::Index(index),
        }
    }
}

impl Problems {
    /// Adds a mistake at a node.
    pub fn at(&mut self, reader: &Reader<'_>, message: impl Into<String>, help: Option<String>) {
        self.list.push(Problem { path: reader.path(), within: None, message: message.into(), help });
    }

    /// Adds a mistake inside the text of a node.
    pub fn inside(
        &mut self,
        reader: &Reader<'_>,
        within: (usize, usize),
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.list.push(Problem { path: reader.path(), within: Some(within), message: message.into(), help });
    }
}

impl<'a> Reader<'a> {
    /// The top of a file.
    pub const fn top(node: &'a Node) -> Reader<'a> {
        Reader { node, way: [Way::Index(0); DEEPEST], depth: 0 }
    }

    fn below(&self, node: &'a Node, step: Way<'a>) -> Reader<'a> {
        let mut below = Reader { node, ..self.clone() };
        if let Some(place) = below.way.get_mut(self.depth) {
            *place = step;
            below.depth += 1;
        }
        below
    }

    /// The way to the node from the top of the file.
    fn path(&self) -> Vec<Step> {
        self.way.iter().take(self.depth).map(Way::step).collect()
    }

    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<Reader<'a>> {
        self.node.entry(key).map(|(key, node)| self.below(node, Way::Key(key)))
    }

    /// The entries of a mapping; a mistake, and none, if it is something else.
    pub fn entries(&self, problems: &mut Problems) -> Vec<(&'a Text, Reader<'a>)> {
        match self.node {
            Node::Map(entries) => entries.iter().map(|(k, v)| (k, self.below(v, Way::Key(k)))).collect(),
            other => {
                problems.at(self, format!("expected a mapping, found {}", other.name()), None);
                Vec::new()
            }
        }
    }

    /// The items of a list; a single node that is no list counts as a list of one.
    pub fn items(&self) -> Vec<Reader<'a>> {
        match self.node {
            Node::List(items) => {
                items.iter().enumerate().map(|(i, item)| self.below(item, Way::Index(i))).collect()
            }
            Node::Null => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    /// The text of a scalar; a mistake if it is a list, a mapping or nothing.
    pub fn text(&self, problems: &mut Problems) -> Option<&'a str> {
        let text = self.node.scalar();
        if text.is_none() {
            problems.at(self, format!("expected text, found {}", self.node.name()), None);
        }
        text
    }

    /// Each key of a mapping that is not among `known` is a mistake.
    pub fn only(&self, known: &[&str], problems: &mut Problems) {
        let Node::Map(entries) = self.node else { return };
        for (key, node) in entries {
            if !known.contains(&&**key) {
                let at = self.below(node, Way::KeyOf(key));
                let help = suggest(key, known.iter().copied())
                    .map(|near| format!("did you mean `{near}`?"))
                    .or_else(|| Some(format!("known keys: {}", known.join(", "))));
                problems.at(&at, format!("unknown key `{key}`"), help);
            }
        }
    }
}

/// The known word nearest to a mistaken one, if any is near enough to be what was meant.
pub fn suggest<'k>(wrong: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
        // Of a name of one letter nothing is left to be near to.
        .filter(|(distance, word)| *distance < word.len().min(wrong.len()))
        .filter(|(distance, word)| *distance <= 1 + word.len().max(wrong.len()) / 4)
        .min()
        .map(|(_, word)| word)
}
