//! The plan of one graduate's way into training or work: milestones with the body that reaches them, work permit,
//! recognition of qualifications, offers of employers, and what is settled before day one (practice (b), routes A
//! and B). Milestones and their deadlines are data (`rules/routes.toml`). Not for the decision itself: see `graduate`.

mod employer;
mod milestone;
mod permit;
mod recognition;
mod ticks;

pub use employer::{EmployerOffer, EmployerOfferKind, EmployerOfferState};
pub use milestone::{
    Anchor, MilestoneCode, MilestoneMark, MilestoneRow, MilestoneStanding, MilestoneState, RouteTable,
};
pub use permit::{Gate, GateState, PermitNote, PermitState, WorkRule, gate};
pub use recognition::{Recognition, RecognitionResult};
pub use ticks::{Tick, TickItem, TickState};

use crate::graduate::{Graduate, Route};
use crate::ids::{CaseId, GraduateId, OrganisationId, PersonId, RegionId, RoutePlanId};
use crate::organisation::OrganisationKind;
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoutePlan {
    pub id: RoutePlanId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub graduate: GraduateId,
    /// Office that plans with the person: it notes what bodies without a login have done.
    pub office: OrganisationId,
    /// `None`: neither training nor work is decided now; what was noted stays.
    pub route: Option<Route>,
    pub decided_on: NaiveDate,
    pub course_ends_on: NaiveDate,
    /// Expected, later true first day.
    pub starts_on: Option<NaiveDate>,
    /// Milestones that were reached or are not needed.
    pub marks: Vec<MilestoneMark>,
    /// Oldest first; the last one counts.
    pub permits: Vec<PermitNote>,
    pub recognitions: Vec<Recognition>,
    pub employer_offers: Vec<EmployerOffer>,
    pub ticks: Vec<Tick>,
    /// Soonest day by which an open milestone is due.
    pub due_on: Option<NaiveDate>,
}

/// Most entries of one list of a plan; more is a mistake.
const MOST: usize = 50;

impl RoutePlan {
    /// A plan of a graduate, of whom nothing is noted yet.
    pub fn open(id: RoutePlanId, graduate: &Graduate, office: OrganisationId, on: NaiveDate) -> Self {
        RoutePlan {
            id,
            region: graduate.region,
            version: 0,
            case: graduate.case,
            person: graduate.person,
            graduate: graduate.id,
            office,
            route: None,
            decided_on: on,
            course_ends_on: graduate.last_day,
            starts_on: None,
            marks: Vec::new(),
            permits: Vec::new(),
            recognitions: Vec::new(),
            employer_offers: Vec::new(),
            ticks: TickItem::ALL.iter().map(|item| Tick::open(*item, office)).collect(),
            due_on: None,
        }
    }

    /// Follows what is decided and what has begun.
    pub fn follow(&mut self, graduate: &Graduate) {
        self.course_ends_on = graduate.last_day;
        let Some(decision) = graduate.decision() else { return };
        let route = Some(decision.route).filter(|route| matches!(route, Route::Training | Route::Work));
        let running = graduate.follow_on().filter(|last| last.ended.is_none());
        if self.route != route {
            // another way has other milestones; what is settled of daily life stays
            self.marks.retain(|mark| route.is_some_and(|route| mark.code.belongs_to(route)));
        }
        // a decision names its office once; later a change of the benefit system may have named another
        if self.decided_on != decision.on || self.route != route {
            self.hand_on(decision.responsible);
        }
        self.route = route;
        self.decided_on = decision.on;
        self.starts_on = running.map(|begun| begun.on).or(decision.starts_on);
    }

    /// Another office goes on with the plan and with what was its own before day one.
    pub fn hand_on(&mut self, office: OrganisationId) {
        for tick in self.ticks.iter_mut().filter(|tick| tick.owner == self.office) {
            tick.owner = office;
        }
        self.office = office;
    }

