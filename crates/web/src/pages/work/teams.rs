//! Teams of the own body and who is away.

use super::{PATH, absences};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Choice, Column, EmptyState, Entered, Field, ListView, Row, Table, Tone, Value};
use app::commands::SaveTeam;
use app::queries::work::{Arrangement, OwnArrangement};
use domain::access::{Action as A, Resource as R};
use domain::ids::{AccountId, TeamId};
use domain::team::Team;

const TEAMS: &str = "/worklist/teams";

/// The page.
pub(super) async fn list(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let arrangement = staff.ask(&OwnArrangement).await?;
    let may = staff.may(A::Change, R::Team);
    let mut page =
        staff.page("work-teams").crumb(staff.t("work-title"), PATH).lead(staff.t("work-teams-lead"));
    if may {
        page = page
            .action(Action::link(staff.t("work-team-new"), format!("{TEAMS}/new")).primary())
            .action(Action::link(staff.t("work-absence-new"), "/worklist/absences/new"));
    }
    let parts = [
        teams(&staff, &arrangement, may),
        Markup::section(&staff.t("work-absences"), [absences::table(&staff, &arrangement, may)]),
    ];
    Ok(Answer::page(page, parts))
}

fn teams(staff: &Staff, arrangement: &Arrangement, may: bool) -> Markup {
    let rows = arrangement.teams.iter().map(|team| {
        let members: Vec<&str> = team.members.iter().map(|member| arrangement.account(*member)).collect();
        let name = match may {
            true => Value::link(team.name.clone(), format!("{TEAMS}/{}", team.id)),
            false => Value::text(team.name.clone()),
        };
        let (tone, key) = match team.active {
            true => (Tone::Success, "work-team-active"),
            false => (Tone::Neutral, "work-team-closed"),
        };
        let values = vec![
            name,
            Value::text(members.join(", ")),
            Value::text(team.email.clone()),
            Value::badge(tone, staff.t(key)),
        ];
        Row::new(team.id, team.name.clone(), values)
    });
    let columns = ["work-team-name", "work-team-members", "work-team-email", "record-state"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("work-teams"), columns).rows(rows).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("work-teams-empty"))))
}

fn wanted(input: &Input) -> Result<Option<TeamId>, Problem> {
    match input.part("id") {
        "" => Ok(None),
        _ => input.id("id").map(Some),
    }
}

/// The form of a team.
pub(super) async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let arrangement = staff.ask(&OwnArrangement).await?;
    page(&staff, &arrangement, wanted(&input)?, None)
}

fn page(
    staff: &Staff,
    arrangement: &Arrangement,
    id: Option<TeamId>,
    entered: Option<&Entered>,
) -> Result<Answer, Problem> {
    let known: Option<&Team> = match id {
        Some(id) => Some(arrangement.team(id).ok_or(Problem::NotFound)?),
        None => None,
    };
    let members: Vec<String> =
        known.map(|team| team.members.iter().map(ToString::to_string).collect()).unwrap_or_default();
    let choices = arrangement
        .accounts
        .iter()
        .filter(|account| account.active)
        .map(|account| Choice::new(account.id.to_string(), account.display_name.clone()))
        .collect();
    let path = id.map_or(format!("{TEAMS}/new"), |id| format!("{TEAMS}/{id}"));
    let mut form = staff
        .form(path)
        .version(known.map_or(0, |team| team.version))
        .field(
            Field::text("name", staff.t("work-team-name"))
                .value(known.map(|team| team.name.clone()).unwrap_or_default())
                .required(),
        )
        .field(
            Field::email("email", staff.t("work-team-email"))
                .hint(staff.t("work-team-email-hint"))
                .value(known.map(|team| team.email.clone()).unwrap_or_default()),
        )
        .field(Field::checks("members", staff.t("work-team-members"), choices).values(members))
        .field(
            Field::check("active", staff.t("work-team-active")).ticked(known.is_none_or(|team| team.active)),
        )
        .cancel(TEAMS);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let title = if id.is_some() { "work-team" } else { "work-team-new" };
    let page = staff.page(title).crumb(staff.t("work-title"), PATH).crumb(staff.t("work-teams"), TEAMS);
    let answer = Answer::page(page, [Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// Saves a team.
pub(super) async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let arrangement = staff.ask(&OwnArrangement).await?;
    let id = wanted(&input)?;
    let mut read = input.read(staff.language());
    let version = read.required_number("version");
    let name = read.required("name");
    let email = read.text("email");
    let members: Vec<AccountId> = input.texts("members").filter_map(|id| id.parse().ok()).collect();
    let active = read.tick("active");
    if let Some(entered) = read.errors() {
        return page(&staff, &arrangement, id, Some(&entered));
    }
    match staff.run(&input, SaveTeam { id, version, name, email, members, active }).await {
        Ok(done) => Ok(Answer::see(TEAMS).done("work-team-saved", &done)),
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &arrangement, id, Some(&entered))
        }
    }
}
