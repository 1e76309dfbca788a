//! Our own records: the wire reads them, a line at a time.

use super::page::Page;
use crate::gold::labels::Labels;
use crate::gold::wire;

pub(super) fn read(page: &mut Page, content: &str) -> Vec<Labels> {
    let mut documents = Vec::new();
    for (line, text) in (1..).zip(content.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match wire::read(text, &page.origin(Some(line)), |_| None) {
            Ok(labels) => documents.push(labels),
            Err(complaints) => page.extend(complaints),
        }
    }
    documents
}
