//! Coming in and going out. The demo lets one click take a role, and only on demo data.

mod demo;

use crate::http::{Access, Answer, COOKIE, Input, Markup, Problem, Route, Staff, Visitor};
use crate::site::{Shared, Site};
use crate::view::{Entered, Field, Form, Language, Page, Preferences, Shell};
use app::ports::LoginSession;
use axum::http::{HeaderMap, header};
use domain::ids::AccountId;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::public("/login", form),
        Route::post("/logout", Access::Account, logout),
    ];
    routes.extend(demo::routes());
    routes
}

/// The login page in place of one that needs a session; what was sent is kept in hidden fields.
pub fn needed(site: &Shared, headers: &HeaderMap, input: &Input, _request: &str) -> Answer {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    let shell = Shell::new(Preferences::from_cookie_header(cookies), "", "/login");
    let had_session = cookies.is_some_and(|all| all.contains(COOKIE));
    let target = match &input.raw_query {
        Some(query) if !query.is_empty() => format!("{}?{query}", input.path),
        _ => input.path.clone(),
    };
    page(site, &shell, &target, had_session, &Entered::default()).status(401)
}

async fn form(visitor: Visitor, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&visitor.site, &visitor.shell, "/", false, &Entered::default()))
}

fn page(site: &Site, shell: &Shell, target: &str, expired: bool, entered: &Entered) -> Answer {
    let language: Language = shell.language;
    let t = |key: &str| wording::text(language, key);
    let mut page = Page::new(shell, t("login-title"));
    if expired {
        page = page.lead(t("login-expired"));
    }
    let form = Form::new(language, "/login", "")
        .hidden("target", target)
        .field(Field::text("login", t("login-name")).required().autocomplete("username"))
        .field(Field::password("password", t("login-password")).required().autocomplete("current-password"))
        .field(Field::text("code", t("login-code")).hint(t("login-code-hint")).autocomplete("one-time-code"))
        .submit(t("login-submit"))
        .fill(entered);
    let mut parts = Vec::new();
    if site.demo {
        parts.push(demo::invitation(language));
    }
    parts.push(Markup::of(&form));
    Answer::page(page, parts)
}

async fn logout(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    staff.site.gate.store().end_session(staff.session_hash()).await?;
    Ok(Answer::see("/login").cookie(crate::http::session_cookie("", staff.site.secure_cookies)))
}

/// Opens a session for an account and leads to a page of our own.
pub(super) async fn enter(site: &Shared, account: AccountId, target: &str) -> Result<Answer, Problem> {
    let token = site.ids.token();
    let now = site.clock.now();
    let session = LoginSession {
        token_hash: crate::http::token_hash(&token),
        account,
        role: None,
        csrf: site.ids.token(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus_seconds(crate::http::LONGEST / 1000),
    };
    site.gate.store().keep_session(&session).await?;
    let target = if target.starts_with('/') && !target.starts_with("//") { target } else { "/" };
    Ok(Answer::see(target).cookie(crate::http::session_cookie(&token, site.secure_cookies)))
}
