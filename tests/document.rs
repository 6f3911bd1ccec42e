//! Runs the tables in `tests/document/`: what blocks, sentences and quotations a source falls into.

use std::path::Path;

use crossfoot::document::{BlockKind, Document};
use crossfoot::source::{Format, Source};
use crossfoot::span::Span;
use proptest::prelude::*;

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

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    format: String,
    text: String,
    date: Option<String>,
    headers: Option<Vec<usize>>,
    blocks: Vec<String>,
}

fn source(format: &str, text: &str) -> Source {
    let format = match format {
        "plain" => Format::Plain,
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        other => panic!("no format is called {other}"),
    };
    Source { format, ..Source::plain(text) }
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Title => "title".to_owned(),
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem { list, depth, numbered, .. } => {
            format!("item {list} {depth}{}", if numbered { " numbered" } else { "" })
        }
        BlockKind::Quote => "quote".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Cell { table, row, column } => format!("cell {table} {row} {column}"),
        BlockKind::FrontMatter => "front".to_owned(),
    }
}

#[test]
fn blocks() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/blocks.yaml");
    let table: Vec<Row> =
        serde_yaml::from_str(&std::fs::read_to_string(path).expect("the table is there")).expect("YAML");
    let mut wrong = Vec::new();
    for row in table {
        let document = Document::read(&source(&row.format, &row.text));
        let text = |i| document.block_text(i).replace('\n', "/");
        let read: Vec<String> = (0..document.blocks.len())
            .map(|i| format!("{} | {}", kind(document.blocks[i].kind), text(i)))
            .collect();
        if read != row.blocks {
            wrong.push(format!("{}:\n  {}", row.name, read.join("\n  ")));
        }
        let date = document.date.map(|date| date.to_string());
        if date != row.date {
            wrong.push(format!("{}: dated {date:?}", row.name));
        }
        let headers: Vec<usize> = document.tables.iter().map(|t| t.header_rows).collect();
        if row.headers.is_some_and(|expected| expected != headers) {
            wrong.push(format!("{}: header rows {headers:?}", row.name));
        }
        for (i, block) in document.blocks.iter().enumerate() {
            if let BlockKind::Cell { table, row, column } = block.kind {
                let cell = document.tables[table as usize].rows[row as usize][column as usize];
                assert_eq!(cell.block, Some(i), "a cell knows its block");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the formats trip over: markup, quotes, entities, wide characters, line ends of all kinds.
const NASTY: &str = "(<p>|</p>|<td colspan=9>|<tr>|<table>|</table>|<li>|<ul>|</ul>|<del>|</del>|<script>|</script>|<!--|-->\
    |<sup>|<q>|<h1>|<title>|</title>|<pre>|</pre>|<img alt='é 1'>|<br>|<|>|&amp;|&#x20AC;|&copy2|&|;|\\*\\*|\\*|_|~~|`|```|\\| \
    |\\|-\\|-\\|\n|# |> |- |1\\. |\\[\\^1\\]|\\[|\\]|\\(|\\)|!|---\n|\\+\\+\\+\n|title: |date: 2018-06-16\n|\"|'|“|”|‘|’|«|»|``|''\
    |\\.|…|\\? |Gen\\. |U\\.S\\. |No\\. |3|12,000|A|b|é|€|\u{1F600}|\u{A0}|\u{2028}|\u{0}|\\\\|/|https://a\\.b/c|www\\.d|e@f\\.g\
    |\t|   | |\n|\r\n|\r|\n\n|=|:){0,60}";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_document(text in NASTY, title in proptest::option::of("[a<& .1\n\"]{0,9}")) {
        for format in ["plain", "markdown", "html"] {
            let source = Source { title: title.clone(), ..source(format, &text) };
            let document = Document::read(&source);
            blocks_are_sound(&document);
            parts_are_sound(&document);
            places_are_sound(&document, &source);
        }
    }
}

fn blocks_are_sound(document: &Document) {
    let mut end = 0;
    for (i, block) in document.blocks.iter().enumerate() {
        assert!(block.span.start >= end && block.span.start < block.span.end);
        assert!(document.text[end..block.span.start].trim().is_empty());
        let text = document.block_text(i);
        assert_eq!(text, &document.text[block.span.start..block.span.end]);
        assert_eq!(text.trim(), text);
        assert!(document.text[block.span.end..].starts_with('\n'));
        end = block.span.end + 1;
    }
    assert!(document.blocks.iter().filter(|b| b.kind == BlockKind::Title).count() <= 1);
}

fn parts_are_sound(document: &Document) {
    for (i, block) in document.blocks.iter().enumerate() {
        let sentences: Vec<Span> = document.sentences(i).iter().map(|s| s.span).collect();
        let words: usize =
            sentences.iter().map(|s| document.text[s.start..s.end].split_whitespace().count()).sum();
        assert_eq!(words, document.block_text(i).split_whitespace().count());
        for spans in [sentences, document.quotations(i)] {
            let mut end = block.span.start;
            for span in spans {
                assert!(block.span.contains(span) && span.start >= end && !span.is_empty());
                assert_eq!(document.text[span.start..span.end].trim().len(), span.len());
                end = span.end;
            }
        }
    }
}

fn places_are_sound(document: &Document, source: &Source) {
    for block in &document.blocks {
        let mut last = None;
        for (at, c) in document.text[block.span.start..block.span.end].char_indices() {
            let span = Span::new(at, at + c.len_utf8()).shift(block.span.start);
            let place = document.place(span);
            let slice =
                source.field(place.field).get(place.start..place.end).expect("on character boundaries");
            assert!(last.is_none_or(|last| last <= place.start), "the order is kept");
            last = Some(place.start);
            if source.format == Format::Plain && c != '\u{FFFC}' {
                assert_eq!(slice, c.encode_utf8(&mut [0; 4]));
            }
            assert!(!slice.is_empty());
        }
        let whole = document.place(block.span);
        assert!(whole.start <= whole.end && source.field(whole.field).get(whole.start..whole.end).is_some());
    }
}
