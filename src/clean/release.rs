//! Press releases: their stamp, the word that ends them, and who issued them.

use super::authors::N_LAST_LINES;
use super::fold::core;
use super::line::{Line, MOST_LABEL_WORDS, is_capitalised};
use super::words;

/// More lines than these behind the word that ends a release are no notes; the word was a rule or a stage direction.
const MOST_LINES_BEHIND_END: usize = 12;

/// What a press release says of itself: all that stands behind the word that ends it, and who issued it.
pub(super) fn handout(lines: &[Line]) -> Vec<usize> {
    let ends: Vec<usize> = (0..lines.len()).filter(|&index| lines[index].ends_release()).collect();
    let stamp = lines.iter().position(Line::is_release);
    let Some(first) = stamp.or(ends.first().copied().filter(|&index| lines[index].says_end())) else {
        return Vec::new();
    };
    let from = lines.len().saturating_sub(MOST_LINES_BEHIND_END).max(lines.len() / 2);
    // Several such words are rules between the parts of something else.
    let end = if let [end] = ends[..] { end } else { lines.len() };
    let end = if end >= from { end } else { lines.len() };
    let late =
        lines.len().saturating_sub(MOST_LINES_BEHIND_END.max(N_LAST_LINES)).max(first.min(lines.len() / 2));
    let mut found: Vec<usize> = (end..lines.len()).collect();
    for index in late..end {
        let below = index > 0 && lines[index - 1].is_about_label();
        if lines[index].is_about_label() || lines[index].opens_about() || below {
            found.push(index);
        }
    }
    found
}

impl Line<'_> {
    /// The stamp of a press release.
    fn is_release(&self) -> bool {
        let core = core(&self.folded);
        self.n_words <= MOST_LABEL_WORDS && words::RELEASE.iter().any(|stamp| core.starts_with(stamp))
    }

    /// What closes a press release: "ENDS", "-30-", "###".
    fn ends_release(&self) -> bool {
        let marks = || self.folded.chars().filter(|c| !c.is_whitespace());
        self.says_end() || marks().eq("###".chars()) || self.original == "-30-"
    }

    fn says_end(&self) -> bool {
        let bare = self.original.trim_matches(|c: char| c.is_whitespace() || "-–—*#/[]()".contains(c));
        matches!(bare, "ENDS" | "END" | "Ends") || self.original == "/ends"
    }

    /// "About Orla Aid" alone on its line.
    fn is_about_label(&self) -> bool {
        self.n_words <= MOST_LABEL_WORDS && !self.ends_sentence && self.opens_about()
    }

    /// Whether it opens with "About" and a name.
    fn opens_about(&self) -> bool {
        let name = self
            .original
            .trim_start_matches(['#', '*', ' '])
            .strip_prefix("About ")
            .or_else(|| self.original.strip_prefix("ABOUT "));
        name.is_some_and(is_capitalised) || core(&self.folded).starts_with("about us")
    }
}
