//! What tools count: Python counts code points, browsers count UTF-16 units, and the two part at the first emoji.

use crate::gold::labels::{CodePoints, Place};

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offsets {
    /// Unicode code points, as Python and this program do.
    CodePoints,
    /// UTF-16 units, as browsers do: an emoji counts twice.
    Utf16,
}

impl Offsets {
    /// The word for them.
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code-points",
            Self::Utf16 => "utf16",
        }
    }

    /// The offsets of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::CodePoints, Self::Utf16].into_iter().find(|offsets| offsets.name() == name)
    }
}

/// A text in which both units are found.
pub(super) struct Ruler<'a> {
    pub(super) points: CodePoints<'a>,
    /// The UTF-16 unit of every code point and of the end; empty where the two are the same.
    units: Vec<usize>,
}

impl<'a> Ruler<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let units = if text.chars().all(|char| char.len_utf16() == 1) { Vec::new() } else { units_of(text) };
        Self { points: CodePoints::of(text), units }
    }

    /// The place in code points, or nothing where it cuts a character into halves.
    /// Offsets past the text stay past it.
    pub(super) fn place(&self, start: usize, end: usize, unit: Offsets) -> Option<Place> {
        if unit == Offsets::CodePoints || self.units.is_empty() {
            return Some(Place::new(start, end));
        }
        let last = self.units.last().copied().unwrap_or_default();
        let point = |unit: usize| match self.units.binary_search(&unit) {
            Ok(point) => Some(point),
            Err(_) if unit > last => Some(self.points.n_points() + (unit - last)),
            Err(_) => None,
        };
        Some(Place::new(point(start)?, point(end)?))
    }

    /// Whether the two units give different places for offsets up to `end`.
    pub(super) fn parts_before(&self, end: usize) -> bool {
        let at = |point: usize| self.units.get(point).copied();
        !self.units.is_empty() && at(end).is_none_or(|unit| unit != end)
    }

    /// Whether the words at a place are those that the tool wrote.
    ///
    /// Space is not compared: browsers join and drop it, and Label Studio writes a line break as `\n`, two characters.
    pub(super) fn says(&self, place: Place, words: &str) -> bool {
        self.points.words(place).is_some_and(|found| found == words || squeezed(found) == squeezed(words))
    }
}

fn squeezed(words: &str) -> String {
    words.replace("\\n", "").chars().filter(|char| !char.is_whitespace()).collect()
}

fn units_of(text: &str) -> Vec<usize> {
    let mut unit = 0;
    let mut units = vec![0];
    units.extend(text.chars().map(|char| {
        unit += char.len_utf16();
        unit
    }));
    units
}

/// A place in code points as a pair of UTF-16 units.
pub(in crate::gold) fn to_utf16(text: &str, place: Place) -> (usize, usize) {
    let units = units_of(text);
    let unit = |point: usize| units.get(point).or(units.last()).copied().unwrap_or_default();
    (unit(place.start), unit(place.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_part_at_the_first_emoji() {
        let ruler = Ruler::of("a😀b שלום");
        assert_eq!(ruler.place(3, 4, Offsets::Utf16), Some(Place::new(2, 3)));
        assert_eq!(ruler.place(2, 4, Offsets::Utf16), None);
        assert_eq!(ruler.place(8, 20, Offsets::Utf16), Some(Place::new(7, 19)));
        assert_eq!(ruler.place(2, 3, Offsets::CodePoints), Some(Place::new(2, 3)));
        assert_eq!((ruler.parts_before(1), ruler.parts_before(2)), (false, true));
        assert_eq!(to_utf16("a😀b", Place::new(1, 3)), (1, 4));
        assert!(!Ruler::of("naïve שלום").parts_before(99));
    }

    #[test]
    fn space_is_not_compared() {
        let ruler = Ruler::of("one\r\n  two");
        assert!(ruler.says(Place::new(0, 10), "one\\n two"));
        assert!(!ruler.says(Place::new(0, 10), "one\\n tw"));
        assert!(!ruler.says(Place::new(0, 99), "one"));
    }
}
