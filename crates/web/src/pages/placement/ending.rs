//! Closing and cancelling a test day, each with a page before it that says what will follow.

use super::list::day_words;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Form, Notice, Page, Tone};
use app::commands::{CancelSession, CloseSession};
use app::queries::placement::{SessionDay, SessionRow, UpcomingSessions};
use domain::placement::{Reply, SeatingState};

fn page(staff: &Staff, key: &str, day: &SessionRow) -> Page {
    let session = &day.session;
    staff
        .page(key)
        .crumb(staff.t("placement-list-title"), "/sessions")
        .crumb(day_words(staff.language(), session.held_on), format!("/sessions/{}", session.id))
}

fn button(staff: &Staff, day: &SessionRow, end: &str, key: &str) -> Form {
    staff
        .form(format!("/sessions/{}/{end}", day.session.id))
        .version(day.session.version)
        .submit(staff.t(key))
        .cancel(format!("/sessions/{}", day.session.id))
}

/// What closing will do.
pub async fn ask_close(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let open = sheet.rows.iter().filter(|row| row.seating.state == SeatingState::Booked);
    let declined = open.clone().filter(|row| row.seating.reply == Some(Reply::CannotCome)).count();
    let missing = open.count() - declined;
    let mut parts = vec![Markup::paragraph(&staff.tn("placement-close-text", &[("count", missing.into())]))];
    if declined > 0 {
        parts.push(Markup::paragraph(&staff.tn("placement-close-declined", &[("count", declined.into())])));
    }
    if sheet.day.present > 0 {
        let text = staff.tn("placement-close-results", &[("count", sheet.day.present.into())]);
        parts.push(Markup::of(&Notice::new(Tone::Warning, text)));
    }
    parts.push(Markup::of(&button(&staff, &sheet.day, "close", "placement-day-close")));
    Ok(Answer::page(page(&staff, "placement-close-title", &sheet.day), parts))
}

/// Closes the day; leads to whoever needs a new appointment.
pub async fn close(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let done = staff.run(&input, CloseSession { session: input.id("id")? }).await?;
    let next = if done.outcome.absent + done.outcome.excused > 0 {
        "/sessions/missed".to_owned()
    } else {
        format!("/sessions/{}", input.part("id"))
    };
    Ok(Answer::see(next).done("placement-closed", &done))
}

/// What cancelling will do.
pub async fn ask_cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let offers = staff.ask(&UpcomingSessions).await?;
    let free: i64 = offers
        .iter()
        .filter(|offer| offer.session.id != sheet.day.session.id)
        .map(|offer| offer.free())
        .sum();
    let parts = [
        Markup::paragraph(&staff.tn("placement-cancel-text", &[("count", sheet.day.booked.into())])),
        Markup::paragraph(&staff.tn("placement-cancel-seats", &[("free", free.into())])),
        Markup::of(&button(&staff, &sheet.day, "cancel", "placement-day-cancel")),
    ];
    Ok(Answer::page(page(&staff, "placement-cancel-title", &sheet.day), parts))
}

/// Calls the day off; leads to the new invitations, which can be printed at once.
pub async fn cancel(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let version = input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default();
    let done = staff.run(&input, CancelSession { session: input.id("id")?, version }).await?;
    let next = if done.outcome.without_day.is_empty() { "/sessions" } else { "/sessions/missed" };
    Ok(Answer::see(next).done("placement-cancelled", &done))
}
