//! The agreement of a region's course providers, authorities and counselling about testing together and starting
//! courses in turn. A living object: editions, signatures, a rota, shares. Not for planning: see `planning::rota`;
//! what it obliges to stands in `duties`, what became of that in `facts`.

mod duties;
mod facts;
mod hand_over;
mod lifecycle;
mod promises;

pub use duties::{Duty, DutyCode, duties};
pub use facts::{Evidence, Fact, FactState, ShareFact, TakenPlan, TestDay, facts, share_facts};
pub use hand_over::HandOver;
pub use promises::{PromiseCode, PromiseFact, PromiseState, promise_facts};

use crate::course::CourseKind;
use crate::ids::{AccountId, AgreementId, OrganisationId, RegionId};
use crate::refusal::Refusal;
use chrono::{Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

codes! {
    /// Life of one edition.
    AgreementState {
        /// Being written; may change.
        Draft = "draft",
        /// Laid before the parties; text is fixed.
        Signing = "signing",
        /// Signed by all; whether it binds on a day follows from its term.
        InForce = "in_force",
    }
}

codes! {
    /// Where an edition stands on a day.
    Standing {
        Draft = "draft",
        Signing = "signing",
        /// Signed by all, its first day is still to come.
        Ahead = "ahead",
        Binding = "binding",
        /// Replaced by a later edition, or its term is over.
        Ended = "ended",
    }
}

codes! {
    /// In which capacity a body takes part.
    PartyRole {
        Provider = "provider",
        Authority = "authority",
        Bundesamt = "bundesamt",
        Counselling = "counselling",
        Coordination = "coordination",
    }
}

codes! {
    /// Whether people are tested at one place or by each provider.
    TestingMode { Central = "central", Decentral = "decentral" }
}

codes! {
    /// What the providers report.
    ReportKind {
        FreeSeats = "free_seats",
        PlannedStarts = "planned_starts",
        NoShows = "no_shows",
        Capacity = "capacity",
    }
}

codes! {
    /// How often.
    Interval { Weekly = "weekly", Monthly = "monthly", Quarterly = "quarterly" }
}

/// A body that takes part, and when it signed this edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub organisation: OrganisationId,
    pub role: PartyRole,
    pub signed: Option<Signature>,
}

/// A signature: the day, and the account that gave it for its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub on: NaiveDate,
    pub account: AccountId,
}

/// From a day on people are tested in this way, until the next entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestingPeriod {
    pub from: NaiveDate,
    pub mode: TestingMode,
}

/// Who holds the common test days, in turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rota {
    pub weekday: Weekday,
    /// A test day every so many weeks.
    pub every_weeks: u8,
    /// In this order, then again from the first.
    pub hosts: Vec<OrganisationId>,
    /// Steps in when a host cannot; in this order.
    pub reserve: Vec<OrganisationId>,
}

/// What one provider contributes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub provider: OrganisationId,
    pub kinds: Vec<CourseKind>,
    /// Towns it teaches in under this agreement; empty: its own seat.
    #[serde(default)]
    pub towns: Vec<String>,
    /// Agreed share of the people seated over a year, in percent.
    pub share: u8,
}

/// A report that every provider owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingDuty {
    pub kind: ReportKind,
    pub every: Interval,
}

/// A duty that somebody noted as done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedDuty {
    pub code: DutyCode,
    pub organisation: OrganisationId,
    pub due_on: NaiveDate,
    pub done_on: NaiveDate,
}

/// What the parties agree on; everything that may change while the edition is a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub title: String,
    pub valid_from: NaiveDate,
    /// Last day of the term; `None`: until somebody gives notice.
    pub valid_until: Option<NaiveDate>,
    pub notice_weeks: u16,
    pub rota: Rota,
    pub contributions: Vec<Contribution>,
    /// Days for which a seat is kept for a person.
    pub reservation_days: i64,
    /// A start of every agreed type at least every so many weeks.
    pub longest_gap_weeks: u16,
    pub reports: Vec<ReportingDuty>,
    /// When the round does its quarterly work, and by how much a share may differ.
    #[serde(default)]
    pub customs: Customs,
}

/// What practice does and a region may do otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customs {
    /// Day of the first month of a quarter by which demand is estimated (process 0.1).
    pub estimate_day: u8,
    /// Weeks before a quarter by which its starts and test days are planned (process 0.2, 0.3).
    pub plan_weeks: u16,
    /// Percent of its agreed share by which a provider's year may differ; one course may always be between.
    pub share_tolerance: u8,
}

impl Default for Customs {
    fn default() -> Self {
        Customs { estimate_day: 15, plan_weeks: 8, share_tolerance: 15 }
    }
}

/// One edition of the agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub id: AgreementId,
    pub region: RegionId,
    pub version: i64,
    /// Counts the editions of a region from 1.
    pub edition: i64,
    /// Edition this one goes on from.
    pub parent: Option<AgreementId>,
    pub state: AgreementState,
    pub parties: Vec<Party>,
    pub terms: Terms,
    /// Entries in order of their days; a region may have to go back to decentral testing in mid-term.
    pub testing: Vec<TestingPeriod>,
    /// Day on which a party gave notice, and which one.
    pub notice: Option<(NaiveDate, OrganisationId)>,
    #[serde(default)]
    pub noted: Vec<NotedDuty>,
    /// Test days that a host passed on, in the order in which it happened.
    #[serde(default)]
    pub handed_over: Vec<HandOver>,
    /// How often a text was laid before the parties; whoever signs names the one they read.
    #[serde(default)]
    pub laid: i64,
    /// First day of the edition that took its place.
    #[serde(default)]
    pub replaced_from: Option<NaiveDate>,
}

