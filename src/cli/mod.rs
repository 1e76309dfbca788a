//! The command line: one file a verb, and the only room that prints.

mod printer;
mod annotate;
mod interrupt;
mod export;
mod score;
mod compare;
mod gold;
mod reports;
mod models;
mod actors;
mod model_choice;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use printer::Printer;

/// All went well.
const DONE: u8 = 0;
/// The run finished, but something failed.
const FAILED: u8 = 1;
/// The run could not start or go on.
const COULD_NOT_RUN: u8 = 2;
/// The user stopped it.
const INTERRUPTED: u8 = 130;

/// Who is in the news, and where does each paragraph stand toward them?
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 all well, 1 something failed, 2 could not run, 130 interrupted."
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Say nothing but errors.
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Annotate(annotate::Arguments),
    Export(export::Arguments),
    Score(score::Arguments),
    Compare(compare::Arguments),
    Gold(gold::Arguments),
    Models(models::Arguments),
    Actors(actors::Arguments),
}

/// Parses the command line, does what it says and gives the exit code.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(Printer::usage(&error)),
    };
    let printer = Printer::new(arguments.quiet);
    let outcome = match arguments.verb {
        Verb::Annotate(arguments) => annotate::run(arguments, &printer),
        Verb::Export(arguments) => export::run(&arguments, &printer),
        Verb::Score(arguments) => score::run(&arguments, &printer),
        Verb::Compare(arguments) => compare::run(&arguments, &printer),
        Verb::Gold(arguments) => gold::run(&arguments, &printer),
        Verb::Models(arguments) => models::run(&arguments, &printer),
        Verb::Actors(arguments) => actors::run(&arguments, &printer),
    };
    ExitCode::from(outcome.unwrap_or_else(|error| {
        printer.error(&error);
        COULD_NOT_RUN
    }))
}
