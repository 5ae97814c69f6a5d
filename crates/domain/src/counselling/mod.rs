//! Counselling (process R38): a counselling body offers slots, somebody is booked into one with their consent, and
//! the talk leaves a short result of codes. Not on the closed list of § 88a AufenthG: what such a body sees, and who
//! hears of a result, follows from consents alone (`sight`).

mod sight;
mod talk;

pub use sight::{Sight, sight};
pub use talk::{Agreed, CounsellingTalk, TalkResult, TalkState, due_contacts};

use crate::ids::{CounsellingSlotId, OrganisationId, RegionId};
use crate::organisation::Place;
use crate::refusal::Refusal;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

codes! {
    /// What a talk is about. No health: whoever needs that is sent on without a word of it here (Art. 9 DSGVO).
    HelpKind {
        ChildCare = "child_care",
        Travel = "travel",
        Housing = "housing",
        Recognition = "recognition",
        Debt = "debt",
        Family = "family",
        /// Which course, which level, how to learn.
        Language = "language",
        /// Letters and forms of authorities.
        Papers = "papers",
        /// School and training of children.
        School = "school",
        Work = "work",
        Other = "other",
    }
}

codes! {
    /// How one meets.
    SlotMode { Place = "place", Phone = "phone", Video = "video" }
}

codes! {
    /// Where a slot stands.
    SlotState { Open = "open", Booked = "booked", Withdrawn = "withdrawn" }
}

/// Shortest and longest slot in minutes; anything else is a slip of the finger.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=240;
/// Most slots offered in one row.
const MOST_IN_A_ROW: i64 = 20;

/// An appointment that a counselling body offers. No person stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CounsellingSlot {
    pub id: CounsellingSlotId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub held_on: NaiveDate,
    pub starts_at: NaiveTime,
    pub minutes: i64,
    pub mode: SlotMode,
    /// Where one meets; blank for telephone and video.
    pub place: Place,
    /// BCP 47 codes of the languages spoken.
    pub languages: Vec<String>,
    pub kinds: Vec<HelpKind>,
    pub state: SlotState,
}

