//! The same bytes, run after run and whatever the number of threads.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{make, program};

/// A folder with many documents, made anew.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("threads");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("more")).expect("a folder");
    let mut runner = TestRunner::deterministic();
    let drafts = proptest::collection::vec((make::draft(), make::saved()), 60).new_tree(&mut runner);
    let drafts = drafts.expect("drafts").current();
    for (number, (draft, saved)) in drafts.iter().enumerate() {
        let extension = match draft.format_name() {
            "markdown" => "md",
            "html" => "html",
            _ => "txt",
        };
        let below = if number % 3 == 0 { "more/" } else { "" };
        let path = folder.join(format!("{below}{number}.{extension}"));
        fs::write(path, saved.encode(&draft.text)).expect("a file");
    }
    let records = drafts.iter().map(|(draft, _)| {
        format!("{}\n", serde_json::json!({"text": draft.text, "format": draft.format_name()}))
    });
    fs::write(folder.join("records.jsonl"), records.collect::<String>()).expect("a file");
    fs::write(folder.join("binary.txt"), b"a\0b").expect("a file");
    folder
}

#[test]
fn every_format_prints_the_same_bytes_with_any_number_of_threads() {
    let folder = folder();
    let path = folder.to_str().expect("a name");
    let checks = ["full", "concise", "json", "jsonl", "sarif", "github"].map(|format| ("check", format));
    let claims = ["table", "json", "jsonl"].map(|format| ("claims", format));
    for (verb, format) in checks.into_iter().chain(claims) {
        let run = |threads| program(&[verb, "--format", format, "--threads", threads, path], b"");
        let first = run("1");
        assert!(first.stdout.len() > 10_000, "{verb} {format} prints {} bytes", first.stdout.len());
        assert_eq!(first.status.code(), Some(2), "one file is binary");
        for threads in ["1", "2", "13"] {
            let again = run(threads);
            assert!(again == first, "{verb} --format {format} --threads {threads} differs from --threads 1");
        }
    }
}
