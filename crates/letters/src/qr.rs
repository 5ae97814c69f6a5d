//! QR code as a grey picture, one byte a module, with the quiet zone the standard asks for.

use qrcode::{Color, EcLevel, QrCode};

/// Modules left white around the code.
const QUIET: usize = 4;
/// Longer addresses make modules too small for an old phone at 26 mm.
const LONGEST_ADDRESS: usize = 200;

/// A square picture: `side` times `side` bytes, 0 black, 255 white.
pub(crate) struct Picture {
    pub(crate) side: usize,
    pub(crate) pixels: Vec<u8>,
}

/// Draws an address; `None` when it is too long.
pub(crate) fn picture(address: &str) -> Option<Picture> {
    if address.len() > LONGEST_ADDRESS {
        return None;
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut pixels = vec![255u8; side * side];
    for (at, module) in code.to_colors().into_iter().enumerate() {
        if module == Color::Dark {
            pixels[(at / width + QUIET) * side + at % width + QUIET] = 0;
        }
    }
    Some(Picture { side, pixels })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_of_the_code_stands_in_its_row_and_column() {
        let address = "https://foerderkette.example/t/K7M2-9QXD";
        let picture = picture(address).expect("a short address fits");
        let code = QrCode::with_error_correction_level(address, EcLevel::M).expect("a short address fits");
        for y in 0..code.width() {
            for x in 0..code.width() {
                let black = picture.pixels[(y + QUIET) * picture.side + x + QUIET] == 0;
                assert_eq!(black, code[(x, y)] == Color::Dark, "{x}/{y}");
            }
        }
    }

    #[test]
    fn the_picture_is_square_with_a_white_rim_and_a_black_finder_corner() {
        let picture = picture("https://foerderkette.example/t/K7M2-9QXD").expect("a short address fits");
        assert_eq!(picture.pixels.len(), picture.side * picture.side);
        assert!(picture.pixels[..QUIET * picture.side].iter().all(|pixel| *pixel == 255));
        assert_eq!(picture.pixels[QUIET * picture.side + QUIET], 0);
    }

    #[test]
    fn an_overlong_address_gives_no_picture() {
        assert!(picture(&"x".repeat(LONGEST_ADDRESS + 1)).is_none());
    }
}
