//! Who writes and to whom: the letterhead of an organisation and the address in the window.
//! Not for the organisation itself (see `organisation`): a letter keeps the letterhead it was sent with.

use serde::{Deserialize, Serialize};

/// Sender of a letter. Empty parts are left out of the print.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// Name of the organisation in its ordinary spelling.
    pub name: String,
    /// Department or team, printed under the name.
    pub unit: String,
    /// Street and town, one line each.
    pub address_lines: Vec<String>,
    pub contact: Contact,
    /// Colour of name and rule; black where absent. Too light a colour is darkened for contrast.
    pub colour: Option<Colour>,
}

/// How the recipient reaches the sender.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub person: String,
    pub phone: String,
    pub email: String,
    pub web: String,
}

/// An sRGB colour, eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    /// Reads `#1a4f8b`; the mark may be missing.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }
}

/// The address in the window: at most six lines are printed, as DIN 5008 allows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    /// The first line is also the name of the greeting.
    pub name_lines: Vec<String>,
    pub address_lines: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_from_six_hexadecimal_digits_and_from_nothing_else() {
        assert_eq!(Colour::from_hex("#1a4f8B"), Some(Colour { red: 0x1a, green: 0x4f, blue: 0x8b }));
        assert_eq!(Colour::from_hex(" 000000 "), Some(Colour { red: 0, green: 0, blue: 0 }));
        for wrong in ["", "#fff", "#12345g", "ääö", "#+1+2+3", "1234567"] {
            assert_eq!(Colour::from_hex(wrong), None, "{wrong}");
        }
    }
}
