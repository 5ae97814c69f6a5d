//! Name, password and code of a login, throttled and audited. The answer is the same for an unknown
//! name, a wrong password and a wrong code, and takes as long. Not for sessions.

use crate::http::{Input, Problem, Visitor};
use app::commands::ChangeOwnAccount;
use app::ports::{AuditEntry, TypedQueries};
use app::{Operation, login};
use domain::access::{Action, Actor, Purpose, Resource};
use domain::ids::{AccountId, OperationId};
use domain::organisation::{Account, Organisation};
use domain::record::{RecordKind, Stored};
use domain::region::Region;

/// Seconds that failures count.
const WINDOW: i64 = 15 * 60;
/// Failures of one name within the window before a wait.
const OF_A_NAME: usize = 5;
/// Failures of one address; many people of an office share one.
const OF_AN_ADDRESS: usize = 25;

/// What came out of a login.
pub(super) enum Outcome {
    Fits(AccountId),
    Failed,
    /// Name and password fit, but the code was used before.
    CodeUsed,
    TooMany,
}

/// Checks a login.
pub(super) async fn check(visitor: &Visitor, input: &Input) -> Result<Outcome, Problem> {
    let (throttle, now) = (&visitor.site.throttle, visitor.site.clock.now());
    let name = input.text("login").to_lowercase();
    let (by_name, by_address) = (format!("login:{name}"), format!("address:{}", visitor.address));
    if throttle.failures(&by_name, now, WINDOW) >= OF_A_NAME
        || throttle.failures(&by_address, now, WINDOW) >= OF_AN_ADDRESS
    {
        return Ok(Outcome::TooMany);
    }
    // counted before the password is looked at, so that many attempts at once count as well
    throttle.note(&by_name, now);
    throttle.note(&by_address, now);
    let record = visitor.site.gate.store().queries().account_of_login(&name).await?;
    let account = record.and_then(Account::from_record).filter(|account| account.active);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let password = input
        .pairs
        .iter()
        .find(|(key, _)| key == "password")
        .map(|(_, value)| value.clone())
        .unwrap_or_default();
    let checked = tokio::task::spawn_blocking(move || login::password_fits(hash.as_deref(), &password)).await;
    let fits = checked.map_err(|_| Problem::Fault("the password check stopped".to_owned()))?;
    let Some(account) = account else {
        tracing::info!(request = %visitor.request, "a login failed: no such name");
        return Ok(Outcome::Failed);
    };
    let operation = operation(visitor, &account).await?;
    let code = login::check_code(&account, input.text("code"), now);
    let outcome = match (fits, code) {
        (true, Ok(step)) => take(visitor, &operation, &account, step).await?,
        (true, Err(refusal)) if refusal.code == "code-already-used" => Outcome::CodeUsed,
        _ => Outcome::Failed,
    };
    let word = match outcome {
        Outcome::Fits(_) => "login",
        Outcome::CodeUsed => "login-code-used",
        Outcome::Failed | Outcome::TooMany => "login-failed",
    };
    let entry = AuditEntry::of(
        &operation,
        Action::See,
        Resource::OwnAccount,
        Some((RecordKind::Account, account.id.0)),
    );
    visitor.site.gate.store().log(&operation, entry.with_outcome(word)).await?;
    if matches!(outcome, Outcome::Fits(_)) {
        throttle.clear(&by_name);
    }
    Ok(outcome)
}

/// Notes the code as used; of two logins with one code at the same time only one comes in.
async fn take(
    visitor: &Visitor,
    operation: &Operation,
    account: &Account,
    step: Option<i64>,
) -> Result<Outcome, Problem> {
    let Some(step) = step else { return Ok(Outcome::Fits(account.id)) };
    match visitor.site.gate.run(operation, ChangeOwnAccount::CodeUsed { step }).await {
        Ok(_) => Ok(Outcome::Fits(account.id)),
        Err(app::Error::Refused(_) | app::Error::Conflict(_)) => Ok(Outcome::CodeUsed),
        Err(app::Error::Denied(_) | app::Error::Absent(_)) => Ok(Outcome::Failed),
        Err(error) => Err(error.into()),
    }
}

/// An operation of the account that wants to come in.
async fn operation(visitor: &Visitor, account: &Account) -> Result<Operation, Problem> {
    let site = &visitor.site;
    let queries = site.gate.store().queries();
    let organisation: Organisation = queries.need(account.organisation.0).await?;
    let region: Region = queries.need(account.region.0).await?;
    Ok(Operation {
        id: OperationId(site.ids.next()),
        actor: Actor {
            account: account.id,
            organisation: organisation.id,
            organisation_kind: organisation.kind,
            region: region.id,
            roles: account.roles.clone(),
            commissioned_test_site: region.settings.coordination_is_test_site,
        },
        now: site.clock.now(),
        today: visitor.today,
        purpose: Purpose::Supervision,
        request: visitor.request.clone(),
        key: None,
        import: None,
        ids: site.ids.clone(),
        periods: site.tables.periods.clone(),
    })
}
