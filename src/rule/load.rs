//! From YAML trees to rules: every mistake is kept, none stops the reading.

use std::sync::Arc;

use super::expr::{self, Expr};
use super::model::{Anchor, Bind, Body, Measure, MeasureId, Rule, Within};
use super::template::{self, Template};
use super::types::{Type, type_of};
use crate::finding::Severity;
use crate::words::compile::{Flaw, Pattern, compile};
use crate::words::lexicon::{Lexicon, ListId};
use crate::words::pattern::{self, Ask};
use crate::yaml::{Node, Problems, Reader, suggest};

/// The keys of a file that holds more than one thing.
const FILE_KEYS: [&str; 8] =
    ["rules", "measures", "words", "hedges", "units", "currencies", "lookalikes", "numbers"];

/// The keys of a rule.
pub(crate) const RULE_KEYS: [&str; 19] = [
    "id",
    "title",
    "severity",
    "why",
    "pack",
    "find",
    "over",
    "same",
    "row",
    "column",
    "within",
    "where",
    "check",
    "unless",
    "unless-differ",
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
}

impl Loader {
    pub(crate) fn new() -> Loader {
        Loader { lexicon: Lexicon::new(), ..Loader::default() }
    }

    /// Reads several files: first the words of all, then the measures, then the rules, so that their order does not
    /// matter. `files` are names with trees; problems come back by file.
    pub(crate) fn load(&mut self, files: &[(&str, &Node)]) -> Vec<Problems> {
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
        for ((top, (name, _)), problems) in tops.iter().zip(files).zip(&mut problems) {
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
            self.fill_list(list, &entries, all, problems, 0);
        }
    }

    fn fill_list(
        &mut self,
        list: ListId,
        entries: &Reader<'_>,
        all: &[Reader<'_>],
        problems: &mut Problems,
        depth: usize,
    ) {
        for entry in entries.items() {
            let Some(text) = entry.text(problems) else { continue };
            // One scalar may hold several words of one list, parted by commas.
            for phrase in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                let Some(other) = phrase.strip_prefix('@') else {
                    let words = pattern::words_of(phrase);
                    if words.is_empty() {
                        problems.at(&entry, format!("`{phrase}` holds no word"), None);
                    }
                    self.lexicon.add_entry(list, &words);
                    continue;
                };
                let found: Vec<Reader<'_>> =
                    all.iter().filter_map(|top| top.get("words")?.get(other)).collect();
                if found.is_empty() && self.lexicon.list(other).is_none() || depth > 8 {
                    let help =
                        suggest(other, self.lexicon.list_names()).map(|n| format!("did you mean `@{n}`?"));
                    let message = if depth > 8 {
                        format!("`@{other}` holds itself")
                    } else {
                        format!("there is no word list called `@{other}`")
                    };
                    problems.at(&entry, message, help);
                    continue;
                }
                for reader in found {
                    self.fill_list(list, &reader, all, &mut Problems::default(), depth + 1);
                }
            }
        }
    }

