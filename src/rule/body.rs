//! Reads the part of a rule that is run: what it binds, checks and says.

use std::sync::Arc;

use super::expr::{self, Expr};
use super::later::Later;
use super::load::{Loader, choice, keep};
use super::model::{Anchor, Bind, Body, Clause, MeasureId, Series, Spot, Tie, Within};
use super::template::{self, Template};
use super::types::{Type, type_of};
use crate::claim::Kind;
use crate::words::compile::{Pattern, compile};
use crate::words::matcher::MAX_SLOTS;
use crate::words::pattern::Ask;
use crate::yaml::{Node, Problems, Reader, suggest};

/// The keys that only some ways to bind go by.
const KEYS_OF_WAYS: [(&str, &[&str]); 8] = [
    ("within", &["find", "over", "same", "series"]),
    ("unless", &["find", "clauses", "over", "series"]),
    ("at", &["series"]),
    ("under", &["series"]),
    ("mentioned", &["series"]),
    ("unless-near", &["find", "clauses"]),
    ("tied-by", &["same"]),
    ("unless-differ", &["same"]),
];

/// What a name is that a pattern binds.
type TypeOf = fn(Ask) -> Type;

/// Reads the part of a rule that is run.
pub(super) struct BodyBuilder<'l> {
    loader: &'l mut Loader,
    names: Vec<Arc<str>>,
    types: Vec<Type>,
    /// How many of the names are bound; those after were only used.
    bound: usize,
    /// Whether a mistake in what binds leaves it open which names are bound.
    open: bool,
}

