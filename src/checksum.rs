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

/// A number that stays the same for a string on every machine and in every version.
pub fn stable_hash(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |hash, &byte| hash << 8 | u64::from(byte))
}
