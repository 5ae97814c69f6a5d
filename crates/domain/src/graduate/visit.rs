//! A visiting day in the provider's rooms (process 5.2): first information for the whole group, then single talks in
//! slots, with interpreters. Not for what a talk came to: see the parent module.

use crate::ids::{CourseId, GraduateId, OrganisationId, RegionId, VisitDayId};
use crate::refusal::Refusal;
use chrono::{Duration, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Most slots of one day, so that no day leaves the clock.
const MOST_SLOTS: i64 = 60;

codes! {
    /// Life of a visiting day.
    VisitDayState { Planned = "planned", Held = "held", Cancelled = "cancelled" }
}

/// Who comes in which slot, to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// From 0.
    pub slot: i64,
    pub graduate: GraduateId,
    /// Body that talks to the person.
    pub office: OrganisationId,
}

/// The day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitDay {
    pub id: VisitDayId,
    pub region: RegionId,
    pub version: i64,
    pub course: CourseId,
    pub provider: OrganisationId,
    pub held_on: NaiveDate,
    pub room: String,
    /// Information for the whole group.
    pub group_from: NaiveTime,
    /// First single talk.
    pub talks_from: NaiveTime,
    pub slot_minutes: i64,
    pub slots: i64,
    /// Bodies that come.
    pub offices: Vec<OrganisationId>,
    /// BCP 47 codes of the languages that are interpreted.
    pub interpreted: Vec<String>,
    pub bookings: Vec<Booking>,
    pub state: VisitDayState,
}

impl VisitDay {
    /// Begin of a slot.
    pub fn slot_begins(&self, slot: i64) -> NaiveTime {
        self.talks_from + Duration::minutes(self.slot_minutes.saturating_mul(slot.clamp(0, MOST_SLOTS)))
    }

