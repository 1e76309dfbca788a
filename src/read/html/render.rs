//! Blocks → text, with marks for what they are.

use super::blocks::{Block, Kind};
use crate::types::Span;

/// The blocks, one blank line between them; items, rows and lines of a quotation stand on neighbouring lines.
/// Captions have no mark, so that where they stand is told beside.
pub(super) fn render(blocks: &[Block]) -> (String, Vec<Span>) {
    let (mut text, mut captions) = (String::new(), Vec::new());
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            let continues = blocks[index - 1].kind == block.kind
                && matches!(block.kind, Kind::Row | Kind::Item | Kind::Quote);
            text.push_str(if continues { "\n" } else { "\n\n" });
        }
        match block.kind {
            Kind::Plain => text.push_str(&block.text),
            Kind::Caption => {
                captions.push(Span::new(text.len(), text.len() + block.text.len()));
                text.push_str(&block.text);
            }
            Kind::Heading(1) => push_line(&mut text, "# ", &block.text),
            Kind::Heading(_) => push_line(&mut text, "## ", &block.text),
            Kind::Item => push_line(&mut text, "- ", &block.text),
            Kind::Quote => {
                text.push_str("> ");
                text.push_str(&block.text.replace('\n', "\n> "));
            }
            Kind::Row => {
                push_line(&mut text, "| ", &block.text);
                text.push_str(" |");
            }
        }
    }
    (text, captions)
}

fn push_line(text: &mut String, mark: &str, line: &str) {
    text.push_str(mark);
    text.push_str(&line.replace('\n', " "));
}
