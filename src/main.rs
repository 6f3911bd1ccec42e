//! The `crossfoot` command. Everything it does is in the library's `cli` module.

use std::process::ExitCode;

fn main() -> ExitCode {
    crossfoot::cli::run(std::env::args_os())
}