    /// Where each milestone stands, in the order of the table.
    pub fn standing<'a>(&self, table: &'a RouteTable, pace: &Pace) -> Vec<MilestoneStanding<'a>> {
        let Some(route) = self.route else { return Vec::new() };
        table.of(route).map(|row| milestone::standing(self, row, pace)).collect()
    }

    /// Keeps the day by which something is due; called before saving.
    pub fn settle(&mut self, table: &RouteTable, pace: &Pace) {
        let open = self.standing(table, pace).into_iter().filter(|one| one.mark.is_none());
        self.due_on = open.filter_map(|one| one.due_on).min();
    }

    /// A milestone was reached or is not needed.
    pub fn mark(&mut self, mark: MilestoneMark, row: &MilestoneRow, today: NaiveDate) -> Result<(), Refusal> {
        if mark.on > today {
            return Err(Refusal::new("milestone-in-the-future").with("on", mark.on).at("on"));
        }
        if mark.state == MilestoneState::NotNeeded && !row.optional {
            return Err(Refusal::new("milestone-always-needed").at("state"));
        }
        let open = row.after.iter().find(|code| !self.marks.iter().any(|known| known.code == **code));
        if let Some(open) = open {
            return Err(Refusal::new("milestone-waits").with("for", open.code()).at("code"));
        }
        self.marks.retain(|known| known.code != mark.code);
        self.marks.push(mark);
        Ok(())
    }

    /// A mark was a mistake.
    pub fn unmark(&mut self, code: MilestoneCode) -> Result<(), Refusal> {
        let before = self.marks.len();
        self.marks.retain(|known| known.code != code);
        if self.marks.len() == before { Err(Refusal::new("milestone-not-marked").at("code")) } else { Ok(()) }
    }

    /// The permit was asked for, granted or refused.
    pub fn note_permit(&mut self, note: PermitNote, today: NaiveDate) -> Result<(), Refusal> {
        note.check(self.permits.last(), today)?;
        self.room(self.permits.len())?;
        self.permits.push(note);
        Ok(())
    }

    /// A recognition is begun, or goes on.
    pub fn note_recognition(
        &mut self,
        at: Option<usize>,
        entry: Recognition,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let entry = entry.tidied(today)?;
        match at {
            None => {
                self.room(self.recognitions.len())?;
                self.recognitions.push(entry);
            }
            Some(at) => *self.recognitions.get_mut(at).ok_or_else(unknown)? = entry,
        }
        Ok(())
    }

    /// An employer offers something.
    pub fn note_employer_offer(&mut self, entry: EmployerOffer) -> Result<(), Refusal> {
        self.room(self.employer_offers.len())?;
        self.employer_offers.push(entry.tidied()?);
        Ok(())
    }

    /// It goes on: arranged, begun, ended or fallen through.
    pub fn move_employer_offer(
        &mut self,
        at: usize,
        state: EmployerOfferState,
        on: NaiveDate,
    ) -> Result<(), Refusal> {
        self.employer_offers.get_mut(at).ok_or_else(unknown)?.go_on(state, on)
    }

    /// Something before day one is settled, open again, or somebody else's.
    pub fn tick(&mut self, tick: Tick) -> Result<(), Refusal> {
        self.ticks.retain(|known| known.item != tick.item);
        self.ticks.push(tick);
        self.ticks.sort_by_key(|known| known.item);
        Ok(())
    }

    /// What is still open before day one.
    pub fn open_ticks(&self) -> impl Iterator<Item = &Tick> {
        self.ticks.iter().filter(|tick| tick.state == TickState::Open)
    }

    /// What the foreigners' authority sees: that a permit is asked for and what it said itself; the rest of the plan
    /// is a matter of Jobcenter and Arbeitsagentur (handbook 7.3).
    pub fn for_permit_only(&self) -> Self {
        let own = |mark: &&MilestoneMark| mark.code.is_of_the_permit();
        RoutePlan {
            marks: self.marks.iter().filter(own).copied().collect(),
            recognitions: Vec::new(),
            employer_offers: Vec::new(),
            ticks: Vec::new(),
            due_on: None,
            ..self.clone()
        }
    }

    fn room(&self, len: usize) -> Result<(), Refusal> {
        if len >= MOST {
            return Err(Refusal::new("plan-too-many").with("most", MOST as i64));
        }
        Ok(())
    }
}

fn unknown() -> Refusal {
    Refusal::new("plan-entry-unknown")
}

/// Bodies of this kind work on plans themselves: those that plan, and the foreigners' authority for the permit.
pub fn works_on_plans(kind: OrganisationKind) -> bool {
    kind.plans_onward() || kind == OrganisationKind::Auslaenderbehoerde
}

#[cfg(test)]
mod tests;
