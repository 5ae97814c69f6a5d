//! Cookies of login session and flash message. The session's token lives in the cookie only; the
//! database holds its hash.

use super::answer::FlashNote;
use axum::http::{HeaderMap, header};
use domain::ids::OperationId;
use sha2::{Digest, Sha256};

/// Name of the session cookie.
pub const COOKIE: &str = "fk_session";
/// Name of the flash cookie.
pub const FLASH: &str = "fk_flash";
/// A session ends after this time without a request, in milliseconds.
pub const IDLE: i64 = 60 * 60 * 1000;
/// A session ends after this time in any case, in milliseconds.
pub const LONGEST: i64 = 12 * 60 * 60 * 1000;

/// Hash under which a token is stored.
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|all| all.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        })
}

/// Sets the session cookie; an empty token removes it.
pub fn session_cookie(token: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")
}

/// Sets the flash cookie: a wording key and perhaps an operation to undo, nothing personal.
pub fn flash_cookie(note: &FlashNote) -> String {
    let undo = note.undo.map(|id| id.to_string()).unwrap_or_default();
    format!("{FLASH}={}.{undo}; Path=/; HttpOnly; SameSite=Strict; Max-Age=120", note.key)
}

/// Removes the flash cookie.
pub fn no_flash() -> String {
    format!("{FLASH}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// Reads the flash cookie; keys are letters, digits and dashes only.
pub fn flash(headers: &HeaderMap) -> Option<FlashNote> {
    let (key, undo) = cookie(headers, FLASH)?.split_once('.')?;
    let sound = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    sound.then(|| FlashNote {
        key: key.to_owned(),
        undo: undo.parse::<OperationId>().ok().filter(|id| id.0 > 0),
    })
}
