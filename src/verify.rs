//! Runs the cases that stand in rule files: for the project's own tests and for `crossfoot test` alike.

use std::sync::Arc;

use crate::calendar::Date;
use crate::document::Document;
use crate::examine_by_rule;
use crate::finding::Finding;
use crate::rule::{BUILTIN_FILES, RuleError, RuleFile, RuleSet, placed, rules_of};
use crate::source::{Format, Source};
use crate::yaml::{self, Problems, Reader};

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// The rule that the case is of.
    pub rule: Arc<str>,
    /// The index of the rule's file among those given.
    pub file: usize,
    /// The text of the case.
    pub text: String,
    /// What came of it.
    pub outcome: CaseOutcome,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseOutcome {
    /// It did what it says.
    Passed,
    /// It should have fired and was silent.
    Missing,
    /// It should have been silent and fired: the message of the finding.
    Noisy(String),
    /// It fired with another message or other labels: what was expected and what came.
    Differs {
        /// As the case says.
        expected: String,
        /// As the rule said.
        found: String,
    },
}

/// One case as its file gives it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rule that it is of.
    pub rule: Arc<str>,
    /// The index of the rule's file among those given.
    pub file: usize,
    /// What is read.
    pub source: Source,
    /// What should come of it.
    pub expected: Expected,
}

/// What should come of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A finding, with this message and these labels (name and text) where they are given.
    Fires {
        /// The message.
        message: Option<String>,
        /// Names with texts; a name may come more than once.
        labels: Vec<(String, String)>,
    },
    /// No finding of this rule.
    Silent {
        /// Why; empty if the case does not say.
        because: String,
    },
}

/// Runs every case of the rules in `files` with the built-in rules and vocabulary beside them.
pub fn run_cases(files: &[RuleFile]) -> Result<Vec<CaseResult>, Vec<RuleError>> {
    let rules = RuleSet::load(files)?;
    let cases = read_cases(files)?;
    Ok(cases.into_iter().map(|case| run_case(&rules, case)).collect())
}

/// The built-in rules as files, as they stand in `rules/`.
pub fn builtin_files() -> Vec<RuleFile> {
    BUILTIN_FILES
        .iter()
        .map(|(path, yaml)| RuleFile { path: (*path).to_owned(), yaml: (*yaml).to_owned() })
        .collect()
}

/// The cases that stand in rule files.
pub fn read_cases(files: &[RuleFile]) -> Result<Vec<Case>, Vec<RuleError>> {
    let mut cases = Vec::new();
    let mut errors = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let node = match yaml::parse(&file.yaml) {
            Ok(node) => node,
            Err((message, at)) => {
                errors.push(RuleError::unreadable(index, &file.yaml, message, at));
                continue;
            }
        };
        let mut problems = Problems::default();
        for rule in rules_of(&Reader::top(&node)) {
            cases_of(&rule, index, &mut cases, &mut problems);
        }
        errors.extend(placed(index, &file.yaml, problems.list));
    }
    if errors.is_empty() { Ok(cases) } else { Err(errors) }
}

/// The rules of files that have no case, with the index of the file.
pub fn without_cases(files: &[RuleFile]) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let Ok(node) = yaml::parse(&file.yaml) else { continue };
        let rules = rules_of(&Reader::top(&node)).into_iter().filter(|rule| rule.get("cases").is_none());
        let ids = rules.filter_map(|rule| rule.get("id")?.node.scalar().map(str::to_owned));
        out.extend(ids.map(|id| (index, id)));
    }
    out
}

fn cases_of(rule: &Reader<'_>, file: usize, out: &mut Vec<Case>, problems: &mut Problems) {
    let Some(id) = rule.get("id").and_then(|id| id.node.scalar()) else { return };
    let Some(cases) = rule.get("cases") else { return };
    cases.only(&["fires", "silent"], problems);
    for (key, fires) in [("fires", true), ("silent", false)] {
        for item in cases.get(key).map(|list| list.items()).unwrap_or_default() {
            if let Some((source, expected)) = case(&item, fires, problems) {
                out.push(Case { rule: id.into(), file, source, expected });
            }
        }
    }
}

