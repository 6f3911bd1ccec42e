//! What must hold of every report, whatever the document: its labels lie where they say, in every format and every
//! encoding; and the same input gives the same bytes, with any number of threads.
//!
//! The documents are made of the firing cases of the built-in rules, so that every rule is in them.

mod cut;
mod drawing;
mod make;
mod threads;

use std::collections::BTreeSet;
use std::process::{Command, Output};
use std::sync::LazyLock;

use crossfoot::document::Document;
use crossfoot::finding::{Field, Finding};
use crossfoot::report::{Format, Origin, Report, Style, Summary, reporter};
use crossfoot::rule::RuleSet;
use crossfoot::source::Source;
use proptest::prelude::*;
use serde_json::Value;

use cut::{Marks, bare, by_columns, file_slice, quoted};
use make::Saved;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

const PATH: &str = "drafts/a, b: 100%.md";

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_lie_where_every_report_says(draft in make::draft(), saved in make::saved()) {
        let bytes = saved.encode(&draft.text);
        let decoded = Source::decode(&bytes[..]).expect("a text");
        let source = Source { text: decoded.text, title: None, format: draft.format, date: None };
        let findings = crossfoot::check(&Document::read(&source), &RULES);
        assert_eq!(findings, crossfoot::check(&Document::read(&source), &RULES), "two runs differ");
        labels_are_the_words_of_the_source(&findings, &source);
        let origin = Origin { path: PATH, document: PATH, record: None, offsets: Some(&decoded.offsets) };
        let print = |format, width| {
            let report = Report { origin, source: &source, findings: &findings };
            let style = Style { color: false, width };
            let reporter = reporter(format, style, RULES.rules());
            reporter.head() + &reporter.document(&report) + &reporter.tail(&Summary::of(&findings, 0))
        };
        jsonl(&print(Format::Jsonl, 80), &findings, &source, &bytes, saved);
        json(&print(Format::Json, 80), &print(Format::Jsonl, 80));
        sarif(&print(Format::Sarif, 80), &findings, &source);
        concise(&print(Format::Concise, 80), &findings, &source);
        github(&print(Format::Github, 80), &findings, &source);
        for width in [40, 80, 120] {
            drawing::check(&print(Format::Full, width), &findings, &source, PATH, width);
        }
    }
}

#[test]
fn the_documents_hold_findings_of_every_rule() {
    // Else the property above might hold of nothing. Each text by itself: told together, they tell of several events.
    let texts = make::cases(crossfoot::source::Format::Plain);
    let findings = texts.iter().flat_map(|t| {
        crossfoot::examine_by_rule(&Document::read(&Source::plain(t.clone())), &RULES).findings
    });
    let speak: BTreeSet<String> = findings.map(|finding| finding.rule.to_string()).collect();
    let silent: Vec<&str> =
        RULES.rules().iter().map(|rule| &*rule.id).filter(|id| !speak.contains(*id)).collect();
    // Plain text has neither tables nor headings; those of other formats stand in the documents too.
    assert_eq!(silent, ["cells-told-again", "column-total-is-off", "headings-out-of-step"]);
}

fn labels_are_the_words_of_the_source(findings: &[Finding], source: &Source) {
    for finding in findings {
        assert_eq!(finding.labels.iter().filter(|label| label.primary).count(), 1, "{finding:?}");
        for label in &finding.labels {
            let slice = source.field(label.place.field).get(label.place.start..label.place.end);
            let slice = slice.expect("on the boundaries of characters");
            assert_eq!(
                bare(slice, source.format),
                quoted(&label.text, source.format),
                "{slice:?} {finding:?}"
            );
            assert!(!label.text.trim().is_empty());
        }
    }
}

/// Offsets cut the label out of the file as it was saved; line and column lead to its first character.
fn jsonl(printed: &str, findings: &[Finding], source: &Source, bytes: &[u8], saved: Saved) {
    let lines: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), findings.len());
    for (line, finding) in lines.iter().zip(findings) {
        assert_eq!(line["path"], PATH);
        assert_eq!(line["rule"], *finding.rule);
        assert_eq!(line["message"], *finding.message);
        let labels = line["labels"].as_array().expect("labels");
        for (json, label) in labels.iter().zip(&finding.labels) {
            let slice = &source.text[label.place.start..label.place.end];
            let number = |key: &str| usize::try_from(json[key].as_u64().expect("a number")).expect("it fits");
            assert_eq!(saved.decode(&bytes[number("start")..number("end")]), slice);
            assert_eq!(file_slice(&source.text, number("line"), number("column"), slice), Some(slice));
            assert_eq!(json["text"], *label.text);
        }
    }
}

