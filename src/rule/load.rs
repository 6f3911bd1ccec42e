//! From YAML trees to rules: every mistake is kept, none stops the reading.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::body::BodyBuilder;
use super::model::{Measure, MeasureId, Rule};
use crate::finding::Severity;
use crate::keys::VOCABULARY;
use crate::words::compile::{Flaw, compile};
use crate::words::cut::words_of;
use crate::words::lexicon::{Lexicon, ListId};
use crate::yaml::{Node, Problems, Reader, suggest};

/// The keys of a file that holds more than one thing, but for those of the vocabulary.
const FILE_KEYS: [&str; 3] = ["rules", "measures", "words"];

/// The keys of a rule.
const RULE_KEYS: [&str; 26] = [
    "id",
    "title",
    "severity",
    "why",
    "pack",
    "find",
    "clauses",
    "over",
    "same",
    "row",
    "column",
    "series",
    "at",
    "under",
    "mentioned",
    "within",
    "where",
    "check",
    "unless",
    "unless-near",
    "unless-differ",
    "tied-by",
    "when-rounded",
    "message",
    "help",
    "labels",
];

/// Keys that only the runner of cases reads, or that the others need beside themselves.
const SIDE_KEYS: [&str; 4] = ["primary", "cases", "words", "measures"];

/// What the rule files hold, as it is put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loader {
    pub(crate) lexicon: Lexicon,
    pub(crate) measures: Vec<Measure>,
    pub(crate) rules: Vec<Rule>,
    /// Whether what is being read comes with the program, so that its tests have checked it.
    pub(super) checked: bool,
    /// The names of the rules that do not.
    own: BTreeSet<Arc<str>>,
}

impl Loader {
    pub(crate) fn new(lexicon: Lexicon) -> Loader {
        Loader { lexicon, ..Loader::default() }
    }

    /// Reads several files: first the words of all, then the measures, then the rules, so that their order does not
    /// matter. `files` are names with trees, the first `builtin` of which come with the program; problems come back by file.
    pub(crate) fn load(&mut self, files: &[(&str, &Node)], builtin: usize) -> Vec<Problems> {
        let mut problems: Vec<Problems> = files.iter().map(|_| Problems::default()).collect();
        let tops: Vec<Reader<'_>> = files.iter().map(|(_, node)| Reader::top(node)).collect();
        for (top, problems) in tops.iter().zip(&mut problems) {
            check_top(top, problems);
            self.open_word_lists(top);
        }
        for (top, problems) in tops.iter().zip(&mut problems) {
            self.fill_word_lists(top, &tops, problems);
        }
        for top in &tops {
            self.open_measures(top);
        }
        for (top, problems) in tops.iter().zip(&mut problems) {
            self.fill_measures(top, problems);
        }
        for (at, ((top, (name, _)), problems)) in tops.iter().zip(files).zip(&mut problems).enumerate() {
            self.checked = at < builtin;
            for rule in rules_of(top) {
                self.rule(&rule, name, problems);
            }
        }
        problems
    }

    fn open_word_lists(&mut self, top: &Reader<'_>) {
        let Some(words) = top.get("words") else { return };
        for (name, _) in words.entries(&mut Problems::default()) {
            self.lexicon.open_list(name);
        }
    }

