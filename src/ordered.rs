//! Work on many threads, results in the order of the input, memory bounded.
//!
//! A fixed number of items is under way at any time: the reader waits for a ticket, the writer hands it back.
//! So one slow item holds up neither memory nor order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::mpsc::{channel, sync_channel};

/// Items under way for each thread.
const ITEMS_PER_THREAD: usize = 3;

/// Applies `work` to `items` on `n_threads` threads and hands the results to `sink` in order of the items.
///
/// `items` is read on a thread of its own, `sink` runs in the calling thread.
/// When `sink` breaks, no further item is read.
pub fn run<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    n_threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    let n_threads = n_threads.max(1);
    let n_tickets = n_threads * ITEMS_PER_THREAD;
    let (give_ticket, take_ticket) = sync_channel(n_tickets);
    let (give_item, take_item) = channel::<(usize, T)>();
    let (give_result, take_result) = channel::<(usize, R)>();
    let take_item = Mutex::new(take_item);
    for _ in 0..n_tickets {
        let _ = give_ticket.send(());
    }
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for numbered in items.enumerate() {
                if take_ticket.recv().is_err() || give_item.send(numbered).is_err() {
                    return;
                }
            }
        });
        for _ in 0..n_threads {
            let (give_result, take_item, work) = (give_result.clone(), &take_item, &work);
            scope.spawn(move || {
                while let Some((number, item)) = take_item.lock().ok().and_then(|items| items.recv().ok()) {
                    if give_result.send((number, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(give_result);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, result) in take_result {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if sink(result).is_break() {
                    drop(give_ticket);
                    return;
                }
                let _ = give_ticket.try_send(());
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_items() {
        for n_threads in [1, 2, 5] {
            let mut seen = Vec::new();
            let uneven = |n: u64| {
                std::thread::sleep(Duration::from_micros(n * 37 % 400));
                n
            };
            run(0..200, n_threads, uneven, |n| {
                seen.push(n);
                ControlFlow::Continue(())
            });
            assert_eq!(seen, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_full_sink_stops_the_reading() {
        let n_read = std::sync::atomic::AtomicUsize::new(0);
        let items = (0..1_000_000).inspect(|_| {
            n_read.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        });
        let mut n_seen = 0;
        run(
            items,
            2,
            |n: i32| n,
            |_| {
                n_seen += 1;
                if n_seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(n_seen, 10);
        assert!(n_read.into_inner() < 100);
    }
}
