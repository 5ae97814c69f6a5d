//! The way out: consent, what goes along, the package with its code, the receipt.

use super::contents::contents;
use super::grouped;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Badge, Column, DescriptionList, Entered, Field, Notice, Row, Table, Tone, Value};
use app::commands::{ConfirmRelocation, MakeRelocation, TakeBackRelocation};
use app::queries::relocations::{RelocationFile, RelocationSheet, RelocationsOfPerson};
use domain::access::{Action as A, Resource as R};
use domain::ids::{PersonId, RelocationId};
use domain::relocation::{Relocation, RelocationState};

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let sheet = staff.ask(&RelocationsOfPerson { person: id }).await?;
    Ok(page(&staff, id, &sheet, None))
}

fn page(staff: &Staff, id: PersonId, sheet: &RelocationSheet, entered: Option<&Entered>) -> Answer {
    let page = staff
        .page("relocations-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(sheet.name.clone(), format!("/people/{id}"))
        .lead(staff.t("relocations-lead"));
    let open = sheet.made.iter().find(|one| one.is_open());
    let mut parts = Vec::new();
    match open {
        Some(one) => parts.extend(on_its_way(staff, id, one, entered)),
        None => parts.extend(to_be_made(staff, id, sheet, entered)),
    }
    let earlier: Vec<&Relocation> = sheet.made.iter().filter(|one| !one.is_open()).collect();
    if !earlier.is_empty() {
        parts.push(Markup::section(&staff.t("relocations-earlier"), [history(staff, &earlier)]));
    }
    let answer = Answer::page(page, parts);
    if entered.is_some() { answer.status(422) } else { answer }
}

/// Nothing is on its way: what is missing, else what would go along and where to.
fn to_be_made(
    staff: &Staff,
    id: PersonId,
    sheet: &RelocationSheet,
    entered: Option<&Entered>,
) -> Vec<Markup> {
    let Some(case) = &sheet.case else {
        return vec![Markup::of(&Notice::new(Tone::Info, staff.t("relocations-no-case")))];
    };
    let (Some(draft), Some(agreed)) = (&sheet.draft, &sheet.agreed) else {
        let notice = Notice::new(Tone::Warning, staff.t("relocations-no-consent"));
        let action = Action::link(staff.t("relocations-to-consent"), format!("/people/{id}/consents"));
        return vec![Markup::of(&notice.action(action.primary()))];
    };
    let args = [("on", agreed.given_on.into())];
    let mut parts = vec![Markup::of(&Notice::new(Tone::Success, staff.tn("relocations-agreed", &args)))];
    if staff.may(A::Create, R::Relocation) {
        let county = Field::text("county", staff.t("relocations-county"))
            .hint(staff.t("relocations-county-hint"))
            .required();
        let mut form = staff
            .form(format!("/people/{id}/relocation"))
            .hidden("case", case.id.to_string())
            .version(case.version)
            .field(county)
            .submit(staff.t("relocations-make"))
            .cancel(format!("/people/{id}"));
        if let Some(entered) = entered {
            form = form.fill(entered);
        }
        parts.push(Markup::of(&form));
    }
    let along = [contents(staff, draft, None), Markup::paragraph(&staff.t("relocations-stays"))];
    parts.push(Markup::section(&staff.t("relocations-along"), along));
    parts
}

/// A package waits for its receipt: file and code, each on its own way, then the receipt.
fn on_its_way(staff: &Staff, id: PersonId, one: &Relocation, entered: Option<&Entered>) -> Vec<Markup> {
    let path = format!("/people/{id}/relocation/{}", one.id);
    let due = Value::date(one.due_on);
    let list = DescriptionList::new(staff.language())
        .item(staff.t("relocations-county"), Value::Foreign(one.county.clone()))
        .item(staff.t("relocations-made-on"), Value::Date(one.noted_on))
        .item(staff.t("relocations-due"), due)
        .item(staff.t("relocations-key"), Value::code(grouped(&one.key)));
    let mut parts = vec![Markup::of(&list)];
    if one.due_on.is_some_and(|due| due < staff.today) {
        parts.insert(0, Markup::of(&Notice::new(Tone::Warning, staff.t("relocations-overdue"))));
    }
    if staff.may(A::Export, R::Relocation) {
        let load = Action::link(staff.t("relocations-file"), format!("{path}/file")).primary();
        parts.push(Markup::paragraph(&staff.t("relocations-two-ways")));
        parts.push(Markup::of(&load));
    }
    if staff.may(A::Change, R::Relocation) {
        let receipt =
            Field::text("receipt", staff.t("relocations-receipt")).hint(staff.t("relocations-receipt-hint"));
        let mut form = staff
            .form(format!("{path}/confirm"))
            .version(one.version)
            .field(receipt.required())
            .submit(staff.t("relocations-confirm"));
        if let Some(entered) = entered {
            form = form.fill(entered);
        }
        parts.push(Markup::section(&staff.t("relocations-confirm-title"), [Markup::of(&form)]));
        let back =
            Action::post(staff.t("relocations-take-back"), format!("{path}/take-back"), &staff.shell().csrf)
                .hidden("version", one.version.to_string())
                .quiet();
        parts.push(Markup::of(&back));
    }
    parts
}

fn history(staff: &Staff, earlier: &[&Relocation]) -> Markup {
    let columns = ["relocations-county", "relocations-made-on", "record-state", "relocations-answered"]
        .map(|key| Column::new(staff.t(key)));
    let rows = earlier.iter().map(|one| {
        let tone = match one.state {
            RelocationState::Confirmed => Tone::Success,
            RelocationState::Made | RelocationState::TakenBack | RelocationState::TakenOver => Tone::Neutral,
        };
        let state = Badge::new(tone, staff.code("relocation-state", one.state.code()));
        let values = vec![
            Value::Foreign(one.county.clone()),
            Value::Date(one.noted_on),
            Value::Badges(vec![state]),
            Value::date(one.answered_on),
        ];
        Row::new(one.id, one.county.clone(), values)
    });
    let title = staff.t("relocations-earlier");
    Markup::of(&Table::new(staff.language(), title, columns.into()).rows(rows).quiet_caption())
}

/// Makes the package.
pub async fn make(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let sheet = staff.ask(&RelocationsOfPerson { person: id }).await?;
    let mut read = input.read(staff.language());
    let county = read.required("county");
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, id, &sheet, Some(&entered)));
    }
    let case = input.text("case").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().unwrap_or_default();
    match staff.run(&input, MakeRelocation { case, version, county }).await {
        Ok(done) => Ok(Answer::see(format!("/people/{id}/relocation")).done("relocations-done", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, id, &sheet, Some(&entered)))
        }
    }
}

