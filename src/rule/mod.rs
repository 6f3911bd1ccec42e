//! Rules: loaded from YAML, checked, ready to be run.

mod body;
pub mod expr;
mod later;
mod load;
mod model;
mod telling;
pub mod template;
mod types;
mod wordings;

use std::sync::{LazyLock, OnceLock};

use crate::span::Span;
use crate::vocabulary::Vocabulary;
use crate::yaml::{self, Node, Problem, Text};

use crate::words::entries::Entries;
use crate::words::lexicon::Lexicon;
use load::Loader;
pub(crate) use load::rules_of;
pub use model::Rule;
pub(crate) use model::{Anchor, Bind, Clause, Measure, MeasureId, Series, Spot, Tie, Within};
pub(crate) use telling::{Telling, Told};
pub(crate) use wordings::Wordings;

/// Rules with the vocabulary that they are read with.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    measures: Vec<Measure>,
    lexicon: Lexicon,
    /// Where a user adds to the one that comes with the program.
    vocabulary: Option<Vocabulary>,
    /// Made when it is first asked for.
    wordings: OnceLock<Wordings>,
    /// Made when it is first asked for.
    telling: OnceLock<Telling>,
}

/// A file of rules as it was given.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Its name, for messages.
    pub path: String,
    /// Its text.
    pub yaml: String,
}

/// What is wrong with a rule file, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The index of the file among those given.
    pub file: usize,
    /// Where, in bytes of the file; empty at 0 where the place is not known, as of all but the first mistakes of a file.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl RuleError {
    /// What is wrong with a file that is no YAML.
    pub(crate) fn unreadable(file: usize, yaml: &str, message: String, at: Option<usize>) -> RuleError {
        let at = at.unwrap_or(0).min(yaml.len());
        let help = yaml::hint(&message).map(str::to_owned);
        RuleError { file, span: Span::new(at, at), message, help }
    }
}

/// The built-in rules without their cases, word lists and vocabulary, as `build.rs` packed them: names of files and trees.
const BUILTIN: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.packed"));

/// The word lists in the same way.
const BUILTIN_WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.packed"));

/// The word lists and patterns of the built-in rules, compiled.
const BUILTIN_BOOK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/book.packed"));

/// The built-in rule files as they stand in `rules/`.
pub(crate) const BUILTIN_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

impl RuleSet {
    /// The rules that come with the program.
    ///
    /// # Panics
    ///
    /// If the embedded rules are wrong, which the project's own tests rule out.
    #[allow(clippy::panic)]
    pub fn builtin() -> RuleSet {
        match RuleSet::load(&[]) {
            Ok(rules) => rules,
            Err(errors) => panic!("the built-in rules are wrong: {errors:?}"),
        }
    }

    /// The built-in rules and those of `files`, whose rules replace built-in ones of the same id. Every mistake of
    /// every file is reported at once.
    pub fn load(files: &[RuleFile]) -> Result<RuleSet, Vec<RuleError>> {
        let mut errors = Vec::new();
        let own = parsed(files, &mut errors);
        let mut lexicon = Lexicon::with_book(BUILTIN_BOOK);
        let mut builtin = unpacked(BUILTIN);
        // A list that is given may be part of a built-in one, which then has to be put together anew.
        if own.iter().any(|file| file.get("words").is_some()) {
            builtin.extend(unpacked(BUILTIN_WORDS));
            lexicon.set_entries(Entries::default());
        }
        // A built-in file that is given as it is, to run its cases, is not loaded twice.
        let wanted = |name: &str| {
            let given = files.iter().find(|f| f.path == name);
            given.is_none_or(|file| !BUILTIN_FILES.contains(&(name, file.yaml.as_str())))
        };
        builtin.retain(|(name, _)| wanted(name));
        let mut all: Vec<(&str, &Node)> = builtin.iter().map(|(name, node)| (&**name, node)).collect();
        all.extend(files.iter().zip(&own).map(|(file, node)| (file.path.as_str(), node)));
        let mut loader = Loader::new(lexicon);
        let mut problems = loader.load(&all, builtin.len());
        let mut vocabulary = own.iter().any(Vocabulary::is_in).then(|| Vocabulary::builtin_of(wanted));
        for (node, problems) in own.iter().zip(problems.iter_mut().skip(builtin.len())) {
            if let Some(vocabulary) = &mut vocabulary {
                vocabulary.add(node, problems);
            }
        }
        for (index, problems) in problems.into_iter().enumerate() {
            let Some(file) = index.checked_sub(builtin.len()) else {
                let name = &builtin[index].0;
                errors.extend(problems.list.into_iter().map(|p| in_builtin(name, p)));
                continue;
            };
            errors.extend(placed(file, &files[file].yaml, problems.list));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let Loader { lexicon, measures, mut rules, .. } = loader;
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(RuleSet {
            rules,
            measures,
            lexicon,
            vocabulary,
            wordings: OnceLock::new(),
            telling: OnceLock::new(),
        })
    }

    /// The rules in order of id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What the grammar reads with.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_ref().unwrap_or_else(|| builtin_vocabulary())
    }

    /// The words that the rules know.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The wordings of measures and rules, by the words that they need.
    pub(crate) fn wordings(&self) -> &Wordings {
        self.wordings.get_or_init(|| Wordings::of(&self.rules, &self.measures, &self.lexicon))
    }

