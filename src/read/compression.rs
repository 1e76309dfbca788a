//! Compressed bytes → the bytes inside, told by how they begin and not by the name of the file.

use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::{GzDecoder, MultiGzDecoder};

/// How gzip begins.
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// How a frame of Zstandard begins, and one that its readers pass over (RFC 8878, section 3.1).
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
const SKIPPABLE: [u8; 3] = [0x2A, 0x4D, 0x18];

/// The endings of compressed files, to be taken off before the format's own.
pub(super) const EXTENSIONS: [&str; 2] = ["gz", "zst"];

/// What `reader` holds; several compressed files one after the other are one stream, as their tools have it.
///
/// A Zstandard window is at most 128 MiB, which is what its own tool takes without being asked.
pub(super) fn open(mut reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::with_capacity(ZSTANDARD.len());
    reader.by_ref().take(ZSTANDARD.len() as u64).read_to_end(&mut head)?;
    let is_gzip = head.starts_with(&GZIP);
    let is_skippable = head.first().is_some_and(|byte| byte >> 4 == 5) && head[1..] == SKIPPABLE;
    let is_zstandard = head.starts_with(&ZSTANDARD) || is_skippable;
    let whole = Cursor::new(head).chain(reader);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(64 << 10, whole)))
    } else if is_zstandard {
        Box::new(zstd::Decoder::new(whole)?)
    } else {
        Box::new(whole)
    })
}

/// What one body of a web server holds: whatever follows its end is of no interest, as in browsers.
pub(super) fn body(bytes: Vec<u8>) -> io::Result<Box<dyn Read + Send>> {
    if bytes.starts_with(&GZIP) {
        return Ok(Box::new(GzDecoder::new(Cursor::new(bytes))));
    }
    open(Cursor::new(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[track_caller]
    fn check(bytes: Vec<u8>, expected: &str) {
        let mut text = String::new();
        open(Cursor::new(bytes)).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, expected);
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn bytes_say_how_they_are_compressed() {
        check(b"plain".to_vec(), "plain");
        check(Vec::new(), "");
        check(gzip("one"), "one");
        check([gzip("one "), gzip("two")].concat(), "one two");
        let frame = |text: &str| zstd::encode_all(text.as_bytes(), 3).unwrap();
        check(frame("one"), "one");
        check([frame("one "), frame("two")].concat(), "one two");
        let skippable = b"\x50\x2A\x4D\x18\x02\0\0\0xx".to_vec();
        check([skippable, frame("one")].concat(), "one");
    }

    #[test]
    fn a_stream_that_is_cut_short_is_an_error() {
        for bytes in [gzip("a longer text"), zstd::encode_all(&b"a longer text"[..], 3).unwrap()] {
            let cut = bytes[..bytes.len() - 3].to_vec();
            assert!(open(Cursor::new(cut)).unwrap().read_to_end(&mut Vec::new()).is_err());
        }
    }
}
