//! What the own body owes and has not done, for its home and its work list: duties of the agreement, and what an accepted
//! plan asks for. Every line leads to where it is done.

use super::PATH;
use super::duties::{notable, note_button, state};
use super::hand_over;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::view::{Action, Column, Row, Table, Value};
use app::commands::NotePlanTask;
use app::queries::own_duties::{OwnDuties, OwnDuty};
use chrono::Days;
use domain::access::{Action as A, Resource as R};
use domain::agreement::{DutyCode, Fact, FactState};
use domain::case::days_after;
use domain::ids::{AgreementId, CourseId, SessionId, StartPlanId};
use domain::start_plan::{Task, TaskCode};

/// Days a home looks back and ahead.
const SPAN: u64 = 14;
/// Lines on a home; the rest stands in the work list.
const LINES: usize = 8;

/// The most urgent ones for the home; nothing if the body owes nothing or the account may not look.
pub async fn on_home(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let own = open(staff).await?;
    let more = own.len().saturating_sub(LINES);
    let mut parts = table(staff, &own[..own.len() - more]);
    if more > 0 && staff.may(A::List, R::Person) {
        let label = staff.tn("agreement-own-more", &[("count", more.into())]);
        parts.push(Markup::of(&Action::link(label, "/worklist")));
    } else if more > 0 {
        parts = table(staff, &own);
    }
    Ok(section(staff, parts))
}

/// All of them, for the work list.
pub async fn in_worklist(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let own = open(staff).await?;
    Ok(section(staff, table(staff, &own)))
}

async fn open(staff: &Staff) -> Result<Vec<OwnDuty>, Problem> {
    if !staff.may(A::See, R::Agreement) {
        return Ok(Vec::new());
    }
    let query = OwnDuties {
        from: staff.today.checked_sub_days(Days::new(SPAN)).unwrap_or(staff.today),
        until: days_after(staff.today, SPAN.cast_signed()),
    };
    staff.ask(&query).await
}

fn section(staff: &Staff, parts: Vec<Markup>) -> Vec<Markup> {
    if parts.is_empty() { parts } else { vec![Markup::section(&staff.t("agreement-own-title"), parts)] }
}

fn table(staff: &Staff, own: &[OwnDuty]) -> Vec<Markup> {
    if own.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        Column::new(staff.t("agreement-column-duty")),
        Column::new(staff.t("agreement-column-due")),
        Column::new(staff.t("agreement-column-fact")),
        Column::silent(staff.t("agreement-column-act")),
    ];
    let rows = own.iter().map(|duty| match duty {
        OwnDuty::Agreed(agreement, fact) => agreed(staff, *agreement, fact),
        OwnDuty::Planned(plan, task) => planned(staff, *plan, task),
    });
    let title = staff.t("agreement-own-title");
    vec![Markup::of(&Table::new(staff.language(), title, columns).rows(rows).quiet_caption())]
}

fn agreed(staff: &Staff, agreement: AgreementId, fact: &Fact) -> Row {
    let what = staff.code("agreement-duty", fact.duty.code.code());
    let path = match fact.duty.code {
        DutyCode::Sign => format!("{PATH}/{agreement}"),
        DutyCode::ReportCapacity => "/supply/edit".to_owned(),
        DutyCode::PlanStarts => "/plans".to_owned(),
        _ => format!("{PATH}/{agreement}/duties"),
    };
    let mut actions = Vec::new();
    if notable(staff, fact) {
        actions.push(note_button(staff, agreement, fact).about(what.clone()));
    }
    actions.extend(hand_over::link(staff, agreement, fact));
    let values = vec![
        Value::link(what.clone(), path),
        Value::Date(fact.duty.due_on),
        Value::Badge(state(staff, fact.state)),
        Value::Actions(actions),
    ];
    Row::new(format!("{}-{}", fact.duty.code.code(), fact.duty.due_on), what, values)
}

fn planned(staff: &Staff, plan: StartPlanId, task: &Task) -> Row {
    let key = format!("plan-task-{}", task.code.code().replace('_', "-"));
    let what = staff.tn(&key, &[("on", task.on.into()), ("missing", task.missing.into())]);
    let path = match task.code {
        TaskCode::ConfirmCourse => format!("/courses/{}", CourseId(task.subject)),
        TaskCode::HoldTestDay | TaskCode::Invite => format!("/sessions/{}", SessionId(task.subject)),
    };
    let fact = if task.due_on < staff.today { FactState::Open } else { FactState::Ahead };
    let mut actions = Vec::new();
    if staff.may(A::See, R::StartPlan) {
        let letter = format!("/plans/{plan}/notice/{}", task.organisation);
        actions.push(Action::link(staff.t("plan-notice"), letter).quiet().about(what.clone()));
    }
    if staff.may(A::Decide, R::Agreement) {
        let note = button(staff, "agreement-note", format!("/plans/{plan}/tasks"))
            .hidden("task", task.code.code())
            .hidden("subject", domain::ids::encode(task.subject))
            .hidden("back", staff.shell().path.clone());
        actions.push(note.about(what.clone()));
    }
    let values = vec![
        Value::link(what.clone(), path),
        Value::Date(task.due_on),
        Value::Badge(state(staff, fact)),
        Value::Actions(actions),
    ];
    Row::new(format!("{}-{}", task.code.code(), task.subject), what, values)
}

/// Notes that the own body did what a plan asked for.
pub(super) async fn note_task(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let plan: StartPlanId = input.id("id")?;
    let code = TaskCode::from_code(input.text("task")).ok_or(Problem::Unreadable)?;
    let subject = domain::ids::decode(input.text("subject")).ok_or(Problem::Unreadable)?;
    let done = staff.run(&input, NotePlanTask { plan, code, subject }).await?;
    let back = input.own_path("back").unwrap_or("/today").to_owned();
    Ok(Answer::see(back).done("agreement-noted", &done))
}
