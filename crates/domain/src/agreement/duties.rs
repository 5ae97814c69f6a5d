//! What an agreement obliges whom to, and until when: derived from its text, never stored. Not for whether it was
//! done: see `facts`.

use super::{Agreement, AgreementState, Interval, PartyRole, weeks_after};
use crate::ids::OrganisationId;
use crate::refusal::Refusal;
use chrono::{Datelike, Days, Months, NaiveDate};

codes! {
    /// What is owed.
    DutyCode {
        /// Hold the common test day.
        HoldTestDay = "hold_test_day",
        /// Report free seats, starts, no-shows, capacity.
        ReportFreeSeats = "report_free_seats",
        ReportPlannedStarts = "report_planned_starts",
        ReportNoShows = "report_no_shows",
        ReportCapacity = "report_capacity",
        /// Estimate demand for the quarter (process 0.1).
        EstimateDemand = "estimate_demand",
        /// Plan the starts of the next two quarters together (process 0.2, 0.3).
        PlanStarts = "plan_starts",
        /// Look at shares kept over the year.
        ReviewShares = "review_shares",
        /// Last day on which notice still ends the agreement with its term.
        DecideOnTerm = "decide_on_term",
        Sign = "sign",
    }
}

impl DutyCode {
    /// Whether it was done follows from other records; nobody notes it by hand.
    pub fn follows_from_records(self) -> bool {
        match self {
            DutyCode::HoldTestDay | DutyCode::Sign | DutyCode::ReportCapacity => true,
            // a round may also plan without this software, so planning can be noted
            DutyCode::ReportFreeSeats
            | DutyCode::ReportPlannedStarts
            | DutyCode::ReportNoShows
            | DutyCode::EstimateDemand
            | DutyCode::PlanStarts
            | DutyCode::ReviewShares
            | DutyCode::DecideOnTerm => false,
        }
    }
}

/// Something one party owes by a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    pub due_on: NaiveDate,
    pub code: DutyCode,
    pub organisation: OrganisationId,
    /// Who steps in for a test day, first in line.
    pub reserve: Option<OrganisationId>,
    /// Whose turn it was by the rota, where another holds the day.
    pub turn_of: Option<OrganisationId>,
}

impl Duty {
    /// A duty nobody stands in for.
    pub fn new(due_on: NaiveDate, code: DutyCode, organisation: OrganisationId) -> Self {
        Duty { due_on, code, organisation, reserve: None, turn_of: None }
    }
}

impl Agreement {
    /// Refuses to note something done that was not owed that day, or that follows from records.
    pub fn must_owe(
        &self,
        code: DutyCode,
        organisation: OrganisationId,
        due_on: NaiveDate,
    ) -> Result<(), Refusal> {
        if code.follows_from_records() {
            return Err(Refusal::new("agreement-duty-follows-from-records"));
        }
        let owed = duties(self, due_on, due_on);
        match owed.iter().any(|duty| duty.code == code && duty.organisation == organisation) {
            true => Ok(()),
            false => Err(Refusal::new("agreement-no-such-duty").with("on", due_on)),
        }
    }
}

impl Agreement {
    /// The first common test day of the term, whatever the way of testing is then; turns are counted from it.
    pub(super) fn first_test_day(&self) -> Option<NaiveDate> {
        let first = self.terms.valid_from;
        let weekday = self.terms.rota.weekday.num_days_from_monday();
        let ahead = (7 + weekday - first.weekday().num_days_from_monday()) % 7;
        first.checked_add_days(Days::new(u64::from(ahead)))
    }
}

/// Everything owed in a span of days, both included, by day.
pub fn duties(agreement: &Agreement, from: NaiveDate, until: NaiveDate) -> Vec<Duty> {
    let begin = from.max(agreement.terms.valid_from);
    let end = agreement.ends_on().map_or(until, |end| end.min(until));
    let mut found = Vec::new();
    test_days(agreement, begin, end, &mut found);
    reports(agreement, begin, end, &mut found);
    quarters(agreement, begin, end, &mut found);
    term(agreement, &mut found);
    found.retain(|duty| duty.due_on >= from && duty.due_on <= until);
    found.sort();
    found
}

