//! What a person agreed to: the list with everything a consent says, noting one that was signed, withdrawing, and the
//! sheet to read and sign.

mod sheet;

use crate::http::{Answer, Input, Markup, Problem, Route, Staff, needs};
use crate::pages::people::choices;
use crate::view::{Action, Column, EmptyState, Field, Row, Table, Tone, Value};
use app::commands::SaveConsent;
use app::queries::consents::{ConsentRow, ConsentsView, PersonConsents};
use domain::access::Action::{self as A, Change, See};
use domain::access::Resource as R;
use domain::ids::PersonId;
use domain::person::{ConsentText, RecipientGroup};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/people/{id}/consents", needs(See, R::Consent), show),
        Route::get("/people/{id}/consents/sheet", needs(See, R::Consent), sheet::print),
        Route::post("/people/{id}/consent", needs(Change, R::Consent), save),
    ]
}

const COLUMNS: [&str; 9] = [
    "record-consent-recipients",
    "consents-purpose",
    "consents-data",
    "consents-asked-by",
    "consents-given-on",
    "consents-until",
    "consents-version",
    "field-language",
    "record-state",
];

async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let view = staff.ask(&PersonConsents { person }).await?;
    let mut page = staff.page("consents-title").lead(staff.t("consents-lead"));
    page = match staff.may(A::See, R::Person) {
        true => page.crumb(view.name.clone(), format!("/people/{person}")),
        false => page.crumb(staff.t("counselling-appointments"), "/counselling/appointments"),
    };
    let mut parts = vec![list(&staff, person, &view)];
    if staff.may(A::Change, R::Consent) {
        parts.push(Markup::section(&staff.t("consents-new"), give(&staff, person, &view)));
    }
    Ok(Answer::page(page, parts))
}

fn list(staff: &Staff, person: PersonId, view: &ConsentsView) -> Markup {
    if view.rows.is_empty() {
        return Markup::of(&EmptyState::new(staff.t("consents-none")));
    }
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = view.rows.iter().map(|row| line(staff, person, row));
    Markup::of(&Table::new(staff.language(), staff.t("consents-title"), columns).rows(rows).quiet_caption())
}

fn line(staff: &Staff, person: PersonId, row: &ConsentRow) -> Row {
    let consent = &row.consent;
    let group = staff.code("recipient-group", consent.recipients.code());
    let purpose = row.text.as_ref().map(|text| staff.code("consent-purpose", text.purpose.code()));
    let values = vec![
        Value::text(group.clone()),
        Value::text(purpose.unwrap_or_default()),
        Value::text(row.text.as_ref().map(|text| data_words(staff, text)).unwrap_or_default()),
        Value::Foreign(row.asked_by.clone()),
        Value::Date(consent.given_on),
        Value::date(consent.valid_until),
        Value::text(consent.text_version.clone()),
        Value::text(choices::language(&consent.language)),
        state(staff, person, row, &group),
    ];
    Row::new(consent.id, group, values)
}

fn state(staff: &Staff, person: PersonId, row: &ConsentRow, group: &str) -> Value {
    let consent = &row.consent;
    match consent.withdrawn_on {
        Some(on) => {
            Value::DateNote { date: on, note: staff.t("record-consent-withdrawn"), tone: Tone::Warning }
        }
        None if !consent.holds_on(staff.today) => Value::badge(Tone::Neutral, staff.t("consents-over")),
        None if staff.may(A::Change, R::Consent) => {
            let path = format!("/people/{person}/consent");
            let button = Action::post(staff.t("record-consent-withdraw"), path, &staff.shell().csrf)
                .hidden("recipients", consent.recipients.code())
                .about(group.to_owned());
            Value::Actions(vec![button.quiet()])
        }
        None => Value::badge(Tone::Success, staff.t("consents-holds")),
    }
}

fn data_words(staff: &Staff, text: &ConsentText) -> String {
    let words: Vec<String> = text.data.iter().map(|data| staff.code("consent-data", data.code())).collect();
    words.join(", ")
}

/// What else can be agreed to: the sheet to read and sign, then the note that it was signed.
fn give(staff: &Staff, person: PersonId, view: &ConsentsView) -> Vec<Markup> {
    let holds = |group: &RecipientGroup| {
        view.rows.iter().any(|row| row.consent.recipients == *group && row.consent.holds_on(staff.today))
    };
    let texts: Vec<&ConsentText> = RecipientGroup::ALL
        .iter()
        .filter(|group| !holds(group))
        .filter_map(|group| app::consents::texts().of(*group, staff.today))
        .collect();
    let rows = texts.iter().map(|text| {
        let group = staff.code("recipient-group", text.recipients.code());
        let href = format!(
            "/people/{person}/consents/sheet?recipients={}&language={}",
            text.recipients.code(),
            view.language
        );
        let print = Action::link(staff.t("consents-print"), href).quiet().about(group.clone());
        let values = vec![
            Value::text(group.clone()),
            Value::text(staff.code("consent-purpose", text.purpose.code())),
            Value::text(data_words(staff, text)),
            Value::Actions(vec![print]),
        ];
        Row::new(text.recipients.code(), group, values)
    });
    let columns = ["record-consent-recipients", "consents-purpose", "consents-data"]
        .map(|key| Column::new(staff.t(key)));
    let columns = columns.into_iter().chain([Column::silent(staff.t("consents-print"))]).collect();
    let title = staff.t("consents-new");
    let table = Table::new(staff.language(), title, columns).rows(rows).quiet_caption();
    let groups = choices::codes(staff, "recipient-group", texts.iter().map(|text| text.recipients.code()));
    let signed = staff
        .form(format!("/people/{person}/consent"))
        .hidden("signed", "1")
        .row(vec![
            Field::select("recipients", staff.t("record-consent-recipients"), groups).required(),
            Field::select("language", staff.t("record-consent-language"), choices::languages())
                .value(&view.language),
        ])
        .submit(staff.t("record-consent-give"));
    vec![Markup::of(&table), Markup::of(&signed)]
}

async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let recipients = RecipientGroup::from_code(input.text("recipients")).ok_or(Problem::Unreadable)?;
    let signed = (input.text("signed") == "1").then(|| input.text("language").to_owned());
    let key = if signed.is_some() { "consent-given" } else { "consent-withdrawn" };
    let ends_sight = signed.is_none() && recipients == RecipientGroup::Counselling;
    let done = staff.run(&input, SaveConsent { person, recipients, signed }).await?;
    // a counselling body does not see the person any more after such a withdrawal
    let back = match staff.may(A::See, R::Person) || !ends_sight {
        true => format!("/people/{person}/consents"),
        false => "/counselling/appointments".to_owned(),
    };
    Ok(Answer::see(back).done(key, &done))
}
