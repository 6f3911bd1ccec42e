//! The command line: verbs, options, and the help that teaches them.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::calendar::Date;
use crate::finding::Severity;
use crate::report::{self, claims};
use crate::source;

/// Checks that the figures in an article agree with each other.
#[derive(Debug, Parser)]
#[command(name = "crossfoot", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) verb: Verb,
}

const EXAMPLES: &str = "\
Examples:
  crossfoot draft.md                        check one article (short for `crossfoot check draft.md`)
  crossfoot check articles/                 check a folder, ignore files respected
  crossfoot check --format github articles/ annotate a pull request
  crossfoot claims draft.md                 show every figure as it was read
  crossfoot explain RULE                    what a rule checks, and why

Exit status:
  0  nothing found at or above --fail-on
  1  something found
  2  something could not be checked: a path, a rule, an option";

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Find figures that cannot all be true
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Show every figure as it was read
    #[command(after_help = CLAIMS_EXAMPLES)]
    Claims(ClaimsArgs),
    /// Run the cases that stand in rule files
    #[command(after_help = TEST_EXAMPLES)]
    Test(TestArgs),
    /// List the rules
    #[command(after_help = RULES_EXAMPLES)]
    Rules(RulesArgs),
    /// Show what a rule checks, and why, with examples
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  crossfoot check draft.md                    an article, each finding drawn on its sentence
  crossfoot check .                           every .txt, .md, .html and .jsonl file below
  pbpaste | crossfoot check                   standard input
  crossfoot check - --as html < page.html     standard input that is HTML
  crossfoot check --format concise . | sort   a line a finding
  crossfoot check --format jsonl news.jsonl   a JSON object a finding, for programs
  crossfoot check --except RULE .             without one rule
  crossfoot check --rules desk.yaml .         with rules of your own

A .jsonl file has one document a line: an object with `text` and, if you like, `id`,
`title`, `date` (YYYY-MM-DD) and `format` (plain, markdown or html). It is streamed, so it
may be of any size.";

const CLAIMS_EXAMPLES: &str = "\
Examples:
  crossfoot claims draft.md                         a table of the figures
  crossfoot claims --skipped draft.md               and what looks like a figure and was passed over
  crossfoot claims --format jsonl news.jsonl        a JSON object a figure, for programs";

const TEST_EXAMPLES: &str = "\
Examples:
  crossfoot test                                    the cases of the built-in rules
  crossfoot test desk.yaml                          the cases of your own rules
  crossfoot test rules/                             every .yaml file of a folder";

const RULES_EXAMPLES: &str = "\
Examples:
  crossfoot rules                                   a table of the rules
  crossfoot rules --rules desk.yaml                 with your own
  crossfoot rules --format json                     for programs";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  crossfoot explain RULE
  crossfoot rules                                   for the ids";

/// Where the text comes from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Read standard input, and files whose names do not say what they are, as this
    #[arg(long = "as", value_name = "FORMAT")]
    pub(super) read_as: Option<ReadAs>,

    /// What to call standard input; its extension says what it is
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_name: Option<String>,

    /// The day that documents are dated which do not say it themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,

    /// Walk folders without heeding .gitignore, .ignore and .crossfootignore files
    #[arg(long)]
    pub(super) no_ignore: bool,

    /// The largest document that is read: bytes, or with k, M or G
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = size)]
    pub(super) max_size: u64,

    /// Documents checked at the same time [default: one a processor]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<NonZeroUsize>,
}

/// Which rules there are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct RuleArgs {
    /// More rules: a file, or a folder of .yaml files (may be given again)
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,

    /// Only this rule (may be given again)
    #[arg(long, value_name = "ID")]
    pub(super) only: Vec<String>,

    /// Without this rule (may be given again)
    #[arg(long, value_name = "ID")]
    pub(super) except: Vec<String>,

    /// With a pack of rules that is off by default (may be given again)
    #[arg(long, value_name = "NAME")]
    pub(super) pack: Vec<String>,
}

