//! Runs the tables in `tests/document/`: what blocks, sentences and quotations a source falls into.

use std::path::Path;

use crossfoot::document::Document;
use crossfoot::source::Source;

fn rows(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document").join(name);
    let text = std::fs::read_to_string(path).expect("the table is there");
    serde_yaml::from_str(&text).expect("the table is YAML")
}

#[test]
fn sentences() {
    let mut wrong = Vec::new();
    for row in rows("sentences.yaml") {
        let document = Document::read(&Source::plain(row.replace(" | ", " ")));
        let read: Vec<&str> = document.sentences(0).iter().map(|s| s.span.of(&document.text)).collect();
        if read.join(" | ") != row {
            wrong.push(format!("expected: {row}\n    read: {}", read.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotations() {
    let mut wrong = Vec::new();
    for row in rows("quotations.yaml") {
        let document = Document::read(&Source::plain(row.replace(['[', ']'], "")));
        let mut read = document.text.trim_end().to_owned();
        let open_ended = !row.contains(']');
        for span in document.quotations(0).iter().rev() {
            if !open_ended {
                read.insert(span.end, ']');
            }
            read.insert(span.start, '[');
        }
        if read != row {
            wrong.push(format!("expected: {row}\n    read: {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
