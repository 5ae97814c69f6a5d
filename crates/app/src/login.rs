//! Passwords and second factors of accounts: checking and making them. Not for sessions, which are the
//! web's, nor for throttling.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use domain::moment::Moment;
use domain::organisation::Account;
use domain::refusal::Refusal;
use totp_rs::{Builder, Secret, Totp};

use crate::error::Error;

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;

/// Argon2id hash of a password in PHC form; refuses short ones.
pub fn hash(password: &str) -> Result<String, Error> {
    if password.chars().count() < SHORTEST_PASSWORD {
        let refusal =
            Refusal::new("password-too-short").with("least", SHORTEST_PASSWORD as i64).at("password");
        return Err(refusal.into());
    }
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|_| Error::fault("password hashing failed"))?;
    Ok(hash.to_string())
}

/// A hash that belongs to no password anybody has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                      kFUAZ7D0VZ3mDXyBPS0a6nJp7Pv2wAvKpDXy1bJcX2U";

/// Whether a password belongs to a hash; takes the same time without a hash, so that unknown names cannot
/// be told from wrong passwords.
pub fn password_fits(hash: Option<&str>, password: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let fits = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    fits && hash.is_some()
}

/// Checks the second factor; the time step of the code, which must not be used again. `None` if the
/// account has no second factor.
pub fn check_code(account: &Account, code: &str, now: Moment) -> Result<Option<i64>, Refusal> {
    let Some(secret) = &account.totp_secret else { return Ok(None) };
    let wrong = || Refusal::new("login-failed");
    let totp = totp(secret).ok_or_else(wrong)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = totp.check(&code, (now.0 / 1000).max(0) as u64).ok_or_else(wrong)? as i64;
    if account.totp_last_step.is_some_and(|last| step <= last) {
        return Err(Refusal::new("code-already-used").at("code"));
    }
    Ok(Some(step))
}

/// A new secret in base 32.
pub fn new_secret() -> String {
    Secret::generate().to_base32()
}

/// The code of a secret at an instant, for tests and for setting it up.
pub fn code_at(secret: &str, now: Moment) -> Option<String> {
    Some(totp(secret)?.generate((now.0 / 1000).max(0) as u64).to_string())
}

/// Address that authenticator apps read from a QR code or a link.
pub fn secret_url(secret: &str, login: &str) -> Option<String> {
    let secret = Secret::try_from_base32(secret).ok()?;
    let totp = Builder::new()
        .with_secret(secret)
        .with_account_name(login)
        .with_issuer(Some("Foerderkette"))
        .build()
        .ok()?;
    totp.to_url().ok()
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).with_account_name("account").build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = hash("korrekt pferd batterie").expect("long enough");
        assert!(hash.starts_with("$argon2id$"));
        assert!(password_fits(Some(&hash), "korrekt pferd batterie"));
        assert!(!password_fits(Some(&hash), "korrekt pferd batterie "));
        assert!(!password_fits(None, "korrekt pferd batterie"));
    }

    #[test]
    fn a_password_of_nobody_is_checked_as_long_as_any_other() {
        let nobody = PasswordHash::new(NOBODY).expect("readable");
        let real = hash("korrekt pferd batterie").expect("long enough");
        let real = PasswordHash::new(&real).expect("readable");
        assert_eq!(nobody.params, real.params);
        assert!(nobody.hash.is_some());
    }

    #[test]
    fn a_short_password_is_refused_with_the_least_length() {
        assert!(matches!(hash("kurz"), Err(Error::Refused(refusal)) if refusal.code == "password-too-short"));
    }

    #[test]
    fn a_code_works_once() {
        let secret = new_secret();
        let now = Moment(1_795_590_000_000);
        let code = code_at(&secret, now).expect("a code");
        let mut account = Account {
            id: domain::ids::AccountId(1),
            region: domain::ids::RegionId(1),
            version: 1,
            organisation: domain::ids::OrganisationId(1),
            login: "muster".to_owned(),
            display_name: String::new(),
            roles: Vec::new(),
            password_hash: None,
            totp_secret: Some(secret),
            totp_last_step: None,
            active: true,
            language: "de".to_owned(),
        };
        let step = check_code(&account, &code, now).expect("right").expect("a second factor");
        account.totp_last_step = Some(step);
        assert_eq!(check_code(&account, &code, now).expect_err("used").code, "code-already-used");
        assert_eq!(
            check_code(&account, "000000", now).map_err(|r| r.code).err().as_deref(),
            Some("login-failed")
        );
    }
}