const COLOR_HELP: &str = "When to colour; NO_COLOR and CLICOLOR_FORCE are heeded too";

/// How things look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct LookArgs {
    /// When to colour
    #[arg(long, help = COLOR_HELP, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorWhen,

    /// Columns to draw in [default: those of the terminal, else 80]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,

    /// Print nothing on standard error but what went wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) look: LookArgs,

    /// How to print what was found
    #[arg(long, short, value_name = "FORMAT", default_value = "full", help_heading = "Output")]
    pub(super) format: FindingFormat,

    /// The mildest severity that makes the exit status 1
    #[arg(long, value_name = "SEVERITY", default_value = "warning", help_heading = "Output")]
    pub(super) fail_on: FailOn,
}

#[derive(Debug, Args)]
pub(super) struct ClaimsArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) look: LookArgs,

    /// How to print the figures
    #[arg(long, short, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: ClaimFormat,

    /// Show what looks like a figure and was passed over, and why
    #[arg(long, help_heading = "Output")]
    pub(super) skipped: bool,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Rule files, or folders of .yaml files; the built-in rules if there are none
    #[arg(value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) look: LookArgs,

    /// How to print them
    #[arg(long, short, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(super) format: RulesFormat,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule
    #[arg(value_name = "ID")]
    pub(super) id: String,

    /// More rules: a file, or a folder of .yaml files (may be given again)
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReadAs {
    /// Plain text
    Plain,
    /// Markdown
    Markdown,
    /// HTML
    Html,
    /// One document a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// Each finding drawn on its sentence
    Full,
    /// path:line:column: severity[rule] message
    Concise,
    /// One JSON document
    Json,
    /// A JSON object a finding, one a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations for GitHub Actions
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ClaimFormat {
    /// A table
    Table,
    /// One JSON document
    Json,
    /// A JSON object a figure, one a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    /// A table
    Table,
    /// One JSON document
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Anything at all
    Advice,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
    /// Nothing
    Never,
}

impl FindingFormat {
    pub(super) const fn format(self) -> report::Format {
        match self {
            FindingFormat::Full => report::Format::Full,
            FindingFormat::Concise => report::Format::Concise,
            FindingFormat::Json => report::Format::Json,
            FindingFormat::Jsonl => report::Format::Jsonl,
            FindingFormat::Sarif => report::Format::Sarif,
            FindingFormat::Github => report::Format::Github,
        }
    }
}

impl ClaimFormat {
    pub(super) const fn format(self) -> claims::Format {
        match self {
            ClaimFormat::Table => claims::Format::Table,
            ClaimFormat::Json => claims::Format::Json,
            ClaimFormat::Jsonl => claims::Format::Jsonl,
        }
    }
}

impl ReadAs {
    /// The markup; `None` for records, each of which says its own.
    pub(super) const fn format(self) -> Option<source::Format> {
        match self {
            ReadAs::Plain => Some(source::Format::Plain),
            ReadAs::Markdown => Some(source::Format::Markdown),
            ReadAs::Html => Some(source::Format::Html),
            ReadAs::Jsonl => None,
        }
    }
}

impl FailOn {
    /// The mildest severity that fails a run; `None` if none does.
    pub(super) const fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Advice => Some(Severity::Advice),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Error => Some(Severity::Error),
            FailOn::Never => None,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "expected a day that exists, as YYYY-MM-DD".to_owned())
}

fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..).unwrap_or("").to_ascii_lowercase();
    let shift = match suffix.trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        _ => return Err("expected bytes, or a number with k, M or G".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "expected bytes, or a number with k, M or G".to_owned())?;
    number.checked_mul(1 << shift).filter(|size| *size > 0).ok_or_else(|| "out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("7", Some(7)),
            ("64M", Some(64 << 20)),
            ("2kB", Some(2048)),
            ("1GiB", Some(1 << 30)),
            ("x", None),
            ("-1", None),
            ("0", None),
        ] {
            assert_eq!(super::size(text).ok(), bytes, "{text}");
        }
    }
}