/// Most weeks a rota, a gap or a term of notice may span.
const MOST_WEEKS: u16 = 104;

impl Terms {
    /// Refuses what cannot be meant, each at its field.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::new("agreement-without-title").at("title"));
        }
        if let Some(until) = self.valid_until.filter(|until| *until < self.valid_from) {
            return Err(Refusal::new("agreement-ends-before-it-begins")
                .with("until", until)
                .at("valid_until"));
        }
        if self.contributions.is_empty() {
            return Err(Refusal::new("agreement-without-provider").at("contributions"));
        }
        let total: i64 = self.contributions.iter().map(|one| i64::from(one.share)).sum();
        if total != 100 {
            let at = format!("share-{}", self.contributions[0].provider);
            return Err(Refusal::new("agreement-shares-not-whole").with("total", total).at(&at));
        }
        if let Some(one) = self.contributions.iter().find(|one| one.kinds.is_empty()) {
            return Err(
                Refusal::new("agreement-provider-without-kind").at(&format!("kinds-{}", one.provider))
            );
        }
        if self.rota.hosts.is_empty() {
            return Err(Refusal::new("agreement-rota-without-host").at("rota"));
        }
        self.check_numbers()
    }

    fn check_numbers(&self) -> Result<(), Refusal> {
        if !(1..=26).contains(&self.rota.every_weeks) {
            return Err(Refusal::new("agreement-number-out-of-range").with("most", 26).at("every_weeks"));
        }
        if !(1..=90).contains(&self.reservation_days) {
            return Err(Refusal::new("agreement-number-out-of-range")
                .with("most", 90)
                .at("reservation_days"));
        }
        let most = i64::from(MOST_WEEKS);
        if !(1..=MOST_WEEKS).contains(&self.longest_gap_weeks) {
            return Err(Refusal::new("agreement-number-out-of-range")
                .with("most", most)
                .at("longest_gap_weeks"));
        }
        if !(1..=MOST_WEEKS).contains(&self.notice_weeks) {
            return Err(Refusal::new("agreement-number-out-of-range").with("most", most).at("notice_weeks"));
        }
        let customs = &self.customs;
        if !(1..=28).contains(&customs.estimate_day) {
            return Err(Refusal::new("agreement-number-out-of-range").with("most", 28).at("estimate_day"));
        }
        if customs.plan_weeks > MOST_WEEKS {
            return Err(Refusal::new("agreement-number-out-of-range").with("most", most).at("plan_weeks"));
        }
        if customs.share_tolerance > 100 {
            return Err(Refusal::new("agreement-number-out-of-range")
                .with("most", 100)
                .at("share_tolerance"));
        }
        Ok(())
    }

    /// What a provider contributes, if it is part of the agreement.
    pub fn of(&self, provider: OrganisationId) -> Option<&Contribution> {
        self.contributions.iter().find(|one| one.provider == provider)
    }

    /// Types that somebody offers, each once, in the order of the list of types.
    pub fn kinds(&self) -> Vec<CourseKind> {
        let offered = |kind: &&CourseKind| self.contributions.iter().any(|one| one.kinds.contains(kind));
        CourseKind::ALL.iter().filter(offered).copied().collect()
    }
}

impl Agreement {
    /// How people are tested on a day; `None` before the first entry.
    pub fn testing_on(&self, day: NaiveDate) -> Option<TestingMode> {
        self.testing.iter().rev().find(|period| period.from <= day).map(|period| period.mode)
    }

    /// The last day of the term, if one is known: agreed, following from a notice, or before a later edition.
    pub fn ends_on(&self) -> Option<NaiveDate> {
        let noticed = self.notice.map(|(on, _)| weeks_after(on, self.terms.notice_weeks));
        let replaced = self.replaced_from.and_then(|day| day.pred_opt());
        [self.terms.valid_until, noticed, replaced].into_iter().flatten().min()
    }

    /// Where the edition stands on a day.
    pub fn standing(&self, day: NaiveDate) -> Standing {
        match self.state {
            AgreementState::Draft => Standing::Draft,
            AgreementState::Signing => Standing::Signing,
            AgreementState::InForce if self.ends_on().is_some_and(|end| end < day) => Standing::Ended,
            AgreementState::InForce if self.terms.valid_from > day => Standing::Ahead,
            AgreementState::InForce => Standing::Binding,
        }
    }

    /// First day of the year of the agreement that a day falls into; shares are counted from it.
    pub fn year_began(&self, day: NaiveDate) -> NaiveDate {
        let first = self.terms.valid_from;
        let years = day.years_since(first).unwrap_or(0);
        first.checked_add_months(Months::new(12 * years)).unwrap_or(first)
    }

    /// It binds the parties on a day.
    pub fn binds_on(&self, day: NaiveDate) -> bool {
        self.standing(day) == Standing::Binding
    }

    /// Somebody of this body is a party.
    pub fn is_party(&self, organisation: OrganisationId) -> bool {
        self.parties.iter().any(|party| party.organisation == organisation)
    }

    /// Parties that have not signed yet.
    pub fn unsigned(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| party.signed.is_none())
    }
}

/// The day so many weeks later.
pub(crate) fn weeks_after(day: NaiveDate, weeks: u16) -> NaiveDate {
    crate::case::days_after(day, 7 * i64::from(weeks))
}

#[cfg(test)]
pub(crate) mod tests;
