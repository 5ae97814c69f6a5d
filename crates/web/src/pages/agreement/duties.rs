//! What the agreement obliges to in a span of weeks, and what became of it as facts; what the parties promised together;
//! the shares of the year. Nobody is blamed or scored.

use super::{PATH, edition, hand_over, name, path};
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::pages::courses::button;
use crate::pages::lists::arranged;
use crate::view::{
    Action, Badge, Choice, Column, EmptyState, Field, FilterBar, ListView, Row, Table, Tone, Value,
};
use app::commands::NoteDuty;
use app::queries::agreement::{AgreementDuties, DutySheet};
use chrono::{Days, NaiveDate};
use domain::access::{Action as A, Resource as R};
use domain::agreement::{AgreementState, DutyCode, Fact, FactState, PromiseCode, PromiseFact, PromiseState};
use domain::case::days_after;
use domain::ids::AgreementId;

/// Days shown before and after today unless asked otherwise.
const BEFORE: u64 = 28;
const AFTER: i64 = 28;
/// Most days of a span; more is a slip of the finger.
const LONGEST: i64 = 800;

fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The span asked for, four weeks before and after today unless told otherwise.
fn span(staff: &Staff, input: &Input) -> (NaiveDate, NaiveDate) {
    let mut read: Read<'_> = input.read(staff.language()).from_day(staff.today);
    let from = read.day("from").unwrap_or_else(|| days_before(staff.today, BEFORE));
    let until = read.day("until").unwrap_or_else(|| days_after(staff.today.max(from), AFTER));
    (from, until.min(days_after(from, LONGEST)))
}

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (from, until) = span(&staff, &input);
    let sheet = staff.ask(&AgreementDuties { agreement: input.id("id")?, from, until }).await?;
    if sheet.agreement.state != AgreementState::InForce {
        return Err(Problem::NotFound);
    }
    let query = input.query();
    let wanted = query.get("body");
    let facts = sheet.facts.iter();
    let facts = facts.filter(|fact| wanted.is_none_or(|id| fact.duty.organisation.to_string() == id));
    let columns = [
        "agreement-column-due",
        "agreement-column-body",
        "agreement-column-duty",
        "agreement-column-fact",
        "agreement-column-done",
        "agreement-column-act",
    ];
    let columns = columns.iter().map(|key| match *key {
        "agreement-column-act" => Column::silent(staff.t(key)),
        _ => Column::new(staff.t(key)),
    });
    let title = staff.t("agreement-duties");
    let table = Table::new(staff.language(), title, columns.collect())
        .rows(facts.map(|fact| row(&staff, &sheet, fact)))
        .quiet_caption();
    let bodies = sheet.agreement.parties.iter().map(|party| party.organisation);
    let bodies = bodies.map(|id| Choice::new(id.to_string(), name(&sheet.bodies, id))).collect();
    let filter = FilterBar::new(staff.language(), &query)
        .field(Field::date("from", staff.t("agreement-column-from")))
        .field(Field::date("until", staff.t("agreement-column-until")))
        .field(Field::select("body", staff.t("agreement-column-body"), bodies));
    let view = ListView::new(table, EmptyState::new(staff.t("agreement-duties-empty"))).filter(filter);
    let page = staff
        .page("agreement-duties")
        .lead(staff.t("agreement-duties-lead"))
        .crumb(staff.t("agreement-list-title"), PATH)
        .crumb(edition(&staff, &sheet.agreement), path(&sheet.agreement))
        .wide();
    let list = Markup::of(&arranged(&staff, &input, view));
    Ok(Answer::page(page, [shares(&staff, &sheet), promises(&staff, &sheet), list]))
}

/// A fact as a badge; the same on every page.
pub(super) fn state(staff: &Staff, state: FactState) -> Badge {
    let tone = match state {
        FactState::Kept | FactState::KeptByReserve | FactState::KeptByAnother | FactState::KeptLate => {
            Tone::Success
        }
        FactState::Open => Tone::Info,
        FactState::Ahead => Tone::Neutral,
    };
    Badge::new(tone, staff.code("agreement-fact", state.code()))
}

