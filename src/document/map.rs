//! From bytes of clean text to bytes of the source: the one map that every label goes through.

use crate::finding::{Field, Place};
use crate::span::Span;

/// A map from the bytes of a document's text to those of its source, kept as runs that are the same byte for byte.
/// Bytes of the text that stand in no run (an entity decoded, a space put for a line break) belong to a run of their
/// own with a source length that differs from their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    clean: usize,
    clean_len: usize,
    field: Field,
    source: usize,
    source_len: usize,
}

impl SourceMap {
    /// Adds the next run: `clean_len` bytes of the text from `clean` on stand for `source_len` bytes of `field` from
    /// `source` on. Runs come in the order of the text. Where both lengths are the same the bytes are the same too.
    pub fn push(&mut self, clean: usize, clean_len: usize, field: Field, source: usize, source_len: usize) {
        if let Some(last) = self.runs.last_mut() {
            let verbatim = last.clean_len == last.source_len && clean_len == source_len;
            let follows = last.clean + last.clean_len == clean && last.source + last.source_len == source;
            if verbatim && follows && last.field == field {
                last.clean_len += clean_len;
                last.source_len += source_len;
                return;
            }
        }
        self.runs.push(Run { clean, clean_len, field, source, source_len });
    }

    /// Forgets everything about the text from byte `clean` on and gives it back, so that the end of a text can be
    /// written anew. A run that `clean` cuts through is cut too. Cost: linear in what is given back.
    pub(super) fn split_off(&mut self, clean: usize) -> SourceMap {
        let index = self.runs.partition_point(|r| r.clean + r.clean_len <= clean);
        let mut runs = self.runs.split_off(index);
        if let Some(first) = runs.first_mut().filter(|r| r.clean < clean) {
            let into = clean - first.clean;
            let kept = if first.clean_len == first.source_len { into } else { first.source_len };
            self.runs.push(Run { clean_len: into, source_len: kept, ..*first });
            first.clean += into;
            first.clean_len -= into;
            first.source += kept;
            first.source_len -= kept;
        }
        SourceMap { runs }
    }

    /// The runs that lie within a span of the text, cut to it: for each its span in the text, and the field, first
    /// byte and length of what it stands for. One that is cut through and is not the same byte for byte stands for
    /// all that it stood for before. Cost: logarithmic in the number of runs, and linear in those given.
    pub(super) fn runs_within(&self, span: Span) -> impl Iterator<Item = (Span, Field, usize, usize)> {
        let first = self.runs.partition_point(|r| r.clean + r.clean_len <= span.start);
        let runs = self.runs.get(first..).unwrap_or_default();
        runs.iter().take_while(move |r| r.clean < span.end).map(move |r| {
            let cut = Span::new(r.clean.max(span.start), (r.clean + r.clean_len).min(span.end));
            if r.clean_len == r.source_len {
                (cut, r.field, r.source + (cut.start - r.clean), cut.len())
            } else {
                (cut, r.field, r.source, r.source_len)
            }
        })
    }

    /// Where a span of the text stands in the source. A span that cuts through something decoded (half of an entity)
    /// gets all of it; one that runs over markup covers the markup between. Cost: logarithmic in the number of runs.
    pub fn place(&self, span: Span) -> Place {
        let (field, start) = self.start(span.start);
        let end = if span.is_empty() { start } else { self.end(span.end, field).max(start) };
        Place { field, start, end }
    }

    fn start(&self, at: usize) -> (Field, usize) {
        let next = self.runs.partition_point(|r| r.clean <= at);
        let Some(run) = next.checked_sub(1).and_then(|i| self.runs.get(i)).or(self.runs.first()) else {
            return (Field::Text, at);
        };
        let into = at.saturating_sub(run.clean);
        let source = if run.clean_len == run.source_len {
            run.source + into.min(run.source_len)
        } else if into >= run.clean_len {
            run.source + run.source_len
        } else {
            run.source
        };
        (run.field, source)
    }

    fn end(&self, at: usize, field: Field) -> usize {
        let next = self.runs.partition_point(|r| r.clean < at);
        let Some(run) = next.checked_sub(1).and_then(|i| self.runs.get(i)).filter(|r| r.field == field)
        else {
            return 0;
        };
        let into = at - run.clean;
        let verbatim = run.clean_len == run.source_len;
        run.source + if verbatim { into.min(run.source_len) } else { run.source_len }
    }
}
