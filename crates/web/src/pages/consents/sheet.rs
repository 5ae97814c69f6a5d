//! The consent sheet for the printer: German, which is binding, beside the person's language. It says what handbook
//! 7.5 asks for: controller, data, purpose, recipients, that it is voluntary, withdrawal, period, language and version.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::Language;
use app::queries::consents::PersonConsents;
use askama::Template;
use domain::ids::PersonId;
use domain::person::{ConsentText, RecipientGroup};

#[derive(Template)]
#[template(path = "pages/consents/sheet.html")]
struct Sheet {
    columns: Vec<Words>,
    name: String,
}

/// The text in one language.
struct Words {
    language: &'static str,
    direction: &'static str,
    title: String,
    sentences: Vec<String>,
    name_label: String,
    sign: String,
}

/// Page for the printer.
pub async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let person: PersonId = input.id("id")?;
    let recipients = RecipientGroup::from_code(input.text("recipients")).ok_or(Problem::NotFound)?;
    let text = app::consents::texts().of(recipients, staff.today).ok_or(Problem::NotFound)?;
    let view = staff.ask(&PersonConsents { person }).await?;
    let other = Language::from_code(input.text("language")).unwrap_or(Language::De);
    let mut columns = vec![words(&staff, text, Language::De)];
    if other != Language::De {
        columns.push(words(&staff, text, other));
    }
    let page = staff
        .titled(staff.t("consents-sheet-title"))
        .lead(staff.t("consents-sheet-lead"))
        .crumb(view.name.clone(), format!("/people/{person}/consents"));
    Ok(Answer::page(page.wide(), [Markup::of(&Sheet { columns, name: view.name })]))
}

fn words(staff: &Staff, text: &ConsentText, language: Language) -> Words {
    let t = |key: &str| wording::text(language, key);
    let code = |list: &str, code: &str| t(&format!("{list}-{}", code.replace('_', "-")));
    let body = &staff.organisation;
    let controller =
        format!("{}, {}, {} {}", body.name, body.seat.street, body.seat.postcode, body.seat.town);
    let data: Vec<String> = text.data.iter().map(|one| code("consent-data", one.code())).collect();
    let (group, purpose) =
        (code("recipient-group", text.recipients.code()), code("consent-purpose", text.purpose.code()));
    let with = |key: &str, name: &str, value: &str| {
        wording::text_with(language, key, &[(name, wording::Arg::Text(value))])
    };
    let version = wording::text_with(
        language,
        "consent-sheet-version",
        &[("version", text.text_version.as_str().into()), ("language", language.native_name().into())],
    );
    let until = text.ends_on(staff.today);
    Words {
        language: language.code(),
        direction: language.direction(),
        title: with("consent-sheet-title", "group", &group),
        sentences: vec![
            with("consent-sheet-controller", "controller", &controller),
            with("consent-sheet-recipients", "group", &group),
            with("consent-sheet-purpose", "purpose", &purpose),
            with("consent-sheet-data", "data", &data.join(", ")),
            t("consent-sheet-voluntary"),
            t("consent-sheet-withdraw"),
            wording::text_with(language, "consent-sheet-period", &[("until", until.into())]),
            version,
        ],
        name_label: t("consent-sheet-name"),
        sign: t("consent-sheet-sign"),
    }
}
