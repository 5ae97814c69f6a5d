//! What became of the duties: kept, kept late, by the reserve, open, not yet due. Facts only; nobody is blamed and
//! nothing is scored. Not for deriving duties.

use super::{Agreement, Duty, DutyCode};
use crate::ids::OrganisationId;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

codes! {
    /// State of a duty as a fact.
    FactState {
        /// Its day is still to come.
        Ahead = "ahead",
        Kept = "kept",
        /// Done after its day.
        KeptLate = "kept_late",
        /// Done by the reserve.
        KeptByReserve = "kept_by_reserve",
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

/// What is known from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    pub test_days: Vec<TestDay>,
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
        DutyCode::HoldTestDay => test_day(duty, evidence).unwrap_or((none, None)),
        DutyCode::Sign => (none, None),
        DutyCode::ReportFreeSeats
        | DutyCode::ReportPlannedStarts
        | DutyCode::ReportNoShows
        | DutyCode::ReportCapacity
        | DutyCode::EstimateDemand
        | DutyCode::PlanStarts
        | DutyCode::ReviewShares
        | DutyCode::DecideOnTerm => noted(agreement, duty).unwrap_or((none, None)),
    };
    Fact { duty: duty.clone(), state, done_on }
}

fn noted(agreement: &Agreement, duty: &Duty) -> Option<(FactState, Option<NaiveDate>)> {
    let known = agreement.noted.iter().find(|known| {
        (known.code, known.organisation, known.due_on) == (duty.code, duty.organisation, duty.due_on)
    })?;
    let state = if known.done_on <= duty.due_on { FactState::Kept } else { FactState::KeptLate };
    Some((state, Some(known.done_on)))
}

/// A test day counts for its calendar week: a host may have to move it by a day or two. A day whose host nobody
/// entered counts as held in turn: nothing is known to the contrary.
fn test_day(duty: &Duty, evidence: &Evidence) -> Option<(FactState, Option<NaiveDate>)> {
    let near = |day: &&TestDay| day.on.iso_week() == duty.due_on.iso_week() && day.held;
    let held: Vec<&TestDay> = evidence.test_days.iter().filter(near).collect();
    if let Some(day) = held.iter().find(|day| day.host.is_none_or(|host| host == duty.organisation)) {
        return Some((FactState::Kept, Some(day.on)));
    }
    held.first().map(|day| (FactState::KeptByReserve, Some(day.on)))
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