    fn fill_word_lists(&mut self, top: &Reader<'_>, all: &[Reader<'_>], problems: &mut Problems) {
        let Some(words) = top.get("words") else { return };
        for (name, entries) in words.entries(problems) {
            let list = self.lexicon.open_list(name);
            self.fill_list(list, &entries, all, &mut vec![name.to_string()], problems);
        }
    }

    /// Adds the entries of a list. `taken` are the lists that were taken into it, itself first: each is taken in once.
    fn fill_list(
        &mut self,
        list: ListId,
        entries: &Reader<'_>,
        all: &[Reader<'_>],
        taken: &mut Vec<String>,
        problems: &mut Problems,
    ) {
        for entry in entries.items() {
            let Some(text) = entry.text(problems) else { continue };
            // One scalar may hold several words of one list, parted by commas.
            for phrase in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                let Some(other) = phrase.strip_prefix('@') else {
                    let words = words_of(phrase);
                    if words.is_empty() {
                        problems.at(&entry, format!("`{phrase}` holds no word"), None);
                    }
                    self.lexicon.add_entry(list, &words);
                    continue;
                };
                if taken.first().is_some_and(|own| own == other) {
                    problems.at(&entry, format!("`@{other}` holds itself"), None);
                }
                if taken.iter().any(|name| name == other) {
                    continue;
                }
                taken.push(other.to_owned());
                let found = all.iter().filter_map(|top| top.get("words")?.get(other));
                let found: Vec<Reader<'_>> = found.collect();
                if found.is_empty() && self.lexicon.list(other).is_none() {
                    let help =
                        suggest(other, self.lexicon.list_names()).map(|n| format!("did you mean `@{n}`?"));
                    problems.at(&entry, format!("there is no word list called `@{other}`"), help);
                }
                for reader in found {
                    self.take_in(list, &reader, all, taken, (&entry, problems));
                }
            }
        }
    }

    /// Adds the entries of another list to one, which `entry` asks for. What is wrong with the other is told where it stands.
    fn take_in(
        &mut self,
        list: ListId,
        other: &Reader<'_>,
        all: &[Reader<'_>],
        taken: &mut Vec<String>,
        (entry, problems): (&Reader<'_>, &mut Problems),
    ) {
        let mut inner = Problems::default();
        self.fill_list(list, other, all, taken, &mut inner);
        let again = taken.first().map(|own| format!("`@{own}` holds itself")).unwrap_or_default();
        if inner.list.iter().any(|problem| problem.message == again) {
            problems.at(entry, again, None);
        }
    }

    fn open_measures(&mut self, top: &Reader<'_>) {
        let Some(measures) = top.get("measures") else { return };
        for (name, _) in measures.entries(&mut Problems::default()) {
            if self.measure(name).is_none() {
                self.measures.push(Measure { name: Arc::from(&**name), patterns: Vec::new() });
            }
        }
    }

    fn fill_measures(&mut self, top: &Reader<'_>, problems: &mut Problems) {
        let Some(measures) = top.get("measures") else { return };
        for (name, wordings) in measures.entries(problems) {
            let Some(id) = self.measure(name) else { continue };
            for wording in wordings.items() {
                let Some(text) = wording.text(problems) else { continue };
                let mut flaws = Vec::new();
                let mut captured = false;
                let pattern = compile(
                    text,
                    &mut self.lexicon,
                    &mut |name, _| {
                        captured |= name == "n";
                        if name == "n" {
                            Ok(0)
                        } else {
                            Err(format!("a measure binds `{{n}}`, not `{{{name}}}`"))
                        }
                    },
                    &mut flaws,
                );
                if !captured && flaws.is_empty() {
                    flaws.push((
                        (0, text.len()),
                        "a wording of a measure must hold the figure, `{n}`".to_owned(),
                        None,
                    ));
                }
                keep(&wording, flaws, problems);
                if let Some(measure) = self.measures.get_mut(usize::from(id.0)) {
                    measure.patterns.push(pattern);
                }
            }
        }
    }

    pub(super) fn measure(&self, name: &str) -> Option<MeasureId> {
        let at = self.measures.iter().position(|m| &*m.name == name)?;
        u16::try_from(at).ok().map(MeasureId)
    }

    fn rule(&mut self, reader: &Reader<'_>, file: &str, problems: &mut Problems) {
        let known: Vec<&str> = RULE_KEYS.into_iter().chain(SIDE_KEYS).collect();
        reader.only(&known, problems);
        let before = problems.list.len();
        let head = Head::read(reader, problems);
        let body = BodyBuilder::new(self).read(reader, problems);
        let (Some(head), Some(body)) = (head, body) else { return };
        if problems.list.len() > before {
            return;
        }
        let rule = Rule {
            id: head.id,
            title: head.title,
            severity: head.severity,
            why: head.why,
            pack: head.pack,
            file: file.to_owned(),
            body,
        };
        let clashes = !self.checked && !self.own.insert(rule.id.clone());
        match self.rules.iter_mut().find(|r| r.id == rule.id) {
            Some(old) if clashes => {
                if let Some(id) = reader.get("id") {
                    let help = (old.file != rule.file).then(|| format!("the other one is in {}", old.file));
                    problems.at(&id, format!("there are two rules called `{}`", rule.id), help);
                }
            }
            // A user's rule replaces the built-in one of that name.
            Some(old) => *old = rule,
            None => self.rules.push(rule),
        }
    }
}

/// The rules of a file: the file itself, or those under `rules`.
pub(crate) fn rules_of<'a>(top: &Reader<'a>) -> Vec<Reader<'a>> {
    if top.get("id").is_some() {
        return vec![top.clone()];
    }
    top.get("rules").map(|rules| rules.items()).unwrap_or_default()
}

