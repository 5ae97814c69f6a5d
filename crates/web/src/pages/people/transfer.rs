//! Changes of the benefit system: the list of both offices, the offer, the answer.

use super::acts::framed;
use super::choices;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::lists::ListPage;
use crate::pages::next;
use crate::view::record::Counter;
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Entered, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::commands::{ChangeTransfer, OfferCare, TransferChange};
use app::queries::administration::OrganisationList;
use app::queries::person_record::{PersonRecord, PersonView};
use app::queries::transfers::{TransferList, TransferRow};
use domain::access::{Action as A, Resource as R};
use domain::care_transfer::{DeclineReason, Reply, TransferState, office_of};
use domain::ids::{CareTransferId, OrganisationId};
use domain::residence::BenefitSystem;

const PATH: &str = "/transfers";

/// The list.
pub async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = staff.ask(&TransferList).await?;
    let columns = [
        "transfers-column-person",
        "transfers-column-direction",
        "transfers-column-office",
        "transfers-column-system",
        "transfers-column-starts",
        "transfers-column-due",
        "transfers-column-state",
    ];
    let mut columns: Vec<Column> = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    columns.push(Column::silent(staff.t("transfers-column-answer")));
    let table = Table::new(staff.language(), staff.t("transfers-title"), columns)
        .rows(rows.iter().map(|row| line(&staff, row)))
        .quiet_caption();
    let view = ListView::new(table, EmptyState::new(staff.t("transfers-empty")))
        .filter(FilterBar::new(staff.language(), &input.query()));
    let page = staff.page("transfers-title").lead(staff.t("transfers-lead"));
    ListPage::new(page, view).answer(&staff, &input).await
}

fn line(staff: &Staff, row: &TransferRow) -> Row {
    let transfer = &row.transfer;
    let name = if row.name.is_empty() { row.case_number.clone() } else { row.name.clone() };
    let person = if row.name.is_empty() {
        Value::code(name.clone())
    } else {
        Value::link(name.clone(), format!("/people/{}", transfer.person))
    };
    let tone = match transfer.state {
        TransferState::Offered if transfer.is_overdue(staff.today) => Tone::Danger,
        TransferState::Offered => Tone::Warning,
        TransferState::Accepted => Tone::Success,
        TransferState::Declined | TransferState::TakenBack => Tone::Neutral,
    };
    let mut badges = vec![Badge::new(tone, staff.code("transfer-state", transfer.state.code()))];
    if let Some(reason) = transfer.reason {
        badges.push(Badge::new(Tone::Neutral, staff.code("transfer-reason", reason.code())));
    }
    let direction = if row.incoming { "transfers-incoming" } else { "transfers-outgoing" };
    let values = vec![
        person,
        Value::text(staff.t(direction)),
        Value::Foreign(row.other.clone()),
        Value::text(staff.code("benefit-system", transfer.system.code())),
        Value::Date(transfer.starts_on),
        next::due(staff, Some(transfer.due_on).filter(|_| transfer.is_open())),
        Value::Badges(badges),
        Value::Actions(actions(staff, row, &name)),
    ];
    let line = Row::new(transfer.id, name, values);
    if transfer.is_overdue(staff.today) { line.tone(Tone::Warning) } else { line }
}

fn actions(staff: &Staff, row: &TransferRow, name: &str) -> Vec<Action> {
    let transfer = &row.transfer;
    if !transfer.is_open() || !staff.may(A::Change, R::CareTransfer) {
        return Vec::new();
    }
    let answer = |key: &str, what: &str| {
        button(staff, key, format!("{PATH}/{}/answer", transfer.id))
            .hidden("version", transfer.version.to_string())
            .hidden("what", what.to_owned())
            .about(name.to_owned())
    };
    if !row.incoming {
        return vec![answer("transfers-take-back", "take_back").quiet()];
    }
    let mut all = vec![answer("transfers-accept", "accept").primary()];
    all.extend(DeclineReason::ALL.iter().map(|reason| {
        answer(&format!("transfers-decline-{}", reason.code().replace('_', "-")), reason.code()).quiet()
    }));
    all
}

