//! Ctrl-C: the documents in hand are finished, no new one is begun.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user has asked to stop.
#[derive(Clone, Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C and termination; a second one ends the program at once.
    ///
    /// `asked` is set, so that a reader deep inside a file can see it too.
    pub(super) fn listen(asked: Arc<AtomicBool>) -> Self {
        let flag = Arc::clone(&asked);
        // Where the handler cannot be set, Ctrl-C ends the program as it does everywhere.
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::SeqCst) {
                #[allow(clippy::exit, reason = "a second Ctrl-C means at once")]
                std::process::exit(i32::from(super::INTERRUPTED));
            }
        });
        Self(asked)
    }

    /// Whether to stop.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
