//! What a provider can offer: teachers and their hours, rooms, types it is licensed for with the number of people it
//! needs, child care. Entered by the provider, for itself. Not for what it agreed to (`agreement`) nor for courses.

mod lines;
mod load;

pub use lines::{rooms, teachers};
pub use load::{Need, Pool, pools};

use crate::course::CourseKind;
use crate::ids::{OrganisationId, RegionId, SupplyId};
use crate::person::TimeOfDay;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Somebody who teaches, under a label the provider chooses; a name is not needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teacher {
    pub label: String,
    /// Lessons a week that can be given to these courses.
    pub lessons: i64,
    /// Types the person may teach.
    pub kinds: Vec<CourseKind>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// A room that can hold one course at each of its times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeachingRoom {
    pub name: String,
    /// Town of the room; empty: the provider's seat.
    pub town: String,
    pub seats: i64,
    pub times: Vec<TimeOfDay>,
    /// Children who can be looked after during lessons here.
    pub child_care_seats: i64,
}

/// A type the provider is licensed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindTerms {
    pub kind: CourseKind,
    /// Fewest people it starts with; economic, not law.
    pub minimum: i64,
    pub lessons_per_week: i64,
}

/// What one provider can offer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supply {
    pub id: SupplyId,
    pub region: RegionId,
    pub version: i64,
    pub organisation: OrganisationId,
    pub teachers: Vec<Teacher>,
    pub rooms: Vec<TeachingRoom>,
    pub kinds: Vec<KindTerms>,
    /// Licensed examiners for the placement test.
    pub examiners: i64,
    /// Day on which the provider last said that this is right.
    pub confirmed_on: NaiveDate,
}

/// Most rows of each list; a provider of a district stays far below.
const MOST_ROWS: usize = 200;
/// Most people of a row of numbers that a form may carry.
const MOST_PEOPLE: i64 = 60;

impl Supply {
    /// Refuses what cannot be meant, each at its field. `cap` is the region's limit of lessons a week for a teacher.
    pub fn check(&self, cap: i64) -> Result<(), Refusal> {
        if self.teachers.len() > MOST_ROWS || self.rooms.len() > MOST_ROWS {
            return Err(Refusal::new("supply-too-many-rows").with("most", MOST_ROWS as i64).at("teachers"));
        }
        for teacher in &self.teachers {
            let wrong = |code: &str| Refusal::new(code).with("who", teacher.label.as_str()).at("teachers");
            if !(1..=cap).contains(&teacher.lessons) {
                return Err(wrong("supply-teacher-lessons-out-of-range").with("most", cap));
            }
            if teacher.kinds.is_empty() {
                return Err(wrong("supply-teacher-without-kind"));
            }
            if teacher.from.zip(teacher.until).is_some_and(|(from, until)| until < from) {
                return Err(wrong("supply-teacher-ends-before-begin"));
            }
        }
        for room in &self.rooms {
            let wrong = |code: &str| Refusal::new(code).with("room", room.name.as_str()).at("rooms");
            if !(1..=MOST_PEOPLE).contains(&room.seats) {
                return Err(wrong("supply-room-seats-out-of-range").with("most", MOST_PEOPLE));
            }
            if room.times.is_empty() {
                return Err(wrong("supply-room-without-time"));
            }
        }
        for (at, terms) in self.kinds.iter().enumerate() {
            let field = format!("minimum-{}", terms.kind.code());
            if !(1..=MOST_PEOPLE).contains(&terms.minimum) {
                return Err(Refusal::new("supply-minimum-out-of-range").with("most", MOST_PEOPLE).at(&field));
            }
            if !(1..=40).contains(&terms.lessons_per_week) {
                let field = format!("lessons-{}", terms.kind.code());
                return Err(Refusal::new("supply-lessons-out-of-range").with("most", 40).at(&field));
            }
            if self.kinds[..at].iter().any(|earlier| earlier.kind == terms.kind) {
                return Err(Refusal::new("supply-kind-twice").at(&field));
            }
        }
        if !(0..=MOST_PEOPLE).contains(&self.examiners) {
            return Err(Refusal::new("supply-examiners-out-of-range")
                .with("most", MOST_PEOPLE)
                .at("examiners"));
        }
        Ok(())
    }

    /// Terms of a type, if the provider is licensed for it.
    pub fn terms(&self, kind: CourseKind) -> Option<&KindTerms> {
        self.kinds.iter().find(|terms| terms.kind == kind)
    }

    /// Lessons a week of everybody who may teach one of these types on a day.
    pub fn lessons_for(&self, kinds: &[CourseKind], on: NaiveDate, cap: i64) -> i64 {
        let there = |teacher: &&Teacher| {
            teacher.from.is_none_or(|from| from <= on) && teacher.until.is_none_or(|until| on <= until)
        };
        let able = |teacher: &&Teacher| teacher.kinds.iter().any(|kind| kinds.contains(kind));
        let lessons = self.teachers.iter().filter(there).filter(able);
        lessons.map(|teacher| teacher.lessons.min(cap)).sum()
    }
}

#[cfg(test)]
mod tests;
