//! The ids of a run: what was seen before is refused.

use crate::checksum::stable_hash;

/// A hash goes to the place that its first bits name.
const PLACE_BITS: u32 = 12;

/// Ids as 64-bit hashes, ten bytes for each: this is all that a run keeps of its documents.
///
/// Two different ids of ten million meet by chance with a probability of three in a million.
#[derive(Debug)]
pub(super) struct Seen {
    /// Sorted hashes by their first bits: each place is so short that to insert in the middle costs nothing.
    places: Vec<Vec<u64>>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { places: vec![Vec::new(); 1 << PLACE_BITS] }
    }
}

impl Seen {
    /// Whether `id` is new.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        let hash = stable_hash(id);
        let place = &mut self.places[(hash >> (u64::BITS - PLACE_BITS)) as usize];
        let Err(index) = place.binary_search(&hash) else { return false };
        if place.len() == place.capacity() {
            // Doubling would leave half of the memory unused.
            place.reserve_exact(place.len() / 4 + 4);
        }
        place.insert(index, hash);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once() {
        let mut seen = Seen::default();
        assert!((0..50_000).all(|number| seen.insert(&format!("d{number}"))));
        assert!((0..50_000).all(|number| !seen.insert(&format!("d{number}"))));
        assert!(seen.insert("") && !seen.insert(""));
        let n_kept: usize = seen.places.iter().map(Vec::capacity).sum();
        assert!(n_kept < 80_000, "{n_kept}");
    }
}
