//! Graduates: whoever comes to the end of a course leaves it with a next step (reference process 5.1–5.9). Talk in
//! class, the provider's sheet, the decision, and what really followed. Not for seats in courses: see `assignment`;
//! not for exams.

mod decision;
mod gap;
mod onward;
mod sheet;
mod visit;

pub use decision::{Decision, Route};
pub use gap::{Gap, GapLevel, gap};
pub(crate) use onward::FOLLOW_UP_DEADLINES;
pub use onward::{Check, CheckState, FOLLOW_UPS, FollowOn, FollowOnEnd, Loss};
pub use sheet::{Advice, Likelihood, Sheet, Speed, Strength};
pub use visit::{Booking, VisitDay, VisitDayState};

use crate::ids::{AssignmentId, CaseId, CourseId, GraduateId, OrganisationId, PersonId, RegionId};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What somebody wants after the course, as said in the talk (process 4.8).
    Goal {
        Training = "training",
        Work = "work",
        School = "school",
        Undecided = "undecided",
    }
}

codes! {
    /// What is missing on somebody's way out of a course.
    Missing {
        Talk = "talk",
        Sheet = "sheet",
        Decision = "decision",
        /// Nothing has followed.
        FollowOn = "follow_on",
    }
}

/// A single talk in class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    pub on: NaiveDate,
    /// Body that talked to the person.
    pub by: OrganisationId,
    pub goal: Goal,
}

/// One person on the way out of one course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Graduate {
    pub id: GraduateId,
    pub region: RegionId,
    pub version: i64,
    pub case: CaseId,
    pub person: PersonId,
    pub assignment: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
    /// Day on which the person came on the list of graduates.
    pub opened_on: NaiveDate,
    /// Last course day: as planned, later as it really was. The gap is counted from it.
    pub last_day: NaiveDate,
    pub talk: Option<Talk>,
    pub sheet: Option<Sheet>,
    /// Oldest first; the last one counts.
    pub decisions: Vec<Decision>,
    /// Oldest first; what really followed.
    pub follow_ons: Vec<FollowOn>,
}

/// The keys of a new graduate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    pub region: RegionId,
    pub case: CaseId,
    pub person: PersonId,
    pub assignment: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
}

impl Graduate {
    /// A learner who comes on the list of graduates; nothing is recorded yet.
    pub fn open(id: GraduateId, seat: Seat, last_day: NaiveDate, on: NaiveDate) -> Self {
        let Seat { region, case, person, assignment, course, provider } = seat;
        Graduate {
            id,
            region,
            version: 0,
            case,
            person,
            assignment,
            course,
            provider,
            opened_on: on,
            last_day,
            talk: None,
            sheet: None,
            decisions: Vec::new(),
            follow_ons: Vec::new(),
        }
    }

    /// The decision that counts.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last()
    }

    /// What followed last.
    pub fn follow_on(&self) -> Option<&FollowOn> {
        self.follow_ons.last()
    }

    /// What followed first: it closed the gap after the course.
    pub fn first_follow_on(&self) -> Option<&FollowOn> {
        self.follow_ons.first()
    }

    /// What bodies may see that do not plan with the person: that there was a talk and a decision, but not which
    /// (handbook 7.3, follow-up plan).
    pub fn without_plan(&self) -> Self {
        Graduate { talk: None, decisions: Vec::new(), follow_ons: Vec::new(), ..self.clone() }
    }

    /// A talk took place; a later one replaces it.
    pub fn hold_talk(&mut self, talk: Talk, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(talk.on, today, "talk-in-the-future", "on")?;
        self.talk = Some(talk);
        Ok(())
    }

    /// The provider writes the sheet, with the person.
    pub fn write_sheet(&mut self, sheet: Sheet, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(sheet.on, today, "sheet-in-the-future", "on")?;
        self.sheet = Some(sheet);
        Ok(())
    }

    /// The next step is decided; an earlier decision stays in the file. While something runs that was decided
    /// before, nothing new is decided: it ends first.
    pub fn decide(&mut self, decision: Decision, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(decision.on, today, "decision-in-the-future", "on")?;
        if let Some(running) = self.follow_on().filter(|follow_on| follow_on.ended.is_none()) {
            return Err(Refusal::new("follow-on-still-runs").with("since", running.on).at("route"));
        }
        decision.check()?;
        if self.decision().is_some_and(|last| decision.on < last.on) {
            return Err(Refusal::new("decision-before-the-last").at("on"));
        }
        self.decisions.push(decision);
        Ok(())
    }

    /// A result is known that the last decision did not know; the office looked at it and stays with what it
    /// decided (process 5.8).
    pub fn confirm(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        let Some(last) = self.decisions.last_mut() else { return Err(Refusal::new("no-decision-yet")) };
        last.looked_at_on = Some(last.looked_at_on.map_or(on, |earlier| earlier.max(on)));
        Ok(())
    }

    /// What was decided has begun.
    pub fn begin(&mut self, follow_on: FollowOn, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(follow_on.on, today, "follow-on-in-the-future", "on")?;
        if self.decision().is_none() {
            return Err(Refusal::new("no-decision-yet").at("route"));
        }
        if !follow_on.route.leads_on() {
            return Err(Refusal::new("route-leads-nowhere").at("route"));
        }
        if self.follow_on().is_some_and(|last| last.ended.is_none()) {
            return Err(Refusal::new("follow-on-still-runs")
                .with("since", self.runs_since(today))
                .at("route"));
        }
        if self.follow_on().and_then(|last| last.ended).is_some_and(|ended| follow_on.on < ended.on) {
            return Err(Refusal::new("follow-on-before-the-last-ended").at("on"));
        }
        self.follow_ons.push(follow_on);
        Ok(())
    }

    fn runs_since(&self, today: NaiveDate) -> NaiveDate {
        self.follow_on().map_or(today, |last| last.on)
    }

    fn running(&mut self) -> Result<&mut FollowOn, Refusal> {
        let running = self.follow_ons.last_mut().filter(|last| last.ended.is_none());
        running.ok_or_else(|| Refusal::new("nothing-runs"))
    }

    /// Somebody asked how it goes, after so many months.
    pub fn note_check(&mut self, check: Check, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(check.on, today, "check-in-the-future", "on")?;
        self.running()?.note_check(check)
    }

    /// What followed has ended.
    pub fn end_follow_on(&mut self, end: FollowOnEnd, today: NaiveDate) -> Result<(), Refusal> {
        not_ahead(end.on, today, "end-in-the-future", "on")?;
        self.running()?.end(end)
    }
}

