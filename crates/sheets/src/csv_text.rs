//! Finds the characters of a text file and delivers them as UTF-8, piece by piece.
//! Not for rows and cells, see `csv_rows`.

use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::fault::{FaultCode, SheetFault};

/// Where the bytes of a file come from.
pub(crate) trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

const PIECE: usize = 64 << 10;

/// Bytes that Windows-1252 leaves undefined.
const UNDEFINED: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// What one pass over all bytes showed.
#[derive(Default)]
struct Census {
    bytes: u64,
    nul_even: u64,
    nul_odd: u64,
    controls: u64,
    newlines: u64,
    /// Characters of several bytes in good UTF-8.
    multibyte: u64,
    /// Places that are not UTF-8, and the line of the first one.
    broken: u64,
    broken_line: Option<u64>,
    undefined_line: Option<u64>,
}

impl Census {
    fn count(&mut self, piece: &[u8]) {
        let is_control = |byte: u8| byte < 0x20 && !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x0C | 0x1A);
        self.controls += piece.iter().filter(|&&byte| is_control(byte)).count() as u64;
        if piece.contains(&0) {
            for (place, _) in piece.iter().enumerate().filter(|(_, byte)| **byte == 0) {
                let even = (self.bytes + place as u64).is_multiple_of(2);
                *(if even { &mut self.nul_even } else { &mut self.nul_odd }) += 1;
            }
        }
        self.bytes += piece.len() as u64;
    }

    /// Checks a piece for UTF-8; returns how many bytes at its end wait for the next piece.
    fn check(&mut self, mut piece: &[u8]) -> usize {
        loop {
            let (good, error) = match std::str::from_utf8(piece) {
                Ok(_) => (piece, None),
                Err(error) => (&piece[..error.valid_up_to()], Some(error)),
            };
            self.multibyte += good.iter().filter(|&&byte| byte >= 0xC0).count() as u64;
            self.newlines += good.iter().filter(|&&byte| byte == b'\n').count() as u64;
            let Some(error) = error else { return 0 };
            let rest = &piece[error.valid_up_to()..];
            let Some(length) = error.error_len() else { return rest.len() };
            self.note_broken(&rest[..length]);
            piece = &rest[length..];
        }
    }

    fn note_broken(&mut self, bytes: &[u8]) {
        let line = self.newlines + 1;
        self.broken += 1;
        self.broken_line.get_or_insert(line);
        if bytes.iter().any(|byte| UNDEFINED.contains(byte)) {
            self.undefined_line.get_or_insert(line);
        }
    }

    fn verdict(&self) -> Result<&'static Encoding, SheetFault> {
        let nul = self.nul_even + self.nul_odd;
        if nul > 0 {
            // Latin text in UTF-16 without a mark has a zero in nearly every other byte.
            if self.nul_odd * 10 > self.bytes * 2 && self.nul_even * 20 < self.nul_odd {
                return Ok(UTF_16LE);
            }
            if self.nul_even * 10 > self.bytes * 2 && self.nul_odd * 20 < self.nul_even {
                return Ok(UTF_16BE);
            }
            return Err(SheetFault::new(FaultCode::NotATable).having("binary"));
        }
        if self.controls * 100 > self.bytes {
            return Err(SheetFault::new(FaultCode::NotATable).having("binary"));
        }
        let at = |code, line: Option<u64>| {
            let fault = SheetFault::new(code);
            Err(match line {
                Some(line) => fault.at_row(line),
                None => fault,
            })
        };
        if self.broken == 0 {
            return Ok(UTF_8);
        }
        // Files glued together from two sources: reading them in either way would spoil names.
        if self.multibyte >= self.broken {
            return at(FaultCode::EncodingMixed, self.broken_line);
        }
        if self.undefined_line.is_some() {
            return at(FaultCode::EncodingUnknown, self.undefined_line);
        }
        Ok(WINDOWS_1252)
    }
}

