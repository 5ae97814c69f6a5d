//! The home of a counselling body: today's appointments, what is still to be noted, whom to speak to again.

use super::appointments::table;
use crate::http::{Markup, Problem, Staff};
use crate::view::record::Counter;
use crate::view::{Action, Counters, EmptyState, Tone};
use app::queries::counselling::{OwnCounselling, TalkRow};

/// Parts of the home.
pub async fn home(staff: &Staff) -> Result<Vec<Markup>, Problem> {
    let own = staff.ask(&OwnCounselling).await?;
    let counter = |key: &str, count: usize, tone: Tone| {
        let counter = Counter::new(staff.t(key), count).href("/counselling/appointments");
        if count > 0 { counter.tone(tone) } else { counter }
    };
    let counters = vec![
        counter("counselling-today", own.today.len(), Tone::Info),
        counter("counselling-without-result", own.without_result.len(), Tone::Warning),
        counter("counselling-contacts", own.contacts.len(), Tone::Warning),
        Counter::new(staff.t("counselling-ahead"), own.ahead).href("/counselling/appointments"),
        Counter::new(staff.t("counselling-free-slots"), own.free_slots).href("/counselling?free=1"),
    ];
    let print =
        Action::link(staff.t("counselling-print-day"), format!("/counselling/days/{}/print", staff.today));
    let offer = Action::link(staff.t("counselling-offer"), "/counselling/new");
    let mut parts = vec![Markup::of(&Counters::new(counters))];
    parts.push(if own.today.is_empty() {
        let empty = EmptyState::new(staff.t("counselling-today-empty")).action(offer);
        Markup::section(&staff.t("counselling-today"), [Markup::of(&empty)])
    } else {
        let today = Markup::of(&table(staff, "counselling-today", &own.today));
        Markup::section(&staff.t("counselling-today"), [today, Markup::of(&print)])
    });
    parts.extend(some(staff, "counselling-without-result", &own.without_result));
    parts.extend(some(staff, "counselling-contacts", &own.contacts));
    Ok(parts)
}

fn some(staff: &Staff, title: &str, rows: &[TalkRow]) -> Option<Markup> {
    let part = || Markup::section(&staff.t(title), [Markup::of(&table(staff, title, rows))]);
    (!rows.is_empty()).then(part)
}