    /// Refuses a day that cannot be.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.version == 0 && self.held_on < today {
            return Err(Refusal::new("visit-day-in-the-past").with("on", self.held_on).at("held_on"));
        }
        if !(5..=120).contains(&self.slot_minutes) {
            return Err(Refusal::new("slot-minutes-out-of-range").at("slot_minutes"));
        }
        if !(1..=MOST_SLOTS).contains(&self.slots) {
            return Err(Refusal::new("slots-out-of-range").with("most", MOST_SLOTS).at("slots"));
        }
        let (end, over) = self
            .talks_from
            .overflowing_add_signed(Duration::minutes(self.slot_minutes.saturating_mul(self.slots)));
        if over != 0 && end != NaiveTime::MIN {
            return Err(Refusal::new("visit-day-beyond-midnight").at("slots"));
        }
        if self.talks_from < self.group_from {
            return Err(Refusal::new("talks-before-group").at("talks_from"));
        }
        if self.offices.is_empty() {
            return Err(Refusal::new("visit-day-without-office").at("office"));
        }
        Ok(())
    }

    fn must_be_planned(&self) -> Result<(), Refusal> {
        if self.state == VisitDayState::Planned {
            return Ok(());
        }
        Err(Refusal::new("visit-day-not-planned").with("state", self.state.code()))
    }

    /// Slots of a body that nobody has yet.
    pub fn free(&self, office: OrganisationId) -> impl Iterator<Item = i64> + '_ {
        (0..self.slots)
            .filter(move |slot| !self.bookings.iter().any(|held| held.slot == *slot && held.office == office))
    }

    /// Gives a graduate a slot at a body; an earlier one at this day is given back.
    pub fn book(&mut self, booking: Booking) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if !self.offices.contains(&booking.office) {
            return Err(Refusal::new("office-does-not-come").at("office"));
        }
        if !(0..self.slots).contains(&booking.slot) {
            return Err(Refusal::new("slot-unknown").with("most", self.slots).at("slot"));
        }
        let taken = self.bookings.iter().any(|held| {
            held.slot == booking.slot && held.office == booking.office && held.graduate != booking.graduate
        });
        if taken {
            let at = self.slot_begins(booking.slot).format("%H:%M").to_string();
            return Err(Refusal::new("slot-taken").with("at", at).at("slot"));
        }
        self.bookings.retain(|held| held.graduate != booking.graduate);
        self.bookings.push(booking);
        self.bookings.sort_by_key(|held| (held.slot, held.office));
        Ok(())
    }

    /// Gives everybody named a free slot at the body named with them, in this order; whoever finds none stays
    /// without.
    pub fn fill(&mut self, wanted: &[(GraduateId, OrganisationId)]) -> Result<i64, Refusal> {
        self.must_be_planned()?;
        let mut placed = 0;
        for (graduate, office) in wanted {
            if self.bookings.iter().any(|held| held.graduate == *graduate) {
                continue;
            }
            let Some(slot) = self.offices.contains(office).then(|| self.free(*office).next()).flatten()
            else {
                continue;
            };
            self.book(Booking { slot, graduate: *graduate, office: *office })?;
            placed += 1;
        }
        Ok(placed)
    }

    /// Takes a graduate's slot back.
    pub fn release(&mut self, graduate: GraduateId) -> Result<(), Refusal> {
        self.must_be_planned()?;
        self.bookings.retain(|held| held.graduate != graduate);
        Ok(())
    }

    /// The day is off.
    pub fn cancel(&mut self) -> Result<(), Refusal> {
        self.must_be_planned()?;
        self.state = VisitDayState::Cancelled;
        Ok(())
    }

    /// The day took place.
    pub fn hold(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        self.must_be_planned()?;
        if self.held_on > today {
            return Err(Refusal::new("visit-day-still-to-come").with("on", self.held_on));
        }
        self.state = VisitDayState::Held;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graduate::tests::day;
    use proptest::prelude::*;

    fn time(text: &str) -> NaiveTime {
        text.parse().expect("a time")
    }

    fn visit() -> VisitDay {
        VisitDay {
            id: VisitDayId(1),
            region: RegionId(1),
            version: 0,
            course: CourseId(1),
            provider: OrganisationId(2),
            held_on: day(14),
            room: "R 2".into(),
            group_from: time("09:00:00"),
            talks_from: time("10:00:00"),
            slot_minutes: 20,
            slots: 3,
            offices: vec![OrganisationId(1), OrganisationId(3)],
            interpreted: vec!["uk".into()],
            bookings: Vec::new(),
            state: VisitDayState::Planned,
        }
    }

    fn booking(slot: i64, graduate: i64, office: i64) -> Booking {
        Booking { slot, graduate: GraduateId(graduate), office: OrganisationId(office) }
    }

    #[test]
    fn two_people_never_sit_in_one_slot_of_one_body() {
        let mut day = visit();
        assert_eq!(day.slot_begins(2), time("10:40:00"));
        day.book(booking(0, 1, 1)).expect("free");
        assert_eq!(day.book(booking(0, 2, 1)).expect_err("taken").code, "slot-taken");
        day.book(booking(0, 2, 3)).expect("at the other body");
        day.book(booking(1, 1, 1)).expect("moved");
        assert_eq!(day.free(OrganisationId(1)).collect::<Vec<_>>(), vec![0, 2]);
        assert_eq!(day.book(booking(3, 3, 1)).expect_err("no such slot").code, "slot-unknown");
        assert_eq!(day.book(booking(0, 3, 9)).expect_err("not there").code, "office-does-not-come");
    }

    #[test]
    fn a_day_that_cannot_be_is_refused() {
        let today = day(0);
        let code = |visit: VisitDay| visit.check(today).expect_err("refused").code;
        assert!(visit().check(today).is_ok());
        assert_eq!(code(VisitDay { held_on: day(-1), ..visit() }), "visit-day-in-the-past");
        assert_eq!(code(VisitDay { slot_minutes: 1, ..visit() }), "slot-minutes-out-of-range");
        assert_eq!(code(VisitDay { slots: 0, ..visit() }), "slots-out-of-range");
        assert_eq!(code(VisitDay { talks_from: time("08:00:00"), ..visit() }), "talks-before-group");
        assert_eq!(code(VisitDay { talks_from: time("23:30:00"), ..visit() }), "visit-day-beyond-midnight");
        assert_eq!(code(VisitDay { offices: vec![], ..visit() }), "visit-day-without-office");
    }

    proptest! {
        #[test]
        fn filling_gives_nobody_two_slots_and_no_slot_twice(
            wanted in prop::collection::vec((0i64..9, prop::sample::select(vec![1i64, 3, 9])), 0..20)
        ) {
            let mut day = visit();
            let wanted: Vec<_> =
                wanted.into_iter().map(|(who, office)| (GraduateId(who), OrganisationId(office))).collect();
            let placed = day.fill(&wanted).expect("a planned day");
            prop_assert_eq!(placed, i64::try_from(day.bookings.len()).expect("few"));
            for (index, one) in day.bookings.iter().enumerate() {
                for other in &day.bookings[index + 1..] {
                    prop_assert!(one.graduate != other.graduate);
                    prop_assert!((one.slot, one.office) != (other.slot, other.office));
                }
            }
            prop_assert!(placed <= 6);
        }
    }
}