fn row(staff: &Staff, sheet: &DutySheet, fact: &Fact) -> Row {
    let duty = &fact.duty;
    let body = name(&sheet.bodies, duty.organisation);
    let what = staff.code("agreement-duty", duty.code.code());
    let mut actions = Vec::new();
    if duty.organisation == staff.actor.organisation && notable(staff, fact) {
        let about = format!("{what} {}", wording::date(staff.language(), duty.due_on));
        actions.push(note_button(staff, sheet.agreement.id, fact).about(about));
    }
    actions.extend(hand_over::link(staff, sheet.agreement.id, fact));
    let values = vec![
        Value::Date(duty.due_on),
        match duty.turn_of {
            Some(turn_of) => {
                let turn_of = name(&sheet.bodies, turn_of);
                Value::Lines(body, staff.tn("agreement-instead-of", &[("host", turn_of.as_str().into())]))
            }
            None => Value::Foreign(body),
        },
        Value::text(what.clone()),
        Value::Badge(state(staff, fact.state)),
        Value::date(fact.done_on),
        Value::Actions(actions),
    ];
    Row::new(format!("{}-{}-{}", duty.code.code(), duty.organisation, duty.due_on), what, values)
}

/// The own body may say that it is done.
pub(super) fn notable(staff: &Staff, fact: &Fact) -> bool {
    fact.done_on.is_none() && !fact.duty.code.follows_from_records() && staff.may(A::Decide, R::Agreement)
}

/// Says that it is done.
pub(super) fn note_button(staff: &Staff, agreement: AgreementId, fact: &Fact) -> Action {
    button(staff, "agreement-note", format!("{PATH}/{agreement}/duties"))
        .hidden("duty", fact.duty.code.code())
        .hidden("due_on", fact.duty.due_on.to_string())
        .hidden("back", staff.shell().path.clone())
}

/// Shares agreed and kept since the year of the agreement began.
fn shares(staff: &Staff, sheet: &DutySheet) -> Markup {
    let title = staff.tn("agreement-shares", &[("since", sheet.since.into())]);
    let columns = vec![
        Column::new(staff.t("agreement-column-provider")),
        Column::number(staff.t("agreement-share")),
        Column::number(staff.t("agreement-share-expected")),
        Column::number(staff.t("agreement-share-seated")),
        Column::new(staff.t("agreement-column-fact")),
    ];
    let rows = sheet.shares.iter().map(|share| {
        let label = name(&sheet.bodies, share.provider);
        let (tone, key) = match share.within {
            true => (Tone::Success, "agreement-share-within"),
            false => (Tone::Info, "agreement-share-apart"),
        };
        let values = vec![
            Value::Foreign(label.clone()),
            Value::number(share.agreed),
            Value::Number(share.expected.round() as i64),
            Value::Number(share.seated),
            Value::Badge(Badge::new(tone, staff.t(key))),
        ];
        Row::new(share.provider, label, values)
    });
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let tolerance = i64::from(sheet.agreement.terms.customs.share_tolerance);
    let lead = staff.tn("agreement-shares-lead", &[("percent", tolerance.into())]);
    Markup::section(&title, [Markup::paragraph(&lead), Markup::of(&table)])
}

/// What the parties promised together, and whether it is kept.
fn promises(staff: &Staff, sheet: &DutySheet) -> Markup {
    let title = staff.t("agreement-promises");
    let columns = ["agreement-promise-what", "agreement-promise-next", "agreement-column-fact"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = sheet.promises.iter().map(|fact| promise_row(staff, sheet, fact));
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&title, [Markup::paragraph(&staff.t("agreement-promises-lead")), Markup::of(&table)])
}

fn promise_row(staff: &Staff, sheet: &DutySheet, fact: &PromiseFact) -> Row {
    let terms = &sheet.agreement.terms;
    let kind = fact.kind.map(|kind| staff.code("course-kind", kind.code())).unwrap_or_default();
    let what = match fact.code {
        PromiseCode::Reservation => {
            staff.tn("agreement-promise-reservation", &[("days", terms.reservation_days.into())])
        }
        PromiseCode::NextStart => {
            let weeks = i64::from(terms.longest_gap_weeks).into();
            staff.tn("agreement-promise-next-start", &[("kind", kind.as_str().into()), ("weeks", weeks)])
        }
    };
    let tone = match fact.state {
        PromiseState::Kept => Tone::Success,
        PromiseState::Broken => Tone::Info,
        PromiseState::Unknown => Tone::Neutral,
    };
    let badge = Badge::new(tone, staff.code("agreement-promise-state", fact.state.code()));
    let key = format!("{}-{kind}", fact.code.code());
    Row::new(key, what.clone(), vec![Value::text(what), Value::date(fact.next), Value::Badge(badge)])
}

/// Notes that the own body did something.
pub(super) async fn note(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let agreement: AgreementId = input.id("id")?;
    let code = DutyCode::from_code(input.text("duty")).ok_or(Problem::Unreadable)?;
    let due_on = input.text("due_on").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, NoteDuty { agreement, code, due_on }).await?;
    let back = input.own_path("back").map(str::to_owned);
    let back = back.unwrap_or_else(|| format!("{PATH}/{agreement}/duties"));
    Ok(Answer::see(back).done("agreement-noted", &done))
}
