//! Login sessions in the database, so that they survive a restart. Tokens are stored as hashes.

use crate::sql::{execute, get, row};
use app::Error;
use app::ports::LoginSession;
use domain::ids::AccountId;
use domain::moment::Moment;
use sea_orm::{ConnectionTrait, Value};

/// Writes or renews a session.
pub async fn keep(connection: &impl ConnectionTrait, session: &LoginSession) -> Result<(), Error> {
    let sql = "INSERT INTO login_session (token_hash, account_id, role, csrf, created_at, seen_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (token_hash) DO UPDATE SET \
               account_id = excluded.account_id, role = excluded.role, csrf = excluded.csrf, \
               seen_at = excluded.seen_at, expires_at = excluded.expires_at";
    let values = vec![
        session.token_hash.as_str().into(),
        session.account.0.into(),
        Value::from(session.role.clone()),
        session.csrf.as_str().into(),
        session.created_at.0.into(),
        session.seen_at.0.into(),
        session.expires_at.0.into(),
    ];
    execute(connection, sql, values).await.map(|_| ())
}

/// A session by the hash of its token.
pub async fn find(
    connection: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<LoginSession>, Error> {
    let sql = "SELECT account_id, role, csrf, created_at, seen_at, expires_at FROM login_session WHERE token_hash = $1";
    let Some(row) = row(connection, sql, vec![token_hash.into()]).await? else {
        return Ok(None);
    };
    Ok(Some(LoginSession {
        token_hash: token_hash.to_owned(),
        account: AccountId(get(&row, 0)?),
        role: get(&row, 1)?,
        csrf: get(&row, 2)?,
        created_at: Moment(get(&row, 3)?),
        seen_at: Moment(get(&row, 4)?),
        expires_at: Moment(get(&row, 5)?),
    }))
}

/// Ends every session of an account but one.
pub async fn end_of(
    connection: &impl ConnectionTrait,
    account: AccountId,
    except: &str,
) -> Result<(), Error> {
    let sql = "DELETE FROM login_session WHERE account_id = $1 AND token_hash <> $2";
    execute(connection, sql, vec![account.0.into(), except.into()]).await.map(|_| ())
}

/// Ends a session.
pub async fn end(connection: &impl ConnectionTrait, token_hash: &str) -> Result<(), Error> {
    execute(connection, "DELETE FROM login_session WHERE token_hash = $1", vec![token_hash.into()])
        .await
        .map(|_| ())
}
