//! `crossfoot explain`.

use std::collections::BTreeSet;

use super::args::ExplainArgs;
use super::terminal::{Output, say, style};
use super::{Status, rules};
use crate::rule::{Rule, RuleFile};
use crate::verify::builtin_files;
use crate::yaml::{Node, parse};

pub(super) fn explain(args: &ExplainArgs) -> Status {
    let Ok(set) = rules::load_all(&args.rules, &args.look) else { return Status::Failed };
    let Some(rule) = set.rules().iter().find(|rule| *rule.id == *args.id) else {
        let known: BTreeSet<&str> = set.rules().iter().map(|rule| &*rule.id).collect();
        say(&rules::no_such("rule", &args.id, &known));
        return Status::Failed;
    };
    // The files were read once without a mistake, or this line is not reached.
    let Ok(mut files) = rules::read(&args.rules) else { return Status::Failed };
    files.extend(builtin_files());
    let mut output = Output::new();
    output.write(&page(rule, &files, style(&args.look).width));
    output.status()
}

/// All that there is to say of a rule.
fn page(rule: &Rule, files: &[RuleFile], width: usize) -> String {
    let pack = match &rule.pack {
        None => "on unless switched off".to_owned(),
        Some(pack) => format!("pack {pack}, off unless asked for: --pack {pack}"),
    };
    let mut out = format!(
        "{}: {}\n\n  severity  {}\n  pack      {pack}\n  file      {}\n",
        rule.id,
        rule.title,
        rule.severity.name(),
        rule.file
    );
    for paragraph in rule.why.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        // A file breaks its lines where its author did, the page where it is narrow.
        let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push('\n');
        out.push_str(&wrap(&line, width, ""));
    }
    out.push_str("\nHow it rounds\n");
    out.push_str(&wrap(&rounding(rule), width, ""));
    if let Some(cases) =
        files.iter().filter(|file| file.path == rule.file).find_map(|file| cases(file, &rule.id))
    {
        out.push_str(&examples("Fires on", cases.get("fires"), width));
        out.push_str(&examples("Keeps silent on", cases.get("silent"), width));
    }
    let off = format!("\nTo switch it off: crossfoot check --except {} ...\n", rule.id);
    out + &off
}

/// How far the rule lets figures stretch: one promise for all, and what it does where only a round figure is in the way.
fn rounding(rule: &Rule) -> String {
    let round = if rule.warns_when_rounded() { "it speaks as a warning" } else { "it says nothing" };
    format!(
        "A figure is whatever its writer may have meant: 3.5 is all that rounds or is cut to it, \"at least 14\" has no \
         upper end. The rule speaks only where no such reading makes the figures agree. Where they would agree if a round \
         figure, such as 20,000, was rounded, {round}."
    )
}

/// The cases of a rule as they stand in a file: which is one rule, or has a list of them.
fn cases(file: &RuleFile, id: &str) -> Option<Node> {
    let top = parse(&file.yaml).ok()?;
    let is_it = |node: &&Node| node.get("id").and_then(Node::scalar) == Some(id);
    let rule = match top.get("rules") {
        Some(Node::List(rules)) => rules.iter().find(is_it),
        _ => Some(&top).filter(is_it),
    };
    rule?.get("cases").cloned()
}

fn examples(heading: &str, cases: Option<&Node>, width: usize) -> String {
    let cases = match cases {
        Some(Node::List(cases)) => cases.as_slice(),
        _ => return String::new(),
    };
    let mut out = format!("\n{heading}\n");
    for case in cases {
        let part = |key| case.get(key).and_then(Node::scalar);
        let Some(text) = part("text").or(case.scalar()) else { continue };
        out.push_str(&wrap(text.trim(), width, "  | "));
        for key in ["message", "because"] {
            out.push_str(&part(key).map(|why| wrap(why, width, "      ")).unwrap_or_default());
        }
    }
    out
}

/// Text in lines of at most `width` characters, each with `indent` before it. Lines that the text itself has stay apart.
fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        out.push_str(indent);
        for word in line.split_whitespace() {
            let word_length = word.chars().count();
            if length > 0 && indent.len() + length + 1 + word_length > width {
                out.push('\n');
                out.push_str(indent);
                length = 0;
            }
            if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += word_length;
        }
        out.push('\n');
    }
    out
}
