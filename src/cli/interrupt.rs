//! Ctrl-C: the documents in hand are finished, no new one is begun.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::ProgressBar;

use super::Printer;

/// Whether the user has asked to stop.
#[derive(Clone, Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C and termination, and says that it has heard; a second one ends the program at once.
    ///
    /// `asked` is set, so that a reader deep inside a file can see it too. Words may have to wait for a reader of
    /// standard error that is slow or stuck: they have a thread of their own, so that a second signal is heard.
    pub(super) fn listen(asked: Arc<AtomicBool>, printer: &Printer, bar: &ProgressBar) -> Self {
        let (flag, printer, bar) = (Arc::clone(&asked), printer.clone(), bar.clone());
        // Where the handler cannot be set, Ctrl-C ends the program as it does everywhere.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::SeqCst) {
                #[allow(clippy::exit, reason = "a second Ctrl-C means at once")]
                std::process::exit(i32::from(super::INTERRUPTED));
            }
            let (printer, bar) = (printer.clone(), bar.clone());
            std::thread::spawn(move || {
                printer.note_beside(&bar, "stopping after what is in hand; once more to stop now");
            });
        });
        Self(asked)
    }

    /// Whether to stop.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
