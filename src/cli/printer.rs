//! Every word that a person reads goes through here: data to standard output, all else to standard error.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// So many of something, in words.
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Prints messages and shows progress.
#[derive(Clone, Debug)]
pub struct Printer {
    quiet: bool,
}

impl Printer {
    /// A printer; a quiet one prints errors only.
    pub fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Prints clap's help, version or complaint; gives the exit code.
    pub fn usage(error: &clap::Error) -> u8 {
        let _ = error.print();
        if error.use_stderr() { super::COULD_NOT_RUN } else { super::DONE }
    }

    /// Says what went wrong, with all causes.
    pub fn error(&self, error: &anyhow::Error) {
        let mut message = String::new();
        // A cause may stand in the words of its error already.
        for cause in error.chain().map(ToString::to_string) {
            if !message.ends_with(&cause) {
                message = if message.is_empty() { cause } else { format!("{message}: {cause}") };
            }
        }
        let _ = writeln!(io::stderr(), "error: {message}");
    }

    /// Says what went wrong with one document.
    pub fn bad_document(&self, bar: &ProgressBar, message: &str) {
        bar.suspend(|| {
            let _ = writeln!(io::stderr(), "error: {message}");
        });
    }

    /// Says something that is good to know, beside a progress bar.
    pub fn note_beside(&self, bar: &ProgressBar, message: &str) {
        bar.suspend(|| self.note(message));
    }

    /// Says something that is good to know.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// Prints a line of data. A reader that has gone away is no failure.
    ///
    /// # Errors
    /// If standard output refuses it for another reason.
    pub fn data(&self, line: &str) -> io::Result<()> {
        self.report(&format!("{line}\n"))
    }

    /// Prints a report. A reader that has gone away is no failure.
    ///
    /// # Errors
    /// If standard output refuses it for another reason.
    pub fn report(&self, text: &str) -> io::Result<()> {
        match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            outcome => outcome,
        }
    }

    /// Says which limit did not hold.
    pub fn failure(&self, message: &str) {
        let _ = writeln!(io::stderr(), "failed: {message}");
    }

    /// A progress bar over bytes of input, or a spinner where their number is unknown; hidden unless a terminal looks on.
    pub fn progress(&self, total_bytes: Option<u64>) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::with_draw_target(total_bytes, ProgressDrawTarget::hidden());
        }
        let template = match total_bytes {
            Some(_) => "{bar:30} {percent:>3}%  {msg}  {elapsed} elapsed, {eta} left",
            None => "{spinner} {msg}  {elapsed} elapsed",
        };
        let bar = total_bytes.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}
