//! Who is away, from when to when, and who stands in.

use super::PATH;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Choice, Column, EmptyState, Entered, Field, ListView, Row, Table, Value};
use app::commands::{EndAbsence, NoteAbsence};
use app::queries::work::{Arrangement, OwnArrangement};
use domain::ids::AccountId;

const TEAMS: &str = "/worklist/teams";

/// The absences that are not over.
pub(super) fn table(staff: &Staff, arrangement: &Arrangement, may: bool) -> Markup {
    let rows = arrangement.absences.iter().map(|absence| {
        let name = arrangement.account(absence.account).to_owned();
        let end = match may {
            true => {
                let button =
                    Action::post(staff.t("work-absence-end"), "/worklist/absences/end", &staff.shell().csrf)
                        .hidden("absence", absence.id.to_string())
                        .hidden("version", absence.version.to_string())
                        .about(name.clone());
                Value::Actions(vec![button.quiet()])
            }
            false => Value::Missing,
        };
        let values = vec![
            Value::text(name.clone()),
            Value::date(Some(absence.from)),
            Value::date(Some(absence.until)),
            Value::text(arrangement.account(absence.substitute)),
            end,
        ];
        Row::new(absence.id, name, values)
    });
    let mut columns: Vec<Column> = ["work-absent", "work-from", "work-until", "work-substitute"]
        .iter()
        .map(|key| Column::new(staff.t(key)))
        .collect();
    columns.push(Column::silent(staff.t("work-absence-end")));
    let table = Table::new(staff.language(), staff.t("work-absences"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("work-absences-empty"))))
}

/// The form.
pub(super) async fn form(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let arrangement = staff.ask(&OwnArrangement).await?;
    Ok(page(&staff, &arrangement, None))
}

fn page(staff: &Staff, arrangement: &Arrangement, entered: Option<&Entered>) -> Answer {
    let choices = || {
        let active = arrangement.accounts.iter().filter(|account| account.active);
        active.map(|account| Choice::new(account.id.to_string(), account.display_name.clone())).collect()
    };
    let mut form = staff
        .form("/worklist/absences/new")
        .row(vec![
            Field::select("account", staff.t("work-absent"), choices())
                .value(staff.account().to_string())
                .required(),
            Field::select("substitute", staff.t("work-substitute"), choices()).required(),
        ])
        .row(vec![
            Field::date("from", staff.t("work-from")).date_value(Some(staff.today)).required(),
            Field::date("until", staff.t("work-until")).required(),
        ])
        .cancel(TEAMS);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let page = staff
        .page("work-absence-new")
        .crumb(staff.t("work-title"), PATH)
        .crumb(staff.t("work-teams"), TEAMS)
        .lead(staff.t("work-absence-lead"));
    let answer = Answer::page(page, [Markup::of(&form)]);
    if entered.is_some() { answer.status(422) } else { answer }
}

/// Notes an absence.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let arrangement = staff.ask(&OwnArrangement).await?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    for field in ["account", "substitute"] {
        read.required(field);
    }
    let account: Option<AccountId> = read.id("account");
    let substitute: Option<AccountId> = read.id("substitute");
    let from = read.required_day("from");
    let until = read.required_day("until");
    if let Some(entered) = read.errors() {
        return Ok(page(&staff, &arrangement, Some(&entered)));
    }
    let (Some(account), Some(substitute), Some(from), Some(until)) = (account, substitute, from, until)
    else {
        return Err(Problem::Unreadable);
    };
    match staff.run(&input, NoteAbsence { account, substitute, from, until }).await {
        Ok(done) => Ok(Answer::see(TEAMS).done("work-absence-saved", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            Ok(page(&staff, &arrangement, Some(&entered)))
        }
    }
}

/// Ends one from today on.
pub(super) async fn end(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let absence = input.text("absence").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, EndAbsence { absence, version }).await?;
    Ok(Answer::see(TEAMS).done("work-absence-ended", &done))
}