impl<'l> BodyBuilder<'l> {
    pub(super) const fn new(loader: &'l mut Loader) -> BodyBuilder<'l> {
        BodyBuilder { loader, names: Vec::new(), types: Vec::new(), bound: 0, open: false }
    }

    /// The body, if it is right.
    pub(super) fn read(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Body> {
        let bind = self.bind(reader, problems);
        // What else is wrong with the rule is told in one go.
        self.open |= bind.is_none();
        self.bound = self.names.len();
        let check = match (&bind, reader.get("check")) {
            (Some(Bind::Same { .. }), None) => Some(agree().into()),
            (Some(Bind::Same { .. }), Some(at)) if at.node.scalar() == Some("agree") => Some(agree().into()),
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
        let unless_near = reader.get("unless-near").map(|u| self.unless(&u, problems)).unwrap_or_default();
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
        let (bind, check, message) = (bind?, check?, message?);
        self.names.truncate(self.bound);
        Some(Body {
            names: std::mem::take(&mut self.names),
            notes,
            primary,
            bind,
            conditions,
            check,
            unless,
            unless_near,
            message,
            help,
            warns_when_rounded: warns,
        })
    }

    fn bind(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Bind> {
        let (way, at) = way(reader, problems)?;
        let within = within(reader, way, problems);
        Some(match way {
            "find" => {
                if within == Within::Document {
                    problems.at(&at, "`find` reaches no further than a paragraph", None);
                }
                let patterns = self.patterns(&at, Some(Type::of), problems);
                let clauses = reader.get("clauses").map(|at| self.clauses(&at, problems)).unwrap_or_default();
                Bind::Wording { patterns, within, clauses }
            }
            "clauses" => Bind::Wording { patterns: Vec::new(), within, clauses: self.clauses(&at, problems) },
            "over" => Bind::Measures { measures: self.over(&at, problems), within },
            "same" => {
                let measures = if at.node.scalar() == Some("any") {
                    Vec::new()
                } else {
                    at.items().iter().filter_map(|m| self.measure(m, problems)).collect()
                };
                self.bind_name("one", Type::Any);
                self.bind_name("other", Type::Any);
                let differ = several(reader, "unless-differ", &Anchor::ALL, problems);
                let ties = several(reader, "tied-by", &Tie::ALL, problems);
                Bind::Same { measures, within, differ, ties }
            }
            "series" => {
                if within == Within::Sentence {
                    problems.at(&at, "a series stands within a paragraph or the document", None);
                }
                Bind::Series(self.series(reader, &at, within, problems))
            }
            _ => {
                let pattern = self.pattern(&at, None, problems)?;
                self.bind_name("cell", Type::Any);
                let row = way == "row";
                self.bind_name(if row { "above" } else { "left" }, Type::Row(None));
                if row { Bind::Row(pattern) } else { Bind::Column(pattern) }
            }
        })
    }

    /// What is told in the clauses that a rule looks for.
    fn clauses(&mut self, at: &Reader<'_>, problems: &mut Problems) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for item in at.items() {
            item.only(&["of", "parts", "before", "each", "least"], problems);
            if let Some(key) = ["of", "parts"].into_iter().find(|key| item.get(key).is_none()) {
                problems.at(&item, format!("the clause has no `{key}`"), None);
            }
            let mut all = |key: &str, of: Option<TypeOf>| {
                item.get(key).map(|at| self.patterns(&at, of, problems)).unwrap_or_default()
            };
            let of = all("of", None);
            let parts = all("parts", Some(Type::of));
            let before = all("before", Some(Type::of));
            let each = all("each", Some(Type::of_each));
            let known = [(2, "2"), (3, "3"), (4, "4"), (5, "5")];
            let least = item.get("least").and_then(|at| choice(&at, &known, problems)).unwrap_or(2);
            clauses.push(Clause::new(of, [parts, before, each], least));
        }
        clauses
    }

    /// The measures of `over`, each with its name.
    fn over(&mut self, at: &Reader<'_>, problems: &mut Problems) -> Vec<MeasureId> {
        let mut measures = Vec::new();
        for (name, measure) in at.entries(problems) {
            self.bind_name(name, Type::Any);
            let known = self.measure(&measure, problems);
            if known.is_some_and(|m| measures.contains(&m)) {
                problems.at(&measure, "two names of one measure, which is told just once", None);
            }
            measures.extend(known);
        }
        measures
    }

    /// What a series is made of. Two numbers that follow each other are bound as `one` and `next`; where a series is
    /// announced, it is bound as a whole.
    fn series(
        &mut self,
        reader: &Reader<'_>,
        at: &Reader<'_>,
        within: Within,
        problems: &mut Problems,
    ) -> Series {
        let patterns = self.numbering(at, problems);
        let mentioned = reader.get("mentioned");
        let mentions = mentioned.iter().flat_map(|at| self.numbering(at, problems)).collect();
        let spots = several(reader, "at", &Spot::ALL, problems);
        let under = reader.get("under");
        if let Some(at) = under.as_ref().filter(|_| mentioned.is_some()) {
            problems.at(at, "a series is bound either `under` something or where it is `mentioned`", None);
        }
        let pairs = under.is_none() && mentioned.is_none();
        for name in ["one", "next"].into_iter().filter(|_| pairs) {
            self.bind_name(name, Type::Number);
        }
        self.bind_name("all", Type::Row(Some(Kind::Count)));
        if mentioned.is_some() {
            self.bind_name("mention", Type::Number);
        }
        if under.is_some() {
            self.bind_name("whole", Type::Row(Some(Kind::Count)));
        }
        let under = under.map(|at| self.patterns(&at, Some(Type::of), problems)).unwrap_or_default();
        Series { patterns, spots, within, under, mentions }
    }

    /// Patterns each of which binds the number of a place as `n`.
    fn numbering(&mut self, at: &Reader<'_>, problems: &mut Problems) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for item in at.items() {
            let Some(text) = item.text(problems) else { continue };
            let mut flaws = Vec::new();
            let mut captured = false;
            let pattern = compile(
                text,
                &mut self.loader.lexicon,
                &mut |name, ask| {
                    captured |= name == "n";
                    let counts = matches!(ask, Ask::One(kinds) if kinds.holds(Kind::Count));
                    let wrong = || format!("a series binds `{{n}}`, a number, not `{{{name}}}`");
                    if name == "n" && counts { Ok(0) } else { Err(wrong()) }
                },
                &mut flaws,
            );
            if !captured && flaws.is_empty() {
                let message = "a wording of a series must hold its number, `{n}`".to_owned();
                flaws.push(((0, text.len()), message, None));
            }
            keep(&item, flaws, problems);
            patterns.push(pattern);
        }
        patterns
    }

    fn bind_name(&mut self, name: &str, of: Type) {
        bind_name(&mut self.names, &mut self.types, name, of);
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

    /// Patterns; `of` tells what their names are, if they may bind any.
    fn patterns(&mut self, at: &Reader<'_>, of: Option<TypeOf>, problems: &mut Problems) -> Vec<Pattern> {
        let items = at.items();
        let mut patterns = Vec::with_capacity(items.len());
        patterns.extend(items.iter().filter_map(|item| self.pattern(item, of, problems)));
        patterns
    }

    /// A pattern; `of` tells what its names are, if it may bind any.
    fn pattern(
        &mut self,
        reader: &Reader<'_>,
        of: Option<TypeOf>,
        problems: &mut Problems,
    ) -> Option<Pattern> {
        let text = reader.text(problems)?;
        let mut flaws = Vec::new();
        let (names, types) = (&mut self.names, &mut self.types);
        let pattern = compile(
            text,
            &mut self.loader.lexicon,
            &mut |name, ask| {
                let of = of.ok_or_else(|| format!("`{{{name}}}` cannot be bound here"))?;
                let at = bind_name(names, types, name, of(ask));
                Some(at)
                    .filter(|at| usize::from(*at) < MAX_SLOTS)
                    .ok_or_else(|| format!("a rule binds at most {MAX_SLOTS} names"))
            },
            &mut flaws,
        );
        self.open |= !flaws.is_empty();
        keep(reader, flaws, problems);
        Some(pattern)
    }

    /// Patterns that silence; a name in one is the figure that the rule binds to it.
    fn unless(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Vec<Pattern> {
        let mut out = Vec::new();
        for item in reader.items() {
            let Some(text) = item.text(problems) else { continue };
            let mut flaws = Vec::new();
            let (names, types) = (&self.names, &self.types);
            let slot = &mut |name: &str, ask: Ask| {
                let at = names
                    .iter()
                    .position(|n| &**n == name)
                    .ok_or_else(|| format!("nothing binds `{name}`"))?;
                let (bound, asked) = (types.get(at).copied().unwrap_or(Type::Any), Type::of(ask));
                if bound.may_be(asked) {
                    return u8::try_from(at).map_err(|_| format!("nothing binds `{name}`"));
                }
                let (bound, asked) = (bound.name(), asked.name());
                Err(format!("`{name}` is {bound}, never {asked}; `_` in its place takes any figure"))
            };
            let pattern = compile(text, &mut self.loader.lexicon, slot, &mut flaws);
            keep(&item, flaws, problems);
            out.push(pattern);
        }
        out
    }

    fn truth(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Later<Expr>> {
        let text = reader.text(problems)?;
        if self.loader.checked {
            return Some(Later::new(text));
        }
        let expr = self.named(reader, problems, |name| expr::parse(text, name))?;
        match type_of(&expr, &self.types) {
            Err(message) => {
                problems.inside(reader, (0, text.len()), message, None);
                None
            }
            Ok(Type::Truth | Type::Any) => Some(expr.into()),
            Ok(other) => {
                let message = format!("this is {}, not something true or false", other.name());
                problems.inside(reader, (0, text.len()), message, None);
                None
            }
        }
    }

    fn template(&mut self, reader: &Reader<'_>, problems: &mut Problems) -> Option<Later<Template>> {
        let text = reader.text(problems)?;
        if self.loader.checked {
            return Some(Later::new(text));
        }
        let template = self.named(reader, problems, |name| template::parse(text, name))?;
        let values = template.parts.iter().filter_map(|part| match part {
            template::Part::Value(ways) => Some(ways),
            template::Part::Text(_) => None,
        });
        for expr in values.flatten() {
            match type_of(expr, &self.types) {
                Ok(Type::Truth) => {
                    let message = "whether something holds cannot be written out".to_owned();
                    problems.inside(reader, (0, text.len()), message, None);
                }
                Ok(_) => {}
                Err(message) => problems.inside(reader, (0, text.len()), message, None),
            }
        }
        Some(template.into())
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
        for (name, at) in unbound.iter().filter(|_| !self.open) {
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
            if found.is_none() && !self.open {
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

/// Binds a name, and gives its slot.
fn bind_name(names: &mut Vec<Arc<str>>, types: &mut Vec<Type>, name: &str, of: Type) -> u8 {
    let at = names.iter().position(|n| &**n == name).unwrap_or_else(|| {
        names.push(name.into());
        types.push(of);
        names.len() - 1
    });
    // Patterns may give one name different kinds; then the kind is known only when a text is read.
    if let Some(known) = types.get_mut(at).filter(|known| **known != of) {
        *known = match (*known, of) {
            (Type::Row(_), Type::Row(_)) => Type::Row(None),
            _ => Type::Any,
        };
    }
    u8::try_from(at).unwrap_or(u8::MAX)
}

/// The key by which a rule binds, and what stands there; of keys that say nothing beside it each is told.
fn way<'r>(reader: &Reader<'r>, problems: &mut Problems) -> Option<(&'static str, Reader<'r>)> {
    let ways = ["find", "clauses", "over", "same", "series", "row", "column"];
    let mut given: Vec<&str> = ways.into_iter().filter(|way| reader.get(way).is_some()).collect();
    // Clauses may stand beside wordings.
    if given.starts_with(&["find", "clauses"]) {
        given.remove(1);
    }
    let [way] = *given.as_slice() else {
        let message = if given.is_empty() {
            "the rule binds nothing".to_owned()
        } else {
            format!("the rule binds in more than one way: {}", given.join(", "))
        };
        let help = "give one of `find`, `clauses`, `over`, `same`, `series`, `row`, `column`".to_owned();
        problems.at(reader, message, Some(help));
        return None;
    };
    let at = reader.get(way)?;
    for (key, ways) in KEYS_OF_WAYS {
        if let Some(at) = reader.get(key).filter(|_| !ways.contains(&way)) {
            let ways: Vec<String> = ways.iter().map(|way| format!("`{way}`")).collect();
            let help = format!("it is for {}", ways.join(" and "));
            problems.at(&at, format!("`{key}` says nothing beside `{way}`"), Some(help));
        }
    }
    let empty = match &at.node {
        Node::List(items) => items.is_empty(),
        Node::Map(entries) => entries.is_empty(),
        _ => at.node.scalar().is_none(),
    };
    if empty {
        problems.at(&at, format!("`{way}` is empty, so the rule never speaks"), None);
    }
    Some((way, at))
}

/// How far a rule reaches: what it says, or else what is usual for its way to bind.
fn within(reader: &Reader<'_>, way: &str, problems: &mut Problems) -> Within {
    let known =
        [(Within::Sentence, "sentence"), (Within::Paragraph, "paragraph"), (Within::Document, "document")];
    let usual = if matches!(way, "same" | "series") { Within::Document } else { Within::Sentence };
    reader.get("within").and_then(|at| choice(&at, &known, problems)).unwrap_or(usual)
}

/// `one == other`: what agreement checks unless told otherwise.
fn agree() -> Expr {
    Expr::Binary(expr::Operator::Equal, Box::new(Expr::Name(0)), Box::new(Expr::Name(1)))
}

/// The values of a key that takes several of a few words; all of them where the key is not there.
fn several<T: Copy>(reader: &Reader<'_>, key: &str, known: &[(T, &str)], problems: &mut Problems) -> Vec<T> {
    match reader.get(key) {
        None => known.iter().map(|(value, _)| *value).collect(),
        Some(list) => list.items().iter().filter_map(|item| choice(item, known, problems)).collect(),
    }
}
