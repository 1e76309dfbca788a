//! Checksums: of models, lists, texts and label files.

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What tells a text from another: `sha256:` and its checksum.
pub fn fingerprint(text: &str) -> String {
    format!("sha256:{}", sha256(text.as_bytes()))
}
