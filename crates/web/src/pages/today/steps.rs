//! The home of a referring authority, and the list of next steps every role with people shares.

use crate::http::{Markup, Problem, Staff};
use crate::pages::next;
use crate::view::record::Counter;
use crate::view::{Action, Column, Counters, EmptyState, Row, Table, Tone, Value};
use app::queries::people::PersonRow;
use app::queries::today::{OwnWork, OwnWorkToday};
use domain::case::{Stage, StepCode};

/// Next steps on a home; the whole list is one click away.
const SHOWN: i64 = 8;

/// The own work with some steps counted.
pub(super) async fn work(staff: &Staff, steps: &[StepCode]) -> Result<OwnWork, Problem> {
    staff.ask(&OwnWorkToday { steps: steps.to_vec(), most: SHOWN }).await
}

/// A counter that leads to its list; what needs somebody stands out unless it is nothing.
pub(super) fn counter(staff: &Staff, key: &str, count: i64, href: String, tone: Tone) -> Counter {
    let counter = Counter::new(staff.t(key), wording::number(staff.language(), count)).href(href);
    if count > 0 { counter.tone(tone) } else { counter }
}

/// Address of the list of people in a stage.
pub(super) fn in_stage(stage: Stage) -> String {
    format!("/people?stage={}", stage.code())
}

/// Address of the list of people with a step.
pub(super) fn with_step(step: StepCode) -> String {
    format!("/people?step={}", step.code())
}

/// Overdue steps of the own body.
pub(super) fn overdue(staff: &Staff, work: &OwnWork) -> Counter {
    let until = staff.today.pred_opt().unwrap_or(staff.today);
    let href = format!("/people?who={}&due={until}", staff.actor.organisation);
    counter(staff, "today-overdue", work.overdue, href, Tone::Danger)
}

/// Home of a referring authority.
pub(super) async fn referring(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let missed = [StepCode::BookSecondTest, StepCode::AskForObstacle, StepCode::ClarifyNonArrival];
    let work = work(staff, &missed).await?;
    let at = |stage: Stage| work.at(stage.code());
    let mut counters = vec![
        overdue(staff, &work),
        counter(staff, "today-without-test", at(Stage::Opened), in_stage(Stage::Opened), Tone::Warning),
        counter(
            staff,
            "today-without-course",
            at(Stage::AwaitingSeat),
            in_stage(Stage::AwaitingSeat),
            Tone::Warning,
        ),
    ];
    for step in missed {
        let count = work.with_step(step);
        if count > 0 {
            counters.push(counter(
                staff,
                &format!("today-{}", step.code().replace('_', "-")),
                count,
                with_step(step),
                Tone::Warning,
            ));
        }
    }
    counters.push(counter(staff, "today-lapses", work.lapsing, "/worklist/lapses".to_owned(), Tone::Warning));
    counters.extend(crate::pages::attendance::body_counters(staff).await?);
    counters.extend(crate::pages::graduates::counters(staff).await?);
    counters.extend(crate::pages::people::transfer_counters(staff).await?);
    counters.extend(crate::pages::vocational::counters(staff).await?);
    counters.extend(crate::pages::measures::counters(staff).await?);
    counters.push(counter(
        staff,
        "today-in-course",
        at(Stage::InCourse),
        in_stage(Stage::InCourse),
        Tone::Neutral,
    ));
    Ok(vec![Markup::of(&Counters::new(counters)), next_steps(staff, &work)])
}

/// Home of the employment agency: its own clients by where they stand.
pub(super) async fn agency(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let work = work(staff, &[]).await?;
    let at = |stage: Stage| work.at(stage.code());
    let mut counters = vec![
        overdue(staff, &work),
        counter(
            staff,
            "today-without-course",
            at(Stage::AwaitingSeat),
            in_stage(Stage::AwaitingSeat),
            Tone::Warning,
        ),
        counter(staff, "today-in-course", at(Stage::InCourse), in_stage(Stage::InCourse), Tone::Neutral),
    ];
    counters.extend(crate::pages::graduates::counters(staff).await?);
    counters.extend(crate::pages::people::transfer_counters(staff).await?);
    counters.extend(crate::pages::vocational::counters(staff).await?);
    counters.extend(crate::pages::measures::counters(staff).await?);
    Ok(vec![Markup::of(&Counters::new(counters)), next_steps(staff, &work)])
}

/// The next steps of the own body, overdue ones first.
pub(super) fn next_steps(staff: &Staff, work: &OwnWork) -> Markup {
    let title = staff.t("today-next");
    if work.next.is_empty() {
        let all = Action::link(staff.t("today-all-people"), "/people");
        return Markup::section(
            &title,
            [Markup::of(&EmptyState::new(staff.t("today-next-empty")).action(all))],
        );
    }
    let columns = ["today-column-person", "today-column-step", "today-column-due", "today-column-stage"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = work.next.iter().map(|row| line(staff, row));
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::of(&table)];
    if work.next_total > work.next.len() as i64 {
        let label = staff.tn("today-next-all", &[("count", work.next_total.into())]);
        parts.push(Markup::of(&Action::link(label, "/worklist").quiet()));
    }
    Markup::section(&title, parts)
}

fn line(staff: &Staff, row: &PersonRow) -> Row {
    let name = format!("{}, {}", row.family_name, row.given_names);
    let late = row.due_on.is_some_and(|due| due < staff.today);
    let values = vec![
        Value::link(name.clone(), format!("/people/{}", row.person)),
        Value::text(staff.code("step-code", &row.next_step)),
        next::due(staff, row.due_on),
        Value::text(staff.code("stage", &row.stage)),
    ];
    let line = Row::new(row.person, name, values);
    if late { line.tone(Tone::Warning) } else { line }
}