/// The sealed file; its name says nothing about the person.
pub async fn file(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let relocation: RelocationId = input.id("relocation")?;
    let text = staff.ask(&RelocationFile { relocation }).await?;
    let name = format!("foerderkette-umzug-{relocation}.json");
    Ok(Answer::file(text.into_bytes(), "application/json", &name))
}

/// Notes the receipt; the case is closed.
pub async fn confirm(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (id, relocation): (PersonId, RelocationId) = (input.id("id")?, input.id("relocation")?);
    let version = input.text("version").parse().unwrap_or_default();
    let receipt = input.text("receipt").to_owned();
    match staff.run(&input, ConfirmRelocation { relocation, version, receipt }).await {
        Ok(done) => Ok(Answer::see(format!("/people/{id}")).done("relocations-confirmed", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            let sheet = staff.ask(&RelocationsOfPerson { person: id }).await?;
            Ok(page(&staff, id, &sheet, Some(&entered)))
        }
    }
}

/// Makes the package void.
pub async fn take_back(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (id, relocation): (PersonId, RelocationId) = (input.id("id")?, input.id("relocation")?);
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(&input, TakeBackRelocation { relocation, version }).await?;
    Ok(Answer::see(format!("/people/{id}/relocation")).done("relocations-taken-back", &done))
}