/// `json` holds the lines of `jsonl`.
fn json(printed: &str, jsonl: &str) {
    let all: Value = serde_json::from_str(printed).expect("JSON");
    let lines: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(all["findings"].as_array(), Some(&lines));
    assert_eq!(all["summary"]["findings"], lines.len());
}

fn sarif(printed: &str, findings: &[Finding], source: &Source) {
    let log: Value = serde_json::from_str(printed).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(findings) {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("it fits");
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], *finding.rule);
        let related = result["relatedLocations"].as_array();
        let places =
            result["locations"].as_array().into_iter().flatten().chain(related.into_iter().flatten());
        let mut found: Vec<&str> = places
            .map(|place| {
                let region = &place["physicalLocation"]["region"];
                let at = |key: &str| usize::try_from(region[key].as_u64().expect(key)).expect("it fits");
                let start = (at("startLine"), at("startColumn"));
                by_columns(&source.text, start, (at("endLine"), at("endColumn")))
            })
            .collect();
        let mut expected: Vec<&str> =
            finding.labels.iter().map(|label| &source.text[label.place.start..label.place.end]).collect();
        assert_eq!(found[0], primary(finding, source), "the primary label leads");
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}

fn concise(printed: &str, findings: &[Finding], source: &Source) {
    assert_eq!(printed.lines().count(), findings.len());
    for (line, finding) in printed.lines().zip(findings) {
        let rest = line.strip_prefix(PATH).and_then(|rest| rest.strip_prefix(':')).expect("the path");
        let (place, message) = rest.split_once(": ").expect("a message");
        let (line, column) = place.split_once(':').expect("a column");
        let (line, column) = (line.parse().expect("a line"), column.parse().expect("a column"));
        let words = primary(finding, source);
        assert_eq!(file_slice(&source.text, line, column, words), Some(words));
        assert!(message.starts_with(&format!("{}[{}] ", finding.severity.name(), finding.rule)));
    }
}

fn github(printed: &str, findings: &[Finding], source: &Source) {
    assert_eq!(printed.lines().count(), findings.len());
    for (line, finding) in printed.lines().zip(findings) {
        let (head, message) = line[2..].split_once("::").expect("a message");
        let (_, head) = head.split_once(' ').expect("properties");
        assert!(!message.is_empty());
        let property = |name: &str| {
            head.split(',').find_map(|part| part.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')))
        };
        let number = |name: &str| property(name).map(|text| text.parse::<usize>().expect("a number"));
        assert_eq!(property("file"), Some("drafts/a%2C b%3A 100%25.md"));
        let start = number("line").expect("a line");
        // A place over several lines has no columns: GitHub takes them for those of one line.
        if let (Some(column), Some(end)) = (number("col"), number("endColumn")) {
            assert_eq!(by_columns(&source.text, (start, column), (start, end)), primary(finding, source));
        } else {
            assert!(number("endLine").is_some_and(|end| end > start));
        }
    }
}

fn primary<'s>(finding: &Finding, source: &'s Source) -> &'s str {
    let label = finding.labels.iter().find(|label| label.primary).expect("a primary label");
    &source.text[label.place.start..label.place.end]
}

proptest! {
    // Each starts the program once, with many documents.
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_of_records_lie_in_their_text_or_title(
        drafts in proptest::collection::vec((make::draft(), proptest::option::of(make::headline())), 20),
    ) {
        let records: Vec<Value> = drafts.iter().enumerate().map(|(id, (draft, title))| serde_json::json!({
            "id": id, "text": draft.text, "title": title, "format": draft.format_name(),
        })).collect();
        let lines = records.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        for verb in ["check", "claims"] {
            let printed = program(&[verb, "--format", "jsonl", "--stdin-name", "drafts.jsonl"], lines.as_bytes());
            let mut marks = Marks::default();
            for line in String::from_utf8(printed.stdout).expect("UTF-8").lines() {
                let line: Value = serde_json::from_str(line).expect("JSON");
                let id: usize = line["document"].as_str().expect("a name").parse().expect("an id");
                let own = [line.clone()];
                for label in line["labels"].as_array().map_or(&own[..], Vec::as_slice) {
                    let field = if label["field"] == "title" { Field::Title } else { Field::Text };
                    let (draft, title) = &drafts[id];
                    let text = if field == Field::Title { title.as_deref().unwrap_or("") } else { &draft.text };
                    marks.check(label, text, draft.format, field);
                }
            }
            assert!(marks.texts > 0, "nothing was found in:\n{lines}");
        }
    }
}

/// Runs the program in the folder of the tests.
fn program(arguments: &[&str], input: &[u8]) -> Output {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("the program ends")
    })
}
