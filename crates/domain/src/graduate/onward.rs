//! What really followed a course: since when, how it went after some months, and how it ended (process 6.A9, 6.B7,
//! 6.B8).

use super::decision::Route;
use crate::deadline::Activity;
use crate::ids::OrganisationId;
use crate::measure::MeasureKind;
use crate::refusal::Refusal;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How it goes when somebody asks.
    CheckState {
        /// Still there.
        Goes = "goes",
        /// Still there, with difficulties that are worked on.
        Difficult = "difficult",
        /// Works fewer hours than agreed, or in a mini-job.
        Reduced = "reduced",
        /// Nobody could be reached.
        NotReached = "not_reached",
    }
}

codes! {
    /// How something that followed came to its end.
    Loss {
        /// Came to its regular end.
        Finished = "finished",
        /// Ended against the person's will.
        Lost = "lost",
        /// The person gave it up.
        GivenUp = "given_up",
        /// Only a mini-job was left: as if lost (6.B8).
        MiniJobOnly = "mini_job_only",
    }
}

/// Months after which it is asked how it goes; the days follow from the deadlines 6.A9 of the region.
pub const FOLLOW_UPS: [u8; 3] = [3, 6, 12];

/// The deadline of each follow-up, in their order.
pub(crate) const FOLLOW_UP_DEADLINES: [Activity; 3] =
    [Activity::FollowUpFirst, Activity::FollowUpSecond, Activity::FollowUpThird];

/// How it went after so many months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub months: u8,
    pub on: NaiveDate,
    pub state: CheckState,
    pub by: OrganisationId,
}

/// The end of something that followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowOnEnd {
    pub on: NaiveDate,
    pub reason: Loss,
}

/// Something that followed a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowOn {
    pub on: NaiveDate,
    pub route: Route,
    /// Measure it is, if it is one.
    #[serde(default)]
    pub measure: Option<MeasureKind>,
    /// Body that follows it up.
    pub responsible: OrganisationId,
    pub checks: Vec<Check>,
    pub ended: Option<FollowOnEnd>,
}

impl FollowOn {
    /// Something that has just begun.
    pub fn new(on: NaiveDate, route: Route, responsible: OrganisationId) -> Self {
        FollowOn { on, route, measure: None, responsible, checks: Vec::new(), ended: None }
    }

    /// A measure leads to something else when it is over; training itself is none in this sense.
    pub fn leads_further(&self) -> bool {
        self.measure.is_some_and(|kind| kind != MeasureKind::Ausbildung)
    }

    /// Months at which somebody was asked already.
    pub fn asked_after(&self, months: u8) -> bool {
        self.checks.iter().any(|check| check.months >= months)
    }

    /// Months and days on which somebody asks how it goes, asked or not.
    pub fn follow_ups(&self, pace: &Pace) -> [(u8, NaiveDate); 3] {
        let mut days = FOLLOW_UPS.map(|months| (months, self.on));
        for (ask, activity) in days.iter_mut().zip(FOLLOW_UP_DEADLINES) {
            ask.1 = pace.due(activity, self.on, self.responsible);
        }
        days
    }

    pub(super) fn note_check(&mut self, check: Check) -> Result<(), Refusal> {
        if !FOLLOW_UPS.contains(&check.months) {
            return Err(Refusal::new("check-month-unknown").at("months"));
        }
        if check.on < self.on {
            return Err(Refusal::new("check-before-beginning").with("on", self.on).at("on"));
        }
        self.checks.retain(|known| known.months != check.months);
        self.checks.push(check);
        self.checks.sort_by_key(|check| check.months);
        Ok(())
    }

    pub(super) fn end(&mut self, end: FollowOnEnd) -> Result<(), Refusal> {
        if end.on < self.on {
            return Err(Refusal::new("end-before-beginning").with("on", self.on).at("on"));
        }
        self.ended = Some(end);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graduate::tests::day;

    #[test]
    fn it_is_asked_after_three_six_and_twelve_months_from_the_first_day() {
        let job = FollowOn::new("2026-11-17".parse().expect("a date"), Route::Work, OrganisationId(1));
        let asked = job.follow_ups(&crate::region::pace());
        let days: Vec<String> = asked.iter().map(|(months, on)| format!("{months}: {on}")).collect();
        assert_eq!(days, ["3: 2027-02-17", "6: 2027-05-17", "12: 2027-11-17"]);
    }

    #[test]
    fn a_later_answer_for_the_same_month_replaces_the_earlier_one() {
        let mut job = FollowOn::new(day(0), Route::Work, OrganisationId(1));
        let check = |on, state| Check { months: 3, on: day(on), state, by: OrganisationId(1) };
        job.note_check(check(90, CheckState::NotReached)).expect("noted");
        job.note_check(check(95, CheckState::Goes)).expect("noted");
        assert_eq!(job.checks, vec![check(95, CheckState::Goes)]);
        assert!(job.asked_after(3) && !job.asked_after(6));
        let strange = Check { months: 200, ..check(100, CheckState::Goes) };
        assert_eq!(job.note_check(strange).expect_err("no such month").code, "check-month-unknown");
        assert_eq!(
            job.note_check(check(-1, CheckState::Goes)).expect_err("before").code,
            "check-before-beginning"
        );
    }
}