/// Test days in turn. The turn is counted from the first day of the term, so that it does not shift with the window.
fn test_days(agreement: &Agreement, from: NaiveDate, until: NaiveDate, found: &mut Vec<Duty>) {
    let Some(mut day) = agreement.first_test_day() else { return };
    let step = u64::from(agreement.terms.rota.every_weeks.max(1)) * 7;
    while day <= until {
        if day >= from
            && let Some(turn_of) = agreement.turn_on(day)
        {
            let host = agreement.holder(day, turn_of);
            found.push(Duty {
                reserve: agreement.stand_ins(day, host).first().copied(),
                turn_of: Some(turn_of).filter(|body| *body != host),
                ..Duty::new(day, DutyCode::HoldTestDay, host)
            });
        }
        let Some(next) = day.checked_add_days(Days::new(step)) else { return };
        day = next;
    }
}

fn reports(agreement: &Agreement, from: NaiveDate, until: NaiveDate, found: &mut Vec<Duty>) {
    use super::ReportKind as K;
    for duty in &agreement.terms.reports {
        let code = match duty.kind {
            K::FreeSeats => DutyCode::ReportFreeSeats,
            K::PlannedStarts => DutyCode::ReportPlannedStarts,
            K::NoShows => DutyCode::ReportNoShows,
            K::Capacity => DutyCode::ReportCapacity,
        };
        for due_on in days_of(duty.every, agreement.terms.valid_from, from, until) {
            for one in &agreement.terms.contributions {
                found.push(Duty::new(due_on, code, one.provider));
            }
        }
    }
}

/// The days of an interval within a span; weekly from the first day of the term, else the first of the month.
fn days_of(every: Interval, first: NaiveDate, from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let (mut day, step) = match every {
        Interval::Weekly => {
            let weeks = (from - first).num_days().max(0).div_euclid(7);
            (crate::case::days_after(first, weeks * 7), None)
        }
        Interval::Monthly => (first_of_month(from), Some(Months::new(1))),
        Interval::Quarterly => (first_of_quarter(from), Some(Months::new(3))),
    };
    while day <= until {
        if day >= from {
            days.push(day);
        }
        let next = match step {
            None => day.checked_add_days(Days::new(7)),
            Some(months) => day.checked_add_months(months),
        };
        let Some(next) = next else { break };
        day = next;
    }
    days
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn first_of_quarter(day: NaiveDate) -> NaiveDate {
    let month = (day.month0() / 3) * 3 + 1;
    NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
}

/// Quarterly work of the round: demand, starts, and once a year the shares.
fn quarters(agreement: &Agreement, from: NaiveDate, until: NaiveDate, found: &mut Vec<Duty>) {
    let chair = agreement
        .parties
        .iter()
        .find(|party| party.role == PartyRole::Coordination)
        .or_else(|| agreement.parties.iter().find(|party| party.role == PartyRole::Bundesamt));
    let Some(chair) = chair.map(|party| party.organisation) else { return };
    let mut owe = |due_on: Option<NaiveDate>, code| {
        if let Some(due_on) = due_on.filter(|day| (from..=until).contains(day)) {
            found.push(Duty::new(due_on, code, chair));
        }
    };
    let customs = &agreement.terms.customs;
    let before = Days::new(u64::from(customs.plan_weeks) * 7);
    let mut quarter = first_of_quarter(from);
    while quarter <= weeks_after(until, customs.plan_weeks) {
        owe(quarter.with_day(u32::from(customs.estimate_day)), DutyCode::EstimateDemand);
        owe(quarter.checked_sub_days(before), DutyCode::PlanStarts);
        if quarter.month() == 1 {
            owe(Some(quarter), DutyCode::ReviewShares);
        }
        let Some(next) = quarter.checked_add_months(Months::new(3)) else { return };
        quarter = next;
    }
}

fn term(agreement: &Agreement, found: &mut Vec<Duty>) {
    let first_day = agreement.terms.valid_from;
    let unsigned = agreement.unsigned().filter(|_| agreement.state == AgreementState::Signing);
    for party in unsigned {
        found.push(Duty::new(first_day, DutyCode::Sign, party.organisation));
    }
    let weeks = u64::from(agreement.terms.notice_weeks);
    let last = agreement.terms.valid_until.and_then(|end| end.checked_sub_days(Days::new(weeks * 7)));
    if let (Some(due_on), None) = (last, agreement.notice) {
        for party in &agreement.parties {
            found.push(Duty::new(due_on, DutyCode::DecideOnTerm, party.organisation));
        }
    }
}
