//! What became of the duties: kept, kept late, by the reserve or another, open, not yet due. Facts only; nobody is blamed and
//! nothing is scored. Not for deriving duties.

use super::{Agreement, Duty, DutyCode, Interval, ReportKind, weeks_after};
use crate::ids::OrganisationId;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeMap;

codes! {
    /// State of a duty as a fact.
    FactState {
        /// Its day is still to come.
        Ahead = "ahead",
        Kept = "kept",
        /// Done after its day.
        KeptLate = "kept_late",
        /// Done by an agreed reserve.
        KeptByReserve = "kept_by_reserve",
        /// Done by a body that was no agreed reserve.
        KeptByAnother = "kept_by_another",
        /// Its day is over and nothing is known of it.
        Open = "open",
    }
}

/// A test day that took place or is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestDay {
    /// Who held it, where that is known.
    pub host: Option<OrganisationId>,
    pub on: NaiveDate,
    /// It was held.
    pub held: bool,
}

/// A plan of starts and test days that the round took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenPlan {
    pub on: NaiveDate,
    /// Last day it plans.
    pub until: NaiveDate,
}

/// What is known from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    pub test_days: Vec<TestDay>,
    /// Days on which providers stated their rooms and teachers.
    pub supplies: Vec<(OrganisationId, NaiveDate)>,
    pub plans: Vec<TakenPlan>,
    /// People seated per provider since the year of the agreement began.
    pub seated: BTreeMap<OrganisationId, i64>,
    /// Seats of the largest group of the region: one course more or less is no deviation.
    pub course_size: i64,
}

/// A duty and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub duty: Duty,
    pub state: FactState,
    /// Day on which it was done.
    pub done_on: Option<NaiveDate>,
}

/// Facts about duties, in their order.
pub fn facts(agreement: &Agreement, duties: &[Duty], evidence: &Evidence, today: NaiveDate) -> Vec<Fact> {
    duties.iter().map(|duty| fact(agreement, duty, evidence, today)).collect()
}

fn fact(agreement: &Agreement, duty: &Duty, evidence: &Evidence, today: NaiveDate) -> Fact {
    let none = if duty.due_on < today { FactState::Open } else { FactState::Ahead };
    let (state, done_on) = match duty.code {
        DutyCode::HoldTestDay => test_day(agreement, duty, evidence).unwrap_or((none, None)),
        DutyCode::Sign => (none, None),
        DutyCode::ReportCapacity => {
            capacity(agreement, duty, evidence).or_else(|| noted(agreement, duty)).unwrap_or((none, None))
        }
        DutyCode::PlanStarts => {
            planned(agreement, duty, evidence).or_else(|| noted(agreement, duty)).unwrap_or((none, None))
        }
        DutyCode::ReportFreeSeats
        | DutyCode::ReportPlannedStarts
        | DutyCode::ReportNoShows
        | DutyCode::EstimateDemand
        | DutyCode::ReviewShares
        | DutyCode::DecideOnTerm => noted(agreement, duty).unwrap_or((none, None)),
    };
    Fact { duty: duty.clone(), state, done_on }
}

fn noted(agreement: &Agreement, duty: &Duty) -> Option<Known> {
    let known = agreement.noted.iter().find(|known| {
        (known.code, known.organisation, known.due_on) == (duty.code, duty.organisation, duty.due_on)
    })?;
    let state = if known.done_on <= duty.due_on { FactState::Kept } else { FactState::KeptLate };
    Some((state, Some(known.done_on)))
}

