//! Earlier states of a person's data and bringing one back.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Timeline, TimelineEntry};
use app::commands::RestorePerson;
use app::queries::person_history::PersonHistory;
use domain::access::{Action as A, Resource as R};
use domain::ids::PersonId;

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let view = staff.ask(&PersonHistory { person: id }).await?;
    let entries = view.steps.iter().map(|step| {
        let title = if step.created { staff.t("history-created") } else { staff.t("history-changed") };
        let mut entry = TimelineEntry::new(staff.site.clock.day_of(step.at), title)
            .at(wording::time(staff.language(), staff.site.clock.time_of(step.at)));
        if let Some(office) = step.organisation.and_then(|office| view.organisations.get(&office)) {
            entry = entry.who(office.clone());
        }
        let changes: Vec<String> = step
            .changes
            .iter()
            .map(|change| {
                let label = staff.t(&format!("field-{}", change.field.replace('_', "-")));
                format!("{label}: {} → {}", or_nothing(&change.before), or_nothing(&change.after))
            })
            .collect();
        if !changes.is_empty() {
            entry = entry.text(changes.join("; "));
            if staff.may(A::Change, R::Person) {
                let button = Action::post(
                    staff.t("history-restore"),
                    format!("/people/{id}/restore"),
                    &staff.shell().csrf,
                )
                .hidden("before", step.operation.to_string())
                .hidden("version", view.person.version.to_string());
                entry = entry.action(button);
            }
        }
        entry
    });
    let timeline = Timeline::new(staff.language(), staff.t("history-title"), entries.collect());
    let person = &view.person;
    let page = staff
        .page("history-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(format!("{}, {}", person.family_name, person.given_names), format!("/people/{id}"));
    Ok(Answer::page(page, [Markup::of(&timeline)]))
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// Brings the state before an operation back.
pub async fn restore(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let id: PersonId = input.id("id")?;
    let before = input.text("before").parse().map_err(|_| Problem::Unreadable)?;
    let version = input.text("version").parse().map_err(|_| Problem::Unreadable)?;
    let done = staff.run(&input, RestorePerson { person: id, version, before }).await?;
    Ok(Answer::see(format!("/people/{id}")).done("history-restored", &done))
}
