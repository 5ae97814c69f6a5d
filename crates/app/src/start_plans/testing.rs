//! Days on which people can be tested: planned ones, turns of the agreed rota, and where testing is not common, days of
//! each provider for itself.

use crate::start_plans::inputs::Inputs;
use crate::start_plans::problem::{count, number};
use chrono::{Days, NaiveDate};
use domain::agreement::{Agreement, DutyCode, TestingMode, duties};
use domain::case::days_after;
use domain::ids::OrganisationId;
use domain::placement::Session;
use domain::region::Pace;
use domain::supply::Supply;
use planning::schedule as plan;
use std::collections::BTreeMap;

/// Days of the rota within the plan that have no test day in their week yet. A holiday has none.
pub fn turns(
    agreement: Option<&Agreement>,
    sessions: &[Session],
    pace: &Pace,
    today: NaiveDate,
    until: NaiveDate,
) -> Vec<(NaiveDate, OrganisationId)> {
    let Some(agreement) = agreement else { return Vec::new() };
    let earliest = days_after(today, pace.settings.planning.lead_days);
    let owed = duties(agreement, earliest, until);
    let held = owed.into_iter().filter(|duty| duty.code == DutyCode::HoldTestDay);
    let planned = |day: NaiveDate| sessions.iter().any(|s| (s.held_on - day).num_days().abs() < 4);
    held.filter(|duty| {
        !planned(duty.due_on) && pace.calendar_of(duty.organisation).is_working_day(duty.due_on)
    })
    .map(|duty| (duty.due_on, duty.organisation))
    .collect()
}

/// The first working day of every week in which testing is not common, for each provider with examiners; the plan chooses
/// the few that are needed. Without an agreement everybody tests for itself.
pub fn own_days(
    agreement: Option<&Agreement>,
    supplies: &[Supply],
    pace: &Pace,
    today: NaiveDate,
    until: NaiveDate,
) -> Vec<(NaiveDate, OrganisationId)> {
    let common = |day: NaiveDate| {
        agreement.is_some_and(|agreement| agreement.testing_on(day) == Some(TestingMode::Central))
    };
    let earliest = days_after(today, pace.settings.planning.lead_days.max(1));
    let mondays = earliest.week(chrono::Weekday::Mon).first_day().iter_weeks();
    let mut found = Vec::new();
    for monday in mondays.take_while(|monday| *monday <= until) {
        for supply in supplies.iter().filter(|supply| supply.examiners > 0) {
            let calendar = pace.calendar_of(supply.organisation);
            let days = (0..5).filter_map(|n| monday.checked_add_days(Days::new(n)));
            let mut open =
                days.filter(|day| (earliest..=until).contains(day) && calendar.is_working_day(*day));
            found.extend(open.next().filter(|day| !common(*day)).map(|day| (day, supply.organisation)));
        }
    }
    found
}

/// Days of tests without a record by their id: day and body.
pub type Turns = BTreeMap<String, (NaiveDate, OrganisationId)>;

/// All possible test days for the planner.
pub fn test_days(inputs: &Inputs) -> (Vec<plan::TestDay>, Turns) {
    let mut days: Vec<plan::TestDay> =
        inputs.sessions.iter().map(|session| planned(inputs, session)).collect();
    let mut turns = BTreeMap::new();
    for (on, host) in &inputs.turns {
        // the rota is agreed: a reserve steps in only where the host has nobody to test
        let reserve = inputs.agreement.iter().flat_map(|agreement| &agreement.terms.rota.reserve);
        let mut bodies = std::iter::once(host).chain(reserve.filter(|body| *body != host));
        if let Some(body) = bodies.find(|body| examiners(inputs, **body) > 0)
            && let Some(day) = possible(inputs, &format!("turn-{on}-{body}"), *on, *body)
        {
            turns.insert(day.id.to_string(), (*on, *body));
            days.push(day);
        }
    }
    for (on, body) in &inputs.own_days {
        if let Some(day) = possible(inputs, &format!("own-{on}-{body}"), *on, *body) {
            turns.insert(day.id.to_string(), (*on, *body));
            days.push(plan::TestDay { outside_rota: true, ..day });
        }
    }
    (days, turns)
}

fn examiners(inputs: &Inputs, body: OrganisationId) -> i64 {
    let supply = inputs.supplies.iter().find(|supply| supply.organisation == body);
    supply.map_or(0, |supply| supply.examiners)
}

/// A planned test day: it is held. One that a provider plans where testing is not common is no turn.
fn planned(inputs: &Inputs, session: &Session) -> plan::TestDay {
    let common = inputs.agreement.as_ref().and_then(|agreement| agreement.testing_on(session.held_on));
    plan::TestDay {
        id: format!("session-{}", session.id).into(),
        provider: session.host.unwrap_or(session.organisation).to_string().into(),
        site: session.place.town.as_str().into(),
        day: number(session.held_on),
        time: None,
        seats: count(session.seats()),
        examiners_needed: 0,
        examiners_available: 0,
        no_show_per_mille: inputs.no_show_per_mille,
        outside_rota: common != Some(TestingMode::Central),
        decision: plan::Decision::Open,
    }
}

/// A day that a body could hold at its seat.
fn possible(inputs: &Inputs, id: &str, on: NaiveDate, body: OrganisationId) -> Option<plan::TestDay> {
    let place = &inputs.bodies.get(&body)?.seat;
    let examiners = examiners(inputs, body);
    Some(plan::TestDay {
        id: id.into(),
        provider: body.to_string().into(),
        site: place.town.as_str().into(),
        day: number(on),
        time: None,
        seats: count(examiners * inputs.settings.planning.seats_per_examiner),
        examiners_needed: count(examiners),
        examiners_available: count(examiners),
        no_show_per_mille: inputs.no_show_per_mille,
        outside_rota: false,
        decision: plan::Decision::Free,
    })
}

/// The agreed rota, counted from the first open turn.
pub fn rota(inputs: &Inputs, days: &[plan::TestDay]) -> Option<plan::Rota> {
    let rota = &inputs.agreement.as_ref()?.terms.rota;
    let (first, host) = inputs.turns.first()?;
    let every = 7 * i32::from(rota.every_weeks.max(1));
    // the turn is counted from the first open day, with the host whose turn it is then
    let from = rota.hosts.iter().position(|body| body == host).unwrap_or(0);
    let hosts = rota.hosts.iter().cycle().skip(from).take(rota.hosts.len());
    let first_day = number(*first) - i32::from(rota.weekday.num_days_from_monday() as u8);
    let mut per_turn: BTreeMap<i32, u32> = BTreeMap::new();
    let held = days.iter().filter(|day| day.decision == plan::Decision::Open && !day.outside_rota);
    for day in held {
        *per_turn.entry((day.day - first_day).div_euclid(every)).or_default() += 1;
    }
    Some(plan::Rota {
        first_day,
        every_days: every.unsigned_abs(),
        hosts: hosts.map(|body| body.to_string().into()).collect(),
        reserve: rota.reserve.iter().map(|body| body.to_string().into()).collect(),
        days_per_turn: per_turn.into_values().max().unwrap_or(1).max(1),
    })
}