fn not_ahead(day: NaiveDate, today: NaiveDate, code: &str, field: &str) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::new(code).with("on", day).at(field));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn day(n: i64) -> NaiveDate {
        let first: NaiveDate = "2026-11-25".parse().expect("a date");
        first + chrono::Duration::days(n)
    }

    /// A graduate of nobody in particular.
    pub(crate) fn graduate() -> Graduate {
        let seat = Seat {
            region: RegionId(1),
            case: CaseId(1),
            person: PersonId(1),
            assignment: AssignmentId(1),
            course: CourseId(1),
            provider: OrganisationId(2),
        };
        Graduate::open(GraduateId(1), seat, day(0), day(0))
    }

    pub(crate) fn decision(on: i64, route: Route) -> Decision {
        let starts_on = Some(day(on + 20)).filter(|_| route.needs_a_day());
        Decision { starts_on, ..Decision::new(day(on), OrganisationId(1), route, OrganisationId(1)) }
    }

    #[derive(Debug, Clone, Copy)]
    enum Event {
        Decide(Route),
        Confirm,
        Begin(Route),
        Check(u8),
        End(Loss),
    }

    fn event() -> impl Strategy<Value = Event> {
        let route = || prop::sample::select(Route::ALL.to_vec());
        prop_oneof![
            route().prop_map(Event::Decide),
            Just(Event::Confirm),
            route().prop_map(Event::Begin),
            prop::sample::select(vec![3u8, 6, 12]).prop_map(Event::Check),
            prop::sample::select(Loss::ALL.to_vec()).prop_map(Event::End),
        ]
    }

    fn apply(graduate: &mut Graduate, event: Event, n: i64) -> Result<(), Refusal> {
        let today = day(n);
        match event {
            Event::Decide(route) => graduate.decide(decision(n, route), today),
            Event::Confirm => graduate.confirm(today),
            Event::Begin(route) => graduate.begin(FollowOn::new(today, route, OrganisationId(1)), today),
            Event::Check(months) => {
                let check = Check { months, on: today, state: CheckState::Goes, by: OrganisationId(1) };
                graduate.note_check(check, today)
            }
            Event::End(reason) => graduate.end_follow_on(FollowOnEnd { on: today, reason }, today),
        }
    }

    proptest! {
        #[test]
        fn at_most_one_thing_runs_and_nothing_begins_undecided(events in prop::collection::vec((event(), 0i64..9), 0..20)) {
            let mut person = graduate();
            let mut n = 0;
            for (event, days) in events {
                n += days;
                let before = person.clone();
                if apply(&mut person, event, n).is_err() {
                    prop_assert_eq!(&person, &before, "a refused event changes nothing");
                }
                let running = person.follow_ons.iter().filter(|one| one.ended.is_none()).count();
                prop_assert!(running <= 1);
                prop_assert!(person.follow_ons.is_empty() || !person.decisions.is_empty());
                for pair in person.follow_ons.windows(2) {
                    prop_assert!(pair[0].ended.is_some_and(|ended| ended.on <= pair[1].on));
                }
                prop_assert!(person.decisions.windows(2).all(|pair| pair[0].on <= pair[1].on));
            }
        }
    }

    #[test]
    fn nothing_is_noted_before_it_happened() {
        let mut person = graduate();
        let talk = Talk { on: day(1), by: OrganisationId(1), goal: Goal::Work };
        assert_eq!(person.hold_talk(talk, day(0)).expect_err("ahead").code, "talk-in-the-future");
        assert_eq!(
            person.decide(decision(1, Route::Work), day(0)).expect_err("ahead").code,
            "decision-in-the-future"
        );
        let begun = FollowOn::new(day(0), Route::Work, OrganisationId(1));
        assert_eq!(person.begin(begun, day(0)).expect_err("undecided").code, "no-decision-yet");
    }
}
