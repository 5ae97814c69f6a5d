//! What is fixed by hand in a plan: about starts, and about the seats of single people; and how one more wish stands beside
//! those before it. Not for carrying wishes out: the planner does.

use super::candidates::earliest;
use super::{StartKey, StartPlan};
use crate::ids::CaseId;
use crate::refusal::Refusal;
use crate::region::PlanningSettings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What a person of the round fixed by hand.
    HandCode {
        /// This start takes place.
        Pinned = "pinned",
        /// This start does not take place.
        Forbidden = "forbidden",
        /// This start takes place on another day.
        Moved = "moved",
    }
}

codes! {
    /// What was fixed by hand about the seat of one person.
    SeatHandCode {
        /// The person sits in this start.
        Kept = "kept",
        /// The person does not sit in this start.
        Refused = "refused",
        /// The plan leaves the person out.
        LeftOut = "left_out",
    }
}

/// A wish of a person of the round about one start. The last one about a start counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    pub start: StartKey,
    pub code: HandCode,
    /// First day of a moved one.
    pub to: Option<NaiveDate>,
}

impl ByHand {
    /// Another day must be a working day, leave time to invite, and lie within the plan.
    pub fn check_day(
        &self,
        settings: &PlanningSettings,
        is_working_day: &dyn Fn(NaiveDate) -> bool,
        (today, until): (NaiveDate, NaiveDate),
    ) -> Result<(), Refusal> {
        let HandCode::Moved = self.code else { return Ok(()) };
        let from = earliest(settings, today);
        let refusal = |code: &str| Refusal::new(code).with("from", from).with("until", until).at("to");
        match self.to {
            None => Err(refusal("start-plan-move-outside")),
            Some(to) if to < from || to > until => Err(refusal("start-plan-move-outside")),
            Some(to) if !is_working_day(to) => Err(refusal("start-plan-move-free-day").with("on", to)),
            Some(_) => Ok(()),
        }
    }
}

/// A wish about the seat of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatByHand {
    pub case: CaseId,
    pub code: SeatHandCode,
    /// The start by its name in the plan's answer; none for a person who is left out.
    pub start: Option<String>,
}

/// Everything that is fixed by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hand {
    pub starts: Vec<ByHand>,
    pub seats: Vec<SeatByHand>,
}

/// One more thing fixed by hand, or one taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Start(ByHand),
    Seat(SeatByHand),
    /// What was fixed about this start no longer holds.
    WithoutStart(StartKey),
    /// What was fixed about this seat no longer holds.
    WithoutSeat(SeatByHand),
}

impl From<ByHand> for Wish {
    fn from(wish: ByHand) -> Wish {
        Wish::Start(wish)
    }
}

impl Hand {
    /// After another wish; earlier ones that it contradicts go.
    pub fn with(mut self, wish: &Wish) -> Hand {
        match wish {
            Wish::Start(wish) => {
                self.starts.retain(|known| known.start != wish.start);
                self.starts.push(wish.clone());
            }
            Wish::Seat(wish) => {
                self.seats.retain(|known| known.case != wish.case || stand_together(known, wish));
                self.seats.push(wish.clone());
            }
            Wish::WithoutStart(start) => self.starts.retain(|known| known.start != *start),
            Wish::WithoutSeat(wish) => self.seats.retain(|known| known != wish),
        }
        self
    }

    /// Things that are fixed.
    pub fn count(&self) -> usize {
        self.starts.len() + self.seats.len()
    }
}

/// Two wishes about one person: several starts may be refused, also beside the one that is kept.
fn stand_together(one: &SeatByHand, other: &SeatByHand) -> bool {
    let both_kept = one.code == SeatHandCode::Kept && other.code == SeatHandCode::Kept;
    one.start.is_some() && other.start.is_some() && one.start != other.start && !both_kept
}

impl StartPlan {
    /// What is fixed by hand in the plan.
    pub fn hand(&self) -> Hand {
        Hand { starts: self.by_hand.clone(), seats: self.seats_by_hand.clone() }
    }
}
