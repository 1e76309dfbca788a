//! Stretches of a text.

/// A half-open range of bytes of a text, on character boundaries: `start..end`, with `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The bytes `start..end`.
    ///
    /// # Panics
    /// If `end < start`; offsets from outside go through [`Span::within`].
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends at {end} before its start {start}");
        Self { start, end }
    }

    /// The bytes `start..end` of `text`, or nothing where that is empty, out of range or inside a character.
    pub fn within(text: &str, start: usize, end: usize) -> Option<Self> {
        (!text.get(start..end)?.is_empty()).then_some(Self { start, end })
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether `inner` lies wholly inside.
    pub fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two share a byte; spans that only touch do not.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether "'s" follows in a text.
    pub fn is_possessive(self, text: &str) -> bool {
        let rest = &text[self.end..];
        rest.starts_with("'s") || rest.starts_with("’s")
    }

    /// The same span counted from `base`, which must not lie after it.
    pub fn relative_to(self, base: usize) -> Self {
        Self::new(self.start - base, self.end - base)
    }

    /// The same span moved `n` bytes to the right.
    pub fn shifted(self, n: usize) -> Self {
        Self { start: self.start + n, end: self.end + n }
    }
}