impl CounsellingSlot {
    /// Refuses a slot nobody could come to.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.held_on < today {
            return Err(Refusal::new("counselling-slot-in-the-past").with("on", self.held_on).at("held_on"));
        }
        if !MINUTES.contains(&self.minutes) {
            return Err(Refusal::new("counselling-minutes-out-of-range")
                .with("least", *MINUTES.start())
                .with("most", *MINUTES.end())
                .at("minutes"));
        }
        let nowhere = self.place.name.trim().is_empty() && self.place.street.trim().is_empty();
        if self.mode == SlotMode::Place && nowhere {
            return Err(Refusal::new("counselling-without-place").at("place_name"));
        }
        if self.languages.is_empty() {
            return Err(Refusal::new("counselling-without-language").at("languages"));
        }
        if self.kinds.is_empty() {
            return Err(Refusal::new("counselling-without-kinds").at("kinds"));
        }
        Ok(())
    }

    /// Begin of each of so many slots in a row, one after the other within the day.
    pub fn row(&self, count: i64) -> Result<Vec<NaiveTime>, Refusal> {
        let refused = || Refusal::new("counselling-row-out-of-range").with("most", MOST_IN_A_ROW).at("count");
        if !(1..=MOST_IN_A_ROW).contains(&count) {
            return Err(refused());
        }
        let begins =
            (0..count).map(|n| self.starts_at.overflowing_add_signed(TimeDelta::minutes(self.minutes * n)));
        let begins: Vec<(NaiveTime, i64)> = begins.collect();
        if begins.iter().any(|(_, next_day)| *next_day != 0) {
            return Err(refused());
        }
        Ok(begins.into_iter().map(|(at, _)| at).collect())
    }

    /// Somebody takes the slot.
    pub fn book(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        match self.state {
            SlotState::Open if self.held_on < today => {
                Err(Refusal::new("counselling-slot-over").with("on", self.held_on).at("slot"))
            }
            SlotState::Open => {
                self.state = SlotState::Booked;
                Ok(())
            }
            SlotState::Booked | SlotState::Withdrawn => {
                Err(Refusal::new("counselling-slot-taken").at("slot"))
            }
        }
    }

    /// The slot is free again.
    pub fn release(&mut self) {
        if self.state == SlotState::Booked {
            self.state = SlotState::Open;
        }
    }

    /// The body does not offer it any more; a booked one is called off first.
    pub fn withdraw(&mut self) -> Result<(), Refusal> {
        match self.state {
            SlotState::Open => {
                self.state = SlotState::Withdrawn;
                Ok(())
            }
            SlotState::Booked => Err(Refusal::new("counselling-slot-booked")),
            SlotState::Withdrawn => Err(Refusal::new("counselling-slot-taken")),
        }
    }

    /// Somebody can be booked into it.
    pub fn is_free(&self, today: NaiveDate) -> bool {
        self.state == SlotState::Open && self.held_on >= today
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    pub(crate) fn slot() -> CounsellingSlot {
        CounsellingSlot {
            id: CounsellingSlotId(1),
            region: RegionId(1),
            version: 1,
            organisation: OrganisationId(9),
            held_on: day("2026-11-26"),
            starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            minutes: 45,
            mode: SlotMode::Phone,
            place: Place::default(),
            languages: vec!["de".to_owned(), "uk".to_owned()],
            kinds: vec![HelpKind::ChildCare],
            state: SlotState::Open,
        }
    }

    fn code(result: Result<(), Refusal>) -> String {
        result.map_or_else(|refusal| refusal.code, |()| "fine".to_owned())
    }

    #[test]
    fn a_slot_needs_a_day_ahead_a_length_a_place_a_language_and_a_kind_of_help() {
        let today = day("2026-11-25");
        let refused = |change: fn(&mut CounsellingSlot)| {
            let mut one = slot();
            change(&mut one);
            code(one.check(today))
        };
        assert_eq!(refused(|_| {}), "fine");
        assert_eq!(refused(|s| s.held_on = day("2026-11-24")), "counselling-slot-in-the-past");
        assert_eq!(refused(|s| s.minutes = 0), "counselling-minutes-out-of-range");
        assert_eq!(refused(|s| s.mode = SlotMode::Place), "counselling-without-place");
        assert_eq!(refused(|s| s.languages.clear()), "counselling-without-language");
        assert_eq!(refused(|s| s.kinds.clear()), "counselling-without-kinds");
    }

    #[test]
    fn slots_in_a_row_follow_each_other_and_stay_within_the_day() {
        let begins = slot().row(3).expect("a row");
        let texts: Vec<String> = begins.iter().map(|at| at.format("%H:%M").to_string()).collect();
        assert_eq!(texts, ["09:00", "09:45", "10:30"]);
        for count in [0, 21] {
            assert_eq!(slot().row(count).expect_err("refused").code, "counselling-row-out-of-range");
        }
        let late =
            CounsellingSlot { starts_at: NaiveTime::from_hms_opt(23, 0, 0).expect("a time"), ..slot() };
        assert!(late.row(3).is_err(), "the third would begin tomorrow");
    }

    #[test]
    fn a_slot_is_taken_once_and_only_while_it_lies_ahead() {
        let today = day("2026-11-26");
        let mut one = slot();
        one.book(today).expect("free");
        assert_eq!(code(one.book(today)), "counselling-slot-taken");
        assert_eq!(code(one.withdraw()), "counselling-slot-booked");
        one.release();
        assert!(one.is_free(today));
        assert_eq!(code(one.book(day("2026-11-27"))), "counselling-slot-over");
        one.withdraw().expect("not offered any more");
        assert_eq!(code(one.book(today)), "counselling-slot-taken");
    }
}