/// A test day counts for its calendar week: a host may have to move it by a day or two. A day whose host nobody
/// entered counts as held in turn: nothing is known to the contrary. Who took a day over is its host, and still the
/// reserve, or another, of whoever's turn it was.
fn test_day(agreement: &Agreement, duty: &Duty, evidence: &Evidence) -> Option<Known> {
    let near = |day: &&TestDay| day.on.iso_week() == duty.due_on.iso_week() && day.held;
    let held: Vec<&TestDay> = evidence.test_days.iter().filter(near).collect();
    let turn_of = duty.turn_of.unwrap_or(duty.organisation);
    let holder = |day: &TestDay| day.host.unwrap_or(duty.organisation);
    let day = held.iter().find(|day| holder(day) == duty.organisation).or_else(|| held.first())?;
    let state = match holder(day) {
        host if host == turn_of => FactState::Kept,
        host if agreement.terms.rota.reserve.contains(&host) => FactState::KeptByReserve,
        _ => FactState::KeptByAnother,
    };
    Some((state, Some(day.on)))
}

/// State of a duty and the day it was done.
type Known = (FactState, Option<NaiveDate>);

/// Done on the first of these days after the period before ended: in time, or late until the next period is due.
fn on_a_day(days: impl Iterator<Item = NaiveDate>, (after, due, until): Span) -> Option<Known> {
    let mut days: Vec<NaiveDate> = days.filter(|day| *day > after && *day <= until).collect();
    days.sort_unstable();
    let first = days.first().copied()?;
    Some((if first <= due { FactState::Kept } else { FactState::KeptLate }, Some(first)))
}

/// Due day of the period before, of this one, and of the next.
type Span = (NaiveDate, NaiveDate, NaiveDate);

/// Rooms and teachers stated within the period.
fn capacity(agreement: &Agreement, duty: &Duty, evidence: &Evidence) -> Option<Known> {
    let report = agreement.terms.reports.iter().find(|one| one.kind == ReportKind::Capacity)?;
    let (before, next) = match report.every {
        Interval::Weekly => {
            (duty.due_on.checked_sub_days(Days::new(7)), duty.due_on.checked_add_days(Days::new(7)))
        }
        Interval::Monthly => {
            (duty.due_on.checked_sub_months(Months::new(1)), duty.due_on.checked_add_months(Months::new(1)))
        }
        Interval::Quarterly => {
            (duty.due_on.checked_sub_months(Months::new(3)), duty.due_on.checked_add_months(Months::new(3)))
        }
    };
    let own = evidence.supplies.iter().filter(|(body, _)| *body == duty.organisation).map(|(_, day)| *day);
    on_a_day(own, (before?, duty.due_on, next?))
}

/// A plan taken for the quarter: one that reaches into it, taken since the one before was due.
fn planned(agreement: &Agreement, duty: &Duty, evidence: &Evidence) -> Option<Known> {
    let quarter = weeks_after(duty.due_on, agreement.terms.customs.plan_weeks);
    let before = duty.due_on.checked_sub_months(Months::new(3))?;
    let over = quarter.checked_add_months(Months::new(3))?;
    let reaching = evidence.plans.iter().filter(|plan| plan.until > quarter).map(|plan| plan.on);
    on_a_day(reaching, (before, duty.due_on, over))
}

/// How a provider's share of the seated people compares with what was agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareFact {
    pub provider: OrganisationId,
    /// Agreed, in percent.
    pub agreed: u8,
    pub seated: i64,
    /// People the agreed share would be.
    pub expected: f64,
    /// Within the agreed tolerance, or within one course of the agreed share.
    pub within: bool,
}

/// Shares kept so far, provider by provider.
pub fn share_facts(agreement: &Agreement, evidence: &Evidence) -> Vec<ShareFact> {
    let seated = |provider: OrganisationId| evidence.seated.get(&provider).copied().unwrap_or(0);
    let total: i64 = agreement.terms.contributions.iter().map(|one| seated(one.provider)).sum();
    let tolerance = f64::from(agreement.terms.customs.share_tolerance) / 100.0;
    let fact = |one: &super::Contribution| {
        let expected = total as f64 * f64::from(one.share) / 100.0;
        let apart = (seated(one.provider) as f64 - expected).abs();
        let within = apart <= tolerance * expected || apart <= evidence.course_size as f64;
        ShareFact {
            provider: one.provider,
            agreed: one.share,
            seated: seated(one.provider),
            expected,
            within,
        }
    };
    agreement.terms.contributions.iter().map(fact).collect()
}
