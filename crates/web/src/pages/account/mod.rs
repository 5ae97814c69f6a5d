//! The own account: password, second factor, and what one's roles may do.

mod rights;

use crate::http::{Access, Answer, Input, Markup, Problem, Route, Staff};
use crate::view::{DescriptionList, Entered, Field, Notice, Tone};
use app::commands::ChangeOwnAccount;
use app::login;
use app::ports::TypedQueries;
use askama::Template;
use domain::organisation::Account;
use qrcode::QrCode;
use qrcode::render::svg;

const PATH: &str = "/account";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, Access::Account, show),
        Route::post("/account/password", Access::Account, change_password),
        Route::get("/account/second-factor", Access::Account, second_factor),
        Route::post("/account/second-factor", Access::Account, set_second_factor),
    ]
}

/// A QR code; the picture is drawn by the library, the address in it stands beside it as text.
#[derive(Template)]
#[template(
    source = "<div class=\"fk-qr\" role=\"img\" aria-label=\"{{ label }}\">{{ svg|safe }}</div>",
    ext = "html"
)]
struct Qr<'a> {
    label: &'a str,
    svg: &'a str,
}

async fn own(staff: &Staff) -> Result<Account, Problem> {
    Ok(staff.site.gate.store().queries().need(staff.account().0).await?)
}

async fn show(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    page(&staff, &Entered::default()).await
}

async fn page(staff: &Staff, entered: &Entered) -> Result<Answer, Problem> {
    let account = own(staff).await?;
    let roles: Vec<String> = account.roles.iter().map(|role| staff.code("role", role.code())).collect();
    let facts = DescriptionList::new(staff.language())
        .item(staff.t("account-name"), account.display_name.as_str())
        .item(staff.t("account-login"), account.login.as_str())
        .item(staff.t("account-organisation"), staff.organisation.name.as_str())
        .item(staff.t("account-roles"), roles.join(", "));
    let set = account.totp_secret.is_some();
    let (tone, text, label) = if set {
        (Tone::Success, "account-second-factor-on", "account-second-factor-renew")
    } else {
        (Tone::Warning, "account-second-factor-off", "account-second-factor-set-up")
    };
    let factor = Notice::new(tone, staff.t(text))
        .action(crate::view::Action::link(staff.t(label), "/account/second-factor"));
    let form = staff
        .form("/account/password")
        .field(
            Field::password("old", staff.t("account-password-old"))
                .required()
                .autocomplete("current-password"),
        )
        .field(
            Field::password("password", staff.t("account-password-new"))
                .hint(staff.tn("account-password-hint", &[("least", login::SHORTEST_PASSWORD.into())]))
                .required()
                .autocomplete("new-password"),
        )
        .field(
            Field::password("again", staff.t("account-password-again"))
                .required()
                .autocomplete("new-password"),
        )
        .submit(staff.t("account-password-submit"))
        .fill(entered);
    let parts = [
        Markup::of(&facts),
        Markup::section(&staff.t("account-second-factor"), [Markup::of(&factor)]),
        Markup::section(&staff.t("account-password"), [Markup::of(&form)]),
        Markup::section(
            &staff.t("account-rights"),
            [Markup::paragraph(&staff.t("account-rights-lead")), rights::table(staff)],
        ),
    ];
    let status = if entered.is_sound() { 200 } else { 422 };
    Ok(Answer::page(staff.page("account-title"), parts).status(status))
}

/// A password as it was typed, spaces and all.
fn typed(input: &Input, name: &str) -> String {
    input.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

async fn change_password(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (old, new) = (typed(&input, "old"), typed(&input, "password"));
    if new != typed(&input, "again") {
        let entered = Entered::default().error("again", staff.t("account-password-differs"));
        return page(&staff, &entered).await;
    }
    match staff.run(&input, ChangeOwnAccount::Password { old, new }).await {
        Ok(done) => {
            // whoever knew the old password is out
            staff.site.gate.store().end_sessions_of(staff.account(), staff.session_hash()).await?;
            Ok(Answer::see(PATH).done("account-password-changed", &done))
        }
        Err(problem) => page(&staff, &problem.at_fields(staff.language(), Entered::default())?).await,
    }
}

async fn second_factor(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    factor_page(&staff, &login::new_secret(), &Entered::default()).await
}

async fn factor_page(staff: &Staff, secret: &str, entered: &Entered) -> Result<Answer, Problem> {
    let account = own(staff).await?;
    let url = login::secret_url(secret, &account.login).ok_or(Problem::Unreadable)?;
    let code = QrCode::new(url.as_bytes()).map_err(|_| Problem::Unreadable)?;
    let drawn = code
        .render::<svg::Color>()
        .min_dimensions(220, 220)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    // inside a page the picture needs no XML head
    let drawn = drawn.find("<svg").map_or("", |at| &drawn[at..]);
    let facts = DescriptionList::new(staff.language())
        .item(staff.t("account-secret"), spaced(secret))
        .item(staff.t("account-secret-link"), crate::view::Value::link(staff.t("account-secret-open"), url));
    let form = staff
        .form("/account/second-factor")
        .hidden("secret", secret)
        .field(
            Field::text("code", staff.t("account-code"))
                .hint(staff.t("account-code-hint"))
                .required()
                .autocomplete("one-time-code"),
        )
        .submit(staff.t("account-code-submit"))
        .cancel(PATH)
        .fill(entered);
    let parts = [
        Markup::of(&Qr { label: &staff.t("account-qr"), svg: drawn }),
        Markup::of(&facts),
        Markup::of(&form),
    ];
    let page = staff
        .page("account-second-factor")
        .crumb(staff.t("account-title"), PATH)
        .lead(staff.t("account-second-factor-lead"));
    let status = if entered.is_sound() { 200 } else { 422 };
    Ok(Answer::page(page, parts).status(status))
}

/// The secret in groups of four, for typing.
fn spaced(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

async fn set_second_factor(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (secret, code) = (input.text("secret").to_owned(), input.text("code").to_owned());
    match staff.run(&input, ChangeOwnAccount::SecondFactor { secret: secret.clone(), code }).await {
        Ok(done) => Ok(Answer::see(PATH).done("account-second-factor-done", &done)),
        Err(problem) => {
            factor_page(&staff, &secret, &problem.at_fields(staff.language(), Entered::default())?).await
        }
    }
}
