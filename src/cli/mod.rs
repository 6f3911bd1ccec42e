//! The command line: the only part that reads files, the environment and the clock, and that prints.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Verb};

mod args;
mod check;
mod claims;
mod explain;
mod input;
mod jobs;
mod records;
mod rules;
mod run;
mod terminal;
mod test;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing found at or above `--fail-on`.
    Clean,
    /// Something found.
    Found,
    /// Something could not be checked.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        })
    }
}

/// Runs the program with the arguments that it was started with, its name first.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let mut cli = match Cli::try_parse_from(with_verb(arguments)) {
        Ok(cli) => cli,
        Err(message) => {
            // Help goes to standard output, mistakes to standard error; nobody is told if neither can be written to.
            let _ = message.print();
            return if message.use_stderr() { Status::Failed.into() } else { Status::Clean.into() };
        }
    };
    if let Verb::Check(args::CheckArgs { input, .. }) | Verb::Claims(args::ClaimsArgs { input, .. }) =
        &mut cli.verb
        && input.paths.is_empty()
    {
        if io::stdin().is_terminal() {
            let name = if matches!(cli.verb, Verb::Check(_)) { "check" } else { "claims" };
            return missing_path(name).into();
        }
        input.paths.push("-".into());
    }
    match &cli.verb {
        Verb::Check(args) => check::check(args),
        Verb::Claims(args) => claims::claims(args),
        Verb::Test(args) => test::test(args),
        Verb::Rules(args) => rules::rules(args),
        Verb::Explain(args) => explain::explain(args),
    }
    .into()
}

/// `crossfoot draft.md` is `crossfoot check draft.md`: the first word is a path where it is no verb and looks like one.
fn with_verb(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let is_path = arguments.get(1).is_some_and(|first| {
        let text = first.to_string_lossy();
        let verb = text == "help" || Cli::command().get_subcommands().any(|verb| verb.get_name() == text);
        let looks_like_one = text == "-" || text.contains(['.', '/', '\\']) || Path::new(first).exists();
        !verb && looks_like_one && (text == "-" || !text.starts_with('-'))
    });
    if is_path {
        arguments.insert(1, "check".into());
    }
    arguments
}

/// What is said to somebody at a terminal who gave no path.
fn missing_path(verb: &str) -> Status {
    let mut command = Cli::command();
    let help = command.find_subcommand_mut(verb).map(clap::Command::render_help);
    terminal::say(&help.map(|help| help.to_string()).unwrap_or_default());
    Status::Failed
}
