//! Drafts that hold contradictions, in every format and encoding.

use std::sync::LazyLock;

use crossfoot::source::{Format, Source};
use crossfoot::verify::{Expected, builtin_files, read_cases};
use encoding_rs::WINDOWS_1252;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A text in some format.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) format: Format,
}

impl Draft {
    pub(crate) fn format_name(&self) -> &'static str {
        match self.format {
            Format::Plain => "plain",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }
}

/// How a text is saved.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Saved {
    Utf8,
    Utf8WithMark,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Saved {
    /// The file. What the encoding lacks becomes a question mark.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Saved::Utf8 => text.as_bytes().to_vec(),
            Saved::Utf8WithMark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Saved::Utf16Le => {
                [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
            }
            Saved::Utf16Be => {
                [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
            }
            Saved::Windows1252 => {
                // A byte that is no UTF-8 tells it from UTF-8.
                let one = |c: char| match WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])) {
                    (bytes, _, false) => bytes.to_vec(),
                    _ => b"?".to_vec(),
                };
                text.chars().flat_map(one).chain(*b"\n\xE9\n").collect()
            }
        }
    }

    /// Part of a file, without its mark, as text.
    pub(crate) fn decode(self, part: &[u8]) -> String {
        let units = |from: fn([u8; 2]) -> u16| {
            let units: Vec<u16> = part.chunks(2).map(|pair| from([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("whole characters")
        };
        match self {
            Saved::Utf8 | Saved::Utf8WithMark => String::from_utf8(part.to_vec()).expect("whole characters"),
            Saved::Utf16Le => units(u16::from_le_bytes),
            Saved::Utf16Be => units(u16::from_be_bytes),
            Saved::Windows1252 => WINDOWS_1252.decode_without_bom_handling(part).0.into_owned(),
        }
    }
}

pub(crate) fn saved() -> impl Strategy<Value = Saved> {
    select(vec![Saved::Utf8, Saved::Utf8WithMark, Saved::Utf16Le, Saved::Utf16Be, Saved::Windows1252])
}

/// The texts of the firing cases of the built-in rules that are written in a format; a title is the first line of its text.
pub(crate) fn cases(format: Format) -> Vec<String> {
    static CASES: LazyLock<Vec<(Format, String)>> = LazyLock::new(|| {
        let cases = read_cases(&builtin_files()).expect("the built-in rules have no mistakes");
        let fires = cases.into_iter().filter(|case| matches!(case.expected, Expected::Fires { .. }));
        let text = |source: Source| match source.title {
            Some(title) => format!("{title}\n\n{}", source.text.trim()),
            None => source.text.trim().to_owned(),
        };
        fires.map(|case| (case.source.format, text(case.source))).collect()
    });
    CASES.iter().filter(|(own, _)| *own == format).map(|(_, text)| text.clone()).collect()
}

/// What stands between the cases: characters of every width and direction, and what looks like markup.
const FILLERS: [&str; 10] = [
    "Nothing of the sort was said.",
    "“Für drei” – naïve café, 日本語の文, and \u{1F600}\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}.",
    "שלום עולם",
    "a\tb\tc e\u{301}\u{302} \u{A0} \u{FEFF}x",
    "x < y && y > z; 5 * 3 * 2, snake_case_word and ``` and [a](b) \\",
    "R&D; &amp; &copy; &#x20AC;",
    "See https://example.org/a?b=12&c=13 and e@example.org.",
    "\u{202E}turned\u{202C} and \u{1B}[31mred\u{7}.",
    "The paragraph is long. It goes on and on, so that whatever is drawn of it must be cut; and on it goes, as such \
     paragraphs do, past the edge of any window and over the hills. Only then does it end, at last, with a full stop.",
    "",
];

/// A line of prose that holds a contradiction.
pub(crate) fn headline() -> impl Strategy<Value = String> {
    let lines: Vec<String> = cases(Format::Plain).into_iter().filter(|text| !text.contains('\n')).collect();
    select(lines)
}

/// A document of a few paragraphs with contradictions.
pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let paragraph = || {
        let plain = select(cases(Format::Plain));
        (plain, select(&FILLERS[..]), 0..4_u8, any::<u32>())
    };
    (
        select(vec![Format::Plain, Format::Markdown, Format::Html]),
        vec(paragraph(), 1..5),
        proptest::option::of(headline()),
        any::<proptest::sample::Index>(),
        select(vec!["\n", "\r\n", "\r"]),
    )
        .prop_map(|(format, paragraphs, title, table, end)| {
            let mut parts = Vec::new();
            parts.extend(title.map(|title| front(&title, format)));
            for (case, filler, shape, seed) in paragraphs {
                let prose = match shape {
                    0 => case,
                    1 => format!("{filler} {case}"),
                    2 => format!("{case} {filler}"),
                    _ => format!("{filler}\n{case}\n{filler}"),
                };
                parts.push(mark_up(&prose, format, seed));
            }
            let tables = cases(format);
            if format != Format::Plain && !tables.is_empty() {
                parts.push(table.get(&tables).clone());
            }
            Draft { text: parts.join("\n\n").replace('\n', end), format }
        })
}

/// A headline, as the format writes it.
fn front(title: &str, format: Format) -> String {
    match format {
        Format::Plain => title.to_owned(),
        Format::Markdown => {
            format!("---\nauthor: Ä\ntitle: \"{}\"\ntags: [a, 12]\n---", title.replace(['"', '\\'], "'"))
        }
        Format::Html => {
            format!("<!doctype html><html><head><title>{}</title></head><body>", mark_up(title, format, 5))
        }
    }
}

/// Prose as the format writes it, some of its characters escaped and some of its words marked, as the bits of `seed` say.
fn mark_up(prose: &str, format: Format, seed: u32) -> String {
    if format == Format::Plain {
        return prose.to_owned();
    }
    let mut bits = (0..).map(|at| (seed >> (at % 32)) & 1 == 1);
    let words: Vec<String> = prose
        .split(' ')
        .map(|word| {
            let (first, second) = (bits.next() == Some(true), bits.next() == Some(true));
            match format {
                Format::Markdown if first && second && plain_word(word) => format!("**{word}**"),
                Format::Markdown if first => word.replace('-', "\\-").replace('.', "\\."),
                Format::Html => html_word(word, first, second),
                _ => word.to_owned(),
            }
        })
        .collect();
    match (format, seed % 5) {
        (Format::Markdown, 0) => {
            words.join(" ").lines().fold(String::new(), |out, line| out + "> " + line + "\n")
        }
        (Format::Markdown, 1) => format!("- {}", words.join(" ").replace('\n', "\n  ")),
        (Format::Html, 0) => format!("<ul>\n<li class=\"a 12\">{}\n</ul>", words.join(" ")),
        (Format::Html, _) => format!("<p title='3 > 2'>{}</p><!-- 12 of 13 -->", words.join(" ")),
        _ => words.join(" "),
    }
}

fn plain_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric())
}

fn html_word(word: &str, escape: bool, tag: bool) -> String {
    let escaped: String = word
        .chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            // An entity that names a line end or a control character is a matter of its own.
            c if escape && !c.is_control() => format!("&#{};", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    if tag { format!("<b class=x>{escaped}</b>") } else { escaped }
}
