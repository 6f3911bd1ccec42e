//! Any text is checked without a panic, as Markdown and as HTML.
#![no_main]

use std::sync::LazyLock;

use crossfoot::check;
use crossfoot::document::Document;
use crossfoot::rule::RuleSet;
use crossfoot::source::{Format, Source};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

fuzz_target!(|text: &str| {
    for format in [Format::Markdown, Format::Html, Format::Plain] {
        let source = Source { format, ..Source::plain(text.to_owned()) };
        check(&Document::read(&source), &RULES);
    }
});
