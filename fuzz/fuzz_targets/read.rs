//! Any text is read without a panic, and its claims stand in order on whole characters.
#![no_main]

use std::sync::LazyLock;

use crossfoot::grammar::read;
use crossfoot::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::builtin);

fuzz_target!(|text: &str| {
    let mut last = 0;
    for claim in read(text, &VOCABULARY).claims {
        assert!(text.get(claim.span.start..claim.span.end).is_some());
        assert!(claim.span.start >= last);
        last = claim.span.end;
    }
});