/// Reads the source once to find its encoding; leaves the source at an unspecified place.
pub(crate) fn find_encoding(source: &mut dyn Source) -> Result<&'static Encoding, SheetFault> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    Read::take(&mut *source, 4).read_to_end(&mut start)?;
    if let Some((encoding, _)) = Encoding::for_bom(&start)
        && encoding != UTF_8
    {
        return Ok(encoding);
    }
    source.seek(SeekFrom::Start(0))?;
    let mut census = Census::default();
    let mut buffer = vec![0_u8; PIECE];
    let mut waiting = 0;
    loop {
        let read = source.read(&mut buffer[waiting..])?;
        if read == 0 {
            break;
        }
        census.count(&buffer[waiting..waiting + read]);
        let filled = waiting + read;
        waiting = census.check(&buffer[..filled]);
        buffer.copy_within(filled - waiting..filled, 0);
    }
    if waiting > 0 {
        let rest = buffer[..waiting].to_vec();
        census.note_broken(&rest);
    }
    census.verdict()
}

/// The decoded text of a source, in pieces.
pub(crate) struct Text {
    source: Box<dyn Source>,
    decoder: Decoder,
    bytes: Vec<u8>,
    ended: bool,
}

impl Text {
    /// Starts at the beginning of the source.
    pub(crate) fn new(mut source: Box<dyn Source>, encoding: &'static Encoding) -> Result<Self, SheetFault> {
        source.seek(SeekFrom::Start(0))?;
        let decoder = encoding.new_decoder_with_bom_removal();
        Ok(Self { source, decoder, bytes: vec![0; PIECE], ended: false })
    }

    /// Replaces `piece` by the next piece of text; false at the end. A piece may be empty.
    pub(crate) fn next_piece(&mut self, piece: &mut String) -> Result<bool, SheetFault> {
        piece.clear();
        if self.ended {
            return Ok(false);
        }
        let read = self.source.read(&mut self.bytes)?;
        self.ended = read == 0;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(PIECE * 4);
        piece.reserve(room);
        let (_, _, broken) = self.decoder.decode_to_string(&self.bytes[..read], piece, self.ended);
        if broken {
            return Err(SheetFault::new(FaultCode::EncodingMixed));
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn encoding_of(bytes: &[u8]) -> Result<&'static str, &'static str> {
        let found = find_encoding(&mut Cursor::new(bytes.to_vec()));
        found.map(Encoding::name).map_err(|fault| fault.code.code())
    }

    #[test]
    fn encodings_are_told_by_content() {
        assert_eq!(encoding_of("Müller;Özgür".as_bytes()), Ok("UTF-8"));
        assert_eq!(encoding_of("\u{feff}Müller".as_bytes()), Ok("UTF-8"));
        assert_eq!(encoding_of(b"M\xFCller;\x80 5"), Ok("windows-1252"));
        assert_eq!(encoding_of(b"\xFF\xFEA\0;\0"), Ok("UTF-16LE"));
        assert_eq!(encoding_of(b"\xFE\xFF\0A\0;"), Ok("UTF-16BE"));
        assert_eq!(encoding_of(b"N\0a\0m\0e\0;\0O\0r\0t\0"), Ok("UTF-16LE"));
    }

    #[test]
    fn what_cannot_be_told_is_a_fault_and_never_a_guess() {
        assert_eq!(encoding_of(b"M\x81ller;Stra\xE1e"), Err("encoding-unknown"));
        assert_eq!(encoding_of(b"M\xC3\xBCller\nM\xC3\xB6ller\nM\xFCller\n"), Err("encoding-mixed"));
        assert_eq!(encoding_of(b"\0\0\x01\x02abc\0\0\0"), Err("not-a-table"));
    }

    #[test]
    fn a_character_split_between_two_pieces_is_not_broken() {
        let mut text = "a".repeat(PIECE - 1);
        text.push_str("üä€");
        assert_eq!(encoding_of(text.as_bytes()), Ok("UTF-8"));
        let mut out = String::new();
        let mut piece = String::new();
        let mut reader = Text::new(Box::new(Cursor::new(text.clone().into_bytes())), UTF_8).unwrap();
        while reader.next_piece(&mut piece).unwrap() {
            out.push_str(&piece);
        }
        assert_eq!(out, text);
    }

    #[test]
    fn a_mixed_file_names_the_line_of_the_first_odd_character() {
        let bytes = b"M\xC3\xBCller\nM\xC3\xB6ller\nM\xFCller\n".to_vec();
        assert_eq!(find_encoding(&mut Cursor::new(bytes)).unwrap_err().row, Some(3));
    }
}
