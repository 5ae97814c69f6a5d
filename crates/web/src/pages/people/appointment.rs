//! A test appointment for somebody who is known already: choose a day, save, print the invitation. Not for
//! many at once: see `selection`.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Choice, EmptyState, Entered, Field};
use app::commands::BookSeating;
use app::queries::person_record::{PersonRecord, PersonView};
use app::queries::placement::UpcomingSessions;
use domain::case::Case;
use domain::ids::{PersonId, SessionId};

/// "The earliest", then the test days with free seats; empty if there is none.
pub async fn days(staff: &Staff) -> Result<Vec<Choice>, Problem> {
    let mut choices = vec![Choice::new("earliest", staff.t("intake-appointment-earliest"))];
    for offer in staff.ask(&UpcomingSessions).await?.into_iter().filter(|offer| offer.free() > 0).take(6) {
        let session = &offer.session;
        let label = staff.tn(
            "intake-appointment-at",
            &[
                ("on", wording::Arg::Date(session.held_on)),
                ("at", wording::Arg::Time(session.starts_at)),
                ("place", wording::Arg::Text(&session.place.town)),
                ("free", wording::Arg::Number(offer.free())),
            ],
        );
        choices.push(Choice::new(session.id.to_string(), label));
    }
    if choices.len() == 1 {
        choices.clear();
    }
    Ok(choices)
}

async fn seen(staff: &Staff, input: &Input) -> Result<(PersonView, Case), Problem> {
    let person: PersonId = input.id("id")?;
    let view = staff.ask(&PersonRecord { person }).await?;
    let case = view.case().cloned().ok_or(Problem::NotFound)?;
    Ok((view, case))
}

/// The days to choose from.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    page(&staff, &input, None).await
}

async fn page(staff: &Staff, input: &Input, entered: Option<&Entered>) -> Result<Answer, Problem> {
    let (view, case) = seen(staff, input).await?;
    let path = format!("/people/{}", view.person.id);
    let name = format!("{}, {}", view.person.family_name, view.person.given_names);
    let page = staff
        .page("appointment-book-title")
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(name.clone(), path.clone())
        .lead(format!("{name} · {}", case.number));
    let choices = days(staff).await?;
    if choices.is_empty() {
        let empty = EmptyState::new(staff.t("appointment-book-none"));
        return Ok(Answer::page(
            page,
            [Markup::of(&empty.action(Action::link(staff.t("nav-tests"), "/sessions")))],
        ));
    }
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let mut form = staff
        .form(format!("{path}/appointment"))
        .field(Field::radios("appointment", staff.t("field-appointment"), choices).value(first).required())
        .submit(staff.t("appointment-book-title"))
        .cancel(path);
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    let answer = Answer::page(page, [Markup::of(&form)]);
    Ok(if entered.is_some() { answer.status(422) } else { answer })
}

/// Books the day; the page after it prints the invitation.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (view, case) = seen(&staff, &input).await?;
    let session: Option<SessionId> = input.text("appointment").parse().ok();
    match staff.run(&input, BookSeating { case: case.id, session }).await {
        Ok(done) => {
            Ok(Answer::see(format!("/people/{}/steered", view.person.id))
                .done("placement-missed-booked", &done))
        }
        Err(problem) => {
            let entered = problem.at_fields(staff.language(), input.entered())?;
            page(&staff, &input, Some(&entered)).await
        }
    }
}