    /// What words tell of the figures near them.
    pub(crate) fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| Telling::of(&self.lexicon))
    }

    /// The name of a measure.
    pub(crate) fn measure_name(&self, id: MeasureId) -> Option<std::sync::Arc<str>> {
        self.measures.get(usize::from(id.0)).map(|m| m.name.clone())
    }

    /// Leaves only the rules for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Rule) -> bool) {
        self.rules.retain(keep);
        self.wordings = OnceLock::new();
    }
}

/// The vocabulary that comes with the program, made when it is first asked for.
pub(crate) fn builtin_vocabulary() -> &'static Vocabulary {
    static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::builtin);
    &BUILTIN
}

/// The trees of an embedded file, with the names of the files that they stood in.
fn unpacked(packed: &'static str) -> Vec<(Text, Node)> {
    match yaml::unpack(packed) {
        Some(Node::Map(files)) => files,
        _ => Vec::new(),
    }
}

/// The trees of files; an empty one, and an error, for what is no YAML.
fn parsed(files: &[RuleFile], errors: &mut Vec<RuleError>) -> Vec<Node> {
    let tree = |(index, file): (usize, &RuleFile)| {
        yaml::parse(&file.yaml).unwrap_or_else(|(message, at)| {
            errors.push(RuleError::unreadable(index, &file.yaml, message, at));
            Node::Map(Vec::new())
        })
    };
    files.iter().enumerate().map(tree).collect()
}

/// The problems of one file, each with its place there.
pub(crate) fn placed(file: usize, yaml: &str, problems: Vec<Problem>) -> Vec<RuleError> {
    let places: Vec<Span> = yaml::locate_all(yaml, &problems).collect();
    let error = |(problem, span): (Problem, Span)| RuleError {
        file,
        span,
        message: problem.message,
        help: problem.help,
    };
    problems.into_iter().zip(places).map(error).collect()
}

/// A mistake in an embedded file, which no user can have made; the name goes into the message.
fn in_builtin(name: &str, problem: Problem) -> RuleError {
    let message = format!("rules/{name}: {:?} {:?}: {}", problem.path, problem.within, problem.message);
    RuleError { file: 0, span: Span::default(), message, help: problem.help }
}

#[cfg(test)]
mod tests {
    use super::{BUILTIN, BUILTIN_BOOK, BUILTIN_FILES, RuleFile, RuleSet};
    use crate::keys::PATTERNS;
    use crate::words::lexicon::Lexicon;
    use crate::yaml::{Node, unpack};

    /// The texts of all patterns in a tree.
    fn patterns(node: &Node, out: &mut Vec<String>) {
        let Node::Map(entries) = node else { return };
        for (key, value) in entries {
            match (key.as_ref(), value) {
                ("rules", Node::List(rules)) => rules.iter().for_each(|rule| patterns(rule, out)),
                ("measures", Node::Map(all)) => all.iter().for_each(|(_, value)| texts(value, out)),
                ("clauses", Node::List(clauses)) => clauses.iter().for_each(|clause| patterns(clause, out)),
                (key, _) if PATTERNS.contains(&key) => texts(value, out),
                _ => {}
            }
        }
    }

    fn texts(node: &Node, out: &mut Vec<String>) {
        match node {
            Node::List(items) => items.iter().for_each(|item| texts(item, out)),
            one => out.extend(one.scalar().map(str::to_owned)),
        }
    }

    #[test]
    fn the_built_in_patterns_come_compiled() {
        let Some(Node::Map(files)) = unpack(BUILTIN) else { panic!("the rules are packed") };
        let mut texts = Vec::new();
        for (_, file) in &files {
            patterns(file, &mut texts);
        }
        assert!(texts.len() > RuleSet::builtin().rules().len());
        let lexicon = Lexicon::with_book(BUILTIN_BOOK);
        for text in texts {
            assert!(lexicon.book().pattern(&text, &mut |_, _| Ok(0)).is_some(), "{text}");
        }
    }

    /// The built-in rules as if a user had written them: read from YAML, and checked whole.
    fn written() -> RuleSet {
        let file = |(path, yaml): &(&str, &str)| RuleFile { path: (*path).into(), yaml: (*yaml).into() };
        RuleSet::load(&BUILTIN_FILES.iter().map(file).collect::<Vec<RuleFile>>())
            .expect("the rules are right")
    }

    #[test]
    fn the_built_in_word_lists_come_compiled() {
        let (packed, written) = (RuleSet::builtin(), written());
        let (packed, written) = (packed.lexicon(), written.lexicon());
        let [mut words, mut same] = [packed, written].map(|lexicon| lexicon.in_order());
        words.sort_unstable();
        same.sort_unstable();
        assert_eq!(words, same);
        for word in words.iter().map(|word| packed.id(word)) {
            assert_eq!(packed.entries().of.get(word), written.entries().of.get(word));
            assert_eq!(packed.entries().from.get(word), written.entries().from.get(word));
            assert_eq!(packed.entries().by.get(word), written.entries().by.get(word));
        }
        assert_eq!(packed.entries().phrases, written.entries().phrases);
    }

    #[test]
    fn what_is_read_later_is_what_is_checked() {
        for (later, now) in RuleSet::builtin().rules().iter().zip(written().rules()) {
            let (later, now) = (&later.body, &now.body);
            assert_eq!(later.check(), now.check());
            assert_eq!(later.message(), now.message());
            assert_eq!(later.help(), now.help());
            assert!(later.conditions().eq(now.conditions()));
        }
    }
}
