//! Compressed bytes → the bytes inside, told by how they begin and not by the name of the file.

use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

/// How gzip begins.
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// How a frame of Zstandard begins.
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The endings of compressed files, to be taken off before the format's own.
pub(super) const EXTENSIONS: [&str; 2] = ["gz", "zst"];

/// What `reader` holds; several compressed files one after the other are one stream, as their tools have it.
///
/// A Zstandard window is at most 128 MiB, which is what its own tool takes without being asked.
pub(super) fn open(mut reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::with_capacity(ZSTANDARD.len());
    reader.by_ref().take(ZSTANDARD.len() as u64).read_to_end(&mut head)?;
    let is_gzip = head.starts_with(&GZIP);
    let is_zstandard = head.starts_with(&ZSTANDARD);
    let whole = Cursor::new(head).chain(reader);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(64 << 10, whole)))
    } else if is_zstandard {
        Box::new(zstd::Decoder::new(whole)?)
    } else {
        Box::new(whole)
    })
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
    }

    #[test]
    fn a_stream_that_is_cut_short_is_an_error() {
        for bytes in [gzip("a longer text"), zstd::encode_all(&b"a longer text"[..], 3).unwrap()] {
            let cut = bytes[..bytes.len() - 3].to_vec();
            assert!(open(Cursor::new(cut)).unwrap().read_to_end(&mut Vec::new()).is_err());
        }
    }
}
