//! What an account does to itself: a new password, a second factor, the note of a used code.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::login;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::journal::{Event, EventName};
use domain::organisation::Account;
use domain::refusal::Refusal;

/// One change of the own account.
#[derive(Debug, Clone)]
pub enum ChangeOwnAccount {
    /// A code was used at login.
    CodeUsed { step: i64 },
    /// A new password; the old one proves who asks.
    Password { old: String, new: String },
    /// A second factor; a code proves that the app knows the secret.
    SecondFactor { secret: String, code: String },
}

impl Demand for ChangeOwnAccount {
    fn demand(&self) -> (Action, Resource) {
        (Action::Change, Resource::OwnAccount)
    }
}

#[async_trait]
impl Command for ChangeOwnAccount {
    type Outcome = ();
    const NAME: &'static str = "change_own_account";
    const UNDOABLE: bool = false;

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<(), Error> {
        let mut account: Account = context.need(authorised.actor().account.0).await?;
        match authorised.command() {
            ChangeOwnAccount::CodeUsed { step } => {
                if account.totp_last_step.is_some_and(|last| *step <= last) {
                    return Err(Refusal::new("code-already-used").at("code").into());
                }
                account.totp_last_step = Some(*step);
            }
            ChangeOwnAccount::Password { old, new } => {
                if account.password_hash.is_some()
                    && !login::password_fits(account.password_hash.as_deref(), old)
                {
                    return Err(Refusal::new("old-password-wrong").at("old").into());
                }
                account.password_hash = Some(login::hash(new)?);
            }
            ChangeOwnAccount::SecondFactor { secret, code } => {
                account.totp_secret = Some(secret.clone());
                account.totp_last_step = None;
                let step = login::check_code(&account, code, context.operation.now)
                    .map_err(|_| Refusal::new("code-does-not-fit").at("code"))?;
                account.totp_last_step = step;
            }
        }
        let event =
            Event::new(EventName::AccountChanged, context.operation.today).with("account", account.id);
        context.save(account).await?;
        context.emit(event);
        Ok(())
    }
}