fn check_top(top: &Reader<'_>, problems: &mut Problems) {
    match top.node {
        Node::Map(_) if top.get("id").is_some() => {}
        Node::Map(entries) => {
            let rule_like = entries.iter().any(|(k, _)| matches!(&**k, "find" | "check" | "message"));
            if rule_like {
                problems.at(top, "the rule has no `id`", None);
            } else {
                top.only(&[FILE_KEYS.as_slice(), &VOCABULARY].concat(), problems);
            }
        }
        Node::Null => problems.at(top, "the file is empty", None),
        other => problems.at(top, format!("a rule file is a mapping, not {}", other.name()), None),
    }
}

/// Turns the flaws of a pattern into problems of the node that holds it.
pub(super) fn keep(reader: &Reader<'_>, flaws: Vec<Flaw>, problems: &mut Problems) {
    for (at, message, help) in flaws {
        problems.inside(reader, at, message, help);
    }
}

/// What a rule says of itself.
struct Head {
    id: Arc<str>,
    title: String,
    severity: Severity,
    why: String,
    pack: Option<String>,
}

impl Head {
    fn read(reader: &Reader<'_>, problems: &mut Problems) -> Option<Head> {
        let id = required(reader, "id", problems)?;
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.chars().all(kebab) {
            let at = reader.get("id").unwrap_or_else(|| reader.clone());
            let help = "small letters, digits and hyphens: `tolls-do-not-agree`".to_owned();
            problems.at(&at, format!("`{id}` is not a rule's name"), Some(help));
        }
        let title = required(reader, "title", problems)?.to_owned();
        let severity = match reader.get("severity") {
            None => Severity::Error,
            Some(at) => {
                choice(&at, &Severity::ALL.map(|s| (s, s.name())), problems).unwrap_or(Severity::Error)
            }
        };
        let text = |key: &str, problems: &mut Problems| {
            reader.get(key).and_then(|r| r.text(problems)).map(str::to_owned)
        };
        Some(Head {
            id: id.into(),
            title,
            severity,
            why: text("why", problems).unwrap_or_default(),
            pack: text("pack", problems),
        })
    }
}

fn required<'a>(reader: &Reader<'a>, key: &str, problems: &mut Problems) -> Option<&'a str> {
    if let Some(value) = reader.get(key) {
        value.text(problems)
    } else {
        problems.at(reader, format!("the rule has no `{key}`"), None);
        None
    }
}

/// One of several words.
pub(super) fn choice<T: Copy>(
    reader: &Reader<'_>,
    known: &[(T, &str)],
    problems: &mut Problems,
) -> Option<T> {
    let text = reader.text(problems)?;
    let found = known.iter().find(|(_, name)| *name == text).map(|(value, _)| *value);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
        let help = suggest(text, names.iter().copied()).map_or_else(
            || format!("one of: {}", names.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        problems.at(reader, format!("`{text}` is not known here"), Some(help));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::model::{Anchor, Spot, Tie};
    use super::{RULE_KEYS, SIDE_KEYS};

    #[test]
    fn every_word_of_the_language_is_on_its_page() {
        let page = include_str!("../../docs/rules.md");
        let ties = Tie::ALL.iter().map(|(_, name)| *name);
        let anchors = Anchor::ALL.iter().map(|(_, name)| *name);
        let spots = Spot::ALL.iter().map(|(_, name)| *name);
        for word in RULE_KEYS.into_iter().chain(SIDE_KEYS).chain(ties).chain(anchors).chain(spots) {
            assert!(page.contains(&format!("`{word}`")), "`{word}` is not on the page");
        }
    }
}
