//! Coming in and going out. What was typed when a session ended is carried through the login and sent on
//! with one click. The demo lets one click take a role, and only on demo data.

mod check;
mod demo;
mod kept;

use crate::http::{Access, Answer, COOKIE, Input, Markup, Problem, Route, Staff, Visitor};
use crate::site::{Shared, Site};
use crate::view::{Entered, Field, Form, Language, Notice, Page, Preferences, Shell, Tone};
use app::ports::LoginSession;
use axum::http::{HeaderMap, header};
use check::Outcome;
use domain::ids::AccountId;
use kept::Kept;

/// A form that carries another one may be larger than an ordinary form.
const LARGEST: usize = 5 * 1024 * 1024;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::public("/login", form),
        Route::public_post("/login", login).up_to(LARGEST),
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
    page(site, &shell, &Kept::of_request(input), had_session, &Entered::default()).status(401)
}

async fn form(visitor: Visitor, _input: Input) -> Result<Answer, Problem> {
    Ok(page(&visitor.site, &visitor.shell, &Kept::start(), false, &Entered::default()))
}

fn page(site: &Site, shell: &Shell, kept: &Kept, expired: bool, entered: &Entered) -> Answer {
    let language: Language = shell.language;
    let t = |key: &str| wording::text(language, key);
    let mut page = Page::new(shell, t("login-title"));
    if expired {
        page = page.lead(t("login-expired"));
    }
    let form = Form::new(language, "/login", "")
        .field(Field::text("login", t("login-name")).required().autocomplete("username"))
        .field(Field::password("password", t("login-password")).required().autocomplete("current-password"))
        .field(Field::text("code", t("login-code")).hint(t("login-code-hint")).autocomplete("one-time-code"))
        .submit(t("login-submit"))
        .fill(entered);
    let form = kept.fields().into_iter().fold(form, |form, (name, value)| form.hidden(name, value));
    let mut parts = Vec::new();
    if site.demo {
        parts.push(demo::invitation(language));
    }
    parts.push(Markup::of(&form));
    Answer::page(page, parts)
}

async fn login(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let kept = Kept::of_login(&input);
    let again = |sentence: &str, status: u16| {
        // only the name comes back into the form; password and code are typed anew
        let entered = Entered::new(vec![("login".to_owned(), input.text("login").to_owned())])
            .error("", wording::text(visitor.language, sentence));
        Ok(page(&visitor.site, &visitor.shell, &kept, false, &entered).status(status))
    };
    match check::check(&visitor, &input).await? {
        Outcome::TooMany => again("login-too-many", 429),
        Outcome::Failed => again("refusal-login-failed", 422),
        Outcome::CodeUsed => again("refusal-code-already-used", 422),
        Outcome::Fits(account) => {
            if let Some(old) = &visitor.session {
                visitor.site.gate.store().end_session(old).await?;
            }
            go_on(&visitor, account, &kept).await
        }
    }
}

/// Leads to the page that was wanted, or shows the kept form with the new session's token.
async fn go_on(visitor: &Visitor, account: AccountId, kept: &Kept) -> Result<Answer, Problem> {
    let site = &visitor.site;
    if !kept.is_form() {
        return enter(site, account, kept.target()).await;
    }
    let (token, csrf) = open(site, account).await?;
    let language = visitor.language;
    let t = |key: &str| wording::text(language, key);
    let form = Form::new(language, kept.target(), &csrf).submit(t("login-kept-submit")).cancel("/today");
    let form = kept.pairs().iter().fold(form, |form, (name, value)| form.hidden(name.clone(), value.clone()));
    let mut parts = Vec::new();
    if kept.had_files() {
        parts.push(Markup::of(&Notice::new(Tone::Warning, t("login-kept-files"))));
    }
    parts.push(Markup::of(&form));
    let page = Page::new(&visitor.shell, t("login-kept-title")).lead(t("login-kept-lead"));
    Ok(Answer::page(page, parts).cookie(crate::http::session_cookie(&token, site.secure_cookies)))
}

async fn logout(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    staff.site.gate.store().end_session(staff.session_hash()).await?;
    Ok(Answer::see("/login").cookie(crate::http::session_cookie("", staff.site.secure_cookies)))
}

/// Opens a session: its token for the cookie and its form token.
async fn open(site: &Shared, account: AccountId) -> Result<(String, String), Problem> {
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
    Ok((token, session.csrf))
}

/// Opens a session for an account and leads to a page of our own.
pub(super) async fn enter(site: &Shared, account: AccountId, target: &str) -> Result<Answer, Problem> {
    let (token, _) = open(site, account).await?;
    let target = if kept::is_ours(target) { target } else { "/" };
    Ok(Answer::see(target).cookie(crate::http::session_cookie(&token, site.secure_cookies)))
}