    fn open_measures(&mut self, top: &Reader<'_>) {
        let Some(measures) = top.get("measures") else { return };
        for (name, _) in measures.entries(&mut Problems::default()) {
            if self.measure(name).is_none() {
                self.measures.push(Measure { name: name.into(), patterns: Vec::new() });
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

    fn measure(&self, name: &str) -> Option<MeasureId> {
        let at = self.measures.iter().position(|m| &*m.name == name)?;
        u16::try_from(at).ok().map(MeasureId)
    }

    fn rule(&mut self, reader: &Reader<'_>, file: &str, problems: &mut Problems) {
        let known: Vec<&str> = RULE_KEYS.into_iter().chain(SIDE_KEYS).collect();
        reader.only(&known, problems);
        let before = problems.list.len();
        let head = Head::read(reader, file, problems);
        let mut builder = BodyBuilder { loader: self, names: Vec::new(), types: Vec::new(), bound: 0 };
        let body = builder.read(reader, problems);
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
        match self.rules.iter_mut().find(|r| r.id == rule.id) {
            // A user's rule replaces the built-in one of that name; two of one file or folder clash.
            Some(old) if old.file != rule.file => *old = rule,
            Some(_) => {
                if let Some(id) = reader.get("id") {
                    problems.at(&id, format!("there are two rules called `{}`", rule.id), None);
                }
            }
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
            let rule_like = entries.iter().any(|(k, _)| matches!(k.as_str(), "find" | "check" | "message"));
            if rule_like {
                problems.at(top, "the rule has no `id`", None);
            } else {
                top.only(&FILE_KEYS, problems);
            }
        }
        Node::Null => problems.at(top, "the file is empty", None),
        other => problems.at(top, format!("a rule file is a mapping, not {}", other.name()), None),
    }
}

/// Turns the flaws of a pattern into problems of the node that holds it.
fn keep(reader: &Reader<'_>, flaws: Vec<Flaw>, problems: &mut Problems) {
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
    fn read(reader: &Reader<'_>, file: &str, problems: &mut Problems) -> Option<Head> {
        let id = required(reader, "id", problems)?;
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.chars().all(kebab) {
            let at = reader.get("id").unwrap_or_else(|| reader.clone());
            let help = "small letters, digits and hyphens: `parts-do-not-add-up`".to_owned();
            problems.at(&at, format!("`{id}` is not a rule's name"), Some(help));
        }
        let _ = file;
        let title = required(reader, "title", problems)?.to_owned();
        let severity = match reader.get("severity") {
            None => Severity::Error,
            Some(at) => choice(&at, &Severity::ALL.map(|s| (s, s.name())), problems)?,
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
fn choice<T: Copy>(reader: &Reader<'_>, known: &[(T, &str)], problems: &mut Problems) -> Option<T> {
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

/// Reads the part of a rule that is run.
struct BodyBuilder<'l> {
    loader: &'l mut Loader,
    names: Vec<Arc<str>>,
    types: Vec<Type>,
    /// How many of the names are bound; those after were only used.
    bound: usize,
}

impl BodyBuilder<'_> {
    fn read(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Body> {
        let bind = self.bind(reader, problems)?;
        self.bound = self.names.len();
        let check = match (&bind, reader.get("check")) {
            (Bind::Same { .. }, None) => Some(agree()),
            (Bind::Same { .. }, Some(at)) if at.node.scalar() == Some("agree") => Some(agree()),
            (_, Some(at)) => self.truth(&at, problems),
            (_, None) => {
                problems.at(reader, "the rule has no `check`", None);
                None
            }
        };
        let conditions = reader
            .get("where")
            .map(|w| w.items().iter().filter_map(|item| self.truth(item, problems)).collect())
            .unwrap_or_default();
        let unless = reader.get("unless").map(|u| self.unless(&u, problems)).unwrap_or_default();
        let message = if let Some(at) = reader.get("message") {
            self.template(&at, problems)
        } else {
            problems.at(reader, "the rule has no `message`", None);
            None
        };
        let help = reader.get("help").and_then(|at| self.template(&at, problems));
        let (notes, primary) = self.labels(reader, problems);
        let warns = match reader.get("when-rounded") {
            None => false,
            Some(at) => choice(&at, &[(false, "silent"), (true, "warning")], problems).unwrap_or(false),
        };
        let (check, message) = (check?, message?);
        self.names.truncate(self.bound);
        Some(Body {
            names: std::mem::take(&mut self.names),
            notes,
            primary,
            bind,
            conditions,
            check,
            unless,
            message,
            help,
            warns_when_rounded: warns,
        })
    }

    fn bind(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Bind> {
        let ways = ["find", "over", "same", "row", "column"];
        let given: Vec<&str> = ways.into_iter().filter(|way| reader.get(way).is_some()).collect();
        let [way] = given.as_slice() else {
            let message = if given.is_empty() {
                "the rule binds nothing".to_owned()
            } else {
                format!("the rule binds in more than one way: {}", given.join(", "))
            };
            problems.at(
                reader,
                message,
                Some("give one of `find`, `over`, `same`, `row`, `column`".to_owned()),
            );
            return None;
        };
        let at = reader.get(way)?;
        let within = match reader.get("within") {
            None if *way == "same" => Within::Document,
            None => Within::Sentence,
            Some(at) => {
                let known = [
                    (Within::Sentence, "sentence"),
                    (Within::Paragraph, "paragraph"),
                    (Within::Document, "document"),
                ];
                choice(&at, &known, problems)?
            }
        };
        match *way {
            "find" => {
                let patterns =
                    at.items().iter().filter_map(|item| self.pattern(item, true, problems)).collect();
                Some(Bind::Wording(patterns))
            }
            "over" => {
                let mut measures = Vec::new();
                for (name, measure) in at.entries(problems) {
                    self.bind_name(name, Type::Any);
                    measures.extend(self.measure(&measure, problems));
                }
                Some(Bind::Measures { measures, within })
            }
            "same" => {
                let measures = at.items().iter().filter_map(|m| self.measure(m, problems)).collect();
                self.bind_name("one", Type::Any);
                self.bind_name("other", Type::Any);
                Some(Bind::Same { measures, within, differ: anchors(reader, problems) })
            }
            _ => {
                let pattern = self.pattern(&at, false, problems)?;
                self.bind_name("cell", Type::Any);
                let row = *way == "row";
                self.bind_name(if row { "above" } else { "left" }, Type::Row(None));
                Some(if row { Bind::Row(pattern) } else { Bind::Column(pattern) })
            }
        }
    }

    fn bind_name(&mut self, name: &str, of: Type) -> u8 {
        let at = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.types.push(of);
            self.names.len() - 1
        });
        // Patterns may give one name different kinds; then the kind is known only when a text is read.
        if self.types.get(at).is_some_and(|t| *t != of) {
            self.types[at] = match (self.types[at], of) {
                (Type::Row(_), Type::Row(_)) => Type::Row(None),
                _ => Type::Any,
            };
        }
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    fn measure(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<MeasureId> {
        let name = reader.text(problems)?;
        let found = self.loader.measure(name);
        if found.is_none() {
            let help = suggest(name, self.loader.measures.iter().map(|m| &*m.name))
                .map(|near| format!("did you mean `{near}`?"));
            problems.at(reader, format!("there is no measure called `{name}`"), help);
        }
        found
    }

    fn pattern(&mut self, reader: &Reader<'_>, binds: bool, problems: &mut Problems) -> Option<Pattern> {
        let text = reader.text(problems)?;
        let mut flaws = Vec::new();
        let mut asked: Vec<(String, Ask)> = Vec::new();
        let known: Vec<Arc<str>> = self.names.clone();
        let mut names = known.clone();
        let pattern = compile(
            text,
            &mut self.loader.lexicon,
            &mut |name, ask| {
                if !binds {
                    return Err(format!("`{{{name}}}` cannot be bound here"));
                }
                asked.push((name.to_owned(), ask));
                let at = names.iter().position(|n| &**n == name).unwrap_or_else(|| {
                    names.push(name.into());
                    names.len() - 1
                });
                u8::try_from(at)
                    .ok()
                    .filter(|at| *at < 16)
                    .ok_or_else(|| "a rule binds at most 16 names".to_owned())
            },
            &mut flaws,
        );
        keep(reader, flaws, problems);
        for (name, ask) in asked {
            self.bind_name(&name, Type::of(ask));
        }
        Some(pattern)
    }

    /// Patterns that silence; a capture in one tells what kind a bound figure must not be.
    fn unless(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Vec<Pattern> {
        let mut out = Vec::new();
        for item in reader.items() {
            let Some(text) = item.text(problems) else { continue };
            let mut flaws = Vec::new();
            let names = self.names.clone();
            let pattern = compile(
                text,
                &mut self.loader.lexicon,
                &mut |name, _| {
                    let at = names.iter().position(|n| &**n == name);
                    at.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| format!("nothing binds `{name}`"))
                },
                &mut flaws,
            );
            keep(&item, flaws, problems);
            out.push(pattern);
        }
        out
    }

    fn truth(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Expr> {
        let text = reader.text(problems)?;
        let expr = self.named(reader, problems, |name| expr::parse(text, name))?;
        match type_of(&expr, &self.types) {
            Err(message) => {
                problems.inside(reader, (0, text.len()), message, None);
                None
            }
            Ok(Type::Truth | Type::Any) => Some(expr),
            Ok(other) => {
                let message = format!("this is {}, not something true or false", other.name());
                problems.inside(reader, (0, text.len()), message, None);
                None
            }
        }
    }

    fn template(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Template> {
        let text = reader.text(problems)?;
        let template = self.named(reader, problems, |name| template::parse(text, name))?;
        for part in &template.parts {
            if let template::Part::Value(expr) = part
                && let Err(message) = type_of(expr, &self.types)
            {
                problems.inside(reader, (0, text.len()), message, None);
            }
        }
        Some(template)
    }

    /// Reads something that uses names, and complains of those that nothing binds.
    fn named<T>(
        &mut self,
        reader: &Reader<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&mut dyn FnMut(&str, (usize, usize)) -> usize) -> Result<T, expr::ExprError>,
    ) -> Option<T> {
        let names = self.names.clone();
        let mut unbound: Vec<(String, (usize, usize))> = Vec::new();
        let result = read(&mut |name, at| {
            names.iter().position(|n| &**n == name).unwrap_or_else(|| {
                unbound.push((name.to_owned(), at));
                0
            })
        });
        for (name, at) in &unbound {
            let help = suggest(name, names.iter().map(|n| &**n))
                .map(|near| format!("did you mean `{near}`?"))
                .or_else(|| {
                    let list: Vec<&str> = names.iter().map(|n| &**n).collect();
                    Some(format!("names that are bound: {}", list.join(", ")))
                });
            problems.inside(reader, *at, format!("nothing binds `{name}`"), help);
        }
        match result {
            Ok(value) => Some(value).filter(|_| unbound.is_empty()),
            Err(e) => {
                problems.inside(reader, e.at, e.message, e.help);
                None
            }
        }
    }

    /// The notes by slot, and the slot that reports lead with: `primary`, else the first name of `labels`, else 0.
    fn labels(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> (Vec<String>, usize) {
        let mut notes: Vec<String> = self.names.iter().map(|n| n.replace('_', " ")).collect();
        let mut primary = None;
        let place = |name: &str, at: &Reader<'_>, problems: &mut Problems| {
            let found = self.names.iter().position(|n| &**n == name);
            if found.is_none() {
                let help = suggest(name, self.names.iter().map(|n| &**n))
                    .map(|near| format!("did you mean `{near}`?"));
                problems.at(at, format!("nothing binds `{name}`"), help);
            }
            found
        };
        if let Some(labels) = reader.get("labels") {
            for (name, note) in labels.entries(problems) {
                let Some(slot) = place(name, &note, problems) else { continue };
                primary = primary.or(Some(slot));
                if let Some(text) = note.text(problems) {
                    text.clone_into(&mut notes[slot]);
                }
            }
        }
        if let Some(at) = reader.get("primary")
            && let Some(name) = at.text(problems)
        {
            primary = place(name, &at, problems).or(primary);
        }
        (notes, primary.unwrap_or(0))
    }
}

/// `one == other`: what agreement checks unless told otherwise.
fn agree() -> Expr {
    Expr::Binary(expr::Operator::Equal, Box::new(Expr::Name(0)), Box::new(Expr::Name(1)))
}

fn anchors(reader: &Reader<'_>, problems: &mut Problems) -> Vec<Anchor> {
    match reader.get("unless-differ") {
        None => Anchor::ALL.map(|a| a.0).to_vec(),
        Some(list) => list.items().iter().filter_map(|item| choice(item, &Anchor::ALL, problems)).collect(),
    }
}
