//! Accounts: list, create, change, close, let somebody in again.

use super::under;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Choice, Column, EmptyState, Entered, Field, ListView, Row, Table, Tone, Value};
use app::commands::SaveAccount;
use app::login::SHORTEST_PASSWORD;
use app::queries::administration::AccountList;
use domain::access::{Resource, Role};
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Account, Organisation};

/// All accounts that one looks after.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (organisations, mut accounts) = staff.ask(&AccountList).await?;
    accounts.sort_by(|a, b| (!a.active, &a.login).cmp(&(!b.active, &b.login)));
    let name = |id: OrganisationId| {
        organisations.iter().find(|o| o.id == id).map(|o| o.name.clone()).unwrap_or_default()
    };
    let rows = accounts.iter().map(|account| {
        let roles: Vec<String> = account.roles.iter().map(|role| staff.code("role", role.code())).collect();
        let state = match (account.active, account.totp_secret.is_some()) {
            (false, _) => Value::badge(Tone::Neutral, staff.t("administration-closed")),
            (true, true) => Value::badge(Tone::Success, staff.t("administration-with-factor")),
            (true, false) => Value::badge(Tone::Warning, staff.t("administration-without-factor")),
        };
        let values = vec![
            Value::link(account.login.clone(), format!("/administration/accounts/{}", account.id)),
            Value::text(account.display_name.clone()),
            Value::text(name(account.organisation)),
            Value::text(roles.join(", ")),
            state,
        ];
        Row::new(account.id, account.login.clone(), values)
    });
    let columns = ["login", "name", "organisation", "roles", "state"];
    let columns =
        columns.iter().map(|key| Column::new(staff.t(&format!("administration-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("administration-accounts"), columns).rows(rows);
    let new = Action::link(staff.t("administration-account-new"), "/administration/accounts/new");
    let view =
        ListView::new(table, EmptyState::new(staff.t("administration-accounts-empty")).action(new.clone()));
    let mut page = staff.page("administration-title").action(new.primary());
    let link = |key: &str, href: &str| Action::link(staff.t(key), href);
    page = page
        .action(link("administration-organisations", "/administration/organisations"))
        .action(link("administration-region", "/administration/region"))
        .action(link("administration-audit", "/administration/audit"));
    if staff.may(domain::access::Action::List, Resource::Import) {
        page = page.action(link("administration-imports", "/imports"));
    }
    ListPage::new(page, view).answer(&staff, &input).await
}

/// The empty form.
pub(super) async fn new(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    page(&staff, None, &Entered::default()).await
}

/// The form of an account.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, Some(input.id("id")?), &Entered::default()).await
}

async fn page(staff: &Staff, id: Option<AccountId>, entered: &Entered) -> Result<Answer, Problem> {
    let (organisations, accounts) = staff.ask(&AccountList).await?;
    let account = match id {
        Some(id) => Some(accounts.into_iter().find(|account| account.id == id).ok_or(Problem::NotFound)?),
        None => None,
    };
    let form = fields(staff, &organisations, account.as_ref());
    let form = if entered.pairs.is_empty() && entered.is_sound() { form } else { form.fill(entered) };
    let title = if account.is_some() { "administration-account" } else { "administration-account-new" };
    let status = if entered.is_sound() { 200 } else { 422 };
    Ok(Answer::page(under(staff, title), [Markup::of(&form)]).status(status))
}

fn fields(staff: &Staff, organisations: &[Organisation], account: Option<&Account>) -> crate::view::Form {
    let t = |key: &str| staff.t(&format!("administration-{key}"));
    let bodies = organisations.iter().map(|o| Choice::new(o.id.to_string(), o.name.clone())).collect();
    let kinds: Vec<_> = organisations.iter().map(|o| o.kind).collect();
    let roles = Role::ALL.iter().filter(|role| kinds.iter().any(|kind| role.fits(*kind, true)));
    let roles = roles.map(|role| Choice::new(role.code(), staff.code("role", role.code()))).collect();
    let path = account.map_or("new".to_owned(), |account| account.id.to_string());
    let body = account.map_or(staff.actor.organisation, |account| account.organisation);
    let chosen: Vec<&str> =
        account.map(|account| account.roles.iter().map(|role| role.code()).collect()).unwrap_or_default();
    let (name, login) = account.map(|a| (a.display_name.clone(), a.login.clone())).unwrap_or_default();
    let mut password =
        Field::password("password", t(if account.is_some() { "password-again" } else { "password-first" }))
            .hint(staff.tn("account-password-hint", &[("least", SHORTEST_PASSWORD.into())]))
            .autocomplete("new-password");
    if account.is_none() {
        password = password.required();
    }
    let mut form = staff
        .form(format!("/administration/accounts/{path}"))
        .version(account.map_or(0, |account| account.version))
        .field(Field::text("display_name", t("column-name")).value(name).required())
        .field(Field::text("login", t("column-login")).value(login).required().autocomplete("off"))
        .field(
            Field::select("organisation", t("column-organisation"), bodies)
                .value(body.to_string())
                .required(),
        )
        .field(Field::checks("roles", t("column-roles"), roles).hint(t("roles-hint")).values(chosen))
        .field(password);
    if let Some(account) = account {
        form = form.field(Field::check("active", t("active")).ticked(account.active));
        if account.totp_secret.is_some() {
            form = form.field(
                Field::check("forget_second_factor", t("forget-factor")).hint(t("forget-factor-hint")),
            );
        }
    }
    form.cancel("/administration")
}

/// Creates or changes an account.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id = if input.part("id").is_empty() { None } else { Some(input.id::<AccountId>("id")?) };
    let mut read = input.read(staff.language());
    let organisation = read.id::<OrganisationId>("organisation").unwrap_or(staff.actor.organisation);
    let version = read.number("version").unwrap_or(0);
    if let Some(entered) = read.errors() {
        return page(&staff, id, &entered).await;
    }
    let command = SaveAccount {
        id: id.unwrap_or(AccountId(0)),
        version,
        organisation,
        login: input.text("login").to_owned(),
        display_name: input.text("display_name").to_owned(),
        roles: input.texts("roles").filter_map(Role::from_code).collect(),
        active: id.is_none() || read.tick("active"),
        password: input
            .pairs
            .iter()
            .find(|(key, _)| key == "password")
            .map(|(_, value)| value.clone())
            .unwrap_or_default(),
        forget_second_factor: read.tick("forget_second_factor"),
    };
    let ends_sessions = !command.password.is_empty() || command.forget_second_factor || !command.active;
    match staff.run(&input, command).await {
        Ok(done) if ends_sessions => {
            staff.site.gate.store().end_sessions_of(done.outcome, staff.session_hash()).await?;
            Ok(Answer::see("/administration").done("administration-saved", &done))
        }
        Ok(done) => Ok(Answer::see("/administration").done("administration-saved", &done)),
        Err(problem) => page(&staff, id, &problem.at_fields(staff.language(), input.entered())?).await,
    }
}
