//! The file of a relocation package: what it is in clear, the package itself sealed with a key made from a code that is
//! told on another way (Argon2id, XChaCha20-Poly1305). Not for what is in the package: see `domain::relocation`.

use crate::error::Error;
use crate::operation::Ids;
use argon2::Argon2;
use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::refusal::Refusal;
use domain::relocation::{Package, plain};
use serde::{Deserialize, Serialize};

/// Name and edition of the file.
const FORMAT: &str = "foerderkette-relocation-sealed/1";
/// Longest file that is read, in bytes: hundreds of times what a way can hold.
pub const LONGEST: usize = 1024 * 1024;

/// The file. Salt, nonce and content are Base64.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    format: String,
    salt: String,
    nonce: String,
    sealed: String,
}

fn cipher(code: &str, salt: &[u8]) -> Option<XChaCha20Poly1305> {
    let mut key = Key::default();
    Argon2::default().hash_password_into(plain(code).as_bytes(), salt, &mut key).ok()?;
    Some(XChaCha20Poly1305::new(&key))
}

/// A code for a new package: sixteen characters that cannot be mistaken for one another.
pub fn new_key(ids: &dyn Ids) -> String {
    format!("{}{}", ids.code(), ids.code())
}

/// The file of a package; every time with another salt and nonce.
pub fn seal(package: &Package, code: &str, ids: &dyn Ids) -> Result<String, Error> {
    let (salt, nonce) = (ids.token(), ids.token());
    let (salt, nonce) = (salt.as_bytes(), XNonce::try_from(&nonce.as_bytes()[..24]).map_err(Error::fault)?);
    let text = serde_json::to_vec(package).map_err(Error::fault)?;
    let cipher = cipher(code, salt).ok_or_else(|| Error::fault("no key from this code"))?;
    let sealed = cipher
        .encrypt(&nonce, Payload { msg: &text, aad: FORMAT.as_bytes() })
        .map_err(|_| Error::fault("not sealed"))?;
    let file = Sealed {
        format: FORMAT.to_owned(),
        salt: Base64::encode_string(salt),
        nonce: Base64::encode_string(&nonce),
        sealed: Base64::encode_string(&sealed),
    };
    serde_json::to_string_pretty(&file).map_err(Error::fault)
}

/// The package in a file. Whatever is not such a file, or does not open with the code, is refused in words.
pub fn open(file: &str, code: &str) -> Result<Package, Refusal> {
    let unreadable = || Refusal::new("relocation-unreadable").at("file");
    if file.len() > LONGEST {
        return Err(unreadable());
    }
    let file: Sealed = serde_json::from_str(file.trim_start_matches('\u{feff}')).map_err(|_| unreadable())?;
    if file.format != FORMAT {
        return Err(Refusal::new("relocation-other-format").with("format", file.format.as_str()).at("file"));
    }
    let bytes = |text: &str| Base64::decode_vec(text).map_err(|_| unreadable());
    let (salt, nonce, sealed) = (bytes(&file.salt)?, bytes(&file.nonce)?, bytes(&file.sealed)?);
    let nonce = XNonce::try_from(nonce.as_slice()).map_err(|_| unreadable())?;
    let cipher = cipher(code, &salt).ok_or_else(unreadable)?;
    let text = cipher
        .decrypt(&nonce, Payload { msg: &sealed, aad: FORMAT.as_bytes() })
        .map_err(|_| Refusal::new("relocation-other-key").at("key"))?;
    serde_json::from_slice(&text).map_err(|_| unreadable())
}