fn case(item: &Reader<'_>, fires: bool, problems: &mut Problems) -> Option<(Source, Expected)> {
    if let Some(text) = item.node.scalar() {
        let expected = if fires {
            Expected::Fires { message: None, labels: Vec::new() }
        } else {
            Expected::Silent { because: String::new() }
        };
        return Some((Source::plain(text), expected));
    }
    let own: &[&str] = if fires { &["message", "labels"] } else { &["because"] };
    let known: Vec<&str> =
        ["text", "title", "date", "format"].into_iter().chain(own.iter().copied()).collect();
    item.only(&known, problems);
    let text = |key: &str, problems: &mut Problems| {
        item.get(key).and_then(|value| value.text(problems)).map(str::to_owned)
    };
    let Some(body) = text("text", problems) else {
        if item.get("text").is_none() {
            problems.at(item, "the case has no `text`", None);
        }
        return None;
    };
    let mut source = Source::plain(body);
    source.title = text("title", problems);
    source.date = text("date", problems).and_then(|d| Date::parse_iso(&d));
    if let Some(at) = item.get("date").filter(|_| source.date.is_none()) {
        problems.at(&at, "a date is a day that exists, as `2024-05-31`", None);
    }
    if let Some(format) = item.get("format") {
        source.format = match format.text(problems) {
            Some("markdown") => Format::Markdown,
            Some("html") => Format::Html,
            Some("plain") => Format::Plain,
            _ => {
                problems.at(&format, "a format is `plain`, `markdown` or `html`", None);
                return None;
            }
        };
    }
    let expected = if fires {
        Expected::Fires { message: text("message", problems), labels: labels(item, problems) }
    } else {
        Expected::Silent { because: text("because", problems).unwrap_or_default() }
    };
    Some((source, expected))
}

fn labels(item: &Reader<'_>, problems: &mut Problems) -> Vec<(String, String)> {
    let Some(labels) = item.get("labels") else { return Vec::new() };
    let mut out = Vec::new();
    for (name, texts) in labels.entries(problems) {
        for text in texts.items() {
            if let Some(text) = text.text(problems) {
                out.push((name.to_string(), text.to_owned()));
            }
        }
    }
    out
}

fn run_case(rules: &RuleSet, case: Case) -> CaseResult {
    let document = Document::read(&case.source);
    let found: Vec<Finding> =
        examine_by_rule(&document, rules).findings.into_iter().filter(|f| f.rule == case.rule).collect();
    let outcome = match &case.expected {
        Expected::Silent { .. } => {
            found.first().map_or(CaseOutcome::Passed, |finding| CaseOutcome::Noisy(finding.message.clone()))
        }
        Expected::Fires { message, labels } => fired(&found, message.as_deref(), labels),
    };
    CaseResult { rule: case.rule, file: case.file, text: case.source.text, outcome }
}

/// One finding must have both the message and the labels that a case gives.
fn fired(found: &[Finding], message: Option<&str>, labels: &[(String, String)]) -> CaseOutcome {
    let Some(first) = found.first() else { return CaseOutcome::Missing };
    let differs = |expected: String, found: String| CaseOutcome::Differs { expected, found };
    let mut said = found.iter().filter(|f| message.is_none_or(|message| f.message == message)).peekable();
    let Some(nearest) = said.peek().copied() else {
        return differs(message.unwrap_or_default().to_owned(), first.message.clone());
    };
    let mut want = labels.to_vec();
    want.sort();
    if labels.is_empty() || said.any(|finding| labels_of(finding) == want) {
        return CaseOutcome::Passed;
    }
    let show = |list: &[(String, String)]| {
        list.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join(", ")
    };
    differs(show(&want), show(&labels_of(nearest)))
}

/// The labels of a finding, name and text, sorted.
fn labels_of(finding: &Finding) -> Vec<(String, String)> {
    let mut labels: Vec<(String, String)> =
        finding.labels.iter().map(|l| (l.name.to_string(), l.text.clone())).collect();
    labels.sort();
    labels
}

/// What is missing from the cases of a built-in rule: at least two that fire, four that stay silent, each of those with
/// a reason. One line for each thing that is missing.
pub fn missing_cases(files: &[RuleFile]) -> Result<Vec<String>, Vec<RuleError>> {
    let cases = read_cases(files)?;
    let mut out = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let Ok(node) = yaml::parse(&file.yaml) else { continue };
        for rule in rules_of(&Reader::top(&node)) {
            let Some(id) = rule.get("id").and_then(|id| id.node.scalar()) else { continue };
            let own: Vec<&Case> = cases.iter().filter(|c| c.file == index && &*c.rule == id).collect();
            let fires = own.iter().filter(|c| matches!(c.expected, Expected::Fires { .. })).count();
            if fires < 2 {
                out.push(format!("{id}: {fires} case(s) that fire, of 2"));
            }
            if own.len() - fires < 4 {
                out.push(format!("{id}: {} case(s) that stay silent, of 4", own.len() - fires));
            }
            let bare = |c: &&&Case| matches!(&c.expected, Expected::Silent { because } if because.is_empty());
            if let Some(case) = own.iter().find(bare) {
                out.push(format!("{id}: no reason for the silence of {:?}", case.source.text));
            }
        }
    }
    Ok(out)
}
