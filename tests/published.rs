//! Errors that newspapers have printed and others have documented, retold in articles of our own: each is caught.
//!
//! `published/expected.txt` says which rule catches which article.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crossfoot::check;
use crossfoot::document::Document;
use crossfoot::rule::RuleSet;
use crossfoot::source::{Format, Source};

#[test]
fn every_published_error_is_caught() {
    let rules = RuleSet::builtin();
    let mut missed = Vec::new();
    let expected = expected();
    assert!(expected.len() > 5, "only {} articles are listed", expected.len());
    for (article, rule) in &expected {
        let text = fs::read_to_string(folder().join(article)).expect("the article");
        let source = Source { format: Format::Markdown, ..Source::plain(text) };
        let found: Vec<String> =
            check(&Document::read(&source), &rules).iter().map(|finding| finding.rule.to_string()).collect();
        if !found.contains(rule) {
            missed.push(format!("{article}: {rule} expected, {found:?} found"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_article_is_listed() {
    let listed: BTreeSet<String> = expected().into_iter().map(|(article, _)| article).collect();
    let there: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"))
        .collect();
    assert_eq!(listed, there);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published")
}

/// Articles with the rule that is to catch each.
fn expected() -> Vec<(String, String)> {
    let table = fs::read_to_string(folder().join("expected.txt")).expect("the table");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|line| {
        let mut words = line.split_whitespace().map(str::to_owned);
        (words.next().expect("an article"), words.next().expect("a rule"))
    })
    .collect()
}
