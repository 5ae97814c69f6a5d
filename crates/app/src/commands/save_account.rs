//! Creates or changes an account of a body of the region; a new one gets a password for the first login.

use crate::error::Error;
use crate::gate::{Command, Context};
use crate::login;
use async_trait::async_trait;
use domain::access::{Action, Actor, Authorised, Demand, Resource, Role};
use domain::ids::{AccountId, OrganisationId};
use domain::journal::{Event, EventName};
use domain::organisation::{Account, Organisation, OrganisationKind};
use domain::record::{RecordKind, Stored};
use domain::refusal::Refusal;

/// The account as it should be; id 0 for a new one.
#[derive(Debug, Clone)]
pub struct SaveAccount {
    pub id: AccountId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub login: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    pub active: bool,
    /// Password for the first login, or to let somebody in again; empty leaves the old one.
    pub password: String,
    /// Take the second factor away, because the phone was lost.
    pub forget_second_factor: bool,
}

impl Demand for SaveAccount {
    fn demand(&self) -> (Action, Resource) {
        (if self.id.0 == 0 { Action::Create } else { Action::Change }, Resource::Account)
    }
}

#[async_trait]
impl Command for SaveAccount {
    type Outcome = AccountId;
    const NAME: &'static str = "save_account";
    const UNDOABLE: bool = false;

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Account, self.id.0)).filter(|(_, id)| *id != 0)
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<AccountId, Error> {
        let wanted = authorised.command();
        let organisation: Organisation = context.need(wanted.organisation.0).await?;
        if !authorised.visible().reaches(organisation.region, organisation.id)
            || !looks_after(authorised.actor(), organisation.id)
        {
            return Err(Error::Absent(RecordKind::Organisation));
        }
        check(wanted, &organisation)?;
        let mut account = match wanted.id.0 {
            0 => blank(AccountId(context.next_id()), &organisation),
            id => context.need::<Account>(id).await?,
        };
        if account.region != organisation.region || !looks_after(authorised.actor(), account.organisation) {
            return Err(Error::Absent(RecordKind::Account));
        }
        if wanted.id.0 != 0 {
            account = context.need_version(wanted.id.0, wanted.version).await?;
        }
        login_is_free(context, wanted).await?;
        if account.id == authorised.actor().account && !wanted.active {
            return Err(Refusal::new("own-account-cannot-be-closed").at("active").into());
        }
        account.organisation = organisation.id;
        account.login = wanted.login.trim().to_lowercase();
        account.display_name = wanted.display_name.trim().to_owned();
        account.roles = wanted.roles.clone();
        account.active = wanted.active;
        if !wanted.password.is_empty() {
            account.password_hash = Some(login::hash(&wanted.password)?);
        }
        if wanted.forget_second_factor {
            account.totp_secret = None;
            account.totp_last_step = None;
        }
        let id = account.id;
        context.save(account).await?;
        context.emit(Event::new(EventName::AccountChanged, context.operation.today).with("account", id));
        Ok(id)
    }
}

fn blank(id: AccountId, organisation: &Organisation) -> Account {
    Account {
        id,
        region: organisation.region,
        version: 0,
        organisation: organisation.id,
        login: String::new(),
        display_name: String::new(),
        roles: Vec::new(),
        password_hash: None,
        totp_secret: None,
        totp_last_step: None,
        active: true,
        language: "de".to_owned(),
    }
}

/// The operator's administration looks after every body; that of a body only after its own accounts, so
/// that nobody can make themselves a login in another authority (handbook 7.3).
pub fn looks_after(actor: &Actor, organisation: OrganisationId) -> bool {
    actor.organisation_kind == OrganisationKind::Betrieb || actor.organisation == organisation
}

async fn login_is_free(context: &mut Context<'_>, wanted: &SaveAccount) -> Result<(), Error> {
    let login = wanted.login.trim().to_lowercase();
    match context.work.queries().account_of_login(&login).await?.and_then(Account::from_record) {
        Some(other) if other.id != wanted.id => Err(Refusal::new("login-taken").at("login").into()),
        _ => Ok(()),
    }
}

fn check(wanted: &SaveAccount, organisation: &Organisation) -> Result<(), Refusal> {
    if wanted.login.trim().is_empty() {
        return Err(Refusal::new("login-missing").at("login"));
    }
    if wanted.display_name.trim().is_empty() {
        return Err(Refusal::new("name-missing").at("display_name"));
    }
    if wanted.id.0 == 0 && wanted.password.is_empty() {
        return Err(Refusal::new("password-too-short")
            .with("least", login::SHORTEST_PASSWORD as i64)
            .at("password"));
    }
    let misplaced = wanted.roles.iter().find(|role| !role.fits(organisation.kind, true));
    match (misplaced, wanted.roles.is_empty()) {
        (Some(role), _) => Err(Refusal::new("role-not-of-this-body").with("role", role.code()).at("roles")),
        (None, true) => Err(Refusal::new("role-missing").at("roles")),
        (None, false) => Ok(()),
    }
}