/// Answers an offer, or takes it back.
pub async fn answer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let transfer: CareTransferId = input.id("id")?;
    let (change, done_key) = match input.text("what") {
        "accept" => (TransferChange::Answer(Reply::Accept), "transfers-accepted"),
        "take_back" => (TransferChange::TakeBack, "transfers-taken-back"),
        other => {
            let reason = DeclineReason::from_code(other).ok_or(Problem::NotFound)?;
            (TransferChange::Answer(Reply::Decline(reason)), "transfers-declined")
        }
    };
    let version = input.text("version").parse().unwrap_or_default();
    let done = staff.run(&input, ChangeTransfer { transfer, version, change }).await?;
    Ok(Answer::see(PATH).done(done_key, &done))
}

/// The form of an offer.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    page(&staff, &view, None).await
}

async fn page(staff: &Staff, view: &PersonView, entered: Option<&Entered>) -> Result<Answer, Problem> {
    let bodies = staff.ask(&OrganisationList).await?;
    let systems = [BenefitSystem::Sgb2, BenefitSystem::Sgb3, BenefitSystem::Asylblg];
    let offices: Vec<Choice> = bodies
        .iter()
        .filter(|body| body.active && body.id != staff.organisation.id)
        .filter(|body| systems.iter().any(|system| office_of(*system) == Some(body.kind)))
        .map(|body| Choice::new(body.id.to_string(), body.name.clone()))
        .collect();
    let systems = choices::codes(staff, "benefit-system", systems.iter().map(|system| system.code()));
    let path = format!("/people/{}", view.person.id);
    let mut form = staff
        .form(format!("{path}/transfer"))
        .version(view.person.version)
        .field(Field::select("system", staff.t("transfers-column-system"), systems).required())
        .field(Field::select("to", staff.t("transfers-column-office"), offices).required())
        .field(Field::date("starts_on", staff.t("transfers-column-starts")).required())
        .submit(staff.t("transfers-offer"))
        .cancel(path);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let lead = Markup::paragraph(&staff.t("transfers-form-lead"));
    let answer = framed(staff, "transfers-offer-title", view, [lead, Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// Offers the person to the other office.
pub async fn offer(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = staff.ask(&PersonRecord { person: input.id("id")? }).await?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    for field in ["system", "to"] {
        read.required(field);
    }
    let system = read.code("system", BenefitSystem::from_code);
    let to: Option<OrganisationId> = read.id("to");
    let starts_on = read.required_day("starts_on");
    let entered = match (system, to, starts_on, read.errors()) {
        (Some(system), Some(to), Some(starts_on), None) => {
            let version = input.text("version").parse().unwrap_or_default();
            let command = OfferCare { person: view.person.id, version, to, system, starts_on };
            match staff.run(&input, command).await {
                Ok(done) => return Ok(Answer::see(PATH).done("transfers-offered", &done)),
                Err(problem) => problem.at_fields(staff.language(), input.entered())?,
            }
        }
        (.., errors) => errors.unwrap_or_else(|| input.entered()),
    };
    page(&staff, &view, Some(&entered)).await
}

/// Counters on a home: offers that wait for the own answer, and own ones that wait for another's.
pub async fn counters(staff: &Staff) -> Result<Vec<Counter>, Problem> {
    if !staff.may(A::List, R::CareTransfer) {
        return Ok(Vec::new());
    }
    let rows = staff.ask(&TransferList).await?;
    let open =
        |incoming: bool| rows.iter().filter(|row| row.transfer.is_open() && row.incoming == incoming).count();
    let counter = |key: &str, count: usize, tone| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Counter::new(staff.t(key), wording::number(staff.language(), count)).href(PATH).tone(tone)
    };
    let mut counters = Vec::new();
    if open(true) > 0 {
        counters.push(counter("today-transfers-in", open(true), Tone::Warning));
    }
    if open(false) > 0 {
        counters.push(counter("today-transfers-out", open(false), Tone::Info));
    }
    Ok(counters)
}
